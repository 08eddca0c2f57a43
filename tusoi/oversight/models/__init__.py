from .case import Case, CaseExtension, CaseSubject, StepDone, Suspension, TeamMember
from .finding import Conclusion, Finding, Remediation, Requirement
from .paper import Paper
from .programme import EntrySubject, Programme, ProgrammeEntry
from .reference import CaseKind, ContentArea, InspectionRight
from .visits import Delegation, ObservationNote, WorkSession

__all__ = [
    "Case",
    "CaseExtension",
    "CaseKind",
    "CaseSubject",
    "Conclusion",
    "ContentArea",
    "Delegation",
    "EntrySubject",
    "Finding",
    "InspectionRight",
    "ObservationNote",
    "Paper",
    "Programme",
    "ProgrammeEntry",
    "Remediation",
    "Requirement",
    "StepDone",
    "Suspension",
    "TeamMember",
    "WorkSession",
]
