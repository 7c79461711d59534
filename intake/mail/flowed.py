"""Text that was folded for the way (format=flowed, RFC 3676) made whole again."""

_SIGNATURE = "-- "


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))


def unflow(text: str, *, del_sp: bool) -> str:
    """Join the lines of format=flowed.

    Args:
        text: The body; lines end in newlines.
        del_sp: Whether DelSp=yes was given: then the space at a soft line end is no part of the text.
    """
    out: list[str] = []
    held: list[str] = []
    held_depth = 0

    def flush() -> None:
        if held:
            mark = ">" * held_depth + " " if held_depth else ""
            out.append(mark + "".join(held))
            held.clear()

    for line in text.split("\n"):
        depth = _depth(line)
        body = line[depth:]
        body = body.removeprefix(" ")  # space-stuffing
        if depth != held_depth or body == _SIGNATURE:
            flush()
            held_depth = depth
        if body.endswith(" ") and body != _SIGNATURE:
            held.append(body[:-1] if del_sp else body)
            continue
        held.append(body)
        flush()
    flush()
    return "\n".join(out)
