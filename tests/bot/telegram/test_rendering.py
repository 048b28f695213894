"""Every reply becomes messages that Telegram takes, and nothing of it gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.reply import Block, BlockKind
from bot.telegram.rendering import cleaned, render, shortened, spans_of, visible
from bot.telegram.splitting import ENTITIES, TEXT_UNITS, Span, Style, split, units
from tests.e2e.markup import TEXT_LIMIT, parse_html
from tests.e2e.markup import units as measured

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc", "Cf")), min_size=1)
PROSE = st.lists(
    WORDS | st.sampled_from(["<b>", "&amp;", "😀", "👨‍👩‍👧", "\n", "\n\n", "</a>"]), min_size=1, max_size=60
).map(" ".join)
LONG = st.tuples(PROSE, st.integers(1, 400)).map(lambda pair: pair[0] * pair[1])
URLS = st.none() | st.sampled_from(
    ['https://jdih.go.id/a?b=1&c="<2>', "ftp://x", "https://[", "https://peraturan.bpk.go.id/x"]
)
BLOCKS = st.builds(Block, st.sampled_from(BlockKind), (PROSE | LONG).filter(lambda t: cleaned(t).strip()), URLS)


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_parts_are_valid_and_hold_the_whole_text(blocks: list[Block]) -> None:
    whole = visible(spans_of(blocks))
    parts = render(blocks)
    for part in parts:
        parsed = parse_html(part.html)
        assert parsed.text == part.text
        assert measured(parsed.text) <= TEXT_LIMIT == TEXT_UNITS
        assert parsed.text.strip() == parsed.text != ""
        assert len(parsed.entities) <= ENTITIES
    assert "".join("".join(part.text for part in parts).split()) == "".join(whole.split())
    if not any(len(word) > 1000 for word in whole.split()):
        assert " ".join(part.text for part in parts).split() == whole.split()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(Span, PROSE, st.builds(Style, st.booleans(), st.booleans(), st.booleans())), max_size=20))
def test_small_limits_lose_nothing_either(spans: list[Span]) -> None:
    parts = split(spans, limit=20)
    assert all(units(visible(part)) <= 20 for part in parts)
    assert "".join("".join(map(visible, parts)).split()) == "".join(visible(spans).split())


def test_blocks_look_like_what_they_are() -> None:
    blocks = (
        Block(BlockKind.NOTICE, "Riwayat: tidak berlaku lagi."),
        Block(BlockKind.LEAD, "Paling lambat 30 hari kerja < 1 bulan."),
        Block(BlockKind.QUOTE, "Pasal 12C & penjelasannya\nbaris dua"),
        Block(BlockKind.CITATION, "Sumber: Melaporkan gratifikasi", "https://kpk.go.id/a?x=1&y=2"),
        Block(BlockKind.HEADING, "Berkaitan:"),
        Block(BlockKind.LIST_ITEM, "satu"),
        Block(BlockKind.LIST_ITEM, "dua"),
    )
    [part] = render(blocks)
    parsed = parse_html(part.html)
    assert parsed.covered("bold") == ["Paling lambat 30 hari kerja < 1 bulan.", "Berkaitan:"]
    assert parsed.covered("expandable_blockquote") == ["Pasal 12C & penjelasannya\nbaris dua"]
    assert [entity.url for entity in parsed.entities if entity.type == "text_link"] == ["https://kpk.go.id/a?x=1&y=2"]
    assert parsed.covered("text_link") == ["kpk.go.id"]
    assert parsed.text.endswith("Berkaitan:\n• satu\n• dua")


def test_long_passage_goes_on_as_a_quotation_in_the_next_message() -> None:
    blocks = (Block(BlockKind.LEAD, "Ya."), Block(BlockKind.QUOTE, "kata " * 1500), Block(BlockKind.CITATION, "Sumber"))
    parts = [parse_html(part.html) for part in render(blocks)]
    assert [len(part.covered("expandable_blockquote")) for part in parts] == [1, 1]
    assert parts[0].text.endswith("kata")
    assert parts[1].text.startswith("kata")


def test_short_styled_stretch_moves_whole_to_the_next_message() -> None:
    spans = (Span("x " * 2040), Span("sumber yang jangan dipotong dua", Style(italic=True)))
    first, second = split(spans)
    assert visible(second) == "sumber yang jangan dipotong dua"
    assert visible(first).endswith("x")


def test_emoji_family_stays_together() -> None:
    family = "👨‍👩‍👧"
    for part in split([Span("a" * 4094 + family + "b" * 50)]):
        assert visible(part).count("\u200d") in (0, family.count("\u200d"))


def test_many_entities_are_spread_over_messages() -> None:
    parts = render([Block(BlockKind.LEAD, "a"), *[Block(BlockKind.CITATION, f"s{n}") for n in range(250)]])
    assert [len(parse_html(part.html).entities) for part in parts] == [100, 100, 51]


def test_invisible_text_is_refused() -> None:
    with pytest.raises(ValueError, match="visible"):
        render([Block(BlockKind.BODY, "\u200b\u2060")])


def test_broken_characters_are_dropped() -> None:
    [part] = render([Block(BlockKind.BODY, "a\ud83d\x00b\u202ec\r\nd")])
    assert part.text == "a bc\nd"


def test_labels_are_cut_at_words() -> None:
    assert shortened("Berapa lama\nbatas waktu?", 40) == "Berapa lama batas waktu?"
    assert shortened("satu dua tiga", 9) == "satu…"
    assert len(shortened("x" * 90, 60)) == 60


def test_a_list_stands_right_below_its_lead_in() -> None:
    [part] = render([Block(BlockKind.QUOTE, "Formulir memuat:\n\n• nama;\n• tempat.\n\nIsilah lengkap.")])
    assert part.text == "Formulir memuat:\n• nama;\n• tempat.\n\nIsilah lengkap."
