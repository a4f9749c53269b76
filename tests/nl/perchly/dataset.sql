-- Coworking spaces: bookings, members, sites. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No booking on 2026-05-03 (booking system down); no-shows surge at Foundry on 2026-05-19 13:00-16:00; member 1377 books and cancels all day on 2026-05-21.
DROP DATABASE IF EXISTS perchly;
CREATE DATABASE perchly;

CREATE TABLE perchly.sites
(
    site      LowCardinality(String),
    city      String,
    country   FixedString(2) COMMENT 'ISO 3166 two-letter code',
    desks     UInt16,
    opened_on Date
)
ENGINE = MergeTree ORDER BY site;

INSERT INTO perchly.sites VALUES
('Foundry', 'Hamburg', 'DE', 140, '2021-03-01'), ('Tannery', 'Porto', 'PT', 95, '2022-09-12'), ('Arcade', 'Leipzig', 'DE', 70, '2024-02-05'),
('Boathouse', 'Malmo', 'SE', 60, '2023-06-19'), ('Signal Box', 'Krakow', 'PL', 110, '2022-01-10'), ('Quarry', 'Braga', 'PT', 45, '2025-10-06');

CREATE TABLE perchly.members
(
    member_id  UInt32,
    name       String,
    membership LowCardinality(String) COMMENT 'nomad, flex, resident or team',
    home_site  LowCardinality(String),
    member_since Date,
    state      LowCardinality(String) COMMENT 'active, paused or ended'
)
ENGINE = MergeTree ORDER BY member_id;

INSERT INTO perchly.members
SELECT
    1000 + number,
    concat(['Hanna','Rui','Piotr','Elsa','Jonas','Marta','Noor','Felix','Ida','Bruno'][1 + cityHash64(number, 'm-first') % 10], ' ',
           ['Brandt','Teixeira','Zielinski','Lind','Keller','Faria','Haddad','Vogel','Berg','Pires'][1 + cityHash64(number, 'm-last') % 10], ' ', toString(number)),
    ['flex','nomad','resident','team'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-tier') / 18446744073709551616.0, 1.4)))],
    ['Foundry','Tannery','Signal Box','Arcade','Boathouse','Quarry'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-home') / 18446744073709551616.0, 1.3)))],
    toDate('2026-05-18') - toUInt32(floor(1600 * pow(cityHash64(number, 'm-since') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'm-st') % 100 < 84, 'active', cityHash64(number, 'm-st') % 100 < 93, 'paused', 'ended')
FROM numbers(900);

CREATE TABLE perchly.bookings
(
    booking_id    UInt64,
    booked_at     DateTime64(3, 'UTC'),
    checked_in_at Nullable(DateTime64(3, 'UTC')) COMMENT 'when the member opened the door; null if nobody came',
    member_id     UInt32,
    site          LowCardinality(String),
    space         LowCardinality(String) COMMENT 'hot_desk, fixed_desk, phone_booth or meeting_room',
    length_min    UInt16,
    seats         UInt8,
    status        LowCardinality(String) COMMENT 'used, no_show or cancelled; used and no_show are charged, a cancelled booking is not',
    price_eur     Decimal(9, 2),
    channel       LowCardinality(String) COMMENT 'app, web, front_desk',
    catering      UInt8 COMMENT '1 when food and drinks were ordered with it',
    score         Nullable(UInt8) COMMENT 'from the member afterwards, 1 (bad) to 5'
)
ENGINE = MergeTree ORDER BY (site, booked_at);

INSERT INTO perchly.bookings
SELECT booking_id, booked_at, if(status = 'used', booked_at + toIntervalMinute(wait_min), NULL), member_id, site, space, length_min, seats, status, price_eur, channel, catering,
       if(status = 'used' AND cityHash64(n, 'b-rated') % 100 < 40, toNullable(toUInt8([5,5,4,4,5,3,2,4,1,5][1 + cityHash64(n, 'b-score') % 10])), NULL)
FROM
(
    SELECT
        number AS n,
        400000 + number AS booking_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000) AS booked_at,
        2 + cityHash64(number, 'b-wait') % 75 AS wait_min,
        1000 + toUInt32(floor(860 * pow(cityHash64(number, 'b-mem') / 18446744073709551616.0, 1.6))) AS member_id,
        ['Foundry','Tannery','Signal Box','Arcade','Boathouse','Quarry'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-site') / 18446744073709551616.0, 1.35)))] AS site,
        ['hot_desk','meeting_room','phone_booth','fixed_desk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-space') / 18446744073709551616.0, 1.4)))] AS space,
        toUInt16(multiIf(space = 'phone_booth', [15,30,30,45,60][1 + cityHash64(number, 'b-len') % 5],
                         space = 'meeting_room', [30,60,60,90,120,180,240,300][1 + cityHash64(number, 'b-len') % 8],
                         [120,240,240,480,480,600][1 + cityHash64(number, 'b-len') % 6])) AS length_min,
        toUInt8(if(space = 'meeting_room', 2 + cityHash64(number, 'b-seats') % 11, 1)) AS seats,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(s < if(site = 'Arcade', 190, 120), 'cancelled', s < multiIf(site = 'Boathouse', 300, 240), 'no_show', 'used') AS status,
        toDecimal64(round(length_min / 60 * multiIf(space = 'meeting_room', 11 + 1.7 * seats, space = 'phone_booth', 6.5, space = 'fixed_desk', 4.2, 3.1)
            * multiIf(site = 'Foundry', 1.3, site = 'Quarry', 0.75, 1.0) * (0.85 + cityHash64(number, 'b-disc') % 300 / 1000), 2), 2) AS price_eur,
        ['app','web','front_desk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt8(space = 'meeting_room' AND cityHash64(number, 'b-food') % 100 < 35) AS catering
    FROM numbers(8200)
)
WHERE toDate(booked_at) != '2026-05-03'
  AND NOT ((toHour(booked_at) < 6 OR toHour(booked_at) > 21) AND cityHash64(n, 'b-night') % 6 != 0)
  AND (status != 'used' OR booked_at + toIntervalMinute(wait_min) < '2026-05-21 16:20:00');

INSERT INTO perchly.bookings
SELECT 480000 + number, toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number * 2) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000), NULL,
       1000 + cityHash64(number, 'x-mem') % 860, 'Foundry', 'hot_desk', 240, 1, 'no_show', toDecimal64(14 + cityHash64(number, 'x-p') % 400 / 100, 2), 'app', 0, NULL
FROM numbers(85);

INSERT INTO perchly.bookings
SELECT 490000 + number, toDateTime64('2026-05-21 07:00:00', 3, 'UTC') + toIntervalMinute(number * 12) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000), NULL,
       1377, 'Signal Box', 'phone_booth', 30, 1, 'cancelled', toDecimal64(3.25, 2), 'web', 0, NULL
FROM numbers(46);
