-- Farm machinery: rental and repair in Iowa. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS agri;

DROP TABLE IF EXISTS agri.machines;
CREATE TABLE agri.machines
(
    unit_no      UInt32,
    kind         LowCardinality(String) COMMENT 'tractor, skid_steer, baler, sprayer or combine',
    make         LowCardinality(String),
    hp           Nullable(UInt16) COMMENT 'rated engine power; null for balers, which are towed',
    home_yard    LowCardinality(String) COMMENT 'yard that maintains the machine; any yard may hand it out',
    bought_on    Date,
    day_rate_usd Decimal(8, 2) COMMENT 'list price of one rental day',
    extras       Array(String) COMMENT 'fitted options: gps, loader, cab_air, duals',
    in_fleet     Bool COMMENT 'false once sold or scrapped'
)
ENGINE = MergeTree ORDER BY unit_no;

INSERT INTO agri.machines
SELECT unit_no, kind, make,
       if(kind = 'baler', NULL, toNullable(toUInt16(multiIf(kind = 'combine', 320, kind = 'tractor', 115, kind = 'sprayer', 210, 68) + cityHash64(n, 'm-hp') % 90))) AS hp,
       home_yard, bought_on,
       toDecimal64(multiIf(kind = 'combine', 780, kind = 'sprayer', 310, kind = 'tractor', 260, kind = 'skid_steer', 190, 150) + cityHash64(n, 'm-rate') % 60, 2) AS day_rate_usd,
       arrayFilter(x -> cityHash64(n, x) % 100 < multiIf(x = 'gps', 46, x = 'loader', 30, x = 'cab_air', 58, 14), ['gps', 'loader', 'cab_air', 'duals']) AS extras,
       cityHash64(n, 'm-fleet') % 100 >= 11 AS in_fleet
