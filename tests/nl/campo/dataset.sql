-- Camping sites: bookings of pitches, arrivals, extras. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS campo;
CREATE DATABASE campo;

CREATE TABLE campo.sites
(
    site      LowCardinality(String),
    country   LowCardinality(String) COMMENT 'where the site is, ISO 3166 two-letter code',
    water     LowCardinality(String) COMMENT 'sea, lake, river or none: what the site lies on',
    has_pool  UInt8,
    pitches   UInt16 COMMENT 'number of pitches, lodges included',
    opened_on Date
)
ENGINE = MergeTree ORDER BY site;

INSERT INTO campo.sites VALUES
('Pinar Alto', 'ES', 'none', 1, 140, '1998-04-01'),
('Lago Verde', 'ES', 'lake', 0, 95, '2004-05-15'),
('Duna Blanca', 'PT', 'sea', 1, 210, '2011-03-20'),
('Cala Roja', 'ES', 'sea', 1, 180, '1989-06-01'),
('Monte Olmo', 'FR', 'none', 0, 60, '2015-05-01'),
('Ria Serena', 'PT', 'river', 0, 85, '2007-04-10'),
('Vega Larga', 'FR', 'river', 1, 120, '2018-04-01'),
('Costa Faro', 'PT', 'sea', 0, 75, '2021-06-12');

CREATE TABLE campo.bookings
(
    booking_no    UInt32,
    site          LowCardinality(String),
    guest_id      UInt32,
    guest_country LowCardinality(String) COMMENT 'home of the guest, ISO 3166 two-letter code',
    booked_at     DateTime('UTC'),
    via           LowCardinality(String) COMMENT 'web, phone, agency or desk (desk: a walk-in, not booked ahead)',
    pitch_type    LowCardinality(String) COMMENT 'T tent, V caravan, M motorhome, L lodge',
    nights        UInt8,
    adults        UInt8,
    kids          UInt8,
    dogs          UInt8,
    lead_days     UInt16 COMMENT 'days from the booking to the planned arrival',
    status        LowCardinality(String) COMMENT 'open (guest still to come), arrived, no_show or cancelled; cancelled bookings get all their money back, a no_show gets none',
    price_eur     Decimal(10, 2) COMMENT 'whole stay without extras, paid when booking',
    arrived_at    Nullable(DateTime('UTC')) COMMENT 'check-in at the gate, null if the guest did not come or is still to come',
    cancelled_at  Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY (site, booked_at);

-- No booking at all on 2026-05-06 (the booking system was down).
INSERT INTO campo.bookings
SELECT booking_no, site, guest_id, guest_country, booked_at, via, pitch_type, nights, adults, kids, dogs, lead_days, status,
       toDecimal64(round(nights * (multiIf(pitch_type = 'T', 21, pitch_type = 'V', 30, pitch_type = 'M', 35, 92) + 5.5 * adults + 2.5 * kids + 3 * dogs)
           * multiIf(site = 'Cala Roja', 1.3, site = 'Duna Blanca', 1.15, site = 'Monte Olmo', 0.8, 1.0) * (0.9 + (cityHash64(n, 'b-price') % 21) / 100), 2), 2) AS price_eur,
       if(status = 'arrived', toNullable(plan_at), NULL) AS arrived_at,
       if(status = 'cancelled', toNullable(toStartOfMinute(booked_at + 60 + toUInt32(floor((toUInt32(least(plan_at, toDateTime('2026-05-21 16:17:00', 'UTC'))) - toUInt32(booked_at) - 60) * (cityHash64(n, 'b-cx') % 1000) / 1000)))
           + toIntervalSecond(1 + cityHash64(n, 'b-cs') % 58)), NULL) AS cancelled_at
FROM
(
    SELECT
        number AS n,
        840000 + number AS booking_no,
        ['Duna Blanca','Cala Roja','Pinar Alto','Vega Larga','Lago Verde','Ria Serena','Costa Faro','Monte Olmo'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'b-site') / 18446744073709551616.0, 1.35)))] AS site,
        1 + toUInt32(floor(4200 * pow(cityHash64(number, 'b-guest') / 18446744073709551616.0, 1.35))) AS guest_id,
        ['ES','DE','NL','FR','PT','GB','BE','SE'][1 + toUInt8(floor(8 * pow(cityHash64(guest_id, 'b-home') / 18446744073709551616.0, 1.6)))] AS guest_country,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(5 + toUInt32(floor(126000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58) AS booked_at,
        ['web','web','web','web','phone','phone','agency','agency','desk','desk'][1 + cityHash64(number, 'b-via') % 10] AS via,
        ['T','V','M','L'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-type') / 18446744073709551616.0, 1.25)))] AS pitch_type,
        toUInt8(1 + floor(14 * pow(cityHash64(number, 'b-nights') / 18446744073709551616.0, if(pitch_type = 'L', 1.2, 2.1)))) AS nights,
        toUInt8([2,2,2,1,3,4,2,2][1 + cityHash64(number, 'b-ad') % 8]) AS adults,
        toUInt8([0,0,0,0,1,2,2,3][1 + cityHash64(number, 'b-kid') % 8]) AS kids,
        toUInt8([0,0,0,0,0,0,0,1,1,2][1 + cityHash64(number, 'b-dog') % 10]) AS dogs,
        toUInt16(1 + floor(multiIf(pitch_type = 'L', 75, pitch_type = 'M', 24, pitch_type = 'V', 42, 32) * pow(cityHash64(number, 'b-lead') / 18446744073709551616.0, 1.8))) AS lead0,
        toUInt16(multiIf(via = 'desk', 0, pitch_type = 'T' AND toDayOfWeek(toDate(booked_at) + lead0) = 5, lead0 + 1, pitch_type = 'V' AND toDayOfWeek(toDate(booked_at) + lead0) = 4, lead0 + 1, lead0)) AS lead_days,
        if(via = 'desk', toStartOfMinute(booked_at) + toIntervalMinute(1 + cityHash64(number, 'b-gate') % 4),
           toDateTime(toDate(booked_at) + lead_days, 'UTC') + toIntervalMinute(720 + cityHash64(number, 'b-gate') % 540)) + toIntervalSecond(1 + cityHash64(number, 'b-gs') % 58) AS plan_at,
        cityHash64(number, 'b-st') % 1000 AS s,
        multiIf(via != 'desk' AND s < if(via = 'agency', 150, 95), 'cancelled',
                plan_at >= '2026-05-21 16:20:00', 'open',
                via != 'desk' AND s < if(via = 'agency', 230, 135), 'no_show',
                'arrived') AS status
    FROM numbers(8200)
)
WHERE toDate(booked_at) != '2026-05-06'
  AND NOT (toHour(booked_at) < 7 AND cityHash64(n, 'b-night') % 5 != 0);

-- A storm warning: guests of Duna Blanca cancel in heaps on 2026-05-19 from 10:00 to 12:00.
INSERT INTO campo.bookings
SELECT
    860000 + number, 'Duna Blanca', 1 + cityHash64(number, 'w-guest') % 4200,
    ['ES','DE','NL','FR','PT','GB','BE','SE'][1 + toUInt8(floor(8 * pow(cityHash64(toUInt32(1 + cityHash64(number, 'w-guest') % 4200), 'b-home') / 18446744073709551616.0, 1.6)))],
    toDateTime('2026-05-12 20:00:00', 'UTC') - toIntervalMinute(cityHash64(number, 'w-ts') % 7000) + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58),
    'web', ['T','V','M'][1 + cityHash64(number, 'w-type') % 3], toUInt8(2 + cityHash64(number, 'w-n') % 5), 2, 0, 0, toUInt16(11 + cityHash64(number, 'w-lead') % 6), 'cancelled',
    toDecimal64(90 + cityHash64(number, 'w-price') % 240, 2), NULL,
    toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'w-cs') % 58)
