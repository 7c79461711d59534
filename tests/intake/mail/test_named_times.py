import pytest

from intake.mail.named_times import may_mean_quoted, times_in

OFFER = "12月3日(木) 14:30はいかがでしょうか。"
FORM = "氏名：見本 太郎\n第1希望：12月8日 10時\n第2希望：12月9日 午後"
LETTER = "12月1日は火曜日です。確かめてください。\n第1希望：　月　日　時　分\n第2希望：　月　日　時　分\n\n・平日の9時30分から16時までです。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("１２月 ３日（木）14：30", {"12月3", "(木)", "14:30"}),
        ("十二月三日 二時半", {"十二月三", "二時半"}),
        ("12/3か2026-12-04の10時30分", {"12/3", "2026-12-04", "10時30分"}),
        ("来週の火曜の午前、月末、あさって", {"来週", "火曜", "午前", "月末", "あさって"}),
        ("12月\n3日", {"12月3"}),  # a line broken inside a date
        ("0796-00-0000 28050-12/3 30分間 2時間 3日間 3日以内", set()),
        ("https://office.example/2026/12/3 m12.3@mihon.example", set()),
        ("平日（月～金）は 月曜日～金曜日、土日を除く", set()),
        ("x" * 30_000 + "12/3", set()),
    ],
)
def test_times(text, found):
    assert times_in(text) == found


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("12月8日(火)の10時を希望します。", OFFER),
        ("10時でお願いします。", "12月3日はいかがでしょうか。"),  # the day is below
        ("12月3日でお願いします。", "10時か14時が空いています。"),  # the time is below
        ("火曜でお願いします。", "来週の火曜か水曜はいかがですか。"),
        ("第2希望：12月9日 14時", "第1希望：12月3日 10時"),  # the first wish is below
        ("第1希望：12月9日", OFFER),  # at the same time?
        ("第1希望：12月9日 14時\n\nよろしければ12月3日でも構いません。", OFFER),  # more beside the form
        ("希望日時：14時", LETTER),
        (FORM, "第1希望：12月3日 10時"),  # the form filled in earlier, or a wish that somebody put behind a mark
    ],
)
def test_what_is_quoted_may_be_meant(new, said):
    assert may_mean_quoted(new, said)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("12月8日の10時", ""),
        ("", OFFER),
        ("承知しました。", OFFER),  # no day or time of its own: the reading finds no wish and asks
        ("12月8日の10時", "ご連絡ありがとうございます。"),
        ("12月8日の10時", "受付は平日（月～金）の8:30～17:15です。"),  # opening hours name no day
        (FORM, OFFER),
        (FORM, LETTER),  # the answer that our letter asks for
    ],
)
def test_what_is_quoted_changes_nothing(new, said):
    assert not may_mean_quoted(new, said)
