-- webshop: an online shop for outdoor gear. orders (one row per order), order_items (one row per line of an order, with its return if there was one), customers (reference, joins on customer_id).
CREATE DATABASE IF NOT EXISTS webshop;
DROP TABLE IF EXISTS webshop.orders;
DROP TABLE IF EXISTS webshop.order_items;
DROP TABLE IF EXISTS webshop.customers;
CREATE TABLE webshop.customers
(
    customer_id UInt32,
    registered_on Date COMMENT 'day the account was created',
    kind LowCardinality(String) COMMENT 'private, club (alpine clubs and scout groups) or business',
    loyalty_tier LowCardinality(String) COMMENT 'none, silver or gold',
    newsletter UInt8 COMMENT '1 = subscribed to the newsletter',
    birth_year Nullable(UInt16)
) ENGINE = MergeTree ORDER BY customer_id COMMENT 'customer accounts';
CREATE TABLE webshop.orders
(
    order_id UInt64,
    placed_at DateTime('UTC') COMMENT 'checkout finished',
    shipped_at Nullable(DateTime('UTC')) COMMENT 'parcel left the warehouse',
    delivered_at Nullable(DateTime('UTC')) COMMENT 'carrier reported delivery',
    customer_id UInt32,
    channel LowCardinality(String) COMMENT 'web, app, phone or marketplace',
    ship_country LowCardinality(String) COMMENT 'ISO code of the delivery address',
    pay_method LowCardinality(String) COMMENT 'card, paypal, klarna or invoice',
    status LowCardinality(String) COMMENT 'open = paid and waiting in the warehouse, shipped = on its way, delivered, cancelled = called off before dispatch and money given back, payment_failed = never paid',
    carrier LowCardinality(Nullable(String)) COMMENT 'DHL, DPD or GLS, null until dispatch',
    coupon_code Nullable(String) COMMENT 'voucher used at checkout, null if none',
    parcel_weight_g Nullable(UInt32) COMMENT 'weighed at dispatch',
    shipping_cents UInt32 COMMENT 'delivery fee charged, 0 = free delivery',
    total_cents UInt32 COMMENT 'what the customer pays in euro cents, goods after voucher plus delivery fee, later returns not deducted'
) ENGINE = MergeTree ORDER BY placed_at COMMENT 'one row per order';
CREATE TABLE webshop.order_items
(
    order_id UInt64,
    line_no UInt8,
    ordered_at DateTime('UTC') COMMENT 'same as placed_at of the order',
    sku LowCardinality(String),
    product LowCardinality(String),
    category LowCardinality(String) COMMENT 'tents, sleeping_bags, backpacks, footwear, jackets or cooking',
    qty UInt8 COMMENT 'pieces',
    unit_price_cents UInt32 COMMENT 'list price of one piece in euro cents',
    returned_at Nullable(DateTime('UTC')) COMMENT 'the line came back to the warehouse, null if it did not',
    return_reason LowCardinality(Nullable(String)) COMMENT 'too_small, too_big, defective, wrong_item or changed_mind'
) ENGINE = MergeTree ORDER BY (order_id, line_no) COMMENT 'one row per line of an order';
INSERT INTO webshop.customers
SELECT number + 1,
    toDate('2022-03-01') + cityHash64(number, 'reg') % 1480,
    multiIf(cityHash64(number, 'kind') % 100 < 80, 'private', cityHash64(number, 'kind') % 100 < 91, 'club', 'business'),
    multiIf(cityHash64(number, 'tier') % 100 < 62, 'none', cityHash64(number, 'tier') % 100 < 88, 'silver', 'gold'),
    cityHash64(number, 'nl') % 100 < 44,
    if(cityHash64(number, 'byn') % 100 < 15, NULL, 1950 + cityHash64(number, 'by') % 57)
