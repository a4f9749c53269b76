-- greenhouse: climate sensors and irrigation of a grower with three glasshouses. climate_readings (about one row per zone and hour), irrigation_runs (one row per watering), zones (reference, joins on zone_code).
CREATE DATABASE IF NOT EXISTS greenhouse;
DROP TABLE IF EXISTS greenhouse.climate_readings;
DROP TABLE IF EXISTS greenhouse.irrigation_runs;
DROP TABLE IF EXISTS greenhouse.zones;
CREATE TABLE greenhouse.zones
(
    zone_code LowCardinality(String),
    house LowCardinality(String) COMMENT 'glasshouse: North, South or East',
    crop LowCardinality(Nullable(String)) COMMENT 'null = lying fallow',
    area_m2 UInt32,
    setpoint_c Float32 COMMENT 'target air temperature by day',
    planted_on Nullable(Date)
) ENGINE = MergeTree ORDER BY zone_code COMMENT 'growing zones of the glasshouses';
CREATE TABLE greenhouse.climate_readings
(
    read_at DateTime('UTC'),
    zone_code LowCardinality(String),
    device_id LowCardinality(String) COMMENT 'sensor box',
    temp Float64 COMMENT 'air temperature in degrees Celsius',
    rh Float64 COMMENT 'relative humidity in percent',
    co2_ppm Nullable(UInt16) COMMENT 'null while the probe calibrates itself',
    par UInt16 COMMENT 'light at canopy, micromol per square metre and second',
    lamps_on UInt8 COMMENT '1 = grow lamps were burning',
    vent_pct UInt8 COMMENT 'opening of the roof vents, 0 = shut, 100 = wide open',
    battery_mv UInt16 COMMENT 'battery of the sensor box'
) ENGINE = MergeTree ORDER BY (zone_code, read_at) COMMENT 'readings of the climate sensors, one box per zone, hourly';
CREATE TABLE greenhouse.irrigation_runs
(
    run_id UInt32,
    started_at DateTime('UTC') COMMENT 'valve opened',
    ended_at Nullable(DateTime('UTC')) COMMENT 'valve closed, null while running',
    zone_code LowCardinality(String),
    start_cause LowCardinality(String) COMMENT 'schedule = by the timetable, moisture = soil probe asked for water, manual = a grower pressed the button',
    state LowCardinality(String) COMMENT 'running, done, aborted = stopped by a person, failed = stopped by a fault',
    fault_code LowCardinality(Nullable(String)) COMMENT 'only for failed: LOW_PRESSURE, FLOW_SENSOR or VALVE_JAM',
    volume_l Float64 COMMENT 'water that went through the valve',
    ec Nullable(Float64) COMMENT 'conductivity of the nutrient solution in mS/cm, null = plain water',
    ph Nullable(Float64) COMMENT 'acidity of the nutrient solution, null = plain water'
) ENGINE = MergeTree ORDER BY started_at COMMENT 'one row per watering of a zone';
INSERT INTO greenhouse.zones
SELECT ['N1', 'N2', 'N3', 'N4', 'S1', 'S2', 'S3', 'E1', 'E2', 'E3', 'S4', 'E4'][number + 1],
    ['North', 'North', 'North', 'North', 'South', 'South', 'South', 'East', 'East', 'East', 'South', 'East'][number + 1],
    nullIf(['tomato', 'tomato', 'cucumber', 'cucumber', 'tomato', 'pepper', 'pepper', 'strawberry', 'strawberry', 'lettuce', '', ''][number + 1], ''),
    [1200, 1100, 900, 950, 1400, 1000, 850, 600, 640, 500, 700, 450][number + 1],
    [22.5, 22.5, 24, 24, 22, 23, 23, 18.5, 18.5, 17, 15, 15][number + 1],
    if(number >= 10, NULL, toDate('2026-01-12') + cityHash64(number, 'pl') % 70)
FROM numbers(12);
INSERT INTO greenhouse.climate_readings
SELECT read_at, zone_code, device_id,
    round(sp + 4.2 * sin((h - 9) * 3.14159265 / 12) - 1.5 + (cityHash64(number, 't') % 300) / 100 - 1.5 + zi * 0.13 + if(zone_code = 'E2' AND read_at >= '2026-05-12 10:00:00' AND read_at < '2026-05-12 17:00:00', 17, 0), 1) AS temp,
    round(74 - 9 * sin((h - 9) * 3.14159265 / 12) + (cityHash64(number, 'rh') % 1200) / 100 - 6 - zi * 0.6, 1) AS rh,
    if(cityHash64(number, 'co2n') % 100 < 3, NULL, toUInt16(620 - zi * 9 + 190 * (h >= 7 AND h < 19) + cityHash64(number, 'co2') % 240)) AS co2_ppm,
    toUInt16(if(h >= 5 AND h < 21, 60 + 620 * sin((h - 5) * 3.14159265 / 16) + cityHash64(number, 'par') % 130, if(lamps, 150, 3)) + if(lamps, 40, 0)) AS par,
    lamps AS lamps_on,
    toUInt8(if(h >= 10 AND h < 18, 20 + cityHash64(number, 'v') % 70, if(cityHash64(number, 'v') % 10 < 7, 0, 10))) AS vent_pct,
    toUInt16(3600 - zi * 24 - intDiv(slot, 8) - cityHash64(number, 'b') % 30) AS battery_mv
