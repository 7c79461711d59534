"""The pictures of the figures: each a pure function from numbers to SVG, with every value written where it is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from madoguchi.wording import WEEKDAYS
from scheduler.figures.figures import Occupancy, Seats
from scheduler.figures.svg import DOTS, EMPTY, HATCH, SOLID, WIDTH, Picture

FILLS = (SOLID, HATCH, DOTS, EMPTY)
_LINE = 24  # units from one row to the next
_TALL = 40  # likewise where the words stand above the bar
_CELL = 30  # likewise in the picture of occupancy
_LABEL = 46  # room for a time
_SIGN = 13  # units that a full-width sign takes at most
_LONGEST_BAR = 190


def occupancy_picture(name: str, title: str, say: str, shown: Occupancy) -> Markup:
    """Draw weekdays across and starts down; in each cell the share of its seats that are taken, and a bar as long."""
    across = (WIDTH - _LABEL) / max(1, len(shown.weekdays))
    drawing = Picture(name, title, say, _LINE + _CELL * len(shown.starts))
    for column, weekday in enumerate(shown.weekdays):
        drawing.write(_LABEL + across * (column + 0.5), 16, WEEKDAYS[weekday], anchor="middle")
    for row, start in enumerate(shown.starts):
        y = _LINE + _CELL * row
        drawing.write(0, y + 19, f"{start:%H:%M}")
        for column, weekday in enumerate(shown.weekdays):
            seats = shown.seats.get((weekday, start))
            x = _LABEL + across * column
            if seats is None:
                drawing.write(x + across / 2, y + 18, "—", anchor="middle", small=True)
            else:
                _cell(drawing, x, y, across, seats)
    return drawing.markup()


def _cell(drawing: Picture, x: float, y: float, across: float, seats: Seats) -> None:
    room = across - 4
    drawing.box(x, y + 1, room, _CELL - 3, EMPTY)
    share = min(1.0, seats.taken / seats.offered) if seats.offered else 1.0
    drawing.box(x, y + _CELL - 9, room * share if seats.taken else 0, 7)
    drawing.write(x + room / 2, y + 15, say_share(seats), anchor="middle", small=True)


def say_share(seats: Seats) -> str:
    """Return how full that is: `83%`, or the number alone where no seat is offered now."""
    return f"{seats.taken / seats.offered:.0%}" if seats.offered else f"{seats.taken}件"


def bars_picture(name: str, title: str, say: str, rows: Sequence[tuple[str, int]], unit: str) -> Markup:
    """Draw a bar for each row with its words above it and its number at its end."""
    drawing = Picture(name, title, say, _TALL * len(rows))
    most = max((number for _, number in rows), default=0)
    for place, (words, number) in enumerate(rows):
        y = _TALL * place
        length = (WIDTH - 60) * number / most if most else 0
        drawing.write(0, y + 13, words)
        drawing.box(0, y + 19, length, 11)
        drawing.write(length + 5, y + 29, f"{number}{unit}")
    return drawing.markup()


def steps_picture(name: str, title: str, say: str, rows: Sequence[tuple[str, int]], unit: str) -> Markup:
    """Draw a bar for each row beside its short words, with its number at its end."""
    label = _SIGN * max((len(words) for words, _ in rows), default=0) + 4
    drawing = Picture(name, title, say, _LINE * len(rows))
    most = max((number for _, number in rows), default=0)
    for place, (words, number) in enumerate(rows):
        y = _LINE * place
        drawing.write(0, y + 16, words)
        length = min(_LONGEST_BAR, WIDTH - label - 50) * number / most if most else 0
        drawing.box(label, y + 4, length, 15)
        drawing.write(label + length + 5, y + 16, f"{number}{unit}")
    return drawing.markup()


def weeks_picture(
    name: str, title: str, say: str, sorts: Sequence[str], weeks: Sequence[tuple[date, Sequence[int]]]
) -> Markup:
    """Draw a column for each week, of as many parts as there are sorts, each with a fill of its own.

    Args:
        name: Begins its ids.
        title: What it is.
        say: What it shows.
        sorts: What the parts are, from below; four at most.
        weeks: The Monday, and the number of each sort.
    """
    drawing = Picture(name, title, say, 182)
    _legend(drawing, sorts)
    floor, room = 160, 110
    most = max((sum(numbers) for _, numbers in weeks), default=0)
    across = WIDTH / max(1, len(weeks))
    drawing.line(0, floor, WIDTH, floor)
    for place, (monday, numbers) in enumerate(weeks):
        x, y = across * place, float(floor)
        for fill, number in zip(FILLS, numbers, strict=False):
            height = room * number / most if most else 0
            y -= height
            drawing.box(x + 3, y, across - 6, height, fill)
        drawing.write(x + across / 2, y - 4, str(sum(numbers)), anchor="middle", small=True)
        if place % 2 == 0 or len(weeks) < 7:  # noqa: PLR2004 -- as many dates as have room
            drawing.write(x + across / 2, floor + 16, f"{monday.month}/{monday.day}", anchor="middle", small=True)
    return drawing.markup()


def _legend(drawing: Picture, sorts: Iterable[str]) -> None:
    x = 0.0
    for fill, words in zip(FILLS, sorts, strict=False):
        drawing.box(x + 0.5, 4, 14, 14, fill)
        drawing.write(x + 19, 16, words)
        x += 19 + _SIGN * len(words) + 10


def day_steps(days: Mapping[int, int], upper: Sequence[int]) -> list[tuple[str, int]]:
    """Count waits by steps.

    Args:
        days: How many waited how many days.
        upper: The last day of each step, rising; what is longer makes the last row.
    """
    rows, lower = [], 0
    for last in upper:
        words = "その日" if last == 0 else f"{last}日以内" if lower == 0 else _between(lower, last)
        rows.append((words, sum(number for day, number in days.items() if lower <= day <= last)))
        lower = last + 1
    rows.append((f"{lower}日以上", sum(number for day, number in days.items() if day >= lower)))
    return rows


def _between(lower: int, last: int) -> str:
    return f"{last}日" if lower == last else f"{lower}～{last}日"
