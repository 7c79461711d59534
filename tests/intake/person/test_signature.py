"""The last lines of a mail, and its first one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.person.signature import headed_by, signed_by

SIGNED = [
    ("12/8 10時希望\n\n見本 太郎", "見本 太郎", "", "alone"),
    ("よろしくお願いいたします。見本太郎", "見本太郎", "", "behind the last sentence"),
    ("お願いします。\n-----\n見本 太郎（みほん たろう）\nTEL 090-0000-0000\n求職番号 28050-1\n-----", "見本 太郎", "みほん たろう", "between rules"),
    ("x\n--\n見本太郎\n〒668-0000 兵庫県豊岡市見本町1-2-3\ntaro@mihon.example", "見本太郎", "", "above an address"),
    ("x\n見本太郎 090-0000-0000", "見本太郎", "", "beside a number"),
    ("敬具\n見本", "見本", "", "below the ending"),
    ("十時 花子", "十時 花子", "", "two parts are no time"),
    ("NGUYEN VAN ANH", "NGUYEN VAN ANH", "", "Latin letters"),
    ("見本太郎\niPhoneから送信", "見本太郎", "", "above the machine's line"),
    ("x\n====\n株式会社見本\n見本太郎\n笑顔がモットー\n====", "見本太郎", "", "below a firm"),
    ("☆見本太郎☆", "見本太郎", "", "decorated"),
    ("見本太郎より", "見本太郎", "", "より"),
    ("見本 太郎/ミホン タロウ", "見本 太郎", "ミホン タロウ", "its reading behind a slash"),
    ("氏名 見本太郎", "見本太郎", "", "a label"),
    ("差出人　見本太郎", "見本太郎", "", "another label"),
    ("見本　太郎\n（ミホン　タロウ）", "見本　太郎", "ミホン　タロウ", "its reading on a line below"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kana", "why"), SIGNED)
def test_who_has_signed(text: str, name: str, kana: str, why: str) -> None:
    found = signed_by(text)
    assert found is not None, why
    assert (found.name, found.kana) == (name, kana), why


@pytest.mark.parametrize(
    "text",
    ["", "以上", "よろしく", "12/8 参加希望", "十時", "12月8日", "火曜日", "Thanks\nAnh", "iPhoneから送信", "豊岡市見本町1-2-3", "ハローワーク豊岡 御中", "午後希望", "-----", "-----\nTEL 090-0000-0000\n-----", "急ぎません", "十日 十時", "正午 過ぎ", "十二月三日十時", "六月廿一日 十時", "順不同", "三日坊主"],
)  # fmt: skip
def test_no_signature(text: str) -> None:
    assert signed_by(text) is None


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("見本太郎 28050-1\n12/8", "見本太郎", "beside the number"),
        ("見本 28050-1\n12/8", "見本", "a family name beside the number"),
        ("\n見本太郎\n12/8", "見本太郎", "alone"),
        ("見本\n12/8", None, "a short word may be anything"),
        ("山本様\n12/8", None, "the one written to"),
        ("面接練習\n12/8", None, "a subject"),
        ("見" * 80, None, "a long line"),
        ("", None, "nothing"),
    ],
)
def test_the_first_line(text: str, name: str | None, why: str) -> None:
    found = headed_by(text)
    assert (found.name if found else None) == name, why


@given(st.text(alphabet="見本太郎\n-=*（）みほ 090@.様。", max_size=80))
def test_any_text_is_searched(text: str) -> None:
    for found in (signed_by(text), headed_by(text)):
        assert found is None or found.name in text
