from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tusoi.web"
    label = "web"

    def ready(self) -> None:
        from tusoi.web.words import put_in_place

        put_in_place()
