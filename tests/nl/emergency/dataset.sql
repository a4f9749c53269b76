-- Visits to an emergency department, its wards and clinicians. Waits explode on 2026-05-20 from 19:00 to 22:00; no ambulance came in on 2026-05-12.
CREATE DATABASE IF NOT EXISTS emergency;
DROP TABLE IF EXISTS emergency.clinicians;
CREATE TABLE emergency.clinicians (clinician_id UInt16, clinician_name String, role LowCardinality(String), seniority LowCardinality(String) COMMENT 'junior, registrar or consultant', started_on Date, on_leave Bool) ENGINE = MergeTree ORDER BY clinician_id;
INSERT INTO emergency.clinicians SELECT 1 + number, concat(['Dr ', 'Nurse '][1 + number % 2], ['Amin', 'Boyd', 'Chow', 'Diaz', 'Engel', 'Fox'][1 + number % 6], ' ', toString(number)), ['doctor', 'nurse'][1 + number % 2], ['junior', 'registrar', 'consultant'][1 + number % 3], toDate('2026-01-15') - toUInt32(cityHash64(number, 's') % 4000), cityHash64(number, 'l') % 9 = 0 FROM numbers(48);
DROP TABLE IF EXISTS emergency.visits;
CREATE TABLE emergency.visits
(
    visit_id      String,
    arrived_at    DateTime('UTC'),
    triaged_at    Nullable(DateTime('UTC')),
    seen_at       Nullable(DateTime('UTC')) COMMENT 'first seen by a clinician',
    departed_at   Nullable(DateTime('UTC')) COMMENT 'null while still in the department',
    patient_id    UInt32,
    clinician_id  UInt16,
    arrival_mode  LowCardinality(String) COMMENT 'ambulance, walk_in, police or helicopter',
    triage_level  UInt8 COMMENT '1 = immediate, 2 = urgent, 5 = minor',
    complaint     LowCardinality(String) COMMENT 'chest_pain, fracture, fever, burn, head_injury or other',
    outcome       LowCardinality(String) COMMENT 'discharged, admitted, transferred, left_without_being_seen or died',
    wait_minutes  UInt16 COMMENT 'from arrival to being seen',
    age           UInt8,
    blood_tests   UInt8,
    x_rayed       Bool,
    readmission   Bool COMMENT 'came back within 7 days'
)
ENGINE = MergeTree ORDER BY arrived_at;
INSERT INTO emergency.visits
SELECT concat('V', leftPad(toString(number), 6, '0')), at, at + toIntervalMinute(2 + cityHash64(number, 'tr') % 25), if(oc = 'left_without_being_seen', NULL, at + toIntervalMinute(wa)), if(at >= '2026-05-21 13:00:00' AND cityHash64(number, 'st') % 3 = 0, NULL, at + toIntervalMinute(wa + 20 + cityHash64(number, 'de') % 300)), 20000 + toUInt32(floor(9000 * pow(cityHash64(number, 'pt') / 18446744073709551616.0, 1.2))), 1 + cityHash64(number, 'cl') % 46,
    if(toDate(at) = '2026-05-12', ['walk_in', 'police'][1 + cityHash64(number, 'am') % 2], ['ambulance', 'walk_in', 'walk_in', 'police', 'helicopter'][1 + cityHash64(number, 'am') % 5]), 1 + cityHash64(number, 'tl') % 5, ['chest_pain', 'fracture', 'fever', 'burn', 'head_injury', 'other'][1 + cityHash64(number, 'co') % 6], oc, wa, cityHash64(number, 'ag') % 96, cityHash64(number, 'bt') % 6, cityHash64(number, 'xr') % 3 = 0, cityHash64(number, 're') % 15 = 0
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(45 + toUInt32(8000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.1))) AS at, ['discharged', 'discharged', 'discharged', 'admitted', 'admitted', 'transferred', 'left_without_being_seen', 'died'][1 + cityHash64(number, 'oc') % 8] AS oc,
        toUInt16(if(at >= '2026-05-20 19:00:00' AND at < '2026-05-20 22:00:00', 300, 5) + 180 * pow(cityHash64(number, 'wa') / 18446744073709551616.0, 2)) AS wa
    FROM numbers(24000)
);
