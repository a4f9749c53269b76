-- A driving school: bookings of lessons and exams. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Planted: Luton cancels en masse on 2026-05-20 09:00 to 12:00. Slough has no booking on 2026-05-13.
DROP DATABASE IF EXISTS clutchyard;
CREATE DATABASE clutchyard;

CREATE TABLE clutchyard.instructors
(
    coach_id   UInt32,
    coach_name String,
    car_model  LowCardinality(String),
    hired_on   Date,
    employment LowCardinality(String) COMMENT 'active, on_leave or left'
)
ENGINE = MergeTree ORDER BY coach_id;

INSERT INTO clutchyard.instructors
SELECT 200 + number,
    concat(['Priya','Gareth','Moira','Dylan','Esther','Kofi','Helen','Rashid'][1 + cityHash64(number, 'i-f') % 8], ' ', ['Bevan','Okoro','Lamb','Sandhu','Finch','Doyle','Marsh'][1 + cityHash64(number, 'i-l') % 7], ' ', toString(number)),
    ['Corsa','Fiesta','Clio','Yaris'][1 + cityHash64(number, 'i-c') % 4],
    toDate('2026-05-01') - toUInt32(cityHash64(number, 'i-h') % 2400),
    multiIf(cityHash64(number, 'i-e') % 100 < 74, 'active', cityHash64(number, 'i-e') % 100 < 88, 'on_leave', 'left')
FROM numbers(64);

CREATE TABLE clutchyard.pupils
(
    pupil_no    UInt32,
    given_name  String,
    enrolled_on Date,
    package     LowCardinality(String) COMMENT 'pay_as_you_go, ten_pack or intensive',
    heard_from  LowCardinality(String) COMMENT 'how the pupil found the school: friend, web, flyer'
)
ENGINE = MergeTree ORDER BY pupil_no;

INSERT INTO clutchyard.pupils
SELECT 1000 + number,
    ['Amy','Ben','Chidi','Dara','Ewan','Farah','Gus','Hana','Ivo','Jess'][1 + cityHash64(number, 'p-n') % 10],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'p-e') % 400),
    ['pay_as_you_go','ten_pack','intensive'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-p') / 18446744073709551616.0, 1.5)))],
    ['friend','web','flyer'][1 + cityHash64(number, 'p-h') % 3]
FROM numbers(1200);

CREATE TABLE clutchyard.bookings
(
    booking_id    UInt64,
    pupil_no      UInt32,
    coach_id      Nullable(UInt32) COMMENT 'null for theory exams, no instructor is needed',
    branch        LowCardinality(String),
    kind          LowCardinality(String) COMMENT 'lesson, mock_exam, theory_exam or road_exam',
    starts_at     DateTime64(3, 'UTC'),
    state         LowCardinality(String) COMMENT 'held, pupil_cancelled, school_cancelled or no_show. Only held bookings are charged',
    gearbox       LowCardinality(String) COMMENT 'manual or automatic',
    duration_min  UInt16,
    price_gbp     Decimal(8, 2),
    passed        Nullable(UInt8) COMMENT '1 passed, 0 failed, null for lessons and for exams that were not held',
    faults        Nullable(UInt8) COMMENT 'minor faults noted on a held road_exam or mock_exam',
    coach_late_s  Nullable(UInt16) COMMENT 'how late the instructor turned up',
    motorway      UInt8 COMMENT '1 when part of the drive was on a motorway'
)
ENGINE = MergeTree ORDER BY (branch, starts_at);

INSERT INTO clutchyard.bookings
SELECT booking_id, pupil_no, coach_id, branch, kind, starts_at, state, gearbox, duration_min, price_gbp,
    if(kind != 'lesson' AND state = 'held', toNullable(toUInt8(cityHash64(n, 'b-pass') % 100 < multiIf(kind = 'theory_exam', 66, gearbox = 'automatic', 41, 54))), NULL) AS passed,
    if(kind IN ('road_exam', 'mock_exam') AND state = 'held', toNullable(toUInt8(floor(18 * pow(cityHash64(n, 'b-flt') / 18446744073709551616.0, 1.4)))), NULL) AS faults,
    if(coach_id IS NOT NULL AND state = 'held', toNullable(toUInt16(floor(multiIf(branch = 'Croydon', 1500, branch = 'Luton', 700, branch = 'Watford', 520, branch = 'Slough', 980, 860) * pow(cityHash64(n, 'b-late') / 18446744073709551616.0, 1.9)))), NULL) AS coach_late_s,
    toUInt8(cityHash64(n, 'b-mw') % 100 < 17) AS motorway
FROM
(
    SELECT
        number AS n,
        40000 + number AS booking_id,
        1000 + toUInt32(floor(1150 * pow(cityHash64(number, 'b-pup') / 18446744073709551616.0, 1.3))) AS pupil_no,
        ['Harrow','Croydon','Luton','Watford','Slough'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-br') / 18446744073709551616.0, 1.25)))] AS branch,
        multiIf(cityHash64(number, 'b-k') % 100 < 68, 'lesson', cityHash64(number, 'b-k') % 100 < 79, 'mock_exam', cityHash64(number, 'b-k') % 100 < 88, 'theory_exam', 'road_exam') AS kind,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(100800 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000) AS starts_at,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(branch = 'Luton' AND starts_at >= '2026-05-20 09:00:00' AND starts_at < '2026-05-20 12:00:00' AND s < 800, 'school_cancelled',
            s < 85, 'pupil_cancelled', s < 130, 'school_cancelled', s < 195, 'no_show', 'held') AS state,
        if(kind = 'theory_exam', NULL, toNullable(200 + toUInt32(floor(62 * pow(cityHash64(number, 'b-co') / 18446744073709551616.0, 1.7))))) AS coach_id,
        if(cityHash64(number, 'b-gb') % 100 < 38, 'automatic', 'manual') AS gearbox,
        toUInt16([45, 60, 60, 90, 120][1 + cityHash64(number, 'b-du') % 5]) AS duration_min,
        toDecimal64(round(multiIf(kind = 'lesson', 0.62, kind = 'mock_exam', 0.8, kind = 'theory_exam', 0.4, 1.3) * duration_min * if(gearbox = 'automatic', 1.12, 1.0) * if(branch = 'Harrow', 1.1, 1.0), 2), 2) AS price_gbp
    FROM numbers(9000)
)
WHERE toHour(starts_at) BETWEEN 7 AND 20
  AND NOT (branch = 'Slough' AND toDate(starts_at) = '2026-05-13')
  AND starts_at < '2026-05-21 16:20:00';

INSERT INTO clutchyard.bookings
SELECT 90000 + number, 1000 + toUInt32(cityHash64(number, 'x-p') % 1100), toNullable(200 + toUInt32(cityHash64(number, 'x-c') % 40)), 'Luton', 'lesson',
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-t') % 180) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    'school_cancelled', 'manual', 60, toDecimal64(37.2, 2), NULL, NULL, NULL, 0
FROM numbers(60);
