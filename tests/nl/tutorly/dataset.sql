-- A marketplace for private tutoring: tutors, lessons, visits to the site. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tutorly;
CREATE DATABASE tutorly;

CREATE TABLE tutorly.tutors
(
    tutor_id     UInt32,
    tutor_name   String,
    based_in     LowCardinality(String) COMMENT 'country of the tutor, ISO 3166 two-letter code',
    main_subject LowCardinality(String),
    ask_cents    UInt32 COMMENT 'asking price of one hour, euro cents',
    vetting      LowCardinality(String) COMMENT 'background check: C clear, P pending, F failed',
    promoted     UInt8 COMMENT '1 when the tutor pays to be listed first',
    joined_on    Date
)
ENGINE = MergeTree ORDER BY tutor_id;

INSERT INTO tutorly.tutors
SELECT
    1001 + number,
    concat(['Marta','Jonas','Aisling','Pierre','Ilse','Bruno','Chiara','Pablo','Nora','Emil'][1 + cityHash64(number, 'u-first') % 10], ' ',
           ['Vidal','Keller','Byrne','Moreau','Peeters','Lopes','Ricci','Serrano','Lindqvist','Hansen'][1 + cityHash64(number, 'u-last') % 10], ' ', toString(number)),
    ['DE','ES','FR','IE','PT','IT','NL'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'u-ctry') / 18446744073709551616.0, 1.3)))],
    ['maths','english','physics','french','chemistry','piano','history','latin'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'u-sub') / 18446744073709551616.0, 1.4)))],
    toUInt32(1500 + 50 * (cityHash64(number, 'u-ask') % 70)),
    multiIf(cityHash64(number, 'u-vet') % 100 < 72, 'C', cityHash64(number, 'u-vet') % 100 < 91, 'P', 'F'),
    toUInt8(cityHash64(number, 'u-promo') % 100 < 22),
    if(number < 200, toDate('2026-03-01'), toDate('2026-05-19')) - toUInt32(floor(1300 * pow(cityHash64(number, 'u-join') / 18446744073709551616.0, 1.4)))
FROM numbers(240);

CREATE TABLE tutorly.lessons
(
    lesson_id    UInt64,
    tutor_id     UInt32,
    pupil_id     UInt32,
    subject      LowCardinality(String),
    level        LowCardinality(String) COMMENT 'PR primary school, SE secondary school, UN university, AD adult learner',
    place        LowCardinality(String) COMMENT 'online, home (of the pupil) or library',
    booked_at    DateTime64(3, 'UTC'),
    started_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'null unless the lesson took place',
    lesson_min   UInt16,
    price_cents  UInt32 COMMENT 'euro cents',
    lesson_state LowCardinality(String) COMMENT 'held, open (not given yet), pupil_cancelled, tutor_cancelled or no_show. Only held lessons are charged',
    is_trial     UInt8 COMMENT '1 = trial lesson at half price',
    voucher      Nullable(String),
    rating       Nullable(UInt8) COMMENT 'stars given by the pupil, 1 to 5'
)
ENGINE = MergeTree ORDER BY (subject, booked_at);

-- Nobody could book on 2026-05-12 (payment provider down). Some tutors pause since the end of April, the last forty never taught.
INSERT INTO tutorly.lessons
SELECT
    lesson_id, tutor_id, pupil_id, subject, level, place, booked_at,
    if(lesson_state = 'held', toNullable(due_at), NULL) AS started_at,
    lesson_min, price_cents, lesson_state, is_trial, voucher,
    if(lesson_state = 'held' AND cityHash64(n, 'l-rated') % 100 < 58, toNullable(toUInt8([5,5,4,5,4,3,5,2,4,1][1 + cityHash64(n, 'l-stars') % 10 - if(subject = 'maths' AND cityHash64(n, 'l-stars') % 10 = 5, 1, 0)])), NULL) AS rating
