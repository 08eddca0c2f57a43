"""Every page of the site. Read this first."""

from allauth.account import views as allauth_account
from django.urls import URLPattern, URLResolver, include, path

from tusoi.web.pages import accounts as own_account
from tusoi.web.pages import audit as trail
from tusoi.web.pages import documents as own_documents
from tusoi.web.pages import errors, home, preferences, search
from tusoi.web.pages import obligations as duties
from tusoi.web.pages.documents import cell as own_cell
from tusoi.web.pages.documents import checks as own_checks
from tusoi.web.pages.documents import clauses as own_clauses
from tusoi.web.pages.documents import coverage as own_coverage
from tusoi.web.pages.documents import drafts as own_drafts
from tusoi.web.pages.documents import links as own_links
from tusoi.web.pages.documents import templates as own_templates
from tusoi.web.pages.organisations import access, areas, changes, organisation, tree
from tusoi.web.pages.organisations import people as org_people
from tusoi.web.pages.oversight import cases as own_cases
from tusoi.web.pages.oversight import findings as own_findings
from tusoi.web.pages.oversight import procedures as own_procedures
from tusoi.web.pages.oversight import programmes as own_programmes
from tusoi.web.pages.oversight import remediations as own_remedies
from tusoi.web.pages.oversight import statistics as own_statistics
from tusoi.web.pages.oversight import statistics_beside as own_statistics_beside
from tusoi.web.pages.oversight import visits as own_visits

Patterns = list[URLPattern | URLResolver]

# --- organisations ---
organisations: Patterns = [
    path("", tree.tree, name="tree"),
    path("export", tree.export, name="export"),
    path("<int:pk>/", organisation.detail, name="detail"),
    path("<int:pk>/branch", tree.branch, name="branch"),
    path("<int:pk>/members", organisation.members, name="members"),
    path("<int:pk>/history", organisation.history, name="history"),
    path("<int:pk>/found", changes.found, name="found"),
    path("<int:pk>/rename", changes.rename, name="rename"),
    path("<int:pk>/end", changes.end, name="end"),
    path("<int:pk>/bodies", changes.bodies, name="bodies"),
    path("<int:pk>/bodies/new", changes.establish, name="establish"),
    path("<int:pk>/terms/new", changes.open_term, name="open_term"),
    path("bodies/<int:pk>/end", changes.end_body, name="end_body"),
    path("<int:pk>/register", org_people.register, name="register"),
    path("<int:pk>/appoint", org_people.appoint, name="appoint"),
    path("positions/<int:pk>/relieve", org_people.relieve, name="relieve"),
    path("people", org_people.people, name="people"),
    path("people/<int:pk>/", org_people.person, name="person"),
    path("people/<int:pk>/at/<int:organisation_pk>/standing", org_people.standing, name="standing"),
    path("people/<int:pk>/at/<int:organisation_pk>/transfer", org_people.transfer, name="transfer"),
    path("people/<int:pk>/at/<int:organisation_pk>/leave", org_people.leave, name="leave"),
    path("<int:pk>/areas", areas.areas, name="areas"),
    path("areas/<int:pk>/end", areas.end_area, name="end_area"),
    path("<int:pk>/access", access.access, name="access"),
    path("accounts", access.accounts, name="accounts"),
    path("people/<int:pk>/account", access.new_account, name="new_account"),
    path("accounts/<int:pk>/password", access.password, name="password"),
    path("accounts/<int:pk>/active", access.active, name="active"),
]

