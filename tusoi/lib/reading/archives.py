"""Opening a zip-based document without trusting it: sizes, ratios, passwords, entities, links that fetch."""

import io
import re
import zipfile
import zlib

from lxml import etree

from tusoi.lib.reading.model import Unreadable

MAX_MEMBERS = 4_000
MAX_EXPANDED = 400 * 1024 * 1024
MAX_PART = 80 * 1024 * 1024
MAX_RATIO = 200  # of all members together; below RATIO_FREE no document is a bomb
RATIO_FREE = 20 * 1024 * 1024
_CHUNK = 1 << 16
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]{0,6000}>")


class Archive:
    """The parts of an OOXML file, inflated one by one under limits. Raises Unreadable with the matching code."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = self._zip.infolist()
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            OverflowError,
            RuntimeError,
        ) as error:
            raise Unreadable("damaged", str(error)) from error
        self._left = MAX_EXPANDED
        self._check(len(data))

    def _check(self, size: int) -> None:
        if len(self._members) > MAX_MEMBERS:
            raise Unreadable("zip_bomb", f"{len(self._members)} members")
        expanded = sum(member.file_size for member in self._members)
        if expanded > MAX_EXPANDED or (expanded > RATIO_FREE and expanded > MAX_RATIO * size):
            raise Unreadable("zip_bomb", f"{size} bytes expand to {expanded}")
        if any(member.flag_bits & 0x1 for member in self._members):
            raise Unreadable("encrypted", "a member of the archive needs a password")

    @property
    def names(self) -> list[str]:
        return [member.filename for member in self._members]

    def part(self, name: str, *, most: int | None = None) -> bytes | None:
        """The bytes of a part (the first ``most`` of them), None if there is none; what the directory says of its size
        is not believed.
        """
        try:
            member = self._zip.getinfo(name)
        except KeyError:
            return None
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as source:
                while chunk := source.read(_CHUNK if most is None else min(_CHUNK, most - size)):
                    size += len(chunk)
                    if size > MAX_PART or size > self._left:
                        raise Unreadable("zip_bomb", f"{name} expands beyond {size} bytes")
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable("damaged", f"{name}: {error}") from error
        self._left -= size
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element | None:
        """The part as a tree; a document type, an entity or broken XML is refused."""
        data = self.part(name)
        if data is None:
            return None
        refuse_entities(data, name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("damaged", f"{name}: {error}") from error

    def refuse_fetching(self) -> None:
        """Refuses relationships that load from elsewhere (templates, pictures, frames); plain links may stay."""
        for name in self.names:
            if not name.endswith(".rels"):
                continue
            data = self.part(name) or b""
            refuse_entities(data, name)
            for relation in _RELATION.findall(data):
                external = re.search(rb"TargetMode\s*=\s*[\"']External", relation)
                if external and not re.search(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", relation):
                    raise Unreadable("external_entity", f"{name} loads from elsewhere")


def refuse_entities(data: bytes, name: str) -> None:
    """Raises Unreadable where XML declares a document type, in any encoding that hides it from a plain search."""
    plain = data.replace(b"\x00", b"") if data[:4].count(0) or data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    head = plain.lstrip()[:200]
    declared = re.search(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})", head)
    if declared and declared.group(1).lower() not in {
        b"utf-8",
        b"utf-16",
        b"us-ascii",
        b"ascii",
        b"iso-8859-1",
        b"utf8",
    }:
        raise Unreadable("external_entity", f"{name} is in {declared.group(1).decode('ascii')}")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable("external_entity", f"{name} declares a document type")
