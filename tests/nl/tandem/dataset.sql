-- Marketplace of language tutors: tutors, lessons, site events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS tandem;

DROP TABLE IF EXISTS tandem.tutors;
CREATE TABLE tandem.tutors
(
    tutor_id  UInt32,
    disp_name String,
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier      LowCardinality(String) COMMENT 'new, pro or super',
    joined    Date,
    hr_rate   Decimal(8, 2) COMMENT 'asked price of an hour, USD',
    is_listed Bool COMMENT 'false when the profile is hidden'
)
ENGINE = MergeTree ORDER BY tutor_id;

INSERT INTO tandem.tutors
SELECT
    3000 + number,
    concat(['Aiko','Bruno','Chloe','Dieter','Elena','Farid','Greta','Hugo','Ines','Jun','Karla','Leon'][1 + cityHash64(number, 'u-f') % 12], ' ',
           ['Abe','Bauer','Cruz','Duarte','Esposito','Faure','Gomez','Haas','Ito','Jansen'][1 + cityHash64(number, 'u-l') % 10], ' ', toString(number)),
    ['ES','GB','MX','DE','JP','FR','BR','IT','KR','US'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'u-c') / 18446744073709551616.0, 1.3)))],
    ['pro','new','super'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'u-t') / 18446744073709551616.0, 1.2)))] AS tier,
    toDate('2026-05-10') - toUInt32(floor(if(tier = 'new', 60, 1900) * pow(cityHash64(number, 'u-j') / 18446744073709551616.0, 1.3)) + if(tier = 'new', 75, 100)),
    toDecimal64(round(9 + 45 * pow(cityHash64(number, 'u-r') / 18446744073709551616.0, 2.0), 0), 2),
    cityHash64(number, 'u-v') % 100 < 88
FROM numbers(460);

DROP TABLE IF EXISTS tandem.lessons;
CREATE TABLE tandem.lessons
(
    lesson_id  UInt64,
    booked_at  DateTime('UTC'),
    starts_at  DateTime('UTC'),
    student_id UInt32,
    stu_ctry   LowCardinality(String) COMMENT 'country of the student, ISO 3166 two-letter code',
    tutor_id   UInt32,
    lang       LowCardinality(String) COMMENT 'language taught, ISO 639-1: es, en, fr, de, ja, it, ko, pt',
    dur_min    UInt8,
    trial      Bool,
    price_usd  Decimal(8, 2) COMMENT 'what the student paid',
    fee_usd    Decimal(8, 2) COMMENT 'our commission, part of the price',
    state      LowCardinality(String) COMMENT 'taught, stu_noshow, stu_canc, tut_canc. taught and stu_noshow are charged, cancelled lessons are refunded in full (commission too)',
    rating     Nullable(UInt8) COMMENT 'stars from the student, 1 to 5',
    app        LowCardinality(String) COMMENT 'booked on: web, ios, android',
    promo      LowCardinality(Nullable(String))
)
ENGINE = MergeTree ORDER BY (starts_at, lesson_id);

INSERT INTO tandem.lessons
SELECT lesson_id, booked_at, starts_at, student_id, stu_ctry, l.tutor_id, lang, dur_min, trial, price_usd,
       toDecimal64(round(toFloat64(price_usd) * multiIf(trial, 1.0, tier = 'super', 0.15, tier = 'pro', 0.2, 0.25), 2), 2), state,
       if(state = 'taught' AND cityHash64(n, 'l-r0') % 100 < 52, toNullable(toUInt8(multiIf(tier = 'super', [5,5,5,5,5,4,4,5,3,5], tier = 'new', [5,5,4,4,3,3,2,1,4,5], [5,5,5,4,4,4,3,2,1,5])[1 + cityHash64(n, 'l-r') % 10])), NULL),
       app, promo
