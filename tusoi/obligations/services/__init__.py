"""What is done to duties: `issue` lays them, `answer` is the bearer's side, `review` the reviewer's."""

from .answer import ItemDraft, recall_answer, save_draft, submit_answer
from .closing import DutiesRemain, close_organisation
from .issue import (
    ObligationDraft,
    Progress,
    Selection,
    add_bearers,
    continue_cascade,
    lay_obligations,
    withdraw_obligation,
)
from .plan import refuse_item, report_item, verify_item
from .reference import load_reference
from .reindex import reindex
from .remind import remind
from .review import accept_answer, extend, reopen_answer, restore, return_answer, waive

__all__ = [
    "DutiesRemain",
    "ItemDraft",
    "ObligationDraft",
    "Progress",
    "Selection",
    "accept_answer",
    "add_bearers",
    "close_organisation",
    "continue_cascade",
    "extend",
    "lay_obligations",
    "load_reference",
    "recall_answer",
    "refuse_item",
    "reindex",
    "remind",
    "reopen_answer",
    "report_item",
    "restore",
    "return_answer",
    "save_draft",
    "submit_answer",
    "verify_item",
    "waive",
    "withdraw_obligation",
]
