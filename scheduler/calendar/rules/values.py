"""Values by their type (RFC 5545 section 3.3): each judge returns a code, empty when the value is good."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from scheduler.calendar.rules.codes import words

Judge = Callable[[str], str]

_DAY = re.compile(r"[0-9]{8}")
_CLOCK = re.compile(r"T(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9]|60)(Z?)")
_DURATION = re.compile(
    r"[+-]?P(?:[0-9]{1,6}W|[0-9]{1,6}D(?:T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)?"
    r"|T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)"
)
_TEXT = re.compile(r"(?:[^\\,;]++|\\[\\;,nN])*+")
_TEXTS = re.compile(r"(?:[^\\;]++|\\[\\;,nN])*+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]+")
_ADDRESS = re.compile(r"mailto:[!-?A-~]{1,256}@[A-Za-z0-9.-]{1,255}", re.IGNORECASE)
_OFFSET = re.compile(r"[+-](?:0[0-9]|1[0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?")
_GEO = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?;[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")
_REQUEST_STATUS = re.compile(r"[0-9](?:\.[0-9]{1,3}){1,2};.*")
_RECUR = {
    "FREQ": re.compile(r"SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"),
    "UNTIL": re.compile(r"[0-9]{8}(?:T[0-9]{6}Z?)?"),
    "COUNT": re.compile(r"[1-9][0-9]{0,8}"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,8}"),
    "WKST": re.compile(r"MO|TU|WE|TH|FR|SA|SU"),
    "BYDAY": re.compile(r"(?:[+-]?[1-9][0-9]?)?(?:MO|TU|WE|TH|FR|SA|SU)"),
    "BYMONTH": re.compile(r"0?[1-9]|1[0-2]"),
} | dict.fromkeys(
    words("BYSECOND BYMINUTE BYHOUR BYMONTHDAY BYYEARDAY BYWEEKNO BYSETPOS"), re.compile(r"[+-]?[0-9]{1,3}")
)
_UID_OCTETS = 255


def _is_day(text: str) -> bool:
    return len(text) == len("20261203") and _exists(text)  # only what is short is kept


@lru_cache(maxsize=4096)
def _exists(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def _clock(value: str) -> str | None:
    """Return `Z` or nothing for a date-time that exists, None for any other text."""
    clock = _CLOCK.fullmatch(value, 8)
    return clock[1] if clock and _is_day(value[:8]) else None


def _utc(value: str) -> str:
    clock = _clock(value)
    return "" if clock else "date" if clock is None else "not-utc"


def _utc_or_local(value: str) -> str:
    clock = _clock(value)
    if clock is None:
        return "value-type" if _is_day(value) else "date"
    return "" if clock else "floating"


def _zoned(value: str) -> str:
    clock = _clock(value)
    if clock is None:
        return "value-type" if _is_day(value) else "date"
    return "zone-needless" if clock else ""


def _local(value: str) -> str:
    clock = _clock(value)
    return "date" if clock is None else "zone-time" if clock else ""


def _day(value: str) -> str:
    if _is_day(value):
        return ""
    return "date" if _clock(value) is None else "value-type"


def _period(value: str) -> str:
    begin, _, end = value.partition("/")
    good = _clock(begin) is not None and (_clock(end) is not None or (_DURATION.fullmatch(end) and end[0] != "-"))
    return "" if good else "period"


def _busy(value: str) -> str:
    """Judge a period of FREEBUSY, which is in UTC (RFC 5545 section 3.8.2.6)."""
    begin, _, end = value.partition("/")
    return _period(value) if begin.endswith("Z") and (end.endswith("Z") or _clock(end) != "") else "period"


def _uid(value: str) -> str:
    if not value.strip():
        return "uid-empty"
    return "uid-long" if len(value) > _UID_OCTETS or len(value.encode()) > _UID_OCTETS else ""


def _needed_text(value: str) -> str:
    return ("" if _TEXT.fullmatch(value) else "text-escape") if value.strip() else "empty-value"


def _offset(value: str) -> str:
    return "" if _OFFSET.fullmatch(value) and value not in {"-0000", "-000000"} else "zone-offset"


def _cal_address(value: str) -> str:
    if _ADDRESS.fullmatch(value):
        return ""
    return "parameter-unquoted" if ":mailto:" in value.lower() else "mailto"  # the colon of `CN=a:b:mailto:…`


def _recur(value: str) -> str:
    parts = [part.partition("=") for part in value.upper().split(";")]
    names = {name for name, _, _ in parts}
    fine = len(names) == len(parts) and "FREQ" in names and not {"UNTIL", "COUNT"} <= names and names <= _RECUR.keys()
    return "" if fine and all(_is_recur_part(name, given) for name, _, given in parts) else "recur"


def _is_recur_part(name: str, given: str) -> bool:
    several = given.split(",") if name.startswith("BY") else [given]
    return all(_RECUR[name].fullmatch(one) for one in several) and (name != "UNTIL" or _is_moment(given))


def _is_moment(value: str) -> bool:
    return _is_day(value) or _clock(value) is not None


def _each(judge: Judge) -> Judge:
    return lambda value: next((code for one in value.split(",") if (code := judge(one))), "")


def _like(pattern: re.Pattern[str], code: str) -> Judge:
    return lambda value: "" if pattern.fullmatch(value) else code


def _one_of(names: str, code: str) -> Judge:
    known = words(names)
    return lambda value: "" if value in known or value.upper() in known or value[:2].upper() == "X-" else code


def _up_to(most: int, code: str = "number") -> Judge:
    return lambda value: "" if value.isascii() and value.isdigit() and len(value) < 11 and int(value) <= most else code  # noqa: PLR2004 -- more than any 32-bit number has


_INT = 2**31 - 1

STATUSES = {
    "VEVENT": _one_of("TENTATIVE CONFIRMED CANCELLED", "status"),
    "VTODO": _one_of("NEEDS-ACTION COMPLETED IN-PROCESS CANCELLED", "status"),
    "VJOURNAL": _one_of("DRAFT FINAL CANCELLED", "status"),
}

JUDGES: dict[str, Judge] = {
    "TEXT": _like(_TEXT, "text-escape"),
    "UIDS": _uid,
    "TEXTS": _like(_TEXTS, "text-escape"),
    "NEEDED-TEXT": _needed_text,
    "UID": _uid,
    "URI": _like(_URI, "uri"),
    "CAL-ADDRESS": _cal_address,
    "UTC": _utc,
    "DATE-TIME": _utc_or_local,
    "ZONED": _zoned,
    "LOCAL": _local,
    "DATE": _day,
    "PERIODS": _each(_period),
    "BUSY-PERIODS": _each(_busy),
    "DATE-TIMES": _each(_utc_or_local),
    "ZONED-TIMES": _each(_zoned),
    "LOCAL-TIMES": _each(_local),
    "DATES": _each(_day),
    "DURATION": _like(_DURATION, "duration"),
    "INTEGER": _up_to(_INT),
    "PRIORITY": _up_to(9),
    "PERCENT": _up_to(100),
    "SEQUENCE": _up_to(_INT, "sequence"),
    "GEO": _like(_GEO, "number"),
    "REQUEST-STATUS": _like(_REQUEST_STATUS, "number"),
    "UTC-OFFSET": _offset,
    "RECUR": _recur,
    "BINARY": lambda _: "",
    "VERSION": lambda value: "" if value == "2.0" else "version",
    "CALSCALE": lambda value: "" if value.upper() == "GREGORIAN" else "calscale",
    "METHOD": lambda _: "",  # the rules of methods look at it
    "TRANSP": _one_of("OPAQUE TRANSPARENT", "transp"),
    "CLASS": _one_of("PUBLIC PRIVATE CONFIDENTIAL", "class"),
    "ACTION": _one_of("AUDIO DISPLAY EMAIL", "action"),
    "COLOR": _like(re.compile(r"[A-Za-z]{3,20}"), "color"),
}
