"""An answer to our letter goes on with its request, but only for the one whose request it is."""

import json
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from letters_to_us import OURS, doubts, endings, mail, starts, states, take
from offices import AS_OF, OfficeFolder, drop, dump, empty, files, log, query, row, run

FORM = "氏名：見本 太郎\n求職番号：28050-1\n電話番号：090-0000-0000\n"
DOUBTFUL = FORM + "第1希望：12月8日（水）10時\n"  # a Tuesday
ASKED = "Re: 【受付番号 M00001】お申し込みについておたずねします"
LATER = AS_OF + timedelta(hours=3)


def _answer(folder: OfficeFolder, body: str, **more: str) -> None:
    ident = more.pop("ident", "2")
    drop(folder, f"{ident}.eml", mail(body, ident=ident, **{"subject": ASKED, **more}))
    run(folder, LATER)


def _asked(tmp_path: Path, body: str = DOUBTFUL, **more: str) -> OfficeFolder:
    folder = empty(tmp_path)
    take(folder, body, **more)
    assert states(folder) == ["needs_review"]
    return folder


def test_the_letter_that_asks_carries_the_number(tmp_path: Path) -> None:
    folder = _asked(tmp_path)
    ((letter,),) = query(folder, "SELECT mail FROM outbox WHERE kind = 'tell_us_more'")
    assert isinstance(letter, bytes)
    assert "【受付番号 M00001】" in message_from_bytes(letter, policy=policy.default)["Subject"]


GOES_ON = [
    ("12月8日（火）10時でお願いします。", {}, "2026-12-08T10:00", "a free answer"),
    ("第1希望：12月9日14時\n", {}, "2026-12-09T14:00", "the form of the letter"),
    ("受付番号：M00001\n" + FORM + "第1希望：12月9日14時00分\n第2希望：　月　日　時　分\n", {}, "2026-12-09T14:00", "the whole form"),
    ("12月9日14時でお願いします。\n\n> 12月8日（水）10時\n", {}, "2026-12-09T14:00", "only the new words count"),
    ("失礼しました。曜日を間違えていました。12月9日14時です。", {}, "2026-12-09T14:00", "an apology"),
    ("12月9日14時でお願いします。", {"subject": "予約", "to": OURS.replace("@", "+r1-ab12@")}, "2026-12-09T14:00", "plus-address"),
    ("12月9日14時でお願いします。", {"sender": "Taro@Mihon.example"}, "2026-12-09T14:00", "capitals mean nothing"),
    ("12月9日14時でお願いします。", {"name": "たろう"}, "2026-12-09T14:00", "what the device calls itself"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "more", "start", "why"), GOES_ON)
def test_an_answer_without_doubt_is_booked_without_staff(
    tmp_path: Path, body: str, more: dict[str, str], start: str, why: str
) -> None:
    folder = _asked(tmp_path)
    _answer(folder, body, **more)
    assert endings(folder) == ["needs_review", "reply"], (why, doubts(folder))
    assert starts(folder) == [start], why
    assert states(folder) == ["booked"]
    assert doubts(folder) == set()
    assert query(folder, "SELECT name, seeker_number FROM requests") == [("見本 太郎", "28050-1")]
    assert query(folder, "SELECT closed_by FROM reviews") == [("お返事のメール",)]
    assert query(folder, "SELECT kind, state FROM outbox ORDER BY notice_id") == [
        ("tell_us_more", "handed_over"),
        ("confirmation", "handed_over"),
    ]


STOPS = [
    ("12月9日14時でお願いします。", {"sender": "other@mihon.example"}, "answer_other_sender", "From is a claim"),
    ("12月9日14時でお願いします。", {"subject": "Re: 【受付番号 M00099】おたずね"}, "answer_unknown", "no such number"),
    ("12月9日14時でお願いします。", {"subject": "Re: M00001 M00002"}, "mail_answer", "two numbers"),
    ("12月9日（金）14時でお願いします。", {}, "weekday_mismatch", "doubtful again"),
    ("承知しました。", {}, "none", "no wish in it"),
    ("12月9日14時。見本花子と申します。", {}, "two_names", "somebody else's name"),
    ("12月9日14時。求職番号は28050-2です。", {}, "seeker_numbers_several", "another number"),
    ("12月9日14時。持ち物はありますか。", {}, "question_too", "a question too"),
    ("やっぱりキャンセルします。", {}, "mail_cancellation", "taken back"),
]


