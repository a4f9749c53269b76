-- Hospital laboratory: test lines and the assay catalogue. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Nothing lies in second 0 or 59 of a minute; times of one line differ by whole minutes.
CREATE DATABASE IF NOT EXISTS hoslab;

DROP TABLE IF EXISTS hoslab.assay_cat;
CREATE TABLE hoslab.assay_cat
(
    assay_cd       LowCardinality(String),
    assay_name     String,
    bench          LowCardinality(String) COMMENT 'section of the lab that does the work',
    specimen       LowCardinality(String),
    unit           String COMMENT 'unit of numeric results, empty for cultures',
    tariff_eur     Decimal(8, 2),
    tat_target_min UInt16 COMMENT 'promised turnaround in minutes, from booking in to release',
    is_active      UInt8
)
ENGINE = MergeTree ORDER BY assay_cd;

INSERT INTO hoslab.assay_cat
SELECT
    ['K','NA','GLU','CREA','CRP','HB','WBC','INR','DDIM','TROP','TSH','UCULT','BCULT','LIPA','ESR'][number + 1],
    ['Potassium','Sodium','Glucose','Creatinine','C-reactive protein','Haemoglobin','White cell count','Prothrombin time INR','D-dimer','Troponin T','Thyrotropin','Urine culture','Blood culture','Lipase','Erythrocyte sedimentation rate'][number + 1],
    ['chemistry','chemistry','chemistry','chemistry','chemistry','haematology','haematology','coagulation','coagulation','immunology','immunology','microbiology','microbiology','chemistry','haematology'][number + 1],
    ['serum','serum','plasma','serum','serum','EDTA blood','EDTA blood','citrate blood','citrate blood','serum','serum','urine','blood bottle','serum','EDTA blood'][number + 1],
    ['mmol/L','mmol/L','mmol/L','umol/L','mg/L','g/L','10^9/L','','ug/L','ng/L','mU/L','','','U/L','mm/h'][number + 1],
    toDecimal64([2.10, 2.10, 1.90, 2.40, 4.60, 3.20, 3.20, 5.10, 14.80, 12.50, 9.70, 18.00, 31.00, 5.40, 2.80][number + 1], 2),
    toUInt16([60, 60, 60, 60, 75, 45, 45, 60, 60, 70, 180, 1440, 2880, 75, 120][number + 1]),
    toUInt8(number != 14)
FROM numbers(15);

DROP TABLE IF EXISTS hoslab.req_lines;
CREATE TABLE hoslab.req_lines
(
    line_id    UInt64 COMMENT 'one test on one request',
    req_no     String COMMENT 'request form, holds one or more tests',
    pat_no     UInt32 COMMENT 'patient',
    site       LowCardinality(String) COMMENT 'hospital: HRB Harbour General, OAK Oakfield, STM St Mary',
    ward       LowCardinality(String) COMMENT 'ED = emergency department',
    assay_cd   LowCardinality(String),
    prio       Enum8('R' = 1, 'U' = 2, 'S' = 3) COMMENT 'R routine, U urgent, S stat',
    ordered_at DateTime('UTC'),
    recv_at    Nullable(DateTime('UTC')) COMMENT 'sample booked in at the lab; null as long as it has not arrived',
    final_at   Nullable(DateTime('UTC')) COMMENT 'result released to the ward',
    stage      LowCardinality(String) COMMENT 'open, final, rejected or cancelled',
    reject_rsn LowCardinality(Nullable(String)) COMMENT 'why the lab refused the sample',
    analyser   LowCardinality(Nullable(String)) COMMENT 'null for manual work and for tests without a result',
    num_val    Nullable(Float64) COMMENT 'result in the unit of the assay; null for cultures and without a result',
    abn        LowCardinality(String) COMMENT 'N normal, L low, H high, LL and HH critical; empty without a numeric result',
    phoned     UInt8 COMMENT '1 = critical result was phoned through to the ward'
)
ENGINE = MergeTree ORDER BY (site, ordered_at);

