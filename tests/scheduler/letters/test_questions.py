import pytest

from madoguchi.model.reading import Doubt
from scheduler.letters.asked_standard import PLAINLY
from scheduler.letters.questions import Question, questions


@pytest.mark.parametrize(
    ("doubt", "asked"),
    [
        # The finding stays, the words to staff go.
        (
            Doubt(
                code="ambiguous_hour", say="「8時」が午前か午後か分かりません。確かめてください。", choices=("午前8時",)
            ),
            Question("「8時」が午前か午後か分かりません。午前か午後かお知らせください。", ("午前8時",)),
        ),
        # A full stop inside quoted words does not end the sentence.
        (
            Doubt(code="excel_serial", say="「来月。たぶん」の意味を読み取れませんでした。確かめてください。"),
            Question("「来月。たぶん」の意味を読み取れませんでした。" + PLAINLY),
        ),
        # Words to staff alone are replaced.
        (
            Doubt(code="seeker_number_odd", say="求職番号「1」の形が正しくありません。カードで確かめてください。"),
            Question("求職番号を、もう一度お知らせください。"),
        ),
        # A code nobody has thought of is never repeated.
        (Doubt(code="something_new", say="12月9日に予約があります。"), Question(PLAINLY)),
        # Words that nobody understood are not thrown back at the person.
        (
            Doubt(code="leftover", say="「でしょうか」の意味を読み取れませんでした。確かめてください。"),
            Question("いただいたメールからは、ご希望の日時を読み取れませんでした。" + PLAINLY),
        ),
        # A stranger's link goes nowhere.
        (Doubt(code="excel_serial", say="「http://evil.example」の意味を読み取れませんでした。"), Question(PLAINLY)),
        (Doubt(code="excel_serial", say="「x」を読み取れません。", choices=("www.evil.example",)), Question(PLAINLY)),
        # An unclosed bracket leaves no finding, only the question.
        (
            Doubt(code="no_time", say="「「12月3日」に時刻がありません。確かめてください。"),
            Question("始まりの時刻をお知らせください。"),
        ),
        (
            Doubt(code="no_time", say="」に時刻がありません。"),
            Question("」に時刻がありません。始まりの時刻をお知らせください。"),
        ),
    ],
)
def test_a_doubt_becomes_a_question(doubt: Doubt, asked: Question) -> None:
    assert questions((doubt,)) == (asked,)


def test_the_same_question_is_asked_once() -> None:
    twice = (Doubt(code="phone_odd", say="a"), Doubt(code="email_odd", say="b"), Doubt(code="phone_odd", say="c"))
    assert [one.say for one in questions(twice)] == [
        "日中につながるお電話番号をお知らせください。",
        "メールアドレスをお知らせください。",
    ]


def test_a_flood_of_doubts_is_cut() -> None:
    flood = tuple(Doubt(code="excel_serial", say=f"「{number}」を読み取れません。") for number in range(1000))
    assert len(questions(flood)) == 20
