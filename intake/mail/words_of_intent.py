"""The words by which people say what they want of the office; texts have NFKC width (full-width forms folded)."""

import re

from madoguchi.model.item import Kind
from madoguchi.model.reading import Doubt


class Phrase:
    """A pattern that is only tried on a text that holds one of its signs (looking for words is far cheaper)."""

    def __init__(self, signs: str, pattern: str) -> None:
        self._signs = tuple(signs.split())
        self._pattern = re.compile(pattern)

    def found_in(self, text: str) -> bool:
        """Tell whether the phrase occurs in a text (NFKC, lower case)."""
        return self._sign_in(text) and self._pattern.search(text) is not None

    def taken_out_of(self, text: str) -> str:
        """Return the text with a blank in place of every occurrence."""
        return self._pattern.sub(" ", text) if self._sign_in(text) else text

    def _sign_in(self, text: str) -> bool:
        for sign in self._signs:  # noqa: SIM110 -- a generator would cost more than the search
            if sign in text:
                return True
        return False


BOUNCE_SUBJECT = re.compile(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:undeliver|delivery (?:status|failure|has failed)|returned mail|mail delivery|failure notice|mail system error"
    r"|user unknown|message not delivered|could not send|warning: could not|non-?delivery"
    r"|(?:【?メール)?.{0,12}(?:配信不能|配信エラー|配信でき|配達でき|送信エラー|送信でき|宛先不明|届きません|エラーメール|不達))",
    re.IGNORECASE,
)
AUTO_SUBJECT = re.compile(
    r"\s*[【\[「(]?\s*(?:自動(?:返信|応答|送信|配信)|不在(?:通知|のお知らせ|連絡|応答|返信|:|：|の?ため|中|につき)|auto(?:matic)?[\s-]?(?:reply|response|responder|mated)|auto\s*:|out[\s-]of[\s-](?:the[\s-])?office|vacation)"
    r"|.{0,40}[(【\[](?:自動返信|自動応答|自動送信|自動配信|不在通知)[)】\]]|.{0,30}(?:自動返信メール|自動応答メール)",
    re.IGNORECASE,
)

