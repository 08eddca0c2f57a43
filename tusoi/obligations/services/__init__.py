"""What is done to duties: `issue` lays them, `answer` is the bearer's side, `review` the reviewer's."""

from .answer import ItemDraft, recall_answer, save_draft, submit_answer
from .closing import DutiesRemain, close_organisation
from .confinement import release_obligation, set_confidants
from .issue import (
    ObligationDraft,
    Progress,
    Selection,
    add_bearers,
    continue_cascade,
    lay_obligations,
    withdraw_obligation,
)
from .passages import Step, add_answer_passage, compare_answers, decide_answer_passages, propose_answer_passages
from .plan import recall_item, refuse_item, report_item, verify_item
from .reference import load_reference
from .reindex import reindex
from .remind import remind, take_back_reminder
from .review import accept_answer, extend, reopen_answer, restore, return_answer, waive

__all__ = [
    "DutiesRemain",
    "ItemDraft",
    "ObligationDraft",
    "Progress",
    "Selection",
    "Step",
    "accept_answer",
    "add_answer_passage",
    "add_bearers",
    "close_organisation",
    "compare_answers",
    "continue_cascade",
    "decide_answer_passages",
    "extend",
    "lay_obligations",
    "load_reference",
    "propose_answer_passages",
    "recall_answer",
    "recall_item",
    "refuse_item",
    "reindex",
    "release_obligation",
    "remind",
    "reopen_answer",
    "report_item",
    "restore",
    "return_answer",
    "save_draft",
    "set_confidants",
    "submit_answer",
    "take_back_reminder",
    "verify_item",
    "waive",
    "withdraw_obligation",
]
