"""Where the terms of a question stand in passages: distances as counted by hand, and never into the passage beside."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import BUNDLED_MODEL, StaticEmbedder
from index.evidence import FAR, Evidence
from index.question import Question
from index.retriever import Retriever
from index.shelfmark import Shelfmark
from knowledge.document import Locator, Passage
from knowledge.metadata import Audience

EMBEDDER = StaticEmbedder.load(BUNDLED_MODEL)
TEXTS = st.lists(st.sampled_from(["suap", "hadiah", "lapor", "kantor", "pasar"]), min_size=1, max_size=9)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_distances_are_those_to_the_nearest_place_in_the_same_passage(texts: list[list[str]]) -> None:
    passages = [Passage(str(n), str(n), "", "", Locator(), " ".join(words)) for n, words in enumerate(texts)]
    shelf = Retriever.build(passages, EMBEDDER).shelves[Shelfmark(Audience.PUBLIC, laws=False)]
    question = Question.read("suap hadiah pesawat", EMBEDDER, EMBEDDER)
    terms = shelf.lexicon.find(question.terms)
    seen = Evidence.gather(question, terms, shelf, np.arange(len(texts)), EMBEDDER)
    first = 0
    for words in texts:
        for row, term in enumerate(("suap", "hadiah", "pesawat")):
            at = [place for place, word in enumerate(words) if word == term]
            for place in range(len(words)):
                before = min((place - other for other in at if other <= place), default=FAR)
                after = min((other - place for other in at if other >= place), default=FAR)
                assert seen.before[row, first + place] == before
                assert seen.after[row, first + place] == after
        first += len(words)
