"""`madoguchi rollback`: the way back to an earlier release of the public site, and which there are."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from madoguchi.cli.building import guarded
from madoguchi.cli.line import open_line
from madoguchi.cli.show import console, new_table, say_hold
from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.wording import say_moment
from sitegen.guard.findings import refuse
from sitegen.publishing.rollback import Release, files_of, held, releases_of, roll_back, way_back


def roll_back_site(root: Path, to: str, as_of: datetime, *, json_wanted: bool) -> None:
    """Show an earlier release again, and hold it.

    Raises:
        NotAllowed: There is no way back.
        PublishingRefused: Something personal stands in that release by now.
    """
    public = OfficeFolder(root).public
    way_back(public, to)  # a refusal comes before a store is made
    with open_line(root, as_of) as line:
        release = way_back(public, to)
        refuse(guarded(line.office, line.secrets, line.store).findings(files_of(public, release.name)))
        roll_back(public, release, as_of, line.office.site.keep_releases)
    if json_wanted:
        answer = {"as_of": as_of.isoformat(), "release": release.name, "held": True}
        sys.stdout.write(json.dumps(answer) + "\n")
        return
    out = console()
    out.print(f"案内ページを、{_say(release)}に公開した版（{release.name}）に戻しました。")
    out.print(
        "このあとは「madoguchi run」などを実行しても公開しません。空き状況や利用規約の版も、この版のままです。"
        "content や office.toml を直したら、「madoguchi publish」で公開を再開してください。"
    )


def list_releases(root: Path, *, json_wanted: bool) -> None:
    """Show which releases there are, the newest first, and how much changed with each; JSON names the paths."""
    folder = OfficeFolder(root)
    load_office(folder.office_toml)
    releases, hold = releases_of(folder.public), held(folder.public)
    if json_wanted:
        answer = {"releases": [_as_json(one) for one in releases], "held": hold is not None}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    out = console()
    if not releases:
        out.print("残っている版はありません。")
        return
    table = new_table("版", "公開した時刻", "書き換え", "削除", "")
    for one in releases:
        changed = f"{len(one.manifest.written)} 件", f"{len(one.manifest.removed)} 件"
        table.add_row(one.name, _short(one), *changed, "公開中" if one.is_shown else "")
    out.print(table, soft_wrap=False)
    if hold:
        out.print(say_hold(hold))


def _as_json(release: Release) -> dict[str, Any]:
    about = release.manifest
    return {
        "release": release.name,
        "as_of": about.as_of or None,
        "shown": release.is_shown,
        "before": about.before or None,
        "written": about.written,
        "removed": about.removed,
    }


def _say(release: Release) -> str:
    as_of = release.manifest.as_of
    return say_moment(local(datetime.fromisoformat(as_of))) if as_of else "（時刻不明）"


def _short(release: Release) -> str:
    """Say when in figures: a name of a release is to be copied, so each stays on one line of 80 columns."""
    as_of = release.manifest.as_of
    return f"{local(datetime.fromisoformat(as_of)):%Y-%m-%d %H:%M}" if as_of else "（時刻不明）"
