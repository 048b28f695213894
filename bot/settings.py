"""The settings: the environment, read once into a frozen value; unknown `TANYA_*` keys are refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.errors import SettingsError
from knowledge.metadata import Audience


class Settings(BaseModel):
    """What an installation can choose; every field's description stands in the README's table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    telegram_bot_token: SecretStr | None = Field(default=None, description="The bot's token from BotFather.")
    telegram_api_url: AnyHttpUrl = Field(
        default=AnyHttpUrl("https://api.telegram.org"),
        description="Root of the Bot API, without `/bot`: Telegram's own or a local Bot API server.",
    )
    tanya_data_dir: Path = Field(
        default=Path("var"), description="Where documents, snapshots and state of this agency lie."
    )
    tanya_embedder: str | None = Field(
        default=None, description="Another sentence-transformers model or a local folder, instead of the bundled one."
    )
    tanya_query_prompt: str = Field(default="", description="Prompt put before a question, for models that want one.")
    tanya_passage_prompt: str = Field(default="", description="Prompt put before a passage, for models that want one.")
    tanya_audience: Audience = Field(
        default=Audience.PUBLIC,
        description="Rights of the terminal chat: `public` or `staff`. Telegram is always `public`.",
    )
    tanya_workers: int = Field(default=2, ge=1, le=64, description="How many questions are answered at once.")
    tanya_queue: int = Field(
        default=64, ge=1, le=10_000, description="How many questions may wait before the bot says it is busy."
    )
    tanya_log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )

    @property
    def snapshots(self) -> Path:
        """Where snapshots of the index lie."""
        return self.tanya_data_dir / "snapshots"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment; an empty variable counts as not set.

    :raises SettingsError: naming the variable, its value's fault and the remedy.
    """
    names = {name.upper(): name for name in Settings.model_fields}
    for key in environment:
        if key.startswith("TANYA_") and key not in names:
            near, *_ = process.extractOne(key, list(names), scorer=DamerauLevenshtein.normalized_similarity)
            raise SettingsError(f"{key} is not a setting; did you mean {near}? See the README.")
    values = {field: environment[name] for name, field in names.items() if environment.get(name, "").strip()}
    try:
        return Settings.model_validate(values)
    except ValidationError as exc:
        problem = exc.errors(include_input=False)[0]
        name = str(problem["loc"][0]).upper()
        raise SettingsError(f"{name} cannot be used: {problem['msg']}. See the README's table of settings.") from exc
