"""Letters about one booking leave in their order, for a calendar takes what comes last."""

from contextlib import closing, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import samples_of_papers as sample
import stores
from stores import AS_OF, at

from madoguchi.config.folder import OfficeFolder
from madoguchi.model.notice import Notice, NoticeKind
from scheduler.notices import Desk
from scheduler.openings import OfficeDays
from scheduler.sending import hand_over as sending
from scheduler.sending.delivery import Fate, Outcome
from scheduler.tell import tell

OLD, NEW = "old@mihon.example", "taro@mihon.example"


class Post:
    """A mail server that puts off what goes to some addresses."""

    is_closed = False

    def __init__(self) -> None:
        self.busy = {OLD}
        self.taken: list[int] = []

    def deliver(self, notice: Notice) -> Outcome:
        if notice.to in self.busy:
            return Outcome(Fate.TRY_LATER, "RCPT 450 4.2.1")
        self.taken.append(notice.notice_id)
        return Outcome(Fate.HANDED_OVER, "DATA 250")


def test_a_letter_that_waits_holds_back_the_next_about_the_same_booking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Post()
    monkeypatch.setattr(sending, "open_delivery", lambda *_: nullcontext(post))
    office = sample.office()
    with closing(stores.new_store(tmp_path / "private")) as store:
        with store.writing() as t:
            stores.put_booking(t, booking_id=1, request_id=1, uid="one", start=at(3))
            stores.put_booking(t, booking_id=2, request_id=1, uid="two", start=at(4))
            stores.put_notice(t, kind=NoticeKind.UNINVITED, to=OLD, booking_id=1)
            stores.put_notice(t, to=NEW, booking_id=2)
            stores.put_notice(t, to=NEW, booking_id=1)
            stores.put_notice(t, to=NEW, booking_id=None)

        def handed_over(as_of: datetime) -> int:
            desk = Desk(office, sample.secrets(), as_of)
            return tell(store, OfficeFolder(tmp_path), desk, OfficeDays(office)).handed_over

        assert handed_over(AS_OF) == 2
        assert post.taken == [2, 4]
        post.busy.clear()
        assert handed_over(AS_OF) == 0, "the first waits for its next try, and the later one behind it"
        assert handed_over(AS_OF + timedelta(minutes=2)) == 2
        assert post.taken == [2, 4, 1, 3]
