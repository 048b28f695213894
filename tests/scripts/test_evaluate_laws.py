"""The two measurements on real laws, where the workplace has them."""

from pathlib import Path

import pytest

from scripts import evaluate_references, evaluate_structure


@pytest.mark.shared
def test_every_heading_is_found_and_no_false_one(shared: Path) -> None:
    score = evaluate_structure.measure(shared / "data" / "laws")
    assert score.found / score.present >= 0.99
    assert score.admitted == 0
    assert score.recovered + score.reported == score.missing


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2])
def test_every_reference_is_told_right(shared: Path, seed: int) -> None:
    score = evaluate_references.measure(shared / "data" / "laws", seed)
    assert score.asked == 300
    assert score.wrong == []


@pytest.mark.parametrize("script", [evaluate_references, evaluate_structure])
def test_without_data_they_say_what_they_need(
    script: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["evaluate", "--data", str(tmp_path)])
    assert getattr(script, "main")() == 2  # noqa: B009 - either module
    assert "--data takes the folder" in capsys.readouterr().err
