"""The form of our letter comes back filled in, in whatever way people and their programs do it, and is read without doubt."""

from datetime import datetime

import pytest
from answers_to_letters import STYLES, WAYS, Letter, answer, filled, inline, letter, quoted
from hypothesis import given
from hypothesis import strategies as st
from letters_to_us import OURS
from samples_of_requests import AS_OF, office

from intake.join import join
from intake.understand import Surroundings, read_message
from madoguchi.files import fingerprint
from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt, Particulars, Reading, Wish
from madoguchi.model.request import BookingRequest, RequestState
from madoguchi.speech.form import Field
from scheduler.letters.questions import _FIELDS
from scheduler.openings import OfficeDays

AROUND = Surroundings(OfficeDays(office()), frozenset({OURS}), AS_OF.replace(hour=12))
LANGUAGES = ["", "やさしい日本語", "英語", "ベトナム語"]
MARKED = [style for style in STYLES if style.endswith((">", "> ", "＞ "))]
STARTS = [datetime(2026, 12, 3, 14, 30), datetime(2026, 12, 4, 10, 0), datetime(2026, 12, 8, 9, 30)]
CODES = {"name": "name_missing", "seeker_number": "seeker_number_odd", "phone": "phone_odd", "wishes": "none"}
NAMES = {"見本 太郎": "見本 太郎", "見本太郎": "見本太郎", "Taro Mihon": "Taro Mihon"}
NUMBERS = {"28050-1": "28050-1", "２８０５０－１": "28050-1", " 28050ー1": "28050-1"}
PHONES = {"090-0000-0000": "090-0000-0000", "０９０００００００００": "090-0000-0000", "090 0000 0000": "090-0000-0000"}
COURTESY = [
    "",
    "よろしくお願いします。\n\n",
    "お世話になっております。\n下記に記入しました。\n\n",
    "Thank you very much.\n\nBest regards,\n\n",
]


def read(body: str, subject: str) -> Reading:
    raw = answer(body, subject)
    return read_message(raw, fingerprint(raw), AROUND)


def posted(how: str, sent: Letter, values: dict[str, str], style: str, words: str) -> str:
    """Return the body of an answer."""
    form = filled(sent.form, values)
    match how:
        case "in place":
            return words + quoted(filled(sent.lines, values), style)
        case "in place, mark taken away":
            return words + inline(sent.lines, values, style)
        case "copied above":
            return words + "\n".join(form) + "\n\n" + quoted(sent.lines, style)
        case "copied above without the frame":
            return words + "\n".join(form[1:-1]) + "\n\n" + quoted(sent.lines, style)
        case "copied below":
            return quoted(sent.lines, style) + "\n\n" + words + "\n".join(form)
        case _:
            return words + "\n".join(form)


WAYS_TO_POST = ["in place", "copied above", "copied above without the frame", "alone"]


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, str, dict[str, str], list[datetime], list[str]]:
    """Draw a subject and body, what the reading has to say of the person, the wishes, and the codes asked."""
    asked = draw(st.lists(st.sampled_from(list(CODES)), min_size=1, unique=True))
    sent = letter(draw(st.sampled_from(LANGUAGES)), [CODES[one] for one in asked])
    style = draw(st.sampled_from(STYLES))
    marked_ways = ["in place, mark taken away", "copied below"] if style in MARKED else []
    values, said, starts = {}, {}, list[datetime]()
    for field, choices in (("name", NAMES), ("seeker_number", NUMBERS), ("phone", PHONES)):
        if field in asked:
            values[field] = draw(st.sampled_from(list(choices)))
            said[field] = choices[values[field]]
    if "wishes" in asked:
        starts = STARTS[: draw(st.integers(1, 3))]
        values |= {f"wish {rank}": draw(st.sampled_from(WAYS))(one) for rank, one in enumerate(starts, 1)}
    how = draw(st.sampled_from(WAYS_TO_POST + marked_ways))
    body = posted(how, sent, values, style, draw(st.sampled_from(COURTESY)))
    return sent.subject, body, said, starts, [CODES[one] for one in asked]


@given(answers())
def test_what_was_filled_in_is_read_and_nothing_else(
    drawn: tuple[str, str, dict[str, str], list[datetime], list[str]],
) -> None:
    subject, body, said, starts, codes = drawn
    reading = read(body, subject)
    assert (reading.kind, reading.answers) == (Kind.ANSWER, 12)
    assert [wish.slots for wish in sorted(reading.wishes, key=lambda one: one.rank)] == [(one,) for one in starts]
    assert {name: getattr(reading.person, name) for name in said} == said
    assert {doubt.code for doubt in reading.doubts} <= {"mail_answer"} | ({"none"} if not starts else set())
    joined = join(reading, _filed(codes), [Doubt(code=code, say="x") for code in codes])
    assert joined.doubts == ()
    assert joined.request is not None
    assert joined.request.state is RequestState.RECEIVED
    assert [wish.slots for wish in joined.request.wishes] == [(one,) for one in starts or STARTS[2:]]


