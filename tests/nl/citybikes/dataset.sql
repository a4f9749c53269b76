-- Bikes rented at docks in a city. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS citybikes;
CREATE DATABASE citybikes;

CREATE TABLE citybikes.docks
(
    dock_id   UInt16,
    dock_name String,
    district  LowCardinality(String),
    slots     UInt8 COMMENT 'how many bikes fit',
    opened_on Date,
    powered   Bool COMMENT 'can charge electric bikes'
)
ENGINE = MergeTree ORDER BY dock_id;

INSERT INTO citybikes.docks
SELECT 100 + number,
    concat(['Fernhill','Mill Lane','Harbour','Old Bridge','Museum','Orchard','Canal','Station','Linden','Market'][1 + number % 10], ' ', ['Square','Gate','Corner','East'][1 + intDiv(number, 10)]),
    ['Quayside','Northfield','Old Town','Campus','Westpark'][1 + cityHash64(number, 'k-dist') % 5],
    10 + cityHash64(number, 'k-slots') % 25,
    toDate('2026-04-20') - toUInt32(cityHash64(number, 'k-open') % 1800),
    cityHash64(number, 'k-pow') % 10 < 4
FROM numbers(40);

CREATE TABLE citybikes.rentals
(
    rental_id       UInt32,
    rider_ref       UInt32,
    bike_no         UInt16,
    bike_kind       LowCardinality(String) COMMENT 'classic, electric or cargo',
    plan            LowCardinality(String) COMMENT 'single (one ride), day (day pass), member, corporate',
    out_dock        UInt16 COMMENT 'dock where the bike was taken, docks.dock_id',
    in_dock         Nullable(UInt16) COMMENT 'dock where it was brought back',
    unlocked_at     DateTime('UTC'),
    docked_at       Nullable(DateTime('UTC')),
    ride_sec        Nullable(UInt32),
    charge_cents    Nullable(UInt32) COMMENT 'euro cents, null unless the bike came back',
    state           UInt8 COMMENT '1 = still out, 2 = returned, 3 = void (charge was paid back to the rider), 4 = lost',
    battery_out_pct Nullable(UInt8) COMMENT 'charge when taken, electric bikes only'
)
ENGINE = MergeTree ORDER BY unlocked_at;

-- Nobody rents on 2026-05-06 (the system was down). A concert at dock 112 on Sunday 2026-05-17 14:00 to 16:00.
INSERT INTO citybikes.rentals
SELECT 610000 + n, rider, bike, kind, plan, od, if(st IN (2, 3), toNullable(if(st = 3, od, idk)), NULL), ts, if(st IN (2, 3), toNullable(back), NULL),
    if(st IN (2, 3), toNullable(toUInt32(secs)), NULL),
    if(st IN (2, 3), toNullable(toUInt32(multiIf(plan = 'single', 150, plan = 'corporate', 90, plan = 'day', 60, 20) + intDiv(secs, 60) * multiIf(kind = 'electric', 14, kind = 'cargo', 21, 6))), NULL),
    st, if(kind = 'electric', toNullable(toUInt8(6 + cityHash64(n, 'r-bat') % 95)), NULL)
FROM
(
    SELECT number AS n,
        20000 + toUInt32(floor(1900 * pow(cityHash64(number, 'r-rider') / 18446744073709551616.0, 1.5))) AS rider,
        3000 + toUInt16(floor(520 * pow(cityHash64(number, 'r-bike') / 18446744073709551616.0, 1.4))) AS bike,
        multiIf(cityHash64(bike, 'r-kind') % 100 < 52, 'classic', cityHash64(bike, 'r-kind') % 100 < 88, 'electric', 'cargo') AS kind,
        ['member','single','day','corporate'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-plan') / 18446744073709551616.0, 1.4)))] AS plan,
        100 + toUInt16(floor(40 * pow(cityHash64(number, 'r-od') / 18446744073709551616.0, 1.35))) AS od,
        100 + toUInt16(cityHash64(number, 'r-id') % 40) AS idk,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(76000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS ts,
        cityHash64(number, 'r-st') % 1000 AS r,
        if(r < 55, 20 + cityHash64(number, 'r-vs') % 400, toUInt64(floor(240 * multiIf(plan = 'day', 2.4, plan = 'single', 1.7, plan = 'corporate', 1.25, 1.0) * pow(1 - cityHash64(number, 'r-len') / 18446744073709551616.0, -0.6)))) AS secs,
        ts + toIntervalSecond(secs) AS back,
        toUInt8(multiIf(r >= 994, 4, back >= toDateTime('2026-05-21 16:20:00', 'UTC'), 1, r < 55, 3, 2)) AS st
    FROM numbers(8200)
)
WHERE toDate(ts) != '2026-05-06' AND NOT (toHour(ts) BETWEEN 1 AND 4 AND cityHash64(n, 'r-night') % 5 != 0);

INSERT INTO citybikes.rentals
SELECT 690000 + n, 20000 + toUInt32(cityHash64(n, 'c-rider') % 1900), bike, kind, 'single', 112, toNullable(toUInt16(100 + cityHash64(n, 'c-in') % 40)),
    ts, toNullable(ts + toIntervalSecond(secs)), toNullable(toUInt32(secs)),
    toNullable(toUInt32(150 + intDiv(secs, 60) * multiIf(kind = 'electric', 14, kind = 'cargo', 21, 6))), 2, if(kind = 'electric', toNullable(toUInt8(30 + n % 60)), NULL)
FROM
(
    SELECT number AS n, 3000 + toUInt16(cityHash64(number, 'c-bike') % 300) AS bike,
        multiIf(cityHash64(bike, 'r-kind') % 100 < 52, 'classic', cityHash64(bike, 'r-kind') % 100 < 88, 'electric', 'cargo') AS kind,
        toDateTime('2026-05-17 14:00:00', 'UTC') + toIntervalSecond(60 * (number % 120) + 5 + number % 45) AS ts, 300 + number * 4 AS secs
    FROM numbers(130)
);

CREATE TABLE citybikes.dock_faults
(
    fault_id    UInt32,
    dock_id     UInt16,
    fault       LowCardinality(String) COMMENT 'latch jam, card reader, offline, screen',
    severity    UInt8 COMMENT '1 = cosmetic, 2 = annoying, 3 = dock unusable',
    reported_at DateTime('UTC'),
    cleared_at  Nullable(DateTime('UTC')) COMMENT 'null while the fault is open'
)
ENGINE = MergeTree ORDER BY reported_at;

INSERT INTO citybikes.dock_faults
SELECT 4000 + number, 100 + toUInt16(floor(40 * pow(cityHash64(number, 'f-dock') / 18446744073709551616.0, 1.2))),
    ['latch jam','card reader','offline','screen'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-kind') / 18446744073709551616.0, 1.3)))],
    [1, 2, 2, 3][1 + cityHash64(number, 'f-sev') % 4],
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(70000 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.5)))) + toIntervalSecond(1 + cityHash64(number, 'f-s') % 58) AS rep,
    if(cityHash64(number, 'f-open') % 100 < 7 OR rep + toIntervalMinute(20 + cityHash64(number, 'f-cl') % 2600) >= toDateTime('2026-05-21 16:20:00', 'UTC'), NULL, toNullable(rep + toIntervalMinute(20 + cityHash64(number, 'f-cl') % 2600)))
FROM numbers(2100);
