-- Ambulance and patient transport dispatch. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS sirenloop;
CREATE DATABASE sirenloop;

CREATE TABLE sirenloop.units
(
    unit_id    UInt16,
    callsign   String,
    base       LowCardinality(String) COMMENT 'station where the unit is parked',
    unit_type  LowCardinality(String) COMMENT 'als = advanced life support, bls = basic life support, pts = patient transport, rrv = rapid response car',
    in_service Date,
    off_road   UInt8 COMMENT '1 = in the workshop'
)
ENGINE = MergeTree ORDER BY unit_id;

INSERT INTO sirenloop.units
SELECT
    101 + number AS unit_id,
    concat(['Falcon','Heron','Kestrel','Merlin','Osprey'][1 + cityHash64(number, 'u-cs') % 5], ' ', toString(1 + number)) AS callsign,
    ['North Yard','Dockside','Hillcrest','Airfield'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'u-base') / 18446744073709551616.0, 1.2)))] AS base,
    ['als','bls','pts','rrv'][1 + cityHash64(number, 'u-type') % 4] AS unit_type,
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'u-age') % 3000) AS in_service,
    toUInt8(number IN (18, 26)) AS off_road
FROM numbers(30);

CREATE TABLE sirenloop.facilities
(
    code     String,
    name     String,
    kind     LowCardinality(String) COMMENT 'emergency, general or clinic',
    beds     UInt16,
    district LowCardinality(String)
)
ENGINE = MergeTree ORDER BY code;

INSERT INTO sirenloop.facilities VALUES ('QMH', 'Quaywick Memorial', 'general', 420, 'Quaywick'), ('STA', 'St Aldan General', 'general', 610, 'Brackwell'), ('RVC', 'Riverside Clinic', 'clinic', 60, 'Harnmoor'), ('EDG', 'Edgemoor Trauma Centre', 'emergency', 350, 'Stonegate'), ('LCH', 'Lowcliff Hospital', 'emergency', 280, 'Eastfell'), ('MNC', 'Moorland Clinic', 'clinic', 45, 'Tolver');

CREATE TABLE sirenloop.callouts
(
    callout_id     UInt64,
    received_at    DateTime64(3, 'UTC') COMMENT 'the call came in',
    dispatched_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'unit sent out',
    on_scene_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'unit at the patient, response time is counted from received_at',
    arrived_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'patient at the facility',
    handover_s     Nullable(UInt32) COMMENT 'seconds until the facility took the patient over',
    district       LowCardinality(String),
    caller         LowCardinality(String) COMMENT 'public, doctor, care_home or police',
    priority       UInt8 COMMENT '1 life-threatening, 2 urgent, 3 routine, 4 planned transport',
    symptom        LowCardinality(String),
    unit_id        Nullable(UInt16),
    patient_id     Nullable(UInt32) COMMENT 'null when there was no patient',
    patient_age    Nullable(UInt8),
    outcome        LowCardinality(String) COMMENT 'conveyed = patient brought to a facility, treated_on_scene, stood_down, hoax, open = still running',
    dest_code      Nullable(String) COMMENT 'facilities.code',
    loaded_m       UInt32 COMMENT 'metres driven with the patient on board, 0 when nobody was conveyed',
    blue_lights    UInt8,
    charge_usd     Decimal(10, 2) COMMENT 'only conveyed callouts are billed, for all others it is an estimate that is dropped'
)
ENGINE = MergeTree ORDER BY (district, received_at);

