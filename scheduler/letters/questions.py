"""Doubts as questions to the person.

A doubt speaks to staff (元の記録で確かめてください). A letter may keep its first sentence, which says what
was found, and asks in its own words. Only codes named here are repeated at all: any other doubt becomes
a plain question, so a letter that asks can never tell what is booked (its sender may not be who the
mail says), nor carry a stranger's link to somebody else.
"""

from dataclasses import dataclass

from madoguchi.model.reading import Doubt
from scheduler.letters.facts import holds_link, plain

PLAINLY = "ご希望の日時を、月、日、時、分までお知らせください。"

# The first sentence of the doubt, then this.
_AFTER_FINDING = {
    "garbled_text": "お手数ですが、もう一度お知らせください。",
    "excel_serial": PLAINLY,
    "negation": "ご都合の悪い日時は除いて、ご希望の日時だけをお知らせください。",
    "condition": "条件を付けずに、ご希望の日時を順にお知らせください。",
    "vague_time": "ご希望の時刻をお知らせください。",
    "vague_date": "ご希望の月日をお知らせください。",
    "date_inferred": "ご希望の月日をお知らせください。",
    "month_inferred": "何月のことかお知らせください。",
    "year_inferred": "ご希望の年月日をお知らせください。",
    "invalid_date": "ご希望の月日をお知らせください。",
    "invalid_time": "ご希望の時刻をお知らせください。",
    "era_out_of_range": "ご希望の年月日をお知らせください。",
    "weekday_mismatch": "どちらの日をご希望かお知らせください。",
    "date_conflict": "どの日をご希望かお知らせください。",
    "time_conflict": "何時からをご希望かお知らせください。",
    "ambiguous_hour": "午前か午後かお知らせください。",
    "out_of_hours": "相談時間の中で、別の時間をお知らせください。",
    "off_grid": "別の開始時刻をお知らせください。",
    "closed_day": "別の日をお知らせください。",
    "past": "これからの日でお知らせください。",
    "same_day": "予約は前日までにお願いしていますので、別の日をお知らせください。",
    "beyond_horizon": "それより前の日をお知らせください。",
    "no_slot": "別の日時をお知らせください。",
    "time_unclear": "日ごとに、ご希望の時刻をお知らせください。",
    "no_date": "ご希望の月日をお知らせください。",
    "no_time": "始まりの時刻をお知らせください。",
    "rank_conflict": "ご希望の順にお知らせください。",
    "session_length": "始まりの時刻をお知らせください。",
    "full": "別の日時をお知らせください。",
    "closed": "別の日時をお知らせください。",
    "too_late": "別の日をお知らせください。",
}

# Only this: what was found is nothing to repeat to the person.
_INSTEAD = {
    "none": "ご希望の日時が見あたりませんでした。" + PLAINLY,
    "leftover": "いただいた文からは、ご希望の日時を決められませんでした。" + PLAINLY,
    "correction": "ご希望を書き直されたように見えます。いまのご希望の日時だけをお知らせください。",
    "too_many": "日時がいくつもあり、ご希望を決められませんでした。" + PLAINLY,
    "too_long": "いただいた文が長く、ご希望を読み取れませんでした。" + PLAINLY,
    "already_booked": "新しいお申し込みか、日時の変更か、どちらをご希望かお知らせください。",
    "no_booking": "氏名と求職番号を、もう一度お知らせください。",
    "other_person": "氏名と求職番号を、もう一度お知らせください。",
    "seeker_number_odd": "求職番号を、もう一度お知らせください。",
    "seeker_number_missing": "求職番号をお知らせください。",
    "seeker_numbers_several": "求職番号を、もう一度お知らせください。",
    "name_missing": "氏名をお知らせください。",
    "name_short": "氏名を、姓と名の両方でお知らせください。",
    "name_unsure": "氏名をお知らせください。",
    "name_from_sender": "氏名をお知らせください。",
    "two_names": "相談を受けるご本人の氏名をお知らせください。",
    "another_person": "相談を受けるご本人の氏名と求職番号をお知らせください。",
    "maybe_withdrawn": "お申し込みをこのまま進めてよいか、お知らせください。",
    "name_garbled": "氏名を、もう一度お知らせください。",
    "name_with_remark": "相談を受けるご本人の氏名をお知らせください。",
    "phone_missing": "日中につながるお電話番号をお知らせください。",
    "phone_odd": "日中につながるお電話番号をお知らせください。",
    "phone_with_remark": "日中につながるお電話番号をお知らせください。",
    "contact_missing": "日中につながるお電話番号をお知らせください。",
    "email_odd": "メールアドレスをお知らせください。",
    "two_addresses": "お返事を受け取るメールアドレスをお知らせください。",
}

_MOST_DOUBTS = 20
_MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `choices` may be empty."""

    say: str
    choices: tuple[str, ...] = ()


def questions(doubts: tuple[Doubt, ...]) -> tuple[Question, ...]:
    """Return what is asked of the person, each question once and in the order of the doubts."""
    asked: dict[str, Question] = {}
    for doubt in doubts[:_MOST_DOUBTS]:
        question = _question(doubt)
        asked.setdefault(question.say, question)
    return tuple(asked.values())


def _question(doubt: Doubt) -> Question:
    if doubt.code in _INSTEAD:
        return Question(_INSTEAD[doubt.code])
    if doubt.code not in _AFTER_FINDING:
        return Question(PLAINLY)
    finding = _first_sentence(plain(doubt.say, 200))
    choices = tuple(plain(choice, 60) for choice in doubt.choices[:_MOST_CHOICES])
    if any(holds_link(text) for text in (finding, *choices)):
        return Question(PLAINLY)
    return Question(finding + _AFTER_FINDING[doubt.code], choices)


def _first_sentence(text: str) -> str:
    """Return the first sentence with its 。, which does not count inside 「」; empty when there is no end."""
    depth = 0
    for place, sign in enumerate(text):
        if sign == "「":
            depth += 1
        elif sign == "」":
            depth = max(depth - 1, 0)
        elif sign == "。" and not depth:
            return text[: place + 1]
    return ""
