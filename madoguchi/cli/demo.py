"""A sample office with fresh sample input, run once and shown."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from intake.results import result_rows
from madoguchi.cli.line import run_stages
from madoguchi.cli.looks import looking
from madoguchi.cli.office_folder import make_office
from madoguchi.cli.sample_log import SampleDays, sample_log
from madoguchi.cli.sample_mails import sample_mails
from madoguchi.cli.show import console, new_table, show_outcome
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.sheets import CONTENTS_PAGE
from madoguchi.store.arrivals import arrivals_by_id
from madoguchi.store.ledger import read_ledger
from madoguchi.wording import WEEKDAYS
from scheduler.openings import OfficeDays

_RESTED = timedelta(hours=1)
_SECRETS = """[meetings.a]
id = "000 0000 0001"
passcode = "000001"
url = "https://zoom.example/j/00000000001"

[meetings.b]
id = "000 0000 0002"
passcode = "000002"
url = "https://zoom.example/j/00000000002"
"""


def run_demo(root: Path, as_of: datetime, *, serve_site: bool) -> None:
    """Make the sample office unless it is there, run the line once, tell what happened, and show the site."""
    out = console()
    if OfficeFolder(root).office_toml.exists():
        out.print(f"{root} の見本をもう一度実行します（作り直すには、このフォルダーを消してください）。")
    else:
        make_sample(root, as_of)
    outcome = run_stages(root, as_of, lambda line: line.run())
    show_rows(root)
    show_outcome(outcome)
    out.print(f"職員用のページは {root}/private/staff/{CONTENTS_PAGE} から開けます。")
    out.print(f"お知らせメールは {root}/private/outbox/ にあります。")
    if serve_site:
        from madoguchi.cli.serve import serve_office

        serve_office(root, "127.0.0.1", 8000)


_SPEAKS_ENGLISH = 'name = "相談員B"', 'name = "相談員B"\nlanguages = ["英語"]'  # as a row of the sample log wishes


def make_sample(root: Path, as_of: datetime) -> OfficeFolder:
    """Make the sample office with a day's input in its inbox."""
    folder = make_office(root)
    folder.secrets.write_text(_SECRETS, encoding="utf-8")
    text = folder.office_toml.read_text(encoding="utf-8")
    folder.office_toml.write_text(text.replace(*_SPEAKS_ENGLISH), encoding="utf-8")
    days = SampleDays(as_of, OfficeDays(load_office(folder.office_toml)))
    files = {f"電話受付簿_{as_of:%Y-%m-%d}.csv": sample_log(as_of, days), **sample_mails(as_of, days)}
    rested = (as_of - _RESTED).timestamp()
    for name, content in files.items():
        (folder.inbox / name).write_bytes(content)
        os.utime(folder.inbox / name, (rested, rested))
    return folder


def show_rows(root: Path) -> None:
    """Print what became of each row and mail."""
    table = new_table("届いたもの", "結果", "予約日時", "説明")
    with looking(root) as (_, _, transaction):
        arrivals = arrivals_by_id(transaction, [line.arrival_id for line in read_ledger(transaction).lines])
        for _, arrival in sorted(arrivals.items()):
            for row in result_rows(transaction, arrival):
                name = f"電話受付簿 {row.line}行目" if row.line else arrival.name.removesuffix(".eml")
                start = f"{row.start:%m/%d %H:%M}（{WEEKDAYS[row.start.weekday()]}）" if row.start else ""
                table.add_row(name, row.word, start, row.why)
    console().print(table, soft_wrap=False)
