"""The same input in another order, in halves, grown and changed: the same bookings, and nothing twice."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, bookings, drop, dump, empty, log, query, row, run, sample

from intake.results import result_name

TARO = row("001", "見本 太郎", "28050-1", "12/3 10:00", received="2026/11/30 9:00")
HANAKO = row("002", "見本 花子", "28050-2", "12/3 10:00", received="2026/11/30 9:05")
JIRO = row("003", "見本 次郎", "28050-3", "12/3 10:00", received="2026/11/30 9:10", second="12/4 10:00")
SABURO = row("004", "見本 三郎", "28050-4", "12/3の午前", received="2026/11/30 9:15")
CANCEL = row("005", "見本 太郎", "28050-1", "", received="2026/11/30 9:20", kind="取消")
MOVE = row("006", "見本 花子", "28050-2", "12/7 15:00", received="2026/11/30 9:25", kind="変更")
SHIRO = row("007", "見本 四郎", "28050-5", "12/3 10:00", received="2026/11/30 9:30")
ALL = [TARO, HANAKO, JIRO, SABURO, CANCEL, MOVE, SHIRO]


def _booked(tmp_path: Path, *drops: tuple[str, ...]) -> set[tuple[object, ...]]:
    folder = empty(tmp_path)
    for number, rows in enumerate(drops):
        drop(folder, f"{number}.csv", log(*rows))
        run(folder)
    return bookings(folder)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_does_not_matter(tmp_path: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(ALL, len(ALL))  # noqa: S311 -- shuffles rows
    assert _booked(tmp_path / "a", tuple(ALL)) == _booked(tmp_path / "b", tuple(shuffled))


@pytest.mark.parametrize("cut", range(1, len(ALL)))
def test_two_halves_serve_the_same_people_on_the_same_days(tmp_path: Path, cut: int) -> None:
    """Start and counsellor may differ inside an equal wish: what the first run has announced moves for nobody."""
    whole, halves = _booked(tmp_path / "a", tuple(ALL)), _booked(tmp_path / "b", tuple(ALL[:cut]), tuple(ALL[cut:]))
    assert _days(whole) == _days(halves)
    assert len(whole) == len(halves)


def _days(booked: set[tuple[object, ...]]) -> set[tuple[str, str]]:
    return {(str(person), str(start)[:10]) for person, start, _ in booked}


def test_the_sample_day_in_another_order_and_in_halves(tmp_path: Path) -> None:
    """Files under other names are taken in another order; mails first or last is all the same."""
    whole, renamed, halves = (sample(tmp_path / name) for name in "abc")
    run(whole)
    for number, path in enumerate(sorted(renamed.inbox.iterdir(), reverse=True)):
        path.rename(path.with_name(f"{number:02d}{path.suffix}"))
    run(renamed)
    later = [path for path in sorted(halves.inbox.iterdir()) if path.suffix == ".eml"]
    held = [(path.name, path.read_bytes()) for path in later]
    for path in later:
        path.unlink()
    run(halves)
    for name, content in held:
        drop(halves, name, content)
    run(halves)
    assert bookings(whole) == bookings(renamed) == bookings(halves)
    assert len(bookings(whole)) == 11


def test_a_grown_log_takes_only_its_new_rows(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "受付簿.csv", log(TARO, HANAKO))
    run(folder)
    before = query(folder, "SELECT * FROM items")
    drop(folder, "受付簿.csv", log(TARO, HANAKO, JIRO))
    outcome = run(folder)
    assert outcome.taken is not None
    assert outcome.taken.items == 1
    assert set(before) < set(query(folder, "SELECT * FROM items"))
    assert query(folder, "SELECT counted, known FROM ledger") == [(2, 0), (3, 2)]
    table = (folder.root / result_name("受付簿.csv")).read_text(encoding="utf-8-sig")
    assert [line.split(",")[1] for line in table.splitlines()] == ["元の番号", "001", "002", "003"]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    """Promise 3, under another name and in another encoding of the same rows too."""
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(TARO, HANAKO))
    run(folder)
    before = dump(folder)
    drop(folder, "a.csv", log(TARO, HANAKO))
    drop(folder, "b.csv", log(TARO, HANAKO))
    run(folder)
    assert dump(folder) == before
    assert not list(folder.inbox.iterdir())
    drop(folder, "c.csv", log(TARO, HANAKO, encoding="utf-8-sig"))
    run(folder)
    assert len(query(folder, "SELECT * FROM items")) == 2


def test_a_changed_row_is_a_change_and_never_a_second_request(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(TARO))
    run(folder)
    changed = TARO.replace("12/3 10:00", "12/4 14:00")
    drop(folder, "a.csv", log(changed))
    run(folder)
    assert {(seeker, start) for seeker, start, _ in bookings(folder)} == {("28050-1", "2026-12-04T14:00")}
    assert query(folder, "SELECT outcome FROM items ORDER BY item_id") == [("request",), ("change",)]
    assert query(folder, "SELECT sequence FROM bookings") == [(1,)]


def test_a_row_changed_back_is_taken_back(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    for wish, *more in (("12/3 10:00",), ("12/4 14:00",), ("12/3 10:00", HANAKO)):
        drop(folder, "a.csv", log(TARO.replace("12/3 10:00", wish), *more))
        run(folder)
    assert {start for seeker, start, _ in bookings(folder) if seeker == "28050-1"} == {"2026-12-03T10:00"}


def test_an_old_copy_of_a_log_undoes_nothing(tmp_path: Path) -> None:
    """The very bytes that came before are no news, whatever has been changed since."""
    folder = empty(tmp_path)
    for wish in ("12/3 10:00", "12/4 14:00", "12/3 10:00"):
        drop(folder, "a.csv", log(TARO.replace("12/3 10:00", wish)))
        run(folder)
    assert {start for _, start, _ in bookings(folder)} == {"2026-12-04T14:00"}


def test_a_row_mended_before_it_was_booked_is_read_anew(tmp_path: Path) -> None:
    """The clerk corrects the weekday in the log: the question is settled, the booking made."""
    folder = empty(tmp_path)
    wrong = row("001", "見本 太郎", "28050-1", "12/3(金) 10:00")
    drop(folder, "a.csv", log(wrong))
    run(folder)
    assert bookings(folder) == set()
    drop(folder, "a.csv", log(wrong.replace("(金)", "(木)")))
    run(folder)
    assert {start for _, start, _ in bookings(folder)} == {"2026-12-03T10:00"}
    assert query(folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL") == [(0,)]


def test_a_corrected_telephone_number_moves_nothing(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(TARO))
    run(folder)
    drop(folder, "a.csv", log(TARO.replace("090-0000-0000", "090-0000-9999")))
    run(folder)
    assert query(folder, "SELECT sequence FROM bookings") == [(0,)]
    assert query(folder, "SELECT phone FROM requests") == [("090-0000-9999",)]


def test_another_person_under_the_same_number_is_asked_about(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(TARO))
    run(folder)
    drop(folder, "a.csv", log(row("001", "見本 花子", "28050-2", "12/4 14:00")))
    run(folder)
    assert {seeker for seeker, _, _ in bookings(folder)} == {"28050-1"}
    assert query(folder, "SELECT outcome FROM items ORDER BY item_id DESC LIMIT 1") == [("needs_review",)]


def test_the_next_day_knows_what_came_before(tmp_path: Path) -> None:
    """The visit of 1 December is recorded on 2 December from a log that has grown."""
    folder = empty(tmp_path)
    visit = row("001", "見本 太郎", "28050-1", "12/1 10:00")
    drop(folder, "a.csv", log(visit))
    run(folder)
    record = row("002", "見本 太郎", "28050-1", "", kind="記録", received="2026/12/1 11:00", matter="相談を実施")
    later = AS_OF + timedelta(days=2)
    drop(folder, "a.csv", log(visit, record))
    run(folder, later)
    assert query(folder, "SELECT state FROM bookings") == [("completed",)]


def _count(folder: OfficeFolder, table: str) -> int:
    return len(query(folder, f"SELECT 1 FROM {table}"))  # noqa: S608 -- a table's name, from this file


def test_telephone_and_mail_of_one_person_are_one_request(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(TARO))
    body = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：12月3日10時\n"
    head = "From: taro@mihon.example\nDate: Mon, 30 Nov 2026 09:30:00 +0900\nMessage-ID: <1@mihon.example>\nSubject: yoyaku\n"
    drop(folder, "m.eml", (head + "Content-Type: text/plain; charset=utf-8\n\n" + body).encode())
    run(folder)
    assert _count(folder, "bookings") == 1
    assert query(folder, "SELECT outcome FROM items WHERE channel = 'mail'") == [("duplicate",)]
