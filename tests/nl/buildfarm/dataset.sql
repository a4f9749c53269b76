-- buildfarm: a CI build farm: pipelines of the repositories, the jobs they consist of, and the runners (machines) that execute the jobs.
CREATE DATABASE IF NOT EXISTS buildfarm;
DROP TABLE IF EXISTS buildfarm.runners;
CREATE TABLE buildfarm.runners
(
    runner_id UInt16,
    hostname String,
    pool LowCardinality(String) COMMENT 'general, mac, windows, gpu or release',
    os LowCardinality(String) COMMENT 'linux, macos or windows',
    arch LowCardinality(String) COMMENT 'amd64 or arm64',
    cores UInt8,
    ram_gb UInt16,
    hourly_usd Float64 COMMENT 'what an hour of running jobs costs on this machine'
)
ENGINE = MergeTree ORDER BY runner_id;
DROP TABLE IF EXISTS buildfarm.pipelines;
CREATE TABLE buildfarm.pipelines
(
    pipeline_id UInt64,
    created_at DateTime('UTC'),
    repo LowCardinality(String),
    branch String,
    author LowCardinality(String) COMMENT 'who caused it',
    trigger Enum8('push' = 1, 'pull_request' = 2, 'schedule' = 3, 'manual' = 4),
    status Enum8('running' = 1, 'passed' = 2, 'failed' = 3, 'canceled' = 4) COMMENT 'passed = green, failed = red',
    finished_at Nullable(DateTime('UTC')) COMMENT 'NULL while running'
)
ENGINE = MergeTree ORDER BY (created_at, pipeline_id);
DROP TABLE IF EXISTS buildfarm.jobs;
CREATE TABLE buildfarm.jobs
(
    job_id UInt64,
    pipeline_id UInt64,
    runner_id Nullable(UInt16) COMMENT 'NULL while waiting in the queue',
    stage LowCardinality(String) COMMENT 'lint, build, test, package or deploy',
    job_name LowCardinality(String),
    attempt UInt8 COMMENT '1 = first try, 2 and more = retry',
    queued_at DateTime('UTC'),
    started_at Nullable(DateTime('UTC')) COMMENT 'when a runner took it',
    wait_ms Nullable(UInt32) COMMENT 'time in the queue, NULL while still waiting',
    duration_s Nullable(UInt32) COMMENT 'run time, NULL until finished',
    status Enum8('queued' = 1, 'running' = 2, 'success' = 3, 'failed' = 4, 'timeout' = 5, 'canceled' = 6) COMMENT 'timeout = killed because it hit the time limit, canceled = stopped by a person',
    exit_code Nullable(Int16),
    peak_mem_mb Nullable(UInt32) COMMENT 'highest memory use',
    artifact_bytes UInt64 COMMENT 'uploaded artifacts, 0 = none',
    cache_hit Nullable(UInt8) COMMENT '1 = dependency cache found, 0 = missed, NULL = job uses no cache'
)
ENGINE = MergeTree ORDER BY (queued_at, job_id);
INSERT INTO buildfarm.runners
SELECT id,
    concat('bf-', p, '-', leftPad(toString(id), 2, '0')), p,
    multiIf(p = 'mac', 'macos', p = 'windows', 'windows', 'linux'),
    if(p = 'mac' OR (id >= 13 AND id <= 20), 'arm64', 'amd64'),
    [8, 16, 16, 32][1 + cityHash64(id, 'c') % 4], [16, 32, 64, 128][1 + cityHash64(id, 'r') % 4],
    multiIf(p = 'gpu', 2.4, p = 'mac', 1.1, p = 'windows', 0.55, p = 'release', 0.2, id >= 13, 0.24, 0.32)
FROM (SELECT number + 1 AS id, multiIf(id <= 20, 'general', id <= 24, 'mac', id <= 28, 'windows', id <= 32, 'gpu', 'release') AS p FROM numbers(36));
INSERT INTO buildfarm.jobs
WITH toDateTime('2026-05-21 16:20:00', 'UTC') AS t_now
SELECT 9000000 + n * 10 + k + if(x = 1, 0, 6), 300000 + n, if(q + w > t_now, NULL, if(x = 2, 17, rid)), stg, jn, if(bad AND x = 1, 2, 1),
    if(x = 2, q - 240, q), if(q + w > t_now, NULL, if(x = 2, q - 230, q + w)), if(q + w > t_now, NULL, if(x = 2, 10000, w * 1000 + cityHash64(n, k, 'ms') % 1000)),
    if(q + w + d > t_now, NULL, if(x = 2, 20 + cityHash64(n, 'bd') % 90, d)),
    multiIf(q + w > t_now, 'queued', q + w + d > t_now, 'running', x = 2, 'failed', k < nst OR outcome = 'passed', 'success', outcome = 'canceled', 'canceled', k IN (2, 3, 4) AND cityHash64(n, 'to') % 100 < 40, 'timeout', 'failed') AS st,
    multiIf(st IN ('queued', 'running', 'canceled'), NULL, st = 'success', 0, st = 'timeout', 124, x = 2, 71, [1, 1, 2, 137][1 + cityHash64(n, 'ec') % 4]),
    if(st IN ('queued', 'running'), NULL, toUInt32([300, 3000, 2500, 5200, 1500, 200][k] * (50 + cityHash64(n, k, 'mem') % 140) / 100 * if(repo = 'ml-models', 2.1, 1))),
    if(st = 'success' AND stg IN ('build', 'package'), 20000000 + cityHash64(n, k, 'ab') % 900000000, 0),
    if(stg IN ('lint', 'deploy'), NULL, cityHash64(n, k, 'ch') % 100 < [0, 71, 83, 83, 46, 0][k])