FROM
(
    SELECT
        number AS n,
        toUInt32(100 + number) AS unit_no,
        cityHash64(unit_no, 'm-kind') % 100 AS k,
        multiIf(k < 41, 'tractor', k < 65, 'skid_steer', k < 81, 'baler', k < 92, 'sprayer', 'combine') AS kind,
        ['Deere','Kubota','Case','Claas','Vermeer'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-make') / 18446744073709551616.0, 1.6)))] AS make,
        ['Ames','Pella','Osage','Decorah','Lamoni'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-yard') / 18446744073709551616.0, 1.3)))] AS home_yard,
        toDate('2026-04-30') - toUInt32(floor(4200 * pow(cityHash64(number, 'm-buy') / 18446744073709551616.0, 1.3))) AS bought_on
    FROM numbers(240)
);

DROP TABLE IF EXISTS agri.rentals;
CREATE TABLE agri.rentals
(
    rental_id  UInt64,
    unit_no    UInt32,
    cust_no    UInt32 COMMENT 'customer',
    yard       LowCardinality(String) COMMENT 'yard that hands the machine out',
    farm_state LowCardinality(String) COMMENT 'US state of the farm, two letters',
    channel    LowCardinality(String) COMMENT 'how it was booked: phone, counter or web',
    booked_at  DateTime('UTC'),
    out_at     Nullable(DateTime('UTC')) COMMENT 'the machine left the yard; null before that',
    back_at    Nullable(DateTime('UTC')) COMMENT 'the machine came back; null while it is out',
    st         LowCardinality(String) COMMENT 'reserved, out, returned or cancelled; only returned rentals are billed and earn money',
    amount_usd Decimal(10, 2) COMMENT 'quoted at the booking, billed at the return',
    eng_h      Nullable(Float64) COMMENT 'engine hours run during the rental; null until returned and for balers',
    damaged    Bool COMMENT 'came back with damage'
)
ENGINE = MergeTree ORDER BY (yard, booked_at);

-- The web shop was down all day on 2026-05-09: no web booking.
INSERT INTO agri.rentals
SELECT
    820000 + n AS rental_id, unit_no, cust_no, yard, farm_state, channel, booked_at,
    if(st IN ('out', 'returned'), toNullable(o_at), NULL) AS out_at,
    if(st = 'returned', toNullable(b_at), NULL) AS back_at,
    st,
    toDecimal64(round(rate * ceil(mins / 1440) * (0.85 + cityHash64(n, 'r-disc') % 400 / 1000), 2), 2) AS amount_usd,
    if(st = 'returned' AND (k < 65 OR k >= 81), toNullable(round(mins / 60 * (0.12 + cityHash64(n, 'r-eng') % 300 / 1000), 1)), NULL) AS eng_h,
    st = 'returned' AND cityHash64(n, 'r-dam') % 100 < 7 AS damaged
FROM
(
    SELECT
        number AS n,
        toUInt32(100 + floor(240 * pow(cityHash64(number, 'r-unit') / 18446744073709551616.0, 1.8))) AS unit_no,
        cityHash64(unit_no, 'm-kind') % 100 AS k,
        multiIf(k < 41, 260, k < 65, 190, k < 81, 150, k < 92, 310, 780) AS rate,
        toUInt32(1000 + floor(1600 * pow(cityHash64(number, 'r-cust') / 18446744073709551616.0, 1.6))) AS cust_no,
        cityHash64(number, 'r-yard') % 100 AS y,
        multiIf(y < 40, 'Ames', y < 63, 'Pella', y < 79, 'Osage', y < 92, 'Decorah', 'Lamoni') AS yard,
        cityHash64(cust_no, 'r-state') % 100 AS f,
        multiIf(f < 53, 'IA', f < 73, 'MN', f < 85, 'WI', f < 94, 'MO', 'IL') AS farm_state,
        cityHash64(number, 'r-chan') % 100 AS c,
        multiIf(c < 48, 'phone', c < 76, 'web', 'counter') AS channel,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(288000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS booked_at,
        booked_at + toIntervalMinute(20 + toUInt32(floor(5000 * pow(cityHash64(number, 'r-lead') / 18446744073709551616.0, 2)))) AS o_at,
        180 + toUInt32(floor(9000 * pow(cityHash64(number, 'r-len') / 18446744073709551616.0, 2))) AS mins,
        o_at + toIntervalMinute(mins) AS b_at,
        multiIf(cityHash64(number, 'r-can') % 1000 < multiIf(channel = 'web', 185, channel = 'phone', 95, 45) + if(yard = 'Osage', 60, 0), 'cancelled',
                o_at >= '2026-05-21 16:20:00', 'reserved',
                b_at >= '2026-05-21 16:20:00', 'out',
                'returned') AS st
    FROM numbers(13000)
)
WHERE NOT (channel = 'web' AND toDate(booked_at) = '2026-05-09')
  AND NOT ((toHour(booked_at) >= 20 OR toHour(booked_at) < 5) AND cityHash64(n, 'r-night') % 4 != 0);

DROP TABLE IF EXISTS agri.work_orders;
CREATE TABLE agri.work_orders
(
    wo_no       String,
    unit_no     Nullable(UInt32) COMMENT 'machine of our own; null when a customer brought his',
    yard        LowCardinality(String) COMMENT 'workshop that does the job',
    opened_at   DateTime('UTC'),
    done_at     Nullable(DateTime('UTC')) COMMENT 'job closed; null while it is open',
    fault       LowCardinality(String) COMMENT 'hydraulics, engine, electrical, tires or driveline',
    mech        LowCardinality(String) COMMENT 'mechanic in charge',
    labor_min   Nullable(UInt32) COMMENT 'minutes of work; null while the job is open',
    parts_cents UInt32 COMMENT 'cost of parts in US cents',
    field_call  Bool COMMENT 'repaired at the farm instead of in the workshop'
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO agri.work_orders
SELECT
    concat('W', leftPad(toString(2600000 + n), 8, '0')) AS wo_no,
    if(cityHash64(n, 'w-own') % 100 < 31, NULL, toNullable(toUInt32(100 + floor(240 * pow(cityHash64(n, 'w-unit') / 18446744073709551616.0, 1.4))))) AS unit_no,
    yard, opened_at,
    if(d_at < '2026-05-21 16:20:00', toNullable(d_at), NULL) AS done_at,
    fault, mech,
    if(d_at < '2026-05-21 16:20:00', toNullable(toUInt32(15 + floor(600 * pow(cityHash64(n, 'w-lab') / 18446744073709551616.0, 2.4)))), NULL) AS labor_min,
    if(cityHash64(n, 'w-nop') % 100 < 14, 0, toUInt32(floor(6000 * pow(1 - cityHash64(n, 'w-parts') / 18446744073709551616.0, -0.7)))) AS parts_cents,
    cityHash64(n, 'w-field') % 100 < 36 AS field_call
FROM
(
    SELECT
        number AS n,
        cityHash64(number, 'w-yard') % 100 AS y,
        multiIf(y < 44, 'Ames', y < 65, 'Pella', y < 81, 'Osage', y < 93, 'Decorah', 'Lamoni') AS yard,
        cityHash64(number, 'w-fault') % 100 AS f,
        multiIf(f < 32, 'hydraulics', f < 55, 'engine', f < 73, 'tires', f < 88, 'driveline', 'electrical') AS fault,
        cityHash64(number, 'w-mech') % 100 AS m,
        multiIf(m < 31, 'Boone', m < 49, 'Ortiz', m < 64, 'Lindqvist', m < 76, 'Tran', m < 86, 'Becker', m < 94, 'Novak', 'Hale') AS mech,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(288000 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'w-s') % 57) AS opened_at,
        opened_at + toIntervalMinute(45 + toUInt32(floor(9000 * multiIf(fault = 'engine', 1.7, fault = 'driveline', 1.25, fault = 'tires', 0.35, fault = 'electrical', 0.7, 1.0)
            * pow(cityHash64(number, 'w-dur') / 18446744073709551616.0, 2)))) AS d_at
    FROM numbers(4400)
)
WHERE NOT ((toHour(opened_at) >= 20 OR toHour(opened_at) < 5) AND cityHash64(n, 'w-night') % 4 != 0);

-- A lightning strike near Pella: electrical jobs on 2026-05-19 from 10:00 to 13:00, all but a few still open.
INSERT INTO agri.work_orders
SELECT
    concat('W', leftPad(toString(2690000 + number), 8, '0')), NULL, 'Pella',
    toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(number * 7 % 180) + toIntervalSecond(1 + cityHash64(number, 'l-s') % 57) AS opened_at,
    if(number % 9 = 0, toNullable(opened_at + toIntervalMinute(200 + number)), NULL),
    'electrical', ['Tran','Becker','Hale'][1 + number % 3],
    if(number % 9 = 0, toNullable(toUInt32(60 + number)), NULL),
    toUInt32(4100 + cityHash64(number, 'l-parts') % 9000), number % 4 = 0
FROM numbers(54);
