"""Lines of an HTML page, with its tables: a row becomes one line, whatever its cells are built of.

Where labels stand in a row of their own, or in every other cell, each gets a line with its value.
"""

from typing import NamedTuple

from intake.mail.labels import meaning

_MAX_TABLES = 40  # inside each other; deeper ones only end lines


class Line(NamedTuple):
    """A line and how deep it is quoted."""

    quotes: int
    text: str


class _Table:
    """An open table: the cells of its row under way, a row of labels above it, and where its rows go."""

    def __init__(self, outside: list[Line]) -> None:
        self.outside = outside
        self.cells: list[list[Line]] = []
        self.in_cell = False
        self._labels: list[list[Line]] = []
        self._used = False

    def row(self) -> list[Line]:
        """Return the lines of the row under way, and begin another; a row of labels waits for the one below."""
        cells, self.cells = self.cells, []
        if not any(cells):
            return []
        if self._labels and len(cells) == len(self._labels) and not _are_labels(cells):
            self._used = True
            return [line for pair in zip(self._labels, cells, strict=True) for line in _joined(list(pair))]
        waiting = self.waiting()
        if len(cells) > 1 and _are_labels(cells):
            self._labels, self._used = cells, False
            return waiting
        return waiting + _joined(cells)

    def waiting(self) -> list[Line]:
        """Return the line of labels below which no values came."""
        labels, self._labels = self._labels, []
        return [] if self._used else _joined(labels)


class Sheet:
    """Takes lines and the beginnings and ends of tables, rows and cells; any of them may be missing or too many."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._tables: list[_Table] = []
        self._too_deep = 0

    @property
    def in_table(self) -> bool:
        """Tell whether a table is open whose cells are kept apart."""
        return bool(self._tables) and not self._too_deep

    def put(self, line: Line) -> None:
        """Add a line to the cell under way, or to the page."""
        self._lines.append(line)

    def begin_table(self) -> None:
        """Open a table, inside the cell under way if there is one."""
        if len(self._tables) >= _MAX_TABLES:
            self._too_deep += 1
        else:
            self._tables.append(_Table(self._lines))

    def begin_cell(self) -> None:
        """Open a cell; one that is still open ends."""
        self.end_cell()
        table = self._tables[-1]
        table.in_cell = True
        self._lines = []

    def end_cell(self) -> None:
        """Close the cell under way, if there is one."""
        table = self._tables[-1]
        if table.in_cell:
            table.cells.append(_trimmed(self._lines))
            table.in_cell = False
            self._lines = table.outside

    def end_row(self) -> None:
        """Write the row under way, if there is one."""
        if not self.in_table:
            return
        self.end_cell()
        self._lines += self._tables[-1].row()

    def end_table(self) -> None:
        """Close the innermost table."""
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            self.end_row()
            self._lines += self._tables.pop().waiting()

    def finish(self) -> list[Line]:
        """Close what is open and return all lines."""
        self._too_deep = 0
        while self._tables:
            self.end_table()
        return self._lines


def _trimmed(lines: list[Line]) -> list[Line]:
    """Take blank lines from both ends of a cell."""
    first, end = 0, len(lines)
    while first < end and not lines[first].text:
        first += 1
    while end > first and not lines[end - 1].text:
        end -= 1
    return lines[first:end]


def _are_labels(cells: list[list[Line]]) -> bool:
    return all(len(cell) == 1 and meaning(cell[0].text) for cell in cells)


def _joined(cells: list[list[Line]]) -> list[Line]:
    """Join the cells of a row: a cell of one line stands before the first line of the next, parted by a tab."""
    filled = [cell for cell in cells if cell]
    if len(filled) <= 1:
        return filled[0] if filled else []
    paired = _are_labels(filled[::2])
    row: list[Line] = []
    single = False
    for at, cell in enumerate(filled):
        first, *others = (line for line in cell if line.text)  # a blank line would end what a label begins
        if single and not (paired and at % 2 == 0):
            last = row.pop()
            first = Line(max(last.quotes, first.quotes), f"{last.text}\t{first.text}")
        row += [first, *others]
        single = not others
    return row
