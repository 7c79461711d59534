"""Every function of the store that returns what it holds, with a question for each; and a check that none is missing."""

import inspect
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

from stores import AS_OF

from madoguchi.files import fingerprint
from madoguchi.model.mailbox import Folder, MailPlace
from madoguchi.model.notice import Means, NoticeKind
from madoguchi.model.terms import TermsVersion
from madoguchi.store import (
    arrivals,
    bookings,
    bounces,
    contacts,
    decisions,
    engine,
    figures,
    invited,
    items,
    keys,
    ledger,
    mailboxes,
    offers,
    outbox,
    replies,
    requests,
    reviews,
    sending,
    subscribers,
    terms,
)
from madoguchi.store.engine import Transaction

MODULES = (
    *(
        arrivals,
        bookings,
        bounces,
        contacts,
        decisions,
        figures,
        invited,
        items,
        keys,
        ledger,
        mailboxes,
        offers,
        outbox,
        replies,
        requests,
        reviews,
        sending,
        subscribers,
    ),
    terms,
)
# Of the other modules of the store none asks it for anything.
OPENING = {
    "columns",
    "engine",
    "location",
    "notice_rows",
    "lock",
    "portable",
    "postgresql",
    "schema",
    "schema_calendars",
    "schema_mail",
    "schema_parts",
}
OPENING |= {"sqlite"}
MESSAGE_ID = "<n.1.0.confirmation@hellowork-toyooka.example>"
NUMBERS = ["28070-1234567"]
UNREAD = fingerprint(b"toyooka 2")
FAR = date(2030, 1, 1)
YESTERDAY = AS_OF - timedelta(days=1)
MAIL_FOLDER = Folder("yoyaku@mail.example", "INBOX", 5)
VERSION = TermsVersion(version="2030-01-01", effective_on=FAR, sha256="0", text="本文")

