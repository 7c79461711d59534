"""What a calendar answers to our invitation (METHOD:REPLY, RFC 5546 section 3.2.3)."""

from icalendar import Calendar

from madoguchi.model.reading import Doubt

_ACCEPTED = "ACCEPTED"
_WORDS = {"DECLINED": "辞退", "TENTATIVE": "仮の承諾"}


def answer_of(reply: bytes) -> tuple[list[Doubt], str]:
    """Return the doubts and the sentence of a calendar's answer.

    An acceptance is noted; anything else asks staff, for the terms have cancellations come by telephone (art. 4).
    """
    answer = _participation(reply)
    if answer == _ACCEPTED:
        return [], "カレンダーからの承諾の返事です。"
    said = (
        f"カレンダーから「{_WORDS[answer]}」の返事が届きました"
        if answer in _WORDS
        else "カレンダーの返事が読み取れません"
    )
    say = f"{said}。予約はそのままです。ご本人に電話で確かめてください。"
    return [Doubt(code="calendar_reply", say=say)], ""


def _participation(reply: bytes) -> str:
    try:
        calendar = Calendar.from_ical(reply)
        attendees = [attendee for event in calendar.events for attendee in event.attendees]
    except (ValueError, AttributeError, KeyError, IndexError):  # what icalendar raises on broken bytes
        return ""
    answers = {str(attendee.params.get("PARTSTAT", "")).upper() for attendee in attendees}
    return answers.pop() if len(answers) == 1 else ""
