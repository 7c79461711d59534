"""libical, the engine of GNOME and KDE: its parser and its table of what each METHOD of RFC 5546 allows."""

import ctypes
import ctypes.util
import functools
import re

HOW_TO_GET_IT = "libical is not installed (Debian: sudo apt install libical3)"

_ERROR = re.compile(rb"^X-LIC-ERROR[^\r\n]*", flags=re.MULTILINE)


@functools.cache
def library() -> ctypes.CDLL | None:
    """Return the library with the types of what is called here; None where it is not installed."""
    found = ctypes.util.find_library("ical")
    if found is None:
        return None
    ical = ctypes.CDLL(found)
    pointer = ctypes.c_void_p
    ical.icalparser_parse_string.argtypes, ical.icalparser_parse_string.restype = (ctypes.c_char_p,), pointer
    ical.icalrestriction_check.argtypes, ical.icalrestriction_check.restype = (pointer,), ctypes.c_int
    ical.icalcomponent_as_ical_string_r.argtypes, ical.icalcomponent_as_ical_string_r.restype = (pointer,), pointer
    ical.icalmemory_free_buffer.argtypes, ical.icalmemory_free_buffer.restype = (pointer,), None
    ical.icalcomponent_free.argtypes, ical.icalcomponent_free.restype = (pointer,), None
    ical.icalerror_set_errors_are_fatal.argtypes, ical.icalerror_set_errors_are_fatal.restype = (ctypes.c_int,), None
    ical.icalerror_set_errors_are_fatal(0)  # else some builds abort the whole process
    return ical


def complaints(raw: bytes) -> list[str]:
    """Return what libical finds wrong with a calendar; the library must be there."""
    ical = library()
    assert ical is not None, HOW_TO_GET_IT
    if b"\0" in raw:
        return ["a NUL, where the text ends for every program in C"]
    root = ical.icalparser_parse_string(raw)
    if not root:
        return ["no calendar"]
    try:
        allowed = ical.icalrestriction_check(root)
        text = ical.icalcomponent_as_ical_string_r(root)
        try:
            whole = ctypes.string_at(text).replace(b"\r\n ", b"")
        finally:
            ical.icalmemory_free_buffer(text)
    finally:
        ical.icalcomponent_free(root)
    found = [line.decode(errors="replace") for line in _ERROR.findall(whole)]
    return found if found or allowed else ["a property is missing or too many for this METHOD"]
