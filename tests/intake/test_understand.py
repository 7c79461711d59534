"""One row or mail becomes one reading: what is read, and what is asked about."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ordinary_sentences import BESIDE_A_FORM

from intake.phone_log import read_log
from intake.understand import Surroundings, read_message, read_row
from intake.wished import read_ranked
from madoguchi.clock import TOKYO
from madoguchi.config.load import load_office
from madoguchi.model.item import Kind
from madoguchi.model.reading import Reading, Service
from madoguchi.paths import shipped
from scheduler.openings import OfficeDays

ARRIVED = datetime(2026, 11, 30, 10, 0, tzinfo=TOKYO)
AROUND = Surroundings(
    OfficeDays(load_office(shipped("examples") / "office.toml")),
    frozenset({"yoyaku@hellowork-toyooka.example"}),
    ARRIVED,
)
WHO = "氏名：見本 太郎\nフリガナ：ミホン タロウ\n求職番号：28050-1\n電話番号：090-0000-0000\n"


def _mail(body: str, subject: str = "予約", sender: str = "taro@mihon.example") -> Reading:
    head = f"From: {sender}\nDate: Mon, 30 Nov 2026 09:00:00 +0900\nMessage-ID: <1@mihon.example>\nSubject: {subject}\n"
    return read_message(f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}".encode(), "0" * 64, AROUND)


def _codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts}


def _starts(reading: Reading) -> list[tuple[int, list[str]]]:
    return [(wish.rank, [f"{start:%m-%d %H:%M}" for start in wish.slots]) for wish in reading.wishes]


def test_a_filled_template_is_read_without_doubt() -> None:
    body = (
        WHO
        + "第1希望：12月 3日14時30分\n第2希望：12月4日10時00分\n第3希望：　月　日　時　分\n同席者（通訳など）：手話通訳 1名\n"
    )
    reading = _mail(body)
    assert reading.kind is Kind.REQUEST
    assert reading.doubts == ()
    assert _starts(reading) == [(1, ["12-03 14:30"]), (2, ["12-04 10:00"])]
    assert reading.person.companion == "手話通訳 1名"
    assert reading.person.email == "taro@mihon.example"
    assert reading.ask


WISHES = [
    ("希望日時：12月3日10時\n", "予約", [(1, ["12-03 10:00"])], set(), "one label"),
    ("希望日時：12月3日10時\n希望日時：12月4日10時\n", "予約", None, {"rank_unclear"}, "two labels without a rank"),
    ("12月3日(木)14時30分にお願いします。\n", "予約", [(1, ["12-03 14:30"])], set(), "a wish under no label"),
    ("第1希望：12月3日10時\n", "12月3日の予約", [(1, ["12-03 10:00"])], set(), "the subject says the same day"),
    ("第1希望：12月3日10時\n", "12月8日の予約", None, {"words_beside"}, "the subject says another day"),
    (
        "First choice: 3 December, 10:00\n",
        "Request for online counselling",
        [(1, ["12-03 10:00"])],
        set(),
        "in English",
    ),
    ("First choice: 3 December, 10:00\n", "Cancel my booking", None, {"mixed_purpose"}, "taken back in English"),
    ("First choice: 3 December, 10:00\n", "Not for counselling", None, {"words_beside"}, "an English no"),
    (
        "第1希望：12月3日10時\n\n12月3日は都合が悪くなりました。\n",
        "予約",
        None,
        {"mixed_purpose"},
        "taken back below the form",
    ),
    ("第1希望：12月3日(金)10時\n", "予約", None, {"weekday_mismatch"}, "a wrong weekday"),
]


@pytest.mark.parametrize(("body", "subject", "starts", "codes", "why"), WISHES)
def test_wishes_of_a_mail(
    body: str, subject: str, starts: list[tuple[int, list[str]]] | None, codes: set[str], why: str
) -> None:
    reading = _mail(WHO + body, subject)
    assert codes <= _codes(reading), why
    assert bool(reading.doubts) == bool(codes), (why, reading.doubts)
    if starts is not None:
        assert _starts(reading) == starts, why


@pytest.mark.parametrize("sentence", BESIDE_A_FORM.splitlines())
def test_what_people_write_beside_the_form_asks_nothing(sentence: str) -> None:
    """Greetings, thanks and signatures stand in nearly every mail: a clerk reads over them."""
    form = WHO + "第1希望：12月3日14時30分\n第2希望：12月4日10時00分\n"
    assert _mail(f"{sentence}\n\n{form}").doubts == ()
    assert _mail(f"{form}\n{sentence}\n").doubts == ()


BESIDE = [
    "12月3日は都合が悪くなるかもしれません。",
    "できれば水曜日以外でお願いします。",
    "やっぱり別の日にしてください。",
    "午後は面接があります。",
    "来週は出かけています。",
]


@pytest.mark.parametrize("sentence", BESIDE)
def test_what_may_touch_the_wish_beside_the_form_is_asked_about(sentence: str) -> None:
    assert _mail(WHO + f"第1希望：12月3日14時30分\n\n{sentence}\n").doubts


PEOPLE = [
    (WHO.replace("氏名：見本 太郎\n", ""), "見本 <taro@mihon.example>", "name_from_sender", "the From name is a claim"),
    (WHO.replace("氏名：見本 太郎\n", ""), "taro@mihon.example", "name_missing", "no name anywhere"),
    (WHO.replace("28050-1", ""), "taro@mihon.example", "seeker_number_missing", "no number"),
    (WHO.replace("28050-1", "12"), "taro@mihon.example", "", "an odd number"),
    (WHO + "メール：other@mihon.example\n", "taro@mihon.example", "two_addresses", "which one to answer?"),
]


@pytest.mark.parametrize(("who", "sender", "code", "why"), PEOPLE)
def test_people_who_are_not_sure_are_asked_about(who: str, sender: str, code: str, why: str) -> None:
    reading = _mail(who + "第1希望：12月3日10時\n", sender=sender)
    assert reading.doubts, why
    assert not code or code in _codes(reading), why


def test_the_service_is_read_from_its_label() -> None:
    assert _mail(WHO + "ご用件：模擬面接\n第1希望：12月3日10時\n").person.service is Service.MOCK_INTERVIEW


FOR_STAFF = [
    ("予約をキャンセルしたいです。\n" + WHO, "キャンセル", Kind.CANCELLATION),
    ("予約を別の日に変更してください。\n" + WHO, "変更のお願い", Kind.CHANGE),
    ("カメラは必要でしょうか。", "質問", Kind.QUESTION),
]


@pytest.mark.parametrize(("body", "subject", "kind"), FOR_STAFF)
def test_what_a_mail_may_not_do_alone_goes_to_staff(body: str, subject: str, kind: Kind) -> None:
    """From is a claim: changes and cancellations are settled by telephone (art. 4)."""
    reading = _mail(body, subject)
    assert reading.kind is kind
    assert reading.doubts
    assert not reading.ask


def test_a_date_in_the_future_counts_as_now() -> None:
    raw = b"From: a@mihon.example\nDate: Mon, 30 Nov 2099 09:00:00 +0900\nSubject: x\n\nx\n"
    assert read_message(raw, "0", AROUND).received_at == ARRIVED


def test_the_time_our_server_noted_counts_before_the_date_of_the_sender() -> None:
    """Date is the sender's word: an early one would jump the queue."""
    raw = (
        b"Received: from a.example (a.example [192.0.2.1])\n by mail.example; Mon, 30 Nov 2026 09:30:00 +0900\n"
        b"Received: from b.example by a.example; Mon, 30 Nov 2026 01:00:00 +0900\n"
        b"From: a@mihon.example\nDate: Sun, 1 Nov 2026 09:00:00 +0900\nSubject: x\n\nx\n"
    )
    assert read_message(raw, "0", AROUND).received_at == ARRIVED.replace(hour=9, minute=30)
    unreadable = raw.replace(b"Mon, 30 Nov 2026 09:30:00 +0900", b"yesterday")
    assert read_message(unreadable, "0", AROUND).received_at == datetime(2026, 11, 1, 9, 0, tzinfo=TOKYO)


