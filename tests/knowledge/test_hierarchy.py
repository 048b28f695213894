"""Higher law has the lower rank."""

from __future__ import annotations

from knowledge.hierarchy import LOWEST, rank_of
from knowledge.regulations import bundled_nomenclature


def test_the_order_of_law() -> None:
    order = ["UUD 1945", "UU 20/2001", "PP 94/2021", "Perpres 12/2021", "Permenpan 5/2020", "Perda Serang 1/2020"]
    ranks = [rank_of(number) for number in order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_what_is_no_law_comes_last() -> None:
    assert rank_of(None) == rank_of("") == rank_of("ISO 37001:2016") == LOWEST


def test_every_kind_of_regulation_that_the_table_knows_has_its_rank() -> None:
    ranks = {row.type: rank_of(f"{row.type} 1/2020") for row in bundled_nomenclature().types}
    assert [name for name, rank in ranks.items() if rank == LOWEST] == ["Keputusan BSN", "Putusan MK"]
    assert (
        ranks["UU"]
        < ranks["PP"]
        < ranks["Perpres"]
        < ranks["PMK"]
        < ranks["Perda"]
        < ranks["Perwali"]
        < ranks["Perdes"]
    )
