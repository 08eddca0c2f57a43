"""Oversight: finding out by inspecting and supervising (công tác kiểm tra, giám sát).

What is planned (`Programme`), each case by the book of the day (`Case`, its subjects, team and papers), what was found
(`Finding`), what was concluded (`Conclusion`), and what has to be done about it (`Requirement`) until it is closed.
The book is data: kinds, steps, papers, limits and who may inspect whom (`procedure.py` reads them; a case keeps the
set in force when it opened). `access.py` says as what somebody stands to a case.
It keeps no file on a named person's discipline or denunciation, and proposes no measure: a stub and counts.
Invariant: a subject never sees more of a case than what was formally sent to it.
"""
