import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.reading import tokens
from intake.reading.beginnings import beginnings
from intake.reading.fold import fold

TEXTS = [
    fold(json.loads(line)["text"])
    for line in Path(__file__).with_name("trap_cases.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        pytest.param("本日|今日", "本今", id="alternatives"),
        pytest.param("さ?来週", "さ来", id="a sign that may be missing"),
        pytest.param("(?:お|ご)?相談", "おご相", id="a group that may be missing"),
        pytest.param("(?P<day>[0-3]) ?日", "0123", id="a named group and a range"),
        pytest.param("[a-c-]x", "abc-", id="a dash at the end of a set"),
        pytest.param(r"\(|\.", "(.", id="escaped signs"),
        pytest.param("(?<![0-9])(?=1)1時", "1", id="what only looks is passed over"),
        pytest.param("^ *[-・]", " -・", id="an anchor is passed over"),
        pytest.param("a{0,2}b+", "ab", id="a count from nought"),
        pytest.param("a{2}b", "a", id="a count from two"),
        pytest.param("(?:a|(?:b|c)d)?e", "abce", id="groups in groups"),
        pytest.param("→$", "→", id="an end"),
    ],
)
def test_the_first_signs_are_found(pattern: str, signs: str):
    assert beginnings(pattern) == frozenset(signs)


@pytest.mark.parametrize("pattern", [".", "a?", r"\d", "[^a]", r"[\d]", "(?:a|.)", "(?<=a)", "", "(?:.)?a"])
def test_where_any_sign_may_come_all_are_tried(pattern: str):
    assert beginnings(pattern) is None


def plain_scan(text: str) -> list[tuple[str, int, int]]:
    """Scan with every line at every place."""
    found: list[tuple[str, int, int]] = []
    place = 0
    while place < len(text):
        for line, pattern, _ in tokens._LINES:
            hit = pattern.match(text, place)
            if hit:
                found.append((line.letter.replace("#", "?"), place, hit.end()))
                break
        else:
            found.append(("?", place, place + 1))
        place = found[-1][2]
        if [letter for letter, _, _ in found[-2:]] == ["?", "?"]:  # what nobody knows stays together
            found[-2:] = [("?", found[-2][1], place)]
    return found


def quick_scan(text: str) -> list[tuple[str, int, int]]:
    return [(token.letter.replace("#", "?"), token.start, token.end) for token in tokens.scan(text)]


def test_trying_few_lines_changes_no_token_of_the_cases():
    for text in TEXTS[::7]:
        assert quick_scan(text) == plain_scan(text)


@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=2), st.integers(0, 30), st.integers(0, 30))
def test_trying_few_lines_changes_no_token_of_any_mixture(texts: list[str], first: int, second: int):
    text = texts[0][:first] + texts[1][second : second + 30]
    assert quick_scan(text) == plain_scan(text)


@pytest.mark.parametrize(("line", "pattern", "begins"), tokens._LINES, ids=lambda part: getattr(part, "letter", ""))
def test_no_line_matches_nothing(line: tokens.Spelling, pattern: re.Pattern[str], begins: frozenset[str] | None):
    assert line.letter
    assert pattern.match("") is None or begins is None
