-- A chain of six cinemas: screenings, ticket sales, snack sales. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute. The screenings are a schedule and reach until 2026-05-27; sales end before now.
CREATE DATABASE IF NOT EXISTS kino;

DROP TABLE IF EXISTS kino.screenings;
CREATE TABLE kino.screenings
(
    scr_id      UInt32,
    cinema      LowCardinality(String),
    city        LowCardinality(String),
    hall        UInt8,
    film        LowCardinality(String),
    genre       LowCardinality(String),
    fmt         LowCardinality(String) COMMENT 'projection format: 2D, 3D, IMAX or 4DX',
    lang        LowCardinality(String) COMMENT 'language version: dub, sub or orig',
    starts_at   DateTime('UTC') COMMENT 'start of the screening by the clock of the projector; the schedule covers the coming days too',
    runtime_min UInt16,
    seats       UInt16 COMMENT 'seats in the hall',
    min_age     UInt8,
    specials    Array(String) COMMENT 'premiere, kids_club, senior_day; empty for a normal screening',
    called_off  Bool COMMENT 'true when the screening did not take place'
)
ENGINE = MergeTree ORDER BY scr_id;

-- 32 screenings a day from 2026-03-23 on.
INSERT INTO kino.screenings
SELECT scr_id, cinema, city, hall, film, genre, fmt, lang, starts_at, runtime_min, seats, min_age, specials, called_off
FROM
(
    SELECT
        number AS n,
        toUInt32(30001 + number) AS scr_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-cin') / 18446744073709551616.0, 1.25))) AS c,
        ['Astoria','Rex','Lumen','Orpheum','Atlas','Palace'][c] AS cinema,
        ['Porto','Ghent','Ghent','Porto','Bergen','Bergen'][c] AS city,
        toUInt8(1 + floor(4 * pow(cityHash64(number, 'k-hall') / 18446744073709551616.0, 1.1))) AS hall,
        1 + toUInt8(floor(12 * pow(cityHash64(number, 'k-film') / 18446744073709551616.0, 1.6))) AS f,
        ['Ember','Ninth Wave','Captain Plum','Midnight Tram','Harbour Lights','Robo Pets 2','Mrs Alder','Zero Gravity Club','Stone Garden','The Understudy','Blue Iguana','The Long Meadow'][f] AS film,
        ['action','thriller','family','horror','drama','family','drama','scifi','documentary','comedy','comedy','documentary'][f] AS genre,
        ['2D','3D','IMAX','4DX'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-fmt') / 18446744073709551616.0, 1.9)))] AS fmt,
        ['dub','sub','orig'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-lang') / 18446744073709551616.0, 1.4)))] AS lang,
        toDateTime('2026-03-23 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 32))
            + toIntervalMinute(5 * toUInt32(floor(126 + 144 * pow(cityHash64(number, 'k-slot') / 18446744073709551616.0, 0.75))))
            + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS starts_at,
        toUInt16([118,131,96,104,127,89,112,109,93,101,98,142][f]) AS runtime_min,
        toUInt16([184,122,80,48][hall] + 6 * c) AS seats,
        toUInt8([12,16,0,18,12,0,6,6,0,12,6,0][f]) AS min_age,
        multiIf(cityHash64(number, 'k-spec') % 100 < 3, ['premiere'],
                genre = 'family' AND cityHash64(number, 'k-spec') % 100 < 30, ['kids_club'],
                cityHash64(number, 'k-spec') % 100 > 94, ['senior_day'],
                emptyArrayString()) AS specials,
        cityHash64(number, 'k-off') % 1000 < if(cinema = 'Orpheum', 160, 32) AS called_off
    FROM numbers(2100)
);

DROP TABLE IF EXISTS kino.tickets;
CREATE TABLE kino.tickets
(
    ticket_no  UInt64,
    scr_id     UInt32 COMMENT 'screening, see kino.screenings',
    sold_at    DateTime64(3, 'UTC'),
    channel    LowCardinality(String) COMMENT 'app, web, box_office or kiosk',
    fare_class LowCardinality(String) COMMENT 'adult, student, child or senior',
    price_eur  Decimal(8, 2),
    member_id  Nullable(UInt32) COMMENT 'loyalty card of the buyer, null for guests',
    state      LowCardinality(String) COMMENT 'paid, refunded or void; only paid tickets are revenue',
    scanned_at Nullable(DateTime('UTC')) COMMENT 'entry at the door, null when nobody came (yet)'
)
ENGINE = MergeTree ORDER BY sold_at;

-- Fridays, Saturdays and Sundays are fuller than the other days. Tickets of a called-off screening were all refunded.
INSERT INTO kino.tickets
SELECT ticket_no, scr, sold_at, channel, fare_class, price_eur, member_id, state, scanned_at
FROM
(
    SELECT
        x.n AS n,
        toUInt64(5100000 + x.n) AS ticket_no,
        x.scr AS scr,
        ['app','web','box_office','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(x.n, 'm-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt32(if(channel IN ('app', 'web'), 5 + floor(7000 * pow(cityHash64(x.n, 'm-lead') / 18446744073709551616.0, 3)),
                                               2 + floor(45 * pow(cityHash64(x.n, 'm-lead') / 18446744073709551616.0, 1.5)))) AS lead_min,
        toDateTime64(toStartOfMinute(s.starts_at), 3, 'UTC') - toIntervalMinute(lead_min)
            + toIntervalMillisecond(1000 + cityHash64(x.n, 'm-ms') % 57000) AS sold_at,
        ['adult','student','child','senior'][1 + toUInt8(floor(4 * pow(cityHash64(x.n, 'm-fare') / 18446744073709551616.0, 1.8)))] AS fare_class,
        toDecimal64(round(multiIf(fare_class = 'adult', 11.9, fare_class = 'student', 8.9, fare_class = 'child', 7.4, 8.2)
            + multiIf(s.fmt = '3D', 2.1, s.fmt = 'IMAX', 4.6, s.fmt = '4DX', 6.2, 0.0)
            + multiIf(s.city = 'Bergen', 3.3, s.city = 'Ghent', 1.2, 0.0), 2), 2) AS price_eur,
        if(cityHash64(x.n, 'm-guest') % 100 < 46, NULL,
           toNullable(toUInt32(50001 + floor(3200 * pow(cityHash64(x.n, 'm-mem') / 18446744073709551616.0, 1.5))))) AS member_id,
        cityHash64(x.n, 'm-st') % 1000 AS r,
        multiIf(s.called_off, 'refunded',
                r < multiIf(channel = 'web', 95, channel = 'app', 60, channel = 'kiosk', 30, 15), 'refunded',
                r > 984, 'void',
                'paid') AS state,
        if(state = 'paid' AND s.starts_at < '2026-05-21 16:20:00' AND cityHash64(x.n, 'm-show') % 100 < multiIf(channel = 'web', 86, channel = 'app', 91, 98),
           toNullable(toStartOfMinute(s.starts_at) - toIntervalMinute(1) + toIntervalSecond(1 + cityHash64(x.n, 'm-sc') % 58)), NULL) AS scanned_at
    FROM
    (
        SELECT number AS n, toUInt32(30001 + floor(2100 * pow(cityHash64(number, 'm-scr') / 18446744073709551616.0, 0.8))) AS scr
        FROM numbers(26000)
    ) AS x
    INNER JOIN kino.screenings AS s ON x.scr = s.scr_id
    WHERE cityHash64(x.n, 'm-wd') % 100 >= multiIf(toDayOfWeek(s.starts_at) = 6, 0, toDayOfWeek(s.starts_at) IN (5, 7), 14, 42)
)
WHERE sold_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS kino.snacks;
CREATE TABLE kino.snacks
(
    line_id    UInt64 COMMENT 'one line of a receipt',
    cinema     LowCardinality(String),
    till       LowCardinality(String),
    rung_at    DateTime('UTC'),
    item       LowCardinality(String),
    category   LowCardinality(String),
    qty        UInt8,
    amount_eur Decimal(8, 2) COMMENT 'total of the line, VAT included',
    paid_by    LowCardinality(String) COMMENT 'card, cash or voucher',
    member_id  Nullable(UInt32) COMMENT 'loyalty card, null for guests',
    prep_sec   Nullable(UInt16) COMMENT 'seconds from order to handover, null for what is taken from the shelf',
    voided     Bool COMMENT 'true when the line was taken back: no revenue'
)
ENGINE = MergeTree ORDER BY (cinema, rung_at);

-- Till REX-3 voids line after line since 2026-05-18.
INSERT INTO kino.snacks
SELECT line_id, cinema, till, rung_at, item, category, qty, amount_eur, paid_by, member_id, prep_sec, voided
FROM
(
    SELECT
        number AS n,
        toUInt64(880000 + number) AS line_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 's-cin') / 18446744073709551616.0, 1.2))) AS c,
        ['Lumen','Rex','Palace','Astoria','Atlas','Orpheum'][c] AS cinema,
        concat(['LUM','REX','PAL','AST','ATL','ORP'][c], '-', toString(1 + toUInt8(floor(4 * pow(cityHash64(number, 's-till') / 18446744073709551616.0, 1.3))))) AS till,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(600 + toUInt32(floor(800 * pow(cityHash64(number, 's-min') / 18446744073709551616.0, 0.75))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS rung_at,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 's-item') / 18446744073709551616.0, 1.35))) AS i,
        ['Popcorn large','Cola','Popcorn small','Nachos','Water','Hot dog','Ice cream','Combo duo'][i] AS item,
        ['popcorn','drink','popcorn','nachos','drink','hot food','sweet','combo'][i] AS category,
        toUInt8(1 + floor(4 * pow(cityHash64(number, 's-qty') / 18446744073709551616.0, if(item IN ('Cola', 'Water'), 1.3, 2.6)))) AS qty,
        toDecimal64(round(qty * [7.5, 4.6, 5.2, 6.8, 3.1, 6.1, 4.2, 16.9][i], 2), 2) AS amount_eur,
        ['card','cash','voucher'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-pay') / 18446744073709551616.0, 1.9)))] AS paid_by,
        if(cityHash64(number, 's-guest') % 100 < multiIf(cinema = 'Palace', 45, 62), NULL,
           toNullable(toUInt32(50001 + floor(3200 * pow(cityHash64(number, 's-mem') / 18446744073709551616.0, 1.7))))) AS member_id,
        if(item IN ('Water', 'Ice cream'), NULL,
           toNullable(toUInt16(least(1500, floor(multiIf(item = 'Hot dog', 80, item = 'Nachos', 55, item = 'Combo duo', 60, 30)
               * multiIf(cinema = 'Palace', 1.25, cinema = 'Rex', 0.8, 1.0) * pow(1 - cityHash64(number, 's-prep') / 18446744073709551616.0, -0.5)))))) AS prep_sec,
        cityHash64(number, 's-void') % 1000 < if(till = 'REX-3' AND rung_at >= '2026-05-18 00:00:00', 450, 20) AS voided
    FROM numbers(14000)
)
WHERE rung_at < '2026-05-21 16:20:00';

-- School classes at the Atlas on Tuesday 2026-05-19 between 13:00 and 14:00.
INSERT INTO kino.snacks
SELECT
    toUInt64(899000 + number), 'Atlas', concat('ATL-', toString(1 + number % 4)),
    toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'b-min') % 60) + toIntervalSecond(1 + cityHash64(number, 'b-s') % 58),
    'Ice cream', 'sweet', 1, toDecimal64(4.2, 2), 'cash', NULL, NULL, false
FROM numbers(160);
