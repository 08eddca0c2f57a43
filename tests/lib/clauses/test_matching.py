"""Which passages may answer which clause: explained, bounded, the same in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work import steps
from tusoi.cli.demonstration.programmes import ANSWERS, PROVINCE, text_of
from tusoi.lib.clauses import ANSWERABLE, Passage, Wanted, passages_of, propose, tree

NODES = tree(PROVINCE)
WANTED = [
    Wanted(place, PROVINCE[one.start : one.own_end], one.label, one.target)
    for place, one in enumerate(NODES)
    if one.kind in ANSWERABLE
]
TEXTS = [text_of(one, "X", "ngày 12 tháng 3 năm 2026") for one in ANSWERS]
LITTLE = "chi bộ sinh hoạt chuyên đề kết nạp đảng viên mới đạt 3% /năm mục II.2 chỉ tiêu số 1 . , và lớp cụm xã"
WORDS = st.lists(
    st.sampled_from(LITTLE.split()),
    max_size=25,
).map(" ".join)


def proposed(text: str, names: tuple[str, ...] = ("12-CTr/TU",)) -> dict[str, list]:
    found: dict[str, list] = {}
    for match in propose(WANTED, passages_of(text), names=names):
        found.setdefault(NODES[match.key].label, []).append(match)
    return found


def test_the_clauses_a_programme_answers_are_found_and_those_it_leaves_out_are_not():
    found = proposed(TEXTS[0])

    assert {"chỉ tiêu số 1 (mục II)", "chỉ tiêu số 3 (mục II)", "điểm b mục III.1", "mục III.3"} <= found.keys()
    assert "mục III.4" not in found
    assert "điểm b mục III.2" not in found


def test_hollow_words_answer_nothing():
    assert proposed(TEXTS[3]) == {}


def test_a_reference_beside_the_name_of_the_document_is_nearly_certain():
    best = proposed(TEXTS[0])["mục III.2"][0]

    assert best.score >= 0.9
    assert [reason.detail for reason in best.reasons if reason.code == "reference"] == [("mục III.2",)]


def test_the_number_of_a_target_is_a_reference_too():
    passage = Passage(0, 60, "Chỉ tiêu số 2: xã giao từng bản lập kế hoạch riêng cho phù hợp.")
    found = propose(WANTED, [passage], names=["12-CTr/TU"])

    assert NODES[found[0].key].label == "chỉ tiêu số 2 (mục II)"
    assert found[0].reasons[-1].code == "reference"


def test_every_proposal_says_why():
    for text in TEXTS:
        for match in propose(WANTED, passages_of(text)):
            assert match.reasons
            assert all(reason.detail for reason in match.reasons)


def test_empty_texts_propose_nothing():
    assert propose([], passages_of(TEXTS[0])) == []
    assert propose(WANTED, []) == [] == propose(WANTED, passages_of(""))
    assert propose([Wanted(1, "")], [Passage(0, 0, "")]) == []


@settings(deadline=None, max_examples=100)
@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS, max_size=8), st.randoms())
def test_scores_lie_within_bounds_and_the_order_of_passages_does_not_matter(clauses, texts, chance):
    wanted = [Wanted(place, text, f"mục II.{place}") for place, text in enumerate(clauses)]
    passages = [Passage(100 * place, 100 * place + len(text), text) for place, text in enumerate(texts)]
    shuffled = list(passages)
    chance.shuffle(shuffled)

    found = propose(wanted, passages)

    assert found == propose(wanted, shuffled)
    assert all(0 <= match.score <= 1 for match in found)
    assert all(match.start in {one.start for one in passages} for match in found)


def test_the_same_words_are_the_likeliest():
    for one in WANTED:
        found = propose(WANTED, [Passage(0, len(one.text), one.text)])
        assert found
        assert max(found, key=lambda match: match.score).key == one.key


def test_two_hundred_clauses_against_a_programme_four_times_as_long_are_about_four_times_the_work():
    wanted = [
        Wanted(place, f"{one.text} việc thứ {place}", one.label, one.target) for place, one in enumerate(WANTED * 16)
    ]
    short, long = passages_of(TEXTS[0] * 3), passages_of(TEXTS[0] * 12)
    assert steps(lambda: propose(wanted, long)) < 6 * steps(lambda: propose(wanted, short))


def test_a_clause_more_that_shares_no_words_is_no_work_for_the_passages():
    passages = passages_of(TEXTS[0] * 3)
    strange = [Wanted(1000 + place, f"khoan giếng{place} ngầm{place} sâu{place}") for place in range(400)]
    index = steps(lambda: propose(strange, []))
    assert steps(lambda: propose(WANTED + strange, passages)) < 2 * steps(lambda: propose(WANTED, passages)) + index
