-- Tool rental chain: rental slips, tool catalogue, customers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No handover lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS toolhaus;
CREATE DATABASE toolhaus;

CREATE TABLE toolhaus.tools
(
    tool_id    UInt32,
    label      String,
    kind       LowCardinality(String) COMMENT 'DR drill, SW saw, CP compactor, GN generator, LD ladder, PW pressure washer',
    maker      LowCardinality(String),
    drive      Enum8('mains' = 1, 'battery' = 2, 'petrol' = 3, 'diesel' = 4, 'none' = 5),
    bought_on  Date,
    list_price Decimal(8, 2) COMMENT 'purchase price of a new piece, euros',
    mass_kg    Float32,
    scrapped   Bool COMMENT 'no longer rented out'
)
ENGINE = MergeTree ORDER BY tool_id
COMMENT 'catalogue, one row per model; the branches own several pieces of each';

INSERT INTO toolhaus.tools
SELECT
    2000 + number AS tool_id,
    concat(maker, ' ', kind, toString(100 + cityHash64(tool_id, 'g-lab') % 900), ['', 'X', 'Pro'][1 + cityHash64(tool_id, 'g-lab2') % 3]) AS label,
    ['DR', 'SW', 'CP', 'GN', 'LD', 'PW'][1 + cityHash64(tool_id, 'g-kind') % 6] AS kind,
    ['Krafft', 'Bolder', 'Yamado', 'Ostwerk', 'Fennel'][1 + toUInt8(floor(5 * pow(cityHash64(tool_id, 'g-mk') / 18446744073709551616.0, 1.3)))] AS maker,
    multiIf(kind = 'LD', 'none', kind = 'CP', ['petrol', 'diesel'][1 + cityHash64(tool_id, 'g-dr') % 2], kind = 'GN', ['diesel', 'petrol', 'petrol'][1 + cityHash64(tool_id, 'g-dr') % 3],
            kind = 'DR', ['mains', 'battery', 'battery'][1 + cityHash64(tool_id, 'g-dr') % 3], ['mains', 'battery', 'petrol'][1 + cityHash64(tool_id, 'g-dr') % 3]) AS drive,
    toDate('2026-03-01') - toUInt32(cityHash64(tool_id, 'g-buy') % 2600) AS bought_on,
    toDecimal64(round(multiIf(kind = 'DR', 240, kind = 'SW', 330, kind = 'CP', 1900, kind = 'GN', 1300, kind = 'LD', 150, 480) * (0.6 + cityHash64(tool_id, 'g-pr') % 1000 / 1000), 2), 2) AS list_price,
    toFloat32(round(multiIf(kind = 'DR', 3, kind = 'SW', 7, kind = 'CP', 85, kind = 'GN', 48, kind = 'LD', 14, 22) * (0.5 + cityHash64(tool_id, 'g-kg') % 1000 / 1000), 1)) AS mass_kg,
    cityHash64(tool_id, 'g-scr') % 100 < 7 AS scrapped
FROM numbers(300);

CREATE TABLE toolhaus.custs
(
    cust_id   UInt32,
    cust_name String,
    trade     LowCardinality(String) COMMENT 'builder, gardener, painter, plumber or private',
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    since     Date,
    blocked   Bool COMMENT 'may not rent on credit any more'
)
ENGINE = MergeTree ORDER BY cust_id
COMMENT 'customers';

INSERT INTO toolhaus.custs
SELECT
    40000 + number AS cust_id,
    concat(['Aalto', 'Brandt', 'Castro', 'Dudek', 'Ekman', 'Frei', 'Graaf', 'Huber', 'Janssen', 'Moura'][1 + cityHash64(number, 'g-cn') % 10], ' ', toString(100 + number)),
    ['private', 'builder', 'gardener', 'painter', 'plumber'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'g-tr') / 18446744073709551616.0, 1.6)))],
    ['NL', 'DE', 'CH', 'PL', 'SE', 'PT'][1 + cityHash64(number, 'g-ct') % 6],
    toDate('2026-05-15') - toUInt32(cityHash64(number, 'g-si') % 3000),
    cityHash64(number, 'g-bl') % 100 < 6
FROM numbers(1500);

CREATE TABLE toolhaus.rentals
(
    slip        UInt64 COMMENT 'number of the rental slip',
    out_at      DateTime('UTC') COMMENT 'tool handed over to the customer',
    due_at      DateTime('UTC') COMMENT 'agreed return time',
    back_at     Nullable(DateTime('UTC')) COMMENT 'tool brought back; null when it has not come back',
    branch      LowCardinality(String),
    till        LowCardinality(String) COMMENT 'counter terminal that wrote the slip',
    tool_id     UInt32,
    cust_id     UInt32,
    chan        Enum8('counter' = 1, 'web' = 2, 'phone' = 3) COMMENT 'how the rental was ordered',
    state       Enum8('out' = 1, 'back' = 2, 'lost' = 3, 'void' = 4) COMMENT 'out: still with the customer; lost: never came back, charged all the same; void: cancelled at the counter, nothing charged',
    booked_days UInt8,
    rent_cents  UInt32 COMMENT 'rental charge in euro cents, charged at the handover',
    deposit_eur Decimal(8, 2),
    waiver      Bool COMMENT 'customer paid for the damage waiver',
    dmg_grade   Nullable(UInt8) COMMENT 'damage found at return: 0 none, 1 scratches, 2 needs repair, 3 scrap; null until checked'
)
ENGINE = MergeTree ORDER BY (branch, out_at)
COMMENT 'one row per rental slip';

