"""Why a letter waits, as staff read it."""

from datetime import timedelta

import samples_of_papers as sample
import stores
from stores import AS_OF

from madoguchi.config.mail import Letters, Smtp
from madoguchi.config.office import Office
from madoguchi.model.notice import NoticeKind
from scheduler.sending.waiting import waiting_letters

HOUR = timedelta(hours=1)


def _office(release: str = "by_staff") -> Office:
    letters = Letters.model_validate({"release": release})
    return sample.office().model_copy(update={"smtp": Smtp(host="mail.example"), "letters": letters})


def _whys(*letters: object, office: Office | None = None, until: dict[int, object] | None = None) -> list[str]:
    return [one.why for one in waiting_letters(letters, office or _office(), until or {}, AS_OF)]  # type: ignore[arg-type]


def test_a_held_letter_waits_for_staff_since_it_was_written_and_a_released_one_since_then() -> None:
    held, released = stores.notice(1, booking_id=1), stores.notice(2, booking_id=2, released_at=AS_OF + HOUR)
    one, other = waiting_letters([released, held], _office(), {}, AS_OF)
    assert (one.held, one.since, one.why, one.next_try) == (True, AS_OF, "職員の確認を待っています", None)
    assert (other.held, other.since, other.why) == (False, AS_OF + HOUR, "次の実行で送ります")


def test_without_a_hold_no_letter_waits_for_staff() -> None:
    (one,) = waiting_letters([stores.notice(1)], _office("automatic"), {}, AS_OF)
    assert (one.held, one.why) == (False, "次の実行で送ります")
    drafts = _office().model_copy(update={"smtp": None})
    assert not waiting_letters([stores.notice(1)], drafts, {}, AS_OF)[0].held, "drafts are staff's to send anyhow"


def test_an_offer_that_is_held_says_how_long_it_stands() -> None:
    offer = stores.notice(1, kind=NoticeKind.OFFER, created_at=AS_OF)
    said = [
        _whys(offer, until={1: AS_OF + HOUR}),
        _whys(offer.model_copy(update={"created_at": AS_OF - HOUR}), until={1: AS_OF + HOUR}),
        _whys(offer, until={1: AS_OF}),
    ]
    assert said == [
        ["職員の確認を待っています（お返事の期限は11月30日（月）午前10時）"],
        ["職員の確認を待っています（お返事の期限は11月30日（月）午前10時。お急ぎください）"],
        ["職員の確認を待つうちに、お返事の期限を過ぎました"],
    ]


def test_a_letter_that_was_put_off_says_what_the_server_said_and_the_one_behind_it_why_it_stays() -> None:
    put_off = stores.notice(3, booking_id=7, tries=2, answered="RCPT 450 4.2.0", next_try_at=AS_OF + HOUR)
    behind, apart = stores.notice(5, booking_id=7), stores.notice(6, booking_id=None)
    first, second, third = waiting_letters([put_off, behind, apart], _office("automatic"), {}, AS_OF)
    assert (first.why, first.next_try) == ("あて先のサーバーが受け取りを見合わせています（450 4.2.0）", AS_OF + HOUR)
    assert second.why == "同じ予約についての前のお知らせ（00003）を先に送ります"
    assert third.why == "次の実行で送ります"
