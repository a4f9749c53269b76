-- Homework help: questions of pupils, sessions with tutors. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tutoring;
CREATE DATABASE tutoring;

CREATE TABLE tutoring.tutors
(
    tutor_id  UInt32,
    name      String,
    tier      LowCardinality(String) COMMENT 'bronze, silver or gold',
    languages Array(String) COMMENT 'ISO 639 two-letter codes',
    city      LowCardinality(String),
    hired_on  Date,
    active    UInt8 COMMENT '1 takes sessions, 0 on a break or gone'
)
ENGINE = MergeTree ORDER BY tutor_id;

INSERT INTO tutoring.tutors
SELECT
    200 + number,
    concat(['Lena','Jonas','Aisha','Pavel','Chloe','Marco','Sana','Erik','Nina','Tariq'][1 + number % 10], ' ',
           ['Vogel','Hansen','Rahman','Dubois','Ricci','Novak','Lindt','Okoye','Perez'][1 + (number * 7 + intDiv(number, 10)) % 9]),
    ['silver','bronze','gold'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'tu-tier') / 18446744073709551616.0, 1.3)))],
    arrayDistinct(['en', ['de','fr','it','es'][1 + cityHash64(number, 'tu-lang') % 4]]),
    ['Leipzig','Lyon','Turin','Vienna','Malmo'][1 + cityHash64(number, 'tu-city') % 5],
    toDate('2026-05-11') - toUInt32(cityHash64(number, 'tu-hire') % 1200),
    toUInt8(cityHash64(number, 'tu-act') % 100 < 88)
FROM numbers(90);

CREATE TABLE tutoring.questions
(
    question_id UInt64,
    asked_at    DateTime('UTC'),
    pupil_id    UInt32,
    grade       UInt8 COMMENT 'school year, 5 to 12',
    subject     LowCardinality(String) COMMENT 'MA maths, PH physics, CH chemistry, BI biology, EN English, HI history',
    asked_via   LowCardinality(String) COMMENT 'photo, text or voice',
    device      LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    state       LowCardinality(String) COMMENT 'open, answered, withdrawn (taken back by the pupil) or expired (no tutor took it within a day)'
)
ENGINE = MergeTree ORDER BY (asked_at, question_id);

-- No question on 2026-05-05 (the app was down); chemistry jumps on 2026-05-20 19:00 to 21:00.
INSERT INTO tutoring.questions
SELECT
    question_id, asked_at, pupil_id, grade, subject, asked_via, device, country,
    multiIf(s < 70, 'withdrawn',
            s < multiIf(subject = 'CH', 230, subject = 'HI', 190, 140), if(asked_at < '2026-05-20 16:20:00', 'expired', 'open'),
            asked_at + toIntervalSecond(320 + floor((cityHash64(question_id, 'se-wait') % 5000) * pow(cityHash64(question_id, 'se-w2') / 18446744073709551616.0, 1.5)))
                     + toIntervalSecond(floor(4200 * pow(cityHash64(question_id, 'se-dur') / 18446744073709551616.0, 1.9))) < '2026-05-21 16:20:00', 'answered',
            'open')
