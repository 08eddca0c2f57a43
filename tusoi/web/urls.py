"""Every page of the site. Read this first."""

from allauth.account import views as allauth_account
from allauth.usersessions import views as allauth_sessions
from django.urls import URLPattern, URLResolver, include, path

from tusoi.web.pages import accounts as own_account
from tusoi.web.pages import errors, home, preferences

Patterns = list[URLPattern | URLResolver]

# --- organisations ---
organisations: Patterns = []

# --- documents ---
documents: Patterns = []

# --- obligations ---
obligations: Patterns = []

# --- audit, search, accounts, preferences ---
audit: Patterns = []
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
    path("audit/", include((audit, "audit"))),
    path("place/", include((place, "place"))),
    path("accounts/", include(accounts)),
]
