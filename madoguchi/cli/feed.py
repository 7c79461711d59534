"""The commands of the calendars' subscribers: add, list, renew, revoke."""

import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from madoguchi.cli.options import AsJson, AsOf, Folder, Here
from madoguchi.clock import now
from madoguchi.model.subscriber import WHOLE_OFFICE, Detail

if TYPE_CHECKING:
    from madoguchi.cli.subscribing import Address

feed = typer.Typer(
    help="職員が自分のカレンダーで予約を見るためのアドレスを作り、作り直し、止める。", no_args_is_help=True
)

Number = Annotated[int, typer.Argument(metavar="登録番号", min=1, help="madoguchi feed list に出る番号。")]
Yes = Annotated[bool, typer.Option("--yes", help="確認の質問をしない。")]

_SHOWN = "予約の日時、受付番号、ビデオか電話かの別"
_CONTENT = {
    Detail.NUMBER: f"このカレンダーで外に出るのは、{_SHOWN}です。",
    Detail.INITIALS: f"このカレンダーでは、{_SHOWN}に加えて、ご本人の氏名の頭文字が外に出ます（見本 太郎さんなら「見・太」。"
    "姓か名が一字の方は、その字がそのまま出ます）。",
    Detail.NAME: f"このカレンダーでは、{_SHOWN}に加えて、ご本人の氏名が外に出ます。",
}
_WITH_COUNSELLOR = "担当の相談員の名前も載ります。"
_RISK = (
    "カレンダーのサービスや端末に写しが残り、止めたあとも消せません。アドレスを知った人はだれでも見られます。"
    "個人情報の取り扱いの決まりに照らして、必要な場合だけにしてください。"
)
_DETAILS = {Detail.NUMBER: "受付番号", Detail.INITIALS: "頭文字", Detail.NAME: "氏名"}
_STATES = {"live": "使用中", "missing": "ファイルなし（renew が必要）", "revoked": "停止"}


@feed.command(help="カレンダーを見る人や端末を登録し、その人だけのアドレスを作る。アドレスは一度だけ表示する。")
def add(
    name: Annotated[str, typer.Argument(metavar="名前", help="だれの何で見るか（相談員Aのスマートフォン）。")],
    shows: Annotated[
        str,
        typer.Option(
            "--shows",
            metavar="記号",
            help=f"どの相談員の予約か（office.toml の id）。事業所全体なら {WHOLE_OFFICE}。",
            show_default=False,
        ),
    ],
    folder: Folder = Here,
    detail: Annotated[
        Detail,
        typer.Option(
            "--detail", help="ご本人をどこまで載せるか。number は受付番号だけ、initials は頭文字、name は氏名。"
        ),
    ] = Detail.NUMBER,
    as_of: AsOf = None,
    *,
    yes: Yes = False,
) -> None:
    """Add a subscriber."""
    from madoguchi.cli import subscribing

    subscribing.check(folder, name, shows)
    typer.echo(_warning(shows, detail))
    if detail is not Detail.NUMBER and not yes:
        _ask()
    _tell_address(subscribing.add(folder, name, shows, detail, as_of or now()))


@feed.command("list", help="登録の一覧を示す。アドレスは保存していないため出ない。")
def show(folder: Folder = Here, *, json_wanted: AsJson = False) -> None:
    """Show the subscribers."""
    from madoguchi.cli import subscribing
    from madoguchi.cli.show import console, new_table

    found = subscribing.every(folder)
    if json_wanted:
        shown = {"subscriber_id", "name", "shows", "detail", "made_at", "renewed_at", "revoked_at"}
        answer = [one.model_dump(mode="json", include=shown) | {"state": state.value} for one, state in found]
        typer.echo(json.dumps({"subscribers": answer}, ensure_ascii=False))
        return
    if not found:
        typer.echo("登録はまだありません。「madoguchi feed add」で登録できます。")
        return
    table = new_table("番号", "名前", "見る予約", "載せる内容", "登録", "作り直し", "状態")
    for one, state in found:
        table.add_row(
            str(one.subscriber_id),
            one.name,
            "事業所全体" if one.shows == WHOLE_OFFICE else one.shows,
            _DETAILS[one.detail],
            _day(one.made_at),
            _day(one.renewed_at),
            _STATES[state],
        )
    console().print(table, soft_wrap=False)


@feed.command(help="アドレスを作り直す。前のアドレスでは、すぐに見られなくなる。")
def renew(number: Number, folder: Folder = Here, as_of: AsOf = None) -> None:
    """Renew the address of a subscriber."""
    from madoguchi.cli import subscribing

    address = subscribing.renew(folder, number, as_of or now())
    typer.echo(_warning(address.subscriber.shows, address.subscriber.detail))
    typer.echo("前のアドレスでは、もう見られません。")
    _tell_address(address)


@feed.command(help="登録を止める。アドレスでは、すぐに見られなくなる。")
def revoke(number: Number, folder: Folder = Here, as_of: AsOf = None) -> None:
    """Revoke the address of a subscriber."""
    from madoguchi.cli import subscribing

    one = subscribing.revoke(folder, number, as_of or now())
    typer.echo(
        f"登録番号 {one.subscriber_id}（{one.name}）を止めました。そのアドレスでは、もう見られません。"
        "端末やサービスに残った写しは、それぞれで登録を消してください。"
    )


def _warning(shows: str, detail: Detail) -> str:
    said = _CONTENT[detail] + (_WITH_COUNSELLOR if shows == WHOLE_OFFICE else "")
    return said if detail is Detail.NUMBER else said + _RISK


def _ask() -> None:
    if not sys.stdin.isatty():
        raise typer.BadParameter("頭文字や氏名を載せるときは、内容を確かめたうえで --yes を付けてください。")
    if not typer.confirm("この内容で登録しますか"):
        typer.echo("登録しませんでした。")
        raise typer.Exit


def _tell_address(address: "Address") -> None:
    one = address.subscriber
    typer.echo(f"登録番号 {one.subscriber_id}（{one.name}）のアドレス：")
    if address.url:
        typer.echo(address.url)
    else:
        typer.echo(f"http://127.0.0.1:8000/feeds/{address.file}")
        typer.echo(
            "ウェブサーバーの設定（[feeds] の url）がないため、「madoguchi serve」を実行している間、"
            "このパソコンだけで見られます。"
        )
    typer.echo("このアドレスは二度と表示されません。今すぐカレンダーに登録し、ほかの人に教えないでください。")


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""