# Words that look like another intent and are none.
MASKED = Phrase(
    "キャンセル 消 変更 中止 体調 辞退 見送",
    r"(?:内定|選考|応募先?|企業|会社|求人)(?:は|を|の)?(?:辞退|見送|キャンセル)|体調(?:不良|を崩し|が悪く|がすぐれ|が優れ)[^。\n]{0,12}(?:退職|離職|休職|辞め)|キャンセル(?:待ち|料|ポリシー|規定)|キャンセルが(?:出|で)(?:たら|れば|ましたら|た場合)|(?:キャンセル|取り?消し|変更|中止)(?:は|が|の予定は)?(?:ない|なし|ありません|ございません|しません|ではありません|じゃありません)"
    r"|(?:住所|電話番号|番号|連絡先|メールアドレス|アドレス|氏名|名字|姓|機種|端末|担当者?|規約|雇用形態|勤務地|職種)[のをが]?(?:ご)?変更"
    r"|変更点|変更届",
)
CANCELS = Phrase(
    "キャンセル きゃんせる cancel 消 りけし りやめ 止め 中止 辞退 見送 欠席 なしに 白紙 やめ 解約",
    r"キャンセル|ｷｬﾝｾﾙ|きゃんせる|cancel|取り?消|取りけし|とりけし|取り?(?:やめ|止め)|とりやめ|中止|辞退|見送[らりる]|欠席|予約を?なしに|白紙に|やめ(?:たい|ます|させて|ておき)|止めておき|解約",
)
# Something came between: whether they want another day they may not say.
HINDERED = Phrase(
    "くなっ くなり なくなる 無理にな 体調 急用 決ま きまり きまっ",
    r"(?:行け|伺え|うかがえ|参加でき|出席でき|受けられ|出られ|来られ|でき|お会いでき|接続でき|都合がつか|都合つか|間に合わ|無理に|必要(?:が)?)なく?な(?:って|り|った|りました|りそう)|無理にな(?:って|り|った)"
    r"|都合が(?:悪く|わるく|つかなく)な|体調(?:不良|を崩|が(?:悪|すぐれ|優れ))|急用|(?:就職|採用|内定|仕事)(?:先)?が?(?:決ま|きま)(?!ら|る|って(?:い(?:な|ま)|お(?:ら|り)|い?な)|れば|った(?:ら|後|あと|際|場合|とき|時))",
)
CANNOT = Phrase(
    "ません ない 都合 支え 休 不要 必要",
    r"(?:行け|伺え|うかがえ|参加でき|出席でき|受けられ|出られ|来られ|都合がつき)ま?せん|(?:行け|伺え|参加でき|受けられ|出られ)ない|都合が(?:悪|わる|つか)|差し?支え|休ま?せて|お休み(?:させて|し(?:たい|ます))|不要にな|必要なくな",
)
CHANGES = Phrase(
    "変更 の日 の時間 の曜日 別日 ずら 変え 替え かえ 移 改め 早め 遅 後ろ 調整し直 延期 リスケ あらため 前倒し 先延ばし し直 取直 取り直",
    r"変更|(?:別|ほか|他)の(?:日|時間|日時|日程|曜日)(?!曜)|別日|(?:日程|日時|時間|予約|日にち)を?(?:ずら|変え|替え|かえ|移|改め|早め|遅らせ|遅く|後ろ|調整し直)|ずらして|ずらしたい|振り?替え|延期|リスケ|[にへ](?:変え|替え)て|日を(?:改め|あらため|変え|ずら)|前倒し|先延ばし|予約し直|取り?直",
)
# Somebody speaks of a booking that stands: a date beside it is no wish for another one.
EXISTING = Phrase(
    "予約 お願いして 決まって",
    r"予約(?:を|が|は)?(?:して(?:い|お|る)|済|しま?した|した(?![いく])|させて(?:いただいて|頂いて|もらって)|いただい|頂い|ですが|なのですが|なんですが|が?入って|(?:取|と|入れ)って(?:い|お))"
    r"|お願いして(?:い|お)(?:る|り|た|ま)|(?:相談|面談)(?:が|は)?(?:予定|決まって)",
)
THANKS = Phrase(
    "ありがと 難 礼 感謝 助か 承知 了解 かしこまり わかりました 分かりました 確認 拝見",
    r"ありがと|有(?:り)?難(?:う|く)|お礼|御礼|感謝|助かりました|承知|了解|かしこまりました|わかりました|分かりました|確認(?:いた|致)?しました|拝見",
)
AGREES = Phrase(
    "承知 了解 かしこまり わかりました 分かりました 大丈夫 問題 結構 それで その はい",
    r"承知|了解|かしこまりました|わかりました|分かりました|大丈夫|問題(?:あり|ござい)ません|結構です|それで|その(?:日|時間|日時|日程)で|はい",
)
# Courtesy that holds a wish word and wishes nothing.
CLOSING = Phrase(
    "よろしく 宜しく ヨロシク お手数 お忙しい ご お返事 また",
    r"(?:よろしく|宜しく|ヨロシク)(?:御願い|お願い|おねがい)?(?:いた|致|申し上げ|し|申しあげ)*(?:ます|ませ|上げます)?"
    r"|お(?:手数|忙しいところ).{0,20}(?:ますが|ところ)|(?:ご(?:確認|返信|連絡|回答|返事|検討|対応|教示|査収)|お返事)(?:を|の(?:ほど|程))?、?(?:よろしく)?(?:お願い|おねがい)(?:いた|致|申し上げ|し)*ます|また、?(?:次回も?|の機会に)?、?お願い(?:いた|致|し)*ます",
)
WISH = Phrase(
    "希望 予約 願い おねがい 込 こみ たい 空 可能 いただけ 頂け 都合",
    r"希望|予約|お願い|御願い|おねがい|申し?込|もうしこみ|(?:相談|面談|面接|利用)(?:を?(?:し|受け|うけ|お受けし)?たい|を?希望)|受けたい|伺いたい|取りたい|とりたい|空いて|空き|可能(?:です|でしょう|なら)|いただけ(?:ます|ない|れば|ると)|頂け(?:ます|ない|れば|ると)|都合が(?:良|よ|いい)",
)
APPLIES = Phrase(
    "込 予約 相談 面談 面接",
    r"申し?込(?:み|む|ま|します|いた|書|$|\n)(?!に|方|場合|時|とき|の方法|の仕方|期限|は?必要)|予約(?:を)?(?:したい|したく|お願い|おねがい|希望|取りたい|とりたい|取らせて|させて|します|いたします|入れたい|入れて|ご?依頼|申し?込)|予約の(?:お願い|申し?込|依頼|希望)|(?:相談|面談|模擬面接)の?(?:予約|申し?込|希望)(?:です|$|\n)|相談を?希望(?:し|いた|です)",
)
WHEN = Phrase(
    "月 日 時 : / . 火 水 木 金 週 あす あさって 旬 午前 午後 いつでも なるべく 最短",
    r"\d\s*[月日時:/.]|[一二三四五六七八九十]\s*[月日時]|[月火水木金]曜|\([月火水木金]\)|今週|来週|再来週|さ来週|今日|本日|明日|あす|あさって|明後日|来月|今月|月末|上旬|中旬|下旬|午前|午後|いつでも|なるべく早|最短|空いている(?:日|時)|平日",
)
QUESTION = Phrase(
    "? でしょうか ですか ますか 教えて 知りたい 尋ね たずね 質問 教示",
    r"[?？]|でしょうか|ですか|ますか|教えて|知りたい|お尋ね|おたずね|質問|ご教示|でしょうか",
)
ASKS_ABOUT_SLOTS = Phrase(
    "空 予約", r"(?:空いて|空き|予約は?(?:可能|必要|でき|取れ|とれ))[^\n。]{0,20}(?:[?？]|でしょうか|ますか|ですか)"
)
PLAIN_WISH = Phrase(
    "希望 願い 込 予約 受けたい", r"希望|お願い|御願い|申し?込|予約(?:を)?(?:したい|したく|取りたい|とりたい)|受けたい"
)
# The cancelling words together with what only asks for them, so that the rest can be searched for another wish.
CANCELLING = Phrase(
    "キャンセル 消 中止 辞退",
    r"(?:予約|相談|面談)?[をの]?(?:キャンセル|取り?消し?|中止|辞退)[をのに]?(?:希望|ご?依頼|申請|手続き?|連絡|(?:し|させ)て|お願い|したい|いただけ)*",
)
UNSURE = Phrase(
    "かも 可能 もし 場合 できますか でしょうか ですか ? できなけれ だめ ダメ 無理 または それとも 方法 するには なく か",
    r"かもしれ|可能性|もし|場合|できますか|でしょうか|可能ですか|ですか|[?？]|できなけれ|だめなら|ダメなら|無理なら|または|もしくは|それとも|方法|するには|ではなく|じゃなく|か、?(?:日程|別)",
)

