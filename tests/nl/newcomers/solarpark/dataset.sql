-- Solar parks: hourly inverter readings and alarms. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS solarpark;
CREATE DATABASE solarpark;

CREATE TABLE solarpark.parks
(
    park_id      String,
    park_name    String,
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    owner        LowCardinality(String),
    peak_kwp     UInt32 COMMENT 'installed peak power',
    online_since Date,
    has_tracker  UInt8 COMMENT '1 when the panels follow the sun'
)
ENGINE = MergeTree ORDER BY park_id;

INSERT INTO solarpark.parks VALUES
('P01', 'Almendra', 'ES', 'Helion Fund', 3600, '2019-06-14', 1),
('P02', 'Cerro Alto', 'ES', 'Stadtwerke Lauf', 2400, '2021-03-02', 1),
('P03', 'Monte Branco', 'PT', 'Helion Fund', 2950, '2020-09-21', 0),
('P04', 'Rietfeld', 'DE', 'Stadtwerke Lauf', 1500, '2017-05-30', 0),
('P05', 'Hohe Wiese', 'DE', 'Bergkamp Coop', 900, '2016-04-18', 0),
('P06', 'Piana Verde', 'IT', 'Bergkamp Coop', 2100, '2022-07-11', 1),
('P07', 'Salina', 'IT', 'Helion Fund', 1750, '2023-10-05', 0),
('P08', 'Thessari', 'GR', 'Nordlicht AG', 3100, '2024-02-27', 1);

