"""Who writes, and whether the wish still stands: free mails through the whole line."""

from pathlib import Path

import pytest
from letters_to_us import NUMBER, doubts, endings, starts, take
from offices import drop, empty, log, query, row, run

WISH = "12月8日（火）10時に相談を希望します。\n"

NAMES = [
    ("見本太郎と申します。\n" + WISH + NUMBER, "", "見本太郎", set(), "と申します"),
    ("見本と申します。\n" + WISH + NUMBER, "", "見本", set(), "a family name with a number is enough"),
    ("見本です。\n" + WISH + NUMBER, "", "見本", set(), "です at the beginning"),
    ("ハローワーク利用者の見本太郎です。\n" + WISH + NUMBER, "", "見本太郎", set(), "a role before the name"),
    ("見本太郎（みほんたろう）です。\n" + WISH + NUMBER, "", "見本太郎", set(), "with its reading"),
    ("林です。\n" + WISH + NUMBER, "", "林", set(), "one sign"),
    ("月岡です。\n" + WISH + NUMBER, "", "月岡", set(), "begins like a weekday"),
    ("八月一日と申します。\n" + WISH + NUMBER, "", "八月一日", set(), "a date by shape, a name by place"),
    ("十時です。\n" + WISH + NUMBER, "", "", {"name_missing"}, "rather a time"),
    (WISH + NUMBER + "\n火曜日です。", "", "", {"name_missing"}, "a weekday"),
    (WISH + NUMBER + "\n午前希望です。", "", "", {"name_missing"}, "a wish"),
    ("NGUYEN VAN ANHと申します。\n" + WISH + NUMBER, "", "NGUYEN VAN ANH", set(), "Latin letters"),
    (WISH + NUMBER + "\n\n--\n見本 太郎\n〒668-0000 豊岡市見本町1-2-3", "", "見本 太郎", set(), "a signature"),
    (WISH + NUMBER + "\nよろしくお願いいたします。\n見本太郎", "", "見本太郎", set(), "a last line"),
    (WISH + NUMBER, "見本 太郎", "見本 太郎", {"name_from_sender"}, "the sender's device alone"),
    ("株式会社見本の見本太郎です。\n" + WISH + NUMBER, "", "見本太郎", set(), "a firm before the name"),
    ("見本（ﾐﾎﾝ）と申します。\n" + WISH + NUMBER, "", "見本", set(), "its reading in half width"),
    ("見本太郎 28050-123456\n" + WISH, "", "見本太郎", set(), "name and number on the first line"),
    (WISH + "12月8日です。\n" + NUMBER, "", "", {"name_missing"}, "a date"),
    ("母の予約をお願いします。見本太郎です。\n" + WISH + NUMBER, "", "見本太郎", {"another_person"}, "his mother's"),
    ("担当の見本様\n" + WISH + NUMBER, "", "", {"name_missing"}, "the one written to"),
    ("ハローワーク豊岡 御中\n" + WISH + NUMBER, "", "", {"name_missing"}, "the office"),
    ("見本です。\n" + WISH + "090-0000-0000", "", "見本", {"name_short", "seeker_number_missing"}, "which 見本?"),
    ("氏名：見本 太郎\n" + WISH + NUMBER + "\n見本花子と申します。", "", "見本 太郎", {"two_names"}, "two people"),
    (
        "夫の見本太郎の分です。\n" + WISH + NUMBER,
        "見本 花子",
        "見本 花子",
        {"another_person", "name_from_sender"},
        "her husband's",
    ),
    ("代理で申し込みます。見本太郎と申します。\n" + WISH + NUMBER, "", "見本太郎", {"another_person"}, "a proxy"),
]


@pytest.mark.parametrize(("body", "sender", "name", "codes", "why"), NAMES)
def test_the_writer_of_a_free_mail(
    tmp_path: Path, body: str, sender: str, name: str, codes: set[str], why: str
) -> None:
    folder = empty(tmp_path)
    take(folder, body, name=sender)
    assert query(folder, "SELECT name FROM requests") == [(name,)], why
    assert doubts(folder) >= codes, why
    assert bool(doubts(folder)) == bool(codes), (why, doubts(folder))
    assert starts(folder) == ([] if codes else ["2026-12-08T10:00"]), why


PARTICULARS = [
    ("求職番号２８０５０－１\n090 0000 0000", ("28050-1", "090-0000-0000"), set(), "widths and spaces"),
    ("求職番号は28050ー1です\n+81 90-0000-0000", ("28050-1", "090-0000-0000"), set(), "another dash; +81"),
    ("28050-123456 (0796)00-0000", ("28050-123456", "0796-00-0000"), set(), "no label at all"),
    ("求職番号2805012345678 090-0000-0000", ("2805012345678", "090-0000-0000"), {"seeker_number_odd"}, "no dash"),
    ("求職番号1.3E+12 090-0000-0000", ("1.3E+12", "090-0000-0000"), {"excel_damage"}, "from Excel"),
    ("28050-1、28050-2 090-0000-0000", ("28050-1", "090-0000-0000"), {"seeker_numbers_several"}, "two numbers"),
    ("求職番号28050-1\n自宅0796-00-0000 携帯090-0000-0000", ("28050-1", "0796-00-0000"), set(), "two telephones"),
    ("求職番号28050-1 TEL 9000000000", ("28050-1", "090-0000-0000"), set(), "a lost zero is put back"),
    ("求人番号28050-12345678 求職番号28050-1 090-0000-0000", ("28050-1", "090-0000-0000"), set(), "a vacancy's number"),
]


