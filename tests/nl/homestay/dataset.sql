-- homestay: a short-term rental platform: listings offered by hosts, bookings made by guests, and the reviews guests write after their stay.
CREATE DATABASE IF NOT EXISTS homestay;
DROP TABLE IF EXISTS homestay.listings;
CREATE TABLE homestay.listings
(
    listing_id UInt32,
    host_id UInt32,
    city LowCardinality(String),
    country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    property_type Enum8('entire_home' = 1, 'private_room' = 2, 'shared_room' = 3, 'hotel_room' = 4),
    bedrooms UInt8,
    max_guests UInt8,
    nightly_price UInt16 COMMENT 'list price in EUR per night',
    instant_book UInt8 COMMENT '1 = bookable without the host confirming'
)
ENGINE = MergeTree ORDER BY listing_id;
DROP TABLE IF EXISTS homestay.bookings;
CREATE TABLE homestay.bookings
(
    booking_id UInt64,
    created_at DateTime('UTC') COMMENT 'when the guest booked or asked to book',
    listing_id UInt32,
    guest_id UInt32,
    channel LowCardinality(String) COMMENT 'web, ios, android or partner (resold by a travel site)',
    lead_days UInt16 COMMENT 'days from booking to check-in',
    nights UInt8,
    guests UInt8,
    gross_cents UInt32 COMMENT 'price of the whole stay incl. cleaning fee, EUR cents',
    cleaning_fee_cents UInt32 COMMENT 'part of gross_cents',
    promo_code Nullable(String) COMMENT 'NULL = no code used',
    host_response_min Nullable(UInt32) COMMENT 'minutes until the host answered the request, NULL for instant bookings and while unanswered',
    status Enum8('pending' = 1, 'confirmed' = 2, 'completed' = 3, 'cancelled_by_guest' = 4, 'cancelled_by_host' = 5, 'declined' = 6) COMMENT 'pending = waiting for the host, nothing charged yet, confirmed = paid, stay not over, completed = paid, stay over, cancelled_* = money returned, declined = host said no, nothing charged',
    cancelled_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY (created_at, booking_id);
DROP TABLE IF EXISTS homestay.reviews;
CREATE TABLE homestay.reviews
(
    review_id UInt64,
    posted_at DateTime('UTC'),
    booking_id UInt64,
    listing_id UInt32,
    guest_id UInt32,
    stars UInt8 COMMENT 'overall rating 1 to 5',
    cleanliness UInt8 COMMENT '1 to 5',
    lang LowCardinality(String) COMMENT 'ISO 639-1 code of the language the review is written in',
    host_replied_at Nullable(DateTime('UTC')) COMMENT 'NULL = the host has not replied'
)
ENGINE = MergeTree ORDER BY (posted_at, review_id);
INSERT INTO homestay.listings
SELECT id, 500 + cityHash64(id, 'host') % 90, cc.1, cc.2,
    multiIf(cityHash64(id, 'pt') % 100 < 55, 'entire_home', cityHash64(id, 'pt') % 100 < 85, 'private_room', cityHash64(id, 'pt') % 100 < 92, 'shared_room', 'hotel_room'),
    bd, bd * 2 + cityHash64(id, 'mg') % 2, 35 + cityHash64(id, 'price') % 190, cityHash64(id, 'ib') % 100 < 55
FROM
(
    SELECT number + 1 AS id,
        [('Lisbon', 'PT'), ('Lisbon', 'PT'), ('Porto', 'PT'), ('Rome', 'IT'), ('Rome', 'IT'), ('Florence', 'IT'), ('Barcelona', 'ES'), ('Barcelona', 'ES'), ('Barcelona', 'ES'), ('Seville', 'ES'), ('Berlin', 'DE'), ('Vienna', 'AT'), ('Paris', 'FR'), ('Paris', 'FR')][1 + cityHash64(id, 'city') % 14] AS cc,
        1 + cityHash64(id, 'bd') % 4 AS bd
    FROM numbers(208)
);
INSERT INTO homestay.bookings
WITH toDateTime('2026-05-21 16:20:00', 'UTC') AS t_now
SELECT 700000 + rn, created, lid, gid, ch, lead, ng, 1 + cityHash64(n, 'gs') % 5,
    ng * (35 + cityHash64(lid, 'price') % 190) * (90 + cityHash64(n, 'pf') % 25) + clean, clean,
    if(cityHash64(n, 'pc') % 100 < 13, ['SPRING10', 'WELCOME', 'LONGSTAY', 'SPRING10'][1 + cityHash64(n, 'pcc') % 4], NULL),
    if(ib OR st = 'pending', NULL, toUInt32(3 + pow(cityHash64(n, 'rm') % 1000 / 1000, 3) * 1300)),
    st,
    if(st IN ('cancelled_by_guest', 'cancelled_by_host'), least(created + 600 + cityHash64(n, 'ca') % 180000, t_now - 60 - cityHash64(n, 'cb') % 1800), NULL)
FROM
(
    SELECT *, row_number() OVER (ORDER BY created, n) AS rn,
        cityHash64(lid, 'ib') % 100 < 55 AS ib,
        cityHash64(n, 'st') % 1000 AS r,
        multiIf(lid = 34 AND cityHash64(n, 'l34') % 100 < 62, 'cancelled_by_host',
            NOT ib AND created > t_now - 129600 AND cityHash64(n, 'pd') % 100 < 60, 'pending',
            r < 95, 'cancelled_by_guest', r < 115, 'cancelled_by_host', NOT ib AND r < 210, 'declined',
            toDate(created) + lead + ng < toDate('2026-05-21'), 'completed', 'confirmed') AS st
    FROM
    (
        SELECT number AS n,
            if(n < 2700, toDateTime('2026-03-27 00:00:00', 'UTC') + (cityHash64(n, 'day') % 56) * 86400 + [0, 1, 6, 7, 8, 9, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23][1 + cityHash64(n, 'hr') % 30] * 3600 + cityHash64(n, 's') % 3600,
                toDateTime('2026-05-13 10:00:00', 'UTC') + cityHash64(n, 's') % 7200) AS created,
            1 + least(cityHash64(n, 'l1') % 200, cityHash64(n, 'l2') % 200) AS lid,
            if(n < 2700, 10000 + cityHash64(n, 'g') % 1700, 20000 + cityHash64(n, 'g') % 30) AS gid,
            if(n < 2700, ['web', 'web', 'web', 'ios', 'ios', 'android', 'android', 'partner'][1 + cityHash64(n, 'ch') % 8], 'partner') AS ch,
            least(cityHash64(n, 'ld1') % 40, cityHash64(n, 'ld2') % 50) AS lead,
            1 + least(cityHash64(n, 'n1') % 12, cityHash64(n, 'n2') % 7) AS ng,
            (15 + cityHash64(lid, 'cl') % 45) * 100 AS clean
        FROM numbers(2820)
    )
    WHERE created < t_now
);
INSERT INTO homestay.reviews
SELECT 40000 + row_number() OVER (ORDER BY posted, booking_id), posted, booking_id, listing_id, guest_id, s,
    least(5, greatest(1, s - 1 + cityHash64(booking_id, 'cn') % 3)),
    ['en', 'en', 'en', 'de', 'de', 'fr', 'fr', 'es', 'it', 'pt'][1 + cityHash64(booking_id, 'lg') % 10],
    if(cityHash64(booking_id, 'rp') % 100 < 40, least(posted + 1800 + cityHash64(booking_id, 'rt') % 150000, toDateTime('2026-05-21 16:19:00', 'UTC')), NULL)
FROM
(
    SELECT booking_id, listing_id, guest_id,
        toDateTime(toDate(created_at) + lead_days + nights, 'UTC') + 36000 + cityHash64(booking_id, 'po') % 432000 AS posted,
        [5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 2, 1][1 + cityHash64(booking_id, 'stars') % 15] AS s
    FROM homestay.bookings
    WHERE status = 'completed' AND cityHash64(booking_id, 'rv') % 100 < 62
)
WHERE posted < toDateTime('2026-05-21 16:00:00', 'UTC');
