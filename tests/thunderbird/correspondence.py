"""Somebody with Thunderbird writes to an office and answers its letters; nothing in between is made up."""

import queue
from datetime import timedelta

from letters_to_us import mail
from offices import AS_OF, OfficeFolder, drop, log, query, run
from thunderbird.mail_program import Bar, Event, MailProgram
from typer.testing import CliRunner

from intake.calendar.said import hear
from intake.mail.message import read_mail
from madoguchi.cli.app import app
from madoguchi.errors import Exit

NAME, ADDRESS, OTHER_ADDRESS = "見本 太郎", "taro@mihon.example", "mihon.taro@mihon.example"
ACCEPT, TENTATIVE, DECLINE = "imipAcceptButton", "imipTentativeButton", "imipDeclineButton"
DELETE = "imipDeleteButton"
QUESTION = frozenset({ACCEPT, TENTATIVE, DECLINE, "imipMoreButton"})  # what an invitation is answered with

_POST_SECONDS = 30
_FORM = "氏名：{name}\n求職番号：28050-1\n電話番号：090-0000-0000\n第1希望：{wish}\n"


class Correspondence:
    """The letters between one person and one office, an hour passing at each step of the office."""

    def __init__(self, folder: OfficeFolder, program: MailProgram, sent: queue.Queue[bytes]) -> None:
        self.folder, self.program = folder, program
        self._sent = sent
        self._now = AS_OF
        self._read = 0
        self._mails = 0

    def ask_for(self, wish: str) -> None:
        """Let the person's request come in and be decided."""
        self._into_the_inbox(mail(_FORM.format(name=NAME, wish=wish), ident=f"wish{self._mails}"))

    def command(self, *words: str) -> None:
        """Let staff type a command."""
        self._now += timedelta(hours=1)
        done = CliRunner().invoke(app, [*words, str(self.folder.root), "--as-of", f"{self._now:%Y-%m-%dT%H:%M}"])
        assert done.exit_code == Exit.DONE, done.output

    def note(self, row: str) -> None:
        """Let staff note a telephone call."""
        self._into_the_inbox(log(row), "電話.csv")

    def letters(self) -> list[bytes]:
        """Return what the office has written since the last time, in the order in which it leaves."""
        wanted = "SELECT notice_id, mail FROM outbox WHERE notice_id > ? AND mail != '' ORDER BY notice_id"
        found = query(self.folder, wanted, self._read)
        self._read = max(number for number, _ in found)
        return [mail for _, mail in found]

    def letter(self) -> bytes:
        """Return the only letter that the office has written since the last time."""
        (letter,) = self.letters()
        return letter

    def open(self) -> Bar:
        """Open the office's newest letter."""
        return self.program.show(self.letter())

    def answer(self, button: str, asked: str = "") -> bytes:
        """Press a button over the open letter, and let the office take what the program sends.

        Args:
            button: Its id.
            asked: Words of the question that the program is to put before it obeys.
        """
        self.program.press(button)
        if asked:
            assert asked in self.program.agree()
        reply = self._sent.get(timeout=_POST_SECONDS)
        self._into_the_inbox(reply)
        return reply

    def event(self) -> Event:
        """Return the only entry of the person's calendar."""
        (event,) = self.program.events()
        return event

    def _into_the_inbox(self, raw: bytes, name: str = "") -> None:
        self._mails += 1
        self._now += timedelta(hours=1)
        drop(self.folder, name or f"{self._mails}.eml", raw)
        run(self.folder, self._now)


def answered(reply: bytes) -> tuple[str, str]:
    """Return the UID that a reply is about and what it says, as our own reading of the mail found them."""
    answer = hear(read_mail(reply), AS_OF).answer
    (attendee,) = answer.attendees
    assert attendee.answer is not None
    return answer.uid, attendee.answer.name
