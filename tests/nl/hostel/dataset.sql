-- A hostel: rooms, bookings, payments. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS hostel;
CREATE DATABASE hostel;

CREATE TABLE hostel.rooms
(
    room_id    UInt16,
    room_name  String,
    room_kind  LowCardinality(String) COMMENT 'dorm, private or family',
    bed_count  UInt8,
    floor      UInt8,
    rate_cents UInt32 COMMENT 'per bed and night in a dorm, else per room and night, euro cents',
    room_state LowCardinality(String) COMMENT 'open or closed (for works)'
)
ENGINE = MergeTree ORDER BY room_id
COMMENT 'The rooms of the hostel';

INSERT INTO hostel.rooms
SELECT
    n,
    ['Acorn','Badger','Cedar','Dune','Egret','Fern','Gull','Heron','Ivy','Jackdaw','Kite','Lark','Maple','Newt','Otter','Pine','Quail','Robin','Stork','Thistle','Urchin','Violet','Willow','Yarrow'][n],
    multiIf(n % 4 = 0, 'family', n % 2 = 0, 'private', 'dorm') AS kind,
    multiIf(kind = 'family', 4, kind = 'private', 2, [6, 8, 10][1 + cityHash64(n, 'q-bed') % 3]),
    toUInt8(intDiv(n - 1, 6)),
    toUInt32(multiIf(kind = 'family', 9500, kind = 'private', 6800, 2400) + 100 * (cityHash64(n, 'q-rate') % 12)),
    if(n IN (11, 20), 'closed', 'open')
FROM (SELECT toUInt16(number + 1) AS n FROM numbers(24));

CREATE TABLE hostel.bookings
(
    booking_id     UInt32,
    guest_id       UInt32,
    room_id        UInt16,
    source         LowCardinality(String),
    guest_country  LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    guest_count    UInt8,
    nights         UInt8,
    price_cents    UInt32 COMMENT 'whole stay, euro cents',
    booking_status LowCardinality(String) COMMENT 'confirmed (not yet here), checked_in, checked_out, cancelled or no_show - cancelled and no_show bookings bring no money',
    rating         Nullable(UInt8) COMMENT 'by the guest after the stay, 1 to 10, null when not rated',
    booked_at      DateTime('UTC') COMMENT 'when the booking was made',
    checked_in_at  Nullable(DateTime('UTC')) COMMENT 'when the guests arrived',
    checked_out_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY booked_at
COMMENT 'Bookings of rooms, one row per booking with its present status';

-- Rooms 5 and 13 are rated badly.
INSERT INTO hostel.bookings
SELECT booking_id, guest_id, room_id, source, guest_country, guest_count, nights,
       toUInt32(r.rate_cents * nights * if(r.room_kind = 'dorm', guest_count, 1)) AS price_cents,
       multiIf(s < if(source = 'partner', 19, 9), 'cancelled', arrive > '2026-05-21 16:19:00', 'confirmed', s < 24, 'no_show', leave > '2026-05-21 16:19:00', 'checked_in', 'checked_out') AS booking_status,
       if(booking_status = 'checked_out' AND cityHash64(n, 'k-rated') % 100 < 55,
          toNullable(toUInt8(if(room_id IN (5, 13), [4,5,6,7,8,3,9], [7,8,8,9,9,10,6])[1 + cityHash64(n, 'k-stars') % 7])), NULL) AS rating,
       booked_at,
       if(booking_status IN ('checked_in','checked_out'), toNullable(arrive), NULL) AS checked_in_at,
       if(booking_status = 'checked_out', toNullable(leave), NULL) AS checked_out_at
FROM
(
    SELECT
        number AS n,
        toUInt32(40001 + n) AS booking_id,
        1 + toUInt32(floor(1700 * pow(cityHash64(n, 'k-guest') / 18446744073709551616.0, 1.2))) AS guest_id,
        toUInt16(1 + toUInt16(floor(24 * pow(cityHash64(n, 'k-room') / 18446744073709551616.0, 1.25)))) AS room_id,
        ['website','partner','phone','walk_in'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'k-src') / 18446744073709551616.0, 1.5)))] AS source,
        ['DE','ES','GB','FR','IT','PL','US'][1 + toUInt8(floor(7 * pow(cityHash64(n, 'k-ctry') / 18446744073709551616.0, 1.4)))] AS guest_country,
        toUInt8([1,1,2,2,2,3,4][1 + cityHash64(n, 'k-gc') % 7]) AS guest_count,
        toUInt8(1 + floor(14 * pow(cityHash64(n, 'k-nights') / 18446744073709551616.0, 2.4))) AS nights,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(5 + toUInt32((2699 - n) * 60) + cityHash64(n, 'k-ts') % 55) + toIntervalSecond(1 + cityHash64(n, 'k-s') % 58) AS booked_at,
        toStartOfDay(booked_at) + toIntervalDay(1 + floor(25 * pow(cityHash64(n, 'k-lead') / 18446744073709551616.0, 2))) + toIntervalMinute(14 * 60 + cityHash64(n, 'k-arr') % 520) + toIntervalSecond(1 + cityHash64(n, 'k-as') % 58) AS arrive,
        toStartOfDay(arrive) + toIntervalDay(nights) + toIntervalMinute(7 * 60 + cityHash64(n, 'k-dep') % 240) + toIntervalSecond(1 + cityHash64(n, 'k-ds') % 58) AS leave,
        cityHash64(n, 'k-st') % 100 + if(cityHash64(n, 'k-st2') % 100 < 35, 24, 0) AS s
    FROM numbers(2700)
) AS b
INNER JOIN hostel.rooms AS r ON b.room_id = r.room_id
WHERE r.room_state = 'open' OR booked_at < '2026-04-01 00:00:00';