-- Porto rented out nothing on 2026-05-12 (stocktaking); till BS-2 is silent since 2026-05-19 11:00 and GD-3 since 2026-05-16 09:00.
INSERT INTO toolhaus.rentals
SELECT slip, out_at, due_at, if(state = 'back', back, NULL), branch, till, tool_id, cust_id, chan, state, booked_days, rent_cents, deposit_eur, waiver,
       if(state = 'back' AND cityHash64(n, 'g-chk') % 100 < 93, toNullable(toUInt8(multiIf(dd < 800, 0, dd < 920, 1, dd < 985, 2, 3))), NULL)
FROM
(
    SELECT
        number AS n,
        6100000 + number * 3 AS slip,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(108000 * pow(cityHash64(number, 'g-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'g-s') % 58) AS out_at,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'g-br') / 18446744073709551616.0, 1.2))) AS b,
        ['Utrecht', 'Leipzig', 'Malmo', 'Porto', 'Gdansk', 'Basel'][b] AS branch,
        concat(['UT', 'LE', 'MA', 'PO', 'GD', 'BS'][b], '-', toString(1 + toUInt8(floor(3 * pow(cityHash64(number, 'g-till') / 18446744073709551616.0, 1.12))))) AS till,
        2000 + toUInt32(floor(300 * pow(cityHash64(number, 'g-tool') / 18446744073709551616.0, 1.3))) AS tool_id,
        40000 + toUInt32(floor(1500 * pow(cityHash64(number, 'g-cust') / 18446744073709551616.0, 1.5))) AS cust_id,
        ['counter', 'web', 'phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'g-chan') / 18446744073709551616.0, 1.4)))] AS chan,
        toUInt8(1 + floor(13 * pow(cityHash64(number, 'g-days') / 18446744073709551616.0, 2.4))) AS booked_days,
        out_at + toIntervalDay(booked_days) AS due_at,
        if(cityHash64(number, 'g-late') % 100 < multiIf(chan = 'phone', 31, chan = 'web', 14, 21),
           due_at + toIntervalMinute(25 + cityHash64(number, 'g-lm') % 6100),
           out_at + toIntervalMinute(90 + toUInt32(floor((booked_days * 1440 - 120) * pow(cityHash64(number, 'g-em') / 18446744073709551616.0, 0.4))))) AS back,
        cityHash64(number, 'g-st') % 1000 AS s,
        multiIf(s < 50, 'void', s < 64 AND due_at < '2026-05-17 00:00:00', 'lost', back < '2026-05-21 16:19:00', 'back', 'out') AS state,
        ['DR', 'SW', 'CP', 'GN', 'LD', 'PW'][1 + cityHash64(tool_id, 'g-kind') % 6] AS k,
        toUInt32(floor(100 * booked_days * multiIf(k = 'DR', 14, k = 'SW', 18, k = 'CP', 55, k = 'GN', 42, k = 'LD', 9, 24) * (0.75 + cityHash64(number, 'g-rate') % 600 / 1000))) AS rent_cents,
        toDecimal64(round(multiIf(k = 'CP', 300, k = 'GN', 200, 50) * (1 + cityHash64(number, 'g-dep') % 4) / 2, 2), 2) AS deposit_eur,
        cityHash64(number, 'g-wv') % 100 < 38 AS waiver,
        cityHash64(number, 'g-dmg') % 1000 AS dd
    FROM numbers(14000)
)
WHERE toHour(out_at) BETWEEN 6 AND 19
  AND NOT (branch = 'Porto' AND toDate(out_at) = '2026-05-12')
  AND NOT (till = 'BS-2' AND out_at >= '2026-05-19 11:00:00')
  AND NOT (till = 'GD-3' AND out_at >= '2026-05-16 09:00:00');

-- Till MA-2 writes and voids slip after slip on 2026-05-20, 13:00 to 15:00.
INSERT INTO toolhaus.rentals
SELECT
    6900000 + number,
    toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(number * 3) + toIntervalSecond(1 + cityHash64(number, 'g-vs') % 58) AS o,
    o + toIntervalDay(1), NULL, 'Malmo', 'MA-2', 2000 + toUInt32(cityHash64(number, 'g-vt') % 300), 40000 + toUInt32(cityHash64(number, 'g-vc') % 1500),
    'counter', 'void', 1, 1200 + number * 10, toDecimal64(50, 2), false, NULL
FROM numbers(40);
