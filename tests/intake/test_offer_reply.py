"""Answers to the letters of the waiting list."""

import pytest
from letters_to_us import OURS, mail
from samples_of_requests import AS_OF, office
from stores import at

from intake.understand import Surroundings, read_message
from madoguchi.files import fingerprint
from madoguchi.model.item import Kind
from madoguchi.model.reading import Reading
from scheduler.openings import OfficeDays

OFFER = "Re: 【受付番号 M00001】空いた時間のご案内：12月3日（木）午後2時30分"
WAITING = "Re: 【受付番号 M00001】空き待ちのお知らせ"
AROUND = Surroundings(OfficeDays(office()), frozenset({OURS}), AS_OF.replace(hour=12))


def read(body: str, subject: str = OFFER, name: str = "見本 太郎") -> Reading:
    raw = mail(body, subject=subject, name=name)
    return read_message(raw, fingerprint(raw), AROUND)


def codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts} - {"mail_answer"}


YES = [
    ("お願いします。", "a mere please"),
    ("希望します。", "a mere wish"),
    ("はい、お願いいたします。", "with a yes before it"),
    ("ご案内ありがとうございます。\nその時間でお願いします。\n\n見本太郎", "thanks and a name"),
    ("お世話になっております。見本です。\nぜひお願いします。よろしくお願いいたします。", "courtesy before and behind"),
    ("承知しました。その日時で予約をお願いします。", "an acknowledgement before it"),
    ("お願いします。\n-- \n見本 太郎\n090-0000-0000", "a signature"),
    ("お願いします。\n\n> 12月3日（木）午後2時30分を希望します", "what is quoted is ours"),
]


@pytest.mark.parametrize(("body", "why"), YES)
def test_a_mere_yes_to_an_offer_is_a_wish_for_its_time(body: str, why: str) -> None:
    reading = read(body)
    assert [wish.slots for wish in reading.wishes] == [(at(3),)], why
    assert (reading.kind, reading.answers, codes(reading)) == (Kind.ANSWER, 1, set()), why


def test_the_sentence_of_the_letter_is_read_as_it_stands() -> None:
    for body in ("12月3日（木）午後2時30分を希望します", "12月3日（木）午後2時30分を希望します。\n見本太郎"):
        reading = read(body, WAITING)
        assert [wish.slots for wish in reading.wishes] == [(at(3),)]
        assert codes(reading) == set()


NOT_SURE = [
    ("よろしくお願いします。", "courtesy alone"),
    ("ありがとうございます。よろしくお願いいたします。", "thanks are no yes"),
    ("承知しました。", "an acknowledgement is no yes"),
    ("お願いしたいのですが、仕事が入るかもしれません。", "a condition"),
    ("お願いします。母も同席します。", "something more"),
    ("お願いします。何か持ち物はありますか。", "a question"),
    ("花子がお願いします。", "somebody else"),
    ("それ以外でお願いします。", "the very opposite"),
]


@pytest.mark.parametrize(("body", "why"), NOT_SURE)
def test_anything_more_or_less_than_a_yes_takes_nothing(body: str, why: str) -> None:
    reading = read(body)
    assert reading.kind is Kind.ANSWER, why
    assert codes(reading), why


@pytest.mark.parametrize(
    "subject", ["Re: 【受付番号 M00001】お申し込みについておたずねします", WAITING, "Re: 空いた時間のご案内"]
)
def test_a_yes_under_another_subject_names_no_time(subject: str) -> None:
    assert read("お願いします。", subject).wishes == ()


@pytest.mark.parametrize(
    "body", ["今回は見送ります。", "辞退します。", "申し訳ありませんが、キャンセルでお願いします。"]
)
def test_a_refusal_of_an_offer_is_no_cancellation(body: str) -> None:
    reading = read(body)
    assert (reading.kind, reading.answers) == (Kind.ANSWER, 1)
    assert "offer_declined" in codes(reading)
    assert read(body, WAITING).kind is Kind.CANCELLATION


@pytest.mark.parametrize(
    "body", ["承知しました。", "わかりました。よろしくお願いします。\n見本太郎", "了解しました。お待ちしています。"]
)
def test_who_acknowledges_that_they_wait_needs_no_answer(body: str) -> None:
    assert read(body, WAITING).kind is Kind.THANKS


@pytest.mark.parametrize(
    "body", ["承知しました。ところで、いつごろ分かりますか。", "待てません。", "電話番号は090-0000-0000です。"]
)
def test_who_says_more_is_read_by_staff(body: str) -> None:
    assert read(body, WAITING).kind is not Kind.THANKS
