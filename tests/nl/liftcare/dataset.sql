-- Lift maintenance: lifts under contract, their sensor events, jobs of the technicians. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS liftcare;

DROP TABLE IF EXISTS liftcare.units;
CREATE TABLE liftcare.units
(
    lift_sn      String COMMENT 'serial number',
    site_name    String,
    town         LowCardinality(String),
    maker        LowCardinality(String),
    commissioned Date COMMENT 'first day in service',
    stops        UInt8 COMMENT 'number of floors served',
    rated_kg     UInt16,
    contract     LowCardinality(String) COMMENT 'gold, silver or payg (pay as you go)'
)
ENGINE = MergeTree ORDER BY lift_sn;

INSERT INTO liftcare.units
SELECT
    concat('L', toString(1001 + number)),
    concat(['Harbour','Mill','Station','Linden','Castle','Market'][1 + cityHash64(number, 'n-a') % 6], ' ', ['House','Court','Tower','Arcade','Clinic'][1 + cityHash64(number, 'n-b') % 5], ' ', toString(1 + number % 9)),
    ['Utrecht','Leipzig','Porto','Malmo'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'n-town') / 18446744073709551616.0, 1.4)))],
    ['Vertico','Kronelift','Schenk','Asahi Hoist'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'n-mk') / 18446744073709551616.0, 1.3)))],
    toDate('2025-11-30') - toUInt32(cityHash64(number, 'n-com') % 7000),
    toUInt8(4 + cityHash64(number, 'n-st') % 12),
    toUInt16([320, 450, 630, 1000][1 + cityHash64(number, 'n-kg') % 4]),
    ['silver','gold','payg'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'n-ctr') / 18446744073709551616.0, 1.2)))]
FROM numbers(64);

DROP TABLE IF EXISTS liftcare.telemetry;
CREATE TABLE liftcare.telemetry
(
    evt_id       UInt64,
    evt_ts       DateTime64(3, 'UTC'),
    lift_sn      String,
    kind         LowCardinality(String) COMMENT 'run, door_fault, stall (car stopped between floors), overload, overheat (motor), relevel',
    sev          Enum8('info' = 0, 'warn' = 1, 'crit' = 2),
    floor_no     Int8 COMMENT '0 = ground floor, below 0 = basement',
    car_load_kg  Nullable(UInt16) COMMENT 'null when the load cell does not answer',
    motor_temp_c Nullable(Float32),
    door_ms      Nullable(UInt32) COMMENT 'time the doors took to close, only on run',
    vib_mms      Float32 COMMENT 'vibration of the car, mm/s rms',
    fw           LowCardinality(String) COMMENT 'firmware of the controller',
    rssi_dbm     Int16,
    ack_by       LowCardinality(Nullable(String)) COMMENT 'control room operator who took the alarm; null = nobody yet, always null on info'
)
ENGINE = MergeTree ORDER BY (lift_sn, evt_ts);

-- No event at all on 2026-05-09 (gateway down). L1007 is silent since 2026-05-19 22:00, L1023 since 2026-05-20 11:00, L1041 since 2026-05-16.
INSERT INTO liftcare.telemetry
SELECT evt_id, evt_ts, lift_sn, kind, sev, floor_no, car_load_kg, motor_temp_c, door_ms, vib_mms, fw, rssi_dbm, ack_by
FROM
(
    SELECT
        310000 + number AS evt_id,
        toUInt32(floor(64 * pow(cityHash64(number, 'e-lift') / 18446744073709551616.0, 1.2))) AS l,
        concat('L', toString(1001 + l)) AS lift_sn,
        ['4.1.0','3.9.4','4.2.1','3.8.7'][1 + toUInt8(floor(4 * pow(cityHash64(l, 'e-fw') / 18446744073709551616.0, 1.4)))] AS fw,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93500 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57000) AS evt_ts,
        cityHash64(number, 'e-kind') % 1000 AS r,
        multiIf(r < 45, 'stall', r < 45 + if(fw = '3.8.7', 190, 105) + multiIf(l = 4, 230, l = 17, 190, l = 11, 150, l = 22, 190, l = 35, 210, 0), 'door_fault', r < 440 AND r >= 400, 'overheat', r < 520 AND r >= 440, 'overload', r < 600 AND r >= 520, 'relevel', 'run') AS kind,
        multiIf(kind = 'stall', 'crit', kind = 'overheat', if(cityHash64(number, 'e-oh') % 100 < 45, 'crit', 'warn'), kind IN ('door_fault', 'overload'), 'warn', 'info') AS sev,
        toInt8(floor(17 * pow(cityHash64(number, 'e-fl') / 18446744073709551616.0, 1.5))) AS f0,
        if(f0 < 3, [0, -1, 0][1 + f0], if(f0 = 16, -2, f0 - 2)) AS floor_no,
        if(cityHash64(number, 'e-lc') % 100 < 4, NULL, toNullable(toUInt16(if(kind = 'overload', 640 + cityHash64(number, 'e-kg') % 400, floor(560 * pow(cityHash64(number, 'e-kg') / 18446744073709551616.0, 1.8)))))) AS car_load_kg,
        if(cityHash64(number, 'e-tn') % 100 < 5, NULL, toNullable(toFloat32(round(if(kind = 'overheat', 76 + cityHash64(number, 'e-tc') % 180 / 10, 38 + cityHash64(number, 'e-tc') % 260 / 10), 1)))) AS motor_temp_c,
        if(kind = 'run', toNullable(toUInt32(multiIf(fw = '3.8.7', 2900, fw = '3.9.4', 2300, 1950) * (0.8 + 0.35 * pow(1 - cityHash64(number, 'e-door') / 18446744073709551616.0, -0.45)))), NULL) AS door_ms,
        toFloat32(round(0.6 + pow(1 - cityHash64(number, 'e-vib') / 18446744073709551616.0, -0.5) / 3, 2)) AS vib_mms,
        toInt16(-55 - cityHash64(number, 'e-rssi') % 50) AS rssi_dbm,
        if(sev = 'info' OR cityHash64(number, 'e-ack') % 100 < 22, NULL, toNullable(['Yara','Benno','Piet','Solveig'][1 + cityHash64(number, 'e-op') % 4])) AS ack_by
    FROM numbers(7400)
)
WHERE toDate(evt_ts) != '2026-05-09'
  AND NOT (lift_sn = 'L1007' AND evt_ts >= '2026-05-19 22:00:00')
  AND NOT (lift_sn = 'L1023' AND evt_ts >= '2026-05-20 11:00:00')
  AND NOT (lift_sn = 'L1041' AND evt_ts >= '2026-05-16 00:00:00');