FROM
(
    SELECT *, rid0 IN (17) AND created >= toDateTime('2026-05-19 00:00:00', 'UTC') OR (created >= toDateTime('2026-05-19 00:00:00', 'UTC') AND cityHash64(n, k, 'bad') % 100 < 12 AND stg IN ('build', 'test') AND repo NOT IN ('ios-app', 'desktop-client', 'ml-models')) AS bad0,
        bad0 AND q + w + d <= t_now AND q > created + 300 AS bad,
        multiIf(stg = 'deploy', 33 + h % 4, repo = 'ios-app', if(late AND h % 4 = 3, 23, 21 + h % 4), repo = 'desktop-client', 25 + h % 4, repo = 'ml-models' AND stg = 'test', if(late AND h % 4 = 2, 30, 29 + h % 4), 1 + h % 20) AS rid0,
        if(rid0 = 17 AND bad, 18, rid0) AS rid
    FROM
    (
        SELECT *, cityHash64(n, k, 'run') AS h, created >= toDateTime('2026-05-15 12:00:00', 'UTC') AS late
        FROM
        (
        SELECT n, created, repo, branch, author, trig, outcome, nst, freeze, k, waits[k] AS w, durs[k] AS d,
            ['lint', 'build', 'test', 'test', 'package', 'deploy'][k] AS stg,
            ['lint', 'compile', 'unit-tests', 'integration-tests', 'docker-image', 'rollout'][k] AS jn,
            created + 3 + arraySum(arraySlice(waits, 1, k - 1)) + arraySum(arraySlice(durs, 1, k - 1)) AS q
        FROM
        (
            SELECT *,
                if(branch = 'main', if(freeze, 5, 6), 4) AS full,
                if(outcome = 'passed', full, least(full, [1, 2, 2, 3, 3, 4, 4, 4, 5, 6][1 + cityHash64(n, 'cut') % 10])) AS nst,
                arrayMap(x -> 2 + cityHash64(n, x, 'w') % 45 + if(x <= 2 AND created >= toDateTime('2026-05-18 09:00:00', 'UTC') AND created < toDateTime('2026-05-18 10:30:00', 'UTC'), 700 + cityHash64(n, x, 'sp') % 600, 0), range(1, nst + 1)) AS waits,
                arrayMap(x -> toUInt64([25, 150, 200, 420, 110, 60][x] * (60 + cityHash64(n, x, 'd') % 120) / 100 * if(repo = 'ml-models', 1.7, 1)), range(1, nst + 1)) AS durs
            FROM
            (
                SELECT number AS n,
                    if(n < 8, toDateTime('2026-05-21 16:18:00', 'UTC') - n * 170,
                        toDateTime('2026-04-12 00:00:00', 'UTC') + (cityHash64(n, 'day') % 40) * 86400 + [0, 2, 5, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 19, 21, 22][1 + cityHash64(n, 'hr') % 30] * 3600 + cityHash64(n, 's') % 3600) AS created,
                    ['checkout-api', 'checkout-api', 'checkout-api', 'web-frontend', 'web-frontend', 'ios-app', 'desktop-client', 'ml-models', 'billing', 'infra-terraform'][1 + cityHash64(n, 'repo') % 10] AS repo,
                    if(cityHash64(n, 'br') % 100 < 42 OR n IN (1, 4), 'main', concat(['feature/', 'fix/', 'feature/'][1 + cityHash64(n, 'b2') % 3], toString(1000 + cityHash64(n, 'b3') % 400))) AS branch,
                    ['alice', 'bruno', 'chen', 'deepak', 'elif', 'fatima', 'goran', 'hana', 'ivan', 'jonas', 'keiko', 'lucia'][1 + least(cityHash64(n, 'au') % 12, cityHash64(n, 'au2') % 14)] AS author,
                    multiIf(cityHash64(n, 'tr') % 100 < 55, 'push', cityHash64(n, 'tr') % 100 < 80, 'pull_request', cityHash64(n, 'tr') % 100 < 93, 'schedule', 'manual') AS trig,
                    multiIf(cityHash64(n, 'oc') % 100 < 19, 'failed', cityHash64(n, 'oc') % 100 < 24, 'canceled', 'passed') AS outcome,
                    toDate(created) IN (toDate('2026-05-09'), toDate('2026-05-10')) AS freeze
                FROM numbers(1260)
            )
            WHERE created < toDateTime('2026-05-21 16:20:00', 'UTC') AND (toDayOfWeek(created) < 6 OR cityHash64(n, 'we') % 100 < 45)
        )
        ARRAY JOIN range(1, nst + 1) AS k
        )
        WHERE q <= toDateTime('2026-05-21 16:20:00', 'UTC')
    )
)
ARRAY JOIN if(bad, [1, 2], [1]) AS x;
INSERT INTO buildfarm.pipelines
SELECT 300000 + n, any(created), any(repo), any(branch), any(author), any(trig),
    if(max(q + w + d) > toDateTime('2026-05-21 16:20:00', 'UTC'), 'running', any(outcome)),
    if(max(q + w + d) > toDateTime('2026-05-21 16:20:00', 'UTC'), NULL, max(q + w + d))
