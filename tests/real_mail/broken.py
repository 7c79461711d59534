"""Mails that are broken in one way each, as servers deliver them all the same."""

from collections.abc import Callable


def broken_mail(number: int, sender: str) -> bytes:
    """Return a mail with the defect that comes next, not the same as any other number's."""
    head = f"Message-ID: <broken.{number}@mihon.example>\nFrom: <{sender}>\n"
    text = _DEFECTS[number % len(_DEFECTS)](head)
    return text.replace("\n", "\r\n").encode("latin-1")


def _nested(head: str) -> str:
    """Open parts within parts, and close none."""
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(60))
    return f"{head}MIME-Version: 1.0\n{parts}"


_DEFECTS: tuple[Callable[[str], str], ...] = (
    lambda head: head,  # no blank line, no body
    lambda head: f"\n{head}\nThe header comes after the first blank line.\n",
    lambda head: f"{head}To: {'(' * 20_000}\nSubject: x\n\nThe address never ends.\n",
    lambda head: f"{head}Subject: x\nContent-Type: text/plain; charset=x-mihon\n\nNobody knows the character set.\n",
    lambda head: f"{head}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n44GC44GE4\n",
    lambda head: f"{head}Subject: \xe4\xba\x88\xe7\xb4\x84 \xff\xfe\n\nRaw bytes in the header.\n",
    _nested,
    lambda head: f"{head}Subject: {'x' * 60_000}\n\nThe subject has no end.\n",
    lambda head: (
        f"{head}{'X-Mihon: x' * 5}\n{chr(9)}folded\n this too\nnot a header\nSubject: x\n\nA line without a colon.\n"
    ),
    lambda head: f"{head}Subject: x\nContent-Type: multipart/mixed\n\nParts without a boundary.\n",
    lambda head: f"{head}Date: 99 Foo 2026 99:99:99 +9999\nSubject: x\n\nNo such date.\n",
    lambda head: f"{head}Subject: x\n\n{'y' * 70_000}\n",  # one line, far beyond the 998 bytes of RFC 5322
)
