"""What `office.toml` may say, and what is said of what it may not."""

from datetime import date, time
from pathlib import Path

import pytest

from madoguchi.config.load import load_office, parse_office
from madoguchi.config.office import Office
from madoguchi.errors import ConfigurationError
from madoguchi.model.openings import Period
from madoguchi.paths import shipped

EXAMPLE = (shipped("examples") / "office.toml").read_text(encoding="utf-8")


def _with(old: str, new: str) -> bytes:
    assert EXAMPLE.count(old) >= 1, old
    return EXAMPLE.replace(old, new, 1).encode()


def _problems(raw: bytes) -> tuple[str, ...]:
    with pytest.raises(ConfigurationError) as refused:
        parse_office(raw)
    return refused.value.problems


def test_the_shipped_example_says_what_the_leaflet_says() -> None:
    office = parse_office(EXAMPLE.encode())
    assert office.office.formal_name == "豊岡公共職業安定所"
    assert office.office.court == "神戸地方裁判所"
    assert (office.booking.minutes, office.booking.in_all_minutes) == (30, 40)
    leaflet = (Period(opens=time(9, 30), closes=time(11)), Period(opens=time(14), closes=time(16)))
    assert [office.openings.periods(day) for day in range(7)] == [leaflet] * 5 + [()] * 2
    assert office.smtp is None
    assert office.site.address == "https://www.hellowork-toyooka.example"


def test_a_mark_at_the_beginning_is_no_fault() -> None:
    assert parse_office(b"\xef\xbb\xbf" + EXAMPLE.encode()) == parse_office(EXAMPLE.encode())


