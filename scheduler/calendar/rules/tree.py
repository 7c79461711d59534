"""Content lines as components: what begins, what ends, and what stands between."""

from collections import Counter

from scheduler.calendar.rules.codes import Findings
from scheduler.calendar.rules.heads import Head, head_of, split
from scheduler.calendar.rules.properties import COMPONENTS, PARTS

Row = tuple[Head, str, int]
"""A content line within a component: its head, its value, and its place from 0."""


class Component:
    """A component with its own lines and the components in it.

    Attributes:
        name: In capitals.
        at: The place of its BEGIN among the content lines.
        rows: Its own lines.
        parts: The components in it.
        is_whole: Whether it was ended properly.
    """

    __slots__ = ("at", "is_whole", "name", "parts", "rows")

    def __init__(self, name: str, at: int) -> None:
        self.name = name
        self.at = at
        self.rows: list[Row] = []
        self.parts: list[Component] = []
        self.is_whole = False


class Tree:
    """Reads content lines, noting what is wrong with lines, heads, values and nesting.

    Attributes:
        root: Holds the calendars.
        every: All components, in the order they begin.
        zones: Each TZID that a time names, with the place of the first.
    """

    def __init__(self, found: Findings) -> None:
        self.root = Component("", -1)
        self.every: list[Component] = []
        self.zones: dict[str, int] = {}
        self._found = found
        self._open = [self.root]
        self._open_names: Counter[str] = Counter()

    def read(self, lines: list[str]) -> None:
        """Read all lines of a file."""
        heads_by: dict[str, dict[str, Head]] = {}
        here = root = self.root
        heads = heads_by.setdefault("", {})
        add_row = here.rows.append
        for at, line in enumerate(lines):
            text, colon, value = line.partition(":")
            head = heads.get(text)
            if head is None:
                head = heads[text] = head_of(here.name, text)
                if colon:
                    self._note(head, at)
            if not colon or head.is_odd or here is root:
                if colon and head.is_edge:
                    self._turn(head.name, value.upper(), at)
                    here = self._open[-1]
                    heads, add_row = heads_by.setdefault(here.name, {}), here.rows.append
                    continue
                if not colon or here is root:
                    self._stray(at)
                    continue
                if (head := self._uncut(line, at)) is None:
                    head = head_of(here.name, text.partition(";")[0])
                    self._found.add(at, "parameter", head.name)
                    add_row((head, "", at))
                    continue
                value = split(line)[2]
            add_row((head, value, at))
            judge = head.judge
            if judge is not None and (code := judge(value)):
                self._found.add(at, code, head.name, value)
        if len(self._open) > 1:
            self._found.add(self._open[-1].at, "unclosed", self._open[-1].name)

    def _note(self, head: Head, at: int) -> None:
        """Tell what is wrong with a head where it first stands."""
        if len(self._open) > 1:
            for code, shown, rfc in head.faults:
                self._found.add(at, code, head.name, shown, rfc)
            if head.zone:
                self.zones.setdefault(head.zone, at)

    def _uncut(self, line: str, at: int) -> Head | None:
        """Return the whole head of a line whose first colon stands within quotes; None when they do not close."""
        text, colon, _ = split(line)
        head = head_of(self._open[-1].name, text)
        if colon != ":" or head.is_odd:
            return None
        self._note(head, at)
        return head

    def _stray(self, at: int) -> None:
        if len(self._open) > 1:
            self._found.add(at, "content-line")
        elif not self.root.parts:
            self._found.add(at, "before-begin")
        else:
            self._found.add(at, "after-end")

    def _turn(self, edge: str, name: str, at: int) -> None:
        if edge == "BEGIN":
            self._begin(name, at)
        elif self._open_names[name]:
            while (inner := self._open.pop()).name != name:
                self._open_names[inner.name] -= 1
                self._found.add(inner.at, "nesting", inner.name)
            self._open_names[name] -= 1
            inner.is_whole = True
        else:
            self._found.add(at, "nesting", name)

    def _begin(self, name: str, at: int) -> None:
        outer = self._open[-1]
        is_private = outer is not self.root and (name.startswith("X-") or outer.name.startswith("X-"))
        if name not in COMPONENTS and not is_private:
            self._found.add(at, "component-unknown", name)
        elif name not in PARTS.get(outer.name, COMPONENTS) and not is_private:
            self._found.add(at, "component-place", name)
        component = Component(name, at)
        outer.parts.append(component)
        self.every.append(component)
        self._open.append(component)
        self._open_names[name] += 1