READS: dict[str, Callable[[Transaction], object]] = {
    "arrivals.claim_unread": lambda t: arrivals.claim_unread(t, 10),
    "arrivals.claim_earlier": lambda t: arrivals.claim_earlier(t, 9),
    "arrivals.claim_results_due": arrivals.claim_results_due,
    "arrivals.arrivals_by_hash": lambda t: arrivals.arrivals_by_hash(t, [UNREAD]),
    "arrivals.newest_of_name": lambda t: arrivals.newest_of_name(t, ["電話受付簿.csv"]),
    "arrivals.raw_bytes": lambda t: arrivals.raw_bytes(t, UNREAD),
    "arrivals.arrivals_by_id": lambda t: arrivals.arrivals_by_id(t, [1, 2]),
    "bookings.next_booking_id": bookings.next_booking_id,
    "bookings.live_bookings": lambda t: bookings.live_bookings(t, AS_OF.date()),
    "bookings.live_bookings_of": lambda t: bookings.live_bookings_of(t, NUMBERS),
    "bookings.last_counsellors": lambda t: bookings.last_counsellors(t, NUMBERS),
    "bookings.no_shows_of": lambda t: bookings.no_shows_of(t, NUMBERS),
    "bookings.unrecorded_bookings": lambda t: bookings.unrecorded_bookings(t, FAR, 9),
    "bookings.bookings_between": lambda t: bookings.bookings_between(t, AS_OF.date(), FAR),
    "bookings.bookings_by_uid": lambda t: bookings.bookings_by_uid(t, ["one", "two"]),
    "bookings.bookings_by_id": lambda t: bookings.bookings_by_id(t, range(1, 9)),
    "bookings.events_between": lambda t: bookings.events_between(t, AS_OF.date(), FAR, named=True),
    "bookings.visits_since": lambda t: bookings.visits_since(t, AS_OF.date()),
    "bookings.count_by_state": bookings.count_by_state,
    "bounces.next_bounce_id": bounces.next_bounce_id,
    "bounces.bounces_of_notices": lambda t: bounces.bounces_of_notices(t, range(1, 9)),
    "bounces.bounces_to_call": bounces.bounces_to_call,
    "bounces.unreachable": lambda t: bounces.unreachable(t, ["taro@mihon.example"], AS_OF),
    "contacts.people_of": lambda t: contacts.people_of(t, bookings.bookings_by_id(t, range(1, 9)).values()),
    "decisions.latest_decisions": lambda t: decisions.latest_decisions(t, range(1, 9)),
    "decisions.bookings_of_requests": lambda t: decisions.bookings_of_requests(t, range(1, 9)),
    "decisions.decisions_of": lambda t: decisions.decisions_of(t, range(1, 9), range(1, 9)),
    "figures.newest": figures.newest,
    "figures.visits_by_start": lambda t: figures.visits_by_start(t, AS_OF.date(), FAR),
    "figures.waits_between": lambda t: figures.waits_between(t, AS_OF.date(), FAR),
    "figures.requests_received": lambda t: figures.requests_received(t, YESTERDAY, AS_OF + timedelta(days=1)),
    "figures.doubts_raised": lambda t: figures.doubts_raised(t, YESTERDAY, AS_OF + timedelta(days=1)),
    "invited.invited_addresses": lambda t: invited.invited_addresses(t, range(1, 9)),
    "invited.wrongly_invited": lambda t: invited.wrongly_invited(t, AS_OF),
    "items.next_item_id": items.next_item_id,
    "items.items_by_identity": lambda t: items.items_by_identity(t, ["row 1", "row 2"]),
    "items.items_of_request": lambda t: items.items_of_request(t, range(1, 9)),
    "items.newest_items": lambda t: items.newest_items(t, range(1, 9)),
    "items.items_of_arrival": lambda t: items.items_of_arrival(t, 1),
    "items.unreadable_items": items.unreadable_items,
    "keys.reply_key": keys.reply_key,
    "ledger.read_ledger": ledger.read_ledger,
    "mailboxes.mailbox_health": lambda t: mailboxes.mailbox_health(t, MAIL_FOLDER.account, MAIL_FOLDER.name),
    "mailboxes.greatest_uid": lambda t: mailboxes.greatest_uid(t, MAIL_FOLDER),
    "mailboxes.fetched_in": lambda t: mailboxes.fetched_in(t, MAIL_FOLDER, MailPlace.ARCHIVED),
    "mailboxes.known_uids": lambda t: mailboxes.known_uids(t, MAIL_FOLDER, range(1, 9)),
    "mailboxes.count_moved": lambda t: mailboxes.count_moved(t, MAIL_FOLDER.account, MAIL_FOLDER.name),
    "offers.holding_offers": lambda t: offers.holding_offers(t, range(1, 9)),
    "offers.next_offer_id": offers.next_offer_id,
    "offers.open_offers": offers.open_offers,
    "offers.offers_of": lambda t: offers.offers_of(t, range(1, 9)),
    "outbox.next_notice_id": outbox.next_notice_id,
    "outbox.untold_of_requests": lambda t: outbox.untold_of_requests(t, range(1, 9), NoticeKind.CONFIRMATION),
    "outbox.waiting_notices": lambda t: outbox.waiting_notices(t, Means.MAIL),
    "outbox.claim_letters": lambda t: outbox.claim_letters(t, after=0, limit=10, as_of=AS_OF),
    "outbox.still_waiting": lambda t: outbox.still_waiting(t, range(1, 9)),
    "outbox.notices_by_id": lambda t: outbox.notices_by_id(t, range(1, 9)),
    "outbox.notices_of": lambda t: outbox.notices_of(t, range(1, 9), range(1, 9)),
    "outbox.letters_by_message_id": lambda t: outbox.letters_by_message_id(t, [MESSAGE_ID]),
    "outbox.letters_to": lambda t: outbox.letters_to(t, ["taro@mihon.example"], AS_OF),
    "outbox.addresses_told": lambda t: outbox.addresses_told(t, range(1, 9)),
    "outbox.waiting_of_kind": lambda t: outbox.waiting_of_kind(t, NoticeKind.CONFIRMATION),
    "outbox.reminded_at": lambda t: outbox.reminded_at(t, range(1, 9)),
    "outbox.untold": lambda t: outbox.untold(t, range(1, 9)),
    "outbox.count_notices": outbox.count_notices,
    "replies.next_reply_id": replies.next_reply_id,
    "replies.addresses_answered": replies.addresses_answered,
    "replies.replies_to_call": replies.replies_to_call,
    "replies.replies_to": lambda t: replies.replies_to(t, range(1, 9)),
    "requests.next_request_id": requests.next_request_id,
    "requests.waiting_requests": requests.waiting_requests,
    "requests.requests_by_id": lambda t: requests.requests_by_id(t, range(1, 9)),
    "requests.requests_about": lambda t: requests.requests_about(t, range(1, 9)),
    "requests.waiting_list": requests.waiting_list,
    "requests.filed_under_numbers": lambda t: requests.filed_under_numbers(t, NUMBERS),
    "requests.filed_under_names": lambda t: requests.filed_under_names(t, ["見本太郎"]),
    "requests.open_requests_of": lambda t: requests.open_requests_of(t, NUMBERS),
    "requests.people": lambda t: list(requests.people(t)),
    "requests.count_by_state": requests.count_by_state,
    "reviews.open_entries": reviews.open_entries,
    "reviews.entries_to_ask": lambda t: reviews.entries_to_ask(t, 10),
    "reviews.entries_to_acknowledge": lambda t: reviews.entries_to_acknowledge(t, 10),
    "reviews.entries_by_id": lambda t: reviews.entries_by_id(t, range(1, 9)),
    "reviews.open_doubts": lambda t: reviews.open_doubts(t, range(1, 9)),
    "reviews.count_open": reviews.count_open,
    "reviews.people_in_reviews": lambda t: list(reviews.people_in_reviews(t)),
    "sending.automatic_letters_since": lambda t: sending.automatic_letters_since(t, ["taro@mihon.example"], YESTERDAY),
    "sending.next_try": lambda t: sending.next_try(t, AS_OF),
    "sending.oldest_waiting": sending.oldest_waiting,
    "sending.last_handed_over": sending.last_handed_over,
    "sending.count_unreleased": sending.count_unreleased,
    "sending.count_by_answer": sending.count_by_answer,
    "sending.letters_that_wait": sending.letters_that_wait,
    "sending.unreleased": sending.unreleased,
    "sending.handed_over_since": lambda t: sending.handed_over_since(t, YESTERDAY),
    "subscribers.next_subscriber_id": subscribers.next_subscriber_id,
    "subscribers.every_subscriber": subscribers.every_subscriber,
    "subscribers.live_subscribers": subscribers.live_subscribers,
    "terms.bookings_under_other_terms": lambda t: terms.bookings_under_other_terms(t, AS_OF.date(), VERSION),
    "terms.told_of_terms": lambda t: terms.told_of_terms(t, bookings.bookings_by_id(t, [1, 2]).values()),
}


def public_functions() -> set[str]:
    return {
        f"{_short(module)}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def _short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def forgotten_modules() -> set[str]:
    """Return the modules of the store that stand in neither list."""
    there = {path.stem for path in Path(engine.__file__).parent.glob("*.py")} - {"__init__"}
    return there ^ ({_short(module) for module in MODULES} | OPENING)