# --- documents ---
documents: Patterns = [
    path("", own_documents.register, name="register"),
    path("export.xlsx", own_documents.export, name="export"),
    path("numbering", own_documents.numbering, name="numbering"),
    path("new", own_documents.new, name="new"),
    path("new/by-hand", own_documents.by_hand, name="by_hand"),
    path("new/stub", own_documents.stub, name="stub"),
    path("new/read", own_documents.begin, name="begin"),
    path("intake/<int:pk>", own_documents.review, name="intake"),
    path("intake/<int:pk>/decisions", own_documents.decisions, name="decisions"),
    path("intake/<int:pk>/discard", own_documents.discard, name="discard"),
    path("templates", own_templates.templates, name="templates"),
    path("templates/upload", own_templates.template_upload, name="template_upload"),
    path("templates/<int:pk>", own_templates.template, name="template"),
    path("templates/<int:pk>/copy", own_templates.template_copy, name="template_copy"),
    path("templates/<int:pk>/edit", own_templates.template_edit, name="template_edit"),
    path("templates/<int:pk>/issue", own_templates.template_issue, name="template_issue"),
    path("templates/<int:pk>/end", own_templates.template_end, name="template_end"),
    path("templates/<int:pk>/file", own_templates.template_file, name="template_file"),
    path("templates/<int:pk>/draft", own_drafts.create, name="draft_new"),
    path("drafts", own_drafts.drafts, name="drafts"),
    path("drafts/export.xlsx", own_drafts.drafts_export, name="drafts_export"),
    path("drafts/<int:pk>", own_drafts.draft, name="draft"),
    path("drafts/<int:pk>/save", own_drafts.draft_save, name="draft_save"),
    path("drafts/<int:pk>/issue", own_drafts.draft_issue, name="draft_issue"),
    path("drafts/<int:pk>/word", own_drafts.draft_docx, name="draft_docx"),
    path("drafts/<int:pk>/pdf", own_drafts.draft_pdf, name="draft_pdf"),
    path("drafts/<int:pk>/<str:action>", own_drafts.draft_move, name="draft_move"),
    path("<int:pk>", own_documents.detail, name="detail"),
    path("<int:pk>/edit", own_documents.edit, name="edit"),
    path("<int:pk>/send", own_documents.send, name="send"),
    path("<int:pk>/file", own_documents.file, name="file"),
    path("<int:pk>/links", own_links.links, name="links"),
    path("<int:pk>/links/new", own_links.new_link, name="new_link"),
    path("<int:pk>/links/<int:citation_pk>", own_links.link, name="link"),
    path("<int:pk>/checks", own_checks.checks, name="checks"),
    path("<int:pk>/clauses", own_clauses.outline, name="outline"),
    path("<int:pk>/clauses/<int:clause_pk>", own_clauses.clause, name="clause"),
    path("<int:pk>/coverage", own_coverage.coverage, name="coverage"),
    path("<int:pk>/coverage/answers", own_coverage.answers, name="coverage_answers"),
    path("<int:pk>/coverage/unanswered", own_coverage.unanswered, name="coverage_unanswered"),
    path("<int:pk>/coverage/targets", own_coverage.targets, name="coverage_targets"),
    path("<int:pk>/coverage/export.xlsx", own_coverage.export, name="coverage_export"),
    path("<int:pk>/coverage/<int:clause_pk>", own_coverage.clause, name="coverage_clause"),
    path("<int:pk>/coverage/<int:clause_pk>/<int:organisation_pk>", own_cell.cell, name="coverage_cell"),
]

# --- obligations ---
obligations: Patterns = [
    path("", duties.listing.list_obligations, name="list"),
    path("new/", duties.lay.new, name="new"),
    path("new/children/", duties.picker.children, name="children"),
    path("new/expectations/", duties.picker.expectations, name="expectations"),
    path("new/own/", duties.picker.own, name="own"),
    path("new/people/", duties.picker.people, name="people"),
    path("<int:pk>/", duties.detail.detail, name="detail"),
    path("<int:pk>/chosen/", duties.actions.chosen, name="chosen"),
    path("<int:pk>/bearers/", duties.picker.bearers, name="bearers"),
    path("<int:pk>/withdraw/", duties.actions.withdraw, name="withdraw"),
    path("<int:pk>/laying/", duties.actions.laying, name="laying"),
    path("answers/<int:pk>/", duties.answer.answer, name="answer"),
    path("answers/<int:pk>/draft/", duties.answer.draft, name="draft"),
    path("answers/<int:pk>/recall/", duties.answer.recall, name="recall"),
    path("answers/<int:pk>/items/<int:item>/", duties.answer.report, name="report"),
    path("answers/<int:pk>/items/<int:item>/recall/", duties.answer.unreport, name="unreport"),
    path("answers/<int:pk>/files/<int:attachment>/", duties.answer.file, name="file"),
    path("reviews/<int:pk>/", duties.review.review, name="review"),
    path("reviews/<int:pk>/beside/<int:other>/", duties.beside.beside, name="beside"),
    path("reviews/<int:pk>/items/<int:item>/", duties.review.check_item, name="check_item"),
    path("reviews/<int:pk>/<str:action>/", duties.review.decide, name="decide"),
]

