"""Reads a table that people write by hand: YAML with a schema, and one clear sentence about what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ReferenceDataError

Table = TypeVar("Table", bound=BaseModel)


def read_table(path: Path, schema: type[Table]) -> Table:
    """Read a table; an empty file is a table without rows.

    :raises ReferenceDataError: naming the file, and the line or the row that is wrong.
    """
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return schema.model_validate({} if values is None else values)
    except OSError as exc:
        raise ReferenceDataError(f"{path.name} cannot be read ({exc.strerror or exc}).") from exc
    except ValidationError as exc:
        problem = exc.errors(include_input=False)[0]
        place = ".".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
        raise ReferenceDataError(f"{path.name}: {place or 'the whole'}: {problem['msg']}.") from exc
    except yaml.MarkedYAMLError as exc:
        line = f"line {exc.problem_mark.line + 1}" if exc.problem_mark else "somewhere"
        raise ReferenceDataError(f"{path.name}: {line}: {exc.problem or 'this'} – not readable as YAML.") from exc
    except (yaml.YAMLError, ValueError, RecursionError) as exc:  # ValueError: not UTF-8, a date such as 2026-02-30
        raise ReferenceDataError(f"{path.name}: {' '.join(str(exc).split())} – not readable as YAML.") from exc
