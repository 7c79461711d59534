"""Words that have the shape of a name and name nobody; a new one is a new word in a line."""

import re
from typing import Final

_PARTS: Final = """
希望 予約 相談 面接 面談 午前 午後 時間 時刻 時頃 日時 日程 候補 電話 携帯 連絡 返信 返事 確認 承知 了解 変更 取消 中止 辞退
欠席 同席 付添 同伴 通訳 手話 筆談 参加 可能 不可 無理 丈夫 結構 必要 不要 未定 初回 次回 今回 前回 毎回 本日 明日 明後 昨日
先日 当日 翌日 前日 毎日 平日 休日 祝日 終日 今日 今週 来週 先週 毎週 今月 来月 先月 月末 上旬 中旬 下旬 年内 年末 最短 最速
最終 最初 最後 以上 以下 以前 以降 以外 以内 上記 下記 左記 同様 同上 住所 氏名 名前 番号 用件 件名 添付 資料 書類 質問 応募
求職 求人 就職 転職 退職 在職 離職 休職 復職 無職 職 失業 雇用 保険 給付 認定 訓練 紹介 練習 模擬 履歴 経歴 事務 介護 看護
保育 営業 製造 清掃 警備 運転 調理 接客 販売 経理 総務 会社 株式 有限 法人 事業 正社 派遣 社員 公務 主婦 主夫 学生 高校 大学
学校 男性 女性 家族 本人 代理 担当 係 御中 各位 様 先生 安定所 窓口 利用 登録 申込 申請 手続 対応 検討 調整 準備 設定 環境
端末 機種 自宅 残念 恐縮 光栄 不安 心配 感謝 失礼 敬具 拝啓 草々 敬白 追伸 前略 至急 緊急 重要 全部 全員 両方 片方 第一 第二
第三 病気 体調 風邪 発熱 入院 通院 妊娠 育児 子育 介助 障害 障碍 手帳 年金 生活 支援 県内 県外 市内 内容 以来 経験 未経 資格
免許 条件 時給 給料 休憩 都合 用事 予定 出張 帰省 旅行 早朝 夕方 昼前 昼過 時半 満員 空席 同じ 別件 一人 二人 三人 一名 二名
差出 送信 受信 電子 郵送 郵便 本文 画面 音声 操作 接続 通信 回線 説明 案内 規約 同意 署名 挨拶 余裕 遅刻 早退 欠勤 週休 残業 賞与
時短 半年 一年 二年 三年 年間 月間 日間 分間 秒 末日 朝方 夕刻 昼間 日中 夜間 前半 後半 中盤 月中 週中 年中 早目 頃 翌週 翌月
翌々 隔週 前後 週間 新年 年度 来春 毎朝 今朝 昨夜 今晩 今夜 失業中 求職中 活動 順 不同 却下 追加 備考 補足 参考 余談 蛇足 追記 未記 空欄 該当 特記 別紙 別添 割愛 省略 中略 後略 労働 部門 部署 援助 指導官 統括 所長 課長 在住 見学 体験 実習 研修 講習 講座 説明会 試験 受験
合格 不採 採用 内定 辞令 異動 配属 何卒 曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜 卒業 新卒 幸い 障が 初め
"""
_WHOLE: Final = """
一応 一旦 一番 上 下 両親 中国 中国語 主 主人 事 人 今 今年 他 仮 件 任意 俺 側 僕 元旦 元気 兄 先方 全 兵庫 円 再 再婚
再度 冬 分 初 初心者 別 前 北部 卒 南部 去年 友人 友達 可 右 各 同 名 否 回 困難 土 場 夏 夕 外国 多分 夜 大事 大切 大変
夫 女 妹 妻 姉 娘 嫁 子 孫 実際 客 家 山 川 左 席 年 年始 年明 幸 店 弊社 弟 当方 当然 当社 彼 彼女 後 御社 急 息子 所
方 既婚 日 日本 日本語 旦那 早急 春 昨年 是 昼 時 晩 最近 月 有 有効 朝 木 未婚 末 来年 東部 枠 楽 標記 次 正午 正月 正直
殿 母 毎年 水 深夜 済 火 点 無 無事 無効 父 物 独身 現在 用 由 男 留学 番 皆 皆様 知人 祖母 祖父 私 秋 空 簡単 素人 義母
義父 者 自分 自由 致 若者 英語 表題 複雑 西部 親 貴所 貴社 車 逆 週 週初 週明 週末 適宜 金 随時 離婚 非常 韓国 頂 頭書 願
首記 高齢者
"""
_TIMES: Final = """
朝 昼 夜 夕 晩 前 後 今 次 末 頃 正午 深夜 年始 年明 元旦 正月 週明 週末 週初 日 月 火 水 木 金 土 年 週 時 分 最近 現在 来年 今年 去年
昨年 毎年 再度 随時 早急 各 過ぎ 以上 可 否 不可 上旬 希望
"""
_LATIN: Final = """
a am android best cc date dear e-mail email fax fri friday from fw get
gmail google hello hi i id ipad iphone jst line mail microsoft mon monday
my ng ok outlook pc pm re regards sat saturday sent sincerely skype subject
sun sunday teams tel thank thanks the thu thursday to tue tuesday url web
wed wednesday wi-fi wifi windows yahoo zoom
"""

# Of requests and letters: part of no name.
NO_PART: Final = re.compile("|".join(map(re.escape, _PARTS.split())))
# No name alone, but part of many: 春 and 山 are words, 春山 is somebody.
NO_NAME: Final = frozenset(_WHOLE.split())
# A name in two parts has none of them.
NO_PART_OF_TWO: Final = frozenset(_TIMES.split())
# In lower case.
NO_LATIN: Final = frozenset(_LATIN.split())
NO_KANA: Final = re.compile(
    "オンライン|ズーム|スマ|パソコン|タブレット|キャンセル|パート|アルバイト|メール|ハローワーク|フリー|マンション|アパート|ハイツ|コーポ|ビル|お願|ねがい|よろしく|ありが|はじめ|おはよう|こんにち|こんばん|すみません|いつも|ください|ござ|おせわ|どうぞ|ぜひ"
)
HOUSES: Final = re.compile("[都道府県市郡区].{1,12}[市区町村郡字丁番地]|丁目|番地|号室|[都道府県市]$")
