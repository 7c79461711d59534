"""Why a letter came back: from the words of mail servers to a status (RFC 3463), and from that to a sentence for staff."""

import re
import unicodedata
from typing import Final, NamedTuple

_MOST: Final = 8_000  # characters of words looked at
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,2})\.(\d{1,3})(?![\d.])")
_VAGUE: Final = frozenset({"0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0"})  # class and nothing more

# In the order in which they are believed, the surer word first; the text is folded.
_REASONS: Final = {
    "5.3.4": (
        r"(?:message|\bmail\b|メール)[^.。]{0,20}(?:too (?:big|large)|size exceeds|exceeds.{0,30}size|サイズ|大きすぎ)",
        r"size limit|too much mail data",
        r"(?:サイズ|容量)が大き|最大(?:メッセージ)?サイズ",
    ),
    "5.2.2": (
        r"mailbox(?: for .{1,80})?(?: is|:)? ?full|inbox is full|out of storage|insufficient.{0,12}storage",
        r"over ?quota|quota (?:is )?(?:exceeded|full)|exceed(?:ed|s)? .{0,40}(?:quota|storage|allowed size)|storage (?:limit|full)",
        r"(?:メールボックス|受信トレイ|受信箱|保存容量|容量)[^。]{0,14}(?:いっぱい|一杯|満杯|超え|超過|オーバー)|容量制限",
    ),
    "5.4.6": (r"too many hops|(?:mail|routing) loop|hop count exceeded|loops? back to",),
    "5.7.1": (
        r"受信(?:を)?拒否|拒否(?:され|設定)|迷惑メール|ブロック|指定受信|なりすまし",
        r"spam|blocked|black ?list|block ?list|reputation|policy|dmarc|\bspf\b|unauthenticated|content (?:rejected|filter)",
        r"not authori[sz]ed|access denied|relay(?:ing)? (?:access )?(?:denied|not permitted)|administrative(?:ly)? prohibit",
        r"(?:rejected|refused) by (?:the )?(?:recipient|user|filter)",
    ),
    "5.2.1": (
        r"account (?:is |has been )?(?:temporarily )?(?:disabled|suspended|inactive|limited|locked)",
        r"mailbox (?:is )?(?:disabled|inactive|locked|suspended)|not accepting (?:mail|messages)",
        r"利用(?:停止|を停止)|アカウント[^。]{0,10}(?:停止|無効)",
    ),
    "5.1.2": (
        r"host(?: or domain name)? not found|unknown host|host unknown|no such (?:domain|host)|nxdomain",
        r"domain (?:name )?(?:\S{1,80} )?(?:was |could )?(?:not (?:be )?found|does(?: not|n't) exist)",
        r"unrou?te?able address|name service error|cannot resolve|bad destination (?:host|system)",
        r"couldn't find any host|couldn't be found because the domain",
        r"ドメイン[^。]{0,24}(?:見つか|存在し|ありません)",
    ),
    "5.1.1": (
        r"(?:user|recipient|mailbox|address|account|name) ?(?:is |was )?(?:unknown|not (?:found|known|recogni[sz]ed)|does(?: not|n't) exist|no longer)",
        r"(?:unknown|invalid|no such|bad destination|nonexistent) (?:local )?(?:user|recipient|mailbox|address|person|account|customer)",
        r"no (?:mailbox|such user|user) (?:here|by that)|recip(?:ient)?notfound|does(?: not|n't) (?:have|exist|like)",
        r"not (?:listed in|our customer|a valid)|unknown or illegal alias|has been (?:closed|discontinued|terminated)",
        r"address (?:not found|rejected: (?:user|unknown|undeliver))|couldn't be found|mailbox unavailable",
        r"[宛あ]て?先(?:不明|が|の?アドレス[^。]{0,12}(?:見つか|存在し|ありません))|アドレス不明",
        r"(?:ユーザー?|アドレス|受信者|宛先)[^。]{0,30}(?:見つか|存在し(?:ない|ませ|ま)|ありません)|存在し(?:ない|ません)",
        r"該当(?:する|の)(?:ユーザー?|アドレス)",
    ),
    "5.4.7": (
        r"(?:retry|delivery|queue) (?:time|timeout|period|life)[^.]{0,24}(?:exceeded|expired|out)|message expired",
        r"(?:been in the queue )?too long|gave up|timed out|connection (?:refused|timed)|could not (?:connect|be reached)",
        r"期限|タイムアウト|接続でき",
    ),
}
_BY_WORDS: Final = tuple((status, re.compile("|".join(patterns))) for status, patterns in _REASONS.items())
_DELAYED_SUBJECT = re.compile(
    r"delivery status notification \(delay\)|delayed|warning: (?:could not send|message)|still being retried|配信(?:の)?(?:遅延|遅れ)|配送(?:の)?遅延|配信が遅れて",
    re.IGNORECASE,
)
_STILL_TRYING = re.compile(
    r"warning message only|do not need to resend|will be retried|will (?:continue to|keep) (?:try|retry)|still (?:trying|being retried)|not been delivered yet|has not yet been delivered|配信を(?:試み続け|再試行)|再送を(?:試み|続け)|まだ配信(?:され|でき)",
    re.IGNORECASE,
)

