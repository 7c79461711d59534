"""The words of a phone log that are no particulars: 区分, sum lines, ditto marks, remarks that change a row."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from madoguchi.model.item import Kind

_KINDS: Final = {
    **dict.fromkeys(("予約", "申込", "申込み", "申し込み", "新規", "新規予約", "予約申込", "予約申込み", "予約受付"), Kind.REQUEST),
    **dict.fromkeys(("変更", "予約変更", "日時変更", "日程変更", "変更申込"), Kind.CHANGE),
    **dict.fromkeys(("取消", "取消し", "取り消し", "キャンセル", "予約取消", "予約取消し", "予約キャンセル", "cancel"), Kind.CANCELLATION),
    **dict.fromkeys(("記録", "来所記録", "結果", "相談記録", "相談結果", "利用記録", "実施記録"), Kind.RECORD),
    **dict.fromkeys(("問合せ", "問い合わせ", "問合わせ", "質問", "照会"), Kind.QUESTION),
}  # fmt: skip
_BELOW_THE_TABLE = re.compile(
    r"(?:合計|小計|総計|集計|凡例)|(?:計|以上|件数|備考|注|総件数|作成者|作成日|印刷日|出力日時?)(?:[:：\d)）]|$)|[※*＊]|注意[:：事]|.{1,4}ページ"
)
_WISH_HEADER = re.compile(
    r"希望|候補|時間|時刻|日時|日付|曜日|都合|不可|NG|取消|取下|変更|キャンセル|予約日|相談日|来所日"
)
_WHEN = re.compile(r"[0-9０-９]{1,2}\s*[月/／:：時日]|午前|午後|[月火水木金]曜|AM|PM|明日|来週|いつでも")
_DITTOS: Final = frozenset(
    {"〃", "″", "”", '"', "''", "同上", "同", "同じ", "々", "仝", "上に同じ", "上記と同じ", "上記同様", "↓", "↑"}
)
_NOTHINGS: Final = frozenset(
    {"なし", "無し", "無", "ナシ", "-", "‐", "―", "ー", "－", "─", "×", "/", "／", "特になし", "特に無し", "不明"}
)
_TURNS = re.compile(
    r"(?:予約|日時?|日程|時間)の?変更|変更(?:希望|したい|をお願い)|キャンセル|取り?消し?|取り?下げ|取りやめ|中止|辞退|見送り|やっぱり|訂正|誤り|間違|二重|重複|別の?(?:日|時間)に"
)
_LIMITS = re.compile(r"変更|延期|不可|NG|ＮＧ|以外|避け|除く|無理|行け(?:ない|ません)|都合が(?:悪|つか)|難しい")


def folded(text: str) -> str:
    """Fold widths, case and spaces, for comparing with the words of this module."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold().strip("[]()【】<>「」")


def kind_of(word: str) -> Kind | None:
    """Return what a 区分 says; None for a word that is not known."""
    return _KINDS.get(word) or _KINDS.get(folded(word))


def is_sum_line(first: str) -> bool:
    """Tell whether the first filled cell of a row begins a sum or a remark below the table."""
    return bool(_BELOW_THE_TABLE.match(first))


def has_ditto(cells: Iterable[str]) -> bool:
    """Tell whether any cell stands for the one above it."""
    return not _DITTOS.isdisjoint(cells)


def given(cell: str) -> str:
    """Return a cell, or empty text when it says that there is nothing (なし, 不明, ー)."""
    return "" if cell in _NOTHINGS else cell


def may_be_a_wish(header: str, cell: str) -> bool:
    """Tell whether an unread column may say when a person can come, or that the row no longer stands."""
    return bool(_WISH_HEADER.search(header) or _WHEN.search(cell) or _TURNS.search(cell) or _LIMITS.search(cell))


def turns_a_request(note: str, matter: str) -> bool:
    """Tell whether the remarks of a request may undo or limit it."""
    return bool(note and (_TURNS.search(note) or _LIMITS.search(note))) or bool(matter and _TURNS.search(matter))
