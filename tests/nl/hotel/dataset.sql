-- Bookings of a group of hotels. Alpine Lodge took no booking on 2026-05-13; guests of Harbour View cancel in numbers on 2026-05-20 from 9:00 to 12:00.
CREATE DATABASE IF NOT EXISTS hotel;
DROP TABLE IF EXISTS hotel.guests;
CREATE TABLE hotel.guests
(
    guest_id     UInt32,
    guest_name   String,
    country      LowCardinality(String),
    tier         LowCardinality(String) COMMENT 'loyalty tier: none, silver, gold or platinum',
    member_since Nullable(Date),
    newsletter   Bool
)
ENGINE = MergeTree ORDER BY guest_id;
INSERT INTO hotel.guests
SELECT 1 + number, concat(['Nora', 'Felix', 'Hana', 'Igor', 'Lucia', 'Omar'][1 + cityHash64(number, 'f') % 6], ' ', ['Berg', 'Castillo', 'Dupont', 'Eriksen', 'Fontana'][1 + cityHash64(number, 'l') % 5], ' ', toString(number)),
    ['DE', 'FR', 'GB', 'ES', 'US', 'JP'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'co') / 18446744073709551616.0, 1.4)))], t,
    if(t = 'none', NULL, toDate('2026-05-18') - toUInt32(cityHash64(number, 'ms') % 1800)), cityHash64(number, 'nl') % 3 = 0
FROM (SELECT number, ['none', 'none', 'none', 'silver', 'silver', 'gold', 'platinum'][1 + cityHash64(number, 't') % 7] AS t FROM numbers(6000));
DROP TABLE IF EXISTS hotel.bookings;
CREATE TABLE hotel.bookings
(
    booking_id   UInt64,
    booked_at    DateTime('UTC'),
    arrival      Date COMMENT 'first night',
    nights       UInt8 COMMENT 'length of the stay in nights',
    guest_id     UInt32,
    property     LowCardinality(String),
    room_type    LowCardinality(String),
    adults       UInt8,
    children     UInt8,
    channel      LowCardinality(String),
    state        LowCardinality(String) COMMENT 'confirmed, checked_out, cancelled or no_show; only confirmed and checked_out bookings are paid',
    total_usd    Decimal(10, 2),
    review_score Nullable(UInt8) COMMENT 'score by the guest, 1 to 10'
)
ENGINE = MergeTree ORDER BY (property, booked_at);
INSERT INTO hotel.bookings
SELECT 90000 + number, at, toDate(at) + toUInt32(cityHash64(number, 'ar') % 40), n, 1 + toUInt32(floor(5800 * pow(cityHash64(number, 'g') / 18446744073709551616.0, 1.4))), house, room,
    1 + cityHash64(number, 'ad') % 3, cityHash64(number, 'ch') % 3, ['website', 'agency', 'phone', 'partner'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'cn') / 18446744073709551616.0, 1.3)))], st,
    toDecimal64(n * (60 + cityHash64(number, 'ra') % 140) * if(room = 'suite', 2, 1), 2), if(st = 'checked_out' AND cityHash64(number, 'rv') % 2 = 0, toUInt8(3 + cityHash64(number, 'sc') % 8), NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(7776000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.3))) AS at,
        ['Harbour View', 'Alpine Lodge', 'City Inn', 'Garden House', 'The Mill'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p') / 18446744073709551616.0, 1.2)))] AS house,
        ['single', 'double', 'family', 'suite'][1 + cityHash64(number, 'ro') % 4] AS room, toUInt8(1 + floor(14 * pow(cityHash64(number, 'n') / 18446744073709551616.0, 2.5))) AS n,
        multiIf(house = 'Harbour View' AND at >= '2026-05-20 09:00:00' AND at < '2026-05-20 12:00:00' AND cityHash64(number, 'x') % 100 < 80, 'cancelled', cityHash64(number, 's') % 100 < 40, 'confirmed',
                cityHash64(number, 's') % 100 < 82, 'checked_out', cityHash64(number, 's') % 100 < 94, 'cancelled', 'no_show') AS st
    FROM numbers(36000)
)
WHERE NOT (house = 'Alpine Lodge' AND toDate(at) = '2026-05-13');
