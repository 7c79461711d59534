"""The tables that come in by the inbox, as declarations: fields and the words their columns are headed by.

The words are written as people write them; `intake.table.columns` folds widths, case, spaces and brackets before
it compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

WISHES: Final = 5
_RANKS: Final = MappingProxyType({1: ("1", "一"), 2: ("2", "二"), 3: ("3", "三"), 4: ("4", "四"), 5: ("5", "五")})


@dataclass(frozen=True, slots=True)
class Unsure:
    """Header words that several fields answer to.

    Attributes:
        fields: Taken for the one that no clear column claims, when exactly one is left.
        told: What to write instead; empty when the column may stay unread.
    """

    words: tuple[str, ...]
    fields: tuple[str, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of table.

    Attributes:
        title: What staff call it.
        fields: Field -> header words.
        unsure: Header words that are never taken alone.
        bracketed: Fields that may be named in brackets after another word: 希望日時（第1希望）.
        joined: Fields of free text, which several columns may feed.
        needed: For each group at least one of its fields has a column.
        mark: A header word by which a sheet of the staff is known; empty for a log.
    """

    title: str
    fields: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    unsure: tuple[Unsure, ...] = ()
    bracketed: frozenset[str] = frozenset()
    joined: frozenset[str] = field(default_factory=frozenset)
    mark: str = ""


def _wish_words() -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for rank, signs in _RANKS.items():
        days = [
            f"第{sign}{word}" for sign in signs for word in ("希望", "候補", "希望日", "希望日時", "候補日", "候補日時")
        ]
        days += [f"{word}{rank}" for word in ("希望", "希望日", "希望日時", "候補", "候補日", "候補日時")]
        times = [f"第{sign}{word}" for sign in signs for word in ("希望時間", "希望時刻", "候補時間", "希望時間帯")]
        times += [f"{word}{rank}" for word in ("希望時間", "希望時刻", "候補時間", "希望時間帯")]
        words[f"wish{rank}"], words[f"wish{rank}_time"] = tuple(days), tuple(times)
    return words


_PERSON: Final = {
    "name": (
        *("氏名", "お名前", "名前", "姓名", "求職者名", "求職者氏名", "利用者名", "利用者氏名", "相談者", "相談者名"),
        *("申込者", "申込者名", "申込者氏名", "予約者名", "漢字氏名", "氏名漢字"),
    ),
    "surname": ("姓", "氏", "苗字", "名字"),
    "given_name": ("名",),
    "kana": (
        *(
            "フリガナ",
            "ふりがな",
            "カナ",
            "かな",
            "氏名カナ",
            "カナ氏名",
            "カタカナ",
            "ヨミ",
            "読み",
            "よみ",
            "よみがな",
        ),
        *("読み仮名", "読みがな", "ヨミガナ", "お名前カナ", "氏名フリガナ"),
    ),
    "kana_surname": ("セイ", "姓カナ", "せい"),
    "kana_given_name": ("メイ", "名カナ", "めい"),
    "seeker_number": ("求職番号", "求職者番号", "求職No", "求職No.", "求職登録番号", "登録番号", "求職申込番号"),
    "phone": (
        "電話",
        "電話番号",
        "TEL",
        "TEL番号",
        "連絡先電話",
        "連絡先電話番号",
        "日中連絡先",
        "折返し先",
        "折り返し先",
        "固定電話",
    ),
    "mobile": ("携帯", "携帯電話", "携帯番号", "携帯電話番号"),
    "contact": ("連絡先", "ご連絡先"),
    "email": ("メール", "メールアドレス", "E-mail", "Mail", "アドレス", "電子メール", "E-mailアドレス", "Mailアドレス"),
}

LOG: Final = Layout(
    title="電話受付簿",
    fields={
        "reception": ("受付番号", "受付No", "受付No.", "受付ID", "整理番号"),
        "received": (
            *(
                "受付日時",
                "受付日",
                "受信日時",
                "受電日時",
                "着信日時",
                "対応日",
                "対応日時",
                "受付年月日",
                "受電日",
                "入電日時",
            ),
        ),
        "received_time": ("受付時刻", "受付時間", "受電時刻", "受電時間", "着信時刻"),
        "kind": ("区分", "種別", "受付区分", "処理区分", "用件区分", "種類", "受付種別"),
        **_PERSON,
        "wish": (
            *(
                "希望日時",
                "希望日",
                "希望",
                "予約希望",
                "予約希望日時",
                "予約希望日",
                "来所希望日",
                "相談希望日",
                "相談希望日時",
                "ご希望日時",
            ),
            *("利用希望日時", "候補日", "候補日時", "希望時期"),
        ),
        "wish_time": ("希望時間", "希望時刻", "希望時間帯", "予約希望時間", "時間帯"),
        **_wish_words(),
        "matter": ("相談内容", "用件", "要件", "内容", "相談事項"),
        "companion": ("同席者", "同席", "付添", "付き添い", "通訳", "同伴者"),
        "taken_by": ("受付者", "対応者", "記入者", "受電者", "受付担当", "受付担当者", "電話受付者"),
        "note": ("備考", "メモ", "摘要", "その他", "特記事項", "備考欄"),
    },
    needed=(("name", "surname", "seeker_number"), ("wish", *(f"wish{rank}" for rank in range(1, WISHES + 1)), "kind")),
    unsure=(
        Unsure(
            words=("日付", "日時", "年月日", "月日", "相談日", "相談日時", "予約日", "予約日時", "来所日", "来所日時"),
            fields=("received", "wish"),
            told="「受付日時」か「希望日時」",
        ),
        Unsure(words=("時間", "時刻"), fields=("received_time", "wish_time")),
        Unsure(words=("番号", "No", "No.", "NO", "#", "通番", "連番", "項番"), fields=()),
        Unsure(words=("担当", "担当者"), fields=("taken_by",)),
    ),
    bracketed=frozenset({"kana", "mobile", *(f"wish{rank}" for rank in range(1, WISHES + 1))}),
    joined=frozenset({"note", "matter"}),
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
        "memo": ("メモ",),
    },
    needed=(("number",), ("result",)),
    mark="電話する時刻",
)

SHEETS: Final = (REVIEW_SHEET, TELEPHONE_SHEET, DAY_SHEET)
LAYOUTS: Final = (LOG, *SHEETS)
