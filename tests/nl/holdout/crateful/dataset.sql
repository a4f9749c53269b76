-- Snack boxes by subscription. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS crateful;
CREATE DATABASE crateful;

CREATE TABLE crateful.subscriptions
(
    sub_id        UInt32,
    plan          LowCardinality(String) COMMENT 'nibble (small box), classic or feast (big box)',
    country       LowCardinality(String) COMMENT 'ISO code',
    source        LowCardinality(String) COMMENT 'where they heard of us: instagram, podcast, friend, search, flyer',
    gift          UInt8 COMMENT '1 when somebody else pays for it',
    started_at    DateTime('UTC') COMMENT 'sign-up',
    status        LowCardinality(String) COMMENT 'active, paused or cancelled',
    cancelled_at  Nullable(DateTime('UTC')),
    cancel_reason LowCardinality(Nullable(String)) COMMENT 'what they ticked on leaving, null for everyone who is still with us'
)
ENGINE = MergeTree ORDER BY sub_id;

-- A wave of cancellations on 2026-05-14, because of the price.
INSERT INTO crateful.subscriptions
SELECT sub_id, plan, country, source, gift, started_at,
       multiIf(isNotNull(cancelled_at), 'cancelled', cityHash64(n, 's-pause') % 100 < 9, 'paused', 'active') AS status,
       cancelled_at,
       multiIf(isNull(cancelled_at), NULL, wave, 'price',
               toNullable(['too_many','too_many','too_many','too_many','taste','taste','taste','price','price','delivery','moving','other'][1 + cityHash64(n, 's-why') % 12])) AS cancel_reason
