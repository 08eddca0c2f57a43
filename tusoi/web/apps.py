from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tusoi.web"
    label = "web"
