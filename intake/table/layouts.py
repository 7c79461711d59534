"""The tables that come in by the inbox, as declarations: fields and the words their columns are headed by.

The words are written as people write them; `intake.table.columns` folds widths, case, spaces and brackets before
it compares.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from intake.table.log_headers import ASIDE, ASIDE_PARTS, FIELDS, GROUPS
from intake.table.wish_headers import WISHES, wish_field


@dataclass(frozen=True, slots=True)
class Unsure:
    """Header words that several fields answer to, or none.

    Attributes:
        fields: Taken for the one that no clear column claims, when exactly one is left.
        after: Where it is not empty, what is left over is taken only when one of these has a column; else the
            cells must bear it out.
        by_cells: Never taken for what is left over: the cells alone decide.
        told: What to write instead; empty when the column may stay unread.
    """

    words: tuple[str, ...]
    fields: tuple[str, ...]
    after: tuple[str, ...] = ()
    by_cells: bool = False
    told: str = ""

    @property
    def is_clock(self) -> bool:
        """Whether these words head times of day."""
        return all(name.endswith("_time") for name in self.fields)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One kind of table; equal to itself alone, so that what is worked out of it can be kept.

    Attributes:
        title: What staff call it.
        fields: Field -> header words, the surest first.
        grammar: Names the field of a folded header that is no listed word.
        unsure: Header words that are never taken alone.
        bracketed: Fields that may be named in brackets after another word: 希望日時（第1希望）.
        joined: Fields of free text, which several columns may feed.
        surest: Fields of which the column with the surest word is read, where several claim them.
        needed: For each group at least one of its fields has a column.
        aside: Header words of columns that are known and not read.
        aside_parts: Words that make any header which holds them such a column.
        groups: Words above several columns that add nothing to the headers below.
        fixed: Field -> headers as the office has written them in `office.toml`; they go before everything else.
        unread: Headers that the office wants left unread.
        mark: A header word by which a sheet of the staff is known; empty for a log.
    """

    title: str
    fields: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    grammar: Callable[[str], str | None] | None = None
    unsure: tuple[Unsure, ...] = ()
    bracketed: frozenset[str] = frozenset()
    joined: frozenset[str] = field(default_factory=frozenset)
    surest: frozenset[str] = frozenset()
    aside: tuple[str, ...] = ()
    aside_parts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    mark: str = ""


_WISH_FIELDS: Final = ("wish", *(f"wish{rank}" for rank in range(1, WISHES + 1)))

LOG: Final = Layout(
    title="電話受付簿",
    fields=FIELDS,
    needed=(("name", "surname", "seeker_number"), (*_WISH_FIELDS, "kind")),
    grammar=wish_field,
    unsure=(
        Unsure(
            words=(
                "日付",
                "日時",
                "年月日",
                "月日",
                "日",
                "日程",
                "とき",
                "年/月/日",
                "日・時間",
                "日付時刻",
                "日付・時間",
            ),
            fields=("received", "wish"),
            told="「受付日時」か「希望日時」",
        ),
        Unsure(
            words=(
                *(
                    "相談日",
                    "相談日時",
                    "予約日",
                    "予約日時",
                    "来所日",
                    "来所日時",
                    "面談日",
                    "面談日時",
                    "実施日",
                    "利用日",
                    "利用日時",
                ),
                *(
                    "予約",
                    "予約枠",
                    "予定日",
                    "予定日時",
                    "来所予定日",
                    "来所予定日時",
                    "相談予定日時",
                    "相談予定日",
                    "相談予約日時",
                    "相談予約日",
                    "来庁日",
                    "来庁日時",
                ),
            ),
            fields=("wish",),
            after=("received",),
            told="「希望日時」か「受付日時」",
        ),
        Unsure(words=("時間", "時刻", "予約時間", "相談時間", "来所時間"), fields=("received_time", "wish_time")),
        Unsure(
            words=(
                "番号",
                "No",
                "No.",
                "NO",
                "#",
                "通番",
                "連番",
                "項番",
                "ID",
                "通し番号",
                "求職",
                "登録",
                "カードNo",
                "カードNo.",
            ),
            fields=("seeker_number", "phone"),
            by_cells=True,
            told="「求職番号」か「電話番号」か「受付番号」",
        ),
        Unsure(
            words=(
                "担当",
                "担当者",
                "担当者名",
                "担当者氏名",
                "担当職員",
                "担当相談員",
                "相談員",
                "職員",
                "職員名",
                "係",
            ),
            fields=("taken_by",),
        ),
        Unsure(words=("受付", "受電"), fields=("received",), by_cells=True),
        Unsure(words=("説明", "同意", "説明確認"), fields=("explained",), by_cells=True),
    ),
    bracketed=frozenset({"kana", "mobile", *_WISH_FIELDS[1:]}),
    joined=frozenset({"note", "matter"}),
    surest=frozenset({"received", "received_time", "kind", "taken_by", "reception", "language", "explained"}),
    aside=ASIDE,
    aside_parts=ASIDE_PARTS,
    groups=GROUPS,
)

REVIEW_SHEET: Final = Layout(
    title="要確認の表",
    fields={
        "number": ("要確認番号",),
        "received": ("受付日時",),
        "channel": ("経路",),
        "name": ("氏名",),
        "seeker_number": ("求職番号",),
        "phone": ("電話番号",),
        "email": ("メール",),
        "wish": ("希望（原文）",),
        "reading": ("読み取り",),
        "to_check": ("確かめること",),
        "choices": ("候補",),
        "fixed": ("確定日時",),
        "withdrawn": ("取下げ", "取り下げ"),
        "staff": ("担当者",),
        "memo": ("メモ",),
    },
    needed=(("number",), ("fixed",), ("withdrawn",)),
    mark="要確認番号",
)

TELEPHONE_SHEET: Final = Layout(
    title="電話連絡の表",
    fields={
        "number": ("連絡番号",),
        "matter": ("用件",),
        "name": ("氏名",),
        "phone": ("電話番号",),
        "say": ("伝えること",),
        "until": ("期限",),
        "before": ("これまで",),
        "result": ("結果",),
        "called": ("連絡日時",),
        "staff": ("担当者",),
    },
    needed=(("number",), ("result",)),
    mark="連絡番号",
)

DAY_SHEET: Final = Layout(
    title="予約票",
    fields={
        "call_at": ("電話する時刻",),
        "start": ("開始",),
        "name": ("氏名",),
        "kana": ("フリガナ",),
        "phone": ("電話番号",),
        "seeker_number": ("求職番号",),
        "number": ("受付番号",),
        "result": ("結果",),
        "why": ("切替や途中終了の理由",),
        "next": ("次回の予約",),
        "memo": ("メモ",),
    },
    needed=(("number",), ("result",)),
    mark="電話する時刻",
)

SHEETS: Final = (REVIEW_SHEET, TELEPHONE_SHEET, DAY_SHEET)
LAYOUTS: Final = (LOG, *SHEETS)
