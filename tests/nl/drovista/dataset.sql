-- A chain of driving schools: lessons, exams, instructors. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Starts lie at minutes 5, 10, 25, 35, 40 and 55, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS drovista;
CREATE DATABASE drovista;

CREATE TABLE drovista.instructors
(
    instr_id  UInt16,
    full_name String,
    branch    LowCardinality(String) COMMENT 'home branch',
    contract  Enum8('staff' = 1, 'freelance' = 2, 'trainee' = 3) COMMENT 'type of contract',
    hired_on  Date,
    active    Bool COMMENT 'false once the instructor has left us'
)
ENGINE = MergeTree ORDER BY instr_id
COMMENT 'everybody who teaches or has taught';

-- 226 and 239 have left; 241 is a new trainee without a lesson so far.
INSERT INTO drovista.instructors
SELECT
    201 + number AS instr_id,
    concat(['Aino','Mikko','Leena','Petri','Saara','Juha','Outi','Timo'][1 + cityHash64(number, 'i-first') % 8], ' ',
           ['Laine','Koski','Salmi','Niemi','Harju','Lehto','Rinne'][1 + cityHash64(number, 'i-last') % 7], ' ', toString(201 + number)),
    ['Espoo','Tampere','Oulu','Lahti','Kuopio','Vaasa'][1 + number % 6],
    multiIf(number = 40, 'trainee', cityHash64(number, 'i-con') % 100 < 50, 'staff', cityHash64(number, 'i-con') % 100 < 80, 'freelance', 'trainee'),
    if(number = 40, toDate('2026-05-11'), toDate('2026-02-20') - toUInt32(floor(2600 * pow(cityHash64(number, 'i-hired') / 18446744073709551616.0, 1.4)))),
    number NOT IN (25, 38)
FROM numbers(42);

CREATE TABLE drovista.lessons
(
    lesson_id  UInt32,
    starts_at  DateTime('UTC') COMMENT 'planned start of the lesson',
    learner_id UInt32,
    instr_id   UInt16,
    branch     LowCardinality(String),
    car        LowCardinality(String) COMMENT 'number plate of the car, empty for theory',
    gearbox    Enum8('-' = 0, 'M' = 1, 'A' = 2) COMMENT 'M = manual, A = automatic, - = no car',
    kind       LowCardinality(String) COMMENT 'city, motorway, night, theory',
    dur_min    UInt16 COMMENT 'booked length in minutes',
    fee_cents  UInt32 COMMENT 'price in euro cents',
    state      Enum8('done' = 1, 'cxl_l' = 2, 'cxl_s' = 3, 'noshow' = 4) COMMENT 'done = lesson given, cxl_l = cancelled by the learner, cxl_s = cancelled by the school, noshow = learner did not turn up; only lessons that were given are paid',
    notice_h   Nullable(UInt16) COMMENT 'hours of notice before a cancelled lesson',
    score      Nullable(UInt8) COMMENT 'mark of the instructor for the lesson, 1 (poor) to 10 (ready for the exam)',
    dist_km    Nullable(Decimal(6, 1)) COMMENT 'kilometres driven'
)
ENGINE = MergeTree ORDER BY (branch, starts_at)
COMMENT 'booked lessons, one row each, also the cancelled ones';

-- All branches were closed on 2026-05-14. Two cars (index 7 and 22) are off the road since 2026-05-08 and 2026-04-29. Instructor 214 gives nothing since 2026-05-12, those of 218 are all cancelled since 2026-05-18.
INSERT INTO drovista.lessons
SELECT lesson_id, starts_at, learner_id, instr_id, branch,
       if(kind = 'theory', '', concat(char(65 + c * 7 % 26), char(65 + c * 11 % 24), char(65 + c * 5 % 23), '-', toString(100 + c * 29))) AS car,
       multiIf(kind = 'theory', '-', c % 5 IN (0, 2, 4), 'M', 'A') AS gearbox,
       kind, dur_min,
       toUInt32(100 * round(dur_min * multiIf(kind = 'theory', 0.5, kind = 'motorway', 1.25, kind = 'night', 1.35, 1.1) * if(branch = 'Espoo', 1.15, 1.0), 0)) AS fee_cents,
       state,
       if(state IN ('cxl_l', 'cxl_s'), toNullable(toUInt16(1 + floor(if(state = 'cxl_l', 120, 60) * pow(cityHash64(n, 'l-not') / 18446744073709551616.0, 1.6)))), NULL) AS notice_h,
       if(state = 'done' AND cityHash64(n, 'l-rated') % 100 < 82, toNullable(toUInt8(multiIf(kind = 'night', 2, 3) + cityHash64(n, 'l-score') % if(gearbox = 'A', 8, 7))), NULL) AS score,
       if(state = 'done' AND kind != 'theory', toNullable(toDecimal64(round(dur_min * multiIf(kind = 'motorway', 0.95, kind = 'night', 0.6, 0.42) * (0.7 + cityHash64(n, 'l-km') % 600 / 1000), 1), 1)), NULL) AS dist_km
