"""Which column is which: header words first, then the columns beside it, then what stands below; else asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intake.table.below import Below, Fit
from intake.table.beside import settle_merged, settle_times, settle_weekdays
from intake.table.draft import NO_HEADER, Draft, Source
from intake.table.header_words import field_of, fixed_field, folded, is_left_unread, sureness, unsure_kind
from intake.table.layouts import Layout, Unsure
from madoguchi.errors import UnreadableInput

_NOTHING: Final = Below((), None)
_OR_IN_OFFICE_TOML: Final = "見出しを直せない受付簿は、office.toml の [log.columns] で列を決められます。"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a table stand.

    Attributes:
        places: Field -> positions of its columns.
        headers: Field -> header as written; several are joined by `、`.
        others: Position -> header as written, of columns that no field answers to.
        width: Number of columns up to the last one with a header.
        sources: Field -> how it was found.
        aside: Headers among `others` that are known to say nothing of the wish.
        absent: Headers of `office.toml` that this table does not have.
    """

    places: Mapping[str, tuple[int, ...]]
    headers: Mapping[str, str]
    others: Mapping[int, str]
    width: int
    sources: Mapping[str, Source]
    aside: frozenset[str] = frozenset()
    absent: tuple[str, ...] = ()


def name_columns(header: Sequence[str], layout: Layout, below: Below = _NOTHING) -> Columns:
    """Give each column of a header its field.

    Args:
        header: The cells of the header.
        layout: The kind of table.
        below: The rows below, which settle what the header leaves open.

    Raises:
        UnreadableInput: Two columns claim one field, an unsure header cannot be told, or a needed column is missing.
    """
    draft = Draft(header, layout, below)
    _by_words(draft)
    _prefer_the_office(draft)
    _prefer_the_surest(draft)
    for kind, rule in sorted(enumerate(layout.unsure), key=lambda one: not one[1].by_cells):
        if rule.is_clock:
            settle_weekdays(draft)
            settle_times(draft)
        if draft.unsure.get(kind):
            _settle(draft, rule, tuple(draft.unsure[kind]))
    settle_merged(draft)
    absent = _absent(draft)
    _refuse_double_claims(draft)
    _refuse_missing(draft, absent)
    taken = [at for columns in draft.places.values() for at in columns]
    others = _told_apart(draft.others)
    return Columns(
        places={name: tuple(at) for name, at in draft.places.items()},
        headers={name: "、".join(header[one] or NO_HEADER for one in at) for name, at in draft.places.items()},
        others=others,
        width=max((at for at, cell in enumerate(header) if cell or at in draft.others or at in taken), default=-1) + 1,
        sources=draft.sources,
        aside=frozenset(others[at] for at in draft.aside & others.keys()),
        absent=tuple(absent.values()),
    )


def _told_apart(others: Mapping[int, str]) -> dict[int, str]:
    """Give columns of one header a name each, so that no cell hides another."""
    named: dict[int, str] = {}
    for at, header in others.items():
        before = sum(1 for one in others if one < at and others[one] == header)
        named[at] = f"{header}（{before + 1}）" if before else header
    return named


def _by_words(draft: Draft) -> None:
    for at, cell in enumerate(draft.header):
        if not cell:
            continue
        if name := field_of(cell, draft.layout):
            draft.claim(name, at, Source.OFFICE if fixed_field(cell, draft.layout) else Source.WORDS)
        elif is_left_unread(cell, draft.layout):
            draft.leave(at, aside=True)
        elif (kind := unsure_kind(cell, draft.layout)) is not None:
            draft.unsure.setdefault(kind, []).append(at)
        else:
            draft.leave(at)


def _prefer_the_office(draft: Draft) -> None:
    """Where the office has named the column of a field, no other column feeds it."""
    for name in draft.layout.fixed.keys() & draft.places.keys():
        columns = list(draft.places[name])
        own = [at for at in columns if fixed_field(draft.header[at], draft.layout)]
        for at in columns:
            if own and at not in own:
                draft.leave(at)
        if own:
            draft.sources[name] = Source.OFFICE


