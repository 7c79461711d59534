"""Print how our intake does beside django-helpdesk's on the same mails, good and bad, in one run (docs/peers.md).

Usage: python benchmarks/beside_helpdesk.py [MAILS]   (1,000 unless told otherwise)
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bad_mails import KINDS, Sent, bad_mail, good_mails, with_bad
from mail_desks import Fate, MailDesk, OurDesk, fates
from measure import Ratio, Rounds

GOAL = 10  # times the speed of django-helpdesk
ROUNDS = 3
ONE_IN = 20
_WARM = 30
HOW_TO_GET = "django-helpdesk is not installed here. `make helpdesk` installs it in a place of its own beside us."


def main(arguments: Sequence[str]) -> None:
    """Print the tables.

    Raises:
        SystemExit: django-helpdesk is not installed, or the number is none.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mails", nargs="?", type=int, default=1_000, help="how many")
    count = parser.parse_args(arguments).mails
    if not is_installed():
        sys.exit(HOW_TO_GET)
    from helpdesk_peer import Helpdesk
    from offices import AS_OF, new_office, open_starts

    with TemporaryDirectory(prefix="madoguchi-bench-") as place:
        room = Path(place)
        good = good_mails(count, AS_OF, open_starts(new_office(room / "starts", count)))
        ours = OurDesk(room / "ours", partial(new_office, load=count), AS_OF)
        (room / "theirs").mkdir()
        desks = [ours, Helpdesk(room / "theirs")]
        print_speed(good, desks)
        print_bad(list(with_bad(good, ONE_IN)), desks)
        print_kinds(good[: ONE_IN - 1], desks)


def is_installed() -> bool:
    """Tell whether the peer is there."""
    try:
        return bool(version("django-helpdesk"))
    except PackageNotFoundError:
        return False


def print_speed(mails: Sequence[Sent], desks: Sequence[MailDesk]) -> None:
    """Print how long good mails take, in turns, and what comes of the same mails again; ours is first."""
    cpu, wall = Rounds(), Rounds(perf_counter)
    for number in range(ROUNDS + 1):
        for desk in desks:
            desk.start_anew()
            desk.drop(mails if number else mails[:_WARM])
            if number:
                wall.time(desk.name, lambda desk=desk: cpu.time(desk.name, desk.take))
            else:
                desk.take()
    print(f"{len(mails):,} good mails, each program's folder to its store; {ROUNDS} rounds in turns\n")
    titles = ("program", "CPU ms a mail", "ms a mail", "times our CPU time", "times our time", "the same mails again")
    rows = [
        (
            desk.name,
            *(f"{rounds.median(desk.name) / len(mails) * 1e3:.1f}" for rounds in (cpu, wall)),
            *(_times(rounds.ratio(desk.name, desks[0].name)) for rounds in (cpu, wall)),
            _taken_again(desk, mails),
        )
        for desk in desks
    ]
    print(table(titles, rows))
    ratio = cpu.ratio(desks[1].name, desks[0].name).middle
    print(f"\n{desks[0].name} is {ratio:.1f} times as fast; goal: {GOAL}, {'met' if ratio >= GOAL else 'NOT MET'}.\n")


def print_bad(mails: Sequence[Sent], desks: Iterable[MailDesk]) -> None:
    """Print what becomes of mails some of which are bad, after one pass and after a second."""
    bad = sum(bool(mail.kind) for mail in mails)
    print(f"{len(mails):,} mails, {bad} of them bad\n")
    rows = []
    for desk in desks:
        desk.start_anew()
        desk.drop(mails)
        for which in ("first pass", "second pass"):
            desk.take()
            came = Counter(fates(desk, mails))
            counts = [f"{came[one]:,}" for one in Fate]
            rows.append((desk.name, which, *counts, f"{desk.asked(mails):,}", desk.stopped_by or "its end"))
    print(table(("program", "", *Fate, "a person is asked about", "stopped by"), rows), end="\n\n")


def print_kinds(good: Sequence[Sent], desks: Sequence[MailDesk]) -> None:
    """Print for each kind of bad mail, alone among good ones, what becomes of it and of how many of the others."""
    print(f"each kind of bad mail alone among {len(good)} good ones; what becomes of it, and of how many others\n")
    rows = [
        (kind, *(_alone(desk, bad_mail(kind), good, number * len(good) // len(KINDS)) for desk in desks))
        for number, kind in enumerate(KINDS)
    ]
    print(table(("one mail is", *(desk.name for desk in desks)), rows))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join(f"| {' | '.join(line)} |" for line in (titles, ["---"] * len(titles), *rows))


def _times(ratio: Ratio) -> str:
    return f"{ratio.middle:.1f} ({ratio.least:.1f} to {ratio.most:.1f})"


def _taken_again(desk: MailDesk, mails: Sequence[Sent]) -> str:
    """Drop the same mails twice, and return how many entries there are after each pass."""
    desk.start_anew()
    desk.drop(mails)
    desk.take()
    before = desk.entries()
    desk.drop(mails)
    desk.take()
    return f"{before:,} entries, then {desk.entries():,}"


def _alone(desk: MailDesk, bad: Sent, good: Sequence[Sent], place: int) -> str:
    desk.start_anew()
    desk.drop([*good[:place], bad, *good[place:]])
    desk.take()
    fate, *others = fates(desk, [bad, *good])
    asked = ", a person is asked" if desk.asked([bad]) else ""
    stopped = f", stopped by {desk.stopped_by}" if desk.stopped_by else ""
    return f"{fate}{asked}{stopped}; {others.count(Fate.WHOLE)} of {len(good)}"


if __name__ == "__main__":
    main(sys.argv[1:])
