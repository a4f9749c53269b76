-- Remote monitoring of elevators: rides, the elevators, and alerts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS hoistway;
CREATE DATABASE hoistway;

CREATE TABLE hoistway.elevators
(
    elevator_id  UInt32,
    building     String,
    city         LowCardinality(String),
    maker        LowCardinality(String),
    drive        LowCardinality(String) COMMENT 'traction, hydraulic or belt',
    contract     LowCardinality(String) COMMENT 'service contract: basic, plus, full',
    floors       UInt8,
    max_load_kg  UInt16,
    installed_on Date
)
ENGINE = MergeTree ORDER BY elevator_id;

INSERT INTO hoistway.elevators
SELECT
    1100 + number,
    concat(['Harbour Tower', 'Linden Court', 'Mill House', 'City Clinic', 'Quay Offices', 'Hotel Astra', 'Nova Mall'][1 + number % 7], ' ', toString(1 + intDiv(number, 7))),
    ['Rotterdam', 'Lyon', 'Gdansk', 'Porto', 'Bergen'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-city') / 18446744073709551616.0, 1.2)))],
    ['Kestrel', 'Ohmlift', 'Varga', 'Steiger'][1 + cityHash64(number, 'e-mk') % 4],
    ['traction', 'hydraulic', 'belt'][1 + cityHash64(number, 'e-drv') % 3],
    ['basic', 'plus', 'full'][1 + cityHash64(number, 'e-con') % 3],
    toUInt8(4 + cityHash64(number, 'e-fl') % 22),
    toUInt16([630, 800, 1000, 1275, 1600][1 + cityHash64(number, 'e-load') % 5]),
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'e-inst') % 6500)
FROM numbers(28);

CREATE TABLE hoistway.rides
(
    ride_id      UInt64,
    elevator_id  UInt32,
    started_at   DateTime64(3, 'UTC'),
    mode         LowCardinality(String) COMMENT 'normal, priority, service',
    from_floor   Int8,
    to_floor     Int8,
    load_kg      Nullable(UInt16) COMMENT 'null when the load cell sent nothing',
    waited_s     Float32 COMMENT 'from the button to open doors',
    travel_ms    UInt32,
    energy_wh    Float64,
    door_reopens UInt8,
    ended        LowCardinality(String) COMMENT 'arrived, aborted or stuck'
)
ENGINE = MergeTree ORDER BY (elevator_id, started_at);

-- Elevators 1104, 1119 and 1126 stand still (since 19 May 07:00, 18 May 12:00 and 16 May); no data at all on 2026-05-06 (the gateway was down);
-- the doors of 1117 reopen all the time on 2026-05-21.
INSERT INTO hoistway.rides
SELECT 8800000 + number AS ride_id, elevator_id, started_at, mode, from_floor, to_floor, load_kg, waited_s, travel_ms, energy_wh, door_reopens, ended
FROM
(
    SELECT
        number,
        1100 + toUInt32(floor(28 * pow(cityHash64(number, 'r-el') / 18446744073709551616.0, 1.15))) AS elevator_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(60000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 50000) AS started_at,
        ['normal', 'priority', 'service'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-mode') / 18446744073709551616.0, 2.4)))] AS mode,
        toInt8(cityHash64(number, 'r-from') % 9) - 1 AS from_floor,
        toInt8(from_floor + 1 + cityHash64(number, 'r-to') % 7) AS to_floor,
        if(cityHash64(number, 'r-noload') % 100 < 4, NULL, toNullable(toUInt16(60 + floor(840 * pow(cityHash64(number, 'r-load') / 18446744073709551616.0, 1.8))))) AS load_kg,
        toFloat32(round(multiIf(mode = 'priority', 3, mode = 'service', 14, 8) * pow(1 - cityHash64(number, 'r-wait') / 18446744073709551616.0, -0.45), 1)) AS waited_s,
        toUInt32(4200 + 3600 * (to_floor - from_floor) + cityHash64(number, 'r-tr') % 16000) AS travel_ms,
        round(6 + 4.5 * (to_floor - from_floor) + (cityHash64(number, 'r-en') % 900) / 100, 2) AS energy_wh,
        toUInt8(if(elevator_id = 1117 AND started_at >= '2026-05-21 00:00:00', 5 + cityHash64(number, 'r-do') % 6, [0, 0, 0, 0, 0, 0, 1, 1, 2, 0][1 + cityHash64(number, 'r-do') % 10])) AS door_reopens,
        multiIf(cityHash64(number, 'r-end') % 1000 < 38, 'aborted', cityHash64(number, 'r-end') % 1000 < 47, 'stuck', 'arrived') AS ended
    FROM numbers(8400)
)
WHERE NOT (toHour(started_at) < 5 AND cityHash64(number, 'r-night') % 5 != 0)
  AND NOT (elevator_id = 1104 AND started_at >= '2026-05-19 07:00:00')
  AND NOT (elevator_id = 1119 AND started_at >= '2026-05-18 12:00:00')
  AND NOT (elevator_id = 1126 AND started_at >= '2026-05-16 00:00:00')
  AND toDate(started_at) != '2026-05-06';

CREATE TABLE hoistway.alerts
(
    alert_id      UInt64,
    elevator_id   UInt32,
    raised_at     DateTime('UTC'),
    cleared_at    Nullable(DateTime('UTC')) COMMENT 'null while the alert is open',
    code          LowCardinality(String) COMMENT 'DR door, BR brake, OH overheating, LV levelling, CM connection lost',
    severity      LowCardinality(String) COMMENT 'info, warning, critical',
    callout_eur   Nullable(Decimal(9, 2)) COMMENT 'price of sending a technician; null when the alert was solved remotely',
    callout_state LowCardinality(String) COMMENT 'none, done or cancelled; a cancelled call-out is not charged'
)
ENGINE = MergeTree ORDER BY raised_at;

INSERT INTO hoistway.alerts
SELECT alert_id, elevator_id, raised_at,
       if(cityHash64(n, 'a-open') % 100 < 7 OR raised_at + toIntervalSecond(60 * mins + 4) >= '2026-05-21 16:20:00', NULL, toNullable(raised_at + toIntervalSecond(60 * mins + 4))) AS cleared_at,
       code, severity,
       if(state = 'none', NULL, toNullable(toDecimal64(multiIf(severity = 'critical', 310, severity = 'warning', 190, 120) + cityHash64(n, 'a-eur') % 9000 / 100, 2))) AS callout_eur,
       state AS callout_state
FROM
(
    SELECT
        number AS n,
        52000 + number AS alert_id,
        1100 + toUInt32(floor(28 * pow(cityHash64(number, 'a-el') / 18446744073709551616.0, 1.6))) AS elevator_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(74000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'a-s') % 50) AS raised_at,
        ['DR', 'LV', 'OH', 'CM', 'BR'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-code') / 18446744073709551616.0, 1.4)))] AS code,
        ['info', 'warning', 'critical'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-sev') / 18446744073709551616.0, 1.2)))] AS severity,
        multiIf(cityHash64(number, 'a-co') % 100 < if(code IN ('BR', 'LV'), 45, 70), 'none', cityHash64(number, 'a-co') % 100 < 91, 'done', 'cancelled') AS state,
        toUInt32(3 + floor(600 * pow(cityHash64(number, 'a-len') / 18446744073709551616.0, 3))) AS mins
    FROM numbers(1300)
)
WHERE toDate(raised_at) != '2026-05-06';
