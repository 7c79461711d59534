"""The mail form: the lines that intake reads, behind a link every mail program can take."""

from urllib.parse import parse_qs, urlsplit

from sitegen.mailform import LONGEST_MAILTO, MAIL_FORM, MAIL_SUBJECT, mailto


def test_the_lines_are_those_that_intake_reads() -> None:
    assert "\n".join(MAIL_FORM) == (
        "氏名：\nフリガナ：\n求職番号：\n電話番号：\n"
        "第1希望：　月　日　時　分\n第2希望：　月　日　時　分\n第3希望：　月　日　時　分\n同席者（通訳など）："
    )


def test_the_link_carries_the_form_and_stays_short() -> None:
    link = mailto("yoyaku@hellowork-toyooka.example")
    parts = urlsplit(link)
    fields = parse_qs(parts.query)
    assert (parts.scheme, parts.path) == ("mailto", "yoyaku@hellowork-toyooka.example")
    assert fields["body"][0].split("\r\n") == [*MAIL_FORM, ""]
    assert fields["subject"] == [MAIL_SUBJECT]
    assert len(link) < LONGEST_MAILTO
    assert link.isascii()


def test_signs_that_would_end_the_address_are_encoded() -> None:
    assert mailto("a?b&c@x.example").startswith("mailto:a%3Fb%26c@x.example?subject=")
