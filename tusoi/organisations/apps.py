from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tusoi.organisations"
    label = "organisations"