def test_tomorrow_is_meant_from_when_the_mail_was_written() -> None:
    """Written before midnight and received after it; and one that was days on its way is asked about."""
    body = (WHO + "第1希望：明日の10時\n").encode()
    head = b"From: taro@mihon.example\nSubject: =?utf-8?B?5LqI57SE?=\nContent-Type: text/plain; charset=utf-8\n"
    taken = b"Received: by mail.example; Mon, 30 Nov 2026 00:10:00 +0900\n"
    late = read_message(taken + head + b"Date: Sun, 29 Nov 2026 23:50:00 +0900\n\n" + body, "0", AROUND)
    assert not any(start.day == 1 for wish in late.wishes for start in wish.slots)
    old = read_message(taken + head + b"Date: Fri, 27 Nov 2026 12:00:00 +0900\n\n" + body, "0", AROUND)
    assert "long_on_the_way" in _codes(old)


def _row(**cells: str) -> Reading:
    columns = ("受付番号", "受付日時", "区分", "氏名", "求職番号", "電話番号", "第1希望", "第2希望", "備考", "相談内容")
    given_cells = {
        "受付番号": "1",
        "受付日時": "2026/11/30 9:00",
        "氏名": "見本 太郎",
        "求職番号": "28050-1",
        "電話番号": "090-0000-0000",
    }
    row = {**given_cells, **cells}
    text = ",".join(columns) + "\r\n" + ",".join(row.get(column, "") for column in columns) + "\r\n"
    (read,) = read_log(text.encode("cp932"), ARRIVED).rows
    return read_row(read, AROUND)


