"""A name is what stands before と申します; what stands before です is one only where people say who they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.person.introduction import agree, introductions

NAMED = [
    ("見本と申します。", "見本", "", True),
    ("見本太郎と申します", "見本太郎", "", True),
    ("はじめまして見本太郎と申します。", "見本太郎", "", True),
    ("私、見本太郎といいます", "見本太郎", "", True),
    ("みほんと申します", "みほん", "", True),
    ("十時と申します", "十時", "", True),
    ("八月一日と申します。", "八月一日", "", True),
    ("木下のぞみと申します", "木下のぞみ", "", True),
    ("NGUYEN VAN ANHと申します。", "NGUYEN VAN ANH", "", True),
    ("グエン・ヴァン・アンと申します", "グエン・ヴァン・アン", "", True),
    ("見本太郎（みほんたろう）です。", "見本太郎", "みほんたろう", True),
    ("見本（ﾐﾎﾝ）と申します", "見本", "ﾐﾎﾝ", True),
    ("見本太郎（求職番号28050-1）です。", "見本太郎", "", True),
    ("見本です。", "見本", "", True),
    ("林です。", "林", "", True),
    ("見本幸子です。", "見本幸子", "", True),
    ("一番ヶ瀬です", "一番ヶ瀬", "", True),
    ("月岡です", "月岡", "", True),
    ("見本 みほです", "見本 みほ", "", True),
    ("私は見本です。", "見本", "", True),
    ("お名前は見本太郎です", "見本太郎", "", True),
    ("ハローワーク利用者の見本太郎です", "見本太郎", "", True),
    ("利用者見本太郎です", "見本太郎", "", True),
    ("豊岡市の見本でございます。", "見本", "", True),
    ("株式会社見本の見本太郎です", "見本太郎", "", True),
    ("求職番号28050-1の見本太郎です", "見本太郎", "", True),
    ("先日窓口で相談させていただいた見本です。", "見本", "", True),
    ("昨日お電話した見本です", "見本", "", True),
    ("先ほどお電話しました見本です", "見本", "", True),
    ("見本はなこです", "見本はなこ", "", False),
    ("氏名は見本 太郎、電話は090-0000-0000", "見本 太郎", "", True),
]


@pytest.mark.parametrize(("text", "name", "kana", "sure"), NAMED)
def test_who_people_say_they_are(text: str, name: str, kana: str, *, sure: bool) -> None:
    (found,) = introductions(text)
    assert (found.name, found.kana, found.sure) == (name, kana, sure)


NOBODY = """\
十時です
水木です
火曜日です
希望です
12月8日です
午前希望です
第一希望は火曜日です
いつでも大丈夫です
無職です
介護職です
母です
見本太郎の母です
夫の見本太郎の分です
五十歳です
久しぶりです
相談したいです
オンライン希望です
Zoomです
初めての利用です
先日の件です
趣味は読書です
担当の見本様
山本様、お世話になります
ハローワーク豊岡 御中
見本さんですか
三日坊主です
なんとか間に合うということです
よろしくお願いします"""


@pytest.mark.parametrize("text", NOBODY.splitlines())
def test_what_names_nobody(text: str) -> None:
    assert introductions(text) == []


def test_far_from_the_beginning_a_bare_word_is_not_sure() -> None:
    text = "12/8希望。\n" * 6 + "見本です。\n" + "12/8希望。\n" * 3
    assert [one.sure for one in introductions(text)] == [False]
    assert [one.sure for one in agree(introductions(text), ["", "見本 太郎"])] == [True]
    assert [one.sure for one in agree(introductions(text), ["標準 太郎"])] == [False]


def test_a_bare_word_that_the_sender_s_name_contradicts_is_not_sure() -> None:
    assert [one.sure for one in agree(introductions("腰痛です。"), ["見本 太郎"])] == [False]
    assert [one.sure for one in agree(introductions("見本です。"), ["TARO"])] == [True], "it cannot be compared"
    assert [one.sure for one in agree(introductions("見本と申します。"), ["標準 花子"])] == [True], "her telephone"


def test_only_a_name_that_is_certain_may_be_taken_out_of_the_words() -> None:
    assert [one.phrase for one in introductions("月岡です。十時花子と申します。")] == ["", "十時花子と申します"]


@given(st.text(alphabet="見本太郎の、。です申します（）みほ \n母12月", max_size=60))
def test_any_text_is_searched(text: str) -> None:
    for one in introductions(text):
        assert one.name in text
