-- Software team: builds, deployments, incidents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS pipeline;
CREATE DATABASE pipeline;

CREATE TABLE pipeline.builds
(
    build_id UInt64,
    repo String,
    branch String,
    author String,
    status String,
    duration UInt32,
    tests UInt32,
    started_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY started_at;

INSERT INTO pipeline.builds
SELECT
    10000 + row_number() OVER (ORDER BY started_at, n) AS build_id,
    repo, branch, author, status, duration, tests, started_at
FROM
(
    SELECT
        number AS n,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-repo') / 18446744073709551616.0, 1.4))) AS r,
        ['frontend','checkout','search','billing','auth','mobile'][r] AS repo,
        ['main','develop','release'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-branch') / 18446744073709551616.0, 1.5)))] AS branch,
        ['alice','bob','carol','dave','erin','frank','grace','heidi'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-author') / 18446744073709551616.0, 1.3)))] AS author,
        cityHash64(number, 'p-status') % 100 AS roll,
        multiIf(roll < [14, 18, 9, 22, 12, 27][r], 'failed', roll >= 95, 'cancelled', 'success') AS status,
        toUInt32([240, 420, 310, 520, 180, 760][r] * (0.5 + 1.3 * pow(cityHash64(number, 'p-dur') / 18446744073709551616.0, 2))) AS duration,
        toUInt32([800, 450, 620, 380, 240, 910][r] + cityHash64(number, 'p-tests') % 60) AS tests,
        toDateTime('2026-05-21 16:12:00', 'UTC') - toIntervalSecond(toUInt32(floor(5184000 * pow(cityHash64(number, 'p-start') / 18446744073709551616.0, 1.3)))) AS started_at
    FROM numbers(2800)
);

CREATE TABLE pipeline.deployments
(
    deployment_id UInt64,
    build_id UInt64,
    service String,
    environment String,
    version String,
    status String,
    deployed_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY deployed_at;

INSERT INTO pipeline.deployments
SELECT
    5000 + row_number() OVER (ORDER BY deployed_at, build_id, e) AS deployment_id,
    build_id, service, environment, version, outcome AS status, deployed_at
FROM
(
    SELECT
        build_id,
        e,
        repo AS service,
        ['production','staging','test'][e] AS environment,
        concat('2.', toString(toMonth(started_at)), '.', toString(build_id - 10000)) AS version,
        multiIf(cityHash64(build_id, e, 'p-dstat') % 100 < 7, 'failed', cityHash64(build_id, e, 'p-dstat') % 100 < [16, 11, 9][e], 'rolled_back', 'success') AS outcome,
        started_at + toIntervalSecond(duration + 120 + cityHash64(build_id, e, 'p-dgap') % 9000) AS deployed_at
    FROM pipeline.builds
    ARRAY JOIN [1, 2, 3] AS e
    WHERE status = 'success' AND cityHash64(build_id, 'p-shipped') % 100 < 55 AND cityHash64(build_id, e, 'p-env') % 100 < [35, 55, 40][e]
)
WHERE deployed_at < '2026-05-21 16:20:00';

CREATE TABLE pipeline.incidents
(
    incident_id UInt64,
    deployment_id Nullable(UInt64),
    service String,
    severity String,
    status String,
    opened_at DateTime('UTC'),
    resolved_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO pipeline.incidents
SELECT
    row_number() OVER (ORDER BY opened_at, deployment_id) AS incident_id,
    if(cityHash64(deployment_id, 'p-noone') % 100 < 15, NULL, toNullable(deployment_id)) AS deployment_id,
    service, severity, status, opened_at,
    if(status = 'open', NULL, toNullable(done_at)) AS resolved_at
FROM
(
    SELECT
        deployment_id,
        service,
        1 + toUInt8(floor(4 * pow(cityHash64(deployment_id, 'p-sev') / 18446744073709551616.0, 0.8))) AS s,
        ['critical','high','medium','low'][s] AS severity,
        deployed_at + toIntervalSecond(200 + cityHash64(deployment_id, 'p-open') % 20000) AS opened_at,
        opened_at + toIntervalSecond(toUInt32([3000, 9000, 30000, 90000][s] * (0.4 + cityHash64(deployment_id, 'p-res') % 1200 / 1000))) AS done_at,
        if(done_at > '2026-05-21 16:00:00' OR cityHash64(deployment_id, 'p-left') % 100 < 8, 'open', 'resolved') AS status
    FROM pipeline.deployments
    WHERE cityHash64(deployment_id, 'p-inc') % 100 < multiIf(service = 'billing', 24, environment = 'production', 16, 9)
)
WHERE opened_at < '2026-05-21 16:20:00';
