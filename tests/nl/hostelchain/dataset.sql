-- Youth hostels: hostels, bookings, bed log. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
DROP DATABASE IF EXISTS hostelchain;
CREATE DATABASE hostelchain;

CREATE TABLE hostelchain.hostels
(
    hostel_id   String COMMENT 'house code, used in all other tables',
    hostel_name String,
    city        LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    style       LowCardinality(String) COMMENT 'party, family or quiet',
    beds        UInt16,
    opened_on   Date
)
ENGINE = MergeTree ORDER BY hostel_id;

INSERT INTO hostelchain.hostels
SELECT
    ['LIS1','LIS2','POR1','BCN1','BER1','BER2','PRG1','BUD1','KRK1','AMS1','VIE1','DUB1'][1 + number],
    ['Alfama House','Tagus Garden','Ribeira Rooms','Casa Gracia','Spree Loft','Kiez Camp','Old Mill','Danube Attic','Salt Cellar','Canal Bunks','Prater Inn','Liffey Lodge'][1 + number],
    ['Lisbon','Lisbon','Porto','Barcelona','Berlin','Berlin','Prague','Budapest','Krakow','Amsterdam','Vienna','Dublin'][1 + number],
    ['PT','PT','PT','ES','DE','DE','CZ','HU','PL','NL','AT','IE'][1 + number],
    ['quiet','family','party','party','quiet','party','party','party','family','family','quiet','quiet'][1 + number],
    60 + cityHash64(number, 'h-beds') % 140,
    toDate('2011-03-01') + cityHash64(number, 'h-open') % 4800
FROM numbers(12);

CREATE TABLE hostelchain.bookings
(
    booking_id    UInt32,
    booked_at     DateTime('UTC'),
    hostel_id     LowCardinality(String),
    guest_id      UInt32 COMMENT 'the guest who booked',
    guest_country LowCardinality(String) COMMENT 'where the guest lives, ISO 3166 two-letter code',
    channel       LowCardinality(String) COMMENT 'web (our own site), walkin, bedfinder or hostelhub',
    room_type     LowCardinality(String) COMMENT 'D4, D8, D12: bed in a dorm of that many beds. PRV: private room',
    nights        UInt8,
    guests        UInt8,
    lead_days     UInt16 COMMENT 'days from booking to arrival',
    total_cents   UInt32 COMMENT 'price of the whole stay in euro cents, paid when booking',
    status        LowCardinality(String) COMMENT 'confirmed, stayed, cancelled, no_show. Cancelled and no_show bookings are paid back in full'
)
ENGINE = MergeTree ORDER BY booked_at;

