-- Online cake orders of a bakery franchise. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS crumbarium;
CREATE DATABASE crumbarium;

CREATE TABLE crumbarium.shops
(
    shop_no   UInt16,
    shop_name String,
    us_state  LowCardinality(String) COMMENT 'two-letter code',
    run_by    LowCardinality(String) COMMENT 'franchise or company',
    opened_on Date
)
ENGINE = MergeTree ORDER BY shop_no;

INSERT INTO crumbarium.shops
SELECT
    11 + number AS shop_no,
    ['Maple Row','Old Mill','Harbor Lane','Cedar Corner','Union Square','Lakeside','Station Road','Pine Street','Market Hall','Sunset Plaza','River Walk','Garden Gate'][1 + number] AS shop_name,
    ['OH','TX','OH','OR','TX','WI','OH','OR','WI','TX','OH','GA'][1 + number] AS us_state,
    if(number IN (1, 4, 7, 10), 'company', 'franchise') AS run_by,
    toDate('2025-12-01') - toUInt32(cityHash64(number, 's-open') % 2500) AS opened_on
FROM numbers(12);

CREATE TABLE crumbarium.cakes
(
    sku       String,
    cake_name String,
    family    LowCardinality(String),
    serves    UInt8 COMMENT 'portions',
    vegan     UInt8
)
ENGINE = MergeTree ORDER BY sku;

INSERT INTO crumbarium.cakes
SELECT
    concat('CK-', toString(200 + number)) AS sku,
    ['Red Velvet','Lemon Drizzle','Carrot Classic','Black Forest','Basque Burnt','Berry Cloud','Oreo Tower','Vanilla Dozen','Cocoa Dozen','Coconut Dream','Opera','Strawberry Rose','Pistachio Slice','Plain Jane'][1 + number] AS cake_name,
    ['layer','sponge','sponge','layer','cheesecake','cheesecake','layer','cupcakes','cupcakes','sponge','layer','layer','cheesecake','sponge'][1 + number] AS family,
    toUInt8([12,8,10,14,10,10,20,12,12,8,16,14,8,6][1 + number]) AS serves,
    toUInt8(number IN (2, 9, 13)) AS vegan
FROM numbers(14);

CREATE TABLE crumbarium.cake_orders
(
    order_no     UInt64,
    placed_at    DateTime('UTC'),
    shop_no      UInt16,
    sku          String,
    customer_id  UInt32,
    via          LowCardinality(String) COMMENT 'channel: web, app, phone or kiosk',
    qty          UInt8,
    total_cents  UInt32 COMMENT 'whole order, US cents',
    coupon       Nullable(String),
    order_state  LowCardinality(String) COMMENT 'picked_up, delivered, in_kitchen, cancelled or refunded. Cancelled and refunded orders bring no money',
    inscription  Nullable(String) COMMENT 'message written on the cake',
    decorate_sec Nullable(UInt32) COMMENT 'time at the decorating table',
    delivery_km  Nullable(Float64) COMMENT 'null for pickup in the shop',
    is_gift      UInt8,
    stars        Nullable(UInt8) COMMENT '1 to 5, by the customer'
)
ENGINE = MergeTree ORDER BY (shop_no, placed_at);