-- No callout on 2026-05-06 (the system was down, paper only). Handovers at EDG take four times as long on 2026-05-21.
-- Unit 119 is silent since 2026-05-20 15:00, 127 since 2026-05-20 21:00.
INSERT INTO sirenloop.callouts
SELECT
    callout_id, received_at,
    if(unit_id IS NULL OR t1 >= '2026-05-21 16:20:00', NULL, toNullable(t1)) AS dispatched_at,
    if(unit_id IS NULL OR base_outcome IN ('stood_down') OR t2 >= '2026-05-21 16:20:00', NULL, toNullable(t2)) AS on_scene_at,
    if(outcome = 'conveyed', toNullable(t3), NULL) AS arrived_at,
    if(outcome = 'conveyed', toNullable(toUInt32(if(dest = 'EDG' AND received_at >= '2026-05-21 00:00:00', 4, 1)
        * (240 + floor(500 * pow(1 - cityHash64(n, 'k-ho') / 18446744073709551616.0, -0.4) * if(dest = 'STA', 1.4, 1.0))))), NULL) AS handover_s,
    district, caller, priority, symptom, unit_id,
    if(base_outcome IN ('hoax', 'stood_down'), NULL, toNullable(20000 + toUInt32(floor(4200 * pow(cityHash64(n, 'k-pat') / 18446744073709551616.0, 1.6))))) AS patient_id,
    if(patient_id IS NULL OR cityHash64(n, 'k-noage') % 100 < 6, NULL, toNullable(toUInt8(1 + floor(98 * pow(cityHash64(patient_id, 'k-age') / 18446744073709551616.0, 0.6))))) AS patient_age,
    multiIf(base_outcome = 'conveyed' AND t3 >= '2026-05-21 16:20:00', 'open', t2 >= '2026-05-21 16:20:00', 'open', base_outcome) AS outcome,
    if(outcome = 'conveyed', toNullable(dest), NULL) AS dest_code,
    if(outcome = 'conveyed', metres, 0) AS loaded_m,
    toUInt8(priority = 1 OR (priority = 2 AND cityHash64(n, 'k-blue') % 3 = 0)) AS blue_lights,
    toDecimal64(round(95 + metres * 0.021 + multiIf(priority = 1, 310, priority = 2, 180, priority = 3, 90, 40), 2), 2) AS charge_usd
FROM
(
    SELECT
        number AS n,
        8800000 + number AS callout_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.3)))) AS minute0,
        minute0 + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms0') % 57500) AS received_at,
        ['Brackwell','Tolver','Harnmoor','Quaywick','Eastfell','Stonegate'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-dis') / 18446744073709551616.0, 1.35)))] AS district,
        ['public','doctor','care_home','police'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-cal') / 18446744073709551616.0, 1.9)))] AS caller,
        toUInt8([2,3,1,4][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-pri') / 18446744073709551616.0, 1.2)))]) AS priority,
        ['chest pain','fall','breathing','stroke','dialysis','injury','other'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'k-sym') / 18446744073709551616.0, 1.2)))] AS symptom,
        cityHash64(number, 'k-out') % 1000 AS s,
        multiIf(s < if(district = 'Stonegate', 70, 30), 'hoax', s < 130, 'stood_down', s < 340, 'treated_on_scene', 'conveyed') AS base_outcome,
        if(base_outcome IN ('hoax', 'stood_down') AND cityHash64(number, 'k-nou') % 2 = 0, NULL,
           toNullable(toUInt16(101 + toUInt32(floor(29 * pow(cityHash64(number, 'k-unit') / 18446744073709551616.0, 1.15)))))) AS unit_id,
        minute0 + toIntervalMinute(1 + cityHash64(number, 'k-d1') % 4) + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms1') % 57500) AS t1,
        minute0 + toIntervalMinute(6 + toUInt32(floor((3 + 4 * priority) * pow(cityHash64(number, 'k-d2') / 18446744073709551616.0, 1.3)))) + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms2') % 57500) AS t2,
        toUInt32(900 + floor(4200 * pow(1 - cityHash64(number, 'k-m') / 18446744073709551616.0, -0.38))) AS metres,
        minute0 + toIntervalMinute(6 + 3 + 4 * priority + 8 + toUInt32(metres / 1100)) + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms3') % 57500) AS t3,
        ['STA','EDG','QMH','LCH','RVC','MNC'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-dst') / 18446744073709551616.0, 1.2)))] AS dest
    FROM numbers(7200)
)
WHERE toDate(received_at) != '2026-05-06'
  AND NOT (ifNull(unit_id, 0) = 119 AND received_at >= '2026-05-20 15:00:00')
  AND NOT (ifNull(unit_id, 0) = 127 AND received_at >= '2026-05-20 21:00:00');

-- Hoax calls pour in from Tolver on 2026-05-19 between 13:00 and 15:00.
INSERT INTO sirenloop.callouts
SELECT
    8890000 + number, toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute((number * 7) % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57500),
    NULL, NULL, NULL, NULL, 'Tolver', 'public', toUInt8(2), 'other', NULL, NULL, NULL, 'hoax', NULL, toUInt32(0), toUInt8(0), toDecimal64(0, 2)
FROM numbers(64);
