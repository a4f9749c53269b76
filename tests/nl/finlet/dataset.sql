-- A swimming school with four pools. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS finlet;
CREATE DATABASE finlet;

CREATE TABLE finlet.pupils
(
    pupil_id   UInt32,
    pupil_name String,
    born_on    Date,
    level      LowCardinality(String) COMMENT 'tadpole, duckling, otter or shark, from beginner to fast swimmer',
    joined_on  Date,
    membership LowCardinality(String) COMMENT 'active, paused or left'
)
ENGINE = MergeTree ORDER BY pupil_id;

INSERT INTO finlet.pupils
SELECT
    20000 + number,
    concat(['Ava','Leo','Mia','Noah','Isla','Theo','Zara','Finn','Ruby','Omar'][1 + cityHash64(number, 'p-f') % 10], ' ',
           ['Hughes','Patel','Brown','Evans','Khan','Walker','Reid','Ahmed','Lowe','Burke'][1 + cityHash64(number, 'p-l') % 10], ' ', toString(number)),
    toDate('2021-12-01') - toUInt32(cityHash64(number, 'p-b') % 3600),
    ['tadpole','duckling','otter','shark'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-lv') / 18446744073709551616.0, 1.4)))],
    toDate('2026-03-15') - toUInt32(floor(900 * pow(cityHash64(number, 'p-j') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'p-m') % 100 < 82, 'active', cityHash64(number, 'p-m') % 100 < 91, 'paused', 'left')
FROM numbers(650);

CREATE TABLE finlet.instructors
(
    instructor_id UInt16,
    full_name     String,
    contract      LowCardinality(String) COMMENT 'permanent, part_time or seasonal',
    lifeguard     UInt8 COMMENT '1 with a valid lifesaving certificate',
    hired_on      Date
)
ENGINE = MergeTree ORDER BY instructor_id;

INSERT INTO finlet.instructors
SELECT
    toUInt16(101 + number),
    concat(['Gwen','Callum','Priya','Stella','Declan','Nadia','Hugo','Maeve'][1 + cityHash64(number, 'i-f') % 8], ' ',
           ['Marsh','Brooks','Rivers','Poole','Waters','Ford'][1 + cityHash64(number, 'i-l') % 6], ' ', toString(number)),
    ['permanent','part_time','seasonal'][1 + cityHash64(number, 'i-c') % 3],
    toUInt8(cityHash64(number, 'i-g') % 100 < 60),
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'i-h') % 2500)
FROM numbers(36);

CREATE TABLE finlet.lessons
(
    lesson_id     UInt64 COMMENT 'one pupil in one lesson',
    pupil_id      UInt32,
    instructor_id Nullable(UInt16) COMMENT 'null when nobody was assigned',
    started_at    DateTime('UTC'),
    pool          LowCardinality(String),
    lane          UInt8,
    lesson_type   LowCardinality(String) COMMENT 'group, private, family or squad',
    duration_min  UInt16,
    outcome       LowCardinality(String) COMMENT 'attended, no_show, cancelled or refunded; the fee is kept for attended and no_show only',
    fee_gbp       Decimal(8, 2),
    minutes_late  Nullable(Int16) COMMENT 'arrival after the start, null when the pupil did not come',
    metres_swum   Nullable(UInt16),
    water_temp_c  Nullable(Float64) COMMENT 'null when the probe was off',
    got_badge     UInt8 COMMENT '1 when the pupil earned a badge in this lesson'
)
ENGINE = MergeTree ORDER BY (pool, started_at);

-- Closed on 2026-05-14 (a holiday); the water at Northgate is cold on 2026-05-21; instructors 107, 122 and 131 stopped teaching some days ago.
INSERT INTO finlet.lessons
SELECT
    880000 + n, pupil_id, instructor_id, started_at, pool, lane, lesson_type, duration_min, outcome, fee_gbp,
    if(outcome = 'attended', toNullable(toInt16(floor(multiIf(pool = 'Marina', 34, pool = 'Oak Lane', 22, pool = 'Northgate', 27, 18) * if(started_at >= '2026-05-01 00:00:00', 1.35, 1) * pow(cityHash64(n, 'l-late') / 18446744073709551616.0, 1.8)))), NULL),
    if(outcome = 'attended', toNullable(toUInt16(25 * (1 + floor(duration_min / 30 * multiIf(lesson_type = 'squad', 19, lesson_type = 'private', 9, lesson_type = 'group', 6, 4) * (0.4 + cityHash64(n, 'l-m') % 1000 / 900))))), NULL),
    if(cityHash64(n, 'l-probe') % 100 < 3, NULL, toNullable(round(if(pool = 'Northgate' AND started_at >= '2026-05-21 00:00:00', 23.9, multiIf(pool = 'Marina', 30.1, pool = 'Oak Lane', 29.0, 29.5)) + (cityHash64(n, 'l-temp') % 320) / 100 - 1.6, 1))),
    toUInt8(outcome = 'attended' AND cityHash64(n, 'l-bdg') % 100 < multiIf(lesson_type = 'private', 17, lesson_type = 'squad', 5, 10))
FROM
(
    SELECT
        number AS n,
        20000 + toUInt32(floor(640 * pow(cityHash64(number, 'l-pup') / 18446744073709551616.0, 1.5))) AS pupil_id,
        toUInt16(101 + toUInt32(floor(36 * pow(cityHash64(number, 'l-ins') / 18446744073709551616.0, 1.2)))) AS ins,
        if(cityHash64(number, 'l-noins') % 100 < 4, NULL, toNullable(ins)) AS instructor_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'l-day') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(60 * [7,8,9,9,10,11,12,13,14,15,15,16,16,17,17,18,19,20][1 + cityHash64(number, 'l-h') % 18] + cityHash64(number, 'l-mi') % 60)
            + toIntervalSecond(1 + cityHash64(number, 'l-s') % 58) AS started_at,
        ['Riverside','Oak Lane','Marina','Northgate'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-pool') / 18446744073709551616.0, 1.25)))] AS pool,
        toUInt8(1 + cityHash64(number, 'l-lane') % 6) AS lane,
        ['group','private','family','squad'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-ty') / 18446744073709551616.0, 1.3)))] AS lesson_type,
        toUInt16([30,30,45,60][1 + cityHash64(number, 'l-dur') % 4]) AS duration_min,
        cityHash64(number, 'l-out') % 1000 AS s,
        multiIf(s < multiIf(pool = 'Marina', 140, pool = 'Oak Lane', 65, 95), 'cancelled', s < 175, 'no_show', s < 205, 'refunded', 'attended') AS outcome,
        toDecimal64(round(duration_min / 30 * multiIf(lesson_type = 'private', 24.5, lesson_type = 'family', 16, lesson_type = 'squad', 7.5, 9.9) * if(pool = 'Marina', 1.2, 1.0), 2), 2) AS fee_gbp
    FROM numbers(6400)
)
WHERE started_at < '2026-05-21 16:19:00'
  AND toDate(started_at) != '2026-05-14'
  AND NOT (ifNull(instructor_id, 0) = 107 AND started_at >= '2026-05-12 12:00:00')
  AND NOT (ifNull(instructor_id, 0) = 122 AND started_at >= '2026-05-15 13:00:00')
  AND NOT (ifNull(instructor_id, 0) = 131 AND started_at >= '2026-05-17 11:00:00');
