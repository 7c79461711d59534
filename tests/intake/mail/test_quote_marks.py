"""How mail programs quote: in each style the answer stays new, and of the letter it answers nothing does."""

import pytest

from intake.mail.html_text import html_to_text
from intake.mail.quotes import split_quotes

NEW = "見本です。\n12月8日(火)の10時を希望します。"
BARE = "見本様\n\n12月3日(木) 14:30はいかがでしょうか。\n窓口"
MARKED = "\n".join(f"> {line}".rstrip() for line in BARE.split("\n"))
RULE = "_" * 32
U = "u@office.example"

PLAIN = {
    "Outlook ja, classic": f"-----Original Message-----\nFrom: 窓口 <{U}> \nSent: Saturday, November 28, 2026 10:00 AM\nTo: 見本\nSubject: 相談日\n\n{BARE}",
    "Outlook ja, new": f"{RULE}\n差出人: 窓口 <{U}>\n送信日時: 2026年11月28日土曜日 10:00\n宛先: 見本 <t@mihon.example>\n件名: 相談日\n\n{BARE}",
    "Outlook ja, without rule": f"差出人: 窓口\n送信日時: 2026年11月28日 10:00\nCC: 係\n件名: 相談日\n\n{BARE}",
    "Outlook ja, full-width colons": f"差出人：窓口\n送信日時：2026年11月28日 10:00\n宛先：見本\n件名：相談日\n\n{BARE}",
    "Outlook en, new": f"{RULE}\nFrom: X <{U}>\nSent: Saturday, November 28, 2026 10:00\nTo: Y\nSubject: Re: 相談日\n\n{BARE}",
    "Outlook en, Date": f"From: X <{U}>\nDate: Saturday, 28 November 2026 at 10:00\nTo: Y\nSubject: Re: 相談日\n\n{BARE}",
    "Outlook for iOS": f"Outlook for iOS を入手\n{RULE}\nFrom: 窓口 <{U}>\nSent: Saturday, November 28, 2026 10:00:00 AM\nTo: Y\n\n{BARE}",
    "Outlook, an invitation": f"-----元の予定-----\n差出人: 窓口\n送信日時: 2026年11月28日 10:00\n{BARE}",
    "Outlook.com pt": f"{RULE}\nDe: X <{U}>\nEnviado: sábado, 28 de novembro de 2026 10:00\nPara: Y\nAssunto: Re: x\n\n{BARE}",
    "Outlook zh": f"{RULE}\n发件人: X <{U}>\n发送时间: 2026年11月28日 10:00\n收件人: Y\n主题: x\n\n{BARE}",
    "Outlook vi": f"{RULE}\nTừ: X <{U}>\nĐã gửi: 28 Tháng Mười Một 2026\nTới: Y\nChủ đề: x\n\n{BARE}",
    "Outlook ko": f"보낸 사람: X <{U}>\n보낸 날짜: 2026년 11월 28일\n받는 사람: Y\n제목: x\n\n{BARE}",
    "header block that begins with the subject": f"件名: 相談日\n日付: 2026年11月28日 10:00\n差出人: 窓口 <{U}>\n宛先: 見本\n\n{BARE}",
    "Gmail ja, web": f"2026年11月28日(土) 10:00 窓口 <{U}>:\n\n{MARKED}",
    "Gmail ja, app": f"2026年11月28日(土) 10:00 窓口 <{U}>:\n\n{MARKED}",
    "Gmail ja, without marks": f"2026年11月28日(土) 10:00 窓口 <{U}>:\n\n{BARE}",
    "Gmail ja, name over two lines": f"2026年11月28日(土) 10:00 ハローワーク豊岡 オンライン相談\n予約係 <{U}>:\n\n{MARKED}",
    "Gmail ja, time before noon": f"2026年11月28日(土) 午前10:00 窓口 <{U}>:\n\n{MARKED}",
    "Gmail en, web": f"On Sat, Nov 28, 2026 at 10:00 AM 窓口 <{U}> wrote:\n\n{MARKED}",
    "Gmail en, app": f"On Sat, Nov 28, 2026, 10:00 窓口 <{U}> wrote:\n\n{MARKED}",
    "Gmail en, over three lines": f"On Sat, Nov 28, 2026 at 10:00 AM ハローワーク豊岡 オンライン相談\n予約係 <{U}>\nwrote:\n\n{MARKED}",
    "Gmail zh": f"X <{U}> 于2026年11月28日周六 10:00写道：\n\n{MARKED}",
    "Gmail vi": f"Vào Th 7, 28 thg 11, 2026 vào lúc 10:00 X <{U}> đã viết:\n\n{MARKED}",
    "Gmail pt": f"Em sáb., 28 de nov. de 2026 às 10:00, X <{U}>\nescreveu:\n\n{MARKED}",
    "Gmail ko": f"2026년 11월 28일 (토) 오전 10:00, X <{U}>님이 작성:\n\n{MARKED}",
    "Gmail forward": f"---------- Forwarded message ---------\nFrom: 窓口 <{U}>\nDate: 2026年11月28日(土) 10:00\nSubject: 相談日\nTo: <t@mihon.example>\n\n\n{BARE}",
    "iPhone ja": f"iPhoneから送信\n\n2026/11/28 10:00、窓口 <{U}>のメール:\n\n> \n{MARKED}",
    "iPhone ja, full-width mark": f"2026/11/28 10:00、窓口 <{U}>のメール：\n\n" + MARKED.replace("> ", "＞"),
    "iPhone ja, Japanese calendar": f"R8/11/28 10:00、窓口 <{U}>のメール:\n\n{MARKED}",
    "iPhone en": f"Sent from my iPhone\n\n> On Nov 28, 2026, at 10:00, 窓口 <{U}> wrote:\n> \n{MARKED}",
    "iPhone, forwarded": f"転送されたメッセージ：\n\n差出人: 窓口 <{U}>\n日付: 2026年11月28日 10:00:00 JST\n宛先: t@mihon.example\n件名: 相談日\n\n{BARE}",
    "Yahoo!メール, web": f"----- Original Message -----\nFrom: {U}\nTo: t@mihon.example\nDate: 2026/11/28, Sat 10:00\nSubject: 相談日\n\n\n{BARE}",
    "Yahoo!メール, app": f"2026年11月28日(土) 10:00、窓口 <{U}>のメール:\n{MARKED}",
    "Yahoo!メール, old": f"--- 窓口 <{U}> からのメール:\n{MARKED}",
    "docomo": f"---元のメッセージ---\nFrom: 窓口\nDate: 2026/11/28 10:00\nSub: 相談日\n\n{BARE}",
    "docomo, with time": f"2026/11/28 10:00 {U}さんが書きました:\n{MARKED}",
    "au": f"＞{BARE.replace(chr(10), chr(10) + '＞')}",
    "SoftBank": f"-----元のメール-----\n差出人：{U}\n日時：2026/11/28 10:00\n件名：相談日\n\n{BARE}",
    "Android": f"-------- 元のメッセージ --------\n送信元: 窓口 <{U}>\n日付: 2026/11/28 10:00 (GMT+09:00)\n宛先: Y\n件名: 相談日\n\n{BARE}",
    "Android en": f"-------- Original message --------\nFrom: X <{U}>\nDate: 28/11/2026 10:00 (GMT+09:00)\nTo: Y\n\n{BARE}",
    "Thunderbird ja": f"2026/11/28 10:00、窓口 のメッセージ:\n{MARKED}",
    "Thunderbird ja, older": f"(2026/11/28 10:00), 窓口 wrote:\n{MARKED}",
    "Thunderbird en": f"On 2026/11/28 10:00, 窓口 wrote:\n{MARKED}",
    "Thunderbird ja, forward": f"-------- 転送メッセージ --------\n件名: \t相談日\n日付: \tSat, 28 Nov 2026 10:00:00 +0900\n差出人: \t窓口 <{U}>\n\n{BARE}",
    "Thunderbird en, forward": f"-------- Forwarded Message --------\nSubject: \tx\nDate: \tSat, 28 Nov 2026 10:00:00 +0900\nFrom: \tX\n\n{BARE}",
    "Becky!": f'On Sat, 28 Nov 2026 10:00:00 +0900\n"窓口" <{U}> wrote:\n\n{MARKED}',
    "Becky! ja": f"窓口 さんは書きました (2026/11/28 10:00):\n{MARKED}",
    "Shuriken": f"窓口 <{U}> さんは 2026/11/28 10:00 に書きました:\n\n{MARKED}",
    "Shuriken, with pipes": f"2026年11月28日 10:00 に {U} さんは書きました:\n| 見本様\n| 12月3日(木) 14:30はいかがでしょうか。\n",
    "秀丸メール": f"窓口さん(2026/11/28 10:00)のメール:\n{MARKED}",
    "Apple Mail ja": f"2026/11/28 10:00、窓口 <{U}>のメール:\n\n{MARKED}",
    "Apple Mail ja, older": f"On 2026/11/28, at 10:00, 窓口 wrote:\n\n{MARKED}",
    "Proton": f"2026年11月28日土曜日 10:00、窓口 <{U}> さんは書きました:\n\n{MARKED}",
    "Lotus Notes": f"差出人:    窓口 <{U}>\n宛先:      t@mihon.example\n日付:      2026/11/28 10:00\n件名:      相談日\n\n{BARE}",
    "LINE WORKS": f"-----Original Message-----\nFrom: 窓口 <{U}>\nTo: 見本\nCc:\nSent: 2026-11-28 (土) 10:00:00 (UTC+09:00)\nSubject: 相談日\n\n{BARE}",
    "Garoon": f"{MARKED}",
    "引用 under a heading": f"＝＝＝＝＝ 引用ここから ＝＝＝＝＝\n{BARE}",
    "元のメール in brackets": f"【元のメール】\n{BARE}",
    "前回のメール in brackets": f"＜以下、前回のメール＞\n{BARE}",
    "a heading of somebody's own": f"------ 窓口からのメール ------\n{BARE}",
    "a name before each mark": "\n".join(f"Mado> {line}" for line in BARE.split("\n") if line),
    "marks in marks": f"2026/11/28 10:00、窓口 <{U}>のメール:\n\n{MARKED}\n> 2026/11/20 9:00、見本 <t@mihon.example>のメール:\n>> 12月3日を希望します。",
}  # fmt: skip


