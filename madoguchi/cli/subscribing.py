"""Who subscribes to the calendars: added, renewed and revoked; each change is on the disk before it is told."""

import secrets
from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from madoguchi.cli.line import Line, open_line
from madoguchi.cli.looks import looking
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.office import Office
from madoguchi.errors import NotAllowed, TryLater
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail, Subscriber, digest_of
from madoguchi.store.engine import Transaction
from madoguchi.store.subscribers import add_subscribers, every_subscriber, next_subscriber_id, replace_subscriber
from scheduler.feeds import missing_files, write_feeds
from scheduler.letters.facts import plain
from scheduler.told import Told

_SECRET_BYTES = 20  # 160 bits: 32 letters of base32
_LONGEST_NAME = 60


class State(StrEnum):
    """How a subscriber stands."""

    LIVE = "live"
    MISSING = "missing"
    REVOKED = "revoked"


class Address(NamedTuple):
    """A new address, which is told once and kept nowhere.

    Attributes:
        file: Name of the file, the secret in it.
        url: Where the web server shows it; empty when the office has none.
    """

    subscriber: Subscriber
    file: str
    url: str


def add(root: Path, name: str, shows: str, detail: Detail, as_of: datetime) -> Address:
    """Add a subscriber and write the calendar.

    Raises:
        NotAllowed: Nobody can be told apart by that name, or no counsellor has that id.
        TryLater: The calendar could not be written.
    """
    check(root, name, shows)
    with open_line(root, as_of) as line:
        secret = _new_secret()
        with line.store.writing() as transaction:
            new = Subscriber(
                subscriber_id=next_subscriber_id(transaction),
                name=plain(name, _LONGEST_NAME),
                shows=shows,
                detail=detail,
                digest=digest_of(secret),
                made_at=as_of,
            )
            add_subscribers(transaction, [new])
        return _address(line, new, secret)


def check(root: Path, name: str, shows: str) -> None:
    """Look whether somebody can be added so. Raises as `add` does."""
    office = load_office(OfficeFolder(root).office_toml)
    if not plain(name):
        raise NotAllowed("だれのカレンダーか分かる名前を書いてください（例：相談員Aのスマートフォン）。")
    if shows != WHOLE_OFFICE and office.counsellor(shows) is None:
        known = "、".join(f"{one.id}（{one.name}）" for one in office.counsellors)
        raise NotAllowed(
            f"「{shows}」という記号の相談員がいません。--shows には {known}、"
            f"または事業所全体の {WHOLE_OFFICE} を書いてください。"
        )


def renew(root: Path, number: int, as_of: datetime) -> Address:
    """Give a subscriber a new address; the old one shows nothing from now on.

    Raises:
        NotAllowed: There is no such subscriber, or it has been revoked.
        TryLater: The calendar could not be written, or the old one not be removed.
    """
    with open_line(root, as_of) as line:
        secret = _new_secret()
        with line.store.writing() as transaction:
            one = _live(transaction, number)
            renewed = one.model_copy(update={"digest": digest_of(secret), "renewed_at": as_of})
            replace_subscriber(transaction, renewed)
        return _address(line, renewed, secret)


def revoke(root: Path, number: int, as_of: datetime) -> Subscriber:
    """Make the address of a subscriber show nothing from now on, for good.

    Raises:
        NotAllowed: There is no such subscriber, or it has been revoked already.
        TryLater: The calendar could not be removed.
    """
    with open_line(root, as_of) as line:
        with line.store.writing() as transaction:
            revoked = _live(transaction, number).model_copy(update={"revoked_at": as_of})
            replace_subscriber(transaction, revoked)
        _write(line)
        return revoked


def every(root: Path) -> list[tuple[Subscriber, State]]:
    """Return all subscribers with how each stands.

    Raises:
        ConfigurationError: There is no office, or nothing has been run yet.
    """
    with looking(root) as (_, folder, transaction):
        found = every_subscriber(transaction)
    missing = missing_files(folder, found)
    return [(one, _state(one, missing)) for one in found]


def concerns(folder: OfficeFolder, office: Office, subscribers: list[Subscriber]) -> Iterator[str]:
    """Say what an office should know of its subscribers."""
    live = [one for one in subscribers if one.revoked_at is None]
    told = sum(one.detail is not Detail.NUMBER for one in live)
    if told:
        yield (
            f"氏名か頭文字の載るカレンダーを見ている登録が {told} 件あります。"
            "「madoguchi feed list」で確かめ、要らないものは「madoguchi feed revoke」で止めてください。"
        )
    if office.feeds.url and office.feeds.url.scheme != "https":
        yield (
            "[feeds] の url が https ではありません。カレンダーの内容もアドレスも、途中で読み取られるおそれがあります。"
        )
    for one in missing_files(folder, subscribers):
        yield (
            f"登録番号 {one.subscriber_id}（{one.name}）のカレンダーのファイルがありません。"
            f"「madoguchi feed renew {one.subscriber_id}」で新しいアドレスを作ってください。"
        )


def _state(one: Subscriber, missing: list[Subscriber]) -> State:
    if one.revoked_at:
        return State.REVOKED
    return State.MISSING if one in missing else State.LIVE


def _live(transaction: Transaction, number: int) -> Subscriber:
    one = next((one for one in every_subscriber(transaction) if one.subscriber_id == number), None)
    if one is None:
        raise NotAllowed(f"登録番号 {number} はありません。「madoguchi feed list」で番号を確かめてください。")
    if one.revoked_at:
        raise NotAllowed(
            f"登録番号 {number}（{one.name}）はすでに停止しています。"
            "もう一度使うときは「madoguchi feed add」で新しく登録してください。"
        )
    return one


def _new_secret() -> str:
    return b32encode(secrets.token_bytes(_SECRET_BYTES)).decode().lower()


def _address(line: Line, subscriber: Subscriber, secret: str) -> Address:
    _write(line, secret)
    file, url = f"{secret}.ics", line.office.feeds.url
    return Address(subscriber, file, f"{str(url).rstrip('/')}/{file}" if url else "")


def _write(line: Line, new_secret: str = "") -> None:
    told = Told()
    with line.store.reading() as transaction:
        write_feeds(transaction, line.folder, line.office, line.as_of, told, new_secret)
    if told.held or told.faulty:
        names = "、".join((*told.held, *told.faulty))
        raise TryLater(
            f"登録の内容は記録しましたが、カレンダーを書けないか消せないものがあります（{names}）。"
            "開いているファイルを閉じて「madoguchi run」を実行し、「madoguchi feed list」で確かめてください。"
        )
