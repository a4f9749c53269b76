-- Ski lifts and passes of a group of four glacier resorts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No scan and no sale lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS slopes;

DROP TABLE IF EXISTS slopes.lifts;
CREATE TABLE slopes.lifts
(
    lift_id    LowCardinality(String),
    lift_name  String,
    resort     LowCardinality(String),
    kind       LowCardinality(String) COMMENT 'gondola, chairlift, tbar or funicular',
    cap_pph    UInt16 COMMENT 'rated capacity, persons per hour',
    top_elev_m UInt16,
    built_yr   UInt16
)
ENGINE = MergeTree ORDER BY lift_id
COMMENT 'one row per lift, maintained by operations';

INSERT INTO slopes.lifts
SELECT
    ['VH-01','VH-02','VH-03','VH-04','VH-05','VH-06','PG-01','PG-02','PG-03','PG-04','PG-05','KW-01','KW-02','KW-03','KW-04','LN-01','LN-02','LN-03'][number + 1],
    ['Dorfbahn','Gletscherbahn','Sattel','Horneck','Murmeli','Alpboden','Talstollen','Grondjet','Rotfluh','Steinbock','Edelweiss','Kaltbach Express','Wasserfall','Nordwand','Seeblick','Aiguille','Combe Noire','Petit Loup'][number + 1],
    multiIf(number < 6, 'Valserhorn', number < 11, 'Pizgrond', number < 15, 'Kaltwasser', 'Lac Noir'),
    ['funicular','gondola','chairlift','chairlift','tbar','chairlift','funicular','gondola','chairlift','chairlift','tbar','gondola','chairlift','chairlift','tbar','gondola','chairlift','tbar'][number + 1],
    [1200,2400,1800,2200,900,1600,1000,2800,2000,1800,800,2600,1900,1500,700,2200,1700,850][number + 1],
    [1840,3210,2760,2915,2280,2540,1715,3080,2690,2830,2190,2875,2510,2960,2105,2795,2605,2040][number + 1],
    [1988,2014,2003,2019,1979,1996,1971,2021,2008,1999,1983,2016,2005,1993,1976,2011,2001,1985][number + 1]
FROM numbers(18);

DROP TABLE IF EXISTS slopes.passes;
CREATE TABLE slopes.passes
(
    pass_no     UInt32,
    product     LowCardinality(String) COMMENT 'season_adult, season_junior, season_senior, midweek (season, Mon to Fri), day_adult, day_child',
    price_chf   Decimal(8, 2),
    sold_at     DateTime('UTC'),
    channel     LowCardinality(String) COMMENT 'web, app, window or partner',
    home_resort LowCardinality(String),
    ctry        LowCardinality(String) COMMENT 'country of the holder, ISO 3166 two-letter code',
    birth_yr    Nullable(UInt16),
    pass_status LowCardinality(String) COMMENT 'active, expired, blocked or refunded; a refunded pass gave its money back'
)
ENGINE = MergeTree ORDER BY pass_no;

INSERT INTO slopes.passes
SELECT pass_no, product,
       toDecimal64(round(base * if(channel = 'partner', 0.9, 1.0) * if(channel = 'web' AND cityHash64(n, 'p-promo') % 5 = 0, 0.95, 1.0), 2), 2),
       sold_at, channel, home_resort, ctry, birth_yr,
       multiIf(cityHash64(n, 'p-st') % 1000 < 42, 'refunded',
               cityHash64(n, 'p-st') % 1000 < 85, 'blocked',
               product LIKE 'day%' AND toDate(sold_at) < '2026-05-21', 'expired',
               'active')
