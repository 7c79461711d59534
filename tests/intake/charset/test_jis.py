"""JIS as Windows programs, telephones and careless programs write it."""

import pytest

from intake.charset.jis import Jis, Odd, decode_jis


@pytest.mark.parametrize(
    ("data", "text", "why"),
    [
        (b"\x1b(I1@\x1b(B", "ｱﾀ", "half-width kana by escape"),
        (b"\x0e1@ \x0fa", "ｱﾀ a", "half-width kana by shift out"),
        (b"abc \xb1\xc0", "abc ｱﾀ", "half-width kana with the eighth bit"),
        (b"\x1b(J\\100\x1b(B", "\\100", "JIS Roman"),
        (b"\x1b$(D0!\x1b(B", "丂", "JIS X 0212"),
        (b"\x1b$B-!\x1b$(D0!\x1b(B", "①丂", "JIS X 0212 beside what stops the codec"),
        (b"\x1b$B7n\x1b(B\nx", "月\nx", "every line begins in ASCII"),
        (b"\x1b$B-!\r\n", "①\r\n", "a last line that is left open"),
        (b"\x1b$B-!\n\nx", "①\n\nx", "a blank line after one that is left open"),
    ],
)
def test_jis_reads(data, text, why):
    assert decode_jis(data) == Jis(text), why


@pytest.mark.parametrize(
    ("data", "text", "odd"),
    [
        # a line break inside double-byte text
        (b"\x1b$B8+\x0d\x0aK\x5c\x1b(B", "見\r\n本", Odd.CARRIED),
        (b"\x1b$B8+\n12:30\n", "見\n12:30\n", Odd.GUESSED),
        # what follows is no pair: the escape is one too many
        (b"\x1b$B8+\n12:\x1b(B\n", "見\n12:\n", Odd.GUESSED),
        (b"\x1b$B\x20\x20\x1b(B", "  ", Odd.BLANK),
        (b"\x1b$B-! 7n\x1b(B", "① 月", Odd.BLANK),
        # an escape of something else
        (b"\x1b[31m", "\x1b[31m", Odd.FOREIGN),
        # Shift_JIS below JIS
        (b"\x1b$B7n\x1b(B\n\x8c\x8e", "月\n月", Odd.FOREIGN),
    ],
)
def test_what_is_odd_is_told(data, text, odd):
    assert decode_jis(data) == Jis(text, odd)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x1b$B8", id="half a character"),
        pytest.param(b"\x1b$B8\nx", id="half a character before another line"),
        pytest.param(b"\x1b$B-!\x1b[31m", id="an escape of something else among pairs"),
        pytest.param(b"\x1b$B\xb7\xee\x1b(B", id="EUC among pairs"),
        pytest.param(b"\x1b$(D\x21\x21\x1b(B", id="a place without character"),
        pytest.param(b"\x1b$B 7n\x1b(B\x80", id="a byte without meaning"),
        pytest.param(b"\x0e\x80", id="no half-width kana"),
    ],
)
def test_jis_refuses(data):
    assert decode_jis(data) is None


def test_jis_does_not_take_other_text_for_certain():
    read = decode_jis("\x1b(B見本".encode())
    assert read is None or Odd.FOREIGN in read.odd
