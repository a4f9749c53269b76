-- smartbuilding: four office buildings run by a facility company: readings of meters and room sensors, trips of the lifts, register of devices
CREATE DATABASE IF NOT EXISTS smartbuilding;
DROP TABLE IF EXISTS smartbuilding.devices;
DROP TABLE IF EXISTS smartbuilding.telemetry;
DROP TABLE IF EXISTS smartbuilding.lift_trips;
CREATE TABLE smartbuilding.devices
(
    device_id String,
    kind LowCardinality(String) COMMENT 'electricity meter, water meter, room sensor, lift',
    building LowCardinality(String),
    floor Nullable(Int8) COMMENT '0 = ground floor, null for lifts and meters of the whole building',
    room Nullable(String),
    vendor LowCardinality(String),
    installed_on Date
)
ENGINE = MergeTree ORDER BY device_id;
CREATE TABLE smartbuilding.telemetry
(
    msg_id UInt64,
    ts DateTime('UTC'),
    device_id String,
    building LowCardinality(String),
    metric LowCardinality(String) COMMENT 'electricity = kWh used since the previous reading, water = litres used since the previous reading, temperature = degrees C in the room, co2 = ppm in the room',
    value Nullable(Float64) COMMENT 'null when the device sent no usable value, see fault',
    fault LowCardinality(String) COMMENT 'LOWBAT = battery low, RADIO = radio gap, RANGE = out of range. Empty when fine'
)
ENGINE = MergeTree ORDER BY (ts, msg_id);
CREATE TABLE smartbuilding.lift_trips
(
    trip_id UInt64,
    called_at DateTime('UTC') COMMENT 'button pressed',
    lift_id String COMMENT 'device_id of the lift',
    building LowCardinality(String),
    from_floor Int8,
    to_floor Int8,
    wait_ms UInt32 COMMENT 'from the call until the doors open',
    ride_s UInt16 COMMENT 'doors closed until doors open, 0 if it never left',
    load_kg Nullable(UInt16),
    outcome LowCardinality(String) COMMENT 'completed, abandoned = nobody got in, door_fault, stuck = stopped between floors, overload'
)
ENGINE = MergeTree ORDER BY (called_at, trip_id);
INSERT INTO smartbuilding.devices
SELECT
    concat(if(number < 4, 'EM-0', 'WM-0'), toString(1 + number % 4)),
    if(number < 4, 'electricity meter', 'water meter'),
    ['harbour-house', 'north-tower', 'old-mill', 'riverside'][1 + number % 4],
    NULL, NULL,
    if(number < 4, 'Landis', 'Sensus'),
    toDate('2019-03-01') + cityHash64(number, 'di') % 900
FROM numbers(8);
INSERT INTO smartbuilding.devices
SELECT
    concat('RS-', leftPad(toString(number + 1), 2, '0')),
    'room sensor',
    ['harbour-house', 'north-tower', 'old-mill', 'riverside'][1 + number % 4],
    toNullable(toInt8(intDiv(number, 8) + number % 2)),
    toNullable(concat(toString(intDiv(number, 8) + number % 2), '.', leftPad(toString(1 + cityHash64(number, 'rm') % 30), 2, '0'))),
    ['Airthings', 'Milesight', 'Siemens'][1 + cityHash64(number, 'rv') % 3],
    toDate('2021-05-01') + cityHash64(number, 'ri') % 1200
FROM numbers(22);
INSERT INTO smartbuilding.devices
SELECT
    concat('LF-', leftPad(toString(number + 1), 2, '0')),
    'lift',
    ['harbour-house', 'harbour-house', 'north-tower', 'north-tower', 'north-tower', 'old-mill', 'riverside', 'riverside'][number + 1],
    NULL, NULL,
    ['Kone', 'Kone', 'Schindler', 'Schindler', 'Schindler', 'Otis', 'Kone', 'Otis'][number + 1],
    toDate('2012-01-01') + cityHash64(number, 'li') % 3000
FROM numbers(8);
INSERT INTO smartbuilding.telemetry
SELECT
    100001 + number,
    t,
    concat('EM-0', toString(b)),
    ['harbour-house', 'north-tower', 'old-mill', 'riverside'][b],
    'electricity',
    if(f < 2, NULL, toNullable(round((12 + 9 * b % 13 + if(h BETWEEN 7 AND 18 AND toDayOfWeek(t) < 6, 35 + b * 6, 0) + cityHash64(number, 'ev') % 80 / 10) + if(b = 4 AND t >= toDateTime('2026-05-13 01:00:00', 'UTC') AND t < toDateTime('2026-05-13 05:00:00', 'UTC'), 640, 0), 1))),
    if(f < 2, 'RADIO', '')