FROM
(
    SELECT
        number AS n, 5500000 + number * 3 AS lesson_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(105000 * pow(cityHash64(n, 'l-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(n, 'l-s') % 58) AS starts_at,
        starts_at - toIntervalMinute(45 + toUInt32(floor(9000 * pow(cityHash64(n, 'l-lead') / 18446744073709551616.0, 2.2)))) - toIntervalSecond(toSecond(starts_at)) + toIntervalSecond(1 + cityHash64(n, 'l-s2') % 58) AS booked_at,
        40000 + toUInt32(floor(5200 * pow(cityHash64(n, 'l-stu') / 18446744073709551616.0, 1.5))) AS student_id,
        ['US','GB','DE','BR','FR','ES','JP','IT','KR','MX'][1 + toUInt8(floor(10 * pow(cityHash64(student_id, 'l-ctry') / 18446744073709551616.0, 1.4)))] AS stu_ctry,
        3000 + toUInt32(floor(430 * pow(cityHash64(n, 'l-tut') / 18446744073709551616.0, 1.22))) AS tutor_id,
        if(cityHash64(n, 'l-main') % 10 < 8, cityHash64(student_id, 'l-lang'), cityHash64(n, 'l-lang2')) AS lh,
        ['es','en','fr','de','ja','it','ko','pt'][1 + toUInt8(floor(8 * pow(lh / 18446744073709551616.0, 1.4)))] AS lang,
        cityHash64(n, 'l-tr') % 100 < 14 AS trial,
        if(trial, 30, [60, 45, 60, 90, 30][1 + toUInt8(floor(5 * pow(cityHash64(n, 'l-dur') / 18446744073709551616.0, 1.4)))]) AS dur_min,
        toDecimal64(round(if(trial, 0.25, 1) * multiIf(lang IN ('ja', 'ko'), 30, lang = 'en', 23, lang = 'pt', 15, 19) * (0.6 + cityHash64(n, 'l-p') % 1000 / 1000) * dur_min / 60, 2), 2) AS price_usd,
        cityHash64(n, 'l-st') % 1000 AS s,
        multiIf(s < if(lang = 'ko', 110, 42), 'tut_canc', s < 200, 'stu_canc', s < if(trial, 320, 245), 'stu_noshow', 'taught') AS state,
        ['web','ios','android'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'l-app') / 18446744073709551616.0, 1.3)))] AS app,
        multiIf(cityHash64(n, 'l-pr') % 100 < 7, toNullable('SPRING26'), cityHash64(n, 'l-pr') % 100 < 11, toNullable('FRIEND10'), NULL) AS promo
    FROM numbers(17000)
) AS l
INNER JOIN (SELECT tutor_id, tier FROM tandem.tutors) AS u ON l.tutor_id = u.tutor_id
WHERE NOT (toHour(starts_at) < 7 AND cityHash64(n, 'l-night') % 4 != 0)
  AND NOT (trial AND toDayOfWeek(starts_at) NOT IN (6, 7) AND cityHash64(n, 'l-wk') % 3 = 0)
  AND NOT (trial AND toDayOfWeek(starts_at) = 7 AND cityHash64(n, 'l-su') % 4 = 0);

DROP TABLE IF EXISTS tandem.site_evt;
CREATE TABLE tandem.site_evt
(
    ts         DateTime64(3, 'UTC'),
    sid        String COMMENT 'session',
    student_id Nullable(UInt32) COMMENT 'null before login',
    evt        LowCardinality(String) COMMENT 'search, tutor_view, checkout, paid, card_declined',
    dev        LowCardinality(String),
    ctry       LowCardinality(String) COMMENT 'ISO 3166 two-letter code, from the IP address',
    resp_ms    Nullable(UInt32)
)
ENGINE = MergeTree ORDER BY (ts, sid);

-- One session is up to five rows. Cards from Brazil are declined a lot since 2026-05-20 06:00. The site was closed on 2026-05-06.
INSERT INTO tandem.site_evt
SELECT ts, sid, student_id, evt, dev, ctry, resp_ms
FROM
(
    SELECT
        intDiv(number, 5) AS v, number % 5 AS pos,
        concat('s', lower(hex(cityHash64(v, 'z-sid')))) AS sid,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(62000 * pow(cityHash64(v, 'z-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMinute(pos * (1 + cityHash64(v, 'z-gap') % 7))
            + toIntervalMillisecond(1000 + cityHash64(number, 'z-ms') % 57000) AS ts,
        if(pos < 3 AND cityHash64(v, 'z-anon') % 10 < 4, NULL, toNullable(40000 + toUInt32(floor(5200 * pow(cityHash64(v, 'z-stu') / 18446744073709551616.0, 1.5))))) AS student_id,
        ['phone','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(v, 'z-dev') / 18446744073709551616.0, 1.5)))] AS dev,
        ['US','GB','DE','BR','FR','ES','JP','IT','KR','MX'][1 + toUInt8(floor(10 * pow(cityHash64(v, 'z-c') / 18446744073709551616.0, 1.2)))] AS ctry,
        cityHash64(v, 'z-depth') % 1000 / if(dev = 'desktop', 1.25, 1.0) AS depth,
        (ctry = 'BR' AND ts >= '2026-05-20 06:00:00' AND cityHash64(v, 'z-dec') % 10 < 7) OR cityHash64(v, 'z-dec') % 100 < 6 AS bad,
        if(pos = 1 AND depth >= 700, 'search', ['search','tutor_view','checkout','card_declined','paid'][pos + 1]) AS evt,
        multiIf(pos = 0, 1, pos = 1, depth < 820, pos = 2, depth < 330, pos = 3, depth < 330 AND bad, depth < 250 AND NOT (bad AND cityHash64(v, 'z-retry') % 3 != 0)) AS kept,
        if(cityHash64(number, 'z-nr') % 100 < 4, NULL, toNullable(toUInt32(floor(if(evt = 'search', 310, 140) * multiIf(dev = 'desktop', 0.8, dev = 'tablet', 1.3, 1.0) * pow(1 - cityHash64(number, 'z-resp') / 18446744073709551616.0, -0.5))))) AS resp_ms
    FROM numbers(40000)
)
WHERE kept AND toDate(ts) != '2026-05-06' AND ts < '2026-05-21 16:20:00';
