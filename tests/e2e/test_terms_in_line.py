"""The terms in a whole line: who is bound to which version, told of a new one, and explained to on the telephone."""

from datetime import datetime
from pathlib import Path

from offices import AS_OF, HEADER, OfficeFolder, bookings, drop, dump, empty, files, log, query, row, run

from madoguchi.clock import TOKYO
from madoguchi.paths import shipped

LATER = datetime(2026, 12, 10, 9, 0, tzinfo=TOKYO)
BOOKED = (
    row("1", "見本 太郎", "28050-1001", "12月15日 14時30分", mail="taro@mihon.example"),
    row("2", "見本 花子", "28050-1002", "12月3日 10時", mail="hanako@mihon.example"),
    row("3", "見本 次郎", "28050-1003", "12月15日 15時"),
)


def add_terms(folder: OfficeFolder, day: str) -> None:
    """Put a new version into the office's own content."""
    own = folder.content / "terms"
    own.mkdir(parents=True, exist_ok=True)
    text = (shipped("site/content") / "terms" / "2020-11-20.md").read_text(encoding="utf-8")
    (own / f"{day}.md").write_text(text + "\n新しい版です。\n", encoding="utf-8")


def told(folder: OfficeFolder) -> list[tuple[object, ...]]:
    return query(
        folder,
        "SELECT name, means FROM outbox WHERE kind = 'new_terms' ORDER BY notice_id",
    )


def test_those_booked_beyond_a_new_version_are_told_once_and_the_others_not(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    drop(folder, "受付簿.csv", log(*BOOKED))
    assert run(folder).announced == 0
    assert len(bookings(folder)) == 3

    add_terms(folder, "2026-12-10")
    assert run(folder).announced == 2
    assert told(folder) == [("見本 太郎", "mail"), ("見本 次郎", "telephone")]
    calls = (folder.staff / "電話連絡.csv").read_text(encoding="utf-8-sig")
    assert calls.count("規約改定のお知らせ") == 1
    assert (folder.public / "current" / "terms" / "2026-12-10.html").is_file()

    stored, written = dump(folder), files(folder.root)
    assert run(folder).announced == 0
    assert (dump(folder), files(folder.root)) == (stored, written)


def test_a_booking_that_is_moved_beyond_the_day_is_told_in_the_same_run(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    add_terms(folder, "2026-12-10")
    drop(folder, "受付簿.csv", log(BOOKED[1]))
    assert run(folder).announced == 0
    drop(folder, "変更.csv", log(row("4", "見本 花子", "28050-1002", "12月16日 10時", kind="変更")))
    assert run(folder).announced == 1
    assert told(folder) == [("見本 花子", "mail")]


def test_a_request_is_bound_to_the_version_of_its_day_with_channel_and_time(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    add_terms(folder, "2026-12-10")
    late = row("1", "見本 太郎", "28050-1001", "12月18日 14時30分", received="2026/12/9 23:59")
    early = row("2", "見本 花子", "28050-1002", "12月18日 10時", received="2026/12/10 0:01")
    drop(folder, "受付簿.csv", log(late, early))
    assert run(folder, LATER).announced == 1
    assert query(
        folder,
        "SELECT r.terms_version, r.channel, r.received_at FROM requests r "
        "JOIN terms_versions t ON t.office = r.office AND t.version = r.terms_version AND t.sha256 = r.terms_sha256 "
        "ORDER BY r.request_id",
    ) == [
        ("2020-11-20", "telephone", "2026-12-09T14:59:00+00:00"),
        ("2026-12-10", "telephone", "2026-12-09T15:01:00+00:00"),
    ]
    assert told(folder) == [("見本 太郎", "telephone")]


def with_columns(*rows: tuple[str, str, str]) -> bytes:
    """Return a log with the columns 規約説明 and 言語: what each row of `BOOKED` has there."""
    lines = [f"{line},{explained},{language}" for line, explained, language in rows]
    return ("\r\n".join([f"{HEADER},規約説明,言語", *lines]) + "\r\n").encode("cp932")


def sheet(folder: OfficeFolder) -> str:
    return (folder.staff / "予約票_2026-12-03.csv").read_text(encoding="utf-8-sig")


def test_the_day_sheet_reminds_until_the_row_is_ticked(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8").replace("languages = []", 'languages = ["英語"]')
    folder.office_toml.write_text(text, encoding="utf-8")
    as_of = datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO)
    drop(folder, "受付簿.csv", with_columns((BOOKED[1], "", "英語")))
    run(folder, as_of)
    assert sheet(folder).count("★規約の説明がまだです。") == 1
    assert "（希望言語：英語）" in sheet(folder)
    drop(folder, "受付簿.csv", with_columns((BOOKED[1], "○", "英語")))
    run(folder, as_of)
    assert "★" not in sheet(folder)
    assert query(folder, "SELECT explained, language, terms_version FROM requests") == [(1, "英語", "2020-11-20")]


def test_an_office_that_wants_the_explanation_first_books_when_the_row_is_ticked(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8").replace("terms_first = false", "terms_first = true")
    folder.office_toml.write_text(text, encoding="utf-8")
    drop(folder, "受付簿.csv", with_columns((BOOKED[1], "", ""), (BOOKED[0], "○", "")))
    assert run(folder).needs_person == 1
    assert {booking[0] for booking in bookings(folder)} == {"28050-1001"}
    assert "規約の説明にチェックがありません" in (folder.staff / "要確認.csv").read_text(encoding="utf-8-sig")
    assert query(folder, "SELECT count(*) FROM outbox WHERE kind = 'tell_us_more'") == [(0,)]

    drop(folder, "受付簿.csv", with_columns((BOOKED[1], "○", ""), (BOOKED[0], "○", "")))
    assert run(folder, AS_OF).needs_person == 0
    assert {booking[0] for booking in bookings(folder)} == {"28050-1001", "28050-1002"}
