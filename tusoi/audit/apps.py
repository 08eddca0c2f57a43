from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tusoi.audit"
    label = "audit"
