-- Language lessons in an app: events of lessons, and subscriptions. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS lingo;

DROP TABLE IF EXISTS lingo.subscriptions;
CREATE TABLE lingo.subscriptions
(
    sub_id     UInt64,
    learner_id UInt32 COMMENT 'lesson_events.uid; a learner has at most one row here',
    tier       Enum8('monthly' = 1, 'yearly' = 2, 'family' = 3),
    started_at DateTime('UTC'),
    ended_at   Nullable(DateTime('UTC')) COMMENT 'null while it runs',
    pay_state  LowCardinality(String) COMMENT 'paid, trial (nothing charged yet), failed, refunded; only paid rows kept the money',
    amt_cents  UInt32 COMMENT 'price of the period, US cents',
    promo_cd   Nullable(String) COMMENT 'voucher code; null without one',
    store      LowCardinality(String) COMMENT 'appstore, playstore or web',
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY sub_id;

INSERT INTO lingo.subscriptions
SELECT sub_id, learner_id, tier, started_at,
       if(cityHash64(n, 's-end') % 100 < 24 AND started_at + toIntervalHour(run_h) < '2026-05-21 16:20:00', toNullable(started_at + toIntervalHour(run_h)), NULL) AS ended_at,
       pay_state,
       toUInt32(multiIf(tier = 'yearly', [5999, 7199, 8399][1 + cityHash64(n, 's-amt') % 3], tier = 'family', [9900, 11900][1 + cityHash64(n, 's-amt') % 2], [899, 999, 1299][1 + cityHash64(n, 's-amt') % 3])
            * if(promo_cd IS NULL, 1, 0.8)) AS amt_cents,
       promo_cd, store, country
FROM
(
    SELECT
        number AS n, 880000 + number AS sub_id, toUInt32(1000 + number) AS learner_id,
        ['monthly','yearly','family'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-tier') / 18446744073709551616.0, 1.7)))] AS tier,
        toStartOfMinute(toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(4 + toUInt32(floor(100000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.2))))) + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS started_at,
        24 * 5 + cityHash64(number, 's-run') % 900 AS run_h,
        multiIf(cityHash64(number, 's-pay') % 100 < 68, 'paid', cityHash64(number, 's-pay') % 100 < 84, 'trial', cityHash64(number, 's-pay') % 100 < 93, 'failed', 'refunded') AS pay_state,
        if(cityHash64(number, 's-prom') % 100 < 27, toNullable(['SPRING26','HOLA20','TANDEM','MAYDAY'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-code') / 18446744073709551616.0, 1.5)))]), NULL) AS promo_cd,
        ['playstore','appstore','web'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-store') / 18446744073709551616.0, 1.4)))] AS store,
        ['BR','US','IN','PL','FR','MX','JP'][1 + toUInt8(floor(7 * pow(cityHash64(number + 1000, 'l-ctry') / 18446744073709551616.0, 1.4)))] AS country
    FROM numbers(2600)
    WHERE cityHash64(number, 's-has') % 100 < 46
);

DROP TABLE IF EXISTS lingo.lesson_events;
CREATE TABLE lingo.lesson_events
(
    occurred   DateTime64(3, 'UTC'),
    uid        UInt32 COMMENT 'learner',
    attempt    String COMMENT 'one run through one lesson',
    type       LowCardinality(String) COMMENT 'lesson_open, answer_wrong, hint_used, app_crash, lesson_done',
    course     LowCardinality(String) COMMENT 'language taught, ISO 639-1: es Spanish, fr French, de German, ja Japanese, ko Korean, it Italian',
    cefr       LowCardinality(String) COMMENT 'level of the lesson, A1 the easiest',
    skill      LowCardinality(String) COMMENT 'vocab, grammar, listening, speaking',
    platform   LowCardinality(String) COMMENT 'ios (iPhone, iPad), android, web',
    build      LowCardinality(String),
    market     LowCardinality(String) COMMENT 'country of the learner, ISO 3166 two-letter code',
    is_offline UInt8 COMMENT '1 = recorded without network and sent later',
    xp         Nullable(UInt16) COMMENT 'points won, only on lesson_done',
    dur_sec    Nullable(UInt32) COMMENT 'open to done, only on lesson_done',
    score_pct  Nullable(Float32) COMMENT '0 to 100, only on lesson_done; null for speaking, which is not graded'
)
ENGINE = MergeTree ORDER BY (occurred, uid);

-- No event at all on 2026-05-07 (outage). Build 5.12.0 crashes a lot since 2026-05-19. Sundays are strongest.
INSERT INTO lingo.lesson_events
SELECT occurred, uid, attempt, type, course, cefr, skill, platform, build, market, is_offline,
       if(type = 'lesson_done', toNullable(toUInt16(10 + 5 * (cityHash64(a, 'e-xp2') % 7) + if(course IN ('ja', 'ko'), 10, 0))), NULL) AS xp,
       if(type = 'lesson_done', toNullable(toUInt32(dateDiff('second', opened, occurred))), NULL) AS dur_sec,
       if(type = 'lesson_done' AND skill != 'speaking', toNullable(toFloat32(round(100 - 62 * pow(cityHash64(a, 'e-score') / 18446744073709551616.0, 1.8), 1))), NULL) AS score_pct
FROM
(
    SELECT
        intDiv(number, 5) AS a, number % 5 AS pos,
        concat('at', lower(hex(cityHash64(a, 'e-at')))) AS attempt,
        toUInt32(1000 + floor(2900 * pow(cityHash64(a, 'e-uid') / 18446744073709551616.0, 1.5))) AS uid,
        toStartOfMinute(toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(a, 'e-ts') / 18446744073709551616.0, 1.3))))) AS m0,
        toDateTime64(m0, 3, 'UTC') + toIntervalMillisecond(1000 + cityHash64(a, 'e-ms') % 57000) AS opened,
        toUInt32(round(multiIf(cefr = 'A1', 3.2, cefr = 'A2', 4.1, cefr = 'B1', 5.6, cefr = 'B2', 7.1, 9.0) * pow(1 - cityHash64(a, 'e-dur') / 18446744073709551616.0, -0.35))) AS dur_min,
        if(pos = 0, opened, toDateTime64(m0, 3, 'UTC') + toIntervalMinute(if(pos = 4, dur_min, 1 + cityHash64(number, 'e-off') % 3)) + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms2') % 57000)) AS occurred,
        ['lesson_open','answer_wrong','hint_used','app_crash','lesson_done'][pos + 1] AS type,
        ['es','fr','ja','de','it','ko'][1 + toUInt8(floor(6 * pow(cityHash64(uid, 'e-course', a % 3 = 0 ? a : 0) / 18446744073709551616.0, 1.4)))] AS course,
        ['A1','A2','B1','B2','C1'][1 + toUInt8(floor(5 * pow(cityHash64(a, 'e-cefr') / 18446744073709551616.0, 1.7)))] AS cefr,
        ['vocab','grammar','listening','speaking'][1 + toUInt8(floor(4 * pow(cityHash64(a, 'e-skill') / 18446744073709551616.0, 1.2)))] AS skill,
        ['android','ios','web'][1 + toUInt8(floor(3 * pow(cityHash64(uid, 'e-plat') / 18446744073709551616.0, 1.4)))] AS platform,
        multiIf(platform = 'android', ['5.12.0','5.11.9','5.11.7'], platform = 'ios', ['5.12.1','5.11.4','5.10.2'], ['w204','w203','w201'])[1 + toUInt8(floor(3 * pow(cityHash64(a, 'e-build') / 18446744073709551616.0, 1.2)))] AS build,
        ['BR','US','IN','PL','FR','MX','JP'][1 + toUInt8(floor(7 * pow(cityHash64(uid, 'l-ctry') / 18446744073709551616.0, 1.4)))] AS market,
        toUInt8(platform != 'web' AND cityHash64(a, 'e-offl') % 100 < 17) AS is_offline,
        cityHash64(a, 'e-crash') % 1000 < if(build = '5.12.0' AND opened >= '2026-05-19 00:00:00', 420, 26) AS crashed,
        cityHash64(number, 'e-roll') % 1000 AS r,
        multiIf(pos = 0, 1,
                pos = 1, r < if(course IN ('ja', 'ko'), 560, 400),
                pos = 2, r < 190,
                pos = 3, crashed,
                NOT crashed AND r < multiIf(platform = 'web', 540, platform = 'ios', 730, 640) - if(course = 'de', 120, 0)) AS kept
    FROM numbers(20000)
)
WHERE kept AND toDate(occurred) != '2026-05-07' AND toDate(opened) != '2026-05-07' AND occurred < '2026-05-21 16:19:00'
  AND (toDayOfWeek(opened) = 7 OR cityHash64(a, 'e-dow') % 100 < 78);
