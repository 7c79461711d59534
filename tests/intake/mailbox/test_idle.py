"""The announcement of new mail, on a real server and on lines that fail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient.exceptions import IMAPClientAbortError
from real_mail.dovecot import OFFICE, PASSWORD, Dovecot
from real_mail.proxy import FaultyProxy
from watched import until

from intake.mailbox import idle
from intake.mailbox.idle import Door, Listener, tells_of_mail
from intake.mailbox.wire import ConnectionLost
from madoguchi.config.mail import Imap
from madoguchi.config.secrets import Secrets
from madoguchi.errors import ConfigurationError, TryLater

MAIL = b"From: a@mihon.example\r\nSubject: x\r\n\r\nx\r\n"
PATIENCE = 60  # seconds; nothing here is measured


def _door(port: int, password: str = PASSWORD) -> Door:
    imap = Imap(host="127.0.0.1", port=port, security="none", user=OFFICE)
    return Door(imap, Secrets(imap_password=password))


@contextmanager
def _listening(door: Callable[[], Door | None]) -> Iterator[tuple[SimpleQueue[None], Thread]]:
    """Listen in a thread, as `watch` does; at the end it is asked to stop and must."""
    heard: SimpleQueue[None] = SimpleQueue()
    stop = Event()
    thread = Thread(target=Listener(door, lambda: heard.put(None), stop, chance=lambda: 0).listen, daemon=True)
    thread.start()
    try:
        yield heard, thread
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def _idles(server: Dovecot) -> bool:
    """Tell whether somebody idles at the server; it names that in the list of its processes."""
    return OFFICE in server.doveadm("who", "-1")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that waits wait little."""
    for name, seconds in {"_FIRST_PAUSE": 0.05, "_LONGEST_PAUSE": 0.2, "_LOOK_AGAIN": 0.05, "_SLICE": 0.2}.items():
        monkeypatch.setattr(idle, name, seconds)


def test_a_mail_is_announced_as_it_comes(dovecot_server: Dovecot) -> None:
    with _listening(lambda: _door(dovecot_server.port)) as (heard, _):
        until(lambda: _idles(dovecot_server), "the listener")
        for _ in range(3):
            dovecot_server.deliver(OFFICE, MAIL)
            heard.get(timeout=PATIENCE)


def test_mail_that_lies_there_already_is_announced(dovecot_server: Dovecot) -> None:
    dovecot_server.deliver(OFFICE, MAIL)
    with _listening(lambda: _door(dovecot_server.port)) as (heard, _):
        heard.get(timeout=PATIENCE)


def test_a_stretch_after_the_other_loses_nothing(dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "_STRETCH", 0.0)  # then every mail comes between two stretches
    with _listening(lambda: _door(dovecot_server.port)) as (heard, _):
        until(lambda: _idles(dovecot_server), "the listener")
        dovecot_server.deliver(OFFICE, MAIL)
        heard.get(timeout=PATIENCE)


def test_a_line_that_was_cut_is_taken_up_again(dovecot_server: Dovecot, faulty_line: FaultyProxy) -> None:
    with _listening(lambda: _door(faulty_line.port)) as (heard, _):
        until(lambda: _idles(dovecot_server), "the listener")
        faulty_line.cut()
        dovecot_server.deliver(OFFICE, MAIL)
        heard.get(timeout=PATIENCE)
    assert faulty_line.connections > 1


def test_a_server_that_comes_back_is_heard_again(dovecot_server: Dovecot) -> None:
    with _listening(lambda: _door(dovecot_server.port)) as (heard, _):
        until(lambda: _idles(dovecot_server), "the listener")
        dovecot_server.stop()
        dovecot_server.deliver(OFFICE, MAIL)
        dovecot_server.start()
        heard.get(timeout=PATIENCE)


def test_a_silent_hole_is_noticed_at_the_end_of_the_stretch(
    dovecot_server: Dovecot, faulty_line: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "_STRETCH", 0.5)
    monkeypatch.setattr(idle, "_ANSWER", 2.0)
    with _listening(lambda: _door(faulty_line.port)) as (heard, _):
        until(lambda: _idles(dovecot_server), "the listener")
        faulty_line.black_hole()
        dovecot_server.deliver(OFFICE, MAIL)
        until(lambda: faulty_line.connections > 1, "another try")
        faulty_line.heal()
        heard.get(timeout=PATIENCE)


