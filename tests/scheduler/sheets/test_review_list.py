import csv
import io
from datetime import datetime, timedelta

import papers
import pytest
import samples_of_papers as sample

from madoguchi.model.item import Channel
from madoguchi.model.reading import Particulars, Wish
from madoguchi.model.review import ReviewEntry
from scheduler.sheets.review_list import HEADER, review_list


def rows(*entries: ReviewEntry) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(review_list(entries).decode("utf-8-sig"), newline="")))


def test_an_entry_says_what_staff_need() -> None:
    (row,) = rows(papers.review_entry())
    assert tuple(row) == HEADER
    assert row["要確認番号"] == "K00012"
    assert row["受付日時"] == "2026-11-30 09:00"
    assert row["経路"] == "メール"
    assert row["希望（原文）"].startswith("12月3日（水）14時30分")
    assert row["読み取り"] == "第1希望：12/3（木）14:30"
    assert "12月3日（水）は木曜日です" in row["確かめること"]
    assert "（12月2日（水）、12月3日（木））" in row["確かめること"]
    assert row["候補"] == "2026-12-02 14:30 ／ 2026-12-03 14:30"
    assert [row[name] for name in ("確定日時", "取下げ", "担当者", "メモ")] == [""] * 4


@pytest.mark.parametrize(
    ("channel", "said"), [(Channel.TELEPHONE, "電話"), (Channel.MAIL, "メール"), (Channel.STAFF, "窓口")]
)
def test_every_channel_has_its_word(channel: Channel, said: str) -> None:
    assert rows(papers.review_entry().model_copy(update={"channel": channel}))[0]["経路"] == said


def test_an_empty_entry_is_a_row_too() -> None:
    entry = ReviewEntry(review_id=1, opened_at=sample.AS_OF, channel=Channel.MAIL, person=Particulars())
    (row,) = rows(entry)
    assert row["要確認番号"] == "K00001"
    assert row["氏名"] == row["読み取り"] == row["確かめること"] == ""


def test_many_slots_are_counted_and_a_wish_without_any_says_so() -> None:
    starts = tuple(datetime(2026, 12, 3, 9, 30) + timedelta(minutes=30 * step) for step in range(8))
    wishes = (Wish(rank=1, text="いつでも", slots=starts), Wish(rank=2, text="日曜", slots=()))
    (row,) = rows(papers.review_entry().model_copy(update={"wishes": wishes}))
    first, second = row["読み取り"].splitlines()
    assert first.count("12/3") == 6
    assert first.endswith("ほか2枠")
    assert second == "第2希望：枠なし"


def test_entries_stand_in_order_and_formulas_are_disarmed() -> None:
    one = papers.review_entry().model_copy(update={"review_id": 2, "wish_text": "=1+1"})
    two = papers.review_entry().model_copy(update={"review_id": 1, "person": sample.person(name="@SUM(1)")})
    found = rows(one, two)
    assert [row["要確認番号"] for row in found] == ["K00001", "K00002"]
    assert found[1]["希望（原文）"] == "'=1+1"
    assert found[0]["氏名"] == "'@SUM(1)"


def test_the_language_wished_for_stands_below_the_wishes() -> None:
    (row,) = rows(papers.review_entry().model_copy(update={"person": sample.person(language="英語")}))
    assert row["読み取り"].splitlines() == ["第1希望：12/3（木）14:30", "希望言語：英語"]
