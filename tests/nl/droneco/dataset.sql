-- Deliveries by drone. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No order or fault lies in second 0 or 59 of a minute.
-- Planted: parcels come back to Harbour on 2026-05-19 from 13:00 to 15:00. Nothing was ordered on 2026-05-09 (storm). D-17 throws faults since 2026-05-18.
DROP DATABASE IF EXISTS droneco;
CREATE DATABASE droneco;

CREATE TABLE droneco.drones
(
    drone_id      String,
    model         LowCardinality(String),
    home_hub      LowCardinality(String),
    max_payload_g UInt32 COMMENT 'heaviest parcel it may carry',
    in_service_since Date,
    state         LowCardinality(String) COMMENT 'ready, workshop or retired'
)
ENGINE = MergeTree ORDER BY drone_id;

INSERT INTO droneco.drones
SELECT concat('D-', leftPad(toString(number + 1), 2, '0')),
    ['Kestrel','Heron','Osprey'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'd-mod') / 18446744073709551616.0, 1.2)))] AS model,
    ['Harbour','Hillside','Airfield','Old Mill'][1 + cityHash64(number, 'd-hub') % 4],
    multiIf(model = 'Kestrel', 3500, model = 'Heron', 4500, 6000),
    toDate('2026-04-20') - toUInt32(cityHash64(number, 'd-since') % 1100),
    multiIf(cityHash64(number, 'd-st') % 100 < 78, 'ready', cityHash64(number, 'd-st') % 100 < 90, 'workshop', 'retired')
FROM numbers(60);

CREATE TABLE droneco.flights
(
    flight_id    UInt64,
    customer_id  UInt32,
    drone_id     String,
    hub          LowCardinality(String),
    cargo        LowCardinality(String) COMMENT 'medicine, groceries, documents or parts (spare parts)',
    ordered_at   DateTime('UTC'),
    launched_at  Nullable(DateTime('UTC')) COMMENT 'null when it never took off',
    delivered_at Nullable(DateTime('UTC')) COMMENT 'parcel set down at the customer',
    status       LowCardinality(String) COMMENT 'D = delivered, R = came back to the hub with the parcel, X = cancelled before launch, the fee is kept for D only',
    payload_g    UInt32,
    distance_m   UInt32 COMMENT 'one way',
    wind_mps     Float32 COMMENT 'wind at the hub when ordered, metres per second',
    battery_used Nullable(UInt8) COMMENT 'percent of a full charge, null when it never took off',
    fee_cents    UInt32 COMMENT 'euro cents'
)
ENGINE = MergeTree ORDER BY (hub, ordered_at);

INSERT INTO droneco.flights
SELECT 310000 + n, customer_id, drone_id, hub, cargo, ordered_at,
    if(st = 'X', NULL, toNullable(ordered_at + toIntervalSecond(wait))) AS launched_at,
    if(st = 'D', toNullable(ordered_at + toIntervalSecond(wait + fly)), NULL) AS delivered_at,
    st, payload_g, distance_m, wind_mps,
    if(st = 'X', NULL, toNullable(toUInt8(least(95, 6 + distance_m / 190 + payload_g / 300 + wind_mps)))),
    toUInt32(250 + intDiv(distance_m, 25) + multiIf(cargo = 'medicine', 300, cargo = 'parts', 180, 0))
