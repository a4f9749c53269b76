-- Web shop for pet food. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
DROP DATABASE IF EXISTS petshop;
CREATE DATABASE petshop;

CREATE TABLE petshop.products
(
    sku        String,
    title      String,
    brand      LowCardinality(String),
    animal     LowCardinality(String) COMMENT 'dog, cat, bird, fish or rodent',
    food_type  LowCardinality(String) COMMENT 'dry, wet, treat or supplement',
    pack_g     UInt32,
    price_eur  Decimal(8, 2),
    listed_on  Date
)
ENGINE = MergeTree ORDER BY sku;

INSERT INTO petshop.products
SELECT concat('PF-', toString(101 + number)),
    concat(brand, ' ', ['Salmon','Chicken','Lamb','Turkey','Herring','Carrot','Millet'][1 + cityHash64(number, 'p-fl') % 7], ' ', toString(number + 1)),
    ['Wagwell','Purrington','Oakfur','Tidbit','Finley','Mossback'][1 + cityHash64(number, 'p-brand') % 6] AS brand,
    ['dog','cat','dog','bird','cat','fish','dog','rodent','cat','dog'][1 + number % 10],
    ['dry','wet','treat','supplement'][1 + cityHash64(number, 'p-type') % 4],
    [85, 400, 800, 1500, 3000, 12000][1 + cityHash64(number, 'p-pack') % 6],
    toDecimal64(3 + cityHash64(number, 'p-price') % 5600 / 100, 2),
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'p-list') % 1300)
FROM numbers(60);

CREATE TABLE petshop.orders
(
    order_id     UInt64,
    customer_id  UInt32,
    sku          String,
    ordered_at   DateTime64(3, 'UTC'),
    shipped_at   Nullable(DateTime64(3, 'UTC')),
    delivered_at Nullable(DateTime64(3, 'UTC')),
    order_status LowCardinality(String) COMMENT 'paid, shipped, delivered, cancelled or returned - cancelled and returned orders were refunded in full',
    qty          UInt8,
    total_eur    Decimal(10, 2),
    country      LowCardinality(String) COMMENT 'ISO code of the delivery address',
    pay_method   LowCardinality(String) COMMENT 'card, paypal or invoice',
    courier      LowCardinality(String),
    repeat_order UInt8 COMMENT '1 = automatic repeat delivery'
)
ENGINE = MergeTree ORDER BY ordered_at;

-- No order on 2026-05-10 (migration). PF-108 comes back very often in May.
INSERT INTO petshop.orders
SELECT 880000 + n, customer_id, concat('PF-', toString(101 + p)), ordered_at,
    if(st IN ('shipped', 'delivered', 'returned'), ordered_at + toIntervalMinute(ship_min), NULL),
    if(st IN ('delivered', 'returned'), ordered_at + toIntervalMinute(deliv_min), NULL),
    st, qty, total_eur, country, pay_method, courier, rep
FROM
(
    SELECT number AS n,
        1000 + toUInt32(floor(1800 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.3))) AS customer_id,
        toUInt32(floor(58 * pow(cityHash64(number, 'o-sku') / 18446744073709551616.0, 1.3))) AS p,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(108000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000) AS ordered_at,
        ['DE','AT','CH','NL','DK','CZ'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.6)))] AS country,
        ['card','paypal','invoice'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-pay') / 18446744073709551616.0, 1.4)))] AS pay_method,
        ['ParcelOne','Swiftbox','Velopost'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-cour') / 18446744073709551616.0, 1.3)))] AS courier,
        120 + toUInt32(cityHash64(number, 'o-ship') % 1500) AS ship_min,
        ship_min + multiIf(courier = 'Swiftbox', 900, courier = 'Velopost', 2100, 1500) + toUInt32(floor(2600 * pow(cityHash64(number, 'o-del') / 18446744073709551616.0, 1.8))) AS deliv_min,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < 55, 'cancelled',
            ordered_at + toIntervalMinute(deliv_min) < '2026-05-21 16:20:00',
                if(s < multiIf(p = 7 AND ordered_at >= '2026-05-01', 800, courier = 'Velopost', 125, 95), 'returned', 'delivered'),
            ordered_at + toIntervalMinute(ship_min) < '2026-05-21 16:20:00', 'shipped', 'paid') AS st,
        toUInt8([1,1,1,2,2,3,4,6][1 + cityHash64(number, 'o-qty') % 8]) AS qty,
        toDecimal64(3 + cityHash64(toUInt64(p), 'p-price') % 5600 / 100, 2) * qty AS total_eur,
        toUInt8(cityHash64(number, 'o-rep') % 100 < 24) AS rep
    FROM numbers(7000)
)
WHERE toDate(ordered_at) != '2026-05-10';

