-- Mobile blood-pressure telemonitoring. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sphygmo;
CREATE DATABASE sphygmo;

CREATE TABLE sphygmo.patients
(
    patient_no      UInt32,
    full_name       String,
    birth_year      UInt16,
    state           LowCardinality(String) COMMENT 'US state, two-letter code',
    programme       LowCardinality(String),
    enrolled_on     Date,
    care_status     LowCardinality(String) COMMENT 'active, paused or discharged',
    monthly_fee_usd Decimal(8, 2)
)
ENGINE = MergeTree ORDER BY patient_no;

INSERT INTO sphygmo.patients
SELECT
    2000 + number,
    concat(['Ruth','Elmer','Dolores','Hank','Mabel','Otis','Greta','Leon','Nadia','Carl'][1 + cityHash64(number, 'p-first') % 10], ' ',
           ['Haugen','Whitaker','Salinas','Boone','Kowalski','Tran','Eriksen','Dawes','Pruitt','Oyelaran'][1 + cityHash64(number, 'p-last') % 10], ' ', toString(number)),
    1938 + cityHash64(number, 'p-born') % 60,
    ['OR','ID','WA','MT','NV','UT'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-state') / 18446744073709551616.0, 1.3)))],
    ['hypertension','post-stroke','kidney','pregnancy'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-prog') / 18446744073709551616.0, 1.5)))],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'p-enr') % 700),
    multiIf(cityHash64(number, 'p-care') % 100 < 84, 'active', cityHash64(number, 'p-care') % 100 < 93, 'paused', 'discharged'),
    toDecimal64([19, 29, 29, 39.5, 49][1 + cityHash64(number, 'p-fee') % 5], 2)
FROM numbers(650);

CREATE TABLE sphygmo.cuffs
(
    cuff        String,
    model       LowCardinality(String),
    battery_pct Nullable(UInt8) COMMENT 'as of its last upload',
    shipped_on  Date
)
ENGINE = MergeTree ORDER BY cuff;

INSERT INTO sphygmo.cuffs
SELECT
    concat('BP', leftPad(toString(100 + number), 5, '0')),
    ['Arno Lite','Arno Pro','Pulsa Two','Pulsa Wrist'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-model') / 18446744073709551616.0, 1.3)))],
    if(cityHash64(number, 'c-nob') % 100 < 8, NULL, toNullable(toUInt8(5 + cityHash64(number, 'c-bat') % 96))),
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'c-ship') % 900)
FROM numbers(420);

CREATE TABLE sphygmo.readings
(
    reading_id  UInt64,
    patient_no  UInt32,
    cuff        String,
    taken_at    DateTime64(3, 'UTC'),
    uploaded_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null while the reading is only on the phone',
    outcome     LowCardinality(String) COMMENT 'ok, cuff_error, motion or aborted',
    systolic    Nullable(UInt16) COMMENT 'mmHg; null unless the outcome is ok',
    diastolic   Nullable(UInt16) COMMENT 'mmHg',
    pulse_bpm   Nullable(UInt8),
    irregular   UInt8 COMMENT '1 when an irregular heartbeat was detected',
    arm         LowCardinality(String) COMMENT 'L or R',
    posture     LowCardinality(String) COMMENT 'sitting, standing or lying',
    inflate_ms  UInt32 COMMENT 'inflation time',
    alert       LowCardinality(String) COMMENT 'none, amber or red; red pages the nurse on duty',
    firmware    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (taken_at, reading_id);

-- Firmware 2.7.1 throws cuff errors since 2026-05-20 08:00; no reading at all on 2026-05-09 (phones could not pair).
INSERT INTO sphygmo.readings
SELECT reading_id, patient_no, cuff, taken_at,
       if(up_at >= '2026-05-21 16:20:00' OR cityHash64(n, 'r-noup') % 100 < 3, NULL, toNullable(up_at)) AS uploaded_at,
       outcome, systolic, diastolic, pulse_bpm, irregular, arm, posture, inflate_ms, alert, firmware
FROM
(
    SELECT
        number AS n,
        880000 + number AS reading_id,
        toUInt32(floor(640 * pow(cityHash64(number, 'r-pat') / 18446744073709551616.0, 2.0))) AS p,
        toUInt32(2000 + (p * 37) % 650) AS patient_no,
        concat('BP', leftPad(toString(100 + (p * 13) % 420), 5, '0')) AS cuff,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57500) AS taken_at,
        taken_at + toIntervalMinute(toUInt32(floor(90 * pow(cityHash64(number, 'r-up') / 18446744073709551616.0, 3)))) AS up_at,
        ['2.7.1','2.7.0','2.6.4','2.5.9'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'r-fw') / 18446744073709551616.0, 1.2)))] AS firmware,
        cityHash64(number, 'r-out') % 1000 AS o,
        multiIf(firmware = '2.7.1' AND taken_at >= '2026-05-20 08:00:00' AND o < 420, 'cuff_error',
                o < 35, 'cuff_error', o < 90, 'motion', o < 150, 'aborted', 'ok') AS outcome,
        ['sitting','lying','standing'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-pos') / 18446744073709551616.0, 1.6)))] AS posture,
        if(cityHash64(number, 'r-arm') % 100 < 68, 'L', 'R') AS arm,
        toUInt16(108 + cityHash64(p, 'r-base') % 34 + floor(34 * pow(cityHash64(number, 'r-sys') / 18446744073709551616.0, 1.4)) + if(cityHash64(number, 'r-high') % 100 < 6, 28, 0) - if(posture = 'standing', 4, 0)) AS s,
        if(outcome = 'ok', toNullable(s), NULL) AS systolic,
        if(outcome = 'ok', toNullable(toUInt16(round(s * 0.58) + cityHash64(number, 'r-dia') % 14)), NULL) AS diastolic,
        if(outcome = 'ok' AND cityHash64(number, 'r-nop') % 100 < 96, toNullable(toUInt8(54 + cityHash64(number, 'r-pul') % 46 + if(posture = 'standing', 8, 0))), NULL) AS pulse_bpm,
        toUInt8(outcome = 'ok' AND cityHash64(number, 'r-irr') % 100 < multiIf(posture = 'lying', 12, posture = 'standing', 5, 8)) AS irregular,
        toUInt32(floor((if(posture = 'standing', 21000, 16500)) * pow(1 - cityHash64(number, 'r-inf') / 18446744073709551616.0, -0.35))) AS inflate_ms,
        multiIf(outcome = 'ok' AND s >= 168, 'red', outcome = 'ok' AND s >= 152, 'amber', 'none') AS alert
    FROM numbers(9200)
)
WHERE toDate(taken_at) != '2026-05-09'
  AND NOT (toHour(taken_at) BETWEEN 0 AND 4 AND cityHash64(n, 'r-night') % 5 != 0);
