-- Wine club: subscribers, shipments and tasting ratings. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS vineclub;
CREATE DATABASE vineclub;

CREATE TABLE vineclub.subscribers
(
    subscriber_id UInt32,
    full_name     String,
    state         LowCardinality(String) COMMENT 'US state, two letters',
    plan          LowCardinality(String) COMMENT 'discovery, cellar or reserve',
    joined_on     Date,
    membership    LowCardinality(String) COMMENT 'active, paused or ended'
)
ENGINE = MergeTree ORDER BY subscriber_id;

INSERT INTO vineclub.subscribers
SELECT
    1000 + number,
    concat(['Nora','Felix','Grace','Hugo','Ivy','Jonah','Carla','Dean','Mabel','Otis'][1 + cityHash64(number, 'vs-first') % 10], ' ',
           ['Abbott','Barrow','Castle','Dunn','Ellery','Frost','Gale','Hobbs','Ingram','Keane'][1 + cityHash64(number, 'vs-last') % 10], ' ', toString(number)),
    ['CA','NY','TX','OR','IL','FL','GA','MN'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'vs-state') / 18446744073709551616.0, 1.4)))],
    ['discovery','cellar','reserve'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'vs-plan') / 18446744073709551616.0, 1.5)))],
    toDate('2026-03-15') - toUInt32(floor(1400 * pow(cityHash64(number, 'vs-join') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'vs-mem') % 100 < 84, 'active', cityHash64(number, 'vs-mem') % 100 < 93, 'paused', 'ended')
FROM numbers(900);

CREATE TABLE vineclub.shipments
(
    shipment_id   String,
    subscriber_id UInt32,
    packed_at     DateTime('UTC'),
    delivered_at  Nullable(DateTime('UTC')),
    warehouse     LowCardinality(String),
    carrier       LowCardinality(String),
    box           LowCardinality(String) COMMENT 'what is inside: red, white, mixed or sparkling',
    bottles       UInt8,
    weight_g      UInt32,
    charge_usd    Decimal(10, 2),
    ship_status   LowCardinality(String) COMMENT 'in_transit, delivered, returned or lost; the charge is only kept when delivered',
    gift          UInt8 COMMENT '1 when it goes to somebody else than the subscriber'
)
ENGINE = MergeTree ORDER BY (warehouse, packed_at);

-- Reno packed nothing on 2026-05-13 (a power cut).
INSERT INTO vineclub.shipments
SELECT shipment_id, subscriber_id, packed_at, if(ship_status = 'delivered', toNullable(arrival), NULL), warehouse, carrier, box, bottles, weight_g, charge_usd, ship_status, gift
FROM
(
    SELECT
        number AS n,
        concat('VS-', toString(400000 + number)) AS shipment_id,
        1000 + toUInt32(floor(880 * pow(cityHash64(number, 'sh-sub') / 18446744073709551616.0, 1.3))) AS subscriber_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'sh-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'sh-s') % 57) AS packed_at,
        ['Sonoma','Reno','Albany','Macon'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'sh-wh') / 18446744073709551616.0, 1.3)))] AS warehouse,
        1 + toUInt8(floor(4 * pow(cityHash64(number, 'sh-car') / 18446744073709551616.0, 1.35))) AS k,
        ['FleetPost','GrapeVan','Overland','Nordway'][k] AS carrier,
        ['red','mixed','white','sparkling'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'sh-box') / 18446744073709551616.0, 1.3)))] AS box,
        [3, 6, 6, 12][1 + cityHash64(number, 'sh-bot') % 4] AS bottles,
        toUInt32(700 + bottles * (1260 + cityHash64(number, 'sh-wt') % 240)) AS weight_g,
        toDecimal64(round(bottles * multiIf(box = 'sparkling', 16.5, box = 'red', 13.2, box = 'white', 11.4, 12.1) * (0.9 + cityHash64(number, 'sh-usd') % 45 / 100) + 7.5, 2), 2) AS charge_usd,
        packed_at + toIntervalMinute(60 * [22, 38, 61, 47][k] + cityHash64(number, 'sh-dlv') % (60 * [30, 44, 70, 36][k])) AS arrival,
        cityHash64(number, 'sh-st') % 1000 AS s,
        multiIf(arrival >= '2026-05-21 16:20:00', 'in_transit',
                s < multiIf(warehouse = 'Macon', 95, warehouse = 'Albany', 40, warehouse = 'Reno', 66, 52), 'returned',
                s > if(carrier = 'Overland', 930, 985), 'lost',
                'delivered') AS ship_status,
        toUInt8(cityHash64(number, 'sh-gift') % 100 < 13) AS gift
    FROM numbers(9000)
)
WHERE toHour(packed_at) BETWEEN 6 AND 20
  AND NOT (warehouse = 'Reno' AND toDate(packed_at) = '2026-05-13');

