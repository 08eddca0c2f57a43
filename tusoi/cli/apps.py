from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "tusoi.cli"
    label = "cli"