FROM numbers(760);
INSERT INTO webshop.orders
SELECT order_id, placed_at,
    if(state IN ('open', 'cancelled', 'payment_failed'), NULL, ship) AS shipped_at,
    if(state = 'delivered', deliv, NULL) AS delivered_at,
    customer_id, channel, ship_country, pay_method, state AS status,
    if(state IN ('shipped', 'delivered'), carr, NULL) AS carrier,
    coupon AS coupon_code,
    if(state IN ('shipped', 'delivered'), toUInt32(350 + goods / 40 + cityHash64(order_id, 'w') % 2600), NULL) AS parcel_weight_g,
    fee AS shipping_cents,
    toUInt32(round(if(coupon IS NULL, goods, if(coupon = 'CLUB15', goods * 0.85, goods * 0.9)))) + fee AS total_cents
FROM
(
    SELECT *,
        multiIf(pf, 'payment_failed', cityHash64(order_id, 'c') % 1000 < multiIf(pay_method = 'invoice', 130, pay_method = 'card', 45, 70), 'cancelled', ship > toDateTime('2026-05-21 16:10:00', 'UTC'), 'open', deliv > toDateTime('2026-05-21 16:10:00', 'UTC'), 'shipped', 'delivered') AS state,
        if(goods >= 12000, 0, if(ship_country = 'CH', 1290, 495)) AS fee
    FROM
    (
        SELECT *,
            (incident AND cityHash64(order_id, 'pf') % 100 < 92) OR cityHash64(order_id, 'pf') % 1000 < 30 AS pf,
            toDateTime(placed_at + 7200 + cityHash64(order_id, 's') % 150000, 'UTC') AS ship,
            toDateTime(ship + 64000 + cityHash64(order_id, 'dl') % 120000 + multiIf(carr = 'GLS', 70000, carr = 'DPD', 15000, 0), 'UTC') AS deliv,
            arraySum(i -> [38900, 52900, 64900, 17900, 24900, 8900, 12900, 19900, 15900, 13900, 18900, 10900, 21900, 14900, 27900, 5900, 7900, 2900][1 + cityHash64(order_id * 10 + i, 'p') % 18] * (1 + (cityHash64(order_id * 10 + i, 'q') % 100 > 84) + (cityHash64(order_id * 10 + i, 'q') % 100 > 95)), range(1, 2 + cityHash64(order_id, 'k') % 3)) AS goods
        FROM
        (
            SELECT n, placed_at, order_id, incident,
                toUInt32(1 + floor(700 * pow((cityHash64(order_id, 'cu') % 100000) / 100000, 1.5))) AS customer_id,
                if(incident, 'web', multiIf(cityHash64(order_id, 'ch') % 100 < 52, 'web', cityHash64(order_id, 'ch') % 100 < 82, 'app', cityHash64(order_id, 'ch') % 100 < 88, 'phone', 'marketplace')) AS channel,
                multiIf(cityHash64(order_id, 'co') % 100 < 55, 'DE', cityHash64(order_id, 'co') % 100 < 72, 'AT', cityHash64(order_id, 'co') % 100 < 84, 'CH', cityHash64(order_id, 'co') % 100 < 94, 'NL', 'DK') AS ship_country,
                if(incident, 'klarna', multiIf(cityHash64(order_id, 'pm') % 100 < 38, 'card', cityHash64(order_id, 'pm') % 100 < 68, 'paypal', cityHash64(order_id, 'pm') % 100 < 88, 'klarna', 'invoice')) AS pay_method,
                multiIf(cityHash64(order_id, 'ca') % 100 < 56, 'DHL', cityHash64(order_id, 'ca') % 100 < 80, 'DPD', 'GLS') AS carr,
                multiIf(cityHash64(order_id, 'cp') % 100 < 12, 'SPRING10', cityHash64(order_id, 'cp') % 100 < 17, 'CLUB15', NULL) AS coupon
            FROM
            (
                SELECT n, placed_at, n >= 100000 AS incident, 700000 + row_number() OVER (ORDER BY placed_at, n) AS order_id
                FROM
                (
                    SELECT number AS n,
                        toDateTime('2026-04-06 00:00:00', 'UTC') + (cityHash64(number, 'd') % 46) * 86400 + [0, 1, 6, 7, 8, 9, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 17, 17, 18, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23][1 + cityHash64(number, 'h') % 31] * 3600 + cityHash64(number, 'm') % 3600 AS placed_at
                    FROM numbers(2560)
                    UNION ALL
                    SELECT 100000 + number, toDateTime('2026-05-13 11:05:00', 'UTC') + cityHash64(number, 'inc') % 6300 FROM numbers(46)
                )
                WHERE placed_at <= toDateTime('2026-05-21 16:18:00', 'UTC')
            )
        )
    )
);
INSERT INTO webshop.order_items
SELECT order_id, line_no, ordered_at, sku, product, category, qty, price,
    if(back, rt, NULL) AS returned_at,
    if(back, if(pi = 2 AND cityHash64(order_id, line_no, 'rr') % 100 < 85, 'defective', multiIf(cityHash64(order_id, line_no, 'rs') % 100 < 28, 'too_small', cityHash64(order_id, line_no, 'rs') % 100 < 48, 'too_big', cityHash64(order_id, line_no, 'rs') % 100 < 58, 'defective', cityHash64(order_id, line_no, 'rs') % 100 < 66, 'wrong_item', 'changed_mind')), NULL) AS return_reason
