"""The figures as a page 数字で見る.html: a sentence, a picture and a table each."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from madoguchi.config.office import Office
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel
from madoguchi.sheets import FIGURES_PAGE
from madoguchi.wording import WEEKDAYS, say_date, say_day
from scheduler.figures.figures import WEEKS_AHEAD, WEEKS_BACK, Figures, Occupancy, Seats
from scheduler.figures.pictures import (
    bars_picture,
    day_steps,
    occupancy_picture,
    say_share,
    steps_picture,
    weeks_picture,
)
from scheduler.sheets.page import staff_page
from scheduler.sheets.review_list import CHANNELS

_MOST_REASONS = 12
_ANSWER_STEPS = (0, 1, 2, 3, 7)
_VISIT_STEPS = (1, 2, 3, 7, 14, 21, 28)
_STATES = {
    BookingState.COMPLETED: "実施",
    BookingState.BROKEN_OFF: "途中で終了",
    BookingState.NO_SHOW: "連絡なし",
    BookingState.CANCELLED: "取消",
    BookingState.CONFIRMED: "記録なし",
}


class Table(NamedTuple):
    """The numbers of a picture; the first cell of a row is its heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Panel(NamedTuple):
    """One matter.

    Attributes:
        say: What the picture shows, in a sentence or two.
        picture: Empty where there is nothing to show yet.
        note: What is counted and what is not.
    """

    title: str
    say: str
    picture: Markup = Markup()
    table: Table | None = None
    note: str = ""


def figures_page(office: Office, found: Figures, state: str = "") -> bytes:
    """Return the page.

    Args:
        office: Names the office.
        found: The figures.
        state: Of what they were counted, as a fingerprint; so the page tells whether it is still true.
    """
    first, last, _ = found.window
    return staff_page(
        "figures.html.j2",
        here=FIGURES_PAGE,
        title="数字で見る",
        state=state,
        office=office.office.name,
        span=f"{say_date(first)}から{say_date(last)}まで（{WEEKS_BACK}週間）",
        panels=tuple(panels(found)),
    )


def panels(found: Figures) -> tuple[Panel, ...]:
    """Return what the page shows, in order."""
    return (
        _occupancy("held", f"枠の埋まり方（この{WEEKS_BACK}週間）", found.held),
        _occupancy("coming", f"枠の埋まり方（これから{WEEKS_AHEAD}週間）", found.coming),
        _answers(found),
        _visits(found),
        _channels(found),
        _asked(found),
        _no_shows(found),
    )


def _occupancy(name: str, title: str, shown: Occupancy) -> Panel:
    total = shown.total
    if not total.taken:
        return Panel(title, "この期間の予約はまだありません。")
    say = f"全体では、{total.offered}枠のうち{total.taken}枠（{say_share(total)}）が予約で埋まっています。{_fullest(shown)}"
    head = ("開始", *(f"{WEEKDAYS[weekday]}曜日" for weekday in shown.weekdays))
    rows = tuple(
        (f"{start:%H:%M}", *(_seats(shown.seats.get((weekday, start))) for weekday in shown.weekdays))
        for start in shown.starts
    )
    note = (
        "数字は、枠のうち予約のある割合です。枠の数は、今の開庁時間と相談員の設定で、最初の予約の日から数えています。"
    )
    return Panel(title, say, occupancy_picture(name, title, say, shown), Table(head, rows), note)


def _fullest(shown: Occupancy) -> str:
    offered = {place: seats for place, seats in shown.seats.items() if seats.offered}
    if not offered:
        return ""
    (weekday, start), seats = max(offered.items(), key=lambda one: one[1].taken / one[1].offered)
    return f"いちばん埋まっているのは{WEEKDAYS[weekday]}曜日の{start:%H:%M}（{say_share(seats)}）です。"


def _seats(seats: Seats | None) -> str:
    return f"{seats.offered}枠中{seats.taken}（{say_share(seats)}）" if seats else "—"


def _answers(found: Figures) -> Panel:
    title, usual = "申込から日時の決定まで", found.waiting.usual_answer
    if usual is None:
        return Panel(title, "この期間の相談はまだありません。")
    rows = day_steps(found.waiting.to_answer, _ANSWER_STEPS)
    same_day = rows[0][1] / sum(number for _, number in rows)
    say = f"申込を受けたその日に日時が決まったのは{same_day:.0%}で、半数の方は{_days(usual)}決まっています。"
    note = (
        "この期間に相談があった方について、申込を受けた日から数えた日数です。窓口や相談のときに取った予約は除きます。"
    )
    return Panel(title, say, steps_picture("answer", title, say, rows, "件"), _counted("日数", rows), note)


