"""Every step of every shipped procedure with every action: possible exactly when its own table of moves says so."""

from itertools import product

import pytest

from tusoi.lib.workflow import IllegalMove
from tusoi.oversight.procedure import DONE, GATES, Procedure
from tusoi.oversight.services.reference import rows_of

BOOKS = {f"{row['code']}-{row['valid_from']}": Procedure.read(row["rules"]) for row in rows_of("case_kinds")}
ACTIONS = ("finish", "go_back", "open", "skip", "")
OUT = {"issue", "conclude", "announce"}
CELLS = [
    (name, step, action)
    for name, book in BOOKS.items()
    for step, action in product([*(step.code for step in book.steps), DONE, "khong-co", ""], ACTIONS)
]


@pytest.mark.parametrize(("name", "step", "action"), CELLS)
def test_every_cell_of_every_procedure(name, step, action):
    book, flow = BOOKS[name], BOOKS[name].workflow()
    codes = [each.code for each in book.steps]
    here = codes.index(step) if step in codes else None
    if here is not None and action == "finish":
        due = codes[here + 1] if here + 1 < len(codes) else DONE
    elif here and action == "go_back" and book.steps[here - 1].gate not in OUT:
        due = codes[here - 1]
    else:
        with pytest.raises(IllegalMove):
            flow.move(step, action)
        return
    move = flow.move(step, action)
    assert move.target == due
    assert move.permission == ("owner" if action == "go_back" else {"subject": "team"}.get(book.steps[here].who) or
                               book.steps[here].who)  # fmt: skip
    assert move.asks == ("reason" if action == "go_back" else "")


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_from_the_first_step_finishing_leads_through_all_of_them_to_the_end(book):
    flow, at, seen = book.workflow(), book.first, []
    while at != DONE:
        seen.append(at)
        at = flow.move(at, "finish").target
    assert seen == [step.code for step in book.steps]


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_a_case_is_concluded_before_it_is_announced_and_announced_before_it_is_filed(book):
    gates = [step.gate for step in book.steps]
    assert [gate for gate in GATES if gate in gates] == gates
    assert "conclude" in gates
    if not book.stub_only:
        assert {"issue", "open", "self_report", "conclude", "announce", "file"} <= set(gates)


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_the_team_never_concludes_and_every_paper_belongs_to_a_step(book):
    for step in book.steps:
        if step.gate in ("issue", "conclude", "announce"):
            assert step.who == "owner"
    assert all(book.step(paper.step) for paper in book.papers)
