-- Readings of sensors in a factory. Sensor T-07 is silent since 13:05 on 2026-05-21, V-03 since 15:20; line 3 runs hot on
-- 2026-05-20 from 10:00 to 12:00.
CREATE DATABASE IF NOT EXISTS plant;
DROP TABLE IF EXISTS plant.readings;
CREATE TABLE plant.readings
(
    ts            DateTime('UTC'),
    sensor        LowCardinality(String) COMMENT 'T- thermometers, V- vibration meters',
    line          UInt8 COMMENT 'production line',
    state         LowCardinality(String) COMMENT 'ok, warn, fault',
    temperature_c Nullable(Float32),
    vibration_mm  Nullable(Float32),
    uptime_s      UInt32,
    payload_bytes UInt32,
    firmware      String
)
ENGINE = MergeTree ORDER BY (sensor, ts);
INSERT INTO plant.readings
SELECT at, name, 1 + cityHash64(name) % 4 AS line, ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'warn', 'fault'][1 + cityHash64(number, 's') % 9],
    if(name LIKE 'T-%', 20 + cityHash64(number, 't') % 30 + if(line = 3 AND at >= '2026-05-20 10:00:00' AND at < '2026-05-20 12:00:00', 60, 0), NULL),
    if(name LIKE 'V-%', (cityHash64(number, 'v') % 500) / 100, NULL), cityHash64(number, 'u') % 200000, 200 + cityHash64(number, 'p') % 4000, ['2.1.0', '2.0.4', '1.9.9'][1 + cityHash64(name, 'f') % 3]
FROM
(
    SELECT number, concat(['T-', 'V-'][1 + number % 2], leftPad(toString(1 + intDiv(number, 2) % 12), 2, '0')) AS name,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(intDiv(number, 24) * 720 + cityHash64(number, 'j') % 600) AS at
    FROM numbers(60000)
)
WHERE NOT (name = 'T-07' AND at > '2026-05-21 13:05:00') AND NOT (name = 'V-03' AND at > '2026-05-21 15:20:00');