# --- oversight: one list for each part, so that a part is read together ---
procedures: Patterns = [
    path("procedures/", own_procedures.procedures, name="procedures"),
    path("procedures/rights", own_procedures.rights, name="rights"),
    path("procedures/<slug:code>/", own_procedures.procedure, name="procedure"),
    path("procedures/<slug:code>/change", own_procedures.change, name="procedure_change"),
    path("procedures/<slug:code>/checklist.<slug:form>", own_procedures.checklist, name="procedure_checklist"),
]
programmes: Patterns = [
    path("programmes/", own_programmes.listing.programmes, name="programmes"),
    path("programmes/export.xlsx", own_programmes.listing.export, name="programmes_export"),
    path("programmes/new", own_programmes.listing.new, name="programme_new"),
    path("programmes/<int:pk>/", own_programmes.detail.programme, name="programme"),
    path("programmes/<int:pk>/edit", own_programmes.detail.edit, name="programme_edit"),
    path("programmes/<int:pk>/adopt", own_programmes.detail.adopt, name="programme_adopt"),
    path("programmes/<int:pk>/take", own_programmes.taking.take, name="programme_take"),
    path("programmes/<int:pk>/paste", own_programmes.taking.paste, name="programme_paste"),
    path("programmes/<int:pk>/programme.xlsx", own_programmes.detail.export, name="programme_export"),
    path("programmes/<int:pk>/programme.docx", own_programmes.detail.word, name="programme_word"),
    path("programmes/<int:pk>/lines/new", own_programmes.entry.new, name="programme_entry_new"),
    path("programmes/<int:pk>/lines/<int:entry_pk>/", own_programmes.entry.change, name="programme_entry"),
    path("programmes/<int:pk>/lines/<int:entry_pk>/remove", own_programmes.entry.remove, name="programme_entry_remove"),
    path("programmes/<int:pk>/lines/<int:entry_pk>/cancel", own_programmes.entry.cancel, name="programme_entry_cancel"),
    path(
        "programmes/<int:pk>/lines/<int:entry_pk>/restore", own_programmes.entry.restore, name="programme_entry_restore"
    ),
    path("programmes/<int:pk>/<slug:action>/", own_programmes.detail.move, name="programme_move"),
    path("board/", own_programmes.board.board, name="board"),
    path("board/board.xlsx", own_programmes.board.export, name="board_export"),
    path("risk/", own_programmes.risk.risk, name="risk"),
    path("risk/pick", own_programmes.risk.pick, name="risk_pick"),
    path("risk/<int:pk>/", own_programmes.risk.of_organisation, name="risk_of"),
]
cases: Patterns = [
    path("", own_cases.cases, name="cases"),
    path("export.xlsx", own_cases.export, name="cases_export"),
    path("cases/new", own_cases.case_new, name="case_new"),
    path("cases/<int:pk>/", own_cases.case, name="case"),
    path("cases/<int:pk>/edit", own_cases.case_edit, name="case_edit"),
    path("cases/<int:pk>/do/<str:action>", own_cases.case_do, name="case_do"),
    path("cases/<int:pk>/issue", own_cases.case_issue, name="case_issue"),
    path("cases/<int:pk>/subjects", own_cases.case_subjects, name="case_subjects"),
    path("cases/<int:pk>/team", own_cases.case_team, name="case_team"),
    path("cases/<int:pk>/papers", own_cases.case_papers, name="case_papers"),
    path("cases/<int:pk>/index.docx", own_cases.case_index, name="case_index"),
    path("cases/subjects/<int:pk>/", own_cases.subject, name="subject"),
    path("cases/subjects/<int:pk>/remove", own_cases.subject_remove, name="subject_remove"),
    path("cases/subjects/<int:pk>/do/<str:action>", own_cases.subject_do, name="subject_do"),
    path("cases/team/<int:pk>/<str:action>", own_cases.member_do, name="member_do"),
    path("cases/papers/<int:pk>/", own_cases.paper, name="paper"),
    path("cases/papers/<int:pk>/file", own_cases.paper_file, name="paper_file"),
    path("cases/papers/<int:pk>/do/<str:action>", own_cases.paper_do, name="paper_do"),
]
findings: Patterns = [
    path("cases/<int:pk>/findings/", own_findings.listing.findings, name="findings"),
    path("cases/<int:pk>/findings/export.xlsx", own_findings.listing.export, name="findings_export"),
    path("cases/<int:pk>/findings/new", own_findings.writing.new, name="finding_new"),
    path("cases/<int:pk>/findings/lines", own_findings.writing.lines, name="finding_lines"),
    path("cases/<int:pk>/findings/clauses", own_findings.writing.clauses, name="finding_clauses"),
    path("cases/<int:pk>/findings/<int:finding_pk>/", own_findings.writing.finding, name="finding"),
    path("cases/<int:pk>/findings/<int:finding_pk>/copy", own_findings.writing.copy, name="finding_copy"),
    path("cases/<int:pk>/findings/<int:finding_pk>/case", own_findings.writing.open_linked, name="finding_case"),
    path("cases/<int:pk>/findings/<int:finding_pk>/<slug:action>", own_findings.writing.act, name="finding_act"),
    path("cases/<int:pk>/results", own_findings.requirements.results, name="results"),
    path("cases/<int:pk>/requirements/", own_findings.requirements.requirements, name="requirements"),
    path("cases/<int:pk>/requirements/new", own_findings.requirements.new, name="requirement_new"),
    path(
        "cases/<int:pk>/requirements/<int:requirement_pk>/", own_findings.requirements.requirement, name="requirement"
    ),
    path("cases/<int:pk>/requirements/<slug:action>", own_findings.requirements.act, name="requirement_act"),
    path("cases/<int:pk>/conclusion/", own_findings.conclusion.conclusion, name="conclusion"),
    path("cases/<int:pk>/conclusion/compile", own_findings.conclusion.compile_, name="conclusion_compile"),
    path("cases/<int:pk>/conclusion/conclude", own_findings.moves.conclude, name="conclusion_conclude"),
    path("cases/<int:pk>/conclusion/reopen", own_findings.moves.reopen, name="conclusion_reopen"),
    path("cases/<int:pk>/conclusion/register", own_findings.moves.register, name="conclusion_register"),
    path("cases/<int:pk>/conclusion/announce", own_findings.announcing.announce, name="conclusion_announce"),
    path("cases/<int:pk>/conclusion/lay", own_findings.announcing.lay, name="conclusion_lay"),
    path("cases/<int:pk>/conclusion/word", own_findings.conclusion.word, name="conclusion_word"),
    path("cases/<int:pk>/conclusion/pdf", own_findings.conclusion.as_pdf, name="conclusion_pdf"),
]
remediations: Patterns = [
    path("remediations/", own_remedies.register, name="remediations"),
    path("remediations/years", own_remedies.years, name="remediations_years"),
    path("remediations/mine", own_remedies.mine, name="remediations_mine"),
    path("remediations/decide", own_remedies.decide_many, name="remediations_decide"),
    path("remediations/follow", own_remedies.follow, name="remediations_follow"),
    path("remediations/<int:pk>/", own_remedies.remediation, name="remediation"),
    path("remediations/<int:pk>/<str:action>", own_remedies.decide, name="remediation_decide"),
]
visits: Patterns = [
    path("delegations/", own_visits.delegations.delegations, name="delegations"),
    path("delegations/new", own_visits.delegations.delegation_new, name="delegation_new"),
    path("delegations/<int:pk>/", own_visits.delegations.delegation, name="delegation"),
    path("delegations/<int:pk>/edit", own_visits.delegations.delegation_edit, name="delegation_edit"),
    path("delegations/<int:pk>/schedule", own_visits.delegations.schedule, name="schedule"),
    path("delegations/<int:pk>/end", own_visits.delegations.delegation_end, name="delegation_end"),
    path("delegations/<int:pk>/export.xlsx", own_visits.delegations.delegation_export, name="delegation_export"),
    path("delegations/<int:pk>/letter.docx", own_visits.delegations.delegation_letter, name="delegation_letter"),
    path("delegations/<int:pk>/schedule.ics", own_visits.ical.delegation_calendar, name="delegation_calendar"),
    path("calendar/", own_visits.delegations.calendar, name="calendar"),
    path("calendar/calendar.ics", own_visits.ical.calendar_file, name="calendar_file"),
    path("sessions/<int:pk>/", own_visits.sessions.session, name="session"),
    path("sessions/<int:pk>/<str:action>", own_visits.sessions.session_do, name="session_do"),
    path("notes/", own_visits.notes.notes, name="notes"),
    path("notes/new", own_visits.notes.note_new, name="note_new"),
    path("notes/export.xlsx", own_visits.notes.notes_export, name="notes_export"),
    path("notes/<int:pk>/", own_visits.notes.note, name="note"),
]
statistics: Patterns = [
    path("statistics/", own_statistics.statistics_page, name="statistics"),
    path("statistics/cases", own_statistics.cases, name="statistics_cases"),
    path("statistics/subjects", own_statistics.subjects, name="statistics_subjects"),
    path("statistics/explain", own_statistics.explain, name="statistics_explain"),
    path("statistics/beside", own_statistics_beside.beside, name="statistics_beside"),
]
oversight: Patterns = [*statistics, *procedures, *programmes, *remediations, *visits, *findings, *cases]

