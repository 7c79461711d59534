"""What the year brings to the office: absences, closures, a flu week, new terms, and how busy each day is."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from madoguchi.paths import shipped

FLU = (date(2027, 2, 1), date(2027, 2, 5))
GOLDEN_WEEK = (date(2027, 4, 29), date(2027, 5, 5))
YEAR_END = (date(2026, 12, 29), date(2027, 1, 3))
NEW_TERMS, NEW_TERMS_KNOWN = date(2027, 6, 1), date(2027, 5, 17)

_BUSY_MONTHS = {12: 0.92, 1: 1.08, 3: 1.05, 4: 1.15, 5: 1.02, 8: 0.85, 9: 1.05}
_MONDAY = 1.12
_CALM_CANCELS, _FLU_CANCELS = 0.010, 0.09
_WEEKS_BETWEEN_ABSENCES = 7


@dataclass(frozen=True, slots=True)
class Absence:
    """A counsellor away, and since when the office knows."""

    known: date
    counsellor: str
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed days, and since when the office knows."""

    known: date
    on: date
    say: str
    hours: str = ""


CLOSURES = (
    Closure(date(2027, 2, 15), date(2027, 3, 12), "システム更新"),
    Closure(date(2027, 7, 5), date(2027, 7, 23), "職員研修", "14:00-16:00"),
    Closure(date(2027, 10, 4), date(2027, 10, 4), "停電"),
)


def counsellor_ids(count: int) -> list[str]:
    """Return the ids of so many counsellors."""
    return [f"c{number}" for number in range(1, count + 1)]


def plan_absences(counsellors: int, first: date, days: int, rng: Random) -> list[Absence]:
    """Plan leaves of one to three days, known some weeks ahead or that very morning, and the flu of two."""
    found = []
    for one in counsellor_ids(counsellors):
        day = first + timedelta(days=rng.randrange(10, _WEEKS_BETWEEN_ABSENCES * 7))
        while day < first + timedelta(days=days):
            known = day if rng.random() < 0.2 else day - timedelta(days=rng.randrange(7, 50))
            found.append(Absence(known, one, day, day + timedelta(days=rng.randrange(3))))
            day += timedelta(days=rng.randrange(20, _WEEKS_BETWEEN_ABSENCES * 14))
    flu = [Absence(FLU[0], one, *FLU) for one in counsellor_ids(counsellors)[1:3]]
    return [*found, *flu] if counsellors > len(flu) else found


def is_within(on: date, span: tuple[date, date]) -> bool:
    """Tell whether a day lies in a span, both ends included."""
    return span[0] <= on <= span[1]


def requests_of(on: date, usual: int, rng: Random) -> int:
    """Return how many people ask for a time on a working day."""
    busy = _BUSY_MONTHS.get(on.month, 1.0) * (_MONDAY if on.weekday() == 0 else 1.0)
    return max(1, round(usual * busy * rng.gauss(1, 0.12)))


def cancels(on: date) -> float:
    """Return the chance that a booking is cancelled on that day."""
    return _FLU_CANCELS if is_within(on, FLU) else _CALM_CANCELS


def office_toml(counsellors: int, absences: list[Absence], today: date) -> str:
    """Return the configuration as staff have written it by that day: the shipped one with what they know."""
    text = (shipped("examples") / "office.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("[[counsellors]]")
    closed = [one for one in CLOSURES if one.known <= today]
    head = head.replace("closures = []  ", f"closures = [{', '.join(map(_closure, closed))}]  ")
    staff = "".join(_counsellor(one, absences, today) for one in counsellor_ids(counsellors))
    return head + staff + rest[rest.index("[inbox]") :]


def secrets_toml(counsellors: int, passcode: str) -> str:
    """Return meeting ids and passcodes, each passcode holding the given mark."""
    return "".join(
        f'[meetings.{one}]\nid = "000 0000 {place:04d}"\npasscode = "{passcode}{place}"\n'
        f'url = "https://zoom.example/j/0000000{place:04d}"\n\n'
        for place, one in enumerate(counsellor_ids(counsellors), 1)
    )


def put_new_terms(content: Path) -> None:
    """Put the terms of NEW_TERMS into the office's content: the shipped ones with one sentence more."""
    shipped_terms = shipped("site/content") / "terms" / "2020-11-20.md"
    text = shipped_terms.read_text(encoding="utf-8").replace(
        "この規約に同意していただく必要があります。",
        "この規約に同意していただく必要があります。この規約は令和9年6月1日に改めました。",
        1,
    )
    (content / "terms" / f"{NEW_TERMS}.md").write_text(text, encoding="utf-8")


def has_new_terms(content: Path) -> bool:
    """Tell whether they are there already."""
    return (content / "terms" / f"{NEW_TERMS}.md").exists()


def _closure(one: Closure) -> str:
    hours = f', hours = ["{one.hours}"]' if one.hours else ""
    return f'{{ on = {one.on}, say = "{one.say}"{hours} }}'


def _counsellor(ident: str, absences: list[Absence], today: date) -> str:
    known = sorted({(one.on, one.until) for one in absences if one.counsellor == ident and one.known <= today})
    away = ", ".join(f"{{ on = {on}, until = {until} }}" for on, until in known)
    return f'[[counsellors]]\nid = "{ident}"\nname = "相談員{ident.upper()}"\nabsences = [{away}]\n\n'
