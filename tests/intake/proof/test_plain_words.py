"""What is carried out without a person having looked is said in so many words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.proof.plain_words import change_as_wish, is_about_changing, plain_cancellation

NAMES = ["見本太郎"]

PLAIN = [
    ("予約をキャンセルします。", (), "the plain case"),
    ("キャンセルでお願いします", (), "without a full stop"),
    ("予約の取消しをお願いいたします。", (), "another word"),
    ("予約を取り消してください。", (), "a verb"),
    ("辞退します。", (), "one word"),
    ("12月3日10時の予約をキャンセルさせてください。", ("12月3日10時",), "with its time"),
    ("12月3日（木）10時からの予約をキャンセルしたいです。", ("12月3日(木)10時",), "with から"),
    ("12月3日10時に予約している見本太郎です。キャンセルをお願いします。", ("12月3日10時",), "in two sentences"),
    ("申し訳ありませんが、都合により、予約をキャンセルさせていただきます。", (), "with its excuse"),
    ("求職番号28050-1の見本太郎です。予約をキャンセルします。", (), "with name and number"),
    ("見本太郎です。\n090-0000-0000\n予約をキャンセルします。\nよろしくお願いします。", (), "with particulars and courtesy"),
    ("予約をキャンセルします。\n--\n見本太郎\n豊岡市見本町1-2-3", (), "what stands in a signature"),
    ("急用が入りましたので、予約をキャンセルします。", (), "with the reason"),
    ("ハローワーク豊岡 御中\nお世話になっております。\n予約のキャンセルを希望します。", (), "with an address"),
]  # fmt: skip
NOT_PLAIN = [
    ("キャンセルしないでください。", "the contrary"),
    ("キャンセルしたくないです。", "the contrary"),
    ("キャンセルになると困ります。", "the contrary"),
    ("キャンセルの連絡をした覚えはありません。", "the contrary"),
    ("先日のキャンセルの件、ありがとうございました。", "thanks"),
    ("キャンセルします。次は来月にお願いします。", "a wish too"),
    ("キャンセルします。ただし、空きがあれば12月9日に伺います。", "a condition"),
    ("友人が予約をキャンセルします。", "somebody else"),
    ("友人の12月3日の予約をキャンセルします。", "somebody else's"),
    ("予約をキャンセルしますか。", "a question"),
    ("予約をキャンセルした場合はどうなりますか。", "a question"),
    ("予約をキャンセルします。12月10日は大丈夫です。", "another day"),
    ("お世話になっております。", "nothing is asked"),
    ("", "nothing is written"),
    ("予約をキャンセルします。" * 400, "too long for a cancellation"),
]


@pytest.mark.parametrize(("text", "booked", "why"), PLAIN)
def test_a_plain_cancellation(text: str, booked: tuple[str, ...], why: str) -> None:
    assert plain_cancellation("予約について", text, NAMES) == booked, why


@pytest.mark.parametrize(("text", "why"), NOT_PLAIN)
def test_what_is_no_plain_cancellation(text: str, why: str) -> None:
    assert plain_cancellation("", text, NAMES) is None, why


SUBJECTS = [
    ("予約キャンセルのお願い", "見本太郎 28050-1", (), "the subject asks"),
    ("予約のキャンセル", "見本太郎 28050-1", None, "a noun asks for nothing"),
    ("12月4日の件", "予約をキャンセルします。", None, "a day in the subject"),
    ("お世話になっております", "予約をキャンセルします。", (), "a subject that says nothing"),
]


@pytest.mark.parametrize(("subject", "text", "booked", "why"), SUBJECTS)
def test_the_subject_counts_too(subject: str, text: str, booked: tuple[str, ...] | None, why: str) -> None:
    assert plain_cancellation(subject, text, NAMES) == booked, why


CHANGES = [
    ("予約を12月8日14時に変更してください。", "12月8日14時を希望します。\n", (), "the plain case"),
    ("12月3日10時の予約を12月8日14時に変更してください。", "12月8日14時を希望します。\n", ("12月3日10時",), "from and to"),
    ("12月3日の予約を、12月8日（火）14時に変更をお願いします。", "12月8日(火)14時を希望します。\n", ("12月3日",), "a noun"),
    ("12月8日の14時に変えていただきたいです", "12月8日の14時を希望します。\n", (), "a verb"),
    ("予約日時の変更をお願いします。\n12月8日14時を希望します。", "12月8日14時を希望します。", (), "the wish by itself"),
    ("12月3日10時に予約している見本太郎です。12月8日14時にずらしてください。", "12月8日14時を希望します。\n", ("12月3日10時",), "two sentences"),
    ("面接が入りましたので、予約の変更をお願いします。\n12月8日14時を希望します。", "12月8日14時を希望します。", (), "with the reason"),
    ("面接が入りましたので、12月8日は変更したいです。", None, (), "the reason takes nothing else with it"),
    ("12月8日14時に変更してほしくないです。", None, (), "the contrary"),
    ("12月8日14時には変更しないでください。", None, (), "the contrary"),
    ("12月8日14時に変更したのは間違いでした。", None, (), "the past"),
    ("①12月8日14時に変更してください。", None, (), "a mark that folding would join to the date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wish", "booked", "why"), CHANGES)
def test_a_sentence_of_changing_is_told_as_a_wish(
    text: str, wish: str | None, booked: tuple[str, ...], why: str
) -> None:
    assert change_as_wish(text, NAMES) == (text if wish is None else wish, booked), why


def test_a_subject_that_says_no_more_than_that_a_booking_is_to_be_changed() -> None:
    assert is_about_changing("予約変更のお願い")
    assert is_about_changing("日時の変更希望")
    assert is_about_changing("予約の変更について")
    assert is_about_changing("予約変更の件について")
    assert not is_about_changing("12月8日に変更")
    assert not is_about_changing("")


@given(st.text(max_size=200))
def test_no_text_raises_and_nothing_is_lost_but_what_is_understood(text: str) -> None:
    plain_cancellation(text, text, [text])
    reworded = change_as_wish(text, ["見本太郎"])
    if not reworded.booked and "変更" not in text:
        assert reworded.text.replace("\n", "") in text.replace("\n", "")


_UNKNOWN = st.text(alphabet=st.characters(categories=["Lo"]), min_size=6, max_size=30)


@given(
    _UNKNOWN,
    st.sampled_from(["{}。予約をキャンセルします。", "予約をキャンセルします。{}。", "{}予約をキャンセルします。"]),
)
def test_a_sentence_that_no_pattern_takes_leaves_a_doubt(words: str, mail: str) -> None:
    assert plain_cancellation("", mail.format(words), NAMES) is None
