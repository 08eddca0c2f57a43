import os
from datetime import date
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from tusoi.audit.services import record
from tusoi.cli.preparation import prepare
from tusoi.lib.folding import sort_key
from tusoi.organisations.models import Account, Organisation, OrganisationKind, Person, Position, PositionKind
from tusoi.organisations.scope import system_actor
from tusoi.organisations.services import AccountRefused, Misplaced, create_account, found_organisation


class Command(BaseCommand):
    help = (
        "Begin with an empty installation: the organisation at the top and its administrator. "
        "Everything else is done by the administrator on the pages. "
        "The password is asked for, or taken from TUSOI_PASSWORD."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the administrator's name")
        parser.add_argument(
            "--organisation", required=True, help='the name of the organisation at the top: "Tỉnh ủy ..."'
        )
        parser.add_argument("--kind", default="province", help="its kind, a code of the reference data")
        parser.add_argument("--place", default="", help="the place name before the date of its documents")
        parser.add_argument("--founded", type=date.fromisoformat, help="since when it exists; today otherwise")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        prepare()
        if Organisation.objects.exists() or Account.objects.exists():
            raise CommandError("The installation is not empty: accounts are made by its administrator, on the pages.")
        password = os.environ.get("TUSOI_PASSWORD") or getpass("Password of the administrator: ")
        try:
            begin(username, password, options)
        except (OrganisationKind.DoesNotExist, PositionKind.DoesNotExist) as error:
            raise CommandError(f"The reference data do not have it: {error}") from error
        except AccountRefused as refused:
            raise CommandError(f"{refused.code} {refused.detail}".strip()) from refused
        except Misplaced as misplaced:
            raise CommandError(f"organisation: {misplaced.code}") from misplaced
        self.stdout.write(f"{username} is the administrator of {options['organisation']}.")


@transaction.atomic
def begin(username: str, password: str, options: dict[str, Any]) -> None:
    by = system_actor()
    since = options["founded"] or timezone.localdate()
    top = found_organisation(
        name=options["organisation"],
        kind=OrganisationKind.objects.on(by.today).get(code=options["kind"]),
        parent=None,
        founded_on=since,
        place_name=options["place"],
        by=by,
    )
    kind = PositionKind.objects.on(by.today).filter(role="administrator").earliest("rank", "pk")
    # Nobody can appoint yet: the first position is the one that the services cannot give.
    person = Person.objects.create(name=options["name"], sort_key=sort_key(options["name"]))
    position = Position.objects.create(person=person, organisation=top, kind=kind, valid_from=since)
    record(
        by=by, action="positions.appoint", subject=position, organisation=top, label=f"{person} – {position}",
        person=person.name, person_id=person.pk, kind=kind.code, position=kind.name_vi, valid_from=since, decision="",
    )  # fmt: skip
    create_account(username=username, person_id=person.pk, password=password, by=by)