FROM numbers(85);

CREATE TABLE campo.extras
(
    line_id      UInt64,
    booking_no   UInt32,
    site         LowCardinality(String),
    sold_at      DateTime('UTC'),
    item         LowCardinality(String),
    qty          UInt8,
    amount_cents UInt32 COMMENT 'the whole line, euro cents',
    settled      LowCardinality(String) COMMENT 'till, bill or void; a void line was struck off and is never charged'
)
ENGINE = MergeTree ORDER BY (site, sold_at);

INSERT INTO campo.extras
SELECT line_id, booking_no, site, sold_at, item, qty,
       toUInt32(qty * multiIf(item = 'firewood', 700, item = 'bike hire', 1500, item = 'bread', 320, item = 'laundry token', 400, item = 'pedal boat', 1800, 2500)) AS amount_cents,
       settled
FROM
(
    SELECT
        toUInt64(booking_no) * 10 + i AS line_id, booking_no, site, arrived_at,
        toDateTime(toDate(assumeNotNull(arrived_at)) + cityHash64(booking_no, i, 'x-day') % nights, 'UTC') + toIntervalMinute(480 + cityHash64(booking_no, i, 'x-min') % 780)
            + toIntervalSecond(1 + cityHash64(booking_no, i, 'x-s') % 58) AS sold_at,
        ['bread','firewood','bike hire','laundry token','pedal boat','late checkout'][1 + toUInt8(floor(6 * pow(cityHash64(booking_no, i, 'x-item') / 18446744073709551616.0, 1.3)))] AS item,
        if(item = 'late checkout', toUInt8(1), toUInt8([1,1,2,2,3,4][1 + cityHash64(booking_no, i, 'x-qty') % 6])) AS qty,
        ['till','till','till','bill','bill','bill','bill','bill','bill','void'][1 + cityHash64(booking_no, i, 'x-set') % 10] AS settled
    FROM campo.bookings
    ARRAY JOIN range(cityHash64(booking_no, 'x-k') % 4) AS i
    WHERE arrived_at IS NOT NULL
)
WHERE sold_at > arrived_at AND sold_at < '2026-05-21 16:20:00';
