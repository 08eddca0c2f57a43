from tests import factories
from tusoi.organisations.selectors import tree
from tusoi.organisations.selectors.tree import tree_below


def below(cast) -> int:
    return tree_below([cast.province], by=cast.may)[0].below


def test_the_size_of_a_branch_is_exact_where_counting_is_cheap(cast):
    assert below(cast) == 5
    factories.organisation("Chi bộ Thôn Thượng", "cell", cast.an_binh)
    assert below(cast) == 6


def test_a_nation_is_not_counted_anew_for_every_look(cast, monkeypatch):
    monkeypatch.setattr(tree, "LARGE", 1)
    assert below(cast) == 5
    factories.organisation("Chi bộ Thôn Thượng", "cell", cast.an_binh)
    assert below(cast) == 5, "ten minutes old at most"
