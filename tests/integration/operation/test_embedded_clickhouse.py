"""The embedded ClickHouse: the real engine, its users, its walls, and what it does when it is treated badly."""

import os
import re
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests
import yaml

from harness.clickhouse import ClickHouse
from harness.ports import free_port
from harness.process import PREFIX, Process, wait_until

PROGRAM = PREFIX / "bin" / "aurora-embedded-clickhouse"
PROBE = PREFIX / "tests" / "native_block_integration_test"


@pytest.fixture
def engine(tmp_path):
    """One of its own, for tests that end it."""
    instance = ClickHouse(tmp_path).start()
    yield instance
    instance.stop()


def test_it_starts_with_a_home_that_is_empty_or_cannot_be_used(tmp_path):
    engine = ClickHouse(tmp_path / "engine")
    for home in (tmp_path / "empty", Path("/proc/nowhere")):
        engine.process.env = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
        if home.parent == tmp_path:
            home.mkdir()
        engine.start()
        assert engine.value("SELECT 1") == 1
        engine.stop()
    assert not list((tmp_path / "empty").iterdir())


def refused(clickhouse: ClickHouse, sql: str, user: str) -> str:
    with pytest.raises(RuntimeError) as error:
        clickhouse.query(sql, user=user)
    return str(error.value)


def run_to_its_end(tmp_path: Path, *flags: str) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *flags], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30,
                          check=False)


def test_blocks_of_every_type_errors_in_streams_tokens_and_cancellation(clickhouse):
    result = subprocess.run(
        [PROBE], capture_output=True, text=True, timeout=240, check=False,
        env={**os.environ, "AURORA_TEST_CLICKHOUSE_URL": clickhouse.url,
             "AURORA_TEST_CLICKHOUSE_PASSWORD": clickhouse.passwords["admin"]})
    assert result.returncode == 0, result.stdout
    assert "All tests passed" in result.stdout


def test_each_user_may_do_its_job_and_nothing_more(clickhouse):
    clickhouse.query("CREATE DATABASE IF NOT EXISTS embedded_users", user="ingest")
    clickhouse.query("CREATE OR REPLACE TABLE embedded_users.t (a UInt64) ENGINE = MergeTree ORDER BY a")
    clickhouse.query("CREATE TABLE embedded_users.made (a UInt64) ENGINE = MergeTree ORDER BY a", user="ingest")
    clickhouse.query("ALTER TABLE embedded_users.made ADD COLUMN b Nullable(String)", user="ingest")
    clickhouse.query("INSERT INTO embedded_users.t SELECT number FROM numbers(3)", user="ingest")
    for user in ("admin", "ingest", "query", "catalog"):
        assert clickhouse.query("SELECT count() FROM embedded_users.t", user=user) == [[3]]
    assert clickhouse.query("SELECT name FROM system.tables WHERE database = 'embedded_users' ORDER BY name",
                            user="catalog") == [["made"], ["t"]]
    for user in ("query", "catalog"):
        for sql in ("INSERT INTO embedded_users.t VALUES (9)", "DROP TABLE embedded_users.t", "TRUNCATE TABLE embedded_users.t",
                    "ALTER TABLE embedded_users.t DELETE WHERE 1", "CREATE DATABASE embedded_more", "CREATE USER x"):
            refused(clickhouse, sql, user)
    for sql in ("SELECT * FROM system.users", "CREATE USER x", "DROP DATABASE embedded_users",
                "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')"):
        assert "ACCESS_DENIED" in refused(clickhouse, sql, "ingest")
    clickhouse.query("DROP DATABASE embedded_users")


