-- A swimming school for children. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS aquakids;
CREATE DATABASE aquakids;

CREATE TABLE aquakids.courses
(
    course_id      UInt16,
    course_name    String,
    level          LowCardinality(String) COMMENT 'tadpole, seahorse, dolphin, shark (from beginners to advanced)',
    pool           LowCardinality(String),
    coach          LowCardinality(String),
    places         UInt8 COMMENT 'most children the course takes',
    term_price_eur Decimal(8, 2)
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO aquakids.courses
SELECT
    301 + number,
    concat(['Tadpoles','Seahorses','Dolphins','Sharks'][1 + number % 4], ' ', toString(1 + intDiv(number, 4))),
    ['tadpole','seahorse','dolphin','shark'][1 + number % 4],
    ['Northside','Riverbank','Old Mill'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-pool') / 18446744073709551616.0, 1.3)))],
    ['Tess','Joel','Maren','Idris','Polly','Anton','Freya','Sam','Carys'][1 + cityHash64(number, 'c-coach') % 9],
    toUInt8(8 + cityHash64(number, 'c-places') % 4),
    toDecimal64([119, 135, 149, 168][1 + number % 4] + 6 * (cityHash64(number, 'c-price') % 4), 2)
FROM numbers(42);

CREATE TABLE aquakids.attendance
(
    lesson_at    DateTime('UTC') COMMENT 'start of the lesson',
    course_id    UInt16,
    child_id     UInt32,
    mark         LowCardinality(String) COMMENT 'P = present, L = came late, E = excused, the parents told us, N = absent without a word. P and L count as attended',
    minutes_late Nullable(UInt8) COMMENT 'only for L',
    badge        LowCardinality(String) COMMENT 'badge earned in this lesson: bronze, silver or gold, empty when none',
    is_taster    UInt8 COMMENT '1 = free taster lesson'
)
ENGINE = MergeTree ORDER BY (course_id, lesson_at);

-- One row for each child on the list of a lesson. No lessons on Sundays and on 2026-05-01, none at the pool of Riverbank from 20 to 25 April.
-- Children of course 317 stay away without a word since 2026-05-04.
INSERT INTO aquakids.attendance
SELECT lesson_at, course_id, child_id, mark,
       if(mark = 'L', toNullable(toUInt8(2 + floor((17 + 3 * (c % 4)) * pow(cityHash64(number, 'l-late') / 18446744073709551616.0, 1.5)))), NULL),
       if(mark = 'P' AND cityHash64(number, 'l-badge') % 100 < 6, ['bronze','silver','gold'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-badge2') / 18446744073709551616.0, 1.5)))], ''),
       toUInt8(cityHash64(number, 'l-taste') % 100 < 3)
FROM
(
    SELECT
        number,
        number % 42 AS c,
        intDiv(number, 42) % 14 AS w,
        intDiv(number, 588) AS slot,
        toUInt16(301 + c) AS course_id,
        cityHash64(c, 'l-dow') % 6 AS dow,
        toDateTime('2026-02-16 00:00:00', 'UTC') + toIntervalDay(7 * w + dow) + toIntervalMinute(if(dow = 5, 540, 840) + 30 * (cityHash64(c, 'l-slot') % if(dow = 5, 8, 10))) AS lesson_at,
        toUInt32(1000 + 33 * slot + cityHash64(c, slot, 'l-child') % 33) AS child_id,
        cityHash64(number, 'l-mark') % 1000 AS r,
        multiIf(course_id = 317 AND lesson_at >= '2026-05-04 00:00:00' AND r < 680, 'N',
                r < if(dow = 4, 120, 60), 'N', r < 150, 'E', r < 240, 'L', 'P') AS mark
    FROM numbers(5292)
)
WHERE lesson_at < '2026-05-21 16:20:00'
  AND toDate(lesson_at) != '2026-05-01'
  AND NOT (toDate(lesson_at) BETWEEN '2026-04-20' AND '2026-04-25' AND course_id IN (SELECT course_id FROM aquakids.courses WHERE pool = 'Riverbank'))
  AND cityHash64(c, slot, 'l-has') % 10 < 8
  AND NOT (slot > 6 AND w < cityHash64(c, slot, 'l-from') % 12);

CREATE TABLE aquakids.payments
(
    payment_id UInt32,
    paid_at    DateTime('UTC'),
    child_id   UInt32,
    course_id  UInt16,
    kind       LowCardinality(String) COMMENT 'term = fee for a whole term, single = one lesson, gear = caps and goggles, exam = badge test',
    method     LowCardinality(String),
    amount_eur Decimal(8, 2),
    status     LowCardinality(String) COMMENT 'ok, pending, failed or refunded. Only ok is money we have'
)
ENGINE = MergeTree ORDER BY paid_at;

-- Many card payments fail on 2026-05-14.
INSERT INTO aquakids.payments
SELECT payment_id, paid_at, child_id, 301 + c, kind, method, amount_eur, status
FROM
(
    SELECT
        number AS n,
        90000 + number AS payment_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(136000 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.15)))) + toIntervalSecond(1 + cityHash64(number, 'p-sec') % 58) AS paid_at,
        toUInt16(floor(42 * pow(cityHash64(number, 'p-course') / 18446744073709551616.0, 1.25))) AS c,
        cityHash64(number, 'p-slot') % 9 AS slot,
        toUInt32(1000 + 33 * slot + cityHash64(c, slot, 'l-child') % 33) AS child_id,
        1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-kind') / 18446744073709551616.0, 1.2))) AS t,
        ['term','single','gear','exam'][t] AS kind,
        ['card','direct_debit','cash','voucher'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-method') / 18446744073709551616.0, 1.5)))] AS method,
        toDecimal64(multiIf(t = 1, ([119, 135, 149, 168][1 + c % 4] + 6 * (cityHash64(c, 'c-price') % 4)) * [1.0, 1.0, 1.0, 0.9, 0.8][1 + cityHash64(number, 'p-sib') % 5],
                            t = 2, 14 + 1.5 * (c % 4), t = 3, 6 + cityHash64(number, 'p-gear') % 3900 / 100, 12 + 4 * (cityHash64(number, 'p-exam') % 3)), 2) AS amount_eur,
        cityHash64(number, 'p-st') % 1000 AS s,
        multiIf(method = 'card' AND toDate(paid_at) = '2026-05-14' AND s < 650, 'failed',
                s < multiIf(method = 'direct_debit', 95, method = 'card', 60, 20), 'failed', s < 120, 'pending', s < 150, 'refunded', 'ok') AS status
    FROM numbers(5600)
)
WHERE paid_at < '2026-05-21 16:20:00' AND toHour(paid_at) BETWEEN 7 AND 20;
