"""Who may be written to without anybody having decided it."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import samples_of_papers as sample
import stores
from samples_of_requests import AS_OF, ask
from stores import at

from madoguchi.config.mail import Imap
from madoguchi.model.notice import Means, Notice
from madoguchi.model.reading import Doubt
from madoguchi.model.request import RequestState
from madoguchi.store import outbox
from madoguchi.store.engine import Store
from madoguchi.store.reviews import NewReview, open_reviews
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.schedule import schedule
from scheduler.sparing import A_DAY, Sparing, own_addresses

TARO = "taro@mihon.example"
OURS = "yoyaku@hellowork-toyooka.example"


def test_one_letter_an_hour_and_five_a_day() -> None:
    fresh = Sparing([OURS], {}, {})
    assert [fresh.may_write(TARO) for _ in range(3)] == [True, False, False], "those of this run count"
    assert not Sparing([], {TARO: 1}, {TARO: 1}).may_write(TARO)
    assert Sparing([], {}, {TARO: A_DAY - 1}).may_write(TARO)
    assert not Sparing([], {}, {TARO: A_DAY}).may_write(TARO)


def test_capitals_make_no_other_address() -> None:
    limits = Sparing([], {}, {})
    assert [limits.may_write(one) for one in (TARO, "Taro@Mihon.example")] == [True, False]


def test_nothing_goes_to_ourselves_with_or_without_a_mark_or_to_nobody() -> None:
    imap = Imap(host="mail.example", user="uketsuke@hellowork-toyooka.example")
    office = sample.office().model_copy(update={"imap": imap})
    limits = Sparing(own_addresses(office), {}, {})
    own = [OURS, OURS.upper(), OURS.replace("@", "+b7-abc@"), "uketsuke@hellowork-toyooka.example", ""]
    assert [limits.may_write(address) for address in own] == [False] * len(own)


def _asked(folder: Path, *people: dict[str, object]) -> list[Notice]:
    """Return what is written when these people's requests were doubtful."""
    with closing(stores.new_store(folder)) as store:
        _ask(store, people)
        with store.reading() as t:
            return [one for means in Means for one in outbox.waiting_notices(t, means)]


def _ask(store: Store, people: Iterable[dict[str, object]]) -> None:
    with store.writing() as t:
        for number, given in enumerate(people, 1):
            person = sample.person(**{"phone": "090-0000-0000", **given})
            request = ask(number, at(3)).model_copy(update={"person": person, "state": RequestState.REVIEW})
            stores.put_request(t, request)
            doubts = (Doubt(code="full", say="満席です。"),)
            open_reviews(t, [NewReview(number, number, person, "", doubts, ask=True)], AS_OF)
    office = sample.office()
    schedule(store, Desk(office, sample.secrets(), AS_OF), OfficeDays(office))


def test_the_second_question_to_one_address_is_asked_on_the_telephone(tmp_path: Path) -> None:
    letter, call = _asked(tmp_path, {"email": TARO}, {"email": TARO})
    assert (letter.means, letter.to) == (Means.MAIL, TARO)
    assert (call.means, call.to, call.mail) == (Means.TELEPHONE, "090-0000-0000", b"")


def test_a_question_without_a_way_left_stays_with_staff(tmp_path: Path) -> None:
    (letter,) = _asked(tmp_path, {"email": TARO}, {"email": TARO, "phone": ""}, {"email": OURS, "phone": ""})
    assert letter.request_id == 1
