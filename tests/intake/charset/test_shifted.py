"""JIS and EUC as Windows programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.charset.cp932 import decode_cp932, shifted
from intake.charset.euc import decode_euc
from intake.charset.jis import Jis, Odd, decode_jis


def _letters() -> list[tuple[str, bytes]]:
    """Return every double-byte CP932 letter outside the IBM rows, with its row and cell."""
    found = []
    for lead in (*range(0x81, 0xA0), *range(0xE0, 0xF0)):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            try:
                letter = bytes((lead, trail)).decode("cp932")
            except UnicodeDecodeError:
                continue
            half = lead - (0x81 if lead < 0xA0 else 0xC1)
            odd = trail >= 0x9F
            row, cell = half * 2 + odd, trail - 0x9F if odd else trail - 0x40 - (trail > 0x7F)
            found.append((letter, bytes((row + 0x21, cell + 0x21))))
    return found


LETTERS = _letters()


@given(st.lists(st.sampled_from(LETTERS), max_size=40))
def test_every_letter_comes_back_from_jis_and_euc(letters):
    text = "".join(letter for letter, _ in letters)
    pairs = b"".join(pair for _, pair in letters)
    assert decode_jis(b"\x1b$B" + pairs + b"\x1b(B\r\n") == Jis(text + "\r\n")
    euc = bytes(byte | 0x80 for byte in pairs) + b"\xad\xa1"  # ① keeps Python's own codec out
    assert decode_euc(euc) == text + "①"


def test_each_pair_is_read_alone():
    for letter, pair in LETTERS:
        assert decode_jis(b"\x1b$B" + pair + b"\x1b(B") == Jis(letter)


@pytest.mark.parametrize(
    ("raw", "text", "why"),
    [
        (b"\x1b(I1@\x1b(B", "ｱﾀ", "half-width kana by escape"),
        (b"abc \xb1\xc0", "abc ｱﾀ", "half-width kana with the eighth bit"),
        (b"\x1b$B8+\x0d\x0aK\x5c\x1b(B", "見\r\n本", "a line break inside double-byte text"),
        (b"\x1b(J\\100\x1b(B", "\\100", "JIS Roman"),
    ],
)
def test_jis_reads(raw, text, why):
    assert decode_jis(raw) == text, why


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\x1b$B8", id="half a character"),
        pytest.param(b"\x1b$B\x20\x20\x1b(B", id="no row"),
        pytest.param(b"\x1b[31m", id="an escape of something else"),
        pytest.param(b"\x1b$(D0!\x1b(B", id="JIS X 0212"),
        pytest.param("\x1b(B見本".encode(), id="UTF-8 with an escape in it"),
    ],
)
def test_jis_refuses(raw):
    with pytest.raises(UnicodeDecodeError):
        decode_jis(raw)


@pytest.mark.parametrize(
    ("raw", "text", "why"),
    [
        (b"\xad\xa1\x8e\xb1\x8e\xc0a", "①ｱﾀa", "half-width kana"),
        (b"\xad\xa1\x8f\xf4\xfe\x8f\xf3\xf3", "①黑ⅰ", "IBM characters of eucJP-ms"),
        (b"\xad\xa1\x8f\xf4\xab\x8f\xf4\xac\x8f\xf4\xad", "①㈱№℡", "three signs of them"),
        (b"\xad\xa1\x8f\xb0\xa1", "①丂", "JIS X 0212"),
        ("〜−‖".encode("euc_jp"), "～－∥", "the same letters that CP932 gives"),
    ],
)
def test_euc_reads(raw, text, why):
    assert decode_euc(raw) == text, why


@pytest.mark.parametrize("raw", [b"\xad", b"\xad\xa1\xff", b"\xad\xa1\x8f\xff\xff", b"\xad\xa1\x8f\xa1\xa1", b"\x80"])
def test_euc_refuses(raw):
    with pytest.raises(UnicodeDecodeError):
        decode_euc(raw)
