"""What a decision tells, and by which way."""

import papers
import pytest
import samples_of_papers as sample
from samples_of_requests import AS_OF, RECEIVED

from madoguchi.model.booking import Booking, BookingState
from madoguchi.model.decision import Decision, Verdict
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.reading import Doubt
from scheduler.notices import (
    Desk,
    can_be_mailed,
    notice_of,
    offer_notice,
    question,
    reminder_notice,
    waiting_notice,
)

DESK = Desk(sample.office(), sample.secrets(), AS_OF)

# Addresses that a mail's header may carry and a calendar (RFC 6068, RFC 5321 section 4.5.3.1.1) cannot name.
HALF_USABLE = ['"a b"@mihon.example', f"{'a' * 65}@mihon.example"]


def decided(verdict: Verdict, **of_booking: object) -> Decision:
    booking: Booking | None = sample.booking(**of_booking)
    if verdict in {Verdict.DUPLICATE, Verdict.REVIEW, Verdict.WITHDRAW}:
        booking = None
    before = sample.booking(start=papers.BEFORE) if verdict in {Verdict.MOVE, Verdict.CANCEL} else None
    return Decision(
        request_id=12, verdict=verdict, decided_at=AS_OF, reasons=(), booking=booking, before=before, booking_id=7
    )


def told(verdict: Verdict, *, is_news: bool = False, **of_person: object) -> Notice:
    request = sample.request(person=sample.person(**of_person))
    state = BookingState.CANCELLED if verdict is Verdict.CANCEL else BookingState.CONFIRMED
    notice = notice_of(DESK, 3, decided(verdict, state=state, sequence=1), request, is_news=is_news)
    assert notice is not None
    return notice


@pytest.mark.parametrize(
    ("verdict", "kind", "subject"),
    [
        (Verdict.BOOK, NoticeKind.CONFIRMATION, "日時が決まりました"),
        (Verdict.MOVE, NoticeKind.MOVED, "日時が変わりました"),
        (Verdict.CANCEL, NoticeKind.CANCELLATION, "取り消しました"),
    ],
)
def test_a_letter_goes_to_whom_can_be_written_to(verdict: Verdict, kind: NoticeKind, subject: str) -> None:
    notice = told(verdict)
    assert (notice.kind, notice.means, notice.to) == (kind, Means.MAIL, "taro@mihon.example")
    assert (notice.notice_id, notice.request_id, notice.booking_id) == (3, 12, 7)
    assert (notice.created_at, notice.state, notice.name) == (AS_OF, NoticeState.WAITING, "見本 太郎")
    letter = papers.read_letter(notice.mail)
    assert subject in letter["Subject"]
    assert letter["Message-ID"] == notice.message_id
    assert notice.message_id == f"<n.{sample.booking().uid}.1.{kind.value}@hellowork-toyooka.example>"


@pytest.mark.parametrize("verdict", [Verdict.BOOK, Verdict.MOVE, Verdict.CANCEL])
@pytest.mark.parametrize("email", ["", "taro", "太郎@mihon.example", "taro@mihon", *HALF_USABLE])
def test_everybody_else_is_called_with_the_same_words(verdict: Verdict, email: str) -> None:
    notice, letter = told(verdict, email=email), told(verdict)
    assert (notice.means, notice.to) == (Means.TELEPHONE, "090-0000-0000")
    assert (notice.mail, notice.message_id) == (b"", "")
    assert notice.kind is letter.kind
    assert notice.say == letter.say != ""


@pytest.mark.parametrize("email", HALF_USABLE)
def test_an_address_that_only_a_calendar_cannot_name_still_gets_the_question(email: str) -> None:
    request = sample.request(person=sample.person(email=email))
    assert can_be_mailed(request)
    assert question(DESK, 1, 1, request, papers.DOUBTS).means is Means.MAIL


def test_a_question_that_cannot_be_built_is_asked_by_telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise ValueError("not a mail address")

    monkeypatch.setattr("scheduler.letters.asking.tell_us_more", refuse)
    notice = question(DESK, 1, 1, sample.request(), papers.DOUBTS)
    assert (notice.means, notice.to, notice.message_id) == (Means.TELEPHONE, "090-0000-0000", "")
    assert "12月3日（水）は木曜日です。" in notice.say
    assert notice.note == "メールを作れなかったため、お電話での連絡に替えました。"


def test_nobody_is_left_out_for_want_of_a_number_too() -> None:
    notice = told(Verdict.BOOK, email="", phone="")
    assert (notice.means, notice.to, notice.note) == (Means.TELEPHONE, "", "")


TELLING = {Verdict.BOOK, Verdict.MOVE, Verdict.CANCEL, Verdict.TO_TELEPHONE, Verdict.READDRESS}


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - TELLING))
def test_the_rest_tells_nothing(verdict: Verdict) -> None:
    assert notice_of(DESK, 1, decided(verdict), sample.request()) is None


def test_a_move_before_the_first_word_is_told_as_the_first_word() -> None:
    assert told(Verdict.MOVE, is_news=True).kind is NoticeKind.CONFIRMATION
    assert told(Verdict.CANCEL, is_news=True).kind is NoticeKind.CANCELLATION
    assert told(Verdict.BOOK, is_news=True).kind is NoticeKind.CONFIRMATION


