import base64

import pytest

from intake.mail.transfer import Body, undo

TEXT = "12月3日".encode()
CODED = base64.b64encode(TEXT)


@pytest.mark.parametrize(
    ("coded", "encoding", "body"),
    [
        (TEXT, "", Body(TEXT)),
        (TEXT, "8bit", Body(TEXT)),
        (CODED, "base64", Body(TEXT)),
        (CODED, '"BASE64";', Body(TEXT)),  # as careless programs write it
        (base64.b64encode(b"1234").rstrip(b"="), "base64", Body(b"1234")),  # padding lost
        (base64.b64encode(b"1234") + b"\n-- \nlist footer", "base64", Body(b"1234")),
        (TEXT, "base64", Body(TEXT)),  # only claims to be base64
        (b"not base64!", "base64", Body(b"not base64!", broken=True)),
        (b"QUFBQ", "base64", Body(b"AAA", broken=True)),
        (b"=31=32", "quoted-printable", Body(b"12")),
        (TEXT, "8-bit", Body(TEXT)),  # as careless programs write it
        (b"x", "x-gzip64", Body(b"x", broken=True)),
        (b"begin 644 x", "x-uuencode", Body(b"begin 644 x", broken=True)),
    ],
)
def test_transfer_encodings_are_undone(coded, encoding, body):
    assert undo(coded, encoding) == body
