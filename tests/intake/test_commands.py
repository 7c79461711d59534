"""A command of staff: what may be done as things stand, and what is taken in for it."""

from datetime import datetime

import pytest
import samples_of_papers as sample
from samples_of_requests import AS_OF

from intake.commands import Act, Command, Outcome, Reason, command_bytes, objection, readings_of, request_number
from intake.whose import as_named
from madoguchi.clock import aware
from madoguchi.model.booking import BookingState, By
from madoguchi.model.item import Channel, Kind
from madoguchi.model.lifecycle import Step
from madoguchi.model.reading import Particulars, Reading
from madoguchi.model.request import RequestState
from scheduler.records import Record, read_record

START = datetime(2026, 12, 3, 14, 30)  # of the sample booking
NEXT = datetime(2026, 12, 17, 14, 0)


def command(act: str, **more: object) -> Command:
    return Command.model_validate({"act": act, "number": 12} | more)


def record(outcome: str, **more: object) -> Command:
    return command("record", outcome=outcome, **more)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("M00012", 12),
        ("m12", 12),
        ("12", 12),
        ("Ｍ０００１２", 12),
        (" M00012 ", 12),
        ("M-00012", 12),
        ("K00012", None),  # a number of the review list
        ("M", None),
        ("", None),
        ("M1234567890", None),
        ("M12 M13", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, number: int | None) -> None:
    assert request_number(typed) == number


@pytest.mark.parametrize(
    ("asked", "state", "objects"),
    [
        (command("change", start="x"), RequestState.BOOKED, ""),
        (command("cancel"), RequestState.BOOKED, ""),
        (command("withdraw"), RequestState.REVIEW, ""),
        (command("withdraw"), RequestState.RECEIVED, ""),
        (command("withdraw"), RequestState.WAITING, ""),
        (command("refuse"), RequestState.OFFERED, ""),
        (command("book", start="x"), RequestState.WITHDRAWN, ""),  # only the person is taken from it
        (record("telephone"), RequestState.BOOKED, ""),  # before the start: it will be held by telephone
        (command("change", start="x"), RequestState.REVIEW, "「職員の確認待ち」のため、日時を変更することはできません"),
        (command("cancel"), RequestState.REVIEW, "「madoguchi withdraw」で取り下げます"),
        (command("withdraw"), RequestState.BOOKED, "「madoguchi cancel」で取り消します"),
        (command("cancel"), RequestState.WITHDRAWN, "「取下げ済み」のため、予約を取り消すことはできません"),
        (command("refuse"), RequestState.BOOKED, "「予約済み」のため、申込をお断りすることはできません"),
        (command("refuse"), RequestState.REFUSED, "「お断り済み」のため"),
        (record("came"), RequestState.REVIEW, "「職員の確認待ち」のため、実施を記録することはできません"),
        (record("telephone"), RequestState.DONE, "「処理済み」のため、電話に切り替えることはできません"),
        (record("came"), RequestState.BOOKED, "まだ始まっていません"),
        (record("absent"), RequestState.BOOKED, "まだ始まっていません"),
        (record("broken-off"), RequestState.BOOKED, "まだ始まっていません"),
    ],
)
def test_a_step_that_the_life_cycle_does_not_know_is_refused(asked: Command, state: RequestState, objects: str) -> None:
    booking = sample.booking() if state is RequestState.BOOKED else None
    said = objection(asked, sample.request(state=state), booking, AS_OF)
    assert objects in said
    assert bool(said) == bool(objects)


@pytest.mark.parametrize(
    ("asked", "minute", "objects"),
    [
        (record("came"), 30, ""),
        (record("broken-off"), 31, ""),
        (record("telephone"), 31, ""),
        (record("absent"), 39, "開始から10分たつまで欠席として記録できません（規約第4条）"),
        (record("absent"), 40, ""),
        (command("cancel"), 29, ""),
        (command("cancel"), 30, "「madoguchi record」で記録してください"),
        (command("change", start="x"), 59, "「madoguchi record」で記録してください"),
    ],
)
def test_a_visit_is_recorded_once_it_has_begun_and_changed_before(asked: Command, minute: int, objects: str) -> None:
    said = objection(asked, sample.request(state=RequestState.BOOKED), sample.booking(), at(minute))
    assert objects in said
    assert bool(said) == bool(objects)


@pytest.mark.parametrize("state", [BookingState.COMPLETED, BookingState.NO_SHOW, BookingState.BROKEN_OFF])
@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_record_may_be_put_right(state: BookingState, outcome: Outcome) -> None:
    booked = sample.request(state=RequestState.BOOKED)
    assert objection(record(outcome), booked, sample.booking(state=state), at(59)) == ""
    assert "取消済み" in objection(record(outcome), booked, sample.booking(state=BookingState.CANCELLED), at(59))


