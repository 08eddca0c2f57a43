from .answer import EvidenceFile, PlanItem, Submission, SubmissionFile
from .assignment import Assignment, Extension
from .obligation import DeliverableKind, Obligation
from .tally import Tally, UpperTally

__all__ = [
    "Assignment",
    "DeliverableKind",
    "EvidenceFile",
    "Extension",
    "Obligation",
    "PlanItem",
    "Submission",
    "SubmissionFile",
    "Tally",
    "UpperTally",
]
