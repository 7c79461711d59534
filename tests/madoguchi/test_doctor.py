"""What `doctor` finds, each in a sentence that says what to do."""

from datetime import datetime
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, empty
from postgres import Cluster
from samples_of_papers import CANARY
from small_pdf import keep_small_leaflets
from written_offices import person

from madoguchi.cli import doctor
from madoguchi.clock import TOKYO
from madoguchi.errors import Exit


def _edit(folder: OfficeFolder, old: str, new: str) -> None:
    text = folder.office_toml.read_text(encoding="utf-8")
    assert old in text
    folder.office_toml.write_text(text.replace(old, new), encoding="utf-8")


def _said(folder: OfficeFolder, as_of: datetime = AS_OF) -> str:
    return "\n".join(finding.say for finding in doctor.examine(folder.root, as_of, offline=True))


def _set_up(folder: OfficeFolder) -> None:
    meetings = "".join(
        f'[meetings.{one}]\nid = "000 0000 000{n}"\npasscode = "00000{n}"\n' for n, one in enumerate("ab")
    )
    folder.secrets.write_text(f'smtp_password = "000000"\n{meetings}', encoding="utf-8")
    _edit(folder, "[site]", '[smtp]\nhost = "mail.example"\nuser = "yoyaku"\n\n[site]')
    keep_small_leaflets(folder)


def test_nothing_is_missing_in_an_office_that_is_set_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    assert doctor.show_findings(folder.root, AS_OF, offline=True) is Exit.DONE
    assert capsys.readouterr().out == (
        "記録庫：このフォルダーのファイル（private/madoguchi.db）\n足りないものはありません。\n"
    )


def test_what_is_worth_knowing_does_not_stop_the_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = empty(tmp_path / "o")
    assert doctor.show_findings(folder.root, AS_OF, offline=True) is Exit.DONE
    told = capsys.readouterr().out
    assert "［お知らせ］" in told
    assert "［要対応］" not in told


MENDS = [
    ('mail = "yoyaku@hellowork-toyooka.example"', 'mail = "yoyaku"', "メールアドレス", "an address that is none"),
    ('maildir = ""', 'maildir = "Maildir"', "Maildir", "a Maildir that is not there"),
    (
        'on_duty = ["mon", "tue", "wed", "thu", "fri"]  #',
        'on_duty = ["mon"]  #',
        "",
        "one of two counsellors is enough",
    ),
]


@pytest.mark.parametrize(
    ("line", "said", "why"),
    [
        ('phone = "氏名"', "「氏名」の見出しです", "another field's word"),
        ('wish = "第1希望"', "", "both are wishes"),
        ('wish = "面談日"', "", "a word of the office's own"),
        ('unread = "備考"', "", "an office may leave out what it likes"),
    ],
)
def test_a_column_that_may_be_mistaken_is_told(tmp_path: Path, line: str, said: str, why: str) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    _edit(folder, "[feeds]", f"[log.columns]\n{line}\n\n[feeds]")
    assert _said(folder).startswith("[log.columns]") is bool(said), why
    assert said in _said(folder), why


@pytest.mark.parametrize(("old", "new", "said", "why"), MENDS)
def test_the_configuration_is_examined(tmp_path: Path, old: str, new: str, said: str, why: str) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    _edit(folder, old, new)
    told = _said(folder)
    assert said in told, why
    assert bool(told) == bool(said), why


def test_days_without_a_counsellor_are_named(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    _edit(folder, '"mon", "tue", "wed", "thu", "fri"', '"mon", "tue"')
    assert "担当の相談員がいない開庁日" in _said(folder)


MORNINGS = 'hours = { thu = ["9:30-12:00"] }'


@pytest.mark.parametrize(
    ("people", "said", "why"),
    [
        (person("a", MORNINGS) + person("b"), [], "the other counsellor is there"),
        (
            person("a", 'on_duty = ["mon"]'),
            ["担当の相談員がいない開庁日が 16 日あります（最初は12月1日（火））"],
            "nobody but on Mondays",
        ),
        (
            person("a", MORNINGS),
            ["担当の相談員がいない時間のある開庁日が 4 日あります（最初は12月3日（木）午後2時）"],
            "nobody on Thursday afternoons",
        ),
    ],
)
def test_starts_without_a_counsellor_are_named(tmp_path: Path, people: str, said: list[str], why: str) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    head, _, rest = folder.office_toml.read_text(encoding="utf-8").partition("[[counsellors]]")
    folder.office_toml.write_text(f"{head}{people}[inbox]{rest.partition('[inbox]')[2]}", encoding="utf-8")
    told = [one.partition("。")[0] for one in _said(folder).splitlines() if "担当" in one]
    assert told == said, why


def test_an_office_without_openings_cannot_work(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    text = folder.office_toml.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("mon", "tue", "wed", "thu", "fri"))]
    folder.office_toml.write_text("\n".join(kept), encoding="utf-8")
    assert "相談できる日がありません" in _said(folder)


