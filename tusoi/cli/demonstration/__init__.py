"""The demonstration: an invented province, Sơn Hà, two hundred days of its work, and who may look at it.

Everything is dated relative to the day it is loaded. What matters is done through the services, with the clock of the
day it is said to have happened, so that the audit trail, the counters and the search are what they would be; only
people and their positions, of whom there are thousands, are inserted in bulk, with the rows the services would write.
`names`, `places`, `texts` hold the invented words, `tree`, `people`, `papers`, `duties` put them together, `diary`
plays them in the order of time. The same seed gives the same province every time.
Invariant: it loads as a whole or not at all, and only into an empty database.
"""

from .accounts import PASSWORD, ROOT, accounts
from .loading import is_empty, is_loaded, load

__all__ = ["PASSWORD", "ROOT", "accounts", "is_empty", "is_loaded", "load"]