FROM
(
    SELECT number, number % 10 AS zi, intDiv(number, 10) AS slot,
        ['N1', 'N2', 'N3', 'N4', 'S1', 'S2', 'S3', 'E1', 'E2', 'E3'][zi + 1] AS zone_code,
        concat('gh-', ['41a', '41b', '52c', '52d', '60a', '60f', '61b', '70c', '70e', '71a'][zi + 1]) AS device_id,
        [22.5, 22.5, 24, 24, 22, 23, 23, 18.5, 18.5, 17][zi + 1] AS sp,
        toDateTime('2026-04-21 00:00:00', 'UTC') + slot * 3600 + (zi * 4 + 3) * 60 + cityHash64(number, 'sec') % 50 AS read_at,
        toHour(read_at) AS h,
        toUInt8(h IN (4, 5, 6, 21, 22) AND cityHash64(number, 'l') % 10 < 6 AND zi != 9) AS lamps
    FROM numbers(7400)
)
WHERE read_at <= toDateTime('2026-05-21 16:18:00', 'UTC') AND cityHash64(number, 'miss') % 100 >= 2
    AND NOT (zone_code = 'N3' AND read_at >= '2026-05-20 23:30:00')
    AND NOT (zone_code = 'E3' AND read_at >= '2026-05-21 05:30:00');
INSERT INTO greenhouse.irrigation_runs
SELECT 50000 + row_number() OVER (ORDER BY started_at, number) AS run_id, started_at,
    if(st = 'running', NULL, fin) AS ended_at, zone_code, start_cause, st AS state,
    if(st = 'failed', multiIf(cityHash64(number, 'fc') % 100 < 62, 'LOW_PRESSURE', cityHash64(number, 'fc') % 100 < 85, 'FLOW_SENSOR', 'VALVE_JAM'), NULL) AS fault_code,
    round(if(stuck, 8200 + cityHash64(number, 'vol') % 2400, area * (0.8 + (cityHash64(number, 'vol') % 900) / 1000) * multiIf(st = 'done', 1, st = 'aborted', 0.5, 0.25)), 1) AS volume_l,
    if(plain, NULL, round(1.6 + (cityHash64(number, 'ec') % 140) / 100, 2)) AS ec,
    if(plain, NULL, round(5.4 + (cityHash64(number, 'ph') % 110) / 100, 2)) AS ph
FROM
(
    SELECT *,
        multiIf(fin > toDateTime('2026-05-21 16:20:00', 'UTC'), 'running', stuck, 'done', cityHash64(number, 'st') % 1000 < if(start_cause = 'moisture', 85, 35), 'failed', cityHash64(number, 'st') % 1000 < if(start_cause = 'manual', 190, 110), 'aborted', 'done') AS st
    FROM
    (
        SELECT number, number % 10 AS zi, intDiv(number, 10) % 5 AS k, intDiv(number, 50) AS day,
            ['N1', 'N2', 'N3', 'N4', 'S1', 'S2', 'S3', 'E1', 'E2', 'E3'][zi + 1] AS zone_code,
            [1200, 1100, 900, 950, 1400, 1000, 850, 600, 640, 500][zi + 1] AS area,
            toDateTime('2026-04-21 00:00:00', 'UTC') + day * 86400 + [5, 8, 11, 13, 15][k + 1] * 3600 + cityHash64(number, 'off') % 5400 AS started_at,
            toDateTime(started_at + 420 + cityHash64(number, 'dur') % 1900, 'UTC') AS fin,
            multiIf(cityHash64(number, 'sc') % 100 < 64, 'schedule', cityHash64(number, 'sc') % 100 < 89, 'moisture', 'manual') AS start_cause,
            zone_code = 'S3' AND day = 26 AND k IN (2, 3) AS stuck,
            cityHash64(number, 'plain') % 100 < 14 AS plain
        FROM numbers(1550)
    )
    WHERE started_at <= toDateTime('2026-05-21 16:18:00', 'UTC') AND (stuck OR cityHash64(number, 'skip') % 100 >= 6)
);
