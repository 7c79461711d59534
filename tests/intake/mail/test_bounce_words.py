"""What mail servers say of a failure: the status it comes to, whether it lasts, and what staff are told."""

import pytest

from intake.mail.bounce_words import folded, is_delayed, say_why, told_by

DOMAIN = "hellowork-toyooka.example"
NOBODY, NOWHERE, FULL, REFUSED, BIG, OFF, LOOP, LATE = (
    *("5.1.1", "5.1.2", "5.2.2", "5.7.1", "5.3.4", "5.2.1", "5.4.6", "5.4.7"),
)

WORDS = [
    ("550 <taro@mihon.example>: User unknown", NOBODY),
    ("550 Unknown user taro@mihon.example", NOBODY),
    ("550 Invalid recipient: <taro@mihon.example>", NOBODY),
    ("550 No such user here", NOBODY),
    ("Sorry, no mailbox here by that name.", NOBODY),
    ("This user doesn't have a mihon.example account", NOBODY),
    ("the address couldn’t be found, or is unable to receive mail", NOBODY),
    ("550 Requested action not taken: mailbox unavailable", NOBODY),
    ("The recipient name is not recognized", NOBODY),
    ("User taro not listed in Domino Directory", NOBODY),
    ("192.0.2.1 does not like recipient.", NOBODY),
    ("RESOLVER.ADR.RecipNotFound; not found", NOBODY),
    ("宛先不明", NOBODY),
    ("あて先が見つかりません。", NOBODY),
    ("宛先のメールアドレスが存在しません。", NOBODY),
    ("taro@mihon.example が見つからないため、メールが配信されませんでした", ""),
    ("アドレス不明 taro が見つからない", NOBODY),
    ("ユーザーが見つかりません", NOBODY),
    ("Host or domain name not found. Name service error", NOWHERE),
    ("Host unknown (Name server: mihon.example: host not found)", NOWHERE),
    ("all relevant MX records point to non-existent hosts: unrouteable address", NOWHERE),
    ("the domain mihon.example couldn't be found because the domain does not exist", NOWHERE),
    ("ドメインが見つかりません", NOWHERE),
    ("As their mailbox is full.", FULL),
    ("552 Mailbox quota exceeded", FULL),
    ("User is over quota", FULL),
    ("The email account that you tried to reach is over quota and its inbox is full", FULL),
    ("User mailbox exceeds allowed size: taro@mihon.example", FULL),
    ("メールボックスがいっぱいです", FULL),
    ("受信トレイの容量がいっぱいのため", FULL),
    ("受信者のメールボックスの容量を超えています", FULL),
    ("552 Message size exceeds fixed maximum message size", BIG),
    ("message too large", BIG),
    ("552 too much mail data", BIG),
    ("メールのサイズが大きすぎます", BIG),
    ("受信者の設定により受信拒否されました", REFUSED),
    ("ドメイン指定受信の設定により", REFUSED),
    ("迷惑メールと判定されました", REFUSED),
    ("メールはブロックされました", REFUSED),
    ("550 Message rejected due to DMARC policy", REFUSED),
    ("554 Relay access denied", REFUSED),
    ("421 unauthenticated mail is rejected by the recipient", REFUSED),
    ("The user(s) account is disabled.", OFF),
    ("554 Mailbox disabled, not accepting messages", OFF),
    ("このアドレスは利用停止中です", OFF),
    ("554 Too many hops 26 (25 max)", LOOP),
    ("delivery timed out", LATE),
    ("retry timeout exceeded", LATE),
    ("配信の期限を過ぎました", LATE),
    ("the dog ate it", ""),
    ("", ""),
]


@pytest.mark.parametrize(("words", "status"), WORDS)
def test_words_of_servers(words: str, status: str) -> None:
    assert told_by("", folded(words)).status == status