# No such user or host: the next letter would come back too. 5.1.10 is Microsoft's no such user, 5.4.4 Postfix's no host.
_LASTING: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4"})
_CARRIERS = re.compile(
    r"(?:[\w.-]+\.)?(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|uqmobile\.jp|softbank\.(?:ne\.)?jp|vodafone\.ne\.jp|y-?mobile\.ne\.jp|ymobile1?\.ne\.jp|rakumail\.jp|disney\.ne\.jp|willcom\.com|pdx\.ne\.jp)",
    re.IGNORECASE,
)
_ALLOW: Final = "受信設定で「{domain}」からのメールを許可していただくようお願いしてください。"
_MAY_BE_REFUSED: Final = (
    f"携帯電話会社では、受信拒否の設定でも同じ知らせになることがあります。アドレスに誤りがなければ、{_ALLOW}"
)
_SAY: Final = tuple(
    (re.compile(codes), say)
    for codes, say in (
        (
            r"[45]\.1\.2|[45]\.4\.4",
            "アドレスの「@」より後ろが見つからず、メールが届きませんでした。お電話でアドレスを確かめてください。",
        ),
        (
            r"[45]\.1\..*",
            "宛先のアドレスが見つからず、メールが届きませんでした。お電話でアドレスを確かめてください。",
        ),
        (
            r"[45]\.2\.1",
            "相手のアドレスが利用停止などで使えず、メールが届きませんでした。お電話で、別のアドレスがあるか確かめてください。",
        ),
        (
            r"[45]\.2\.2",
            "相手のメールボックスがいっぱいで、メールが届きませんでした。お電話で伝え、不要なメールを消していただくようお願いしてください。",
        ),
        (
            r"[45]\.(?:3\.4|2\.3)",
            "メールの大きさが相手の制限を超え、届きませんでした。お電話で伝えてください。",
        ),
        (
            r"[45]\.7\..*",
            f"相手の受信設定か迷惑メール対策に断られ、メールが届きませんでした。お電話で伝え、{_ALLOW}",
        ),
        (
            r"4\..*|5\.4\..*",
            "相手のメールサーバーに渡せないまま期限が過ぎ、メールが届きませんでした。お電話で伝えてください。",
        ),
        (
            r".*",
            "メールが届きませんでした（はっきりした理由は書かれていません）。お電話で伝え、アドレスと受信設定を確かめてください。",
        ),
    )
)


class Told(NamedTuple):
    """What words and codes say.

    Attributes:
        status: RFC 3463; empty where nothing tells.
        lasting: The next letter to the address would come back too.
    """

    status: str
    lasting: bool


def folded(text: str) -> str:
    """Fold widths, case and line ends of what a server says."""
    return " ".join(unicodedata.normalize("NFKC", text[:_MOST]).replace("’", "'").split()).lower()


def told_by(given: str, words: str) -> Told:
    """Return why a letter came back.

    Args:
        given: The Status field; empty where there is none.
        words: What the server said, folded.
    """
    status = _precise(given) or _precise(words) or _by_words(words) or _any_code(given) or _any_code(words)
    return Told(status, status in _LASTING)


def is_delayed(folded_subject: str, words: str) -> bool:
    """Tell whether a report in free form says that the server goes on trying."""
    return bool(_DELAYED_SUBJECT.search(folded_subject) or _STILL_TRYING.search(words))


def say_why(status: str, recipients: tuple[str, ...], domain: str) -> str:
    """Return why it came back and what to do, for staff.

    Args:
        status: Of `told_by`.
        recipients: Who was not reached.
        domain: Of the office's mailbox, for the person to let through.
    """
    say = next(say for codes, say in _SAY if codes.fullmatch(status))
    if status.partition(".")[2].startswith("1.") and any(
        _CARRIERS.fullmatch(one.rpartition("@")[2]) for one in recipients
    ):
        say += _MAY_BE_REFUSED
    return say.replace("{domain}", domain)


def _precise(text: str) -> str:
    """Return the first code of a text that says more than its class; not one of success."""
    for found in _CODE.finditer(text):
        if found[1] != "2" and f"{found[2]}.{found[3]}" not in _VAGUE:
            return found[0]
    return ""


def _any_code(text: str) -> str:
    return next((found[0] for found in _CODE.finditer(text) if found[1] != "2"), "")


def _by_words(words: str) -> str:
    return next((status for status, pattern in _BY_WORDS if pattern.search(words)), "")
