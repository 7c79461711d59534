"""Two spellings of one name have one key; different names keep theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.name_key import match_key


@given(st.text(max_size=40))
def test_keys_of_keys_are_the_same(name):
    assert match_key(match_key(name)) == match_key(name)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("髙橋　太郎", "高橋太郎", "the ladder form, spaces"),
        ("山﨑", "山崎", "立つさき"),
        ("渡邊", "渡辺", "one of the many"),
        ("渡邉", "渡辺", "another"),
        ("齋藤", "斎藤", "斎 and its old form"),
        ("齊藤", "斉藤", "斉 and its old form"),
        ("𠮷田", "吉田", "outside the basic plane"),
        ("葛\U000e0100城", "葛城", "a variation selector"),
        ("濵田", "浜田", "浜"),
        ("\ufa19田", "神田", "a compatibility kanji"),
        ("ＮＧＵＹＥＮ", "Nguyen", "width and case"),
        ("ﾀﾅｶﾞ", "タナガ", "half-width kana"),
        ("か\u3099", "が", "a separate mark"),
    ],
)
def test_same_name(one, other, why):
    assert match_key(one) == match_key(other), why


@pytest.mark.parametrize(("one", "other"), [("斎藤", "斉藤"), ("太田", "大田"), ("河野", "川野"), ("見本", "身本")])
def test_different_names_stay_apart(one, other):
    assert match_key(one) != match_key(other)
