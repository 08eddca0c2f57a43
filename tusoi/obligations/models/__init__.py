from .answer import EvidenceFile, PlanItem, Submission, SubmissionFile
from .assignment import Assignment, Extension, in_state
from .fingerprint import Fingerprint, FingerprintBand
from .obligation import DeliverableKind, Obligation
from .passage import AnswerPassage
from .tally import Tally, UpperTally

__all__ = [
    "AnswerPassage",
    "Assignment",
    "DeliverableKind",
    "EvidenceFile",
    "Extension",
    "Fingerprint",
    "FingerprintBand",
    "Obligation",
    "PlanItem",
    "Submission",
    "SubmissionFile",
    "Tally",
    "UpperTally",
    "in_state",
]
