"""`madoguchi publish --dry-run`: what publishing would do, path by path; nothing at all is written."""

import json
import sys
from datetime import datetime
from pathlib import Path

from madoguchi.cli.building import advice_of, guarded, refuse_advice, site_of, store_to_look_at, taken_times
from madoguchi.cli.show import console
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.secrets import load_secrets
from madoguchi.errors import Exit, PublishingRefused
from sitegen.publishing.publish import Published, publish_guarded
from sitegen.publishing.rollback import held

_WORDS = {"written": "書き換え", "removed": "削除", "unchanged": "変更なし"}


def show_dry_run(root: Path, as_of: datetime, *, strict: bool, json_wanted: bool) -> Exit:
    """Show what publishing would do; NEEDS_PERSON when it would be refused."""
    folder = OfficeFolder(root)
    office, secrets = load_office(folder.office_toml), load_secrets(folder.secrets)
    done, refusal, advice = Published(), "", tuple[str, ...]()
    with store_to_look_at(folder, office, secrets) as store:
        try:
            files, against = (
                site_of(folder, office, taken_times(store, as_of)[1], as_of),
                guarded(office, secrets, store),
            )
            advice = advice_of(folder, office, as_of, files)
            if strict:
                refuse_advice(advice)
            done = publish_guarded(files, folder.public, as_of, office.site.keep_releases, against, dry_run=True)
        except PublishingRefused as error:
            refusal = str(error)
    on_hold = held(folder.public) is not None
    if json_wanted:
        paths = {what: getattr(done, what) for what in _WORDS}
        answer = {"as_of": as_of.isoformat(), "dry_run": True, "publish": None if refusal else paths}
        answer |= {"advice": advice, "refusal": refusal, "held": on_hold}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        _show(done, refusal, advice, on_hold=on_hold)
    return Exit.NEEDS_PERSON if refusal else Exit.DONE


def _show(done: Published, refusal: str, advice: tuple[str, ...], *, on_hold: bool) -> None:
    out = console()
    for what in ("written", "removed"):  # what stays is only counted: most of the site does
        for path in getattr(done, what):
            out.print(f"{_WORDS[what]}：{path}")
    if refusal:
        out.print(refusal)
        return
    for sentence in advice:
        out.print(f"［お知らせ］{sentence}")
    if not done.changed:
        out.print("公開中のページと同じです。公開しても何も変わりません。")
    else:
        figures = "、".join(f"{word} {len(getattr(done, what))} 件" for what, word in _WORDS.items())
        out.print(f"公開すると、上のとおりになります（{figures}）。まだ何も書き換えていません。")
    if on_hold:
        out.print("今は前の版に戻しています。「madoguchi publish」を実行すると、公開を再開します。")
