-- A bicycle shop: orders, repairs, products. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS bikeshop;
CREATE DATABASE bikeshop;

CREATE TABLE bikeshop.products
(
    product_id       UInt32,
    name             String,
    brand            LowCardinality(String),
    category         LowCardinality(String) COMMENT 'bike, ebike, helmet, light, lock or tyre',
    list_price_cents UInt32 COMMENT 'price in the shop window, euro cents, with tax',
    weight_g         Nullable(UInt32) COMMENT 'null when the product was never weighed',
    stock_count      UInt16,
    added_on         Date
)
ENGINE = MergeTree ORDER BY product_id
COMMENT 'What the shop sells, one row per product';

INSERT INTO bikeshop.products
SELECT
    n, concat(brand, ' ', ['Gravel One','City Step','Trail','Sprint','Commuter','Junior','Tour','Peak','Loop','Metro','Coast','Forest','Road Two','Classic',
        'E-City','E-Trail','E-Cargo','E-Tour','E-Fold','E-Step','E-Road','E-Metro','E-Peak','E-Coast',
        'Air Lid','Shell','Dome','Vent','Cap','Crown','Aero','Kid Lid','Urban Lid','Guard',
        'Beam','Spark','Glow','Flare','Lumen','Blink','Torch','Ray','Halo','Pulse',
        'U-Bar','Chain','Fold Lock','Cable','Frame Lock','Disc Lock','Link','Bolt',
        'Slick','Knob','Winter','Race','City Tread','Tubeless','Mud','Gravel Tread'][n]),
    brand, category,
    toUInt32(round(multiIf(category = 'bike', 84900, category = 'ebike', 239900, category = 'helmet', 6500, category = 'light', 3200, category = 'lock', 4600, 2900)
        * (0.6 + cityHash64(n, 'b-price') % 100 / 100) / 100) * 100 - 10),
    if(cityHash64(n, 'b-w0') % 10 = 0, NULL, toNullable(toUInt32(multiIf(category = 'bike', 12000, category = 'ebike', 22000, category = 'lock', 1400, 400) * (0.8 + cityHash64(n, 'b-w') % 50 / 100)))),
    toUInt16(cityHash64(n, 'b-stock') % 40),
    toDate('2026-03-20') - toUInt32(cityHash64(n, 'b-add') % 900)
FROM
(
    SELECT toUInt32(number + 1) AS n,
        ['Kestrel','Nordvelo','Piran','Lumo','Oakway'][1 + cityHash64(n, 'b-brand') % 5] AS brand,
        multiIf(n <= 14, 'bike', n <= 24, 'ebike', n <= 34, 'helmet', n <= 44, 'light', n <= 52, 'lock', 'tyre') AS category
    FROM numbers(60)
);

CREATE TABLE bikeshop.orders
(
    order_id     String,
    customer_id  UInt32,
    product_id   UInt32,
    quantity     UInt8,
    discount_pct UInt8 COMMENT 'percent off the list price, 0 to 20',
    total_cents  UInt32 COMMENT 'what the customer pays for the whole order, euro cents, after discount',
    order_status LowCardinality(String) COMMENT 'placed (not yet paid), paid, shipped, returned or cancelled - only paid and shipped orders keep their money',
    channel      LowCardinality(String),
    country      LowCardinality(String) COMMENT 'where it is shipped to, ISO 3166 two-letter code',
    placed_at    DateTime('UTC') COMMENT 'when the customer ordered',
    paid_at      Nullable(DateTime('UTC')) COMMENT 'null until paid',
    shipped_at   Nullable(DateTime('UTC')) COMMENT 'when the parcel left the shop, null before - kept when the order is returned later'
)
ENGINE = MergeTree ORDER BY placed_at
COMMENT 'Orders of products, one product per order';

-- Products 9, 22, 41 and 58 are never ordered.
INSERT INTO bikeshop.orders
SELECT order_id, customer_id, product_id, quantity, discount_pct,
       toUInt32(round(quantity * p.list_price_cents * (100 - discount_pct) / 100)) AS total_cents,
       multiIf(s < 9, 'cancelled', pay > '2026-05-21 16:19:00', 'placed', s < 12, 'placed', ship > '2026-05-21 16:19:00', 'paid', s < 17 + if(country = 'FR', 9, 0) AND ship < '2026-05-16 00:00:00', 'returned', 'shipped') AS order_status,
       channel, country, placed_at,
       if(order_status IN ('paid','shipped','returned'), toNullable(pay), NULL) AS paid_at,
       if(order_status IN ('shipped','returned'), toNullable(ship), NULL) AS shipped_at