def _filed(codes: list[str]) -> BookingRequest:
    """Return the request that was asked about: what was in doubt is missing, the rest is on file."""
    person = Particulars(
        name="" if "name_missing" in codes else "見本 太郎",
        seeker_number="12" if "seeker_number_odd" in codes else "28050-1",
        phone="0000" if "phone_odd" in codes else "090-0000-0000",
        email="taro@mihon.example",
    )
    wishes = () if "none" in codes else (Wish(rank=1, text="12/8", slots=(STARTS[2],)),)
    return BookingRequest.model_validate(
        {
            "request_id": 12,
            "kind": Kind.REQUEST,
            "channel": "mail",
            "received_at": AS_OF,
            "person": person,
            "wishes": wishes,
            "state": RequestState.REVIEW,
        }
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_a_quoted_form_left_blank_is_no_wish(style: str, language: str) -> None:
    sent = letter(language, ["none", "name_missing"])
    for words in ("", "よろしくお願いします。\n\n"):
        reading = read(words + quoted(sent.lines, style), sent.subject)
        assert (reading.wishes, reading.person.name) == ((), "")
        assert "none" in {doubt.code for doubt in reading.doubts}


BESIDE = [
    ("Only if an interpreter can come.", {"words_beside"}, "a condition"),
    ("But not before noon.", {"words_beside"}, "the very opposite of a form that says so"),
    ("Please call me before.", {"words_beside"}, "a wish beside the wish"),
    ("I changed my mind, I do not need it any more.", {"words_beside"}, "taken back"),
    ("My name is Taro Mihon.", set[str](), "who it is"),
    ("Best regards,\nTaro Mihon\n090-0000-0000", set[str](), "a signature"),
    ("Here you are.", set[str](), "a word about the form"),
    ("Sent from my iPhone", set[str](), "the telephone says it"),
    ("I look forward to your answer.", set[str](), "courtesy"),
]


@pytest.mark.parametrize(("words", "asked", "why"), BESIDE)
def test_an_english_sentence_beside_the_form_asks_staff_unless_it_bears_on_nothing(
    words: str, asked: set[str], why: str
) -> None:
    sent = letter("英語", ["none"])
    body = "\n".join(filled(sent.form, {"wish 1": "3 December, 14:30"})) + f"\n\n{words}"
    reading = read(body, sent.subject)
    assert [wish.slots for wish in reading.wishes] == [(STARTS[0],)]
    assert {doubt.code for doubt in reading.doubts} - {"mail_answer"} == asked, why


def test_a_form_with_another_number_is_not_the_one_that_was_asked_for() -> None:
    sent = letter("", ["none"])
    lines = [line.replace("M00012", "M00013") for line in filled(sent.lines, {"wish 1": "12/3 14:30"})]
    assert read(quoted(lines, "gmail ja > "), sent.subject).wishes == ()


def test_a_wish_above_that_differs_from_the_quoted_form_is_asked_about() -> None:
    sent = letter("", ["none"])
    lines = filled(sent.lines, {"wish 1": "12月3日14時30分"})
    reading = read("やはり12月4日10時でお願いします。\n\n" + quoted(lines, "gmail ja > "), sent.subject)
    assert {doubt.code for doubt in reading.doubts} > {"mail_answer"}


def test_the_same_form_above_and_in_the_quotation_counts_once() -> None:
    sent = letter("", ["none"])
    values = {"wish 1": "12月3日14時30分"}
    body = "\n".join(filled(sent.form, values)) + "\n\n" + quoted(filled(sent.lines, values), "gmail ja > ")
    reading = read(body, sent.subject)
    assert [wish.slots for wish in reading.wishes] == [(STARTS[0],)]
    assert {doubt.code for doubt in reading.doubts} == {"mail_answer"}


def test_a_quoted_form_in_a_mail_that_answers_no_letter_of_ours_stays_quoted() -> None:
    sent = letter("", ["none"])
    body = "ご相談があります。\n\n" + quoted(filled(sent.lines, {"wish 1": "12月3日14時30分"}), "gmail ja > ")
    assert read(body, "相談").wishes == ()


@pytest.mark.parametrize("code", sorted(code for code, asked in _FIELDS.items() if Field.WISHES not in asked))
def test_where_the_form_does_not_ask_for_the_wish_an_answer_without_one_keeps_it(code: str) -> None:
    sent = letter("", [code])
    values = {field: next(iter(choices)) for field, choices in (("name", NAMES), ("seeker_number", NUMBERS))}
    reading = read(
        "\n".join(filled(sent.form, values | {"phone": "090-0000-0000"})) + "\nよろしくお願いします。", sent.subject
    )
    joined = join(reading, _filed([]), [Doubt(code=code, say="x")])
    assert joined.request is not None
    assert [wish.slots for wish in joined.request.wishes] == [(STARTS[2],)]
    assert {doubt.code for doubt in joined.doubts} <= {code}
