"""Japanese on English pages is marked, once and only where it is not marked yet."""

import pytest

from sitegen.text.foreign import with_japanese_marked


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>Ask at the 窓口.</p>", '<p>Ask at the <span lang="ja">窓口</span>.</p>'),
        ("<p>第1条（目的）</p>", '<p><span lang="ja">第1条（目的</span>）</p>'),
        ("<p>1日</p>", '<p>1<span lang="ja">日</span></p>'),
        (
            '<p lang="ja">窓口<b>相談</b></p><p>窓口</p>',
            '<p lang="ja">窓口<b>相談</b></p><p><span lang="ja">窓口</span></p>',
        ),
        ('<p lang="ja"><p>窓</p>口</p>窓', '<p lang="ja"><p>窓</p>口</p><span lang="ja">窓</span>'),
        ('<a lang="ja" hreflang="ja">日本語</a>', '<a lang="ja" hreflang="ja">日本語</a>'),
        ('<link hreflang="ja"><p>窓</p>', '<link hreflang="ja"><p><span lang="ja">窓</span></p>'),
        ("<title>窓口</title>", "<title>窓口</title>"),
        (
            '<script type="application/ld+json">{"a":"窓口"}</script>',
            '<script type="application/ld+json">{"a":"窓口"}</script>',
        ),
        ('<img alt="窓口">', '<img alt="窓口">'),
        ("<p>English only.</p>", "<p>English only.</p>"),
    ],
)
def test_japanese_is_marked(page: str, shown: str) -> None:
    assert with_japanese_marked(page) == shown
    assert with_japanese_marked(shown) == shown, "marking twice changes nothing"
