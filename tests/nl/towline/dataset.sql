-- Roadside assistance. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS towline;
CREATE DATABASE towline;

CREATE TABLE towline.trucks
(
    truck_id  String,
    kind      LowCardinality(String) COMMENT 'flatbed, wheel_lift, crane',
    partner   LowCardinality(String) COMMENT 'company that runs the truck, own = ours',
    depot     LowCardinality(String),
    since     Date COMMENT 'first day on the road for us'
)
ENGINE = MergeTree ORDER BY truck_id;

INSERT INTO towline.trucks
SELECT
    concat('T-', leftPad(toString(number + 1), 2, '0')),
    ['flatbed','crane','wheel_lift'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-kind') / 18446744073709551616.0, 1.2)))],
    ['own','Rapid Recovery','Kestrel','Blue Hook'][1 + cityHash64(number, 'k-par') % 4],
    ['Arden','Milbury','Saltcombe','Fenwick'][1 + cityHash64(number, 'k-dep') % 4],
    toDate('2026-04-20') - toUInt16(cityHash64(number, 'k-on') % 2200)
FROM numbers(42);

CREATE TABLE towline.calls
(
    reported_at   DateTime('UTC') COMMENT 'member asked for help',
    call_id       UInt32,
    member_id     UInt32,
    via           LowCardinality(String) COMMENT 'phone, app, ecall',
    region        LowCardinality(String),
    road          LowCardinality(String) COMMENT 'motorway, rural, city',
    fault         LowCardinality(String) COMMENT 'battery, tyre, engine, lockout, fuel, accident',
    prio          UInt8 COMMENT '1 = people in danger, 2 = stranded, 3 = at home',
    truck_id      Nullable(String) COMMENT 'null when none was sent',
    arrived_at    Nullable(DateTime('UTC')) COMMENT 'truck at the car',
    outcome       UInt8 COMMENT '1 fixed at the roadside, 2 towed, 3 cancelled by the member, 4 no truck found',
    tow_km        Nullable(Float64) COMMENT 'towed cars only',
    charge_cents  UInt32 COMMENT 'euro cents beyond the cover. Never collected for outcomes 3 and 4'
)
ENGINE = MergeTree ORDER BY (reported_at, call_id);

-- Line down on 2026-05-02: no call that day.
INSERT INTO towline.calls
SELECT reported_at, call_id, member_id, via, region, road, fault, prio, truck_id, arrived_at, outcome, tow_km, charge_cents
FROM
(
    SELECT
        toUInt32(700000 + number) AS call_id,
        toUInt32(1000 + floor(3800 * pow(cityHash64(number, 'c-mem') / 18446744073709551616.0, 1.3))) AS member_id,
        toDateTime('2026-03-20 00:00:00', 'UTC')
            + toIntervalDay(cityHash64(number, 'c-day') % 63)
            + toIntervalSecond(toUInt32(86400 * (cityHash64(number, 'c-s1') / 18446744073709551616.0 * 0.55 + cityHash64(number, 'c-s2') / 18446744073709551616.0 * 0.4499))) AS reported_at,
        ['phone','app','ecall'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-via') / 18446744073709551616.0, 1.5)))] AS via,
        ['North','Midlands','Coast','Lakes'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-reg') / 18446744073709551616.0, 1.3)))] AS region,
        ['city','motorway','rural'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-road') / 18446744073709551616.0, 1.2)))] AS road,
        ['battery','tyre','engine','lockout','accident','fuel'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-flt') / 18446744073709551616.0, 1.3)))] AS fault,
        1 + toUInt8(cityHash64(number, 'c-pri') % 3) AS prio,
        cityHash64(number, 'c-out') % 100 AS o,
        toUInt8(multiIf(o < if(via = 'phone', 14, 7), 3, o < 20, 4,
                o < multiIf(fault IN ('accident', 'engine'), 35, fault = 'tyre', 75, fault = 'lockout', 92, 84), 1, 2)) AS outcome,
        if(outcome = 4 OR (outcome = 3 AND cityHash64(number, 'c-ns') % 2 = 0), NULL,
           toNullable(concat('T-', leftPad(toString(1 + toUInt8(floor(42 * pow(cityHash64(number, 'c-trk') / 18446744073709551616.0, 1.6)))), 2, '0')))) AS truck_id,
        reported_at + toIntervalSecond(420 + toUInt32(floor(multiIf(region = 'Lakes', 1700, region = 'Coast', 1200, 900) * least(8, pow(1 - cityHash64(number, 'c-arr') / 18446744073709551616.0, -0.55))))) AS a,
        if(outcome IN (1, 2), toNullable(a), NULL) AS arrived_at,
        if(outcome = 2, toNullable(round(4 + multiIf(region = 'Lakes', 16, region = 'Coast', 11, 8) * (least(14, pow(1 - cityHash64(number, 'c-km') / 18446744073709551616.0, -0.7)) - 0.6), 1)), NULL) AS tow_km,
        if(cityHash64(number, 'c-free') % 100 < 55, 0, toUInt32(2500 + 50 * (cityHash64(number, 'c-eur') % 400))) AS charge_cents
    FROM numbers(7400)
)
WHERE reported_at < '2026-05-21 16:17:00' AND toDate(reported_at) != '2026-05-02' AND (outcome IN (3, 4) OR a < '2026-05-21 16:20:00');

-- Cold night: flat batteries in the North on 2026-05-20 from 05:00 to 08:00.
INSERT INTO towline.calls
SELECT
    toDateTime('2026-05-20 05:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'n-s') % 10800) AS r,
    toUInt32(720000 + number), toUInt32(1000 + cityHash64(number, 'n-m') % 3800), ['app','phone'][1 + number % 2], 'North', ['city','rural'][1 + cityHash64(number, 'n-ro') % 2], 'battery', 3,
    concat('T-', leftPad(toString(1 + cityHash64(number, 'n-t') % 42), 2, '0')),
    r + toIntervalMinute(15 + cityHash64(number, 'n-a') % 60), 1, NULL, 0
FROM numbers(64);

CREATE TABLE towline.pings
(
    ts         DateTime('UTC'),
    truck_id   String COMMENT 'every truck reports about four times an hour',
    duty       LowCardinality(String) COMMENT 'free, driving, on_scene, off',
    speed_kmh  Float64,
    fuel_pct   UInt8
)
ENGINE = MergeTree ORDER BY (truck_id, ts);

-- T-09 is silent since 2026-05-21 12:10, T-31 since 2026-05-21 06:30, T-38 since the evening of 2026-05-20.
INSERT INTO towline.pings
SELECT ts, truck_id, duty, speed_kmh, fuel_pct
FROM
(
    SELECT
        concat('T-', leftPad(toString(1 + number % 42), 2, '0')) AS truck_id,
        toDateTime('2026-05-21 16:19:00', 'UTC') - toIntervalMinute(15 * intDiv(number, 42)) - toIntervalSecond(cityHash64(number, 'p-s') % 500) AS ts,
        ['driving','free','on_scene','off'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-d') / 18446744073709551616.0, 1.3)))] AS duty,
        if(duty = 'driving', round(18 + cityHash64(number, 'p-v') % 880 / 10, 1), 0) AS speed_kmh,
        toUInt8(8 + cityHash64(number, 'p-f') % 92) AS fuel_pct
    FROM numbers(8064)
)
WHERE NOT (truck_id = 'T-09' AND ts >= '2026-05-21 12:10:00')
  AND NOT (truck_id = 'T-31' AND ts >= '2026-05-21 06:30:00')
  AND NOT (truck_id = 'T-38' AND ts >= '2026-05-20 19:00:00');
