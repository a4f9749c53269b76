"""What keeps `aurora up` from starting is told in one message with its remedy and an exit status, and leaves nothing running."""

import os
import shutil
import socket
import subprocess

import pytest
from harness.aurora import AURORA, EXIT_IN_USE, EXIT_NOT_RUNNING, EXIT_USAGE, Aurora
from harness.ports import free_port
from harness.small_disk import SmallDisk

EXIT_FAILED = 1


def only_line(result) -> str:
    lines = (result.stdout + result.stderr).strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("aurora: ")
    return lines[0]


def test_a_busy_port_is_one_message(tmp_path):
    stack = Aurora(tmp_path)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", stack.port + 3))
        listener.listen()
        result = stack.up(check=EXIT_IN_USE)
    said = only_line(result)
    assert f"port {stack.port + 3} is in use" in said and "kafka" in said and "--port" in said


@pytest.mark.parametrize("text, said", [
    ("clickhuse: {url: x}", "line 1: unknown key clickhuse in the file; did you mean clickhouse?"),
    ("port: 9000\nkafka: {broker: x}", "line 2: unknown key broker in kafka; did you mean brokers?"),
    ("services:\n  ingset: {}", "line 2: unknown key ingset in services; did you mean ingest?"),
    ("demo: {rate: fast}", "line 1: "),
    ("port: [", "line "),
    ("clickhouse: {url: 'http://x:8123'}", "clickhouse needs url, user and password_file"),
    ("just words", "must hold `key: value` lines"),
    ("port: 99999", "port 99999 does not fit"),
])
def test_a_wrong_settings_file_is_one_message(tmp_path, text, said):
    settings = tmp_path / "aurora.yaml"
    settings.write_text(text + "\n")
    stack = Aurora(tmp_path)
    result = stack.run("up", "--detach", "--config", str(settings), check=EXIT_USAGE)
    assert said in only_line(result)


def test_a_settings_file_that_is_not_there_is_one_message(tmp_path):
    result = Aurora(tmp_path).up("--config", str(tmp_path / "nowhere.yaml"), check=EXIT_USAGE)
    assert "nowhere.yaml cannot be read" in only_line(result) and "--config" in result.stderr


def test_a_wrong_key_of_a_service_names_the_file_and_the_nearest_key(tmp_path):
    settings = tmp_path / "aurora.yaml"
    settings.write_text("services:\n  embedding: {cache: {pth: /tmp}}\n")
    stack = Aurora(tmp_path)
    result = stack.up("--config", str(settings), "--no-demo", check=EXIT_FAILED)
    last = (result.stdout + result.stderr).strip().splitlines()[-1]
    assert last.startswith("aurora: embedding does not start") and "cache.pth" in last and "cache.path" in last
    stack.run("status", check=EXIT_NOT_RUNNING)


def test_without_java_it_says_how_to_get_it_or_do_without(tmp_path):
    stack = Aurora(tmp_path)
    stack.environment = {**stack.environment, "PATH": str(tmp_path), "JAVA_HOME": ""}
    said = only_line(stack.up(check=None))
    assert "java is not installed" in said and "default-jre-headless" in said and "--no-demo" in said


def test_without_its_programs_it_says_who_builds_them(tmp_path):
    lonely = tmp_path / "elsewhere" / "bin" / "aurora"
    lonely.parent.mkdir(parents=True)
    shutil.copy(AURORA, lonely)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AURORA_")}
    result = subprocess.run([lonely, "--data-dir", tmp_path / "data", "up", "--detach", "--no-demo"], env=environment, timeout=60,
                            capture_output=True, text=True)
    assert result.returncode not in (0, EXIT_USAGE)
    assert "is missing" in only_line(result) and "./aurora up" in only_line(result)


def test_a_full_disk_is_one_message(tmp_path):
    with SmallDisk(tmp_path / "disk", "40m") as disk:
        stack = Aurora(disk.folder)
        said = only_line(stack.up(check=EXIT_FAILED))
        assert f"the disk of {stack.data} has only" in said and "--data-dir" in said


@pytest.fixture
def settings_of_a_server(tmp_path):
    """The settings file of a ClickHouse at a url."""
    def write(url, password="a password"):
        (tmp_path / "password").touch(mode=0o600)
        (tmp_path / "password").write_text(password)
        path = tmp_path / "aurora.yaml"
        path.write_text(f"clickhouse: {{url: '{url}', user: aurora_admin, password_file: {tmp_path}/password}}\n")
        return str(path)
    return write


def test_a_clickhouse_that_does_not_answer_is_one_message(tmp_path, settings_of_a_server):
    url = f"http://127.0.0.1:{free_port()}"
    said = only_line(Aurora(tmp_path).up("--no-demo", "--config", settings_of_a_server(url), check=EXIT_NOT_RUNNING))
    assert url in said and "clickhouse.url" in said


def test_a_clickhouse_that_refuses_the_password_is_one_message(tmp_path, settings_of_a_server, clickhouse):
    said = only_line(Aurora(tmp_path).up("--no-demo", "--config", settings_of_a_server(clickhouse.url), check=None))
    assert clickhouse.url in said and "aurora_admin" in said and "clickhouse.password_file" in said




def test_a_data_directory_that_cannot_be_written_is_one_message(tmp_path):
    file = tmp_path / "data"
    file.write_text("a file, not a folder")
    result = Aurora(tmp_path).up(check=None)
    assert result.returncode != 0 and "--data-dir" in result.stderr
