import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mail.charset import Trouble, decode, family, label_in_html
from intake.mail.tidy import tidy

PLAIN = "氏名：見本 太郎\n希望日：12月3日（木）14時から\n"
SPECIAL = "①12月3日㈱見本　髙橋 﨑"


def jis(text: str) -> bytes:
    return text.encode("iso2022_jp")


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (PLAIN.encode(), "UTF-8", PLAIN),
        (PLAIN.encode("utf-8-sig"), "utf-8", PLAIN),  # a byte order mark at the start
        (PLAIN.encode(), "", PLAIN),  # no label at all
        (PLAIN.encode(), "iso-2022-jp", PLAIN),  # a label that lies, but nothing else fits
        (PLAIN.encode(), "shift_jis", PLAIN),  # the same under another label
        (PLAIN.encode(), "iso-8859-1", PLAIN),  # a Western program's default
        (PLAIN.encode("cp932"), "Shift_JIS", PLAIN),
        (SPECIAL.encode("cp932"), "Windows-31J", SPECIAL),
        (SPECIAL.encode("cp932"), "MS932", SPECIAL),
        (SPECIAL.encode("cp932"), "x-sjis", SPECIAL),
        (SPECIAL.encode("cp932"), "sjis-win", SPECIAL),
        (SPECIAL.encode("cp932"), "ms_kanji", SPECIAL),
        (PLAIN.encode("cp932"), "ISO-2022-JP", PLAIN),  # 8 bit under a 7 bit label
        (PLAIN.encode("cp932"), "us-ascii", PLAIN),
        (PLAIN.encode("cp932"), "nonsense-9", PLAIN),  # an unknown label
        (jis(PLAIN), "ISO-2022-JP", PLAIN),
        (jis(PLAIN), "", PLAIN),  # no MIME header at all
        (jis(PLAIN), "utf-8", PLAIN),
        (jis(PLAIN), "cp50220", PLAIN),
        (b"\x1b$B-!\x1b(B12\x1b$B7n\x1b(B", "iso-2022-jp", "①12月"),  # NEC row 13
        (b"\x1b$B|b66\x1b(B", "iso-2022-jp", "髙橋"),  # an IBM kanji at its NEC place
        (b"\x1b(ILX6^E\x1b(B", "iso-2022-jp", "ﾌﾘｶﾞﾅ"),
        (b"\xcc\xd8\x1b$B7n\x1b(B", "iso-2022-jp", "ﾌﾘ月"),  # half-width kana as 8 bit bytes
        (b"\x1b$B7n\x1b(B\x0eLX\x0f", "iso-2022-jp", "月ﾌﾘ"),  # half-width kana by shift out
        (b"\x1b$(D0!\x1b(B", "iso-2022-jp-1", "丂"),  # JIS X 0212
        (b"\x1b(J12\x1b$@7n\x1b(J", "iso-2022-jp", "12月"),  # JIS 1978 and JIS Roman
        (PLAIN.encode("euc_jp"), "EUC-JP", PLAIN),
        (PLAIN.encode("euc_jp"), "iso-2022-jp", PLAIN),  # as some carriers do
        (b"\xad\xa1" + PLAIN.encode("euc_jp"), "euc-jp", "①" + PLAIN),  # eucJP-ms
        (b"\x8f\xf4\xfd\x8e\xcc\xb7\xee", "euc-jp", "\ufa2dﾌ月"),  # IBM kanji and half-width kana of eucJP-ms
        ("予約".encode("gb18030"), "gb2312", "予約"),
        ("예약".encode("cp949"), "euc-kr", "예약"),
        ("預約".encode("cp950"), "big5", "預約"),
        (jis("〜−‖"), "iso-2022-jp", "～－∥"),  # the letters that CP932 gives for the same signs
        ("Nguyễn".encode("utf-16"), "utf-16", "Nguyễn"),
        ("12月".encode("utf-16"), "", "12月"),  # a byte order mark alone
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        (b"12+Zwg-", "utf-7", "12月"),
        ("①12月 俱".encode("iso2022_jp_2004"), "iso-2022-jp-2004", "①12月 俱"),  # JIS X 0213
        ("①12月".encode("iso2022_jp_3"), "iso-2022-jp", "①12月"),
        (b"plain", "utf-7", "plain"),
    ],
)
def test_the_ladder_reads(data, label, text):
    assert decode(data, label) == (text, Trouble.NONE)


