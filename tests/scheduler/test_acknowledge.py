"""Who wrote what staff have to look at is told that it has come, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import papers
import pytest
import samples_of_papers as sample
import stores
from samples_of_papers import AS_OF

from madoguchi.model.item import Channel, Kind
from madoguchi.model.notice import Means, Notice, NoticeKind
from madoguchi.model.reading import Particulars
from madoguchi.store import outbox, reviews
from madoguchi.store.engine import Store
from madoguchi.store.items import add_items
from scheduler.acknowledge import acknowledge
from scheduler.notices import Desk

OFFICE = sample.office()
DESK = Desk(OFFICE, sample.secrets(), AS_OF)
STRANGER = "dareka@mihon.example"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.new_store(tmp_path)
    yield opened
    opened.close()


def _comes(store: Store, number: int, to: str = STRANGER, language: str = "", name: str = "見本 太郎") -> None:
    """Put a mail on the review list whose sender is to have a receipt."""
    with store.writing() as t:
        stores.put_arrival(t, number)
        add_items(t, [stores.item(number, arrival_id=number, kind=Kind.QUESTION, channel=Channel.MAIL)])
        person = Particulars(name=name, language=language)
        reviews.open_reviews(t, [reviews.NewReview(number, None, person, "", (), ask=False, receipt_to=to)], at=AS_OF)


def _written(store: Store, desk: Desk = DESK) -> list[Notice]:
    acknowledge(store, desk)
    with store.reading() as t:
        assert reviews.entries_to_acknowledge(t, 9) == []
        return [one for one in outbox.notices_by_id(t, range(1, 99)).values() if one.kind is NoticeKind.RECEIPT]


def _text(notice: Notice) -> str:
    body = papers.read_letter(notice.mail).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_receipt_says_that_the_mail_has_come_and_that_nothing_is_done_yet(store: Store) -> None:
    _comes(store, 1)
    (notice,) = _written(store)
    assert (notice.means, notice.to, notice.say, notice.name) == (Means.MAIL, STRANGER, "", "")
    letter = papers.read_letter(notice.mail)
    assert letter["Subject"] == "【お問い合わせ番号 K00001】メールを受け取りました"
    assert letter["Auto-Submitted"] == "auto-generated"
    for told in ("まだ行っていません", "0796-00-0000", "K00001"):
        assert told in _text(notice)
    assert "見本" not in _text(notice), "whether the name is known is nobody's business"


def test_a_receipt_is_written_once(store: Store) -> None:
    _comes(store, 1)
    assert _written(store) == _written(store)


def test_the_number_is_the_request_s_where_there_is_one(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request())
        new = reviews.NewReview(12, 12, Particulars(), "", (), ask=False, receipt_to=STRANGER)
        reviews.open_reviews(t, [new], at=AS_OF)
    (notice,) = _written(store)
    assert papers.read_letter(notice.mail)["Subject"] == "【受付番号 M00012】メールを受け取りました"
    assert "見本" not in _text(notice)
    assert notice.request_id == 12


def test_the_language_is_the_one_that_the_mail_names(store: Store) -> None:
    _comes(store, 1, language="英語")
    assert "We have received it" in _text(_written(store)[0])


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("yoyaku@hellowork-toyooka.example", "our own mailbox"),
        ("YOYAKU+b7-abc@hellowork-toyooka.example", "a mailbox of a booking"),
        ("a b@mihon.example", "an address that cannot be written to"),
    ],
)
def test_no_receipt_goes_there(store: Store, to: str, why: str) -> None:
    _comes(store, 1, to)
    assert _written(store) == [], why


def test_an_office_that_wants_no_receipts_writes_none(store: Store) -> None:
    _comes(store, 1)
    letters = OFFICE.letters.model_copy(update={"receipts": False})
    assert _written(store, Desk(OFFICE.model_copy(update={"letters": letters}), DESK.secrets, AS_OF)) == []


def test_an_address_gets_one_in_an_hour_however_it_is_written(store: Store) -> None:
    _comes(store, 1)
    _comes(store, 2, STRANGER.upper())
    _comes(store, 3, "other@mihon.example")
    assert [notice.to for notice in _written(store)] == [STRANGER, "other@mihon.example"]
    _comes(store, 4)
    assert len(_written(store, Desk(OFFICE, DESK.secrets, AS_OF + timedelta(minutes=59)))) == 2
    _comes(store, 5)
    assert len(_written(store, Desk(OFFICE, DESK.secrets, AS_OF + timedelta(minutes=61)))) == 3


def test_a_question_within_the_hour_counts_too(store: Store) -> None:
    with store.writing() as t:
        stores.put_request(t, sample.request())
        asked = stores.notice(
            50,
            kind=NoticeKind.TELL_US_MORE,
            to=STRANGER,
            request_id=12,
            booking_id=None,
            created_at=AS_OF - timedelta(minutes=5),
        )
        outbox.add_notices(t, [asked])
    _comes(store, 2)
    assert _written(store) == []


def test_an_address_gets_five_a_day(store: Store) -> None:
    for number in range(1, 8):
        _comes(store, number)
        _written(store, Desk(OFFICE, DESK.secrets, AS_OF + timedelta(hours=2 * number)))
    assert len(_written(store)) == 5


def test_what_staff_have_settled_meanwhile_is_not_acknowledged(store: Store) -> None:
    _comes(store, 1)
    with store.writing() as t:
        reviews.close_reviews(t, [(1, "職員")], AS_OF)
    assert _written(store) == []
