-- A zoo: tickets scanned at the gates, feeding rounds and keepers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS okapiland;
CREATE DATABASE okapiland;

CREATE TABLE okapiland.keepers
(
    keeper_id  UInt16,
    full_name  String,
    section    LowCardinality(String),
    shift      LowCardinality(String) COMMENT 'early, late or night',
    hired_on   Date,
    is_trainee UInt8
)
ENGINE = MergeTree ORDER BY keeper_id;

INSERT INTO okapiland.keepers
SELECT
    toUInt16(41 + number),
    concat(['Hanna','Piet','Rosa','Emil','Jorun','Tamsin','Yusuf','Maud','Colm'][1 + cityHash64(number, 'k-first') % 9], ' ',
           ['Vos','Lindqvist','Adeyemi','Bakker','Sorensen','Quirke','Demir','Hale'][1 + number % 8], ' ', toString(41 + number)),
    ['Hoofstock','Water','Carnivores','Birds'][1 + cityHash64(number, 'k-sec') % 4],
    ['early','late','night'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-sh') / 18446744073709551616.0, 1.4)))],
    toDate('2026-04-20') - toUInt32(floor(4200 * pow(cityHash64(number, 'k-hire') / 18446744073709551616.0, 1.5))),
    toUInt8(cityHash64(number, 'k-tr') % 100 < 22)
FROM numbers(36);

CREATE TABLE okapiland.admissions
(
    ticket_no  UInt64,
    scanned_at DateTime64(3, 'UTC'),
    gate       LowCardinality(String),
    kind       LowCardinality(String) COMMENT 'adult, child, senior, family, school',
    sold_via   LowCardinality(String) COMMENT 'web, kiosk, till or partner',
    heads      UInt8 COMMENT 'people on the ticket',
    member_id  Nullable(UInt32) COMMENT 'number of the member card; null for day guests',
    outcome    LowCardinality(String) COMMENT 'admitted, rejected (turnstile stayed shut) or refunded before entry; we keep the price of admitted tickets only',
    price_eur  Decimal(8, 2),
    queue_sec  Nullable(UInt16) COMMENT 'wait in line before the scan; null while the camera was down',
    country    LowCardinality(String) COMMENT 'home of the guest, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY (gate, scanned_at);

-- Open from 9 to 18. Closed on 2026-05-06 (a storm). Harbour rejects en masse on 2026-05-17 from 11:00 to 13:00.
INSERT INTO okapiland.admissions
SELECT 880000 + n, scanned_at, gate, kind, sold_via, heads, member_id, outcome,
       toDecimal64(round(multiIf(kind = 'adult', 24.5, kind = 'child', 13, kind = 'senior', 16, kind = 'family', 62, heads * 7.5)
           * multiIf(sold_via = 'web', 0.9, sold_via = 'partner', 0.82, 1.0) * if(member_id IS NULL, 1.0, 0.5), 2), 2),
       if(cityHash64(n, 'a-cam') % 100 < 6, NULL,
          toNullable(toUInt16(least(3000, floor(multiIf(gate = 'South', 95, gate = 'North', 70, gate = 'Harbour', 55, 30) * pow(1 - cityHash64(n, 'a-q') / 18446744073709551616.0, -0.5)))))),
       country
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'a-day') / 18446744073709551616.0, 1.4))))
            + toIntervalMinute(540 + intDiv(cityHash64(number, 'a-m1') % 540 + cityHash64(number, 'a-m2') % 540 + cityHash64(number, 'a-m3') % 300, 3))
            + toIntervalMillisecond(1000 + cityHash64(number, 'a-ms') % 57000) AS scanned_at,
        ['North','South','Harbour','Meadow'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-gate') / 18446744073709551616.0, 1.5)))] AS gate,
        ['adult','child','family','senior','school'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        ['web','till','kiosk','partner'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-via') / 18446744073709551616.0, 1.4)))] AS sold_via,
        toUInt8(multiIf(kind = 'family', 3 + cityHash64(number, 'a-h') % 4, kind = 'school', 12 + cityHash64(number, 'a-h') % 19, 1)) AS heads,
        if(kind != 'school' AND cityHash64(number, 'a-mem') % 100 < 33,
           toNullable(7000 + toUInt32(floor(640 * pow(cityHash64(number, 'a-memid') / 18446744073709551616.0, 1.6)))), NULL) AS member_id,
        cityHash64(number, 'a-out') % 1000 AS o,
        multiIf(o < if(gate = 'Meadow', 95, 48), 'rejected', o < 140, 'refunded', 'admitted') AS outcome,
        ['NL','DE','BE','FR','GB','DK','IT'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'a-ctry') / 18446744073709551616.0, 1.7)))] AS country
    FROM numbers(6300)
)
WHERE scanned_at < '2026-05-21 16:20:00' AND toDate(scanned_at) != '2026-05-06';

