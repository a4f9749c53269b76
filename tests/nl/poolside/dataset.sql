-- Public swimming pools of one city. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS poolside;
CREATE DATABASE poolside;

CREATE TABLE poolside.pools
(
    pool_id   UInt8,
    pool_name String,
    district  LowCardinality(String),
    kind      LowCardinality(String) COMMENT 'I = indoor, O = outdoor, M = both',
    lanes     UInt8,
    capacity  UInt16 COMMENT 'visitors allowed at the same time',
    opened_in UInt16 COMMENT 'year'
)
ENGINE = MergeTree ORDER BY pool_id;

INSERT INTO poolside.pools VALUES
(1, 'Northgate Baths', 'North', 'I', 6, 320, 1968),
(2, 'Kingfisher', 'Harbour', 'I', 8, 450, 1994),
(3, 'Marina Lido', 'Harbour', 'O', 10, 1400, 1957),
(4, 'Elm Park', 'West', 'I', 5, 220, 1981),
(5, 'Riverside', 'South', 'M', 8, 900, 2008),
(6, 'Quarry Pool', 'West', 'O', 4, 600, 1973);

CREATE TABLE poolside.entries
(
    entry_id    UInt64,
    gate_in     DateTime('UTC') COMMENT 'one row for every person through the gate',
    gate_out    Nullable(DateTime('UTC')) COMMENT 'null while the visitor is still inside',
    pool_id     UInt8,
    card_no     Nullable(UInt32) COMMENT 'member card, null for a loose ticket',
    fare        LowCardinality(String) COMMENT 'ADU = adult, CON = concession, CHI = child under 14, SCH = school class',
    course_code LowCardinality(String) COMMENT 'course the visitor came for: AQF = aqua fitness, BAB = baby swimming, LRN = learn to swim, CRW = crawl technique. Empty for plain swimming',
    sold_via    LowCardinality(String) COMMENT 'till, app, web or pass (prepaid, nothing to pay at the gate)',
    paid_cents  UInt32 COMMENT 'euro cents',
    status      LowCardinality(String) COMMENT 'ok or refunded (money handed back)'
)
ENGINE = MergeTree ORDER BY (pool_id, gate_in);

-- Elm Park is shut on 2026-05-11 and 12 (boiler). The outdoor pools open on April 25.
INSERT INTO poolside.entries
SELECT entry_id, gate_in,
       if(out_at < '2026-05-21 16:20:00', toNullable(out_at), NULL) AS gate_out,
       pool_id, card_no, fare, course_code, sold_via,
       if(sold_via = 'pass', 0, toUInt32(multiIf(fare = 'ADU', 650, fare = 'CON', 420, fare = 'CHI', 350, 200) + multiIf(course_code = '', 0, course_code = 'LRN', 400, 700) + if(pool_id IN (3, 5), 80, 0))) AS paid_cents,
       if(gate_out IS NOT NULL AND sold_via != 'pass' AND cityHash64(n, 'e-ref') % 1000 < if(pool_id = 5, 70, 30), 'refunded', 'ok') AS status