def test_the_columns_of_a_row_rank_its_wishes() -> None:
    reading = _row(区分="予約", 第1希望="12/3か12/4の10時", 第2希望="12/7午前")
    assert _starts(reading) == [
        (1, ["12-03 10:00", "12-04 10:00"]),
        (2, ["12-07 09:30", "12-07 10:00", "12-07 10:30"]),
    ]
    assert reading.doubts == ()


def test_a_row_without_a_wish_is_asked_about_once() -> None:
    assert _codes(_row(区分="予約")) == {"no_wish"}


def test_a_record_that_holds_a_wish_is_asked_about() -> None:
    assert "wish_in_record" in _codes(_row(区分="記録", 相談内容="実施", 第1希望="12/10 10:00"))


def test_ranks_inside_a_cell_go_on_behind_the_column_before() -> None:
    read = read_ranked([(1, "12/3 10:00"), (2, "①12/4 10:00 ②12/7 10:00")], ARRIVED, AROUND.days)
    assert [wish.rank for wish in read.wishes] == [1, 2, 3]


@given(st.binary(max_size=2000))
def test_any_bytes_become_a_reading(raw: bytes) -> None:
    reading = read_message(raw, "0" * 64, AROUND)
    assert reading.kind is not Kind.REQUEST or reading.doubts or reading.wishes


@pytest.mark.parametrize(
    ("sender", "head", "email", "ask", "why"),
    [
        ("taro@mihon.example", "", "taro@mihon.example", True, "a person, who can be asked"),
        ("taro@mihon.example", "X-Auto-Response-Suppress: All\n", "taro@mihon.example", False, "asks for silence"),
        ("taro@mihon.example", "X-Spam-Flag: YES\n", "taro@mihon.example", False, "marked: staff alone look"),
        ("yoyaku@hellowork-toyooka.example", "", "", False, "a form of our own site: its sender is nobody's address"),
    ],
)
def test_who_may_be_asked_by_a_machine(sender: str, head: str, email: str, ask: bool, why: str) -> None:  # noqa: FBT001 -- a column
    reading = _mail(WHO + "第1希望：12月3日(金)10時\n", "予約", f"{sender}\n{head}".rstrip("\n"))
    assert reading.kind is Kind.REQUEST, why
    assert (reading.person.email, reading.ask, reading.silent) == (email, ask, not ask), why
