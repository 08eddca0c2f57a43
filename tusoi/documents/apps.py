from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tusoi.documents"
    label = "documents"
