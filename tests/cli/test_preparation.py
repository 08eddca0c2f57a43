import polib
import pytest

from tusoi.cli import preparation
from tusoi.obligations.models import DeliverableKind
from tusoi.organisations.models import OrganisationKind


@pytest.fixture
def data_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


def test_what_is_migrated_is_not_migrated_again(db):
    assert preparation.migrate() == ""


def test_reference_data_of_every_package_is_loaded_once(db, data_folder):
    assert preparation.load_reference()
    assert DeliverableKind.objects.exists()
    assert OrganisationKind.objects.exists()
    assert preparation.load_reference() == ""


def test_reference_data_come_back_into_a_database_made_anew(db, data_folder):
    preparation.load_reference()
    DeliverableKind.objects.all().delete()
    assert preparation.load_reference()
    assert DeliverableKind.objects.exists()


def test_a_newer_translation_is_compiled(settings, tmp_path):
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Việc của tôi", msgstr="My work"))
    catalogue.save(str(folder / "django.po"))
    settings.PACKAGE = tmp_path
    assert preparation.compile_translations()
    assert polib.mofile(str(folder / "django.mo")).find("Việc của tôi").msgstr == "My work"
    assert preparation.compile_translations() == ""


def test_a_version_is_remembered_until_a_file_changes(data_folder):
    file = data_folder / "a.json"
    file.write_text("1")
    seen = preparation.VersionFile("x", file, salt="")
    assert not seen.holds()
    seen.keep()
    assert preparation.VersionFile("x", file, salt="").holds()
    file.write_text("12")
    assert not preparation.VersionFile("x", file, salt="").holds()
    assert not preparation.VersionFile("x", salt="another database").holds()
