"""Read a person's particulars: kept as written unless the one meaning is certain, and then in one stored form."""

import re
import unicodedata
from typing import Final, NamedTuple

from intake import doubts
from intake.area_codes import has_right_length, with_dashes
from intake.charset.letters import compose_kana
from madoguchi.model.reading import Doubt, Service

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－ｰ─━﹘﹣﹣ー", "-"))
_SEEKER_NUMBER = re.compile(r"[0-9]{5}-[0-9]{1,8}")
_SEEKER_NUMBER_SPACED = re.compile(r"([0-9]{5})\s*-\s*([0-9]{1,8})")
_SEEKER_NUMBER_BARE = re.compile(r"([0-9]{5})([0-9]{4,8})")
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{1,3}", re.IGNORECASE)
_HASHES = re.compile(r"#{2,}|#(?:N/A|REF!|VALUE!|NAME\?|NUM!|DIV/0!|NULL!)")

_PLAIN_MOBILE = re.compile(r"0[5-9]0-[0-9]{4}-[0-9]{4}")
_PHONE_LABELS = re.compile(
    r"(?:TEL|tel|Tel|電話番号|携帯電話|固定電話|携帯|自宅|電話|固定|本人|ご自宅|℡|☎|📞)\s*[:.]?|\((?:携帯|自宅|固定|本人|携帯電話|ご本人)\)"
)
_PHONE_RUN = re.compile(
    r"(?<![0-9])(?:\(0[0-9]{1,4}\)|0[0-9]{1,4})[-.\s(]{0,2}[0-9]{1,4}[-.\s)]{0,2}[0-9]{3,4}(?![0-9])"
)
# What may stand between two numbers without meaning anything for a call.
_PHONE_ALONE = re.compile(_PHONE_RUN.pattern + r"|または|又は|もしくは|[/,、。・;\s()\[\]:-]")
_MOST_PHONE: Final = 100

_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
_EMAIL = re.compile(
    rf'(?:({_LOCAL})|"({_LOCAL})")@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.)+[A-Za-z]{{2,24}})'
)
_MOST_EMAIL: Final = 254

_PLAIN_NAME = re.compile("[ぁ-ゖァ-ヺー々一-鿿 \u3000]{1,40}(?<![様殿])(?<!さん)(?<!さま)(?<!サマ)")
_NAME_AND_KANA = re.compile(r"(.{1,40}?)[\s　]*[（(／/]([ァ-ヶーぁ-ゖｦ-ﾟ・\s　]{2,40})[)）]?")
_SERVICES: Final = (
    (Service.MOCK_INTERVIEW, re.compile("模擬面接|面接(?:の)?練習")),
    (Service.PLACEMENT, re.compile("職業紹介|紹介状|応募したい")),
)
_MOST_LANGUAGE: Final = 30
_UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_WISHED = re.compile(r"(?:で|を|が|の)?(?:(?:ご?希望|お願い)(?:です|します|いたします|致します)?|です)[。.]?$")
_JAPANESE = re.compile(r"(?:日本語|にほんご|japanese|ja|jp|nihongo)(?:のみ|だけ|可|で(?:可|よい|いい|大丈夫)|ok)?")
_HONORIFIC = re.compile(r"[\s\u3000]*(?:様|さま|さん|殿|サマ)$|[\s\u3000]*[（(]様[）)]$")
_NO_NAME = re.compile("[0-9０-９?？\ufffd#<>@/\\\\=*|:;%&{}^~\ue000-\uf8ff]")
_REMARK = re.compile("[（(【\\[「、,，\n]")
_MOST_NAME: Final = 60


def read_seeker_number(text: str) -> tuple[str, Doubt | None]:
    """Read a 求職番号: 5 digits, a dash, 1 to 8 digits; an odd one is kept as written with a doubt."""
    if _SEEKER_NUMBER.fullmatch(text) or not text:
        return text, None
    written = text.strip()
    folded = fold_signs(written)
    if not folded:
        return "", None
    if found := _SEEKER_NUMBER_SPACED.fullmatch(folded):
        return f"{found[1]}-{found[2]}", None
    if _EXPONENT.search(folded) or _HASHES.search(folded):
        return written, doubts.excel_damage("求職番号", written)
    bare = _SEEKER_NUMBER_BARE.fullmatch(folded)
    return written, doubts.seeker_number_odd(written, (f"{bare[1]}-{bare[2]}",) if bare else ())


def read_phone(text: str) -> tuple[str, Doubt | None]:
    """Read a Japanese telephone number into one stored form.

    Returns:
        `090-0000-0000` or `0796-00-0000`, the first of several; bare digits where the area code's length is not
        known; the text as written, with a doubt, where no number can be made out.
    """
    if not text or _PLAIN_MOBILE.fullmatch(text):
        return text, None
    read = _phone(text)
    return read.number, read.doubt


