-- Build and deployment pipelines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
-- Planted: mac runners time out en masse on 2026-05-20 13:00-15:00, no deployment at all on 2026-05-14 (freeze).
DROP DATABASE IF EXISTS devpipe;
CREATE DATABASE devpipe;

CREATE TABLE devpipe.services
(
    service_id   UInt16,
    service_name String,
    team         LowCardinality(String),
    tier         UInt8 COMMENT '1 business critical, 2 important, 3 internal tooling',
    lang         LowCardinality(String),
    created_on   Date
)
ENGINE = MergeTree ORDER BY service_id;

INSERT INTO devpipe.services
SELECT
    101 + number,
    ['checkout-api','invoice-worker','ledger','fraud-check','search-api','indexer','suggest','catalog','web-shop','landing-pages',
     'newsletter','ab-tests','ios-app','android-app','push-gateway','auth','user-profile','feature-flags','log-shipper','metrics-relay',
     'admin-console','cdn-purge','image-resizer','price-feed'][1 + number],
    ['payments','payments','payments','payments','search','search','search','search','growth','growth',
     'growth','growth','mobile','mobile','mobile','platform','platform','platform','platform','platform',
     'growth','platform','search','payments'][1 + number],
    [1,2,1,1,1,2,3,2,1,3, 3,3,2,2,2,1,2,2,3,3, 3,3,2,2][1 + number],
    ['go','python','java','go','rust','java','python','java','typescript','typescript',
     'python','typescript','swift','kotlin','go','go','java','go','rust','rust',
     'typescript','go','rust','python'][1 + number],
    toDate('2025-12-30') - toUInt32(cityHash64(number, 's-cre') % 2200)
FROM numbers(24);

CREATE TABLE devpipe.pipeline_runs
(
    run_id      UInt64,
    service_id  UInt16,
    queued_at   DateTime64(3, 'UTC'),
    queue_ms    UInt32 COMMENT 'wait for a free runner',
    duration_ms Nullable(UInt32) COMMENT 'from first to last step, null while the run is going',
    result      LowCardinality(String) COMMENT 'passed, failed, cancelled, timeout or running',
    failed_step LowCardinality(Nullable(String)) COMMENT 'step that broke a failed run: lint, build, unit_tests, integration_tests or publish',
    branch      String,
    trigger     LowCardinality(String) COMMENT 'push, pr (pull request), cron (nightly) or manual',
    runner_pool LowCardinality(String),
    author      LowCardinality(String),
    attempt     UInt8 COMMENT '1 is the first try, higher ones are reruns',
    cost_cents  UInt32 COMMENT 'compute billed for the run, US cents'
)
ENGINE = MergeTree ORDER BY (service_id, queued_at);

INSERT INTO devpipe.pipeline_runs
SELECT 880000 + n, service_id, queued_at, queue_ms, if(going, NULL, toNullable(dur)),
       if(going, 'running', res) AS result,
       if(result = 'failed', ['unit_tests','unit_tests','integration_tests','build','lint','integration_tests','publish','unit_tests'][1 + cityHash64(n, 'r-step') % 8], NULL),
       branch, trigger, runner_pool, author, attempt,
       toUInt32(ceil(dur / 60000 * multiIf(runner_pool = 'linux-s', 0.8, runner_pool = 'linux-xl', 3.6, runner_pool = 'arm', 1.1, 8)))
FROM
(
    SELECT
        number AS n,
        101 + toUInt16(floor(24 * pow(cityHash64(number, 'r-svc') / 18446744073709551616.0, 1.3))) AS service_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS queued_at,
        ['push','pr','cron','manual'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-trg') / 18446744073709551616.0, 1.35)))] AS trigger,
        if(trigger = 'pr', concat('feature/', ['retry','cache','tax-rules','dark-mode','upgrade-deps','cleanup'][1 + cityHash64(number, 'r-br') % 6]),
           if(cityHash64(number, 'r-br2') % 100 < 78, 'main', concat('release/2026.', toString(14 + cityHash64(number, 'r-br3') % 7)))) AS branch,
        multiIf(service_id = 113, 'mac', ['linux-s','linux-xl','arm','mac'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-pool') / 18446744073709551616.0, 1.5)))]) AS runner_pool,
        ['anna','dmitri','joon','leila','mateus','nadia','piotr','rosa','sven','tariq'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'r-auth') / 18446744073709551616.0, 1.4)))] AS author,
        toUInt32(floor(9000 * pow(1 - cityHash64(number, 'r-q') / 18446744073709551616.0, -0.75) * if(runner_pool = 'mac', 3, 1))) AS queue_ms0,
        least(queue_ms0, 1500000) AS queue_ms,
        cityHash64(number, 'r-res') % 1000 AS s,
        multiIf(s < multiIf(trigger = 'pr', 210, trigger = 'cron', 90, 130), 'failed', s < 265, 'cancelled', s < 285, 'timeout', 'passed') AS res,
        if(res = 'timeout', 3600000, toUInt32(floor(90000 + 420000 * pow(cityHash64(number, 'r-dur') / 18446744073709551616.0, 2) * if(runner_pool = 'mac', 2.2, 1) * if(res = 'cancelled', 0.5, 1)
            + cityHash64(number, 'r-dur2') % 60000))) AS dur,
        queued_at + toIntervalMillisecond(queue_ms + dur) >= '2026-05-21 16:20:00' AS going,
        toUInt8(if(cityHash64(number, 'r-att') % 100 < 86, 1, 2 + cityHash64(number, 'r-att2') % 2)) AS attempt
    FROM numbers(11000)
)
WHERE NOT ((toHour(queued_at) >= 20 OR toHour(queued_at) < 6) AND trigger != 'cron' AND cityHash64(n, 'r-night') % 4 != 0)
  AND NOT (toDayOfWeek(queued_at) >= 6 AND cityHash64(n, 'r-we') % 3 != 0);

