"""Canaries: something of a person planted in every kind of file that leaves, in every way it may be written there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from planted import PLACES, pdf

from sitegen.guard.findings import Traces, personal_findings
from sitegen.guard.pdf_text import pdf_text
from sitegen.guard.png_text import png_text
from sitegen.leaflet.pdf import settle

TARO = Traces(7, ("見本 太郎", "ミホン タロウ"), "28050-123456", "090-0000-1234", "taro.mihon@mail.example")
SECRETS = ("812 3456 7890", "Xk9-2Lm")
CANARIES = {
    "見本 太郎": "氏名",
    "見本太郎": "氏名",
    "ミホンタロウ": "氏名",
    "ﾐﾎﾝ ﾀﾛｳ": "氏名",
    "28050-123456": "求職番号",
    "090-0000-1234": "電話番号",
    "+81 90 0000 1234": "電話番号",
    "taro.mihon@mail.example": "メールアドレス",
    "81234567890": "会議の情報",
    "xk9-2lm": "会議の情報",
}


def _found(path: str, data: bytes, person: Traces = TARO) -> set[tuple[str, str]]:
    return {(one.file, one.what) for one in personal_findings({path: data}, [person], secrets=SECRETS)}


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("place", PLACES)
def test_a_canary_is_found(place: str, canary: str) -> None:
    path, plant = PLACES[place]
    assert _found(path, plant(canary)) == {(path, CANARIES[canary])}


@pytest.mark.parametrize("place", PLACES)
def test_without_a_canary_nothing_is_found(place: str) -> None:
    path, plant = PLACES[place]
    assert _found(path, plant("0796-00-0000 ご案内 yoyaku@town.example")) == set()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<ruby>見本<rt>みほん</rt></ruby><ruby>太郎<rt>たろう</rt></ruby>", "a word and its reading in turn"),
        ("<ruby>見<rt>み</rt>本<rt>ほん</rt>太<rt>た</rt>郎<rt>ろう</rt></ruby>", "sign by sign"),
        ("<ruby>見本<rp>（</rp><rt>みほん</rt><rp>）</rp></ruby><wbr>太郎", "with brackets for old browsers"),
        ("<ruby>見本<rt>みほん</ruby><ruby>太郎<rt>たろう</ruby>", "without the tags that HTML lets go"),
        ("<RUBY>見本<RT>みほん</RT></RUBY> 太郎", "in capitals"),
        ("<ruby><rb>見本</rb><rt>みほん</rt></ruby>・太郎", "with the tag of old for the word"),
        ("<ruby>未本<rt>みほん</rt></ruby><ruby>多郎<rt>たろう</rt></ruby>", "the reading alone gives the person away"),
        ("みほんたろうさんの", "hiragana in a sentence"),
        ("ミホン・タロウ", "a middle dot between"),
        ("見本・太郎", "the same in kanji"),
        ("見\ufe00本太\U000e0100郎", "variants of a sign"),
    ],
)
def test_a_name_in_words_for_everybody_is_found(page: str, why: str) -> None:
    assert _found("easy/a.html", f"<p>{page}</p>".encode()) == {("easy/a.html", "氏名")}, why


@pytest.mark.parametrize(
    ("name", "page", "why"),
    [
        ("前", "<ruby>前<rt>まえ</rt></ruby>の日までに", "a word with its reading is no word by itself"),
        ("本", "日<ruby>本<rt>ほん</rt></ruby>", "nor is a part of one"),
        ("ハラマキ", "はらまき", "a reading too short to be sure of"),
        ("ミホン", "みほん", "the same"),
    ],
)
def test_words_of_easy_pages_are_nobody(name: str, page: str, why: str) -> None:
    assert _found("easy/a.html", f"<p>{page}</p>".encode(), Traces(1, (name,))) == set(), why


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("s/28050-123456.html", "a number"),
        ("s/2805012%33456.html", "a number, encoded"),
        ("tel_090_0000_1234.html", "a telephone with the dashes of file names"),
        ("m/taro.mihon%40mail.example", "a mail address"),
        ("j/81234567890.html", "the number of a meeting"),
        ("見本太郎.pdf", "a name"),
    ],
)
def test_the_name_of_a_file_is_searched_like_a_page(path: str, why: str) -> None:
    assert {file for file, _ in _found(path, b"")} == {"（ファイル名）"}, why


@pytest.mark.parametrize("name", ["森", "Ann"])
def test_a_short_name_is_found_in_a_drawing_and_in_a_leaflet(name: str) -> None:
    person = Traces(1, (name,))
    assert _found("a.svg", f"<svg><text>{name}</text><path d='M1 1'/></svg>".encode(), person) == {("a.svg", "氏名")}
    assert _found("a.pdf", pdf(f"担当 {name} です"), person) == {("a.pdf", "氏名")}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode>>stream\nxx\nendstream\nendobj"]
)
def test_a_broken_pdf_breaks_nothing(data: bytes) -> None:
    assert isinstance(pdf_text(data), str)


def test_a_pdf_with_readings_above_its_words_gives_the_words_alone_too() -> None:
    """Chromium draws the word of a size and the reading of half of it, in turn."""
    content = b"BT /F0 16 Tf (Mihon) Tj /F0 8 Tf 0 9 Td (mi) Tj /F0 16 Tf 0 -9 Td (Taro) Tj ET"
    assert _found("a.pdf", pdf(inside=content), Traces(1, ("Mihon Taro",))) == {("a.pdf", "氏名")}


def test_a_stream_that_swells_is_cut_and_not_followed() -> None:
    import tracemalloc
    import zlib

    bomb = zlib.compress(b"x" * 2**26)
    tracemalloc.start()
    pdf_text(b"%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode>>\nstream\n" + bomb + b"\nendstream\nendobj")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**27


@pytest.mark.parametrize("cut", range(8, 60, 7))
def test_a_cut_picture_breaks_nothing(cut: int) -> None:
    data = PLACES["the same, packed"][1]("見本太郎")
    assert isinstance(png_text(data[:cut]), str)


@pytest.mark.parametrize("way", [bytes, settle], ids=["as printed", "as published"])
def test_a_pdf_that_a_browser_has_printed_is_read(way: Callable[[bytes], bytes]) -> None:
    printed = way(Path(__file__).with_name("printed.pdf").read_bytes())
    found = personal_findings({"leaflet.pdf": printed}, [TARO])
    assert {one.what for one in found} == {"氏名", "求職番号", "電話番号", "メールアドレス"}
