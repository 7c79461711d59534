"""Several machines send the letters of one office: each letter leaves once, and none is lost with a machine."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
import samples_of_papers as sample
import samples_of_requests as make
import stores
from samples_of_requests import AS_OF
from sqlalchemy import URL

from madoguchi.config.folder import OfficeFolder
from madoguchi.config.mail import Smtp
from madoguchi.model.notice import Means, Notice, NoticeState
from madoguchi.store import outbox
from madoguchi.store.engine import Store
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sending import hand_over as sending
from scheduler.sending.delivery import Fate, Outcome
from scheduler.tell import tell
from scheduler.told import Told

OFFICE = make.office(counsellors=1).model_copy(update={"smtp": Smtp(host="mail.example", security="none")})
LETTERS = 50


class Machine:
    """One machine with its own folder; `meanwhile` is done while it hands its first letter over."""

    is_closed = False

    def __init__(self, store: Store, root: Path, sent: Counter[str], fate: Fate = Fate.HANDED_OVER) -> None:
        self.store, self._root, self._sent, self._fate = store, root, sent, fate
        self.meanwhile: Callable[[], object] | None = None

    def deliver(self, notice: Notice) -> Outcome:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        self._sent[notice.message_id] += self._fate is Fate.HANDED_OVER
        return Outcome(self._fate, "DATA 250" if self._fate is Fate.HANDED_OVER else "RCPT 550 5.1.1")

    def tell(self) -> Told:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sending, "open_delivery", lambda *_: nullcontext(self))
            desk = Desk(OFFICE, sample.secrets(), AS_OF)
            return tell(self.store, OfficeFolder(self._root), desk, OfficeDays(OFFICE))


@pytest.fixture
def sent() -> Counter[str]:
    """Count the letters by their Message-ID."""
    return Counter()


@pytest.fixture
def machines(shared_database: URL, tmp_path: Path, sent: Counter[str]) -> Iterator[tuple[Machine, Machine]]:
    one, other = stores.postgresql_store(shared_database), stores.postgresql_store(shared_database)
    stores.empty(one)
    with one.writing() as t:
        stores.put_request(t, make.ask(1, stores.at(3)))
        for number in range(LETTERS):
            stores.put_notice(t, message_id=f"<n.{number}@mihon.example>", booking_id=None)
    yield Machine(one, tmp_path / "one", sent), Machine(other, tmp_path / "other", sent)
    one.close()
    other.close()


def _states(store: Store) -> Counter[NoticeState]:
    with store.reading() as t:
        return Counter(one.state for one in outbox.notices_by_id(t, range(1, 3 * LETTERS)).values())


def test_two_machines_at_once_send_each_letter_once(machines: tuple[Machine, Machine], sent: Counter[str]) -> None:
    one, other = machines
    also: list[Told] = []
    one.meanwhile = lambda: also.append(other.tell())
    told = one.tell()
    assert (told.handed_over, also[0].handed_over) == (1, LETTERS - 1)
    assert set(sent.values()) == {1}
    assert len(sent) == LETTERS
    assert _states(one.store) == {NoticeState.HANDED_OVER: LETTERS}


def test_others_write_while_a_letter_is_sent(machines: tuple[Machine, Machine]) -> None:
    one, other = machines

    def write() -> None:
        with other.store.writing() as t:
            stores.put_notice(t, means=Means.TELEPHONE, mail=b"", message_id="")

    one.meanwhile = write
    assert one.tell().handed_over == LETTERS


class _StopError(Exception):
    pass


def test_what_a_dying_machine_held_is_sent_by_the_next(machines: tuple[Machine, Machine], sent: Counter[str]) -> None:
    """Whether its letter left nobody knows; the repeat carries the same Message-ID."""
    one, other = machines

    def die() -> None:
        raise _StopError

    one.meanwhile = die
    with pytest.raises(_StopError):
        one.tell()
    assert other.tell().handed_over == LETTERS
    assert set(sent.values()) == {1}


def test_a_letter_refused_to_two_machines_is_called_once(machines: tuple[Machine, Machine]) -> None:
    one, other = machines
    refusing = Machine(other.store, other._root, Counter(), Fate.REFUSED)
    told = []
    one_refusing = Machine(one.store, one._root, Counter(), Fate.REFUSED)
    one_refusing.meanwhile = lambda: told.append(refusing.tell())
    told.append(one_refusing.tell())
    assert sum(each.refused for each in told) == LETTERS
    assert _states(one.store) == {NoticeState.REFUSED: LETTERS, NoticeState.WAITING: LETTERS}
    with one.store.reading() as t:
        assert len(outbox.waiting_notices(t, Means.TELEPHONE)) == LETTERS
