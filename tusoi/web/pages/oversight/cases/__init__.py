"""The register of cases, and the page of each with what is done there."""

from .actions import case_do, case_subjects, subject_remove
from .dossier import case_index, case_papers, paper, paper_do, paper_file
from .issuing import case_issue
from .listing import cases, export
from .opening import case_edit, case_new
from .page import case
from .subject import subject, subject_do
from .team import case_team, member_do

__all__ = [
    "case",
    "case_do",
    "case_edit",
    "case_index",
    "case_issue",
    "case_new",
    "case_papers",
    "case_subjects",
    "case_team",
    "cases",
    "export",
    "member_do",
    "paper",
    "paper_do",
    "paper_file",
    "subject",
    "subject_do",
    "subject_remove",
]