def test_questions_cannot_reach_out_even_with_readonly_switched_off(clickhouse):
    for source in ("url('http://127.0.0.1:1/', 'CSV', 'a String')", "file('/etc/passwd', 'LineAsString', 'a String')",
                   "remote('127.0.0.1', 'system', 'one')", "s3('http://127.0.0.1:1/bucket/file.csv', 'CSV', 'a String')",
                   "mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')", "executable('x', 'CSV', 'a String')"):
        assert "ACCESS_DENIED" in refused(clickhouse, f"SELECT * FROM (SELECT * FROM {source} SETTINGS readonly = 0)", "query")
    for table in ("processes", "users", "stack_trace", "query_log", "grants", "zookeeper"):
        assert re.search("ACCESS_DENIED|UNKNOWN_TABLE", refused(clickhouse, f"SELECT * FROM system.{table}", "query"))
    for setting in ("readonly=0", "max_execution_time=0", "max_memory_usage=0", "allow_ddl=1"):
        assert re.search("READONLY|SETTING_CONSTRAINT_VIOLATION|QUERY_IS_PROHIBITED",
                         refused(clickhouse, f"SELECT 1 SETTINGS {setting}", "query")), setting
    # The engine is still there.
    assert clickhouse.value("SELECT 1") == 1


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/proc/self/maps", "/root/.bashrc", "users.xml", "password"])
def test_the_sandbox_keeps_files_even_from_the_administrator(clickhouse, path):
    path = {"users.xml": str(clickhouse.folder / "data/start/users.xml"),
            "password": clickhouse.password_files["admin"]}.get(path, path)
    for user in ("admin", "query"):
        assert re.search("Permission denied|No such file|ACCESS_DENIED", refused(clickhouse, f"SELECT file('{path}')", user))
    assert "aurora_clickhouse_sandboxed 1" in requests.get(f"http://127.0.0.1:{clickhouse.admin_port}/metrics", timeout=5).text


def test_the_sandbox_costs_a_query_no_failed_look_at_the_scheduler(clickhouse):
    """The engine would look at /proc/thread-self for each thread of each query, be refused, and throw: half of a small query's time."""
    refusals = "SELECT sum(value) FROM system.errors WHERE name = 'CANNOT_OPEN_FILE'"
    before = clickhouse.value(refusals)
    for _ in range(20):
        clickhouse.query("SELECT sum(number) FROM numbers_mt(100000)")
    assert clickhouse.value(refusals) == before


def test_nobody_signs_in_without_a_password(clickhouse):
    for auth in (None, ("default", ""), ("aurora_admin", ""), ("aurora_admin", "wrong"), ("nobody", "x")):
        answer = requests.post(clickhouse.url, data="SELECT 1", auth=auth, timeout=5)
        assert answer.status_code != 200, auth
        assert answer.text.strip() != "1"


def test_health_is_alive_ready_and_measured(clickhouse):
    base = f"http://127.0.0.1:{clickhouse.admin_port}"
    assert requests.get(f"{base}/healthz", timeout=5).status_code == 200
    assert requests.get(f"{base}/readyz", timeout=5).text == "engine: ready\n"
    metrics = requests.get(f"{base}/metrics", timeout=5).text
    assert "aurora_clickhouse_up 1" in metrics
    assert float(re.search(r"^aurora_clickhouse_memory_bytes (\S+)$", metrics, re.MULTILINE)[1]) > 0


def test_it_listens_on_loopback_only_and_logs_no_secret(clickhouse):
    listening = [line.split()[1] for line in Path(f"/proc/{clickhouse.process.pid}/net/tcp").read_text().splitlines()[1:]
                 if line.split()[3] == "0A"]
    for port in (clickhouse.http_port, clickhouse.tcp_port, clickhouse.admin_port):
        assert [address for address in listening if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]
    command = Path(f"/proc/{clickhouse.process.pid}/cmdline").read_bytes().decode()
    for password in clickhouse.passwords.values():
        assert password not in clickhouse.process.log()
        assert password not in command


def test_everything_acknowledged_survives_kill_9(engine):
    engine.query("CREATE DATABASE kept")
    engine.query("CREATE TABLE kept.t (batch UInt32, n UInt32) ENGINE = MergeTree ORDER BY batch")
    acknowledged = []
    stop = threading.Event()

    def insert():
        batch = 0
        while not stop.is_set():
            try:
                engine.query(f"INSERT INTO kept.t SELECT {batch}, number FROM numbers(1000) SETTINGS async_insert = 0")
            except (RuntimeError, requests.RequestException):
                time.sleep(0.05)
            else:
                acknowledged.append(batch)
            batch += 1

    writer = threading.Thread(target=insert)
    writer.start()
    try:
        for _ in range(4):
            reached = len(acknowledged) + 5
            wait_until(lambda: len(acknowledged) >= reached, 30, "batches are written")
            engine.kill()
            engine.start()
    finally:
        stop.set()
        writer.join()
    rows = engine.query("SELECT batch, count() FROM kept.t GROUP BY batch ORDER BY batch")
    assert {count for _, count in rows} == {1000}, "a batch is there wholly or not at all"
    assert set(acknowledged) <= {batch for batch, _ in rows}


