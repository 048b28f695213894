"""The benchmark: the engines, what is asked of them, and what is measured."""

import index as index  # says how many threads numpy may use, before numpy is imported: as in the bot, for every engine