CREATE TABLE vineclub.tastings
(
    tasting_id    UInt64,
    rated_at      DateTime64(3, 'UTC'),
    subscriber_id UInt32,
    wine          LowCardinality(String),
    grape         LowCardinality(String),
    origin        LowCardinality(String) COMMENT 'country of the winery, ISO 3166 two-letter code',
    score         UInt8 COMMENT 'points out of 100',
    corked        UInt8 COMMENT '1 when the bottle was spoilt',
    channel       LowCardinality(String),
    form_ms       Nullable(UInt32) COMMENT 'time spent on the rating form, null for text messages'
)
ENGINE = MergeTree ORDER BY (rated_at, tasting_id);

-- Nobody could rate on 2026-05-06. Many bottles of Tinto Brava are corked since 2026-05-18.
INSERT INTO vineclub.tastings
SELECT tasting_id, rated_at, subscriber_id, wine, grape, origin, score, corked, channel, form_ms
FROM
(
    SELECT
        number AS n,
        8100000 + number AS tasting_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'ta-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'ta-ms') % 57000) AS rated_at,
        1000 + toUInt32(floor(860 * pow(cityHash64(number, 'ta-sub') / 18446744073709551616.0, 1.7))) AS subscriber_id,
        1 + toUInt8(floor(12 * pow(cityHash64(number, 'ta-wine') / 18446744073709551616.0, 1.25))) AS w,
        ['Monte Alto','Willow Bend','Kaiserberg','Rocca Nera','Tinto Brava','Kiwi Hollow','Barossa Oak','Sainte Aube','Quinta Velha','Cape Fern','Piedra Roja','Colline Gris'][w] AS wine,
        ['Malbec','Chardonnay','Riesling','Sangiovese','Tempranillo','Sauvignon Blanc','Shiraz','Pinot Noir','Touriga','Chenin Blanc','Carmenere','Pinot Gris'][w] AS grape,
        ['AR','US','DE','IT','ES','NZ','AU','FR','PT','ZA','CL','FR'][w] AS origin,
        toUInt8(cityHash64(number, 'ta-cork') % 1000 < if(wine = 'Tinto Brava' AND rated_at >= '2026-05-18 00:00:00', 420, 24)) AS corked,
        toUInt8(if(corked = 1, 52 + cityHash64(number, 'ta-bad') % 14,
            least(100, [80, 76, 83, 78, 79, 82, 81, 85, 77, 75, 74, 73][w] + cityHash64(number, 'ta-a') % 10 + cityHash64(number, 'ta-b') % 8))) AS score,
        ['app','web','text'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'ta-chan') / 18446744073709551616.0, 1.4)))] AS channel,
        if(channel = 'text', NULL, toNullable(toUInt32(9000 * pow(1 - cityHash64(number, 'ta-form') / 18446744073709551616.0, -0.45)))) AS form_ms
    FROM numbers(11000)
)
WHERE toDate(rated_at) != '2026-05-06'
  AND NOT (toHour(rated_at) BETWEEN 2 AND 9 AND cityHash64(n, 'ta-night') % 4 != 0);
