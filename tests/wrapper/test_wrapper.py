"""The ./aurora script in a checkout of its own, where CMake, apt-get and the third-party parts are small scripts.

What is under test is the wrapper: when it builds, what it says, what it leaves behind.
"""

import os
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CMAKE = """#!/usr/bin/env bash
set -e
echo "$*" >> "$CHECKOUT/build/cmake-calls"
if [[ $1 == --preset ]]; then
  mkdir -p "build/$2"; touch "build/$2/build.ninja"
  exit
fi
if [[ -f $CHECKOUT/slow ]]; then sleep 30 & echo $! > "$CHECKOUT/build/compiler.pid"; wait; fi
if grep -q broken "$CHECKOUT/libs/code.cpp"; then
  echo "[1/2] FAILED: code.o"; echo "code.cpp:1:1: error: broken"; exit 1
fi
mkdir -p "$2/bin"
cp "$CHECKOUT/program" "$2/bin/aurora"
"""

PROGRAM = """#!/usr/bin/env bash
if [[ ${1:-} == daemon ]]; then sleep 30 > /dev/null 2>&1 & exit; fi
echo "cwd=$PWD"
for argument in "$@"; do echo "[$argument]"; done
if [[ ${1:-} == unknown ]]; then exit 2; fi
"""


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class Checkout:
    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(ROOT / "tools" / "wrapper", root / "tools" / "wrapper")
        for name in ("aurora", "packages.txt"):
            shutil.copy(ROOT / name, root / name)
        for part in ("node", "librdkafka", "openvino", "chdb", "kafka", "minilm"):
            script(root / "third_party" / f"{part}.sh", "#!/usr/bin/env bash\n")
        (root / "libs").mkdir()
        (root / "build").mkdir()  # what the stubs note is no source
        (root / "libs" / "code.cpp").write_text("fine\n")
        (root / "CMakePresets.json").write_text("{}")
        script(root / "program", PROGRAM)
        script(root / "stubs" / "cmake", CMAKE)
        self.environment = {
            "PATH": f"{root}/stubs:{os.environ['PATH']}",
            "HOME": str(root),
            "CHECKOUT": str(root),
            "AURORA_SKIP_PACKAGES": "1",
        }

    def start(self, *arguments, wrapper=None, **options):
        return subprocess.Popen(
            [str(wrapper or self.root / "aurora"), *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *arguments, **options):
        process = self.start(*arguments, **options)
        process.out, process.err = process.communicate(timeout=60)
        return process

    def builds(self) -> int:
        calls = self.root / "build" / "cmake-calls"
        return calls.read_text().count("--build") if calls.exists() else 0


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_the_first_use_builds_and_hands_over_the_same_arguments(checkout):
    done = checkout.run("ask", "two words", "--json")
    assert done.returncode == 0, done.err
    assert done.out.splitlines()[1:] == ["[ask]", "[two words]", "[--json]"]
    assert checkout.builds() == 1


def test_nothing_is_built_while_nothing_changed(checkout):
    checkout.run("status")
    durations = []
    for _ in range(5):
        begin = time.monotonic()
        checkout.run("status")
        durations.append(time.monotonic() - begin)
    assert checkout.builds() == 1
    assert min(durations) < 0.1


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_a_changed_source_is_built(checkout, change):
    (checkout.root / "libs" / "old.cpp").write_text("")
    checkout.run("status")
    if change == "edit":
        (checkout.root / "libs" / "code.cpp").write_text("fine, too\n")
    elif change == "add":
        (checkout.root / "libs" / "new.cpp").write_text("")
    else:
        (checkout.root / "libs" / "old.cpp").unlink()
    checkout.run("status")
    assert checkout.builds() == 2


def test_a_failed_build_shows_the_error_and_where_the_log_is(checkout):
    (checkout.root / "libs" / "code.cpp").write_text("broken\n")
    done = checkout.run("status")
    assert done.returncode == 1
    assert "code.cpp:1:1: error: broken" in done.err
    assert "build/aurora-build.log" in done.err
    assert "error: broken" in (checkout.root / "build" / "aurora-build.log").read_text()
    (checkout.root / "libs" / "code.cpp").write_text("fine\n")
    assert checkout.run("status").returncode == 0


def test_a_failed_third_party_part_is_named_and_not_the_compiler_that_waits_for_it(checkout):
    script(checkout.root / "third_party" / "librdkafka.sh", "#!/usr/bin/env bash\necho no such file; exit 1\n")
    done = checkout.run("status")
    assert done.returncode == 1
    assert "stopped at 'librdkafka'" in done.err and "no such file" in done.err


def test_exit_status_and_working_directory_are_the_programs_own(checkout, tmp_path):
    link = tmp_path / "elsewhere" / "link"
    link.parent.mkdir()
    link.symlink_to(checkout.root / "aurora")
    done = checkout.run("unknown", wrapper=link, cwd="/")
    assert done.returncode == 2
    assert done.out.startswith("cwd=/\n")


def test_help_and_down_never_build(checkout):
    for command in ("help", "--help", "down"):
        assert checkout.run(command).returncode == 0
    assert checkout.run().returncode == 0
    assert checkout.builds() == 0
    checkout.run("status")
    (checkout.root / "libs" / "code.cpp").write_text("changed\n")
    assert "[down]" in checkout.run("down").out
    assert checkout.builds() == 1


def test_two_at_once_build_once(checkout):
    processes = [checkout.start("status") for _ in range(3)]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert "[status]" in out
    assert checkout.builds() == 1


def test_what_the_program_leaves_running_does_not_keep_the_lock(checkout):
    assert checkout.run("daemon").returncode == 0
    (checkout.root / "libs" / "code.cpp").write_text("changed\n")
    begin = time.monotonic()
    assert checkout.run("status").returncode == 0
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_compiler_too(checkout, number):
    (checkout.root / "slow").touch()
    # Started in the background, this process may ignore SIGINT, and bash cannot trap what it inherits as ignored.
    process = checkout.start("status", start_new_session=True, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
    pid_file = checkout.root / "build" / "compiler.pid"
    deadline = time.monotonic() + 20
    while not (pid_file.exists() and pid_file.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 128 + number
    deadline = time.monotonic() + 5
    while Path(f"/proc/{pid_file.read_text().strip()}").exists():
        assert time.monotonic() < deadline, "the compiler outlived the wrapper"
        time.sleep(0.05)


def test_without_a_home_folder_it_builds_all_the_same(checkout):
    del checkout.environment["HOME"]
    assert checkout.run("status").returncode == 0
    checkout.environment["HOME"] = "/proc/nowhere"
    assert checkout.run("status").returncode == 0


def test_the_deployments_tests_run_by_name_only(checkout):
    for part in ("python", "python-deploy"):
        script(checkout.root / "third_party" / f"{part}.sh", f"""#!/usr/bin/env bash
bin=$CHECKOUT/build/third_party/{part}/bin
mkdir -p "$bin"
printf '#!/usr/bin/env bash\\necho "{part}: $*"\\n' > "$bin/pytest"
chmod +x "$bin/pytest"
""")
    done = checkout.run("test", "deploy", "-k", "chart")
    assert done.returncode == 0, done.err
    processes = "--numprocesses 3 --dist loadscope"
    assert done.out.splitlines() == [f"python-deploy: -q -rs -p no:cacheprovider {processes} {checkout.root}/tests/deploy -k chart"]
    assert "aurora_next_programs" in (checkout.root / "build" / "cmake-calls").read_text()
    # --yes is the wrapper's own: the runner does not know it.
    assert checkout.run("test", "deploy", "--yes", "-k", "chart").out == done.out
    script(checkout.root / "stubs" / "ctest", "#!/usr/bin/env bash\n")
    everyday = checkout.run("test")
    assert "tests/unit" in everyday.out and "tests/integration" in everyday.out
    assert "deploy" not in everyday.out.replace(str(checkout.root), "")
    unknown = checkout.run("test", "deployment")
    assert unknown.returncode == 1 and "there are unit, integration, e2e, chaos, deploy and fuzz" in unknown.err


def test_what_failed_is_named_again_at_the_end(checkout):
    script(checkout.root / "third_party" / "python.sh", """#!/usr/bin/env bash
bin=$CHECKOUT/build/third_party/python/bin
mkdir -p "$bin"
cat > "$bin/pytest" <<'END'
#!/usr/bin/env bash
if [[ "$*" != *tests/integration* ]]; then exit; fi
echo "........F"
echo "FAILED tests/integration/x.py::test_y - TimeoutError: not within 60 s"
echo "1 failed, 8 passed in 2.00s"
exit 1
END
chmod +x "$bin/pytest"
""")
    script(checkout.root / "stubs" / "ctest", "#!/usr/bin/env bash\n")
    (checkout.root / "frontend").mkdir()
    script(checkout.root / "stubs" / "npm", "#!/usr/bin/env bash\necho '161 passed (9.7m)'\n")
    done = checkout.run("test")
    assert done.returncode == 1
    end = done.err.splitlines()[-4:]
    assert "failed of the integration tests" in end[0]
    assert end[1:3] == ["FAILED tests/integration/x.py::test_y - TimeoutError: not within 60 s", "1 failed, 8 passed in 2.00s"]
    assert end[3].endswith("failed: integration")


class TestPackages:
    """With stubs of dpkg-query and apt-get: one package is not installed, and apt-get notes how it was called."""

    @pytest.fixture(autouse=True)
    def stubs(self, checkout):
        if "VERSION_ID=\"12\"" not in Path("/etc/os-release").read_text():
            pytest.skip("packages are only looked at on Debian 12")
        del checkout.environment["AURORA_SKIP_PACKAGES"]
        (checkout.root / "packages.txt").write_text("[build] compile\n# why\nhere\nlacking\n[run] run\nhere\n")
        script(checkout.root / "stubs" / "dpkg-query", "#!/usr/bin/env bash\necho installed here\n")
        script(checkout.root / "stubs" / "sudo", '#!/usr/bin/env bash\nwhile [[ $1 == -* ]]; do shift; done\n"$@"\n')
        script(checkout.root / "stubs" / "dpkg", "#!/usr/bin/env bash\n")
        self.apt(checkout, failures=0)

    @staticmethod
    def apt(checkout, failures):
        (checkout.root / "build" / "failures").write_text("x" * failures)
        script(
            checkout.root / "stubs" / "apt-get",
            '#!/usr/bin/env bash\necho "$*" >> "$CHECKOUT/build/apt-calls"\n'
            "if [[ $1 != install ]]; then exit; fi\n"
            'left=$(< "$CHECKOUT/build/failures"); if [[ -n $left ]]; then printf %s "${left:1}" > "$CHECKOUT/build/failures"; '
            'echo "mirror is away"; exit 100; fi\n',
        )

    def test_only_what_is_missing_is_named_with_its_purpose_and_installed(self, checkout):
        done = checkout.run("up", "--yes")
        assert done.returncode == 0, done.err
        assert "to compile: lacking" in done.err and "to run" not in done.err
        calls = (checkout.root / "build" / "apt-calls").read_text()
        assert "install" in calls and "lacking" in calls and "here" not in calls

    def test_a_failure_of_apt_is_tried_again_once(self, checkout):
        self.apt(checkout, failures=1)
        assert checkout.run("up", "--yes").returncode == 0

    def test_two_failures_end_with_the_reason_and_the_log(self, checkout):
        self.apt(checkout, failures=2)
        done = checkout.run("up", "--yes")
        assert done.returncode == 1
        assert "mirror is away" in done.err and "packages.log" in done.err
        assert checkout.builds() == 0
