"""What first come, first served costs the office now, as a sentence; nothing acts on it."""

import json
import sys
from datetime import datetime
from pathlib import Path

from madoguchi.cli.looks import looking
from madoguchi.clock import local
from madoguchi.store.bookings import live_bookings
from madoguchi.store.requests import requests_by_id, waiting_list
from scheduler.cost_of_first_come import Cost, cost_of_first_come
from scheduler.openings import OfficeDays


def show_report(root: Path, as_of: datetime, *, json_wanted: bool) -> None:
    """Show how many wait, and how many of them the best assignment would have served."""
    with looking(root) as (office, _, transaction):
        now = local(as_of)
        booked = {one.request_id: one for one in live_bookings(transaction, now.date()) if one.start > now}
        requests = [*requests_by_id(transaction, booked).values(), *waiting_list(transaction)]
    cost = cost_of_first_come(booked, requests, OfficeDays(office), office, as_of)
    if json_wanted:
        sys.stdout.write(json.dumps({**cost._asdict(), "lost": cost.lost}) + "\n")
    else:
        sys.stdout.write("\n".join(_say(cost)) + "\n")


def _say(cost: Cost) -> list[str]:
    said = [f"これからの予約は {cost.booked} 件、空き待ちは {cost.waiting} 件です。"]
    if not cost.waiting:
        said.append("空き待ちの方がいないため、先着順で困っている方はいません。")
    elif cost.lost:
        said.append(
            f"全員の希望を集めてから一度に割り振っていれば、空き待ちのうち {cost.lost} 件にも枠が行き渡る計算です。"
        )
        said.append("これは参考の数字です。決まった予約を動かすことはありません。")
    else:
        said.append("全員の希望を集めてから一度に割り振っても、行き渡る件数は変わらない計算です。")
    return said
