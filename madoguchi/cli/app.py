"""The commands, and how each failure ends: in a sentence and an exit code."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from madoguchi import __version__
from madoguchi.cli.feed import feed
from madoguchi.cli.leaflet import leaflet_command
from madoguchi.cli.letters import letters_command
from madoguchi.cli.lint import linting
from madoguchi.cli.options import AsJson, AsOf, Folder, Here, moment
from madoguchi.cli.outbox import outbox
from madoguchi.cli.passing import do_pass
from madoguchi.cli.publishing import publishing
from madoguchi.cli.staying import staying
from madoguchi.cli.steps import steps
from madoguchi.clock import now
from madoguchi.errors import ConfigurationError, Exit, MadoguchiError

app = typer.Typer(
    help="公共職業安定所のオンライン職業相談の予約を受け付け、日程を決め、知らせ、案内ページを公開します。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(steps)
app.add_typer(feed, name="feed")
app.add_typer(linting)
app.add_typer(outbox)
app.add_typer(letters_command)
app.add_typer(leaflet_command)
app.add_typer(publishing)
app.add_typer(staying)
_FIRST_YEAR, _LAST_YEAR = 2000, 2999  # of weeks that can be shown, far from the ends of the calendar


def _week(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("2026-12-07 のように書いてください。") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise typer.BadParameter(f"{_FIRST_YEAR}年から{_LAST_YEAR}年までの日付を書いてください。")
    return day


def main() -> None:
    """Run the command line; a foreseen failure ends in its sentence and exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except ConfigurationError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201 -- this is where people are told
        sys.exit(error.exit_code)
    except MadoguchiError as error:
        print(error, file=sys.stderr)  # noqa: T201 -- this is where people are told
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a right that is missing, a folder that went away
        name = Path(str(error.filename)).name if error.filename else ""
        said = f"ファイルの読み書きができません（{error.strerror or type(error).__name__}）{name}。"
        print(f"{said}空き容量と権限を確かめて、もう一度実行してください。", file=sys.stderr)  # noqa: T201 -- as above
        sys.exit(Exit.TRY_LATER)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"madoguchi {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="版を出す。"),
    ] = False,
) -> None:
    del version


