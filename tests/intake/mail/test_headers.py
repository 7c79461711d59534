import base64
from datetime import datetime

import pytest

from intake.mail.addresses import Mailbox, read_addresses
from intake.mail.charset import Trouble
from intake.mail.dates import read_date
from intake.mail.params import header_params
from intake.mail.words import decode_header

SUBJECT = "12月3日の相談予約（見本 太郎）です"


def word(data: bytes, charset: str) -> bytes:
    return b"=?" + charset.encode() + b"?B?" + base64.b64encode(data) + b"?="


JIS = SUBJECT.encode("iso2022_jp")
UTF8 = SUBJECT.encode()


@pytest.mark.parametrize(
    "value",
    [
        word(UTF8, "UTF-8"),
        word(UTF8[:4], "UTF-8") + b"  " + word(UTF8[4:], "utf-8"),  # cut inside a character
        word(JIS[:12], "ISO-2022-JP") + b" " + word(JIS[12:], "iso-2022-jp"),  # cut inside a kanji sequence
        word(UTF8, "UTF-8").replace(b"==?=", b"?=").replace(b"=?=", b"?="),  # padding lost
        word(UTF8, "UTF-8*ja"),  # RFC 2231 language
        word(SUBJECT.encode("cp932"), "Windows-31J"),
        word(SUBJECT.encode("cp932"), "x-unknown"),
        word("12月3日の".encode(), "utf-8") + b" " + word("相談予約（見本 太郎）です".encode("iso2022_jp"), "iso-2022-jp"),
        b"=?utf-8?Q?" + b"".join(b"=%02X" % byte for byte in UTF8) + b"?=",
        SUBJECT.encode("cp932"),  # raw
        JIS,
        UTF8,
        b"=?utf-8?b?" + base64.b64encode(UTF8) + b"?= ",
    ],
)  # fmt: skip
def test_subjects(value):
    assert decode_header(value) == (SUBJECT, Trouble.NONE)


@pytest.mark.parametrize(
    ("value", "text", "trouble"),
    [
        (b"Re: =?utf-8?B?5pyI?= x", "Re: 月 x", Trouble.NONE),
        (b"a =?utf-8?B?5Q==?= b", "a  b", Trouble.UNDECODABLE),
        (b"=?utf-8?B?5pyIDQpCY2M6IHg=?=", "月Bcc: x", Trouble.NONE),  # a hidden line break cannot make a header
        (b"a\tb\x07", "a b", Trouble.NONE),
        (b"\xff\xff", "", Trouble.UNDECODABLE),
        (b"=?utf-8?B?a?=", "", Trouble.NONE),
        (b"x =?utf-8?B?5pyI", "x =?utf-8?B?5pyI", Trouble.GARBLED),  # a word that has lost its end
        (b"12=?3", "12=?3", Trouble.NONE),
    ],
)
def test_odd_subjects(value, text, trouble):
    assert decode_header(value) == (text, trouble)


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        (b"taro@mihon.example", "", "taro@mihon.example"),
        (word("見本 太郎".encode(), "utf-8") + b" <taro@mihon.example>", "見本 太郎", "taro@mihon.example"),
        (
            b'"' + word("見本 太郎".encode("iso2022_jp"), "ISO-2022-JP") + b'" <t@mihon.example>',
            "見本 太郎",
            "t@mihon.example",
        ),
        ("見本 太郎 <t@mihon.example>".encode("cp932"), "見本 太郎", "t@mihon.example"),
        ("見本 太郎 <t@mihon.example>".encode("iso2022_jp"), "見本 太郎", "t@mihon.example"),
        ("表 ソ <t@mihon.example>".encode("cp932"), "表 ソ", "t@mihon.example"),  # backslash as second byte
        (b"taro..mihon.@docomo.example", "", "taro..mihon.@docomo.example"),
        (b'"taro..y."@docomo.example', "", "taro..y.@docomo.example"),
        (b'<"taro..y."@docomo.example>', "", "taro..y.@docomo.example"),
        (b".x@ezweb.example", "", ".x@ezweb.example"),
        (b'"office@gov.example" <evil@x.example>', "office@gov.example", "evil@x.example"),
        (b"office@gov.example <evil@x.example>", "office@gov.example", "evil@x.example"),
        (b"<office@gov.example> <evil@x.example>", "<office@gov.example>", "evil@x.example"),
        (b"office@gov.example (<evil@x.example>)", "<evil@x.example>", "office@gov.example"),
        (b"t@mihon.example (Mihon (Taro))", "Mihon (Taro", "t@mihon.example"),
        (b"Mihon, Taro <t@mihon.example>", "Mihon, Taro", "t@mihon.example"),
        (b'"Mihon, Taro" <t@mihon.example>', "Mihon, Taro", "t@mihon.example"),
        (b'"Mihon \\"T\\"" <t@mihon.example>', 'Mihon "T"', "t@mihon.example"),
        (b"Friends: t@mihon.example;", "", "t@mihon.example"),
        (b'"Mihon <t@mihon.example>', '"Mihon', "t@mihon.example"),  # a quote left open
        (word("太\r\nBcc: 郎".encode(), "utf-8") + b" <t@mihon.example>", "太Bcc: 郎", "t@mihon.example"),
        (b"\xff\xff <t@mihon.example>", "", "t@mihon.example"),  # an unreadable name leaves the address
        (b"=?utf-8?B?Iuimi+acrCI=?= <t@mihon.example>", "見本", "t@mihon.example"),
        (b"nobody", "nobody", ""),
        (b"\xff\xff\x12t@mihon\x07.example", "", "t@mihon.example"),  # controls beside what nobody can read
    ],
)
def test_senders(value, name, address):
    assert read_addresses(value)[0] == (Mailbox(name, address),)


