"""Who writes a mail: labels first, then what the sentences and the signature say, then the sender's name with a doubt."""

from collections.abc import Collection
from typing import Final, NamedTuple

from intake import doubts
from intake.mail.form import Form
from intake.mail.mail import Mail
from intake.name_key import match_key
from intake.particulars import (
    note_of_phone,
    read_email,
    read_language,
    read_name,
    read_phone,
    read_seeker_number,
    read_service,
)
from intake.person.companion import companion_in, service_in
from intake.person.introduction import Introduction, agree, introductions
from intake.person.name_shape import fits, is_whole, may_mislead
from intake.person.numbers import InProse, numbers_in
from intake.person.others import another_persons
from intake.person.signature import headed_by, signed_by
from madoguchi.model.reading import Doubt, Particulars, Service

_FAMILY_ALONE: Final = 2  # signs that a family name mostly has


class Writer(NamedTuple):
    """Who writes a mail.

    Attributes:
        notes: What staff should know and nobody has to be asked.
        spoken: Words that only name the writer and could be taken for a time or a refusal (十時花子です, NGUYEN).
    """

    person: Particulars
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()


class _Name(NamedTuple):
    name: str = ""
    kana: str = ""
    doubts: tuple[Doubt | None, ...] = ()
    spoken: tuple[str, ...] = ()


def writer_of(mail: Mail, form: Form) -> Writer:
    """Read who writes; the From name serves only with a doubt, for it is the sender's device that says it."""
    prose = form.rest
    given = numbers_in(prose)
    number, number_doubts = _number(form, given)
    phone, phone_doubt, notes = _phone(form, given)
    email, email_doubts = _email(mail, form, given)
    name = _name(mail, form, prose)
    named = [*name.doubts]
    if name.name and not number and not any(named) and _is_family_alone(name.name):
        named.append(doubts.name_short(name.name))
    if words := another_persons(mail.text) or another_persons(mail.subject):
        named.append(doubts.another_person(words))
    person = Particulars(
        name=name.name,
        kana=(form.kana and read_name(form.kana)[0]) or name.kana,
        seeker_number=number,
        phone=phone,
        email=email,
        companion=form.companion or companion_in(prose),
        service=_service(mail, form, prose),
        language=read_language(form.language),
    )
    asked = (*named, *number_doubts, phone_doubt, *email_doubts)
    return Writer(person, tuple(filter(None, asked)), notes, name.spoken)


def without_own(person: Particulars, own_addresses: Collection[str]) -> Particulars:
    """Take an address of ours out: a form of our own site that comes from it tells nothing of the person's."""
    return person.model_copy(update={"email": ""}) if person.email.casefold() in own_addresses else person


# What is no doubt in an answer: the person is on file already, and nobody repeats all of it.
_ON_FILE: Final = frozenset({"name_from_sender", "name_unsure", "name_short", "two_addresses"})


def answerer_of(mail: Mail, form: Form) -> Writer:
    """Read what an answer to our letter says of the person: only what its words say, for the rest is on file."""
    writer = writer_of(mail, form)
    person = writer.person
    if any(doubt.code in {"name_from_sender", "name_unsure"} for doubt in writer.doubts):
        person = person.model_copy(update={"name": ""})
    return writer._replace(person=person, doubts=tuple(doubt for doubt in writer.doubts if doubt.code not in _ON_FILE))


def _name(mail: Mail, form: Form, prose: str) -> _Name:
    labelled, doubt = read_name(form.name)
    lines = [one for one in (signed_by(prose), headed_by(prose)) if one]
    said = agree(introductions(prose), [labelled, mail.sender.name, *(one.name for one in lines)])
    sure = [one for one in said if one.sure] + lines
    spoken = tuple(one.phrase for one in sure if one.phrase and may_mislead(one.name))
    if labelled:
        return _Name(labelled, _kana(sure, labelled), (doubt, _two(labelled, form.kana, sure)), spoken)
    if sure:
        first = sure[0]
        # 見本です at the beginning, 見本 太郎 in the signature: the fuller one.
        full = max((one.name for one in sure if fits(one.name, first.name)), key=lambda one: len(match_key(one)))
        return _Name(full, _kana(sure, full), (_two(first.name, first.kana, sure),), spoken)
    if said:
        return _Name(said[0].name, said[0].kana, (doubts.name_unsure(said[0].name),))
    if mail.sender.name:
        name, _ = read_name(mail.sender.name)
        return _Name(name, "", (doubts.name_from_sender(name),))
    return _Name()


def _two(name: str, kana: str, others: list[Introduction]) -> Doubt | None:
    """Doubt a mail that names two people."""
    for other in others:
        if not fits(name, other.name) or (kana and not fits(kana, other.name)):
            return doubts.two_names(name, other.name)
    return None


def _kana(said: list[Introduction], name: str) -> str:
    return next((one.kana for one in said if one.kana and fits(one.name, name)), "")


def _is_family_alone(name: str) -> bool:
    return len(match_key(name)) <= _FAMILY_ALONE and not is_whole(name)


def _number(form: Form, given: InProse) -> tuple[str, list[Doubt | None]]:
    number, doubt = read_seeker_number(form.seeker_number)
    if not number:
        first = next(iter((*given.seeker_numbers, *given.odd_numbers)), "")
        number, doubt = read_seeker_number(first)
    if doubt:
        return number, [doubt]
    several = tuple(dict.fromkeys(filter(None, (number, *given.seeker_numbers))))
    return number, [doubts.two_numbers(several)] if len(several) > 1 else []


def _phone(form: Form, given: InProse) -> tuple[str, Doubt | None, tuple[str, ...]]:
    written = form.phone or (given.phones[0] if given.phones else given.zero_lost)
    phone, doubt = read_phone(written)
    note = note_of_phone(written)
    others = tuple(one for one in given.phones if one != phone and one not in note)
    if phone and others and not doubt:
        note = doubts.say_several_phones((phone, *others))
    return phone, doubt, (note,) if note else ()


def _email(mail: Mail, form: Form, given: InProse) -> tuple[str, list[Doubt | None]]:
    written, odd = read_email(form.email)
    ours = {one.address.casefold() for one in mail.to}
    written = written or next((one for one in given.addresses if one.casefold() not in ours), "")
    address, doubt = read_email(mail.sender.address)
    asked: list[Doubt | None] = [odd, doubt if mail.sender.address else None]
    if written and address and written.casefold() != address.casefold():
        asked.append(doubts.two_addresses(written, address))
    return address or written, asked


def _service(mail: Mail, form: Form, prose: str) -> Service:
    if form.service:
        return read_service(form.service)
    return service_in(f"{mail.subject}\n{prose}")
