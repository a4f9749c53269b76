-- Car rental: rentals and inspections. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS rentacar;
CREATE DATABASE rentacar;

CREATE TABLE rentacar.cars
(
    car_id       UInt32,
    plate        String,
    model        LowCardinality(String),
    car_class    LowCardinality(String) COMMENT 'economy, compact, suv, van or luxury',
    fuel         LowCardinality(String) COMMENT 'petrol, diesel, hybrid or electric',
    bought_on    Date,
    fleet_status LowCardinality(String) COMMENT 'active, in_repair or sold'
)
ENGINE = MergeTree ORDER BY car_id;

INSERT INTO rentacar.cars
SELECT 300 + number, concat('RC', leftPad(toString(cityHash64(number, 'c-plate') % 100000), 5, '0')),
    ['Piko','Lumen','Tarro','Vantia','Regalis'][c], ['economy','compact','suv','van','luxury'][c],
    ['petrol','diesel','hybrid','electric'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-fuel') / 18446744073709551616.0, 1.3)))],
    toDate('2026-04-30') - toUInt32(cityHash64(number, 'c-buy') % 1800),
    multiIf(cityHash64(number, 'c-st') % 100 < 86, 'active', cityHash64(number, 'c-st') % 100 < 94, 'in_repair', 'sold')
FROM (SELECT number, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-class') / 18446744073709551616.0, 1.3))) AS c FROM numbers(420));

CREATE TABLE rentacar.rentals
(
    rental_no     UInt64,
    customer_id   UInt32,
    car_id        UInt32,
    branch        LowCardinality(String),
    channel       LowCardinality(String) COMMENT 'web, app, desk or partner',
    booked_at     DateTime64(3, 'UTC'),
    picked_up_at  Nullable(DateTime64(3, 'UTC')),
    returned_at   Nullable(DateTime64(3, 'UTC')),
    rental_status LowCardinality(String) COMMENT 'booked, out, returned, cancelled or no_show. Only returned rentals are charged',
    cover         LowCardinality(String) COMMENT 'insurance: none, basic or full',
    rental_days   UInt8,
    total_usd     Decimal(10, 2),
    km_driven     Nullable(UInt32) COMMENT 'known after the return'
)
ENGINE = MergeTree ORDER BY (branch, booked_at);

-- Reno took no booking on 2026-05-10 (closed). Bookings made at Tampa on 2026-05-19 12:00 to 15:00 were cancelled in masses (a broken price).
INSERT INTO rentacar.rentals
SELECT 880000 + n, customer_id, 300 + toUInt32(cityHash64(n, 'r-car') % 420), branch, channel, booked_at,
    if(st IN ('out', 'returned'), toNullable(up), NULL), if(st = 'returned', toNullable(back), NULL), st, cover, days, total_usd,
    if(st = 'returned', toNullable(toUInt32(20 + floor(days * (if(cover = 'full', 70, 45) + cityHash64(n, 'r-km') % 160)))), NULL)
FROM
(
    SELECT number AS n,
        1 + toUInt32(floor(2500 * pow(cityHash64(number, 'r-cust') / 18446744073709551616.0, 1.7))) AS customer_id,
        ['Denver','Tampa','Boise','Reno','Tucson'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-br') / 18446744073709551616.0, 1.3)))] AS branch,
        ['web','app','desk','partner'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-ch') / 18446744073709551616.0, 1.4)))] AS channel,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS booked_at,
        toUInt8(1 + floor(9 * pow(cityHash64(number, 'r-days') / 18446744073709551616.0, 2))) AS days,
        booked_at + toIntervalMinute(20 + toUInt32(floor(3000 * pow(cityHash64(number, 'r-lead') / 18446744073709551616.0, 2)))) AS up,
        up + toIntervalMinute(days * 1440 - cityHash64(number, 'r-back') % 600) AS back,
        ['none','basic','full'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-cov') / 18446744073709551616.0, 1.2)))] AS cover,
        cityHash64(number, 'r-st') % 1000 AS s,
        multiIf(s < if(channel = 'partner', 170, 95), 'cancelled', up >= '2026-05-21 16:20:00', 'booked', s < 205, 'no_show', back >= '2026-05-21 16:20:00', 'out', 'returned') AS st,
        toDecimal64(round(days * (38 + cityHash64(number, 'r-rate') % 9000 / 100 + multiIf(cover = 'full', 19, cover = 'basic', 8, 0)), 2), 2) AS total_usd
    FROM numbers(12000)
)
WHERE NOT (branch = 'Reno' AND toDate(booked_at) = '2026-05-10')
  AND NOT (toHour(booked_at) BETWEEN 1 AND 5 AND cityHash64(n, 'r-night') % 4 != 0);

INSERT INTO rentacar.rentals
SELECT 899000 + number, 1 + toUInt32(cityHash64(number, 'x-cust') % 2500), 300 + toUInt32(cityHash64(number, 'x-car') % 420), 'Tampa', 'web',
    toDateTime64('2026-05-19 12:00:00', 3, 'UTC') + toIntervalMinute(number * 180 / 70) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    NULL, NULL, 'cancelled', 'basic', 2, toDecimal64(9.9 + number % 5, 2), NULL
FROM numbers(70);

CREATE TABLE rentacar.inspections
(
    inspection_id UInt64,
    car_id        UInt32,
    inspected_at  DateTime('UTC'),
    branch        LowCardinality(String),
    inspector     LowCardinality(String),
    kind          LowCardinality(String) COMMENT 'handover, return or periodic',
    result        LowCardinality(String) COMMENT 'ok, minor or major damage, or unfit to drive',
    repair_usd    Nullable(Decimal(10, 2)) COMMENT 'repair estimate, null when the result is ok',
    duration_s    UInt32,
    fuel_pct      UInt8
)
ENGINE = MergeTree ORDER BY (inspected_at, inspection_id);

INSERT INTO rentacar.inspections
SELECT 51000 + n, 300 + toUInt32(floor(420 * pow(cityHash64(n, 'p-car') / 18446744073709551616.0, 1.2))), inspected_at,
    ['Denver','Tampa','Boise','Reno','Tucson'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'p-br') / 18446744073709551616.0, 1.3)))],
    ['Hal','Rosa','Viktor','Mei','Dwayne','Kofi'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'p-who') / 18446744073709551616.0, 1.3)))],
    kind, result,
    if(result = 'ok', NULL, toNullable(toDecimal64(round(multiIf(result = 'minor', 60, result = 'major', 420, 900) * pow(1 - cityHash64(n, 'p-usd') / 18446744073709551616.0, -0.4), 2), 2))),
    toUInt32(120 + floor(multiIf(kind = 'periodic', 2400, kind = 'return', 700, 400) * (cityHash64(n, 'p-dur') % 1000 / 1000))),
    toUInt8(5 + cityHash64(n, 'p-fuel') % 96)
FROM
(
    SELECT number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS inspected_at,
        ['return','handover','periodic'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        cityHash64(number, 'p-res') % 1000 AS s,
        multiIf(s < 700, 'ok', s < 890, 'minor', s < 965, 'major', 'unfit') AS result
    FROM numbers(7000)
);
