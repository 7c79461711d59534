"""How people say when they want to come: most so that it can be read without doubt, some not."""

from collections.abc import Callable
from datetime import date, datetime, time
from random import Random

from madoguchi.cli.sample_log import full, jp, md, wareki, western, wrong_weekday

_NOON = time(12)


def exact(start: datetime, rng: Random) -> str:
    """Say one start in one of many ways."""
    on, hour, minute = start.date(), start.hour, start.minute
    clock = f"{hour}:{minute:02d}"
    spoken = f"{hour}時{minute or ''}{'分' if minute else ''}"
    half = f"{'午前' if start.time() < _NOON else '午後'}{(hour - 1) % 12 + 1}時{'半' if minute else ''}"
    return rng.choice(
        [
            f"{md(on)} {clock}",
            f"{wareki(on)}{spoken}",
            f"{jp(on)}{half}",
            f"{full(on)}{hour}時{'半' if minute else ''}",
            f"{western(on)} {clock}",
            f"{md(on)} {clock}〜",
            f"{jp(on)}の{spoken}でお願いします",
        ]
    )


def half_day(start: datetime, rng: Random) -> str:
    """Say the morning or the afternoon of a day."""
    on, morning = start.date(), start.time() < _NOON
    half = "午前" if morning else "午後"
    span = "9:30〜11:00" if morning else "14時～16時"
    return rng.choice([f"{md(on)} {half}", f"{jp(on)}の{half}", f"{md(on)} {span}", f"{jp(on)}{half}ならいつでも"])


def any_of_several(start: datetime, rng: Random) -> str:
    """Say something wide."""
    on = start.date()
    half = "午前" if start.time() < _NOON else "午後"
    return rng.choice([f"{jp(on)} 終日可", f"{md(on)} {half}", "いつでも", f"{jp(on)}の{half}"])


def doubtful(start: datetime, rng: Random) -> str:
    """Say something that a person has to ask about."""
    on = start.date()
    odd: list[Callable[[date], str]] = [
        lambda day: f"{day.month}/{day.day}({wrong_weekday(day)}) {start:%H:%M}",
        lambda day: f"{md(day)} 夕方",
        lambda day: f"{md(day)} 10:15",
        lambda day: f"{day.month}月末",
        lambda day: f"{md(day)} 18:00",
    ]
    return rng.choice(odd)(on)
