"""What a workbook says of itself, looked up in its own parts before and beside calamine.

calamine shows a cell with an error as an empty one and passes over a second cell of the same place; a table for
requests must lose neither.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from intake.workbook.limits import MOST_UNPACKED
from intake.workbook.looks import Look, looks_of
from intake.workbook.ods import ods_errors
from intake.workbook.remarks import remarks_of
from intake.workbook.xls import is_locked, xls_errors

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
NOT_WORKED_OUT: Final = "#N/A"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_SHEET = re.compile(rb'<(?:\w+:)?sheet\s[^>]*?\b\w+:id="([^"]*)"')
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ID, _TARGET = re.compile(rb'\bId="([^"]*)"'), re.compile(rb'\bTarget="([^"]*)"')
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*?\bt="e"[^>]*)>.*?<(?:\w+:)?v>([^<]*)</', re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_FORMULA_ALONE = re.compile(rb"<(?:\w+:)?c\s([^>]*)><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)</(?:\w+:)?c>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_TEXT = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_STRUCK_PART = re.compile(rb'<(?:\w+:)?strike(?:\s*/>|>|\s+val="(?:1|true)")')
_OF_STRINGS = re.compile(rb'<(?:\w+:)?c\s([^>]*?\bt="s"[^>]*)><(?:\w+:)?v>([0-9]{1,9})</')
_EMPTY_STRING = re.compile(rb"<t(?:\s[^>]*)?/>|<t(?:\s[^>]*)?></t>|<si\s?/>|<si></si>")

Errors = Mapping[int, Mapping[int, str]]
Looks = Mapping[int, Mapping[int, Look]]


class Refused(Exception):
    """Raised when a workbook is not passed on; `code` says why, in a word of `intake.workbook.process`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Page(NamedTuple):
    """What one sheet says of itself.

    Attributes:
        filled: At least so many cells hold something.
        errors: Row -> column -> what the cell shows (`#REF!`), from 0.
        looks: Row -> column -> how the cell is shown, where that changes what is read.
        not_worked_out: Row -> columns whose formula has no result yet; the program that wrote it cannot calculate.
        remarks: Row -> the comments that hang on its cells.
    """

    filled: int = 0
    errors: Errors = MappingProxyType({})
    looks: Looks = MappingProxyType({})
    not_worked_out: Mapping[int, Sequence[int]] = MappingProxyType({})
    remarks: Mapping[int, Sequence[str]] = MappingProxyType({})


class Parts(NamedTuple):
    """What a workbook says of itself.

    Attributes:
        format: `xlsx`, `xls` or `ods`.
        raw: The whole file.
        archive: None for an .xls.
    """

    format: str
    raw: bytes
    archive: zipfile.ZipFile | None = None

    def page(self, place: int) -> Page:
        """Return what the sheet at a place says of itself; nothing where it cannot be looked up.

        Raises:
            Refused: A cell with an error does not say where it stands.
        """
        if self.archive is None:
            return Page(errors=xls_errors(self.raw, place))
        if self.format == "ods":
            return Page(errors=ods_errors(self._part("content.xml"), place))
        path = dict(enumerate(_paths(self.archive))).get(place, "")
        xml = self._part(path)
        strings = self._part("xl/sharedStrings.xml")
        looks = _looks(xml, looks_of(self._part("xl/styles.xml")), strings)
        return Page(_filled(xml, strings), _errors(xml), looks, _not_worked_out(xml), remarks_of(path, self._part))

    def _part(self, path: str) -> bytes:
        return _part(self.archive, path) if self.archive else b""


def look_into(raw: bytes) -> Parts:
    """Tell what a workbook is.

    Raises:
        Refused: Protected by a password, no workbook, damaged, or unpacking to far more than a table.
    """
    if raw.startswith(OLE[:4]):
        if _ENCRYPTED in raw or is_locked(raw):
            raise Refused("password")
        return Parts("xls", raw)
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("broken") from error
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise Refused("large")
    if _part(archive, "mimetype").startswith(_ODS):
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise Refused("password")
        return Parts("ods", raw, archive)
    kinds = _part(archive, "[Content_Types].xml")
    if b"sheet.binary" in kinds:
        raise Refused("binary")
    if b"spreadsheetml" not in kinds:
        raise Refused("foreign")
    return Parts("xlsx", raw, archive)


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused("broken") from error


def _paths(archive: zipfile.ZipFile) -> list[str]:
    """Return where the sheets stand, in the order of the workbook."""
    links: dict[bytes, str] = {}
    for link in _LINK.findall(_part(archive, "xl/_rels/workbook.xml.rels")):
        named, target = _ID.search(link), _TARGET.search(link)
        if named and target:
            path = target[1].decode("utf-8", "replace")
            links[named[1]] = path[1:] if path.startswith("/") else f"xl/{path}"
    return [links.get(named, "") for named in _SHEET.findall(_part(archive, "xl/workbook.xml"))]


def _filled(xml: bytes, strings: bytes) -> int:
    """Count the cells with a value; 0 where a value may be an empty text, which cannot be told from here."""
    if _EMPTY_STRING.search(strings):
        return 0
    return xml.count(b"<v>") - xml.count(b"<v></v>")


def _errors(xml: bytes) -> Errors:
    errors: dict[int, dict[int, str]] = {}
    if b't="e"' in xml:
        for cell in _ERROR.finditer(xml):
            row, column = _place(cell[1])
            errors.setdefault(row, {})[column] = cell[2].decode("utf-8", "replace")
    return errors


def _not_worked_out(xml: bytes) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    if _FORMULA.search(xml):
        for cell in _FORMULA_ALONE.finditer(xml):
            if b't="str"' not in cell[1]:  # such a formula gave an empty text
                row, column = _place(cell[1])
                found.setdefault(row, []).append(column)
    return found


def _looks(xml: bytes, styles: Mapping[int, Look], strings: bytes) -> Looks:
    """Find the cells of the styles that matter, and those whose text is struck out in part."""
    looks: dict[int, dict[int, Look]] = {}
    if styles:
        numbers = b"|".join(b"%d" % style for style in styles)
        for cell in re.finditer(rb'<(?:\w+:)?c\s([^>]*?\bs="(%b)"[^>]*)(?<!/)>' % numbers, xml):
            row, column = _place(cell[1])
            looks.setdefault(row, {})[column] = styles[int(cell[2])]
    if struck := {at for at, text in enumerate(_TEXT.findall(strings)) if _STRUCK_PART.search(text)}:
        for cell in _OF_STRINGS.finditer(xml):
            if int(cell[2]) in struck:
                row, column = _place(cell[1])
                looks.setdefault(row, {})[column] = Look(is_struck=True)
    return looks


def _place(attributes: bytes) -> tuple[int, int]:
    """Return row and column of a cell, from 0.

    Raises:
        Refused: It does not say where it stands.
    """
    found = _PLACE.search(attributes)
    if found is None:
        raise Refused("short")
    return int(found[2]) - 1, _column(found[1])


def _column(letters: bytes) -> int:
    """Return the place of a column from 0: A, B, …, Z, AA."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
