-- Cooling of a data centre. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No reading lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS coldaisle;
CREATE DATABASE coldaisle;

CREATE TABLE coldaisle.racks
(
    rack_id         UInt16,
    tenant          LowCardinality(String),
    cooling         LowCardinality(String) COMMENT 'air, rear_door or liquid',
    power_limit_kw  Decimal(5, 1),
    commissioned_on Date
)
ENGINE = MergeTree ORDER BY rack_id;

INSERT INTO coldaisle.racks
SELECT
    1 + number,
    ['Halvorsen Bank','Mistral Games','Quanta Lab','Orchid Health','Civic Archive'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-ten') / 18446744073709551616.0, 1.2)))],
    ['air','rear_door','liquid'][1 + cityHash64(number, 'r-cool') % 3],
    toDecimal32(6 + cityHash64(number, 'r-kw') % 280 / 10, 1),
    toDate('2021-01-15') + toUInt32(cityHash64(number, 'r-on') % 1800)
FROM numbers(30);

CREATE TABLE coldaisle.sensors
(
    sensor_id     String,
    rack_id       UInt16,
    spot          LowCardinality(String) COMMENT 'inlet = cold side of the rack, outlet = warm side',
    model         LowCardinality(String),
    calibrated_on Nullable(Date) COMMENT 'null = never since it was mounted'
)
ENGINE = MergeTree ORDER BY sensor_id;

INSERT INTO coldaisle.sensors
SELECT
    concat('T-', leftPad(toString(1 + number), 3, '0')),
    toUInt16(1 + number % 30),
    if(number < 30, 'inlet', 'outlet'),
    ['Pico 2','Pico 3','Thermex'][1 + cityHash64(number, 's-mod') % 3],
    if(cityHash64(number, 's-cal') % 6 = 0, NULL, toNullable(toDate('2025-02-01') + toUInt32(cityHash64(number, 's-cal2') % 460)))
FROM numbers(60);

CREATE TABLE coldaisle.readings
(
    reading_id   UInt64,
    read_at      DateTime('UTC'),
    sensor_id    String,
    hall         LowCardinality(String),
    temp_c       Nullable(Float64) COMMENT 'null when the probe failed',
    humidity_pct Nullable(Float32),
    fan_rpm      UInt16,
    power_w      UInt32 COMMENT 'draw of fans and pumps at that moment',
    alarm        LowCardinality(String) COMMENT 'alarm raised by this reading: hot, humid, leak, fan_failure; none when all is well',
    acked        UInt8 COMMENT '1 = an operator acknowledged the alarm; always 0 without alarm',
    ack_delay_ms Nullable(UInt32) COMMENT 'from the alarm to its acknowledgement'
)
ENGINE = MergeTree ORDER BY (hall, read_at);

-- No reading at all on 2026-05-07 (collector down). Sensor T-041 runs hot on 2026-05-21.
-- T-008 is silent since 2026-05-19 21:10, T-052 since 2026-05-20 06:30, T-023 since 2026-05-21 03:00.
-- The chiller of the Annex is off on 2026-05-20 from 02:00 to 04:00; its sensors report more often then.
INSERT INTO coldaisle.readings
SELECT reading_id, read_at, sensor_id, hall, temp_c, humidity_pct, fan_rpm, power_w, alarm,
       toUInt8(alarm != 'none' AND cityHash64(n, 'q-ack') % 100 < multiIf(hall = 'North', 82, hall = 'South', 70, hall = 'Annex', 58, 74)) AS acked,
       if(acked = 1, toNullable(toUInt32(floor(multiIf(alarm = 'leak', 21000, alarm = 'hot', 48000, alarm = 'fan_failure', 90000, 150000) * pow(1 - cityHash64(n, 'q-del') / 18446744073709551616.0, -0.5)))), NULL)
FROM
(
    SELECT
        number AS n,
        8100000 + number AS reading_id,
        number >= 7400 AS extra,
        if(extra, toDateTime('2026-05-20 02:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'q-xt') % 120) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58),
           toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(44600 * pow(cityHash64(number, 'q-ts') / 18446744073709551616.0, 1.4)))) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58)) AS read_at,
        if(extra, [2, 6, 10, 14, 18, 22, 26, 30, 32, 36, 40, 44, 48, 52, 56, 60][1 + cityHash64(number, 'q-xs') % 16], 1 + cityHash64(number, 'q-sen') % 60) AS k,
        1 + (k - 1) % 30 AS rack,
        concat('T-', leftPad(toString(k), 3, '0')) AS sensor_id,
        ['North','South','Annex','Vault'][1 + rack % 4] AS hall0,
        if(extra, 'Annex', hall0) AS hall,
        round(20 + multiIf(hall = 'North', 0.4, hall = 'South', 1.3, hall = 'Annex', 1.9, 0.9) + if(k > 30, 9, 0)
            + 1.6 * pow(1 - cityHash64(number, 'q-t') / 18446744073709551616.0, -0.4)
            + if(hall = 'Annex' AND read_at >= '2026-05-20 02:00:00' AND read_at < '2026-05-20 04:00:00', 15, 0)
            + if(sensor_id = 'T-041' AND read_at >= '2026-05-21 00:00:00', 16, 0), 2) AS t,
        if(cityHash64(number, 'q-nul') % 1000 < multiIf(hall = 'South', 40, 18), NULL, toNullable(t)) AS temp_c,
        if(cityHash64(number, 'q-nuh') % 100 < 3, NULL, toNullable(toFloat32(round(38 + cityHash64(number, 'q-h') % 190 / 10 + if(hall = 'Vault', 4, 0), 1)))) AS humidity_pct,
        toUInt16(1500 + cityHash64(number, 'q-rpm') % 2600) AS fan_rpm,
        toUInt32(240 + fan_rpm * 0.2 + multiIf(hall = 'Annex', 130, hall = 'Vault', 60, 0) + cityHash64(number, 'q-w') % 180) AS power_w,
        cityHash64(number, 'q-al') % 1000 AS r,
        multiIf(temp_c > 36, 'hot', r < 22, 'humid', r < 36, 'leak', r < 36 + if(hall = 'North', 34, 20), 'fan_failure', 'none') AS alarm
    FROM numbers(7490)
)
WHERE toDate(read_at) != '2026-05-07'
  AND NOT (extra AND hall0 != 'Annex')
  AND NOT (sensor_id = 'T-008' AND read_at >= '2026-05-19 21:10:00')
  AND NOT (sensor_id = 'T-052' AND read_at >= '2026-05-20 06:30:00')
  AND NOT (sensor_id = 'T-023' AND read_at >= '2026-05-21 03:00:00');
