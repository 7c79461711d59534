"""What `madoguchi outbox` shows of the letters that wait, and what `release` does with held ones."""

import json
import sys
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from madoguchi.cli.line import Line, run_stages
from madoguchi.cli.looks import looking
from madoguchi.cli.show import as_json, console, new_table, show_outcome
from madoguchi.clock import local
from madoguchi.errors import Exit
from madoguchi.model.notice import Means, Notice, NoticeState
from madoguchi.model.request import reference_of
from madoguchi.store.offers import open_offers
from madoguchi.store.outbox import notices_by_id
from madoguchi.store.sending import letters_that_wait, release, unreleased
from scheduler.sending.waiting import Waiting, letter_number, waiting_letters
from scheduler.sheets.telephone_list import SUBJECTS

_STATES = {
    NoticeState.WAITING: "まだ送っていません",
    NoticeState.HANDED_OVER: "送りました",
    NoticeState.REFUSED: "送れなかったため、お電話での連絡に替えました",
    NoticeState.SUPERSEDED: "送る前に内容が変わったため、取りやめました",
    NoticeState.BOUNCED: "送りましたが、届かずに戻りました",
}


def show_letters(root: Path, as_of: datetime, *, json_wanted: bool) -> None:
    """Show every letter that waits, for what, and until when."""
    with looking(root) as (office, _, transaction):
        until = {offer.request_id: offer.until for offer in open_offers(transaction)}
        waiting = waiting_letters(letters_that_wait(transaction), office, until, as_of)
    if json_wanted:
        sys.stdout.write(json.dumps([_as_json(one) for one in waiting], ensure_ascii=False) + "\n")
        return
    out = console()
    if not waiting:
        out.print("送信を待っているお知らせメールはありません。")
        return
    table = new_table("番号", "用件", "受付番号", "待ち始めた時刻", "待っている理由", "次に送る時刻")
    for one in waiting:
        table.add_row(
            letter_number(one.letter.notice_id),
            SUBJECTS[one.letter.kind],
            _reference(one.letter),
            _moment(one.since),
            one.why,
            _moment(one.next_try) if one.next_try else "",
        )
    out.print(table, soft_wrap=False)
    if any(one.held for one in waiting):
        out.print(
            "「madoguchi outbox 番号」で内容を読み、「madoguchi release 番号」で送り出してください。"
            "すべて送り出すときは「madoguchi release --all」です。"
        )


def show_letter(root: Path, number: int, *, json_wanted: bool) -> Exit:
    """Show one letter of any state to read; NEEDS_PERSON when there is none of that number."""
    with looking(root) as (_, _, transaction):
        letter = notices_by_id(transaction, [number]).get(number)
    if letter is None or letter.means is not Means.MAIL:
        sys.stderr.write(f"{letter_number(number)} のお知らせメールは見つかりません。番号を確かめてください。\n")
        return Exit.NEEDS_PERSON
    mail = message_from_bytes(letter.mail, policy=policy.default)
    body = mail.get_body(preferencelist=("plain",))
    text = str(body.get_content()) if body else ""
    if json_wanted:
        answer = {"number": number, "state": letter.state.value, "to": letter.to, "subject": mail["Subject"]}
        sys.stdout.write(json.dumps(answer | {"text": text}, ensure_ascii=False) + "\n")
        return Exit.DONE
    out = console()
    for line in (
        f"あて先：{letter.to}",
        f"件名：{mail['Subject']}",
        f"状態：{_STATES[letter.state]}",
        "",
        text.rstrip(),
    ):
        out.print(line)
    return Exit.DONE


def release_letters(root: Path, wanted: set[int] | None, as_of: datetime, *, json_wanted: bool) -> Exit:
    """Let these letters go, or every held one, and hand them over.

    Returns:
        NEEDS_PERSON when one of them is not held; then none is let go.
    """
    missing: set[int] = set()
    released: list[int] = []

    def stages(line: Line) -> None:
        with line.store.writing() as transaction:
            there = unreleased(transaction)
            missing.update((wanted or set()) - set(there))
            if missing:
                return
            released.extend(number for number in there if wanted is None or number in wanted)
            release(transaction, released, as_of)
        line.tell()

    outcome = run_stages(root, as_of, stages)
    if missing:
        said = "、".join(letter_number(number) for number in sorted(missing))
        sys.stderr.write(
            f"{said} は確認を待っているお知らせメールではありません。何も送り出していません。"
            "「madoguchi outbox」で番号を確かめてください。\n"
        )
        return Exit.NEEDS_PERSON
    if json_wanted:
        sys.stdout.write(json.dumps({"released": released, **as_json(outcome)}, ensure_ascii=False) + "\n")
    else:
        console().print(f"お知らせメール {len(released)} 通を確認済みにしました。")
        show_outcome(outcome)
    return Exit.DONE


def _as_json(one: Waiting) -> dict[str, Any]:
    return {
        "number": one.letter.notice_id,
        "kind": one.letter.kind.value,
        "reference": _reference(one.letter),
        "since": one.since.isoformat(),
        "held": one.held,
        "why": one.why,
        "tries": one.letter.tries,
        "answered": one.letter.answered,
        "next_try": one.next_try.isoformat() if one.next_try else None,
    }


def _reference(letter: Notice) -> str:
    return "" if letter.request_id is None else reference_of(letter.request_id)


def _moment(at: datetime) -> str:
    return f"{local(at):%m-%d %H:%M}"
