-- Used textbooks, sold from student to student. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS dogear;
CREATE DATABASE dogear;

CREATE TABLE dogear.listings
(
    listing_id    UInt32,
    seller_id     UInt32,
    book_title    String,
    subject       LowCardinality(String),
    wear          LowCardinality(String) COMMENT 'like_new, good, worn or annotated',
    printed_year  UInt16,
    listed_on     Date,
    asking_cents  UInt32 COMMENT 'euro cents'
)
ENGINE = MergeTree ORDER BY listing_id;

INSERT INTO dogear.listings
SELECT
    30000 + number,
    1000 + toUInt32(floor(900 * pow(cityHash64(number, 'l-sell') / 18446744073709551616.0, 1.8))),
    concat(['Foundations of ','Essential ','Applied ','A First Course in ','Advanced '][1 + cityHash64(number, 'l-pre') % 5],
           ['law','medicine','economics','physics','linguistics','chemistry'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-sub') / 18446744073709551616.0, 1.3)))]) AS book_title,
    ['law','medicine','economics','physics','linguistics','chemistry'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-sub') / 18446744073709551616.0, 1.3)))] AS subject,
    ['good','like_new','worn','annotated'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-wear') / 18446744073709551616.0, 1.3)))],
    toUInt16(2024 - floor(16 * pow(cityHash64(number, 'l-yr') / 18446744073709551616.0, 1.5))),
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'l-on') % 400),
    toUInt32(700 + 100 * floor(12 * pow(1 - cityHash64(number, 'l-ask') / 18446744073709551616.0, -0.55)))
FROM numbers(2500);

CREATE TABLE dogear.students
(
    student_id   UInt32,
    nickname     String,
    home_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    degree       LowCardinality(String),
    joined_on    Date,
    is_verified  UInt8 COMMENT '1 when the student card was checked'
)
ENGINE = MergeTree ORDER BY student_id;

INSERT INTO dogear.students
SELECT
    1000 + number,
    concat(['quiet','brave','inky','late','curious'][1 + cityHash64(number, 's-a') % 5], '_', ['owl','otter','fern','comet'][1 + cityHash64(number, 's-b') % 4], toString(number)),
    ['BE','NL','SE','IT','PL','PT'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-c') / 18446744073709551616.0, 1.3)))],
    ['bachelor','master','doctorate'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-d') / 18446744073709551616.0, 1.6)))],
    toDate('2026-03-15') - toUInt32(cityHash64(number, 's-j') % 900),
    toUInt8(cityHash64(number, 's-v') % 100 < 72)
FROM numbers(3200);

CREATE TABLE dogear.orders
(
    order_id     UInt64,
    ordered_at   DateTime('UTC'),
    received_at  Nullable(DateTime('UTC')) COMMENT 'the buyer confirmed to have the book',
    listing_id   UInt32,
    buyer_id     UInt32 COMMENT 'student who buys',
    campus       LowCardinality(String) COMMENT 'where the buyer studies',
    channel      LowCardinality(String),
    handover     LowCardinality(String) COMMENT 'post, locker or meetup',
    state        LowCardinality(String) COMMENT 'completed, cancelled or refunded; cancelled and refunded orders gave the money back',
    price_cents  UInt32 COMMENT 'what the buyer pays for the book, euro cents',
    fee_cents    UInt32 COMMENT 'our commission, part of the price, euro cents',
    voucher      Nullable(String),
    buyer_score  Nullable(UInt8) COMMENT 'stars that the buyer gave, 1 to 5',
    reply_min    Nullable(UInt16) COMMENT 'minutes until the seller answered'
)
ENGINE = MergeTree ORDER BY (campus, ordered_at);

-- The Android app could not order on 2026-05-08; many orders of Uppsala are refunded on 2026-05-21.
INSERT INTO dogear.orders
SELECT order_id, ordered_at,
    if(state = 'completed' AND cityHash64(n, 'o-rc') % 10 < 9 AND ordered_at + toIntervalMinute(hold_min) < '2026-05-21 16:20:00', toNullable(ordered_at + toIntervalMinute(hold_min)), NULL) AS received_at,
    listing_id, buyer_id, campus, channel, handover, state, price_cents, toUInt32(floor(price_cents * 0.08)) AS fee_cents,
    if(cityHash64(n, 'o-v') % 100 < multiIf(channel = 'ios', 24, channel = 'android', 17, 11), toNullable(['FRESHER','EXAMS','FLIP'][1 + cityHash64(n, 'o-vc') % 3]), NULL) AS voucher,
    if(state = 'completed' AND cityHash64(n, 'o-rated') % 100 < 66, toNullable(toUInt8([5,5,5,4,4,4,3,2,1,5,1][1 + cityHash64(n, 'o-star') % 11])), NULL) AS buyer_score,
    if(cityHash64(n, 'o-nr') % 100 < 6, NULL, toNullable(toUInt16(2 + floor(25 * (0.6 + 1.5 * pow(cityHash64(toUInt64(listing_id - 30000), 'l-sub') / 18446744073709551616.0, 1.3)) * pow(1 - cityHash64(n, 'o-rep') / 18446744073709551616.0, -0.7)) % 5000))) AS reply_min
FROM
(
    SELECT
        number AS n,
        880000 + number AS order_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57) AS ordered_at,
        30000 + toUInt32(floor(2400 * pow(cityHash64(number, 'o-lst') / 18446744073709551616.0, 1.3))) AS listing_id,
        1000 + toUInt32(floor(3100 * pow(cityHash64(number, 'o-buy') / 18446744073709551616.0, 1.9))) AS buyer_id,
        ['Leuven','Utrecht','Lund','Bologna','Uppsala','Krakow','Coimbra'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-camp') / 18446744073709551616.0, 1.3)))] AS campus,
        ['web','ios','android'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-ch') / 18446744073709551616.0, 1.2)))] AS channel,
        ['post','meetup','locker'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-hand') / 18446744073709551616.0, 1.4)))] AS handover,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(campus = 'Uppsala' AND ordered_at >= '2026-05-21 00:00:00' AND s < 600, 'refunded', s < 80, 'cancelled', s < 145, 'refunded', 'completed') AS state,
        toUInt32(600 + 50 * floor(30 * pow(1 - cityHash64(number, 'o-price') / 18446744073709551616.0, -0.5)) + cityHash64(number, 'o-odd') % 50) AS price_cents,
        toUInt32(30 + cityHash64(number, 'o-hold') % 6000) AS hold_min
    FROM numbers(8200)
)
WHERE NOT (channel = 'android' AND toDate(ordered_at) = '2026-05-08')
  AND NOT (toHour(ordered_at) BETWEEN 1 AND 6 AND cityHash64(n, 'o-night') % 4 != 0);
