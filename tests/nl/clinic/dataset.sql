-- Appointments of a group of clinics. Northgate has no appointment on 2026-05-10; patients do not show up a lot at Harbour on
-- 2026-05-19 from 13:00 to 16:00.
CREATE DATABASE IF NOT EXISTS clinic;
DROP TABLE IF EXISTS clinic.doctors;
CREATE TABLE clinic.doctors
(
    doctor_id UInt16,
    full_name String,
    specialty LowCardinality(String),
    hired_on  Date,
    home_site LowCardinality(String)
)
ENGINE = MergeTree ORDER BY doctor_id;
INSERT INTO clinic.doctors SELECT 10 + number, concat(['Ada', 'Ben', 'Cleo', 'Dan', 'Eva'][1 + number % 5], ' ', ['Frost', 'Grant', 'Hale', 'Irwin'][1 + number % 4], ' ', toString(number)),
    ['cardiology', 'dermatology', 'pediatrics', 'orthopedics'][1 + cityHash64(number, 's') % 4], toDate('2026-05-01') - toUInt32(cityHash64(number, 'h') % 2000),
    ['Northgate', 'Harbour', 'Old Town'][1 + cityHash64(number, 'c') % 3] FROM numbers(60);
DROP TABLE IF EXISTS clinic.appointments;
CREATE TABLE clinic.appointments
(
    appointment_id UInt64,
    booked_at      DateTime('UTC'),
    checked_in_at  Nullable(DateTime('UTC')),
    seen_at        Nullable(DateTime('UTC')),
    patient_id     UInt32,
    doctor_id      UInt16,
    site           LowCardinality(String),
    room           UInt8,
    result         LowCardinality(String) COMMENT 'attended, no_show, patient_cancelled or clinic_cancelled; only attended ones are paid',
    fee_gbp        Float64,
    minutes        Nullable(UInt16) COMMENT 'length of the visit in minutes',
    booked_via     LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (site, booked_at);
INSERT INTO clinic.appointments
SELECT 50000 + number, at, if(res = 'attended', at + toIntervalMinute(3 + cityHash64(number, 'ci') % 40), NULL), if(res = 'attended', at + toIntervalMinute(50 + cityHash64(number, 'se') % 60), NULL),
    1 + toUInt32(floor(9000 * pow(cityHash64(number, 'p') / 18446744073709551616.0, 1.3))), 10 + cityHash64(number, 'd') % 58, place, 1 + cityHash64(number, 'ro') % 9, res,
    30 + cityHash64(number, 'f') % 170, if(res = 'attended', toUInt16(5 + cityHash64(number, 'mi') % 55), NULL), ['phone', 'web', 'app', 'walk_in'][1 + cityHash64(number, 'v') % 4]
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at,
        ['Northgate', 'Harbour', 'Old Town'][1 + cityHash64(number, 'pl') % 3] AS place,
        multiIf(place = 'Harbour' AND at >= '2026-05-19 13:00:00' AND at < '2026-05-19 16:00:00' AND cityHash64(number, 'x') % 100 < 80, 'no_show', cityHash64(number, 'y') % 100 < 80, 'attended',
                cityHash64(number, 'y') % 100 < 87, 'no_show', cityHash64(number, 'y') % 100 < 95, 'patient_cancelled', 'clinic_cancelled') AS res
    FROM numbers(40000)
)
WHERE NOT (place = 'Northgate' AND toDate(at) = '2026-05-10');
