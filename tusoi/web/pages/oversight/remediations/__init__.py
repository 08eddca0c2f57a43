"""The pages of what conclusions required: the register, one row of it, the head's view, a case that follows up."""

from .deciding import decide, decide_many, follow
from .listing import register, years
from .one import case_part, mine, remediation

__all__ = ["case_part", "decide", "decide_many", "follow", "mine", "register", "remediation", "years"]
