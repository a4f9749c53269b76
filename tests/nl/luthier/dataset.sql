-- A shop that rents out musical instruments. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS luthier;
CREATE DATABASE luthier;

CREATE TABLE luthier.customers
(
    customer_id UInt32,
    full_name   String,
    kind        LowCardinality(String) COMMENT 'private, school, teacher or orchestra',
    country     LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    signed_up   Date
)
ENGINE = MergeTree ORDER BY customer_id;

INSERT INTO luthier.customers
SELECT
    2000 + number,
    concat(['Elin','Bruno','Chiara','Joris','Teresa','Anders','Lotte','Paolo','Rui','Greta'][1 + cityHash64(number, 'lc-first') % 10], ' ',
           ['Lindqvist','Ferreira','Moretti','Claes','Vogel','Holm','Peeters','Rossi','Matos','Keller'][1 + cityHash64(number, 'lc-last') % 10], ' ', toString(number)),
    ['private','school','teacher','orchestra'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'lc-kind') / 18446744073709551616.0, 1.6)))],
    ['PT','DE','BE','SE','IT'][1 + cityHash64(number, 'lc-ctry') % 5],
    toDate('2026-05-18') - toUInt32(floor(2200 * pow(cityHash64(number, 'lc-up') / 18446744073709551616.0, 1.4)))
FROM numbers(1400);

CREATE TABLE luthier.instruments
(
    instrument_id UInt32,
    model         LowCardinality(String),
    family        LowCardinality(String),
    maker         LowCardinality(String),
    bought_on     Date,
    worth_eur     Decimal(10, 2) COMMENT 'price we paid for it',
    fitness       LowCardinality(String) COMMENT 'in service, workshop or retired'
)
ENGINE = MergeTree ORDER BY instrument_id;

INSERT INTO luthier.instruments
SELECT instrument_id, model, family, maker, bought_on, worth_eur, fitness
FROM
(
    SELECT
        300 + number AS instrument_id,
        1 + toUInt8(floor(12 * pow(cityHash64(number, 'li-model') / 18446744073709551616.0, 1.3))) AS m,
        ['Allegro violin','Student cello','Concert flute','Alto sax','Field trumpet','Stage piano','Viola Nova','Slide trombone','Bass clarinet','Snare kit','Double bass','Marimba'][m] AS model,
        ['strings','strings','woodwind','woodwind','brass','keyboards','strings','brass','woodwind','percussion','strings','percussion'][m] AS family,
        ['Harlan','Okada','Brezza','Stieglitz'][1 + cityHash64(number, 'li-maker') % 4] AS maker,
        toDate('2026-04-30') - toUInt32(cityHash64(number, 'li-buy') % 3000) AS bought_on,
        toDecimal64(150 + cityHash64(number, 'li-worth') % 390000 / 100 * if(m IN (2, 6, 11, 12), 2, 1), 2) AS worth_eur,
        multiIf(cityHash64(number, 'li-fit') % 100 < 86, 'in service', cityHash64(number, 'li-fit') % 100 < 95, 'workshop', 'retired') AS fitness
    FROM numbers(260)
);

CREATE TABLE luthier.rentals
(
    rental_no       UInt64,
    booked_at       DateTime64(3, 'UTC'),
    handed_over_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'when the customer took the instrument with him',
    brought_back_at Nullable(DateTime64(3, 'UTC')),
    customer_id     UInt32,
    instrument_id   UInt32,
    branch          LowCardinality(String),
    channel         LowCardinality(String) COMMENT 'web, counter or phone',
    stage           LowCardinality(String) COMMENT 'reserved, on_loan, returned, cancelled or no_show; cancelled and no_show hires are refunded in full',
    hire_fee_eur    Decimal(10, 2) COMMENT 'price of the whole hire, paid when booking',
    deposit_eur     Nullable(Decimal(10, 2)) COMMENT 'null when no deposit was asked',
    days_booked     UInt16,
    damaged         UInt8 COMMENT '1 when it came back with damage',
    review          Nullable(UInt8) COMMENT '1 to 5, given by the customer'
)
ENGINE = MergeTree ORDER BY (branch, booked_at);