FROM
(
    SELECT number AS n,
        1000 + toUInt32(floor(900 * pow(cityHash64(n, 'f-cust') / 18446744073709551616.0, 2.1))) AS customer_id,
        concat('D-', leftPad(toString(1 + toUInt32(floor(57 * pow(cityHash64(n, 'f-drone') / 18446744073709551616.0, 1.3)))), 2, '0')) AS drone_id,
        ['Harbour','Hillside','Airfield','Old Mill'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'f-hub') / 18446744073709551616.0, 1.3)))] AS hub,
        ['groceries','medicine','documents','parts'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'f-cargo') / 18446744073709551616.0, 1.3)))] AS cargo,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(60 * pow(cityHash64(n, 'f-day') / 18446744073709551616.0, 1.15))), 'UTC')
            + toIntervalHour(6 + toUInt32(floor(8 * (cityHash64(n, 'f-h1') / 18446744073709551616.0 + cityHash64(n, 'f-h2') / 18446744073709551616.0))))
            + toIntervalMinute(cityHash64(n, 'f-m') % 60) + toIntervalSecond(1 + cityHash64(n, 'f-s') % 58) AS ordered_at,
        cityHash64(n, 'f-st') % 1000 AS s,
        multiIf(s < multiIf(hub = 'Hillside', 95, hub = 'Airfield', 40, 62), 'R', s > 935, 'X', 'D') AS st,
        toUInt32(120 + floor(multiIf(cargo = 'groceries', 3300, cargo = 'parts', 3700, cargo = 'medicine', 2600, 700) * pow(cityHash64(n, 'f-pay') / 18446744073709551616.0, 1.6))) AS payload_g,
        toUInt32(600 + floor(8400 * pow(cityHash64(n, 'f-dist') / 18446744073709551616.0, 1.4))) AS distance_m,
        toFloat32(round(14.5 * pow(cityHash64(n, 'f-wind') / 18446744073709551616.0, 1.3), 1)) AS wind_mps,
        toUInt32(130 + cityHash64(n, 'f-wait') % multiIf(cargo = 'medicine', 300, cargo = 'documents', 700, 1100)) AS wait,
        toUInt32(50 + distance_m / 14) AS fly
    FROM numbers(8000)
)
WHERE toDate(ordered_at) != '2026-05-09' AND ordered_at + toIntervalSecond(wait + fly) < '2026-05-21 16:20:00';

INSERT INTO droneco.flights
SELECT 390000 + number, 1000 + toUInt32(cityHash64(number, 'y-cust') % 900), concat('D-', leftPad(toString(1 + cityHash64(number, 'y-dr') % 57), 2, '0')), 'Harbour', 'groceries',
    toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute(number * 2 % 118) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 50) AS o,
    toNullable(o + toIntervalSecond(200)), NULL, 'R', toUInt32(400 + cityHash64(number, 'y-p') % 2500), toUInt32(1500 + cityHash64(number, 'y-d') % 4000), 12.5, toNullable(toUInt8(30)), 420
FROM numbers(59);

CREATE TABLE droneco.faults
(
    fault_id   UInt64,
    raised_at  DateTime('UTC'),
    drone_id   String,
    code       LowCardinality(String) COMMENT 'M1 = motor overheated, G1 = no GPS fix, B1 = battery cell weak, P1 = parachute released',
    level      UInt8 COMMENT '1 = notice, 2 = warning, 3 = critical',
    cleared_at Nullable(DateTime('UTC')) COMMENT 'null while the fault is open'
)
ENGINE = MergeTree ORDER BY raised_at;

INSERT INTO droneco.faults
SELECT id, r, drone_id, code, level, if(open OR r + toIntervalSecond(dur) >= '2026-05-21 16:20:00', NULL, toNullable(r + toIntervalSecond(dur)))
FROM
(
    SELECT 60000 + number AS id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(4 + toUInt32(floor(80000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(1 + cityHash64(number, 'a-s') % 58) AS r,
        concat('D-', leftPad(toString(1 + toUInt32(floor(57 * pow(cityHash64(number, 'a-dr') / 18446744073709551616.0, 1.1)))), 2, '0')) AS drone_id,
        ['G1','B1','M1','P1'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-co') / 18446744073709551616.0, 1.6)))] AS code,
        toUInt8([1,1,1,2,2,3][1 + cityHash64(number, 'a-lv') % 6]) AS level,
        toUInt32(35 + floor(3400 * pow(cityHash64(number, 'a-du') / 18446744073709551616.0, 1.8))) AS dur,
        cityHash64(number, 'a-op') % 1000 < 25 AS open
    FROM numbers(2200)
);

INSERT INTO droneco.faults
SELECT 69000 + number, toDateTime('2026-05-18 07:00:00', 'UTC') + toIntervalMinute(number * 53) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58) AS r, 'D-17', 'M1', 2, toNullable(r + toIntervalSecond(90 + cityHash64(number, 'b-d') % 900))
FROM numbers(85);