CREATE TABLE hostel.payments
(
    payment_id     UInt64,
    booking_id     UInt32,
    amount_cents   UInt32 COMMENT 'euro cents',
    fee_cents      UInt32,
    method         LowCardinality(String),
    payment_status LowCardinality(String) COMMENT 'approved, declined or refunded - only approved payments keep their money',
    decline_code   Nullable(UInt8) COMMENT '1 no funds, 2 expired card, 3 suspected fraud, 4 bank timeout - null unless declined',
    processing_ms  UInt32,
    requested_at   DateTime('UTC') COMMENT 'when the payment was sent to the bank',
    settled_at     Nullable(DateTime('UTC')) COMMENT 'when the money arrived, null before and when declined'
)
ENGINE = MergeTree ORDER BY requested_at
COMMENT 'Payment attempts for bookings - a declined one is often tried again';

INSERT INTO hostel.payments
SELECT
    payment_id, booking_id, amount_cents, toUInt32(round(amount_cents * 0.014)) + 25 AS fee_cents, method,
    multiIf(bad, 'declined', st = 'cancelled' AND cityHash64(payment_id, 'y-ref') % 100 < 80, 'refunded', 'approved') AS payment_status,
    if(bad, toNullable(toUInt8([1,1,1,2,2,3,4][1 + cityHash64(payment_id, 'y-code') % 7])), NULL) AS decline_code,
    toUInt32(350 * pow(1 - cityHash64(payment_id, 'y-ms') / 18446744073709551616.0, -0.5) * if(bad, 1.6, 1)) AS processing_ms,
    requested_at,
    if(bad OR requested_at + toIntervalMinute(settle) > '2026-05-21 16:19:00', NULL, toNullable(requested_at + toIntervalMinute(settle))) AS settled_at
FROM
(
    SELECT
        booking_id, price_cents AS amount_cents, booking_status AS st, attempt,
        toUInt64(booking_id) * 10 + attempt AS payment_id,
        cityHash64(booking_id, 'y-bad') % 100 < 14 AS bad1,
        attempt = 1 AND bad1 AS bad,
        ['card','paypal','transfer'][1 + toUInt8(floor(3 * pow(cityHash64(booking_id, 'y-meth') / 18446744073709551616.0, 1.6)))] AS method,
        booked_at + toIntervalMinute(attempt * (1 + cityHash64(booking_id, 'y-wait') % 30)) AS requested_at,
        200 + cityHash64(booking_id, 'y-settle') % 4000 AS settle
    FROM hostel.bookings
    ARRAY JOIN [1, 2] AS attempt
    WHERE cityHash64(booking_id, 'y-none') % 100 >= 7
)
WHERE (attempt = 1 OR (bad1 AND cityHash64(booking_id, 'y-again') % 100 < 70)) AND requested_at < '2026-05-21 16:19:00';
