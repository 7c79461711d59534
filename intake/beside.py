"""Which sentences beside a filled form may touch its wishes: what tells of a life is left out.

A form says when; beside it people tell why (まだ仕事が決まっていません, 通訳はいりません). The reader of wishes asks
about every word that turns a meaning, so what speaks of a life and could not speak of a time, of a refusal or of
a doubt is taken out before.
"""

import re
import unicodedata
from typing import Final

_MOST: Final = 20_000  # characters looked at
_SENTENCE = re.compile(r"[^。！!\n]*[。！!\n]?")
_OF_A_LIFE = re.compile(
    r"(?:他|別|ほか|次|違う)の(?:求人|仕事|会社|職種|企業|職業|業種|職場)|朝晩|(?:お)?電話でも(?:構|かま|大丈夫|結構|いい|良い|よい)|(?:ご?返信|お?返事|ご?連絡|折り?返し)[^。\n]{0,6}(?:結構|不要)|初めて|前職|今後(?:の|とも)|先日|日頃|日ごろ|平素"
)
_LIFE = re.compile(
    r"仕事|求人|就職|就労|転職|退職|離職|在職|失業|無職|働|応募|履歴書|経歴|志望|職種|職場|職業|事務|介護|看護|育児|子育て|子ども|子供|家族|通訳|駐車場|体調|健康|不安|緊張|苦手|活動"
    r"|訓練|保険|給付|資格|免許|経験|ブランク|通院|病気|障害|障がい|手帳|耳|声|画面|音声|アプリ|操作|マイク|スマ|パソコン|タブレット|Zoom|ネット|Wi-?Fi|通信|興味|不採用|冷え込|寒|暑|ご自愛|お体|長文|ホームページ"
    r"|電話でも(?:構|かま|大丈夫|結構|いい|良い|よい)|(?:返信|返事|連絡)[^。\n]{0,6}(?:結構|不要)|ハローワークカード|規約|同意|自己PR|書き方|添削|支援|ありがと",
    re.IGNORECASE,
)
_TOUCHES = re.compile(
    r"[0-9〇一二三四五六七八九十\u2460-\u2473\u32c0-\u33ff]|[月火水木金土日時分週旬頃]|午前|午後|[朝昼夕夜晩]|あす|あさって|いつ|最短|最速|早[いめくけ]|遅|おそ|以外|以降|以前|まで"
    r"|都合|不可|無理|NG|[×✕✖✗☓△]|避け|さけ|除[くいき]|だめ|ダメ|駄目|難し|むずかし|厳し|きびし|困難|困り|行[けか]|いけ(?:な|ま)|伺え|来られ|来れ|出られ|参加でき|受けられ|でき(?:な|ませ|れば)|出来(?:な|ませ|れば)"
    r"|やっぱ|やはり|訂正|間違|誤|変更|変え|かえ|取り?(?:消|下|や|止)|キャンセル|中止|延|ずら|別|ほか|他|希望|優先|次|(?<!か)もし|場合|予定|用事|不在|休|欠|辞退|や(?:め|っぱ)|止め|見送|見合|保留|未定|仮|同じ|代わ|かわり|電話|ビデオ|カメラ"
    r"|任せ|まかせ|迷|決め|検討|考え直|確定|とりあえず|(?:わか|分か|判)(?:り|ら)|冗談|却下|済|旧|逆|順|忘れ|以下|下記|上記|前の|先方|説明会|シフト|面接(?!の?(?:練習|対策)|で緊張|が苦手)|これ|それ|年内|師走|近い|そのうち|落ち着|また|撤回|白紙|遠慮|控え|断|結構|不要な|いらな|もう(?!し)|ただし|但し|ただ[、,]|なるべく|できるだけ|可能|必ず|絶対|条件|[?\ufffd]"
)


# In an answer to our letter an apology for what was written before is no new doubt about what is written now.
_APOLOGY = re.compile(
    r"(?:^|(?<=[。！!\n]))[ 　]*(?:大変|誠に|どうも|たいへん)?(?:失礼(?:いた|致)?しました|申し訳(?:あり|ござい)ません(?:でした)?|すみません(?:でした)?|ごめんなさい"
    r"|(?:私の)?(?:曜日|日付|日にち|日時|時間|番号|こちら)?(?:[をがの])?(?:書き)?(?:間違え|間違い|間違って|誤って|勘違いして)(?:て)?(?:いま|おりま|しまいま|ま|で)した|(?:以下の(?:通り|とおり)|次の(?:通り|とおり)|下記の(?:通り|とおり))?訂正(?:いた|致)?します)(?:[。！!]{1,3}|[ 　]*$)",
    re.MULTILINE,
)


def without_apologies(text: str) -> str:
    """Return the words of an answer without sentences that only apologise for what they answer."""
    return _APOLOGY.sub("", text[:_MOST]) + text[_MOST:]


def may_touch(text: str) -> str:
    """Return a text without the sentences that speak of work and life, and of nothing that could touch a wish."""
    kept = []
    for sentence in _SENTENCE.findall(text[:_MOST]):
        folded = unicodedata.normalize("NFKC", sentence)
        if not _LIFE.search(folded) or _TOUCHES.search(_OF_A_LIFE.sub("", folded)):
            kept.append(sentence)
    return "".join(kept) + text[_MOST:]
