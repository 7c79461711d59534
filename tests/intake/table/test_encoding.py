"""The encoding is told by rules, and where it cannot be told a person is asked."""

from functools import partial

import pytest

from intake.table.encoding import MOST_BYTES, decode
from intake.table.header_words import known_words
from intake.table.layouts import LOG
from madoguchi.errors import UnreadableInput

HEADER = "受付番号,受付日時,氏名,求職番号,第1希望\r\n"
TEXT = HEADER + "1,2026/12/3 9:05,見本　太郎,12345-678901,12月7日 14時～\r\n"
judge = partial(known_words, layouts=(LOG,))


@pytest.mark.parametrize(
    ("raw", "encoding", "why"),
    [
        (TEXT.encode(), "utf-8", "plain UTF-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", "Excel's CSV UTF-8"),
        (TEXT.encode("cp932"), "cp932", "Excel's CSV"),
        (TEXT.replace("～", "〜").encode("euc_jp"), "euc-jp", "an old Unix program"),
        (TEXT.replace("～", "〜").encode("iso2022_jp"), "iso-2022-jp", "JIS"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", "Excel's Unicode text"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", "the other byte order"),
        (TEXT.encode("utf-16-le"), "utf-16-le", "no byte order mark"),
        (TEXT.encode("utf-16-be"), "utf-16-be", "no byte order mark, the other order"),
        ((TEXT + "㈱髙﨑①ｱｲｳ").encode("cp932"), "cp932", "what plain Shift_JIS lacks"),
        ((HEADER + "ｱｲｳｴｵ").encode("cp932"), "cp932", "half-width kana that EUC would take"),
        ((TEXT + "\x1b").encode(), "utf-8", "a stray ESC"),
        ((TEXT + "\0").encode(), "utf-8", "a stray NUL"),
        (b"", "utf-8", "nothing"),
        (TEXT.replace(",", ";").encode("cp932"), "cp932", "semicolons"),
        (b"\xff\xfe" + TEXT.replace(",", "\t").encode("utf-16-le"), "utf-16-le", "Unicode text, tabs"),
        (TEXT.replace(",", "\t").encode("utf-16-le"), "utf-16-le", "tabs without a mark"),
        (TEXT.replace(",", "\t").encode("utf-16-be"), "utf-16-be", "tabs without a mark, the other order"),
        (TEXT.replace(",", ";").replace("～", "〜").encode("euc_jp"), "euc-jp", "semicolons"),
        (TEXT.replace(",", "\t").replace("～", "〜").encode("iso2022_jp"), "iso-2022-jp", "tabs"),
        (HEADER.encode("cp932"), "cp932", "a header and no row"),
        (HEADER.encode("euc_jp"), "euc-jp", "a header and no row"),
    ],
)
def test_encoding_is_told(raw, encoding, why):
    found = decode(raw, judge)
    assert found.encoding == encoding, why
    assert found.text.startswith(HEADER[: 4 if raw else 0]), why


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(b"a" * (MOST_BYTES + 1), "大きすぎます", id="over the cap"),
        pytest.param(b"\xef\xbb\xbf\xff\xfe", "壊れている", id="a mark and no such text"),
        pytest.param(b"\xff\xff\xff\xff", "文字コード", id="nothing fits"),
        pytest.param("見本".encode("euc_jp"), "文字コード", id="two fit and no header word tells"),
        pytest.param(b"\x80\xa0" * 9, "文字コード", id="CP932 only with control characters"),
    ],
)
def test_undecidable_is_told(raw, words):
    with pytest.raises(UnreadableInput, match=words):
        decode(raw, judge)


def test_a_large_file_of_letters_read_one_by_one_is_left_to_a_person():
    with pytest.raises(UnreadableInput, match="文字コード"):
        decode(HEADER.encode("euc_jp") + b"\xad\xa1" * 2_500_000, judge)


def test_a_file_full_of_nuls_is_no_text():
    with pytest.raises(UnreadableInput, match="文字コード"):
        decode(HEADER.encode() + b"\0" * 5000, judge)


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16-le"])
def test_title_lines_above_the_header_do_not_hide_its_words(codec):
    title = "電話受付簿　12月分\r\n\r\n作成：見本係\r\n"
    assert decode((title + HEADER).encode(codec), judge).text == title + HEADER


def test_a_tie_of_known_words_is_asked_about():
    """Letters of half a width fill EUC and CP932 alike, and the header is of plain letters."""
    with pytest.raises(UnreadableInput, match="文字コード"):
        decode("TEL,E-mail\r\nｱｲｳｴｵｶ,\r\n".encode("cp932"), judge)


CODECS = ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("codec", CODECS)
def test_a_file_that_stops_inside_a_letter_keeps_all_that_is_there(codec):
    whole = (TEXT.replace("～", "") + "2,2026/12/3 9:05,見本　花子,12345-678902,12月8日").encode(codec)
    row = len(TEXT.replace("～", "").encode(codec))
    for at in range(row, len(whole)):
        found = decode(whole[:at], judge)
        text = found.text.removesuffix("\ufffd")
        assert found.is_cut is (found.text != text)
        assert (TEXT.replace("～", "") + "2,2026/12/3 9:05,見本　花子,12345-678902,12月8日").startswith(text)
        assert len(text) >= len(HEADER)


def test_a_letter_cut_in_two_needs_known_words_around_it():
    with pytest.raises(UnreadableInput, match="文字コード"):
        decode("見本 太郎が来ました".encode()[:-1], judge)


def test_a_mark_with_half_a_letter_at_the_end():
    found = decode(TEXT.encode("utf-8-sig") + "見".encode()[:2], judge)
    assert (found.encoding, found.is_cut, found.text[-1]) == ("utf-8-sig", True, "\ufffd")
