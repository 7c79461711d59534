"""EUC as Windows programs and old Unix programs write it."""

import pytest

from intake.charset.euc import decode_euc


@pytest.mark.parametrize(
    ("data", "text", "why"),
    [
        (b"\xad\xa1\x8e\xb1\x8e\xc0a", "①ｱﾀa", "half-width kana"),
        (b"\xad\xa1\x8f\xf4\xfe\x8f\xf3\xf3", "①黑ⅰ", "IBM characters of eucJP-ms"),
        (b"\xad\xa1\x8f\xf4\xfd", "①\ufa2d", "a crane of its own, which normalising would change"),
        (b"\xad\xa1\x8f\xf4\xab\x8f\xf4\xac\x8f\xf4\xad", "①㈱№℡", "three signs of them"),
        (b"\xad\xa1\x8f\xb0\xa1", "①丂", "JIS X 0212"),
        ("〜−‖".encode("euc_jp"), "～－∥", "the same letters that CP932 gives"),
    ],
)
def test_euc_reads(data, text, why):
    assert decode_euc(data) == text, why


@pytest.mark.parametrize(
    "data",
    [b"\xad", b"\xa4", b"\xa9\xa1", b"\xad\xa1\xff", b"\xad\xa1\x8f\xff\xff", b"\xad\xa1\x8f\xa1\xa1", b"\x80"],
)
def test_euc_refuses(data):
    assert decode_euc(data) is None
