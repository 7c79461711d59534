"""The sample day, from the inbox to the last page: every row and mail ends as it should."""

import pytest
from offices import AS_OF, OfficeFolder, contents, dump, files, query, run, sample

from madoguchi.cli.demo import show_rows
from madoguchi.cli.looks import show_ledger
from madoguchi.clock import local
from madoguchi.errors import Exit


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> OfficeFolder:
    folder = sample(tmp_path_factory.mktemp("sample") / "office")
    run(folder)
    return folder


ROWS = [
    (2, "request", "a plain wish in wareki"),
    (3, "request", "a second person at the same time takes the other counsellor"),
    (4, "duplicate", "the same row twice"),
    (5, "request", "the first wish is full, the second is taken"),
    (6, "needs_review", "the weekday contradicts the date"),
    (7, "needs_review", "a closed day"),
    (8, "request", "booked, and cancelled two rows below"),
    (9, "request", "full-width digits, and a variant kanji"),
    (10, "cancellation", "cancelled by telephone"),
    (11, "change", "moved by telephone"),
    (12, "needs_review", "no way to tell the person"),
    (13, "request", "a companion is announced"),
    (14, "needs_review", "夕方 is no time"),
    (15, "request", "the same person mails too"),
    (16, "needs_review", "a record without a booking"),
    (17, "request", "a mock interview"),
    (18, "unreadable", "rubbish"),
    (19, "not_a_request", "the sum below the table"),
]

MAILS = [
    ("メール01_JIS.eml", "request"),
    ("メール02_シフトJIS.eml", "request"),
    ("メール03_UTF-8.eml", "request"),
    ("メール04_HTMLだけ.eml", "request"),
    ("メール05_自動返信.eml", "auto_reply"),
    ("メール06_不達.eml", "bounce"),
    ("メール07_質問.eml", "needs_review"),
    ("メール08_お礼.eml", "not_a_request"),
    ("メール09_電話と同じ申込.eml", "duplicate"),
    ("メール10_曜日ちがい.eml", "needs_review"),
    ("メール11_取消の申し出.eml", "needs_review"),
]


@pytest.mark.parametrize(("line", "outcome", "why"), ROWS)
def test_each_row_of_the_log_ends_as_it_should(office: OfficeFolder, line: int, outcome: str, why: str) -> None:
    assert query(office, "SELECT outcome FROM items WHERE line = ?", line) == [(outcome,)], why


@pytest.mark.parametrize(("name", "outcome"), MAILS)
def test_each_mail_ends_as_it_should(office: OfficeFolder, name: str, outcome: str) -> None:
    found = query(
        office, "SELECT outcome FROM items JOIN arrivals USING (office, arrival_id) WHERE arrivals.name = ?", name
    )
    assert found == [(outcome,)]


def test_the_ledger_closes(office: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert show_ledger(office.root, json_wanted=False) is Exit.DONE
    assert "処理簿は合っています" in capsys.readouterr().out


def test_everybody_told_by_mail_or_by_telephone(office: OfficeFolder) -> None:
    """Promise 12: each live booking has a notice that still stands."""
    untold = query(
        office,
        "SELECT booking_id FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.office = b.office "
        "AND o.booking_id = b.booking_id AND o.state != 'superseded')",
    )
    assert untold == []


def test_the_outputs_a_clerk_needs_are_there(office: OfficeFolder) -> None:
    names = set(contents(office.root))
    day = f"{local(AS_OF).date().replace(month=12, day=1)}"
    assert {"private/staff/要確認.csv", "private/staff/電話連絡.csv", f"private/staff/予約票_{day}.html"} <= names
    assert {"private/feeds/a.ics", "private/feeds/b.ics", "結果_電話受付簿_2026-11-30.csv"} <= names
    assert (office.public / "current" / "index.html").is_file()
    assert (office.public / "current" / "free.ics").is_file()
    assert not list(office.inbox.iterdir())


def test_the_rows_can_be_shown(office: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(office.root)
    shown = capsys.readouterr().out
    assert "電話受付簿 2行目" in shown
    assert "見本" not in shown  # numbers only, even on the clerk's screen


def test_a_second_run_writes_no_file_and_changes_no_row(office: OfficeFolder) -> None:
    """Promise 3: twice is once."""
    before, rows = files(office.root), dump(office)
    run(office)
    assert files(office.root) == before
    assert dump(office) == rows


def test_a_later_run_without_news_writes_nothing_either(office: OfficeFolder) -> None:
    before, rows = files(office.root), dump(office)
    run(office, AS_OF.replace(hour=11))
    assert files(office.root) == before
    assert dump(office) == rows


def test_consent_is_bound_to_a_version(office: OfficeFolder) -> None:
    """Promise 10: version and hash of the terms in force, and the channel and the time, with each request."""
    found = query(
        office,
        "SELECT DISTINCT r.terms_version, t.text <> '' FROM requests r JOIN terms_versions t "
        "ON t.office = r.office AND t.version = r.terms_version AND t.sha256 = r.terms_sha256",
    )
    assert found == [("2020-11-20", 1)]
    assert query(office, "SELECT count(*) FROM requests WHERE terms_version IS NULL") == [(0,)]


def test_the_passcode_is_in_the_day_sheet_alone(office: OfficeFolder) -> None:
    """Promise 9: spoken only; no letter, feed, page, result or row of the store carries it."""
    for passcode in (b"000001", b"000002"):
        holders = {
            str(path.relative_to(office.root)).partition("_")[0]
            for path in office.root.rglob("*")
            if path.is_file() and passcode in path.read_bytes() and "madoguchi.db" not in path.name
        }
        assert holders <= {"private/secrets.toml", "private/staff/予約票"}
        assert not any(f"'{passcode.decode()}'" in line for line in dump(office))


def test_nothing_personal_is_public(office: OfficeFolder) -> None:
    """Promise 8, by a search of its own: no stored name, number, address or telephone in any published byte."""
    stored = query(office, "SELECT name, kana, seeker_number, phone, email FROM requests")
    traces = {str(cell) for person in stored for cell in person if cell}
    assert len(traces) > 50
    for path in (office.public / "current").rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "ignore")
            assert not [trace for trace in traces if trace in text], path.name