def test_several_mailboxes_and_none():
    assert [box.address for box in read_addresses(b"a@x.example, B <b@x.example>; c@x.example,")[0]] == [
        "a@x.example",
        "b@x.example",
        "c@x.example",
    ]
    assert read_addresses(b"undisclosed-recipients:;")[0][0].address == ""
    assert read_addresses(b"")[0] == ()
    assert len(read_addresses(b"a@x.example," * 600)[0]) <= 51


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (b"Mon, 30 Nov 2026 09:00:00 +0900", "2026-11-30T09:00:00+09:00"),
        (b"Mon, 30 Nov 2026 00:00:00 GMT", "2026-11-30T09:00:00+09:00"),
        (b"Mon, 30 Nov 2026 09:00:00 JST", "2026-11-30T09:00:00+09:00"),
        (b"30 Nov 26 09:00 +0900 (JST)", "2026-11-30T09:00:00+09:00"),
        (b"Sun, 29 Nov 2026 19:00:60 -0500", "2026-11-30T09:00:59+09:00"),
        (b"30 Nov 1999 09:00 (JST)", "1999-11-30T09:00:00+09:00"),
        (b"30 Nov 99 09:00 JST", "1999-11-30T09:00:00+09:00"),
        (b"30 Nov 2026 09:00:00", "2026-11-30T09:00:00+09:00"),  # no zone: Japanese time
        (b"Mon, 30 Nov 2026 09:00:00 GMT+0900", "2026-11-30T09:00:00+09:00"),  # as JavaScript writes it
        (b"30 Nov 2026 09:00 +0900 (GMT+09:00)", "2026-11-30T09:00:00+09:00"),
    ],
)
def test_dates(value, moment):
    assert read_date(value) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"31 Nov 2026 09:00 +0900",
        b"30 Xyz 2026 09:00 +0900",
        b"30 Nov 2026 09:00 +9900",
        b"30 Nov 2026 09:00 QQQ",
        b"30 Nov 2026 09:00 -500",  # an offset cut short is not Japanese time
        b"30 Nov 2026 02:00 PM +0900",
        b"30 Nov 2026 09:00 JST-9",
        b"30 Nov 2026 09:00 ?",
        b"1 Jan 0000 00:00 +0900",
        b"1 Jan 0001 00:00 +1400",
        b"30 Nov 2026 25:00 +0900",
        "2026年11月30日 09:00".encode("cp932"),
    ],
)
def test_impossible_dates_are_none(value):
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b'attachment; filename="a b.pdf"', "a b.pdf"),
        (b"attachment; filename=a.pdf; size=3", "a.pdf"),
        (b"attachment; filename*=iso-2022-jp''%1B%24%42%4D%7A%4E%72%3D%71%1B%28%42.pdf", "履歴書.pdf"),
        (b"attachment; filename*0*=utf-8'ja'%E5%B1%A5; filename*1=x.pdf", "履x.pdf"),
        (b"attachment; filename*1=b.pdf; filename*0=a", "ab.pdf"),
        (b'attachment; filename="' + word("履歴書.pdf".encode("iso2022_jp"), "ISO-2022-JP") + b'"', "履歴書.pdf"),
        ('attachment; filename="表ソ.pdf"'.encode("cp932"), "表ソ.pdf"),
        (b'attachment; filename="\xff\xff.pdf"', ".pdf"),
        (b'attachment; filename="\xff\xffa\x16\x1b.pdf"', "a.pdf"),
        (b'attachment; filename="a\\"b"', 'a"b'),
    ],
)
def test_file_names(value, name):
    assert header_params(value)[1]["filename"] == name


def test_parameters_are_counted():
    main, params = header_params(b"Text/Plain" + b"".join(b";a%d=b" % at for at in range(500)))
    assert main == "text/plain"
    assert len(params) == 60
