"""The lines by which mail programs begin what they quote; adding a program is adding a word here.

Japanese programs first, then those of the languages in which job seekers in Japan have set their telephones.
"""

import re

_BLANK = "[ \\t\u3000\u00a0*]{0,4}"
_COLON = "[ \\t\u3000\u00a0*]{0,4}[:：]"

MARKED = re.compile(r"[ \t　]{0,4}(?:[>＞≫»]|[A-Za-z0-9_.-]{1,10}>(?=[ >]))")
# These begin tables and lists too: they mark a quotation only below a line that introduces one.
MARKED_ONLY_BELOW = re.compile(r"[ \t　]{0,4}[|｜│┃:](?:[ \t　]|$|(?=[^|｜│┃:]*$))")

_OLD = r"元の?(?:メッセージ|メール|予定)|転送(?:された|する)?(?:メッセージ|メール)|転送|引用"
_OLD_ENGLISH = r"(?:original|forwarded|reply)\s{0,2}(?:message|mail|appointment)|forwarded by|mensagem (?:original|encaminhada)|mensaje (?:original|reenviado)|원본 (?:메시지|메일)|邮件原件|原始邮件|原始郵件|tin nhắn gốc|thư đã chuyển tiếp"
HEADING = re.compile(
    rf"[ \t　>＞]{{0,9}}[-‐―─━ー=＝_*＊~]{{2,40}}[ \t　]{{0,4}}(?:[^\n]{{0,20}}?(?:{_OLD})|{_OLD_ENGLISH})",
    re.IGNORECASE,
)
BARE_HEADING = re.compile(
    rf"{_BLANK}(?:begin forwarded message|original message|元の(?:メッセージ|メール)|転送された(?:メッセージ|メール)|以下、?(?:転送|引用)"
    r"|[-‐―─━ー=＝_＊*(（【<＜\[]{1,40}[ 　]{0,4}(?:(?:元の|前回の|いただいた|以下、?)[^\n]{0,20}|[^\n]{1,20}から(?:の|いただいた))(?:メール|メッセージ|転送|引用)[ 　]{0,4}[-‐―─━ー=＝_＊*)）】>＞\]]{1,40})"
    rf"{_BLANK}[:：]?{_BLANK}$",
    re.IGNORECASE,
)

_FROM = "差出人|送信者|送信元|発信者|発信元|from|发件人|寄件者|寄件人|보낸 ?사람|de|từ|von"
_SENT = "送信日時|送信日|送信時刻|受信日時|受信日|日付|sent|date|发送时间|日期|보낸 ?날짜|날짜|enviado(?: em| el)?|enviada em|data|fecha|đã gửi|ngày|gesendet|datum"
_OTHERS = "日時|宛先|宛て先|送信先|件名|題名|標題|返信先|cc|bcc|to|subject|reply-to|importance|重要度|添付(?:ファイル)?|收件人|收件者|主题|主旨|抄送|받는 ?사람|제목|para|assunto|asunto|tới|chủ đề|an|betreff"
FROM_LINE = re.compile(rf"{_BLANK}(?:{_FROM}){_COLON}", re.IGNORECASE)
SENT_LINE = re.compile(rf"{_BLANK}(?:{_SENT}){_COLON}", re.IGNORECASE)
HEADER_LINE = re.compile(rf"{_BLANK}(?:{_FROM}|{_SENT}|{_OTHERS}){_COLON}", re.IGNORECASE)
RULE = re.compile(r"[ \t　]{0,4}[_＿\-=―─━ー]{10,}[ \t　]{0,4}$")

_YEAR = r"(?<![0-9])20[0-9]{2}(?![0-9])|(?:令和|[rR])[ 　]?[0-9元]{1,2}[ 　]?[年/.-]"
_ADDRESS = r"[^<>\s@]{1,120}@[^<>\s@]{1,120}"
_VERB = r"のメール(?:に(?:て|は))?|のメッセージ|(?:書き|送信し|言い)ました|書かれました|書いた|wrote|writes|schrieb|escreveu|escribió|a écrit|写道|寫道|작성|đã viết"
_END = "[ \\t\u3000\u00a0>]{0,4}[:：]$"
HAS_YEAR = re.compile(_YEAR)
HAS_ADDRESS = re.compile(_ADDRESS)
SAID = re.compile(rf"(?:{_VERB}){_END}", re.IGNORECASE)
SAID_WITH_ADDRESS = re.compile(rf"<{_ADDRESS}>{_END}|{_ADDRESS}{_END}")
# Where no colon ends the line, it leads into marked lines all the same.
SAID_WITHOUT_COLON = re.compile(rf"(?:{_VERB}|メール|メッセージ|{_ADDRESS}>?)。?$", re.IGNORECASE)

# How a letter to a job seeker begins, where nothing else tells that it was copied.
SALUTATION = re.compile(r"[ \t　]{0,4}[^\s:：、。「」@][^:：、。「」@\n]{0,24}(?:様|さま|殿)[、,]?$")
OFFICE_SPEAKS = re.compile(r"[ \t　]{0,4}(?:ハローワーク|[^\s:：、。]{1,8}公共職業安定所)[^:：、。\n]{0,20}です。")

# Without any of these in a text no line of it is quoted: most mails are spared the rest. Each is plain letters, because
# then the search runs over a text in one go.
_SIGNS = (
    "> ＞ ≫ » 元のメ 元メ 元の予定 転送 引用 書きました 送信しました 言いました 書かれました 書いた のメール いただいたメ のメッセージ 差出人 送信者 送信元 発信者 発信元"
    " wrote writes schrieb escreveu escribi crit viết 写道 寫道 작성 riginal RIGINAL orwarded ORWARDED eply From from FROM De: Từ Von:"
    " 发件人 寄件 보낸 원본 邮件 郵件 ensagem ensaje Thư thư nhắn"
)
SIGN = re.compile("|".join(_SIGNS.split(" ")))
