import re
import sys
from datetime import date, datetime, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.reading.reader import MAX_LENGTH, read_wishes
from intake.reading.years import ERA_BEGINS
from madoguchi.clock import TOKYO, parse_as_of
from madoguchi.model.openings import Closed, Day, OpenDays, Period, Slot
from madoguchi.wording import WEEKDAYS

MONDAY = parse_as_of("2026-11-30T09:00")
KANJI = "〇一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789/.:", "０１２３４５６７８９／．：")
DATE_TOKEN = re.compile(
    "[0-9０-９〇零一二三四五六七八九十元①-⑳㋀-㋋㏠-㏾]|曜|今日|本日|明|あし?た|あす|あさって|週|月|日|平|任|まか|いつ|なる|でき|出来|可能|きょう|みょう|年内|最|一番早|都合|何曜|どこ|ほか|他|以外"
)


class EveryDay:
    """An office that is open every day at the times of the source."""

    minutes = 30
    horizon_days = 60

    def day(self, on: date) -> Day:
        periods = (Period(opens=time(9, 30), closes=time(11)), Period(opens=time(14), closes=time(16)))
        times = [time(9, 30), time(10), time(10, 30), time(14), time(14, 30), time(15), time(15, 30)]
        slots = tuple(Slot(start=datetime.combine(on, at), counsellors=("a",)) for at in times)
        return Day(on=on, periods=periods, slots=slots)


class NeverOpen(EveryDay):
    def day(self, on: date) -> Day:
        return Day(on=on, closed=Closed.CLOSURE, say="休館日")


def in_kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else KANJI[tens] + "十") + (KANJI[ones] if ones else "")


def spell_day(on: date) -> list[str]:
    era = on.year - ERA_BEGINS["令和"] + 1
    western = [
        f"{on.year}年{on.month}月{on.day}日",
        f"{on:%Y/%m/%d}",
        f"{on:%Y-%m-%d}",
        f"{on.year}.{on.month}.{on.day}",
    ]
    japanese = [f"令和{era}年{on.month}月{on.day}日", f"R{era}.{on.month}.{on.day}", f"㋿{era}年{on.month}月{on.day}日"]
    kanji = [
        f"{in_kanji(on.month)}月{in_kanji(on.day)}日",
        f"令和{in_kanji(era)}年{in_kanji(on.month)}月{in_kanji(on.day)}日",
    ]
    japanese += [
        f"R{era:02}{on:%m%d}",
        f"レイワ{era}ネン{on.month}ガツ{on.day}ニチ",
        f"令和{era}年の{on.month}月{on.day}日",
    ]
    western += [f"{on:%b} {on.day}, {on.year}", f"{on.day} {on:%B} {on.year}"]
    short = [
        f"{on.month}月の{on.day}日",
        f"{on.month}がつ{on.day}にち",
        f"{on.month}月{on.day}日",
        f"{on.month}/{on.day}",
        f"{era}年{on.month}月{on.day}日",
        f"{on:%y}/{on.month}/{on.day}",
    ]
    return [
        spelling for plain in (*western, *japanese, *kanji, *short) for spelling in (plain, plain.translate(FULL_WIDTH))
    ]


TIMES = {
    time(9, 30): ("9:30", "9時半", "午前9時30分", "九時半", "AM9:30", "９時３０分", "09:30"),
    time(10): ("10:00", "10時", "午前10時", "十時", "10時00分", "１０：００"),
    time(14, 30): ("14:30", "14時半", "午後2時30分", "2時半", "PM2:30", "2:30pm", "十四時三十分", "１４：３０"),
    time(15): ("15:00", "15時", "午後3時", "３時", "午後三時"),
}
ahead = st.integers(1, 60).map(lambda days: MONDAY.date() + timedelta(days=days))
moments = st.sampled_from(sorted(TIMES))
MASKED = (
    "TEL 0796-00-0000",
    "電話：090-0000-0000",
    "求職番号：28010-123456",
    "〒668-0000",
    "https://www.example/2026/12/1",
    "mihon@mail.example",
    "生年月日：昭和60年5月6日",
    "認定日は12月10日です",
    "受付番号 M00012",
    "週3日勤務",
    "氏名：見本 太郎",
    "営業時間 8:30〜17:15",
)


@given(ahead, moments, st.data())
def test_any_day_and_time_in_any_spelling_reads_back_as_itself(on: date, at: time, data: st.DataObject):
    text = f"{data.draw(st.sampled_from(spell_day(on)))} {data.draw(st.sampled_from(TIMES[at]))}"
    read = read_wishes(text, MONDAY, EveryDay())
    assert read.doubts == ()
    assert [slot for wish in read.wishes for slot in wish.slots] == [datetime.combine(on, at)]


