"""A picture as SVG: shapes by class, whose looks the style sheet of the page gives, and fills that need no colour.

A strict Content-Security-Policy forbids `style` attributes, so there are none.
"""

from xml.etree import ElementTree as ET

from markupsafe import Markup

WIDTH = 340  # units; a phone shows about one in a pixel, a desk up to twice as large
_HATCH, _DOTS = "hatch", "dots"
SOLID, HATCH, DOTS, EMPTY = "solid", _HATCH, _DOTS, "empty"


class Picture:
    """A picture that grows by what is drawn; every text is escaped.

    Args:
        name: Begins every id in it, so that several pictures stand on one page.
        title: What it is, as a screen reader says it first.
        say: What it shows, in a sentence or two.
        height: Units.
    """

    def __init__(self, name: str, title: str, say: str, height: float) -> None:
        self._name = name
        self._root = ET.Element(
            "svg",
            {
                "class": "picture",
                "viewBox": f"0 0 {WIDTH} {_short(height)}",
                "role": "img",
                "aria-labelledby": f"{name}-title {name}-say",
            },
        )
        ET.SubElement(self._root, "title", {"id": f"{name}-title"}).text = title
        ET.SubElement(self._root, "desc", {"id": f"{name}-say"}).text = say
        self._define_fills()

    def box(self, x: float, y: float, width: float, height: float, fill: str = SOLID) -> None:
        """Draw a bar; nothing where it has no size."""
        if width <= 0 or height <= 0:
            return
        given = {"class": fill, "x": _short(x), "y": _short(y), "width": _short(width), "height": _short(height)}
        if fill in {_HATCH, _DOTS}:
            given["fill"] = f"url(#{self._name}-{fill})"
        ET.SubElement(self._root, "rect", given)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a thin line."""
        ends = {"x1": _short(x1), "y1": _short(y1), "x2": _short(x2), "y2": _short(y2)}
        ET.SubElement(self._root, "line", ends)

    def write(self, x: float, y: float, text: str, *, anchor: str = "start", small: bool = False) -> None:
        """Write text; y is its base line, `anchor` start, middle or end."""
        given = {"x": _short(x), "y": _short(y), "text-anchor": anchor} | ({"class": "small"} if small else {})
        ET.SubElement(self._root, "text", given).text = text

    def markup(self) -> Markup:
        """Return the whole picture."""
        return Markup(ET.tostring(self._root, encoding="unicode"))  # noqa: S704 -- ElementTree has escaped it

    def _define_fills(self) -> None:
        fills = ET.SubElement(self._root, "defs")
        hatch = self._pattern(fills, _HATCH)
        ET.SubElement(hatch, "path", {"class": "stroke", "d": "M-1 5L5 -1M-1 9L9 -1M3 9L9 3"})
        dots = self._pattern(fills, _DOTS)
        ET.SubElement(dots, "circle", {"class": "dot", "cx": "2", "cy": "2", "r": "1.1"})
        ET.SubElement(dots, "circle", {"class": "dot", "cx": "6", "cy": "6", "r": "1.1"})

    def _pattern(self, fills: ET.Element, name: str) -> ET.Element:
        given = {"id": f"{self._name}-{name}", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
        return ET.SubElement(fills, "pattern", given)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
