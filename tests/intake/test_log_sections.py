"""What stands above a row may say that it is no booking."""

import pytest

from intake.log_sections import kind_of_title, section_after
from intake.table.read import Row
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt

STANDING = Doubt(code="under_title", say="前の見出しです。")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("■キャンセル", Kind.CANCELLATION),
        ("【予約】", Kind.REQUEST),
        ("◎変更一覧", None),
        ("● 変更 一覧", Kind.CHANGE),
        ("＜取消の部＞", None),
        ("午前", None),
        ("", None),
    ],
)
def test_titles(title, kind):
    assert kind_of_title(title) is kind


@pytest.mark.parametrize(
    ("cells", "rest", "before", "code", "why"),
    [
        ({"name": "", "wish": "■キャンセル"}, {}, None, "under_title", "a title"),
        ({"name": "", "wish": ""}, {"No": "【取消】"}, None, "under_title", "a title in a column that nobody reads"),
        ({"name": "", "wish": "以下は予約の取り消し"}, {}, None, "under_title", "a title in words"),
        ({"name": "【予約】", "wish": ""}, {}, STANDING, "", "bookings again"),
        ({"name": "", "wish": "合計"}, {}, STANDING, "under_title", "a sum ends no part"),
        ({"name": "", "wish": "合計"}, {}, None, "", "a sum begins none"),
        ({"name": "氏名", "wish": "希望日時"}, {}, None, "", "the header again"),
        ({"name": "希望日時", "wish": "氏名"}, {}, None, "columns_changed", "the header again in another order"),
        ({"name": "氏名", "wish": "予約日時"}, {}, None, "", "a word that is not sure"),
        ({"name": "見本 太郎", "wish": "12/1"}, {}, STANDING, "under_title", "any other row"),
    ],
)
def test_what_is_doubtful_below(cells, rest, before, code, why):
    found = section_after(Row(3, cells, rest), before)
    assert (found.code if found else "") == code, why
    assert found is None or found.say.endswith("。")
