"""Which letter of ours a mail answers: three places may say it, and they must not disagree."""

import pytest

from intake.mail.kind import kind_of
from intake.mail.mail import Address, Mail
from intake.mail.reference import answered_request
from madoguchi.model.item import Kind

OURS = "yoyaku@office.example"
THREAD = "<n.k3.12.tell_us_more@office.example>"


def _mail(subject: str = "", to: str = OURS, thread: str = "") -> Mail:
    return Mail(
        sender=Address(address="taro@mihon.example"),
        to=(Address(address=to),),
        subject=subject,
        in_reply_to=thread,
        text="12月8日10時でお願いします。",
    )


@pytest.mark.parametrize(
    ("mail", "number", "why"),
    [
        (_mail("Re: 【受付番号 M00012】お申し込みについて"), 12, "our own subject"),
        (_mail("RE: 【受付番号 Ｍ０００１２】"), 12, "wide"),
        (_mail("Re: M00012 M00012"), 12, "the same twice"),
        (_mail("Re: M00012 M00013"), None, "two numbers"),
        (_mail("M123"), None, "too short"),
        (_mail("XM00012"), None, "part of a word"),
        (_mail("Re: M1234567890"), None, "too long"),
        (_mail(to="yoyaku+r12-ab34@office.example"), 12, "a plus-address"),
        (_mail(to="Yoyaku+r12@Office.example"), 12, "a plus-address without a mark"),
        (_mail(to="other+r12@office.example"), None, "not ours"),
        (_mail(to="yoyaku+x12@office.example"), None, "another tag"),
        (_mail("Re: M00013", to="yoyaku+r12@office.example"), None, "they disagree"),
        (_mail(thread=THREAD), 12, "the thread of our letter"),
        (_mail(thread="<n.o3.12.offer@office.example>"), 12, "the thread of an offer"),
        (_mail(thread="<n.w3.12.waiting@office.example>"), 12, "the thread of a word that one waits"),
        (_mail(thread=THREAD.replace("office", "other")), None, "somebody else's thread"),
        (_mail("Re: M00013", thread=THREAD), 13, "what stands in sight counts first"),
        (_mail("予約"), None, "nothing"),
    ],
)
def test_what_is_answered(mail: Mail, number: int | None, why: str) -> None:
    assert answered_request(mail, {OURS}) == number, why


def test_a_mail_to_a_plus_address_is_an_answer() -> None:
    assert kind_of(_mail(to="yoyaku+r12-ab34@office.example"), frozenset({OURS})) is Kind.ANSWER
    assert kind_of(_mail(), frozenset({OURS})) is Kind.REQUEST
