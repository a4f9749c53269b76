-- Shared e-mopeds: rides, battery swaps, the vehicles. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS wattmule;
CREATE DATABASE wattmule;

CREATE TABLE wattmule.mopeds
(
    moped_id    UInt16,
    plate       String,
    model       LowCardinality(String),
    bought_on   Date,
    odometer_km Nullable(UInt32) COMMENT 'null when the tracker gives none'
)
ENGINE = MergeTree ORDER BY moped_id;

INSERT INTO wattmule.mopeds
SELECT 10 + number, concat('WM ', toString(4100 + number * 7)),
    ['Gaffer S2','Gaffer S3','Piccolo','Torrent'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-mod') / 18446744073709551616.0, 1.4)))],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'm-buy') % 1200),
    if(cityHash64(number, 'm-nul') % 100 < 7, NULL, toNullable(toUInt32(400 + cityHash64(number, 'm-odo') % 21000)))
FROM numbers(140);

CREATE TABLE wattmule.rides
(
    ride_id     UInt64,
    member_id   UInt32,
    moped_id    UInt16,
    district    LowCardinality(String) COMMENT 'where the ride began',
    unlocked_at DateTime('UTC'),
    parked_at   Nullable(DateTime('UTC')) COMMENT 'null for aborted rides',
    state       LowCardinality(String) COMMENT 'finished, aborted or refunded; only finished rides keep their price',
    plan        LowCardinality(String) COMMENT 'payg, daypass, monthly',
    price_eur   Decimal(8, 2),
    distance_m  UInt32,
    soc_start   UInt8 COMMENT 'battery charge when unlocked, percent',
    helmet_worn UInt8 COMMENT '1 = the helmet was taken out of the box'
)
ENGINE = MergeTree ORDER BY (district, unlocked_at);

-- No ride on 2026-05-14 (storm). Docklands has masses of aborted rides on 2026-05-21.
INSERT INTO wattmule.rides
SELECT ride_id, member_id, moped_id, district, unlocked_at,
    if(state = 'aborted', NULL, toNullable(unlocked_at + toIntervalSecond(60 * mins + 4))) AS parked_at,
    state, plan, if(state = 'aborted', toDecimal64(1, 2), toDecimal64(round(1 + mins * multiIf(plan = 'payg', 0.31, plan = 'daypass', 0.2, 0.14), 2), 2)),
    if(state = 'aborted', toUInt32(cityHash64(n, 'r-ab') % 60), distance_m), soc_start, helmet_worn
FROM
(
    SELECT number AS n, 81000000 + number AS ride_id,
        1 + toUInt32(floor(1500 * pow(cityHash64(number, 'r-mem') / 18446744073709551616.0, 1.6))) AS member_id,
        10 + toUInt16(floor(138 * pow(cityHash64(number, 'r-mop') / 18446744073709551616.0, 1.7))) AS moped_id,
        ['Old Town','Marina','Docklands','Hillside','Campus'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-dis') / 18446744073709551616.0, 1.25)))] AS district,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(95000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.35)))) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 52) AS unlocked_at,
        cityHash64(number, 'r-st') % 1000 AS r,
        multiIf(district = 'Docklands' AND unlocked_at >= '2026-05-21 00:00:00' AND r < 620, 'aborted', r < if(district = 'Campus', 110, 70), 'aborted', r < 125, 'refunded', 'finished') AS state,
        ['payg','monthly','daypass'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-plan') / 18446744073709551616.0, 1.5)))] AS plan,
        toUInt32(floor(700 + 1500 * pow(1 - cityHash64(number, 'r-km') / 18446744073709551616.0, -0.5))) AS distance_m,
        toUInt32(2 + floor(distance_m / 380) + cityHash64(number, 'r-min') % if(plan = 'daypass', 14, 6)) AS mins,
        toUInt8(8 + cityHash64(number, 'r-soc') % 92) AS soc_start,
        toUInt8(cityHash64(number, 'r-hel') % 100 < 72) AS helmet_worn
    FROM numbers(6800)
)
WHERE toDate(unlocked_at) != '2026-05-14' AND (state = 'aborted' OR unlocked_at + toIntervalSecond(60 * mins + 4) < '2026-05-21 16:20:00');

CREATE TABLE wattmule.swaps
(
    swap_id     UInt32,
    swapped_at  DateTime('UTC'),
    moped_id    UInt16,
    technician  LowCardinality(String),
    soc_before  UInt8 COMMENT 'charge of the pack taken out, percent',
    work_sec    Nullable(UInt32) COMMENT 'time at the moped, null when not clocked'
)
ENGINE = MergeTree ORDER BY swapped_at;

-- Ravi takes about five times as long since 2026-05-18.
INSERT INTO wattmule.swaps
SELECT swap_id, swapped_at, moped_id, technician, soc_before,
    if(cityHash64(n, 's-nul') % 100 < 4, NULL, toNullable(toUInt32((70 + cityHash64(n, 's-sec') % 160) * if(technician = 'Ravi' AND swapped_at >= '2026-05-18 00:00:00', 5, 1))))
FROM
(
    SELECT number AS n, 6000 + toUInt32(number) AS swap_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(70000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.25)))) + toIntervalSecond(1 + cityHash64(number, 's-s') % 57) AS swapped_at,
        10 + toUInt16(floor(140 * pow(cityHash64(number, 's-mop') / 18446744073709551616.0, 1.4))) AS moped_id,
        ['Mireia','Ravi','Tova','Anselm','Bruno'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-tec') / 18446744073709551616.0, 1.3)))] AS technician,
        toUInt8(3 + cityHash64(number, 's-soc') % 30) AS soc_before
    FROM numbers(1800)
);
