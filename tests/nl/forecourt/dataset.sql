-- Card payments at petrol stations, as their acquirer sees them. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS forecourt;
CREATE DATABASE forecourt;

CREATE TABLE forecourt.stations
(
    station      LowCardinality(String),
    region       LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    on_motorway  UInt8,
    pumps        UInt8,
    contract_from Date
)
ENGINE = MergeTree ORDER BY station;

INSERT INTO forecourt.stations VALUES
    ('Foxhill', 'north', 'NL', 1, 12, '2018-01-01'), ('Lower Weir', 'north', 'NL', 0, 4, '2020-06-01'),
    ('Brickfield', 'north', 'NL', 0, 6, '2021-03-15'), ('Salt Quay', 'coast', 'NL', 0, 8, '2017-09-01'),
    ('Dune Cross', 'coast', 'BE', 1, 10, '2019-04-01'), ('Lighthouse Road', 'coast', 'BE', 0, 4, '2024-02-01'),
    ('Abbey Gate', 'valley', 'BE', 0, 6, '2016-11-01'), ('Mill Bend', 'valley', 'LU', 0, 6, '2022-07-01'),
    ('Three Oaks', 'valley', 'DE', 1, 16, '2015-05-01'), ('Customs House', 'border', 'LU', 1, 14, '2015-05-01'),
    ('Old Tollbar', 'border', 'DE', 0, 8, '2023-01-01'), ('Kestrel Hill', 'border', 'DE', 0, 6, '2025-10-01');

CREATE TABLE forecourt.terminals
(
    terminal   LowCardinality(String),
    station    LowCardinality(String),
    placed     LowCardinality(String) COMMENT 'pump, till or wash',
    model      LowCardinality(String),
    firmware   LowCardinality(String),
    fitted_on  Date
)
ENGINE = MergeTree ORDER BY terminal;

-- K-137 and K-138 were fitted and never used.
INSERT INTO forecourt.terminals
SELECT
    concat('K-', toString(101 + number)),
    ['Three Oaks','Customs House','Foxhill','Dune Cross','Salt Quay','Abbey Gate','Lower Weir','Old Tollbar','Brickfield','Mill Bend','Kestrel Hill','Lighthouse Road'][1 + number % 12],
    ['pump','till','wash'][1 + intDiv(number, 12) % 3],
    ['Verano 5','Pinto X','Verano 3','Pinto X'][1 + cityHash64(number, 'e-mod') % 4],
    ['7.0.2','7.1.0','6.9.4'][1 + cityHash64(number, 'e-fw') % 3],
    toDate('2026-03-30') - toUInt32(cityHash64(number, 'e-fit') % 1900)
FROM numbers(38);

CREATE TABLE forecourt.swipes
(
    swipe_id       UInt64,
    swiped_at      DateTime64(3, 'UTC'),
    terminal       LowCardinality(String),
    station        LowCardinality(String),
    card_token     String COMMENT 'stands for the card number, one per card',
    scheme         LowCardinality(String) COMMENT 'visa, mastercard, maestro or fleet',
    entry_mode     LowCardinality(String) COMMENT 'chip, contactless, magstripe or keyed',
    bought         LowCardinality(String),
    litres         Nullable(Float64) COMMENT 'fuel only',
    amount_eur     Decimal(10, 2),
    fee_eur        Decimal(8, 3) COMMENT 'our fee, earned on approved swipes',
    outcome        LowCardinality(String) COMMENT 'approved, declined, reversed or no_answer; reversed = approved first, then handed back',
    decline_reason LowCardinality(Nullable(String)),
    auth_ms        Nullable(UInt32) COMMENT 'how long the bank took to answer; null when it did not',
    offline        UInt8 COMMENT '1 = taken while the line was down and sent later'
)
ENGINE = MergeTree ORDER BY (station, swiped_at);

-- Lower Weir was shut on 2026-05-12 and 2026-05-13. K-108 is silent since 2026-05-17, K-127 since 2026-05-14.
-- K-115 gets no answer from the banks on 2026-05-20 from 10:00 to 12:00. One card is used again and again on 2026-05-21.
INSERT INTO forecourt.swipes
SELECT swipe_id, swiped_at, terminal, station, card_token, scheme, entry_mode, bought, litres, amount_eur,
       toDecimal64(round(0.04 + toFloat64(amount_eur) * multiIf(scheme = 'fleet', 0.011, scheme = 'maestro', 0.002, 0.0065), 3), 3) AS fee_eur,
       outcome,
       if(outcome = 'declined', ['no funds','wrong pin','limit exceeded','card expired','blocked'][1 + toUInt8(floor(5 * pow(cityHash64(n, 's-why') / 18446744073709551616.0, 1.5)))], NULL),
       if(outcome = 'no_answer', NULL, toNullable(toUInt32(floor(multiIf(entry_mode = 'contactless', 420, entry_mode = 'chip', 690, 950) * pow(1 - cityHash64(n, 's-auth') / 18446744073709551616.0, -0.55))))),
       offline
