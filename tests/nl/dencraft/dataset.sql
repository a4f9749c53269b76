-- A dental laboratory: cases ordered by dental practices, made by technicians. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No time lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS dencraft;
CREATE DATABASE dencraft;

CREATE TABLE dencraft.practices
(
    practice_id   UInt16,
    practice_name String,
    town          LowCardinality(String),
    chain         LowCardinality(Nullable(String)) COMMENT 'group that owns the practice, null for independent ones',
    client_since  Date,
    pay_terms_d   UInt8 COMMENT 'days they have to pay an invoice'
)
ENGINE = MergeTree ORDER BY practice_id
COMMENT 'dental practices that order from the lab, one row each';

INSERT INTO dencraft.practices
SELECT
    toUInt16(201 + number),
    concat(['Lindenhof','Harbour','Park Lane','Rathaus','Sonnenberg','Mill Street','Altstadt','Riverside'][1 + number % 8], ' ',
           ['Dental','Smiles','Dentistry','Oral Care','Tooth Clinic'][1 + intDiv(number, 8)]),
    ['Freiburg','Basel','Colmar','Mulhouse','Lahr'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'pr-town') / 18446744073709551616.0, 1.2)))],
    if(cityHash64(number, 'pr-ch') % 10 < 6, NULL, ['Dentalux','BrightBite'][1 + cityHash64(number, 'pr-ch2') % 2]),
    toDate('2026-01-10') - toUInt32(cityHash64(number, 'pr-since') % 4000),
    [14, 30, 30, 45][1 + cityHash64(number, 'pr-pay') % 4]
FROM numbers(40);

CREATE TABLE dencraft.techs
(
    tech_id   UInt16,
    tech_name String,
    dept      LowCardinality(String) COMMENT 'ceramics, cadcam, metal or removable',
    hired_on  Date,
    is_senior Bool
)
ENGINE = MergeTree ORDER BY tech_id
COMMENT 'dental technicians of the lab';

INSERT INTO dencraft.techs
SELECT
    toUInt16(301 + number),
    ['Jana Weiss','Luc Perrin','Oskar Brandt','Mira Kunz','Tom Hauser','Elif Demir','Paul Girard','Sina Vogt','Marco Rossi','Nele Fuchs','Ivan Petrov','Clara Meier','Yann Leroy','Britta Lang','Noah Keller','Zoe Marchal'][1 + number],
    ['removable','removable','removable','removable','ceramics','ceramics','cadcam','ceramics','metal','cadcam','ceramics','cadcam','metal','ceramics','removable','ceramics'][1 + number],
    if(number >= 14, toDate('2026-05-18'), toDate('2025-11-01') - toUInt32(cityHash64(number, 'te-hire') % 5000)),
    number IN (0, 2, 5, 8, 9, 12)
FROM numbers(16);

CREATE TABLE dencraft.cases
(
    case_no       UInt32,
    rcvd_at       DateTime('UTC') COMMENT 'when the order arrived at the lab',
    practice_id   UInt16,
    tech_id       UInt16 COMMENT 'technician who makes the work',
    work_type     Enum8('crown' = 1, 'bridge' = 2, 'denture' = 3, 'veneer' = 4, 'splint' = 5),
    mat_code      LowCardinality(String) COMMENT 'material: ZR zirconia, LD lithium disilicate, PFM porcelain fused to metal, AC acrylic, CC cobalt chrome',
    shade         LowCardinality(Nullable(String)) COMMENT 'tooth colour on the VITA scale, null for splints',
    units         UInt8 COMMENT 'number of teeth in the work',
    intake        LowCardinality(String) COMMENT 'how the mouth was captured: scan (digital) or impression (physical)',
    is_rush       Bool COMMENT 'express order, made in 3 days or less',
    is_remake     Bool COMMENT 'true when it replaces earlier work that was sent back',
    remake_reason LowCardinality(Nullable(String)) COMMENT 'margin, shade, bite, contact or fracture; null when not a remake',
    due_on        Date COMMENT 'delivery day promised to the practice',
    shipped_at    Nullable(DateTime('UTC')) COMMENT 'null while the case is in the lab, and for cancelled ones',
    case_status   LowCardinality(String) COMMENT 'in_production, on_hold, shipped or cancelled; only shipped cases are invoiced',
    price_cents   UInt32 COMMENT 'net price in euro cents',
    bench_min     Nullable(UInt16) COMMENT 'minutes of bench work, null until the case is shipped'
)
ENGINE = MergeTree ORDER BY (rcvd_at, case_no)
COMMENT 'one row per case, that is one order of one practice';

-- Nothing was received on 2026-04-23 (a power cut). Practice 206 is silent since 2026-05-02. Technician 311 (Ivan Petrov) makes mostly
-- remakes since 2026-05-04. Few orders arrive on weekends and hardly any at night.
INSERT INTO dencraft.cases
SELECT case_no, rcvd_at, practice_id, tech_id, work_type, mat_code, shade, units, intake, is_rush, is_remake, remake_reason, due_on,
       if(case_status = 'shipped', ready_at, NULL), case_status, price_cents,
       if(case_status = 'shipped', toNullable(toUInt16(floor(multiIf(work_type = 'crown', 55, work_type = 'veneer', 70, work_type = 'bridge', 120, work_type = 'denture', 240, 35)
            * (0.6 + cityHash64(n, 'c-bench') % 1000 / 1100.)))), NULL)
