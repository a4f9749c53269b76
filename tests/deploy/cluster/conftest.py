"""One cluster for all of these tests, and a namespace of its own for each."""

import itertools

import pytest
from cluster import Server, build_programs, make_namespace

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    """As its administrator."""
    build_programs()
    server = Server(tmp_path_factory.mktemp("cluster"))
    yield server.administrator
    server.stop()


@pytest.fixture
def namespace(cluster):
    name = make_namespace(cluster, f"data-{next(NUMBERS)}")
    yield name
    cluster.kubectl("delete", "namespace", name, "--wait=false")
