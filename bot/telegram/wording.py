"""What the bot says in Telegram, by language."""

from types import MappingProxyType

from bot.texts.telegram_en import TELEGRAM as ENGLISH
from bot.texts.telegram_id import TELEGRAM as INDONESIAN
from knowledge.metadata import Language

WORDING = MappingProxyType({Language.ID: INDONESIAN, Language.EN: ENGLISH})
