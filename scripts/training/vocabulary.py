"""The vocabulary of the model: WordPiece, trained on both languages."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from typing import Final

from tokenizers import Tokenizer
from tokenizers.decoders import WordPiece as WordPieceDecoder
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKC, BertNormalizer, Sequence
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.trainers import WordPieceTrainer

from scripts.training.rows import Source, TrainingData

_LEGAL_CHARACTERS: Final = 8_000_000
"""Legal text the vocabulary is counted on; with all of it, words of law crowd out those of daily speech."""
_ENGLISH_TIMES: Final = 3
"""How often bilingual sentences and English words are counted: there is far less English than Indonesian."""
_LEGAL: Final = (Source.DEFINITION, Source.EXPLANATION)
_PADDING: Final = "[PAD]"
_UNKNOWN: Final = "[UNK]"
_ALPHABET: Final = string.ascii_lowercase + string.digits + string.punctuation + "æøßđłıœðþ–—‘’“”…•°±×÷§©€£¥→µα≤≥"
"""Every other letter makes its word unknown; accents are gone before this is asked."""
_LONGEST_WORD: Final = 40


def train_vocabulary(data: TrainingData, size: int, seed: int) -> Tokenizer:
    """Train a lower-case, accent-free WordPiece tokenizer of at most `size` tokens."""
    learner = _tokenizer(WordPiece(unk_token=_UNKNOWN))
    trainer = WordPieceTrainer(
        vocab_size=size,
        min_frequency=2,
        special_tokens=[_PADDING, _UNKNOWN, *(f"##{letter}" for letter in _ALPHABET)],
        initial_alphabet=list(_ALPHABET),
        limit_alphabet=len(_ALPHABET),
        show_progress=False,
    )
    learner.train_from_iterator(_texts(data, seed), trainer)
    # The trainer numbers letters inside words by chance unless they are special; the tokenizer proper has none.
    vocabulary = learner.get_vocab(with_added_tokens=True)
    return _tokenizer(WordPiece(vocabulary, unk_token=_UNKNOWN, max_input_chars_per_word=_LONGEST_WORD))


def _tokenizer(model: WordPiece) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = Sequence([NFKC(), BertNormalizer(lowercase=True, strip_accents=True)])
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.decoder = WordPieceDecoder()
    return tokenizer


def _texts(data: TrainingData, seed: int) -> Iterator[str]:
    """What the vocabulary is counted on."""
    for _ in range(_ENGLISH_TIMES):
        for pair in data.sentences:
            yield from pair
        yield from sorted({pair.left for pair in data.words})
    yield from sorted({pair.right for pair in data.words})
    for pair in data.informal:
        yield from pair
    asked = [question for question in data.questions if question.source not in _LEGAL]
    yield from (question.text for question in asked)
    yield from sorted({question.passage for question in asked})
    legal = [
        text for q in data.questions if q.source not in (Source.TYDI, Source.FACQA) for text in (q.text, q.passage)
    ]
    random.Random(seed).shuffle(legal)  # noqa: S311 - a sample, not a secret
    yield from _first(legal, _LEGAL_CHARACTERS)


def _first(texts: list[str], characters: int) -> Iterator[str]:
    for text in texts:
        characters -= len(text)
        if characters < 0:
            return
        yield text
