"""The tier data beside the labels of their texts: no figure differs but where the data say so."""

import pytest

from bench.tiers import by_leaf, compared, lines, own_words, reader_is_off, restated
from domain.amendment import Fate
from domain.tier_file import national_tiers

FIGURES = {"value", "op", "unit"}


@pytest.fixture(scope="module")
def found(shared):
    """Each text by its number."""
    corpus = shared / "corpus"
    return {one.text.split("_")[0]: one for one in compared(corpus / "texts", corpus / "labels")}


@pytest.mark.parametrize(("text", "differing"), [("022", {"t30"}), ("023", set()), ("S01", set())])
def test_figures_are_those_of_the_label(found, text, differing):
    changes = by_leaf(found[text].label)
    off = {
        name
        for name, change in changes.items()
        if FIGURES & {difference.key for difference in change.differences}
    }

    # t30 是逐档评分表，标注只有合格分。
    assert off == differing


@pytest.mark.parametrize(
    ("text", "least"), [("022", 12), ("023", 5), ("S01", 13)], ids=["tech", "srdi 2022", "report 2026"]
)
def test_most_of_what_the_texts_say_is_in_the_data(found, text, least):
    fates = [change.fate for change in found[text].label.criteria]

    assert fates.count(Fate.KEPT) >= least


def test_what_a_label_alone_states_is_named_among_the_contradictions(found):
    alone = {change.new.part.span.quote for change in found["S01"].label.criteria if change.fate is Fate.NEW}
    said = "".join(one.says for document in national_tiers() for one in document.contradictions)

    assert alone == {"融资 2000 万元以上", "占营收比重均超 3%", "市场占有率达国内或国际细分市场前十"}
    assert all(words in said for words in ("融资2000万元以上", "均超3%", "前十"))


@pytest.mark.parametrize("document", national_tiers(), ids=lambda one: one.policy.doc_id)
def test_our_own_sentences_are_set_beside_the_data_whole(document):
    text = restated(document)

    assert all(text.count(f"）{criterion.span.quote}；") for criterion in document.policy.criteria())
    found = dict(own_words())[document.policy.doc_id]
    assert set(by_leaf(found)) == {criterion.id for criterion in document.policy.criteria()}


@pytest.mark.parametrize("text", ["022", "023", "S01"])
def test_every_criterion_has_its_line(found, text):
    one = found[text]
    printed = list(lines(one.reading, one.label))

    assert len(printed) == len(one.reading.criteria)
    assert set(reader_is_off(one)) <= set(by_leaf(one.reading))
