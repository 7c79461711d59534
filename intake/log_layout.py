"""The columns of one office's log: those that are known by their words, and those that `office.toml` names."""

from dataclasses import replace
from functools import lru_cache

from intake.table.layouts import LOG, Layout
from madoguchi.config.log import LogColumns


@lru_cache(maxsize=8)
def log_layout(columns: LogColumns) -> Layout:
    """Return the layout of a log whose columns the office has named in part, or not at all."""
    fixed = dict(columns.written())
    unread = fixed.pop("unread", ())
    return replace(LOG, fixed=fixed, unread=unread) if fixed or unread else LOG
