"""What was found, what is asked for, and what is concluded from it: `findings`, `requirements`, `conclusions`,
`announcing`, `laying`."""

from .announcing import announce_conclusion
from .checks import FindingDraft, RequirementDraft
from .conclusions import (
    ConclusionDraft,
    compile_conclusion,
    conclude_case,
    register_conclusion,
    reopen_conclusion,
    save_conclusion,
    set_results,
)
from .findings import (
    add_finding,
    add_lines,
    change_finding,
    copy_finding,
    drop_finding,
    move_finding,
    restore_finding,
    shift_finding,
)
from .laying import StandIn, lay_requirements
from .requirements import (
    add_requirement,
    change_requirement,
    drop_requirement,
    hanging_on,
    merge_requirements,
)

__all__ = [
    "ConclusionDraft",
    "FindingDraft",
    "RequirementDraft",
    "StandIn",
    "add_finding",
    "add_lines",
    "add_requirement",
    "announce_conclusion",
    "change_finding",
    "change_requirement",
    "compile_conclusion",
    "conclude_case",
    "copy_finding",
    "drop_finding",
    "drop_requirement",
    "hanging_on",
    "lay_requirements",
    "merge_requirements",
    "move_finding",
    "register_conclusion",
    "reopen_conclusion",
    "restore_finding",
    "save_conclusion",
    "set_results",
    "shift_finding",
]