INSERT INTO okapiland.admissions
SELECT 899000 + number,
       toDateTime64('2026-05-17 11:00:00', 3, 'UTC') + toIntervalMinute(number * 7 % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57000),
       'Harbour', 'adult', ['web','web','kiosk'][1 + number % 3], 1, NULL, 'rejected', toDecimal64(22.05, 2),
       toNullable(toUInt16(60 + cityHash64(number, 'j-q') % 200)), ['NL','DE','BE'][1 + cityHash64(number, 'j-c') % 3]
FROM numbers(84);

CREATE TABLE okapiland.feedings
(
    feeding_id UInt32,
    planned_at DateTime('UTC'),
    fed_at     Nullable(DateTime('UTC')) COMMENT 'null when the round was skipped',
    keeper_id  UInt16,
    enclosure  LowCardinality(String),
    species    LowCardinality(String),
    portion_g  UInt32,
    leftover_g Nullable(UInt32) COMMENT 'weighed when the bowl is cleared; null when skipped',
    result     LowCardinality(String) COMMENT 'eaten, partly, refused or skipped'
)
ENGINE = MergeTree ORDER BY (enclosure, planned_at);

-- Penguin Cove leaves most of its fish on 2026-05-21. Keeper 52 fed last on 2026-05-19 in the morning, keeper 63 on 2026-05-10.
INSERT INTO okapiland.feedings
SELECT 30000 + n, planned_at, if(result = 'skipped', NULL, toNullable(fed)), keeper_id, enclosure, species, portion_g,
       multiIf(result = 'skipped', NULL, result = 'refused', toNullable(portion_g), result = 'eaten', toNullable(toUInt32(0)),
               toNullable(toUInt32(portion_g * if(bad, 0.7 + cityHash64(n, 'f-l') % 25 / 100, 0.04 + cityHash64(n, 'f-l') % 27 / 100)))),
       result
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(64 * pow(cityHash64(number, 'f-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(360 + 5 * (cityHash64(number, 'f-min') % 168))
            + toIntervalSecond(1 + cityHash64(number, 'f-s0') % 58) AS planned_at,
        toStartOfMinute(planned_at) + toIntervalMinute(1 + toUInt32(floor(34 * pow(cityHash64(number, 'f-late') / 18446744073709551616.0, 2.2)))) + toIntervalSecond(1 + cityHash64(number, 'f-s1') % 58) AS fed,
        toUInt16(41 + cityHash64(number, 'f-kp') % 36) AS keeper_id,
        1 + toUInt8(floor(11 * pow(cityHash64(number, 'f-sp') / 18446744073709551616.0, 1.2))) AS s,
        ['penguin','sea lion','elephant','giraffe','otter','zebra','lynx','parrot','beaver','ibis','snow leopard'][s] AS species,
        ['Penguin Cove','Seal Rocks','Savanna','Savanna','River House','Savanna','Cat Hill','Aviary','River House','Aviary','Cat Hill'][s] AS enclosure,
        toUInt32([9000, 11000, 14000, 8000, 1400, 6000, 2600, 350, 1800, 450, 3100][s] * (0.7 + cityHash64(number, 'f-por') % 6000 / 10000)) AS portion_g,
        enclosure = 'Penguin Cove' AND planned_at >= '2026-05-21 00:00:00' AS bad,
        cityHash64(number, 'f-r') % 1000 AS r,
        multiIf(bad AND r < 880, 'partly', r < 55, 'skipped', r < if(species = 'otter', 190, 100), 'refused', r < 390, 'partly', 'eaten') AS result
    FROM numbers(4400)
)
WHERE fed < '2026-05-21 16:20:00'
  AND NOT (keeper_id = 52 AND planned_at >= '2026-05-19 09:00:00')
  AND NOT (keeper_id = 63 AND planned_at >= '2026-05-11 00:00:00');
