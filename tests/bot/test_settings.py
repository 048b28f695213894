"""Settings: read once, unknown names refused with the nearest known one, secrets never shown."""

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings
from knowledge.metadata import Audience


def test_defaults_need_nothing() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert settings.telegram_bot_token is None
    assert settings.snapshots.name == "snapshots"


def test_values_are_read_and_empty_ones_count_as_unset() -> None:
    settings = load_settings({"TANYA_AUDIENCE": "staff", "TANYA_WORKERS": "3", "TELEGRAM_BOT_TOKEN": ""})
    assert (settings.tanya_audience, settings.tanya_workers, settings.telegram_bot_token) == (Audience.STAFF, 3, None)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        pytest.param({"TANYA_WORKER": "2"}, "did you mean TANYA_WORKERS", id="an unknown name"),
        pytest.param({"TANYA_WORKERS": "many"}, "TANYA_WORKERS cannot be used", id="no number"),
        pytest.param({"TANYA_WORKERS": "0"}, "TANYA_WORKERS cannot be used", id="out of range"),
        pytest.param({"TANYA_LOG_LEVEL": "LOUD"}, "TANYA_LOG_LEVEL cannot be used", id="no level"),
        pytest.param({"TELEGRAM_API_URL": "nowhere"}, "TELEGRAM_API_URL cannot be used", id="no address"),
    ],
)
def test_bad_settings_get_one_sentence(environment: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(environment)


def test_the_token_is_never_shown() -> None:
    settings = load_settings({"TELEGRAM_BOT_TOKEN": "123456:secret"})
    assert "secret" not in repr(settings)
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "123456:secret"
