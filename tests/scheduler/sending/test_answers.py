"""What an answer of a mail server means: for one letter, or for all of them."""

import pytest

from scheduler.sending.answers import Answer, At, Meaning, is_set_up, meaning, say_answer

TAKEN, NOT_NOW, NEVER, OURS, HUNG_UP = Meaning

ANSWERS = [
    (At.LETTER, "250 2.0.0 Ok: queued", TAKEN, "the letter is theirs"),
    (At.RECIPIENT, "450 4.2.0 Greylisted", NOT_NOW, "greylisting"),
    (At.RECIPIENT, "451 4.7.1 try again", NOT_NOW, "greylisting, said otherwise"),
    (At.RECIPIENT, "452 4.5.3 Too many recipients", NOT_NOW, "RFC 5321 section 4.5.3.1.10"),
    (At.RECIPIENT, "452 4.2.2 Over quota", NOT_NOW, "a full mailbox may be emptied"),
    (At.RECIPIENT, "550 5.1.1 <a@b>: Recipient address rejected: User unknown", NEVER, "no such user"),
    (At.RECIPIENT, "550 5.1.1 <relay@b>: User unknown", NEVER, "an address is no word of the server"),
    (At.RECIPIENT, "550 no such user", NEVER, "no enhanced code"),
    (At.RECIPIENT, "501 5.1.3 Bad recipient address syntax", NEVER, "a server that takes no quoted local parts"),
    (At.RECIPIENT, "552 5.2.2 mailbox full", NEVER, "permanently full"),
    (At.RECIPIENT, "553 5.7.1 <y@z>: Sender address rejected: not owned by user", OURS, "told with the recipient"),
    (At.RECIPIENT, "550 5.1.8 bad sender's system address", OURS, "our domain, by its code"),
    (At.RECIPIENT, "554 5.7.1 <a@b>: Relay access denied", OURS, "no login, or a wrong server"),
    (At.RECIPIENT, "554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked", OURS, "our address is on a list"),
    (At.RECIPIENT, "530 5.7.0 Must issue a STARTTLS command first", OURS, "RFC 3207"),
    (At.RECIPIENT, "550 5.4.5 Daily user sending limit exceeded", OURS, "a quota of ours"),
    (At.RECIPIENT, "503 5.5.1 Error: need MAIL command", OURS, "out of order"),
    (At.SENDER, "550 5.7.1 not your address", OURS, "our sender"),
    (At.SENDER, "451 4.3.0 temporary lookup failure", OURS, "says nothing of one letter"),
    (At.SENDER, "552 5.3.4 Message size exceeds fixed limit", NEVER, "RFC 1870: this letter is too large"),
    (At.SENDER, "535 5.7.8 authentication expired", OURS, "the login"),
    (At.LETTER, "554 5.7.1 rejected as spam", NEVER, "the content"),
    (At.LETTER, "550 5.6.0 sender address in body looks odd", NEVER, "words count with the recipient alone"),
    (At.LETTER, "554 5.3.0 Other mail system problem", OURS, "the system as a whole"),
    (At.LETTER, "552 5.3.4 too big", NEVER, "this letter is too large"),
    (At.LETTER, "451 4.3.0 try later", NOT_NOW, "a filter that is away"),
    (At.SENDER, "421 4.7.0 too many letters", HUNG_UP, "RFC 5321 section 3.8"),
    (At.LETTER, "421 timeout", HUNG_UP, "anywhere"),
    (At.RECIPIENT, "-1 gibberish", HUNG_UP, "no answer of a mail server"),
    (At.LETTER, "0 ", HUNG_UP, "none at all"),
    (At.LOGIN, "535 5.7.8 bad credentials", OURS, "not one letter's fault"),
]


@pytest.mark.parametrize(("at", "said", "expected", "why"), ANSWERS)
def test_an_answer_speaks_of_one_letter_or_of_all(at: At, said: str, expected: Meaning, why: str) -> None:
    code, _, words = said.partition(" ")
    assert meaning(Answer(at, int(code), words.encode())) is expected, why


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        (Answer(At.RECIPIENT, 550, b"5.1.1 <taro@mihon.example>: no such user"), "RCPT 550 5.1.1"),
        (Answer(At.LETTER, 554, b"taro@mihon.example 5.7.1"), "DATA 554"),
        (Answer(At.LETTER, 550, b"5.1.1.example is no code"), "DATA 550"),
        (Answer(At.LETTER), "LOST"),
        (Answer(At.CONNECT), "CONNECT"),
        (Answer(At.LOGIN, 535, b"5.7.8 x"), "AUTH 535 5.7.8"),
    ],
)
def test_of_an_answer_only_its_place_and_codes_are_kept(answer: Answer, short: str) -> None:
    assert answer.short == short


@pytest.mark.parametrize(
    ("short", "said", "ours"),
    [
        ("", "", False),
        ("LOST", "やりとりの途中で、メールサーバーとの接続が切れました", True),
        ("AUTH 535 5.7.8", "メールサーバーがログインを受け付けません（535 5.7.8）", True),
        ("RCPT 450 4.2.0", "あて先のサーバーが受け取りを見合わせています（450 4.2.0）", False),
    ],
)
def test_what_is_kept_is_said_to_staff(short: str, said: str, ours: bool) -> None:  # noqa: FBT001 -- a column
    assert say_answer(short) == said
    assert is_set_up(short) is ours


def test_every_place_has_words_for_staff() -> None:
    assert all(say_answer(at.value) for at in At)
