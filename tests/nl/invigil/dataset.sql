-- Online language exams: sittings, proctors, candidates. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS invigil;
CREATE DATABASE invigil;

CREATE TABLE invigil.proctors
(
    proctor_id  UInt16,
    full_name   String,
    site        LowCardinality(String),
    rank        LowCardinality(String) COMMENT 'trainee, regular or senior',
    hired_on    Date,
    night_shift UInt8 COMMENT '1 when available for nights'
)
ENGINE = MergeTree ORDER BY proctor_id;

INSERT INTO invigil.proctors
SELECT
    100 + number,
    concat(['Tamar','Joel','Nadia','Bruno','Aiko','Perla','Hassan','Greta'][1 + cityHash64(number, 'p-first') % 8], ' ',
           ['Beridze','Santos','Fahmy','Moreira','Ruiz','Keller','Ocampo','Lund'][1 + cityHash64(number, 'p-last') % 8], ' ', toString(number)),
    ['Manila','Cairo','Porto','Tbilisi'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-site') / 18446744073709551616.0, 1.3)))],
    ['regular','senior','trainee'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-rank') / 18446744073709551616.0, 1.5)))],
    toDate('2026-05-18') - toUInt32(floor(1400 * pow(cityHash64(number, 'p-hire') / 18446744073709551616.0, 1.5))),
    cityHash64(number, 'p-night') % 3 = 0
FROM numbers(60);

CREATE TABLE invigil.candidates
(
    candidate_id  UInt32,
    country       LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    mother_tongue LowCardinality(String),
    registered_on Date,
    via_employer  UInt8 COMMENT '1 when an employer booked for the candidate, 0 for private customers'
)
ENGINE = MergeTree ORDER BY candidate_id;

INSERT INTO invigil.candidates
SELECT
    40000 + number,
    ['IN','BR','PL','TR','EG','VN'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-ctry') / 18446744073709551616.0, 1.3)))] AS country,
    if(cityHash64(number, 'c-mix') % 100 < 8, 'Arabic', transform(country, ['IN','BR','PL','TR','EG','VN'], ['Hindi','Portuguese','Polish','Turkish','Arabic','Vietnamese'], 'Hindi')),
    toDate('2026-03-20') - toUInt32(floor(900 * pow(cityHash64(number, 'c-reg') / 18446744073709551616.0, 1.4))),
    cityHash64(number, 'c-emp') % 100 < 27
FROM numbers(2600);

CREATE TABLE invigil.sittings
(
    sitting_no   UInt64,
    began_at     DateTime64(3, 'UTC'),
    submitted_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null when nothing was handed in',
    candidate_id UInt32,
    proctor_id   Nullable(UInt16) COMMENT 'null when the sitting was only recorded, without a live proctor',
    language     LowCardinality(String) COMMENT 'language tested',
    level        LowCardinality(String) COMMENT 'CEFR level',
    outcome      LowCardinality(String) COMMENT 'passed, failed, voided (cheating), aborted (connection lost), absent',
    score_pts    Nullable(Decimal(5, 1)) COMMENT 'out of 100; only passed and failed sittings have one',
    fee_eur      Decimal(8, 2),
    fee_state    LowCardinality(String) COMMENT 'paid, refunded or charged_back; only paid fees are income',
    os           LowCardinality(String),
    app_build    String,
    cam_lag_ms   Nullable(UInt32) COMMENT 'mean delay of the camera picture',
    check_in_s   UInt32 COMMENT 'identity check before the start',
    flags        UInt8 COMMENT 'suspicious moments marked by the proctor',
    is_retake    UInt8 COMMENT '1 when the candidate takes this exam again'
)
ENGINE = MergeTree ORDER BY (language, began_at);

-- No sitting on 2026-05-10 (maintenance). Connections break on 2026-05-20 13:00 to 15:00; proctor 131 marks far too much on 2026-05-21.
INSERT INTO invigil.sittings
SELECT sitting_no, began_at,
       if(outcome IN ('passed', 'failed', 'voided'), began_at + toIntervalMinute(dur_min), NULL) AS submitted_at,
       candidate_id, proctor_id, language, level, outcome,
       multiIf(outcome = 'passed', toNullable(toDecimal64(60 + floor(400 * pow(cityHash64(n, 's-pts') / 18446744073709551616.0, 1.2)) / 10, 1)),
               outcome = 'failed', toNullable(toDecimal64(18 + cityHash64(n, 's-pts') % 419 / 10, 1)), NULL) AS score_pts,
       fee_eur, fee_state, os, app_build, cam_lag_ms, check_in_s, flags, is_retake
FROM
(
    SELECT
        number AS n,
        880000 + number AS sitting_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS began_at,
        40000 + toUInt32(floor(2500 * pow(cityHash64(number, 's-cand') / 18446744073709551616.0, 1.2))) AS candidate_id,
        if(cityHash64(number, 's-live') % 100 < 17, NULL, toNullable(toUInt16(100 + floor(58 * pow(cityHash64(number, 's-proc') / 18446744073709551616.0, 1.4))))) AS proctor_id,
        ['English','German','French','Spanish','Japanese'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-lang') / 18446744073709551616.0, 1.6)))] AS language,
        ['B2','B1','C1','A2','C2'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-lvl') / 18446744073709551616.0, 1.3)))] AS level,
        cityHash64(number, 's-out') % 1000 AS r,
        multiIf(r < 45, 'absent', r < 95, 'aborted', r < 95 + multiIf(language = 'English', 60, language = 'Japanese', 22, 38), 'voided',
                r < multiIf(level = 'A2', 320, level = 'C2', 620, level = 'C1', 500, 420), 'failed', 'passed') AS outcome,
        toDecimal64(multiIf(level = 'A2', 95, level = 'B1', 120, level = 'B2', 149, level = 'C1', 189, 225) + multiIf(language = 'Japanese', 30, 0) - 15 * (cityHash64(number, 's-disc') % 4 = 0), 2) AS fee_eur,
        multiIf(cityHash64(number, 's-fee') % 100 < if(outcome IN ('aborted', 'absent'), 45, 4), 'refunded', cityHash64(number, 's-cb') % 100 < 2, 'charged_back', 'paid') AS fee_state,
        ['windows','mac','chromebook','linux'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-os') / 18446744073709551616.0, 1.7)))] AS os,
        ['3.12.0','3.11.4','3.11.2','3.10.9'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-app') / 18446744073709551616.0, 1.3)))] AS app_build,
        if(outcome = 'absent', NULL, toNullable(toUInt32(floor(140 * if(os = 'chromebook', 1.9, 1.0) * pow(1 - cityHash64(number, 's-lag') / 18446744073709551616.0, -0.7))))) AS cam_lag_ms,
        toUInt32(floor(70 * if(os = 'linux', 1.6, 1.0) * pow(1 - cityHash64(number, 's-chk') / 18446744073709551616.0, -0.45))) AS check_in_s,
        if(proctor_id IS NULL OR outcome = 'absent', 0, toUInt8(cityHash64(number, 's-flag') % if(outcome = 'voided', 7, 3))) AS flags,
        cityHash64(number, 's-re') % 100 < 19 AS is_retake,
        45 + cityHash64(number, 's-dur') % 110 AS dur_min
    FROM numbers(7300)
)
WHERE toDate(began_at) != '2026-05-10'
  AND NOT (toHour(began_at) < 5 AND cityHash64(n, 's-night') % 3 != 0)
  AND (outcome IN ('aborted', 'absent') OR began_at + toIntervalMinute(dur_min) < '2026-05-21 16:20:00');

-- The broken connections of 2026-05-20.
INSERT INTO invigil.sittings
SELECT
    890000 + number,
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    NULL, 40000 + cityHash64(number, 'x-cand') % 2500, toNullable(toUInt16(100 + cityHash64(number, 'x-proc') % 58)),
    ['English','German','French'][1 + cityHash64(number, 'x-lang') % 3], ['B1','B2','C1'][1 + cityHash64(number, 'x-lvl') % 3], 'aborted', NULL,
    toDecimal64(149, 2), ['paid','refunded'][1 + cityHash64(number, 'x-fee') % 2], ['windows','mac'][1 + cityHash64(number, 'x-os') % 2], '3.12.0',
    toNullable(toUInt32(900 + cityHash64(number, 'x-lag') % 2500)), toUInt32(60 + cityHash64(number, 'x-chk') % 200), toUInt8(cityHash64(number, 'x-flag') % 3), 0
FROM numbers(75);

-- A suspicious proctor.
INSERT INTO invigil.sittings
SELECT
    891000 + number,
    toDateTime64('2026-05-21 06:00:00', 3, 'UTC') + toIntervalMinute(number * 19) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000) AS b,
    toNullable(b + toIntervalMinute(70)), 40000 + cityHash64(number, 'y-cand') % 2500, toNullable(toUInt16(131)), 'Spanish', 'B1', 'failed',
    toNullable(toDecimal64(30 + number, 1)), toDecimal64(120, 2), 'paid', 'windows', '3.11.4', toNullable(toUInt32(150 + number)), toUInt32(80 + number), toUInt8(11 + cityHash64(number, 'y-f') % 9), 0
FROM numbers(26);
