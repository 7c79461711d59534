"""Tell what an arrival is by its name and its first words."""

import re
from pathlib import PurePath
from typing import Final

from intake.table.layouts import DAY_SHEET, REVIEW_SHEET, TELEPHONE_SHEET
from intake.table.read import layout_of
from madoguchi.errors import UnreadableInput
from madoguchi.model.item import Form

_HEADER_FIELD = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:)")
_MAIL_FIELDS = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = 8_192

_TABLES: Final = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
_SHEETS: Final = {
    REVIEW_SHEET.title: Form.REVIEW_SHEET,
    TELEPHONE_SHEET.title: Form.TELEPHONE_SHEET,
    DAY_SHEET.title: Form.DAY_SHEET,
}


def form_of(raw: bytes, name: str) -> Form:
    """Tell what a file is.

    A table that is neither of staff's sheets is a log, so that reading it says what is wrong with it; only a `.txt`
    must show that it is a table at all. A name without a suffix (Maildir) is judged by its first bytes.

    Args:
        raw: The file's bytes.
        name: Its name as dropped.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".eml":
        return Form.MAIL
    if suffix in _TABLES:
        return _form_of_table(raw, Form.LOG)
    if suffix == ".txt":
        return _form_of_table(raw, Form.UNKNOWN)
    return Form.MAIL if _looks_like_mail(raw) else Form.UNKNOWN


def _form_of_table(raw: bytes, otherwise: Form) -> Form:
    try:
        layout = layout_of(raw)
    except UnreadableInput:
        return otherwise
    return otherwise if layout is None else _SHEETS.get(layout.title, Form.LOG)


def _looks_like_mail(raw: bytes) -> bool:
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_HEADER_FIELD.match(head)) and len(_MAIL_FIELDS.findall(head)) > 1
