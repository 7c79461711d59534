"""Looking at the store: `status` and `ledger`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from intake.mailbox.session import account_of
from intake.sources.drop_folder import list_inbox
from madoguchi.cli.show import console, new_table
from madoguchi.cli.watching.health import Health
from madoguchi.cli.watching.mark import look
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.config.secrets import load_secrets
from madoguchi.errors import ConfigurationError, Exit
from madoguchi.model.booking import BookingState
from madoguchi.model.item import Outcome
from madoguchi.model.notice import Means, NoticeState
from madoguchi.model.request import RequestState
from madoguchi.store import bookings, requests
from madoguchi.store.engine import Transaction, opened
from madoguchi.store.ledger import read_ledger
from madoguchi.store.location import store_place
from madoguchi.store.mailboxes import mailbox_health
from madoguchi.store.offers import open_offers
from madoguchi.store.outbox import count_notices
from madoguchi.store.reviews import count_open
from madoguchi.store.sending import count_unreleased, last_handed_over, oldest_waiting
from sitegen.publishing.rollback import held

WORDS = {
    Outcome.REQUEST: "予約の申込",
    Outcome.CHANGE: "変更",
    Outcome.CANCELLATION: "取消",
    Outcome.VISIT_RECORD: "相談の記録",
    Outcome.REPLY: "返事",
    Outcome.AUTO_REPLY: "自動返信",
    Outcome.BOUNCE: "不達の知らせ",
    Outcome.DUPLICATE: "重複",
    Outcome.NOT_A_REQUEST: "対象外",
    Outcome.NEEDS_REVIEW: "要確認",
    Outcome.UNREADABLE: "読み取り不能",
}


def has_run(folder: OfficeFolder) -> bool:
    """Tell whether there is a store to look at."""
    place = store_place(folder, load_secrets(folder.secrets))
    return not isinstance(place, Path) or place.exists()


@contextmanager
def looking(root: Path) -> Iterator[tuple[Office, OfficeFolder, Transaction]]:
    """Open an office to look at, without holding back a run.

    Raises:
        ConfigurationError: There is no office, or nothing has been run yet.
    """
    folder = OfficeFolder(root)
    office = load_office(folder.office_toml)
    if not has_run(folder):
        raise ConfigurationError(["まだ一度も実行していません。「madoguchi run」を実行してください。"])
    place = store_place(folder, load_secrets(folder.secrets))
    with opened(place, office.office.id) as store, store.reading() as transaction:
        yield office, folder, transaction


def show_status(root: Path, as_of: datetime, *, json_wanted: bool) -> Exit:
    """Show what waits and for whom, and how the mail goes; NEEDS_PERSON when that calls for somebody."""
    with looking(root) as (office, folder, transaction):
        waiting = len(list_inbox(folder.inbox, as_of, office.inbox.rest_seconds))
        asked, booked = requests.count_by_state(transaction), bookings.count_by_state(transaction)
        notices = count_notices(transaction)
        figures: dict[str, int] = {
            "inbox で待っているファイル": waiting,
            "日程調整を待っている申込": asked.get(RequestState.RECEIVED, 0),
            "職員の確認を待っているもの（要確認.csv）": count_open(transaction),
            "これからの電話連絡（電話連絡.csv）": notices.get((Means.TELEPHONE, NoticeState.WAITING), 0),
            "空き待ちの申込（空き待ち.csv）": asked.get(RequestState.WAITING, 0) + asked.get(RequestState.OFFERED, 0),
            "お返事を待っている空き枠のご案内": len(open_offers(transaction)),
            "送信を待っているお知らせメール": notices.get((Means.MAIL, NoticeState.WAITING), 0),
            "用意したお知らせメール" if office.smtp is None else "送信したお知らせメール": notices.get(
                (Means.MAIL, NoticeState.HANDED_OVER), 0
            ),
            "決まっている予約": booked.get(BookingState.CONFIRMED, 0),
        }
        health = _health(transaction, office, folder)
    alarms = health.alarms(office, as_of)
    if json_wanted:
        keys = (
            *("inbox", "waiting", "reviews", "calls", "waiting_list", "offers"),
            *("letters_waiting", "letters_handed_over", "bookings"),
        )
        answer: dict[str, Any] = dict(zip(keys, figures.values(), strict=True)) | {"smtp": office.smtp is not None}
        sys.stdout.write(json.dumps(answer | health.as_json(office, as_of), ensure_ascii=False) + "\n")
    else:
        _print_status(figures, health, office, alarms)
    return Exit.NEEDS_PERSON if alarms else Exit.DONE


def _health(transaction: Transaction, office: Office, folder: OfficeFolder) -> Health:
    watching, began_at = look(folder)
    imap, by_staff = office.imap, office.letters.release == "by_staff"
    return Health(
        watching,
        began_at,
        mailbox_health(transaction, account_of(imap), imap.folder) if imap else None,
        last_handed_over(transaction),
        oldest_waiting(transaction, by_staff=by_staff),
        count_unreleased(transaction) if by_staff else 0,
        held(folder.public),
    )


def _print_status(figures: dict[str, int], health: Health, office: Office, alarms: tuple[str, ...]) -> None:
    table = new_table("今の様子", "件数")
    table.columns[1].justify = "right"
    for what, number in figures.items():
        table.add_row(what, str(number))
    out = console()
    out.print(table, soft_wrap=False)
    for what, said in health.lines(office).items():
        out.print(f"{what}：{said}")
    if office.smtp is None:
        out.print(
            "メールサーバーが設定されていないため、お知らせメールは送信されません。"
            "private/outbox/ に .eml ファイルで置いてありますので、メールソフトで開いて送ってください。"
        )
    for remark in health.remarks():
        if not any(remark in alarm for alarm in alarms):
            out.print(remark)
    for alarm in alarms:
        out.print(f"［警告］{alarm}")


def show_ledger(root: Path, *, json_wanted: bool) -> Exit:
    """Show how everything that came in ended, and whether the sums match."""
    with looking(root) as (_, _, transaction):
        book = read_ledger(transaction)
    if json_wanted:
        answer = {
            "closes": book.closes,
            "arrivals": len(book.lines),
            "outcomes": {outcome.value: number for outcome, number in book.total().items()},
        }
        sys.stdout.write(json.dumps(answer) + "\n")
        return Exit.DONE if book.closes else Exit.DEFECT
    table = new_table("届いたもの", "行数", "既出", "結末", "合計")
    for line in book.lines:
        ended = "、".join(f"{WORDS[outcome]}{number}" for outcome, number in line.outcomes.items())
        match = (
            "合っています"
            if line.is_read and not line.missing
            else "合いません"
            if line.is_read
            else "これから読みます"
        )
        table.add_row(line.name, str(line.counted), str(line.known), ended, match)
    out = console()
    out.print(table, soft_wrap=False)
    total = "、".join(f"{WORDS[outcome]}{number}" for outcome, number in book.total().items() if number)
    out.print(f"全部で：{total or 'まだ何も届いていません'}")
    if book.closes:
        out.print("処理簿は合っています。")
        return Exit.DONE
    out.print(
        "処理簿が合いません。「madoguchi run」をもう一度実行し、それでも合わなければ保守の担当者に知らせてください。"
    )
    return Exit.DEFECT
