-- Operator of wind farms: turbines, maintenance visits, telemetry. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS breeze;

DROP TABLE IF EXISTS breeze.turbines;
CREATE TABLE breeze.turbines
(
    turbine_id   String,
    park         LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    model        LowCardinality(String),
    rated_kw     UInt16,
    offshore     Bool,
    hub_m        UInt16 COMMENT 'hub height in metres',
    commissioned Date,
    contract     LowCardinality(String) COMMENT 'full_service, basic or own_crew'
)
ENGINE = MergeTree ORDER BY turbine_id;

INSERT INTO breeze.turbines
SELECT turbine_id, park, country, model, rated_kw, offshore, hub_m, commissioned, contract
FROM
(
    SELECT
        concat('T', toString(101 + number)) AS turbine_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'w-park') / 18446744073709551616.0, 1.3))) AS pk,
        ['Skarvik','Lyngmose','Glen Torran','Cerro Alto','Havsund','Bryn Coch'][pk] AS park,
        ['NO','DK','GB','ES','SE','GB'][pk] AS country,
        pk IN (1, 5) AS offshore,
        1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-model') / 18446744073709551616.0, if(pk IN (1, 5), 0.5, 1.7)))) AS m,
        ['Vento 3.2','Vento 4.5','Aeolin 2.0','Boreas 8'][m] AS model,
        toUInt16([3200, 4500, 2000, 8000][m]) AS rated_kw,
        toUInt16([98, 112, 80, 150][m] + 5 * (cityHash64(number, 'w-hub') % 4)) AS hub_m,
        toDate('2025-11-20') - toUInt32(floor(5200 * pow(cityHash64(number, 'w-comm') / 18446744073709551616.0, 1.4))) AS commissioned,
        ['full_service','basic','own_crew'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'w-con') / 18446744073709551616.0, 1.5)))] AS contract
    FROM numbers(84)
);

DROP TABLE IF EXISTS breeze.visits;
CREATE TABLE breeze.visits
(
    visit_id     UInt32,
    turbine_id   String,
    crew         LowCardinality(String),
    reason       LowCardinality(String) COMMENT 'scheduled, repair or inspection',
    requested_at DateTime('UTC') COMMENT 'when the control room asked for the visit',
    arrived_at   DateTime('UTC'),
    left_at      DateTime('UTC'),
    technicians  UInt8 COMMENT 'people on site',
    outcome      LowCardinality(String) COMMENT 'done, aborted or no_access; only done visits are invoiced',
    invoice_eur  Decimal(10, 2) COMMENT 'amount of the invoice; for visits that were not done only the quote, which is never paid',
    parts        Array(String) COMMENT 'parts fitted; empty for none'
)
ENGINE = MergeTree ORDER BY (turbine_id, arrived_at);

-- Crew Dunlin aborts far more visits than the others.
INSERT INTO breeze.visits
SELECT visit_id, turbine_id, crew, reason, requested_at, arrived_at, left_at, technicians, outcome, invoice_eur,
       if(outcome = 'done', arrayFilter(x -> cityHash64(visit_id, 'v-part', x) % 100 < 19, ['oil_filter','bearing','pitch_motor','sensor','bolts']), emptyArrayString()) AS parts
