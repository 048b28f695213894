"""Judge of requests and answers: Telegram's machine-readable Bot API, with the limits its prose tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)(?! after entities parsing)")
_RANGE = re.compile(r"Values between (\d+)-(\d+) are accepted")
_AT_MOST = re.compile(r"At most (\d+) \w+ can be specified")
_CONSTANT = re.compile(r"(?:must be|always) [\"“]?([a-z_]+)[\"”]?$")
_SCALARS: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "Float": (int, float),
    "String": str,
    "Boolean": bool,
    "True": bool,
}


class Specification:
    """The Bot API as data; the methods yield complaints, so that no complaint means all is well."""

    def __init__(self, methods: Mapping[str, Any], types: Mapping[str, Any]) -> None:
        self._methods = methods
        self._types = types

    @classmethod
    def load(cls, path: Path) -> Specification:
        """Read the specification's JSON file."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["methods"], data["types"])

    def judge_request(self, method: str, parameters: Mapping[str, str]) -> list[str]:
        """Complaints about a request whose parameters came as strings, nested values as JSON."""
        if method not in self._methods:
            return [f"{method} is no method of the Bot API"]
        fields = self._methods[method].get("fields", [])
        kinds = {field["name"]: field["types"] for field in fields}
        values = {name: _decoded(value, kinds.get(name, ["String"])) for name, value in parameters.items()}
        return list(self._judge_fields(method, fields, values))

    def judge_result(self, method: str, result: object) -> list[str]:
        """Complaints about what the emulator answers."""
        return self._judge_value(f"{method} ->", self._methods[method]["returns"], result)

    def judge_type(self, name: str, value: object) -> list[str]:
        """Complaints about a value that should be of a named type, such as an Update."""
        return self._judge_value(name, [name], value)

    def _judge_fields(self, place: str, fields: list[Any], values: Mapping[str, object]) -> Iterator[str]:
        known = {field["name"] for field in fields}
        yield from (f"{place}: unknown field {name}" for name in values if name not in known)
        for field in fields:
            name = field["name"]
            if name in values:
                yield from self._judge_value(f"{place}.{name}", field["types"], values[name])
                yield from _judge_limits(f"{place}.{name}", field["description"], values[name])
            elif field["required"]:
                yield f"{place}: required field {name} is missing"

    def _judge_value(self, place: str, kinds: list[str], value: object) -> list[str]:
        attempts = [self._judge_kind(place, kind, value) for kind in kinds]
        return min(attempts, key=len, default=[])

    def _judge_kind(self, place: str, kind: str, value: object) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return _mismatch(place, kind, value)
            inner = kind.removeprefix("Array of ")
            return [c for n, item in enumerate(value) for c in self._judge_kind(f"{place}[{n}]", inner, item)]
        if kind in _SCALARS:
            fits = isinstance(value, _SCALARS[kind]) and (kind in ("Boolean", "True")) == isinstance(value, bool)
            return [] if fits else _mismatch(place, kind, value)
        if kind == "InputFile":
            return []
        described = self._types[kind]
        if "subtypes" in described:
            return self._judge_value(place, described["subtypes"], value)
        if not isinstance(value, dict):
            return _mismatch(place, kind, value)
        return list(self._judge_fields(f"{place}<{kind}>", described.get("fields", []), value))


def _mismatch(place: str, kind: str, value: object) -> list[str]:
    """Many complaints instead of one, so that of several allowed types the one of the right shape is reported."""
    return [f"{place}: expected {kind}, not {type(value).__name__}"] * 9


def _decoded(value: str, kinds: list[str]) -> object:
    if "String" in kinds and not ("Integer" in kinds and re.fullmatch(r"-?\d+", value)):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _judge_limits(place: str, description: str, value: object) -> Iterator[str]:
    if isinstance(value, str):
        if match := _LENGTH.search(description):
            size = len(value.encode()) if match[3] == "bytes" else len(value)
            if not int(match[1]) <= size <= int(match[2]):
                yield f"{place}: {size} {match[3]}, allowed are {match[1]}-{match[2]}"
        if (match := _CONSTANT.search(description)) and value != match[1]:
            yield f"{place}: {value!r} instead of {match[1]!r}"
    if isinstance(value, list) and (match := _AT_MOST.search(description)) and len(value) > int(match[1]):
        yield f"{place}: {len(value)} items, allowed are {match[1]}"
    if isinstance(value, int) and (match := _RANGE.search(description)) and not int(match[1]) <= value <= int(match[2]):
        yield f"{place}: {value}, allowed are {match[1]}-{match[2]}"
