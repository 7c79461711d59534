"""What our own mail server found out about the sender of a mail: Authentication-Results (RFC 8601), pure.

Anybody can write such a field into a mail before sending it. So it counts only under the name that our own server
writes (section 5), and only on top: what came in with the mail stands below the field that our server put there.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

FAIL: Final = "fail"

# Comment brackets, a quoted string, a sign with a meaning of its own, or a run of others (RFC 5322 section 3.2).
_TOKEN = re.compile(r'[()]|"((?:[^"\\]|\\.)*)"|\\.?|;|[^\s()";\\]+|\s+|.', re.DOTALL)
_RESULT = re.compile(r"\s*([a-z0-9-]{1,40})\s*(?:/\s*([0-9]{1,9})\s*)?=\s*([a-z]{1,40})(?![a-z0-9-])", re.IGNORECASE)
_ID_AND_VERSION = re.compile(r"\s*(\S+)(?:\s+([0-9]{1,9}))?\s*")
_SAYS_FAIL = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
_VERSION: Final = "1"  # of the field and of each method (sections 2.2 and 2.6); an unknown one says nothing to us
_QUOTED_SEMICOLON: Final = "\N{SYMBOL FOR SUBSTITUTE}"


class Authentication(NamedTuple):
    """The results of our own server in lower case (`pass`, `fail`, `none`, …); empty where it says nothing.

    Attributes:
        dmarc: Whether the domain in From stands behind the mail (RFC 7489); `fail` where several disagree.
        spf: Whether the machine that sent it may send for the domain (RFC 7208).
        dkim: Whether a signature holds (RFC 6376); `pass` where one of several does.
    """

    dmarc: str = ""
    spf: str = ""
    dkim: str = ""

    @property
    def is_forged(self) -> bool:
        """Tell whether the domain in From disowns the mail."""
        return self.dmarc == FAIL


class _Field(NamedTuple):
    """One field in its pieces.

    Attributes:
        closed: Whether every bracket and quotation mark is closed; where one is not, the rest cannot be told apart.
    """

    authserv_id: str
    version: str
    results: tuple[tuple[str, str], ...]
    closed: bool
    written: str


def authenticated(fields: Sequence[str], authserv_id: str) -> Authentication:
    """Return what our own server says of a mail.

    Args:
        fields: The Authentication-Results on top of the mail, in their order, folds undone; no Received stands
            between them.
        authserv_id: The name that our own server writes; empty when it writes no such field, and then none counts.
    """
    name = authserv_id.strip().casefold()
    if not name:
        return Authentication()
    ours: list[_Field] = []
    for written in fields:
        field = _read(written)
        if field.authserv_id.casefold() != name:
            break  # what stands below another server's field came in with the mail
        ours.append(field)
    known = [one for one in ours if one.version == _VERSION]
    results = [result for one in known for result in one.results]
    # Where a stranger's words have broken the field, a failure in it costs no more than a look by staff.
    if any(not one.closed and _SAYS_FAIL.search(one.written) for one in known):
        results.append(("dmarc", FAIL))
    return Authentication(
        dmarc=_of(results, "dmarc", FAIL), spf=_of(results, "spf", FAIL), dkim=_of(results, "dkim", "pass")
    )


def _of(results: Iterable[tuple[str, str]], method: str, winner: str) -> str:
    """Return the result of a method: the one that counts more than all others, else the first."""
    said = [result for name, result in results if name == method]
    return winner if winner in said else next(iter(said), "")


def _read(written: str) -> _Field:
    bare, closed = _bare(written)
    head, *rest = bare.split(";")
    found = _ID_AND_VERSION.fullmatch(head.replace(_QUOTED_SEMICOLON, ";"))
    matches = (_RESULT.match(one) for one in rest)
    results = tuple(
        (one[1].lower(), one[3].lower()) for one in matches if one and (one[2] or _VERSION).lstrip("0") == _VERSION
    )
    name, version = (found[1], found[2] or _VERSION) if found else ("", _VERSION)
    return _Field(name, version.lstrip("0"), results, closed, written)


def _bare(written: str) -> tuple[str, bool]:
    """Return a field without comments and with quoted strings opened; and whether all of them are closed."""
    pieces: list[str] = []
    depth, closed = 0, True
    for found in _TOKEN.finditer(written):
        piece = found[0]
        if piece == "(":
            depth += 1
            pieces.append(" ")
        elif piece == ")":
            closed = closed and depth > 0
            depth = max(depth - 1, 0)
        elif depth:
            continue
        elif found[1] is not None:
            pieces.append(re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL).replace(";", _QUOTED_SEMICOLON))
        else:
            closed = closed and piece != '"'
            pieces.append(piece)
    return "".join(pieces), closed and not depth
