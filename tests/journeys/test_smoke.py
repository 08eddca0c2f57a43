from tests.journeys.conftest import fits


def test_my_work_opens(province, sign_in):
    page = sign_in(province.may)
    page.goto("/")
    assert "Việc của tôi" in page.title()
    assert fits(page)