FROM
(
    SELECT
        number AS n,
        toUInt32(410000 + 7 * number) AS pass_no,
        ['day_adult','season_adult','season_junior','midweek','day_child','season_senior'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-prod') / 18446744073709551616.0, 1.35)))] AS product,
        if(product LIKE 'day%',
           toDateTime('2026-05-21 00:00:00', 'UTC')
             - toIntervalDay(toUInt32(floor(61 * pow(cityHash64(number, 'p-day') / 18446744073709551616.0, 1.1))))
             + toIntervalMinute(462 + toUInt32(floor(390 * pow(cityHash64(number, 'p-min') / 18446744073709551616.0, 1.8)))),
           toDateTime('2026-05-20 00:00:00', 'UTC')
             - toIntervalDay(toUInt32(floor(258 * pow(cityHash64(number, 'p-day') / 18446744073709551616.0, 0.7))))
             + toIntervalMinute(430 + cityHash64(number, 'p-min') % 890))
          + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS sold_at,
        ['web','window','app','partner'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        ['Valserhorn','Pizgrond','Kaltwasser','Lac Noir'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-home') / 18446744073709551616.0, 1.25)))] AS home_resort,
        ['CH','DE','IT','GB','NL','FR','BE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'p-ctry') / 18446744073709551616.0, 1.5)))] AS ctry,
        if(cityHash64(number, 'p-noyr') % 100 < 6, NULL, toNullable(toUInt16(multiIf(
            product IN ('season_junior', 'day_child'), 2008 + cityHash64(number, 'p-yr') % 12,
            product = 'season_senior', 1941 + cityHash64(number, 'p-yr') % 20,
            1962 + cityHash64(number, 'p-yr') % 44)))) AS birth_yr,
        multiIf(product = 'season_adult', if(sold_at < '2025-11-01', 640, 790),
                product = 'season_junior', if(sold_at < '2025-11-01', 320, 395),
                product = 'season_senior', if(sold_at < '2025-11-01', 480, 590),
                product = 'midweek', if(sold_at < '2025-11-01', 420, 510),
                product = 'day_adult', if(toDayOfWeek(sold_at) >= 6, 89, 79),
                if(toDayOfWeek(sold_at) >= 6, 44, 39)) AS base
    FROM numbers(4200)
)
WHERE sold_at < '2026-05-21 16:20:00' AND toDate(sold_at) != '2026-05-12';

DROP TABLE IF EXISTS slopes.lift_scans;
CREATE TABLE slopes.lift_scans
(
    scan_id   UInt64,
    ts        DateTime('UTC'),
    pass_no   UInt32,
    lift_id   LowCardinality(String),
    gate      UInt8,
    result    LowCardinality(String) COMMENT 'ok, denied, or override (the attendant let the guest through by hand)',
    deny_code LowCardinality(Nullable(String)) COMMENT 'only when denied: PBK passback, PHO photo mismatch, BLK blackout day, INV blocked or refunded pass, EXP expired',
    wait_s    Nullable(UInt32) COMMENT 'estimated queueing time before the gate; null when the camera is off',
    gust_kmh  Nullable(Float32)
)
ENGINE = MergeTree ORDER BY (lift_id, ts);

-- All resorts were shut by a storm on 2026-05-12; KW-04 stands still since 2026-04-20; gate 3 of PG-02 refuses nearly everyone on 2026-05-21.
INSERT INTO slopes.lift_scans
SELECT scan_id, ts, pass_no, lift_id, gate,
       multiIf(code != '', 'denied', cityHash64(n, 's-ovr') % 1000 < 17, 'override', 'ok') AS result,
       nullIf(code, '') AS deny_code,
       if(cityHash64(n, 's-cam') % 100 < 5, NULL, toNullable(toUInt32(floor(least(2700, 55
            * multiIf(kind = 'gondola', 1.7, kind = 'tbar', 0.6, kind = 'funicular', 1.2, 1.0)
            * if(toDayOfWeek(ts) >= 6, 1.75, 1.0) * if(toHour(ts) BETWEEN 9 AND 11, 1.5, 1.0)
            * pow(1 - cityHash64(n, 's-w') / 18446744073709551616.0, -0.55)))))) AS wait_s,
       if(cityHash64(n, 's-nog') % 100 < 8, NULL, toNullable(toFloat32(round(4 + (elev - 1500) / 55 * (0.3 + cityHash64(n, 's-g') % 1000 / 800) + cityHash64(toDate(ts), 's-gd') % 14, 1)))) AS gust_kmh
FROM
(
    SELECT
        s.n AS n, 880000000 + s.n AS scan_id, p.pass_no AS pass_no,
        if(p.product LIKE 'day%', toDateTime(toDate(p.sold_at), 'UTC'), toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(s.back))
            + toIntervalMinute(if(s.late, 1025 + cityHash64(s.n, 's-ev') % 280, 508 + s.mins)) + toIntervalSecond(1 + cityHash64(s.n, 's-s') % 58) AS ts,
        if(cityHash64(s.n, 's-away') % 100 < 78, p.home_resort, ['Valserhorn','Pizgrond','Kaltwasser','Lac Noir'][1 + cityHash64(s.n, 's-res') % 4]) AS res,
        multiIf(s.late, if(res IN ('Valserhorn', 'Kaltwasser'), 'VH-01', 'PG-01'),
                res = 'Valserhorn', ['VH-02','VH-03','VH-04','VH-06','VH-01','VH-05'][1 + toUInt8(floor(6 * s.lu))],
                res = 'Pizgrond', ['PG-02','PG-03','PG-04','PG-01','PG-05'][1 + toUInt8(floor(5 * s.lu))],
                res = 'Kaltwasser', ['KW-01','KW-02','KW-03','KW-04'][1 + toUInt8(floor(4 * s.lu))],
                ['LN-01','LN-02','LN-03'][1 + toUInt8(floor(3 * s.lu))]) AS lift_id,
        multiIf(lift_id IN ('VH-01','PG-01'), 'funicular', lift_id IN ('VH-02','PG-02','KW-01','LN-01'), 'gondola', lift_id IN ('VH-05','PG-05','KW-04','LN-03'), 'tbar', 'chairlift') AS kind,
        transform(lift_id, ['VH-01','VH-02','VH-03','VH-04','VH-05','VH-06','PG-01','PG-02','PG-03','PG-04','PG-05','KW-01','KW-02','KW-03','KW-04','LN-01','LN-02','LN-03'],
                           [1840,3210,2760,2915,2280,2540,1715,3080,2690,2830,2190,2875,2510,2960,2105,2795,2605,2040], 2000) AS elev,
        toUInt8(1 + cityHash64(s.n, 's-gate') % 4) AS gate,
        cityHash64(s.n, 's-r') % 1000 AS r,
        multiIf(p.pass_status IN ('blocked', 'refunded') AND ts > '2026-03-29' AND r < 260, 'INV',
                p.product = 'midweek' AND toDayOfWeek(ts) >= 6 AND r < 900, 'BLK',
                r < 14, 'PBK', r < 20, 'PHO', r < if(p.product = 'season_junior', 31, 25), 'EXP', '') AS code
    FROM
    (
        SELECT number AS n,
               toUInt32(410000 + 7 * toUInt32(floor(4200 * pow(cityHash64(number, 's-pass') / 18446744073709551616.0, 1.5)))) AS pn,
               toUInt32(floor(60 * pow(cityHash64(number, 's-d') / 18446744073709551616.0, 1.1))) AS back,
               toUInt32(floor(240 * (cityHash64(number, 's-m1') / 18446744073709551616.0 + cityHash64(number, 's-m2') / 18446744073709551616.0))) AS mins,
               cityHash64(number, 's-late') % 100 < 5 AS late,
               pow(cityHash64(number, 's-lift') / 18446744073709551616.0, 1.4) AS lu
        FROM numbers(27000)
    ) AS s
    INNER JOIN slopes.passes AS p ON p.pass_no = s.pn
    WHERE ts > p.sold_at
)
WHERE ts < '2026-05-21 16:20:00'
  AND toDate(ts) != '2026-05-12'
  AND NOT (lift_id = 'KW-04' AND ts >= '2026-04-20')
  AND NOT (toDayOfWeek(ts) <= 5 AND cityHash64(n, 's-wd') % 100 < 35);

-- The bad reader, beyond the usual scans.
INSERT INTO slopes.lift_scans
SELECT
    889000000 + number,
    toDateTime('2026-05-21 09:40:00', 'UTC') + toIntervalMinute(number * 5 + cityHash64(number, 'x-m') % 5) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    toUInt32(410000 + 7 * (cityHash64(number, 'x-p') % 600)), 'PG-02', 3,
    if(number % 8 = 0, 'override', 'denied'), if(number % 8 = 0, NULL, 'PHO'), toUInt32(150 + cityHash64(number, 'x-w') % 500), NULL
FROM numbers(72)
WHERE 410000 + 7 * (cityHash64(number, 'x-p') % 600) IN (SELECT pass_no FROM slopes.passes WHERE product = 'season_adult' OR product = 'season_junior' OR product = 'midweek');
