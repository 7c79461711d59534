"""Whether the mail servers of an office can be used, asked of the servers themselves; nothing is changed there."""

import ipaddress
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from intake.mailbox.folders import enter, under_prefix
from intake.mailbox.session import open_mailbox
from intake.mailbox.wire import ConnectionLost, Declined
from madoguchi.cli.finding import Finding
from madoguchi.config.mail import Imap, Smtp
from madoguchi.config.office import Office
from madoguchi.config.secrets import Secrets
from madoguchi.config.trust import trusted
from madoguchi.errors import TryLater
from scheduler.sending.answers import say_answer
from scheduler.sending.dialogue import NoWayError, connect

_SECONDS: Final = 45.0  # for one server; names may be looked up for longer than any connection may take
_CAN: Final = {
    "MOVE": "メールを移す機能（MOVE）がありません。写してから印を付ける方法で移します（元のフォルダーにも残って見えることがあります）。",
    "UIDPLUS": "一通だけを消す機能（UIDPLUS）がありません。移したメールは元のフォルダーから消さず、消してよい印だけを付けます。",
    "IDLE": "新着をすぐに知らせる機能（IDLE）がありません。「madoguchi watch」は {minutes} 分ごとに確認します。",
}


def concerns_of_settings(office: Office, secrets: Secrets) -> Iterator[Finding]:
    """Yield what can be said of the servers without asking them."""
    if office.smtp is None:
        say = "メールサーバー（[smtp]）の設定がありません。お知らせメールは private/outbox/ にファイルで置きます。"
        yield Finding(must=False, say=say)
    else:
        yield from _password(office.smtp, secrets.smtp_password.get_secret_value(), "メールを送るサーバー", "SMTP")
        yield from _security(office.smtp, "[smtp]")
    if office.imap is not None:
        yield from _password(office.imap, secrets.imap_password.get_secret_value(), "メールを受け取るサーバー", "IMAP")
        yield from _security(office.imap, "[imap]")


def ask_servers(office: Office, secrets: Secrets, seconds: float = _SECONDS) -> Iterator[Finding]:
    """Ask the servers that are set up, both at once, and yield what is wrong or worth knowing.

    Args:
        office: Whose servers they are.
        secrets: With the passwords; a server whose password is missing is not asked.
        seconds: How long a server may take; then it counts as silent.
    """
    asked: list[tuple[str, SimpleQueue[list[Finding]]]] = []
    imap, smtp = office.imap, office.smtp
    if imap and _can_log_in(imap, secrets.imap_password.get_secret_value()):
        asked.append((imap.host, _in_a_thread(lambda: list(_ask_imap(imap, secrets)))))
    if smtp and _can_log_in(smtp, secrets.smtp_password.get_secret_value()):
        asked.append((smtp.host, _in_a_thread(lambda: list(_ask_smtp(smtp, secrets)))))
    for host, answer in asked:
        try:
            yield from answer.get(timeout=seconds)
        except Empty:
            say = f"メールサーバー「{host}」が答えません。ネットワークのつながりを確かめてください。"
            yield Finding(must=True, say=say)


def _in_a_thread(ask: Callable[[], list[Finding]]) -> SimpleQueue[list[Finding]]:
    """Ask in a thread that holds nobody back when it never ends."""
    answer: SimpleQueue[list[Finding]] = SimpleQueue()
    Thread(target=lambda: answer.put(ask()), daemon=True).start()
    return answer


def _ask_imap(imap: Imap, secrets: Secrets) -> Iterator[Finding]:
    try:
        with open_mailbox(imap, secrets) as client:
            enter(client, imap)
            yield from _folders_and_commands(client, imap)
    except TryLater as error:
        yield Finding(must=True, say=str(error))
    except (ConnectionLost, Declined, OSError, IMAPClientError, ValueError):
        say = f"メールサーバー「{imap.host}」とのつながりが途中で切れました。しばらくしてからもう一度確かめてください。"
        yield Finding(must=True, say=say)


def _folders_and_commands(client: IMAPClient, imap: Imap) -> Iterator[Finding]:
    if not any(client.folder_exists(name) for name in {imap.done, under_prefix(client, imap.done)}):
        say = f"メールサーバーにフォルダー「{imap.done}」がありません。最初にメールを取り込むときに作ります。"
        yield Finding(must=False, say=say)
    for command, say in _CAN.items():
        if not client.has_capability(command):
            yield Finding(must=False, say="メールサーバーに、" + say.format(minutes=imap.poll_minutes))


def _ask_smtp(smtp: Smtp, secrets: Secrets) -> Iterator[Finding]:
    try:
        trusted(smtp.ca_file)
        connect(smtp, secrets).close()
    except TryLater as error:
        yield Finding(must=True, say=str(error))
    except NoWayError as error:
        said = say_answer(error.answer.short)
        say = f"お知らせメールを送れません：{said}。office.toml の [smtp] と、パスワードや証明書を確かめてください。"
        yield Finding(must=True, say=say)


def _can_log_in(server: Imap | Smtp, password: str) -> bool:
    return bool(password) or not server.user or server.login != "password"


def _password(server: Imap | Smtp, password: str, what: str, name: str) -> Iterator[Finding]:
    if not _can_log_in(server, password):
        say = f"{what}のパスワードがありません。環境変数 MADOGUCHI_{name}_PASSWORD か private/secrets.toml に書いてください。"
        yield Finding(must=True, say=say)


def _security(server: Imap | Smtp, where: str) -> Iterator[Finding]:
    if server.security == "none" and not _is_this_machine(server.host):
        say = (
            f"{where} の security が none です。パスワードとメールが暗号化されずにネットワークを流れます。"
            "tls か starttls にしてください。"
        )
        yield Finding(must=False, say=say)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
