"""The words of a phone log that are no particulars: 区分, sum lines, ditto marks, remarks that change a row."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from madoguchi.model.item import Kind

_KINDS: Final = {
    **dict.fromkeys(
        ("予約", "申込", "申込み", "申し込み", "新規", "新規予約", "予約申込", "予約申込み", "予約受付", "予約希望", "新規申込", "新規受付",
         "予約申し込み", "予約依頼", "予約取得", "相談予約", "面談予約", "オンライン予約", "オンライン相談予約", "再予約", "申請", "予約登録",
         "次回", "次回予約", "次回の予約", "次回相談", "次回相談予約", "次回分"),
        Kind.REQUEST,
    ),
    **dict.fromkeys(
        ("変更", "予約変更", "日時変更", "日程変更", "変更申込", "予約日変更", "予約日時変更", "変更希望", "変更依頼", "時間変更", "日程変更希望"),
        Kind.CHANGE,
    ),
    **dict.fromkeys(
        ("取消", "取消し", "取り消し", "キャンセル", "予約取消", "予約取消し", "予約取り消し", "予約キャンセル", "cancel", "取消希望",
         "キャンセル希望", "取消依頼", "キャンセル連絡", "取下げ", "取り下げ"),
        Kind.CANCELLATION,
    ),
    **dict.fromkeys(("記録", "来所記録", "結果", "相談記録", "相談結果", "利用記録", "実施記録"), Kind.RECORD),
    **dict.fromkeys(
        ("問合せ", "問い合わせ", "問合わせ", "質問", "照会", "お問合せ", "お問い合わせ", "問合", "その他問合せ"), Kind.QUESTION
    ),
}  # fmt: skip
# A 区分 that says by itself how a visit went, with what may stand in brackets behind it: 欠席（連絡あり）.
_OUTCOME = re.compile(
    r"(?:来所|来庁|(?:相談|面談)?実施(?:済み?)?|(?:無断)?欠席|(?:[0-9]+分)?連絡(?:なし|無し?)|無断キャンセル"
    r"|電話[にへ]?切り?替え?|途中(?:で|から)?(?:終了|中断)|中断)(?:[(:・/].{1,12})?"
)
# As it looks folded: without spaces, narrow, without brackets around the whole.
_BELOW_THE_TABLE = re.compile(
    r"合計|小計|総計|集計|凡例|総数|累計|内訳|記入例|以下余白"
    r"|(?:.{0,6}(?:計|件数|人数)|以上|備考|注|例|作成者|作成日|印刷日|出力日時?|更新日時?)(?:[:\d)]|$)"
    r"|[*※~-]+(?:以上|以下余白)|[※*]|注意[:事]|.{1,4}ページ|page\d|[0-9]+/[0-9]+ページ"
)
_COUNT = re.compile(r"[0-9,]{1,6}(?:件|名|人|回)")
_WISH_HEADER = re.compile(
    r"希望|候補|時間|時刻|日時|日付|曜日|都合|不可|NG|取消|取下|変更|キャンセル|予約日|相談日|来所日|^[(（]?[月火水木金土日][)）]?$"
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
_CLAUSE_ENDS = re.compile(r"[、。,\n;；]")
_OF_OTHER_THINGS = re.compile(
    r"電話|TEL|Tel|℡|折返|折り返|連絡|かけ直|掛け直|再電|着信|留守|不在|前回|以前|先日|昨日|済|認定|生年|期限|受付|登録|勤務|離職|退職|時給|求人"
)
_TIME = re.compile(
    r"[0-9]\s*(?:時|:[0-9]{2}|月[0-9]|/[0-9]|日(?!間|前|以内|後))|午前|午後|[月火水木金土日]曜|\b[AP]M\b|来週|明日|明後日|翌日|いつでも"
)
_LONGEST_WORD: Final = 40
# 予約（オンライン）, 電話予約, 予約（2回目）; any other word beside a 区分 may turn it.
_CAME: Final = r"(?:新規|初回|[0-9]回目(?:以降)?|継続|オンライン|電話|メール|窓口|本人|zoom|web)"
_NO_KIND = re.compile(rf"(?:{_CAME}|電話受付|tel|fax|来所|来庁|再来|初めて)?(?:相談|職業相談|受付)?")
_HOW_IT_CAME = re.compile(rf"^{_CAME}(?:相談)?の?|[(（]?{_CAME}[)）]?$")
_DONE = re.compile(
    r"(?:予約|確定|手配|連絡|対応|処理|調整)(?:済|完了|した|しました)|不成立|断り|対象外|保留|完了|無効|欠番|削除"
)
_DONE_HEADER = re.compile(r"予約|確定|手配|状況|状態|ステータス|進捗|処理|対応|決定|結果|完了|^済み?$")
_DONE_MARK: Final = frozenset({"済", "済み", "完了", "○", "〇", "◯", "✓", "✔", "レ", "true", "1", "ok"})
_LIMITS = re.compile(r"変更|延期|不可|NG|ＮＧ|以外|避け|除く|無理|行け(?:ない|ません)|都合が(?:悪|つか)|難しい")
_OF_THE_MATTER = re.compile("変更|延期")  # 職種の変更について


def folded(text: str) -> str:
    """Fold widths, case and spaces, for comparing with the words of this module."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold().strip("[]()【】<>「」")


