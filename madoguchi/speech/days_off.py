"""Why a day is closed, in easy Japanese and in English: the national holidays of Japan, the year end, the weekend."""

from collections.abc import Mapping
from typing import Final

from madoguchi.model.language import Language

_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "土曜日": ("どようび", "Saturday"),
    "日曜日": ("にちようび", "Sunday"),
    "月曜日": ("げつようび", "Monday"),
    "火曜日": ("かようび", "Tuesday"),
    "水曜日": ("すいようび", "Wednesday"),
    "木曜日": ("もくようび", "Thursday"),
    "金曜日": ("きんようび", "Friday"),
    "年末年始": ("年末年始《ねんまつねんし》", "New Year holidays"),
    "元日": ("元日《がんじつ》", "New Year's Day"),
    "成人の日": ("成人《せいじん》の 日《ひ》", "Coming of Age Day"),
    "建国記念の日": ("建国記念《けんこくきねん》の 日《ひ》", "National Foundation Day"),
    "天皇誕生日": ("天皇誕生日《てんのう たんじょうび》", "Emperor's Birthday"),
    "春分の日": ("春分《しゅんぶん》の 日《ひ》", "Vernal Equinox Day"),
    "昭和の日": ("昭和《しょうわ》の 日《ひ》", "Showa Day"),
    "憲法記念日": ("憲法記念日《けんぽう きねんび》", "Constitution Memorial Day"),
    "みどりの日": ("みどりの 日《ひ》", "Greenery Day"),
    "こどもの日": ("こどもの 日《ひ》", "Children's Day"),
    "海の日": ("海《うみ》の 日《ひ》", "Marine Day"),
    "山の日": ("山《やま》の 日《ひ》", "Mountain Day"),
    "敬老の日": ("敬老《けいろう》の 日《ひ》", "Respect for the Aged Day"),
    "秋分の日": ("秋分《しゅうぶん》の 日《ひ》", "Autumnal Equinox Day"),
    "スポーツの日": ("スポーツの 日《ひ》", "Sports Day"),
    "文化の日": ("文化《ぶんか》の 日《ひ》", "Culture Day"),
    "勤労感謝の日": ("勤労感謝《きんろう かんしゃ》の 日《ひ》", "Labour Thanksgiving Day"),
    "振替休日": ("振替休日《ふりかえ きゅうじつ》", "substitute holiday"),
    "国民の休日": ("国民《こくみん》の 休日《きゅうじつ》", "national holiday"),
}


def say_reason(reason: str, language: Language) -> str:
    """Return why a day is closed.

    Args:
        reason: The clerk's Japanese (`元日`), also the office's own words (`システム更新`).
        language: Easy Japanese, with readings for `madoguchi.ruby`, or English.

    Returns:
        The words; the office's own as they are in easy Japanese, and nothing in English.
    """
    easy, english = _REASONS.get(reason, (reason, ""))
    return english if language is Language.ENGLISH else easy
