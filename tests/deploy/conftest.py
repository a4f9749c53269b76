"""What several files of these tests need once: the images, and the example of Terraform as the mocked provider leaves it; and which of
them may run beside which."""

import json

import pytest
from containers import Podman
from harness.process import PROJECT
from terraform import output_of_tests, settings

# Tests with the same of these go to one process, one after the other, since they share what is dear: images, a cluster, the processors'
# time. The first that a test has counts; one with none of them goes to whichever process is free.
GROUPS = {"podman": "podman", "cluster": "cluster", "aws": "aws", "s3": "aws", "environment": "aws"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before pytest-xdist looks: --dist loadgroup."""
    for item in items:
        group = next((group for fixture, group in GROUPS.items() if fixture in item.fixturenames), None)
        if group is not None:
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def podman(tmp_path_factory):
    folder = tmp_path_factory.mktemp("podman")
    engine = Podman(folder)
    engine.make_base(folder)
    engine.build_all()
    return engine


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    return settings(tmp_path_factory.mktemp("terraform"))


@pytest.fixture(scope="session")
def whole(environment, tmp_path_factory):
    """The state of the example as the mocked provider left it."""
    output = output_of_tests(environment, PROJECT / "terraform" / "example", tmp_path_factory.mktemp("example"), "-verbose", "-json")
    states = [json.loads(line)["test_state"] for line in output.splitlines() if '"test_state"' in line]
    return states[0]
