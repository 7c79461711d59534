import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.form import Form, read_form

TEMPLATE = "氏名：\nフリガナ：\n求職番号：\n電話番号：\n第1希望：　月　日　時　分\n第2希望：　月　日　時　分\n第3希望：　月　日　時　分\n同席者（通訳など）：\n"


def test_the_untouched_template_is_empty():
    form = read_form(TEMPLATE)
    assert form == Form()
    assert not form.is_labelled


def test_the_filled_template_reads_perfectly():
    text = (
        "氏名：見本 太郎\nフリガナ：ミホン タロウ\n求職番号：28060-123456\n電話番号：090-0000-0000\n第1希望：12月3日14時30分\n"
        "第2希望：12月 4日 10時00分\n第3希望：　月　日　時　分\n同席者（通訳など）：手話通訳 1名\n\nよろしくお願いします。"
    )
    assert read_form(text) == Form(
        name="見本 太郎",
        kana="ミホン タロウ",
        seeker_number="28060-123456",
        phone="090-0000-0000",
        companion="手話通訳 1名",
        wishes=(("第1希望", "12月3日14時30分"), ("第2希望", "12月 4日 10時00分")),
        rest="よろしくお願いします。",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("■氏名\n見本 太郎\n\n■電話番号\n0796-00-0000", {"name": "見本 太郎", "phone": "0796-00-0000"}),  # label alone
        ("【氏名】見本 花子（ミホン ハナコ）", {"name": "見本 花子", "kana": "ミホン ハナコ"}),
        ("氏名（フリガナ）：見本 太郎（ミホン タロウ）", {"name": "見本 太郎", "kana": "ミホン タロウ"}),
        ("氏名(カナ)＝ミホン タロウ", {"kana": "ミホン タロウ"}),
        (
            "姓（必須）：見本\n名：太郎\n姓（カナ）：ミホン\n名（カナ）：タロウ",
            {"name": "見本 太郎", "kana": "ミホン タロウ"},
        ),
        (
            "なまえ：見本 太郎\nでんわ：090-0000-0000\nことば：英語",
            {"name": "見本 太郎", "phone": "090-0000-0000", "language": "英語"},
        ),
        ("きゅうしょくばんごう：28060-1", {"seeker_number": "28060-1"}),
        ("セイ：ミホン\nメイ：タロウ", {"kana": "ミホン タロウ"}),
        ("ﾌﾘｶﾞﾅ：ﾐﾎﾝ ﾀﾛｳ", {"kana": "ﾐﾎﾝ ﾀﾛｳ"}),
        ("ＴＥＬ　０９０－００００－００００", {"phone": "０９０－００００－００００"}),
        ("氏名\t見本 太郎\nメールアドレス\tt@mihon.example", {"name": "見本 太郎", "email": "t@mihon.example"}),
        ("ご連絡先：t@mihon.example", {"email": "t@mihon.example"}),
        ("連絡先：090-0000-0000", {"phone": "090-0000-0000"}),
        ("電話番号（090-0000-0000）", {"phone": "090-0000-0000"}),
        ("求職番号は28060-123456です。", {"seeker_number": "28060-123456"}),
        (
            "氏名:見本太郎 電話:090-0000-0000／求職番号:28060-1",
            {"name": "見本太郎", "phone": "090-0000-0000", "seeker_number": "28060-1"},
        ),
        ("1. 氏名：見本 太郎\n2. 電話：0796-00-0000", {"name": "見本 太郎", "phone": "0796-00-0000"}),
        ("日中のご連絡先電話番号： 090-0000-0000", {"phone": "090-0000-0000"}),
        ("同席者氏名：見本 花子", {"companion": "見本 花子"}),
        ("いっしょに いる人（通訳など）：友だち", {"companion": "友だち"}),
        ("Companion (interpreter etc.): my sister", {"companion": "my sister"}),
        ("Companion (interpreter etc.): none", {}),
        ("担当者氏名：見本 花子", {"rest": "担当者氏名：見本 花子"}),
        ("ご用件：\n模擬面接", {"service": "模擬面接"}),
        ("電話番号：\n見本です", {"rest": "見本です"}),
        ("メール：\nt@mihon.example", {"email": "t@mihon.example"}),
        ("氏名：見本 太郎\n氏名：見本 花子", {"name": "見本 太郎", "rest": "氏名：見本 花子"}),
        ("氏名：見本 太郎\n名前：見本 太郎", {"name": "見本 太郎"}),
        ("氏名：○○ ○○\n電話番号：（ご記入ください）\n同席者：なし", {}),
        ("同席者：\n見本です。", {"rest": "見本です。"}),
        ("求職番号： 28060-1 \n", {"seeker_number": "28060-1"}),
        ("x" * 3000 + "：a", {"rest": "x" * 3000 + "：a"}),
    ],
)
def test_labels(text, found):
    assert {key: value for key, value in read_form(text).model_dump().items() if value} == found


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("第１希望　12/3 14:30\n第二希望：12/4", [("第１希望", "12/3 14:30"), ("第二希望", "12/4")]),
        ("【第1希望】12/3 【第2希望】12/4", [("第1希望", "12/3"), ("第2希望", "12/4")]),
        ("希望日：12月3日\n希望時間：14時", [("希望日", "12月3日 14時")]),
        (
            "第1希望日：12月3日\n第1希望時間：14時\n第2希望日：12月4日",
            [("第1希望日", "12月3日 14時"), ("第2希望日", "12月4日")],
        ),
        ("希望時間：14時", [("希望時間", "14時")]),
        ("ご希望の日時：\n・12月3日 14時\n・12月4日 10時\n\nx", [("ご希望の日時", "・12月3日 14時\n・12月4日 10時")]),
        ("希望日時\n\n12月3日", [("希望日時", "12月3日")]),
        (
            "希望日時：12月3日\nただし午前は不可\n備考：13時以降は外出\n以上",
            [("希望日時", "12月3日\nただし午前は不可")],
        ),
        ("希望①：12/3\n希望②：12/4", [("希望①", "12/3"), ("希望②", "12/4")]),
        ("候補日1：12/3\n候補日2：なし", [("候補日1", "12/3")]),
        ("第1希望は12月3日14時、第2希望は12月4日です", [("第1希望", "12月3日14時"), ("第2希望", "12月4日です")]),
        ("第1希望：月", [("第1希望", "月")]),  # a weekday, not the template
        ("第1希望：12月3日　時　分", [("第1希望", "12月3日")]),
        ("第1希望：12月3日14時　分", [("第1希望", "12月3日14時")]),
        ("第1希望：（例：12月3日 14時30分）", []),
        ("希望日：　年　月　日（　）　時～　時", []),
        ("希望日時：12月3日よろしくお願いします\nよろしくお願いします", [("希望日時", "12月3日よろしくお願いします")]),
    ],
)
def test_wishes(text, wishes):
    assert list(read_form(text).wishes) == wishes


@given(st.text(alphabet="氏名第1希望：:（）【】\n\t 　月日時分12・a電話番号は", max_size=80))
def test_law_nothing_raises(text):
    read_form(text)


def test_a_line_that_begins_with_a_separator_is_read_from_its_first_label():
    form = read_form("　、氏名：見本 太郎、求職番号：28050-1")
    assert (form.name, form.seeker_number) == ("見本 太郎", "28050-1")
