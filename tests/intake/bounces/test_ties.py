"""Which letter a bounce is about, by which sign, and what it is allowed to bring about."""

from datetime import timedelta

import pytest
import samples_of_papers as sample
import stores
from stores import AS_OF

from intake.bounces.ties import ON_ITS_WAY, Bounces, Proof
from madoguchi.model.bounce import BounceReport
from madoguchi.model.item import Channel, Kind
from madoguchi.model.notice import Means, Notice, NoticeKind, NoticeState
from madoguchi.model.reading import Reading
from madoguchi.model.reply_address import reply_address, return_path

OURS = "yoyaku@hellowork-toyooka.example"
KEY = b"k" * 32
TARO = "taro@mihon.example"
BOOKING = sample.booking(booking_id=7, organizer=reply_address(OURS, 7, "uid", KEY))
PROOF = Proof(OURS, KEY, {7: BOOKING})
LATER = timedelta(hours=1)


def ident(number: int) -> str:
    return f"<n.{number}@hellowork-toyooka.example>"


def mark(number: int, key: bytes = KEY) -> str:
    return return_path(OURS, number, ident(number), key)


def letter(number: int, **changes: object) -> Notice:
    given = {"message_id": ident(number), "state": NoticeState.HANDED_OVER, "booking_id": None, "created_at": AS_OF}
    return stores.notice(number, **given | changes)


def reading() -> Reading:
    return Reading(
        identity="m", fingerprint="f", received_at=AS_OF + LATER, channel=Channel.MAIL, kind=Kind.BOUNCE, bounce=None
    )


def report(**given: object) -> BounceReport:
    return BounceReport.model_validate({"status": "5.1.1", "lasting": True, "say": "ありませんでした。"} | given)


def tied(letters: list[Notice], *reports: BounceReport) -> tuple[Bounces, list[bool]]:
    bounces = Bounces(letters, PROOF, 1)
    return bounces, [bounces.take(reading(), one, number).is_tied for number, one in enumerate(reports, 11)]


@pytest.mark.parametrize(
    ("given", "meant", "why"),
    [
        ({"mailboxes": (OURS, mark(2))}, 2, "it came to the letter's own mailbox"),
        ({"mailboxes": (mark(2).upper(),)}, 2, "in whatever case"),
        ({"mailboxes": (mark(2),), "message_ids": (ident(1),)}, 2, "the mark is surer than an id"),
        ({"mailboxes": (mark(2, b"x" * 32),)}, None, "a mark of another key"),
        ({"mailboxes": (mark(2, b"x" * 32),), "recipients": (TARO,)}, 2, "a wrong mark proves nothing; the address is ours"),
        ({"mailboxes": (mark(9),)}, None, "no such letter"),
        ({"message_ids": (ident(1),)}, 1, "its Message-ID"),
        ({"message_ids": ("<x@mihon.example>", ident(1))}, 1, "among others"),
        ({"message_ids": ("<x@mihon.example>",), "recipients": (TARO,)}, None, "another mail to the same address"),
        ({"recipients": (TARO,)}, 2, "the newest letter to the address"),
        ({"recipients": ("Taro@Mihon.example",)}, 2, "in whatever case"),
        ({"recipients": ("hanako@mihon.example",)}, None, "nobody we wrote to"),
        ({"mailboxes": (BOOKING.organizer,)}, 3, "the booking's mailbox: its newest letter"),
        ({"mailboxes": (reply_address(OURS, 7, "uid", b"x" * 32),)}, None, "not this booking's mailbox"),
        ({}, None, "it names nothing"),
    ],
)  # fmt: skip
def test_the_letter_that_is_meant(given: dict[str, object], meant: int | None, why: str) -> None:
    to_another = {"booking_id": 7, "to": "jiro@mihon.example"}
    letters = [letter(1), letter(2), letter(3, **to_another), letter(4, kind=NoticeKind.UNINVITED, **to_another)]
    bounces, (is_tied,) = tied(letters, report(**given))
    assert [one.notice_id for one in bounces.new] == ([meant] if meant else []), why
    assert is_tied is (meant is not None)
    assert bounces.came_back == [one.notice_id for one in bounces.new]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": NoticeState.WAITING}, "not sent: who knows of it has guessed"),
        ({"state": NoticeState.SUPERSEDED}, "never sent"),
        ({"means": Means.TELEPHONE}, "no letter"),
    ],
)
def test_what_was_never_sent_cannot_come_back(changes: dict[str, object], why: str) -> None:
    signs = {"message_ids": (ident(1),), "mailboxes": (mark(1),), "recipients": (TARO,)}
    assert tied([letter(1, **changes)], report(**signs))[1] == [False], why


