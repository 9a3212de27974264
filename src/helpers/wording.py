"""One normaliser of characters, so that every comparison of words means the same thing.

Nothing shown to a person is normalised: quotes stay as printed. Normal forms are for matching.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_REMEMBERED = 8_192
"""So many normal forms of each kind are remembered."""
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""What has no width or turns the direction of writing, as the body of a class. Selectors of variants
(U+FE00 to U+FE0F, U+E0100 to U+E01EF) belong to characters and stay."""
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_HIDDEN}]")
_SPACE = re.compile(r"\s+")
_PUNCTUATION = re.compile(r"[^\w%]|_")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－─━", "-"))
_RADICALS = str.maketrans(
    "⺁⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
"""Radicals that PDF files give for whole characters and that NFKC leaves (those it folds are not
listed): ⺠ for 民, ⻓ for 长."""
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "‘": "'", "’": "'"})
_TRADITIONAL = (
    "並佈併來侷倉個備傢傳僅價億兒內兩冊別則剋劃動務區厤參員問單噁噹嚮嚴國圍園圖團埰執報場塊壓壞夠夾學寀實審寫將專對導屬師幾庫"
    "廢廳張強彆彔後徑從復徹惡態慶應戶捲掃採換損據敗數斷於旂昇時曆曏會査條業構槓標樣機檢檯欄權歷歸決沒況減測準滿為無熱爭爲狀獲"
    "現環產産畢異當疊發監眞眾睏確碼祕稅種稱積穩穫筆節範簽籤糰糾約紅紋納級紛細終組結絕絡給統絶經綜綫維網線編緻縣總織繫繳繼續纍"
    "罰羣義聯聲職脩臺與舉華萬蓋蔘蘇處號衆術衕衛補製複覈見規視訂計記訟訪設許訴註評詞詢試該認語誤說説調諉請論識議護讀變負貫責費"
    "質購踰較載輛輪輯轉辦迴這週進運過達違適遷遺還邊郵鄉鄰醫銀銷錄錯録錶鍵鎭鎮鏈長門閉開間閤闆關陞隊際隨隱隻難電韆響頁頂項順須"
    "領頭題額顛類顯颱餘體髮鬚麪麫麵麼麽點黨齊齣"
)
_SIMPLIFIED = (
    "并布并来局仓个备家传仅价亿儿内两册别则克划动务区历参员问单恶当向严国围园图团采执报场块压坏够夹学采实审写将专对导属师几库"
    "废厅张强别录后径从复彻恶态庆应户卷扫采换损据败数断于旗升时历向会查条业构杠标样机检台栏权历归决没况减测准满为无热争为状获"
    "现环产产毕异当叠发监真众困确码秘税种称积稳获笔节范签签团纠约红纹纳级纷细终组结绝络给统绝经综线维网线编致县总织系缴继续累"
    "罚群义联声职修台与举华万盖参苏处号众术同卫补制复核见规视订计记讼访设许诉注评词询试该认语误说说调诿请论识议护读变负贯责费"
    "质购逾较载辆轮辑转办回这周进运过达违适迁遗还边邮乡邻医银销录错录表键镇镇链长门闭开间合板关升队际随隐只难电千响页顶项顺须"
    "领头题额颠类显台余体发须面面面么么点党齐出"
)
# Only characters of words that are matched: pages of the mainland are at times shown in
# traditional characters, and a report is in the words of the form all the same.
_FOLDS = _DASHES | _QUOTES | _RADICALS | str.maketrans(_TRADITIONAL, _SIMPLIFIED)
CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Character-class body for Chinese characters."""

_NUMBERING = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)[、.,:]?|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\(\d{1,2}\)[、.,:]?|\d{1,2}[、.,:](?!\d)|\d{1,2}(?=[\u4e00-\u9fff]))+"
)


def visible(text: str) -> str:
    """Return `text` without zero-width and bidirectional control characters."""
    return _INVISIBLE.sub("", text)


def unhidden(text: str) -> str:
    r"""Return `text` with what a terminal would obey or hide written out, as in ``\x1b``.

    Line feeds and tabs stay.
    """
    return _OBEYED.sub(_written_out, text)


def _written_out(char: re.Match[str]) -> str:
    code = ord(char[0])
    wide = "x%02x" if code < 0x100 else "u%04x" if code < 0x10000 else "U%08x"
    return "\\" + wide % code


def safe_json(text: str) -> str:
    """Return JSON with what a terminal would obey or hide as escapes: the same values."""
    return _OBEYED.sub(_escaped, text)


def _escaped(char: re.Match[str]) -> str:
    units = char[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))


def squeeze(text: str) -> str:
    """Return `text` on one line: runs of white space (no-break included) become one space."""
    return _SPACE.sub(" ", visible(text)).strip()


@lru_cache(maxsize=MOST_REMEMBERED)
def plain(text: str) -> str:
    """Return the normal form for comparing labels and titles.

    Compatibility characters are folded (NFKC: full width, circled, Kangxi radicals), dashes and
    quotes unified, traditional characters of the form's words made simplified, and all white space
    removed, because tables break words anywhere.
    """
    folded = unicodedata.normalize("NFKC", visible(text)).translate(_FOLDS)
    return _SPACE.sub("", folded)


@lru_cache(maxsize=MOST_REMEMBERED)
def unnumbered(text: str) -> str:
    """Return :func:`plain` `text` without leading numbering (``1、``, ``（一）``, ``三、``)."""
    folded = plain(text)
    stripped = _NUMBERING.sub("", folded)
    return stripped or folded


@lru_cache(maxsize=MOST_REMEMBERED)
def bare(text: str) -> str:
    """Return :func:`unnumbered` `text` without any punctuation: equal if only marks differ."""
    return _PUNCTUATION.sub("", unnumbered(text))


_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def has_chinese(text: str) -> bool:
    """Tell whether `text` contains a Chinese character."""
    return _CHINESE.search(text) is not None


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    folded = unicodedata.normalize("NFKC", visible(char)).translate(_FOLDS)
    return _SPACE.sub("", folded)


def line_mapped(text: str) -> tuple[str, list[int]]:
    """Return NFKC-folded `text` and, for each of its characters, the offset in `text` it came from.

    The length changes where a compatibility character folds to several; the map keeps quotes
    exact. White space and invisible characters are kept out of the result.
    """
    folds = {char: _folded(char) for char in set(text)}
    if max(map(len, folds.values()), default=0) <= 1:
        kept = [offset for offset, char in enumerate(text) if folds[char]]
        return "".join([folds[char] for char in text]), kept
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(text):
        folded = folds[char]
        out.append(folded)
        if len(folded) == 1:
            origin.append(offset)
        else:
            origin += [offset] * len(folded)
    return "".join(out), origin
