"""RFC 9110 section 13: when 304 is the answer, and that an unchanged file is hashed once."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.serving import conditional
from sitegen.serving.conditional import Version, Versions, is_current

NOON = 1795748400  # Fri, 27 Nov 2026 03:00:00 GMT, noon in Japan
VERSION = Version('"abc"', NOON, 3)
SAME = "Fri, 27 Nov 2026 03:00:00 GMT"
BEFORE = "Fri, 27 Nov 2026 02:59:59 GMT"


@pytest.mark.parametrize(
    ("if_none_match", "if_modified_since", "expected", "why"),
    [
        ([], [], False, "nothing is asked"),
        (['"abc"'], [], True, "the tag of now"),
        (['"abd"'], [], False, "another tag"),
        (['W/"abc"'], [], True, "13.1.2: compared weakly, as a proxy that packs makes it"),
        (['"x", W/"y" , "abc"'], [], True, "one of a list"),
        (['"x",, "abc",'], [], True, "5.6.1: a list may have empty places"),
        (['"x"', '"abc"'], [], True, "5.3: several lines are one list"),
        (["*"], [], True, "whatever there is"),
        ([" * "], [], True, "blanks around"),
        (['"*"'], [], False, "a tag that is a star is a tag"),
        (["abc"], [], False, "8.8.3: a tag has quotes"),
        ([""], [], False, "a header without a tag"),
        (['"a,bc"'], [], False, "a comma inside of a tag parts nothing"),
        (['"abd"'], [SAME], False, "13.2.2: a tag that differs wins over a date that fits"),
        (['"abc"'], [BEFORE], True, "13.2.2: and one that fits over a date that does not"),
        (["abd"], [SAME], False, "13.2.2: even where it cannot be read"),
        ([], [SAME], True, "not modified since"),
        ([], ["Fri, 27 Nov 2026 03:00:01 GMT"], True, "nor since a later date"),
        ([], [BEFORE], False, "modified since"),
        ([], ["Friday, 27-Nov-26 03:00:00 GMT"], True, "5.6.7: the form of RFC 850 is to be read"),
        ([], ["Fri Nov 27 03:00:00 2026"], True, "5.6.7: that of asctime too, and it is UTC"),
        ([], ["yesterday"], False, "13.1.3: no date is no question"),
        ([], ["Fri, 27 Nov 2026 03:00:00 +99999999999999999999"], False, "nor is a zone beyond all zones"),
        ([], [""], False, "nor an empty one"),
        ([], [SAME, SAME], False, "13.1.3: nor two of them"),
    ],
)
def test_a_client_is_told_whether_it_has_what_there_is(
    if_none_match: list[str], if_modified_since: list[str], *, expected: bool, why: str
) -> None:
    assert is_current(VERSION, if_none_match, if_modified_since) is expected, why


@given(st.lists(st.text(max_size=30), max_size=3), st.lists(st.text(max_size=40), max_size=2))
def test_whatever_a_client_sends_has_an_answer(if_none_match: list[str], if_modified_since: list[str]) -> None:
    current = is_current(VERSION, if_none_match, if_modified_since)
    if if_none_match and not any("*" in line or '"abc"' in line for line in if_none_match):
        assert not current


def test_a_date_is_written_as_http_wants_it() -> None:
    assert VERSION.last_modified == SAME


def _long_after() -> float:
    return 1e11


def _version(versions: Versions, path: Path) -> Version:
    with path.open("rb") as file:
        version = versions.of(path, file)
        assert file.read() == path.read_bytes()
        return version


def test_a_tag_is_the_hash_of_the_bytes_and_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "free.ics"
    path.write_bytes(b"abc")
    os.utime(path, (NOON, NOON))
    versions = Versions(_long_after)
    first = _version(versions, path)
    assert first == Version('"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"', NOON, 3)
    monkeypatch.setattr(conditional.hashlib, "sha256", None)
    assert _version(versions, path) == first


def test_a_file_just_written_is_not_trusted_to_be_the_same_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "free.ics"
    path.write_bytes(b"abc")
    versions = Versions(lambda: path.stat().st_mtime + 1)
    first = _version(versions, path)
    monkeypatch.setattr(conditional.hashlib, "sha256", conditional.hashlib.sha512)
    assert _version(versions, path) != first


def test_a_file_in_place_of_one_of_the_same_length_and_second_has_another_tag(tmp_path: Path) -> None:
    path, upcoming = tmp_path / "free.ics", tmp_path / "upcoming"
    versions = Versions(_long_after)
    tags = set()
    for data in (b"one", b"two"):
        upcoming.write_bytes(data)
        os.utime(upcoming, (NOON, NOON))
        upcoming.replace(path)
        tags.add(_version(versions, path).etag)
    assert len(tags) == 2


def test_what_is_remembered_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional, "_MOST_REMEMBERED", 2)
    versions = Versions(_long_after)
    for number in range(5):
        path = tmp_path / f"{number}.ics"
        path.write_text(str(number))
        _version(versions, path)
    assert 0 < len(versions._etags) <= 2