def _prefer_the_surest(draft: Draft) -> None:
    """Where several columns may say when or by whom a call was taken, the one with the surest word does."""
    for name in sorted(draft.layout.surest & draft.places.keys()):
        columns = list(draft.places[name])
        order = [sureness(draft.header[at], name, draft.layout) for at in columns]
        if len(columns) > 1 and order.count(min(order)) == 1:
            for at, place in zip(columns, order, strict=True):
                if place > min(order):
                    draft.leave(at, aside=name != "kind")


def _settle(draft: Draft, rule: Unsure, columns: Sequence[int]) -> None:
    """Give unsure columns to the field that is left over or that their cells bear out, or leave them, or ask."""
    open_columns = list(columns)
    if rule.by_cells or (rule.after and not _claimed(draft) & set(rule.after)) or len(_left(draft, rule)) != 1:
        for name in _left(draft, rule):
            fitting = [at for at in open_columns if draft.below.fits(at, name) is Fit.ALL]
            if len(fitting) == 1:
                draft.claim(name, fitting[0], Source.CELLS)
                open_columns.remove(fitting[0])
    left = _left(draft, rule)
    if len(open_columns) == len(left) == 1 and _may_be_left_over(draft, rule, open_columns[0], left[0], columns):
        draft.claim(left[0], open_columns[0], Source.LEFT_OVER)
        return
    doubtful = [at for at in open_columns if not rule.by_cells or any(draft.below.fits(at, name) for name in left)]
    if doubtful and left and rule.told:
        raise UnreadableInput(
            f"見出し「{draft.names(doubtful)}」が何を指すのか決められません。{rule.told}に直してください。"
            + _OR_IN_OFFICE_TOML
        )
    for at in open_columns:
        draft.leave(at)


def _may_be_left_over(draft: Draft, rule: Unsure, at: int, name: str, columns: Sequence[int]) -> bool:
    """Tell whether the one unsure column may go to the one field left; beside others its cells must not belie it.

    A wish may be written in any words; when a call was taken is a day that can be known as such.
    """
    if rule.by_cells or (rule.after and not _claimed(draft) & set(rule.after)):
        return False
    own = draft.layout.unsure.index(rule)
    if rule.is_clock and sum(unsure_kind(cell, draft.layout) == own for cell in draft.header) > 1:
        return False  # of several times only those beside a day are plain
    return len(columns) == 1 or name == "wish" or draft.below.is_empty(at) or draft.below.fits(at, name) > Fit.NONE


def _left(draft: Draft, rule: Unsure) -> list[str]:
    claimed = _claimed(draft)
    return [name for name in rule.fields if name not in claimed]


def _claimed(draft: Draft) -> set[str]:
    """Return the fields that have a column; a ranked wish counts as a wish."""
    return {
        "wish" if name.startswith("wish") and not name.endswith(("time", "weekday")) else name for name in draft.places
    }


def _absent(draft: Draft) -> dict[str, str]:
    """Return field -> header, of the headers in `office.toml` that the table does not have."""
    there = set(map(folded, draft.header))
    return {
        name: "」「".join(headers)
        for name, headers in draft.layout.fixed.items()
        if not any(folded(header) in there for header in headers)
    }


def _refuse_double_claims(draft: Draft) -> None:
    for name, at in draft.places.items():
        if len(at) > 1 and name not in draft.layout.joined:
            can_be_named = draft.layout.grammar and len({folded(draft.header[one]) for one in at}) == len(at)
            raise UnreadableInput(
                f"見出し「{draft.names(at)}」が同じ項目（{draft.layout.fields[name][0]}）を指しています。どちらか一つにしてください。"
                + (_OR_IN_OFFICE_TOML if can_be_named else "")
            )


def _refuse_missing(draft: Draft, absent: Mapping[str, str]) -> None:
    """Refuse a table that lacks what is needed, or a column that the office has named and nothing else stands for."""
    layout = draft.layout
    is_this_log = any(fixed_field(cell, layout) for cell in draft.header)
    for name, written in absent.items():
        if is_this_log and name not in draft.places:
            raise UnreadableInput(
                f"office.toml の [log.columns] の {name} に書かれた見出し「{written}」が、この{layout.title}にありません。"
                "見出しか office.toml を直してください。"
            )
    for group in layout.needed:
        if not any(name in draft.places for name in group):
            names = "」「".join(layout.fields[name][0] for name in group[:2])
            raise UnreadableInput(f"{layout.title}に「{names}」の列が見つかりません。見出しを確かめてください。")
