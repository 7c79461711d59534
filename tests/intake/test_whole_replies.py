"""Answers of calendars as programs send them, each with what it is read as and what it leads to.

The `thunderbird153_` mails are genuine. The others have the shape that the program of their name writes, or one fault.
"""

from pathlib import Path

import pytest
from answered_bookings import AROUND, AS_OF, MARKED, PLAIN, answers_about, sha

from intake.calendar.answers import Ended
from intake.understand import read_message
from madoguchi.model.item import Kind
from madoguchi.model.reply import Answer, Reply
from madoguchi.wording import say_moment

FOLDER = Path(__file__).with_name("replies")
YES, MAYBE, NO = Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED

# What comes, what is recorded, and which doubts staff see; none of these means that it ends as a reply.
RECORDED: list[tuple[str, Answer, set[str], str]] = [
    ("thunderbird153_accepted", YES, set(), "genuine"),
    ("thunderbird153_accepted_plus_address", YES, set(), "genuine, to the booking's own mailbox"),
    ("thunderbird153_accepted_by_the_old_address", YES, set(), "genuine, after the invitation went to another address"),
    ("thunderbird153_tentative", MAYBE, {"calendar_reply"}, "genuine"),
    ("thunderbird153_declined", NO, {"calendar_reply"}, "genuine"),
    ("outlook_desktop_accepted", YES, set(), "Windows zone, MAILTO, an empty text in ISO-2022-JP"),
    ("outlook_desktop_declined_with_words", NO, {"calendar_reply", "calendar_words"}, "words in text and DESCRIPTION"),
    ("exchange_words_in_description_alone", YES, {"calendar_words"}, "no text but in the event"),
    ("exchange_without_organizer", YES, set(), "the mailbox it came to is enough"),
    ("exchange_wrapped_uid", YES, set(), "Exchange keeps a foreign UID inside its own"),
    ("outlook_com_lf_only", YES, set(), "line feeds alone inside base64"),
    ("gmail_accepted_in_japanese", YES, set(), "its own sentences, the event and its time are no words of the person"),
    ("gmail_accepted_in_english", YES, set(), "the same"),
    ("gmail_accepted_with_note", YES, {"calendar_words"}, "a note is the person's"),
    ("gmail_declined", NO, {"calendar_reply"}, "8bit in UTC"),
    ("apple_mail_old_attachment", YES, set(), "an attachment in mixed inside alternative, no method"),
    ("iphone_signature", YES, set(), "a signature is no word"),
    ("icloud_email_parameter", YES, set(), "the address stands in EMAIL"),
    ("nextcloud", YES, set(), "labels below its sentence"),
    ("proton_bridge_without_method", YES, set(), "the method stands in the object alone"),
    ("evolution", YES, set(), "METHOD as a parameter in capitals"),
    ("kmail", YES, set(), "quoted-printable in mixed"),
    ("zimbra", YES, set(), "base64 text of the program"),
    ("mu_several_attendees", YES, set(), "only the attendee on file counts"),
    ("lower_case_names", YES, set(), "names mean the same in any case"),
    ("upper_case_encoding", YES, set(), "8BIT"),
    ("iso_2022_jp", YES, set(), "the charset of the part"),
    ("shift_jis_with_comment", NO, {"calendar_reply", "calendar_words"}, "COMMENT is what the person says"),
    ("no_charset", YES, set(), "UTF-8 is what calendars are written in"),
    ("folded_inside_a_character", YES, set(), "folds are undone before letters are read"),
    ("folded_with_tabs", YES, set(), "a tab folds too"),
    ("byte_order_mark", YES, set(), "before BEGIN"),
    ("unreadable_letters", YES, set(), "what counts is ASCII"),
    ("unquoted_name_with_signs", YES, set(), "a semicolon and a colon in a bare name"),
    ("quoted_participation", YES, set(), "quotation marks where none are needed, and SENT-BY"),
    ("application_ics_alone", YES, set(), "no text/calendar at all"),
    ("octet_stream_by_name", YES, set(), "known by its file name"),
    ("missing_stamp", YES, set(), "the mail's time stands in"),
    ("clock_years_ahead", YES, set(), "such a stamp would outlast every later answer"),
    ("auto_submitted", YES, set(), "calendars say so of themselves"),
    ("accepted_with_courtesy", YES, set(), "thanks need no answer"),
    ("accepted_with_words", YES, {"calendar_words"}, "a person wants to be read"),
    ("accepted_with_comment", YES, {"calendar_words"}, "a question in the calendar"),
    ("alias_to_own_mailbox", YES, set(), "only who has our letter knows the mark"),
    ("own_mailbox_in_capitals", YES, set(), "servers change the case"),
    ("delivered_to_own_mailbox", YES, set(), "neither UID nor ORGANIZER, but Delivered-To"),
    ("older_accepted", YES, set(), "recorded, and does not count"),
    ("older_declined", NO, {"calendar_outdated"}, "about a time that is no more"),
    ("second_copy_truncated", YES, set(), "one copy is whole and the other says nothing else"),
]  # fmt: skip
ASKED: list[tuple[str, set[str], str]] = [
    ("alias_without_mark", {"calendar_not_invited"}, "anybody can write so"),
    ("forwarded_to_a_friend", {"calendar_not_invited"}, "who was not invited"),
    ("sent_by_somebody_else", {"calendar_other_sender"}, "From is another's"),
    ("wrong_mark", {"calendar_other_mark"}, "a guessed mark"),
    ("unknown_event", {"calendar_unknown"}, "no booking of ours"),
    ("event_of_another_office", {"calendar_unknown"}, "another domain"),
    ("mark_and_event_disagree", {"calendar_unclear"}, "two bookings"),
    ("newer_than_ours", {"calendar_ahead"}, "never sent"),
    ("missing_sequence", {"calendar_unclear"}, "the booking has been moved: which time?"),
    ("needs_action", {"calendar_unclear"}, "no answer"),
    ("no_participation", {"calendar_unclear"}, "no answer either"),
    ("delegated", {"calendar_unclear"}, "somebody else is to come"),
    ("recurrence", {"calendar_asks"}, "we book single visits"),
    ("counter", {"calendar_asks"}, "another time"),
    ("counter_in_a_zone_of_its_own", {"calendar_asks"}, "a zone that only the text describes"),
    ("refresh", {"calendar_asks"}, "the newest state is wanted"),
    ("add", {"calendar_asks"}, "no attendee may"),
    ("declinecounter", {"calendar_asks"}, "no attendee may"),
    ("task", {"calendar_asks"}, "no event"),
    ("truncated", {"calendar_asks"}, "half a calendar"),
    ("second_copy_truncated_and_other", {"calendar_asks"}, "what is left of it says otherwise"),
    ("event_never_closed", {"calendar_asks"}, "broken"),
    ("two_answers", {"calendar_asks"}, "yes and no"),
    ("two_events", {"calendar_asks"}, "two visits"),
    ("answer_and_invitation", {"calendar_asks"}, "both at once"),
    ("too_many_attendees", {"calendar_asks"}, "a bound"),
    ("too_many_events", {"calendar_asks"}, "a bound"),
]  # fmt: skip
NO_ANSWERS: list[tuple[str, Kind, set[str], str]] = [
    ("invitation_of_a_stranger", Kind.QUESTION, {"mail_question", "calendar_attached"}, "an event of theirs"),
    ("cancellation_of_a_stranger", Kind.QUESTION, {"mail_question", "calendar_attached"}, "thanks, and an event"),
    ("publication", Kind.REQUEST, {"calendar_attached"}, "the wish may stand in the event too"),
    ("auto_submitted_without_method", Kind.QUESTION, {"mail_question", "calendar_attached"}, "perhaps an answer"),
    ("winmail", Kind.QUESTION, {"mail_question", "winmail_attached"}, "what only Outlook can open"),
    ("bounce_of_our_invitation", Kind.BOUNCE, set(), "our own event comes back"),
]


