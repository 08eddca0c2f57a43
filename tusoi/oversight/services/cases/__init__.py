"""What is done to a case: `opening` begins it, `steps` leads it on, `issuing` numbers decision and plan,
`clock` keeps its days, `subjects` and `team` are its people, `dealings` what passes between it and them, `papers` its
dossier, `reading` who has looked, `stubs` what only has a stub."""

from .clock import drop_case, extend_case, issue_case, resume_case, suspend_case
from .dealings import answer_comments, ask_self_reports, comment_on_draft, open_to_subjects, send_draft
from .issuing import NewDocument, register_and_issue
from .opening import CaseDraft, change_case, open_case
from .papers import PaperDraft, add_paper, hand_in_paper, send_paper, waive_paper, withdraw_paper
from .reading import note_reading
from .steps import finish_step, go_back
from .stubs import settle_stub
from .subjects import add_subjects, remove_subject
from .team import add_team_member, change_team_member, end_team_member

__all__ = [
    "CaseDraft",
    "NewDocument",
    "PaperDraft",
    "add_paper",
    "add_subjects",
    "add_team_member",
    "answer_comments",
    "ask_self_reports",
    "change_case",
    "change_team_member",
    "comment_on_draft",
    "drop_case",
    "end_team_member",
    "extend_case",
    "finish_step",
    "go_back",
    "hand_in_paper",
    "issue_case",
    "note_reading",
    "open_case",
    "open_to_subjects",
    "register_and_issue",
    "remove_subject",
    "resume_case",
    "send_draft",
    "send_paper",
    "settle_stub",
    "suspend_case",
    "waive_paper",
    "withdraw_paper",
]
