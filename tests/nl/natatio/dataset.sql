-- Swimming-lesson and course booking office of a town. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS natatio;
CREATE DATABASE natatio;

CREATE TABLE natatio.courses
(
    course_id   UInt32,
    course_code String,
    level       LowCardinality(String) COMMENT 'ducklings, beginner, improver, advanced, lifesaving, aquafit',
    pool        LowCardinality(String),
    instructor  LowCardinality(String),
    places      UInt8 COMMENT 'how many swimmers the course holds',
    lesson_min  UInt8 COMMENT 'length of one lesson in minutes',
    list_fee_gbp Decimal(8, 2) COMMENT 'full fee for the course before any reduction',
    starts_on   Date
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO natatio.courses
SELECT
    2001 + number AS course_id,
    concat(upper(substring(level, 1, 3)), '-', leftPad(toString(number + 1), 3, '0')) AS course_code,
    ['beginner','ducklings','improver','aquafit','advanced','lifesaving'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-lev') / 18446744073709551616.0, 1.3)))] AS level,
    ['Northgate','Millbrook','Harbour Baths','Quayside','Castle Leisure'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-pool') / 18446744073709551616.0, 1.2)))] AS pool,
    ['Priya Nair','Tom Ashby','Ewa Lis','Carl Dunne','Ruth Okoro','Hal Pearce','Mina Sato','Joe Brandt','Lena Voss','Adil Khan','Fay Morris','Gus Lowe'][1 + cityHash64(number, 'c-ins') % 12] AS instructor,
    6 + cityHash64(number, 'c-pl') % 11 AS places,
    multiIf(level = 'ducklings', 30, level IN ('beginner', 'improver'), 45, 60) AS lesson_min,
    toDecimal64(multiIf(level = 'ducklings', 48, level = 'beginner', 62, level = 'improver', 66, level = 'aquafit', 54, level = 'advanced', 84, 118) + cityHash64(number, 'c-fee') % 1900 / 100, 2) AS list_fee_gbp,
    toDate('2026-04-13') + toUInt16(cityHash64(number, 'c-start') % 120) AS starts_on
FROM numbers(140);

CREATE TABLE natatio.swimmers
(
    swimmer_id    UInt32,
    born_on       Date32,
    district      LowCardinality(String),
    concession    UInt8 COMMENT '1 = entitled to the reduced rate',
    registered_on Date
)
ENGINE = MergeTree ORDER BY swimmer_id;

INSERT INTO natatio.swimmers
SELECT
    10000 + number,
    toDate32('2022-01-01') - toInt32(floor(22000 * pow(cityHash64(number, 's-born') / 18446744073709551616.0, 2.2))),
    ['Eastfield','Old Town','Riverside','Hilltop','Docks','Marlow End'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-dis') / 18446744073709551616.0, 1.3)))],
    if(cityHash64(number, 's-con') % 100 < 27, 1, 0),
    toDate('2026-05-20') - toUInt32(floor(1400 * pow(cityHash64(number, 's-reg') / 18446744073709551616.0, 1.5)))
FROM numbers(2200);

CREATE TABLE natatio.bookings
(
    booking_ref  String,
    booked_at    DateTime('UTC'),
    swimmer_id   UInt32,
    course_id    UInt32,
    pool         LowCardinality(String) COMMENT 'where the course takes place',
    channel      LowCardinality(String) COMMENT 'web, app, phone or counter',
    state        LowCardinality(String) COMMENT 'confirmed, waitlisted, withdrawn or refunded; only confirmed bookings keep their money, the others show the price quoted',
    paid_gbp     Decimal(8, 2),
    voucher_code Nullable(String) COMMENT 'null when no gift or promotion code was used',
    is_renewal   UInt8 COMMENT '1 = the swimmer was on a course here last term',
    handling_s   Nullable(UInt32) COMMENT 'seconds from opening the form to the booking; null when not measured',
    withdrawn_at Nullable(DateTime('UTC')) COMMENT 'only for withdrawn bookings'
)
ENGINE = MergeTree ORDER BY (pool, booked_at);

-- Office system down on Sunday 2026-05-10: no booking. The app takes almost nothing on 2026-05-21.
INSERT INTO natatio.bookings
SELECT booking_ref, booked_at, swimmer_id, course_id, pool, channel, state, paid_gbp, voucher_code, is_renewal, handling_s,
       if(state = 'withdrawn', booked_at + toIntervalMinute(7 + cityHash64(n, 'b-wd') % 5000), NULL) AS withdrawn_at
FROM
(
    SELECT
        b.n AS n, b.booking_ref AS booking_ref, b.booked_at AS booked_at, b.swimmer_id AS swimmer_id, b.course_id AS course_id, c.pool AS pool, b.channel AS channel,
        multiIf(b.s < 70, 'withdrawn', b.s < 115, 'refunded', b.s < if(c.pool = 'Millbrook', 270, 205), 'waitlisted', 'confirmed') AS state,
        toDecimal64(round(toFloat64(c.list_fee_gbp) * if(w.concession = 1, 0.6, 1.0) * if(voucher_code IS NULL, 1.0, 0.85) * (1 - (b.n % 97) / 1000), 2), 2) AS paid_gbp,
        if(cityHash64(b.n, 'b-v') % 100 < 12, toNullable(['GIFT20','SPLASH','SCHOOL26','FAMILY'][1 + cityHash64(b.n, 'b-v2') % 4]), NULL) AS voucher_code,
        if(cityHash64(b.n, 'b-ren') % 100 < 38, 1, 0) AS is_renewal,
        if(cityHash64(b.n, 'b-hn') % 100 < 6, NULL, toNullable(toUInt32(floor(multiIf(b.channel = 'phone', 190, b.channel = 'counter', 240, b.channel = 'web', 95, 70) * pow(1 - cityHash64(b.n, 'b-h') / 18446744073709551616.0, -0.35))))) AS handling_s
    FROM
    (
        SELECT
            number AS n,
            concat('SW', toString(400000 + number)) AS booking_ref,
            toDateTime('2026-05-21 16:20:00', 'UTC')
                - toIntervalMinute(1 + toUInt32(floor(100000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.3))))
                + toIntervalSecond(1 + cityHash64(number, 'b-sec') % 58) AS booked_at,
            10000 + toUInt32(floor(2150 * pow(cityHash64(number, 'b-sw') / 18446744073709551616.0, 1.4))) AS swimmer_id,
            2001 + toUInt32(floor(140 * pow(cityHash64(number, 'b-co') / 18446744073709551616.0, 1.7))) AS course_id,
            ['web','app','phone','counter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-ch') / 18446744073709551616.0, 1.4)))] AS channel,
            cityHash64(number, 'b-st') % 1000 AS s
        FROM numbers(10500)
    ) AS b
    INNER JOIN natatio.courses AS c ON b.course_id = c.course_id
    INNER JOIN natatio.swimmers AS w ON b.swimmer_id = w.swimmer_id
)
WHERE toDate(booked_at) != '2026-05-10'
  AND NOT (channel = 'app' AND booked_at >= '2026-05-21 00:00:00' AND cityHash64(n, 'b-app') % 15 != 0)
  AND NOT ((toHour(booked_at) < 7 OR toHour(booked_at) >= 22) AND cityHash64(n, 'b-night') % 6 != 0)
  AND (state != 'withdrawn' OR booked_at + toIntervalMinute(7 + cityHash64(n, 'b-wd') % 5000) < '2026-05-21 16:20:00')
ORDER BY n;

-- The heating at Harbour Baths fails on 2026-05-20: bookings made from 14:00 to 17:00 are withdrawn at once.
INSERT INTO natatio.bookings
SELECT
    concat('SW', toString(480000 + number)),
    toDateTime('2026-05-20 14:00:00', 'UTC') + toIntervalMinute((number * 7) % 170) + toIntervalSecond(1 + cityHash64(number, 'h-sec') % 58) AS t,
    10000 + cityHash64(number, 'h-sw') % 2150,
    (SELECT groupArray(course_id) FROM (SELECT course_id FROM natatio.courses WHERE pool = 'Harbour Baths' ORDER BY course_id))[1 + cityHash64(number, 'h-co') % 20],
    'Harbour Baths',
    ['web','app','phone','counter'][1 + cityHash64(number, 'h-ch') % 4],
    'withdrawn',
    toDecimal64(40 + cityHash64(number, 'h-fee') % 4000 / 100, 2),
    NULL, 0, toNullable(toUInt32(60 + cityHash64(number, 'h-hs') % 200)),
    t + toIntervalMinute(3 + number % 6)
FROM numbers(64);
