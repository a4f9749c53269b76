-- Outpatient appointments of a hospital. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No appointment on 2026-05-06 (booking system down); orthopaedics cancels en masse on 2026-05-19 (theatre flooded).
DROP DATABASE IF EXISTS stethora;
CREATE DATABASE stethora;

CREATE TABLE stethora.clinicians
(
    clinician_id UInt16,
    display_name String,
    grade        LowCardinality(String) COMMENT 'consultant, registrar or nurse',
    started_on   Date,
    on_leave     UInt8 COMMENT '1 = on long leave now'
)
ENGINE = MergeTree ORDER BY clinician_id;

INSERT INTO stethora.clinicians
SELECT
    101 + number,
    concat('Dr ', ['Abara','Brandt','Cusack','Deluca','Eriksen','Fontaine','Gruber','Halloran'][1 + number % 8], ' ', ['A','B','C','D','E','F'][1 + intDiv(number, 8)]),
    ['consultant','registrar','nurse'][1 + cityHash64(number, 'cl-grade') % 3],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'cl-start') % 4200),
    cityHash64(number, 'cl-leave') % 12 = 0
FROM numbers(48);

CREATE TABLE stethora.patients
(
    patient_id    UInt32,
    birth_year    UInt16,
    town          LowCardinality(String),
    sms_consent   UInt8 COMMENT '1 = agreed to text messages',
    registered_on Date
)
ENGINE = MergeTree ORDER BY patient_id;

