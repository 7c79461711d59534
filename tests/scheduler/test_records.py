"""What staff write about a visit; whoever is wronged by a guess is asked about instead."""

import pytest

from madoguchi.model.lifecycle import Step
from scheduler.records import DEVICE, LINE, WISH, Record, read_record

CAME, ABSENT, TELEPHONE, BROKEN = Step.COMPLETE, Step.NO_SHOW, Step.TO_TELEPHONE, Step.BREAK_OFF


@pytest.mark.parametrize(
    ("note", "step"),
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
        ("来所", CAME),  # the 区分 of a log
        ("来所されました。", CAME),
        ("相談実施\n求人を2件紹介", CAME),
        ("10分連絡なし", ABSENT),
        ("無断キャンセル", ABSENT),
        ("欠席\nこちらの時計で10分待った", ABSENT),
        ("来所せず", None),
        ("来所なし", None),  # whether a word was given is not said
        ("来所予定", None),
        ("来所日変更", None),
        ("欠席\n前日に電話あり", None),  # a word given beforehand, under the 区分 欠席
        ("欠席\n前日に連絡をいただいた", None),
        ("欠席\n体調不良", None),
        ("欠席\nご家族から伝言", None),
        ("欠席\nメールで申し出", None),
        ("連絡なしではない", None),  # turned round
        ("無断ではありません", None),
        ("遅れて来所の連絡なし", None),
        ("通信不良", None),  # a failing line without more
        ("端末の故障", None),
    ],
)
def test_a_note_says_how_a_visit_went_or_leaves_it_open(note: str, step: Step | None) -> None:
    assert read_record(note) == (Record(step) if step else None)


@pytest.mark.parametrize(
    ("note", "read"),
    [
        ("電話に切替", Record(TELEPHONE)),  # the very words of the day sheet's box
        ("電話に切り替え", Record(TELEPHONE)),
        ("電話切替", Record(TELEPHONE)),  # the 区分 of a log
        ("電話へ切り替えました。", Record(TELEPHONE)),
        ("途中から電話に切替", Record(TELEPHONE)),  # it went on, so it is no visit broken off
        ("電話に切替（回線）", Record(TELEPHONE, LINE)),
        ("電話に切替（機器）", Record(TELEPHONE, DEVICE)),
        ("電話に切替（本人の希望）", Record(TELEPHONE, WISH)),
        ("電話に切替　回線", Record(TELEPHONE, LINE)),
        ("電話に切替・機器", Record(TELEPHONE, DEVICE)),
        ("電話に切替（通信不良のため）", Record(TELEPHONE, LINE)),
        ("電話に切替（Ｗｉ－Ｆｉの不調）", Record(TELEPHONE, LINE)),
        ("電話に切替（端末の不具合）", Record(TELEPHONE, DEVICE)),
        ("回線不良のため電話に切替", Record(TELEPHONE, LINE)),
        ("マイクの故障により、電話に切り替えました", Record(TELEPHONE, DEVICE)),
        ("ご本人の希望で電話に切替", Record(TELEPHONE, WISH)),
        ("電話切替\n回線不良", Record(TELEPHONE, LINE)),  # 区分 and 備考
        ("応募書類の添削\n電話切替\n機器", Record(TELEPHONE, DEVICE)),  # 相談内容 beside them
        ("途中で終了", Record(BROKEN)),
        ("途中終了（回線）", Record(BROKEN, LINE)),
        ("中断（機器の不具合）", Record(BROKEN, DEVICE)),
        ("途中で中断しました。", Record(BROKEN)),
        ("途中で終了（本人の都合）", Record(BROKEN, WISH)),
        ("通信障害により途中で終了", Record(BROKEN, LINE)),
        ("電話に切替（回線と機器）", None),  # two reasons
        ("回線不良のため電話に切替（本人の希望）", None),
        ("電話切替\n回線\n機器", None),
        ("電話に切替\n途中で終了", None),  # two things
        ("電話に切替\n連絡なし", None),
        ("途中で終了\n実施", None),
        ("電話に切替（体調不良）", None),  # a reason of another kind
        ("電話に切替予定", None),
        ("電話に切替できず", None),
        ("電話に切替\n次回は12月10日", None),
        ("途中で終了せず", None),
        ("途中で切れたが再開", None),
        ("回線が切れた", None),  # what became of the visit is not said
        ("本人の希望", None),
    ],
)
def test_a_switch_and_a_break_are_read_whole_with_their_reason(note: str, read: Record | None) -> None:
    assert read_record(note) == read


@pytest.mark.parametrize("note", ["あ" * 1_000_000, "電話に切替（" * 100_000, "実施" + " " * 1_000_000, "回線の" * 600])
def test_a_long_note_costs_little(note: str) -> None:
    assert read_record(note) is None
