"""A shape is no name yet; but what has none, or holds a word of requests, is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.person.name_shape import fits, is_like_a_time, is_name_shaped, is_plain, is_whole, may_mislead


@pytest.mark.parametrize(
    ("text", "shaped", "whole", "why"),
    [
        ("見本 太郎", True, True, "two parts"),
        ("見本　太郎", True, True, "an ideographic space"),
        ("見本太郎", True, False, "may be one part or two"),
        ("林", True, False, "one sign"),
        ("月岡", True, False, "begins like a weekday"),
        ("八月一日", True, False, "a surname too"),
        ("𠮷田", True, False, "outside the basic plane"),
        ("髙橋 﨑", True, True, "variants"),
        ("佐々木 みほ", True, True, "a repetition mark, a given name in kana"),
        ("みほん たろう", True, True, "kana"),
        ("ミホン タロウ", True, True, "katakana"),
        ("ﾐﾎﾝ ﾀﾛｳ", True, True, "half width"),
        ("マリア・ミホン", True, True, "a middle dot"),
        ("NGUYEN VAN ANH", True, True, "Latin letters"),
        ("Ｎｇｕｙｅｎ", True, False, "wide Latin letters, one word"),
        ("Zoom", False, False, "a program"),
        ("Sent from my iPhone", False, False, "a machine"),
        ("希望", False, False, "a word of requests"),
        ("火曜日", False, False, "a weekday"),
        ("12月8日", False, False, "digits"),
        ("山本様", False, False, "the one written to"),
        ("ハローワーク豊岡", False, False, "two scripts without a space"),
        ("オンライン", False, False, "a word in katakana"),
        ("豊岡市見本町", False, False, "a place"),
        ("介護職", False, False, "a trade"),
        ("母", False, False, "a relative"),
        ("正午 過ぎ", False, False, "a time in two words"),
        ("兵庫労働局", False, False, "an office"),
        ("よろしく", False, False, "a greeting"),
        ("", False, False, "nothing"),
    ],
)
def test_shapes(text: str, *, shaped: bool, whole: bool, why: str) -> None:
    assert (is_name_shaped(text), is_whole(text)) == (shaped, whole), why


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("見本 太郎", "見本太郎", True, "spaces fold"),
        ("髙橋", "高橋 花子", True, "the family name, a variant"),
        ("見本", "見本 太郎", True, "the family name"),
        ("太郎", "見本 太郎", True, "the given name"),
        ("見本", "見本太郎", True, "the beginning of a name in one piece"),
        ("森", "森田 花子", False, "another family"),
        ("森", "森田花子", False, "one sign is too little of a name in one piece"),
        ("見本 太郎", "見本 花子", False, "two people"),
        ("VAN ANH NGUYEN", "NGUYEN VAN ANH", False, "three parts in another order are not known to be one"),
        ("TARO MIHON", "MIHON TARO", True, "two parts the other way round"),
        ("見本", "ミホン", True, "scripts that cannot be compared"),
        ("みほん", "ミホン タロウ", True, "both kana"),
        ("みほん", "サンプル タロウ", False, "both kana"),
        ("グエン", "NGUYEN VAN ANH", True, "scripts that cannot be compared"),
        ("", "見本", True, "nothing to compare"),
    ],
)
def test_names_of_one_person(one: str, other: str, *, same: bool, why: str) -> None:
    assert fits(one, other) is fits(other, one) is same, why


@pytest.mark.parametrize("text", ["十時", "八月一日", "水木", "三人", "五十歳", "二十日", "十日 十時", "月 水"])
def test_what_may_be_a_time_or_a_number(text: str) -> None:
    assert is_like_a_time(text)
    assert not is_like_a_time(text + "花子")


def test_what_a_reader_of_wishes_could_mistake() -> None:
    assert may_mislead("十時 花子")
    assert may_mislead("NGUYEN")
    assert not may_mislead("見本 太郎")


@given(st.text(alphabet="見本太郎みほミホ ・　Aa様日", max_size=12))
def test_a_whole_or_plain_name_has_a_shape(text: str) -> None:
    if is_whole(text) or is_plain(text):
        assert is_name_shaped(text)
