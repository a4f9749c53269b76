-- Electric baggage tugs of an airport and the chargers on its aprons. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tugyard;
CREATE DATABASE tugyard;

CREATE TABLE tugyard.tugs
(
    tug_no          UInt16,
    model           LowCardinality(String),
    chemistry       LowCardinality(String) COMMENT 'battery type: lithium or lead_acid',
    pack_kwh        Float32 COMMENT 'usable battery capacity',
    made_in         LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    commissioned_on Date,
    fleet_status    LowCardinality(String) COMMENT 'in_service, workshop or retired'
)
ENGINE = MergeTree ORDER BY tug_no;

INSERT INTO tugyard.tugs
SELECT
    100 + number AS tug_no,
    ['Comet 8','Mulag E2','Towmaster','Lektro S','Rofan 30'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'g-mod') / 18446744073709551616.0, 1.3)))] AS model,
    if(cityHash64(number, 'g-chem') % 100 < 62, 'lithium', 'lead_acid') AS chemistry,
    toFloat32(if(chemistry = 'lithium', 36, 28) + cityHash64(number, 'g-kwh') % 9) AS pack_kwh,
    ['DE','FR','GB','US'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-made') / 18446744073709551616.0, 1.2)))] AS made_in,
    toDate('2026-03-01') - toUInt32(floor(3300 * pow(cityHash64(number, 'g-com') / 18446744073709551616.0, 1.2))) AS commissioned_on,
    multiIf(cityHash64(number, 'g-st') % 100 < 84, 'in_service', cityHash64(number, 'g-st') % 100 < 94, 'workshop', 'retired') AS fleet_status
FROM numbers(130);

CREATE TABLE tugyard.chargers
(
    charger      LowCardinality(String),
    apron        LowCardinality(String),
    maker        LowCardinality(String),
    rated_kw     UInt16,
    installed_on Date
)
ENGINE = MergeTree ORDER BY charger;

INSERT INTO tugyard.chargers
SELECT
    concat('CH-', leftPad(toString(number + 1), 2, '0')),
    ['North','South','Cargo','Pier C','Remote'][1 + number % 5],
    ['Voltano','Ampera','Gridline'][1 + cityHash64(number, 'k-mk') % 3],
    [11, 22, 22, 50][1 + cityHash64(number, 'k-kw') % 4],
    toDate('2025-12-01') - toUInt32(cityHash64(number, 'k-in') % 1900)
FROM numbers(30);

CREATE TABLE tugyard.charges
(
    session_id   UInt64,
    plugged_at   DateTime64(3, 'UTC'),
    unplugged_at DateTime64(3, 'UTC'),
    tug_no       UInt16,
    charger      LowCardinality(String),
    apron        LowCardinality(String),
    outcome      LowCardinality(String) COMMENT 'full, partial, interrupted or fault',
    fault_code   LowCardinality(Nullable(String)) COMMENT 'only when the outcome is fault',
    energy_wh    UInt32 COMMENT 'energy delivered to the tug',
    soc_start    UInt8 COMMENT 'state of charge when plugged in, percent',
    soc_end      Nullable(UInt8) COMMENT 'state of charge when unplugged, percent; null when the tug did not report it',
    peak_temp_c  Nullable(Float32) COMMENT 'hottest cell during the session',
    duration_s   UInt32,
    off_peak     UInt8 COMMENT '1 = on the cheap night tariff',
    cost_eur     Decimal(8, 2) COMMENT 'what the electricity cost us'
)
ENGINE = MergeTree ORDER BY (apron, plugged_at);

-- Power cut on 2026-05-09: no session. CH-17 faults most of the time on 2026-05-21. CH-24 silent since 2026-05-19 08:00, CH-06 since 2026-05-20 01:00.
INSERT INTO tugyard.charges
SELECT session_id, plugged_at, plugged_at + toIntervalMillisecond(1000 * duration_s) AS unplugged_at, tug_no, charger, apron, outcome,
       if(outcome = 'fault', ['E12','E07','E31','E44'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'q-fc') / 18446744073709551616.0, 1.6)))], NULL) AS fault_code,
       energy_wh, soc_start,
       if(cityHash64(n, 'q-se') % 100 < 4, NULL, toNullable(toUInt8(least(100, if(outcome = 'full', 100, soc_start + intDiv(energy_wh, 380)))))) AS soc_end,
       if(cityHash64(n, 'q-tn') % 100 < 5, NULL, toNullable(toFloat32(round(24 + 14 * pow(cityHash64(n, 'q-t') / 18446744073709551616.0, 1.5) + if(outcome = 'fault', 9, 0), 1)))) AS peak_temp_c,
       duration_s, off_peak,
       toDecimal64(round(energy_wh / 1000 * if(off_peak = 1, 0.14, 0.27), 2), 2) AS cost_eur
