"""What a pass has done, as tables that a clerk understands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.table import Table

from madoguchi.cli.line import Report
from madoguchi.clock import local
from madoguchi.model.decision import Verdict
from madoguchi.progress import Progress
from madoguchi.wording import say_moment
from scheduler.told import Told
from sitegen.publishing.rollback import Hold

_STAGES = {
    "archive": "保管",
    "intake": "読み取り",
    "schedule": "日程調整",
    "ask": "おたずね",
    "tell": "お知らせ",
}

VERDICTS = {
    Verdict.BOOK: "予約を決めました",
    Verdict.MOVE: "予約を変更しました",
    Verdict.CANCEL: "予約を取り消しました",
    Verdict.WITHDRAW: "申込を取り下げました",
    Verdict.REFUSE: "申込をお断りしました",
    Verdict.WAIT: "空き待ちにしました",
    Verdict.OFFER: "空き枠を案内しました",
    Verdict.LAPSE: "お返事のない案内を取り下げました",
    Verdict.TO_TELEPHONE: "電話に切り替えました",
    Verdict.READDRESS: "お知らせを新しいメールアドレスに送り直しました",
    Verdict.BREAK_OFF: "途中での終了を記録しました",
    Verdict.COMPLETE: "実施を記録しました",
    Verdict.NO_SHOW: "欠席を記録しました",
    Verdict.DUPLICATE: "同じ申込でした",
    Verdict.REVIEW: "職員の確認に回しました",
}


def console() -> Console:
    """Return the terminal, or the pipe, that people read; what people wrote is never taken for markup.

    Sentences are left for the terminal to fold, so that names and addresses in them can be copied whole; a table is
    printed with `soft_wrap=False`, for it folds its cells itself.
    """
    return Console(file=sys.stdout, highlight=False, soft_wrap=True, markup=False, emoji=False)


def new_table(*titles: str) -> Table:
    """Return a table without signs that Japanese terminals draw at double width; long cells are folded, not cut."""
    table = Table(box=box.ASCII, show_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


@contextmanager
def progress_bar(*, shown: bool) -> Iterator[Progress]:
    """Yield what draws a bar for each stage, on a terminal only."""
    out = Console(file=sys.stderr)
    if not shown or not out.is_terminal:
        yield _quiet
        return
    with Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=out, transient=True) as bar:
        tasks: dict[str, Any] = {}

        def draw(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield draw


def _quiet(stage: str, done: int, total: int) -> None:
    del stage, done, total


def show_outcome(outcome: Report) -> None:
    """Print what a pass has done."""
    table = new_table("したこと", "件数")
    table.columns[1].justify = "right"
    for what, number in _lines(outcome):
        table.add_row(what, str(number))
    out = console()
    out.print(table, soft_wrap=False)
    for sentence in _sentences(outcome):
        out.print(sentence)


def _lines(outcome: Report) -> Iterator[tuple[str, int]]:
    if outcome.taken:
        yield "届いたファイルとメール（新しいもの）", outcome.taken.arrivals
        yield "読み取った行とメール（新しいもの）", outcome.taken.items
        yield "読み取りで確認が必要になったもの", outcome.taken.reviews
    for verdict, number in (outcome.decided or {}).items():
        if number:
            yield VERDICTS[verdict], number
    if outcome.announced:
        yield "利用規約の改定をお知らせする方", outcome.announced
    if outcome.reminded:
        yield "予約日が近づいたことをお知らせする方", outcome.reminded
    if outcome.told:
        yield from _letters(outcome.told)
        yield "書き直した名簿・予約票・カレンダー", outcome.told.written + outcome.results
    if outcome.published:
        yield "公開し直したページ", len(outcome.published.written)


def _letters(told: Told) -> Iterator[tuple[str, int]]:
    yield "送信したお知らせメール" if told.by_server else "用意したお知らせメール", told.handed_over
    seldom = {
        "送信を待っているお知らせメール": told.waiting,
        "送れず、電話連絡に替えたお知らせ": told.refused,
        "職員の確認を待っているお知らせメール": told.held_back,
    }
    yield from ((what, number) for what, number in seldom.items() if number)


def _sentences(outcome: Report) -> Iterator[str]:
    if outcome.taken:
        yield from outcome.taken.left
        yield from outcome.taken.growing
        yield from outcome.taken.away
    if outcome.told:
        for name in outcome.told.held:
            yield f"「{name}」が開かれているため書き直せませんでした。閉じてからもう一度実行してください。"
        yield from outcome.told.faults()
    if outcome.refusal:
        yield outcome.refusal
    if outcome.hold:
        yield say_hold(outcome.hold)
    if not outcome.refusal:
        yield from (f"［お知らせ］{one}" for one in outcome.advice)
    if outcome.unfit:
        yield (
            f"今の開庁日や相談員の予定に合わない予約が {outcome.unfit} 件あります。"
            "「madoguchi affected」で内容を確かめてください。"
        )
    if outcome.told and outcome.told.held_back:
        yield (
            f"お知らせメール {outcome.told.held_back} 通が、職員の確認を待っています。"
            "「madoguchi outbox」で内容を確かめ、「madoguchi release」で送り出してください。"
        )
    to_check = outcome.needs_person - bool(outcome.refusal) - (len(outcome.told.faulty) if outcome.told else 0)
    if to_check:
        yield f"新しく確認が必要になったものが {to_check} 件あります。private/staff/要確認.csv をご覧ください。"


def say_hold(hold: Hold) -> str:
    """Say that the site is held, and how that ends."""
    since = f"{say_moment(local(hold.since))}から" if hold.since else ""
    return (
        f"案内ページは{since}前の版に戻したままで、公開を止めています。"
        "直したら「madoguchi publish」を実行してください。公開が再開します。"
    )


def as_json(outcome: Report) -> dict[str, Any]:
    """Return what a pass has done for other programs."""
    taken, told, published = outcome.taken, outcome.told, outcome.published
    return {
        "intake": taken
        and {
            "arrivals": taken.arrivals,
            "items": taken.items,
            "reviews": taken.reviews,
            "left": taken.left,
            "growing": taken.growing,
            "away": taken.away,
        },
        "schedule": outcome.decided and {verdict.value: number for verdict, number in outcome.decided.items()},
        "announced": outcome.announced,
        "reminded": outcome.reminded,
        "tell": told
        and {
            "handed_over": told.handed_over,
            "waiting": told.waiting,
            "held_back": told.held_back,
            "refused": told.refused,
            "written": told.written + outcome.results,
            "held": told.held,
            "faulty": [{"file": name, **first._asdict()} for name, first in told.faulty.items()],
        },
        "publish": published
        and {
            "written": len(published.written),
            "unchanged": len(published.unchanged),
            "removed": len(published.removed),
        },
        "refusal": outcome.refusal,
        "held": outcome.hold is not None,
        "advice": outcome.advice,
        "unfit": outcome.unfit,
        "needs_person": outcome.needs_person,
    }
