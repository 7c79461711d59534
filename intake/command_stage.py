"""Taking a command of staff: archived like anything that comes in, and settled in the same transaction."""

from datetime import datetime

from intake.commands import Act, Command, command_bytes, objection, readings_of
from intake.reading.fixed import read_fixed_time
from intake.stage import settle_within
from intake.taken import Intake
from madoguchi.errors import NotAllowed
from madoguchi.files import fingerprint
from madoguchi.model.item import Form
from madoguchi.model.reading import Doubt, Reading
from madoguchi.store import arrivals as arrival_store
from madoguchi.store.bookings import bookings_by_id
from madoguchi.store.decisions import latest_decisions
from madoguchi.store.engine import Transaction
from madoguchi.store.items import items_of_arrival
from madoguchi.store.requests import requests_by_id
from madoguchi.store.terms import keep_terms

COMMAND = "command"  # the source of a command


def take_command(intake: Intake, command: Command) -> tuple[int, ...]:
    """Take a command in and return the numbers of the requests that it became.

    The same command at the same moment is the same arrival: it changes nothing, whatever has become of it.

    Raises:
        NotAllowed: The number is unknown, the step is not allowed, or the start cannot be taken; nothing is stored.
    """
    raw = command_bytes(command, intake.as_of)
    sha256 = fingerprint(raw)
    with intake.store.writing() as transaction:
        arrival = arrival_store.arrivals_by_hash(transaction, [sha256]).get(sha256)
        if arrival is None:
            readings = _readings(transaction, intake, command)
            keep_terms(transaction, intake.terms, intake.as_of)
            name = f"madoguchi {command.act.value} {command.reference}"
            new = arrival_store.Incoming(sha256, COMMAND, name, Form.COMMAND, raw)
            arrival_store.archive(transaction, [new], intake.as_of)
            arrival = arrival_store.arrivals_by_hash(transaction, [sha256])[sha256]
            settle_within(transaction, intake, [(arrival, readings)])
        items = items_of_arrival(transaction, arrival.arrival_id)
    return tuple(item.request_id for item in items if item.request_id is not None)


def _readings(transaction: Transaction, intake: Intake, command: Command) -> list[Reading]:
    request = requests_by_id(transaction, [command.number]).get(command.number)
    if request is None:
        raise NotAllowed(f"受付番号{command.reference}の申込が見つかりません。番号を確かめてください。")
    decision = latest_decisions(transaction, [command.number]).get(command.number)
    booking_id = decision.booking_id if decision else None
    booking = bookings_by_id(transaction, [booking_id]).get(booking_id) if booking_id is not None else None
    if said := objection(command, request, booking, intake.as_of):
        raise NotAllowed(said)
    return readings_of(command, request, _start(intake, command), intake.as_of)


def _start(intake: Intake, command: Command) -> datetime | None:
    if not command.start and command.act not in {Act.CHANGE, Act.BOOK}:
        return None
    start = read_fixed_time(command.start, intake.as_of, intake.days)
    if isinstance(start, Doubt):
        raise NotAllowed(start.say)
    return start
