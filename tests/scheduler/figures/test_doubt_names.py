"""Every reason to ask has its Japanese name: held against the sources, for nobody would miss a name that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.calendar import judge
from intake.mail.charset import Trouble
from intake.mail.words_of_intent import MARKED
from intake.proof import forged
from intake.reading.doubts import SENTENCES
from intake.table.rows import Damage
from intake.understand import _BY_TELEPHONE
from madoguchi.model.decision import Rule
from madoguchi.model.item import Outcome
from scheduler.figures.doubt_names import NAMES, OTHER, names_of

HOUSE = Path(__file__).parents[3]
MAKERS = {"Doubt", "doubt", "_doubt", "_unreadable", "_meant_other"}  # what is given a code, by keyword or by place
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
# Verdicts that a person is never asked for: they tell what was done.
NEVER_ASKED = {Rule.CHOSEN, Rule.BY_STAFF, Rule.READDRESSED, Rule.DONE}


def written_codes() -> Iterator[str]:
    for room in ("intake", "scheduler"):
        for path in (HOUSE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                    given = [word.value for word in node.keywords if word.arg == "code"] or node.args[:2]
                    yield from (
                        one.value for one in given if isinstance(one, ast.Constant) and CODE.fullmatch(str(one.value))
                    )


ALL = {
    *written_codes(),
    *SENTENCES,
    *(f"row_{damage}" for damage in Damage if damage),
    *filter(None, Trouble),
    *(f"mail_{kind}" for kind in _BY_TELEPHONE),
    *(doubt.code for doubt in MARKED.values()),
    *(rule.value for rule in Rule if rule not in NEVER_ASKED),
    judge.CODE,
    forged.CODE,
    # An item that ends so without a doubt of its own gives its outcome as the code.
    *(Outcome.NEEDS_REVIEW.value, Outcome.UNREADABLE.value, Outcome.BOUNCE.value),
}


def test_the_sources_are_found() -> None:
    assert {"weekday_mismatch", "calendar_other_mark", "mail_not_given", "phone_odd", "words_beside"} <= ALL
    assert len(ALL) > 120


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_code_has_a_name(code: str) -> None:
    assert code in NAMES, code


def test_no_name_is_left_over() -> None:
    assert NAMES.keys() - ALL == set()


def test_reasons_that_mean_the_same_are_counted_once() -> None:
    assert names_of(["vague_date", "year_inferred", "phone_odd"]) == ("日付がはっきりしない", "連絡先の確認")
    assert names_of(["once_there_was"]) == (OTHER,)
