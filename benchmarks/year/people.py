"""The people of the simulated office: plainly samples, each with a job-seeker number for life."""

from dataclasses import dataclass
from random import Random

_FIRST = (
    *(("一", "カズ"), ("二", "ツグ"), ("三", "ミ"), ("千", "チ"), ("万", "マ"), ("春", "ハル"), ("夏", "ナツ")),
    *(("秋", "アキ"), ("冬", "フユ"), ("花", "ハナ"), ("雪", "ユキ"), ("月", "ツキ"), ("光", "ミツ"), ("空", "ソラ")),
    *(("海", "ウミ"), ("里", "サト"), ("森", "モリ"), ("林", "リン"), ("朝", "アサ"), ("星", "ホシ")),
)
_LAST = (
    *(("郎", "ロウ"), ("子", "コ"), ("太", "タ"), ("美", "ミ"), ("代", "ヨ"), ("男", "オ"), ("江", "エ")),
    *(("介", "スケ"), ("平", "ヘイ"), ("香", "カ"), ("人", "ト"), ("乃", "ノ"), ("也", "ヤ"), ("恵", "エ")),
)
_WITH_ADDRESS = 0.45
_NEVER_SHOWS, _FORGETFUL = 0.02, 0.12
_MISSES = {"never": 1.0, "forgetful": 0.15, "steady": 0.02}


@dataclass(frozen=True, slots=True)
class Person:
    """A job seeker.

    Attributes:
        email: Empty for somebody who is told everything by telephone.
        misses: Chance of not appearing without a word.
    """

    number: str
    name: str
    kana: str
    phone: str
    email: str
    misses: float


def new_person(place: int, rng: Random) -> Person:
    """Make the next person; names repeat as they do in life, numbers and telephones never."""
    (first, first_kana), (last, last_kana) = rng.choice(_FIRST), rng.choice(_LAST)
    habit = rng.random()
    manner = "never" if habit < _NEVER_SHOWS else "forgetful" if habit < _FORGETFUL else "steady"
    return Person(
        number=f"28050-{100000 + place}",
        name=f"見本 {first}{last}",
        kana=f"ミホン {first_kana}{last_kana}",
        phone=f"090-0000-{place:04d}",
        email=f"mihon{place}@mihon.example" if rng.random() < _WITH_ADDRESS else "",
        misses=_MISSES[manner],
    )
