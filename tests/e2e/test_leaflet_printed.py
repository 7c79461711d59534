"""The leaflets as a real browser prints them: one sheet, tagged, readable in black and white, the same every time."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from printed_leaflets import ask, pixels, real_browser, scanned
from small_pdf import inflated

from madoguchi.config.content import load_content
from madoguchi.config.load import load_office
from madoguchi.config.office import AboutInWords, Office
from madoguchi.model.language import Language
from madoguchi.paths import shipped
from sitegen.leaflet.printed import print_leaflet
from sitegen.leaflet.sheet import sheets
from sitegen.plan import folder_of

LARGEST = 150_000  # bytes
LONG_HOURS = "平日 8時30分から17時15分まで（第2・第4土曜日は10時から17時まで。火曜日と木曜日は19時まで延長しています。年末年始と祝日は休みです）"
LONG_PLACE = "〒530-0000 大阪府大阪市北区見本町1丁目2番2号 見本駅前第2ビル16階（見本駅の中央改札から地下道を歩いて10分、地下鉄の7番出口からすぐ）"
LONG_ENGLISH = "Osaka-ekimae Mothers' Corner of the Sample Town Branch, Osaka East Public Employment Security Office"


@dataclass(frozen=True)
class Printed:
    """Leaflets as files, and as bytes."""

    folder: Path

    def file(self, language: Language) -> Path:
        return self.folder / f"{language or 'ja'}.pdf"

    def pdf(self, language: Language) -> bytes:
        return self.file(language).read_bytes()


def office() -> Office:
    return load_office(shipped("examples") / "office.toml")


def far_too_much() -> Office:
    """Return an office with everything longer than any office writes it."""
    sample = office()
    easy = "大阪府《おおさかふ》大阪市《おおさかし》北区《きたく》見本町《みほんちょう》" * 3
    about = sample.office.model_copy(
        update={
            "name": "ハローワークプラザ見本町（大阪駅前マザーズコーナー）",
            "formal_name": "大阪東公共職業安定所見本町出張所マザーズコーナー大阪駅前",
            "telephone": "0120-000-0000",
            "telephone_hours": LONG_HOURS,
            "mail": "yoyaku-online-soudan-madoguchi@hellowork-mihoncho-plaza.example",
            "postal_address": LONG_PLACE,
            "easy": AboutInWords(
                postal_address=easy, telephone_hours="月曜日《げつようび》から 金曜日《きんようび》 " * 4
            ),
            "en": AboutInWords(name=LONG_ENGLISH[:60], formal_name=LONG_ENGLISH, postal_address=LONG_ENGLISH),
        }
    )
    address = "https://www.online-soudan-madoguchi.hellowork-mihoncho-plaza.example/annai/online/"
    site = sample.site.model_validate(sample.site.model_dump() | {"url": address})
    return sample.model_copy(update={"office": about, "site": site})


def printed(which: Office, folder: Path) -> Printed:
    browser = real_browser()
    for sheet in sheets(which, load_content(Path("no such folder"))):
        pdf = print_leaflet(browser, sheet, folder)  # refuses more than one page
        Printed(folder).file(sheet.language).write_bytes(pdf)
    return Printed(folder)


@pytest.fixture(scope="module")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return printed(office(), tmp_path_factory.mktemp("leaflets"))


@pytest.fixture(scope="module", params=["the sample office", "an office with long words"])
def each(request: pytest.FixtureRequest, leaflets: Printed, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return leaflets if "sample" in request.param else printed(far_too_much(), tmp_path_factory.mktemp("long"))


EVERY = pytest.mark.parametrize("language", list(Language), ids=lambda one: one or "ja")


@EVERY
def test_it_is_one_page_of_a4_and_small(each: Printed, language: Language) -> None:
    told = dict(line.split(":", 1) for line in ask("pdfinfo", each.file(language)).splitlines() if ":" in line)
    assert told["Pages"].strip() == "1"
    assert told["Page size"].strip().endswith("(A4)")
    assert told["Tagged"].strip() == "yes"
    assert len(each.pdf(language)) <= LARGEST


@EVERY
def test_its_codes_can_be_scanned_from_a_black_and_white_print(
    leaflets: Printed, language: Language, tmp_path: Path
) -> None:
    site = f"https://www.hellowork-toyooka.example/{folder_of(language)}"
    assert scanned(leaflets.file(language), tmp_path) == [site, "tel:0796-00-0000"]


def test_a_long_address_can_be_scanned_too(each: Printed, tmp_path: Path) -> None:
    assert len(scanned(each.file(Language.ENGLISH), tmp_path)) == 2


@EVERY
def test_it_needs_no_colour(leaflets: Printed, language: Language) -> None:
    seen = pixels(leaflets.file(language))
    assert seen[0::3] == seen[1::3] == seen[2::3], "gray alone"
    assert (min(seen), max(seen)) == (0, 255), "black on white"
    assert sum(value > 250 for value in seen) > 0.8 * len(seen), "no dark ground that eats toner"


@EVERY
def test_its_text_can_be_copied(leaflets: Printed, language: Language) -> None:
    text = "".join(ask("pdftotext", "-raw", "-enc", "UTF-8", leaflets.file(language), "-").split())
    address = f"https://www.hellowork-toyooka.example/{folder_of(language)}"
    for fact in ("0796-00-0000", address, "yoyaku@hellowork-toyooka.example", "Zoom"):
        assert fact in text


@EVERY
def test_its_language_and_its_title_are_told(leaflets: Printed, language: Language) -> None:
    inside = inflated(leaflets.pdf(language))
    assert b"/Lang (%b)" % language.tag.encode() in inside
    assert b"/Marked true" in inside
    assert "Zoom" in ask("pdfinfo", "-enc", "UTF-8", leaflets.file(language)).partition("\n")[0]


@EVERY
def test_a_screen_reader_finds_headings_lists_and_what_the_pictures_say(leaflets: Printed, language: Language) -> None:
    tags = ask("pdfinfo", "-struct-text", leaflets.file(language))
    found = [line.split()[0] for line in tags.splitlines() if line.strip() and '"' not in line.split()[0]]
    assert found.count("H1") == 1
    assert found.count("H2") == 5
    assert found.count("L") == 4, "facts, who, steps, and before you book"
    assert found.count("Figure") == 2
    assert found.count("Link") >= 3
    assert (found.count("Ruby") > 50) == (language is Language.EASY)
    assert found.index("H1") < found.index("L") < found.index("H2") < found.index("Figure")


@EVERY
def test_each_code_has_its_words_for_who_cannot_see_it(leaflets: Printed, language: Language) -> None:
    inside = inflated(leaflets.pdf(language))
    alts = [_text(part.partition(b">")[0]) for part in inside.split(b"/Alt <")[1:]]
    alts += [part.partition(b")")[0].decode() for part in inside.split(b"/Alt (")[1:]]
    assert len([alt for alt in alts if "0796-00-0000" in alt]) == 1
    assert len([alt for alt in alts if "https://www.hellowork-toyooka.example/" in alt]) == 1


def test_no_place_on_this_machine_is_told(leaflets: Printed) -> None:
    for language in Language:
        pdf = leaflets.pdf(language)
        assert not [one for one in (b"file:", b"/tmp", b"Mozilla", b"CreationDate") if one in pdf + inflated(pdf)]


def test_the_same_page_gives_the_same_bytes(leaflets: Printed, tmp_path: Path) -> None:
    *_, english = sheets(office(), load_content(Path("no such folder")))
    assert print_leaflet(real_browser(), english, tmp_path / "again") == leaflets.pdf(Language.ENGLISH)


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode()).decode("utf-16")
