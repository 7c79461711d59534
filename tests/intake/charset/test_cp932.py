"""Shift_JIS as Windows writes it, and the same letters in the spellings of JIS and EUC."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.charset.cp932 import decode_cp932, shifted
from intake.charset.euc import decode_euc
from intake.charset.jis import Jis, decode_jis


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
    "data",
    [
        pytest.param(b"\x80", id="a control"),
        pytest.param(b"\xa0", id="no half-width kana"),
        pytest.param(b"\xfd", id="beyond the rows"),
        pytest.param(b"\x82", id="half a character"),
    ],
)
def test_what_is_no_character_is_refused(data):
    assert decode_cp932(data) is None


@pytest.mark.parametrize("pairs", [b"8", b"\x20\x21", b"\x21\x7f"])
def test_what_is_no_pair_is_not_shifted(pairs):
    assert shifted(pairs) is None
