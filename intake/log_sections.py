"""Parts of a log under titles of their own: what stands above a row may say that it is no booking."""

from intake.doubts import shown
from intake.log_words import kind_of, speaks_of_an_end
from intake.table.header_words import field_of
from intake.table.layouts import LOG
from intake.table.read import Row
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt

_TITLES = " 　■□◆◇●○▼▽▲△★☆*＊-―ー=＝:："


def section_after(row: Row, standing: Doubt | None) -> Doubt | None:
    """Return what is doubtful of every row below, once this row has been read.

    Args:
        row: Any row of the log.
        standing: What was doubtful so far.
    """
    filled = [cell for cell in (*row.cells.values(), *row.rest.values()) if cell]
    if len(filled) == 1:
        return _under_title(filled[0], standing)
    moved = [(name, cell) for name, cell in row.cells.items() if cell and (field_of(cell, LOG) or name) != name]
    again = [cell for cell in filled if field_of(cell, LOG)]
    if len(again) > 1 and 2 * len(again) > len(filled):  # the header again
        return _with_other_columns(row, moved[0][1]) if moved else standing
    return standing


def kind_of_title(title: str) -> Kind | None:
    """Return what a title in a row of its own says of the rows below: ■キャンセル, 【予約】, 変更一覧."""
    return kind_of(title.strip(_TITLES).removesuffix("一覧").removesuffix("の部"))


def _under_title(title: str, standing: Doubt | None) -> Doubt | None:
    kind = kind_of_title(title)
    if kind is Kind.REQUEST:
        return None
    if kind is None and not speaks_of_an_end("", title):
        return standing
    say = f"「{shown(title)}」という見出しの下の行です。予約の申込みかどうか確かめてください。"
    return Doubt(code="under_title", say=say)


def _with_other_columns(row: Row, header: str) -> Doubt:
    say = f"{row.line}行目から列の並びが変わっているようです（「{shown(header)}」）。並びをそろえるか、別の受付簿に分けてください。"
    return Doubt(code="columns_changed", say=say)
