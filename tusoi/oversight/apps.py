from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "tusoi.oversight"
    label = "oversight"