FROM
(
    SELECT
        number AS n,
        610000 + number AS lesson_id,
        toUInt8(floor(6 * pow(cityHash64(number, 'l-br') / 18446744073709551616.0, 1.3))) AS b,
        ['Espoo','Tampere','Oulu','Lahti','Kuopio','Vaasa'][1 + b] AS branch,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(82 * pow(cityHash64(number, 'l-day') / 18446744073709551616.0, 1.12))))
            + toIntervalHour(7 + cityHash64(number, 'l-hour') % 13)
            + toIntervalMinute([5, 10, 25, 35, 40, 55][1 + cityHash64(number, 'l-min') % 6]) AS starts_at,
        40001 + toUInt32(floor(1500 * pow(cityHash64(number, 'l-learner') / 18446744073709551616.0, 1.2))) AS learner_id,
        toUInt16(201 + b + 6 * toUInt8(floor(7 * pow(cityHash64(number, 'l-instr') / 18446744073709551616.0, 1.1)))) AS instr_id,
        b * 5 + cityHash64(number, 'l-car') % 5 AS c,
        ['city','theory','motorway','night'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-kind') / 18446744073709551616.0, 1.7)))] AS kind,
        if(kind = 'theory', [45, 60, 90], [60, 90, 60, 120])[1 + cityHash64(number, 'l-dur') % if(kind = 'theory', 3, 4)] AS dur_min,
        cityHash64(number, 'l-st') % 1000 AS s,
        multiIf(instr_id = 218 AND starts_at >= '2026-05-18', 'cxl_s', s < 95, 'cxl_l', s < if(branch = 'Oulu', 235, 130), 'cxl_s', s < if(kind = 'night', 330, 270) AND s >= 235, 'noshow', 'done') AS state
    FROM numbers(9800)
)
WHERE starts_at < '2026-05-21 16:20:00'
  AND toDate(starts_at) != '2026-05-14'
  AND NOT (toDayOfWeek(starts_at) = 7 AND cityHash64(n, 'l-sun') % 4 != 0)
  AND NOT (kind != 'theory' AND c = 7 AND starts_at >= '2026-05-08')
  AND NOT (kind != 'theory' AND c = 22 AND starts_at >= '2026-04-29')
  AND NOT (instr_id = 214 AND starts_at >= '2026-05-12')
  AND NOT (instr_id = 226 AND starts_at >= '2026-04-18')
  AND NOT (instr_id = 239 AND starts_at >= '2026-03-28')
  AND instr_id != 241;

CREATE TABLE drovista.exams
(
    exam_id    UInt32,
    sat_at     DateTime('UTC') COMMENT 'start of the exam',
    learner_id UInt32,
    branch     LowCardinality(String) COMMENT 'branch that entered the learner',
    part       Enum8('theory' = 1, 'practical' = 2) COMMENT 'theory = written test, practical = driving test on the road',
    examiner   LowCardinality(String) COMMENT 'code of the state examiner',
    result     Enum8('pass' = 1, 'fail' = 2, 'absent' = 3),
    attempt    UInt8 COMMENT '1 = first try',
    faults     Nullable(UInt8) COMMENT 'driving faults noted, practical only'
)
ENGINE = MergeTree ORDER BY sat_at
COMMENT 'state exams of our learners';

-- Examiner EX-5 fails nearly everybody since 2026-05-01.
INSERT INTO drovista.exams
SELECT exam_id, sat_at, learner_id, branch, part, examiner, result,
       toUInt8(1 + floor(4 * pow(cityHash64(n, 'e-try') / 18446744073709551616.0, 2.2))) AS attempt,
       multiIf(part = 'theory' OR result = 'absent', NULL,
               result = 'fail', toNullable(toUInt8(9 + floor(14 * pow(cityHash64(n, 'e-f') / 18446744073709551616.0, 1.3)))),
               toNullable(toUInt8(cityHash64(n, 'e-g') % if(examiner IN ('EX-2', 'EX-7'), 6, 9)))) AS faults
FROM
(
    SELECT
        number AS n,
        88000 + number AS exam_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(82 * pow(cityHash64(number, 'e-day') / 18446744073709551616.0, 1.1))))
            + toIntervalHour(8 + cityHash64(number, 'e-hour') % 9)
            + toIntervalMinute([5, 10, 25, 35, 40, 55][1 + cityHash64(number, 'e-min') % 6]) AS sat_at,
        40001 + toUInt32(cityHash64(number, 'e-learner') % 1500) AS learner_id,
        ['Espoo','Tampere','Oulu','Lahti','Kuopio','Vaasa'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'e-br') / 18446744073709551616.0, 1.2)))] AS branch,
        if(cityHash64(number, 'e-part') % 100 < 58, 'practical', 'theory') AS part,
        concat('EX-', toString(1 + cityHash64(number, 'e-ex') % 8)) AS examiner,
        cityHash64(number, 'e-res') % 1000 AS s,
        multiIf(s >= 955, 'absent',
                s < multiIf(examiner = 'EX-5' AND sat_at >= '2026-05-01', 880, part = 'theory', 240, branch = 'Kuopio', 430, 350), 'fail', 'pass') AS result
    FROM numbers(2600)
)
WHERE sat_at < '2026-05-21 16:20:00' AND toDayOfWeek(sat_at) != 7 AND toDate(sat_at) != '2026-05-14';
