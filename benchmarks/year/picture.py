"""The year as a picture: three panels over one axis of weeks, as SVG written by hand.

Colours are of the Okabe-Ito set, which people tell apart whatever kind of colour sight they have; lines differ
in dash as well, and every series is named where it is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from year import seasons
from year.figures import Figures, Month, Week

_WIDTH, _HEIGHT = 960, 760
_LEFT, _RIGHT = 64, 24
_PANELS = ((124, 170), (362, 150), (580, 130))  # top and height of each
_BLUE, _ORANGE, _GREEN, _RED, _SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9"
_INK, _SOFT, _LINE, _SHADE = "#222222", "#5f6368", "#d9dce0", "#f0e9d8"
_FONT = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic UI','Meiryo',sans-serif"

_MARKED = ((seasons.YEAR_END, "年末年始"), (seasons.FLU, "感染症の週"), (seasons.GOLDEN_WEEK, "大型連休"))


class _Axis:
    """Where days and values lie."""

    def __init__(self, first: date, last: date, top: float, height: float, most: float) -> None:
        self.first, self.last, self.top, self.height, self.most = first, last, top, height, most

    def x(self, day: date) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - self.first).days / max(1, (self.last - self.first).days)

    def y(self, value: float) -> float:
        return self.top + self.height * (1 - value / self.most)


def picture(figures: Figures, heading: str) -> str:
    """Draw the year; the same figures give the same bytes.

    Args:
        figures: Of the year.
        heading: What was simulated, in a line.
    """
    first, last = figures.weeks[0].begins, figures.weeks[-1].begins + timedelta(days=7)
    longest = max((week.long_wait or 0 for week in figures.weeks), default=0)
    most_lost = max((max(one.no_shows, one.cancelled) for one in figures.months), default=1)
    tops = (1.0, _round_up(longest, 7), _round_up(most_lost, 20))
    axes = [_Axis(first, last, top, height, most) for (top, height), most in zip(_PANELS, tops, strict=True)]
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
            f' role="img" aria-label="{heading}" font-family="{_FONT}" font-size="12" fill="{_INK}">'
        ),
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 30, "窓口の一年", size=19, weight=700),
        _text(_LEFT, 50, heading, colour=_SOFT),
        *_spans(axes),
        *_occupancy(axes[0], figures.weeks),
        *_waits(axes[1], figures.weeks),
        *_lost(axes[2], figures.months),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _spans(axes: Sequence[_Axis]) -> Iterator[str]:
    """Shade the weeks of holidays and of the flu through all panels, and name them above the first."""
    axis = axes[0]
    for (begins, ends), name in _MARKED:
        monday, sunday = begins - timedelta(days=begins.weekday()), ends + timedelta(days=7 - ends.weekday())
        if not (axis.first <= monday and sunday <= axis.last):
            continue
        left, right = axis.x(monday), axis.x(sunday)
        for each in axes:
            yield (
                f'<rect x="{left:.1f}" y="{each.top}" width="{right - left:.1f}" height="{each.height}" fill="{_SHADE}"/>'
            )
        yield _text((left + right) / 2, axis.top - 6, name, size=11, anchor="middle", colour=_SOFT)


def _occupancy(axis: _Axis, weeks: Sequence[Week]) -> Iterator[str]:
    yield from _frame(axis, "枠の利用率（週ごと）", (0, 0.25, 0.5, 0.75, 1), lambda value: f"{value:.0%}")
    width = (axis.x(axis.first + timedelta(days=7)) - axis.x(axis.first)) * 0.74
    for week in weeks:
        if week.occupancy is not None:
            share = min(1.0, week.occupancy)
            y = axis.y(share)
            yield (
                f'<rect x="{axis.x(week.begins) + width * 0.17:.1f}" y="{y:.1f}" width="{width:.1f}"'
                f' height="{axis.top + axis.height - y:.1f}" fill="{_BLUE}"/>'
            )


def _waits(axis: _Axis, weeks: Sequence[Week]) -> Iterator[str]:
    steps = list(range(0, int(axis.most) + 1, 7))
    yield from _frame(axis, "申込から相談までの日数（相談のあった週ごと）", steps, lambda value: f"{value:.0f}日")
    middle = timedelta(days=3)
    long = [(axis.x(week.begins + middle), axis.y(week.long_wait)) for week in weeks if week.long_wait is not None]
    usual = [(axis.x(week.begins + middle), axis.y(week.wait)) for week in weeks if week.wait is not None]
    yield _line(long, _RED, dash="5 3")
    yield _line(usual, _BLUE)
    yield from _legend(
        axis, ((_BLUE, "中央値（半数の方はこれより早い）", ""), (_RED, "10人に9人はこれより早い", "5 3"))
    )


def _lost(axis: _Axis, months: Sequence[Month]) -> Iterator[str]:
    step = max(20, int(axis.most) // 80 * 20)
    yield from _frame(
        axis, "取消と、連絡なしの欠席（月ごと、件）", range(0, int(axis.most) + 1, step), lambda value: f"{value:.0f}"
    )
    yield from _legend(axis, ((_ORANGE, "取消", "bar"), (_GREEN, "連絡なしの欠席", "bar")))
    for month in months:
        begins = max(month.begins, axis.first)
        ends = min((month.begins + timedelta(days=32)).replace(day=1), axis.last)
        left, width = axis.x(begins), axis.x(ends) - axis.x(begins)
        for place, (value, colour) in enumerate(((month.cancelled, _ORANGE), (month.no_shows, _GREEN))):
            y = axis.y(value)
            yield (
                f'<rect x="{left + width * (0.14 + 0.36 * place):.1f}" y="{y:.1f}" width="{width * 0.34:.1f}"'
                f' height="{axis.top + axis.height - y:.1f}" fill="{colour}"/>'
            )
        name = (
            f"{month.begins.year}年{month.begins.month}月"
            if month.begins.month == 1 or month is months[0]
            else f"{month.begins.month}月"
        )
        yield _text(left + width / 2, axis.top + axis.height + 18, name, size=11, anchor="middle", colour=_SOFT)


def _frame(axis: _Axis, title: str, steps: Sequence[float], say: Callable[[float], str]) -> Iterator[str]:
    yield _text(_LEFT, axis.top - 24, title, size=14, weight=700)
    for step in steps:
        y = axis.y(step)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="{_LINE}"/>'
        yield _text(_LEFT - 8, y + 4, say(step), size=11, anchor="end", colour=_SOFT)


def _legend(axis: _Axis, entries: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Name the series at the right of the panel's title; `bar` draws a box, else a line with that dash."""
    x: float = _WIDTH - _RIGHT
    y = axis.top - 24
    for colour, name, kind in reversed(entries):
        x -= 12 * len(name)
        yield _text(x, y, name)
        if kind == "bar":
            yield f'<rect x="{x - 20:.1f}" y="{y - 10:.1f}" width="13" height="11" fill="{colour}"/>'
        else:
            yield _line([(x - 34, y - 4), (x - 8, y - 4)], colour, dash=kind)
        x -= 52


def _line(points: Sequence[tuple[float, float]], colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.2" stroke-linejoin="round"{dashed}/>'
    )


def _text(
    x: float, y: float, said: str, *, size: int = 12, weight: int = 400, anchor: str = "start", colour: str = _INK
) -> str:
    look = f'font-size="{size}" text-anchor="{anchor}" fill="{colour}"' + (
        f' font-weight="{weight}"' if weight > 400 else ""
    )
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{said}</text>'


def _round_up(value: float, step: int) -> float:
    return max(step, -(-value // step) * step)