FROM
(
    SELECT
        number AS n,
        880000 + number AS lesson_id,
        1001 + toUInt32(floor(200 * pow(cityHash64(number, 'l-tutor') / 18446744073709551616.0, 1.5))) AS tutor_id,
        30000 + toUInt32(floor(2600 * pow(cityHash64(number, 'l-pupil') / 18446744073709551616.0, 1.5))) AS pupil_id,
        ['maths','english','physics','french','chemistry','piano','history','latin'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'l-sub') / 18446744073709551616.0, 1.45)))] AS subject,
        ['SE','PR','UN','AD'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-lev') / 18446744073709551616.0, 1.3)))] AS level,
        ['online','home','library'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-place') / 18446744073709551616.0, 1.4)))] AS place,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(100000 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'l-ms') % 57000) AS booked_at,
        booked_at + toIntervalMinute(120 + toUInt32(floor(9000 * pow(cityHash64(number, 'l-lead') / 18446744073709551616.0, 1.8)))) AS due_at,
        cityHash64(number, 'l-st') % 1000 AS s,
        multiIf(s < 85, 'pupil_cancelled', s < 85 + multiIf(level = 'UN', 110, level = 'AD', 70, 45), 'tutor_cancelled',
                due_at + toIntervalMinute(lesson_min) >= '2026-05-21 16:19:00', 'open', s > 965, 'no_show', 'held') AS lesson_state,
        toUInt16([60,60,45,90,30,60,120][1 + cityHash64(number, 'l-len') % 7]) AS lesson_min,
        toUInt8(cityHash64(number, 'l-trial') % 100 < 19) AS is_trial,
        if(cityHash64(number, 'l-vou') % 100 < 34, toNullable(['SPRING10','FRIEND5','EXAMS15'][1 + cityHash64(number, 'l-vou2') % 3]), NULL) AS voucher,
        toUInt32(round(lesson_min * (25 + cityHash64(number, 'l-price') % 30) * multiIf(level = 'UN', 1.4, level = 'AD', 1.25, level = 'PR', 0.85, 1.0)
            * multiIf(subject = 'piano', 1.3, subject = 'latin', 1.15, 1.0) * if(is_trial = 1, 0.5, 1.0) * if(place = 'home', 1.15, 1.0))) AS price_cents
    FROM numbers(7600)
)
WHERE toDate(booked_at) != '2026-05-12'
  AND NOT (booked_at >= '2026-04-29 00:00:00' AND cityHash64(tutor_id, 'l-pause') % 100 < 14)
  AND NOT (toHour(booked_at) BETWEEN 1 AND 5 AND cityHash64(n, 'l-night') % 5 != 0);

CREATE TABLE tutorly.site_events
(
    ts        DateTime64(3, 'UTC'),
    visit_id  String COMMENT 'one visit to site or app, several events long',
    pupil_id  Nullable(UInt32) COMMENT 'null when not logged in',
    step      LowCardinality(String) COMMENT 'search, profile (of a tutor seen), message (to a tutor) or checkout',
    subject   LowCardinality(String) COMMENT 'what is looked for',
    device    LowCardinality(String) COMMENT 'ios, android or web',
    load_ms   UInt32 COMMENT 'time until the page was there'
)
ENGINE = MergeTree ORDER BY ts;

-- The site crawls on 2026-05-20 from 13:00 to 15:00.
INSERT INTO tutorly.site_events
SELECT ts, visit_id, pupil_id, step, subject, device, load_ms
FROM
(
    SELECT
        intDiv(number, 4) AS v,
        number % 4 AS pos,
        lower(hex(cityHash64(v, 'e-visit'))) AS visit_id,
        if(cityHash64(v, 'e-anon') % 100 < 45, NULL, toNullable(30000 + toUInt32(floor(2900 * pow(cityHash64(v, 'e-pupil') / 18446744073709551616.0, 1.3))))) AS pupil_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(60000 * pow(cityHash64(v, 'e-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(pos * (1 + cityHash64(v, 'e-gap') % 9))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57000) AS ts,
        ['search','profile','message','checkout'][1 + pos] AS step,
        ['maths','english','french','physics','piano','chemistry','latin','history'][1 + toUInt8(floor(8 * pow(cityHash64(v, 'e-sub') / 18446744073709551616.0, 1.3)))] AS subject,
        ['web','ios','android'][1 + toUInt8(floor(3 * pow(cityHash64(v, 'e-dev') / 18446744073709551616.0, 1.3)))] AS device,
        toUInt32((220 + cityHash64(number, 'e-load') % 900 + if(cityHash64(number, 'e-load2') % 10 = 0, 1200, 0)) * multiIf(device = 'android', 1.5, device = 'ios', 0.8, 1.0)
            * if(ts >= '2026-05-21 00:00:00', 1.15, 1.0)
            * if(ts >= '2026-05-20 13:00:00' AND ts < '2026-05-20 15:00:00', 9, 1)) AS load_ms,
        cityHash64(v, 'e-roll') % 100 AS r
    FROM numbers(17000)
)
WHERE ts < '2026-05-21 16:20:00'
  AND r < multiIf(pos = 0, 100, pos = 1, 71, pos = 2, 33, if(device = 'web', 24, 15));