FROM
(
    SELECT
        number AS n,
        880000 + number AS swipe_id,
        toUInt32(floor(36 * pow(cityHash64(number, 's-term') / 18446744073709551616.0, 1.15))) AS tn,
        concat('K-', toString(101 + tn)) AS terminal,
        ['Three Oaks','Customs House','Foxhill','Dune Cross','Salt Quay','Abbey Gate','Lower Weir','Old Tollbar','Brickfield','Mill Bend','Kestrel Hill','Lighthouse Road'][1 + tn % 12] AS station,
        toUInt32(floor(2600 * pow(cityHash64(number, 's-card') / 18446744073709551616.0, 1.3))) AS c,
        concat('tk', lower(hex(toUInt32(cityHash64(c, 's-tok') % 4294967296)))) AS card_token,
        ['visa','mastercard','maestro','fleet'][1 + toUInt8(floor(4 * pow(cityHash64(c, 's-sch') / 18446744073709551616.0, 1.3)))] AS scheme,
        ['contactless','chip','magstripe','keyed'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-ent') / 18446744073709551616.0, 2.1)))] AS entry_mode,
        multiIf(intDiv(tn, 12) % 3 = 0, ['diesel','petrol','lpg','petrol','diesel'], intDiv(tn, 12) % 3 = 1, ['shop','diesel','petrol','shop','shop'], ['car wash','car wash','shop','car wash','car wash'])[1 + cityHash64(number, 's-buy') % 5] AS bought,
        if(bought IN ('diesel', 'petrol', 'lpg'), toNullable(round(12 + (if(bought = 'diesel', 64, 42) * pow(cityHash64(number, 's-lit') / 18446744073709551616.0, if(scheme = 'fleet', 0.5, 1.2))), 2)), NULL) AS litres,
        toDecimal64(round(multiIf(bought = 'diesel', 1.71 * assumeNotNull(litres), bought = 'petrol', 1.88 * assumeNotNull(litres), bought = 'lpg', 0.92 * assumeNotNull(litres),
            bought = 'car wash', 8 + 3 * (cityHash64(number, 's-wash') % 4), 2 + 5 * pow(1 - cityHash64(number, 's-shop') / 18446744073709551616.0, -0.4)), 2), 2) AS amount_eur,
        cityHash64(number, 's-out') % 1000 AS r,
        multiIf(r < multiIf(scheme = 'fleet', 118, scheme = 'maestro', 84, 61), 'declined', r < 140, 'reversed', r < 156, 'no_answer', 'approved') AS o1,
        if(o1 = 'reversed' AND cityHash64(number, 's-rev') % 3 != 0, 'approved', o1) AS outcome,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(66000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS swiped_at,
        toUInt8(outcome != 'no_answer' AND cityHash64(number, 's-off') % 1000 < 38) AS offline
    FROM numbers(7800)
)
WHERE NOT (station = 'Lower Weir' AND toDate(swiped_at) IN ('2026-05-12', '2026-05-13'))
  AND NOT (terminal = 'K-108' AND swiped_at >= '2026-05-17 00:00:00')
  AND NOT (terminal = 'K-127' AND swiped_at >= '2026-05-14 09:00:00')
  AND NOT (toHour(swiped_at) < 5 AND cityHash64(n, 's-night') % 4 != 0);

INSERT INTO forecourt.swipes
SELECT 890000 + number,
       toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalMinute((number * 7) % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
       'K-115', 'Foxhill', concat('tk', lower(hex(toUInt32(cityHash64(cityHash64(number, 'x-card') % 2600, 's-tok') % 4294967296)))), 'visa', 'chip', 'shop', NULL,
       toDecimal64(4 + number % 17, 2), toDecimal64(0.04 + 0.0065 * (4 + number % 17), 3), 'no_answer', NULL, NULL, 0
FROM numbers(48);

INSERT INTO forecourt.swipes
SELECT 891000 + number,
       toDateTime64('2026-05-21 06:10:00', 3, 'UTC') + toIntervalMinute((number * 17) % 590) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000),
       'K-105', 'Salt Quay', 'tk5eed00c4', 'mastercard', 'contactless', 'petrol', 15.5,
       toDecimal64(29.14, 2), toDecimal64(0.229, 3), 'approved', NULL, toUInt32(390 + 7 * number), 0
FROM numbers(36);
