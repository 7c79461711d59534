"""`madoguchi serve`: the site and the subscribed feeds of one office, shown from this machine."""

import ipaddress
from pathlib import Path

from madoguchi.cli.show import console
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from sitegen.serving.addresses import Places
from sitegen.serving.serve import serve


def serve_office(root: Path, host: str, port: int) -> None:
    """Serve until interrupted (Ctrl+C).

    Args:
        root: The office folder.
        host: The address to listen at; one that others can reach brings a warning.
        port: 0 takes any free one.

    Raises:
        ConfigurationError: There is no office, or nothing can listen there.
        TryLater: The port is taken.
    """
    folder = OfficeFolder(root)
    load_office(folder.office_toml)
    out = console()
    places = Places(folder.public, folder.subscribed)
    if not places.current.is_dir():
        out.print("案内ページはまだ公開されていません。「madoguchi run」を実行すると、見られるようになります。")
    if not _is_this_machine(host):
        out.print(
            "暗号化しない通信（http）で、ほかのパソコンからも見られるようにします。"
            "外に公開するときは、HTTPS に対応したウェブサーバー（examples の nginx.conf か apache.conf）を前に置いてください。"
        )

    def tell_where(taken: int) -> None:
        at = f"http://{f'[{host}]' if ':' in host else host}:{taken}"
        out.print(
            f"案内ページは {at} で、登録用カレンダーは {at}/feeds/ の下で見られます。終わるときは Ctrl+C を押してください。",
            markup=False,
        )

    serve(places, host, port, tell_where)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