# How the booking stands where it is not as in the other files.
BOOKED: dict[str, dict[str, object]] = {
    "thunderbird153_accepted": {"sequence": 0},
    "thunderbird153_tentative": {"sequence": 1},
    "thunderbird153_accepted_plus_address": {"sequence": 0, "uid": "5" * 32},
    "thunderbird153_accepted_by_the_old_address": {"uid": "2045fc409c96b40baca75e4ed074e405"},
}
OLDER = {"older_accepted", "older_declined", "thunderbird153_accepted_by_the_old_address"}


def _ended(name: str) -> tuple[Ended, list[Reply]]:
    raw = (FOLDER / f"{name}.eml").read_bytes()
    reading = read_message(raw, sha(raw), AROUND)
    assert reading.kind is Kind.CALENDAR_REPLY
    assert reading.calendar is not None
    boxes = MARKED if b"yoyaku+b7" in raw.lower() else PLAIN
    answers = answers_about(boxes, **{"sequence": 2, **BOOKED.get(name, {})})
    return answers.take(reading, reading.calendar, 5), answers.new


@pytest.mark.parametrize(("name", "answer", "codes", "why"), RECORDED)
def test_an_answer_is_recorded(name: str, answer: Answer, codes: set[str], why: str) -> None:
    ended, (reply,) = _ended(name)
    assert {doubt.code for doubt in ended.reading.doubts} == codes, why
    assert ended.outcome.value == ("needs_review" if codes else "reply"), why
    assert (reply.booking_id, reply.item_id, reply.answer) == (7, 5, answer), why
    assert reply.sequence == (1 if name in OLDER else BOOKED.get(name, {}).get("sequence", 2))
    assert reply.to_call is (codes >= {"calendar_reply"} and answer is NO)
    assert reply.stamp <= "20261124T020005Z", "no answer is stamped days after it came"
    assert ended.reading.person.phone == "090-0000-0000", "staff see whom to call"