@pytest.mark.parametrize(
    ("given", "words", "status", "lasting", "why"),
    [
        ("5.1.1", "550 mailbox full", "5.1.1", True, "a precise field is believed before words"),
        ("5.0.0", "550 mailbox full", "5.2.2", False, "words say more than a class"),
        ("5.0.0", "550 5.1.1 mailbox full", "5.1.1", True, "so does a code among them, and it stands before words"),
        ("5.5.0", "550 mailbox unavailable", "5.1.1", True, "Microsoft's own"),
        ("5.0.0", "", "5.0.0", False, "no more is said"),
        ("", "550", "", False, "a reply code is no reason"),
        ("5.1.10", "", "5.1.10", True, "Microsoft's no such user"),
        ("5.1.2", "", "5.1.2", True, "no such host"),
        ("5.4.4", "", "5.4.4", True, "Postfix's no such host"),
        ("5.2.1", "", "5.2.1", False, "disabled: it may come back"),
        ("5.2.2", "", "5.2.2", False, "full today"),
        ("5.7.1", "", "5.7.1", False, "a setting that a call can change"),
        ("4.4.7", "", "4.4.7", False, "given up after days; tomorrow it may answer"),
        ("2.0.0", "user unknown", "5.1.1", True, "a code of success explains no failure"),
        ("", "host mx[192.0.2.5.1.1] version 5.1.1.2", "", False, "numbers that are none of a status"),
        ("rubbish", "user unknown", "5.1.1", True, "no code at all"),
    ],
)
def test_the_surest_word_counts(given: str, words: str, status: str, lasting: bool, why: str) -> None:  # noqa: FBT001 -- a column
    told = told_by(given, folded(words))
    assert (told.status, told.lasting) == (status, lasting), why


SAYS = [
    ("5.1.1", "taro@mihon.example", ["アドレスが見つからず", "アドレスを確かめて"], ["受信設定", "携帯電話会社"]),
    ("5.1.10", "taro@mihon.example", ["アドレスが見つからず"], ["受信設定"]),
    ("5.1.1", "taro@docomo.ne.jp", ["アドレスが見つからず", "携帯電話会社", f"「{DOMAIN}」からのメールを許可"], []),
    ("5.1.1", "taro@t.vodafone.ne.jp", ["携帯電話会社"], []),
    ("5.1.2", "taro@mihon.example", ["「@」より後ろ"], ["受信設定"]),
    ("5.4.4", "taro@mihon.example", ["「@」より後ろ"], []),
    ("5.2.2", "taro@mihon.example", ["いっぱい", "消していただく"], ["受信設定"]),
    ("4.2.2", "taro@mihon.example", ["いっぱい"], []),
    ("5.2.1", "taro@mihon.example", ["利用停止", "別のアドレス"], []),
    ("5.3.4", "taro@mihon.example", ["大きさ"], []),
    ("5.7.1", "taro@mihon.example", ["受信設定", f"「{DOMAIN}」からのメールを許可"], []),
    ("5.7.26", "taro@mihon.example", [f"「{DOMAIN}」"], []),
    ("4.4.7", "taro@mihon.example", ["期限"], []),
    ("5.4.6", "taro@mihon.example", ["期限"], []),
    ("5.0.0", "taro@mihon.example", ["はっきりした理由は書かれていません"], []),
    ("", "", ["はっきりした理由は書かれていません"], []),
]


@pytest.mark.parametrize(("status", "to", "words", "absent"), SAYS)
def test_staff_are_told_why_and_what_to_do(status: str, to: str, words: list[str], absent: list[str]) -> None:
    said = say_why(status, (to,) if to else (), DOMAIN)
    assert all(word in said for word in (*words, "お電話")), said
    assert not any(word in said for word in absent)
    assert "{" not in said
    assert not to or to not in said, "no address in what may be logged"
    assert len(said) <= 300, "it fits into これまで of the telephone list"


@pytest.mark.parametrize(
    ("subject", "words", "delayed"),
    [
        ("Delayed Mail (still being retried)", "", True),
        ("Warning: could not send message for past 4 hours", "", True),
        ("Delivery Status Notification (Delay)", "", True),
        ("配信遅延のお知らせ", "", True),
        ("Mail status", "YOU DO NOT NEED TO RESEND YOUR MESSAGE", True),
        ("配信状況", "引き続き再送を試みます", True),
        ("Undelivered Mail Returned to Sender", "user unknown", False),
        ("Returned mail", "delivery was retried for 5 days, giving up", False),
    ],
)
def test_who_goes_on_trying_has_not_failed(subject: str, words: str, delayed: bool) -> None:  # noqa: FBT001 -- a column
    assert is_delayed(folded(subject), folded(words)) is delayed