@pytest.mark.parametrize(("body", "more", "code", "why"), STOPS)
def test_an_answer_that_leaves_a_doubt_goes_to_staff(
    tmp_path: Path, body: str, more: dict[str, str], code: str, why: str
) -> None:
    folder = _asked(tmp_path)
    _answer(folder, body, **more)
    assert code in doubts(folder), (why, doubts(folder))
    assert starts(folder) == [], why
    assert endings(folder)[1] == "needs_review"
    assert len(query(folder, "SELECT 1 FROM outbox WHERE kind = 'tell_us_more'")) == 1, "nobody is asked for ever"


def test_a_number_that_was_missing_is_filled_in_and_the_wish_stays(tmp_path: Path) -> None:
    folder = _asked(tmp_path, FORM.replace("28050-1", "") + "第1希望：12月8日（火）10時\n")
    assert doubts(folder) == {"seeker_number_missing"}
    _answer(folder, "求職番号は28050-1です。")
    assert (starts(folder), doubts(folder)) == (["2026-12-08T10:00"], set())
    assert query(folder, "SELECT seeker_number FROM requests") == [("28050-1",)]


def test_a_name_known_from_the_device_is_settled_by_the_answer(tmp_path: Path) -> None:
    folder = _asked(tmp_path, "12月8日（火）10時希望。求職番号は28050-1です。090-0000-0000", name="たろう")
    assert doubts(folder) == {"name_from_sender"}
    _answer(folder, "見本太郎と申します。", name="たろう")
    assert (starts(folder), doubts(folder)) == (["2026-12-08T10:00"], set())
    assert query(folder, "SELECT name, name_key FROM requests") == [("見本太郎", "見本太郎")]


def test_a_new_wish_does_not_settle_for_whom_it_is(tmp_path: Path) -> None:
    folder = _asked(tmp_path, DOUBTFUL + "母の予約です。\n")
    _answer(folder, "12月9日14時でお願いします。")
    assert doubts(folder) == {"another_person"}
    assert starts(folder) == []


def test_a_request_by_telephone_is_answered_by_mail(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/8(水) 10:00", mail="taro@mihon.example")))
    run(folder)
    _answer(folder, "12月8日（火）10時です。")
    assert starts(folder) == ["2026-12-08T10:00"]
    assert "予約済み" in next(folder.root.glob("結果_a.csv")).read_text(encoding="utf-8-sig")


def test_the_same_answer_again_changes_nothing(tmp_path: Path) -> None:
    folder = _asked(tmp_path)
    _answer(folder, "12月9日14時でお願いします。")
    before, rows = files(folder.root), dump(folder)
    _answer(folder, "12月9日14時でお願いします。")
    assert (files(folder.root), dump(folder)) == (before, rows)
    _answer(folder, "12月9日14時でお願いします。\n", ident="3")
    assert endings(folder)[2:] == ["duplicate"]
    assert starts(folder) == ["2026-12-09T14:00"]


def test_a_second_answer_that_says_otherwise_is_shown_to_staff(tmp_path: Path) -> None:
    folder = _asked(tmp_path)
    _answer(folder, "12月9日14時でお願いします。")
    _answer(folder, "12月10日14時でお願いします。", ident="3")
    assert starts(folder) == ["2026-12-09T14:00"]
    assert "answer_late" in doubts(folder)


def test_two_answers_of_one_run_leave_one_open_question(tmp_path: Path) -> None:
    folder = _asked(tmp_path)
    drop(folder, "2.eml", mail("12月9日（金）14時です。", ident="2", subject=ASKED))
    drop(folder, "3.eml", mail("12月9日（水）14時です。", ident="3", subject=ASKED))
    run(folder, LATER)
    assert (starts(folder), doubts(folder)) == (["2026-12-09T14:00"], set())


def test_thanks_for_a_confirmation_book_nothing(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    take(folder, FORM + "第1希望：12月8日（火）10時\n")
    _answer(
        folder,
        "承知しました。よろしくお願いいたします。",
        subject="Re: 【受付番号 M00001】オンライン職業相談の日時が決まりました",
    )
    assert states(folder) == ["booked"]
    assert starts(folder) == ["2026-12-08T10:00"]
    ((said,),) = query(folder, "SELECT doubts FROM reviews")
    assert json.loads(str(said))
