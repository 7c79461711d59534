"""Workbooks made by hand, as small as a spreadsheet program would open them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Cell:
    """A cell with a display format (`yyyy/m/d`, or the number of a built-in one) or of another kind.

    Attributes:
        kind: The `t` of the cell: `e` an error, `b` a truth value, `str` what a formula gave.
    """

    value: object
    shown: str | int = 0
    kind: str = ""
    formula: str = ""
    is_struck: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet; a row may be given as ready XML."""

    rows: Sequence[Sequence[object] | str]
    name: str = "Sheet1"
    state: str = ""
    above: str = ""
    below: str = ""
    hidden_rows: frozenset[int] = frozenset()


@dataclass
class _Styles:
    formats: dict[str, int] = field(default_factory=dict)
    uses: dict[tuple[int, bool], int] = field(default_factory=lambda: {(0, False): 0})

    def of(self, cell: Cell) -> int:
        number = (
            cell.shown if isinstance(cell.shown, int) else self.formats.setdefault(cell.shown, 164 + len(self.formats))
        )
        return self.uses.setdefault((number, cell.is_struck), len(self.uses))

    def xml(self) -> str:
        formats = "".join(
            f'<numFmt numFmtId="{at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
            for code, at in self.formats.items()
        )
        uses = "".join(
            f'<xf numFmtId="{number}" fontId="{int(struck)}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for number, struck in self.uses
        )
        numbered = f'<numFmts count="{len(self.formats)}">{formats}</numFmts>' if formats else ""
        plain = '<sz val="11"/><name val="Calibri"/>'
        return (
            f"<styleSheet {MAIN}>{numbered}"
            f'<fonts count="2"><font>{plain}</font><font><strike/>{plain}</font></fonts>'
            '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self.uses)}">{uses}</cellXfs></styleSheet>'
        )


def xlsx(
    *sheets: Sheet | Sequence[Sequence[object]], date1904: bool = False, more: dict[str, bytes] | None = None
) -> bytes:
    """Write an .xlsx; `more` adds parts or replaces them."""
    styles, strings = _Styles(), {}
    whole = [one if isinstance(one, Sheet) else Sheet(one, f"Sheet{at}") for at, one in enumerate(sheets, 1)]
    pages = [_page(sheet, styles, strings) for sheet in whole]
    states = [f' state="{sheet.state}"' if sheet.state else "" for sheet in whole]
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{at}" r:id="rId{at}"{states[at - 1]}/>'
        for at, sheet in enumerate(whole, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{RELS}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(whole) + 1)
    )
    items = "".join(
        text if text.startswith("<si>") else f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{KINDS}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{_kinds(len(whole))}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{KINDS}/relationships"><Relationship Id="rId1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELS}"><workbookPr date1904="{int(date1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{KINDS}/relationships">{links}<Relationship Id="rIdA" Type="{RELS}/styles" Target="styles.xml"/><Relationship Id="rIdB" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": styles.xml(),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{items}</sst>",
        **{f"xl/worksheets/sheet{at}.xml": page for at, page in enumerate(pages, 1)},
    }
    return zipped({name: text.encode() for name, text in parts.items()} | (more or {}))


def _kinds(sheets: int) -> str:
    """Name what each part is; Excel and LibreOffice ask for it."""
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    named = [("workbook", "sheet.main"), ("styles", "styles"), ("sharedStrings", "sharedStrings")]
    named += [(f"worksheets/sheet{at}", "worksheet") for at in range(1, sheets + 1)]
    return "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{base}.{kind}+xml"/>' for part, kind in named)


def _page(sheet: Sheet, styles: _Styles, strings: dict[str, int]) -> str:
    rows = []
    for at, row in enumerate(sheet.rows, 1):
        if isinstance(row, str):
            rows.append(row)
            continue
        cells = "".join(_cell(f"{_letters(place)}{at}", value, styles, strings) for place, value in enumerate(row))
        rows.append(
            f'<row r="{at}"{" hidden=" + chr(34) + "1" + chr(34) if at in sheet.hidden_rows else ""}>{cells}</row>'
        )
    return f"<worksheet {MAIN}>{sheet.above}<sheetData>{''.join(rows)}</sheetData>{sheet.below}</worksheet>"


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else _letters(place // 26 - 1) + chr(65 + place % 26)


def _cell(ref: str, value: object, styles: _Styles, strings: dict[str, int]) -> str:
    if value is None or value == "":
        return ""
    cell = value if isinstance(value, Cell) else Cell(value)
    style = styles.of(cell)
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if isinstance(cell.value, str) and not cell.kind:
        return f'<c r="{ref}" s="{style}" t="s">{formula}<v>{strings.setdefault(cell.value, len(strings))}</v></c>'
    kind = f' t="{cell.kind}"' if cell.kind else ""
    shown = "" if cell.value is None else f"<v>{escape(str(cell.value))}</v>"
    return f'<c r="{ref}" s="{style}"{kind}>{formula}{shown}</c>'


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 12, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def ods(content: str, *, encrypted: bool = False) -> bytes:
    """Write an .ods around the XML of its tables."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    body = f"<office:document-content{spaces}><office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>"
    secret = "<manifest:encryption-data/>" if encrypted else ""
    entry = f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}</manifest:file-entry>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</manifest:manifest>'
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": body.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def remarks(**texts: str) -> dict[str, bytes]:
    """Return the parts that hang comments on cells of the first sheet, by place: `B2="変更"`."""
    inside = "".join(
        f'<comment ref="{place}" authorId="0"><text><r><t>見本:\n</t></r><r><t>{escape(text)}</t></r></text></comment>'
        for place, text in texts.items()
    )
    link = f'<Relationship Id="rId1" Type="{RELS}/comments" Target="../comments1.xml"/>'
    other = f'<Relationship Id="rId2" Type="{RELS}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{other}{link}</Relationships>".encode(),
        "xl/comments1.xml": f"<comments {MAIN}><commentList>{inside}</commentList></comments>".encode(),
    }
