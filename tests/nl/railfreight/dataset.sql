-- Goods trains: waggons, runs, what happens to waggons in the yards. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS railfreight;
CREATE DATABASE railfreight;

CREATE TABLE railfreight.waggons
(
    waggon_no     UInt32,
    type          LowCardinality(String) COMMENT 'E open, F hopper, S flat, Z tank, H covered',
    keeper        LowCardinality(String) COMMENT 'company that owns the waggon',
    built_year    UInt16,
    tare_kg       UInt32,
    last_overhaul Date,
    in_service    UInt8 COMMENT '1 yes, 0 taken out of traffic'
)
ENGINE = MergeTree ORDER BY waggon_no;

INSERT INTO railfreight.waggons
SELECT 41000 + number,
    ['E','S','Z','F','H'][1 + toUInt8(floor(5 * pow(cityHash64(41000 + number, 'w-type') / 18446744073709551616.0, 1.3)))],
    ['Ermewa','VTG','Balticar','Wascosa'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-keep') / 18446744073709551616.0, 1.4)))],
    1978 + toUInt16(cityHash64(number, 'w-year') % 40),
    19000 + 100 * toUInt32(cityHash64(number, 'w-tare') % 90),
    toDate('2026-05-01') - toUInt32(cityHash64(number, 'w-oh') % 2100),
    if(cityHash64(number, 'w-is') % 100 < 92, 1, 0)
FROM numbers(700);

CREATE TABLE railfreight.runs
(
    run_id       UInt64,
    origin       LowCardinality(String),
    dest         LowCardinality(String),
    loco         LowCardinality(String),
    scheduled_at DateTime('UTC') COMMENT 'departure in the timetable',
    departed_at  Nullable(DateTime('UTC')),
    arrived_at   Nullable(DateTime('UTC')) COMMENT 'null while rolling or when cancelled',
    state        LowCardinality(String) COMMENT 'done, rolling, cancelled',
    delay_min    Nullable(Int32) COMMENT 'arrival against the timetable, negative when early',
    cause        LowCardinality(Nullable(String)) COMMENT 'of a delay above 15 min: W weather, L loco failure, S signals, C no crew, T track works',
    waggon_count UInt8,
    gross_t      Float64,
    tariff_eur   Decimal(10, 2) COMMENT 'earned only by runs that are done'
)
ENGINE = MergeTree ORDER BY (scheduled_at, run_id);

-- Nothing in the timetable on 2026-05-10 (line closed).
INSERT INTO railfreight.runs
SELECT run_id, origin, dest, loco, scheduled_at,
    if(cancelled, NULL, toNullable(dep)) AS departed_at,
    if(cancelled OR arr >= '2026-05-21 16:18:00', NULL, toNullable(arr)) AS arrived_at,
    multiIf(cancelled, 'cancelled', arrived_at IS NULL, 'rolling', 'done') AS state,
    if(state = 'done', toNullable(delay), NULL) AS delay_min,
    if(state = 'done' AND delay > 15, ['S','L','T','C','W'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'u-cause') / 18446744073709551616.0, 1.3)))], NULL),
    waggon_count, gross_t, toDecimal64(round(900 + gross_t * (3.1 + cityHash64(n, 'u-tar') % 100 / 60), 2), 2)
