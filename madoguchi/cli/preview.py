"""`madoguchi preview`: drafts shown on this machine alone, anew with each file that is saved."""

import contextlib
import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from watchfiles import Change

from madoguchi.cli.building import site_of, store_to_look_at, taken_times
from madoguchi.cli.show import console
from madoguchi.cli.watching.folder_hints import FolderHints
from madoguchi.cli.watching.listening import listening
from madoguchi.clock import now
from madoguchi.config.folder import OfficeFolder
from madoguchi.config.load import load_office
from madoguchi.config.secrets import load_secrets
from madoguchi.errors import TryLater
from sitegen.serving.preview import HOST, Preview, PreviewServer


def preview_site(root: Path, as_of: datetime | None, port: int) -> None:
    """Show the drafts of an office until interrupted (Ctrl+C).

    Args:
        root: The office folder.
        as_of: The time to make the site for; None is the present moment of each making.
        port: 0 takes any free one.

    Raises:
        ConfigurationError: There is no office. Faulty words and a faulty `office.toml` are shown as a page.
        TryLater: The port is taken.
    """
    folder = OfficeFolder(root)
    if not folder.office_toml.exists():
        load_office(folder.office_toml)
    preview = Preview(lambda: draft(folder, as_of or now()))
    try:
        server = PreviewServer(preview, port, _base(folder))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise TryLater(
            f"番号 {port} をほかのプログラムが使っています。--port で別の番号を選んで、もう一度実行してください。"
        ) from error
    with server, contextlib.suppress(KeyboardInterrupt), _listening(folder, preview.make_again):
        console().print(
            f"書きかけの案内ページを http://{HOST}:{server.server_port} で見られます（このパソコンからだけ。公開はしません）。"
            "content と office.toml を保存すると新しくなります。終わるときは Ctrl+C を押してください。"
        )
        server.serve_forever()


def draft(folder: OfficeFolder, as_of: datetime) -> dict[str, bytes]:
    """Make the site of an office as its files stand now, from what is stored where something is.

    Raises:
        ConfigurationError: Words or settings that cannot be used; each with file and line.
        MadoguchiError: The store cannot be read.
    """
    office, secrets = load_office(folder.office_toml), load_secrets(folder.secrets)
    with store_to_look_at(folder, office, secrets) as store:
        return site_of(folder, office, taken_times(store, as_of)[1], as_of)


def _base(folder: OfficeFolder) -> str:
    """Return where the site begins on its host, which the page for what is missing links to."""
    with contextlib.suppress(Exception):
        return urlsplit(load_office(folder.office_toml).site.address).path.rstrip("/") + "/"
    return "/"


@contextmanager
def _listening(folder: OfficeFolder, changed: Callable[[], None]) -> Iterator[None]:
    """Listen to the words and to `office.toml`."""
    stop = Event()
    words = FolderHints(lambda: [folder.content], changed, stop, matters=is_draft, recursive=True)
    settings = FolderHints(lambda: [folder.root], changed, stop, matters=is_settings)
    with listening(words.listen, settings.listen, stop=stop):
        yield


def is_draft(change: Change, path: str) -> bool:
    """Tell whether a change may be one of the words; what editors keep beside them is none."""
    del change
    return Path(path).suffix in {".md", ".toml"} and not Path(path).name.startswith(".")


def is_settings(change: Change, path: str) -> bool:
    """Tell whether a change is one of the settings."""
    del change
    return Path(path).name == "office.toml"
