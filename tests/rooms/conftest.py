"""One host for every test that needs none of its own: each plays with a team that nobody else touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.builders import TINY
from tests.faults.proxy import Proxy
from tests.rooms.hosting import HostProcess, Place, hang_up, hosting

TEAMS = 45
"""As many as there are tests that ask for one, and a few to spare."""


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostProcess]:
    """The host that is shared."""
    with hosting(tmp_path_factory.mktemp("house"), str(TINY), "--teams", str(TEAMS), "--port", "0") as house:
        yield house


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Teams in their order."""
    return count(1)


@pytest.fixture
def new_place(house: HostProcess, numbers: Iterator[int]) -> Iterator[Callable[[], Place]]:
    """Gives a team that nobody has played with; hangs up at the end."""
    yield lambda: Place(house, next(numbers))
    hang_up()


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    """One such team."""
    return new_place()


@pytest.fixture
def proxy(house: HostProcess) -> Iterator[Proxy]:
    """A cable to the host that is shared, which a test may pull."""
    proxy = Proxy()
    proxy.target = ("127.0.0.1", int(house.url.rsplit(":", 1)[1].partition("/")[0]))
    yield proxy
    proxy.close()
