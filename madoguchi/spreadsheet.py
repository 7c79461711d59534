"""Tables for Excel on Japanese Windows: UTF-8 with BOM, CRLF, no cell that could run.

Staff open these by a double click: without the BOM Excel takes UTF-8 for CP932. A cell that begins
like a formula gets a leading apostrophe, whoever wrote it (OWASP ASVS 1.2.10).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LONGEST_CELL = 2000
_STARTS_FORMULA = frozenset("=+-@\u2212")


def disarm(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Control and direction signs go, line ends become LF. Full-width signs count as their narrow forms,
    since some programs fold them; blanks in front do not hide a formula.
    """
    text = _UNSEEN.sub("", cell[:_LONGEST_CELL].replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    seen = text.lstrip()
    if seen and unicodedata.normalize("NFKC", seen[0])[:1] in _STARTS_FORMULA:
        return "'" + text
    return text


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file with every cell disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([disarm(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
