"""The second wall: what people's SQL can do when the guard is not there. Everything here runs as aurora_query against the real
engine; nothing of it may get through."""

import pytest
import requests

from harness.clickhouse import ClickHouse
from harness.stack import Stack

ATTACKS = """
-- other tables than analytics
SELECT * FROM system.tables
SELECT * FROM system.columns
SELECT * FROM system.databases
SELECT * FROM system.settings
SELECT * FROM system.functions
SELECT * FROM system.users
SELECT * FROM system.processes
SELECT * FROM system.query_log
SELECT * FROM system.stack_trace
SELECT * FROM system.grants
SELECT * FROM system.server_settings
SELECT * FROM system.named_collections
SELECT * FROM `system`.`tables`
SELECT * FROM (SELECT * FROM system.users SETTINGS readonly = 0)
SELECT (SELECT count() FROM system.tables)
WITH x AS (SELECT * FROM system.columns) SELECT * FROM x
SELECT 1 WHERE 1 IN (SELECT 1 FROM system.databases)
SELECT * FROM merge('system', '^users$')
SELECT * FROM view(SELECT * FROM system.tables)
SELECT * FROM loop('system', 'users')
SELECT * FROM cluster('default', 'system', 'users')
SELECT * FROM information_schema.tables
SELECT * FROM INFORMATION_SCHEMA.COLUMNS
SELECT * FROM aurora.dead_letters
SELECT * FROM aurora.migrations
SELECT * FROM aurora.query_history
SELECT * FROM default.`/etc/passwd`
SELECT * FROM default.`passwd.csv`
EXISTS TABLE default.`/etc/passwd`
SHOW TABLES FROM system
SHOW TABLES FROM aurora
SHOW DATABASES
SHOW USERS
SHOW PROCESSLIST
SHOW ACCESS
SHOW CREATE USER aurora_admin
SHOW CREATE TABLE aurora.dead_letters
DESCRIBE TABLE aurora.dead_letters
USE system
-- the network and the file system
SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')
SELECT * FROM (SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String') SETTINGS readonly = 0)
SELECT * FROM urlCluster('default', 'http://127.0.0.1:1/', 'CSV', 'a String')
SELECT * FROM file('/etc/passwd', 'LineAsString', 'a String')
SELECT * FROM file('/etc/passwd')
SELECT * FROM (SELECT * FROM file('/etc/passwd', 'LineAsString', 'a String') SETTINGS readonly = 0)
SELECT * FROM fileCluster('default', '/etc/passwd', 'LineAsString', 'a String')
SELECT file('/etc/passwd')
SELECT file('/proc/self/environ')
SELECT file('../../../../etc/passwd')
SELECT * FROM filesystem('/etc')
SELECT * FROM remote('127.0.0.1', 'system', 'one')
SELECT * FROM remoteSecure('127.0.0.1', 'system', 'one')
SELECT * FROM s3('http://bucket.s3.amazonaws.com/key.csv', 'CSV', 'a String')
SELECT * FROM s3Cluster('default', 'http://bucket.s3.amazonaws.com/key.csv', 'CSV', 'a String')
SELECT * FROM gcs('http://storage.googleapis.com/bucket/key.csv', 'CSV', 'a String')
SELECT * FROM azureBlobStorage('http://a.blob.core.windows.net', 'c', 'k', 'CSV')
SELECT * FROM hdfs('hdfs://127.0.0.1:1/x', 'CSV', 'a String')
SELECT * FROM mysql('127.0.0.1:1', 'd', 't', 'u', 'p')
SELECT * FROM postgresql('127.0.0.1:1', 'd', 't', 'u', 'p')
SELECT * FROM mongodb('127.0.0.1:1', 'd', 'c', 'u', 'p', 'a String')
SELECT * FROM redis('127.0.0.1:1', 'k', 'k String')
SELECT * FROM sqlite('/etc/passwd', 't')
SELECT * FROM odbc('DSN=x', 's', 't')
SELECT * FROM jdbc('jdbc:x', 's', 't')
SELECT * FROM iceberg('http://bucket.s3.amazonaws.com/')
SELECT * FROM deltaLake('http://bucket.s3.amazonaws.com/')
SELECT * FROM hudi('http://bucket.s3.amazonaws.com/')
SELECT * FROM arrowFlight('127.0.0.1:1', 'x')
SELECT * FROM executable('id', 'TSV', 'a String')
SELECT * FROM dictionary('x')
SELECT dictGet('system.x', 'a', 1)
SELECT joinGet('aurora.migrations', 'a', 1)
SELECT catboostEvaluate('/etc/passwd', 1)
SELECT * FROM {DB}.t INTO OUTFILE '/tmp/aurora-attack'
-- changes
INSERT INTO {DB}.t VALUES (2, 'x')
INSERT INTO aurora.migrations (version, name) VALUES (9, 'x')
INSERT INTO FUNCTION file('/tmp/aurora-attack.csv', 'CSV', 'a Int8') SELECT 1
INSERT INTO FUNCTION url('http://127.0.0.1:1/', 'CSV', 'a Int8') SELECT 1
CREATE TABLE {DB}.x (a Int8) ENGINE = Memory
CREATE TABLE {DB}.x ENGINE = MergeTree ORDER BY a AS SELECT 1 AS a
CREATE TEMPORARY TABLE x (a Int8)
CREATE DATABASE attack
CREATE VIEW {DB}.v AS SELECT 1
CREATE MATERIALIZED VIEW {DB}.v ENGINE = Memory AS SELECT 1 AS a
CREATE DICTIONARY {DB}.d (a UInt64, b String) PRIMARY KEY a SOURCE(FILE(path '/etc/passwd' format 'CSV')) LAYOUT(FLAT()) LIFETIME(1)
CREATE FUNCTION attack AS (x) -> x
CREATE USER attack
CREATE ROLE attack
CREATE NAMED COLLECTION attack AS a = 1
CREATE QUOTA attack
CREATE ROW POLICY attack ON {DB}.t USING 1
ALTER TABLE {DB}.t DELETE WHERE 1
ALTER TABLE {DB}.t UPDATE b = 'y' WHERE 1
ALTER TABLE {DB}.t ADD COLUMN c Int8
ALTER TABLE {DB}.t DROP PARTITION ID 'all'
ALTER TABLE {DB}.t FREEZE
ALTER USER aurora_query IDENTIFIED BY 'x'
ALTER USER aurora_query SETTINGS readonly = 0
DELETE FROM {DB}.t WHERE 1
DROP TABLE {DB}.t
DROP DATABASE {DB}
DROP USER aurora_admin
TRUNCATE TABLE {DB}.t
RENAME TABLE {DB}.t TO {DB}.u
EXCHANGE TABLES {DB}.t AND {DB}.t
DETACH TABLE {DB}.t
ATTACH TABLE {DB}.y FROM '/etc' (a Int8) ENGINE = File(CSV)
UNDROP TABLE {DB}.t
OPTIMIZE TABLE {DB}.t FINAL
CHECK TABLE {DB}.t
BACKUP TABLE {DB}.t TO File('attack')
RESTORE TABLE {DB}.t FROM File('attack')
GRANT ALL ON *.* TO aurora_query
REVOKE ALL ON *.* FROM aurora_admin
SET ROLE ALL EXCEPT x
EXECUTE AS aurora_admin SELECT 1
-- the server itself
SYSTEM SHUTDOWN
SYSTEM KILL
SYSTEM FLUSH LOGS
SYSTEM DROP MARK CACHE
SYSTEM RELOAD CONFIG
SYSTEM STOP LISTEN HTTP
SYSTEM ENABLE FAILPOINT x
KILL QUERY WHERE 1 SYNC
KILL MUTATION WHERE 1
-- limits and settings
SET readonly = 0
SET max_execution_time = 0
SELECT 1 SETTINGS readonly = 0
SELECT 1 SETTINGS max_execution_time = 0
SELECT 1 SETTINGS max_memory_usage = 0
SELECT 1 SETTINGS max_memory_usage = 1000000000000
SELECT 1 SETTINGS allow_ddl = 1
SELECT 1 SETTINGS allow_introspection_functions = 1
SELECT addressToLine(1)
SELECT demangle('x')
SELECT 1; DROP TABLE {DB}.t
"""

