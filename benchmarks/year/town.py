"""The people around the office: who calls and writes on a day, and with what in mind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from madoguchi.clock import TOKYO
from madoguchi.model.openings import OpenDays
from year import seasons, wishes
from year.papers import Call, Letter, form
from year.people import Person, new_person
from year.seen import Seen
from year.staff import Visit

_FARTHEST = 30  # days ahead that people wish for
_LIKED_TIMES = {"09:30": 1, "10:00": 4, "10:30": 3, "14:00": 4, "14:30": 3, "15:00": 2, "15:30": 1}
_LOOKS_AT_THE_SITE = 0.4
_SECOND_WISH, _THIRD_WISH, _DOUBTFUL = 0.55, 0.3, 0.05
_COMES_AGAIN, _AWAY, _MOVES = 0.72, (7, 30), 0.008
_NOTED_LATER = 0.2  # in the log; the others are asked for on the next day sheet
_BY_MAIL, _FORGETS_HAVING_ASKED = 0.35, 0.01
_TAKES_AN_OFFER, _DECLINES = 0.65, 0.2
_MATTERS = ("職業相談", "職業相談", "職業紹介", "模擬面接")


class Town:
    """The people, what they plan, and what the clerk still has to write down."""

    def __init__(self, requests_a_day: int, rng: Random) -> None:
        self._usual, self._rng = requests_a_day, rng
        self._people: dict[str, Person] = {}
        self._due: defaultdict[date, list[Person]] = defaultdict(list)
        self._not_written: list[Person] = []

    def misses(self, number: str) -> float:
        """Return a person's chance of not appearing."""
        return self._people[number].misses if number in self._people else 0.0

    def learn(self, today: date, visits: Mapping[str, Visit]) -> None:
        """Let people plan their next visit; the clerk notes forgotten records in the next log."""
        for number, visit in visits.items():
            person = self._people.get(number)
            if person is None:
                continue
            if not visit.said:
                self._not_written.append(person)
            elif not visit.comes_again and self._rng.random() < _COMES_AGAIN:
                self._due[today + timedelta(days=self._rng.randint(*_AWAY))].append(person)

    def day(self, today: date, seen: Seen, days: OpenDays) -> tuple[list[Call], list[Letter]]:
        """Return the calls and mails of a working day."""
        busy = {number for number, _ in seen.coming} | seen.undecided
        calls: list[Call] = []
        letters: list[Letter] = []
        for person in self._asking(today, busy):
            if person.email and self._rng.random() < _BY_MAIL:
                body = form(person, self._wishes(today, seen, days))
                letters.append(Letter(self._at_home(today), person, "オンライン職業相談の予約", body))
            else:
                calls.append(self._call(today, "予約", person, self._wishes(today, seen, days)))
        calls += self._changes(today, seen, days)
        calls += [Call(self._moment(today), "記録", one, matter="オンライン相談を実施") for one in self._late_records()]
        letters += [*self._answers(today, seen), *self._stray_mails(today)]
        return calls, sorted(letters, key=lambda one: (one.at, one.person.number))

    def _asking(self, today: date, busy: set[str]) -> Iterator[Person]:
        """Yield whoever asks for a time: people due again, and new ones to fill the day."""
        count = seasons.requests_of(today, self._usual, self._rng)
        due = [one for day in sorted(self._due) if day <= today for one in self._due.pop(day)]
        again = [one for one in due if one.number not in busy or self._rng.random() < _FORGETS_HAVING_ASKED]
        self._due[today + timedelta(days=1)] += again[count:]
        yield from again[:count]
        for _ in range(count - len(again[:count])):
            person = new_person(len(self._people) + 1, self._rng)
            self._people[person.number] = person
            yield person

    def _changes(self, today: date, seen: Seen, days: OpenDays) -> Iterator[Call]:
        """Yield cancellations and moves; both are said on the telephone."""
        for number, start in seen.coming:
            chance, person = self._rng.random(), self._people.get(number)
            if person is None or start.date() <= today:
                continue
            if chance < seasons.cancels(today):
                yield Call(self._moment(today), "取消", person)
                self._due[today + timedelta(days=self._rng.randint(3, 20))].append(person)
            elif chance < seasons.cancels(today) + _MOVES:
                yield self._call(today, "変更", person, self._wishes(today, seen, days))

    def _answers(self, today: date, seen: Seen) -> Iterator[Letter]:
        """Yield answers to letters that offered a time of the waiting list; some people never answer."""
        for offer in seen.offered:
            chance = self._rng.random()
            if chance < _TAKES_AN_OFFER + _DECLINES:
                body = "お願いします。" if chance < _TAKES_AN_OFFER else "今回は都合が合わないので辞退します。"
                reply = f"In-Reply-To: {offer.message_id}\r\n"
                person = self._people[offer.number]
                yield Letter(self._at_home(today), person, f"Re: {offer.subject}", body, reply)

    def _late_records(self) -> Iterator[Person]:
        waiting, self._not_written = self._not_written, []
        yield from (one for one in waiting if self._rng.random() < _NOTED_LATER)

    def _stray_mails(self, today: date) -> Iterator[Letter]:
        """Yield what else a mailbox gets: thanks, questions and answers of machines."""
        writers = [one for one in self._people.values() if one.email]
        for _ in range(self._rng.randrange(4)):
            person, kind = self._rng.choice(writers), self._rng.randrange(3)
            if kind == 0:
                yield Letter(self._moment(today), person, "お礼", "先日はありがとうございました。")
            elif kind == 1:
                yield Letter(self._moment(today), person, "質問", "カメラは必要でしょうか。教えてください。")
            else:
                auto = "Auto-Submitted: auto-replied\r\n"
                yield Letter(
                    self._moment(today), person, "自動返信：不在のお知らせ", "ただいま不在にしております。", auto
                )

    def _call(self, today: date, kind: str, person: Person, wished: list[str]) -> Call:
        explained = self._rng.random() < 0.8
        return Call(self._moment(today), kind, person, wished, self._rng.choice(_MATTERS), explained)

    def _moment(self, today: date) -> datetime:
        opens = datetime.combine(today, time(8, 30), TOKYO)
        return opens + timedelta(minutes=self._rng.randrange(8 * 60 + 20))

    def _at_home(self, today: date) -> datetime:
        """Return when a mail is written: half of them in the evening before or at night."""
        during = self._moment(today)
        return during if self._rng.random() < 0.5 else during - timedelta(hours=14)

    def _wishes(self, today: date, seen: Seen, days: OpenDays) -> list[str]:
        rng = self._rng
        first = self._start(today, seen, days)
        if rng.random() < _DOUBTFUL:
            return [wishes.doubtful(first, rng)]
        said = [wishes.exact(first, rng) if rng.random() < 0.75 else wishes.half_day(first, rng)]
        if rng.random() < _SECOND_WISH:
            said.append(wishes.half_day(self._start(today, seen, days), rng))
            if rng.random() < _THIRD_WISH:
                said.append(wishes.any_of_several(self._start(today, seen, days), rng))
        return said

    def _start(self, today: date, seen: Seen, days: OpenDays) -> datetime:
        """Choose a time somebody would like; some people look at the site for what is free."""
        ahead = (today + timedelta(days=lead) for lead in range(1, _FARTHEST))
        coming = [day for day in ahead if days.day(day).slots]
        wanted = self._rng.choices(coming, weights=range(len(coming) + 5, 5, -1))[0]
        if seen.free and self._rng.random() < _LOOKS_AT_THE_SITE:
            after = [start for start in seen.free if start.date() >= wanted] or seen.free[-7:]
            same_day = [start for start in after if start.date() == after[0].date()]
            return self._rng.choice(same_day)
        starts = [slot.start for slot in days.day(wanted).slots]
        weights = [_LIKED_TIMES.get(f"{start:%H:%M}", 1) for start in starts]
        return self._rng.choices(starts, weights=weights)[0]
