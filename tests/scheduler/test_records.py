"""What staff write about a visit; whoever is wronged by a guess is asked about instead."""

import pytest

from madoguchi.model.booking import BookingState
from scheduler.records import visit_outcome

CAME, ABSENT = BookingState.COMPLETED, BookingState.NO_SHOW


@pytest.mark.parametrize(
    ("note", "outcome"),
    [
        ("実施", CAME),
        ("オンライン相談を実施", CAME),
        ("実施済み", CAME),
        ("済", CAME),
        ("相談終了。応募書類を確認", CAME),
        ("完了", CAME),
        ("通常どおり", CAME),
        ("Zoomで相談しました", CAME),
        ("連絡なし", ABSENT),
        ("無断欠席", ABSENT),
        ("10分待っても来ず", ABSENT),
        ("応答なし", ABSENT),
        ("未実施（連絡なし）", ABSENT),
        ("No Show", ABSENT),
        ("ＮＯ　ＳＨＯＷ", ABSENT),  # wide letters count as narrow ones
        ("", None),
        ("○", None),
        ("資料を送付", None),
        ("中止", None),
        ("途中で切断", None),
        ("延期", None),
        ("電話に切替", None),
        ("電話で実施", None),
        ("実施？", None),
        ("実施?", None),
        ("連絡なしだったが後日実施", None),  # both
        ("次回は12月10日に実施", None),
        ("実施予定", None),
        ("実施できず", None),
        ("実施できませんでした", None),
        ("実施せず", None),
        ("実施していない", None),
        ("実施しなかった", None),
        ("相談は実施なし", None),
        ("キャンセル済", None),
        ("取消済み", None),
        ("変更済み", None),
        ("未済", None),
        ("欠席連絡あり", None),  # a word was given: no absence without word
        ("欠席の連絡を受けた", None),
        ("事前に連絡あり、欠席", None),
        ("回線がつながらず", None),  # the line failed, not the person
        ("機器の不具合で来ず", None),
    ],
)
def test_a_note_says_how_a_visit_went_or_leaves_it_open(note: str, outcome: BookingState | None) -> None:
    assert visit_outcome(note) is outcome


def test_a_long_note_costs_little() -> None:
    assert visit_outcome("あ" * 1_000_000) is None
