"""Every page of the site. Read this first."""

from allauth.account import views as allauth_account
from allauth.usersessions import views as allauth_sessions
from django.urls import URLPattern, URLResolver, include, path

from tusoi.web.pages import accounts as own_account
from tusoi.web.pages import audit as trail
from tusoi.web.pages import documents as own_documents
from tusoi.web.pages import errors, home, preferences, search
from tusoi.web.pages import obligations as duties
from tusoi.web.pages.organisations import access, areas, changes, organisation, tree
from tusoi.web.pages.organisations import people as org_people

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
    path("new", own_documents.new, name="new"),
    path("new/by-hand", own_documents.by_hand, name="by_hand"),
    path("new/stub", own_documents.stub, name="stub"),
    path("new/read", own_documents.begin, name="begin"),
    path("intake/<int:pk>", own_documents.review, name="intake"),
    path("intake/<int:pk>/decisions", own_documents.decisions, name="decisions"),
    path("intake/<int:pk>/discard", own_documents.discard, name="discard"),
    path("<int:pk>", own_documents.detail, name="detail"),
    path("<int:pk>/edit", own_documents.edit, name="edit"),
    path("<int:pk>/send", own_documents.send, name="send"),
    path("<int:pk>/file", own_documents.file, name="file"),
]

# --- obligations ---
obligations: Patterns = [
    path("", duties.listing.list_obligations, name="list"),
    path("new/", duties.lay.new, name="new"),
    path("new/children/", duties.lay.children, name="children"),
    path("new/expectations/", duties.lay.expectations, name="expectations"),
    path("<int:pk>/", duties.detail.detail, name="detail"),
    path("<int:pk>/chosen/", duties.actions.chosen, name="chosen"),
    path("<int:pk>/bearers/", duties.lay.bearers, name="bearers"),
    path("<int:pk>/withdraw/", duties.actions.withdraw, name="withdraw"),
    path("<int:pk>/laying/", duties.actions.laying, name="laying"),
    path("answers/<int:pk>/", duties.answer.answer, name="answer"),
    path("answers/<int:pk>/draft/", duties.answer.draft, name="draft"),
    path("answers/<int:pk>/recall/", duties.answer.recall, name="recall"),
    path("answers/<int:pk>/items/<int:item>/", duties.answer.report, name="report"),
    path("answers/<int:pk>/files/<int:attachment>/", duties.answer.file, name="file"),
    path("reviews/<int:pk>/", duties.review.review, name="review"),
    path("reviews/<int:pk>/items/<int:item>/", duties.review.check_item, name="check_item"),
    path("reviews/<int:pk>/<str:action>/", duties.review.decide, name="decide"),
]

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
    path("sessions/", allauth_sessions.list_usersessions, name="usersessions_list"),
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
    path("search", search.results, name="search"),
    path("search/suggestions", search.suggestions, name="search_suggestions"),
    path("audit/", include((audit, "audit"))),
    path("place/", include((place, "place"))),
    path("accounts/", include(accounts)),
]
