"""The guard: canaries of every kind in every place are found, and what is no person's passes."""

import random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.errors import PublishingRefused
from sitegen.guard.findings import Finding, Traces, personal_findings, refuse

TARO = Traces(
    request_id=7,
    names=("見本 太郎", "ミホン タロウ"),
    seeker_number="12345-678901",
    phone="090-0000-1234",
    email="Taro.Mihon@mail.example",
)
OFFICE = ("0796-00-0000", "yoyaku@hellowork-toyooka.example")


def _what(page: str, person: Traces = TARO, path: str = "index.html", **given: tuple[str, ...]) -> set[str]:
    found = personal_findings({path: page.encode()}, [person], **given)
    assert {finding.file for finding in found} <= {path}
    return {finding.what for finding in found}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>見本 太郎</p>", id="as written"),
        pytest.param("<p>見本太郎様</p>", id="no blank"),
        pytest.param("<p>見本　太郎</p>", id="wide blank"),
        pytest.param("<p>見本\n  太郎</p>", id="over two lines"),
        pytest.param("<p>見<b>本</b> <i>太郎</i></p>", id="markup between"),
        pytest.param("<p>見本&#8203;太郎</p>", id="invisible sign between"),
        pytest.param("<p>&#x898B;本太郎</p>", id="character reference"),
        pytest.param('<a href="/x?name=%E8%A6%8B%E6%9C%AC%20%E5%A4%AA%E9%83%8E">x</a>', id="percent signs"),
        pytest.param(f'<a href="/x?name={quote(quote("見本太郎"))}">x</a>', id="percent signs twice"),
        pytest.param('<p title="見本 太郎">x</p>', id="attribute"),
        pytest.param("<!-- 見本太郎 -->", id="comment"),
        pytest.param("<p>ﾐﾎﾝ ﾀﾛｳ</p>", id="half-width kana"),
        pytest.param("<p>ミホンタロウさん</p>", id="kana"),
    ],
)
def test_a_name_is_found(page: str) -> None:
    assert _what(page) == {"氏名"}


@pytest.mark.parametrize(
    "page",
    [
        "12345-678901",
        "１２３４５－６７８９０１",
        "12345−678901",
        "12345ー678901",
        "12345 - 678901",
        "12345678901",
        "12345<b>-</b>678901",
        "<td>12345</td><td>678901</td>",
        'href="/s/12345-678901.html"',
        "12345%2D678901",
    ],
)
def test_a_job_seeker_number_is_found(page: str) -> None:
    assert _what(page) == {"求職番号"}


@pytest.mark.parametrize(
    "page",
    [
        "090-0000-1234",
        "09000001234",
        "０９０（００００）１２３４",
        "090 0000 1234",
        "090.0000.1234",
        "+81-90-0000-1234",
        "+81 (0)90 0000 1234",
        "tel:+819000001234",
        "席5 090-0000-1234 内線3",
        "<td>5</td><td>090-0000-1234</td>",
        "090-<b>0000</b>-1234",
        "&#48;90-0000-1234",
    ],
)
def test_a_telephone_is_found(page: str) -> None:
    assert _what(page) == {"電話番号"}


@pytest.mark.parametrize(
    "page",
    [
        "taro.mihon@mail.example",
        "TARO.MIHON@MAIL.EXAMPLE",
        "連絡はtaro.mihon@mail.exampleまで",
        "taro.mihon@mail.example.",
        "mailto:taro.mihon%40mail.example?subject=x",
        "taro&#46;mihon&commat;mail.example",
        "taro.mihon＠mail.example",
        "taro.mihon@<wbr>mail.example",
        "https://x.example/?to=taro.mihon%2540mail.example",
    ],
)
def test_a_mail_address_is_found(page: str) -> None:
    assert _what(page) == {"メールアドレス"}


def test_a_folded_calendar_line_hides_nothing() -> None:
    lines = (
        b"SUMMARY:"
        + "予約 見本".encode()
        + b"\r\n "
        + "太郎".encode()
        + b"\r\nDESCRIPTION:12345-\r\n 678901\\, 090\r\n"
    )
    found = personal_findings({"free.ics": lines}, [TARO])
    assert {one.what for one in found} == {"氏名", "求職番号"}


