-- Rental of windsurf boards and boats on a lake. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No rental on 2026-05-14 (storm); Castle Jetty voids rentals en masse on 2026-05-20 14:00-16:00; craft 347 is towed again and again from 2026-05-18.
-- Crafts 318, 332 and 361 are out of use since April.
DROP DATABASE IF EXISTS gybebay;
CREATE DATABASE gybebay;

CREATE TABLE gybebay.piers
(
    pier      LowCardinality(String),
    shore     LowCardinality(String) COMMENT 'side of the lake: north, east or south',
    berths    UInt16,
    opened_on Date
)
ENGINE = MergeTree ORDER BY pier;

INSERT INTO gybebay.piers
SELECT ['Lido','Old Harbour','Reed Bay','Castle Jetty'][1 + number], ['south','north','east','north'][1 + number], toUInt16(24 + cityHash64(number, 'b-n') % 50), toDate('2012-04-01') + toUInt32(cityHash64(number, 'b-o') % 4000)
FROM numbers(4);

CREATE TABLE gybebay.crafts
(
    craft_id  UInt16,
    hull_name String,
    builder   LowCardinality(String),
    seats     UInt8,
    bought_on Date,
    condition LowCardinality(String) COMMENT 'fit, in_repair or retired'
)
ENGINE = MergeTree ORDER BY craft_id;

INSERT INTO gybebay.crafts
SELECT
    301 + number,
    concat(['Heron','Otter','Pike','Teal','Grebe','Perch','Mallard','Newt'][1 + cityHash64(number, 'f-name') % 8], ' ', toString(1 + number)),
    ['Tavaro','Lakeline','Bryssel','Noordzeil'][1 + cityHash64(number, 'f-build') % 4],
    [1,1,2,4,3,6][1 + number % 6],
    toDate('2026-04-01') - toUInt32(cityHash64(number, 'f-buy') % 3300),
    multiIf(cityHash64(number, 'f-cond') % 100 < 86, 'fit', cityHash64(number, 'f-cond') % 100 < 95, 'in_repair', 'retired')
FROM numbers(108);

CREATE TABLE gybebay.rentals
(
    rental_id   UInt64,
    out_at      DateTime64(3, 'UTC') COMMENT 'leaves the pier',
    back_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'back at the pier; null while on the water and for voided rentals',
    craft_id    UInt16,
    craft_kind  LowCardinality(String),
    pier        LowCardinality(String),
    guest_id    UInt32,
    guest_from  LowCardinality(String) COMMENT 'home country, ISO 3166 two-letter code',
    status      LowCardinality(String) COMMENT 'on_water, returned, towed (brought in by the rescue boat) or voided (not used, charge paid back)',
    booked_min  UInt16,
    charge_chf  Decimal(8, 2) COMMENT 'hire charge',
    deposit_chf Decimal(8, 2) COMMENT 'blocked on the card and released afterwards, not income',
    damage_chf  Nullable(Decimal(8, 2)) COMMENT 'billed for damage, null when there was none',
    wind_kn     Float32 COMMENT 'wind in knots when leaving',
    with_coach  UInt8,
    booked_via  LowCardinality(String) COMMENT 'kiosk, web, hotel or phone'
)
ENGINE = MergeTree ORDER BY (pier, out_at);

INSERT INTO gybebay.rentals
SELECT rental_id, out_at, if(status IN ('returned', 'towed'), toNullable(back), NULL), craft_id, craft_kind, pier, guest_id, guest_from, status, booked_min,
       charge_chf, deposit_chf,
       if(status IN ('returned', 'towed') AND cityHash64(n, 'r-dm') % 100 < if(status = 'towed', 30, 5), toNullable(toDecimal64(20 + (cityHash64(n, 'r-dm2') % 37) * 7.5, 2)), NULL),
       wind_kn, with_coach, booked_via
