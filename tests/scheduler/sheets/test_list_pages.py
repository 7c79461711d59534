"""The review list and the telephone list as pages, and the first page that leads to everything."""

import re
from datetime import date, datetime

import papers
import pytest
import samples_of_papers as sample

from intake.offer_calls import CHOICES, read_offer_answer
from intake.review_sheet import is_reached
from madoguchi.model.item import Kind
from madoguchi.model.notice import Notice, NoticeKind
from scheduler.sheets.contents import Waiting, contents_page
from scheduler.sheets.review_page import review_page
from scheduler.sheets.telephone_list import telephone_tasks
from scheduler.sheets.telephone_page import ENDINGS, ENDINGS_OF_OFFERS, telephone_page

OFFICE = sample.office()
TODAY = date(2026, 12, 3)


def calls(*notices: Notice, starts: dict[int, datetime] | None = None) -> str:
    return telephone_page(OFFICE, telephone_tasks(notices, starts or {})).decode()


def test_a_matter_says_what_was_written_what_was_read_and_what_could_be_booked() -> None:
    html = review_page(OFFICE, [papers.review_entry()]).decode()
    for word in (
        "K00012",
        "11月30日（月）午前9時",
        "メール",
        "見本 太郎",
        'href="tel:090-0000-0000"',
        "第1希望：12/3（木）14:30",
        "12月3日（水）は木曜日です。",
        "（12月2日（水）、12月3日（木））",
        "<code>2026-12-02 14:30</code> 12月2日（水）午後2時30分",
        'href="%E8%A6%81%E7%A2%BA%E8%AA%8D.csv"',
    ):
        assert word in html, word
    assert "&lt;" not in html
    assert "=HYPERLINK(&#34;http" in html, "a stranger's words, as they are and harmless"


@pytest.mark.parametrize(
    ("kind", "said"),
    [(Kind.REQUEST, ""), (Kind.CHANGE, "変更"), (Kind.CANCELLATION, "取消"), (Kind.QUESTION, "ご質問")],
)
def test_a_matter_that_is_no_request_says_what_it_is(kind: Kind, said: str) -> None:
    entry = papers.review_entry().model_copy(update={"kind": kind})
    found = re.findall(r"メール　<strong>(.+?)</strong>", review_page(OFFICE, [entry]).decode())
    assert found == ([said] if said else [])


def test_the_oldest_matter_stands_first() -> None:
    entries = [papers.review_entry().model_copy(update={"review_id": number}) for number in (3, 1, 2)]
    assert re.findall(r'<article id="K0000(\d)">', review_page(OFFICE, entries).decode()) == ["1", "2", "3"]


def test_lists_without_anything_say_so() -> None:
    assert "確認が必要なものはありません。" in review_page(OFFICE, []).decode()
    assert "電話でお伝えすることはありません。" in calls()


def test_the_next_deadline_stands_first() -> None:
    first, second = (papers.task().model_copy(update={"notice_id": number, "booking_id": number}) for number in (1, 2))
    html = calls(first, second, starts={1: datetime(2026, 12, 10, 10, 0), 2: datetime(2026, 12, 3, 10, 0)})
    assert re.findall(r'<article id="T0000(\d)">', html) == ["2", "1"]
    assert html.index("12月2日（水）まで") < html.index("12月9日（水）まで")


def test_a_call_says_whom_what_and_what_to_write() -> None:
    html = calls(papers.task().model_copy(update={"note": "不在（12/1 10:00）"}))
    for word in (
        "日時の決定",
        'href="tel:090-0000-0000"',
        "オンライン職業相談の日時が決まりました",
        "不在（12/1 10:00）",
    ):
        assert word in html, word
    assert "結果に書く言葉：済、不在" in html
    assert html.count('<span class="box"></span>') == 2
    assert "結果に書く言葉：承諾、辞退、取下げ、不在" in calls(
        papers.task().model_copy(update={"kind": NoticeKind.OFFER})
    )


def test_the_words_of_the_boxes_are_those_that_are_read() -> None:
    assert [is_reached(word) for word in ENDINGS] == [True, False]
    assert ENDINGS_OF_OFFERS == CHOICES
    assert [read_offer_answer(word) is None for word in ENDINGS_OF_OFFERS] == [False, False, False, True]


def test_the_first_page_counts_what_waits() -> None:
    waiting = Waiting(reviews=2, calls=3, next_due="12月2日（水）まで", listed=4, unrecorded=5)
    html = contents_page(OFFICE, TODAY, [(TODAY, 1), (date(2026, 12, 4), 6)], waiting).decode()
    counted = re.findall(r'<h3><a href=".+?">(.+?)</a></h3>\n<p class="count"><strong>(\d+)</strong>(.)', html)
    assert counted == [
        ("12月3日（木）の予約票", "1", "件"),
        ("12月4日（金）の予約票", "6", "件"),
        ("要確認", "2", "件"),
        ("電話連絡", "3", "件"),
        ("空き待ち", "4", "人"),
    ]
    assert "いちばん早いものは12月2日（水）までです。" in html
    assert html.count("記録のない相談が5件あります。") == 2
    assert "カレンダーの誤り" not in html


def test_what_is_not_there_is_not_offered() -> None:
    html = contents_page(OFFICE, TODAY, [], Waiting(faults=True)).decode()
    assert "予約票_" not in html
    assert "空き待ち" not in html
    assert "%E3%82%AB%E3%83%AC%E3%83%B3%E3%83%80%E3%83%BC%E3%81%AE%E8%AA%A4%E3%82%8A.txt" in html
