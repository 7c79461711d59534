"""The mail servers and the letters, as `[imap]`, `[smtp]` and `[letters]` of `office.toml` say."""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from madoguchi.config.written import Text
from madoguchi.model.frozen import Frozen

_LONGEST_COMMAND = 40


class _Server(Frozen):
    """A mail server and how to get in.

    Attributes:
        security: `tls` from the first byte, `starttls`, or `none` (a server on this very machine).
        user: Empty for a server that asks for no login.
        login: With the password of the secrets, or with an access token (XOAUTH2) that `token_command` prints.
        token_command: A program with its arguments; what it prints is the token.
        ca_file: Certificates that are trusted beside the system's, for a server with one of its own; empty for none.
    """

    host: Text
    security: Literal["starttls", "tls", "none"] = "tls"
    user: str = ""
    login: Literal["password", "xoauth2"] = "password"
    token_command: Annotated[tuple[str, ...], Field(max_length=_LONGEST_COMMAND)] = ()
    ca_file: str = ""

    @model_validator(mode="after")
    def _token_has_a_source(self) -> Self:
        if self.login == "xoauth2" and not (self.token_command and self.user):
            raise ValueError("login が xoauth2 のときは、user と token_command も書いてください")
        return self


class Imap(_Server):
    """The mailbox that is read; without it mail comes from the inbox folder or a Maildir alone.

    Attributes:
        folder: The folder that mail comes in.
        done: Where a mail goes once it is stored.
        whole_bytes: A mail of more bytes is archived in portions, and only its header and text are read.
        poll_minutes: `watch` looks at least so often, whatever the server announces.
        reconcile_at: From then on each day the server's list is held against ours, once.
    """

    port: Annotated[int, Field(ge=1, le=65535)] = 993
    user: Text
    folder: Text = "INBOX"
    done: Text = "処理済"
    whole_bytes: Annotated[int, Field(ge=100_000, le=35_000_000)] = 25_000_000
    poll_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    reconcile_at: time = time(3)

    @field_validator("done")
    @classmethod
    def _done_is_elsewhere(cls, done: str, info: ValidationInfo) -> str:
        if done == info.data.get("folder"):
            raise ValueError("done（取り込んだメールの移し先）は folder と別のフォルダーにしてください")
        return done


class Smtp(_Server):
    """The server that takes our letters; without it they are written to `private/outbox/`.

    Attributes:
        per_hour: Letters handed over in any hour at most; 0 for no limit.
        per_domain_hour: The same for the addresses of one domain, which carriers count.
    """

    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    per_hour: Annotated[int, Field(ge=0, le=100_000)] = 0
    per_domain_hour: Annotated[int, Field(ge=0, le=100_000)] = 0


class Letters(Frozen):
    """When letters go out, and which.

    Attributes:
        release: Whether letters go by themselves, or each waits until staff release it.
        receipts: Whether the sender of a mail that staff have to look at is told that it has come.
        reminder_days: How many days before the visit people are reminded; 0 for never.
        reminder_from: From what time of that day.
        alarm_minutes: A letter that has waited longer for the server raises an alarm in `status`.
    """

    release: Literal["automatic", "by_staff"] = "automatic"
    receipts: bool = True
    reminder_days: Annotated[int, Field(ge=0, le=14)] = 1
    reminder_from: time = time(9)
    alarm_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