@given(ahead, st.integers(1, 6), st.sampled_from(("（{}）", "({}曜日)", "{}曜", " {} ")), st.data())
def test_a_wrong_weekday_always_asks(on: date, off: int, form: str, data: st.DataObject):
    wrong = WEEKDAYS[(on.weekday() + off) % 7]
    spelling = data.draw(st.sampled_from(spell_day(on)))
    read = read_wishes(f"{spelling}{form.format(wrong)}14時", MONDAY, EveryDay())
    assert [doubt.code for doubt in read.doubts] == ["weekday_mismatch"]
    assert len(read.doubts[0].choices) == 2


@given(ahead, st.sampled_from(("（{}）", "({}曜日)", "{}曜", " {} ")), st.data())
def test_the_right_weekday_changes_nothing(on: date, form: str, data: st.DataObject):
    spelling = data.draw(st.sampled_from(spell_day(on)))
    read = read_wishes(f"{spelling}{form.format(WEEKDAYS[on.weekday()])}14時", MONDAY, EveryDay())
    assert read.doubts == ()
    assert read.wishes[0].slots == (datetime.combine(on, time(14)),)


@given(ahead, moments, st.sampled_from(MASKED), st.booleans(), st.data())
def test_what_is_no_wish_never_changes_the_wishes(on: date, at: time, masked: str, first: bool, data: st.DataObject):  # noqa: FBT001 -- a drawn value
    wish = f"{data.draw(st.sampled_from(spell_day(on)))} {data.draw(st.sampled_from(TIMES[at]))}"
    plain = read_wishes(wish, MONDAY, EveryDay())
    read = read_wishes(f"{masked}\n{wish}" if first else f"{wish}\n{masked}", MONDAY, EveryDay())
    assert read.doubts == ()
    assert [wish.slots for wish in read.wishes] == [wish.slots for wish in plain.wishes]


WORDS = (
    "12月8日",
    "10時",
    "〜",
    "、",
    "か",
    "①",
    "火曜",
    "来週",
    "午後",
    "(",
    ")",
    "以外",
    "\n",
    "。",
    "3",
    "月",
    "の",
    "から",
    "まで",
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map("".join)))
@example("一")
@example("12月8日〜①")
@example("0月0日 第5火曜 12月第5火曜")
@example("再来月の第5日曜 99時")
@example("(か)")
@example("Thu")
@example("３１日〜元年元月元日")
def test_any_text_is_read_without_an_error(text: str):
    read = read_wishes(text, MONDAY, EveryDay())
    assert read.ask or all(wish.slots for wish in read.wishes)
    assert read.ask or read.wishes
    if not DATE_TOKEN.search(text):
        assert read.wishes == ()


@given(st.text(alphabet="あいうえおかきくけこABC xyz!?、。", max_size=80))
def test_a_text_without_a_date_names_no_slot(text: str):
    assert read_wishes(text, MONDAY, EveryDay()).wishes == ()


@given(ahead, moments)
def test_a_closed_office_is_never_booked(on: date, at: time):
    read = read_wishes(f"{on.month}月{on.day}日 {TIMES[at][0]}", MONDAY, NeverOpen())
    assert [doubt.code for doubt in read.doubts] == ["closed_day"]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.integers(-170, 170))
def test_a_day_without_a_year_is_the_nearest_and_is_booked_only_inside_the_horizon(said: datetime, ahead: int):
    on = said.date() + timedelta(days=ahead)
    read = read_wishes(f"{on.month}月{on.day}日 10時", said.replace(tzinfo=TOKYO), EveryDay())
    assert read.ask == (not 0 < ahead <= 60)
    assert read.ask or read.wishes[0].slots == (datetime.combine(on, time(10)),)


def test_a_long_text_is_not_read():
    read = read_wishes("12月8日10時、" * MAX_LENGTH, MONDAY, EveryDay())
    assert [doubt.code for doubt in read.doubts] == ["too_long"]


def steps(text: str) -> int:
    """Count the calls that reading a text takes; what is remembered between readings is remembered first."""
    read_wishes(text, MONDAY, EveryDay())
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        read_wishes(text, MONDAY, EveryDay())
    finally:
        sys.setprofile(None)
    return count


@settings(max_examples=60)
@given(
    st.one_of(st.text(min_size=1, max_size=30), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join))
)
@example("2区")
@example("でも可\n")
@example("12月8日、無理なら")
@example("①")
def test_the_cost_grows_in_proportion_to_the_length(piece: str):
    assert steps(piece * 80) <= 2.6 * steps(piece * 40) + 3000


def test_the_office_fits_the_protocol():
    office: OpenDays = EveryDay()
    assert office.day(MONDAY.date()).closed is None
