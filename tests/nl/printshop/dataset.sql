-- Online print shop: jobs, the log of the machines, the machines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS printshop;
CREATE DATABASE printshop;

CREATE TABLE printshop.machines
(
    machine_id   UInt16,
    nickname     String COMMENT 'what the crew calls it',
    technology   LowCardinality(String) COMMENT 'offset, digital or wide_format',
    maker        LowCardinality(String),
    hall         LowCardinality(String),
    installed_on Date,
    upkeep       LowCardinality(String) COMMENT 'ok, service_due or retired'
)
ENGINE = MergeTree ORDER BY machine_id;

INSERT INTO printshop.machines
SELECT
    101 + number AS machine_id,
    ['Heidi','Bruno','Greta','Otto','Frieda','Ludwig','Mabel','Oskar','Wanda','Pixel','Rosa','Hector','Tilda','Knut'][1 + number],
    ['offset','offset','offset','offset','digital','digital','digital','digital','wide_format','wide_format','wide_format','digital','offset','offset'][1 + number],
    ['Lindqvist','Lindqvist','Corvo','Lindqvist','Nagato','Nagato','Corvo','Nagato','Brightjet','Brightjet','Corvo','Nagato','Corvo','Lindqvist'][1 + number],
    ['North','North','North','South','South','South','South','Annex','Annex','Annex','Annex','South','North','North'][1 + number],
    toDate('2012-03-01') + toUInt32(370 * number + cityHash64(number, 'm-inst') % 200),
    ['ok','ok','service_due','ok','ok','ok','ok','service_due','ok','ok','ok','ok','ok','retired'][1 + number]
FROM numbers(14);

CREATE TABLE printshop.jobs
(
    job_id      UInt64,
    placed_at   DateTime('UTC') COMMENT 'order came in through the web shop',
    started_at  Nullable(DateTime('UTC')) COMMENT 'first sheet printed',
    finished_at Nullable(DateTime('UTC')) COMMENT 'last sheet printed',
    machine_id  Nullable(UInt16) COMMENT 'null while no machine is assigned',
    customer_id UInt32,
    product     LowCardinality(String),
    copies      UInt32,
    paper_gsm   Nullable(UInt16) COMMENT 'paper weight in grams per square metre, null for banners, they are vinyl',
    ink         LowCardinality(String) COMMENT '4/4 = colour on both sides, 4/0 = colour on the front only, 1/0 = black only',
    price_cents UInt32 COMMENT 'in euro cents',
    job_status  LowCardinality(String) COMMENT 'queued, printing, shipped, misprint or cancelled. Only shipped jobs are charged',
    express     UInt8,
    ship_to     LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY (placed_at, job_id);

-- The web shop was closed all of 2026-05-10.
INSERT INTO printshop.jobs
SELECT job_id, placed_at,
       if(job_status IN ('queued', 'cancelled'), NULL, toNullable(st)) AS started_at,
       if(job_status IN ('queued', 'cancelled', 'printing'), NULL, toNullable(fin)) AS finished_at,
       if((job_status = 'queued' AND cityHash64(n, 'j-un') % 3 != 0) OR (job_status = 'cancelled' AND cityHash64(n, 'j-un') % 2 = 0), NULL, toNullable(mach)) AS machine_id,
       customer_id, product, copies, paper_gsm, ink, price_cents, job_status, express, ship_to
FROM
(
    SELECT
        number AS n,
        880000 + number AS job_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86390 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'j-sec') % 58) AS placed_at,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'j-prod') / 18446744073709551616.0, 1.4))) AS p,
        ['flyer','business_card','sticker','brochure','poster','banner'][p] AS product,
        if(p = 6, 1 + cityHash64(number, 'j-cop') % 8, [500, 200, 250, 100, 20, 1][p] * (1 + toUInt32(floor(19 * pow(cityHash64(number, 'j-cop') / 18446744073709551616.0, 2.2))))) AS copies,
        toUInt8(cityHash64(number, 'j-exp') % 100 < 23) AS express,
        multiIf(p <= 1 OR p = 4, [101, 102, 103, 104, 113][1 + toUInt8(floor(5 * pow(cityHash64(number, 'j-m') / 18446744073709551616.0, 1.3)))],
                p IN (2, 3), [105, 106, 107, 108, 112][1 + toUInt8(floor(5 * pow(cityHash64(number, 'j-m') / 18446744073709551616.0, 1.3)))],
                [109, 110, 111][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-m') / 18446744073709551616.0, 1.3)))]) AS mach,
        1 + toUInt32(floor(2400 * pow(cityHash64(number, 'j-cust') / 18446744073709551616.0, 1.8))) AS customer_id,
        if(p = 6, NULL, toNullable(toUInt16([115, 350, 90, 135, 200, 0][p] + 35 * (cityHash64(number, 'j-gsm') % 3)))) AS paper_gsm,
        if(p IN (5, 6), '4/0', ['4/4','4/4','4/0','1/0'][1 + cityHash64(number, 'j-ink') % 4]) AS ink,
        toUInt32(floor((1490 + [4, 9, 11, 95, 240, 3900][p] * copies) * if(express, 1.4, 1.0) * (0.8 + cityHash64(number, 'j-pr') % 700 / 1000))) AS price_cents,
        ['DE','AT','NL','DK','CH','PL'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'j-ctry') / 18446744073709551616.0, 1.7)))] AS ship_to,
        placed_at + toIntervalSecond(60 * toUInt32(floor((18 + 1500 * pow(cityHash64(number, 'j-wait') / 18446744073709551616.0, 1.4)) * if(express, 0.35, 1.0) * [1.0, 0.8, 0.7, 1.5, 0.9, 1.2][p])) + 1) AS s0,
        s0 - toIntervalSecond(toSecond(s0)) + toIntervalSecond(1 + cityHash64(number, 'j-sec2') % 58) AS st,
        st + toIntervalMinute(4 + toUInt32(floor(copies / [260, 90, 110, 30, 6, 0.3][p] + cityHash64(number, 'j-run') % 9))) AS fin,
        cityHash64(number, 'j-st') % 1000 AS r,
        multiIf(r < 70, 'cancelled', st >= '2026-05-21 16:20:00', 'queued', fin >= '2026-05-21 16:20:00', 'printing', r < if(p = 4, 150, 105), 'misprint', 'shipped') AS job_status
    FROM numbers(7200)
)
WHERE toDate(placed_at) != '2026-05-10'
  AND NOT (toHour(placed_at) < 6 AND cityHash64(n, 'j-night') % 4 != 0);