def note_of_phone(text: str) -> str:
    """Say what staff should know of a number although nothing about it is doubtful; mostly empty.

    A 0 that Excel took from the front is put back, and of two numbers the first is called: neither can make a
    wrong booking, so neither asks.
    """
    return "" if not text or _PLAIN_MOBILE.fullmatch(text) else _phone(text).note


class _Phone(NamedTuple):
    number: str
    doubt: Doubt | None = None
    note: str = ""


def _phone(text: str) -> _Phone:
    written = text.strip()
    if len(written) > _MOST_PHONE:
        return _Phone(written[:_MOST_PHONE], doubts.phone_odd(written))
    folded = fold_signs(written)
    if _EXPONENT.search(folded) or _HASHES.search(folded):
        return _Phone(written, doubts.excel_damage("電話番号", written))
    bare = _PHONE_LABELS.sub(" ", folded).strip()
    if not bare:
        return _Phone(written, doubts.phone_odd(written) if written else None)
    if phone := domestic(bare):
        return _Phone(phone)
    return _phone_in_doubt(written, bare)


def fold_signs(text: str) -> str:
    """Fold widths, and every sign that people type for a dash to `-`, for reading numbers."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def domestic(text: str) -> str:
    """Return the stored form of a folded text that is one whole number; empty when it is not."""
    if not _is_number_shaped(text):
        return ""
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("+"):
        if not digits.startswith("81"):
            return ""
        national = digits[2:]
        digits = national if national.startswith("0") else "0" + national
    return with_dashes(digits) if has_right_length(digits) else ""


def _is_number_shaped(text: str) -> bool:
    return bool(re.fullmatch(r"\+?[0-9()\s.-]{8,24}", text)) and "\n" not in text


def _phone_in_doubt(written: str, bare: str) -> _Phone:
    runs = [run.strip() for run in _phone_runs(bare)]
    several = tuple(dict.fromkeys(filter(None, map(domestic, runs))))
    if len(several) > 1 and not _PHONE_ALONE.sub("", bare).strip():
        return _Phone(several[0], note=doubts.say_several_phones(several))
    if several:  # words beside it may matter: 内線12, 18時以降
        return _Phone(several[0], doubts.phone_with_remark(written, several[0]))
    digits = re.sub(r"[^0-9]", "", bare)
    if _is_number_shaped(bare) and not digits.startswith("0") and has_right_length("0" + digits):
        phone = with_dashes("0" + digits)
        return _Phone(phone, note=doubts.say_zero_restored(written, phone))
    return _Phone(written, doubts.phone_odd(written))


def _phone_runs(text: str) -> list[str]:
    return [run for line in re.split(r"[\n/,、・;]|または|又は|もしくは", text) for run in _PHONE_RUN.findall(line)]


def read_email(text: str) -> tuple[str, Doubt | None]:
    """Read one bare mail address; docomo's `..` and `.@` are allowed, display names and controls are not.

    Returns:
        The address with its domain in lower case; empty, with a doubt, when it cannot be one.
    """
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
    if not folded:
        return "", None
    found = _EMAIL.fullmatch(folded) if len(folded) <= _MOST_EMAIL else None
    if not found:
        return "", doubts.email_odd(text)
    return f"{found[1] or found[2]}@{found[3].lower()}", None


def read_name(text: str) -> tuple[str, Doubt | None]:
    """Read a name: as written, but for a separate dakuten, which is composed, and 様 or さん at the end."""
    name = text.strip()
    if len(name) > _MOST_NAME:
        return name[:_MOST_NAME], doubts.name_garbled(name)
    if not name or _PLAIN_NAME.fullmatch(name):
        return name, None
    name = _HONORIFIC.sub("", compose_kana(name))
    if _NO_NAME.search(name):
        return name, doubts.name_garbled(name)
    if _REMARK.search(name):
        return name, doubts.name_with_remark(name)
    return name, None


def split_kana(name: str) -> tuple[str, str]:
    """Part a name and the reading written behind it (見本 太郎（ミホン タロウ）); empty when there is none."""
    if "（" not in name and "(" not in name and "／" not in name and "/" not in name:
        return name, ""
    both = _NAME_AND_KANA.fullmatch(name)
    return (both[1].strip(), both[2].strip()) if both else (name, "")


def read_language(text: str) -> str:
    """Read the language a session is wished in; empty for Japanese, as written where it is no plain name.

    Returns:
        One line of seen signs, 30 at most.
    """
    line = " ".join(_UNPRINTED.sub(" ", unicodedata.normalize("NFKC", text[:_MOST_NAME])).split())[:_MOST_LANGUAGE]
    named = _WISHED.sub("", line).strip("。、, ") or line
    return "" if _JAPANESE.fullmatch(named.casefold()) else named


def read_service(text: str) -> Service:
    """Tell which service is asked for; counselling when none or more than one is named."""
    if "面接" not in text and "紹介" not in text and "応募" not in text:
        return Service.COUNSELLING
    named = [service for service, words in _SERVICES if words.search(text)]
    return named[0] if len(named) == 1 else Service.COUNSELLING
