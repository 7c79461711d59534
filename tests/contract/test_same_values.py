"""A value means the same in both databases: how text sorts, what text may hold, how great a number may be."""

import samples_of_papers as sample
from sqlalchemy import select

from madoguchi.files import fingerprint
from madoguchi.model.item import Form
from madoguchi.store import arrivals, items, requests
from madoguchi.store.engine import Store
from madoguchi.store.schema import raw

SORTED = ["2026-12-03", "2026-12-03T14:30", "2026-12-03U", "B", "a", "ア", "髙", "ｱ", "𠮷"]


def test_text_sorts_by_its_bytes(store: Store) -> None:
    """The end of a day is sought as `2026-12-03U`, behind every `2026-12-03T…`; a language would sort otherwise."""
    rows = [
        {"office": store.office, "sha256": word, "size": place, "packed": b""}
        for place, word in enumerate(reversed(SORTED))
    ]
    with store.writing() as t:
        t.run(raw.insert(), rows)
        found = t.run(select(raw.c.sha256).order_by(raw.c.sha256)).scalars().all()
        until = t.run(select(raw.c.sha256).where(raw.c.sha256 < "2026-12-03U")).scalars().all()
    assert found == SORTED
    assert len(until) == 2


def test_a_nul_stops_nothing(store: Store) -> None:
    """PostgreSQL takes none in text; raw bytes keep theirs."""
    person = sample.person(name="見本\0太郎", email="\0")
    incoming = arrivals.Incoming(fingerprint(b"\0"), "inbox", "a\0.csv", Form.LOG, b"\0")
    with store.writing() as t:
        requests.add_requests(t, [sample.request(request_id=1, person=person)])
        arrivals.archive(t, [incoming], sample.AS_OF)
        back = requests.requests_by_id(t, [1])[1].person
        assert (back.name, back.email) == ("見本\ufffd太郎", "\ufffd")
        assert list(arrivals.newest_of_name(t, ["a\0.csv"])) == ["a\ufffd.csv"]
        assert arrivals.raw_bytes(t, incoming.sha256) == b"\0"
        assert items.items_by_identity(t, ["\0"]) == {}


def test_a_number_may_have_64_bits(store: Store) -> None:
    great = 2**63 - 2
    with store.writing() as t:
        requests.add_requests(t, [sample.request(request_id=great, concerns=great)])
        assert requests.requests_by_id(t, [great])[great].concerns == great
        assert requests.next_request_id(t) == great + 1
