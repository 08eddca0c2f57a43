import pytest

from tests.cast import Cast, small_province


@pytest.fixture
def cast(db: None) -> Cast:
    return small_province()
