"""Texts as bags of tokens, and the vectors of many bags at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

Rows = NDArray[np.int64]

MOST_TOKENS: Final = 160
"""Tokens of a text that training looks at: most paragraphs whole, and the beginning of long articles."""

_AT_ONCE: Final = 1_024
"""Texts cut at once: what the tokenizer tells of a text takes a hundred times its room."""


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as one flat row of token ids; text `i` is `tokens[starts[i] : starts[i + 1]]`."""

    tokens: Rows
    starts: Rows

    @classmethod
    def of(cls, tokenizer: Tokenizer, texts: Sequence[str]) -> Bags:
        """Cut texts into tokens; a text without any gets the unknown one."""
        unknown = [tokenizer.token_to_id("[UNK]") or 0]
        ids: list[list[int]] = []
        for first in range(0, len(texts), _AT_ONCE):
            encodings = tokenizer.encode_batch_fast(list(texts[first : first + _AT_ONCE]), add_special_tokens=False)
            ids += [encoding.ids[:MOST_TOKENS] or unknown for encoding in encodings]
        return cls(np.fromiter(chain.from_iterable(ids), dtype=np.int64), np.cumsum([0, *(len(row) for row in ids)]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: Rows) -> Bags:
        """The bags of some rows, in the order asked for."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Bags(self.tokens[places], starts)

    def thinned(self, share: float, chance: np.random.Generator) -> Bags:
        """Leave out a share of the tokens, never the first of a bag."""
        kept = chance.random(len(self.tokens)) >= share
        kept[self.starts[:-1]] = True
        return Bags(self.tokens[kept], np.concatenate([[0], np.cumsum(kept)])[self.starts])


def sums(table: torch.Tensor, groups: Sequence[Bags]) -> tuple[torch.Tensor, ...]:
    """Sum the vectors of each bag's tokens: one tensor [bags, dimension] a group.

    All groups are looked up at once, since every look-up costs a gradient as large as the table.
    """
    tokens = np.concatenate([bags.tokens for bags in groups])
    ends = np.cumsum([0, *(len(bags.tokens) for bags in groups)])
    starts = np.concatenate([bags.starts[:-1] + end for bags, end in zip(groups, ends[:-1], strict=True)])
    rows = functional.embedding_bag(torch.from_numpy(tokens), table, torch.from_numpy(starts), mode="sum")
    return torch.split(rows, [len(bags) for bags in groups])
