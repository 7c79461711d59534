"""A browser's PDF made fit to publish: nothing of the moment and the machine, small, and whole."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from small_pdf import inflated, pdf_of, small_pdf

from sitegen.leaflet.pdf import pages_of, settle


def test_the_moment_and_the_machine_of_printing_leave_no_trace() -> None:
    settled = settle(small_pdf(moment="20261130090000+00'00'"))
    assert settled == settle(small_pdf(moment="20270401120000+00'00'"))
    assert not re.search(rb"Date|Mozilla|2026", settled + inflated(settled))


@pytest.mark.parametrize("title", ["Leaflet", r"Leaflet \(A4\)", "A > B"])
def test_the_title_stays(title: str) -> None:
    assert f"<</Title ({title})>>".encode() in inflated(settle(small_pdf(title)))


def test_tags_and_language_stay_and_another_page_is_other_bytes() -> None:
    settled = settle(small_pdf())
    assert b"/MarkInfo <</Marked true>>\n/StructTreeRoot 5 0 R\n/Lang (ja)" in inflated(settled)
    assert settled != settle(small_pdf("Another"))


def test_small_objects_are_packed_and_streams_stay_as_they_are() -> None:
    objects = [b"<<>>", b"<</Pages 3 0 R>>", b"<</Type /Pages /Count 1>>", b"<</Length 4>> stream\nabcd\nendstream"]
    objects += [b"<</Type /StructElem /S /P /P 2 0 R /K [%d]>>" % at for at in range(500)]
    pdf = pdf_of(objects)
    settled = settle(pdf)
    assert b"4 0 obj\n<</Length 4>> stream\nabcd\nendstream\nendobj\n" in settled
    assert len(settled) < len(pdf) / 5


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf judges PDFs; get it with: sudo apt install qpdf")
def test_another_program_finds_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(settle(small_pdf()))
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)  # noqa: S607 -- as installed
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("pages", [1, 2, 12])
def test_pages_are_counted(pages: int) -> None:
    assert pages_of(small_pdf(pages=pages)) == pages


@pytest.mark.parametrize(
    "pdf",
    [
        pytest.param(b"", id="nothing was written"),
        pytest.param(b"<html>crashed</html>", id="no PDF at all"),
        pytest.param(small_pdf()[:-100], id="cut off"),
        pytest.param(b"%" + small_pdf(), id="every object is a byte further than the table says"),
        pytest.param(pdf_of([b"<<>>"], trailer=b""), id="no root"),
        pytest.param(settle(small_pdf()), id="packed already, which is another way of writing"),
    ],
)
def test_what_no_chromium_writes_is_not_taken(pdf: bytes) -> None:
    with pytest.raises(ValueError, match=r"PDF|object"):
        settle(pdf)
