"""A version of the terms of use, bound to every request (promise 10)."""

from datetime import date

from madoguchi.model.frozen import Frozen


class TermsVersion(Frozen):
    """One version of the terms as the office published it.

    Attributes:
        version: Its id, the date it comes into force (2020-11-20).
        sha256: Hash of the source text, hex.
        text: The source text (Markdown).
    """

    version: str
    effective_on: date
    sha256: str
    text: str
