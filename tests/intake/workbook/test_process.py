"""Whatever the child does, the office's own process gets sheets of text or one sentence."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import Sheet, xlsx, zipped

from intake.workbook import limits, process
from intake.workbook.process import is_workbook, read_workbook
from madoguchi.errors import UnreadableInput

FAR_CORNERS = ['<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']
BOMB = '<worksheet><sheetData><row><c t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'


@pytest.fixture
def playing(monkeypatch):
    """Let another program play the child."""

    def play(program: str) -> None:
        process._outcome.cache_clear()
        monkeypatch.setattr(process, "_CHILD", (sys.executable, "-I", "-c", program))

    yield play
    process._outcome.cache_clear()


def test_a_workbook_is_read_sheet_by_sheet():
    book = read_workbook(xlsx(Sheet([["氏名"], ["見本 太郎"]], "12月"), Sheet([], "空", "hidden")))
    assert book.format == "xlsx"
    assert book.sheets[0] == ("12月", False, ((1, ("氏名",)), (2, ("見本 太郎",))))
    assert book.sheets[1] == ("空", True, ())


@pytest.mark.parametrize(
    ("raw", "is_one"),
    [
        (xlsx([["見本"]]), True),
        (zipped({}), True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        (b"PK,\r\n", False),
        ("氏名,希望".encode(), False),
        (b"", False),
    ],
)
def test_a_workbook_is_told_by_its_first_bytes(raw, is_one):
    assert is_workbook(raw) is is_one


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(xlsx(Sheet(FAR_CORNERS)), "安全に", id="5 KB that ask for 550 GB: the child aborts"),
        pytest.param(
            xlsx([["a"]], more={"xl/worksheets/sheet1.xml": BOMB.format("a" * 190_000_000).encode()}),
            "安全に",
            id="just below the cap, and more than the memory",
        ),
        pytest.param(xlsx([["a"]])[:900], "壊れているか", id="half a file"),
        pytest.param(b"PK" + bytes(limits.MOST_INPUT), "大きすぎる", id="over the cap"),
    ],
)
def test_a_hostile_file_is_set_aside(raw, words):
    with pytest.raises(UnreadableInput, match=words):
        read_workbook(raw)


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import os; os.abort()", "an abort"),
        ("x = [0]\nwhile True: x += x", "no memory left"),
        ("raise SystemExit(3)", "another exit code"),
        ("", "silence"),
        ("print('rubbish')", "no JSON"),
        ("print('[' * 100000)", "JSON without end"),
        ("print('[1]')", "no end"),
        ("print('{\"end\": 0}')", "no beginning"),
        ('print(\'{"format": "xlsx"}\\n{"end": 1}\')', "rows lost on the way"),
        ('print(\'{"format": 1}\\n{"end": 0}\')', "a format that is no text"),
        ('print(\'{"format": "xlsx"}\\n{"sheet": 1, "hidden": 0}\\n{"end": 0}\')', "a name that is no text"),
        ('print(\'{"format": "xlsx"}\\n{"sheet": "a", "hidden": 0}\\n[1, 2]\\n{"end": 1}\')', "a cell that is no text"),
        ('print(\'{"format": "xlsx"}\\n{"sheet": "a", "hidden": 0}\\n["1"]\\n{"end": 1}\')', "a row without number"),
        ('print(\'{"format": "xlsx"}\\n{"sheet": "a", "hidden": 0}\\n[]\\n{"end": 1}\')', "a row without anything"),
        ('print(\'{"format": "xlsx"}\\n[1, "a"]\\n{"end": 1}\')', "a row of no sheet"),
        ('print(\'{"refused": "unheard of"}\')', "a refusal that is not known"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\xff')", "no text at all"),
    ],
)
def test_a_child_that_goes_wrong_costs_one_file(playing, program, why):
    if why == "no memory left":
        program = f"import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))\n{program}"
    playing(program)
    with pytest.raises(UnreadableInput, match="安全に"):
        read_workbook(b"PK")
    assert why


def test_a_child_that_never_ends_is_ended(playing, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.05)
    playing("import threading; threading.Event().wait()")
    with pytest.raises(UnreadableInput, match="安全に"):
        read_workbook(b"PK")


def test_a_child_that_writes_without_end_is_not_believed(playing, monkeypatch):
    monkeypatch.setattr(limits, "MOST_OUTPUT", 1000)
    playing("print('[]' * 1000)")
    with pytest.raises(UnreadableInput, match="大きすぎる"):
        read_workbook(b"PK")


def test_a_child_that_cannot_be_started_costs_one_file(playing, monkeypatch):
    playing("")
    monkeypatch.setattr(process, "_CHILD", ("/nowhere/python",))
    with pytest.raises(UnreadableInput, match="安全に"):
        read_workbook(b"PK")


def test_a_hostile_file_is_tried_once(playing):
    playing("raise SystemExit(3)")
    with pytest.raises(UnreadableInput):
        read_workbook(b"PK once")
    playing_again = process._outcome.cache_info().misses
    with pytest.raises(UnreadableInput):
        read_workbook(b"PK once")
    assert process._outcome.cache_info().misses == playing_again


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]), st.integers(0, 2000))
def test_damaged_workbooks_are_read_or_refused_in_words(noise, start, at):
    whole = xlsx([["氏名", "希望"], ["見本 太郎", 46359.0]])
    for raw in (start + noise, whole[:at] + noise + whole[at + len(noise) :]):
        if not is_workbook(raw):
            continue
        outcome = process._outcome(raw)
        assert outcome.endswith("。") if isinstance(outcome, str) else outcome.format in {"xlsx", "xls", "ods"}


def test_the_limits_hold_for_good_and_stricter_ones_stay(monkeypatch):
    resource = pytest.importorskip("resource")
    held = {}
    before = {resource.RLIMIT_CPU: 1}
    monkeypatch.setattr(resource, "getrlimit", lambda what: (0, before.get(what, resource.RLIM_INFINITY)))
    monkeypatch.setattr(resource, "setrlimit", held.__setitem__)
    limits.confine()
    assert held == {
        resource.RLIMIT_AS: (512 << 20, 512 << 20),
        resource.RLIMIT_CPU: (1, 1),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (limits.MOST_OUTPUT, limits.MOST_OUTPUT),
    }


def test_a_system_that_refuses_a_limit_still_reads(monkeypatch):
    resource = pytest.importorskip("resource")

    def refuse(_what: int, _most: tuple[int, int]) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limits.confine()


def test_windows_has_no_such_limits(monkeypatch):
    monkeypatch.setattr(limits, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setitem(sys.modules, "resource", None)
    limits.confine()