FROM
(
    SELECT
        number AS n,
        88000 + number AS session_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(90000 * pow(cityHash64(number, 'q-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 57000) AS plugged_at,
        100 + toUInt16(floor(124 * pow(cityHash64(number, 'q-tug') / 18446744073709551616.0, 1.5))) AS tug_no,
        toUInt8(floor(30 * pow(cityHash64(number, 'q-ch') / 18446744073709551616.0, 1.1))) AS k,
        concat('CH-', leftPad(toString(k + 1), 2, '0')) AS charger,
        ['North','South','Cargo','Pier C','Remote'][1 + k % 5] AS apron,
        cityHash64(number, 'q-o') % 1000 AS r,
        multiIf(r < if(charger = 'CH-17' AND plugged_at >= '2026-05-21 00:00:00', 720, if(apron = 'Remote', 58, 34)), 'fault', r < 120, 'interrupted', r < 400, 'partial', 'full') AS outcome,
        toUInt8(6 + floor(70 * pow(cityHash64(number, 'q-soc') / 18446744073709551616.0, 1.3))) AS soc_start,
        toUInt32(floor((100 - soc_start) * 372 * multiIf(outcome = 'full', 1.0, outcome = 'partial', 0.55, outcome = 'interrupted', 0.25, 0.08) * (0.9 + cityHash64(number, 'q-e') % 200 / 1000))) AS energy_wh,
        toUInt32(floor(energy_wh * (0.16 + cityHash64(number, 'q-d') % 120 / 1000) + 45)) AS duration_s,
        if(toHour(plugged_at) >= 22 OR toHour(plugged_at) < 6, 1, 0) AS off_peak
    FROM numbers(7800)
)
WHERE toDate(plugged_at) != '2026-05-09'
  AND NOT (charger = 'CH-24' AND plugged_at >= '2026-05-19 08:00:00')
  AND NOT (charger = 'CH-06' AND plugged_at >= '2026-05-20 01:00:00')
  AND NOT (toHour(plugged_at) BETWEEN 8 AND 11 AND cityHash64(n, 'q-day') % 3 = 0)
  AND plugged_at + toIntervalMillisecond(1000 * duration_s) < '2026-05-21 16:20:00'
ORDER BY n;
-- Fourteen more sessions on CH-17 today, all faulty.
INSERT INTO tugyard.charges
SELECT
    99000 + number, toDateTime64('2026-05-21 06:00:00', 3, 'UTC') + toIntervalMinute(number * 41) + toIntervalMillisecond(2000 + cityHash64(number, 'x-ms') % 56000) AS t,
    t + toIntervalSecond(90 + cityHash64(number, 'x-d') % 200), 100 + cityHash64(number, 'x-tug') % 120, 'CH-17', 'South', 'fault', 'E31',
    300 + cityHash64(number, 'x-e') % 900, 12 + cityHash64(number, 'x-s') % 40, NULL, toNullable(toFloat32(41 + cityHash64(number, 'x-t') % 80 / 10)),
    90 + cityHash64(number, 'x-d') % 200, 0, toDecimal64(0.21, 2)
FROM numbers(14);
