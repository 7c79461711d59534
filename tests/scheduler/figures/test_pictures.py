"""Pictures: read as XML, for what they say must not hang on colour."""

import re
from datetime import date, time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from scheduler.figures.figures import Occupancy, Seats
from scheduler.figures.pictures import bars_picture, day_steps, occupancy_picture, steps_picture, weeks_picture

NINE, TEN = time(9, 30), time(10)
FULL = Occupancy((NINE, TEN), (0, 1), {(0, NINE): Seats(3, 4), (1, NINE): Seats(2, 0), (1, TEN): Seats(0, 4)})


def read(picture: Markup) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 -- our own


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter("text")]


def bars(root: ET.Element, fill: str) -> list[dict[str, float]]:
    boxes = (one for one in root.iter("rect") if one.get("class") == fill)
    return [{name: float(one.get(name, "")) for name in ("x", "y", "width", "height")} for one in boxes]


def test_a_picture_is_one_image_with_its_name_and_what_it_shows() -> None:
    root = read(bars_picture("asked", "理由", "多い理由は…です。", [("電話", 2)], "件"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "asked-title asked-say"
    assert [(one.get("id"), one.text) for one in root if one.tag in {"title", "desc"}] == [
        ("asked-title", "理由"),
        ("asked-say", "多い理由は…です。"),
    ]


def test_every_cell_of_occupancy_says_its_share_and_draws_it() -> None:
    root = read(occupancy_picture("held", "枠", "", FULL))
    assert texts(root) == ["月", "火", "09:30", "75%", "2件", "10:00", "—", "0%"]
    rooms = bars(root, "empty")
    drawn = [one["width"] / rooms[0]["width"] for one in bars(root, "solid")]
    assert drawn == [pytest.approx(0.75, abs=0.01), pytest.approx(1, abs=0.01)], "nothing is drawn for nothing"


def test_more_than_all_seats_stays_in_its_cell() -> None:
    shown = Occupancy((NINE,), (0,), {(0, NINE): Seats(6, 4)})
    root = read(occupancy_picture("held", "枠", "", shown))
    assert "150%" in texts(root)
    assert bars(root, "solid")[0]["width"] == bars(root, "empty")[0]["width"]


def test_bars_are_as_long_as_their_numbers_and_have_them_written() -> None:
    for draw in (bars_picture, steps_picture):
        root = read(draw("asked", "理由", "", [("電話", 4), ("氏名", 1), ("なし", 0)], "件"))
        assert {"電話", "4件", "氏名", "1件", "なし", "0件"} == set(texts(root))
        long, short = bars(root, "solid")
        assert short["width"] == pytest.approx(long["width"] / 4, abs=0.1)


def test_a_week_is_told_by_its_sum_and_its_parts_by_their_fill() -> None:
    weeks = [(date(2026, 11, 30), [3, 1, 0]), (date(2026, 12, 7), [0, 0, 2])]
    root = read(weeks_picture("channels", "申込", "", ["電話 3", "メール 1", "窓口 2"], weeks))
    said = texts(root)
    assert said[:3] == ["電話 3", "メール 1", "窓口 2"]
    assert said[3:] == ["4", "11/30", "2", "12/7"]
    for fill, drawn in (("solid", 1), ("hatch", 1), ("dots", 1)):
        in_legend, *parts = bars(root, fill)
        assert in_legend["height"] == 14, "each fill is named"
        assert len(parts) == drawn, fill
    phone, mail = bars(root, "solid")[1], bars(root, "hatch")[1]
    assert mail["y"] + mail["height"] == pytest.approx(phone["y"], abs=0.1), "parts stand one upon the other"


def test_nothing_to_count_draws_no_bar() -> None:
    assert bars(read(weeks_picture("absent", "欠席", "", ["連絡なし"], [(date(2026, 12, 7), [0])])), "solid")[1:] == []
    assert texts(read(bars_picture("asked", "理由", "", [], "件"))) == []


def test_words_are_escaped() -> None:
    picture = bars_picture("asked", "<b>", "&", [("<script>", 1)], "件")
    assert "<script>" not in picture
    assert texts(read(picture))[0] == "<script>"


def test_fills_of_two_pictures_on_a_page_are_told_apart() -> None:
    ids = [re.findall(r' id="(.+?)"', steps_picture(name, "", "", [], "")) for name in ("one", "two")]
    assert set(ids[0]) & set(ids[1]) == set()
    assert len(ids[0]) == 4


@pytest.mark.parametrize(
    ("upper", "words"),
    [
        ((0, 1, 3), ["その日", "1日", "2～3日", "4日以上"]),
        ((1, 2), ["1日以内", "2日", "3日以上"]),
    ],
)
def test_steps_are_said_as_a_clerk_says_them(upper: tuple[int, ...], words: list[str]) -> None:
    assert [said for said, _ in day_steps({}, upper)] == words


@given(st.dictionaries(st.integers(0, 90), st.integers(1, 9)))
def test_steps_lose_nobody(days: dict[int, int]) -> None:
    assert sum(number for _, number in day_steps(days, (0, 1, 7, 14))) == sum(days.values())