# Read from the analytics database; the wall must not stand in the way of these.
QUESTIONS = """
SELECT count() FROM {DB}.t
SELECT b, count() AS n FROM {DB}.t GROUP BY b ORDER BY n DESC LIMIT 5
WITH x AS (SELECT * FROM {DB}.t) SELECT max(a) FROM x
SELECT a, row_number() OVER (ORDER BY a) FROM {DB}.t
SELECT toStartOfHour(now()) AS h, number FROM numbers(3)
SELECT * FROM {DB}.t AS l INNER JOIN {DB}.t AS r ON l.a = r.a
SELECT arrayMap(x -> x + 1, [1, 2])
DESCRIBE TABLE {DB}.t
EXPLAIN SELECT * FROM {DB}.t
EXPLAIN ESTIMATE SELECT * FROM {DB}.t
SELECT 1 SETTINGS max_execution_time = 5
"""


def statements(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("--")]


@pytest.fixture(scope="module")
def clickhouse(tmp_path_factory):
    """An engine of its own, because attacks are run against it, provisioned as always."""
    engine = ClickHouse(tmp_path_factory.mktemp("attacked")).start()
    services = Stack(tmp_path_factory.mktemp("attacked-stack"), engine).start("provisioning")
    yield engine
    services.stop()
    engine.stop()


