"""Sentences that name no day and no time, and may still touch the wish beside them: 対面でお願いします, この順で希望します.

People tell of their lives beside a wish, and who they are before it: that is let pass. What nobody understands after it
is asked about, for there a wish is taken back, put in an order or left open.
"""

import re
from collections.abc import Sequence
from typing import Final

from intake.beside import may_touch
from intake.reading.doubts import doubt
from intake.reading.masks import COVER
from intake.reading.phrases import speaks, turns
from intake.reading.values import Token
from intake.second_thoughts import taken_back
from madoguchi.model.reading import Doubt

# One line, one way to touch a wish, before it or after it.
TOUCHING: Final = (
    r"また(?:今度|の機会|次)|不要(?:です|で|な|に)|いりません|要りません|いらな|消して|消去|無効|リセット|リスケ|あきらめ|諦め|お?断り(?:し|いた|致)|取り?や|調整し直",  # no longer wished
    r"(?:終わ|済ませ|済み|済|終了し)(?:り?ました|ました|です)|(?:前|先|以前|もと)(?:に|の)(?:予約|お願い|申し|取)|前回の(?:予約|日|時|希望)|既に予約|取って(?:い|頂)",  # it has been
    r"(?:この|その|当)日(?:は|も|が)|用(?:が|は)(?:あ|入)|可能性|むり|ムリ|行けたら|行けるか|行けな|間に合(?:わ|え|う)|熱(?:が|を)|風邪|インフル|怪我|けが|ケガ|事故|不幸|葬|忙しい日|働いている日|勤務日",  # perhaps cannot be
    r"考え(?:て(?:おき|みま)|させ(?:て|ま)|ます)|(?:確認|調整|検討|交渉|相談)(?:中|してから)|(?:確定|決定|決ま|わか|分か)(?:し|っ|り)?(?:たら|次第|次第で)|どちらにするか|次第(?:連絡|お知らせ|ご?連絡)|かもしれ",  # not decided
    r"次の(?:週|月|日|回)|もう少し(?:早|遅|前|後)|もっと(?:早|遅|前|後)|(?:早|遅)(?:い|め)の?(?:ほう|方|時間|時)|(?:前|後ろ)倒し",  # rather another time
    r"対面|来所|(?:窓口|そちら)(?:で|に|へ)(?:相談(?!させていただい|し(?:た|まし))|行(?!っ)|伺い(?!まし)|お願い)|(?:お?電話|TEL)(?:相談)?(?:で|を|による)(?:の)?(?:相談|面談|希望|お願い(?!いた)|受け)",  # not online
    r"(?:この|上記|記載|書いた|以上)の?順|順番|希望順|優先順|(?:の|上から|早い|下から)(?:希望)?順|順(?:で|に)|前者|後者|本命|補欠|(?:先|後|前|上|下|最初|最後)の?(?:ほう|方)|[一二三12３１２]つ目|[一二三123]番目|最終手段|[上下](?:(?:は|が)(?:本|補|第|優|予|希|都合|いい|良)|(?:で|を|に)お願い)",  # an order
    r"(?:夫|妻|母|父|息子|娘|兄|弟|姉|妹|友人|知人|家族|同僚)の(?:分|予約|代わり|希望|申し?込み?|件)|(?:夫|妻|母|父|息子|娘|兄|弟|姉|妹|友人|知人)が(?:行|伺|受|相談|参加)|代理",  # for somebody else
)
# What may stand after a wish and says nothing of it: closings, names, addresses, what a telephone adds.
HARMLESS: Final = (
    r"以上.{0,40}",
    r".{0,40}(?:よろしく|宜しく)(?:お願い|おねがい|御願い)?.{0,20}|.{0,30}(?:お願い|御願い)(?:いた|致|申し上げ|し).{0,20}",
    r".{0,30}(?:お世話にな|ありがと|お礼|お待ちして|ご自愛|お体|お元気|幸甚).{0,30}",
    r".{0,24}(?:ご|お)(?:返信|連絡|返事|回答|検討|確認|案内|手配).{0,20}(?:ください|下さい|いただ|待ち|幸い|助かり|ほど).{0,20}",
    r"(?:iPhone|iPad|Android|Outlook|Yahoo|Gmail|スマートフォン|スマホ|携帯).{0,30}(?:送信|送り)?.{0,20}|Sent from .{0,40}|敬具|草々|かしこ|拝",
    r"[一-鿿々ァ-ヶー]{1,6}(?: ?[一-鿿々ァ-ヶー]{1,5})?(?: ?\([ぁ-んァ-ヶー ]{1,20}\))?(?:より|拝)?|[ぁ-ん]{1,6} [ぁ-ん]{1,6}|[A-Z][A-Za-z]{1,14}(?: [A-Z][A-Za-z]{1,14}){1,3}",
    r".{0,30}(?:正社員|パート|短時間|事務|求人|就職|転職|仕事|職種|業界)[^。]{0,12}を?(?:希望|考え|探)し?て(?:い|お).{0,6}",
    r".{0,30}(?:困って|悩んで|不安|緊張|苦手).{0,12}|.{0,20}(?:退職|離職)(?:いた|致)?し.{0,6}",
    r".{0,30}(?:添削|履歴書|職務経歴書|応募書類|書き方|面接の?練習|模擬面接).{0,24}",
    r".{0,20}(?:パソコン|スマートフォン|スマホ|タブレット|自宅|家).{0,12}(?:から|で)(?:参加|受け|接続|つな|入|利用).{0,10}",
    rf"[^。]{{0,20}}{COVER}[^。]{{0,20}}|[^\s。]{{2,3}}[都道府県][^。]{{1,30}}|[^\s。]{{1,8}}[市区町村][^。]{{0,30}}",
    r"[^ぁ-んァ-ヶー一-鿿]{1,60}",
)
_TOUCHING: Final = re.compile("|".join(TOUCHING))
_HARMLESS: Final = re.compile("(?:" + "|".join(HARMLESS) + r")[。!]?")


def aside_doubts(sentences: Sequence[tuple[Token, ...]]) -> tuple[Doubt, ...]:
    """Doubt the sentences without a day or time that may touch a wish.

    Args:
        sentences: The tokens of one section, cut into sentences.
    """
    found: list[Doubt] = []
    wished = False
    for sentence in sentences:
        if speaks(sentence):
            wished = True
        elif any(token.letter in "?#DOZ" for token in sentence) and not turns(sentence):
            found.extend(_doubts("".join(token.text for token in sentence).strip(), wished=wished))
    return tuple(found)


def _doubts(text: str, *, wished: bool) -> list[Doubt]:
    if _TOUCHING.search(text):
        return [doubt("leftover", text)]
    if taken_back(text):
        return [doubt("correction", text)]
    if wished and not _HARMLESS.fullmatch(text) and may_touch(text).strip():
        return [doubt("leftover", text)]
    return []
