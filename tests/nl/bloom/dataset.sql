-- Flower wholesaler: auction lots, deliveries, florists. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS bloom;

DROP TABLE IF EXISTS bloom.florists;
CREATE TABLE bloom.florists
(
    florist_id UInt32,
    shop       String,
    town       LowCardinality(String),
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    tier       LowCardinality(String) COMMENT 'gold, silver or basic',
    cust_since Date,
    on_credit  Bool COMMENT 'pays by monthly invoice'
)
ENGINE = MergeTree ORDER BY florist_id;

INSERT INTO bloom.florists
SELECT
    toUInt32(1 + number) AS florist_id,
    concat(['Bloemhuis','Petal & Co','Stiel','La Rosette','Blomster','Green Door'][1 + cityHash64(number, 'f-shop') % 6], ' ', toString(1 + number)) AS shop,
    [['Utrecht','Breda','Zwolle'],['Koeln','Bremen','Aachen'],['Gent','Leuven','Namur'],['Lille','Reims','Metz'],['Odense','Aarhus','Ribe']][c][1 + cityHash64(number, 'f-town') % 3] AS town,
    ['NL','DE','BE','FR','DK'][c] AS country,
    multiIf(cityHash64(number, 'f-tier') % 100 < 18, 'gold', cityHash64(number, 'f-tier') % 100 < 50, 'silver', 'basic') AS tier,
    toDate('2026-05-20') - toUInt32(floor(2600 * pow(cityHash64(number, 'f-since') / 18446744073709551616.0, 1.5))) AS cust_since,
    toBool(cityHash64(number, 'f-cred') % 100 < 35) AS on_credit
FROM
(
    SELECT number, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'f-ctry') / 18446744073709551616.0, 1.6))) AS c
    FROM numbers(340)
);

DROP TABLE IF EXISTS bloom.lots;
CREATE TABLE bloom.lots
(
    lot_id       UInt64,
    auctioned_at DateTime64(3, 'UTC'),
    hall         LowCardinality(String),
    variety      LowCardinality(String),
    colour       LowCardinality(String),
    grower       LowCardinality(String),
    grade        LowCardinality(String) COMMENT 'A1, A2 or B1',
    stems        UInt32,
    price_ct     UInt32 COMMENT 'where the clock stopped, euro cents per stem',
    amount_eur   Decimal(12, 2) COMMENT 'stems x price',
    outcome      LowCardinality(String) COMMENT 'sold, passed or withdrawn; only sold lots bring in money',
    florist_id   Nullable(UInt32) COMMENT 'the buyer, null unless sold',
    labels       Array(LowCardinality(String)) COMMENT 'organic, fairtrade, local'
)
ENGINE = MergeTree ORDER BY (hall, auctioned_at);

-- Few lots at night and in the evening. Grade B1 is passed more often.
INSERT INTO bloom.lots
SELECT lot_id, auctioned_at, hall, variety, colour, grower, grade, stems, price_ct,
       toDecimal64(stems * price_ct, 2) / 100 AS amount_eur,
       outcome, if(outcome = 'sold', toNullable(buyer), NULL) AS florist_id, labels
FROM
(
    SELECT
        number AS n,
        8000000 + number AS lot_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'l-ms') % 57900) AS auctioned_at,
        ['Aalsmeer','Naaldwijk','Rijnsburg','Eelde'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'l-hall') / 18446744073709551616.0, 1.4)))] AS hall,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'l-var') / 18446744073709551616.0, 1.4))) AS v,
        ['Rose','Tulip','Chrysanthemum','Gerbera','Lily','Peony','Freesia','Hydrangea'][v] AS variety,
        ['red','white','pink','yellow','orange','purple'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'l-col') / 18446744073709551616.0, 1.3)))] AS colour,
        ['Van Dam','De Boer','Kestrel Farms','Bakker','Oserian','Visser','Rift Bloom','Hoek','Jansen','Smit'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'l-grow') / 18446744073709551616.0, 1.5)))] AS grower,
        ['A1','A2','B1'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-grade') / 18446744073709551616.0, 1.5)))] AS grade,
        toUInt32(40 * (1 + floor(3 * pow(1 - cityHash64(number, 'l-stems') / 18446744073709551616.0, -0.6)))) AS stems,
        toUInt32(round([32, 14, 22, 12, 48, 75, 18, 95][v] * (0.5 + cityHash64(number, 'l-price') % 1000 / 1000)
            * multiIf(grade = 'A1', 1.15, grade = 'B1', 0.7, 1.0))) AS price_ct,
        cityHash64(number, 'l-out') % 1000 AS o,
        multiIf(o < 60, 'withdrawn', o < multiIf(grade = 'B1', 260, hall = 'Eelde', 200, 140), 'passed', 'sold') AS outcome,
        toUInt32(1 + floor(320 * pow(cityHash64(number, 'l-buyer') / 18446744073709551616.0, 2.2))) AS buyer,
        arrayFilter(x -> cityHash64(number, 'l-label', x) % 100 < multiIf(x = 'organic', 20, x = 'fairtrade', 12, 30), ['organic','fairtrade','local']) AS labels
    FROM numbers(17500)
)
WHERE NOT (toHour(auctioned_at) < 5 AND cityHash64(n, 'l-night') % 6 != 0)
  AND NOT (toHour(auctioned_at) >= 17 AND cityHash64(n, 'l-eve') % 3 != 0);