@pytest.fixture(scope="module")
def database(clickhouse):
    clickhouse.query("CREATE DATABASE walls")
    clickhouse.query("CREATE TABLE walls.t (a Int64, b String) ENGINE = MergeTree ORDER BY a")
    clickhouse.query("INSERT INTO walls.t SELECT 1, 'one'")
    return "walls"


def run(clickhouse, sql: str) -> requests.Response:
    return requests.post(clickhouse.url, data=sql.encode(), auth=("aurora_query", clickhouse.passwords["query"]), timeout=30)


@pytest.mark.parametrize("attack", statements(ATTACKS))
def test_the_users_own_rights_refuse(clickhouse, database, attack):
    answer = run(clickhouse, attack.replace("{DB}", database))
    assert answer.status_code != 200, f"got through: {answer.text[:300]}"
    assert "root:" not in answer.text
    assert clickhouse.query(f"SELECT count(), min(b) FROM {database}.t") == [[1, "one"]]


@pytest.mark.parametrize("question", statements(QUESTIONS))
def test_questions_are_not_hindered(clickhouse, database, question):
    answer = run(clickhouse, question.replace("{DB}", database))
    assert answer.status_code == 200, answer.text[:300]


def test_a_long_query_is_ended(clickhouse, database):
    """The limit holds also where a subquery tries to lift it."""
    answer = run(clickhouse, "SELECT value FROM (SELECT 1 AS value SETTINGS max_execution_time = 0)")
    assert answer.status_code != 200 or answer.text.strip() == "1"
    limit = run(clickhouse, "SELECT getSetting('max_execution_time')").text.strip()
    assert float(limit) > 0


def test_nobody_is_let_in_without_a_password(clickhouse):
    for user in ("default", "aurora_query", "aurora_ingest", "aurora_catalog", "aurora_admin"):
        answer = requests.post(clickhouse.url, data=b"SELECT 1", headers={"X-ClickHouse-User": user}, timeout=10)
        assert answer.status_code != 200, user
