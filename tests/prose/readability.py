"""Measures how easily the pages in easy Japanese read, and fails where one is harder than lower intermediate.

The score is jReadability's (Lee and Hasebe): from 5.5 it is upper elementary, from 4.5 lower intermediate, from 3.5 upper
intermediate. Whole sentences count, without their readings and the blanks between phrases.
"""

import re
import sys

from easy_sentences import EASY, of_page
from fugashi import Tagger
from jreadability import compute_readability

LOWEST = 4.5
FEWEST = 5  # sentences; the score of fewer says nothing


def main() -> int:
    """Print the score of each page; return 1 where one is too hard."""
    tagger = Tagger()
    pages = {path.relative_to(EASY).as_posix(): of_page(path) for path in sorted(EASY.rglob("*.md"))}
    texts = {name: [re.sub(r"[\s□]", "", one.said) for one in page if one.is_whole] for name, page in pages.items()}
    scores = {name: compute_readability("".join(text), tagger) for name, text in texts.items() if len(text) >= FEWEST}
    for name, score in sorted(scores.items(), key=lambda one: one[1]):
        print(f"{score:.2f}  {name}")  # noqa: T201 -- a report
    hard = [name for name, score in scores.items() if score < LOWEST]
    if hard:
        print(f"やさしい日本語としては難しいページがあります（{LOWEST}以上にしてください）：{'、'.join(hard)}")  # noqa: T201 -- a report
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
