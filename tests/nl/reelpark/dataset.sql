-- Drive-in cinemas with snacks brought to the car. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No order lies in second 0 or 59 of a minute. Lots are open from 09:00 to midnight.
DROP DATABASE IF EXISTS reelpark;
CREATE DATABASE reelpark;

CREATE TABLE reelpark.shows
(
    show_id    UInt32,
    lot        LowCardinality(String),
    film       LowCardinality(String),
    genre      LowCardinality(String),
    rated      LowCardinality(String) COMMENT 'G, PG, PG-13 or R',
    starts_at  DateTime('UTC'),
    cars_sold  UInt16 COMMENT 'car tickets sold'
)
ENGINE = MergeTree ORDER BY show_id;

-- 61 days, 5 lots, 4 shows a day.
INSERT INTO reelpark.shows
SELECT
    40000 + number,
    ['Tulsa','Fresno','Toledo','Boise','Macon'][1 + intDiv(number, 4) % 5] AS lot,
    ['Moth Season','Iron Parade','Saturn Diner','The Long Kite','Mama Bear','Ghost Freight','Two Left Shoes','Redline Nine','Pocket Dragon'][f],
    ['horror','action','scifi','drama','comedy','horror','comedy','action','family'][f],
    ['R','PG-13','PG-13','PG-13','PG','R','PG','PG-13','G'][f],
    toDateTime('2026-03-22 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 20)) + toIntervalMinute([570, 750, 990, 1230][1 + number % 4]),
    toUInt16(20 + cityHash64(number, 's-cars') % 160)
FROM (SELECT number, 1 + cityHash64(intDiv(number, 140), intDiv(number, 4) % 5, number % 4, 's-film') % 9 AS f FROM numbers(1220));

CREATE TABLE reelpark.runners
(
    runner_id UInt16,
    nickname  String,
    gets_around LowCardinality(String) COMMENT 'foot, skates or scooter',
    lot       LowCardinality(String),
    hired_on  Date,
    on_staff  UInt8 COMMENT '0 once the runner has left'
)
ENGINE = MergeTree ORDER BY runner_id;

INSERT INTO reelpark.runners
SELECT
    300 + number,
    concat(['Dash','Pepper','Comet','Biscuit','Zippy','Moose','Clover','Jinx'][1 + number % 8], ' ', toString(1 + intDiv(number, 8))),
    ['foot','skates','scooter'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-how') / 18446744073709551616.0, 1.4)))],
    ['Tulsa','Fresno','Toledo','Boise','Macon'][1 + number % 5],
    toDate('2026-05-10') - toUInt32(floor(800 * pow(cityHash64(number, 'r-hire') / 18446744073709551616.0, 1.5))),
    toUInt8(cityHash64(number, 'r-staff') % 100 < 86)
FROM numbers(40);

CREATE TABLE reelpark.snack_orders
(
    order_no     UInt64,
    guest_id     UInt32,
    show_id      UInt32,
    lot          LowCardinality(String),
    us_state     LowCardinality(String) COMMENT 'two-letter code',
    bay          UInt16 COMMENT 'numbered parking bay of the car',
    item         LowCardinality(String),
    units        UInt8,
    total_usd    Decimal(8, 2) COMMENT 'without tip; refunded and abandoned orders bring in nothing',
    tip_cents    Nullable(UInt32) COMMENT 'null without a tip',
    progress     LowCardinality(String) COMMENT 'delivered, refunded, abandoned',
    placed_at    DateTime64(3, 'UTC'),
    handed_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'when the tray reached the car',
    kitchen_secs Nullable(UInt32),
    runner_id    Nullable(UInt16),
    ordered_via  LowCardinality(String) COMMENT 'app, speaker, counter or honk',
    club_member  UInt8
)
ENGINE = MergeTree ORDER BY (lot, placed_at);

-- Nothing sold on 2026-05-12 (a storm); Macon refunds nachos en masse on 2026-05-21.
INSERT INTO reelpark.snack_orders
SELECT order_no, guest_id, 40000 + dateDiff('day', toDate('2026-03-22'), toDate(placed_at)) * 20 + (l - 1) * 4 + multiIf(toHour(placed_at) < 12, 0, toHour(placed_at) < 16, 1, toHour(placed_at) < 20, 2, 3) AS show_id,
       lot, us_state, bay, item, units, total_usd,
       if(progress = 'delivered' AND cityHash64(n, 'o-tip') % 100 < if(ordered_via = 'app', 48, 27), toNullable(toUInt32(50 + 25 * (cityHash64(n, 'o-tip2') % 19))), NULL) AS tip_cents,
       progress, placed_at,
       if(progress = 'abandoned', NULL, toNullable(handed)) AS handed_at,
       if(progress = 'abandoned', NULL, toNullable(kitchen)) AS kitchen_secs,
       if(progress = 'abandoned', NULL, toNullable(toUInt16(300 + 5 * toUInt16(floor(8 * pow(cityHash64(n, 'o-run') / 18446744073709551616.0, 1.4))) + l - 1))) AS runner_id,
       ordered_via, club_member
FROM
(
    SELECT
        number AS n,
        5100000 + number AS order_no,
        1000 + toUInt32(floor(3800 * pow(cityHash64(number, 'o-guest') / 18446744073709551616.0, 1.5))) AS guest_id,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-lot') / 18446744073709551616.0, 1.3))) AS l,
        ['Tulsa','Fresno','Toledo','Boise','Macon'][l] AS lot,
        ['OK','CA','OH','ID','GA'][l] AS us_state,
        toUInt16(1 + cityHash64(number, 'o-bay') % 180) AS bay,
        ['popcorn','soda','nachos','hot dog','candy','slushie','pretzel'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-item') / 18446744073709551616.0, 1.3)))] AS item,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'o-un') / 18446744073709551616.0, 2))) AS units,
        toDecimal64(units * multiIf(item = 'popcorn', 7.25, item = 'nachos', 8.5, item = 'hot dog', 6.75, item = 'pretzel', 5.5, item = 'slushie', 4.75, item = 'candy', 3.5, 3.95)
            + cityHash64(number, 'o-extra') % 400 / 100, 2) AS total_usd,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(85000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 58000) AS placed_at,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < if(lot = 'Toledo', 85, 45), 'refunded', s < 140, 'abandoned', 'delivered') AS progress,
        toUInt32(45 + floor(if(item IN ('nachos', 'hot dog'), 130, 60) * pow(1 - cityHash64(number, 'o-kit') / 18446744073709551616.0, -0.5))) AS kitchen0,
        least(kitchen0, 1500) AS kitchen,
        placed_at + toIntervalSecond(kitchen + 60 + toUInt32([260, 380, 300, 520, 210][l] * if(placed_at >= '2026-05-18 00:00:00', 1.4, 1) * (0.4 + cityHash64(number, 'o-walk') % 1000 / 900))) AS handed,
        ['app','speaker','counter','honk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-via') / 18446744073709551616.0, 1.5)))] AS ordered_via,
        toUInt8(cityHash64(guest_id, 'o-club') % 100 < 34) AS club_member
    FROM numbers(12000)
)
WHERE toDate(placed_at) != '2026-05-12'
  AND toHour(placed_at) >= 9
  AND NOT (toHour(placed_at) < 17 AND toDayOfWeek(placed_at) < 4 AND cityHash64(n, 'o-mat') % 3 = 0)
  AND (progress = 'abandoned' OR (handed < '2026-05-21 16:20:00' AND toSecond(handed) NOT IN (0, 59)));

-- The nachos of Macon, beyond the usual orders.
INSERT INTO reelpark.snack_orders
SELECT
    5190000 + number, 1000 + cityHash64(number, 'm-guest') % 3800, 41216 + if(number < 30, 0, 1), 'Macon', 'GA', 1 + cityHash64(number, 'm-bay') % 180, 'nachos', 1 + number % 2,
    toDecimal64((1 + number % 2) * 8.5, 2), NULL, 'refunded',
    toDateTime64('2026-05-21 09:00:00', 3, 'UTC') + toIntervalMinute(6 * number + 1) + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 58000) AS placed_at,
    placed_at + toIntervalMinute(7), 200 + cityHash64(number, 'm-kit') % 90, 304 + 5 * (cityHash64(number, 'm-run') % 8), 'app', 0
FROM numbers(45);