@app.command(help="一通り実行する：取り込み、日程調整、お知らせ、公開。")
def run(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Do one whole pass."""
    do_pass(folder, as_of, lambda line: line.run(), json_wanted=json_wanted)


@app.command(help="取り込みだけをする：inbox のファイルとメールを保管し、読み取る。")
def intake(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Do the intake stage alone."""
    do_pass(folder, as_of, lambda line: line.intake(), json_wanted=json_wanted)


@app.command(help="日程調整だけをする：読み取った申込に枠を割り当てる。")
def schedule(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Do the scheduling stage alone."""
    do_pass(folder, as_of, lambda line: line.schedule(), json_wanted=json_wanted)


@app.command(help="お知らせだけをする：お知らせメールを送り出し、名簿・予約票・カレンダーを書く。")
def tell(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Do the telling stage alone."""
    do_pass(folder, as_of, lambda line: line.tell(), json_wanted=json_wanted)


@app.command(help="読み取れなかったものを保管したデータからもう一度読み、続きを実行する。")
def retry(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Read again what nobody could read, and go on."""
    do_pass(folder, as_of, lambda line: line.run_again(), json_wanted=json_wanted)


@app.command(help="事業所のフォルダーを新しく作る。")
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="新しく作るフォルダー。")]) -> None:
    """Make a new office folder."""
    from madoguchi.cli.office_folder import make_office

    make_office(folder)
    typer.echo(f"{folder} を作りました。office.toml に事業所のことを書いてから、madoguchi doctor で確かめてください。")


@app.command(help="見本の事業所を作り、一通り実行して、案内ページを http://127.0.0.1:8000 に出す。")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="見本を置くフォルダー。", show_default=False)] = Path(
        "demo"
    ),
    as_of: AsOf = None,
    *,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="実行のあと、ページを見られるようにする。")] = True,
) -> None:
    """Make a sample office, run it once and show its site."""
    from madoguchi.cli.demo import run_demo

    run_demo(folder, as_of or now(), serve_site=serve)


@app.command(help="どう読み取るかを示す。何も変えない。")
def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[TEXT|FILE]", help="希望の文、または .csv、.xlsx、.eml などのファイル。", show_default=False
        ),
    ] = "",
    received: Annotated[
        datetime | None, typer.Option("--received", parser=moment, metavar="時刻", help="受け付けた時刻。省くと今。")
    ] = None,
    office: Annotated[
        Path | None, typer.Option("--office", metavar="DIR", help="事業所のフォルダー。省くと見本の事業所。")
    ] = None,
    *,
    json_wanted: AsJson = False,
    batch: Annotated[bool, typer.Option("--batch", help="標準入力の JSON を1行ずつ読む。")] = False,
) -> None:
    """Show how something would be read, touching nothing."""
    from madoguchi.cli import explain as explaining

    if batch:
        raise typer.Exit(explaining.explain_batch(sys.stdin.buffer, office, now()))
    if not what:
        raise typer.BadParameter("希望の文かファイルを書いてください。")
    explaining.explain(what, received or now(), office, json_wanted=json_wanted)


@app.command(help="休みや相談員の不在、相談時間の変更で、行えなくなった予約を示す。--confirm で変更とお知らせをする。")
def affected(
    folder: Folder = Here,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
    confirm: Annotated[bool, typer.Option("--confirm", help="示した内容で予約を改め、お一人ずつに知らせる。")] = False,
) -> None:
    """Show which bookings no longer fit the office, or on confirmation move and tell them."""
    from madoguchi.cli.affected import confirm_affected, show_affected

    carry = confirm_affected if confirm else show_affected
    raise typer.Exit(carry(folder, as_of or now(), json_wanted=json_wanted))


@app.command(help="受付番号のいきさつを示す：希望、決めたこととその理由、予約、お知らせ。")
def why(
    reference: Annotated[str, typer.Argument(metavar="受付番号", help="M00012 のような番号。", show_default=False)],
    folder: Folder = Here,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Tell the story of one request."""
    from madoguchi.cli.why import number_of, show_why

    number = number_of(reference)
    if number is None:
        raise typer.BadParameter("受付番号は M00012 のように書いてください。")
    raise typer.Exit(show_why(folder, number, json_wanted=json_wanted))


@app.command(help="今の様子を示す：待っているもの、確認が必要なもの、お知らせメール、電話、メールの送受信。")
def status(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Show what waits and for whom."""
    from madoguchi.cli.looks import show_status

    raise typer.Exit(show_status(folder, as_of or now(), json_wanted=json_wanted))


@app.command(help="一週間の枠の空きを表で示す。")
def slots(
    folder: Folder = Here,
    week: Annotated[
        date | None,
        typer.Option("--week", parser=_week, metavar="日付", help="示す週のどれかの日（2026-12-07）。省くと今週。"),
    ] = None,
    as_of: AsOf = None,
    *,
    json_wanted: AsJson = False,
) -> None:
    """Show a week as a table."""
    from madoguchi.cli.slots import show_slots

    show_slots(folder, as_of or now(), week, json_wanted=json_wanted)


@app.command(help="先着順で決めたために空き待ちになった方が何人いるかを示す。予約は動かさない。")
def report(folder: Folder = Here, as_of: AsOf = None, *, json_wanted: AsJson = False) -> None:
    """Show what first come, first served costs."""
    from madoguchi.cli.report import show_report

    show_report(folder, as_of or now(), json_wanted=json_wanted)


@app.command(help="処理簿を示す：届いたものすべての結末と、合計が合うかどうか。")
def ledger(folder: Folder = Here, *, json_wanted: AsJson = False) -> None:
    """Show how everything ended."""
    from madoguchi.cli.looks import show_ledger

    raise typer.Exit(show_ledger(folder, json_wanted=json_wanted))


@app.command(help="足りないものや直すべきものを示す。")
def doctor(
    folder: Folder = Here,
    as_of: AsOf = None,
    *,
    offline: Annotated[bool, typer.Option("--offline", help="メールサーバーにはつながずに調べる。")] = False,
) -> None:
    """Show what is missing."""
    from madoguchi.cli.doctor import show_findings

    raise typer.Exit(show_findings(folder, as_of or now(), offline=offline))
