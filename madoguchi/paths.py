"""Where the files that ship with the program lie, in a checkout, an editable install and a wheel."""

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the shipped folder `name`, one of `templates`, `site/content`, `site/assets`, `examples`.

    A wheel carries them inside the package; a checkout and an editable install have them beside it.
    """
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name
