-- A chain of co-working spaces: bookings of desks and rooms, door events, sites. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS nooklet;
CREATE DATABASE nooklet;

CREATE TABLE nooklet.sites
(
    site        LowCardinality(String),
    city        LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier        LowCardinality(String) COMMENT 'flagship, standard or popup',
    opened_on   Date,
    desk_count  UInt16,
    has_parking UInt8
)
ENGINE = MergeTree ORDER BY site;

INSERT INTO nooklet.sites VALUES
('Gasverk', 'Oslo', 'NO', 'flagship', '2018-03-05', 140, 1),
('Nordre', 'Oslo', 'NO', 'standard', '2023-09-18', 62, 0),
('Boavista', 'Porto', 'PT', 'standard', '2020-01-20', 88, 1),
('Ribeira', 'Porto', 'PT', 'flagship', '2019-06-03', 120, 0),
('Weefstraat', 'Ghent', 'BE', 'standard', '2021-11-08', 54, 1),
('Telliskivi', 'Tallinn', 'EE', 'flagship', '2022-04-11', 96, 1),
('Merchant', 'Glasgow', 'GB', 'standard', '2024-02-26', 70, 0),
('Stocznia', 'Gdansk', 'PL', 'popup', '2025-10-06', 30, 1);

CREATE TABLE nooklet.bookings
(
    booking_id    UInt64,
    booked_at     DateTime64(3, 'UTC'),
    checked_in_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null when nobody came',
    member_id     UInt32,
    plan          LowCardinality(String),
    site          LowCardinality(String),
    space         LowCardinality(String) COMMENT 'hot_desk, meeting_room, phone_booth or day_office',
    slot_min      UInt16 COMMENT 'booked length in minutes',
    people        Nullable(UInt8) COMMENT 'expected number of people, asked for meeting rooms only',
    catering      UInt8 COMMENT '1 = food and drinks ordered',
    outcome       LowCardinality(String) COMMENT 'used, cancelled or no_show; cancelled bookings are paid back, no-shows are charged in full',
    price_eur     Decimal(8, 2),
    booked_via    LowCardinality(String) COMMENT 'app, web or reception'
)
ENGINE = MergeTree ORDER BY (site, booked_at);

-- Stocznia takes no booking on 2026-05-13 (burst pipe); bookings at Ribeira collapse on 2026-05-21.
INSERT INTO nooklet.bookings
SELECT booking_id, booked_at,
       if(outcome = 'used', booked_at + toIntervalMinute(wait_min), NULL) AS checked_in_at,
       member_id, plan, site, space, slot_min, people, catering, outcome, price_eur, booked_via
FROM
(
    SELECT
        number AS n,
        410000 + number AS booking_id,
        1000 + toUInt32(floor(900 * pow(cityHash64(number, 'nk-mem') / 18446744073709551616.0, 1.7))) AS member_id,
        ['flex','resident','team','daypass'][1 + cityHash64(member_id, 'nk-plan') % 4] AS plan,
        ['Gasverk','Ribeira','Telliskivi','Boavista','Merchant','Nordre','Weefstraat','Stocznia'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'nk-site') / 18446744073709551616.0, 1.25)))] AS site,
        ['hot_desk','meeting_room','phone_booth','day_office'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'nk-space') / 18446744073709551616.0, 1.6)))] AS space,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'nk-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'nk-ms') % 57000) AS booked_at,
        toUInt32(3 + floor(multiIf(space = 'phone_booth', 50, space = 'hot_desk', 260, space = 'meeting_room', 900, 1500) * pow(cityHash64(number, 'nk-wait') / 18446744073709551616.0, 1.6))) AS wait_min,
        cityHash64(number, 'nk-out') % 1000 AS s,
        multiIf(s < if(site = 'Merchant', 210, 130), 'cancelled',
                s < if(space = 'phone_booth', 330, if(space = 'meeting_room', 240, 220)), 'no_show', 'used') AS outcome,
        toUInt16(multiIf(space = 'phone_booth', 15 * (1 + cityHash64(number, 'nk-slot') % 4),
                         space = 'meeting_room', 30 * (1 + cityHash64(number, 'nk-slot') % 8),
                         space = 'hot_desk', 60 * (1 + cityHash64(number, 'nk-slot') % 8), 480)) AS slot_min,
        if(space = 'meeting_room', toNullable(toUInt8(2 + floor(13 * pow(cityHash64(number, 'nk-ppl') / 18446744073709551616.0, 1.5)))), NULL) AS people,
        toUInt8(space IN ('meeting_room', 'day_office') AND cityHash64(number, 'nk-cat') % 100 < 27) AS catering,
        toDecimal64(round(slot_min / 60 * multiIf(space = 'phone_booth', 4.0, space = 'meeting_room', 28.0, space = 'hot_desk', 3.2, 14.5)
            * multiIf(site = 'Gasverk', 1.4, site = 'Nordre', 1.3, site = 'Merchant', 1.15, site = 'Stocznia', 0.7, 1.0)
            * (0.85 + cityHash64(number, 'nk-pr') % 3100 / 10000) + catering * 19.5, 2), 2) AS price_eur,
        ['app','web','reception'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'nk-via') / 18446744073709551616.0, 1.5)))] AS booked_via
    FROM numbers(8600)
)
WHERE NOT (site = 'Stocznia' AND toDate(booked_at) = '2026-05-13')
  AND NOT (site = 'Ribeira' AND booked_at >= '2026-05-21 00:00:00' AND cityHash64(n, 'nk-drop') % 6 != 0)
  AND NOT (toHour(booked_at) BETWEEN 0 AND 5 AND cityHash64(n, 'nk-night') % 5 != 0)
  AND NOT (toDayOfWeek(booked_at) > 5 AND cityHash64(n, 'nk-we') % 2 != 0)
  AND (outcome != 'used' OR booked_at + toIntervalMinute(wait_min) < '2026-05-21 16:20:00');

