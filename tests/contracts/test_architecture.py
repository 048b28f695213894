"""Arrows point down: bot -> index -> knowledge, no cycle, and Telegram is known in one place only."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = {"knowledge": 0, "index": 1, "bot": 2}


def modules() -> dict[str, Path]:
    """Every module of the three packages by its dotted name."""
    found = {}
    for package in LAYERS:
        for path in (ROOT / package).rglob("*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports: lazily and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the arrow"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph() -> dict[str, set[str]]:
    """For each module, the modules of ours that it needs."""
    ours = modules()
    needs = {name: {target for target in imports(path) if target in ours} for name, path in ours.items()}
    return {name: targets - {name} for name, targets in needs.items()}


def test_the_walk_found_the_house() -> None:
    names = modules()
    assert len(names) > 20
    assert {"knowledge.document", "index.retriever", "bot.service"} <= set(names)


def test_no_arrow_points_up() -> None:
    upward = [
        f"{name} -> {target}"
        for name, targets in graph().items()
        for target in targets
        if LAYERS[target.split(".")[0]] > LAYERS[name.split(".")[0]]
    ]
    assert upward == []


def test_there_is_no_cycle() -> None:
    needs = graph()
    # A package's __init__ re-exports its parts; what counts is whether files need each other.
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail[trail.index(name) :], name])
        if name not in done:
            for target in needs[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in needs:
        visit(name, ())
    assert done == set(needs)


def test_telegram_is_known_in_one_place_only() -> None:
    users = {
        name
        for name, path in modules().items()
        if any(target == "telegram" or target.startswith("telegram.") for target in imports(path))
    }
    assert users
    assert all(name.startswith("bot.telegram") for name in users)


def test_no_module_is_named_twice_under_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
