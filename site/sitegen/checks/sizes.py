"""How large a page may be for an old telephone on a slow line: advice, because a large page is still read."""

import gzip
from collections.abc import Iterator, Mapping
from typing import Final

from madoguchi.model.language import Language
from sitegen.plan import folder_of

MOST_OF_PAGE: Final = 40_000
"""Bytes of a page."""

MOST_PACKED: Final = 10_000
"""Bytes of a page as it is sent, packed."""

MOST_PACKED_EASY: Final = 15_000
"""The same of a page in easy Japanese, whose readings are markup."""

MOST_OF_PDF: Final = 150_000
"""Bytes of a PDF."""


def size_advice(files: Mapping[str, bytes]) -> Iterator[str]:
    """Name each page and PDF that is larger than it should be.

    Args:
        files: Every file of the site by its path.
    """
    for path, data in sorted(files.items()):
        if path.endswith(".pdf") and len(data) > MOST_OF_PDF:
            yield f"{path} が {_kb(len(data))}KB あります。{_kb(MOST_OF_PDF)}KB までにしてください。"
        elif path.endswith(".html") and (fault := _fault_of_page(path, data)):
            yield f"{path} {fault}遅い回線や古いスマートフォンでは、開くのに時間がかかります。文章を短くするか、ページを分けてください。"


def _fault_of_page(path: str, data: bytes) -> str:
    if len(data) > MOST_OF_PAGE:
        return f"が {_kb(len(data))}KB あり、目安の {_kb(MOST_OF_PAGE)}KB を超えています。"
    most = MOST_PACKED_EASY if path.startswith(folder_of(Language.EASY)) else MOST_PACKED
    packed = len(gzip.compress(data, mtime=0)) if len(data) > most else 0  # packing seldom makes anything larger
    return f"が、縮めても {_kb(packed)}KB あり、目安の {_kb(most)}KB を超えています。" if packed > most else ""


def _kb(count: int) -> int:
    """Return thousands of bytes, rounded up, so that what is too much never looks like what is allowed."""
    return -(-count // 1000)