FROM
(
    SELECT
        number AS n,
        8100000 + number AS rental_id,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(81 * pow(cityHash64(n, 'r-day') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(465 + toUInt32(floor(760 * pow(cityHash64(n, 'r-min') / 18446744073709551616.0, 0.9))))
            + toIntervalMillisecond(1000 + cityHash64(n, 'r-ms') % 57000) AS out_at,
        toUInt8(floor(6 * pow(cityHash64(n, 'r-kind') / 18446744073709551616.0, 1.2))) AS k,
        ['windsurf','sup','kayak','pedalo','sailboat','motorboat'][1 + k] AS craft_kind,
        toUInt16(301 + k + 6 * (cityHash64(n, 'r-craft') % 17)) AS craft_id,
        ['Lido','Old Harbour','Reed Bay','Castle Jetty'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'r-pier') / 18446744073709551616.0, 1.3)))] AS pier,
        50001 + toUInt32(floor(2600 * pow(cityHash64(n, 'r-guest') / 18446744073709551616.0, 1.7))) AS guest_id,
        ['CH','DE','FR','IT','NL','AT'][1 + toUInt8(floor(6 * pow(cityHash64(guest_id, 'r-from') / 18446744073709551616.0, 1.6)))] AS guest_from,
        toFloat32(least(round(9 * pow(1 - cityHash64(n, 'r-wind') / 18446744073709551616.0, -0.4) - 6, 1), 34)) AS wind_kn,
        cityHash64(n, 'r-st') % 1000 AS r,
        [60, 60, 90, 120, 180, 240][1 + cityHash64(n, 'r-bm') % 6] AS booked_min,
        toStartOfMinute(out_at) + toIntervalMinute(toUInt32(floor(booked_min * (0.62 + 0.5 * cityHash64(n, 'r-dur') / 18446744073709551616.0)))) + toIntervalMillisecond(1000 + cityHash64(n, 'r-ms2') % 57000) AS back,
        multiIf(pier = 'Castle Jetty' AND out_at >= '2026-05-20 14:00:00' AND out_at < '2026-05-20 16:00:00' AND r < 700, 'voided',
                r < 70, 'voided',
                back >= '2026-05-21 16:19:00', 'on_water',
                r < 95 + toUInt32(wind_kn * 2) + if(craft_kind = 'windsurf', 35, 0), 'towed', 'returned') AS status,
        toDecimal64(round([22, 16, 18, 28, 44, 75][1 + k] * booked_min / 60.0 * if(pier = 'Castle Jetty', 1.15, 1.0) + (cityHash64(n, 'r-ch') % 5) * 0.5, 2), 2) AS charge_chf,
        toDecimal64([100, 50, 50, 80, 250, 500][1 + k], 2) AS deposit_chf,
        if(k IN (0, 4), cityHash64(n, 'r-co') % 100 < 32, cityHash64(n, 'r-co') % 100 < 6) AS with_coach,
        ['kiosk','web','hotel','phone'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'r-via') / 18446744073709551616.0, 1.5)))] AS booked_via
    FROM numbers(7200)
)
WHERE out_at < '2026-05-21 16:18:00' AND toDate(out_at) != '2026-05-14'
  AND NOT (craft_id = 318 AND out_at >= '2026-04-19') AND NOT (craft_id = 361 AND out_at >= '2026-04-12') AND NOT (craft_id = 332 AND out_at >= '2026-04-24');

INSERT INTO gybebay.rentals
SELECT 8190000 + number, o, toStartOfMinute(o) + toIntervalMinute(25 + cityHash64(number, 'y-d') % 40) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms2') % 57000),
       347, 'sailboat', 'Old Harbour', 50001 + cityHash64(number, 'y-g') % 2500, 'DE', 'towed', 120, 88, 250, NULL, toFloat32(5.5 + number % 4), 0, 'web'
FROM
(
    SELECT number, toDateTime64('2026-05-18 00:00:00', 3, 'UTC') + toIntervalDay(number % 4) + toIntervalMinute(500 + cityHash64(number, 'y-m') % 380) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000) AS o
    FROM numbers(16)
);

INSERT INTO gybebay.rentals
SELECT 8195000 + number,
       toDateTime64('2026-05-20 14:00:00', 3, 'UTC') + toIntervalMinute(number * 4 % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'z-ms') % 57000),
       NULL, 301 + 6 * (number % 10), 'windsurf', 'Castle Jetty', 50001 + cityHash64(number, 'z-g') % 2500, 'FR', 'voided', 60, 25.5, 100, NULL, 17.5, 0, 'kiosk'
FROM numbers(24);