def test_a_line_folded_inside_a_character_hides_nothing() -> None:
    raw = "SUMMARY:見本太郎".encode()
    for at in range(9, len(raw)):
        folded = raw[:at] + b"\r\n " + raw[at:]
        assert personal_findings({"free.ics": folded}, [TARO]), at


def test_the_name_of_a_file_is_searched_and_not_repeated() -> None:
    found = personal_findings({"s/12345-678901.html": b"", "見本太郎.html": b""}, [TARO])
    assert {(one.file, one.what) for one in found} == {("（ファイル名）", "氏名"), ("（ファイル名）", "求職番号")}


@pytest.mark.parametrize(
    ("person", "page"),
    [
        pytest.param(Traces(1, phone="2026-12-01"), "2026年12月01日", id="digits with words between"),
        pytest.param(Traces(1, seeker_number="20261-201"), "<time>2026-12-01</time> DTSTART:20261201", id="a date"),
        pytest.param(Traces(1, seeker_number="20261-2019"), "2026-12-01 9", id="a date and an hour"),
        pytest.param(Traces(1, phone="119"), "119", id="too short to be anybody's"),
        pytest.param(Traces(1, phone="自宅"), "ご自宅から", id="no number at all"),
        pytest.param(Traces(1, names=("森",)), "森林 青森県", id="one sign inside a word"),
        pytest.param(Traces(1, names=("相談",)), "職業相談を受けられます", id="two signs inside a word"),
        pytest.param(Traces(1, names=("Ann",)), "a channel", id="Latin inside a word"),
        pytest.param(Traces(1, names=("Link",)), '<link rel="icon"><p>x</p>', id="Latin word that is markup"),
        pytest.param(Traces(1, names=("An Li",)), "the plan lies there", id="two Latin words inside words"),
        pytest.param(Traces(1, names=("マリア",)), "マリアージュ", id="katakana inside a word"),
        pytest.param(Traces(1, names=("", "　")), "空", id="no name"),
        pytest.param(Traces(1, email="aku@town.example"), "yoyaku@town.example", id="inside a longer address"),
        pytest.param(
            Traces(1, email="a@town.example"), "a@town.example.example", id="the beginning of a longer address"
        ),
        pytest.param(Traces(1, email=""), "@", id="no address"),
    ],
)
def test_what_is_nobodys_passes(person: Traces, page: str) -> None:
    assert _what(page, person) == set()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("森", "<td>森</td>"),
        ("森", "森様、お待ちください"),
        ("森", "担当：森さん"),
        ("森 花", "森花"),
        ("Ann", "<p>Ann</p>"),
        ("John Li", "<p>Mr. JOHN LI</p>"),
        ("John Li", '<a href="/x/john-li.html">x</a>'),
        ("John Li", "/x?q=john+li"),
        ("グエン ヴァン アン", "グエン・ヴァン・アン グエンヴァンアン"),
        ("マリア", "マリア様"),
    ],
)
def test_short_and_foreign_names_are_found_as_words(name: str, page: str) -> None:
    assert _what(page, Traces(1, names=(name,))) == {"氏名"}


def test_styles_hold_words_that_are_no_names() -> None:
    assert _what(".rose { color: red }", Traces(1, names=("Rose",)), "assets/s.css") == set()


def test_what_the_office_publishes_itself_is_allowed() -> None:
    caller = Traces(3, names=("豊岡太郎",), phone="0796000000", email="Yoyaku@hellowork-toyooka.example")
    page = "0796-00-0000 yoyaku@hellowork-toyooka.example 豊岡太郎杯"
    assert _what(page, caller) == {"氏名", "電話番号", "メールアドレス"}
    assert _what(page, caller, allowed=(*OFFICE, "豊岡 太郎")) == set()