-- The motor of L1030 burns on 2026-05-21 from 12:00 on.
INSERT INTO liftcare.telemetry
SELECT 390000 + number, toDateTime64('2026-05-21 12:00:00', 3, 'UTC') + toIntervalMinute(5 * number) + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000),
       'L1030', if(number % 3 = 0, 'overheat', 'run') AS kind, if(kind = 'overheat', 'crit', 'info'), toInt8(cityHash64(number, 'm-fl') % 9),
       toNullable(toUInt16(80 + cityHash64(number, 'm-kg') % 300)), toNullable(toFloat32(101 + cityHash64(number, 'm-tc') % 110 / 10)),
       if(kind = 'run', toNullable(toUInt32(2200 + cityHash64(number, 'm-door') % 800)), NULL), toFloat32(1.4), (SELECT any(fw) FROM liftcare.telemetry WHERE lift_sn = 'L1030'), toInt16(-71),
       if(kind = 'overheat' AND number % 2 = 0, toNullable('Piet'), NULL)
FROM numbers(50);

DROP TABLE IF EXISTS liftcare.visits;
CREATE TABLE liftcare.visits
(
    visit_no    UInt32,
    lift_sn     String,
    technician  LowCardinality(String),
    job_type    LowCardinality(String) COMMENT 'P planned service, B breakdown call, R rescue of trapped people',
    called_at   DateTime('UTC') COMMENT 'customer called, or job was planned',
    arrived_at  Nullable(DateTime('UTC')) COMMENT 'null when nobody came (yet)',
    left_at     Nullable(DateTime('UTC')),
    result_cd   LowCardinality(String) COMMENT 'FX fixed, TM temporary repair, PO parts on order, WD withdrawn by the customer, OP still open',
    parts_cents UInt32 COMMENT 'spare parts used, EUR cents',
    billable    UInt8 COMMENT '1 = invoiced, 0 = covered by the contract'
)
ENGINE = MergeTree ORDER BY (called_at, visit_no);

INSERT INTO liftcare.visits
WITH
    called_at + toIntervalSecond(toUInt32(60 * multiIf(job_type = 'P', 2900, job_type = 'R', 24, contract = 'gold', 38, contract = 'silver', 74, 165) * (0.5 + cityHash64(n, 'j-arr') % 1000 / 900))) AS arr,
    arr + toIntervalSecond(1500 + cityHash64(n, 'j-fin') % 7000) AS fin
SELECT visit_no, lift_sn, technician, job_type, called_at,
       if(wd OR arr >= '2026-05-21 16:19:00', NULL, toNullable(arr)) AS arrived_at,
       if(wd OR fin >= '2026-05-21 16:19:00', NULL, toNullable(fin)) AS left_at,
       multiIf(wd, 'WD', left_at IS NULL, 'OP', job_type = 'P', if(q < 92, 'FX', 'PO'), q < if(contract = 'payg', 52, 68), 'FX', q < 86, 'TM', 'PO') AS result_cd,
       if(result_cd IN ('FX', 'TM') AND cityHash64(n, 'j-p0') % 100 < 62, toUInt32(900 + 4200 * pow(1 - cityHash64(n, 'j-p1') / 18446744073709551616.0, -0.7)), 0) AS parts_cents,
       toUInt8(contract = 'payg' OR (contract = 'silver' AND parts_cents > 9000)) AS billable
FROM
(
    SELECT
        number AS n,
        toUInt32(7001 + number) AS visit_no,
        concat('L', toString(1001 + toUInt32(floor(64 * pow(cityHash64(number, 'j-lift') / 18446744073709551616.0, 1.1))))) AS lift_sn,
        ['Ingrid Vos','Tiago Ramos','Karl Behr','Nadia Lund','Joost Mol','Rui Pinto','Elsa Holm'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'j-tech') / 18446744073709551616.0, 1.3)))] AS technician,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(93400 * pow(cityHash64(number, 'j-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'j-s') % 58) AS called_at,
        cityHash64(number, 'j-type') % 100 AS t,
        multiIf(t < if(toDayOfWeek(called_at) = 6, 30, 11), 'R', t < 56, 'B', 'P') AS job_type,
        cityHash64(number, 'j-wd') % 100 < 5 AS wd,
        cityHash64(number, 'j-res') % 100 AS q
    FROM numbers(1400)
) AS v
INNER JOIN (SELECT lift_sn, contract FROM liftcare.units) AS u USING (lift_sn);
