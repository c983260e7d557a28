"""Text: one spelling of everything, and what a person types finds the record."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecourt.core.text import (
    MAX_TERMS,
    SEARCH_TEXT_LIMIT,
    SURNAMES,
    clean_text,
    has_han,
    normalise,
    pinyin_forms,
    search_terms,
    search_text,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Toyota\t Corolla ", "toyota corolla"),
        ("ＢＭＷ　３２５Ｌｉ", "bmw 325li"),
        ("Straße", "strasse"),
        ("a\u200bb\u202ec\x00d", "abcd"),
        ("İ", "i̇"),
        ("㎞", "km"),
        ("张\ud800三", "张三"),
        ("", ""),
    ],
)
def test_text_that_looks_alike_is_spelt_alike(text, expected):
    assert normalise(text) == expected


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_and_leaves_no_control(text):
    once = normalise(text)

    assert normalise(once) == once
    assert "\x00" not in once
    once.encode()


def test_clean_text_keeps_lines_and_drops_marks_that_hide_text():
    assert clean_text(" 一\u202e二\x07\n三\x00 ") == "一二\n三"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("张伟", ("zhangwei", "zw")),
        ("单雄信", ("shanxiongxin", "sxx")),
        ("曾国藩", ("zengguofan", "zgf")),
        ("解缙", ("xiejin", "xj")),
        ("仇英", ("qiuying", "qy")),
        ("查良镛", ("zhaliangyong", "zly")),
        ("尉迟恭", ("yuchigong", "ycg")),
        ("万俟卨", ("moqixie", "mqx")),
        ("吕布", ("lvbu", "lb")),
        ("重庆长安汽车", ("chongqingchanganqiche", "cqcaqc")),
        ("奥迪 A4L", ("aodia4l", "ada")),
        ("Mira O'Neil", ("miraoneil", "mo")),
        ("", ("", "")),
    ],
)
def test_a_name_is_read_with_its_surname_sound(name, expected):
    assert pinyin_forms(name) == expected


def test_every_surname_of_the_table_is_chinese_and_has_a_syllable_per_character():
    assert 35 <= len(SURNAMES) <= 60
    assert all(has_han(name) and len(name) == len(read) for name, read in SURNAMES.items())
    assert all(part.isascii() and part.islower() for read in SURNAMES.values() for part in read)


RECORD = search_text(
    "曾小明",
    "解放 J7",
    "粤A 订单 SO-2026-0001",
    phones=["+8613800138000", "+861062345678"],
    vins=["LSVAA4187E2184847"],
    plates=["粤B·12345"],
)


@pytest.mark.parametrize(
    "query",
    [
        "曾",
        "小明",
        "zengxiaoming",
        "ZXM",
        "cengxiao",
        "zeng xiaoming",
        "jiefang",
        "xiefang",
        "jf",
        "138 0013 8000",
        "+86 138-0013-8000",
        "0086 13800138000",
        "8000",
        "１３８００１３８０００",
        "010-62345678",
        "6234",
        "2184847",
        "lsvaa4187",
        "粤B12345",
        "粤b·12345",
        "12345",
        "SO-2026-0001",
        "2026-0001",
        "曾 8000",
        "",
    ],
)
def test_what_a_person_types_finds_the_record(query):
    assert all(term in RECORD for term in search_terms(query))


@pytest.mark.parametrize("query", ["曾大明", "13900139000", "zengxiaohong", "曾 9999"])
def test_another_record_is_not_found(query):
    assert not all(term in RECORD for term in search_terms(query))


def test_the_search_text_is_bounded_and_keeps_the_numbers():
    text = search_text("很长的备注" * 500, phones=["13800138000"])

    assert len(text) <= SEARCH_TEXT_LIMIT
    assert text.startswith("13800138000 ")


def test_a_query_is_bounded():
    terms = search_terms(" ".join(f"w{number}" for number in range(100)) + " " + "x" * 500)

    assert len(terms) == MAX_TERMS
    assert len(search_terms("y" * 500)[0]) == 64
    assert len(search_terms("1" * 500)[0]) == 64


@given(st.text(max_size=200), st.text(max_size=40))
def test_search_text_takes_any_text(text, query):
    found = search_text(text, phones=[text], vins=[text], plates=[text])

    assert len(found) <= SEARCH_TEXT_LIMIT
    assert all(0 < len(term) <= 64 for term in search_terms(query))


def test_the_pinyin_of_a_name_takes_microseconds():
    given_names = [a + b for a in "伟芳娜敏静丽强磊军洋" for b in "勇艳杰娟涛明超秀霞平刚桂英华玉"]
    names = [surname + name for surname in "王李张刘陈杨黄赵吴周徐孙马朱胡" for name in given_names]
    pinyin_forms.cache_clear()

    started = time.perf_counter()
    for name in names:
        pinyin_forms(name)
    spent = (time.perf_counter() - started) / len(names)

    assert spent < 60e-6  # aim 20 µs; the margin is for a busy machine
