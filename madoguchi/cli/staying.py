"""The commands that stay until they are ended: `watch` and `serve`."""

from typing import Annotated

import typer

from madoguchi.cli.options import AsJson, Folder, Here

staying = typer.Typer()


@staying.command(help="動きつづけて、ファイルとメールが届くたびに取り込み、お知らせメールを送る。終わるときは Ctrl+C。")
def watch(folder: Folder = Here, *, json_wanted: AsJson = False) -> None:
    """Stay, and take what comes as it comes."""
    from madoguchi.cli.watch import watch_office

    raise typer.Exit(watch_office(folder, json_wanted=json_wanted))


@staying.command(help="案内ページと登録用カレンダーを見られるようにする。終わるときは Ctrl+C。")
def serve(
    folder: Folder = Here,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="番号", help="ポート番号。0 は空いている番号。")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option("--host", metavar="アドレス", help="待ち受けるアドレス。省くと、このパソコンからだけ見られる。"),
    ] = "127.0.0.1",
) -> None:
    """Serve the site and the subscribed feeds."""
    from madoguchi.cli.serve import serve_office

    serve_office(folder, host, port)