@pytest.mark.parametrize(
    ("secret", "page", "found"),
    [
        ("123 4567 8901", "ID 12345678901", True),
        ("123 4567 8901", "https://zoom.example/j/12345678901?x", True),
        ("482913", "パスコード482913", True),
        ("482913", "4829 13", True),
        ("Ab3-xY", "ab3-xy", True),
        ("Ab3-xY", "Ab3-\nxY", True),
        ("Ab3-xY", "ab4", False),
        ("2026", "2026", False),
        ("abc", "abc", False),
        ("", "x", False),
    ],
)
def test_secrets_are_found(secret: str, page: str, found: bool) -> None:  # noqa: FBT001 -- a case of the table
    findings = personal_findings({"index.html": page.encode()}, [], secrets=[secret])
    assert findings == ((Finding("index.html", None, "会議の情報"),) if found else ())


def test_the_real_site_is_clean_of_a_town_full_of_people(site: dict[str, bytes]) -> None:
    draw = random.Random(20261130)  # noqa: S311 -- samples
    family, given_ = (
        ["田中", "佐藤", "鈴木", "高橋", "渡辺", "神戸", "豊岡"],
        ["太郎", "花子", "一郎", "健", "美咲", "さくら"],
    )
    persons = [
        Traces(
            number,
            (f"{draw.choice(family)} {draw.choice(given_)}", "タナカ ハナコ"),
            f"{draw.randrange(10**5):05}-{draw.randrange(10**6)}",
            f"090-{draw.randrange(10**4):04}-{draw.randrange(10**4):04}",
            f"p{number}@mail.example",
        )
        for number in range(3000)
    ]
    assert personal_findings(site, persons, OFFICE) == ()


def test_every_page_of_the_real_site_is_searched(site: dict[str, bytes]) -> None:
    for path, clean in site.items():
        dirty = site | {path: clean + "見本太郎 12345-678901 090-0000-1234 taro.mihon@mail.example".encode()}
        found = personal_findings(dirty, [TARO], OFFICE)
        assert {(one.file, one.what) for one in found} == {
            (path, what) for what in ("氏名", "求職番号", "電話番号", "メールアドレス")
        }


@given(st.text(min_size=1, max_size=8), st.binary(max_size=200))
def test_no_input_breaks_the_search(text: str, data: bytes) -> None:
    person = Traces(1, (text, text + " " + text), text, text, text)
    personal_findings({"a.html": data + text.encode("utf-8", "replace"), "b.ics": data}, [person], [text], [text])


@given(st.from_regex(r"[一-龠]{2,3} [一-龠]{1,3}", fullmatch=True), st.integers(0, 6))
def test_a_kanji_name_is_found_wherever_it_is_parted(name: str, at: int) -> None:
    bare = name.replace(" ", "")
    assert _what(f"<p>あ{bare[:at]}<br>\n{bare[at:]}い</p>", Traces(1, names=(name,))) == {"氏名"}


def test_a_refusal_names_file_and_request_but_never_the_person() -> None:
    with pytest.raises(PublishingRefused) as refused:
        refuse(personal_findings({"flow.html": "見本太郎 12345-678901".encode()}, [TARO]))
    said = str(refused.value)
    assert "flow.html：受付番号 M00007 の氏名" in said
    assert "flow.html：受付番号 M00007 の求職番号" in said
    assert "site.not_personal" in said
    assert not [value for value in ("見本", "太郎", "12345", "678901") if value in said]


def test_a_refusal_of_a_secret_names_the_file_alone() -> None:
    with pytest.raises(PublishingRefused, match=r"flow\.html：会議の情報"):
        refuse(personal_findings({"flow.html": b"482913"}, [], secrets=["482913"]))


def test_a_refusal_tells_of_a_person_without_a_request() -> None:
    with pytest.raises(PublishingRefused, match=r"flow\.html：確認を待っている方の氏名"):
        refuse([Finding("flow.html", None, "氏名")])


def test_a_refusal_shows_twenty_and_counts_the_rest() -> None:
    with pytest.raises(PublishingRefused, match="ほかに5件") as refused:
        refuse(Finding("flow.html", number, "氏名") for number in range(25))
    assert str(refused.value).count("受付番号") == 20


def test_clean_files_pass() -> None:
    refuse(personal_findings({"flow.html": b"nothing"}, [TARO]))
