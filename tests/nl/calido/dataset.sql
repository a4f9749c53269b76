-- A chain of campsites: camps, bookings and electricity meters. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No booking and no reading lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS calido;
CREATE DATABASE calido;

CREATE TABLE calido.camps
(
    code      LowCardinality(String) COMMENT 'three-letter code of the camp',
    camp_name String,
    country   LowCardinality(String) COMMENT 'where the camp lies, ISO 3166 two-letter code',
    setting   LowCardinality(String) COMMENT 'sea, lake, river or mountain',
    pitches   UInt16 COMMENT 'number of pitches, all kinds',
    has_pool  Bool,
    opened_on Date
)
ENGINE = MergeTree ORDER BY code
COMMENT 'the camps of the chain, one row each';

-- Hvar North (HVN) has just opened and has no booking yet.
INSERT INTO calido.camps VALUES
('DUN', 'Les Dunes', 'FR', 'sea', 310, true, '2005-06-01'),
('KRN', 'Krnica', 'HR', 'sea', 260, false, '2018-03-20'),
('PLM', 'Palmira', 'ES', 'sea', 220, true, '2009-04-01'),
('LGO', 'Lago Verde', 'IT', 'lake', 180, true, '2014-05-10'),
('ARD', 'Ardeche Bend', 'FR', 'river', 140, false, '2012-04-20'),
('TRG', 'Triglav View', 'SI', 'mountain', 90, false, '2021-05-15'),
('BRD', 'Baltic Reeds', 'PL', 'lake', 75, false, '2026-02-28'),
('HVN', 'Hvar North', 'HR', 'sea', 120, false, '2026-05-15');

CREATE TABLE calido.bookings
(
    booking_no    UInt64,
    booked_at     DateTime('UTC'),
    camp          LowCardinality(String) COMMENT 'code of the camp, see camps.code',
    guest_id      UInt32 COMMENT 'the person who booked',
    guest_country LowCardinality(String) COMMENT 'where the guest lives, ISO 3166 two-letter code',
    pitch_kind    Enum8('tent' = 1, 'caravan' = 2, 'motorhome' = 3, 'cabin' = 4, 'glamping' = 5),
    chan          LowCardinality(String) COMMENT 'booking channel: W = website, A = app, P = phone, G = agency, D = walk-in at the desk',
    lead_d        UInt16 COMMENT 'lead time: days from booking to arrival',
    nights        UInt8 COMMENT 'length of the stay',
    adults        UInt8,
    kids          UInt8,
    dogs          UInt8,
    elec          Bool COMMENT 'true when the pitch has an electricity hook-up',
    total_cents   UInt32 COMMENT 'price of the whole stay, euro cents',
    state         LowCardinality(String) COMMENT 'open (stay to come or running), stayed, cancelled, no_show; cancelled and no_show bookings are refunded and earn nothing',
    cancelled_at  Nullable(DateTime('UTC')) COMMENT 'null unless the booking was cancelled'
)
ENGINE = MergeTree ORDER BY (camp, booked_at)
COMMENT 'one row per booking of a pitch';

-- Agency bookings made at Les Dunes on 2026-05-18 are nearly all cancelled; Baltic Reeds takes no booking since 2026-05-14.
INSERT INTO calido.bookings
SELECT booking_no, booked_at, camp, guest_id, guest_country, pitch_kind, chan, lead_d, nights, adults, kids, dogs, elec, total_cents, state,
       if(state = 'cancelled', booked_at + toIntervalSecond(61 + cityHash64(n, 'c-can') % greatest(1, toInt64(toDateTime('2026-05-21 16:20:00', 'UTC')) - toInt64(booked_at) - 121)), NULL) AS cancelled_at