FROM
(
    SELECT number, 1 + number % 4 AS b, toDateTime('2026-04-21 00:00:00', 'UTC') + toUInt32(3600 * intDiv(number, 4)) AS t, toHour(t) AS h, cityHash64(number, 'ef') % 150 AS f
    FROM numbers(2948)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
INSERT INTO smartbuilding.telemetry
SELECT
    110001 + number,
    t,
    concat('WM-0', toString(b)),
    ['harbour-house', 'north-tower', 'old-mill', 'riverside'][b],
    'water',
    if(f < 2, NULL, toNullable(round(if(h BETWEEN 8 AND 19, 380 + b * 90, 25) * if(toDayOfWeek(t) > 5, 0.3, 1) + cityHash64(number, 'wv') % 60))),
    if(f < 2, 'RADIO', '')
FROM
(
    SELECT number, 1 + number % 4 AS b, toDateTime('2026-04-21 00:00:00', 'UTC') + toUInt32(14400 * intDiv(number, 4)) AS t, toHour(t) AS h, cityHash64(number, 'wf') % 90 AS f
    FROM numbers(740)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
INSERT INTO smartbuilding.telemetry
SELECT
    120001 + n,
    t,
    concat('RS-', leftPad(toString(d + 1), 2, '0')),
    ['harbour-house', 'north-tower', 'old-mill', 'riverside'][1 + d % 4],
    if(n % 2 = 0, 'temperature', 'co2'),
    if(f < 5, NULL, toNullable(toFloat64(if(n % 2 = 0,
        toFloat64(round(19.5 + cityHash64(d, 'tb') % 25 / 10 + cityHash64(n, 'tv') % 30 / 10 + if(toHour(t) BETWEEN 11 AND 17, 1.4, 0), 1)),
        toFloat64(round(430 + cityHash64(d, 'cb') % 90 + cityHash64(n, 'cv') % 80 + if(toHour(t) BETWEEN 8 AND 18 AND toDayOfWeek(t) < 6, 250 + cityHash64(n, 'cw') % (500 + 45 * (cityHash64(d, 'cx') % 12)), 0))))))),
    if(f < 5, ['LOWBAT', 'LOWBAT', 'RANGE', 'RADIO', 'LOWBAT'][f + 1], '')
FROM
(
    SELECT number AS n, cityHash64(n, 'sd') % 20 AS d,
        toDateTime('2026-04-21 00:00:00', 'UTC') + toUInt32(cityHash64(n, 'st') % (31 * 86400)) AS t,
        cityHash64(n, 'sf') % (60 + 60 * (d % 4)) AS f
    FROM numbers(3200)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC')
  AND NOT (d = 6 AND t > toDateTime('2026-05-12 08:00:00', 'UTC'))
  AND NOT (d = 13 AND t > toDateTime('2026-05-17 11:00:00', 'UTC'));
INSERT INTO smartbuilding.lift_trips
SELECT
    1 + n, t, concat('LF-0', toString(l)), b, ff, if(tf = ff, tf + 1, tf),
    toUInt32(4000 + cityHash64(n, 'w1') % 14000 + cityHash64(n, 'w2') % 12000 + l * 700 + if(bad, 95000 + cityHash64(n, 'w3') % 40000, 0)),
    if(o IN ('abandoned', 'overload'), 0, toUInt16(8 + 3 * abs(if(tf = ff, 1, tf - ff)) + cityHash64(n, 'rd') % 9 + if(o = 'stuck', 600 + cityHash64(n, 'sk') % 1500, 0))),
    if(o = 'abandoned', NULL, if(cityHash64(n, 'lk') % 9 = 0, NULL, toNullable(toUInt16(if(o = 'overload', 1050 + cityHash64(n, 'lo') % 200, 55 + cityHash64(n, 'lg') % 600))))),
    o
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-04-06 00:00:00', 'UTC') + toUInt32(86400 * (cityHash64(n, 'td') % 46) + 3600 * ([7, 8, 8, 8, 9, 9, 10, 11, 12, 12, 12, 13, 13, 14, 15, 16, 17, 17, 17, 18, 19, 21][1 + cityHash64(n, 'th') % 22]) + cityHash64(n, 'ts') % 3600) AS t,
        [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 7, 7, 8, 8, 8, 6][1 + cityHash64(n, 'tl') % 26] AS l,
        ['harbour-house', 'harbour-house', 'north-tower', 'north-tower', 'north-tower', 'old-mill', 'riverside', 'riverside'][l] AS b,
        toInt8(if(cityHash64(n, 'fg') % 2 = 0, 0, cityHash64(n, 'ff') % 9)) AS ff,
        toInt8(cityHash64(n, 'tf') % 9) AS tf,
        l = 5 AND t >= toDateTime('2026-05-18 00:00:00', 'UTC') AS bad,
        cityHash64(n, 'oc') % 1000 AS op,
        multiIf(op < 20 + 14 * ((l * 5) % 7), 'door_fault', op < 150, 'abandoned', op < 162 + (l = 6) * 60, 'stuck', op < 185 + (l = 6) * 60, 'overload', 'completed') AS o
    FROM numbers(2600)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC') AND (toDayOfWeek(t) < 6 OR n % 4 = 0);
