-- Computing cluster of a university: jobs, nodes, research groups. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS quokkagrid;
CREATE DATABASE quokkagrid;

CREATE TABLE quokkagrid.research_groups
(
    group_code     LowCardinality(String),
    group_name     String,
    faculty        LowCardinality(String),
    is_external    UInt8 COMMENT '1 = partner institute outside the university, pays for its hours',
    quota_core_h   UInt32 COMMENT 'core hours granted per month'
)
ENGINE = MergeTree ORDER BY group_code;

INSERT INTO quokkagrid.research_groups
SELECT g, nm, f, ext, 2000 + 500 * (cityHash64(g, 'g-q') % 30)
FROM
(
    SELECT
        ['astro','plasma','genome','protein','climate','seismo','nlp','vision','econ','polymer','cfd','neuro','ocean','battery'][number + 1] AS g,
        ['Galaxy Formation','Plasma Physics','Genome Assembly','Protein Folding','Climate Models','Seismic Waves','Language Models','Computer Vision','Macro Economics','Soft Polymers','Fluid Dynamics','Neural Circuits','Ocean Currents','Battery Materials'][number + 1] AS nm,
        ['Physics','Physics','Biology','Biology','Geosciences','Geosciences','Informatics','Informatics','Economics','Chemistry','Engineering','Biology','Geosciences','Chemistry'][number + 1] AS f,
        toUInt8(number IN (5, 12, 13)) AS ext
    FROM numbers(14)
);

CREATE TABLE quokkagrid.nodes
(
    node_name     LowCardinality(String),
    rack          LowCardinality(String),
    node_class    LowCardinality(String) COMMENT 'cpu, gpu or fat (large memory)',
    cores_total   UInt16,
    ram_gb        UInt32,
    commissioned  Date,
    node_state    LowCardinality(String) COMMENT 'up, drained (takes no new jobs) or down'
)
ENGINE = MergeTree ORDER BY node_name;

INSERT INTO quokkagrid.nodes
SELECT
    concat('qk', leftPad(toString(1 + number), 3, '0')),
    ['R1','R2','R3','R4'][1 + intDiv(number, 12)],
    multiIf(number >= 40, 'fat', number >= 28, 'gpu', 'cpu'),
    if(number % 3 = 0, 128, 64),
    multiIf(number >= 40, 2048, number >= 28, 512, 256),
    toDate('2021-03-01') + toUInt32(cityHash64(number, 'n-d') % 1800),
    multiIf(number IN (11, 34, 45), 'drained', number IN (20, 47), 'down', 'up')
FROM numbers(48);

CREATE TABLE quokkagrid.jobs
(
    job_id         UInt64,
    submitted_at   DateTime64(3, 'UTC'),
    started_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'null while it waits in the queue, or when cancelled before it began',
    ended_at       Nullable(DateTime64(3, 'UTC')),
    login          String COMMENT 'user who submitted it',
    group_code     LowCardinality(String),
    partition      LowCardinality(String) COMMENT 'queue: short, long, gpu or bigmem',
    node_name      LowCardinality(Nullable(String)) COMMENT 'first node it ran on',
    exit_status    LowCardinality(String) COMMENT 'CD completed, FA failed, TO hit its time limit, OM out of memory, CA cancelled by the user, RU running, PE pending',
    cores          UInt16,
    gpus           UInt8,
    mem_peak_mb    Nullable(UInt32) COMMENT 'highest memory use, known after the end',
    cpu_seconds    Nullable(UInt64),
    energy_wh      Nullable(Float64),
    charge_credits Decimal(12, 2) COMMENT 'credits booked on the group when the job ends, given back when the job failed (FA)',
    is_array       UInt8 COMMENT '1 = task of a job array'
)
ENGINE = MergeTree ORDER BY (partition, submitted_at);

-- Maintenance: no job is submitted on 2026-05-12. Node qk017 fails nearly everything submitted since 2026-05-20 06:00.
-- The user tbauer2 floods the short queue on 2026-05-21 from 09:00 to 11:00.
INSERT INTO quokkagrid.jobs
SELECT job_id, submitted_at, started_at, ended_at, login, group_code, partition, if(started_at IS NULL, NULL, nd), exit_status, cores, gpus,
       if(ended_at IS NULL OR started_at IS NULL, NULL, toNullable(toUInt32(900 * pow(1 - cityHash64(n, 'j-mem') / 18446744073709551616.0, if(partition = 'bigmem', -0.9, -0.8)) * if(partition = 'bigmem', 22, 1)))),
       if(ended_at IS NULL OR started_at IS NULL, NULL, toNullable(toUInt64(run_min * 60 * cores * (35 + cityHash64(n, 'j-eff') % 64) / 100))),
       if(ended_at IS NULL OR started_at IS NULL OR cityHash64(n, 'j-now') % 100 < 5, NULL, toNullable(round(run_min * (cores * 0.09 + gpus * 4.1), 1))),
       if(started_at IS NULL OR ended_at IS NULL, toDecimal64(0, 2), toDecimal64(round(run_min / 60 * (cores * 0.5 + gpus * 12), 2), 2)),
       toUInt8(cityHash64(n, 'j-arr') % 100 < 27)