@lru_cache(maxsize=1024)
def kind_of(word: str) -> Kind | None:
    """Return what a 区分 says, whatever stands in brackets of how it came; None for a word that is not known."""
    if not word or len(word) > _LONGEST_WORD:
        return None
    known = _KINDS.get(word) or _KINDS.get(folded(word)) or _KINDS.get(_HOW_IT_CAME.sub("", folded(word)))
    return known or (Kind.RECORD if says_outcome(word) else None)


@lru_cache(maxsize=1024)
def says_outcome(word: str) -> bool:
    """Tell whether a 区分 says by itself how a visit went: 来所, 欠席, 電話切替（回線）."""
    return bool(word) and len(word) <= _LONGEST_WORD and bool(_OUTCOME.fullmatch(folded(word)))


def kind_of_matter(matter: str) -> tuple[Kind | None, str]:
    """Return the kind that one of the columns read as 相談内容 says by itself (用件: 取消), and its cell."""
    cells = (cell for cell in matter.split("\n") if not says_no_kind(cell))
    return next(((kind, cell) for cell in cells if (kind := kind_of(cell))), (None, ""))


@lru_cache(maxsize=1024)
def says_no_kind(word: str) -> bool:
    """Tell whether a 区分 says only how or how often the person came: 電話, 初回, オンライン相談."""
    return bool(word) and len(word) <= _LONGEST_WORD and bool(_NO_KIND.fullmatch(folded(word)))


def is_sum_line(first: str) -> bool:
    """Tell whether the first filled cell of a row begins a sum or a remark below the table."""
    return bool(_BELOW_THE_TABLE.match(folded(first[:_LONGEST_WORD])))


def is_count(cell: str) -> bool:
    """Tell whether a cell is a number of calls or people: 12件."""
    return bool(_COUNT.fullmatch(folded(cell[:_LONGEST_WORD])))


def has_ditto(cells: Iterable[str]) -> bool:
    """Tell whether any cell stands for the one above it."""
    return not _DITTOS.isdisjoint(cells)


def given(cell: str) -> str:
    """Return a cell, or empty text when it says that there is nothing (なし, 不明, ー)."""
    return "" if cell in _NOTHINGS else cell


def may_be_a_wish(header: str, cell: str) -> bool:
    """Tell whether an unread column may say when a person can come, or that the row no longer stands."""
    return bool(
        _WISH_HEADER.search(header)
        or _WHEN.search(header)
        or _WHEN.search(cell)
        or _LIMITS.search(cell)
        or speaks_of_an_end(header, cell)
        or _DONE.search(cell)
    )


def speaks_of_an_end(header: str, cell: str) -> bool:
    """Tell whether an unread column may say that the row no longer stands or has been dealt with."""
    return bool(_TURNS.search(cell) or (_DONE_HEADER.search(header) and folded(cell) in _DONE_MARK))


def turns_a_request(note: str, matter: str) -> bool:
    """Tell whether the remarks of a request may undo or limit it, or name another time."""
    limits = _LIMITS.search(note) or _LIMITS.search(_OF_THE_MATTER.sub("", matter))
    return bool(limits) or any(_TURNS.search(text) or _names_a_time(text) for text in (note, matter) if text)


def _names_a_time(note: str) -> bool:
    """Tell whether a remark speaks of a day or a time that is not of a telephone call, the past or another matter."""
    clauses = (clause for clause in _CLAUSE_ENDS.split(note) if not _OF_OTHER_THINGS.search(clause))
    return any(_TIME.search(unicodedata.normalize("NFKC", clause)) for clause in clauses)