# --- audit, search, accounts, preferences ---
audit: Patterns = [
    path("", trail.trail, name="trail"),
    path("export.xlsx", trail.export, name="export"),
]
place: Patterns = [
    path("switch", preferences.switch_place, name="switch"),
]
accounts: Patterns = [
    path("login/", own_account.sign_in, name="account_login"),
    path("logout/", allauth_account.logout, name="account_logout"),
    path("inactive/", allauth_account.account_inactive, name="account_inactive"),
    path("password/", allauth_account.password_change, name="account_change_password"),
    path("sessions/", own_account.OwnSessions.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end", own_account.end_session, name="session_end"),
    path("preferences", preferences.choose, name="preferences"),
]
for name in ("signup", "reset_password", "email", "set_password", "reauthenticate"):
    # allauth asks for these addresses; here an administrator makes accounts and gives new passwords
    accounts.append(path(f"{name}/", errors.not_found, name=f"account_{name}"))

urlpatterns: Patterns = [
    path("", home.my_work, name="home"),
    path("organisations/", include((organisations, "organisations"))),
    path("documents/", include((documents, "documents"))),
    path("obligations/", include((obligations, "obligations"))),
    path("oversight/", include((oversight, "oversight"))),
    path("search", search.results, name="search"),
    path("search/suggestions", search.suggestions, name="search_suggestions"),
    path("audit/", include((audit, "audit"))),
    path("place/", include((place, "place"))),
    path("accounts/", include(accounts)),
]
