-- Car washes with subscriptions. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
-- Planted: main pump of Canal Street fails on 2026-05-20 10:00-13:00 (aborted washes); nobody washes on 2026-05-10 (all sites shut).
DROP DATABASE IF EXISTS foamline;
CREATE DATABASE foamline;

CREATE TABLE foamline.members
(
    member_id       UInt32,
    member_name     String,
    plan            LowCardinality(String),
    monthly_fee_eur Decimal(6, 2),
    signed_up_on    Date,
    home_site       LowCardinality(String),
    state           LowCardinality(String) COMMENT 'active, paused or ended'
)
ENGINE = MergeTree ORDER BY member_id;

INSERT INTO foamline.members
SELECT
    2000 + number AS member_id,
    concat(['Anouk','Bram','Celia','Dirk','Elif','Femke','Goran','Hanne','Ivo','Jilke'][1 + cityHash64(number, 'm-first') % 10], ' ',
           ['Peeters','Jansen','Weber','Lambert','Maes','de Wit','Schmitz','Dubois'][1 + cityHash64(number, 'm-last') % 8], ' ', toString(number)) AS member_name,
    ['Bronze','Silver','Gold','Fleet'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-plan') / 18446744073709551616.0, 1.5)))] AS plan,
    toDecimal64(multiIf(plan = 'Bronze', 19.9, plan = 'Silver', 29.9, plan = 'Gold', 44.9, 119.0), 2) AS monthly_fee_eur,
    toDate('2026-03-15') - toUInt32(floor(1100 * pow(cityHash64(number, 'm-join') / 18446744073709551616.0, 1.5))) AS signed_up_on,
    ['Harbour Road','Mill Lane','Canal Street','Station Yard','Birch Park','Eastgate'][1 + cityHash64(number, 'm-site') % 6] AS home_site,
    multiIf(cityHash64(number, 'm-st') % 100 < 84, 'active', cityHash64(number, 'm-st') % 100 < 92, 'paused', 'ended') AS state
FROM numbers(900);

CREATE TABLE foamline.washes
(
    wash_no       UInt64,
    started_at    DateTime64(3, 'UTC'),
    site          LowCardinality(String),
    lane          UInt8,
    programme     LowCardinality(String) COMMENT 'express, shine, deluxe or underbody',
    member_id     Nullable(UInt32) COMMENT 'null for walk-in customers without a subscription',
    vehicle_class LowCardinality(String),
    plate_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    outcome       LowCardinality(String) COMMENT 'done, aborted (machine stopped) or refunded; only done washes keep their price',
    price_eur     Decimal(8, 2) COMMENT 'charged at the till; members pay the extras only',
    duration_s    UInt16,
    water_l       Nullable(Float64) COMMENT 'fresh water in litres, null when the meter did not answer',
    is_rewash     UInt8 COMMENT '1 = free repeat after a complaint',
    rating        Nullable(UInt8) COMMENT '1 to 5, by the customer'
)
ENGINE = MergeTree ORDER BY (site, started_at);

INSERT INTO foamline.washes
SELECT wash_no, started_at, site, lane, programme, member_id, vehicle_class, plate_country, outcome, price_eur, duration_s, water_l, is_rewash, rating
FROM
(
    SELECT
        number AS n,
        410000 + number AS wash_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms') % 57000) AS started_at,
        ['Harbour Road','Mill Lane','Canal Street','Station Yard','Birch Park','Eastgate'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'w-site') / 18446744073709551616.0, 1.4)))] AS site,
        toUInt8(1 + cityHash64(number, 'w-lane') % 4) AS lane,
        ['express','shine','deluxe','underbody'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-prog') / 18446744073709551616.0, 1.5)))] AS programme,
        if(cityHash64(number, 'w-walk') % 100 < 43, NULL,
           toNullable(2000 + toUInt32(floor(880 * pow(cityHash64(number, 'w-mem') / 18446744073709551616.0, 1.6))))) AS member_id,
        ['car','suv','van','pickup'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-veh') / 18446744073709551616.0, 1.6)))] AS vehicle_class,
        ['NL','BE','DE','LU','FR'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'w-plate') / 18446744073709551616.0, 1.8)))] AS plate_country,
        toUInt8(cityHash64(number, 'w-re') % 1000 < multiIf(site = 'Mill Lane', 75, site = 'Eastgate', 20, 42)) AS is_rewash,
        multiIf(cityHash64(number, 'w-out') % 1000 < 28, 'aborted', cityHash64(number, 'w-out') % 1000 < 60, 'refunded', 'done') AS outcome,
        if(is_rewash, toDecimal64(0, 2), toDecimal64(round(
            multiIf(programme = 'express', 8.5, programme = 'shine', 12.0, programme = 'deluxe', 18.5, 15.0)
            * multiIf(vehicle_class = 'van', 1.5, vehicle_class = 'pickup', 1.35, vehicle_class = 'suv', 1.15, 1.0)
            * if(member_id IS NULL, 1.0, 0.1 * (cityHash64(number, 'w-ext') % 4)), 2), 2)) AS price_eur,
        toUInt16(multiIf(programme = 'express', 190, programme = 'shine', 330, programme = 'deluxe', 560, 420)
            * (0.8 + 0.9 * pow(cityHash64(number, 'w-dur') / 18446744073709551616.0, 3)) * if(outcome = 'aborted', 0.4, 1.0)) AS duration_s,
        if(cityHash64(number, 'w-met') % 1000 < 22, NULL, toNullable(round(
            multiIf(programme = 'express', 95, programme = 'shine', 140, programme = 'deluxe', 210, 240)
            * (0.75 + 0.8 * pow(cityHash64(number, 'w-wat') / 18446744073709551616.0, 2)) * if(outcome = 'aborted', 0.4, 1.0), 1))) AS water_l,
        if(outcome = 'done' AND cityHash64(number, 'w-rat0') % 100 < 35, toNullable(toUInt8([5,5,4,4,5,3,2,1,4,5][1 + cityHash64(number, 'w-rat') % 10])), NULL) AS rating
    FROM numbers(9600)
)
WHERE toHour(started_at) BETWEEN 6 AND 21
  AND toDate(started_at) != '2026-05-10'
  AND started_at < '2026-05-21 16:20:00';

-- Drivers try again and again while the pump at Canal Street is down.
INSERT INTO foamline.washes
SELECT
    490000 + number,
    toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'p-ts') % 180) + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000),
    'Canal Street', toUInt8(1 + number % 4), 'express', NULL, 'car', 'NL', 'aborted', toDecimal64(8.5, 2), toUInt16(20 + cityHash64(number, 'p-dur') % 40),
    toNullable(round(4 + cityHash64(number, 'p-wat') % 90 / 10, 1)), 0, NULL
FROM numbers(55);
