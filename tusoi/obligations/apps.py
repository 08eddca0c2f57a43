from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "tusoi.obligations"
    label = "obligations"
