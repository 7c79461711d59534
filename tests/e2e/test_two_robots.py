"""Two robots law: whatever answers each of our letters with another mail, the letters come to an end."""

from datetime import timedelta
from pathlib import Path

import pytest
from letters_to_us import mail
from offices import AS_OF, OfficeFolder, drop, empty, query, run

from scheduler.sparing import A_DAY

ROBOT = "robot@mihon.example"
PASSES = 12


def _answer(folder: OfficeFolder, number: int) -> None:
    """Let the robot write a request-like mail of its own, without a word that a machine writes."""
    body = f"氏名：見本 太郎\n求職番号：28050-1\n第1希望：12月{number % 20 + 4}日 夕方\n（{number}）\n"
    drop(folder, f"{number}.eml", mail(body, sender=ROBOT, ident=f"robot.{number}"))


def _letters(folder: OfficeFolder) -> int:
    ((number,),) = query(folder, "SELECT count(*) FROM outbox WHERE recipient = ? AND means = 'mail'", ROBOT)
    assert isinstance(number, int)
    return number


@pytest.mark.parametrize(
    ("minutes", "most", "why"),
    [
        (5, 1, "a robot that answers at once finds no second letter within the hour, and falls silent"),
        (61, A_DAY, "a slow one gets five letters a day"),
    ],
)
def test_a_robot_that_answers_every_letter_gets_few(minutes: int, most: int, why: str, tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    _answer(folder, 1)
    seen = 0
    for number in range(PASSES):
        run(folder, AS_OF + timedelta(minutes=minutes * number))
        if _letters(folder) > seen:
            seen = _letters(folder)
            _answer(folder, number + 2)
    assert seen == most, why


def test_a_robot_that_never_stops_gets_no_more_for_it(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    for number in range(PASSES):
        _answer(folder, number)
        run(folder, AS_OF + timedelta(minutes=10 * number))
    assert _letters(folder) == 2, "one an hour, in two hours"
