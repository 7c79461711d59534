"""Advice on pages that are too large for an old telephone; what ships keeps within it."""

import random

import pytest

from sitegen.checks.sizes import size_advice

NOISE = random.Random(1).randbytes(20_000).hex().encode()  # noqa: S311 -- 40,000 bytes that pack to half


def test_the_shipped_site_keeps_within_every_size(site: dict[str, bytes]) -> None:
    assert list(size_advice(site)) == []


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("flow.html", b"a" * 40_001, "flow.html が 41KB あり、目安の 40KB を超えています"),
        ("flow.html", NOISE[:24_000], "目安の 10KB を超えています"),
        ("easy/flow.html", NOISE[:32_000], "目安の 15KB を超えています"),
        ("leaflet.pdf", b"a" * 150_001, "leaflet.pdf が 151KB あります。150KB まで"),
    ],
)
def test_what_is_too_large_is_named(path: str, data: bytes, said: str) -> None:
    (advice,) = size_advice({path: data})
    assert said in advice


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("flow.html", b"a" * 40_000),
        ("easy/flow.html", NOISE[:24_000]),
        ("leaflet.pdf", b"a" * 150_000),
        ("free.ics", b"a" * 200_000),
    ],
)
def test_what_keeps_within_its_size_is_not(path: str, data: bytes) -> None:
    assert list(size_advice({path: data})) == []