def at(minute: int) -> datetime:
    return aware(START.replace(minute=minute))


@pytest.mark.parametrize(
    ("asked", "kind", "note"),
    [
        (command("change", start="x", why="会議のため"), Kind.CHANGE, "会議のため"),
        (command("cancel", why="体調不良"), Kind.CANCELLATION, "体調不良"),
        (command("cancel", why="相談員の不在", by=By.OFFICE), Kind.CANCELLATION, "相談員の不在"),
        (command("withdraw"), Kind.CANCELLATION, ""),
        (command("refuse", why="登録がない"), Kind.REFUSAL, "登録がない"),
        (command("book", start="x"), Kind.REQUEST, ""),
    ],
)
def test_a_command_is_a_request_of_staff_about_the_one_they_name(asked: Command, kind: Kind, note: str) -> None:
    (read,) = readings_of(asked, sample.request(), NEXT if asked.start else None, AS_OF)
    assert (read.kind, read.note) == (kind, note)
    assert (read.by_staff, read.concerns) == (True, 12)
    by_telephone = asked.act is Act.CANCEL and asked.by is By.PERSON  # the person has said it on the telephone (art. 4)
    assert read.channel is (Channel.TELEPHONE if by_telephone else Channel.STAFF)
    assert read.person == sample.person()
    assert [wish.slots for wish in read.wishes] == ([(NEXT,)] if asked.start else [])


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        (record("came"), Record(Step.COMPLETE)),
        (record("absent"), Record(Step.NO_SHOW)),
        (record("telephone"), Record(Step.TO_TELEPHONE)),
        (record("broken-off"), Record(Step.BREAK_OFF)),
        *((record("telephone", reason=why), Record(Step.TO_TELEPHONE, said)) for why, said in zip(
            Reason, ("回線", "機器", "本人の希望"), strict=True
        )),
        *((record("broken-off", reason=why), Record(Step.BREAK_OFF, said)) for why, said in zip(
            Reason, ("回線", "機器", "本人の希望"), strict=True
        )),
    ],
)  # fmt: skip
def test_the_words_of_a_record_mean_what_was_typed(asked: Command, means: Record) -> None:
    (read,) = readings_of(asked, sample.request(), None, AS_OF)
    assert read.kind is Kind.RECORD
    assert read_record(read.note) == means


def test_a_record_with_the_next_visit_is_two_items() -> None:
    went, following = readings_of(record("came", start="12/17 14:00"), sample.request(), NEXT, AS_OF)
    assert (went.kind, went.wishes, went.note) == (Kind.RECORD, (), "実施")
    assert (following.kind, following.note, following.wish_text) == (Kind.REQUEST, "", "12/17 14:00")
    assert following.identity == f"{went.identity}:next"
    assert [wish.slots for wish in following.wishes] == [(NEXT,)]


def test_the_same_command_at_the_same_moment_is_the_same_bytes() -> None:
    assert command_bytes(command("cancel", why="一"), AS_OF) == command_bytes(command("cancel", why="一"), AS_OF)
    later = AS_OF.replace(minute=1)
    assert len({command_bytes(asked, when) for asked in map(command, Act) for when in (AS_OF, later)}) == 2 * len(Act)


@pytest.mark.parametrize(
    ("named", "doubts"),
    [
        ({}, []),
        ({"seeker_number": "28070-7654321"}, ["other_person"]),  # the rows of the sheet were mixed up
        ({"name": "例示 次郎"}, ["other_person"]),
    ],
)
def test_a_row_that_names_a_request_is_its_person_s_or_is_doubted(named: dict[str, str], doubts: list[str]) -> None:
    person = Particulars(name="見本 太郎", seeker_number="28070-1234567").model_copy(update=named)
    about = sample.request(name_key="見本太郎", state=RequestState.BOOKED)
    read = as_named(_reading(person), about)
    assert [doubt.code for doubt in read.doubts] == doubts
    assert (read.person == about.person) == (not doubts)


def test_a_row_that_names_an_unknown_request_is_doubted() -> None:
    assert [doubt.code for doubt in as_named(_reading(sample.person()), None).doubts] == ["number_unknown"]


def _reading(person: Particulars) -> Reading:
    return Reading(
        identity="visit:M00012|14:30",
        fingerprint="x",
        received_at=AS_OF,
        channel=Channel.STAFF,
        kind=Kind.RECORD,
        person=person,
        name_key=person.name.replace(" ", ""),
        concerns=12,
    )