@pytest.mark.parametrize(("name", "codes", "why"), ASKED)
def test_what_is_not_certain_is_asked_and_not_recorded(name: str, codes: set[str], why: str) -> None:
    ended, new = _ended(name)
    assert (ended.outcome.value, new) == ("needs_review", []), why
    assert {doubt.code for doubt in ended.reading.doubts} == codes, why


@pytest.mark.parametrize(("name", "kind", "codes", "why"), NO_ANSWERS)
def test_other_calendars_are_no_answers(name: str, kind: Kind, codes: set[str], why: str) -> None:
    raw = (FOLDER / f"{name}.eml").read_bytes()
    reading = read_message(raw, sha(raw), AROUND)
    assert (reading.kind, {doubt.code for doubt in reading.doubts}) == (kind, codes), why
    assert reading.calendar is None


def test_every_file_has_its_row_and_its_line_ends() -> None:
    rows = [row[0] for table in (RECORDED, ASKED, NO_ANSWERS) for row in table]
    files = sorted(FOLDER.glob("*.eml"))
    assert sorted(rows) == [path.stem for path in files]
    assert len(files) >= 70
    for path in files:
        assert b"\n" not in path.read_bytes().replace(b"\r\n", b"") or path.stem == "folded_with_tabs", path.stem


@pytest.mark.parametrize("name", ["counter", "counter_in_a_zone_of_its_own"])
def test_a_counter_tells_the_time_it_proposes(name: str) -> None:
    ended, _ = _ended(name)
    assert "2026年12月4日（金）午前10時" in ended.reading.doubts[0].say
    assert (
        f"M00012の予約（{say_moment(answers_about(PLAIN, sequence=2).known[7].booking.start)}）"
        in ended.reading.doubts[0].say
    )


@pytest.mark.parametrize("name", ["accepted_with_comment", "shift_jis_with_comment", "gmail_accepted_with_note"])
def test_what_the_person_wrote_into_the_calendar_is_shown_to_staff(name: str) -> None:
    words = {"accepted": "電話でもよいでしょうか。", "shift": "仕事が入りました", "gmail": "少し遅れるかもしれません"}
    assert words[name.partition("_")[0]] in _ended(name)[0].reading.wish_text


def test_no_sentence_names_the_person() -> None:
    for name, *_ in (*RECORDED, *ASKED):
        ended, _ = _ended(name)
        told = ended.reading.say + "".join(doubt.say for doubt in ended.reading.doubts)
        assert "見本" not in told
        assert "@" not in told


def test_an_answer_longer_than_anybody_writes_is_not_read() -> None:
    raw = (FOLDER / "no_charset.eml").read_bytes()
    padded = raw.replace(b"END:VEVENT", b"X-PAD:" + b"x" * 300_000 + b"\r\nEND:VEVENT")
    reading = read_message(padded, sha(padded), AROUND)
    assert reading.calendar is not None
    ended = answers_about(PLAIN, sequence=2).take(reading, reading.calendar, 1)
    assert "壊れていて" in ended.reading.doubts[0].say


def test_answers_are_judged_as_of_the_run() -> None:
    raw = (FOLDER / "thunderbird153_declined.eml").read_bytes()
    reading = read_message(raw, sha(raw), AROUND)
    assert reading.calendar is not None
    assert reading.received_at < AS_OF
    past = answers_about(PLAIN, sequence=2, start_in_minutes=-1)
    assert past.take(reading, reading.calendar, 1).outcome.value == "reply"
    ahead = answers_about(PLAIN, sequence=2, start_in_minutes=1)
    assert ahead.take(reading, reading.calendar, 1).outcome.value == "needs_review"