FROM
(
    SELECT
        number AS n,
        410000 + number AS booking_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(116500 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58) AS booked_at,
        ['DUN','PLM','KRN','LGO','ARD','BRD','TRG'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'c-camp') / 18446744073709551616.0, 1.35)))] AS camp,
        20000 + toUInt32(floor(5200 * pow(cityHash64(number, 'c-guest') / 18446744073709551616.0, 1.7))) AS guest_id,
        ['DE','NL','FR','IT','GB','BE','DK','PL'][1 + toUInt8(floor(8 * pow(cityHash64(guest_id, 'c-ctry') / 18446744073709551616.0, 1.5)))] AS guest_country,
        ['tent','caravan','motorhome','cabin','glamping'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-kind') / 18446744073709551616.0, 1.3)))] AS pitch_kind,
        ['W','A','G','P','D'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-chan') / 18446744073709551616.0, 1.4)))] AS chan,
        toUInt16(if(chan = 'D', cityHash64(number, 'c-lead') % 2, floor(multiIf(chan = 'G', 110, chan = 'W', 75, chan = 'A', 34, 52) * pow(cityHash64(number, 'c-lead') / 18446744073709551616.0, 1.6)))) AS lead_d,
        toUInt8(1 + floor(14 * pow(cityHash64(number, 'c-nights') / 18446744073709551616.0, 1.8))) AS nights,
        toUInt8([2,2,2,1,2,3,4,2][1 + cityHash64(number, 'c-ad') % 8]) AS adults,
        toUInt8([0,0,2,1,0,2,3,1,4,0][1 + cityHash64(number, 'c-kids') % 10]) AS kids,
        toUInt8([0,0,0,1,0,0,2,1][1 + cityHash64(number, 'c-dogs') % 8]) AS dogs,
        (pitch_kind IN ('cabin', 'glamping') OR cityHash64(number, 'c-elec') % 100 < 61) AS elec,
        toUInt32(nights * (multiIf(pitch_kind = 'tent', 2400, pitch_kind = 'caravan', 3700, pitch_kind = 'motorhome', 4100, pitch_kind = 'cabin', 9800, 12900)
            * multiIf(camp = 'DUN', 1.25, camp = 'PLM', 1.1, camp IN ('TRG', 'BRD'), 0.75, 1.0) + 650 * adults + 320 * kids + 400 * dogs)
            * (0.85 + cityHash64(number, 'c-price') % 3000 / 10000)) AS total_cents,
        cityHash64(number, 'c-st') % 1000 AS r,
        multiIf(chan = 'G' AND camp = 'DUN' AND toDate(booked_at) = '2026-05-18' AND r < 850, 'cancelled',
                r < multiIf(chan = 'G', 190, chan = 'W', 140, chan = 'A', 110, chan = 'P', 70, 15), 'cancelled',
                booked_at + toIntervalDay(lead_d) > toDateTime('2026-05-21 16:20:00', 'UTC'), 'open',
                r > 945, 'no_show',
                booked_at + toIntervalDay(lead_d + nights) > toDateTime('2026-05-21 16:20:00', 'UTC'), 'open',
                'stayed') AS state
    FROM numbers(8200)
)
WHERE NOT (camp = 'BRD' AND booked_at >= '2026-05-14 00:00:00')
  AND NOT (toHour(booked_at) BETWEEN 1 AND 5 AND cityHash64(n, 'c-night') % 4 != 0);

CREATE TABLE calido.power
(
    read_at DateTime('UTC'),
    camp    LowCardinality(String) COMMENT 'code of the camp, see camps.code',
    loop    LowCardinality(String) COMMENT 'row of pitches fed by one cable, A to D',
    kwh     Decimal(9, 3) COMMENT 'electricity used since the previous reading',
    volts   Nullable(UInt16) COMMENT 'voltage, null when the meter did not report it'
)
ENGINE = MergeTree ORDER BY (camp, read_at)
COMMENT 'electricity meter readings, one every three hours or so for each loop';

-- Krnica sent nothing on 2026-05-08 and 2026-05-09; loop B of Triglav View is silent since 2026-05-19 07:00; loop C of Les Dunes draws six times as much on 2026-05-20.
INSERT INTO calido.power
SELECT read_at, camp, loop, kwh, volts
FROM
(
    SELECT
        number AS n,
        ['DUN','KRN','PLM','LGO','ARD','TRG','BRD'][1 + number % 7] AS camp,
        ['A','B','C','D'][1 + intDiv(number, 7) % 4] AS loop,
        toDateTime('2026-04-12 00:00:00', 'UTC') + toIntervalMinute(180 * intDiv(number, 28) + cityHash64(number, 'p-min') % 150)
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS read_at,
        toDecimal64(round(multiIf(camp = 'DUN', 31, camp = 'KRN', 24, camp = 'PLM', 27, camp = 'LGO', 19, camp = 'ARD', 13, camp = 'TRG', 9, 6)
            * (0.6 + cityHash64(number, 'p-kwh') % 900 / 1000) * if(toHour(read_at) >= 17, 1.6, 1.0)
            * if(camp = 'DUN' AND loop = 'C' AND toDate(read_at) = '2026-05-20', 6, 1), 3), 3) AS kwh,
        if(cityHash64(number, 'p-null') % 100 < if(camp = 'ARD', 11, 3), NULL, toNullable(toUInt16(219 + cityHash64(number, 'p-v') % 18))) AS volts
    FROM numbers(8960)
)
WHERE read_at < '2026-05-21 16:20:00'
  AND NOT (camp = 'KRN' AND toDate(read_at) IN ('2026-05-08', '2026-05-09'))
  AND NOT (camp = 'TRG' AND loop = 'B' AND read_at >= '2026-05-19 07:00:00');
