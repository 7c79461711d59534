"""The sample office with other lines in its `office.toml`, so that a table can hold what an office writes."""

from madoguchi.config.load import parse_office
from madoguchi.config.office import Office
from madoguchi.paths import shipped

_EXAMPLE = (shipped("examples") / "office.toml").read_text(encoding="utf-8")


def written(*, booking: str = "", openings: str = "", counsellors: str = "") -> Office:
    """Return the office of the shipped example with lines added or replaced.

    Args:
        booking: Lines of `[booking]`, in place of all of them.
        openings: Lines of `[openings]` beside the weekdays, in place of `closures` and `special`.
        counsellors: The tables `[[counsellors]]`, in place of a and b who are there from Monday to Friday.
    """
    head, _, rest = _EXAMPLE.partition("[booking]\n")
    usual_booking, _, rest = rest.partition("[openings]")
    usual_openings, mark, rest = rest.partition("[[counsellors]]")
    usual_people, _, tail = rest.partition("[inbox]")
    hours = "\n".join(line for line in usual_openings.splitlines() if not line.startswith(("closures", "special")))
    text = (
        f"{head}[booking]\n{booking or usual_booking}\n[openings]{hours}\n{openings}\n"
        f"{counsellors or mark + usual_people}\n[inbox]{tail}"
    )
    return parse_office(text.encode())


def person(letter: str, *lines: str) -> str:
    """Return the table of one counsellor with these lines beside id and name."""
    return "\n".join(("[[counsellors]]", f'id = "{letter}"', f'name = "相談員{letter.upper()}"', *lines, ""))
