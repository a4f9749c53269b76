-- Build server: repositories, build jobs, releases. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS forge;
CREATE DATABASE forge;

CREATE TABLE forge.repositories
(
    repo_id     UInt32,
    repo_name   String,
    team        LowCardinality(String) COMMENT 'team that owns the repository',
    language    LowCardinality(String),
    visibility  LowCardinality(String) COMMENT 'public, internal (all staff) or private (the team only)',
    created_at  DateTime('UTC'),
    archived_at Nullable(DateTime('UTC')) COMMENT 'null while the repository is in use',
    size_kb     UInt32
)
ENGINE = MergeTree ORDER BY repo_id
COMMENT 'Code repositories known to the build server';

INSERT INTO forge.repositories
SELECT
    toUInt32(101 + number) AS repo_id,
    concat(['payments','checkout','search','auth','billing','mobile','docs','infra','data','media'][1 + intDiv(number, 4)], '-', ['api','web','worker','cli'][1 + number % 4]) AS repo_name,
    ['core','growth','platform','insight'][1 + cityHash64(number, 'r-team2') % 4] AS team,
    ['go','typescript','python','rust','java'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-lang') / 18446744073709551616.0, 1.2)))] AS language,
    ['private','internal','public'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-vis') / 18446744073709551616.0, 1.4)))] AS visibility,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(110000 + cityHash64(number, 'r-cr') % 1500000) + toIntervalSecond(1 + cityHash64(number, 'r-crs') % 58) AS created_at,
    if(number IN (7, 19, 26, 35), toDateTime('2026-03-02 10:12:31', 'UTC') + toIntervalHour(number * 9), NULL) AS archived_at,
    toUInt32(400 * pow(1 - cityHash64(number, 'r-kb') / 18446744073709551616.0, -1.3)) AS size_kb
FROM numbers(40);

CREATE TABLE forge.build_jobs
(
    job_id       UInt32,
    repo_id      UInt32,
    branch       LowCardinality(String),
    triggered_by LowCardinality(String) COMMENT 'push, pull_request, schedule or manual',
    runner_os    LowCardinality(String),
    queued_at    DateTime('UTC') COMMENT 'when the job entered the queue',
    started_at   Nullable(DateTime('UTC')) COMMENT 'when a runner took the job, null while it waits',
    finished_at  Nullable(DateTime('UTC')) COMMENT 'when the job ended, null while it waits or runs',
    state        LowCardinality(String) COMMENT 'queued, running, success, failed, timeout or canceled',
    exit_code    Nullable(Int16) COMMENT '0 = success, 1 = compile error, 2 = test failure, 124 = timeout, 137 = out of memory, null if the job did not end by itself',
    queue_ms     Nullable(UInt32) COMMENT 'time in the queue',
    duration_ms  Nullable(UInt32) COMMENT 'time from start to finish',
    cost_cents   UInt32 COMMENT 'price of the runner time in US cents',
    tests_run    UInt16,
    tests_failed UInt16,
    artifact_mb  Float64
)
ENGINE = MergeTree ORDER BY (queued_at, job_id)
COMMENT 'Build jobs, one row each';

INSERT INTO forge.build_jobs
SELECT job_id, repo_id, branch, triggered_by, runner_os, queued_at,
       if(state = 'queued', NULL, toNullable(sta)), if(state IN ('queued', 'running'), NULL, toNullable(fin)), state,
       toNullable(toInt16(ec)) AS exit_code,
       if(state = 'queued', NULL, toNullable(q)), if(state IN ('queued', 'running'), NULL, toNullable(d)),
       if(state IN ('queued', 'running'), 0, toUInt32(ceil(d / 60000 * multiIf(runner_os = 'macos', 8, runner_os = 'windows', 2, 1)))) AS cost_cents,
       if(state IN ('success', 'failed') AND ec != 1, toUInt16(40 + cityHash64(repo_id, 'j-tst') % 700 + cityHash64(n, 'j-tst2') % 20), 0) AS tests_run,
       if(ec = 2, toUInt16(1 + cityHash64(n, 'j-tf') % 14), 0) AS tests_failed,
       if(state = 'success', round(3 * pow(1 - cityHash64(n, 'j-mb') / 18446744073709551616.0, -0.6), 1), 0) AS artifact_mb
FROM
(
    SELECT
        number AS n,
        toUInt32(30001 + number) AS job_id,
        toUInt32(101 + floor(40 * pow(cityHash64(number, 'j-repo') / 18446744073709551616.0, 1.5))) AS repo_id,
        ['main','develop','feature','hotfix'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-br') / 18446744073709551616.0, 1.6)))] AS branch,
        ['push','pull_request','schedule','manual'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-tr') / 18446744073709551616.0, 1.5)))] AS triggered_by,
        ['linux','macos','windows'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-os') / 18446744073709551616.0, 1.9)))] AS runner_os,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(65000 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'j-s') % 58) AS queued_at,
        toUInt32(900 * multiIf(runner_os = 'macos', 6, runner_os = 'windows', 2.5, 1) * pow(1 - cityHash64(number, 'j-q') / 18446744073709551616.0, -0.7)) AS q,
        toUInt32(95000 * multiIf(runner_os = 'windows', 2.2, runner_os = 'macos', 1.5, 1) * (0.6 + cityHash64(repo_id, 'j-rd') % 100 / 60) * pow(1 - cityHash64(number, 'j-d') / 18446744073709551616.0, -0.4)) AS d,
        queued_at + toIntervalSecond(intDiv(q, 1000)) AS sta,
        queued_at + toIntervalSecond(intDiv(q + d, 1000)) AS fin,
        cityHash64(number, 'j-st') % 1000 AS s,
        multiIf(sta >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'queued',
                fin >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'running',
                s < 40, 'canceled', s < 58, 'timeout',
                s < multiIf(triggered_by = 'pull_request', 260, triggered_by = 'schedule', 110, 170), 'failed',
                'success') AS state,
        multiIf(state IN ('queued', 'running', 'canceled'), NULL, state = 'success', 0, state = 'timeout', 124, [2,2,2,1,1,137][1 + cityHash64(number, 'j-ec') % 6]) AS ec
    FROM numbers(3900)
)
WHERE repo_id NOT IN (108, 120, 127, 136)
  AND NOT (toDayOfWeek(queued_at) IN (6, 7) AND cityHash64(n, 'j-we') % 3 != 0 AND triggered_by != 'schedule');

CREATE TABLE forge.releases
(
    release_id     UInt32,
    repo_id        UInt32,
    job_id         Nullable(UInt32) COMMENT 'build job that made the release, null when it was tagged by hand',
    version        String,
    channel        LowCardinality(String) COMMENT 'alpha, beta or stable',
    tagged_at      DateTime('UTC'),
    published_at   Nullable(DateTime('UTC')) COMMENT 'when users could get it, null for a draft',
    withdrawn_at   Nullable(DateTime('UTC')) COMMENT 'when it was taken back, null otherwise',
    status         LowCardinality(String) COMMENT 'draft, published or withdrawn',
    size_mb        Float64,
    download_count UInt32
)
ENGINE = MergeTree ORDER BY (tagged_at, release_id)
COMMENT 'Released versions, one row each';

-- Repositories with a number that ends in 9 have not released anything.
INSERT INTO forge.releases
SELECT release_id, repo_id, job_id, version, channel, tagged_at,
       if(status = 'draft', NULL, toNullable(pub)), if(status = 'withdrawn', toNullable(wd), NULL), status, size_mb,
       if(status = 'draft', 0, toUInt32(12 * multiIf(channel = 'stable', 14, channel = 'beta', 3, 1) * pow(1 - cityHash64(n, 'e-dl') / 18446744073709551616.0, -0.55)))
FROM
(
    SELECT n, toUInt32(9001 + n) AS release_id, repo_id, job_id,
        ['stable','beta','alpha'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'e-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        concat(toString(1 + repo_id % 4), '.', toString(dateDiff('week', toDateTime('2026-01-05 00:00:00', 'UTC'), tag)), '.', toString(n % 1000), if(channel = 'stable', '', concat('-', channel))) AS version,
        tag AS tagged_at,
        tag + toIntervalMinute(10 + cityHash64(n, 'e-pub') % 2000) AS pub,
        pub + toIntervalMinute(60 + cityHash64(n, 'e-wd') % 4000) AS wd,
        multiIf(pub >= toDateTime('2026-05-21 16:20:00', 'UTC') OR cityHash64(n, 'e-dr') % 100 < 6, 'draft',
                cityHash64(n, 'e-w') % 100 < 7 AND wd < toDateTime('2026-05-21 16:20:00', 'UTC'), 'withdrawn', 'published') AS status,
        round(2 + 9 * pow(1 - cityHash64(n, 'e-mb') / 18446744073709551616.0, -0.5), 1) AS size_mb
    FROM
    (
        SELECT toUInt64(job_id - 30001) AS n, repo_id, toNullable(job_id) AS job_id, assumeNotNull(finished_at) + toIntervalMinute(2 + cityHash64(n, 'e-tag') % 200) AS tag
        FROM forge.build_jobs
        WHERE state = 'success' AND branch = 'main' AND cityHash64(job_id, 'e-use') % 100 < 80
        UNION ALL
        SELECT toUInt64(4000 + number) AS n, toUInt32(101 + cityHash64(number, 'e-rp') % 40) AS repo_id, NULL AS job_id,
               toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(20 + cityHash64(number, 'e-ht') % 64000) + toIntervalSecond(1 + cityHash64(number, 'e-hs') % 58) AS tag
        FROM numbers(190)
    )
    WHERE tag < toDateTime('2026-05-21 16:19:00', 'UTC') AND repo_id NOT IN (108, 109, 119, 120, 127, 129, 136, 139)
);