FROM
(
    SELECT
        toUInt32(40001 + number) AS visit_id,
        concat('T', toString(101 + toUInt64(floor(84 * pow(cityHash64(number, 'v-tur') / 18446744073709551616.0, 1.5))))) AS turbine_id,
        ['Heron','Kestrel','Osprey','Dunlin','Puffin'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-crew') / 18446744073709551616.0, 1.3)))] AS crew,
        ['scheduled','repair','inspection'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-why') / 18446744073709551616.0, 1.4)))] AS reason,
        toUInt32(35 + floor(90 * pow(1 - cityHash64(number, 'v-len') / 18446744073709551616.0, -0.35))) AS len_min,
        toUInt32(50 + floor(11000 * pow(cityHash64(number, 'v-delay') / 18446744073709551616.0, if(reason = 'repair', 3.2, 1.6)))) AS delay_min,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(60 + toUInt32(floor(144000 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58) AS arrived_at,
        arrived_at - toIntervalMinute(delay_min) AS requested_at,
        arrived_at + toIntervalMinute(len_min) AS left_at,
        toUInt8(if(reason = 'repair', 2, 1) + toUInt8(floor(3 * pow(cityHash64(number, 'v-tech') / 18446744073709551616.0, 1.8)))) AS technicians,
        cityHash64(number, 'v-out') % 1000 AS r,
        multiIf(r < if(crew = 'Dunlin', 290, 95), 'aborted', r >= 945, 'no_access', 'done') AS outcome,
        toDecimal64(round(140 + len_min * 1.9 * technicians
            + if(reason = 'repair', 600, 80) * pow(1 - cityHash64(number, 'v-eur') / 18446744073709551616.0, -0.5), 2), 2) AS invoice_eur
    FROM numbers(950)
)
WHERE left_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS breeze.telemetry;
CREATE TABLE breeze.telemetry
(
    ts          DateTime64(3, 'UTC'),
    turbine_id  String,
    park        LowCardinality(String),
    kind        LowCardinality(String) COMMENT 'reading, alarm, stop or restart',
    alarm_code  LowCardinality(String) COMMENT 'only on alarms, otherwise empty',
    severity    LowCardinality(String) COMMENT 'info, warning or critical; only on alarms, otherwise empty',
    wind_mps    Nullable(Float32) COMMENT 'wind speed in metres per second; null when the anemometer is iced up',
    kwh         Nullable(Float64) COMMENT 'energy fed into the grid since the reading before; only on readings',
    gear_temp_c Nullable(Float32) COMMENT 'gearbox oil temperature, on readings and alarms',
    stop_s      Nullable(UInt32) COMMENT 'how long the turbine had stood still, in seconds; only on restarts',
    curtailed   Bool COMMENT 'the grid operator was limiting the output'
)
ENGINE = MergeTree ORDER BY (park, ts);

-- No telemetry at all on 2026-05-10; the gearbox of T127 is far too hot since 2026-05-18 06:00; T119 is silent since
-- 2026-05-19 22:10, T145 since 2026-05-20 11:35, T133 since 2026-05-21 03:00.
INSERT INTO breeze.telemetry
SELECT ts, turbine_id, park, kind, alarm_code, severity, wind_mps, kwh, gear_temp_c, stop_s, curtailed
FROM
(
    SELECT
        toUInt64(floor(84 * pow(cityHash64(number, 't-tur') / 18446744073709551616.0, 1.25))) AS tn,
        concat('T', toString(101 + tn)) AS turbine_id,
        1 + toUInt8(floor(6 * pow(cityHash64(tn, 'w-park') / 18446744073709551616.0, 1.3))) AS pk,
        ['Skarvik','Lyngmose','Glen Torran','Cerro Alto','Havsund','Bryn Coch'][pk] AS park,
        1 + toUInt8(floor(4 * pow(cityHash64(tn, 'w-model') / 18446744073709551616.0, if(pk IN (1, 5), 0.5, 1.7)))) AS m,
        [3200, 4500, 2000, 8000][m] AS rated_kw,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 't-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 't-ms') % 58000) AS ts,
        cityHash64(number, 't-kind') % 1000 AS r,
        multiIf(r < 770, 'reading', r < 880, 'alarm', r < 938, 'stop', 'restart') AS kind,
        if(kind = 'alarm', ['PITCH','YAW','GEAR_OIL','GRID','VIBRATION','ICE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 't-code') / 18446744073709551616.0, 1.4)))], '') AS alarm_code,
        cityHash64(number, 't-sev') % 100 AS sv,
        multiIf(kind != 'alarm', '', sv < multiIf(alarm_code = 'VIBRATION', 55, alarm_code = 'GRID', 8, pk = 4, 34, 17), 'critical', sv < 62, 'warning', 'info') AS severity,
        8 * multiIf(pk = 1, 1.25, pk = 5, 1.15, pk = 4, 0.8, 1.0) * sqrt(-log(1 - (cityHash64(number, 't-wind') % 1000000) / 1000000.0)) AS w,
        if(cityHash64(number, 't-ice') % 100 < 4, NULL, toNullable(toFloat32(round(w, 1)))) AS wind_mps,
        cityHash64(number, 't-curt') % 100 < multiIf(pk = 4, 22, w > 11, 16, 5) AS curtailed,
        if(kind = 'reading', toNullable(round(rated_kw * 0.4 * pow(least(1.0, greatest(0.0, (w - 3) / 9)), 2) * if(curtailed, 0.35, 1.0) * (0.8 + (cityHash64(number, 't-eff') % 200) / 1000.0), 1)), NULL) AS kwh,
        if(kind IN ('reading', 'alarm'),
           toNullable(toFloat32(round(47 + 0.5 * least(w, 14.0) + (cityHash64(number, 't-temp') % 110) / 10.0 + if(alarm_code = 'GEAR_OIL', 6, 0)
               + if(tn = 26 AND ts >= '2026-05-18 06:00:00', 36, 0), 1))), NULL) AS gear_temp_c,
        if(kind = 'restart', toNullable(toUInt32(floor(150 * multiIf(pk IN (1, 5), 2.2, pk = 6, 0.7, 1.0) * pow(1 - cityHash64(number, 't-stop') / 18446744073709551616.0, -0.7)))), NULL) AS stop_s
    FROM numbers(16500)
)
WHERE ts < '2026-05-21 16:20:00'
  AND toDate(ts) != '2026-05-10'
  AND NOT (turbine_id = 'T119' AND ts >= '2026-05-19 22:10:00')
  AND NOT (turbine_id = 'T145' AND ts >= '2026-05-20 11:35:00')
  AND NOT (turbine_id = 'T133' AND ts >= '2026-05-21 03:00:00');

-- Glen Torran: a grid fault makes every turbine raise alarms on 2026-05-20 from 02:00 to 04:00.
INSERT INTO breeze.telemetry
SELECT
    toDateTime64('2026-05-20 02:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(turbine_id, k, 'b-ts') % 120) + toIntervalMillisecond(1000 + cityHash64(turbine_id, k, 'b-ms') % 58000) AS ts,
    turbine_id, park, 'alarm' AS kind, 'GRID' AS alarm_code, if(cityHash64(turbine_id, k, 'b-sev') % 10 < 7, 'warning', 'critical') AS severity,
    toNullable(toFloat32(round(7 + (cityHash64(turbine_id, k, 'b-w') % 40) / 10.0, 1))) AS wind_mps, NULL AS kwh,
    toNullable(toFloat32(round(50 + (cityHash64(turbine_id, k, 'b-t') % 100) / 10.0, 1))) AS gear_temp_c, NULL AS stop_s, false AS curtailed
FROM breeze.turbines
ARRAY JOIN range(10) AS k
WHERE park = 'Glen Torran' AND turbine_id NOT IN ('T119', 'T145', 'T133');
