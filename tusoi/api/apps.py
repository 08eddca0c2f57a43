from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tusoi.api"
    label = "api"
