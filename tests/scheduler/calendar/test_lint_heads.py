"""Names, parameters and single values, as the linter judges them."""

from itertools import product

import pytest

from scheduler.calendar.rules.heads import Head
from scheduler.calendar.rules.properties import COMPONENTS, TYPES
from scheduler.calendar.rules.values import JUDGES

VALUES = [
    "",
    "BINARY",
    "CAL-ADDRESS",
    "DATE",
    "DATE-TIME",
    "DURATION",
    "FLOAT",
    "PERIOD",
    "TEXT",
    "URI",
    "UID",
    "X-A",
    "?",
]


def test_every_property_can_be_judged_in_every_component_with_every_value_type() -> None:
    for name, component, value in product(TYPES, sorted(COMPONENTS), VALUES):
        for zone in ("", ";TZID=Asia/Tokyo"):
            head = Head(component, f"{name};VALUE={value}{zone}" if value else name + zone)
            assert head.name == name
            assert head.judge is None or isinstance(head.judge(""), str)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("DATE-TIME", "20281231T235960Z", ""),  # a leap second
        ("DATE-TIME", "20280229T000000Z", ""),
        ("DATE-TIME", "20270229T000000Z", "date"),
        ("DATE-TIME", "00001201T000000Z", "date"),  # there is no year 0
        ("DATE-TIME", "20261203T053000z", "date"),  # RFC 5545 section 3.3.5 writes a capital
        ("DATE-TIME", "２０２６1203T053000Z", "date"),  # wide figures are no figures
        ("DATE-TIME", "20261203T053000+0900", "date"),
        ("DATE-TIME", "20261203T053000Z\n", "date"),
        ("DATES", "20261229,20261230", ""),
        ("DATES", "20261229,", "date"),
        ("DURATION", "P7W", ""),
        ("DURATION", "-P1DT2H", ""),
        ("DURATION", "PT1H30M", ""),
        ("DURATION", "P1DT", "duration"),
        ("DURATION", "P", "duration"),
        ("DURATION", "PT30", "duration"),
        ("DURATION", "P1W2D", "duration"),
        ("DURATION", "PT1,5H", "duration"),
        ("UTC-OFFSET", "-0500", ""),
        ("UTC-OFFSET", "-0000", "zone-offset"),  # RFC 5545 section 3.3.14 forbids it
        ("UTC-OFFSET", "+2400", "zone-offset"),
        ("PERIODS", "20261203T053000Z/20261203T060000Z,20261204T053000Z/PT30M", ""),
        ("PERIODS", "20261203T053000Z/-PT30M", "period"),
        ("RECUR", "FREQ=WEEKLY;BYDAY=MO,-1FR;UNTIL=20261203T053000Z", ""),
        ("RECUR", "FREQ=WEEKLY;COUNT=2;UNTIL=20261203", "recur"),  # not both
        ("RECUR", "FREQ=WEEKLY;FREQ=DAILY", "recur"),
        ("RECUR", "FREQ=WEEKLY;BYDAY=MO, TU", "recur"),
        ("RECUR", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", ""),
        ("RECUR", "FREQ=YEARLY;BYMONTH=13", "recur"),
        ("RECUR", "FREQ=DAILY;UNTIL=20260230", "recur"),
        ("BUSY-PERIODS", "20261203T053000Z/PT30M,20261203T060000Z/20261203T063000Z", ""),
        ("BUSY-PERIODS", "20261203T143000/PT30M", "period"),  # RFC 5545 section 3.8.2.6: in UTC
        ("BUSY-PERIODS", "20261203T053000Z/20261203T150000", "period"),
        ("CAL-ADDRESS", "MAILTO:Taro+a@mihon.example", ""),
        ("CAL-ADDRESS", "mailto:taro", "mailto"),
        ("CAL-ADDRESS", "mailto:見本@mihon.example", "mailto"),  # RFC 6068: percent-encoded
        ("URI", "https://mihon.example/%E7%AA%93?a=1#b", ""),
        ("URI", "https://mihon.example/a b", "uri"),
        ("TEXT", 'a\\, b\\; c\\\\ d\\n e\\N: "f"', ""),
        ("TEXT", "a\\\\, b", "text-escape"),  # the backslash is escaped, the comma is not
        ("TEXTS", "a,b\\,c", ""),
        ("TEXTS", "a;b", "text-escape"),
        ("GEO", "35.54;134.82", ""),
        ("GEO", "35.54,134.82", "number"),
        ("SEQUENCE", "2147483647", ""),
        ("SEQUENCE", "2147483648", "sequence"),
        ("SEQUENCE", "", "sequence"),
        ("SEQUENCE", "²", "sequence"),  # a digit to Python
        ("TRANSP", "opaque", ""),
        ("UID", "窓" * 86, "uid-long"),  # 258 octets in 86 signs
    ],
)
def test_a_value_is_judged_by_its_type(kind: str, value: str, code: str) -> None:
    assert JUDGES[kind](value) == code