def test_it_stops_at_once_although_clients_keep_connections(engine):
    session = requests.Session()
    session.post(engine.url, data="SELECT 1", auth=("aurora_admin", engine.passwords["admin"]), timeout=5)
    begin = time.monotonic()
    assert engine.process.stop() == 0
    assert time.monotonic() - begin < 2
    assert '"event":"ended"' in engine.process.log()
    session.close()


def test_a_running_statement_is_finished_before_the_end(engine):
    answers = []

    def ask():
        answers.append(requests.post(engine.url, data="SELECT sleep(1), 'whole'", timeout=20,
                                     auth=("aurora_admin", engine.passwords["admin"])).text)

    question = threading.Thread(target=ask)
    question.start()
    wait_until(lambda: engine.value("SELECT count() FROM system.processes WHERE query LIKE '%whole%'") > 1, 10, "it runs")
    assert engine.process.stop() == 0
    question.join()
    assert answers == ["0\twhole\n"]


def test_malformed_requests_do_not_end_it(clickhouse):
    import socket
    for garbage in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nx",
                    b"\x00" * 5000, b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n"):
        for port in (clickhouse.http_port, clickhouse.tcp_port):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(garbage)
                connection.settimeout(0.2)
                try:
                    connection.recv(100)
                except OSError:
                    pass
    assert clickhouse.value("SELECT 1") == 1


def test_a_second_process_on_the_same_folder_is_refused(engine, tmp_path):
    result = run_to_its_end(tmp_path, "--config", str(engine.config), "--admin.listen=127.0.0.1:0", f"--http_port={free_port()}",
                            "--tcp_port=0")
    assert result.returncode == 1
    assert "is in use by another process" in result.stderr.splitlines()[-1]
    assert engine.value("SELECT 1") == 1


def test_a_busy_port_and_a_folder_that_cannot_be_are_told_in_one_line(clickhouse, tmp_path):
    flags = ["--config", str(clickhouse.config), "--admin.listen=127.0.0.1:0"]
    result = run_to_its_end(tmp_path, *flags, f"--data_path={tmp_path}/other")
    assert result.returncode == 1
    assert f"port {clickhouse.http_port} of 127.0.0.1 cannot be opened" in result.stderr
    result = run_to_its_end(tmp_path, *flags, "--data_path=/proc/none", f"--http_port={free_port()}", "--tcp_port=0")
    assert result.returncode == 1
    assert "data_path /proc/none cannot be written" in result.stderr
    result = run_to_its_end(tmp_path, *flags, f"--data_path={tmp_path}/other", f"--http_port={free_port()}", "--tcp_port=0",
                            "--library=/no/such/library.so")
    assert result.returncode == 1
    assert "/no/such/library.so is not there" in result.stderr


def test_networks_without_its_own_address_are_named_with_the_setting(tmp_path):
    engine = ClickHouse(tmp_path / "engine")
    config = yaml.safe_load(engine.config.read_text())
    config["users"]["networks"] = ["10.0.0.0/8"]
    engine.config.write_text(yaml.safe_dump(config))
    result = run_to_its_end(tmp_path, "--config", str(engine.config))
    assert result.returncode == 1
    assert "users.networks (10.0.0.0/8) leaves out 127.0.0.1" in result.stderr and "add 127.0.0.1 to users.networks" in result.stderr
    assert "password" not in result.stderr
    config["users"]["networks"].append("127.0.0.1")
    engine.config.write_text(yaml.safe_dump(config))
    engine.start()
    engine.stop()


def test_a_damaged_folder_ends_the_start_with_a_reason(tmp_path):
    engine = ClickHouse(tmp_path).start()
    engine.query("CREATE DATABASE damaged")
    engine.query("CREATE TABLE damaged.t (a UInt8) ENGINE = MergeTree ORDER BY a")
    engine.stop()
    for definition in (tmp_path / "data/engine").rglob("t.sql"):
        definition.write_text("this is no table")
    process = Process("damaged", [PROGRAM, "--config", engine.config], tmp_path).start(wait=False)
    wait_until(lambda: not process.running() or '"the engine answers"' in process.log(), 30, "it decides")
    if process.running():
        # The engine chose to serve what is whole.
        assert engine.value("SELECT 1") == 1
        process.stop()
    else:
        assert process.child.returncode == 1
        assert "the engine ended by itself" in process.log()
