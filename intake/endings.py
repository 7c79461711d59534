"""How a reading ends: the one outcome of its item and the sentence that says so (promise 2)."""

from madoguchi.model.item import Channel, Kind, Outcome
from madoguchi.model.reading import Reading

_PLAIN = {
    Kind.REQUEST: Outcome.REQUEST,
    Kind.CHANGE: Outcome.CHANGE,
    Kind.CANCELLATION: Outcome.CANCELLATION,
    Kind.RECORD: Outcome.VISIT_RECORD,
    Kind.QUESTION: Outcome.NEEDS_REVIEW,
    Kind.THANKS: Outcome.NOT_A_REQUEST,
    Kind.ANSWER: Outcome.NEEDS_REVIEW,
    Kind.CALENDAR_REPLY: Outcome.REPLY,
    Kind.AUTO_REPLY: Outcome.AUTO_REPLY,
    Kind.BOUNCE: Outcome.BOUNCE,
    Kind.LIST: Outcome.NOT_A_REQUEST,
    Kind.SPAM: Outcome.NOT_A_REQUEST,
    Kind.OWN: Outcome.NOT_A_REQUEST,
    Kind.MEMO: Outcome.NOT_A_REQUEST,
    Kind.EMPTY: Outcome.NOT_A_REQUEST,
    Kind.UNREADABLE: Outcome.UNREADABLE,
    Kind.REFUSAL: Outcome.REPLY,
}

_SENTENCES = {
    Outcome.REQUEST: "予約の申込として受け付けました。",
    Outcome.CHANGE: "予約の変更として受け付けました。",
    Outcome.CANCELLATION: "予約の取消として受け付けました。",
    Outcome.VISIT_RECORD: "相談の記録として受け付けました。",
    Outcome.REPLY: "返事として受け付けました。",
    Outcome.AUTO_REPLY: "自動返信のメールです。対応はいりません。",
    Outcome.BOUNCE: "こちらから送ったメールが届きませんでした。",
    Outcome.DUPLICATE: "すでに受け付けたものと同じ内容です。",
    Outcome.NOT_A_REQUEST: "予約の申込ではありません。",
    Outcome.NEEDS_REVIEW: "職員の確認が必要です（要確認.csv をご覧ください）。",
    Outcome.UNREADABLE: "読み取れませんでした。元のデータは保管してあります。",
}

# These lead to a booking request as soon as nothing about them is doubtful.
ACTIONABLE = frozenset({Kind.REQUEST, Kind.CHANGE, Kind.CANCELLATION, Kind.RECORD, Kind.REFUSAL})

# Endings that a person has to see although there is nothing to decide by machine.
SHOWN_TO_STAFF = frozenset({Outcome.NEEDS_REVIEW, Outcome.UNREADABLE, Outcome.BOUNCE})


def outcome_of(reading: Reading) -> Outcome:
    """Return the ending of a reading that has not been seen before."""
    if reading.kind is Kind.EMPTY and reading.channel is Channel.MAIL:
        return Outcome.NEEDS_REVIEW
    plain = _PLAIN[reading.kind]
    if reading.doubts and plain not in {Outcome.UNREADABLE, Outcome.BOUNCE, Outcome.AUTO_REPLY, Outcome.NOT_A_REQUEST}:
        return Outcome.NEEDS_REVIEW
    return plain


def sentence(outcome: Outcome, reading: Reading) -> str:
    """Say how the item ended, with the first thing to look at."""
    said = reading.say or (reading.doubts[0].say if reading.doubts else "")
    if said and outcome in {Outcome.NEEDS_REVIEW, Outcome.NOT_A_REQUEST}:
        return said
    return _SENTENCES[outcome] + said