def test_a_question_tells_only_what_may_be_told() -> None:
    secret = Doubt(code="already_booked", say="すでに2026年12月3日（木）午後2時30分の予約があります。")
    full = Doubt(code="full", say="第1希望（12月4日（金）午前10時）：ご希望の時間はすでに予約でいっぱいです。")
    notice = question(DESK, 1, 5, sample.request(), (secret, full))
    body = papers.read_letter(notice.mail).get_body(("plain",))
    assert body is not None
    for text in (notice.say, body.get_content()):
        assert "12月3日" not in text
        assert "12月4日" in text
    assert (notice.kind, notice.booking_id, notice.request_id) == (NoticeKind.TELL_US_MORE, None, 12)


def test_a_question_to_whom_cannot_be_written_is_asked_by_telephone() -> None:
    notice = question(DESK, 1, 5, sample.request(person=sample.person(email="")), papers.DOUBTS)
    assert (notice.means, notice.to, notice.mail) == (Means.TELEPHONE, "090-0000-0000", b"")
    assert notice.say == question(DESK, 1, 5, sample.request(), papers.DOUBTS).say


def test_each_question_has_an_identity_of_its_own() -> None:
    first, second = (question(DESK, 1, review, sample.request(), papers.DOUBTS) for review in (5, 6))
    assert first.message_id != second.message_id
    assert first.message_id == "<n.k5.12.tell_us_more@hellowork-toyooka.example>"


def test_the_passcode_is_in_no_notice() -> None:
    for verdict in (Verdict.BOOK, Verdict.MOVE, Verdict.CANCEL):
        notice = told(verdict)
        parts = [part.get_payload(decode=True) or b"" for part in papers.read_letter(notice.mail).walk()]
        assert all(sample.CANARY.encode() not in part for part in [notice.mail, notice.say.encode(), *parts])


@pytest.mark.parametrize(
    ("newest", "phone", "email"),
    [
        ({"phone": "080-0000-0000", "email": ""}, "080-0000-0000", "taro@mihon.example"),
        ({"phone": "", "email": "neu@mihon.example"}, "090-0000-0000", "neu@mihon.example"),
        ({"phone": "", "email": ""}, "090-0000-0000", "taro@mihon.example"),
    ],
)
def test_the_contact_given_last_is_used(newest: dict[str, str], phone: str, email: str) -> None:
    later = sample.request(request_id=13, received_at=RECEIVED, person=sample.person(name="別名", **newest))
    person = sample.request().with_contact_of(later)
    assert (person.person.phone, person.person.email, person.person.name) == (phone, email, "見本 太郎")
    assert person.request_id == 12


# The waiting list


def test_who_waits_is_written_to_under_a_number_of_its_own() -> None:
    first, again = (waiting_notice(DESK, number, sample.request()) for number in (3, 4))
    assert (first.kind, first.means, first.to) == (NoticeKind.WAITING, Means.MAIL, "taro@mihon.example")
    assert first.message_id == "<n.w3.12.waiting@hellowork-toyooka.example>"
    assert again.message_id != first.message_id
    assert "空き待ちのお知らせ" in papers.read_letter(first.mail)["Subject"]


def test_an_offer_is_a_letter_unless_only_the_telephone_is_quick_enough() -> None:
    letter = offer_notice(DESK, 3, papers.OFFER, sample.request())
    assert (letter.kind, letter.means) == (NoticeKind.OFFER, Means.MAIL)
    assert letter.message_id == "<n.o5.12.offer@hellowork-toyooka.example>"
    call = offer_notice(DESK, 3, papers.OFFER.model_copy(update={"by_telephone": True}), sample.request())
    assert (call.means, call.to, call.mail, call.message_id) == (Means.TELEPHONE, "090-0000-0000", b"", "")
    assert call.say == letter.say


@pytest.mark.parametrize("email", ["", "taro", "太郎@mihon.example"])
def test_who_waits_without_mail_is_called(email: str) -> None:
    request = sample.request(person=sample.person(email=email))
    for notice in (waiting_notice(DESK, 3, request), offer_notice(DESK, 3, papers.OFFER, request)):
        assert (notice.means, notice.to, notice.mail) == (Means.TELEPHONE, "090-0000-0000", b"")
        assert notice.say


def test_a_calendar_that_breaks_a_rule_goes_into_no_letter() -> None:
    notice = told(Verdict.BOOK, name="見本 パスコード：4711")
    assert (notice.means, notice.mail) == (Means.TELEPHONE, b"")
    assert notice.note == "メールを作れなかったため、お電話での連絡に替えました。"


def test_a_reminder_comes_without_a_calendar_for_the_invitation_is_there_already() -> None:
    notice = reminder_notice(DESK, 9, sample.booking(sequence=2), sample.request())
    assert (notice.kind, notice.means, notice.booking_id) == (NoticeKind.REMINDER, Means.MAIL, 7)
    assert notice.message_id == f"<n.{sample.booking().uid}.2.reminder@hellowork-toyooka.example>"
    assert papers.calendars(notice.mail) == []
    text = papers.read_letter(notice.mail).get_body(("plain",))
    assert text is not None
    assert "2026年12月3日（木）午後2時30分から3時まで" in text.get_content()
    assert "カレンダーの予定を付けています" not in text.get_content()


def test_who_has_no_address_is_reminded_by_telephone() -> None:
    notice = reminder_notice(DESK, 9, sample.booking(), sample.request(person=sample.person(email="")))
    assert (notice.means, notice.to) == (Means.TELEPHONE, "090-0000-0000")
    assert "2026年12月3日（木）午後2時30分" in notice.say
