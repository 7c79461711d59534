"""What is wished for: the wishes of a row or a mail, and the doubts that the words around them leave (pure)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from intake.beside import may_touch, without_apologies
from intake.courtesy import is_english_title
from intake.doubts import another_person, maybe_withdrawn, question_too, shown
from intake.mail.form import Form
from intake.mail.mail import Mail
from intake.person.others import another_persons
from intake.reading.reader import read_wishes
from intake.second_thoughts import asked_beside, taken_back
from madoguchi.model.openings import OpenDays
from madoguchi.model.reading import Doubt, Wish, WishReading
from madoguchi.wording import say_moment

NO_WISH: Final = "none"
_LONG_ON_THE_WAY: Final = timedelta(days=1)


def read_ranked(texts: Sequence[tuple[int, str]], received_at: datetime, days: OpenDays) -> WishReading:
    """Read wish texts whose columns or labels rank them; ranks inside a text order its own wishes."""
    wishes: list[Wish] = []
    doubts: list[Doubt] = []
    for _, text in sorted(texts, key=lambda one: one[0]):
        read = read_wishes(text, received_at, days)
        doubts += read.doubts
        above = max((wish.rank for wish in wishes), default=0)
        wishes += [wish.model_copy(update={"rank": above + wish.rank}) for wish in read.wishes]
    return WishReading(wishes=tuple(wishes), doubts=tuple(doubts))


def without_names(mail: Mail, form: Form, spoken: Sequence[str], *, is_answer: bool) -> tuple[Mail, Form]:
    """Take out what is no wish and looks like one: names like a time, and the subject of an answer, which is ours."""
    text, rest = mail.text, form.rest
    for words in spoken:
        text, rest = text.replace(words, ""), rest.replace(words, "")
    if is_answer:
        text, rest = without_apologies(text), without_apologies(rest)
    subject = "" if is_answer else mail.subject
    return mail.model_copy(update={"text": text, "subject": subject}), form.model_copy(update={"rest": rest})


def wishes_as_written(mail: Mail, form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    """Read the wishes from when they were written; what was long on its way is doubted."""
    written_at = min(mail.date or received_at, received_at)
    read = wishes_in(mail, form, written_at, days)
    if received_at - written_at <= _LONG_ON_THE_WAY:
        return read
    return WishReading(wishes=read.wishes, doubts=(_late(written_at), *read.doubts))


def remarks_in_doubt(remarks: str, wishes: Iterable[str]) -> list[Doubt]:
    """Return what the remarks of a row leave in doubt: whether it still stands, and for whom.

    The clerk writes of 本人 as a matter of course, so the word alone says nothing here.
    """
    doubts = []
    if words := taken_back("\n".join((remarks, *wishes))):
        doubts.append(maybe_withdrawn(words))
    if words := another_persons(remarks.replace("本人", "")):
        doubts.append(another_person(words))
    return doubts


def second_thoughts(text: str) -> list[Doubt]:
    """Return the doubts that words beside a wish leave: it may be taken back, or a question waits for an answer."""
    doubts = []
    if words := taken_back(text):
        doubts.append(maybe_withdrawn(words))
    if words := asked_beside(text):
        doubts.append(question_too(words))
    return doubts


def wishes_in(mail: Mail, form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    """Read the wishes of a mail: under labels, or else in all its new words.

    Nothing is left over: dates beside the form or in the subject that the wishes do not hold are asked about.
    """
    subject = "" if is_english_title(mail.subject) else mail.subject
    if form.wishes:
        read = _read_labelled(form, received_at, days)
        beside = [("フォームの外", may_touch(form.rest)), ("件名", subject)]
    else:
        read = read_wishes(form.rest if form.is_labelled else mail.text, received_at, days)
        beside = [("件名", subject)]
    doubts = list(read.doubts)
    named = {start for wish in read.wishes for start in wish.slots}
    for where, text in beside:
        other = read_wishes(text, received_at, days) if text.strip() else WishReading()
        starts = {start for wish in other.wishes for start in wish.slots}
        speaks = starts or any(doubt.code != NO_WISH for doubt in other.doubts)
        if speaks and not (starts and starts >= named and not other.doubts):
            say = f"{where}にも日時や条件らしい言葉があります（「{shown(text)}」）。希望と合わせて確かめてください。"
            doubts.append(Doubt(code="words_beside", say=say))
    return WishReading(wishes=read.wishes, doubts=tuple(doubts))


def _read_labelled(form: Form, received_at: datetime, days: OpenDays) -> WishReading:
    if len(form.wishes) == 1:
        return read_wishes(form.wishes[0][1], received_at, days)
    ranked = "\n".join(f"{label}：{text}" for label, text in form.wishes)
    read = read_wishes(ranked, received_at, days)
    if len({wish.rank for wish in read.wishes}) >= len(form.wishes) or read.doubts:
        return read
    # Labels that carry no rank of their own (希望日時 twice): in written order they would be a guess.
    say = "希望の順番が分かりません。どれを先にご希望か確かめてください。"
    return WishReading(wishes=read.wishes, doubts=(Doubt(code="rank_unclear", say=say),))


def _late(written_at: datetime) -> Doubt:
    say = f"メールの日付（{say_moment(written_at)}）と届いた日時が一日以上違います。希望の日を確かめてください。"
    return Doubt(code="long_on_the_way", say=say)