@pytest.mark.parametrize(("words", "stored", "codes", "why"), PARTICULARS)
def test_numbers_in_prose(tmp_path: Path, words: str, stored: tuple[str, str], codes: set[str], why: str) -> None:
    folder = empty(tmp_path)
    take(folder, f"見本太郎と申します。\n{WISH}{words}\n")
    assert query(folder, "SELECT seeker_number, phone FROM requests") == [stored], why
    assert doubts(folder) & {"seeker_number_odd", "excel_damage", "seeker_numbers_several"} == codes, why
    if not codes:
        assert starts(folder) == ["2026-12-08T10:00"], doubts(folder)


def test_two_telephones_are_both_said_and_the_first_is_called(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    take(folder, f"見本太郎です。\n{WISH}求職番号28050-1\n自宅0796-00-0000 携帯090-0000-0000\n")
    ((note, why),) = query(folder, "SELECT note, why FROM requests JOIN items USING (office, request_id)")
    for said in (str(note), str(why)):
        assert "0796-00-0000、090-0000-0000" in said


def test_a_companion_and_the_service_in_sentences(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    take(folder, f"見本太郎です。\n{WISH}{NUMBER}\n模擬面接をお願いします。\n手話通訳をお願いします。\n")
    assert query(folder, "SELECT companion, service FROM requests") == [("手話通訳をお願いします", "mock_interview")]
    assert starts(folder) == ["2026-12-08T10:00"]


KINDS = [
    (WISH, "request", "booked", "a wish"),
    (WISH + "カメラは必要でしょうか。\n", "request", "needs_review", "a wish and a question"),
    (WISH + "キャンセルをお願いします。\n", "cancellation", "needs_review", "a wish and a cancellation"),
    ("予約を12月9日10時に変更してください。\n", "change", "needs_review", "a change"),
    ("予約をキャンセルします。\n", "cancellation", "needs_review", "a cancellation"),
    ("カメラは必要でしょうか。\n", "question", "needs_review", "a question"),
    ("先日はありがとうございました。\n", "thanks", "not_a_request", "thanks"),
]


@pytest.mark.parametrize(("words", "kind", "ending", "why"), KINDS)
def test_where_two_kinds_compete_a_person_looks(tmp_path: Path, words: str, kind: str, ending: str, why: str) -> None:
    folder = empty(tmp_path)
    take(
        folder,
        f"見本太郎と申します。\n{words}" + ("" if kind in {"question", "thanks"} else NUMBER),
        subject="オンライン相談について",
    )
    assert query(folder, "SELECT kind FROM items") == [(kind,)], why
    assert endings(folder) == [ending if ending != "booked" else "request"], (why, doubts(folder))
    assert starts(folder) == (["2026-12-08T10:00"] if ending == "booked" else [])


COMPANIONS = ["母が同席します。", "ベトナム語の通訳をお願いします。", "支援センターの職員と一緒に参加します。"]


@pytest.mark.parametrize("sentence", COMPANIONS)
def test_a_companion_is_announced_and_asks_nothing(tmp_path: Path, sentence: str) -> None:
    folder = empty(tmp_path)
    take(folder, f"氏名：見本 太郎\n求職番号：28050-1\n第1希望：12月8日10時\n\n{sentence}\n")
    assert query(folder, "SELECT companion FROM requests") == [(sentence.rstrip("。"),)]
    assert starts(folder) == ["2026-12-08T10:00"], doubts(folder)


def test_a_companion_in_the_remarks_of_a_row(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/8 10:00", note="手話通訳を希望")))
    run(folder)
    assert query(folder, "SELECT companion FROM requests") == [("手話通訳を希望",)]


BESIDE = [
    ("もう別で頼みました。", "taken elsewhere"),
    ("夫の分です。", "for somebody else"),
    ("やっぱり結構です。", "thought better of"),
    ("就職が決まりましたので。", "no need any more"),
    ("持ち物はありますか。", "a question waits for an answer"),
]


@pytest.mark.parametrize(("sentence", "why"), BESIDE)
def test_a_sentence_of_its_own_beside_a_wish_asks(tmp_path: Path, sentence: str, why: str) -> None:
    folder = empty(tmp_path)
    take(folder, f"見本太郎と申します。{NUMBER}\n12/8 10時。{sentence}\n")
    assert endings(folder) == ["needs_review"], why
    assert starts(folder) == []


REMARKS = ["もう別で頼みました", "母より電話", "就職が決まったとのこと", "代理で妻が電話"]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_of_a_row_asks_too(tmp_path: Path, remark: str) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/8 10:00", note=remark)))
    run(folder)
    assert endings(folder) == ["needs_review"]


@pytest.mark.parametrize("remark", ["本人希望", "折返し不要", "初めての利用", "就職が決まらず相談したい"])
def test_an_ordinary_remark_asks_nothing(tmp_path: Path, remark: str) -> None:
    folder = empty(tmp_path)
    drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/8 10:00", note=remark)))
    run(folder)
    assert starts(folder) == ["2026-12-08T10:00"]
