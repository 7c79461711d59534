"""One person by two channels is one request; two people under one number are a question."""

import json
from pathlib import Path

import pytest
from letters_to_us import doubts, endings, mail, starts, states, take
from offices import OfficeFolder, drop, empty, log, query, row, run

FORM = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n"
TARO = row("001", "見本 太郎", "28050-1", "12/8 10:00")


def _called(tmp_path: Path, line: str = TARO) -> OfficeFolder:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(line))
    run(folder)
    return folder


def _said(folder: OfficeFolder) -> str:
    found = query(folder, "SELECT doubts FROM reviews WHERE closed_at IS NULL ORDER BY review_id DESC LIMIT 1")
    return "".join(doubt["say"] for (text,) in found for doubt in json.loads(str(text)))


AGAIN = [
    (FORM + "第1希望：12月8日10時\n", "the same wish"),
    (FORM + "第1希望：12月9日10時\n第2希望：12月8日10時\n", "what is booked is among the wishes"),
    (FORM.replace("見本 太郎", "見本") + "第1希望：12月8日10時\n", "the family name alone"),
    ("見本と申します。12月8日（火）10時に相談希望です。求職番号は28050-1です。090-0000-0000", "in free words"),
]


@pytest.mark.parametrize(("body", "why"), AGAIN)
def test_the_same_wish_by_another_channel_is_one_request(tmp_path: Path, body: str, why: str) -> None:
    folder = _called(tmp_path)
    take(folder, body)
    assert starts(folder) == ["2026-12-08T10:00"], why
    assert endings(folder) == ["request", "duplicate"], (why, doubts(folder))
    assert states(folder) == ["booked", "duplicate"]
    assert query(folder, "SELECT booking_id FROM decisions ORDER BY request_id") == [(1,), (1,)], "linked to the first"


@pytest.mark.parametrize("first", ["log", "mail"])
def test_both_channels_in_one_run_in_either_order(tmp_path: Path, first: str) -> None:
    folder = empty(tmp_path)
    names = ("a.csv", "b.eml") if first == "log" else ("b.csv", "a.eml")
    drop(folder, names[0], log(TARO))
    drop(folder, names[1], mail(FORM + "第1希望：12月8日10時\n"))
    run(folder)
    assert starts(folder) == ["2026-12-08T10:00"]
    assert sorted(endings(folder)) == ["duplicate", "request"]
    assert query(folder, "SELECT outcome FROM items WHERE channel = 'telephone'") == [("request",)], "it came first"


def test_another_wish_beside_a_booking_is_shown_with_both(tmp_path: Path) -> None:
    folder = _called(tmp_path)
    take(folder, FORM + "第1希望：12月9日10時\n")
    assert starts(folder) == ["2026-12-08T10:00"]
    assert doubts(folder) == {"already_booked"}
    assert "12月8日（火）午前10時" in _said(folder)
    assert "12月9日（水）午前10時" in _said(folder)


def test_a_clear_request_settles_a_doubtful_one_for_the_same_time(tmp_path: Path) -> None:
    folder = _called(tmp_path, row("001", "見本 太郎", "28050-1", "12/8 10:00", note="午前は不可"))
    assert states(folder) == ["needs_review"]
    take(folder, FORM + "第1希望：12月8日10時\n")
    assert starts(folder) == ["2026-12-08T10:00"]
    assert states(folder) == ["duplicate", "booked"]
    assert doubts(folder) == set()
    assert "受付番号M00001" in str(query(folder, "SELECT reasons FROM decisions WHERE request_id = 2"))


def test_a_clear_request_for_another_time_asks_which_one_holds(tmp_path: Path) -> None:
    folder = _called(tmp_path, row("001", "見本 太郎", "28050-1", "12/8 10:00", note="午前は不可"))
    take(folder, FORM + "第1希望：12月9日10時\n")
    assert starts(folder) == []
    assert "undecided_twice" in doubts(folder)
    assert "12月8日（火）午前10時" in _said(folder)
    assert "12月9日（水）午前10時" in _said(folder)


def test_new_wishes_after_full_ones_are_booked(tmp_path: Path) -> None:
    """Nobody has to settle which of two holds when the first cannot be had, and nobody waits for what is not needed."""
    folder = empty(tmp_path)
    taken = [
        row(f"00{number}", f"見本 {name}", f"28050-2{number}", "12/8 10:00") for number, name in enumerate("一二", 1)
    ]
    drop(folder, "a.csv", log(*taken, row("009", "見本 太郎", "28050-1", "12/8 10:00", received="2026/11/30 9:10")))
    run(folder)
    assert states(folder) == ["booked", "booked", "waiting"]
    take(folder, FORM + "第1希望：12月9日10時\n")
    assert starts(folder)[-1] == "2026-12-09T10:00"
    assert states(folder)[2] == "duplicate"


def test_another_name_under_a_number_shows_what_is_on_file(tmp_path: Path) -> None:
    folder = _called(tmp_path)
    take(folder, FORM.replace("太郎", "花子") + "第1希望：12月9日10時\n")
    assert doubts(folder) == {"other_person"}
    assert "「見本 太郎」" in _said(folder)
    assert "「見本 花子」" in _said(folder)
    assert starts(folder) == ["2026-12-08T10:00"]


NUMBERS = [
    ("090-0000-0000", "", {"other_number"}, "the same telephone"),
    ("090-0000-0009", "", set(), "nothing but the name in common: another 見本 太郎"),
    ("090-0000-0009", "taro@mihon.example", {"other_number"}, "the same address"),
]


@pytest.mark.parametrize(("phone", "filed", "codes", "why"), NUMBERS)
def test_another_number_for_a_name(tmp_path: Path, phone: str, filed: str, codes: set[str], why: str) -> None:
    folder = _called(tmp_path, row("001", "見本 太郎", "28050-1", "12/8 10:00", mail=filed))
    form = FORM.replace("28050-1", "28050-2").replace("090-0000-0000", phone)
    take(folder, form + "第1希望：12月9日10時\n")
    assert doubts(folder) == codes, why
    if codes:
        assert "28050-1" in _said(folder)
        assert "28050-2" in _said(folder)
    assert len(starts(folder)) == (1 if codes else 2)


def test_a_short_surname_is_not_the_beginning_of_a_longer_one(tmp_path: Path) -> None:
    folder = _called(tmp_path, row("001", "森田花子", "28050-1", "12/8 10:00"))
    take(folder, FORM.replace("見本 太郎", "森") + "第1希望：12月8日10時\n")
    assert doubts(folder) == {"other_person"}


def test_what_staff_settled_is_known_from_then_on(tmp_path: Path) -> None:
    """A new number that staff accepted asks nothing the next time."""
    folder = _called(tmp_path)
    take(folder, FORM.replace("28050-1", "28050-2") + "第1希望：12月9日10時\n")
    sheet = folder.staff / "要確認.csv"
    table = sheet.read_text(encoding="utf-8-sig").splitlines()
    cells = table[1].split(",")
    cells[-4] = "12/9 10:00"
    drop(folder, "要確認.csv", "\r\n".join([table[0], ",".join(cells), ""]).encode("cp932"))
    run(folder)
    assert starts(folder) == ["2026-12-08T10:00", "2026-12-09T10:00"]
    take(folder, FORM.replace("28050-1", "28050-2") + "第1希望：12月9日10時\n", ident="7")
    assert endings(folder)[-1] == "duplicate"