FROM
(
        SELECT n, created, repo, branch, author, trig, outcome, nst, freeze, k, waits[k] AS w, durs[k] AS d,
            ['lint', 'build', 'test', 'test', 'package', 'deploy'][k] AS stg,
            ['lint', 'compile', 'unit-tests', 'integration-tests', 'docker-image', 'rollout'][k] AS jn,
            created + 3 + arraySum(arraySlice(waits, 1, k - 1)) + arraySum(arraySlice(durs, 1, k - 1)) AS q
        FROM
        (
            SELECT *,
                if(branch = 'main', if(freeze, 5, 6), 4) AS full,
                if(outcome = 'passed', full, least(full, [1, 2, 2, 3, 3, 4, 4, 4, 5, 6][1 + cityHash64(n, 'cut') % 10])) AS nst,
                arrayMap(x -> 2 + cityHash64(n, x, 'w') % 45 + if(x <= 2 AND created >= toDateTime('2026-05-18 09:00:00', 'UTC') AND created < toDateTime('2026-05-18 10:30:00', 'UTC'), 700 + cityHash64(n, x, 'sp') % 600, 0), range(1, nst + 1)) AS waits,
                arrayMap(x -> toUInt64([25, 150, 200, 420, 110, 60][x] * (60 + cityHash64(n, x, 'd') % 120) / 100 * if(repo = 'ml-models', 1.7, 1)), range(1, nst + 1)) AS durs
            FROM
            (
                SELECT number AS n,
                    if(n < 8, toDateTime('2026-05-21 16:18:00', 'UTC') - n * 170,
                        toDateTime('2026-04-12 00:00:00', 'UTC') + (cityHash64(n, 'day') % 40) * 86400 + [0, 2, 5, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 19, 21, 22][1 + cityHash64(n, 'hr') % 30] * 3600 + cityHash64(n, 's') % 3600) AS created,
                    ['checkout-api', 'checkout-api', 'checkout-api', 'web-frontend', 'web-frontend', 'ios-app', 'desktop-client', 'ml-models', 'billing', 'infra-terraform'][1 + cityHash64(n, 'repo') % 10] AS repo,
                    if(cityHash64(n, 'br') % 100 < 42 OR n IN (1, 4), 'main', concat(['feature/', 'fix/', 'feature/'][1 + cityHash64(n, 'b2') % 3], toString(1000 + cityHash64(n, 'b3') % 400))) AS branch,
                    ['alice', 'bruno', 'chen', 'deepak', 'elif', 'fatima', 'goran', 'hana', 'ivan', 'jonas', 'keiko', 'lucia'][1 + least(cityHash64(n, 'au') % 12, cityHash64(n, 'au2') % 14)] AS author,
                    multiIf(cityHash64(n, 'tr') % 100 < 55, 'push', cityHash64(n, 'tr') % 100 < 80, 'pull_request', cityHash64(n, 'tr') % 100 < 93, 'schedule', 'manual') AS trig,
                    multiIf(cityHash64(n, 'oc') % 100 < 19, 'failed', cityHash64(n, 'oc') % 100 < 24, 'canceled', 'passed') AS outcome,
                    toDate(created) IN (toDate('2026-05-09'), toDate('2026-05-10')) AS freeze
                FROM numbers(1260)
            )
            WHERE created < toDateTime('2026-05-21 16:20:00', 'UTC') AND (toDayOfWeek(created) < 6 OR cityHash64(n, 'we') % 100 < 45)
        )
        ARRAY JOIN range(1, nst + 1) AS k
)
GROUP BY n;
