"""`madoguchi feed`: who may read the calendars over the web, as the office sees it."""

import io
import json
import re
import sys
from pathlib import Path

import pytest
from offices import AS_OF, OfficeFolder, drop, empty, log, query, row, run

from madoguchi.cli import app, doctor
from madoguchi.errors import Exit
from madoguchi.files import fingerprint
from madoguchi.store.engine import opened
from madoguchi.store.lock import one_run
from madoguchi.store.subscribers import every_subscriber, replace_subscriber

NOW = ("--as-of", "2026-11-30T11:00")
ADDRESS = re.compile(r"^http\S+/([a-z2-7]{32})\.ics$", re.MULTILINE)


class Desk:
    """A clerk at the command line."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = empty(root)
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.said = ""
        self.type_nothing()

    def __call__(self, *words: str) -> int:
        """Call `madoguchi feed …` and keep what it says."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["madoguchi", "feed", *words, str(self.folder.root)])
        self._monkeypatch.setenv("COLUMNS", "160")
        code = 0
        try:
            app.main()
        except SystemExit as end:
            code = int(end.code or 0)
        shown = self._capsys.readouterr()
        self.said = shown.out + shown.err
        return code

    def type_nothing(self) -> None:
        """Sit at no terminal."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO())

    def type(self, answer: str) -> None:
        """Sit at a terminal and answer the next question."""
        terminal = io.StringIO(answer)
        terminal.isatty = lambda: True  # type: ignore[method-assign] # as a terminal says
        self._monkeypatch.setattr(sys, "stdin", terminal)

    def add(self, *words: str) -> str:
        """Add a subscriber and return the secret of the address."""
        assert self("add", *NOW, "見本の端末", "--shows", "a", *words) == Exit.DONE, self.said
        return self.secret

    @property
    def secret(self) -> str:
        """The secret that has just been told."""
        found = ADDRESS.search(self.said)
        assert found, self.said
        return found[1]

    def served(self) -> set[str]:
        place = self.folder.subscribed
        return {path.stem for path in place.iterdir()} if place.exists() else set()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path / "o", capsys, monkeypatch)


def serve_at(folder: OfficeFolder, url: str) -> None:
    text = folder.office_toml.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("# url = "))
    folder.office_toml.write_text(text.replace(line, f'url = "{url}"'), encoding="utf-8")


def test_an_address_is_told_once_and_works_at_once(desk: Desk) -> None:
    serve_at(desk.folder, "https://yoyaku.example/feeds/")
    drop(desk.folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
    run(desk.folder)
    secret = desk.add()
    assert f"https://yoyaku.example/feeds/{secret}.ics\n" in desk.said
    assert "二度と表示されません" in desk.said
    assert "外に出るのは、予約の日時、受付番号、ビデオか電話かの別です" in desk.said
    feed = (desk.folder.subscribed / f"{secret}.ics").read_bytes()
    assert "予約 M00001".encode() in feed
    assert "見本".encode() not in feed


def test_two_addresses_have_nothing_to_do_with_each_other(desk: Desk) -> None:
    secrets = {desk.add(), desk.add()}
    assert len(secrets) == 2
    assert desk.served() == secrets


def test_the_store_keeps_the_digest_alone(desk: Desk) -> None:
    secret = desk.add()
    assert query(desk.folder, "SELECT digest FROM subscribers") == [(fingerprint(secret.encode()),)]
    assert secret.encode() not in b"".join(path.read_bytes() for path in desk.folder.root.rglob("*") if path.is_file())


def test_without_a_web_server_it_says_how_to_look_at_it(desk: Desk) -> None:
    assert f"http://127.0.0.1:8000/feeds/{desk.add()}.ics" in desk.said
    assert "madoguchi serve" in desk.said


@pytest.mark.parametrize(
    ("words", "said", "why"),
    [
        (("見本の端末", "--shows", "z"), "「z」という記号の相談員がいません。--shows には a（相談員A）、b（相談員B）", "nobody has that id"),
        ((" \u200b", "--shows", "a"), "名前を書いてください", "no name that can be seen"),
    ],
)  # fmt: skip
def test_who_cannot_be_added_is_told_why(desk: Desk, words: tuple[str, ...], said: str, why: str) -> None:
    assert desk("add", *NOW, *words) == Exit.NEEDS_PERSON, why
    assert said in desk.said
    assert not desk.folder.database.exists()


@pytest.mark.parametrize("detail", ["initials", "name"])
def test_more_than_the_number_is_told_only_after_a_warning(desk: Desk, detail: str) -> None:
    words = ("add", *NOW, "見本の端末", "--shows", "office", "--detail", detail)
    assert desk(*words) == Exit.USAGE
    assert "--yes" in desk.said
    desk.type("n\n")
    assert desk(*words) == Exit.DONE
    assert "登録しませんでした" in desk.said
    assert desk.served() == set()
    desk.type("y\n")
    assert desk(*words) == Exit.DONE
    assert "頭文字が外に出ます" in desk.said if detail == "initials" else "氏名が外に出ます" in desk.said
    assert "担当の相談員の名前も載ります" in desk.said
    desk.type_nothing()
    assert desk(*words, "--yes") == Exit.DONE
    assert len(desk.served()) == 2


def test_a_renewed_address_replaces_the_old_one_at_once(desk: Desk) -> None:
    old = desk.add("--detail", "name", "--yes")
    assert desk("renew", *NOW, "1") == Exit.DONE
    assert "前のアドレスでは、もう見られません" in desk.said
    assert "氏名が外に出ます" in desk.said
    assert desk.served() == {desk.secret} != {old}


def test_a_revoked_address_shows_nothing_at_once_and_for_good(desk: Desk) -> None:
    desk.add()
    other = desk.add()
    assert desk("revoke", *NOW, "1") == Exit.DONE
    assert "登録番号 1（見本の端末）を止めました" in desk.said
    assert desk.served() == {other}
    run(desk.folder)
    assert desk.served() == {other}
    for act in ("revoke", "renew"):
        assert desk(act, *NOW, "1") == Exit.NEEDS_PERSON
        assert "すでに停止しています" in desk.said


@pytest.mark.parametrize("act", ["revoke", "renew"])
def test_a_number_that_nobody_has_is_told(desk: Desk, act: str) -> None:
    assert desk(act, *NOW, "7") == Exit.NEEDS_PERSON
    assert "登録番号 7 はありません" in desk.said


def test_a_calendar_that_cannot_be_taken_away_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = desk.add()

    def held(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        assert desk("revoke", *NOW, "1") == Exit.TRY_LATER
    assert "停止したカレンダー" in desk.said
    assert secret not in desk.said
    run(desk.folder)
    assert desk.served() == set(), "the next run does it"


def test_the_list_shows_everything_but_the_secret(desk: Desk) -> None:
    secrets = [desk.add(), desk.add("--detail", "name", "--yes"), desk.add()]
    assert desk("renew", "--as-of", "2026-12-01T09:00", "2") == Exit.DONE
    secrets.append(desk.secret)
    assert desk("revoke", *NOW, "1") == Exit.DONE
    (desk.folder.subscribed / f"{secrets[2]}.ics").unlink()
    assert desk("list") == Exit.DONE
    cells = [[cell.strip() for cell in line.split("|")] for line in desk.said.splitlines() if "|" in line]
    assert cells[1:] == [
        ["1", "見本の端末", "a", "受付番号", "2026-11-30", "", "停止"],
        ["2", "見本の端末", "a", "氏名", "2026-11-30", "2026-12-01", "使用中"],
        ["3", "見本の端末", "a", "受付番号", "2026-11-30", "", "ファイルなし（renew が必要）"],
    ]
    assert desk("list", "--json") == Exit.DONE
    shown = json.loads(desk.said)["subscribers"]
    assert [one["state"] for one in shown] == ["revoked", "live", "missing"]
    assert shown[1] == {
        "subscriber_id": 2,
        "name": "見本の端末",
        "shows": "a",
        "detail": "name",
        "made_at": "2026-11-30T11:00:00+09:00",
        "renewed_at": "2026-12-01T09:00:00+09:00",
        "revoked_at": None,
        "state": "live",
    }
    assert [secret for secret in secrets if secret in desk.said or fingerprint(secret.encode()) in desk.said] == []


def test_a_list_without_anybody_says_so(desk: Desk) -> None:
    run(desk.folder)
    assert desk("list") == Exit.DONE
    assert "登録はまだありません" in desk.said


def findings(desk: Desk) -> str:
    return "\n".join(finding.say for finding in doctor.examine(desk.folder.root, AS_OF))


def test_doctor_tells_what_leaves_the_house_and_what_shows_nothing(desk: Desk) -> None:
    secret = desk.add("--detail", "initials", "--yes")
    assert "頭文字の載るカレンダーを見ている登録が 1 件あります" in findings(desk)
    (desk.folder.subscribed / f"{secret}.ics").unlink()
    assert "「madoguchi feed renew 1」" in findings(desk)
    assert desk("revoke", *NOW, "1") == Exit.DONE
    assert "カレンダー" not in findings(desk)


def test_doctor_warns_of_a_web_server_that_is_open_to_listeners(desk: Desk) -> None:
    run(desk.folder)
    serve_at(desk.folder, "http://yoyaku.example/feeds/")
    assert "https ではありません" in findings(desk)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_doctor_wants_the_addresses_to_be_closed_to_others(desk: Desk) -> None:
    desk.add()
    assert "chmod o-rwx feeds" not in findings(desk)
    desk.folder.subscribed.chmod(0o755)
    assert "chmod o-rwx feeds" in findings(desk)


def test_nobody_is_added_while_a_run_is_at_work(desk: Desk) -> None:
    with one_run(desk.folder.lock):
        assert desk("add", *NOW, "見本の端末", "--shows", "a") == Exit.TRY_LATER
    assert desk.served() == set()


def test_who_was_renewed_by_a_run_that_was_killed_is_told_to_renew_again(desk: Desk) -> None:
    """The store has the new secret's digest, the folder still the old file: nobody can read it, and it goes."""
    desk.add()
    with opened(desk.folder.database, "toyooka") as store, store.writing() as t:
        (one,) = every_subscriber(t)
        replace_subscriber(t, one.model_copy(update={"digest": fingerprint(b"new")}))
    run(desk.folder)
    assert desk.served() == set()
    assert "「madoguchi feed renew 1」" in findings(desk)
    assert desk("renew", *NOW, "1") == Exit.DONE
    assert desk.served() == {desk.secret}


def test_no_counsellor_is_called_like_the_whole_office(desk: Desk) -> None:
    text = desk.folder.office_toml.read_text(encoding="utf-8")
    desk.folder.office_toml.write_text(text.replace('id = "b"', 'id = "office"'), encoding="utf-8")
    assert desk("list") == Exit.CONFIGURATION
    assert "事業所全体のカレンダーの名前" in desk.said