-- Dresden took no booking on 2026-05-13 (a power cut).
INSERT INTO luthier.rentals
SELECT rental_no, booked_at,
       if(stage IN ('on_loan', 'returned'), toNullable(hand), NULL) AS handed_over_at,
       if(stage = 'returned', toNullable(back), NULL) AS brought_back_at,
       customer_id, instrument_id, branch, channel, stage, hire_fee_eur, deposit_eur, days_booked,
       toUInt8(stage = 'returned' AND cityHash64(n, 'lr-dmg') % 1000 < if(branch = 'Ostend', 120, 60)) AS damaged,
       if(stage = 'returned' AND cityHash64(n, 'lr-rev') % 100 < 58, toNullable(toUInt8([5,5,4,4,5,3,5,2,1,4][1 + cityHash64(n, 'lr-stars') % 10])), NULL) AS review
FROM
(
    SELECT
        number AS n,
        810000 + number AS rental_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(108000 * pow(cityHash64(number, 'lr-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'lr-ms') % 56000) AS booked_at,
        2000 + toUInt32(floor(1400 * pow(cityHash64(number, 'lr-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        300 + toUInt32(floor(260 * pow(cityHash64(number, 'lr-inst') / 18446744073709551616.0, 1.2))) AS instrument_id,
        ['Porto','Dresden','Malmo','Ostend','Trieste'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'lr-br') / 18446744073709551616.0, 1.35)))] AS branch,
        ['web','counter','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'lr-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt16(1 + floor(45 * pow(cityHash64(number, 'lr-days') / 18446744073709551616.0, 2.1))) AS days_booked,
        toDecimal64(round(8 + days_booked * (3 + cityHash64(number, 'lr-rate') % 900 / 100) * if(branch = 'Malmo', 1.3, 1.0), 2), 2) AS hire_fee_eur,
        if(cityHash64(number, 'lr-dep') % 100 < 22, NULL, toNullable(toDecimal64(20 * (1 + cityHash64(number, 'lr-dep2') % 15), 2))) AS deposit_eur,
        booked_at + toIntervalMinute(40 + toUInt32(floor(5000 * pow(cityHash64(number, 'lr-hand') / 18446744073709551616.0, if(channel = 'counter', 6, 2))))) AS hand,
        hand + toIntervalMinute(toUInt32(days_booked * 1440 * (0.55 + cityHash64(number, 'lr-back') % 600 / 1000))) AS back,
        cityHash64(number, 'lr-st') % 1000 AS s,
        multiIf(s < 85, 'cancelled', hand >= '2026-05-21 16:20:00', 'reserved',
                s < multiIf(channel = 'web', 165, channel = 'phone', 135, 100), 'no_show',
                back >= '2026-05-21 16:20:00', 'on_loan', 'returned') AS stage
    FROM numbers(7200)
)
WHERE NOT (branch = 'Dresden' AND toDate(booked_at) = '2026-05-13')
  AND NOT (toHour(booked_at) < 6 AND cityHash64(n, 'lr-night') % 5 != 0);

-- Customers of Porto cancel by the dozen on 2026-05-21 between 10:00 and 13:00.
INSERT INTO luthier.rentals
SELECT
    890000 + number, toDateTime64('2026-05-21 10:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'lx-ts') % 180) + toIntervalMillisecond(1000 + cityHash64(number, 'lx-ms') % 56000),
    NULL, NULL, 2000 + cityHash64(number, 'lx-c') % 1400, 300 + cityHash64(number, 'lx-i') % 260, 'Porto', 'web', 'cancelled',
    toDecimal64(30 + number % 40, 2), toDecimal64(100, 2), 4 + number % 9, 0, NULL
FROM numbers(70);
