"""The page of gaps and doubles in the numbers of a register."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.documents.build import registered
from tests.web.crawl import client_of


@pytest.fixture
def numbered(cast):
    for number in (1, 2, 5, 5):
        registered(cast, issuer_id=cast.province.pk, issuer_name="", number=number, excerpt="đổi mới <b>sinh hoạt")


def test_the_page_names_the_gaps_and_the_doubles(cast, numbered, django_assert_max_num_queries):
    client = client_of(cast.may)
    with django_assert_max_num_queries(20):
        page = client.get("/documents/numbering").content.decode()
    assert "3–4" in page
    assert "thiếu 2 số" in page
    assert page.count("05-KH/TU") == 1
    assert "<b>sinh hoạt" not in page
    assert 'href="/documents/numbering"' in client.get("/documents/").content.decode()


def test_an_empty_register_teaches(cast):
    assert "Đơn vị chưa ban hành văn bản có số nào" in client_of(cast.lan).get("/documents/numbering").content.decode()


def test_another_organisation_only_as_far_as_one_reads(cast, numbered):
    address = "/documents/numbering"
    assert client_of(cast.may).get(address, {"organisation": cast.an_binh.pk}).status_code == 200
    assert client_of(cast.lan).get(address, {"organisation": cast.province.pk}).status_code == 403
    assert client_of(cast.lan).get(address, {"organisation": cast.suoi_giang.pk}).status_code == 404
    assert client_of(cast.lan).get(address, {"organisation": "abc"}).status_code == 404
    shown = client_of(cast.lan).get("/documents/", {"organisation": cast.province.pk}).content.decode()
    assert "/documents/numbering" not in shown


def test_it_leaves_as_a_workbook(cast, numbered):
    answer = client_of(cast.may).get("/documents/numbering", {"format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert any("3–4" in [str(cell) for cell in row] for row in rows)


def test_the_api_tells_the_same(cast, numbered):
    said = client_of(cast.may).get("/api/documents/numbering").json()
    assert said["count"] == 1
    assert said["items"][0]["missing"] == [[3, 4]]
    assert [one["number"] for one in said["items"][0]["doubled"][0]] == [5, 5]
    assert client_of(cast.lan).get(f"/api/documents/numbering?organisation={cast.province.pk}").status_code == 403
