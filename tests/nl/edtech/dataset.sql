-- edtech: an online course platform. edtech.activity is the log of what learners do (press play, finish a lesson, hand in a quiz, get a certificate), edtech.purchases the orders, edtech.courses the catalogue.
CREATE DATABASE IF NOT EXISTS edtech;

DROP TABLE IF EXISTS edtech.courses;

CREATE TABLE edtech.courses
(
    course_id UInt16,
    title String,
    subject LowCardinality(String) COMMENT 'programming, data, design, business, languages',
    difficulty Enum8('beginner' = 1, 'intermediate' = 2, 'advanced' = 3),
    instructor String,
    list_price_usd Float64,
    released_on Date
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO edtech.courses
WITH
    ['Python from Zero', 'SQL for Analysts', 'Figma Basics', 'Negotiation Skills', 'Spanish A1', 'Rust in Practice', 'Statistics Refresher', 'Typography', 'Project Management', 'French A2', 'Web APIs with Go', 'Dashboards that Work', 'Motion Design', 'Personal Finance', 'German B1', 'Algorithms', 'Machine Learning Intro', 'UX Research', 'Startup Funding', 'Japanese Kana', 'Kubernetes Hands-on', 'Spark at Scale', 'Brand Identity', 'Public Speaking'] AS titles,
    ['programming', 'data', 'design', 'business', 'languages'] AS subjects,
    ['Ana Ribeiro', 'Tom Fischer', 'Mei Tanaka', 'Olu Adeyemi', 'Claire Dubois', 'Ivan Petrov', 'Sara Lindqvist'] AS teachers
SELECT
    number + 1,
    titles[number + 1],
    subjects[if(number < 20, number % 5, [0, 1, 2, 3][number - 19]) + 1],
    toInt8(1 + cityHash64(number, 'difficulty') % 3),
    teachers[1 + cityHash64(number, 'teacher') % 7],
    [19.0, 29.0, 39.0, 49.0, 79.0, 99.0, 149.0][1 + cityHash64(number, 'price') % 7],
    toDate('2024-02-01') + cityHash64(number, 'released') % 800
FROM numbers(24);

DROP TABLE IF EXISTS edtech.activity;

CREATE TABLE edtech.activity
(
    event_id UInt64,
    ts DateTime('UTC'),
    session_id String,
    learner_id UInt32,
    course_id UInt16,
    event LowCardinality(String) COMMENT 'lesson_start = pressed play, lesson_complete = watched the lesson to the end, quiz_submit = handed in a quiz, cert_issued = certificate awarded',
    lesson_no UInt8,
    platform Enum8('web' = 1, 'ios' = 2, 'android' = 3),
    app_version LowCardinality(String) COMMENT 'empty on web',
    country LowCardinality(String) COMMENT 'ISO code of the learner',
    startup_ms Nullable(UInt32) COMMENT 'from pressing play to the first frame, on lesson_start only',
    watch_s Nullable(UInt32) COMMENT 'video time watched, on lesson_complete only',
    score Nullable(UInt8) COMMENT 'quiz result in points 0 to 100, on quiz_submit only. 70 or more is a pass'
)
ENGINE = MergeTree ORDER BY ts;

INSERT INTO edtech.activity
WITH
    toDateTime('2026-05-21 16:20:00', 'UTC') AS t_now,
    ['US', 'US', 'US', 'DE', 'DE', 'GB', 'BR', 'BR', 'IN', 'IN', 'IN', 'FR', 'PT', 'JP'] AS countries,
    [6, 7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 19, 20, 20, 20, 21, 21, 22, 23, 0] AS hours
SELECT
    s * 10 + step,
    start + step * (240 + cityHash64(s, step, 'gap') % 500),
    concat('s', lower(hex(toUInt32(cityHash64(s, 'sid') % 4294967295)))),
    learner,
    1 + toUInt16(floor(pow((cityHash64(s, 'course') % 10000) / 10000, 1.4) * 24)),
    ['lesson_start', 'lesson_complete', 'quiz_submit', 'quiz_submit', 'cert_issued'][step + 1],
    1 + cityHash64(s, 'lesson') % 12,
    toInt8(plat),
    if(plat = 1, '', ['7.2.0', '7.2.0', '7.2.1', '7.3.0'][1 + cityHash64(learner, 'ver') % 4]),
    countries[1 + cityHash64(learner, 'country') % 14],
    if(step = 0, toUInt32(300 + pow((cityHash64(s, 'startup') % 10000) / 10000, 4) * 7000 + if(plat = 3, 450, 0)), NULL),
    if(step = 1, toUInt32(180 + cityHash64(s, 'watch') % 1500), NULL),
    multiIf(step = 2, toUInt8(score1), step = 3, toUInt8(least(100, score1 + 5 + cityHash64(s, 'better') % 30)), NULL)
FROM
(
    SELECT
        number AS s,
        outage,
        learner,
        plat,
        start,
        score1,
        step,
        completed,
        submitted
    FROM
    (
        SELECT
            number,
            number >= 2150 AS outage,
            1000 + toUInt32(floor(pow((cityHash64(number, 'learner') % 100000) / 100000, 1.5) * 420)) AS learner,
            if(outage, 2, [1, 1, 1, 1, 2, 2, 3, 3, 3][1 + cityHash64(learner, cityHash64(number, 'plat') % 3, 'plat') % 9]) AS plat,
            if(outage, toDateTime('2026-05-12 17:00:00', 'UTC') + cityHash64(number, 'sec') % 14400,
               toDateTime('2026-04-07 00:00:00', 'UTC') + 86400 * (cityHash64(number, 'day') % 45) + 3600 * hours[1 + cityHash64(number, 'hour') % 26] + cityHash64(number, 'sec') % 3600) AS start,
            25 + cityHash64(number, 'score') % 40 + cityHash64(number, 'score2') % 36 AS score1,
            if(outage, cityHash64(number, 'c') % 100 < 3, cityHash64(number, 'c') % 100 < if(plat = 1, 76, 66)) AS completed,
            completed AND cityHash64(number, 'q') % 100 < 70 AS submitted,
            arrayJoin([0, 1, 2, 3, 4]) AS step
        FROM numbers(2240)
    )
    WHERE start <= t_now - 4000
      AND (step = 0
        OR step = 1 AND completed
        OR step = 2 AND submitted
        OR step = 3 AND submitted AND score1 < 70 AND cityHash64(number, 'retry') % 100 < 45
        OR step = 4 AND submitted AND score1 >= 70 AND cityHash64(number, 'cert') % 100 < 35)
);

DROP TABLE IF EXISTS edtech.purchases;

CREATE TABLE edtech.purchases
(
    order_id String,
    created_at DateTime('UTC') COMMENT 'order placed',
    learner_id UInt32,
    course_id UInt16,
    amount_cents UInt32 COMMENT 'US cents, after the coupon',
    coupon Nullable(String) COMMENT 'code used at the checkout, NULL when none',
    pay_method LowCardinality(String) COMMENT 'card, paypal, apple_pay',
    state Enum8('paid' = 1, 'refunded' = 2, 'failed' = 3) COMMENT 'paid = money received and kept, refunded = money given back, failed = payment declined',
    refunded_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY created_at;

INSERT INTO edtech.purchases
WITH
    toDateTime('2026-05-21 16:20:00', 'UTC') AS t_now,
    [19.0, 29.0, 39.0, 49.0, 79.0, 99.0, 149.0] AS prices,
    ['SPRING20', 'STUDENT50', 'FRIEND10'] AS codes,
    [20, 50, 10] AS cuts
SELECT
    concat('ORD-', toString(70001 + number)),
    at,
    learner,
    course,
    toUInt32(round(100 * prices[1 + cityHash64(course - 1, 'price') % 7] * (100 - if(c = 0, 0, cuts[c])) / 100)),
    if(c = 0, NULL, codes[c]),
    method,
    toInt8(st),
    if(st = 2, least(at + 3600 * (2 + cityHash64(number, 'back') % 120), t_now - 60 - cityHash64(number, 'b2') % 900), NULL)
FROM
(
    SELECT
        number,
        number >= 900 AS burst,
        if(burst, toDateTime('2026-05-18 09:00:00', 'UTC') + cityHash64(number, 'at') % 3600,
           toDateTime('2026-05-21 14:20:00', 'UTC') - toUInt32(cityHash64(number, 'at') % (44 * 86400))) AS at,
        1000 + toUInt32(cityHash64(number, 'who') % 440) AS learner,
        1 + toUInt16(floor(pow((cityHash64(number, 'what') % 10000) / 10000, 1.2) * 24)) AS course,
        if(cityHash64(number, 'coupon') % 100 < 32, 1 + [0, 0, 0, 1, 1, 2][1 + cityHash64(number, 'code') % 6], 0) AS c,
        if(burst, 'paypal', ['card', 'card', 'card', 'paypal', 'apple_pay'][1 + cityHash64(number, 'pm') % 5]) AS method,
        if(burst, 3, multiIf(cityHash64(number, 'st') % 100 < 84, 1, cityHash64(number, 'st') % 100 < 92, 2, 3)) AS st
    FROM numbers(955)
);
