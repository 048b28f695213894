"""kill -9 at random moments of `tanya reindex`: the old index answers each time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.embedding import load_embedder
from index.live import Live, load_retriever
from index.scope import Scope
from index.snapshot import Snapshots
from knowledge.withdrawals import Withdrawals

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 50
QUESTION = "Berapa lama batas waktu melapor gratifikasi?"


def start_reindex(data: Path) -> subprocess.Popen[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("TANYA_", "TELEGRAM_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "reindex"],
        cwd=ROOT,
        env={**environment, "TANYA_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def reindex(data: Path) -> None:
    with start_reindex(data) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said.decode()


def wait_for_staging(process: subprocess.Popen[bytes], folder: Path) -> None:
    while process.poll() is None and not list(folder.glob(".staging-*")):
        time.sleep(0.005)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_old_index_answers_whenever_reindex_is_killed(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    snapshots, withdrawals = Snapshots(tmp_path / "snapshots"), Withdrawals(tmp_path / "withdrawn.json")
    embedder = load_embedder(None)
    begun = time.monotonic()
    reindex(tmp_path)
    whole = time.monotonic() - begun
    first = snapshots.current_name()
    killed, left_behind = 0, 0
    for moment in range(MOMENTS):
        with start_reindex(tmp_path) as process:
            if moment % 2:  # every other one while it is being stored, where most could go wrong
                wait_for_staging(process, snapshots.folder)
                time.sleep(chance.uniform(0, 0.3))
            else:
                time.sleep(chance.uniform(0, whole))
            process.kill()
            killed += process.wait() == -9
        left_behind += bool(list(snapshots.folder.glob(".staging-*")))
        serving = Live(snapshots, withdrawals, lambda snapshot: load_retriever(snapshot, embedder)).serving()
        serving.snapshot.manifest.verify(serving.snapshot.folder)
        hits = serving.retriever.search(QUESTION, Scope())
        assert any("gratifikasi" in hit.passage.text.lower() for hit in hits), f"seed {seed}, moment {moment}"
    assert killed > MOMENTS / 2, f"seed {seed}: {killed} of {MOMENTS} runs were killed before they ended"
    assert left_behind, f"seed {seed}: no run was killed while it stored the index"
    reindex(tmp_path)
    assert snapshots.current_name() > first
    assert not list(snapshots.folder.glob(".*"))
