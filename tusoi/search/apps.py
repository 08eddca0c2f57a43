from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tusoi.search"
    label = "search"
