"""One letter in the languages of its reader: words from `templates/mail/`, subject, and the finished mail.

Each letter has one template a language and two typographies (`marks.txt.j2`, `marks.html.j2`), so plain text and
HTML cannot tell different things.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment

from madoguchi import ruby
from madoguchi.config.office import Office
from madoguchi.model.language import Language
from madoguchi.model.reading import Particulars
from madoguchi.speech.languages import SPEECH, Speech
from scheduler.letters.environment import html_environment, plain_environment
from scheduler.letters.facts import person_facts
from scheduler.letters.language import languages_of
from scheduler.letters.mime import Head, build
from scheduler.letters.session import SessionWords, advice
from scheduler.letters.subjects import subject_of

SESSION = "session"  # words under this name are rendered apart, once for many letters
_TAGS = {Language.STANDARD: "ja", Language.EASY: "ja", Language.ENGLISH: "en"}  # RFC 5646
_GAP = "\x00"  # no setting may hold it
BELOW = "English below"  # on top of a letter in two languages
_RULE = "\n\n════════════════\n\n"


class Sending(NamedTuple):
    """To whom a letter goes, and when.

    Attributes:
        person: `email` is the recipient, `language` chooses the words.
        reference: M00012 or K00012.
        as_of: The Date of the letter (aware).
        message_id: The same for every sending of this notice (`mime.message_id`).
        reply_to: A mailbox of ours that answers are to come to instead of the sender's; empty for none.
    """

    office: Office
    person: Particulars
    reference: str
    as_of: datetime
    message_id: str
    reply_to: str = ""


def letter(
    name: str,
    sending: Sending,
    words: Callable[[Speech], Mapping[str, Any]],
    calendar: tuple[bytes, str] = (b"", ""),
    more: Callable[[Language], str] | None = None,
) -> bytes:
    """Return a finished letter.

    Args:
        name: Of its template.
        sending: To whom.
        words: What the template says, in one way of speaking.
        calendar: A calendar object and its method; empty for a letter without.
        more: What the subject says behind its colon.

    Raises:
        ValueError: The person's mail address cannot be written to, or a time is naive.
    """
    languages = languages_of(sending.person.language)
    said = {one: {**words(SPEECH[one]), **_common(sending, SPEECH[one])} for one in languages}
    extra = {one: more(one) for one in languages} if more else MappingProxyType({})
    head = Head(
        sender_name=sending.office.office.name,
        sender=sending.office.office.mail,
        recipient=sending.person.email,
        subject=subject_of(name, sending.reference, languages, extra),
        message_id=sending.message_id,
        written_at=sending.as_of,
        reply_to=sending.reply_to,
        language=_content_language(languages),
    )
    text = _RULE.join(_plain(name, one, said[one]) for one in languages)
    if len(languages) > 1:
        text = f"{BELOW}\n\n{text}"
    return build(head, text, _page(name, sending.office, said), *calendar)


def _common(sending: Sending, speech: Speech) -> dict[str, Any]:
    office = sending.office
    return {
        "office": office.office,
        "hours": speech.say_hours(office.office.telephone_hours),
        "site": office.site.address,
        "person": person_facts(sending.person, speech),
        "reference": sending.reference,
    }


def _content_language(languages: Iterable[Language]) -> str:
    """Return the Content-Language of a letter (RFC 3282); empty for standard Japanese, which is what people expect."""
    tags = [_TAGS[one] for one in languages if one is not Language.STANDARD]
    return ", ".join(tags)


def _plain(name: str, language: Language, words: Mapping[str, Any]) -> str:
    text = _rendered(plain_environment(_folder(language)), name, words)
    return ruby.in_brackets(text) if language is Language.EASY else text


def _page(name: str, office: Office, said: Mapping[Language, Mapping[str, Any]]) -> str:
    before, *after = _frame(tuple(said), office.office.name)
    pieces = [before]
    for (language, words), behind in zip(said.items(), after, strict=True):
        html = _rendered(html_environment(_folder(language)), name, words)
        pieces += [ruby.above(html) if language is Language.EASY else html, behind]
    return "".join(pieces)


@lru_cache(maxsize=16)
def _frame(languages: tuple[Language, ...], office_name: str) -> list[str]:
    """Return the page around the words of each language, in pieces; it is the same for every letter."""
    parts = [(_TAGS[one], _GAP) for one in languages]
    page = html_environment("mail").get_template("page.html.j2")
    return page.render(parts=parts, name=office_name, below=BELOW).split(_GAP)


def _folder(language: Language) -> str:
    return f"mail/{language.value}".rstrip("/")


def _rendered(environment: Environment, name: str, words: Mapping[str, Any]) -> str:
    session = words.get(SESSION)
    if isinstance(session, SessionWords):
        words = {**words, SESSION: advice(environment, session)}
    return environment.get_template(f"{name}.j2").render(words)