FROM
(
    SELECT
        number AS n,
        toUInt32(410000 + number) AS case_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(244000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58) AS rcvd_at,
        toUInt16(201 + floor(40 * pow(cityHash64(number, 'c-pr') / 18446744073709551616.0, 1.5))) AS practice_id,
        toUInt8(1 + floor(5 * pow(cityHash64(number, 'c-type') / 18446744073709551616.0, 1.7))) AS wt,
        ['crown','bridge','denture','veneer','splint'][wt] AS work_type,
        toUInt16(if(work_type IN ('denture', 'splint'), 301 + cityHash64(number, 'c-tech') % 4, 304 + floor(11 * pow(cityHash64(number, 'c-tech') / 18446744073709551616.0, 1.1)))) AS tech_id,
        multiIf(work_type = 'splint', 'AC',
                work_type = 'denture', ['AC','AC','CC'][1 + cityHash64(number, 'c-mat') % 3],
                work_type = 'veneer', ['LD','LD','LD','ZR'][1 + cityHash64(number, 'c-mat') % 4],
                ['ZR','ZR','ZR','ZR','LD','LD','PFM','PFM','PFM','CC'][1 + cityHash64(number, 'c-mat') % 10]) AS mat_code,
        if(work_type = 'splint', NULL, ['A1','A2','A2','A3','A3','A3.5','B1','B2','C2','D3'][1 + cityHash64(number, 'c-shade') % 10]) AS shade,
        toUInt8(multiIf(work_type = 'crown', [1,1,1,2][1 + cityHash64(number, 'c-un') % 4],
                        work_type = 'bridge', [3,3,3,4,4,5,6][1 + cityHash64(number, 'c-un') % 7],
                        work_type = 'denture', [14,14,12,8,6][1 + cityHash64(number, 'c-un') % 5],
                        work_type = 'veneer', [1,2,4,6][1 + cityHash64(number, 'c-un') % 4], 1)) AS units,
        if(cityHash64(practice_id, 'c-dig') % 100 < 45, if(cityHash64(number, 'c-int') % 100 < 85, 'scan', 'impression'), if(cityHash64(number, 'c-int') % 100 < 35, 'scan', 'impression')) AS intake,
        cityHash64(number, 'c-rush') % 100 < 13 AS is_rush,
        cityHash64(number, 'c-rem') % 1000 < multiIf(tech_id = 311 AND rcvd_at >= '2026-05-04 00:00:00', 640, work_type = 'denture', 95, work_type = 'veneer', 80, work_type = 'bridge', 65, 38) AS is_remake,
        if(is_remake, ['margin','margin','shade','shade','shade','bite','contact','contact','fracture'][1 + cityHash64(number, 'c-why') % 9], NULL) AS remake_reason,
        toUInt32(if(is_rush, 1 + cityHash64(number, 'c-due') % 3, multiIf(work_type = 'denture', 10, work_type = 'bridge', 8, 6) + cityHash64(number, 'c-due') % 4)) AS promised,
        toDate(rcvd_at) + promised AS due_on,
        toDateTime(toDate(rcvd_at), 'UTC') + toIntervalDay(greatest(1, toInt32(promised) - toInt32(cityHash64(number, 'c-early') % 3) + if(cityHash64(number, 'c-late') % 100 < 11, 3, 0)))
            + toIntervalMinute(420 + cityHash64(number, 'c-shm') % 600) + toIntervalSecond(1 + cityHash64(number, 'c-shs') % 58) AS ready_at,
        cityHash64(number, 'c-st') % 1000 AS s,
        multiIf(s < 42, 'cancelled', ready_at < '2026-05-21 16:20:00', 'shipped', s < 160, 'on_hold', 'in_production') AS case_status,
        toUInt32(floor(units * multiIf(work_type = 'denture', 5200, work_type = 'splint', 11500, work_type = 'veneer', 21000, 14500)
            * multiIf(mat_code = 'ZR', 1.25, mat_code = 'LD', 1.15, mat_code = 'CC', 1.4, 1.0) * if(is_rush, 1.3, 1.0)
            * if(is_remake, 0.5, 1.0) * (0.9 + cityHash64(number, 'c-price') % 1000 / 5000.))) AS price_cents
    FROM numbers(17000)
)
WHERE toDate(rcvd_at) != '2026-04-23'
  AND NOT (practice_id = 206 AND rcvd_at >= '2026-05-02 00:00:00')
  AND NOT (toHour(rcvd_at) NOT BETWEEN 7 AND 18 AND cityHash64(n, 'c-night') % 25 != 0)
  AND NOT (toDayOfWeek(rcvd_at) >= 6 AND cityHash64(n, 'c-we') % 5 != 0);