FROM
(
    SELECT number AS n,
        5200000 + number AS run_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'u-o') / 18446744073709551616.0, 1.3))) AS o,
        ['Gdansk','Katowice','Brno','Linz','Trieste','Ostrava'] AS yards,
        yards[o] AS origin,
        yards[1 + (o - 1 + 1 + cityHash64(number, 'u-d') % 5) % 6] AS dest,
        concat('E189-', leftPad(toString(1 + toUInt8(floor(24 * pow(cityHash64(number, 'u-loco') / 18446744073709551616.0, 1.3)))), 2, '0')) AS loco,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(12 + toUInt32(floor(118000 * pow(cityHash64(number, 'u-ts') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(4 + cityHash64(number, 'u-sec') % 50) AS scheduled_at,
        toInt32(floor(-12 + 10 * pow(1 - cityHash64(number, 'u-del') / 18446744073709551616.0, -0.75))) AS delay0,
        least(delay0, 600) AS delay,
        scheduled_at + toIntervalSecond(60 * (cityHash64(number, 'u-dl') % 11) + 2) AS dep,
        dep + toIntervalMinute(190 + 45 * abs(o - 1 - cityHash64(number, 'u-d') % 5) + cityHash64(number, 'u-tr') % 70 + greatest(delay, 0)) AS arr,
        cityHash64(number, 'u-c') % 1000 < multiIf(origin = 'Trieste', 150, origin = 'Brno', 75, origin = 'Linz', 60, 42) AS cancelled,
        toUInt8(12 + cityHash64(number, 'u-wc') % 27) AS waggon_count,
        round(waggon_count * (38 + cityHash64(number, 'u-gt') % 400 / 10), 1) AS gross_t
    FROM numbers(5200)
)
WHERE toDate(scheduled_at) != '2026-05-10';

CREATE TABLE railfreight.waggon_events
(
    event_at  DateTime('UTC'),
    waggon_no UInt32,
    yard      LowCardinality(String),
    kind      LowCardinality(String) COMMENT 'loaded, unloaded, shunted, hot_axle, brake_fault',
    goods     LowCardinality(Nullable(String)) COMMENT 'only on loaded and unloaded',
    net_kg    Nullable(UInt32) COMMENT 'weight of the goods, only on loaded and unloaded',
    axle_c    Nullable(Float32) COMMENT 'hottest axle box, degrees Celsius'
)
ENGINE = MergeTree ORDER BY (yard, event_at);

INSERT INTO railfreight.waggon_events
SELECT event_at, waggon_no, yard, kind,
    if(kind IN ('loaded', 'unloaded'), toNullable(multiIf(type = 'Z', ['diesel','rapeseed oil'][1 + cityHash64(number, 'e-g') % 2], type = 'F', ['grain','cement'][1 + cityHash64(number, 'e-g') % 2], type = 'S', ['steel coils','timber'][1 + cityHash64(number, 'e-g') % 2], type = 'E', ['scrap','coal','timber'][1 + cityHash64(number, 'e-g') % 3], 'paper')), NULL),
    if(kind IN ('loaded', 'unloaded'), toNullable(toUInt32(18000 + cityHash64(number, 'e-kg') % 46000)), NULL),
    if(kind = 'hot_axle', toNullable(toFloat32(95 + cityHash64(number, 'e-c') % 700 / 10)), if(kind = 'shunted', NULL, toNullable(toFloat32(22 + cityHash64(number, 'e-c') % 400 / 10))))
FROM
(
    SELECT number,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(117000 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.35)))) + toIntervalSecond(4 + cityHash64(number, 'e-sec') % 50) AS event_at,
        41000 + toUInt32(floor(700 * pow(cityHash64(number, 'e-w') / 18446744073709551616.0, 1.2))) AS waggon_no,
        ['E','S','Z','F','H'][1 + toUInt8(floor(5 * pow(cityHash64(waggon_no, 'w-type') / 18446744073709551616.0, 1.3)))] AS type,
        ['Katowice','Gdansk','Linz','Brno','Ostrava','Trieste'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'e-y') / 18446744073709551616.0, 1.2)))] AS yard,
        cityHash64(number, 'e-k') % 1000 AS k,
        multiIf(k < 330, 'loaded', k < 640, 'unloaded', k < 890, 'shunted', k < 945, 'hot_axle', 'brake_fault') AS kind
    FROM numbers(7500)
);

-- A bad batch of brake hoses at Linz, 2026-05-19 22:00 to 2026-05-20 01:00.
INSERT INTO railfreight.waggon_events
SELECT toDateTime('2026-05-19 22:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-m') % 180) + toIntervalSecond(4 + cityHash64(number, 'x-s') % 50),
    41000 + toUInt32(cityHash64(number, 'x-w') % 700), 'Linz', 'brake_fault', NULL, NULL, toFloat32(30 + number % 9)
FROM numbers(55);
