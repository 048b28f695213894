"""Cut pieces join to the text, keep to the limit, and never leave a list without its lead-in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.cutting import cut

ITEMS = [f"{letter}. {'kata ' * 12}akhir {letter};" for letter in "abcdef"]
LAW = "\n".join(["(1) Setiap pejabat wajib:", *ITEMS, "(2) Ketentuan lain diatur dengan peraturan menteri."])
WORDS = st.lists(
    st.sampled_from(
        [
            "kata",
            "Kata.",
            "sebagai berikut:",
            "\n",
            "\n\n",
            "\na. ",
            "\n(1) ",
            "\n- ",
            " ",
            "```\n",
            "\n| a |",
            "é" * 30,
        ]
    ),
    max_size=80,
)


@given(WORDS, st.integers(12, 90))
def test_joined_pieces_are_the_text(words: list[str], limit: int) -> None:
    text = " ".join(words)
    pieces = cut(text, limit)
    assert "".join(piece.text for piece in pieces) == (text if text.strip() else "")
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert piece.text.strip()
        assert len(piece.text.strip()) <= limit


@given(st.text(max_size=400), st.integers(12, 60))
def test_any_text_can_be_cut(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join(piece.text for piece in pieces) == (text if text.strip() else "")


def test_items_keep_their_lead_in() -> None:
    pieces = cut(LAW, 200)
    assert pieces[0].text.startswith("(1) Setiap pejabat wajib:\na. ")
    assert pieces[0].lead_in == ""
    inner = [piece for piece in pieces if piece.text[0] in "bcdef"]
    assert inner
    assert {piece.lead_in for piece in inner} == {"(1) Setiap pejabat wajib:"}


def test_the_lead_in_ends_with_its_list() -> None:
    pieces = cut(f"Syarat:\n- {'satu ' * 20}\n- {'dua ' * 20}\n\nSetelah itu {'kata ' * 30}.", 150)
    assert [piece.lead_in for piece in pieces if piece.text.startswith("- dua")] == ["Syarat:"]
    assert [piece.lead_in for piece in pieces if piece.text.startswith("Setelah")] == [""]


def test_only_the_last_sentence_of_a_paragraph_leads_in() -> None:
    text = f"Pengantar yang panjang. Syaratnya:\n\n1. {'satu ' * 20}\n2. {'dua ' * 20}"
    assert cut(text, 150)[-1].lead_in == "Syaratnya:"


def test_nested_lists_have_their_own_lead_in() -> None:
    text = "\n".join(["(1) Wajib:", "a. laporan:", f"1. {'x ' * 50}", f"2. {'y ' * 50}", f"b. {'z ' * 50}"])
    leads = {piece.text[:2]: piece.lead_in for piece in cut(text, 130)}
    assert leads["2."] == "a. laporan:"
    assert leads["b."] == "(1) Wajib:"


def test_paragraphs_are_preferred_to_sentences() -> None:
    text = f"{'Kalimat satu. ' * 6}\n\n{'Kalimat dua. ' * 8}"
    assert [piece.text.strip()[:12] for piece in cut(text, 120)] == ["Kalimat satu", "Kalimat dua."]


def test_an_abbreviation_ends_no_sentence() -> None:
    text = f"{'kata ' * 20}menurut PP No. 94 Tahun 2021 jo. UU No. 5 {'kata ' * 4}ini. Lalu {'kata ' * 20}"
    assert all(not piece.text.rstrip().endswith(("No.", "jo.")) for piece in cut(text, 160))


def test_a_code_fence_and_a_table_head_stay_whole() -> None:
    fence = "```\n" + "\n".join(f"baris {n} Kode." for n in range(6)) + "\n```"
    assert any(fence in piece.text for piece in cut(f"{'Kata. ' * 15}\n\n{fence}\n\n{'Kata. ' * 15}", 140))
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert any(table in piece.text for piece in cut(f"{'Kata. ' * 15}\n\n{table}\n| 3 | 4 |\n\n{'Kata. ' * 15}", 100))
