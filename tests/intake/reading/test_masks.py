import json
from pathlib import Path

import pytest

from intake.reading import masks
from intake.reading.fold import fold
from intake.reading.masks import COVER, mask

TEXTS = [
    fold(json.loads(line)["text"])
    for line in Path(__file__).with_name("trap_cases.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("quote", "> 12/3 10時\n12/8", "\n12/8"),
        ("link", "https://a.example/12/3", ""),
        ("link", "www.a.example/12/3", ""),
        ("address", "a1203@mail.example 12/8", " 12/8"),
        ("file", "20261203_1430.pdf", ""),
        ("number", "求職番号:28010-123456 12/8", " 12/8"),
        ("number", "受付番号 R8-12-3", ""),
        ("number", "28010-123456", ""),
        ("number", "M00012", ""),
        ("telephone", "TEL 0796-00-0000", ""),
        ("telephone", "090-0000-0000 12/8", " 12/8"),
        ("telephone", "+81 90-0000-0000", ""),
        ("telephone", "+81-796-11-2222", ""),
        ("telephone", "09000000000", ""),
        ("telephone", "TEL 22-0000", ""),
        ("postal", "〒668-0000 12/8", " 12/8"),
        ("postal", "郵便番号 6680000", ""),
        ("birth", "生年月日:昭和60年12月3日", ""),
        ("birth", "S60.12.3生", ""),
        ("own day", "認定日は12月10日です", ""),
        ("own day", "12月10日が認定日です", ""),
        ("own day", "有効期限 12/10", ""),
        ("office hours", "営業時間 平日8:30~17:15", ""),
        ("work", "週3日勤務", ""),
        ("work", "1日8時間勤務", ""),
        ("work", "月収20万円", ""),
        ("work", "残業月20時間以内", ""),
        ("work", "土日祝休み希望", ""),
        ("count", "35歳", ""),
        ("count", "2回目", ""),
        ("place", "2丁目12番3号 101号室", ""),
        ("place", "豊岡市寿町8-4", ""),
        ("place", "12番地3", ""),
        ("place", "四日市", ""),
        ("name", "氏名:十時 花子(トトキ ハナコ)", ""),
        ("name", "(氏名)十時", "("),
        ("name", "十時様より", ""),
        ("name", "十時と申します", ""),
    ],
)
def test_what_is_no_wish_is_covered(name: str, text: str, left: str):
    covered, names = mask(text)
    assert covered.replace(COVER, "") == left
    assert len(covered) == len(text)
    assert name in names


@pytest.mark.parametrize(
    "text",
    ["12/8 10:00", "12月8日(火)14時30分", "2026-12-08 14:30", "10:00-10:30", "午前以外 十時さん", "来週火曜", "12-8"],
)
def test_a_wish_is_not_covered(text: str):
    assert mask(text) == (text, frozenset())


def test_looking_at_signs_first_changes_nothing():
    for text in TEXTS:
        plain = text
        for name, _, pattern in masks._COMPILED:
            plain = pattern.sub(masks._COVERS.get(name, masks._cover), plain)
        assert mask(text)[0] == plain