FROM
(
    SELECT *,
        if(begins >= '2026-05-21 16:20:00' OR (st0 = 'CA' AND n % 2 = 0), NULL, toNullable(begins)) AS started_at,
        if(st0 = 'CA' AND n % 2 = 0, NULL, if(ends >= '2026-05-21 16:20:00', NULL, toNullable(ends))) AS ended_at,
        multiIf(st0 = 'CA' AND n % 2 = 0, 'CA', begins >= '2026-05-21 16:20:00', 'PE', ends >= '2026-05-21 16:20:00', 'RU', st0) AS exit_status
    FROM
    (
        SELECT
            number AS n,
            5200000 + number AS job_id,
            toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
                - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.4))))
                + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57000) AS submitted_at,
            toUInt8(floor(13 * pow(cityHash64(number, 'j-g') / 18446744073709551616.0, 1.4))) AS gi,
            ['genome','nlp','climate','astro','cfd','protein','vision','seismo','plasma','econ','polymer','battery','neuro'][1 + gi] AS group_code,
            concat(['mkeller','aortiz','jwolff','slund','hchen','pmoreno','rdas'][1 + cityHash64(number, 'j-u') % 7], toString(1 + gi)) AS login,
            ['short','long','gpu','bigmem'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-p') / 18446744073709551616.0, 1.5)))] AS partition,
            multiIf(partition = 'gpu', concat('qk', leftPad(toString(29 + cityHash64(number, 'j-n') % 12), 3, '0')),
                    partition = 'bigmem', concat('qk', leftPad(toString(41 + cityHash64(number, 'j-n') % 7), 3, '0')),
                    concat('qk', leftPad(toString(1 + if(cityHash64(number, 'j-n') % 27 >= 20, cityHash64(number, 'j-n') % 27 + 1, cityHash64(number, 'j-n') % 27)), 3, '0'))) AS nd,
            toUInt16([1, 4, 8, 16, 32, 64][1 + toUInt8(floor(6 * pow(cityHash64(number, 'j-c') / 18446744073709551616.0, 1.3)))]) AS cores,
            toUInt8(if(partition = 'gpu', [1, 2, 4][1 + cityHash64(number, 'j-gp') % 3], 0)) AS gpus,
            toUInt32(1 + floor(multiIf(partition = 'long', 70, partition = 'gpu', 110, partition = 'bigmem', 45, 6) * pow(cityHash64(number, 'j-w') / 18446744073709551616.0, 2.0))) AS wait_min,
            toUInt32(3 + floor(multiIf(partition = 'long', 900, partition = 'gpu', 420, partition = 'bigmem', 300, 85) * pow(cityHash64(number, 'j-r') / 18446744073709551616.0, 2.0))) AS run_min,
            toStartOfMinute(submitted_at) + toIntervalMinute(wait_min) + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms2') % 57000) AS begins,
            toStartOfMinute(begins) + toIntervalMinute(run_min) + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms3') % 57000) AS ends,
            cityHash64(number, 'j-s') % 1000 AS s,
            multiIf(nd = 'qk017' AND submitted_at >= '2026-05-20 06:00:00' AND s < 850, 'FA',
                    s < if(partition = 'gpu', 95, 60), 'FA', s < 130, 'TO', s < if(partition = 'bigmem', 220, 165), 'OM', s < 250, 'CA', 'CD') AS st0
        FROM numbers(6500)
    )
)
WHERE toDate(submitted_at) != '2026-05-12'
  AND NOT (toHour(submitted_at) BETWEEN 0 AND 6 AND cityHash64(n, 'j-night') % 3 != 0);

INSERT INTO quokkagrid.jobs
SELECT
    5290000 + number, at0 + toIntervalMillisecond(1000 + cityHash64(number, 'y-1') % 57000),
    at0 + toIntervalMinute(2) + toIntervalMillisecond(1000 + cityHash64(number, 'y-2') % 57000),
    at0 + toIntervalMinute(7) + toIntervalMillisecond(1000 + cityHash64(number, 'y-3') % 57000),
    'tbauer2', 'nlp', 'short', concat('qk', leftPad(toString(1 + number % 10), 3, '0')), 'CD', 1, 0, 310 + number % 90, 240, 0.5, toDecimal64(0.04, 2), 1
FROM (SELECT number, toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(number % 119) AS at0 FROM numbers(320));
