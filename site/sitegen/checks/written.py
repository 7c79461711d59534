"""Where the words of a page stand, so that a fault of a page can be mended in its file."""

from madoguchi.config.content import Content, Edition, Words
from sitegen.plan import NOT_FOUND, PATHS, folder_of, language_of, top_of

_NAMES = {below: name for name, below in PATHS.items()} | {NOT_FOUND: "not-found"}


class Written:
    """Finds a text of a page in the words it was made of.

    Args:
        content: The words of all languages.
    """

    def __init__(self, content: Content) -> None:
        self._content = content

    def place(self, path: str, *texts: str) -> str:
        """Return the file and line of the first of these texts that stands there; else the path of the page.

        Args:
            path: The page.
            *texts: As staff may have written it.
        """
        language, below = language_of(path)
        edition = self._content.edition(language)
        for text in (one for one in texts if one):
            if below in _NAMES and (line := _line(edition.pages[_NAMES[below]], text)):
                return line
            if label := _label(edition, text):
                return label
        return path

    def as_written(self, path: str, target: str) -> str:
        """Return a link as the words have it: from the root of the site in their language."""
        language, _ = language_of(path)
        return target.removeprefix(top_of(path) + folder_of(language))


def _line(words: Words, text: str) -> str:
    if text in words.title:
        return f"{words.file} の1行目"
    if text in words.lead:
        return f"{words.file} の{words.lead_line}行目"
    lines = enumerate(words.body.split("\n"), words.first_line)
    return next((f"{words.file} の{number}行目" for number, line in lines if text in line), "")


def _label(edition: Edition, text: str) -> str:
    keys = (key for key, said in edition.labels.items() if text in said)
    return next((f"content/{folder_of(edition.language)}labels.toml の {key}" for key in keys), "")
