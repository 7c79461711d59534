"""The commands by which staff take one step with one request: change, cancel, withdraw, refuse, record, book."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from intake.commands import Act, Command, Outcome, Reason, request_number
from madoguchi.cli.options import AsJson, AsOf, Folder, Here
from madoguchi.clock import now
from madoguchi.errors import Exit
from madoguchi.model.booking import By

steps = typer.Typer()


def _number(text: str) -> int:
    number = request_number(text)
    if number is None:
        raise typer.BadParameter("M00012 のように、受付番号を書いてください。")
    return number


Number = Annotated[int, typer.Argument(metavar="受付番号", parser=_number, help="M00012 のような番号。")]
Start = Annotated[str, typer.Argument(metavar="日時", help="2026-12-10T14:00 のように書く。")]
Why = Annotated[str, typer.Option("--why", metavar="理由", help="理由。記録に残る。")]


@steps.command(help="予約の日時を変更する。締め切りを過ぎていても変更できる。")
def change(
    number: Number,
    start: Start,
    folder: Folder = Here,
    why: Why = "",
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Move a booking."""
    _carry_out(folder, Command(act=Act.CHANGE, number=number, start=start, why=why), as_of, json_wanted=json_wanted)


@steps.command(help="予約を取り消す。ご本人からの電話（規約第4条）か、事業所の都合かも記録する。")
def cancel(
    number: Number,
    why: Annotated[
        str,
        typer.Option(
            "--why",
            metavar="理由",
            help="理由。記録に残る。--by office のときは、ご本人へのお知らせにも載る。",
            show_default=False,
        ),
    ],
    folder: Folder = Here,
    by: Annotated[By, typer.Option("--by", help="person はご本人の申し出、office は事業所の都合。")] = By.PERSON,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Cancel a booking."""
    _carry_out(folder, Command(act=Act.CANCEL, number=number, why=why, by=by), as_of, json_wanted=json_wanted)


@steps.command(help="まだ予約になっていない申込を取り下げる。")
def withdraw(
    number: Number,
    folder: Folder = Here,
    why: Why = "",
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Withdraw a request that is not decided yet."""
    _carry_out(folder, Command(act=Act.WITHDRAW, number=number, why=why), as_of, json_wanted=json_wanted)


@steps.command(help="まだ予約になっていない申込をお断りする。")
def refuse(
    number: Number,
    why: Annotated[
        str,
        typer.Option(
            "--why", metavar="理由", help="お断りする理由。記録に残り、ご本人へのお知らせにも載る。", show_default=False
        ),
    ],
    folder: Folder = Here,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Refuse a request that is not decided yet."""
    _carry_out(folder, Command(act=Act.REFUSE, number=number, why=why), as_of, json_wanted=json_wanted)


@steps.command(
    short_help="相談の結果を記録する（実施、連絡なしの欠席、電話に切替、途中で終了）。",
    help="相談の結果を記録する。came は実施、absent は連絡なしの欠席（開始から10分たってから）、"
    "telephone は電話に切替、broken-off は途中で終了。",
)
def record(
    number: Number,
    outcome: Annotated[Outcome, typer.Argument(metavar="結果", help="came、absent、telephone、broken-off のどれか。")],
    folder: Folder = Here,
    why: Annotated[
        Reason | None,
        typer.Option("--why", help="切替や途中終了の理由。line は回線、device は機器、wish は本人の希望。"),
    ] = None,
    following: Annotated[
        str, typer.Option("--next", metavar="日時", help="次回の予約もする（2026-12-17T14:00）。")
    ] = "",
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Record how a visit went."""
    if why and outcome not in {Outcome.TELEPHONE, Outcome.BROKEN_OFF}:
        raise typer.BadParameter("--why は telephone か broken-off に添えてください。")
    if following and outcome is Outcome.ABSENT:
        raise typer.BadParameter("欠席の記録に --next は添えられません。次回は madoguchi book で予約してください。")
    command = Command(act=Act.RECORD, number=number, outcome=outcome, reason=why, start=following)
    _carry_out(folder, command, as_of, json_wanted=json_wanted)


@steps.command(help="その方の次回の予約をする（規約第4条：2回目からは相談のときにも予約できる）。")
def book(
    number: Number, start: Start, folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False
) -> None:
    """Book the next visit of somebody."""
    _carry_out(folder, Command(act=Act.BOOK, number=number, start=start), as_of, json_wanted=json_wanted)


def _carry_out(root: Path, command: Command, as_of: datetime | None, *, json_wanted: bool) -> None:
    from madoguchi.cli.carried_out import carried_out, show_carried_out

    moment = as_of or now()
    done = carried_out(root, command, moment)
    if json_wanted:
        answer = {"as_of": moment.isoformat(), "requests": [one.as_json() for one in done.requests], **done.outcome}
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        show_carried_out(done)
    if done.needs_person:
        raise typer.Exit(Exit.NEEDS_PERSON)