-- The web shop was down the whole of 2026-05-07: no order. Maple Row cancels en masse on 2026-05-18 10:00 to 12:00 (a broken oven).
-- Customer 4242 orders dozens of times since 2026-05-18.
INSERT INTO crumbarium.cake_orders
SELECT order_no, placed_at, shop_no, sku, customer_id, via, qty, total_cents,
    if(cityHash64(n, 'o-cpn') % 100 < multiIf(via = 'app', 31, 17), toNullable(['HELLO10','MAYCAKE','SPRINKLE','VIP20'][1 + cityHash64(n, 'o-cpn2') % 4]), NULL) AS coupon,
    order_state,
    if(cityHash64(n, 'o-ins') % 100 < 44, toNullable(['Happy Birthday','Congratulations','Thank you','Just married','Welcome home'][1 + cityHash64(n, 'o-ins2') % 5]), NULL) AS inscription,
    if(order_state IN ('cancelled', 'in_kitchen'), NULL, toNullable(toUInt32(180 + floor(420 * qty * pow(1 - cityHash64(n, 'o-dec') / 18446744073709551616.0, -0.35))))) AS decorate_sec,
    if(wants_delivery, toNullable(round(0.6 + 3.1 * pow(1 - cityHash64(n, 'o-km') / 18446744073709551616.0, -0.5), 1)), NULL) AS delivery_km,
    toUInt8(cityHash64(n, 'o-gift') % 100 < 23) AS is_gift,
    if(order_state IN ('picked_up', 'delivered') AND cityHash64(n, 'o-rt') % 100 < 52, toNullable(toUInt8([5,5,5,4,4,3,2,1,5,4][1 + cityHash64(n, 'o-st2') % 10])), NULL) AS stars
FROM
(
    SELECT
        number AS n,
        510000 + number AS order_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93600 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS placed_at,
        toUInt16(11 + toUInt32(floor(12 * pow(cityHash64(number, 'o-shop') / 18446744073709551616.0, 1.4)))) AS shop_no,
        toUInt32(floor(14 * pow(cityHash64(number, 'o-sku') / 18446744073709551616.0, 1.4))) AS c,
        concat('CK-', toString(200 + c)) AS sku,
        3000 + toUInt32(floor(3400 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.3))) AS customer_id,
        ['web','app','phone','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-via') / 18446744073709551616.0, 1.5)))] AS via,
        toUInt8([1,1,1,1,1,2,2,3,4,6][1 + cityHash64(number, 'o-qty') % 10]) AS qty,
        cityHash64(number, 'o-del') % 100 < 38 AS wants_delivery,
        toUInt32(qty * (2400 + 190 * ((c * 5) % 14)) + if(wants_delivery, 750, 0) + 100 * (cityHash64(number, 'o-x') % 9) + if(via = 'phone', 300, 0)) AS total_cents,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(shop_no = 11 AND placed_at >= '2026-05-18 10:00:00' AND placed_at < '2026-05-18 12:00:00' AND s < 900, 'cancelled',
                s < if(via = 'kiosk', 130, 70), 'cancelled', s < 165 AND s >= if(via = 'phone', 110, 130), 'refunded',
                placed_at >= '2026-05-20 16:00:00' AND s < 700, 'in_kitchen', wants_delivery, 'delivered', 'picked_up') AS order_state
    FROM numbers(7000)
)
WHERE toDate(placed_at) != '2026-05-07'
  AND NOT (toHour(placed_at) < 6 AND cityHash64(n, 'o-night') % 5 != 0);

INSERT INTO crumbarium.cake_orders
SELECT 590000 + number, toDateTime('2026-05-18 10:00:00', 'UTC') + toIntervalMinute((number * 11) % 120) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58),
    toUInt16(11), concat('CK-', toString(200 + cityHash64(number, 'q-sku') % 14)), toUInt32(3000 + cityHash64(number, 'q-c') % 3400), 'web', toUInt8(1),
    toUInt32(3000 + 100 * (cityHash64(number, 'q-p') % 20)), NULL, 'cancelled', NULL, NULL, NULL, toUInt8(0), NULL
FROM numbers(45);

INSERT INTO crumbarium.cake_orders
SELECT 595000 + number, toDateTime('2026-05-18 07:00:00', 'UTC') + toIntervalMinute((number * 131) % 4800) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 58),
    toUInt16(14), 'CK-213', toUInt32(4242), 'app', toUInt8(1), toUInt32(2600), 'HELLO10', 'picked_up', NULL, toUInt32(300), NULL, toUInt8(0), NULL
FROM numbers(38);
