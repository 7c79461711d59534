import pytest

from intake.mail.kind import judge, kind_of
from intake.mail.mail import Address, Mail, Traits
from intake.mail.message import read_mail
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt

OWN = frozenset({"yoyaku@office.example"})
SENDER = Address(address="taro@mihon.example")


def letter(text: str, subject: str = "", **more: object) -> Mail:
    return Mail.model_validate({"sender": SENDER, "subject": subject, "text": text, **more})


@pytest.mark.parametrize(
    ("subject", "text", "kind", "doubts"),
    [
        ("相談の予約", "12月3日14時 見本 太郎", "request", []),
        ("", "オンライン相談をお願いします。12月3日14時半希望です。", "request", []),
        ("", "12月3日14時にお願いできますでしょうか。", "request", []),  # polite, not a question
        ("", "来週の火曜日の午前中で面談を受けたいです", "request", []),
        ("", "氏名：見本 太郎\n第1希望：12月3日14時30分", "request", []),
        ("", "オンライン相談に申し込みます。", "request", []),
        ("予約申込", "", "request", []),
        ("", "キャンセル待ちでお願いします。12月3日14時希望", "request", []),
        ("", "12月4日は行けませんので、12月8日14時を希望します。", "request", []),  # an exclusion
        ("", "12月3日14時に予約は空いていますか？", "request", ["maybe_question"]),
        ("", "予約をキャンセルしたいです。", "cancellation", []),
        ("", "１２月３日の予約を取り消してください", "cancellation", []),
        ("相談予約のｷｬﾝｾﾙ", "見本 太郎です。", "cancellation", []),
        ("", "氏名：見本 太郎\n求職番号：28060-123456\n予約の取消しをお願いします。", "cancellation", []),
        ("", "キャンセルするかもしれません", "cancellation", ["maybe_cancellation"]),
        ("", "12月3日は都合が悪くなりました。", "cancellation", ["maybe_cancellation"]),
        ("", "12月3日は行けません。", "cancellation", ["maybe_cancellation"]),
        ("", "キャンセルして12月8日にお願いします", "cancellation", ["mixed_purpose"]),
        ("", "12月3日は都合が悪くなりました。12月8日10時を希望します。", "change", ["mixed_purpose"]),
        ("", "予約の日時を12月8日10時に変更してください", "change", []),
        ("", "別の日にしていただけますか", "change", []),
        ("", "12月3日の予約ですが、12月4日に変えてください。", "change", []),
        ("", "12月3日14時に予約している見本です。8日をお願いします。", "change", ["maybe_change"]),
        ("予約について", "12月3日14:30から予約している見本です。母も同席してよいでしょうか。", "question", []),
        ("", "変更できますか？", "change", ["maybe_change"]),
        ("Re: M00012", "12月3日は行けません。8日14時を希望します。", "change", ["maybe_change"]),
        ("", "ありがとうございました。当日はよろしくお願いいたします。", "thanks", []),
        ("", "先日はありがとうございました。またお願いいたします。\n-----\n090-0000-0000", "thanks", []),
        ("Re: 予約のお知らせ M00012", "承知しました。よろしくお願いします。", "answer", []),
        ("Re: 【取消しのお知らせ】Ｍ００００１２", "わかりました", "answer", []),  # our own words in the subject
        ("Re: M00012", "12月8日の10時でお願いします", "answer", []),
        ("", "予約は必要でしょうか？", "question", []),
        ("", "予約方法を教えてください", "question", []),
        ("", "オンライン相談に申し込むにはどうすればいいですか", "question", []),
        ("", "住所変更の手続きについて教えてください", "question", []),
        ("", "12月3日の件、了解しました。", "question", []),  # has a date: no mere thanks
        ("", "", "empty", []),
        ("hello", "", "empty", []),
    ],
)
def test_what_people_write(subject, text, kind, doubts):
    judged = judge(letter(text, subject), OWN)
    assert (judged.kind.value, [doubt.code for doubt in judged.doubts]) == (kind, doubts)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"From: MAILER-DAEMON@x.example\nSubject: x\n\nx", "bounce"),
        (b"From: Postmaster <postmaster@x.example>\n\nx", "bounce"),
        (b"From: MAILER-DAEMON\n\nx", "bounce"),
        (b"From: a@x.example\nX-Failed-Recipients: b@x.example\n\nx", "bounce"),
        (b"From: a@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b--", "bounce"),
        (b"Return-Path: <>\nFrom: a@x.example\nSubject: Undelivered Mail Returned to Sender\n\nx", "bounce"),
        ("Return-Path: <>\nFrom: a@x.example\nSubject: メールが届きませんでした\n\nx".encode(), "bounce"),
        (b"From: a@x.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nx\n--b--", "auto_reply"),
        (b"From: a@x.example\nAuto-Submitted: auto-replied\n\nx", "auto_reply"),
        (b"From: a@x.example\nAuto-Submitted: no\n\n12/3", "question"),
        (b"From: a@x.example\nX-Autorespond: x\n\nx", "auto_reply"),
        (b"From: a@x.example\nPrecedence: auto_reply\n\nx", "auto_reply"),
        (b"Return-Path: <>\nFrom: a@x.example\n\nx", "auto_reply"),
        (b"From: a@x.example\nSubject: Out of Office: x\n\nx", "auto_reply"),
        ("From: a@x.example\nSubject: 【自動返信】お問い合わせ\n\nx".encode(), "auto_reply"),
        ("From: a@x.example\nSubject: 不在通知\n\nx".encode(), "auto_reply"),
        (b"From: a@x.example\nList-Id: <x>\n\nx", "list"),
        (b"From: a@x.example\nPrecedence: bulk\n\nx", "list"),
        (b"From: a@x.example\nX-Spam-Flag: YES\n\nx", "spam"),
        (b"From: a@x.example\nX-Spam-Status: Yes, score=9\n\nx", "spam"),
        (b"From: Yoyaku@Office.example\n\nx", "own"),
        (b"From: a@x.example\nX-Madoguchi: 1\nAuto-Submitted: auto-generated\n\nx", "own"),
        (b"From: a@x.example\nContent-Type: text/calendar\n\nMETHOD:REPLY\n", "calendar_reply"),
        (b"From: a@x.example\n\n\xff\xff\xff", "unreadable"),
        ("From: a@x.example\n\n12\ufffd3日".encode(), "unreadable"),
        (b"From: a@x.example\nSubject: \xff\xff\n\n" + "12月3日14時希望".encode(), "request"),
        (b"From: a@x.example\n\n> 12/3", "question"),  # only quoted: staff read it
        (b"From: a@x.example\nIn-Reply-To: <n1@office.example>\n\n> 12/3", "answer"),
        (b"From: a@x.example\nReferences: <n1@office.example>\n\nok", "answer"),
    ],
)  # fmt: skip
def test_what_headers_tell(raw, kind):
    assert kind_of(read_mail(raw), OWN).value == kind


def test_thanks_with_a_file_are_read_by_staff():
    assert kind_of(letter("ありがとうございました。", attachments=("a.pdf",)), OWN) is Kind.QUESTION
    assert kind_of(letter("", attachments=("a.pdf",)), OWN) is Kind.QUESTION


def test_agreeing_to_what_is_quoted_is_no_mere_thanks():
    assert kind_of(letter("承知しました。", quoted="> 12月3日はいかがでしょうか"), OWN) is Kind.QUESTION
    assert kind_of(letter("承知しました。"), OWN) is Kind.THANKS


def test_an_unreadable_part_beside_readable_text_is_unreadable():
    doubt = Doubt(code="undecodable", say="本文の文字が読み取れません")
    assert kind_of(letter("12月3日14時希望", doubts=(doubt,)), OWN) is Kind.UNREADABLE


def test_a_bounce_needs_more_than_its_subject():
    assert kind_of(letter("どうしてですか", "送信エラーになります", traits=Traits()), OWN) is Kind.QUESTION