-- No booking on 2026-05-06 (payment provider down). On 2026-05-16 10:00 to 12:00 a bot books LIS1 through bedfinder.
INSERT INTO hostelchain.bookings
SELECT booking_id, booked_at, hostel_id, guest_id, guest_country, channel, room_type, nights, guests, lead_days, total_cents, status
FROM
(
    SELECT
        number AS n,
        50000 + n AS booking_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(n, 'b-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(n, 'b-s') % 58) AS booked_at,
        ['LIS1','BCN1','BER1','AMS1','PRG1','POR1','BUD1','BER2','DUB1','VIE1','LIS2','KRK1'][1 + toUInt8(floor(12 * pow(cityHash64(n, 'b-h') / 18446744073709551616.0, 1.3)))] AS hostel_id,
        1000 + toUInt32(floor(4200 * pow(cityHash64(n, 'b-g') / 18446744073709551616.0, 1.5))) AS guest_id,
        ['DE','GB','FR','US','NL','AU','IT','BR','PL'][1 + toUInt8(floor(9 * pow(cityHash64(guest_id, 'b-c') / 18446744073709551616.0, 1.4)))] AS guest_country,
        ['web','bedfinder','hostelhub','walkin'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'b-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        ['D8','D4','PRV','D12'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'b-rt') / 18446744073709551616.0, 1.2)))] AS room_type,
        toUInt8(1 + floor((if(room_type = 'PRV', 9, 7)) * pow(cityHash64(n, 'b-n') / 18446744073709551616.0, 1.8))) AS nights,
        toUInt8(1 + floor(4 * pow(cityHash64(n, 'b-p') / 18446744073709551616.0, 2))) AS guests,
        toUInt16(if(channel = 'walkin', cityHash64(n, 'b-l') % 2, floor(multiIf(channel = 'web', 70, channel = 'bedfinder', 45, 100) * pow(cityHash64(n, 'b-l') / 18446744073709551616.0, 1.5)))) AS lead_days,
        toUInt32(nights * multiIf(room_type = 'PRV', 6400 + 900 * guests, room_type = 'D4', 3100 * guests, room_type = 'D8', 2500 * guests, 1900 * guests) * (0.75 + cityHash64(n, 'b-pr') % 60 / 100)) AS total_cents,
        cityHash64(n, 'b-st') % 1000 AS r,
        multiIf(r < multiIf(channel = 'bedfinder', 210, channel = 'hostelhub', 160, channel = 'walkin', 30, 100), 'cancelled', r > 925 AND booked_at + toIntervalDay(lead_days) < '2026-05-21 00:00:00', 'no_show',
                booked_at + toIntervalDay(lead_days + nights) < '2026-05-21 00:00:00', 'stayed', 'confirmed') AS status
    FROM numbers(7000)
)
WHERE toDate(booked_at) != '2026-05-06' AND NOT (toHour(booked_at) BETWEEN 1 AND 5 AND cityHash64(n, 'b-night') % 3 != 0);

INSERT INTO hostelchain.bookings
SELECT 58000 + number, toDateTime('2026-05-16 10:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    'LIS1', 6000 + number % 7, 'US', 'bedfinder', 'D12', 1, 4, 20 + number % 9, 7600, if(number % 5 = 0, 'confirmed', 'cancelled')
FROM numbers(110);

CREATE TABLE hostelchain.bed_log
(
    logged_at DateTime('UTC'),
    hostel_id LowCardinality(String),
    bed_id    String COMMENT 'house code and bed number',
    entry     LowCardinality(String) COMMENT 'clean: made up for the next guest. linen: only the linen changed. fault: something at the bed is broken. bug: bed bugs seen',
    took_s    Nullable(UInt32) COMMENT 'working time, only of clean and linen',
    staff     LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (hostel_id, logged_at);

INSERT INTO hostelchain.bed_log
SELECT logged_at, hostel_id, bed_id, entry, if(entry IN ('clean', 'linen'), toNullable(toUInt32(if(entry = 'clean', 260, 120) * pow(1 - cityHash64(n, 'l-t') / 18446744073709551616.0, -0.4) + cityHash64(hostel_id, 'l-tt') % 90)), NULL) AS took_s, staff
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(n, 'l-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(n, 'l-s') % 58) AS logged_at,
        ['PRG1','LIS1','BER1','BCN1','AMS1','BUD1','POR1','BER2','KRK1','DUB1','VIE1','LIS2'][1 + toUInt8(floor(12 * pow(cityHash64(n, 'l-h') / 18446744073709551616.0, 1.2)))] AS hostel_id,
        concat(hostel_id, '-', leftPad(toString(1 + cityHash64(n, 'l-b') % 60), 3, '0')) AS bed_id,
        cityHash64(n, 'l-e') % 1000 AS r,
        multiIf(r < 620, 'clean', r < 860, 'linen', r < if(hostel_id = 'BUD1', 900, 965), 'fault', 'bug') AS entry,
        ['Ana','Bela','Chris','Dana','Emil','Filip','Greta','Hugo'][1 + cityHash64(n, 'l-st') % 8] AS staff
    FROM numbers(7000)
)
WHERE toHour(logged_at) BETWEEN 7 AND 20;
