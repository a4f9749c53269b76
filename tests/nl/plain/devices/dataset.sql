-- A fleet of IoT devices. Clock: 2026-05-21 16:20:00 UTC.
DROP DATABASE IF EXISTS devices;
CREATE DATABASE devices;

CREATE TABLE devices.devices
(
    id String,
    name String,
    type String,
    site String,
    firmware String,
    status String,
    created_at DateTime64(3, 'UTC')
) ENGINE = MergeTree ORDER BY id;

INSERT INTO devices.devices
SELECT
    concat('dev-', leftPad(toString(number + 1), 3, '0')),
    concat(type, ' ', toString(100 + number * 7)),
    ['sensor','sensor','sensor','camera','gateway','meter','meter'][1 + cityHash64(number, 'd-type') % 7] AS type,
    ['Oslo','Madrid','Boston','Lyon','Osaka'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-site') / 18446744073709551616.0, 1.3)))],
    ['2.4.1','2.4.0','2.3.7','1.9.2'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'd-fw') / 18446744073709551616.0, 1.4)))],
    multiIf(number IN (8, 21, 33, 40, 46), 'offline', number IN (13, 29), 'maintenance', 'online'),
    toDateTime64('2025-01-10 08:00:00', 3, 'UTC') + toIntervalHour(number * 210 + cityHash64(number, 'd-created') % 180)
FROM numbers(48);

CREATE TABLE devices.telemetry
(
    time DateTime64(3, 'UTC'),
    device_id String,
    temperature Nullable(Float64),
    humidity Float64,
    battery Int64
) ENGINE = MergeTree ORDER BY time;

-- Devices 41, 47 never sent anything, 9, 22, 34 stopped on 2026-05-19.
INSERT INTO devices.telemetry
SELECT
    t, concat('dev-', leftPad(toString(d + 1), 3, '0')), temperature, humidity, battery
FROM
(
    SELECT
        number,
        cityHash64(number, 't-dev') % 48 AS d,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond((4000 - number) * 300 - cityHash64(number, 't-t') % 280) + toIntervalMillisecond(cityHash64(number, 't-ms') % 1000) AS t,
        if(cityHash64(number, 't-null') % 40 = 0, NULL, toNullable(round(18 + cityHash64(d, 't-base') % 90 / 10 + 5 * sin((toHour(t) - 9) / 24 * 6.2832) + cityHash64(number, 't-temp') % 400 / 100, 1))) AS temperature,
        round(35 + cityHash64(d, 't-hbase') % 250 / 10 + 30 * pow(cityHash64(number, 't-hum') / 18446744073709551616.0, 2), 1) AS humidity,
        toInt64(greatest(2, 100 - cityHash64(d, 't-bat') % 70 - intDiv(number * (1 + d % 3), 300))) AS battery
    FROM numbers(4000)
)
WHERE d NOT IN (40, 46) AND NOT (d IN (8, 21, 33) AND t >= '2026-05-19 11:00:00');

CREATE TABLE devices.alerts
(
    id Int64,
    created_at DateTime64(3, 'UTC'),
    device_id String,
    type String,
    level String,
    status String,
    value Float64,
    resolved_at Nullable(DateTime64(3, 'UTC'))
) ENGINE = MergeTree ORDER BY id;

-- Devices 6, 18, 31, 44 have no alerts.
INSERT INTO devices.alerts
SELECT
    id, created_at, device_id, type, level, status, value,
    if(status = 'resolved', toNullable(created_at + toIntervalMinute(4 + cityHash64(id, 'a-res') % 300)), NULL)
FROM
(
    SELECT
        5001 + number AS id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond((1400 - number) * 1900 - cityHash64(number, 'a-t') % 1800) + toIntervalMillisecond(cityHash64(number, 'a-ms') % 1000) AS created_at,
        toUInt64(floor(48 * pow(cityHash64(number, 'a-dev') / 18446744073709551616.0, 1.4))) AS d,
        concat('dev-', leftPad(toString(d + 1), 3, '0')) AS device_id,
        ['overheat','low_battery','no_signal','tamper'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-type') / 18446744073709551616.0, 1.4)))] AS type,
        ['info','warning','critical'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-level') / 18446744073709551616.0, 1.6)))] AS level,
        multiIf(number > 1375, if(cityHash64(number, 'a-st') % 3 = 0, 'acknowledged', 'open'), cityHash64(number, 'a-st') % 20 = 0, 'open', cityHash64(number, 'a-st') % 20 < 3, 'acknowledged', 'resolved') AS status,
        round(multiIf(type = 'overheat', 60 + cityHash64(number, 'a-val') % 400 / 10, type = 'low_battery', 1 + cityHash64(number, 'a-val') % 14, type = 'no_signal', 5 + cityHash64(number, 'a-val') % 55, 1), 1) AS value
    FROM numbers(1400)
)
WHERE d NOT IN (5, 17, 30, 43);