CREATE TABLE nooklet.door_events
(
    event_at    DateTime('UTC'),
    site        LowCardinality(String),
    door        LowCardinality(String) COMMENT 'main, lift, garage, terrace or bike_room',
    member_id   Nullable(UInt32) COMMENT 'null when the door was forced',
    result      LowCardinality(String) COMMENT 'granted, denied or forced (opened with no badge)',
    badge       LowCardinality(String) COMMENT 'phone, card or pin; empty when forced',
    firmware    LowCardinality(String),
    response_ms Nullable(UInt32) COMMENT 'null when the door controller did not answer'
)
ENGINE = MergeTree ORDER BY (site, event_at);

-- Controllers off on 2026-05-06 at all sites; Telliskivi turns badges away on 2026-05-20 13:00-15:00.
INSERT INTO nooklet.door_events
SELECT event_at, site, door, if(result = 'forced', NULL, toNullable(m)) AS member_id, result, if(result = 'forced', '', b) AS badge, firmware, response_ms
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(64800 * pow(cityHash64(number, 'nd-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'nd-s') % 58) AS event_at,
        ['Gasverk','Telliskivi','Ribeira','Boavista','Nordre','Merchant','Weefstraat','Stocznia'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'nd-site') / 18446744073709551616.0, 1.2)))] AS site,
        ['main','lift','garage','terrace','bike_room'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'nd-door') / 18446744073709551616.0, 1.5)))] AS door,
        1000 + toUInt32(floor(900 * pow(cityHash64(number, 'nd-mem') / 18446744073709551616.0, 1.6))) AS m,
        cityHash64(number, 'nd-res') % 1000 AS r,
        multiIf(r < 9, 'forced', r < if(door = 'garage', 190, 75), 'denied', 'granted') AS result,
        ['phone','card','pin'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'nd-badge') / 18446744073709551616.0, 1.4)))] AS b,
        ['2.7.1','2.6.4','2.6.3'][1 + cityHash64(site, door, 'nd-fw') % 3] AS firmware,
        if(cityHash64(number, 'nd-nul') % 100 < 4, NULL, toNullable(toUInt32(floor(140 * pow(1 - cityHash64(number, 'nd-rt') / 18446744073709551616.0, -0.5))))) AS response_ms
    FROM numbers(7400)
)
WHERE toDate(event_at) != '2026-05-06'
  AND NOT (toHour(event_at) BETWEEN 0 AND 4 AND cityHash64(n, 'nd-night') % 4 != 0);

INSERT INTO nooklet.door_events
SELECT toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'nx-min') % 120) + toIntervalSecond(1 + cityHash64(number, 'nx-s') % 58),
       'Telliskivi', ['main','lift'][1 + number % 2], toNullable(1000 + toUInt32(cityHash64(number, 'nx-mem') % 900)), 'denied',
       ['phone','card'][1 + cityHash64(number, 'nx-b') % 2], '2.7.1', toNullable(toUInt32(200 + cityHash64(number, 'nx-rt') % 300))
FROM numbers(110);
