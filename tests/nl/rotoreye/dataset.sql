-- Drone inspection of wind turbines: flights, findings, turbines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Nobody flew on 2026-05-14 (storm); drone K-07 aborts most of its flights since 2026-05-19.
DROP DATABASE IF EXISTS rotoreye;
CREATE DATABASE rotoreye;

CREATE TABLE rotoreye.turbines
(
    turbine_id   String,
    park         LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    maker        LowCardinality(String),
    hub_height_m UInt16,
    offshore     UInt8 COMMENT '1 when it stands in the sea',
    online_since Date
)
ENGINE = MergeTree ORDER BY turbine_id;

INSERT INTO rotoreye.turbines
SELECT
    concat('WT-', leftPad(toString(number), 3, '0')),
    ['Karlsund','Holmegat','Sierra Alta','Oostbank','Brackmoor'][1 + number % 5] AS park,
    ['NO','DK','ES','NL','GB'][1 + number % 5],
    ['Norvind','Aerion','Galewerk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 't-mk') / 18446744073709551616.0, 1.4)))],
    80 + 5 * (cityHash64(number, 't-hub') % 14),
    toUInt8(park IN ('Holmegat', 'Oostbank')),
    toDate('2025-11-01') - toUInt32(cityHash64(number, 't-on') % 5000)
FROM numbers(160);

CREATE TABLE rotoreye.flights
(
    flight_id   UInt32,
    took_off_at DateTime64(3, 'UTC'),
    turbine_id  String,
    park        LowCardinality(String),
    drone       LowCardinality(String),
    pilot       LowCardinality(String),
    outcome     LowCardinality(String) COMMENT 'complete, aborted or blurred; only complete flights are paid for',
    fee_eur     Decimal(8, 2) COMMENT 'agreed fee of the flight',
    airborne_s  UInt32 COMMENT 'from take-off to landing',
    pictures    UInt16,
    wind_ms     Nullable(Float32) COMMENT 'at hub height, metres per second; null when the wind sensor was off',
    thermal     UInt8 COMMENT '1 = flown with the thermal camera'
)
ENGINE = MergeTree ORDER BY took_off_at;

INSERT INTO rotoreye.flights
SELECT flight_id, took_off_at, concat('WT-', leftPad(toString(t), 3, '0')), ['Karlsund','Holmegat','Sierra Alta','Oostbank','Brackmoor'][1 + t % 5] AS park, drone, pilot, outcome, fee_eur, airborne_s,
       toUInt16(airborne_s * 0.11 + cityHash64(n, 'f-pic') % 60), wind_ms, thermal
FROM
(
    SELECT
        number AS n,
        60000 + number AS flight_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(45 + toUInt32(floor(86400 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000) AS took_off_at,
        toUInt32(floor(152 * pow(cityHash64(number, 'f-t') / 18446744073709551616.0, 1.2))) AS t,
        concat('K-', leftPad(toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 'f-dr') / 18446744073709551616.0, 1.2)))), 2, '0')) AS drone,
        ['Solveig','Anders','Lucia','Pieter','Fiona','Mateo','Greta'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'f-pi') / 18446744073709551616.0, 1.25)))] AS pilot,
        cityHash64(number, 'f-th') % 100 < 22 AS thermal,
        if(cityHash64(number, 'f-nw') % 100 < 5, NULL, toNullable(toFloat32(round(2 + 14 * pow(cityHash64(number, 'f-w') / 18446744073709551616.0, 1.5) + if(t % 5 IN (1, 3), 2.3, 0), 1)))) AS wind_ms,
        cityHash64(number, 'f-out') % 1000 AS o,
        multiIf(drone = 'K-07' AND took_off_at >= '2026-05-19 00:00:00', if(o < 760, 'aborted', 'complete'),
                o < if(ifNull(wind_ms, 5) > 11, 270, 70), 'aborted', o < if(ifNull(wind_ms, 5) > 11, 320, 120), 'blurred', 'complete') AS outcome,
        toUInt32(if(outcome = 'aborted', 120 + cityHash64(number, 'f-air') % 500, 900 + cityHash64(number, 'f-air') % 1300 + 260 * thermal)) AS airborne_s,
        toDecimal64(180 + 95 * thermal + cityHash64(number, 'f-fee') % 9000 / 100, 2) AS fee_eur
    FROM numbers(7200)
)
WHERE toDate(took_off_at) != '2026-05-14'
  AND NOT (toHour(took_off_at) < 5 OR toHour(took_off_at) > 19)
  AND NOT (toDayOfWeek(took_off_at) = 7 AND cityHash64(n, 'f-sun') % 3 != 0)
  AND NOT (toDayOfWeek(took_off_at) = 6 AND cityHash64(n, 'f-sat') % 2 != 0);

CREATE TABLE rotoreye.findings
(
    finding_id UInt64,
    flagged_at DateTime('UTC'),
    flight_id  UInt32,
    turbine_id String,
    blade      LowCardinality(String) COMMENT 'A, B or C',
    defect     LowCardinality(String) COMMENT 'erosion, crack, lightning_strike, delamination, dirt',
    severity   UInt8 COMMENT '1 cosmetic to 5 stop the turbine',
    length_mm  Nullable(UInt32) COMMENT 'null when it could not be measured',
    confirmed  UInt8 COMMENT '1 once an engineer has agreed'
)
ENGINE = MergeTree ORDER BY (turbine_id, flagged_at);

INSERT INTO rotoreye.findings
SELECT finding_id, flagged_at, flight_id, turbine_id, blade, defect, severity, length_mm, confirmed
FROM
(
    SELECT
        toUInt64(flight_id) * 10 + k AS finding_id,
        toDateTime(took_off_at, 'UTC') + toIntervalMinute(40 + cityHash64(flight_id, k, 'g-lag') % 300) AS flagged_at,
        flight_id, turbine_id,
        ['A','B','C'][1 + cityHash64(flight_id, k, 'g-bl') % 3] AS blade,
        ['erosion','dirt','crack','lightning_strike','delamination'][1 + toUInt8(floor(5 * pow(cityHash64(flight_id, k, 'g-def') / 18446744073709551616.0, 1.4)))] AS defect,
        toUInt8(1 + floor(5 * pow(cityHash64(flight_id, k, 'g-sev') / 18446744073709551616.0, 1.9))) AS severity,
        if(cityHash64(flight_id, k, 'g-nl') % 100 < 9, NULL, toNullable(toUInt32(floor(multiIf(defect = 'erosion', 60, defect = 'dirt', 45, defect = 'crack', 28, 35)
            * pow(1 - cityHash64(flight_id, k, 'g-len') / 18446744073709551616.0, -0.6))))) AS length_mm,
        toUInt8(cityHash64(flight_id, k, 'g-ok') % 100 < 20 + 14 * severity) AS confirmed
    FROM rotoreye.flights
    ARRAY JOIN [0, 1, 2, 3] AS k
    WHERE outcome = 'complete' AND cityHash64(flight_id, k, 'g-kept') % 100 < 38
)
WHERE flagged_at < '2026-05-21 16:20:00';
