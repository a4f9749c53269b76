-- Lifts and snow guns of a glacier resort. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
-- Planted: compressor faults on 2026-05-18 03:00-05:00; G-23 burns far too much energy since 2026-05-21 00:00; no run at all on 2026-05-06 (storm);
-- L-09 has not run since 2026-05-15, G-18 not since 2026-05-13.
DROP DATABASE IF EXISTS firnline;
CREATE DATABASE firnline;

CREATE TABLE firnline.machines
(
    machine         String COMMENT 'L- for lifts, G- for snow guns',
    kind            LowCardinality(String) COMMENT 'gondola, chairlift, draglift, fan_gun or lance',
    sector          LowCardinality(String),
    maker           LowCardinality(String),
    commissioned_on Date,
    rated_kw        UInt16,
    altitude_m      Nullable(UInt16)
)
ENGINE = MergeTree ORDER BY machine;

INSERT INTO firnline.machines
SELECT
    if(number < 12, concat('L-', leftPad(toString(number + 1), 2, '0')), concat('G-', leftPad(toString(number - 11), 2, '0'))) AS machine,
    multiIf(number < 2, 'gondola', number < 7, 'chairlift', number < 12, 'draglift', cityHash64(number, 'k-kind') % 10 < 6, 'fan_gun', 'lance') AS kind,
    ['Kessel','Nordhang','Sattel','Gletscher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-sec') / 18446744073709551616.0, 1.3)))] AS sector,
    if(number < 12, ['Seilwerk','Montaro'][1 + cityHash64(number, 'k-mk') % 2], ['Nivalis','Frostec','Montaro'][1 + cityHash64(number, 'k-mk') % 3]) AS maker,
    toDate('2025-11-20') - toUInt32(cityHash64(number, 'k-com') % 6000) AS commissioned_on,
    toUInt16(multiIf(kind = 'gondola', 700, kind = 'chairlift', 320, kind = 'draglift', 90, kind = 'fan_gun', 28, 6)) AS rated_kw,
    if(cityHash64(number, 'k-alt0') % 10 = 0, NULL, toNullable(toUInt16(1700 + cityHash64(number, 'k-alt') % 1300))) AS altitude_m
FROM numbers(46);

CREATE TABLE firnline.runs
(
    run_id      UInt64,
    started_at  DateTime('UTC'),
    machine     String,
    crew        LowCardinality(String),
    run_min     UInt16 COMMENT 'length of the run in minutes',
    automatic   UInt8 COMMENT '1 = started by the control system, 0 = by hand',
    stop_reason LowCardinality(String) COMMENT 'planned, fault, wind or operator',
    energy_kwh  Float64,
    passengers  Nullable(UInt32) COMMENT 'lifts only',
    water_m3    Nullable(Float64) COMMENT 'water turned into snow, snow guns only',
    gust_ms     Nullable(Float32) COMMENT 'strongest gust during the run, m/s'
)
ENGINE = MergeTree ORDER BY (machine, started_at);

