"""Who waits is offered what becomes free, in order, and what they answer is booked: the whole line, day by day."""

import csv
import json
import re
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from letters_to_us import doubts, mail
from offices import AS_OF, OfficeFolder, drop, dump, empty, files, log, query, row

from intake.results import write_results
from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.looks import show_status
from madoguchi.store.engine import opened
from scheduler.notices import Desk
from scheduler.offering import offer_free

THURSDAY = "12/3(木) 10:00"
START = "2026-12-03T10:00"
NEXT_DAY = AS_OF + timedelta(days=1)
OFFER = "Re: 【受付番号 M{:05d}】空いた時間のご案内：12月3日（木）午前10時"


def go(folder: OfficeFolder, as_of: datetime = AS_OF) -> None:
    """Do one pass, offers included."""

    def stages(line: Line) -> None:
        line.intake()
        line.schedule()
        offer_free(line.store, Desk(line.office, line.secrets, line.as_of), line.days)
        line.tell()

    run_stages(folder.root, as_of, stages)


def person(number: int, **more: str) -> str:
    """Return a call that wishes for the one time everybody wants; by mail where the number is odd."""
    given = {"mail": f"p{number}@mihon.example" if number % 2 else ""} | more
    return row(f"{number:03d}", f"見本 {'一二三四五六'[number - 1]}", f"28050-{number}", THURSDAY, **given)


def cancels(number: int, **more: str) -> str:
    return row(f"{90 + number:03d}", f"見本 {'一二三四五六'[number - 1]}", f"28050-{number}", "", kind="取消", **more)


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    """Return an office where two have the time and three wait for it: 3 by mail, 4 by telephone, 5 by mail."""
    made = empty(tmp_path)
    calls = [person(number, received=f"2026/11/30 9:0{number}") for number in range(1, 6)]
    drop(made, "a.csv", log(*calls))
    go(made)
    assert standing(made) == ["booked", "booked", "waiting", "waiting", "waiting"]
    told = query(made, "SELECT request_id, means FROM outbox WHERE kind = 'waiting' ORDER BY request_id")
    assert told == [(3, "mail"), (4, "telephone"), (5, "mail")]
    return made


def standing(folder: OfficeFolder) -> list[str]:
    found = query(folder, "SELECT state FROM requests WHERE kind = 'request' ORDER BY request_id LIMIT 5")
    return [str(state) for (state,) in found]


def made(folder: OfficeFolder) -> list[tuple[object, ...]]:
    return query(folder, "SELECT request_id, state FROM offers ORDER BY offer_id")


def notices(folder: OfficeFolder, request_id: int) -> list[tuple[object, ...]]:
    return query(
        folder,
        "SELECT kind, means, state FROM outbox WHERE request_id = ? AND kind IN ('offer', 'confirmation') ORDER BY 1 DESC",
        request_id,
    )


def frees(folder: OfficeFolder, number: int, as_of: datetime = AS_OF) -> None:
    received = as_of - timedelta(minutes=10)
    drop(folder, f"cancel{number}.csv", log(cancels(number, received=f"{received:%Y/%m/%d %H:%M}")))
    go(folder, as_of)


def answers(folder: OfficeFolder, body: str, number: int = 3, as_of: datetime = AS_OF) -> None:
    raw = mail(body, sender=f"p{number}@mihon.example", subject=OFFER.format(number), ident=f"answer{number}")
    written = format_datetime(as_of - timedelta(minutes=10))
    raw = re.sub(rb"(?m)^Date: .*$", f"Date: {written}".encode(), raw)
    drop(folder, f"answer{number}.eml", raw)
    go(folder, as_of)


def fill(folder: OfficeFolder, sheet: str, words: str, column: str, text: str) -> None:
    """Write into the row that holds some words, where the sheet lies."""
    path = folder.staff / sheet
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    found = next(cells for cells in rows if any(words in cell for cell in cells))
    found[header.index(column)] = text
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def fills_in(folder: OfficeFolder, result: str, as_of: datetime) -> None:
    """Note the result of the call that offers a time."""
    fill(folder, "電話連絡.csv", "空き枠のご案内", "結果", result)
    go(folder, as_of)


