"""Publishing by command: looking ahead, refusing on advice, the way back and its hold, and time that passes by itself."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from command_line import call
from offices import AS_OF, drop, empty, files, log, row, run
from small_pdf import keep_small_leaflets

from madoguchi.config.folder import OfficeFolder
from madoguchi.errors import Exit
from madoguchi.paths import shipped

PAGE = "# ご利用の流れ\n\n> ご利用の流れを{}ご案内します。\n\n申し込んでから相談までの流れです。\n"
AT = AS_OF.isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> OfficeFolder:
    """Return an office whose site is published, with its PDFs and a page of its own in three languages."""
    folder = empty(tmp_path / "o")
    for language in ("", "easy", "en"):
        (folder.content / language).mkdir(exist_ok=True)
        (folder.content / language / "flow.md").write_text(PAGE.format("1"), encoding="utf-8")
    keep_small_leaflets(folder)
    assert call("publish", str(folder.root), "--as-of", AT) == Exit.DONE
    return folder


def _write(folder: OfficeFolder, words: str) -> None:
    (folder.content / "flow.md").write_text(PAGE.format(words), encoding="utf-8")


def _shown(folder: OfficeFolder, path: str = "flow.html") -> str:
    return (folder.public / "current" / path).read_text(encoding="utf-8")


def _seen(folder: OfficeFolder, path: str = "flow.html") -> str:
    return re.sub(r"<[^>]*>", "", _shown(folder, path))


def _later(minutes: int) -> str:
    return (AS_OF + timedelta(minutes=minutes)).isoformat()


class TestADryRun:
    def test_says_by_path_what_would_change_and_writes_nothing(
        self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _write(folder, "2")
        before = files(folder.root)
        capsys.readouterr()
        assert call("publish", str(folder.root), "--dry-run", "--as-of", AT) == Exit.DONE
        said = capsys.readouterr().out
        assert "書き換え：flow.html\n" in said
        assert "index.html" not in said
        assert re.search(r"変更なし [1-9]\d+ 件", said)
        assert "まだ何も書き換えていません" in said
        assert files(folder.root) == before
        assert call("publish", str(folder.root), "--dry-run", "--json", "--as-of", AT) == Exit.DONE
        answer = json.loads(capsys.readouterr().out)
        assert "flow.html" in answer["publish"]["written"]
        assert "index.html" in answer["publish"]["unchanged"]
        assert answer["publish"]["removed"] == []
        assert (answer["refusal"], answer["advice"], answer["held"]) == ("", [], False)
        assert files(folder.root) == before

    def test_of_an_office_that_has_never_run_makes_no_store(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = empty(tmp_path / "o")
        before = sorted(folder.root.rglob("*"))
        assert call("publish", str(folder.root), "--dry-run", "--as-of", AT) == Exit.DONE
        assert "書き換え：index.html" in capsys.readouterr().out
        assert sorted(folder.root.rglob("*")) == before

    def test_of_the_same_site_says_so(self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
        capsys.readouterr()
        assert call("publish", str(folder.root), "--dry-run", "--as-of", AT) == Exit.DONE
        assert "公開しても何も変わりません" in capsys.readouterr().out

    def test_tells_of_a_refusal_before_it_comes(self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
        drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
        run(folder)
        _write(folder, "見本太郎さんに")
        capsys.readouterr()
        assert call("publish", str(folder.root), "--dry-run", "--as-of", AT) == Exit.NEEDS_PERSON
        assert "flow.html：受付番号 M00001 の氏名" in capsys.readouterr().out


class TestAdvice:
    def test_of_a_page_without_its_twins_is_told_by_publish_and_doctor_and_refuses_when_strict(
        self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder.content / "easy" / "flow.md").unlink()
        _write(folder, "2")
        capsys.readouterr()
        assert call("publish", str(folder.root), "--strict", "--as-of", AT) == Exit.NEEDS_PERSON
        said = capsys.readouterr().out
        assert "公開を見合わせました" in said
        assert "content/easy/flow.md も書いてください" in said
        assert "1ご案内" in _seen(folder)
        assert call("publish", str(folder.root), "--strict", "--dry-run", "--as-of", AT) == Exit.NEEDS_PERSON
        call("doctor", str(folder.root), "--offline", "--as-of", AT)
        assert capsys.readouterr().out.count("content/easy/flow.md も書いてください") == 2
        assert call("publish", str(folder.root), "--as-of", AT) == Exit.DONE
        assert "［お知らせ］content/flow.md を書き換えましたが" in capsys.readouterr().out
        assert "2ご案内" in _seen(folder)

    def test_refuses_nothing_where_there_is_none(self, folder: OfficeFolder) -> None:
        _write(folder, "2")
        assert call("publish", str(folder.root), "--strict", "--as-of", AT) == Exit.DONE
        assert "2ご案内" in _seen(folder)


def test_doctor_names_what_only_the_making_of_the_site_finds_out(
    folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.content / "flow.md").write_text(PAGE.format("") + "\n{だれかの名前}\n", encoding="utf-8")
    capsys.readouterr()
    assert call("doctor", str(folder.root), "--offline", "--as-of", AT) == Exit.CONFIGURATION
    assert "content/flow.md の7行目" in capsys.readouterr().out


class TestTheWayBack:
    def test_stays_until_somebody_publishes(self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
        """A mistake must not come back by the clock a minute later, nor by another step that publishes at its end."""
        _write(folder, "まちがって")
        run(folder, AS_OF + timedelta(minutes=1))
        assert "まちがって" in _seen(folder)
        assert call("rollback", str(folder.root), "--as-of", _later(2)) == Exit.DONE
        said = capsys.readouterr().out
        assert "2026年11月30日（月）午前10時に公開した版" in said
        assert "「madoguchi publish」で公開を再開してください" in said
        drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
        for minutes, command in enumerate(("run", "retry", "run"), 3):
            assert call(command, str(folder.root), "--as-of", _later(minutes)) == Exit.DONE
            assert "公開を止めています" in capsys.readouterr().out
        assert "1ご案内" in _seen(folder)
        assert call("status", str(folder.root), "--as-of", _later(6)) == Exit.NEEDS_PERSON
        assert "［警告］案内ページは2026年11月30日（月）午前10時2分から前の版に戻したまま" in capsys.readouterr().out
        call("doctor", str(folder.root), "--offline", "--as-of", AT)
        assert "前の版に戻したまま" in capsys.readouterr().out
        _write(folder, "正しく")
        assert call("publish", str(folder.root), "--as-of", _later(7)) == Exit.DONE
        assert "正しく" in _seen(folder)
        assert call("status", str(folder.root), "--as-of", _later(8)) == Exit.DONE
        run(folder, AS_OF + timedelta(minutes=9))
        assert "正しく" in _seen(folder)

    def test_is_not_ended_by_a_publishing_that_is_refused(self, folder: OfficeFolder) -> None:
        _write(folder, "2")
        call("publish", str(folder.root), "--as-of", _later(1))
        call("rollback", str(folder.root), "--as-of", _later(2))
        (folder.content / "en" / "flow.md").unlink()
        assert call("publish", str(folder.root), "--strict", "--as-of", _later(3)) == Exit.NEEDS_PERSON
        assert run(folder, AS_OF + timedelta(minutes=4)).hold is not None
        assert "1ご案内" in _seen(folder)

    def test_is_listed_and_chosen_by_name(self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]) -> None:
        for number in (2, 3):
            _write(folder, str(number))
            call("publish", str(folder.root), "--as-of", _later(number))
        capsys.readouterr()
        assert call("rollback", str(folder.root), "--list", "--json") == Exit.DONE
        listed = json.loads(capsys.readouterr().out)
        assert [one["shown"] for one in listed["releases"]] == [True, False, False]
        assert listed["releases"][0]["before"] == listed["releases"][1]["release"]
        assert "flow.html" in listed["releases"][0]["written"]
        first = listed["releases"][-1]["release"]
        assert call("rollback", str(folder.root), "--to", first, "--as-of", _later(4), "--json") == Exit.DONE
        assert json.loads(capsys.readouterr().out)["release"] == first
        assert "1ご案内" in _seen(folder)
        assert call("rollback", str(folder.root), "--list") == Exit.DONE
        said = capsys.readouterr().out
        assert "公開中" in said
        assert "公開を止めています" in said

    def test_does_not_lead_to_what_names_somebody_known_by_now(
        self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Promise 8: a release was clean when it was made; whoever has come since must not stand in it."""
        _write(folder, "見本太郎さんに")
        call("publish", str(folder.root), "--as-of", _later(1))
        _write(folder, "3")
        call("publish", str(folder.root), "--as-of", _later(2))
        drop(folder, "a.csv", log(row("001", "見本 太郎", "28050-1", "12/3 10:00")))
        run(folder, AS_OF + timedelta(minutes=3))
        shown = (folder.public / "current").resolve()
        listed = sorted(path.name for path in (folder.public / "releases").iterdir() if path.is_dir())
        capsys.readouterr()
        assert call("rollback", str(folder.root), "--to", listed[1], "--as-of", _later(4)) == Exit.NEEDS_PERSON
        said = capsys.readouterr().err
        assert "flow.html：受付番号 M00001 の氏名" in said
        assert "太郎" not in said
        assert (folder.public / "current").resolve() == shown
        assert run(folder, AS_OF + timedelta(minutes=5)).hold is None

    def test_of_what_was_never_published_is_refused_in_a_sentence(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = empty(tmp_path / "o")
        assert call("rollback", str(folder.root)) == Exit.NEEDS_PERSON
        assert "前の版は残っていません" in capsys.readouterr().err
        assert not folder.database.exists()
        assert call("rollback", str(folder.root), "--list") == Exit.DONE
        assert "残っている版はありません" in capsys.readouterr().out


class TestTime:
    def test_a_version_of_the_terms_comes_into_force_at_midnight_without_a_touch(self, folder: OfficeFolder) -> None:
        text = (shipped("site/content") / "terms" / "2020-11-20.md").read_text(encoding="utf-8")
        text = text.rstrip() + "\n\n## 附則\n\nあたらしい目的のために改めました。\n"
        (folder.content / "terms" / "2026-12-15.md").write_text(text, encoding="utf-8")
        call("publish", str(folder.root), "--as-of", "2026-12-14T23:59")
        assert "あたらしい目的" not in _seen(folder, "terms.html")
        assert "2026年12月15日" in _seen(folder, "terms.html")
        assert "あたらしい目的" in _seen(folder, "terms/2026-12-15.html")
        before = files(folder.content)
        call("publish", str(folder.root), "--as-of", "2026-12-15T00:00")
        assert "あたらしい目的" in _seen(folder, "terms.html")
        assert (folder.public / "current" / "terms" / "2020-11-20.html").is_file()
        assert files(folder.content) == before

    def test_what_would_stop_publishing_at_that_midnight_is_told_beforehand(
        self, folder: OfficeFolder, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Other pages lead to articles of the terms; a version without them would be found out by the clock."""
        text = "# 新しい規約\n\n## 第1条（目的）\n\nあたらしい目的です。\n"
        (folder.content / "terms" / "2026-12-15.md").write_text(text, encoding="utf-8")
        capsys.readouterr()
        assert call("publish", str(folder.root), "--as-of", "2026-12-14T23:59") == Exit.DONE
        assert "2026-12-15 の版が有効になると、次の理由で公開できなくなります。" in capsys.readouterr().out
        call("doctor", str(folder.root), "--offline", "--as-of", "2026-12-14T23:59")
        assert "terms.html#art-" in capsys.readouterr().out
        assert call("publish", str(folder.root), "--as-of", "2026-12-15T00:00") == Exit.CONFIGURATION

    def test_past_days_drop_out_of_the_slots_and_of_the_feed(self, folder: OfficeFolder) -> None:
        call("publish", str(folder.root), "--as-of", "2026-12-02T12:00")
        assert "slots/2026-12-03.html" in _shown(folder, "slots.html")
        assert "20261203T" in _shown(folder, "free.ics")
        call("publish", str(folder.root), "--as-of", "2026-12-03T00:00")
        assert "slots/2026-12-03.html" not in _shown(folder, "slots.html")
        assert "slots/2026-12-04.html" in _shown(folder, "slots.html")
        assert not (folder.public / "current" / "slots" / "2026-12-03.html").exists()
        assert "20261203T" not in _shown(folder, "free.ics")

    def test_the_same_moment_again_changes_no_byte_and_no_inode(self, folder: OfficeFolder) -> None:
        before = {path: path.stat().st_ino for path in folder.public.rglob("*")}, files(folder.public)
        for _ in range(2):
            call("publish", str(folder.root), "--as-of", AT)
        assert ({path: path.stat().st_ino for path in folder.public.rglob("*")}, files(folder.public)) == before
