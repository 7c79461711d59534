"""The mailbox as a part of the intake stage: a server that is away stops nothing else."""

from imapclient import IMAPClient

from intake.mailbox.folders import enter
from intake.mailbox.reconcile import is_due, reconcile
from intake.mailbox.session import account_of, open_mailbox
from intake.mailbox.visit import Visit
from intake.mailbox.wire import ConnectionLost, Declined
from intake.taken import Intake, Taken
from madoguchi.config.mail import Imap
from madoguchi.errors import TryLater
from madoguchi.model.mailbox import Folder, MailboxHealth
from madoguchi.progress import Progress, silent
from madoguchi.store.engine import Transaction
from madoguchi.store.mailboxes import forget_folder, mailbox_health, store_health

_CUT = "メールサーバー「{host}」とのつながりが途中で切れました。受け取った分は保管してあります。残りは次の回に受け取ります。"
_DECLINED = (
    "メールサーバー「{host}」からメールの一覧を取得できません。次の回にもう一度確かめます。"
    "続くときはサーバーの管理者に知らせてください。"
)
_NOT_MOVED = (
    "取り込んだメールを「{done}」へ移せません（取り込みは済んでいます）。"
    "サーバーの空き容量と、フォルダーの権限を確かめてください。"
)


def take_mailbox(intake: Intake, taken: Taken, progress: Progress = silent) -> None:
    """Fetch, store and move what waits in the mailbox that the settings name; do nothing where they name none.

    What keeps us from it is noted in the health of the folder and said in `taken.away`.
    """
    imap = intake.office.imap
    if imap is None:
        return
    try:
        health = _visited(intake, imap, taken, progress)
    except TryLater as error:
        with intake.store.reading() as transaction:
            health = _known(transaction, account_of(imap), imap.folder)
        health = health.model_copy(update={"failed_at": intake.as_of, "failure": str(error)})
    taken.away += [health.failure] if health.failure else []
    with intake.store.writing() as transaction:
        store_health(transaction, health)


def _visited(intake: Intake, imap: Imap, taken: Taken, progress: Progress) -> MailboxHealth:
    """Visit the mailbox, twice when the connection is cut, and return how it stands then.

    Raises:
        TryLater: The visit came to no end.
    """
    for careful in (False, True):
        with open_mailbox(imap, intake.secrets) as client:
            try:
                return _visit(client, imap, intake, taken, progress, careful=careful)
            except ConnectionLost:
                continue
            except Declined as error:
                raise TryLater(_DECLINED.format(host=imap.host)) from error
    raise TryLater(_CUT.format(host=imap.host))


def _visit(
    client: IMAPClient, imap: Imap, intake: Intake, taken: Taken, progress: Progress, *, careful: bool
) -> MailboxHealth:
    folder, count = enter(client, imap)
    health = _entered(intake, folder)
    visit = Visit(client, folder, imap, intake, taken, careful=careful)
    visit.run(count, progress)
    noted: dict[str, object] = {"fetched_at": intake.as_of, "failed_at": None, "failure": ""}
    if is_due(intake.as_of, health.reconciled_at or health.fetched_at, imap.reconcile_at):
        besides = health.done_besides if health.reconciled_at else None
        found = reconcile(client, visit, intake.store, folder, count, besides)
        say = found.say(imap.done)
        taken.away += [say] if say else []
        noted |= {"reconciled_at": intake.as_of, "differences": say, "done_besides": found.besides}
    if not visit.could_move:
        noted |= {"failed_at": intake.as_of, "failure": _NOT_MOVED.format(done=imap.done)}
    return health.model_copy(update=noted)


def _entered(intake: Intake, folder: Folder) -> MailboxHealth:
    """Note which UIDVALIDITY the folder has now; one that changed makes all UIDs new ones, also where it was met before.

    What is fetched again then is known by its bytes.
    """
    with intake.store.reading() as transaction:
        health = _known(transaction, folder.account, folder.name)
    if health.validity == folder.validity:
        return health
    health = health.model_copy(update={"validity": folder.validity})
    with intake.store.writing() as transaction:
        forget_folder(transaction, folder)
        store_health(transaction, health)
    return health


def _known(transaction: Transaction, account: str, folder: str) -> MailboxHealth:
    return mailbox_health(transaction, account, folder) or MailboxHealth(account=account, folder=folder)