def test_an_office_can_be_built_from_its_own_values() -> None:
    office = parse_office(EXAMPLE.encode())
    assert Office.model_validate(office.model_dump()) == office
    assert Office.model_validate(dict(office)) == office


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "toyooka"', 'id = "豊岡"', "office.id の形が正しくありません"),
        ('id = "toyooka"', "", "office.id が書かれていません"),
        ('name = "ハローワーク豊岡"', 'name = ""', "office.name が空です"),
        ('name = "ハローワーク豊岡"', f'name = "{"あ" * 201}"', "office.name が長すぎます"),
        ('name = "ハローワーク豊岡"', "name = 5", "office.name は「"),
        ('telephone = "0796-00-0000"', 'telephone = "0796000000"', "office.telephone の形が"),
        ("yoyaku@hellowork-toyooka.example", "予約@hellowork-toyooka.example", "メールアドレスの形になっていません"),
        ("yoyaku@hellowork-toyooka.example", "yoyaku", "メールアドレスの形になっていません"),
        (
            "ハローワーク豊岡《とよおか》",
            "ハローワーク豊岡《とよおか",
            "office.easy.name：読みがなは「相談《そうだん》」か",
        ),
        ("minutes = 30", "minuts = 30", "booking.minuts という項目はありません"),
        ("minutes = 30", 'minutes = "半"', "booking.minutes は整数で"),
        ("minutes = 30", "minutes = 4", "booking.minutes は 5 以上"),
        ("minutes = 30", "minutes = 241", "booking.minutes は 240 以下"),
        ("every = 30 ", "every = 20 ", "every（枠の間隔）は minutes"),
        ('notice = "calendar"', 'notice = "never"', "'calendar' か 'working' のどれか"),
        ("cutoff = 23:59:59", 'cutoff = "夕方"', "booking.cutoff は 17:00:00 のような時刻"),
        ("one_live_booking = true", 'one_live_booking = "たぶん"', "は true か false で"),
        ('"9:30-11:00"', '"9:30から11:00"', "openings.mon.1番目：時間帯は「9:30-11:00」の形で"),
        ('"9:30-11:00"', "930", "openings.mon.1番目：時間帯は「9:30-11:00」の形で"),
        ('"9:30-11:00"', '"9:30-24:00"', "openings.mon.1番目：時間帯の時刻は 0:00 から 23:59 まで"),
        ('"9:30-11:00"', '"9:60-11:00"', "openings.mon.1番目：時間帯の時刻は 0:00 から 23:59 まで"),
        ('"9:30-11:00"', '"11:00-9:30"', "終わりは始まりより後に"),
        ('"9:30-11:00"', '"9:30-14:30"', "openings.mon：時間帯が重なっているか"),
        ('year_end_from = "12-29"', 'year_end_from = "12-32"', "year_end_from：日付は「12-29」の形で"),
        ('year_end_from = "12-29"', 'year_end_from = "2026-12-29"', "year_end_from：日付は「12-29」の形で"),
        ('year_end_from = "12-29"', 'year_end_from = "W52-2"', "year_end_from：日付は「12-29」の形で"),
        ('year_end_from = "12-29"', 'year_end_from = "１２-２９"', "year_end_from：日付は「12-29」の形で"),
        ("closures = []", 'closures = [{ on = "らいねん", say = "休み" }]', "closures.1番目.on は 2027-01-04 のような"),
        (
            "closures = []",
            'closures = [{ on = 2027-02-16, until = 2027-02-15, say = "点検" }]',
            "until（最終日）は on（初日）以後",
        ),
        (
            "closures = []",
            'closures = [{ on = 2027-02-15, hours = "9:30-11:00", say = "研修" }]',
            "hours は [ ] で囲んで",
        ),
        (
            "closures = []",
            'closures = [{ on = 2027-02-15, hours = ["9:30-11:00", "10:00-12:00"], say = "研修" }]',
            "openings.closures.1番目.hours：時間帯が重なっているか",
        ),
        (
            "special = []",
            'special = [{ on = 2027-03-09, hours = [], say = "相談会" }]',
            "openings.special.1番目.hours が足りません",
        ),
        (
            "special = []",
            'special = [{ on = 2027-03-09, say = "相談会" }]',
            "openings.special.1番目.hours が書かれていません",
        ),
        (
            "special = []",
            "special = [" + 2 * '{ on = 2027-03-09, hours = ["9:30-11:00"], say = "相談会" },' + "]",
            "openings.special：2027-03-09 が二度出てきます",
        ),
        (
            "special = []",
            'special = [{ on = 2027-03-07, hours = ["9:30-11:00"], say = "相談会" }]',
            "special の 2027-03-07（相談会）の曜日を担当する相談員がいません",
        ),
        (
            "special = []",
            'special = [{ on = 2027-03-07, hours = ["9:30-11:00"], counsellors = ["z"], say = "相談会" }]',
            "special の 2027-03-07 にある「z」という id の相談員がいません",
        ),
        ("closures = []", "holidays_official_until = 28", "openings.holidays_official_until は 2020 以上"),
        ("absences = []", 'hours = ["9:30-12:00"]', 'hours：曜日ごとに { mon = ["9:30-12:00"] } の形で'),
        ("absences = []", 'hours = { sat = ["9:30-12:00"] }', "hours に書かれた sat が on_duty にありません"),
        ("absences = []", 'hours = { mon = ["12:00-9:30"] }', "hours.mon.1番目：時間帯の終わりは"),
        ("absences = []", 'absences = [{ on = 2027-01-18, hours = ["朝"] }]', "absences.1番目.hours.1番目：時間帯は"),
        ("specialities = []", 'specialities = ["面接"]', "specialities.1番目 は 'counselling', 'placement' か"),
        ("languages = []", 'languages = "英語"', "languages は [ ] で囲んで"),
        ("absences = []", "absences = [{ on = 2027-02-16, until = 2027-02-15 }]", "until（最終日）は on（初日）以後"),
        ('id = "b"', 'id = "a"', "相談員の id「a」が二度"),
        (
            'on_duty = ["mon", "tue", "wed", "thu", "fri"]',
            'on_duty = ["月"]',
            "counsellors.1番目.on_duty.1番目 は 'mon'",
        ),
        ('url = "https://www.hellowork-toyooka.example/"', 'url = "www"', "site.url は https:// から"),
        ('url = "https://www.hellowork-toyooka.example/"', 'url = "ftp://a.example"', "site.url は https:// から"),
        ('maildir = ""', "maildir = []", "inbox.maildir は「"),
        ("not_personal = []", 'not_personal = "a"', "site.not_personal は [ ] で囲んで"),
    ],
)
def test_a_fault_is_said_in_japanese_with_its_key(old: str, new: str, said: str) -> None:
    (problem,) = _problems(_with(old, new))
    assert problem.startswith("office.toml の ")
    assert said in problem
    assert problem.endswith("。")


