-- Air quality sensors of a city. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS airsense;
CREATE DATABASE airsense;

CREATE TABLE airsense.sensors
(
    sensor    String,
    district  LowCardinality(String),
    site_type LowCardinality(String) COMMENT 'roadside, school, park, rooftop',
    model     LowCardinality(String),
    owner     LowCardinality(String) COMMENT 'who pays for it: city, university, volunteers',
    put_up_on Date
)
ENGINE = MergeTree ORDER BY sensor;

INSERT INTO airsense.sensors
SELECT
    concat('AS-', leftPad(toString(1 + number), 2, '0')),
    ['Harbour','Old Town','Northgate','Millfield','Riverside'][1 + number % 5],
    ['roadside','school','park','rooftop'][1 + cityHash64(number, 'se-site') % 4],
    ['Nimbus 2','Nimbus 3','Breeze'][1 + cityHash64(number, 'se-model') % 3],
    ['city','university','volunteers'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'se-own') / 18446744073709551616.0, 1.3)))],
    toDate('2026-03-30') - toUInt32(cityHash64(number, 'se-up') % 1600)
FROM numbers(40);

CREATE TABLE airsense.readings
(
    measured_at DateTime('UTC'),
    sensor      String,
    pm25_ugm3   Nullable(Float64) COMMENT 'fine dust PM2.5, micrograms per cubic metre',
    no2_ppb     Nullable(Float64) COMMENT 'nitrogen dioxide',
    temp_c      Float64,
    rh_pct      UInt8,
    battery_mv  UInt16,
    qc          LowCardinality(String) COMMENT 'quality flag: V = valid, S = suspect, I = invalid (no fine dust and no2 values then)',
    firmware    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (sensor, measured_at);

-- A fire near the harbour on 2026-05-19 18:00 to 22:00; no data at all on 2026-05-08; AS-17 is silent since 2026-05-19 07:00, AS-32 since 2026-05-20 10:00.
INSERT INTO airsense.readings
SELECT measured_at, sensor,
       if(qc = 'I', NULL, toNullable(round(multiIf(d = 0, 11, d = 1, 9.5, d = 2, 8, d = 3, 7, 10) * (0.85 + cityHash64(s, 'rd-base') % 60 / 100) * pow(1 - cityHash64(n, 'rd-pm') / 18446744073709551616.0, -0.16)
            * if(d = 0 AND measured_at >= '2026-05-19 18:00:00' AND measured_at < '2026-05-19 22:00:00', 9, 1), 1))),
       if(qc = 'I', NULL, toNullable(round((9 + cityHash64(s, 'rd-no2b') % 20) * (0.6 + cityHash64(n, 'rd-no2') % 900 / 1000), 1))),
       round(9 + 0.12 * dateDiff('day', toDate('2026-04-10'), toDate(measured_at)) + 6 * sin((toHour(measured_at) - 9) / 24 * 6.2832) + cityHash64(n, 'rd-t') % 40 / 10, 1),
       toUInt8(38 + cityHash64(n, 'rd-rh') % 55),
       toUInt16(3150 + cityHash64(s, 'rd-bat') % 500 + cityHash64(n, 'rd-bat2') % 450),
       qc, firmware
FROM
(
    SELECT
        number AS n, toUInt32(number % 40) AS s, s % 5 AS d,
        concat('AS-', leftPad(toString(1 + s), 2, '0')) AS sensor,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(240 * (1 + intDiv(number, 40))) + toIntervalMinute(1 + cityHash64(number, 'rd-m') % 238) + toIntervalSecond(1 + cityHash64(number, 'rd-s') % 58) AS measured_at,
        ['2.4.1','2.3.0','1.9.8'][1 + toUInt8(floor(3 * pow(cityHash64(s, 'rd-fw') / 18446744073709551616.0, 1.3)))] AS firmware,
        cityHash64(number, 'rd-qc') % 1000 AS q,
        multiIf(q < if(firmware = '1.9.8', 75, 28), 'I', q < 130, 'S', 'V') AS qc
    FROM numbers(9920)
)
WHERE cityHash64(n, 'rd-lost') % 100 >= 3 AND toDate(measured_at) != '2026-05-08'
  AND NOT (sensor = 'AS-17' AND measured_at >= '2026-05-19 07:00:00')
  AND NOT (sensor = 'AS-32' AND measured_at >= '2026-05-20 10:00:00');

CREATE TABLE airsense.visits
(
    visit_id   UInt32,
    visited_at DateTime('UTC'),
    sensor     String,
    crew       LowCardinality(String),
    work       LowCardinality(String) COMMENT 'C = cleaning, F = filter change, B = battery swap, R = repair',
    on_site_s  Nullable(UInt32),
    cost_eur   Decimal(10, 2),
    outcome    LowCardinality(String) COMMENT 'done, no_access or postponed. only visits that are done get invoiced'
)
ENGINE = MergeTree ORDER BY visited_at;

INSERT INTO airsense.visits
SELECT 6000 + number,
       toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + cityHash64(number, 'vi-ts') % 130000) + toIntervalSecond(1 + cityHash64(number, 'vi-s') % 58),
       concat('AS-', leftPad(toString(1 + toUInt32(floor(40 * pow(cityHash64(number, 'vi-se') / 18446744073709551616.0, 1.3)))), 2, '0')),
       ['Blue','Amber','Green'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'vi-crew') / 18446744073709551616.0, 1.2)))],
       ['C','F','B','R'][1 + cityHash64(number, 'vi-work') % 4] AS work,
       if(outcome = 'done', toNullable(toUInt32(480 + cityHash64(number, 'vi-len') % 4200)), NULL),
       toDecimal64(round(multiIf(work = 'C', 35, work = 'F', 58, work = 'B', 74, 120) * (0.6 + cityHash64(number, 'vi-cost') % 1600 / 1000), 2), 2),
       multiIf(cityHash64(number, 'vi-out') % 100 < 80, 'done', cityHash64(number, 'vi-out') % 100 < 91, 'no_access', 'postponed') AS outcome
FROM numbers(2400);