FROM
(
    SELECT
        number AS n,
        20000 + number AS sub_id,
        ['classic','nibble','feast'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-plan') / 18446744073709551616.0, 1.4)))] AS plan,
        ['GB','DE','NL','IE','SE'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-ctry') / 18446744073709551616.0, 1.3)))] AS country,
        ['instagram','podcast','friend','search','flyer'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-src') / 18446744073709551616.0, 1.35)))] AS source,
        toUInt8(cityHash64(number, 's-gift') % 100 < multiIf(plan = 'feast', 22, plan = 'classic', 12, 7)) AS gift,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(1152000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.6))))
            + toIntervalSecond(5 + cityHash64(number, 's-sec') % 50) AS started_at,
        started_at + toIntervalMinute(14400 + toUInt32(floor(1000000 * pow(cityHash64(number, 's-life') / 18446744073709551616.0, 0.8)))) AS natural_end,
        natural_end >= '2026-05-14 00:00:00' AND started_at < '2026-04-20 00:00:00' AND cityHash64(number, 's-wave') % 100 < 4 AS wave,
        multiIf(wave, toNullable(toDateTime('2026-05-14 08:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 's-wmin') % 780) + toIntervalSecond(7 + cityHash64(number, 's-sec') % 40)),
                natural_end < '2026-05-21 16:20:00', toNullable(natural_end), NULL) AS cancelled_at
    FROM numbers(2600)
);

CREATE TABLE crateful.shipments
(
    shipment_id   UInt64,
    sub_id        UInt32,
    packed_at     DateTime('UTC'),
    delivered_at  Nullable(DateTime('UTC')),
    theme         LowCardinality(String) COMMENT 'theme of the box',
    carrier       LowCardinality(String),
    status        LowCardinality(String) COMMENT 'packed, on_the_way, delivered, lost, returned. Lost and returned boxes are refunded in full',
    weight_g      UInt32,
    charged_cents UInt32 COMMENT 'euro cents',
    voucher       Nullable(String) COMMENT 'code of the discount, if one was used'
)
ENGINE = MergeTree ORDER BY (packed_at, shipment_id);

-- Nothing was packed on 2026-05-06.
INSERT INTO crateful.shipments
SELECT shipment_id, sub_id, packed_at,
       if(status = 'delivered', toNullable(due), NULL) AS delivered_at,
       theme, carrier, status,
       toUInt32(multiIf(plan = 'feast', 1950, plan = 'classic', 1080, 560) + cityHash64(n, 'b-w') % 240) AS weight_g,
       toUInt32(multiIf(plan = 'feast', 3490, plan = 'classic', 2290, 1490) * if(isNull(voucher), 100, 80) / 100) AS charged_cents,
       voucher
FROM
(
    SELECT
        b.n AS n, b.shipment_id AS shipment_id, b.sub_id AS sub_id, b.packed_at AS packed_at, b.theme AS theme, b.carrier AS carrier, b.voucher AS voucher, b.due AS due, s.plan AS plan,
        multiIf(b.due >= '2026-05-21 16:19:00' AND b.packed_at >= '2026-05-21 08:00:00', 'packed',
                b.due >= '2026-05-21 16:19:00', 'on_the_way',
                b.r < if(b.carrier = 'DPD', 55, 18), 'lost', b.r < 85, 'returned', 'delivered') AS status
    FROM
    (
        SELECT
            number AS n,
            810000 + number AS shipment_id,
            20000 + toUInt32(cityHash64(number, 'b-sub') % 2600) AS sub_id,
            toDateTime('2026-05-21 06:00:00', 'UTC') - toIntervalDay(toUInt32(floor(110 * pow(cityHash64(number, 'b-day') / 18446744073709551616.0, 1.2))))
                + toIntervalMinute(cityHash64(number, 'b-min') % 760) + toIntervalSecond(5 + cityHash64(number, 'b-sec') % 50) AS packed_at,
            ['Tokyo Crunch','Alpine Picnic','Movie Night','Bombay Street','Fiesta'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-theme') / 18446744073709551616.0, 1.2)))] AS theme,
            ['DHL','PostNL','DPD'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-car') / 18446744073709551616.0, 1.2)))] AS carrier,
            if(cityHash64(number, 'b-v') % 100 < 14, toNullable(['CRUNCH20','HELLO20','MUNCH20'][1 + cityHash64(number, 'b-v2') % 3]), NULL) AS voucher,
            packed_at + toIntervalMinute(multiIf(carrier = 'DHL', 1200 + cityHash64(number, 'b-tr') % 1800, carrier = 'PostNL', 1700 + cityHash64(number, 'b-tr') % 2500, 2300 + cityHash64(number, 'b-tr') % 4300)) AS due,
            cityHash64(number, 'b-st') % 1000 AS r
        FROM numbers(9500)
    ) AS b
    INNER JOIN crateful.subscriptions AS s ON b.sub_id = s.sub_id
    WHERE b.packed_at > s.started_at AND (s.cancelled_at IS NULL OR b.packed_at < s.cancelled_at)
      AND (s.status != 'paused' OR b.packed_at < '2026-04-25 00:00:00')
      AND b.packed_at < '2026-05-21 16:18:00' AND toDate(b.packed_at) != '2026-05-06'
);

CREATE TABLE crateful.ratings
(
    rated_at    DateTime('UTC'),
    shipment_id UInt64,
    sub_id      UInt32,
    snack       LowCardinality(String),
    flavour     LowCardinality(String) COMMENT 'sweet, salty, spicy, sour',
    stars       UInt8 COMMENT '1 to 5, 5 is best',
    via         LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (rated_at, shipment_id);

-- Up to three snacks of a box are rated. Wasabi Peas taste awful since 2026-05-18.
INSERT INTO crateful.ratings
SELECT rated_at, shipment_id, sub_id, snack, flavour,
       toUInt8(if(snack = 'Wasabi Peas' AND rated_at >= '2026-05-18 00:00:00', [1,1,1,2,1,2,1,3][1 + cityHash64(k, 'r-bad') % 8], [5,4,5,3,4,5,2,4,5,1,3,5,4,4][1 + cityHash64(k, 'r-stars') % if(snack IN ('Oat Brittle','Truffle Pretzels'), 9, 14)])) AS stars,
       via
FROM
(
    SELECT
        shipment_id * 3 + pos AS k, shipment_id, sub_id, pos,
        assumeNotNull(delivered_at) + toIntervalMinute(90 + toUInt32(floor(8000 * pow(cityHash64(k, 'r-ts') / 18446744073709551616.0, 2)))) AS rated_at,
        1 + toUInt8(floor(10 * pow(cityHash64(k, 'r-snack') / 18446744073709551616.0, 1.15))) AS t,
        ['Sea Salt Crisps','Caramel Popcorn','Wasabi Peas','Oat Brittle','Truffle Pretzels','Chili Mango','Sour Cherry Belts','Dark Cocoa Bites','Rosemary Almonds','Lime Lentils'][t] AS snack,
        ['salty','sweet','spicy','sweet','salty','spicy','sour','sweet','salty','sour'][t] AS flavour,
        ['app','email','web'][1 + toUInt8(floor(3 * pow(cityHash64(k, 'r-via') / 18446744073709551616.0, 1.5)))] AS via
    FROM crateful.shipments
    ARRAY JOIN [0, 1, 2] AS pos
    WHERE delivered_at IS NOT NULL AND cityHash64(sub_id, 'r-lazy') % 100 < 70 AND cityHash64(k, 'r-kept') % 100 < [62, 40, 22][pos + 1]
)
WHERE rated_at < '2026-05-21 16:19:00';