def test_an_address_alone_means_a_letter_of_the_days_before() -> None:
    at = AS_OF + LATER - ON_ITS_WAY
    named = report(recipients=(TARO,))
    assert tied([letter(1, created_at=at)], named)[1] == [True]
    assert tied([letter(1, created_at=at - timedelta(seconds=1))], named)[1] == [False]


def test_each_of_several_bounces_of_one_address_has_its_own_letter() -> None:
    named = report(recipients=(TARO,))
    bounces, _ = tied([letter(1), letter(2)], named, named, named)
    assert [(one.notice_id, one.to_call) for one in bounces.new] == [(2, True), (1, True), (2, False)]
    assert bounces.came_back == [2, 1]


@pytest.mark.parametrize(
    ("changes", "to_call", "came_back", "words", "why"),
    [
        ({}, True, [1], "受付番号M00001への", "a person misses it"),
        ({"kind": NoticeKind.UNINVITED}, False, [1], "お電話はいりません", "only a calendar should have forgotten"),
        ({"kind": NoticeKind.RECEIPT}, False, [1], "お電話はいりません", "staff answer anyway"),
        ({"kind": NoticeKind.REMINDER}, True, [1], "電話連絡.csv", "they may rely on it"),
        ({"say": ""}, False, [1], "お電話はいりません", "no words to say"),
        ({"state": NoticeState.BOUNCED}, False, [], "前に分かっています", "it came back before"),
        ({"state": NoticeState.REFUSED}, False, [], "前に分かっています", "refused at once, and called about then"),
        ({"request_id": None}, True, [1], "お知らせのメール", "about no request"),
    ],
)
def test_who_is_called(
    changes: dict[str, object], to_call: bool, came_back: list[int], words: str, why: str  # noqa: FBT001 -- a column
) -> None:  # fmt: skip
    bounces = Bounces([letter(1, **changes)], PROOF, 5)
    told = bounces.take(reading(), report(message_ids=(ident(1),)), 11)
    (bounce,) = bounces.new
    assert (bounce.to_call, bounces.came_back) == (to_call, came_back), why
    assert (bounce.bounce_id, bounce.item_id, bounce.notice_id) == (5, 11, 1)
    assert words in told.reading.say
    assert TARO not in told.reading.say


@pytest.mark.parametrize(
    ("given", "lasting", "why"),
    [
        ({"mailboxes": (mark(1),), "recipients": (TARO,)}, True, "the letter's mark, and the address named"),
        ({"mailboxes": (mark(1),)}, True, "the mark alone: only who got the letter knows it"),
        ({"mailboxes": (mark(1),), "recipients": ("other@mihon.example",)}, False, "an address it was passed on to"),
        ({"message_ids": (ident(1),), "recipients": (TARO.upper(),)}, True, "the id, and the address named"),
        ({"message_ids": (ident(1),)}, False, "ids of questions can be guessed"),
        ({"message_ids": (ident(1),), "recipients": ("other@mihon.example",)}, False, "passed on"),
        ({"recipients": (TARO,)}, False, "anybody may know the address"),
        ({"mailboxes": (mark(1),), "lasting": False}, False, "the mailbox was full"),
    ],
)
def test_only_a_report_that_has_seen_the_letter_speaks_for_later_ones(
    given: dict[str, object], lasting: bool, why: str  # noqa: FBT001 -- a column
) -> None:  # fmt: skip
    bounces, _ = tied([letter(1)], report(**given))
    assert bounces.new[0].lasting is lasting, why


def test_without_a_key_no_mark_is_right() -> None:
    bounces = Bounces([letter(1)], Proof(OURS), 1)
    assert not bounces.take(reading(), report(mailboxes=(OURS,)), 1).is_tied