-- Dialysis has its samples rejected en masse on 2026-05-21; Oakfield ordered nothing on 2026-05-07;
-- a flood of stat requests from the ED of Harbour General on 2026-05-20 02:00-04:00 (numbers from 9900).
INSERT INTO hoslab.req_lines
SELECT line_id, req_no, pat_no, site, ward, assay_cd, prio, ordered_at,
       if(arrived, toNullable(recv), NULL),
       if(stage = 'final', toNullable(fin), NULL),
       stage,
       if(stage = 'rejected', if(ward = 'Dialysis' AND ordered_at >= '2026-05-21 00:00:00', 'haemolysed',
           ['haemolysed','clotted','underfilled','unlabelled'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'l-why') / 18446744073709551616.0, 1.5)))]), NULL),
       if(stage = 'final' AND a < 12, concat(['CH','CH','CH','CH','CH','HM','HM','CO','CO','IM','IM'][a], toString(1 + cityHash64(n, 'l-an') % if(a <= 5, 3, if(a <= 7, 2, 1)))), NULL),
       if(stage = 'final' AND a < 12, toNullable(round([4.2, 139.0, 5.6, 84.0, 9.0, 134.0, 7.4, 1.2, 420.0, 14.0, 2.1][a] * exp(z * [0.12, 0.025, 0.3, 0.34, 0.95, 0.13, 0.35, 0.25, 0.6, 0.7, 0.5][a]), 2)), NULL),
       multiIf(stage != 'final' OR a >= 12, '', z < -2.0, 'LL', z < -1.3, 'L', z > 2.0, 'HH', z > 1.2, 'H', 'N') AS abn,
       toUInt8(abn IN ('LL', 'HH') AND cityHash64(n, 'l-ph') % 100 < 71)
FROM
(
    SELECT
        number AS n,
        intDiv(number, 3) AS o,
        number % 3 AS pos,
        n >= 9900 AS surge,
        810000 + number AS line_id,
        concat('RQ', toString(26000000 + o)) AS req_no,
        20000 + toUInt32(floor(2400 * pow(cityHash64(o, 'l-pat') / 18446744073709551616.0, 1.5))) AS pat_no,
        if(surge, 'HRB', ['HRB','STM','OAK'][1 + toUInt8(floor(3 * pow(cityHash64(o, 'l-site') / 18446744073709551616.0, 1.3)))]) AS site,
        if(surge, 'ED', ['ED','Outpatients','ICU','Surgery','Dialysis','Maternity','Oncology'][1 + toUInt8(floor(7 * pow(cityHash64(o, 'l-ward') / 18446744073709551616.0, 1.35)))]) AS ward,
        if(surge, toDateTime('2026-05-20 02:00:00', 'UTC') + toIntervalMinute(cityHash64(o, 'l-sm') % 120),
           toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(73000 * pow(cityHash64(o, 'l-ts') / 18446744073709551616.0, 1.3)))))
            + toIntervalSecond(1 + cityHash64(o, 'l-s') % 58) AS ordered_at,
        1 + (toUInt8(floor(13 * pow(cityHash64(o, 'l-as') / 18446744073709551616.0, 1.25))) + pos * (1 + cityHash64(o, 'l-as2') % 5)) % 13 AS a,
        ['K','NA','GLU','CREA','CRP','HB','WBC','INR','DDIM','TROP','TSH','UCULT','BCULT'][a] AS assay_cd,
        cityHash64(o, 'l-prio') % 100 AS pr,
        multiIf(surge, 'S', pr < multiIf(ward = 'ED', 38, ward = 'ICU', 30, 5), 'S', pr < multiIf(ward IN ('ED', 'ICU'), 70, ward = 'Outpatients', 12, 24), 'U', 'R') AS prio,
        ordered_at + toIntervalMinute(if(prio = 'S', 4, 12) + toUInt32(floor(if(prio = 'S', 40, 140) * pow(cityHash64(o, 'l-tr') / 18446744073709551616.0, 1.6))) + if(site = 'HRB', 0, 15)) AS recv,
        recv + toIntervalMinute(2 + toUInt32(floor([60, 60, 60, 60, 75, 45, 45, 60, 60, 70, 180, 1440, 2880][a] * multiIf(prio = 'S', 0.95, prio = 'U', 1.25, 1.8)
            * (0.25 + pow(cityHash64(n, 'l-tat') / 18446744073709551616.0, 1.4))))) AS fin,
        cityHash64(n, 'l-st') % 1000 AS s,
        s >= 960 AND NOT surge AS cancelled,
        recv < '2026-05-21 16:20:00' AND NOT (cancelled AND s >= 975) AS arrived,
        multiIf(cancelled, 'cancelled',
                NOT arrived, 'open',
                s < multiIf(ward = 'Dialysis' AND ordered_at >= '2026-05-21 00:00:00', 640, site = 'OAK', 65, site = 'STM', 30, 42), 'rejected',
                fin < '2026-05-21 16:20:00', 'final', 'open') AS stage,
        2 * ((cityHash64(n, 'l-z1') + 0.0) / 18446744073709551616.0 + (cityHash64(n, 'l-z2') + 0.0) / 18446744073709551616.0 + (cityHash64(n, 'l-z3') + 0.0) / 18446744073709551616.0 - 1.5)
            + if(ward = 'ICU', 0.5, 0) AS z
    FROM numbers(10080)
)
WHERE (pos = 0 OR cityHash64(n, 'l-keep') % 100 < 56)
  AND NOT (site = 'OAK' AND toDate(ordered_at) = '2026-05-07')
  AND NOT (NOT surge AND toHour(ordered_at) < 6 AND cityHash64(o, 'l-night') % 3 != 0);