FROM
(
    SELECT
        number AS n,
        5400000 + number AS entry_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'e-pool') / 18446744073709551616.0, 1.25))) AS pool_pick,
        [2, 3, 1, 5, 4, 6][pool_pick] AS pool_id,
        toDate('2026-05-21') - toUInt32(floor(66 * pow(cityHash64(number, 'e-day') / 18446744073709551616.0, 1.2))) AS day,
        toDateTime(day, 'UTC') + toIntervalMinute(390 + floor(830 * (cityHash64(number, 'e-m1') % 1000 + cityHash64(number, 'e-m2') % 1000) / 2000)) + toIntervalSecond(1 + cityHash64(number, 'e-sec') % 58) AS gate_in,
        toUInt32(35 + floor(multiIf(pool_id = 3, 110, pool_id = 5, 80, pool_id = 6, 95, 45) * (0.3 + 1.4 * cityHash64(number, 'e-stay') / 18446744073709551616.0))) AS stay_min,
        gate_in + toIntervalMinute(stay_min) AS out_at,
        ['ADU','CHI','CON','SCH'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-fare') / 18446744073709551616.0, 1.5)))] AS fare,
        cityHash64(number, 'e-course') % 1000 AS k,
        multiIf(fare = 'SCH', if(k < 300, 'LRN', ''),
                k < 95 AND fare != 'CHI', 'AQF', k < 155, 'LRN', k < 195 AND fare = 'ADU', 'BAB', k < 225, 'CRW', '') AS course_code,
        ['till','pass','app','web'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-via') / 18446744073709551616.0, 1.25)))] AS sold_via,
        if(sold_via = 'pass' OR cityHash64(number, 'e-has') % 100 < 22, toNullable(toUInt32(30000 + floor(1500 * pow(cityHash64(number, 'e-card') / 18446744073709551616.0, 1.5)))), NULL) AS card_no
    FROM numbers(7200)
)
WHERE gate_in < '2026-05-21 16:19:00'
  AND NOT (pool_id = 4 AND day IN ('2026-05-11', '2026-05-12'))
  AND NOT (pool_id IN (3, 6) AND day < '2026-04-25');

-- The first hot Sunday: a run on Marina Lido on 2026-05-17 from 13:00 to 16:00.
INSERT INTO poolside.entries
SELECT 5490000 + number,
       toDateTime('2026-05-17 13:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'h-min') % 180) + toIntervalSecond(1 + cityHash64(number, 'h-sec') % 58) AS t,
       t + toIntervalMinute(90 + cityHash64(number, 'h-stay') % 120),
       3, NULL, ['ADU','CHI'][1 + number % 2], '', ['till','app'][1 + cityHash64(number, 'h-via') % 2], [730, 430][1 + number % 2], 'ok'
FROM numbers(230);

CREATE TABLE poolside.water_checks
(
    check_no      UInt32,
    measured_at   DateTime('UTC'),
    pool_id       UInt8,
    basin         LowCardinality(String) COMMENT 'main, kids, spa',
    source        LowCardinality(String) COMMENT 'P = fixed probe, H = hand test by a lifeguard, L = laboratory sample',
    probe         LowCardinality(String) COMMENT 'fixed probe, one per basin. Empty for hand tests and laboratory samples',
    free_cl_mg_l  Float64 COMMENT 'free chlorine',
    ph            Float64,
    temp_c        Float64,
    turbidity_ntu Nullable(Float64) COMMENT 'not measured by hand tests',
    verdict       LowCardinality(String) COMMENT 'ok, watch, breach = outside the bathing water rules'
)
ENGINE = MergeTree ORDER BY (pool_id, measured_at);

-- 14 basins. A fixed probe reports about every two hours, W-05 is silent since 08:50 on 2026-05-21 and W-12 since the evening before.
-- Main basins run with more chlorine until 2026-05-08. The dosing pump of the kids basin at Kingfisher fails on 2026-05-20 from 12:00 to 17:00.
INSERT INTO poolside.water_checks
SELECT 80000 + n, measured_at, pool_id, basin, source, if(source = 'P', concat('W-', leftPad(toString(b), 2, '0')), '') AS probe,
       free_cl_mg_l, ph, temp_c,
       if(source = 'H', NULL, toNullable(round(0.08 + if(basin = 'kids', 0.09, 0.03) * pow(1 - cityHash64(n, 'w-tur') / 18446744073709551616.0, -0.35), 3))) AS turbidity_ntu,
       multiIf(free_cl_mg_l < 0.3 OR free_cl_mg_l > 1.2 OR ph < 6.9 OR ph > 7.7, 'breach', free_cl_mg_l < 0.36 OR ph > 7.6 OR ph < 7.0, 'watch', 'ok') AS verdict
FROM
(
    SELECT
        number AS n,
        number < 5208 AS fixed,
        toUInt8(if(fixed, 1 + number % 14, 1 + cityHash64(number, 'w-b') % 14)) AS b,
        [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6][b] AS pool_id,
        ['main','kids','main','kids','spa','main','kids','main','kids','main','kids','spa','main','kids'][b] AS basin,
        multiIf(fixed, 'P', cityHash64(number, 'w-src') % 5 = 0, 'L', 'H') AS source,
        if(fixed,
           toDateTime('2026-05-21 14:10:00', 'UTC') - toIntervalMinute(120 * intDiv(number, 14)) + toIntervalMinute(cityHash64(number, 'w-j') % 118),
           toDateTime(toDate('2026-05-21') - toUInt32(cityHash64(number, 'w-d') % 31), 'UTC') + toIntervalMinute(400 + cityHash64(number, 'w-m') % 800))
           + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58) AS measured_at,
        (cityHash64(number, 'w-c1') % 1000 + cityHash64(number, 'w-c2') % 1000 + cityHash64(number, 'w-c3') % 1000) / 3000 - 0.5 AS g,
        pool_id = 2 AND basin = 'kids' AND measured_at >= '2026-05-20 12:00:00' AND measured_at < '2026-05-20 17:00:00' AS failed,
        if(failed, round(0.05 + cityHash64(number, 'w-low') % 15 / 100, 2),
           round(multiIf(basin = 'spa', 0.85, basin = 'kids', 0.56, measured_at < '2026-05-08 06:00:00', 0.63, 0.52) + g * multiIf(basin = 'spa', 1.0, basin = 'kids', 0.8, 0.6), 2)) AS free_cl_mg_l,
        round(7.25 + ((cityHash64(number, 'w-p1') % 1000 + cityHash64(number, 'w-p2') % 1000) / 2000 - 0.5) * 0.98 + if(pool_id = 6, 0.06, 0), 2) AS ph,
        round(multiIf(basin = 'spa', 35.6, basin = 'kids', 31.2, pool_id IN (3, 6), 23.4, 27.1) + (cityHash64(number, 'w-t1') % 1000 + cityHash64(number, 'w-t2') % 1000) / 1000 - 1, 1) AS temp_c
    FROM numbers(6300)
)
WHERE measured_at < '2026-05-21 16:19:00'
  AND NOT (fixed AND b = 5 AND measured_at >= '2026-05-21 08:50:00')
  AND NOT (fixed AND b = 12 AND measured_at >= '2026-05-20 19:00:00');

-- Lifeguards test the failed basin by hand again and again.
INSERT INTO poolside.water_checks
SELECT 89000 + number, toDateTime('2026-05-20 12:15:00', 'UTC') + toIntervalMinute(number * 9) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58),
       2, 'kids', 'H', '', round(0.04 + cityHash64(number, 'y-c') % 16 / 100, 2), round(7.1 + cityHash64(number, 'y-p') % 30 / 100, 2), round(30.9 + cityHash64(number, 'y-t') % 9 / 10, 1), NULL, 'breach'
FROM numbers(30);
