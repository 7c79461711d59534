"""Reading an arrival so that whatever goes wrong in one item is that item's own ending (promise 7)."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from intake.day_sheet import read_day_sheet
from intake.form import form_of
from intake.phone_log import LogRow, read_log
from intake.sources.found import MAILBOX, MAILDIR, NOT_GIVEN, Found
from intake.understand import Surroundings, read_message, read_row
from madoguchi.errors import UnreadableInput
from madoguchi.model.item import Arrival, Channel, Form, Kind
from madoguchi.model.reading import Doubt, Reading

_WORN_OUT = "取り込み中に不具合が起きました（{kind}）。元のデータは保管してあります。直したあとで「madoguchi retry」を実行してください。"
_NOT_OURS = (
    "この種類のファイルは読めません。電話受付簿（.csv、.xlsx、.xls、.ods）か保存したメール（.eml）を入れてください。"
)
_TOO_LARGE = (
    "大きなメールのため、件名と本文だけを読みました。添付ファイルを確かめてください"
    "（全体は private/archive/{where} に保管しています）。"
)
_CHANNELS = {Form.MAIL: Channel.MAIL, Form.LOG: Channel.TELEPHONE}


def read_arrival(arrival: Arrival, raw: bytes, around: Surroundings) -> list[Reading]:
    """Read a log, a mail or a day sheet into its items."""
    match arrival.form:
        case Form.MAIL if arrival.source == MAILBOX and arrival.name.endswith(NOT_GIVEN):
            return [_unreadable(arrival, "mail_not_given", raw.decode())]
        case Form.MAIL:
            return trapped(arrival, lambda: [_told(arrival, read_message(raw, arrival.sha256, around))])
        case Form.DAY_SHEET:
            return trapped(arrival, lambda: read_day_sheet(raw, around.arrived_at, around.days))
        case Form.LOG:
            return trapped(
                arrival,
                lambda: [_row(arrival, row, around) for row in read_log(raw, around.arrived_at, around.log).rows],
            )
        case _:
            return [_unreadable(arrival, "unreadable", _NOT_OURS)]


def _told(arrival: Arrival, reading: Reading) -> Reading:
    """Tell staff of a mail of which only a part was read, mere thanks too; nothing is sent on such a reading."""
    if not arrival.whole:
        return reading
    doubt = Doubt(code="mail_too_large", say=_TOO_LARGE.format(where=arrival.whole))
    kind = Kind.QUESTION if reading.kind is Kind.THANKS else reading.kind
    return reading.model_copy(update={"doubts": (doubt, *reading.doubts), "ask": False, "kind": kind})


def trapped(arrival: Arrival, read: Callable[[], list[Reading]]) -> list[Reading]:
    """Return what `read` returns, or the one reading that says why it could not; the store's errors pass."""
    try:
        return read()
    except UnreadableInput as error:
        return [_unreadable(arrival, "unreadable", str(error))]
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 -- the one place where a defect is kept from stopping the rest
        return [_unreadable(arrival, "defect", _WORN_OUT.format(kind=type(error).__name__))]


def form_by_content(found: Found, raw: bytes) -> Form:
    """Return what a file is; where its first words cannot be judged, what its name says.

    It is not archived yet, so nothing may go wrong here.
    """
    if found.form is Form.UNKNOWN:
        return Form.UNKNOWN
    try:
        return form_of(raw, "mail.eml" if found.source == MAILDIR else found.name)
    except Exception:  # noqa: BLE001 -- reading it will tell what is wrong
        return found.form


def _row(arrival: Arrival, row: LogRow, around: Surroundings) -> Reading:
    (reading,) = trapped(arrival, lambda: [read_row(row, around)])
    if reading.line == row.line:
        return reading
    return reading.model_copy(
        update={"line": row.line, "identity": f"row:{row.identity}", "fingerprint": row.fingerprint}
    )


def _unreadable(arrival: Arrival, code: str, say: str) -> Reading:
    return Reading(
        identity=f"file:{arrival.sha256}",
        fingerprint=arrival.sha256,
        received_at=arrival.arrived_at,
        channel=_CHANNELS.get(arrival.form, Channel.STAFF),
        kind=Kind.UNREADABLE,
        wish_text=arrival.name,
        doubts=(Doubt(code=code, say=say),),
    )
