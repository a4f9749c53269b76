-- Online tutoring school for adults: tutors, lessons, app events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute. Only lessons.starts_at may lie after now (lessons still to come).
CREATE DATABASE IF NOT EXISTS studia;

DROP TABLE IF EXISTS studia.tutors;
CREATE TABLE studia.tutors
(
    tutor_id   UInt32,
    tutor_name String,
    country    LowCardinality(String) COMMENT 'where the tutor lives, ISO 3166 two-letter code',
    speaks     Array(String) COMMENT 'languages the tutor speaks, by English name',
    tier       LowCardinality(String) COMMENT 'junior, senior or master',
    certified  Bool,
    rate_usd   Decimal(6, 2) COMMENT 'price of an hour',
    joined_on  Date
)
ENGINE = MergeTree ORDER BY tutor_id;

INSERT INTO studia.tutors
SELECT
    toUInt32(900 + number),
    concat(['Nadia','Henrik','Priya','Mateo','Grace','Yusuf','Clara','Oskar','Lerato','Aiko'][1 + cityHash64(number, 's-first') % 10], ' ',
           ['Varga','Lindqvist','Rao','Fuentes','Okafor','Demir','Brandt','Pike','Molefe','Sato'][1 + cityHash64(number, 's-last') % 10], ' ', toString(number)),
    ['IN','US','DE','ES','ZA','CA'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-ctry') / 18446744073709551616.0, 1.4)))],
    arrayConcat(['English'], arrayFilter(x -> cityHash64(number, 's-lang', x) % 100 < 33, ['German','Spanish','French','Hindi'])),
    ['junior','senior','master'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-tier') / 18446744073709551616.0, 1.5)))],
    cityHash64(number, 's-cert') % 100 < 64,
    toDecimal64(14 + toUInt32(floor(46 * pow(cityHash64(number, 's-rate') / 18446744073709551616.0, 1.6))), 2),
    toDate('2026-05-12') - toUInt32(floor(1400 * pow(cityHash64(number, 's-join') / 18446744073709551616.0, 1.5)))
FROM numbers(140);

DROP TABLE IF EXISTS studia.lessons;
CREATE TABLE studia.lessons
(
    lesson_id  UInt64,
    learner_id UInt32,
    tutor_id   UInt32,
    subject    LowCardinality(String),
    booked_at  DateTime64(3, 'UTC'),
    starts_at  DateTime('UTC') COMMENT 'agreed start; in the future for lessons still to come',
    minutes    UInt16 COMMENT 'agreed length',
    is_trial   Bool,
    price_usd  Decimal(8, 2),
    status     LowCardinality(String) COMMENT 'booked (still to come), held, cancelled_learner, cancelled_tutor or no_show; only held lessons are charged',
    stars      Nullable(UInt8) COMMENT 'rating by the learner, 1 to 5; only held lessons can be rated'
)
ENGINE = MergeTree ORDER BY (subject, booked_at);

INSERT INTO studia.lessons
SELECT lesson_id, learner_id, tutor_id, subject, booked_at, starts_at, minutes, is_trial, price_usd, status,
       if(status = 'held' AND cityHash64(lesson_id, 'l-rated') % 100 < 57, toNullable(toUInt8([5,5,5,4,4,5,3,2,5,1][1 + cityHash64(lesson_id, 'l-stars') % 10])), NULL) AS stars
FROM
(
    SELECT
        5000000 + number AS lesson_id,
        toUInt32(1 + floor(2600 * pow(cityHash64(number, 'l-learner') / 18446744073709551616.0, 1.5))) AS learner_id,
        toUInt64(floor(135 * pow(cityHash64(number, 'l-tutor') / 18446744073709551616.0, 1.9))) AS tn,
        toUInt32(900 + tn) AS tutor_id,
        ['English','Spanish','Excel','Statistics','Coding','Piano'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-subj') / 18446744073709551616.0, 1.4)))] AS subject,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'l-ms') % 58000) AS booked_at,
        toUInt32(20 + floor(multiIf(subject = 'Piano', 9000, subject = 'Excel', 2600, subject = 'Coding', 4000, 6000)
            * pow(cityHash64(number, 'l-lead') / 18446744073709551616.0, 2.2))) AS lead_min,
        toDateTime(booked_at, 'UTC') + toIntervalMinute(lead_min) AS starts_at,
        toUInt16([50, 25, 80][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-min') / 18446744073709551616.0, 1.6)))]) AS minutes,
        cityHash64(number, 'l-trial') % 100 < 14 AS is_trial,
        toDecimal64(round((14 + floor(46 * pow(cityHash64(tn, 's-rate') / 18446744073709551616.0, 1.6))) * minutes / 60 * if(is_trial, 0.6, 1.0), 2), 2) AS price_usd,
        cityHash64(number, 'l-st') % 1000 AS s,
        multiIf(s < if(subject = 'Excel', 150, 85), 'cancelled_learner',
                s >= if(is_trial, 850, 965), 'cancelled_tutor',
                starts_at + toIntervalMinute(minutes) >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'booked',
                s < 190, 'no_show', 'held') AS status
    FROM numbers(9000)
)
WHERE booked_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS studia.app_events;
CREATE TABLE studia.app_events
(
    ev_at      DateTime64(3, 'UTC'),
    learner_id UInt32,
    sid        String COMMENT 'app session',
    ev         LowCardinality(String) COMMENT 'open, search, chat (a message to a tutor), checkout, pay_fail or call_drop',
    tutor_id   Nullable(UInt32) COMMENT 'only on chat and call_drop',
    platform   LowCardinality(String) COMMENT 'ios, android or web',
    build      String,
    country    LowCardinality(String) COMMENT 'of the learner, ISO 3166 two-letter code',
    reply_s    Nullable(UInt32) COMMENT 'seconds until the tutor answered, only on chat; null when there was no answer'
)
ENGINE = MergeTree ORDER BY (ev_at, sid);

-- Payments fail en masse in Mexico since 2026-05-19; the chat was down all day on 2026-05-07 (other events went on).
INSERT INTO studia.app_events
SELECT ev_at, learner_id, sid, ev, tutor_id, platform, build, country, reply_s
FROM
(
    SELECT
        intDiv(number, 6) AS p,
        number % 6 AS pos,
        concat('s', lower(hex(cityHash64(p, 'a-sid')))) AS sid,
        toUInt32(1 + floor(2600 * pow(cityHash64(p, 'a-learner') / 18446744073709551616.0, 1.5))) AS learner_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86300 * pow(cityHash64(p, 'a-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMinute(pos * (1 + cityHash64(p, 'a-gap') % 6))
            + toIntervalMillisecond(1000 + cityHash64(number, 'a-ms') % 58000) AS ev_at,
        ['open','search','chat','checkout','pay_fail','call_drop'][pos + 1] AS ev,
        ['ios','web','android'][1 + toUInt8(floor(3 * pow(cityHash64(p, 'a-plat') / 18446744073709551616.0, 1.4)))] AS platform,
        multiIf(platform = 'web', ['2026.20','2026.19'], platform = 'ios', ['4.12.1','4.12.0'], ['4.11.6','4.11.5'])[1 + toUInt8(floor(2 * pow(cityHash64(p, 'a-build') / 18446744073709551616.0, 1.5)))] AS build,
        ['US','GB','DE','MX','IN','CA','ZA','NZ'][1 + toUInt8(floor(8 * pow(cityHash64(learner_id, 'a-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        toUInt64(floor(135 * pow(cityHash64(p, 'a-tutor') / 18446744073709551616.0, 1.6))) AS tn,
        if(ev IN ('chat', 'call_drop'), toNullable(toUInt32(900 + tn)), NULL) AS tutor_id,
        ['junior','senior','master'][1 + toUInt8(floor(3 * pow(cityHash64(tn, 's-tier') / 18446744073709551616.0, 1.5)))] AS tier,
        if(ev = 'chat' AND cityHash64(p, 'a-noans') % 100 >= 17,
           toNullable(toUInt32(floor(45 * multiIf(tier = 'master', 0.6, tier = 'senior', 1.7, 1.0) * pow(1 - cityHash64(p, 'a-reply') / 18446744073709551616.0, -0.6)))), NULL) AS reply_s,
        cityHash64(p, 'a-co') % 1000 < multiIf(platform = 'web', 310, platform = 'android', 150, 210) AS has_checkout,
        multiIf(pos = 0, 1,
                pos = 1, cityHash64(p, 'a-se') % 100 < if(platform = 'web', 70, 55),
                pos = 2, cityHash64(p, 'a-ch') % 100 < 45,
                pos = 3, has_checkout,
                pos = 4, has_checkout AND cityHash64(p, 'a-pf') % 100 < if(country = 'MX' AND ev_at >= '2026-05-19 00:00:00', 82, 5),
                cityHash64(p, 'a-cd') % 100 < 6) AS kept
    FROM numbers(48000)
)
WHERE kept AND ev_at < '2026-05-21 16:20:00' AND NOT (ev = 'chat' AND toDate(ev_at) = '2026-05-07');