def test_settings_that_change_lead_elsewhere(dovecot_server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "_STRETCH", 0.0)
    doors: list[Door | None] = [None, None, _door(dovecot_server.port, "wrong"), _door(dovecot_server.port)]

    def door() -> Door | None:
        return doors.pop(0) if len(doors) > 1 else doors[0]

    dovecot_server.deliver(OFFICE, MAIL)
    with _listening(door) as (heard, _):
        heard.get(timeout=PATIENCE)


class _Scripted:
    """A server that says what a test wants."""

    def __init__(self, *said: Any, idles: bool = True) -> None:
        self.said, self._idles, self.checks = list(said), idles, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def has_capability(self, name: str) -> bool:
        return name != "IDLE" or self._idles

    def socket(self) -> Any:
        raise AssertionError("nobody waits so long")

    def select_folder(self, name: str, *, readonly: bool) -> dict[bytes, int]:
        assert (name, readonly) == ("INBOX", True), "looking must change nothing"
        return {b"EXISTS": 0}

    def idle(self) -> None:
        return None

    def idle_check(self, timeout: float) -> Any:
        assert timeout is not None, "without one it would wait for ever"
        self.checks += 1
        return self.said.pop(0) if self.said else []


def _visit(server: _Scripted, monkeypatch: pytest.MonkeyPatch) -> tuple[Listener, list[int]]:
    monkeypatch.setattr(idle, "open_mailbox", lambda *_: server)
    monkeypatch.setattr(idle, "talking", lambda *_: server)
    heard: list[int] = []
    return Listener(lambda: _door(1), lambda: heard.append(1), Event(), clock=lambda: 0.0), heard


def test_a_server_that_answers_nothing_at_once_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    server = _Scripted([(4, b"EXISTS")], [], [], [(b"OK", b"Still here")])
    listener, heard = _visit(server, monkeypatch)
    with pytest.raises(ConnectionLost):
        listener._visit()
    assert heard == [1]
    assert server.checks == 4 + idle._MOST_EMPTY, "an answer between them shows that it lives"


def test_a_server_without_idle_is_left_to_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    listener, heard = _visit(_Scripted(idles=False), monkeypatch)
    assert listener._visit() == idle._NO_IDLE
    assert heard == []


@pytest.mark.parametrize(
    "error",
    [TryLater("x"), ConfigurationError(["x"]), TimeoutError(), IMAPClientAbortError("x"), ValueError("x")],
    ids=lambda error: type(error).__name__,
)
def test_whatever_goes_wrong_is_tried_again_later_and_later(error: Exception) -> None:
    tries: list[float] = []

    class _Stop(Event):
        def wait(self, timeout: float | None = None) -> bool:
            assert timeout is not None
            tries.append(timeout)
            if len(tries) == 4:
                self.set()
            return self.is_set()

    def door() -> Door:
        raise error

    Listener(door, lambda: None, _Stop(), clock=lambda: 0.0, chance=lambda: 0.0).listen()
    assert tries == [0.05, 0.1, 0.2, 0.2]


SAID = [
    ([(4, b"EXISTS")], True, "so many mails are there: one has come"),
    ([(4, b"EXPUNGE"), (3, b"RECENT")], False, "one has gone"),
    ([(b"OK", b"Still here")], False, "the server is alive"),
    ([(3, b"FETCH", (b"FLAGS", (b"EXISTS",)))], False, "a flag of somebody's own"),
    ([(b"BYE", b"EXISTS")], True, "at worst one look too many"),
    ([b"OK completed", None, ()], False, "odd answers harm nobody"),
]


@pytest.mark.parametrize(("said", "expected", "why"), SAID, ids=[one[-1] for one in SAID])
def test_only_mail_that_comes_is_announced(said: list[Any], expected: bool, why: str) -> None:  # noqa: FBT001 -- a column
    assert tells_of_mail(said) is expected, why


_ANSWERS = st.lists(
    st.recursive(st.none() | st.integers() | st.binary(), lambda one: st.tuples(one, one), max_leaves=5)
)


@given(_ANSWERS)
def test_no_answer_is_too_odd(said: list[Any]) -> None:
    assert tells_of_mail([*said, (1, b"EXISTS")])