CREATE TABLE printshop.machine_log
(
    logged_at  DateTime('UTC') COMMENT 'when the machine entered the state',
    machine_id UInt16,
    state      LowCardinality(String) COMMENT 'RUN printing, SETUP make-ready, IDLE waiting for work, JAM paper jam, DOWN breakdown',
    lasted_s   UInt32 COMMENT 'how long it stayed in the state',
    sheets     UInt32,
    waste      UInt32 COMMENT 'sheets thrown away',
    shift      LowCardinality(String) COMMENT 'E early from 6, L late from 14, N night from 22',
    error_code LowCardinality(Nullable(String)) COMMENT 'E14 feeder, E22 double sheet, E31 ink, E40 too hot. Null unless JAM or DOWN'
)
ENGINE = MergeTree ORDER BY (machine_id, logged_at);

-- Machine 111 is silent since 13:52 on 2026-05-21, 104 since 14:41. Machine 107 jams all the time on 2026-05-21 from 9:00.
INSERT INTO printshop.machine_log
SELECT logged_at, machine_id, state, lasted_s, sheets, waste, shift, error_code
FROM
(
    SELECT
        number AS n,
        101 + toUInt16(floor(13 * pow(cityHash64(number, 'l-m') / 18446744073709551616.0, 1.1))) AS machine_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + if(number < 8600, toUInt32(floor(46000 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.15))), cityHash64(number, 'l-ts') % 260))
            + toIntervalSecond(1 + cityHash64(number, 'l-sec') % 58) AS logged_at,
        cityHash64(number, 'l-st') % 1000 AS r,
        if(number >= 9200, 'JAM', multiIf(r < [60, 75, 110, 50, 95, 85, 90, 130, 40, 55, 70, 80, 122][machine_id - 100], 'JAM', r < 130 + [10, 25, 60, 30, 15, 20, 25, 50, 10, 35, 40, 15, 45][machine_id - 100], 'DOWN',
                r < 360, 'SETUP', r < 520, 'IDLE', 'RUN')) AS state,
        toUInt32(floor(multiIf(state = 'JAM', 35 + 900 * pow(cityHash64(number, 'l-len') / 18446744073709551616.0, 2.6), state = 'DOWN', 400 + 9000 * pow(cityHash64(number, 'l-len') / 18446744073709551616.0, 2.4),
                state = 'SETUP', 120 + cityHash64(number, 'l-len') % 900, state = 'IDLE', 60 + cityHash64(number, 'l-len') % 2400, 200 + cityHash64(number, 'l-len') % 3100) * if(number >= 8600, 0.25, 1.0))) AS lasted_s,
        if(state = 'RUN', toUInt32(floor(lasted_s * multiIf(machine_id <= 104 OR machine_id = 113, 2.4, machine_id IN (109, 110, 111), 0.05, 0.9) * (0.7 + cityHash64(number, 'l-sh') % 300 / 1000))), 0) AS sheets,
        multiIf(state = 'RUN', toUInt32(floor(sheets * 0.03 * (cityHash64(number, 'l-wa') / 18446744073709551616.0))), state = 'SETUP', toUInt32(5 + cityHash64(number, 'l-wa') % 60), state = 'JAM', toUInt32(1 + cityHash64(number, 'l-wa') % 12), 0) AS waste,
        multiIf(toHour(logged_at) >= 6 AND toHour(logged_at) < 14, 'E', toHour(logged_at) >= 14 AND toHour(logged_at) < 22, 'L', 'N') AS shift,
        if(state IN ('JAM', 'DOWN'), toNullable(['E14','E22','E31','E40'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-err') / 18446744073709551616.0, if(state = 'JAM', 1.9, 0.7))))]), NULL) AS error_code
    FROM numbers(9200)
)
WHERE logged_at + toIntervalSecond(lasted_s) < '2026-05-21 16:20:00'
  AND NOT (machine_id = 111 AND logged_at >= '2026-05-21 13:52:00')
  AND NOT (machine_id = 104 AND logged_at >= '2026-05-21 14:41:00');

INSERT INTO printshop.machine_log
SELECT
    toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalMinute(7 * number + cityHash64(number, 'x-min') % 6) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58) AS logged_at,
    107, 'JAM', 40 + cityHash64(number, 'x-len') % 180, 0, 1 + cityHash64(number, 'x-wa') % 9, if(toHour(logged_at) < 14, 'E', 'L'), 'E22'
FROM numbers(60);
