"""What several files of these tests need once: the images, and the example of Terraform as the mocked provider leaves it; and which of
them may run beside which."""

import json

import pytest
from containers import Podman
from harness.process import PROJECT
from terraform import output_of_tests, settings

# Each group is one process's, one file after the other: its images are built once, its cluster is started once, and what waits leaves the
# processors to what computes. Every other file is of a third group: the cluster's, which is compiled first.
GROUPS = {
    "containers": {"test_backup_stores.py", "test_compose_command.py", "test_containers.py", "test_faults.py", "test_machine.py", "test_pods_run.py", "test_standard.py",
                   "test_upgrade.py"},
    "aws": {"test_backup_s3.py", "test_simulated_aws.py", "test_terraform.py"},
}


def group(nodeid: str) -> str:
    file = nodeid.split("::")[0].rsplit("/", 1)[-1]
    return next((name for name, files in GROUPS.items() if file in files), "cluster")


def pytest_runtest_setup(item):
    if "podman" in item.fixturenames and group(item.nodeid) != "containers":
        pytest.fail(f"{item.path.name} uses podman: name it in the group of containers in tests/deploy/conftest.py, else two processes build "
                    "the same images into each other", pytrace=False)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Not pytest-xdist's own --dist loadgroup: that of 3.8 changes nothing under pytest 9.2, whose tests' ids it cannot write."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

    return ByGroup(config, log)


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