MIXED = Doubt(
    code="mixed_purpose",
    say="取消しとも、変更や新しい申込とも読めます。今の予約をどうするか、本人に確認してください。",
    choices=("今の予約を取り消す", "日時を変更する", "予約はそのまま"),
)
MAYBE_CANCELLATION = Doubt(
    code="maybe_cancellation",
    say="予約の取消しかもしれません。取り消してよいか、本人に確認してください。",
    choices=("今の予約を取り消す", "日時を変更する", "予約はそのまま"),
)
MAYBE_CHANGE = Doubt(
    code="maybe_change",
    say="予約の変更かもしれません。どの予約をいつに変えるのか、本人に確認してください。",
    choices=("日時を変更する", "今の予約を取り消す", "予約はそのまま"),
)
ABOUT_A_BOOKING = Doubt(
    code="maybe_change",
    say="すでにある予約についてのメールのようです。新しい申込か、予約の変更か、本人に確認してください。",
    choices=("新しい申込として扱う", "日時を変更する", "予約はそのまま"),
)
MAYBE_QUESTION = Doubt(
    code="maybe_question",
    say="申込ではなく、空いているかどうかのお尋ねかもしれません。予約してよいか確認してください。",
    choices=("申込として扱う", "空き状況だけ答える"),
)

# Kinds that nobody would look at, and what staff are told when such a mail reads like one of a person.
MARKED = {
    kind: Doubt(
        code=f"marked_{kind.value}",
        say=f"{mark}が、申込や予約についての連絡のように読めます。内容を見て、扱いを決めてください。",
    )
    for kind, mark in (
        (Kind.AUTO_REPLY, "自動で送られたメールの印があります"),
        (Kind.LIST, "一斉配信のメールの印があります"),
        (Kind.SPAM, "迷惑メールの印が付いています"),
        (Kind.OWN, "当所のアドレスから届いたメールです"),
    )
}
