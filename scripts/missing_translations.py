"""Says which visible texts have no English: extracts every msgid into a copy of the package and merges the catalogue.

Exit 1 with the list when one is missing or only guessed (fuzzy), 0 when the English is complete. Without xgettext it
says so; with CI=true that is a failure too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "tusoi"
DOMAINS = ("django", "djangojs")


def main() -> int:
    if not shutil.which("xgettext"):
        print("xgettext (gettext) is not installed: translations were not checked")
        return 1 if os.environ.get("CI") == "true" else 0
    missing: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tusoi-messages-") as folder:
        copy = Path(folder) / "tusoi"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("*.pyc", "*.mo", "__pycache__"))
        (copy / "locale").mkdir(exist_ok=True)
        for domain in DOMAINS:
            missing += [f"{domain}: {text}" for text in untranslated(copy, domain)]
    for text in missing:
        print(text)
    print(f"{len(missing)} texts without English")
    return 1 if missing else 0


def untranslated(copy: Path, domain: str) -> list[str]:
    command = [sys.executable, "-m", "django", "makemessages", "--locale=en", f"--domain={domain}", "--no-wrap"]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    made = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    if made.returncode:
        raise SystemExit(made.stdout + made.stderr)
    catalogue = copy / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not catalogue.exists():
        return []
    return [entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.obsolete and not entry.translated()]


if __name__ == "__main__":
    raise SystemExit(main())
