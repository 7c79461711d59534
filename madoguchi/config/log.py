"""The `[log.columns]` of `office.toml`: which column of the office's own log is which."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from madoguchi.model.frozen import Frozen

_LONGEST_HEADER = 60  # characters; a longer cell is no header


def _headers(value: object) -> object:
    """Read one header or several; a value of the model comes as it is."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(value)
    raise ValueError('受付簿の見出しを「" "」で囲んで書いてください')


def _not_too_long(header: str) -> str:
    if len(header) > _LONGEST_HEADER:
        raise ValueError(f"見出しは{_LONGEST_HEADER}文字までです")
    return header


Header = Annotated[str, Field(min_length=1), AfterValidator(_not_too_long)]
Headers = Annotated[tuple[Header, ...], BeforeValidator(_headers)]


class LogColumns(Frozen):
    """Our field -> the office's header; what is left out is found by its words.

    Attributes:
        unread: Headers of columns that say nothing of the wish.
    """

    reception: Headers = ()
    received: Headers = ()
    received_time: Headers = ()
    kind: Headers = ()
    name: Headers = ()
    surname: Headers = ()
    given_name: Headers = ()
    kana: Headers = ()
    kana_surname: Headers = ()
    kana_given_name: Headers = ()
    seeker_number: Headers = ()
    phone: Headers = ()
    mobile: Headers = ()
    contact: Headers = ()
    email: Headers = ()
    wish: Headers = ()
    wish_time: Headers = ()
    wish1: Headers = ()
    wish1_time: Headers = ()
    wish2: Headers = ()
    wish2_time: Headers = ()
    wish3: Headers = ()
    wish3_time: Headers = ()
    wish4: Headers = ()
    wish4_time: Headers = ()
    wish5: Headers = ()
    wish5_time: Headers = ()
    matter: Headers = ()
    companion: Headers = ()
    language: Headers = ()
    explained: Headers = ()
    taken_by: Headers = ()
    note: Headers = ()
    unread: Headers = ()

    @model_validator(mode="after")
    def _each_header_means_one_thing(self) -> Self:
        seen: dict[str, str] = {}
        for name, headers in self.written():
            for header in headers:
                plain = "".join(unicodedata.normalize("NFKC", header).casefold().split())
                first = seen.setdefault(plain, name)
                if first != name:
                    raise ValueError(
                        f"見出し「{header}」が {first} と {name} の両方に書かれています。どちらか一つにしてください"
                    )
        return self

    def written(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what the office has written: field (or `unread`) and its headers."""
        for name in type(self).model_fields:
            headers: tuple[str, ...] = getattr(self, name)
            if headers:
                yield name, headers


class LogFile(Frozen):
    """The office's own phone log."""

    columns: LogColumns = LogColumns()