def _visits(found: Figures) -> Panel:
    title, usual = "申込から相談の日まで", found.waiting.usual_visit
    if usual is None:
        return Panel(title, "この期間の相談はまだありません。")
    rows = day_steps(found.waiting.to_visit, _VISIT_STEPS)
    say = (
        f"半数の方は、申込から{usual}日以内に相談を受けています。"
        if usual
        else "半数の方は、申込の日に相談を受けています。"
    )
    note = "ご本人が先の日を希望されたときも、その日までの日数です。"
    return Panel(title, say, steps_picture("visit", title, say, rows, "件"), _counted("日数", rows), note)


def _days(usual: int) -> str:
    return f"{usual}日以内に" if usual else "その日のうちに"


def _channels(found: Figures) -> Panel:
    title = "申込の受け方"
    totals = {channel: sum(week.channels.get(channel, 0) for week in found.weeks) for channel in Channel}
    everything = sum(totals.values())
    if not everything:
        return Panel(title, "この期間の申込はまだありません。")
    shares = "、".join(f"{CHANNELS[one]}{number}件（{number / everything:.0%}）" for one, number in totals.items())
    say = f"申込は{everything}件で、{shares}です。"
    sorts = [f"{CHANNELS[one]} {number}" for one, number in totals.items()]
    weeks = [(week.monday, [week.channels.get(one, 0) for one in Channel]) for week in found.weeks]
    table = Table(
        ("週", *(CHANNELS[one] for one in Channel), "合計"),
        tuple((_week(monday), *map(str, numbers), str(sum(numbers))) for monday, numbers in weeks),
    )
    note = "変更や取消、同じ申込が電話とメールの両方で届いた分は除きます。"
    return Panel(title, say, weeks_picture("channels", title, say, sorts, weeks), table, note)


def _asked(found: Figures) -> Panel:
    title = "確認が必要になった理由"
    if not found.questions:
        return Panel(title, "この期間に、確認が必要になったものはありません。")
    rows = list(found.asked[:_MOST_REASONS])
    most = "、".join(f"「{words}」{number}件" for words, number in rows[:3])
    say = f"職員の確認に回ったものは{found.questions}件です。多い理由は、{most}です。"
    rest = sum(number for _, number in found.asked[_MOST_REASONS:])
    shown = [*rows, ("そのほかの理由", rest)] if rest else rows
    note = "一つの申込に理由がいくつかあるときは、それぞれに数えます。"
    return Panel(title, say, bars_picture("asked", title, say, shown, "件"), _counted("理由", found.asked), note)


def _no_shows(found: Figures) -> Panel:
    title = "連絡なしの欠席"
    totals = {state: sum(week.visits.get(state, 0) for week in found.weeks) for state in _STATES}
    due = sum(number for state, number in totals.items() if state is not BookingState.CANCELLED)
    if not due:
        return Panel(title, "この期間の相談はまだありません。")
    absent = totals[BookingState.NO_SHOW]
    say = f"取消を除く{due}件のうち、連絡なしの欠席は{absent}件（{absent / due:.0%}）です。"
    if totals[BookingState.CONFIRMED]:
        say += f"結果の記録がない相談が{totals[BookingState.CONFIRMED]}件あります。"
    weeks = [(week.monday, [week.visits.get(BookingState.NO_SHOW, 0)]) for week in found.weeks]
    table = Table(
        ("週", *_STATES.values()),
        tuple((_week(week.monday), *(str(week.visits.get(state, 0)) for state in _STATES)) for week in found.weeks),
    )
    picture = weeks_picture("absent", title, say, [f"連絡なしの欠席 {absent}"], weeks)
    return Panel(title, say, picture, table, "週は、相談の日で数えます。日付は月曜日です。")


def _week(monday: date) -> str:
    return f"{say_day(monday)}から"


def _counted(what: str, rows: Iterable[tuple[str, int]]) -> Table:
    return Table((what, "件数"), tuple((words, str(number)) for words, number in rows))