FROM
(
    SELECT
        410000 + number AS question_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(80000 * pow(cityHash64(number, 'q-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58) AS asked_at,
        3000 + toUInt32(floor(1400 * pow(cityHash64(number, 'q-pupil') / 18446744073709551616.0, 1.8))) AS pupil_id,
        toUInt8(5 + cityHash64(pupil_id, 'q-grade') % 8) AS grade,
        ['MA','EN','PH','CH','BI','HI'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'q-subj') / 18446744073709551616.0, 1.5)))] AS subject,
        ['photo','text','voice'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'q-via') / 18446744073709551616.0, 1.5)))] AS asked_via,
        ['android','ios','web'][1 + toUInt8(floor(3 * pow(cityHash64(pupil_id, 'q-dev') / 18446744073709551616.0, 1.3)))] AS device,
        ['DE','FR','IT','AT','SE'][1 + toUInt8(floor(5 * pow(cityHash64(pupil_id, 'q-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        cityHash64(number, 'q-state') % 1000 AS s
    FROM numbers(11000)
)
WHERE toDate(asked_at) != '2026-05-05'
  AND NOT ((toHour(asked_at) >= 22 OR toHour(asked_at) < 7) AND cityHash64(question_id, 'q-night') % 5 != 0)
  AND NOT (toHour(asked_at) BETWEEN 7 AND 12 AND cityHash64(question_id, 'q-school') % 3 = 0);

INSERT INTO tutoring.questions
SELECT
    430000 + number,
    toDateTime('2026-05-20 19:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    3000 + toUInt32(cityHash64(number, 'x-pupil') % 1400) AS pupil_id,
    toUInt8(5 + cityHash64(pupil_id, 'q-grade') % 8),
    'CH', ['photo','text'][1 + cityHash64(number, 'x-via') % 2],
    ['android','ios','web'][1 + toUInt8(floor(3 * pow(cityHash64(pupil_id, 'q-dev') / 18446744073709551616.0, 1.3)))],
    ['DE','FR','IT','AT','SE'][1 + toUInt8(floor(5 * pow(cityHash64(pupil_id, 'q-ctry') / 18446744073709551616.0, 1.4)))],
    if(cityHash64(number, 'x-st') % 100 < 45, 'answered', 'open')
FROM numbers(150);

CREATE TABLE tutoring.sessions
(
    session_id    UInt64,
    question_id   UInt64,
    tutor_id      UInt32,
    started_at    DateTime('UTC'),
    mode          LowCardinality(String) COMMENT 'chat, call or whiteboard',
    first_reply_s UInt32 COMMENT 'from the question until the first word of the tutor',
    duration_s    UInt32,
    outcome       LowCardinality(String) COMMENT 'S solved, P partly solved, U unsolved',
    price_cents   UInt32 COMMENT 'euro cents',
    payment       LowCardinality(String) COMMENT 'paid, trial (free of charge), refunded or failed. Only paid sessions bring in money',
    rating        Nullable(UInt8) COMMENT 'stars from the pupil, 1 to 5, null when not rated'
)
ENGINE = MergeTree ORDER BY (started_at, session_id);

INSERT INTO tutoring.sessions
SELECT
    880000 + question_id - 410000,
    question_id,
    200 + toUInt32(floor(88 * pow(cityHash64(question_id, 'se-tutor') / 18446744073709551616.0, 1.6))) AS tutor_id,
    toStartOfMinute(asked_at + toIntervalSecond(60 + wait)) + toIntervalSecond(1 + cityHash64(question_id, 'se-s') % 58) AS started,
    ['chat','whiteboard','call'][1 + toUInt8(floor(3 * pow(cityHash64(question_id, 'se-mode') / 18446744073709551616.0, 1.4)))] AS mode,
    toUInt32(dateDiff('second', asked_at, started)),
    dur,
    multiIf(o < if(subject = 'PH', 560, 680), 'S', o < 870, 'P', 'U'),
    if(payment = 'trial', 0, toUInt32(round((250 + dur / 60 * 22) * multiIf(mode = 'call', 1.5, mode = 'whiteboard', 1.25, 1.0)))),
    multiIf(y < 110, 'trial', y < if(mode = 'call', 220, 160), 'refunded', y < 255, 'failed', 'paid') AS payment,
    if(cityHash64(question_id, 'se-rated') % 100 < 58, toNullable(toUInt8([5,5,5,4,4,4,3,3,2,1][1 + cityHash64(question_id, 'se-stars') % 10])), NULL)
FROM
(
    SELECT *,
        toUInt32(20 + floor((cityHash64(question_id, 'se-wait') % 5000) * pow(cityHash64(question_id, 'se-w2') / 18446744073709551616.0, 1.5))) AS wait,
        toUInt32(180 + floor(4200 * pow(cityHash64(question_id, 'se-dur') / 18446744073709551616.0, 1.9))) AS dur,
        cityHash64(question_id, 'se-out') % 1000 AS o,
        cityHash64(question_id, 'se-pay') % 1000 AS y
    FROM tutoring.questions
    WHERE state = 'answered'
);
