"""Obligations: a duty laid on N bearers, each with an assignment, submissions, plan items, and the roll-up over them.

"This organisation owes this, by this day, because of that clause; here is what it answered; here is who checked it."
`rules.py` holds the tables of moves; `services/` obeys them; `tallies.py` is the only place that changes a counter.
Read in the order rules, models, selectors, services.
It does not know why a duty arises beyond the clause it cites: inspection and meetings, above, hold their own links.
Invariant: the tallies of an obligation equal a recount of its assignments after every committed change.
"""
