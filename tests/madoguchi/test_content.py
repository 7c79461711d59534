"""The words and the terms: which file wins, and what is said of a file that cannot be used."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from madoguchi.config.content import PAGE_NAMES, load_content
from madoguchi.config.terms import load_terms, terms_in_force
from madoguchi.errors import ConfigurationError
from madoguchi.model.language import Language
from madoguchi.model.terms import TermsVersion


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return folder


def test_the_shipped_words_fill_every_page(tmp_path: Path) -> None:
    editions = load_content(tmp_path / "none").editions
    assert set(editions) == set(Language)
    for edition in editions.values():
        assert set(edition.pages) == set(PAGE_NAMES)
        assert all(page.title and page.lead for page in edition.pages.values())


def test_every_language_has_the_same_labels(tmp_path: Path) -> None:
    standard, *others = load_content(tmp_path / "none").editions.values()
    assert all(label.strip() for label in standard.labels.values())
    for edition in others:
        assert edition.labels.keys() == standard.labels.keys()


def test_the_office_wins_file_by_file(tmp_path: Path) -> None:
    own = _put(tmp_path, "home.md", "# わたしたちの窓口\n\n> 要約の一行目、\n> 二行目です。\n\n本文\n".encode())
    content = load_content(own)
    ours = content.edition(Language.STANDARD)
    home = ours.pages["home"]
    assert (home.title, home.lead, home.body.strip()) == ("わたしたちの窓口", "要約の一行目、二行目です。", "本文")
    assert (home.file, home.first_line) == ("content/home.md", 5)
    assert ours.own == {"home"}
    assert ours.pages["flow"] == load_content(tmp_path / "none").edition(Language.STANDARD).pages["flow"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param("home.md", b"", "content/home.md の1行目は「# 」", id="empty"),
        pytest.param("home.md", "見出しなし".encode(), "1行目は「# 」", id="no heading"),
        pytest.param("home.md", b"# \n\n> a", "1行目は「# 」", id="heading without words"),
        pytest.param("home.md", "# 題\n\n本文".encode(), "の3行目は「> 」", id="no lead"),
        pytest.param("home.md", "# 題\n> \n本文".encode(), "の3行目は「> 」", id="empty lead"),
        pytest.param("home.md", "# 題".encode(), "の1行目は「> 」", id="nothing below the heading"),
        pytest.param("home.md", "# 題\n> 要約\n\n".encode() + b"\x82\xa0", "の4行目が UTF-8", id="CP932"),
        pytest.param("home.md", b"# a\n> b\nc\x00", "の3行目に、文字として読めない", id="NUL"),
        pytest.param("home.md", b"# a\n> b\n" + b"c" * 300_000, "大きすぎます", id="too large"),
        pytest.param("hom.md", b"# a\n> b\n", "content/hom.md を使うページがありません", id="a slip in the name"),
    ],
)
def test_a_page_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_content(_put(tmp_path, name, data))
    assert len(refused.value.problems) == 1
    assert said in refused.value.problems[0]


def test_a_note_for_colleagues_may_lie_beside_the_words(tmp_path: Path) -> None:
    load_content(_put(tmp_path, "README.md", "覚え書き".encode()))


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    _put(tmp_path, "home.md", b"")
    with pytest.raises(ConfigurationError) as refused:
        load_content(_put(tmp_path, "flow.md", b""))
    assert len(refused.value.problems) == 2


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(ConfigurationError, match=r"content/home\.md を開けません"):
        load_content(tmp_path)


def test_the_shipped_terms_are_those_of_2020(tmp_path: Path) -> None:
    (version,) = load_terms(tmp_path / "none")
    assert (version.version, version.effective_on) == ("2020-11-20", date(2020, 11, 20))
    assert version.sha256 == hashlib.sha256(version.text.encode()).hexdigest()


def test_versions_come_by_date_and_the_office_adds_its_own(tmp_path: Path) -> None:
    _put(tmp_path, "terms/2027-04-01.md", "# 規約\n".encode())
    own = _put(tmp_path, "terms/2019-05-01.md", "# 規約\n".encode())
    assert [one.version for one in load_terms(own)] == ["2019-05-01", "2020-11-20", "2027-04-01"]


def test_the_office_replaces_the_text_of_a_shipped_version(tmp_path: Path) -> None:
    own = _put(tmp_path, "terms/2020-11-20.md", "# 公式の規約\n".encode())
    assert [one.text for one in load_terms(own)] == ["# 公式の規約\n"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# a\nb\n", b"# a\r\nb\r\n", b"# a\rb\r"], ids=["BOM", "CRLF", "CR"])
def test_an_editor_that_changes_only_line_ends_changes_no_hash(tmp_path: Path, data: bytes) -> None:
    (version,) = load_terms(_put(tmp_path, "terms/2020-11-20.md", data))
    assert version.sha256 == hashlib.sha256(b"# a\nb\n").hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("terms/new.md", b"# a\n", "content/terms/new.md の名前は"),
        ("terms/2026-02-30.md", b"# a\n", "content/terms/2026-02-30.md の名前は"),
        ("terms/20260401.md", b"# a\n", "の名前は"),
        ("terms/2026-04-01.md", "規約".encode(), "content/terms/2026-04-01.md の1行目は「# 」"),
        ("terms/2026-04-01.md", b"# a\n\n\x1b[0m", "content/terms/2026-04-01.md の3行目に"),
    ],
)
def test_a_version_that_cannot_be_used_is_named(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_terms(_put(tmp_path, name, data))
    assert said in refused.value.problems[0]


def test_a_flood_of_versions_is_refused(tmp_path: Path) -> None:
    for number in range(201):
        _put(tmp_path, f"terms/{number}.md", b"# a\n")
    with pytest.raises(ConfigurationError, match="200を超えています"):
        load_terms(tmp_path)


def _version(day: str) -> TermsVersion:
    return TermsVersion(version=day, effective_on=date.fromisoformat(day), sha256="", text="# a\n")


@pytest.mark.parametrize(
    ("on", "version"),
    [
        pytest.param("2020-11-20", "2020-11-20", id="the first day"),
        pytest.param("2027-03-31", "2020-11-20", id="the last day"),
        pytest.param("2027-04-01", "2027-04-01", id="the day of the change"),
        pytest.param("2099-01-01", "2027-04-01", id="long after"),
    ],
)
def test_a_version_is_in_force_from_its_date(on: str, version: str) -> None:
    versions = (_version("2020-11-20"), _version("2027-04-01"))
    assert terms_in_force(versions, date.fromisoformat(on)).version == version


def test_before_the_first_version_no_terms_are_in_force() -> None:
    with pytest.raises(ConfigurationError, match="2020-11-19 に有効な利用規約がありません"):
        terms_in_force((_version("2020-11-20"),), date(2020, 11, 19))


HOW_TO_READ = "読みがなは「相談《そうだん》」か「｜取り消し《とりけし》」の形で、かなで書いてください。"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("easy/flow.md", "# 流《なが》れ\n> あ\n\n相談《そうだん\n", ["content/easy/flow.md の4行目："]),
        ("easy/labels.toml", 'menu = "一"\nbar = "｜"\n', ["content/easy/labels.toml の2行目："]),
        ("easy/terms/2020-11-20.md", "# 規約\n\n約束《約束》《》\n", ["content/easy/terms/2020-11-20.md の3行目："]),
        ("easy/terms/2020-11-20.toml", 'changes = "一《"\n', ["content/easy/terms/2020-11-20.toml の1行目："]),
        (
            "news.toml",
            '[[news]]\nfrom = 2026-12-01\nuntil = 2026-12-02\nja = "《休み》"\neasy = "休《やすみ"\n',
            ["content/news.toml の1行目からのお知らせ：easy："],
        ),
    ],
)
def test_a_sign_that_makes_no_reading_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        load_content(_put(tmp_path, name, text.encode()), ["2020-11-20"])
    assert refused.value.problems == tuple(f"{where}{HOW_TO_READ}" for where in said)


def test_pages_in_other_languages_may_use_the_signs_of_readings(tmp_path: Path) -> None:
    _put(tmp_path, "flow.md", "# 流れ\n> 《はじめに》お読みください。｜\n".encode())
    assert load_content(tmp_path).edition(Language.STANDARD).pages["flow"].lead == "《はじめに》お読みください。｜"