def judge(text: str, style: str) -> None:
    new, quoted, said = split_quotes(text)
    assert "12月8日(火)の10時を希望します。" in new, style
    assert "見本です。" in new, style
    for old in ("12月3日", "11月28日", "11/28", "2026", "November", "窓口", U):
        assert old not in new, (style, new)
    assert "12月3日" in quoted, style
    assert "12月3日" in said, style
    for lead in ("11月28日", "11/28", "2026", "November"):
        assert lead not in said, (style, said)


@pytest.mark.parametrize(("style", "quotation"), PLAIN.items(), ids=PLAIN)
def test_above_the_quotation(style, quotation):
    judge(f"{NEW}\n\n{quotation}\n", style)


@pytest.mark.parametrize(
    ("style", "quotation"), [(style, quotation) for style, quotation in PLAIN.items() if quotation.endswith(MARKED)]
)
def test_below_the_quotation(style, quotation):
    judge(f"{quotation}\n\n{NEW}\n", style)


@pytest.mark.parametrize(
    "text",
    [
        f"2026/11/28 10:00、窓口 <{U}>のメール:\n> 見本様\n見本です。\n> 12月3日(木) 14:30はいかがでしょうか。\n12月8日(火)の10時を希望します。\n> 窓口",
        "> 見本様\n\n見本です。\n\n> 12月3日(木) 14:30は\n> いかがでしょうか。\n\n12月8日(火)の10時を希望します。\n\n> 窓口\n> 0796-00-0000",
        "＞見本様\n＞12月3日(木) 14:30はいかがでしょうか。\n→見本です。\n→12月8日(火)の10時を希望します。",
    ],
)
def test_between_the_lines_of_the_quotation(text):
    judge(text, "inline")