INSERT INTO devpipe.pipeline_runs
SELECT
    899000 + number, if(number % 3 = 0, 115, 113), toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-ts') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    60000 + cityHash64(number, 'x-q') % 500000, 3600000, 'timeout', NULL, 'main', 'push', 'mac',
    ['anna','dmitri','joon','leila','mateus','nadia','piotr','rosa','sven','tariq'][1 + cityHash64(number, 'x-a') % 10], 1 + number % 2, 480
FROM numbers(70);

CREATE TABLE devpipe.deployments
(
    deploy_id    UInt32,
    service_id   UInt16,
    deployed_at  DateTime('UTC'),
    env          LowCardinality(String) COMMENT 'prd production, stg staging, dev development',
    region       LowCardinality(String),
    version      String,
    outcome      LowCardinality(String) COMMENT 'ok, failed (never went live) or rolled_back (was live, then taken back)',
    took_s       UInt32,
    deployed_by  LowCardinality(String),
    incident_sev Nullable(UInt8) COMMENT 'severity of the incident this deployment caused, 1 is the worst, 4 the mildest, null when there was none',
    incident_min Nullable(UInt32) COMMENT 'minutes until that incident was resolved'
)
ENGINE = MergeTree ORDER BY deployed_at;

INSERT INTO devpipe.deployments
SELECT 51000 + n, service_id, deployed_at, env, region, version, outcome, took_s, deployed_by,
       if(inc, toNullable(toUInt8([1,2,2,3,3,3,4,4][1 + cityHash64(n, 'd-sev') % 8])), NULL),
       if(inc, toNullable(toUInt32(8 + floor(200 * pow(cityHash64(n, 'd-imin') / 18446744073709551616.0, 2.5)))), NULL)
FROM
(
    SELECT
        number AS n,
        101 + toUInt16(floor(24 * pow(cityHash64(number, 'd-svc') / 18446744073709551616.0, 1.2))) AS service_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(86000 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'd-s') % 57) AS deployed_at,
        ['prd','stg','dev'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'd-env') / 18446744073709551616.0, 1.2)))] AS env,
        ['eu-west','us-east','ap-south'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'd-reg') / 18446744073709551616.0, 1.4)))] AS region,
        concat('2026.', toString(toWeek(deployed_at, 3)), '.', toString(cityHash64(number, 'd-ver') % 40)) AS version,
        cityHash64(number, 'd-out') % 1000 AS s,
        multiIf(s < if(env = 'prd', 60, 110), 'failed', s < if(env = 'prd', 140, 150), 'rolled_back', 'ok') AS outcome,
        toUInt32(40 + floor(500 * pow(cityHash64(number, 'd-took') / 18446744073709551616.0, 2))) AS took_s,
        ['anna','dmitri','joon','leila','mateus','nadia','piotr','rosa','sven','tariq'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'd-by') / 18446744073709551616.0, 1.2)))] AS deployed_by,
        env = 'prd' AND cityHash64(number, 'd-inc') % 100 < if(outcome = 'rolled_back', 65, 5) AS inc
    FROM numbers(5000)
)
WHERE toDate(deployed_at) != '2026-05-14'
  AND NOT (toDayOfWeek(deployed_at) >= 6 AND cityHash64(n, 'd-we') % 4 != 0)
  AND NOT ((toHour(deployed_at) >= 20 OR toHour(deployed_at) < 6) AND cityHash64(n, 'd-night') % 3 != 0);
