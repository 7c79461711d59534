"""What is missing or wrong in an office, in sentences that say what to do."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from intake.table.header_words import field_of
from intake.table.layouts import LOG
from madoguchi.cli.building import advice_of, site_of
from madoguchi.cli.finding import Finding
from madoguchi.cli.looks import has_run, looking
from madoguchi.cli.servers import ask_servers, concerns_of_settings
from madoguchi.cli.show import console, say_hold
from madoguchi.cli.subscribing import concerns
from madoguchi.clock import local
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets, load_secrets
from madoguchi.errors import ConfigurationError, Exit, MadoguchiError, PublishingRefused
from madoguchi.model.booking import Booking
from madoguchi.model.openings import Day
from madoguchi.store.bookings import live_bookings
from madoguchi.store.engine import ask_whether_it_answers
from madoguchi.store.location import is_network_share, say_place, store_place
from madoguchi.store.subscribers import every_subscriber
from madoguchi.wording import say_day, say_moment, say_time
from scheduler.affected import unfit
from scheduler.holidays import official_until
from scheduler.openings import OfficeDays
from sitegen.leaflet.printed import kept_leaflets
from sitegen.publishing.rollback import held

_ENOUGH_DISK = 500 * 2**20  # bytes
_LOOKED_AHEAD = 28  # days
_EARLIEST = datetime(2026, 1, 1)  # noqa: DTZ001 -- a wall-clock day; this program is younger than no clock that is right


def show_findings(root: Path, as_of: datetime, *, offline: bool = False) -> Exit:
    """Print what is missing; CONFIGURATION when something keeps the office from working."""
    findings = list(examine(root, as_of, offline=offline))
    out = console()
    with suppress(ConfigurationError):  # it stands among the findings
        folder = OfficeFolder(root)
        out.print("記録庫：" + say_place(store_place(folder, load_secrets(folder.secrets))), markup=False)
    for finding in sorted(findings, key=lambda one: not one.must):
        out.print(("［要対応］" if finding.must else "［お知らせ］") + finding.say, markup=False)
    if not findings:
        out.print("足りないものはありません。")
    return Exit.CONFIGURATION if any(finding.must for finding in findings) else Exit.DONE


def examine(root: Path, as_of: datetime, *, offline: bool = False) -> Iterator[Finding]:
    """Yield everything that is missing or wrong; the mail servers are asked too, unless `offline`."""
    folder = OfficeFolder(root)
    try:
        office = load_office(folder.office_toml)
    except ConfigurationError as error:
        yield from (Finding(must=True, say=problem) for problem in error.problems)
        return
    try:
        secrets = load_secrets(folder.secrets)
    except ConfigurationError as error:
        yield from (Finding(must=True, say=problem) for problem in error.problems)
        secrets = Secrets()
    yield from _store(folder, secrets)
    yield from _words(folder, office, as_of)
    yield from _people(office, secrets, as_of)
    yield from _holidays(office, as_of)
    yield from _log_columns(office)
    yield from concerns_of_settings(office, secrets)
    yield from _folders(folder, office)
    yield from _in_the_store(folder, office, as_of)
    yield from _machine(folder, as_of)
    if not offline:
        yield from ask_servers(office, secrets)


def _store(folder: OfficeFolder, secrets: Secrets) -> Iterator[Finding]:
    """Ask the store whether it answers; before the first run there is no file to ask."""
    try:
        place = store_place(folder, secrets)
        if isinstance(place, Path) and folder.private.is_dir() and is_network_share(folder.private):
            yield Finding(
                must=True, say="private フォルダーがネットワーク上にあります。このパソコンの中に移してください。"
            )
        elif not isinstance(place, Path) or place.exists():
            ask_whether_it_answers(place)
    except MadoguchiError as error:
        yield Finding(must=True, say=str(error))


def _words(folder: OfficeFolder, office: Office, as_of: datetime) -> Iterator[Finding]:
    try:
        site_of(folder, office, (), as_of)
        advice = advice_of(folder, office, as_of)
    except ConfigurationError as error:
        yield from (Finding(must=True, say=problem) for problem in error.problems)
        return
    except PublishingRefused as error:
        yield Finding(must=True, say=str(error))
        return
    yield from (Finding(must=False, say=say) for say in advice)
    if not kept_leaflets(folder.leaflets):
        yield Finding(
            must=False, say="印刷用のご案内のPDFはまだありません。「madoguchi leaflet」で作ると、公開ページに載ります。"
        )
    if hold := held(folder.public):
        yield Finding(must=False, say=say_hold(hold))


def _people(office: Office, secrets: Secrets, as_of: datetime) -> Iterator[Finding]:
    days = OfficeDays(office)
    first = local(as_of).date()
    open_days = [day for ahead in range(_LOOKED_AHEAD) if (day := days.day(first + timedelta(days=ahead))).slots]
    if not open_days:
        yield Finding(must=True, say="これから4週間、相談できる日がありません。[openings] を確かめてください。")
    yield from _unmanned(open_days)
    for counsellor in office.counsellors:
        meeting = secrets.meeting(counsellor.id)
        if not (meeting.id and meeting.passcode.get_secret_value()):
            yield Finding(
                must=False,
                say=f"{counsellor.name}のミーティングIDとパスコードがありません。private/secrets.toml の [meetings.{counsellor.id}] に書いてください。",
            )
        if meeting.url_holds_passcode:
            yield Finding(
                must=False,
                say=f"{counsellor.name}のミーティングの url にパスコード（?pwd= など）が入っています。お知らせやカレンダーには、"
                f"その部分を除いて載せます。private/secrets.toml の [meetings.{counsellor.id}] の url からも消してください。",
            )
    unknown = sorted(set(secrets.meetings) - {counsellor.id for counsellor in office.counsellors})
    if unknown:
        yield Finding(
            must=False, say=f"secrets.toml の [meetings.{unknown[0]}] にあたる相談員がいません。id を確かめてください。"
        )


def _unmanned(open_days: list[Day]) -> Iterator[Finding]:
    """Tell of open days on which nobody is on duty, and of those on which nobody is at some of the starts."""
    for what, which in (("開庁日", False), ("時間のある開庁日", True)):
        found = [
            (day, alone)
            for day in open_days
            if (alone := [slot for slot in day.slots if not slot.counsellors])
            and any(slot.counsellors for slot in day.slots) is which
        ]
        if found:
            day, alone = found[0]
            first = say_day(day.on) + (say_time(alone[0].start.time()) if which else "")
            yield Finding(
                must=False,
                say=f"担当の相談員がいない{what}が {len(found)} 日あります（最初は{first}）。"
                "[[counsellors]] の on_duty、hours、absences を確かめてください。",
            )


def _holidays(office: Office, as_of: datetime) -> Iterator[Finding]:
    last, known = office.last_bookable(local(as_of).date()), official_until(office)
    if last.year > known:
        yield Finding(
            must=False,
            say=f"祝日が公表されているのは {known} 年までです。その先の日は自動では予約しません。"
            "プログラムを新しくするか、祝日を官報で確かめてから [openings] の holidays_official_until に年を書いてください。",
        )


def _log_columns(office: Office) -> Iterator[Finding]:
    """Doubt a header of `[log.columns]` that plainly heads another column."""
    for name, headers in office.log.columns.written():
        for header in headers:
            known = field_of(header, LOG) or ""
            both_wishes = known.startswith("wish") and name.startswith("wish")
            if known and name not in {known, "unread"} and not both_wishes:
                say = (
                    f"[log.columns] の {name} に「{header}」とありますが、ふだんは「{LOG.fields[known][0]}」の見出しです。"
                    "取り違えがないか確かめてください。"
                )
                yield Finding(must=False, say=say)


def _folders(folder: OfficeFolder, office: Office) -> Iterator[Finding]:
    for place in (folder.inbox, folder.private, folder.public):
        if not place.is_dir():
            yield Finding(must=True, say=f"フォルダー {place.name} がありません。作ってください。")
        elif not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(must=True, say=f"フォルダー {place.name} に書き込めません。権限を確かめてください。")
    if sys.platform != "win32":
        for place in (folder.private, folder.secrets):
            if place.exists() and place.stat().st_mode & 0o077:
                yield Finding(
                    must=True,
                    say=f"{place.name} をほかの利用者も読めます。「chmod go-rwx {place.name}」で閉じてください。",
                )
        if folder.subscribed.exists() and folder.subscribed.stat().st_mode & 0o007:
            yield Finding(
                must=True,
                say="feeds をほかの利用者も開けます。中のファイルの名前がカレンダーのアドレスです。"
                "「chmod o-rwx feeds」で閉じてください。",
            )
    if office.inbox.maildir and not (folder.root / office.inbox.maildir / "new").is_dir():
        yield Finding(
            must=True, say="[inbox] の maildir に書かれたフォルダーが Maildir ではありません。場所を確かめてください。"
        )


def _in_the_store(folder: OfficeFolder, office: Office, as_of: datetime) -> Iterator[Finding]:
    """Tell of bookings that have been overtaken, and of what subscribers see."""
    try:
        if not has_run(folder):
            return
        with looking(folder.root) as (_, _, transaction):
            live = live_bookings(transaction, local(as_of).date())
            subscribers = every_subscriber(transaction)
    except MadoguchiError:  # told by `_store`
        return
    yield from _overtaken(office, live, as_of)
    yield from (Finding(must=False, say=say) for say in concerns(folder, office, subscribers))


def _overtaken(office: Office, live: list[Booking], as_of: datetime) -> Iterator[Finding]:
    """Tell of bookings that closures, absences or new hours have overtaken: the capacity fell under them."""
    hits = unfit(office, OfficeDays(office), live, as_of)
    if hits:
        say = f"今の開庁日や相談員の予定に合わない予約が {len(hits)} 件あります（最初は{say_moment(hits[0].booking.start)}、{hits[0].misfit.why}）。"
        yield Finding(must=False, say=say + "「madoguchi affected」で内容を確かめてください。")


def _machine(folder: OfficeFolder, as_of: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(folder.root).free
    if free < _ENOUGH_DISK:
        yield Finding(must=True, say=f"ディスクの空きが {free // 2**20} MB しかありません。500 MB 以上にしてください。")
    if local(as_of) < _EARLIEST:
        yield Finding(
            must=True, say=f"パソコンの時計が {local(as_of):%Y年%m月%d日} になっています。時計を合わせてください。"
        )
    if folder.database.exists() and datetime.fromtimestamp(
        folder.database.stat().st_mtime, as_of.tzinfo
    ) > as_of + timedelta(days=1):
        yield Finding(must=False, say="前回の実行が今の時刻より先です。パソコンの時計を確かめてください。")