HTML_NEW = "<div>見本です。</div><div>12月8日(火)の10時を希望します。</div>"
HTML_OLD = "見本様<br><br>12月3日(木) 14:30はいかがでしょうか。<br>窓口"


@pytest.mark.parametrize(
    ("style", "html"),
    [
        ("Gmail", f'{HTML_NEW}<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">2026年11月28日(土) 10:00 窓口 &lt;<a href="mailto:{U}">{U}</a>&gt;:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{HTML_OLD}</blockquote></div>'),
        ("Outlook", f'{HTML_NEW}<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><font face="Calibri"><b>差出人:</b> 窓口 &lt;{U}&gt;<br><b>送信日時:</b> 2026年11月28日 10:00<br><b>宛先:</b> 見本<br><b>件名:</b> 相談日</font></div><div>{HTML_OLD}</div>'),
        ("Outlook, classic", f"{HTML_NEW}<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b><span lang=EN-US>From:</span></b><span> 窓口 &lt;{U}&gt;<br><b>Sent:</b> Saturday, November 28, 2026 10:00 AM<br><b>To:</b> 見本<br></span></p></div><p class=MsoNormal>{HTML_OLD}</p>"),
        ("Apple Mail", f'{HTML_NEW}<br><div dir="ltr">iPhoneから送信</div><div dir="ltr"><br><blockquote type="cite">2026/11/28 10:00、窓口 &lt;{U}&gt;のメール:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">{HTML_OLD}</div></blockquote>'),
        ("Thunderbird", f'<p>見本です。</p><p>12月8日(火)の10時を希望します。</p><div class="moz-cite-prefix">2026/11/28 10:00、窓口 のメッセージ:<br></div><blockquote type="cite" cite="mid:1@office.example"><pre class="moz-quote-pre" wrap="">{HTML_OLD.replace("<br>", chr(10))}</pre></blockquote>'),
        ("Yahoo!メール", f'{HTML_NEW}<div class="ymail_quote"><div>----- Original Message -----<br>From: {U}<br>Date: 2026/11/28, Sat 10:00<br></div><div>{HTML_OLD}</div></div>'),
    ],
)  # fmt: skip
def test_in_html(style, html):
    judge(html_to_text(html).text, style)