CREATE TABLE solarpark.readings
(
    read_at     DateTime('UTC'),
    park_id     LowCardinality(String),
    inverter    LowCardinality(String) COMMENT 'park and position, each sends one reading an hour',
    energy_wh   UInt32 COMMENT 'fed into the grid since the reading before',
    dc_volt     Float32,
    temp_c      Nullable(Float32) COMMENT 'heat sink, null when the sensor failed',
    run_state   UInt8 COMMENT '0 asleep (no sun), 1 producing, 2 curtailed by the grid operator, 3 fault',
    firmware    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (park_id, inverter, read_at);

-- P06 sends nothing on 2026-05-13. P02-I3 is silent since 2026-05-19, P05-I2 since 09:00 and P07-I1 since 12:00 of 2026-05-21. P04-I1 overheats on 2026-05-21.
INSERT INTO solarpark.readings
SELECT
    read_at, park_id, inverter,
    toUInt32(round(if(run_state IN (0, 3), 0, p.peak_kwp / 3 * 780 * sun * cloud * (0.9 + cityHash64(n, 'r-n') % 1000 / 10000) * if(run_state = 2, 0.4, 1)))) AS energy_wh,
    toFloat32(if(run_state = 0, 0, 620 + cityHash64(n, 'r-v') % 900 / 10)),
    if(cityHash64(n, 'r-tn') % 1000 < 18, NULL,
       toNullable(toFloat32(round(14 + 36 * sun * cloud + cityHash64(n, 'r-t') % 90 / 10 + if(inverter = 'P04-I1' AND read_at >= '2026-05-21 00:00:00', 31, 0), 1)))),
    run_state,
    ['4.2','4.1','3.9'][1 + cityHash64(inverter, 'r-fw') % 3]
FROM
(
    SELECT
        number AS n,
        intDiv(number, 24) AS h,
        number % 24 AS i,
        concat('P0', toString(1 + intDiv(i, 3))) AS park_id,
        concat(park_id, '-I', toString(1 + i % 3)) AS inverter,
        toDateTime('2026-05-07 00:00:00', 'UTC') + toIntervalHour(h) + toIntervalMinute(1 + i % 9) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS read_at,
        if(h % 24 > 4 AND h % 24 < 19, sin(pi() * (h % 24 - 4) / 15), 0) AS sun,
        0.45 + cityHash64(park_id, intDiv(h, 24), 'r-cloud') % 55 / 100 AS cloud,
        toUInt8(multiIf(sun = 0, 0, cityHash64(number, 'r-f') % 1000 < 14, 3, cityHash64(number, 'r-f') % 1000 < if(park_id IN ('P01', 'P08'), 120, 60), 2, 1)) AS run_state
    FROM numbers(8472)
) AS r
INNER JOIN solarpark.parks AS p ON r.park_id = p.park_id
WHERE NOT (park_id = 'P06' AND toDate(read_at) = '2026-05-13')
  AND NOT (inverter = 'P02-I3' AND read_at >= '2026-05-19 00:00:00')
  AND NOT (inverter = 'P05-I2' AND read_at >= '2026-05-21 09:00:00')
  AND NOT (inverter = 'P07-I1' AND read_at >= '2026-05-21 12:00:00');

CREATE TABLE solarpark.alarms
(
    alarm_id   UInt64,
    raised_at  DateTime('UTC'),
    acked_at   Nullable(DateTime('UTC')) COMMENT 'when an operator acknowledged it, null when nobody did',
    cleared_at Nullable(DateTime('UTC')) COMMENT 'null while the alarm is open',
    park_id    LowCardinality(String),
    inverter   Nullable(String) COMMENT 'null when the alarm is about the whole park',
    code       LowCardinality(String) COMMENT 'GRID grid lost, ISO insulation fault, FAN fan failure, COMM no communication, STR string current too low',
    sev        UInt8 COMMENT '1 critical, 2 major, 3 minor, 4 notice',
    lost_kwh   Float64 COMMENT 'estimate of the energy not produced'
)
ENGINE = MergeTree ORDER BY (raised_at, alarm_id);

-- COMM alarms flood P03 on 2026-05-19 13:00 to 15:00.
INSERT INTO solarpark.alarms
SELECT
    alarm_id, raised_at,
    if(ack AND a < '2026-05-21 16:20:00', toNullable(a), NULL),
    if(cityHash64(alarm_id, 'a-open') % 1000 >= 14 AND c < '2026-05-21 16:20:00', toNullable(c), NULL),
    park_id, inverter, code, sev,
    round(if(sev = 4, 0, (5 - sev) * 3.1 * pow(1 - cityHash64(alarm_id, 'a-kwh') / 18446744073709551616.0, -0.5) - 3), 1)
FROM
(
    SELECT
        56000 + number AS alarm_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(90000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'a-s') % 58) AS raised_at,
        concat('P0', toString(1 + toUInt8(floor(8 * pow(cityHash64(number, 'a-park') / 18446744073709551616.0, 1.2))))) AS park_id,
        ['STR','FAN','COMM','ISO','GRID'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-code') / 18446744073709551616.0, 1.3)))] AS code,
        if(code = 'GRID' OR cityHash64(number, 'a-inv') % 100 < 9, NULL, toNullable(concat(park_id, '-I', toString(1 + cityHash64(number, 'a-i') % 3)))) AS inverter,
        toUInt8(multiIf(code = 'GRID', 1, cityHash64(number, 'a-sev') % 100 < 8, 1, cityHash64(number, 'a-sev') % 100 < 35, 2, cityHash64(number, 'a-sev') % 100 < 75, 3, 4)) AS sev,
        cityHash64(number, 'a-ack') % 100 < multiIf(sev = 1, 92, sev = 2, 78, 50) AS ack,
        raised_at + toIntervalSecond(60 + cityHash64(number, 'a-acks') % 2400) AS a,
        a + toIntervalSecond(240 + toUInt32(floor(multiIf(code = 'FAN', 42000, code = 'ISO', 26000, code = 'STR', 33000, 9000) * pow(cityHash64(number, 'a-clr') / 18446744073709551616.0, 1.8)))) AS c
    FROM numbers(2900)
);

INSERT INTO solarpark.alarms
SELECT
    59000 + number,
    toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58) AS raised_at,
    NULL,
    raised_at + toIntervalSecond(100 + cityHash64(number, 'b-c') % 500),
    'P03', concat('P03-I', toString(1 + number % 3)), 'COMM', 3, 0.4
FROM numbers(60);
