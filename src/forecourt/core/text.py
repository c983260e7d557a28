"""Text as people type it and text as it is stored for search: one spelling of everything.

A name is found by its characters, its full pinyin, its initials or any part of them; a number by any run of its digits.
All of it goes into one `search_text` column, so a search is one `LIKE` per term on every database.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

SEARCH_TEXT_LIMIT = 1_000
"""Most characters of a `search_text` column."""

MAX_TERMS = 8
MAX_TERM_LENGTH = 64

_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = str.maketrans("", "", "'`\u2018\u2019\u00b7\u2022\u2027\u30fb")
_NOT_IN_CODES = str.maketrans("", "", " -_.")
_PHONE_PUNCTUATION = frozenset("+-() .")
_LONGEST_PERSON_NAME = 4
_SHORTEST_NUMBER = 4
_CHINESE_MOBILE_DIGITS = 13  # with its country code 86

# Characters read otherwise when they are a surname. Tones are left out, as people type without them.
SURNAMES: dict[str, tuple[str, ...]] = {
    "万俟": ("mo", "qi"),
    "尉迟": ("yu", "chi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
    "乐正": ("yue", "zheng"),
    "子车": ("zi", "ju"),
    "单": ("shan",),
    "曾": ("zeng",),
    "解": ("xie",),
    "仇": ("qiu",),
    "查": ("zha",),
    "盖": ("ge",),
    "区": ("ou",),
    "朴": ("piao",),
    "乐": ("yue",),
    "缪": ("miao",),
    "覃": ("qin",),
    "种": ("chong",),
    "员": ("yun",),
    "翟": ("zhai",),
    "隗": ("wei",),
    "召": ("shao",),
    "折": ("she",),
    "祭": ("zhai",),
    "黑": ("he",),
    "洗": ("xian",),
    "繁": ("po",),
    "秘": ("bi",),
    "便": ("pian",),
    "能": ("nai",),
    "郗": ("chi",),
    "牟": ("mu",),
    "都": ("du",),
    "郇": ("xun",),
    "句": ("gou",),
    "参": ("shen",),
    "卜": ("bu",),
    "佴": ("nai",),
    "乜": ("nie",),
    "藏": ("zang",),
}


def normalise(text: str) -> str:
    """One spelling for text that looks alike: NFKC, case folded, no control characters, single spaces."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if not folded.isprintable():
        folded = _without_controls(folded)
    return " ".join(folded.split())


def clean_text(text: str) -> str:
    """Text fit to be stored and shown as typed: NFC, control and bidirectional marks removed, ends trimmed.

    Line breaks and tabs stay.
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _DROPPED)
    return text.strip()


def _without_controls(text: str) -> str:
    kept = (" " if char.isspace() else char for char in text)
    return "".join(char for char in kept if unicodedata.category(char) not in _DROPPED)


def is_han(char: str) -> bool:
    """Whether a character is Chinese: CJK unified ideographs with extensions A to H."""
    return (
        "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\U00020000" <= char <= "\U000323af"
    )


def has_han(text: str) -> bool:
    """Whether any character is Chinese."""
    return not text.isascii() and any(map(is_han, text))


@lru_cache(maxsize=65_536)
def pinyin_forms(name: str) -> tuple[str, str]:
    """Full pinyin and initials of a name: 单雄信 gives ("shanxiongxin", "sxx").

    The first characters are read as a surname where that changes their sound. What is not Chinese stays as
    normalised; each of its words counts as one syllable in the initials.
    """
    text = normalise(name)
    surname = _surname(text)
    return _joined((*SURNAMES.get(surname, ()), *_syllables(text[len(surname) :])))


@lru_cache(maxsize=65_536)
def _plain_forms(text: str) -> tuple[str, str]:
    return _joined(_syllables(text))


def _joined(syllables: Iterable[str]) -> tuple[str, str]:
    parts = tuple(syllables)
    return "".join(parts), "".join(part[0] for part in parts)


def _surname(text: str) -> str:
    """The surname of the table which the text begins with, or nothing."""
    return next((head for head in (text[:2], text[:1]) if head in SURNAMES), "")


def _syllables(text: str) -> Iterator[str]:
    """Syllables in order; phrases keep their sound: 重庆 is chong qing, not zhong qing."""
    if len(text) < _LONGEST_PERSON_NAME and all(map(is_han, text)) and not _has_phrase(text):
        return map(_syllable, text)
    return (word for piece in lazy_pinyin(text) for word in piece.translate(_JOINERS).split())


def _has_phrase(text: str) -> bool:
    return any(text[at : at + 2] in PHRASES_DICT for at in range(len(text) - 1))


@lru_cache(maxsize=16_384)
def _syllable(char: str) -> str:
    return lazy_pinyin(char)[0]


def search_text(
    *parts: str, phones: Iterable[str] = (), vins: Iterable[str] = (), plates: Iterable[str] = ()
) -> str:
    """Everything one record is found by, for its `search_text` column, at most SEARCH_TEXT_LIMIT characters.

    Numbers come first, so that a long remark never pushes them out; then every text as normalised and its digits
    without punctuation, and for a Chinese text its pinyin and initials, with the first character read as a surname
    and as a common word. A VIN or plate is there whole, hence by its tail too.
    """
    tokens: dict[str, None] = {}
    for phone in phones:
        tokens.update(dict.fromkeys(_phone_tokens(phone)))
    for code in (*vins, *plates):
        tokens[normalise(code).translate(_JOINERS).translate(_NOT_IN_CODES)] = None
    texts = [normalise(part).translate(_JOINERS) for part in parts if part]
    tokens.update(dict.fromkeys(texts))
    for text in texts:
        digits = _digits(text)
        if len(digits) >= _SHORTEST_NUMBER and digits not in text:
            tokens[digits] = None
        if has_han(text):
            tokens.update(dict.fromkeys((*pinyin_forms(text), *_plain_forms(text))))
    return _bounded(token for token in tokens if token)


def _bounded(tokens: Iterator[str]) -> str:
    text = " ".join(tokens)
    if len(text) <= SEARCH_TEXT_LIMIT:
        return text
    return text[:SEARCH_TEXT_LIMIT].rstrip()


def _phone_tokens(phone: str) -> Iterator[str]:
    digits = _digits(phone)
    yield digits
    if digits.startswith("86") and len(digits) < _CHINESE_MOBILE_DIGITS:
        yield "0" + digits[2:]  # a landline is searched with the trunk prefix of its area code


def _digits(text: str) -> str:
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(char for char in unicodedata.normalize("NFKC", text) if "0" <= char <= "9")


def search_terms(query: str) -> list[str]:
    """The terms which must all be found in `search_text`; none for an empty query.

    A query of digits with phone punctuation is one term; the country prefix of China is taken off.
    """
    text = normalise(query).translate(_JOINERS)
    if _looks_like_phone(text):
        return [_national(_digits(text))]
    terms = dict.fromkeys(term[:MAX_TERM_LENGTH] for term in text.split())
    return list(terms)[:MAX_TERMS]


def _looks_like_phone(text: str) -> bool:
    return any("0" <= char <= "9" for char in text) and all(
        "0" <= char <= "9" or char in _PHONE_PUNCTUATION for char in text
    )


def _national(digits: str) -> str:
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and len(digits) - len(prefix) == _CHINESE_MOBILE_DIGITS - len("86"):
            return digits[len(prefix) :]
    return digits[:MAX_TERM_LENGTH]