@pytest.mark.parametrize(
    ("data", "label", "trouble"),
    [
        (b"\xff\xff\xff", "utf-8", Trouble.UNDECODABLE),
        (b"12\x82", "shift_jis", Trouble.UNDECODABLE),  # cut inside a character
        (b"\x1b$B7\x1b(B", "iso-2022-jp", Trouble.UNDECODABLE),  # a byte without partner
        (b"\x1b$(D0\x1b(B", "iso-2022-jp", Trouble.UNDECODABLE),
        (b"\x1b$B~~\x1b(B", "iso-2022-jp", Trouble.UNDECODABLE),  # a place without character
        (b"\x1b$(Q~\x1b(B", "iso-2022-jp", Trouble.UNDECODABLE),
        (b"+A", "utf-7", Trouble.UNDECODABLE),
        (b"\xff\xfe1\0\n", "", Trouble.UNDECODABLE),  # half a character of UTF-16
        (b"\xff\xfe12", "utf-8", Trouble.UNDECODABLE),  # a byte order mark, but no UTF-16 is without NUL
        (b"\x80\xa0\xfd", "", Trouble.UNDECODABLE),
        (b"\x8f\xf5\xa1\x81", "euc-jp", Trouble.UNDECODABLE),
        (b"\xb6\xc5", "", Trouble.UNCERTAIN),  # ｶﾅ in Shift_JIS, one kanji in EUC
        ("\u3042\u3044".encode("euc_jp"), "shift_jis", Trouble.UNCERTAIN),  # the label's text is unlikely
        ("です".encode("cp932"), "iso-8859-1", Trouble.UNCERTAIN),
        (b"\x1b$B7n\n12:30\n", "iso-2022-jp", Trouble.UNCERTAIN),  # never returned to ASCII
        (b"\x1b$B7n\nF|\x1b(B\n", "iso-2022-jp", Trouble.UNCERTAIN),  # read on in kanji, because it returns later
        (b"\x1b$B7n\x1b(B\x8c\x8e", "iso-2022-jp", Trouble.UNCERTAIN),  # JIS and Shift_JIS in one
        (b"Andr\xe9s", "", Trouble.UNCERTAIN),  # one kanji or one accent
        (b"12$B7n(B3$BF|(B", "iso-2022-jp", Trouble.GARBLED),  # a gateway took the escapes away
        ("12\ufffd3".encode(), "utf-8", Trouble.GARBLED),
        ("1\ue6e2月".encode("utf-8"), "utf-8", Trouble.LOST),  # a key cap of a telephone beside a digit
        ("\ue000田".encode("utf-8"), "utf-8", Trouble.LOST),  # a character of the writer's own
    ],
)
def test_what_may_be_wrong_is_told(data, label, trouble):
    read = decode(data, label)
    assert read.trouble is trouble
    assert trouble is not Trouble.UNDECODABLE or not read.text


def test_a_carriers_emoji_is_dropped_without_asking():
    assert decode(b"\x8c\x8e\xf8\x9f", "shift_jis") == ("月", Trouble.NONE)


def test_half_width_kana_under_its_own_label_is_believed():
    assert decode("ﾐﾎﾝ ﾀﾛ".encode("cp932"), "shift_jis") == ("ﾐﾎﾝ ﾀﾛ", Trouble.NONE)


def test_a_line_begins_in_ascii_whatever_the_one_before_left_open():
    assert decode(b"\x1b$B7n\n12:30\n").text == "月\n12:30\n"


@pytest.mark.parametrize(
    ("label", "reader"),
    [
        ("UTF8", "utf8"),
        ('"Shift-JIS"', "cp932"),
        ("CP932", "cp932"),
        ("csISO2022JP", "jis"),
        ("ujis", "euc"),
        ("rot13", ""),  # a codec of Python that is no charset
        ("zlib", ""),
        ("", ""),
    ],
)
def test_labels_are_mapped_to_the_reader_that_understands_all_of_it(label, reader):
    assert family(label) == reader


def test_html_may_name_its_charset_itself():
    assert label_in_html(b'<html><meta http-equiv=x content="text/html; charset=euc-jp">') == "euc-jp"
    assert label_in_html(b"<p>charset=euc-jp") == ""


@pytest.mark.parametrize(
    ("given_text", "tidied", "lost"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne", False),
        ("12\x003\x1b\u200b月\ufeff\u202e", "123月", False),
        ("か\u3099ハ\u309a", "がパ", False),
        ("神\ufa19 \u795e\ufe00", "神\ufa19 \u795e\ufe00", False),  # names keep their variants: no NFC
        ("\t　x", "\t　x", False),
        ("1\u061c2\uffff\ufdd0\U000e00413", "123", False),  # marks of direction, tags, and what is no character
        ("葛\U000e0100", "葛\U000e0100", False),  # which of two forms a name has
        ("月\ue63e", "月", False),
    ],
)
def test_tidying(given_text, tidied, lost):
    assert tidy(given_text) == (tidied, lost)


def encodable(codec: str) -> st.SearchStrategy[str]:
    odd = "¢£¬‖−〜¥‾—"  # Python writes and reads these differently
    return st.text(
        st.characters(
            codec=codec, exclude_characters=odd, exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Cn")
        )
    ).filter(lambda text: "\u3099" not in text and "\u309a" not in text)


@given(encodable("iso2022_jp"))
def test_law_jis_comes_back(text):
    assert decode(text.encode("iso2022_jp"), "iso-2022-jp").text == text


@given(encodable("utf-8").filter(lambda text: "\ufffd" not in text))
def test_law_utf8_comes_back(text):
    assert decode(text.encode(), "utf-8") == (text, Trouble.NONE)


@given(encodable("cp932").map(lambda text: "予約です。" + text))
def test_law_shift_jis_comes_back(text):
    data = text.encode("cp932")
    assert decode(data, "shift_jis").text == data.decode("cp932")


@given(encodable("euc_jp").map(lambda text: "予約です。" + text))
def test_law_euc_comes_back(text):
    assert decode(text.encode("euc_jp"), "euc-jp").text == text


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "iso-2022-jp", "shift_jis", "euc-jp", "latin1", "x", "utf-7"]),
)
def test_law_nothing_raises_and_nothing_is_replaced(data, label):
    read = decode(data, label)
    assert "\ufffd" not in read.text or read.trouble
