"""Keys under which two spellings of one name are equal; they never identify a person alone.

A name itself is stored as written. Even NFC would change 22 kanji that CP932 has, and 髙 is not 高 on a card.
"""

import re
import unicodedata
from typing import Final

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = re.compile(r"\s+")

# Each group: what it is folded to, and its variants. Different names stay apart: 斎 and 斉, 太 and 大, 河 and 川.
_VARIANTS: Final = (
    ("高", "髙"), ("崎", "﨑"), ("辺", "邊邉"), ("斎", "齋"), ("斉", "齊"), ("浜", "濵濱"), ("徳", "德"), ("吉", "𠮷"),
    ("広", "廣"), ("国", "國"), ("沢", "澤"), ("島", "嶋嶌"), ("桜", "櫻"), ("柳", "栁"), ("会", "會"), ("富", "冨"),
    ("恵", "惠"), ("真", "眞"), ("瀬", "瀨"), ("曽", "曾"), ("黒", "黑"), ("増", "增"), ("橋", "𣘺"), ("塚", "塚"),
    ("隆", "隆"), ("朗", "朗"), ("都", "都"), ("竜", "龍"), ("滝", "瀧"), ("関", "關"), ("円", "圓"), ("栄", "榮"),
    ("桑", "桒"), ("実", "實"), ("寿", "壽"), ("条", "條"), ("静", "靜靑"), ("亀", "龜"), ("渋", "澁"), ("塩", "鹽"),
    ("鉄", "鐵"), ("万", "萬"), ("弥", "彌"), ("来", "來"), ("礼", "禮"), ("祐", "祐"), ("薮", "藪籔"), ("桧", "檜"),
    ("館", "舘"), ("峰", "峯"), ("野", "埜"), ("船", "舩"), ("穂", "穗"), ("聡", "聰"), ("蔵", "藏"), ("郎", "郞"),
    ("清", "淸"), ("晴", "晴"), ("横", "橫"), ("緑", "綠"), ("顕", "顯"), ("戸", "戶"), ("神", "神"), ("祥", "祥"),
    ("福", "福"), ("靖", "靖"), ("精", "精"), ("羽", "羽"), ("諸", "諸"), ("逸", "逸"), ("飯", "飯"), ("飼", "飼"),
    ("益", "益"), ("猪", "猪"), ("鶴", "鶴"), ("蘭", "蘭"), ("巌", "巖"), ("岳", "嶽"), ("伝", "傳"), ("豊", "豐"),
)  # fmt: skip
_FOLD: Final = str.maketrans(
    {variant: plain for plain, variants in _VARIANTS for variant in variants if variant != plain}
)


def match_key(name: str) -> str:
    """Return the key of a name: widths, spaces, selectors, case and a small table of variant kanji folded.

    Applying it to its own result changes nothing.
    """
    folded, before = name, ""
    while folded != before:  # taking out a space may bring a letter and its mark together
        before = folded
        text = unicodedata.normalize("NFKC", _SELECTORS.sub("", folded)).casefold()
        folded = unicodedata.normalize("NFKC", _SPACES.sub("", text)).translate(_FOLD)
    return folded
