-- Exam results of a school, its pupils and teachers. Chemistry results on 2026-05-18 are far too low; nobody sat an exam on 2026-05-08.
CREATE DATABASE IF NOT EXISTS academy;
DROP TABLE IF EXISTS academy.pupils;
CREATE TABLE academy.pupils
(
    pupil_id     UInt32,
    full_name    String,
    birth_date   Date,
    form         LowCardinality(String) COMMENT 'class of the pupil, such as 9B',
    house        LowCardinality(String),
    joined_on    Date,
    gets_bursary Bool,
    postcode     LowCardinality(Nullable(String))
)
ENGINE = MergeTree ORDER BY pupil_id;
INSERT INTO academy.pupils SELECT 1000 + number, concat(['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gia', 'Hugo'][1 + number % 8], ' ', ['Okafor', 'Lund', 'Marsh', 'Petit', 'Quinn', 'Rossi', 'Silva'][1 + intDiv(number, 8) % 7], ' ', toString(number)), toDate('2008-01-01') + toUInt32(cityHash64(number, 'b') % 1600), concat(toString(8 + cityHash64(number, 'f') % 4), ['A', 'B', 'C'][1 + cityHash64(number, 'g') % 3]),
    ['Falcon', 'Otter', 'Badger', 'Heron'][1 + cityHash64(number, 'h') % 4], toDate('2026-02-01') - toUInt32(cityHash64(number, 'j') % 1500), cityHash64(number, 'bu') % 7 = 0, if(cityHash64(number, 'p') % 9 = 0, NULL, concat('AB', toString(1 + cityHash64(number, 'pc') % 5))) FROM numbers(640);
DROP TABLE IF EXISTS academy.teachers;
CREATE TABLE academy.teachers
(
    teacher_id   UInt16,
    teacher_name String,
    department   LowCardinality(String),
    hired_on     Date,
    full_time    Bool
)
ENGINE = MergeTree ORDER BY teacher_id;
INSERT INTO academy.teachers SELECT 1 + number, concat(['Ms ', 'Mr ', 'Dr '][1 + number % 3], ['Abbot', 'Bloom', 'Crane', 'Dorsey', 'Ellis', 'Frost', 'Grange'][1 + number % 7], ' ', toString(number)), ['science', 'languages', 'humanities', 'arts'][1 + number % 4], toDate('2025-09-01') - toUInt32(cityHash64(number, 'h') % 6000), cityHash64(number, 'ft') % 3 > 0 FROM numbers(36);
DROP TABLE IF EXISTS academy.exam_results;
CREATE TABLE academy.exam_results
(
    result_id   String,
    sat_at      DateTime('UTC') COMMENT 'when the exam was sat',
    marked_at   Nullable(DateTime('UTC')) COMMENT 'null while it waits to be marked',
    pupil_id    UInt32,
    teacher_id  UInt16,
    subject     LowCardinality(String),
    exam_type   LowCardinality(String) COMMENT 'quiz, midterm, final or resit',
    score_pct   Float32 COMMENT 'score in percent',
    grade       LowCardinality(String) COMMENT 'A to F',
    passed      Bool,
    minutes_used UInt16,
    pages       UInt8 COMMENT 'pages handed in'
)
ENGINE = MergeTree ORDER BY sat_at;
INSERT INTO academy.exam_results
SELECT concat('R', leftPad(toString(number), 6, '0')), at, if(cityHash64(number, 'm') % 40 = 0, NULL, at + toIntervalHour(6 + cityHash64(number, 'mh') % 200)), 1000 + toUInt32(floor(636 * pow(cityHash64(number, 'p') / 18446744073709551616.0, 1.2))), 1 + cityHash64(number, 't') % 35, su, ['quiz', 'quiz', 'midterm', 'final', 'resit'][1 + cityHash64(number, 'e') % 5], sc,
    multiIf(sc >= 85, 'A', sc >= 72, 'B', sc >= 60, 'C', sc >= 45, 'D', 'F'), sc >= 45, 15 + cityHash64(number, 'mu') % 150, 1 + cityHash64(number, 'pg') % 14
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(60 + toUInt32(9000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.15))) AS at, ['Maths', 'Chemistry', 'Physics', 'French', 'History', 'Art', 'Biology'][1 + cityHash64(number, 's') % 7] AS su,
        round(if(su = 'Chemistry' AND toDate(at) = '2026-05-18', 8 + cityHash64(number, 'l') % 20, 100 - 75 * pow(cityHash64(number, 'sc') / 18446744073709551616.0, 1.3)), 1) AS sc
    FROM numbers(26000)
)
WHERE toDate(at) != '2026-05-08';
