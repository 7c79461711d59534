"""What may take a wish back, what asks beside it, and the courtesy that does neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ordinary_sentences import BESIDE_A_FORM, OF_TIMES, POLITE_QUESTIONS

from intake.second_thoughts import asked_beside, taken_back

TAKEN_BACK = """\
もう別で頼みました。
やっぱり結構です。
就職が決まりましたので
もう結構です
やはり今回は見送ります。
今回は遠慮します。
内定をもらいました
採用が決まりました
仕事が決まりました。
就職先が決まったため
働くことになりました
なかったことにしてください
取り下げます
忘れてください
無視してください
必要なくなりました
予約はいりません
相談は不要です
参加しません。
先ほどのメールは間違いです。
間違えて送りました
誤送信です
結構です。
不要です
やめておきます
やっぱりやめます
他で相談しました。
別のところに通うことにしました
気が変わりました
もう大丈夫です。
もういいです
すでに解決しました
お断りします
保留にしてください"""

ASKED = """\
カメラは必要でしょうか
持ち物はありますか
どうすればよいですか
服装は何がよいですか？
母も同席してよいでしょうか。
料金はいくらですか
使い方を教えてください
スマホでも参加できますか？
マスクはしなくて大丈夫でしょうか。
一つ質問があります"""


@pytest.mark.parametrize("text", TAKEN_BACK.splitlines())
def test_words_that_may_take_a_wish_back(text: str) -> None:
    assert taken_back(f"12/8 10時希望。\n{text}\nよろしくお願いします。")


@pytest.mark.parametrize("text", ASKED.splitlines())
def test_questions_that_wait_for_an_answer(text: str) -> None:
    said = asked_beside(f"12/8 10時希望です。{text}\nよろしくお願いします。")
    assert said
    assert "希望" not in said


@pytest.mark.parametrize("text", f"{BESIDE_A_FORM}\n{OF_TIMES}\n{POLITE_QUESTIONS}".splitlines())
def test_courtesy_and_circumstances_say_nothing_of_the_wish(text: str) -> None:
    assert (taken_back(text), asked_beside(text)) == ("", "")


def test_there_are_enough_ordinary_sentences() -> None:
    assert len(set(BESIDE_A_FORM.splitlines())) >= 120


@given(st.text(alphabet="もう別で頼みました結構です就職が決まらないどうすか？。\n、", max_size=100))
def test_any_text_is_searched(text: str) -> None:
    assert isinstance(taken_back(text) + asked_beside(text), str)
