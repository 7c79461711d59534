"""What the peers say, named: with their answers given here, for the peers themselves need not be installed."""

import importlib
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from types import ModuleType, SimpleNamespace
from typing import Any

import peers
import pytest
from naming import Clock, Day, Named, Stretch, Weekday

from madoguchi.clock import TOKYO

RECEIVED = datetime(2026, 11, 30, 9, 0, tzinfo=TOKYO)
NAMES = ("ja_timex", "ja_timex_peer", "dateparser", "dateparser.date", "dateparser.search", "dateparser_peer")


@pytest.fixture
def said() -> Iterator[dict[str, Any]]:
    """Stand in for both packages; `tags` is what ja-timex finds, `whole` and `parts` what dateparser does."""
    answers: dict[str, Any] = {"tags": [], "whole": None, "period": "day", "parts": None, "settings": []}
    before = {name: sys.modules.pop(name) for name in NAMES if name in sys.modules}
    modules = {name: ModuleType(name) for name in NAMES if not name.endswith("_peer")}

    def parser(**given: Any) -> SimpleNamespace:
        answers["settings"].append(given["settings"])
        return SimpleNamespace(
            get_date_data=lambda _: SimpleNamespace(date_obj=answers["whole"], period=answers["period"])
        )

    vars(modules["ja_timex"])["TimexParser"] = lambda: SimpleNamespace(parse=lambda _: answers["tags"])
    vars(modules["dateparser.date"])["DateDataParser"] = parser
    vars(modules["dateparser.search"])["search_dates"] = lambda *_, **__: answers["parts"]
    sys.modules.update(modules)
    yield answers
    for name in NAMES:
        sys.modules.pop(name, None)
    sys.modules.update(before)


def tag(value: str, kind: str = "DATE", mod: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(value=value, type=kind, mod=mod, span=(1, 3))


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (tag("2026-12-03"), Day(2026, 12, 3)),
        (tag("XXXX-12-03"), Day(None, 12, 3)),
        (tag("XXXX-XX-03"), Day(None, None, 3)),
        (tag("2026-XX-XX"), Day(2026, None, None)),
        (tag("XXXX-12-XX"), Day(None, 12, None)),
        (tag("XXXX-12-XX", mod="MID"), Stretch(date(2026, 12, 11), date(2026, 12, 20))),
        (tag("XXXX-02-XX", mod="END"), Stretch(date(2027, 2, 21), date(2027, 2, 28))),
        (tag("2026-12-XX", mod="START"), Stretch(date(2026, 12, 1), date(2026, 12, 10))),
        (tag("XXXX-WXX-4"), Weekday(3)),
        (tag("T14-30-XX", "TIME"), Clock(time(14, 30))),
        (tag("T14-XX-XX", "TIME", "APPROX"), Clock(time(14))),
        (tag("P1D", "DURATION", "AFTER"), Day(2026, 12, 1)),
        (tag("P0D", "DURATION", "NOW"), Day(2026, 11, 30)),
        (tag("P1W", "DURATION", "AFTER"), Stretch(date(2026, 12, 7), date(2026, 12, 13))),
        (tag("P1M", "DURATION", "BEFORE"), Stretch(date(2026, 10, 1), date(2026, 10, 31))),
        (tag("P2M", "DURATION", "AFTER"), Stretch(date(2027, 1, 1), date(2027, 1, 31))),
        (tag("P1Y", "DURATION", "AFTER"), Day(2027, None, None)),
    ],
)
def test_a_tag_of_ja_timex_is_named(said: dict[str, Any], found: SimpleNamespace, value: object):
    said["tags"] = [found]
    peer = importlib.import_module("ja_timex_peer").JaTimex()
    assert peer.read("x", RECEIVED) == [Named(1, 3, value)]


@pytest.mark.parametrize(
    "found",
    [
        tag("PT30M", "DURATION"),  # a length
        tag("P2W", "DURATION"),
        tag("P1W", "SET"),
        tag("TXX-30-XX", "TIME"),  # minutes of no hour
        tag("FY2026"),
        tag("19XX"),
    ],
)
def test_what_is_no_day_and_no_time_is_left_out(said: dict[str, Any], found: SimpleNamespace):
    said["tags"] = [found]
    assert importlib.import_module("ja_timex_peer").JaTimex().read("x", RECEIVED) == []


def test_an_hour_that_does_not_exist_is_refused(said: dict[str, Any]):
    said["tags"] = [tag("T25-XX-XX", "TIME")]
    peer = importlib.import_module("ja_timex_peer").JaTimex()
    with pytest.raises(ValueError, match="hour"):
        peer.read("25時", RECEIVED)


THIRD = Day(2026, 12, 3)
MOMENT = datetime(2026, 12, 3, 14, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月3日", [Named(0, 5, THIRD)]),
        ("12月3日 14時半", [Named(0, 10, THIRD), Named(0, 10, Clock(time(14, 30)))]),
        ("14:30", [Named(0, 5, Clock(time(14, 30)))]),
        ("午後2時30分", [Named(0, 7, Clock(time(14, 30)))]),
    ],
)
def test_the_words_tell_whether_dateparser_read_a_time(said: dict[str, Any], text: str, expected: list[Named]):
    said["whole"] = MOMENT
    assert importlib.import_module("dateparser_peer").Dateparser().read(text, RECEIVED) == expected


def test_a_month_of_dateparser_is_a_month(said: dict[str, Any]):
    said.update(whole=MOMENT, period="month")
    found = importlib.import_module("dateparser_peer").Dateparser().read("12月", RECEIVED)
    assert found == [Named(0, 3, Stretch(date(2026, 12, 1), date(2026, 12, 31)))]


def test_where_dateparser_reads_no_whole_it_searches(said: dict[str, Any]):
    said["parts"] = [("12/3", MOMENT), ("12/3", MOMENT)]
    peer = importlib.import_module("dateparser_peer").Dateparser()
    assert peer.read("12/3か12/3", RECEIVED) == [Named(0, 4, THIRD), Named(5, 9, THIRD)]
    said["parts"] = None
    assert peer.read("なし", RECEIVED) == []
    assert [one["RELATIVE_BASE"] for one in said["settings"]] == [datetime(2026, 11, 30, 9)]


@pytest.mark.usefixtures("said")
def test_what_is_installed_is_a_peer(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(peers, "version", lambda _: "1.0")
    found = peers.installed_peers()
    assert list(found) == ["ja-timex", "dateparser"]
    read: list[Callable[[str, datetime], list[Named]]] = [peer.read for peer in found.values()]
    assert [one("x", RECEIVED) for one in read] == [[], []]
