"""How a visit went, from the words of a record row."""

import unicodedata

from madoguchi.model.booking import BookingState

_CAME = ("実施", "完了", "終了", "済", "相談しました", "来た", "通常どおり")
_DID_NOT_COME = ("連絡なし", "無断", "欠席", "不参加", "来ない", "来ず", "つながらず", "応答なし", "未実施", "no show")
# A record of absence can cost somebody the later use of the service (art. 4), so whatever sounds like a word given
# beforehand, a failing line or a sentence turned round is for a person to read.
_UNSURE = (
    *("中止", "途中", "延期", "切替", "切り替え", "変更", "取消", "取り消", "キャンセル", "電話", "次回", "未定", "?"),
    *("連絡あり", "連絡有", "連絡済", "欠席連絡", "欠席の連絡", "連絡を受け"),
    *("回線", "接続", "機器", "不具合", "トラブル", "予約済", "申込済"),
    *("できず", "出来ず", "せず", "なかった", "ません", "ていない", "実施なし", "実施無", "不実施", "未済", "予定"),
)


# The very words of the day sheet's box; anything longer is for a person to read.
_BY_TELEPHONE = frozenset({"電話に切替", "電話に切り替え"})


def is_by_telephone(note: str) -> bool:
    """Tell whether the record says that the visit was held by telephone (leaflet: a poor line)."""
    return unicodedata.normalize("NFKC", note).strip() in _BY_TELEPHONE


def visit_outcome(note: str) -> BookingState | None:
    """Return COMPLETED or NO_SHOW, or None when the words say neither or both.

    未実施 holds 実施 within it, so the words of absence are struck out before those of a visit are sought.
    """
    words = unicodedata.normalize("NFKC", note).lower()
    if any(word in words for word in _UNSURE):
        return None
    absent = [word for word in _DID_NOT_COME if word in words]
    for word in absent:
        words = words.replace(word, " ")
    came = any(word in words for word in _CAME)
    if came == bool(absent):
        return None
    return BookingState.COMPLETED if came else BookingState.NO_SHOW