FROM
(
    SELECT order_id, toUInt8(i) AS line_no, placed_at AS ordered_at,
        1 + cityHash64(order_id * 10 + i, 'p') % 18 AS pi,
        ['TN-101', 'TN-102', 'TN-103', 'SB-201', 'SB-202', 'SB-203', 'BP-301', 'BP-302', 'BP-303', 'FW-401', 'FW-402', 'FW-403', 'JK-501', 'JK-502', 'JK-503', 'CK-601', 'CK-602', 'CK-603'][pi] AS sku,
        ['Fjell 1 tent', 'Ridgeline 2 tent', 'Base Camp 4 tent', 'Dune 5 sleeping bag', 'Polar -15 sleeping bag', 'Summer sleeping bag', 'Pika 28 pack', 'Ibex 55 pack', 'Marmot 40 pack', 'Scree approach shoe', 'Moraine boot', 'Creek sandal', 'Storm shell', 'Wind jacket', 'Down parka', 'Gas stove', 'Pot set', 'Spork and mug'][pi] AS product,
        ['tents', 'tents', 'tents', 'sleeping_bags', 'sleeping_bags', 'sleeping_bags', 'backpacks', 'backpacks', 'backpacks', 'footwear', 'footwear', 'footwear', 'jackets', 'jackets', 'jackets', 'cooking', 'cooking', 'cooking'][pi] AS category,
        toUInt8(1 + (cityHash64(order_id * 10 + i, 'q') % 100 > 84) + (cityHash64(order_id * 10 + i, 'q') % 100 > 95)) AS qty,
        toUInt32([38900, 52900, 64900, 17900, 24900, 8900, 12900, 19900, 15900, 13900, 18900, 10900, 21900, 14900, 27900, 5900, 7900, 2900][pi]) AS price,
        toDateTime(assumeNotNull(delivered_at) + 86400 + cityHash64(order_id, i, 'rt') % 900000, 'UTC') AS rt,
        delivered_at IS NOT NULL AND rt < toDateTime('2026-05-21 16:00:00', 'UTC') AND cityHash64(order_id, i, 'ret') % 1000 < multiIf(pi = 2, 620, category = 'footwear', 170, category = 'jackets', 130, category = 'cooking', 25, 60) AS back
    FROM webshop.orders
    ARRAY JOIN range(1, 2 + cityHash64(order_id, 'k') % 3) AS i
);