FROM
(
    SELECT
        number AS n,
        concat('B', toString(10001 + n)) AS order_id,
        1 + toUInt32(floor(600 * pow(cityHash64(n, 'o-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        1 + toUInt32(floor(60 * pow(cityHash64(n, 'o-prod') / 18446744073709551616.0, 0.8))) AS product_id,
        toUInt8(if(product_id <= 24, 1, [1,1,1,1,2,2,3,4][1 + cityHash64(n, 'o-qty') % 8])) AS quantity,
        toUInt8([0,0,0,0,5,10,20][1 + cityHash64(n, 'o-disc') % 7]) AS discount_pct,
        ['web','store','phone'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'o-chan') / 18446744073709551616.0, 1.6)))] AS channel,
        ['NL','BE','DE','FR','DK'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'o-ctry') / 18446744073709551616.0, 1.5)))] AS country,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(4 + (2599 - n) * 58 + cityHash64(n, 'o-ts') % 50) + toIntervalSecond(1 + cityHash64(n, 'o-s') % 58) AS placed_at,
        placed_at + toIntervalSecond(60 * (1 + cityHash64(n, 'o-pay') % if(cityHash64(n, 'o-pay2') % 5 = 0, 900, 12))) AS pay,
        pay + toIntervalMinute(90 + cityHash64(n, 'o-ship') % 3000) AS ship,
        cityHash64(n, 'o-st') % 100 AS s
    FROM numbers(2600)
) AS o
INNER JOIN bikeshop.products AS p ON o.product_id = p.product_id
WHERE product_id NOT IN (9, 22, 41, 58);

CREATE TABLE bikeshop.repairs
(
    repair_id     UInt32,
    customer_id   UInt32,
    product_id    Nullable(UInt32) COMMENT 'the bike, null when it was bought elsewhere',
    job_code      UInt8 COMMENT '1 brakes, 2 gears, 3 wheel, 4 motor, 5 full service',
    mechanic      LowCardinality(String) COMMENT 'first name, assigned when the bike is brought in',
    repair_status LowCardinality(String) COMMENT 'waiting, in_progress, done or given_up',
    labour_min    Nullable(UInt16) COMMENT 'minutes of work, null until the repair is done',
    cost_cents    Nullable(UInt32) COMMENT 'labour and parts, euro cents, null until the repair is done',
    warranty      Bool,
    brought_in_at DateTime('UTC'),
    started_at    Nullable(DateTime('UTC')),
    finished_at   Nullable(DateTime('UTC')) COMMENT 'null unless done'
)
ENGINE = MergeTree ORDER BY brought_in_at
COMMENT 'Repairs in the workshop, one row per bike brought in';

INSERT INTO bikeshop.repairs
SELECT repair_id, customer_id, product_id, job_code, mechanic,
       multiIf(startt > '2026-05-21 16:19:00', 'waiting', cityHash64(n, 'r-gu') % 100 < 4, 'given_up', endt > '2026-05-21 16:19:00', 'in_progress', 'done') AS repair_status,
       if(repair_status = 'done', toNullable(mins), NULL) AS labour_min,
       if(repair_status = 'done', toNullable(toUInt32(mins * 95 + [1200,1800,3500,14000,4500][job_code] * (cityHash64(n, 'r-parts') % 300) / 100)), NULL) AS cost_cents,
       cityHash64(n, 'r-war') % 100 < 18 AS warranty,
       brought_in_at,
       if(repair_status = 'waiting', NULL, toNullable(startt)) AS started_at,
       if(repair_status = 'done', toNullable(endt), NULL) AS finished_at
FROM
(
    SELECT
        number AS n,
        toUInt32(7001 + number) AS repair_id,
        1 + toUInt32(floor(700 * pow(cityHash64(n, 'r-cust') / 18446744073709551616.0, 1.2))) AS customer_id,
        toUInt8([1,1,1,2,2,3,3,5,5,4][1 + cityHash64(n, 'r-job') % 10]) AS job_code,
        if(cityHash64(n, 'r-else') % 100 < 30, NULL, toNullable(toUInt32(if(job_code = 4, 15 + cityHash64(n, 'r-bike') % 10, 1 + cityHash64(n, 'r-bike') % 24)))) AS product_id,
        ['Anna','Bram','Chloe','Dirk','Elif'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'r-mech') / 18446744073709551616.0, 1.2)))] AS mechanic,
        toUInt16([25,30,40,80,90][job_code] * pow(1 - cityHash64(n, 'r-min') / 18446744073709551616.0, -0.3)) AS mins,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(6 + (3299 - n) * 42 + cityHash64(n, 'r-ts') % 40) + toIntervalSecond(1 + cityHash64(n, 'r-s') % 58) AS brought_in_at,
        brought_in_at + toIntervalMinute(20 + cityHash64(n, 'r-wait') % 2800) AS startt,
        startt + toIntervalMinute(mins + cityHash64(n, 'r-break') % 600) AS endt
    FROM numbers(3300)
)
WHERE toHour(brought_in_at) BETWEEN 8 AND 17 AND toDayOfWeek(brought_in_at) != 7;
