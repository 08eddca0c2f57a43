from django.db import transaction

from tusoi.organisations.models import Membership, Organisation, Position

from .people import index_person
from .tree import index


@transaction.atomic
def reindex() -> int:
    """Write the search entries of every organisation and person anew; how many there are."""
    count = 0
    for organisation in Organisation.objects.order_by("pk").iterator(chunk_size=500):
        index(organisation)
        count += 1
    people: set[int] = set()
    for held in (Membership.objects.open(), Position.objects.open()):
        for row in held.select_related("person", "organisation").order_by("pk").iterator(chunk_size=500):
            if row.person_id not in people:
                people.add(row.person_id)
                index_person(row.person, row.organisation)
    # Who belongs nowhere any more is still found where he was last.
    for gone in (Membership.objects.all(), Position.objects.all()):
        left = gone.exclude(person__in=Position.objects.open().values("person"))
        left = left.exclude(person__in=Membership.objects.open().values("person"))
        for row in left.select_related("person", "organisation").order_by("-valid_to", "-pk").iterator(chunk_size=500):
            if row.person_id not in people:
                people.add(row.person_id)
                index_person(row.person, row.organisation)
    return count + len(people)