def booked(folder: OfficeFolder) -> list[str]:
    found = query(
        folder, "SELECT seeker_number FROM bookings WHERE state = 'confirmed' AND start = ? ORDER BY 1", START
    )
    return [str(number) for (number,) in found]


def test_the_first_who_waits_is_written_to(folder: OfficeFolder) -> None:
    frees(folder, 1)
    assert standing(folder)[2:] == ["offered", "waiting", "waiting"]
    assert made(folder) == [(3, "open")]
    assert notices(folder, 3) == [("offer", "mail", "handed_over")]
    assert notices(folder, 4) == []
    listed = (folder.staff / "空き待ち.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in listed[1:]] == ["M00003", "M00004", "M00005"]
    assert "12月3日（木）午前10時,12月1日（火）午前10時まで" in listed[1]


def test_a_yes_by_mail_is_booked(folder: OfficeFolder) -> None:
    frees(folder, 1)
    answers(folder, "お願いします。")
    assert booked(folder) == ["28050-2", "28050-3"]
    assert made(folder) == [(3, "taken")]
    assert ("confirmation", "mail", "handed_over") in notices(folder, 3)
    assert standing(folder)[2:] == ["booked", "waiting", "waiting"]


def test_without_an_answer_the_next_is_called_and_takes_it(folder: OfficeFolder) -> None:
    frees(folder, 1)
    late = NEXT_DAY + timedelta(minutes=1)
    go(folder, late)
    assert made(folder) == [(3, "lapsed"), (4, "open")]
    assert notices(folder, 4) == [("offer", "telephone", "waiting")]
    calls = (folder.staff / "電話連絡.csv").read_text(encoding="utf-8-sig")
    assert "12月2日（水）午前10時1分まで" in calls
    fills_in(folder, "承諾", late + timedelta(hours=1))
    assert booked(folder) == ["28050-2", "28050-4"]
    assert standing(folder)[3] == "booked"


def test_a_no_on_the_telephone_goes_to_the_next_at_once(folder: OfficeFolder) -> None:
    frees(folder, 1)
    go(folder, NEXT_DAY + timedelta(minutes=1))
    fills_in(folder, "辞退", NEXT_DAY + timedelta(hours=1))
    assert [state for _, state in made(folder)] == ["lapsed", "declined", "open"]
    assert made(folder)[2][0] == 5


def test_an_answer_after_the_limit_books_nothing_and_is_shown(folder: OfficeFolder) -> None:
    frees(folder, 1)
    go(folder, NEXT_DAY + timedelta(minutes=1))
    answers(folder, "お願いします。", as_of=NEXT_DAY + timedelta(hours=1))
    assert "offer_over" in doubts(folder)
    assert booked(folder) == ["28050-2"]
    assert made(folder)[:2] == [(3, "lapsed"), (4, "open")]


def test_a_refusal_by_mail_is_for_staff_and_keeps_the_place(folder: OfficeFolder) -> None:
    frees(folder, 1)
    answers(folder, "今回は見送ります。")
    assert "offer_declined" in doubts(folder)
    assert standing(folder)[2] == "offered"
    assert made(folder) == [(3, "open")]


def test_what_staff_tick_off_leaves_the_place(folder: OfficeFolder) -> None:
    """The entry is about the mail; the request goes on waiting."""
    frees(folder, 1)
    answers(folder, "お願いします。駐車場はありますか。")
    assert doubts(folder) >= {"answer_while_waiting", "question_too"}
    fill(folder, "要確認.csv", "お願いします", "取下げ", "○")
    go(folder)
    assert doubts(folder) == set()
    assert (standing(folder)[2], made(folder)) == ("offered", [(3, "open")])


def test_what_staff_fix_from_such_an_answer_is_booked(folder: OfficeFolder) -> None:
    frees(folder, 1)
    answers(folder, "4日の10時でもよいのですが、どうでしょうか。")
    fill(folder, "要確認.csv", "4日の10時", "確定日時", "2026-12-04 10:00")
    go(folder)
    assert query(folder, "SELECT seeker_number FROM bookings WHERE start = '2026-12-04T10:00'") == [("28050-3",)]


def test_other_times_take_the_place_of_the_wishes(folder: OfficeFolder) -> None:
    frees(folder, 1)
    answers(folder, "12月4日（金）10時を希望します。")
    assert query(folder, "SELECT start FROM bookings WHERE seeker_number = '28050-3'") == [("2026-12-04T10:00",)]
    assert made(folder) == [(3, "declined"), (4, "open")]


def test_a_time_of_the_same_day_is_offered_on_the_telephone_alone(folder: OfficeFolder) -> None:
    morning = datetime(2026, 12, 3, 7, 30, tzinfo=AS_OF.tzinfo)
    frees(folder, 1, morning)
    assert made(folder) == [(3, "open")]
    assert notices(folder, 3) == [("offer", "telephone", "waiting")]
    assert "12月3日（木）午前9時まで" in (folder.staff / "電話連絡.csv").read_text(encoding="utf-8-sig")
    fills_in(folder, "承諾", morning + timedelta(hours=1))
    assert booked(folder) == ["28050-2", "28050-3"]


def test_when_the_time_has_come_everybody_is_asked_for_another(folder: OfficeFolder) -> None:
    late = datetime(2026, 12, 3, 8, 30, tzinfo=AS_OF.tzinfo)
    go(folder, late)
    codes = query(
        folder, "SELECT count(*) FROM reviews WHERE closed_at IS NULL AND doubts LIKE '%空きが出ませんでした%'"
    )
    assert codes == [(3,)]
    assert not (folder.staff / "空き待ち.csv").exists()
    go(folder, late)
    asked = query(
        folder, "SELECT request_id, say FROM outbox WHERE kind = 'tell_us_more' AND created_at > '2026-12-02'"
    )
    assert [number for number, _ in asked] == [3, 4, 5]
    assert all("空きが出ませんでした。別の日時をお知らせください。" in str(say) for _, say in asked)


def test_the_same_pass_again_changes_nothing(folder: OfficeFolder) -> None:
    frees(folder, 1)
    before, rows = files(folder.root), dump(folder)
    go(folder)
    assert (files(folder.root), dump(folder)) == (before, rows)


def test_the_list_is_no_phone_log(folder: OfficeFolder) -> None:
    """Dropped into the inbox by mistake it makes no second request of anybody."""
    before = query(folder, "SELECT count(*) FROM requests")
    drop(folder, "空き待ち.csv", (folder.staff / "空き待ち.csv").read_bytes())
    go(folder)
    assert query(folder, "SELECT count(*) FROM requests") == before


def test_a_row_written_anew_while_it_waits_is_read_anew(folder: OfficeFolder) -> None:
    frees(folder, 1)
    anew = person(3, received="2026/11/30 9:03").replace(THURSDAY, "12/4(金) 10:00")
    drop(folder, "b.csv", log(anew))
    go(folder)
    assert query(folder, "SELECT start FROM bookings WHERE seeker_number = '28050-3'") == [("2026-12-04T10:00",)]
    go(folder)
    assert made(folder)[-1] == (4, "open")


def test_status_counts_who_waits_and_what_is_offered(folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    frees(folder, 1)
    show_status(folder.root, AS_OF, json_wanted=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["waiting_list"], told["offers"], told["reviews"], told["bookings"]) == (3, 1, 0, 1)
    show_status(folder.root, AS_OF, json_wanted=False)
    assert "空き待ちの申込（空き待ち.csv）" in capsys.readouterr().out


def test_the_result_of_a_row_says_that_it_waits(folder: OfficeFolder) -> None:
    frees(folder, 1)
    with opened(folder.database, "toyooka") as store:
        write_results(store, folder)
    words = [line.split(",")[2] for line in (folder.root / "結果_a.csv").read_text(encoding="utf-8-sig").splitlines()]
    assert words == ["結果", "取消済み", "予約済み", "空き枠を案内中", "空き待ち", "空き待ち"]