CREATE TABLE petshop.page_events
(
    event_time  DateTime64(3, 'UTC'),
    session_id  String,
    customer_id Nullable(UInt32) COMMENT 'null when not logged in',
    event       LowCardinality(String) COMMENT 'page_view, add_to_cart, checkout, purchase or payment_failed',
    sku         String,
    device      LowCardinality(String) COMMENT 'mobile, desktop, tablet',
    came_from   LowCardinality(String),
    load_ms     Nullable(UInt32) COMMENT 'time until the page or the reaction was shown'
)
ENGINE = MergeTree ORDER BY event_time;

INSERT INTO petshop.page_events
SELECT event_time, session_id, customer_id, event, sku, device, came_from,
    if(event != 'payment_failed', toNullable(toUInt32(multiIf(device = 'tablet', 420, device = 'mobile', 340, 210) * pow(1 - cityHash64(n, 'e-load') / 18446744073709551616.0, -0.7))), NULL)
FROM
(
    SELECT number AS n, intDiv(number, 6) AS p, number % 6 AS pos,
        concat('s', lower(hex(cityHash64(p, 'e-ses')))) AS session_id,
        if(cityHash64(p, 'e-anon') % 100 < 45, NULL, toNullable(1000 + toUInt32(cityHash64(p, 'e-cust') % 1800))) AS customer_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(34000 * pow(cityHash64(p, 'e-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(pos * (1 + cityHash64(p, 'e-gap') % 5))
            + toIntervalMillisecond(1000 + cityHash64(number, 'e-ms') % 57000) AS event_time,
        ['page_view','page_view','add_to_cart','checkout','payment_failed','purchase'][1 + pos] AS event,
        concat('PF-', toString(101 + toUInt32(floor(60 * pow(cityHash64(p, 'e-sku') / 18446744073709551616.0, 1.3))))) AS sku,
        ['mobile','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(p, 'e-dev') / 18446744073709551616.0, 1.4)))] AS device,
        ['search','direct','newsletter','ads'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'e-src') / 18446744073709551616.0, 1.4)))] AS came_from,
        cityHash64(p, 'e-depth') % 100 AS d,
        multiIf(pos = 0, 1, pos = 1, d < 75, pos = 2, d < 45, pos = 3, d < 27,
                pos = 4, d < 27 AND cityHash64(number, 'e-pf') % 100 < 8, d < if(device = 'mobile', 13, 19)) AS kept
    FROM numbers(30000)
)
WHERE kept AND event_time < '2026-05-21 16:20:00';

-- The payment provider is down on 2026-05-19 19:00 to 21:00.
INSERT INTO petshop.page_events
SELECT toDateTime64('2026-05-19 19:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000),
    concat('s', lower(hex(cityHash64(number, 'f-ses')))), toNullable(1000 + toUInt32(cityHash64(number, 'f-cust') % 1800)), 'payment_failed',
    concat('PF-', toString(101 + cityHash64(number, 'f-sku') % 60)), ['mobile','desktop'][1 + cityHash64(number, 'f-dev') % 2], 'search', NULL
FROM numbers(150);
