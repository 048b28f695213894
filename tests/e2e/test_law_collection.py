"""A collection of real laws is added beside the bundled guides, through the gate, as an admin would."""

from pathlib import Path

import pytest

from bot.installation import Installation
from bot.settings import load_settings


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_real_laws_go_live_and_cost_no_answer(shared: Path, tmp_path: Path) -> None:
    laws = sorted((shared / "data" / "laws" / "priority").glob("*.md"))
    assert len(laws) == 37
    publisher = Installation.open(load_settings({"TANYA_DATA_DIR": str(tmp_path)})).publisher()
    publisher.reindex()
    outcome = publisher.add(laws)
    assert outcome.published
    assert outcome.gating is not None
    assert outcome.gating.asked > 900
    assert not outcome.gating.misleading
    assert len(outcome.gating.lost) <= 2, "laws stand on shelves of their own: guides are found as before"