def test_meetings_and_passwords_are_examined(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    folder.secrets.write_text('[meetings.zz]\nid = "0"\n', encoding="utf-8")
    told = _said(folder)
    assert "相談員Aのミーティング" in told
    assert "[meetings.zz]" in told
    assert "メールを送るサーバーのパスワード" in told
    address = '[meetings.a]\nid = "0"\npasscode = "1"\nurl = "https://zoom.example/j/1{query}"\n'
    folder.secrets.write_text(address.format(query="?pwd=KANARIA"), encoding="utf-8")
    told = _said(folder)
    assert "相談員Aのミーティングの url にパスコード（?pwd= など）が入っています" in told
    assert "KANARIA" not in told
    folder.secrets.write_text(address.format(query=""), encoding="utf-8")
    assert "パスコード（?pwd=" not in _said(folder)
    folder.secrets.write_text("これは TOML ではない", encoding="utf-8")
    assert "secrets.toml" in _said(folder)


def test_certificates_that_are_not_there_are_told_as_such(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    _set_up(folder)
    _edit(folder, 'user = "yoyaku"', 'user = "yoyaku"\nca_file = "nowhere.pem"')
    found = [finding.say for finding in doctor.examine(folder.root, AS_OF)]
    assert found == ["証明書のファイル「nowhere.pem」を読めません。office.toml の ca_file を確かめてください。"]


def test_the_year_the_holidays_end_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    assert "祝日が公表" not in _said(folder)
    late = datetime(2027, 11, 15, 9, 0, tzinfo=TOKYO)
    assert "祝日が公表されているのは 2027 年まで" in _said(folder, late)
    _edit(folder, "closures = []", "holidays_official_until = 2028\nclosures = []")
    assert "祝日が公表" not in _said(folder, late)


def test_a_clock_that_is_far_off_is_told(tmp_path: Path) -> None:
    assert "時計" in _said(empty(tmp_path / "o"), datetime(2009, 1, 1, tzinfo=TOKYO))


def test_rights_and_missing_folders_are_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    folder.private.chmod(0o755)
    folder.inbox.rmdir()
    told = _said(folder)
    assert "ほかの利用者も読めます" in told
    assert "inbox がありません" in told


def test_a_share_and_a_full_disk_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = empty(tmp_path / "o")
    monkeypatch.setattr(doctor, "is_network_share", lambda _folder: True)
    monkeypatch.setattr(doctor, "_ENOUGH_DISK", 2**80)
    told = _said(folder)
    assert "ネットワーク上" in told
    assert "空きが" in told


def test_a_run_in_the_future_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    folder.database.write_bytes(b"")
    assert "今の時刻より先" in _said(folder, AS_OF.replace(month=2, day=1))


@pytest.mark.parametrize(
    ("day", "said"), [("2026-01-01", "security.txt の公開をやめました"), ("2026-12-10", "連絡先が今も正しいことを")]
)
def test_a_contact_for_weaknesses_that_lapses_is_told(tmp_path: Path, day: str, said: str) -> None:
    folder = empty(tmp_path / "o")
    _edit(folder, "[feeds]", f'[site.security]\ncontact = "anzen@town.example"\nexpires = {day}\n\n[feeds]')
    assert said in _said(folder)


def test_broken_words_of_the_office_are_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    (folder.content / "index.md").write_text("題名のない文", encoding="utf-8")
    assert "content/index.md" in _said(folder)


def test_the_store_is_named_without_its_password_and_asked(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, url = empty(tmp_path / "o"), cluster.new_database()
    monkeypatch.setenv("MADOGUCHI_STORE_URL", url.set(drivername="postgresql").render_as_string(hide_password=False))
    assert "記録庫" not in _said(folder)
    doctor.show_findings(folder.root, AS_OF, offline=True)
    told = capsys.readouterr().out
    assert f"記録庫：PostgreSQL（サーバー 127.0.0.1、データベース {url.database}）" in told
    monkeypatch.setenv("MADOGUCHI_STORE_URL", f"postgresql://owner:{CANARY}@127.0.0.1:{url.port}/{url.database}")
    assert "入れません" in _said(folder)
    doctor.show_findings(folder.root, AS_OF, offline=True)
    assert CANARY not in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", [f"mysql://u:{CANARY}@h/d", f"postgresql://u:{CANARY}@h", CANARY, f"postgres://[{CANARY}"]
)
def test_an_address_that_is_none_is_told_but_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("MADOGUCHI_STORE_URL", wrong)
    told = _said(empty(tmp_path / "o"))
    assert "postgresql://" in told
    assert CANARY not in told


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    folder = empty(tmp_path / "o")
    folder.database.write_bytes(b"this is a letter, not a store" * 100)
    assert "控えから戻して" in _said(folder)
