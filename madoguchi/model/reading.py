"""What was understood of one item: particulars of the person, ranked wishes, and doubts."""

from datetime import datetime
from enum import StrEnum

from madoguchi.model.bounce import BounceReport
from madoguchi.model.frozen import Frozen
from madoguchi.model.item import Channel, Kind
from madoguchi.model.reply import CalendarAnswer


class Doubt(Frozen):
    """A reason to ask a person.

    Attributes:
        code: Stable English word (`weekday_mismatch`).
        say: A Japanese sentence that staff can act on.
        choices: What would settle it, as staff would say it; may be empty.
    """

    code: str
    say: str
    choices: tuple[str, ...] = ()


class Wish(Frozen):
    """A ranked set of slots that the person would take.

    Attributes:
        rank: 1 is wished most; wishes of equal rank are one tie.
        text: The words it was read from.
        slots: Starts in order, wall-clock time of the office (naive).
    """

    rank: int
    text: str
    slots: tuple[datetime, ...]


class WishReading(Frozen):
    """What one wish text says: never both a doubt-free answer and an empty one."""

    wishes: tuple[Wish, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def ask(self) -> bool:
        """Tell whether a person has to be asked."""
        return bool(self.doubts)


class Service(StrEnum):
    """What the session is for (leaflet: counselling, placement and mock interviews)."""

    COUNSELLING = "counselling"
    PLACEMENT = "placement"
    MOCK_INTERVIEW = "mock_interview"


class Particulars(Frozen):
    """Who asks, as written; empty text where nothing was given.

    Attributes:
        name: As written (only kana and a separate dakuten are composed).
        seeker_number: 求職番号 as `12345-678901`, or as written when it is odd (then a doubt says so).
        phone: Digits with dashes as one stored form (`090-0000-0000`), or as written when odd.
        language: The language wished for, as the office names it (英語); empty for Japanese.
    """

    name: str = ""
    kana: str = ""
    seeker_number: str = ""
    phone: str = ""
    email: str = ""
    companion: str = ""
    service: Service = Service.COUNSELLING
    language: str = ""


class Claim(Frozen):
    """What a mail brings to show who wrote it and which booking it means; each of it may be untrue.

    Attributes:
        mailboxes: Addresses it came to that bear the mark of a booking (see `madoguchi.model.reply_address`).
        reference: The request whose number its subject or its thread names (受付番号).
        booked: Starts that its words give for the booking as it is now (naive); empty when they name none.
        forged: Our own mail server found that the domain in From disowns the mail (DMARC, RFC 7489).
    """

    mailboxes: tuple[str, ...] = ()
    reference: int | None = None
    booked: tuple[datetime, ...] = ()
    forged: bool = False


class Reading(Frozen):
    """What was understood of one item, whole.

    Attributes:
        line: Physical line of a row in its file, from 1; 0 for a mail or a whole file.
        identity: What makes this the same item when it comes again.
        fingerprint: Changes when the content changes.
        wish_text: The words of the wish as written, for staff.
        note: For a record of a visit the words that tell how it went; else remarks.
        say: What is to be told of it beside its outcome, one sentence; often empty.
        ask: With doubts, the person can be asked too (by letter or telephone), not only staff.
        answers: The request whose letter a mail says it answers; the sender's claim.
        by_staff: Staff have fixed the time themselves, on a sheet or by a command.
        concerns: The request that staff name; its person is the one meant.
        sender: Address a mail says it comes from; empty for anything else.
        claim: What a mail brings to show who wrote it; None for anything else.
        calendar: What the sender's calendar answers to an invitation; None where it is no such mail.
        bounce: What a mail says that a letter of ours did not arrive; None where it is no such mail.
        silent: No machine may answer the mail (it says so itself, or the sender is one of our own addresses).
        explained: In a telephone call staff have ticked that they explained the terms (規約説明); None where no
            such tick is asked for: a mail, or a log without that column.
    """

    line: int = 0
    identity: str
    fingerprint: str
    received_at: datetime
    channel: Channel
    kind: Kind
    person: Particulars = Particulars()
    name_key: str = ""
    wishes: tuple[Wish, ...] = ()
    wish_text: str = ""
    note: str = ""
    doubts: tuple[Doubt, ...] = ()
    say: str = ""
    ask: bool = False
    answers: int | None = None
    sender: str = ""
    claim: Claim | None = None
    calendar: CalendarAnswer | None = None
    bounce: BounceReport | None = None
    silent: bool = False
    explained: bool | None = None
    by_staff: bool = False
    concerns: int | None = None