INSERT INTO firnline.runs
SELECT run_id, started_at, machine, crew, run_min, automatic, stop_reason, energy_kwh, passengers, water_m3, gust_ms
FROM
(
    SELECT
        880000 + number AS run_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(5 + toUInt32(floor(83000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58) AS started_at,
        toUInt32(floor(46 * pow(cityHash64(number, 'r-mach') / 18446744073709551616.0, 1.15))) AS m,
        if(m < 12, concat('L-', leftPad(toString(m + 1), 2, '0')), concat('G-', leftPad(toString(m - 11), 2, '0'))) AS machine,
        ['red','blue','white'][1 + cityHash64(number, 'r-crew') % 3] AS crew,
        toUInt16(8 + floor(420 * pow(cityHash64(number, 'r-min') / 18446744073709551616.0, 1.9))) AS run_min,
        toUInt8(cityHash64(number, 'r-auto') % 100 < if(m < 12, 22, 71)) AS automatic,
        multiIf(cityHash64(number, 'r-stop') % 100 < 9, 'fault', cityHash64(number, 'r-stop') % 100 < 21, 'wind', cityHash64(number, 'r-stop') % 100 < 37, 'operator', 'planned') AS stop_reason,
        multiIf(m < 2, 700, m < 7, 320, m < 12, 90, cityHash64(toUInt64(m), 'k-kind') % 10 < 6, 28, 6) AS kw,
        round(kw * run_min / 60 * (0.45 + cityHash64(number, 'r-kwh') % 500 / 1000)
            * if(machine = 'G-23' AND started_at >= '2026-05-21 00:00:00', 180, 1), 1) AS energy_kwh,
        if(m < 12, toNullable(toUInt32(run_min * multiIf(m < 2, 14, m < 7, 9, 3) * (0.2 + cityHash64(number, 'r-pax') % 800 / 1000))), NULL) AS passengers,
        if(m >= 12, toNullable(round(run_min * 0.11 * (0.5 + cityHash64(number, 'r-wat') % 1000 / 1000), 2)), NULL) AS water_m3,
        if(cityHash64(number, 'r-g0') % 100 < 6, NULL, toNullable(toFloat32(round(3 + 6 * pow(1 - cityHash64(number, 'r-gust') / 18446744073709551616.0, -0.35) + if(stop_reason = 'wind', 9, 0), 1)))) AS gust_ms
    FROM numbers(5400)
)
WHERE toDate(started_at) != '2026-05-06'
  AND started_at + toIntervalMinute(run_min) < '2026-05-21 16:20:00'
  AND NOT (machine = 'L-09' AND started_at >= '2026-05-15 00:00:00')
  AND NOT (machine = 'G-18' AND started_at >= '2026-05-13 00:00:00');

CREATE TABLE firnline.faults
(
    fault_id   UInt64,
    raised_at  DateTime64(3, 'UTC'),
    cleared_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null while the fault is open',
    machine    String,
    part       LowCardinality(String) COMMENT 'drive, brake, compressor, nozzle, sensor or cable',
    severity   LowCardinality(String) COMMENT 'notice, warning or stop; a stop halts the machine',
    outage_s   Nullable(UInt32) COMMENT 'seconds until cleared, null while open',
    remote_fix UInt8 COMMENT '1 = cleared from the control room'
)
ENGINE = MergeTree ORDER BY (raised_at, fault_id);

INSERT INTO firnline.faults
SELECT fault_id, raised_at, if(open, NULL, raised_at + toIntervalSecond(secs)) AS cleared_at, machine, part, severity,
       if(open, NULL, toNullable(secs)) AS outage_s, toUInt8(NOT open AND cityHash64(n, 'f-rem') % 100 < 40) AS remote_fix
FROM
(
    SELECT
        number AS n,
        55000 + number AS fault_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(82000 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000) AS raised_at,
        toUInt32(floor(46 * pow(cityHash64(number, 'f-mach') / 18446744073709551616.0, 1.5))) AS m,
        if(m < 12, concat('L-', leftPad(toString(m + 1), 2, '0')), concat('G-', leftPad(toString(m - 11), 2, '0'))) AS machine,
        if(m < 12, ['drive','brake','sensor','cable'], ['sensor','compressor','nozzle','drive'])[1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-part') / 18446744073709551616.0, 1.3)))] AS part,
        ['notice','warning','stop'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'f-sev') / 18446744073709551616.0, 1.5)))] AS severity,
        toUInt32(multiIf(severity = 'stop', 900, severity = 'warning', 420, 150) * pow(1 - cityHash64(number, 'f-out') / 18446744073709551616.0, -0.55)) AS secs,
        raised_at + toIntervalSecond(secs) >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC') OR cityHash64(number, 'f-open') % 1000 < 35 AS open
    FROM numbers(3600)
);

INSERT INTO firnline.faults
SELECT
    59500 + number,
    toDateTime64('2026-05-18 03:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'q-ts') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 57000) AS t,
    t + toIntervalSecond(200 + number), concat('G-', leftPad(toString(1 + cityHash64(number, 'q-m') % 34), 2, '0')), 'compressor', 'warning', toNullable(toUInt32(200 + number)), 1
FROM numbers(70);

-- G-23 with a stuck heater.
INSERT INTO firnline.runs
SELECT
    889500 + number, toDateTime('2026-05-21 05:00:00', 'UTC') + toIntervalMinute(80 * number) + toIntervalSecond(1 + cityHash64(number, 'z-s') % 58),
    'G-23', ['red','blue','white'][1 + number % 3], toUInt16(50 + cityHash64(number, 'z-min') % 25), 1, 'planned',
    round(2400 + cityHash64(number, 'z-kwh') % 600, 1), NULL, toNullable(round(5 + cityHash64(number, 'z-wat') % 300 / 100, 2)), toNullable(toFloat32(8.4))
FROM numbers(8);
