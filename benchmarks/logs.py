"""A phone log as Excel saves it on a Japanese PC (CP932), made from a seed; everyone in it is plainly a sample."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from mails import person, say_wish

from madoguchi.cli.sample_log import HEADER


def sample_log(count: int, as_of: datetime, starts: Sequence[datetime], seed: int = 2) -> bytes:
    """Return a log of calls before `as_of`, each with one or two wishes among these starts."""
    random = Random(seed)  # noqa: S311 -- sample data, the same in every run
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEADER)
    for number in range(count):
        name, seeker, phone, _ = person(number)
        wishes = random.sample(starts, 2)
        received = as_of - timedelta(seconds=2 * (count - number))
        first, second = say_wish(wishes[0], number), say_wish(wishes[1], 0) if number % 2 else ""
        rows.writerow(
            [
                f"{number + 1:05d}",
                f"{received:%Y/%m/%d %H:%M:%S}",
                "予約",
                name,
                "ミホン サンプル",
                seeker,
                phone,
                "",
                first,
                second,
                "",
                "職業相談",
                "",
                "受付A",
                "規約説明済み" if number % 3 else "",
            ]
        )
    return out.getvalue().encode("cp932")