INSERT INTO stethora.patients
SELECT
    20001 + number,
    1936 + cityHash64(number, 'p-born') % 72,
    ['Elmhurst','Corrigan','Stowbridge','Pellworth','Dunmoor'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-town') / 18446744073709551616.0, 1.4)))],
    cityHash64(number, 'p-sms') % 100 < 71,
    toDate('2026-05-20') - toUInt32(floor(2400 * pow(cityHash64(number, 'p-reg') / 18446744073709551616.0, 1.5)))
FROM numbers(3600);

CREATE TABLE stethora.appointments
(
    appt_id      UInt64,
    slot_at      DateTime64(3, 'UTC') COMMENT 'when the patient was due',
    arrived_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'check-in at the desk, null when the patient did not come',
    called_in_at Nullable(DateTime64(3, 'UTC')) COMMENT 'called into the room',
    patient_id   UInt32,
    clinician_id UInt16,
    dept         LowCardinality(String),
    site         LowCardinality(String),
    visit_kind   LowCardinality(String) COMMENT 'new, review, procedure or phone',
    outcome      LowCardinality(String) COMMENT 'attended, dna (did not attend, a no-show), cancelled_patient or cancelled_hospital',
    reminder     LowCardinality(String) COMMENT 'reminder sent before the slot: sms, letter, call or none',
    lead_days    UInt16 COMMENT 'days from booking to the slot',
    consult_secs Nullable(UInt32) COMMENT 'time in the room, only for attended appointments',
    fee_eur      Decimal(8, 2) COMMENT 'patient contribution; collected only when attended',
    interpreter  LowCardinality(Nullable(String)) COMMENT 'language of the interpreter, null when none was needed'
)
ENGINE = MergeTree ORDER BY (dept, slot_at);

INSERT INTO stethora.appointments
SELECT appt_id, slot_at,
       if(outcome = 'attended', toNullable(arr), NULL),
       if(outcome = 'attended', toNullable(seen), NULL),
       patient_id, clinician_id, dept, site, visit_kind, outcome, reminder, lead_days,
       if(outcome = 'attended', toNullable(secs), NULL),
       fee_eur, interpreter
FROM
(
    SELECT
        number AS n,
        640000 + number AS appt_id,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(78 * pow(cityHash64(n, 'a-day') / 18446744073709551616.0, 1.25))))
            + toIntervalMinute(450 + cityHash64(n, 'a-min') % 690)
            + toIntervalMillisecond(1000 + cityHash64(n, 'a-ms') % 57000) AS slot_at,
        1 + toUInt8(floor(6 * pow(cityHash64(n, 'a-dept') / 18446744073709551616.0, 1.25))) AS d,
        ['cardiology','orthopaedics','eye','dermatology','ent','diabetes'][d] AS dept,
        101 + 8 * (d - 1) + toUInt16(floor(8 * pow(cityHash64(n, 'a-cli') / 18446744073709551616.0, 1.5))) AS clinician_id,
        20001 + toUInt32(floor(3600 * pow(cityHash64(n, 'a-pat') / 18446744073709551616.0, 1.6))) AS patient_id,
        ['Main','Northgate','Riverside'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'a-site') / 18446744073709551616.0, 1.5)))] AS site,
        ['review','new','phone','procedure'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'a-kind') / 18446744073709551616.0, 1.4)))] AS visit_kind,
        ['sms','letter','none','call'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'a-rem') / 18446744073709551616.0, 1.4)))] AS reminder,
        toUInt16(1 + floor(6 * pow(1 - cityHash64(n, 'a-lead') / 18446744073709551616.0, -0.8)) % 190) AS lead_days,
        cityHash64(n, 'a-out') % 1000 AS r,
        multiIf(dept = 'orthopaedics' AND toDate(slot_at) = '2026-05-19' AND r < 720, 'cancelled_hospital',
                r < 45 + if(site = 'Riverside', 25, 0), 'cancelled_hospital', r < 130, 'cancelled_patient',
                r < 215 + multiIf(reminder = 'none', 90, reminder = 'letter', 45, reminder = 'call', -30, 0) + if(lead_days > 60, 60, 0) + if(dept = 'dermatology', 50, 0), 'dna', 'attended') AS outcome,
        toStartOfMinute(slot_at) - toIntervalMinute(cityHash64(n, 'a-early') % 22) + toIntervalMinute(6) + toIntervalMillisecond(1000 + cityHash64(n, 'a-ms2') % 57000) AS arr,
        toStartOfMinute(arr) + toIntervalMinute(2 + toUInt32(floor(if(site = 'Main', 52, if(site = 'Northgate', 34, 43)) * pow(cityHash64(n, 'a-wait') / 18446744073709551616.0, 1.6)))) + toIntervalMillisecond(1000 + cityHash64(n, 'a-ms3') % 57000) AS seen,
        toUInt32(180 + floor(multiIf(visit_kind = 'procedure', 900, visit_kind = 'new', 620, 380) * pow(1 - cityHash64(n, 'a-sec') / 18446744073709551616.0, -0.35))) AS secs,
        toDecimal64(multiIf(visit_kind = 'phone', 8.5, visit_kind = 'procedure', 46, visit_kind = 'new', 24, 15.5) + (cityHash64(n, 'a-fee') % 4) * 1.25, 2) AS fee_eur,
        if(cityHash64(n, 'a-int') % 100 < 9, ['Polish','Arabic','Romanian','Somali'][1 + cityHash64(n, 'a-lang') % 4], NULL) AS interpreter
    FROM numbers(6800)
)
WHERE slot_at < '2026-05-21 16:19:00'
  AND toDate(slot_at) != '2026-05-06'
  AND NOT (toDayOfWeek(slot_at) > 5 AND cityHash64(n, 'a-we') % 5 < 3)
  AND (outcome != 'attended' OR seen + toIntervalSecond(secs) < '2026-05-21 16:19:00');

INSERT INTO stethora.appointments
SELECT 690000 + number,
       toDateTime64('2026-05-19 08:30:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 520) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
       NULL, NULL, 20001 + cityHash64(number, 'x-pat') % 3000, 109 + cityHash64(number, 'x-cli') % 8, 'orthopaedics', 'Main', 'procedure', 'cancelled_hospital', 'sms',
       14 + cityHash64(number, 'x-lead') % 30, NULL, 46, NULL
FROM numbers(36);