-- Rijnsburg passes lots en masse on 2026-05-20 from 10:00 to 12:00.
INSERT INTO bloom.lots
SELECT
    8900000 + number,
    toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57900),
    'Rijnsburg',
    ['Rose','Chrysanthemum','Gerbera'][1 + cityHash64(number, 'x-var') % 3],
    ['red','pink','yellow'][1 + cityHash64(number, 'x-col') % 3],
    ['Van Dam','Bakker','Hoek','Smit'][1 + cityHash64(number, 'x-grow') % 4],
    'A2',
    toUInt32(160 + number % 7 * 40),
    toUInt32(15 + number % 9),
    toDecimal64((160 + number % 7 * 40) * (15 + number % 9), 2) / 100,
    'passed', NULL, ['local']
FROM numbers(110);

DROP TABLE IF EXISTS bloom.deliveries;
CREATE TABLE bloom.deliveries
(
    delivery_id UInt64,
    florist_id  UInt32,
    van         LowCardinality(String),
    left_at     DateTime('UTC') COMMENT 'the van left the depot',
    arrived_at  Nullable(DateTime('UTC')) COMMENT 'at the shop; null when lost or still on the way',
    state       LowCardinality(String) COMMENT 'en_route, delivered, refused or lost',
    boxes       UInt16,
    box_temp_c  Nullable(Float32) COMMENT 'on arrival; null when the logger was off or nothing arrived'
)
ENGINE = MergeTree ORDER BY (left_at, delivery_id);

-- Boxes in van V-07 are far too warm since 2026-05-18. More refusals in the week of 2026-05-11.
INSERT INTO bloom.deliveries
SELECT delivery_id, florist_id, van, left_at,
       if(state IN ('delivered', 'refused'), toNullable(due_at), NULL) AS arrived_at,
       state, boxes,
       if(state NOT IN ('delivered', 'refused') OR cityHash64(n, 'v-log') % 100 < 3, NULL,
          toNullable(toFloat32(round(if(van = 'V-07' AND left_at >= '2026-05-18 00:00:00', 16, 4) + cityHash64(n, 'v-temp') % 500 / 100, 1)))) AS box_temp_c
FROM
(
    SELECT
        number AS n,
        400000 + number AS delivery_id,
        toUInt32(1 + floor(280 * pow(cityHash64(number, 'v-flo') / 18446744073709551616.0, 2.4))) AS florist_id,
        concat('V-', leftPad(toString(1 + toUInt32(floor(14 * pow(cityHash64(number, 'v-van') / 18446744073709551616.0, 1.4)))), 2, '0')) AS van,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86300 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'v-s') % 50) AS left_at,
        toUInt32(15 + floor(150 * pow(cityHash64(number, 'v-drive') / 18446744073709551616.0, 1.8))) AS drive_min,
        left_at + toIntervalSecond(60 * drive_min + 7) AS due_at,
        cityHash64(number, 'v-st') % 1000 AS r,
        multiIf(due_at >= '2026-05-21 16:20:00', 'en_route',
                r < 8, 'lost',
                r < if(left_at >= '2026-05-11 00:00:00' AND left_at < '2026-05-18 00:00:00', 120, 60), 'refused',
                'delivered') AS state,
        toUInt16(1 + floor(2 * pow(1 - cityHash64(number, 'v-box') / 18446744073709551616.0, -0.5))) AS boxes
    FROM numbers(6000)
);
