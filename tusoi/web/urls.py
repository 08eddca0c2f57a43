"""Every page of the site. Read this first."""

from django.urls import URLPattern, URLResolver, include, path

from tusoi.web.pages import home

Patterns = list[URLPattern | URLResolver]

# --- organisations ---
organisations: Patterns = []

# --- documents ---
documents: Patterns = []

# --- obligations ---
obligations: Patterns = []

# --- audit, search, accounts, preferences ---
audit: Patterns = []
place: Patterns = []
accounts: Patterns = [
    path("", include("allauth.account.urls")),
]

urlpatterns: Patterns = [
    path("", home.my_work, name="home"),
    path("organisations/", include((organisations, "organisations"))),
    path("documents/", include((documents, "documents"))),
    path("obligations/", include((obligations, "obligations"))),
    path("audit/", include((audit, "audit"))),
    path("place/", include((place, "place"))),
    path("accounts/", include(accounts)),
]
