"""The `tusoi` command: Django's own commands and ours, with the settings already chosen."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tusoi.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
