from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from tusoi.organisations.models import Account, Body, Organisation, Term
from tusoi.organisations.models.periods import Reference, ends_after_it_begins
from tusoi.treepath import END

from .attachment import Attachment

if TYPE_CHECKING:
    from tusoi.organisations.scope import Actor


class DocumentKind(Reference):
    """Kind of document (thể loại văn bản). ``symbol`` is its code in numbers; QĐ stands for two kinds."""

    symbol = models.CharField(max_length=8)
    is_printed = models.BooleanField(default=True, help_text="a công văn does not print its kind")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="document_kind_once"),
            ends_after_it_begins("document_kind_period"),
        ]


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Registered within reach, sent to an organisation within reach, or open to everyone below its owner."""
        # Not as a list of documents: one too long for its memory PostgreSQL walks through again for each document.
        sent = Recipient.objects.filter(actor.within("organisation__path"), document=OuterRef("pk"))
        return self.filter(
            actor.within("owner__path")
            | Q(circulation=Document.Circulation.BELOW, owner__in=actor.ancestor_ids)
            | Exists(sent)
        )

    def marked(self) -> DocumentQuerySet:
        """With ``is_replaced``: whether another document has taken its place."""
        return self.annotate(is_replaced=Exists(Citation.objects.changing("replaces").filter(target=OuterRef("pk"))))


class Document(models.Model):
    """An entry of the register (sổ văn bản): a document that ``owner`` issued or received."""

    class Circulation(models.TextChoices):
        OWN = "own", "chỉ đơn vị này và cấp trên"
        BELOW = "below", "cả các đơn vị bên dưới"

    class Secrecy(models.TextChoices):
        NONE = "", "không"
        SECRET = "mat", "Mật"
        TOP = "toi_mat", "Tối mật"
        UTMOST = "tuyet_mat", "Tuyệt mật"

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="issued_documents")
    issuer_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    issuer_name = models.CharField(max_length=200, help_text="as written; the only one for bodies outside the tree")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=40, blank=True, help_text="what follows the number: KL/TU")
    issued_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    excerpt = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="documents")
    circulation = models.CharField(max_length=8, choices=Circulation, default=Circulation.BELOW)
    secrecy = models.CharField(max_length=10, choices=Secrecy, blank=True, default="")
    paper_location = models.CharField(max_length=200, blank=True)
    signatory = models.CharField(max_length=200, blank=True, help_text="who signed, with the office, as printed")
    registered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-issued_on"], name="document_register"),
            models.Index(fields=["number", "symbol"], name="document_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy="") | Q(text="", file__isnull=True), name="document_secret_is_only_a_stub"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()

    @property
    def reference(self) -> str:
        """The number and symbol as printed: 47-KL/TU; numbers below 10 with a zero."""
        if self.number is None:
            return self.symbol
        return f"{self.number:02d}-{self.symbol}"


class Recipient(models.Model):
    """A document was sent to an organisation (nơi nhận)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "organisation"], name="recipient_once")]


class PartOfDocumentQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> PartOfDocumentQuerySet:
        return self.filter(document__in=Document.objects.visible_to(actor))


class Clause(models.Model):
    """A passage of a document that something hangs on: a requirement, a finding, a counted result, a deadline."""

    class Kind(models.TextChoices):
        REQUIREMENT = "requirement", "Yêu cầu"
        STRENGTH = "strength", "Ưu điểm"
        LIMITATION = "limitation", "Hạn chế"
        COUNT = "count", "Số liệu"
        ORGANISATION = "organisation", "Tổ chức"
        DEADLINE = "deadline", "Thời hạn"
        SECTION = "section", "Mục"
        TASK = "task", "Nhiệm vụ"
        TARGET = "target", "Chỉ tiêu"
        SOLUTION = "solution", "Giải pháp"
        DIRECTIVE = "directive", "Chỉ đạo"

    document = models.ForeignKey(Document, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=14, choices=Kind)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=80, blank=True, help_text="how it is cited: mục II.2, yêu cầu thứ nhất")
    title = models.CharField(max_length=300)
    quote = models.TextField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    fields = models.JSONField(default=dict, blank=True)

    objects = PartOfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="clause_position")]

    def __str__(self) -> str:
        return self.title


class CitationQuerySet(PartOfDocumentQuerySet):
    def changing(self, *relations: str) -> CitationQuerySet:
        """Where a document replaces or amends another: a later one, in the same register or in one above it.

        What a register below says of a superior's document changes nothing there.
        """
        return self.filter(
            relation__in=relations,
            document__issued_on__gte=F("target__issued_on"),
            target__owner__path__gte=F("document__owner__path"),
            target__owner__path__lt=Concat(F("document__owner__path"), Value(END)),
        ).exclude(document=F("target"))


class Citation(models.Model):
    """A document speaks of another one (viện dẫn). ``target`` is null while the other is not in the register.

    ``relation`` says what the other is to it; read as "this document ``relation`` the target".
    """

    class Relation(models.TextChoices):
        BASIS = "basis", _("căn cứ")
        IMPLEMENTS = "implements", _("thực hiện")
        REVIEWS = "reviews", _("sơ kết, tổng kết")
        REPLACES = "replaces", _("thay thế")
        AMENDS = "amends", _("sửa đổi, bổ sung")
        REPORTS = "reports", _("báo cáo")
        MENTIONS = "mentions", _("nhắc đến")

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    quote = models.CharField(max_length=500)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    suspect = models.CharField(max_length=40, blank=True)
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.MENTIONS)
    is_confirmed = models.BooleanField(
        default=False, help_text="a person said what the relation is; else it was read out of the text"
    )
    target = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="cited_by")

    objects = CitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["number", "symbol"], condition=Q(target__isnull=True), name="citation_open")]

    def __str__(self) -> str:
        return self.quote


class SettledCaution(models.Model):
    """Somebody looked at what the check of citations found in a document, and said why it may stand (đã xem).

    ``code`` and ``key`` name the caution as `tusoi.documents.cautions` makes them from what is printed.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="settled_cautions")
    code = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField()

    objects = PartOfDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "code", "key"], name="caution_settled_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="caution_settled_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason
