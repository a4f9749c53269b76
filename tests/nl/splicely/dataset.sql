-- Browser-based video editor: render jobs, workspaces, render nodes. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS splicely;
CREATE DATABASE splicely;

CREATE TABLE splicely.workspaces
(
    workspace_id   UInt32,
    workspace_name String,
    plan           LowCardinality(String) COMMENT 'free, team, studio or enterprise',
    country        LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    opened_on      Date,
    seats          UInt16,
    standing       LowCardinality(String) COMMENT 'active, frozen or closed'
)
ENGINE = MergeTree ORDER BY workspace_id;

INSERT INTO splicely.workspaces
SELECT
    2000 + number AS workspace_id,
    concat(['Amber','Tidal','Echo','Velvet','Granite','Lumen','Marlow','Pico'][1 + cityHash64(number, 'w-a') % 8], ' ',
           ['Films','Media','Studio','Pictures','Agency','Clips'][1 + cityHash64(number, 'w-b') % 6], ' ', toString(number)) AS workspace_name,
    ['free','team','studio','enterprise'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-plan') / 18446744073709551616.0, 1.3)))] AS plan,
    ['US','GB','BR','DE','IN','JP','MX'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'w-ctry') / 18446744073709551616.0, 1.3)))] AS country,
    toDate('2026-05-15') - toUInt32(floor(1300 * pow(cityHash64(number, 'w-open') / 18446744073709551616.0, 1.4))) AS opened_on,
    toUInt16(multiIf(plan = 'free', 1, plan = 'team', 3 + cityHash64(number, 'w-seat') % 9, plan = 'studio', 8 + cityHash64(number, 'w-seat') % 25, 40 + cityHash64(number, 'w-seat') % 300)) AS seats,
    multiIf(cityHash64(number, 'w-st') % 100 < 88, 'active', cityHash64(number, 'w-st') % 100 < 95, 'frozen', 'closed') AS standing
FROM numbers(260);

CREATE TABLE splicely.render_nodes
(
    node_id UInt16,
    region  LowCardinality(String),
    gpu     LowCardinality(String),
    is_spot UInt8 COMMENT '1 = spot machine that the cloud may take back'
)
ENGINE = MergeTree ORDER BY node_id;

INSERT INTO splicely.render_nodes
SELECT
    1 + number,
    ['eu-west','us-east','ap-south'][1 + number % 3],
    ['l4','a10','t4'][1 + cityHash64(number, 'n-gpu') % 3],
    toUInt8(cityHash64(number, 'n-spot') % 100 < 35)
FROM numbers(20);

CREATE TABLE splicely.render_jobs
(
    job_id        UInt64,
    queued_at     DateTime64(3, 'UTC'),
    started_at    Nullable(DateTime64(3, 'UTC')),
    finished_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'end of the render, good or bad',
    workspace_id  UInt32,
    user_id       UInt32,
    node_id       Nullable(UInt16) COMMENT 'null until a render node takes the job',
    kind          LowCardinality(String) COMMENT 'export, preview, proxy or thumbnail',
    format        LowCardinality(String),
    resolution    LowCardinality(String),
    state         LowCardinality(String) COMMENT 'queued, running, done, failed or cancelled',
    error_code    LowCardinality(Nullable(String)) COMMENT 'OOM = out of memory, CODEC = source cannot be decoded, STALL = no progress',
    clip_length_s UInt32 COMMENT 'length of the footage',
    output_mb     Nullable(Float64),
    credits       Decimal(8, 2) COMMENT 'render credits held at queueing, spent only when the job is done, else given back',
    watermark     UInt8,
    browser       LowCardinality(String),
    app_build     String
)
ENGINE = MergeTree ORDER BY (queued_at, job_id);

-- Nothing was queued on 2026-05-08 (outage). Node 14 breaks most jobs on 2026-05-21.
INSERT INTO splicely.render_jobs
SELECT
    job_id, queued_at,
    if(final_state IN ('cancelled', 'queued'), NULL, toNullable(s)) AS started_at,
    if(final_state IN ('done', 'failed'), toNullable(f), NULL) AS finished_at,
    workspace_id, user_id,
    if(final_state IN ('cancelled', 'queued'), NULL, toNullable(node)) AS node_id,
    kind, format, resolution, final_state AS state,
    if(final_state = 'failed', ['OOM','OOM','CODEC','STALL'][1 + cityHash64(n, 'j-err') % 4], NULL) AS error_code,
    clip_length_s,
    if(final_state = 'done', toNullable(round(clip_length_s * multiIf(resolution = '4k', 5.2, resolution = '1080p', 1.4, 0.6) * (0.5 + cityHash64(n, 'j-mb') % 1000 / 1000), 1)), NULL) AS output_mb,
    toDecimal64(round((0.4 + clip_length_s / 60 * multiIf(resolution = '4k', 2.5, resolution = '1080p', 1.0, 0.5)) * multiIf(kind = 'export', 1.0, kind = 'proxy', 0.4, 0.2), 2), 2) AS credits,
    watermark, browser, app_build
FROM
(
    SELECT
        number AS n,
        8800000 + number AS job_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.7))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57000) AS queued_at,
        2000 + toUInt32(floor(260 * pow(cityHash64(number, 'j-ws') / 18446744073709551616.0, 1.5))) AS workspace_id,
        workspace_id * 10 + toUInt32(floor(9 * pow(cityHash64(number, 'j-user') / 18446744073709551616.0, 1.5))) AS user_id,
        toUInt16(1 + cityHash64(number, 'j-node') % 20) AS node,
        ['export','preview','proxy','thumbnail'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-kind') / 18446744073709551616.0, 1.6)))] AS kind,
        ['mp4','webm','gif','prores','mov'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'j-fmt') / 18446744073709551616.0, 1.4)))] AS format,
        ['1080p','720p','4k'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-res') / 18446744073709551616.0, 1.3)))] AS resolution,
        toUInt32(floor(14 * pow(1 - cityHash64(number, 'j-clip') / 18446744073709551616.0, -0.75))) % 7200 + 4 AS clip_length_s,
        toUInt8(cityHash64(number, 'j-wm') % 100 < 37) AS watermark,
        ['chrome','safari','edge','firefox'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'j-br') / 18446744073709551616.0, 1.4)))] AS browser,
        ['3.12.0','3.11.4','3.11.3'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-bld') / 18446744073709551616.0, 1.2)))] AS app_build,
        cityHash64(number, 'j-st') % 1000 AS r,
        queued_at + toIntervalSecond(3 + toUInt32(floor(multiIf(resolution = '4k', 40, resolution = '1080p', 18, 9) * pow(1 - cityHash64(number, 'j-wait') / 18446744073709551616.0, -0.5)))) AS s0,
        s0 + toIntervalSecond(if(toSecond(s0) IN (0, 59), 2, 0)) AS s,
        s + toIntervalSecond(4 + toUInt32(floor(clip_length_s * multiIf(resolution = '4k', 1.6, resolution = '1080p', 0.7, 0.3) * (0.6 + cityHash64(number, 'j-run') % 1000 / 1000)))) AS f0,
        f0 + toIntervalSecond(if(toSecond(f0) IN (0, 59), 2, 0)) AS f,
        multiIf(r < if(node = 14 AND queued_at >= '2026-05-21 00:00:00', 640, if(app_build = '3.12.0', 75, 45)), 'failed', r >= 930, 'cancelled', 'done') AS end_state,
        multiIf(end_state = 'cancelled', 'cancelled', s >= '2026-05-21 16:20:00', 'queued', f >= '2026-05-21 16:20:00', 'running', end_state) AS final_state
    FROM numbers(7800)
)
WHERE toDate(queued_at) != '2026-05-08'
  AND NOT (toHour(queued_at) BETWEEN 1 AND 5 AND cityHash64(n, 'j-night') % 2 = 0);