def test_every_fault_is_named_at_once() -> None:
    raw = (
        _with("minutes = 30", "minutes = 1").replace("神戸地方裁判所".encode(), b"").replace(b"weeks = 4", b"weeks = 0")
    )
    assert len(_problems(raw)) == 3


def test_every_special_day_that_nobody_opens_is_named() -> None:
    sundays = ", ".join(f'{{ on = 2027-03-{day}, hours = ["9:30-11:00"], say = "相談会" }}' for day in ("07", "14"))
    (problem,) = _problems(_with("special = []", f"special = [{sundays}]"))
    assert "2027-03-07" in problem
    assert "2027-03-14" in problem


def test_a_fault_in_the_openings_does_not_hide_one_in_the_counsellors() -> None:
    raw = _with("closures = []", "holidays_official_until = 28").replace(b'id = "b"', b'id = "a"')
    assert len(_problems(raw)) == 2


def test_an_office_without_counsellors_is_none() -> None:
    raw = EXAMPLE.partition("[[counsellors]]")[0].replace("[office]", "counsellors = []\n[office]").encode()
    assert _problems(raw) == ("office.toml の counsellors が足りません。少なくとも一つ書いてください。",)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'[office]\nname = "a\n', "2行目"),
        (b"[office", "かっこ"),
        (b"a = [", "書き方に誤りがあります"),
        (b"= 5", "1行目1文字目"),
    ],
)
def test_what_is_no_toml_is_shown_where_it_stops(raw: bytes, said: str) -> None:
    (problem,) = _problems(raw)
    assert said in problem


def test_a_file_saved_in_another_encoding_is_said_to_be() -> None:
    assert _problems(EXAMPLE.encode("cp932")) == ("office.toml は UTF-8 で保存してください。",)


def test_a_heading_that_is_a_value_is_named() -> None:
    raw = EXAMPLE.partition("[[counsellors]]")[0].replace("[office]", "counsellors = [5]\n[office]").encode()
    assert "counsellors.1番目 は見出し" in _problems(raw)[0]


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="madoguchi init"):
        load_office(tmp_path / "office.toml")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "office.toml").mkdir()
    with pytest.raises(ConfigurationError, match="を開けません"):
        load_office(tmp_path / "office.toml")


def test_a_file_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(EXAMPLE, encoding="utf-8")
    office = load_office(tmp_path / "office.toml")
    assert office.counsellor("b") is office.counsellors[1]
    assert office.counsellor("z") is None
    assert office.last_bookable(date(2026, 11, 30)) == date(2027, 1, 29)


def test_closures_and_absences_cover_their_days() -> None:
    raw = _with("closures = []", 'closures = [{ on = 2027-02-15, until = 2027-02-16, say = "点検" }]').decode()
    office = parse_office(raw.replace("absences = []", "absences = [{ on = 2027-01-18 }]").encode())
    (closure,) = office.openings.closures
    assert [closure.covers(date(2027, 2, day)) for day in (14, 15, 16, 17)] == [False, True, True, False]
    session = Period(opens=time(10), closes=time(10, 30))
    first = office.counsellors[0]
    assert [first.is_away(date(2027, 1, day), session) for day in (17, 18, 19)] == [False, True, False]
