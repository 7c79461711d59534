import re

import pytest
from samples_of_staff_pages import DAYS, OFFICE, TODAY, sample_figures

from madoguchi.model.booking import BookingState
from madoguchi.model.item import Channel
from scheduler.figures.figures import Facts, figures, window
from scheduler.sheets.figures_page import _STATES, figures_page, panels

SOME = {panel.title: panel for panel in panels(sample_figures())}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "枠の埋まり方（この12週間）",
            "28枠のうち3枠（11%）が予約で埋まっています。いちばん埋まっているのは火曜日の14:30（100%）です。",
        ),
        ("枠の埋まり方（これから4週間）", "この期間の予約はまだありません。"),
        (
            "申込から日時の決定まで",
            "申込を受けたその日に日時が決まったのは50%で、半数の方はその日のうちに決まっています。",
        ),
        ("申込から相談の日まで", "半数の方は、申込から1日以内に相談を受けています。"),
        ("申込の受け方", "申込は2件で、電話1件（50%）、メール1件（50%）、窓口0件（0%）です。"),
        (
            "確認が必要になった理由",
            "職員の確認に回ったものは3件です。多い理由は、「曜日と日付が合わない」2件、「連絡先の確認」1件です。",
        ),
        ("連絡なしの欠席", "取消を除く3件のうち、連絡なしの欠席は1件（33%）です。"),
    ],
)
def test_a_panel_says_its_figures_in_a_sentence(title: str, said: str) -> None:
    assert SOME[title].say.endswith(said)


def test_every_picture_has_its_numbers_as_a_table() -> None:
    for panel in SOME.values():
        assert bool(panel.picture) == bool(panel.table), panel.title
        if panel.table:
            assert {len(row) for row in panel.table.rows} == {len(panel.table.head)}, panel.title
    weeks = SOME["連絡なしの欠席"].table
    assert weeks is not None
    assert weeks.head == ("週", "実施", "途中で終了", "連絡なし", "取消", "記録なし")
    assert weeks.rows[-1] == ("11月30日（月）から", "2", "0", "1", "0", "0")


def test_an_office_that_begins_is_told_that_there_is_nothing_yet() -> None:
    nothing = figures(DAYS, window(TODAY), Facts())
    assert [bool(panel.picture) for panel in panels(nothing)] == [False] * 7
    html = figures_page(OFFICE, nothing).decode()
    assert "<svg" not in html
    assert html.count("まだありません。") == 6


def test_the_page_shows_every_panel_and_of_what_it_is() -> None:
    html = figures_page(OFFICE, sample_figures(), "abc").decode()
    assert re.findall(r"<h2>(.+?)</h2>", html) == list(SOME)
    assert html.count("<svg") == html.count("<details>") == 6
    assert '<meta name="state" content="abc">' in html
    assert "2026年9月14日（月）から2026年12月2日（水）まで（12週間）" in html


def test_everything_counted_has_its_word() -> None:
    assert set(_STATES) == set(BookingState)
    channels = SOME["申込の受け方"].table
    assert channels is not None
    assert len(channels.head) == len(Channel) + 2
