-- A florist chain with deliveries. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS flora;
CREATE DATABASE flora;

CREATE TABLE flora.bouquets
(
    bouquet_code   String,
    bouquet_name   String,
    family         LowCardinality(String) COMMENT 'main flower: roses, tulips, peonies, lilies, dried or mixed',
    size           LowCardinality(String) COMMENT 'S, M or L',
    stems          UInt8,
    list_price_eur Decimal(8, 2),
    spring         UInt8 COMMENT '1 = belongs to the spring collection'
)
ENGINE = MergeTree ORDER BY bouquet_code;

INSERT INTO flora.bouquets
SELECT
    concat('B', leftPad(toString(101 + number), 4, '0')) AS bouquet_code,
    ['Scarlet Evening','Blush Letter','Velvet Promise','Garden Gate','Morning Market','Polder Light','April Parade','Windmill Dozen','Peony Cloud','Grandmother Rose','White Silence','Still Water','Straw Summer','Amber Shelf','Confetti','Sunday Table','Little Thanks','Harbour Mix','Pink Lantern','Forest Walk','Lily of the Canal','First Kiss','Candy Stripe','Hay and Honey'][number + 1] AS bouquet_name,
    ['roses','roses','roses','mixed','mixed','tulips','tulips','tulips','peonies','roses','lilies','lilies','dried','dried','mixed','mixed','mixed','mixed','peonies','dried','lilies','roses','tulips','dried'][number + 1] AS family,
    ['S','M','L'][1 + cityHash64(number, 'b-size') % 3] AS size,
    toUInt8(7 + cityHash64(number, 'b-stems') % 24) AS stems,
    toDecimal64(14.95 + 3 * (cityHash64(number, 'b-price') % 14), 2) AS list_price_eur,
    toUInt8(family IN ('tulips', 'peonies') OR number IN (3, 14, 17)) AS spring
FROM numbers(24);

CREATE TABLE flora.orders
(
    order_id     UInt32,
    placed_at    DateTime('UTC'),
    customer_id  UInt32,
    shop         LowCardinality(String),
    bouquet_code String,
    pieces       UInt8,
    ordered_via  LowCardinality(String) COMMENT 'web, app, phone or counter',
    occasion     LowCardinality(String) COMMENT 'birthday, anniversary, thanks, funeral, wedding, none',
    status       LowCardinality(String) COMMENT 'P = paid, C = cancelled by the customer, R = refunded after a complaint. Only P keeps the money',
    total_eur    Decimal(10, 2),
    voucher      Nullable(String)
)
ENGINE = MergeTree ORDER BY (shop, placed_at);

-- Mothers day (2026-05-10) is far above all others. Zwolle is shut on 2026-05-06.
INSERT INTO flora.orders
SELECT order_id, placed_at, customer_id, shop, bouquet_code, pieces, ordered_via, occasion, status,
       toDecimal64(round(price * pieces * if(voucher IS NULL, 1, 0.9) + cityHash64(n, 'o-extra') % 700 / 100, 2), 2) AS total_eur, voucher
FROM
(
    SELECT
        number AS n,
        toUInt32(40000 + number) AS order_id,
        if(number >= 10400,
           toDateTime('2026-05-10 07:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'o-md') % 780),
           toDateTime('2026-05-21 16:18:00', 'UTC') - toIntervalMinute(toUInt32(floor(86400 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2)))))
           + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57) AS placed_at,
        1 + toUInt32(floor(4200 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        ['Utrecht','Haarlem','Delft','Leiden','Breda','Zwolle'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'o-shop') / 18446744073709551616.0, 1.35)))] AS shop,
        toUInt32(floor(24 * pow(cityHash64(number, 'o-bq') / 18446744073709551616.0, 1.4))) AS b,
        concat('B', leftPad(toString(101 + b), 4, '0')) AS bouquet_code,
        14.95 + 3 * (cityHash64(b, 'b-price') % 14) AS price,
        toUInt8([1,1,1,1,1,1,2,2,3,5][1 + cityHash64(number, 'o-pc') % 10]) AS pieces,
        ['web','counter','app','phone'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-via') / 18446744073709551616.0, 1.3)))] AS ordered_via,
        ['none','birthday','thanks','anniversary','funeral','wedding'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'o-occ') / 18446744073709551616.0, 1.4)))] AS occasion,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < if(ordered_via = 'app', 110, 65), 'C', s < if(occasion = 'funeral', 190, 155), 'R', 'P') AS status,
        if(cityHash64(number, 'o-vo') % 100 < 13, toNullable(['SPRING10','WELCOME','LOYAL10'][1 + cityHash64(number, 'o-vo2') % 3]), NULL) AS voucher
    FROM numbers(11200)
)
WHERE NOT (shop = 'Zwolle' AND toDate(placed_at) = '2026-05-06')
  AND NOT (toHour(placed_at) BETWEEN 0 AND 6 AND cityHash64(n, 'o-night') % 8 != 0);

CREATE TABLE flora.deliveries
(
    delivery_id    UInt32,
    order_id       UInt32,
    courier        LowCardinality(String),
    vehicle        LowCardinality(String) COMMENT 'bike, cargo_bike or van',
    left_shop_at   DateTime('UTC'),
    handed_over_at Nullable(DateTime('UTC')) COMMENT 'null while on the way and when nobody took the flowers',
    outcome        LowCardinality(String) COMMENT 'delivered, neighbour (left next door), not_home, refused, on_the_way',
    late_min       Nullable(Int16) COMMENT 'minutes after the promised time, negative when early',
    distance_m     UInt32
)
ENGINE = MergeTree ORDER BY left_shop_at;

-- Joris finds nobody at home since 2026-05-20.
INSERT INTO flora.deliveries
SELECT delivery_id, order_id, courier, vehicle, left_shop_at,
       if(out0 IN ('delivered', 'neighbour') AND handed < '2026-05-21 16:20:00', toNullable(handed), NULL) AS handed_over_at,
       if(handed >= '2026-05-21 16:20:00', 'on_the_way', out0) AS outcome,
       if(handed_over_at IS NULL, NULL, toNullable(toInt16(-35 + cityHash64(order_id, 'd-late') % 60 + if(cityHash64(order_id, 'd-late2') % 10 = 0, 45, 0)))) AS late_min,
       distance_m
FROM
(
    SELECT
        order_id,
        toUInt32(order_id + 250000) AS delivery_id,
        cityHash64(order_id, 'd-slot') % 600 AS slot,
        toStartOfDay(placed_at) + toIntervalDay(cityHash64(order_id, 'd-day') % 3) + toIntervalMinute(540 + slot) AS t0,
        if(t0 <= placed_at + toIntervalMinute(20), t0 + toIntervalDay(1), t0) + toIntervalSecond(1 + cityHash64(order_id, 'd-s') % 57) AS left_shop_at,
        ['Anouk','Bram','Joris','Fenna','Sil','Marit','Teun','Yara','Lotte'][1 + toUInt8(floor(9 * pow(cityHash64(order_id, 'd-cou') / 18446744073709551616.0, 1.2)))] AS courier,
        ['bike','van','cargo_bike'][1 + toUInt8(floor(3 * pow(cityHash64(order_id, 'd-veh') / 18446744073709551616.0, 1.2)))] AS vehicle,
        toUInt32(400 + floor(900 * pow(1 - cityHash64(order_id, 'd-km') / 18446744073709551616.0, -0.55))) AS distance_m,
        toUInt32(4 + floor(least(distance_m, 20000) / if(vehicle = 'van', 330, if(vehicle = 'bike', 210, 170))) + cityHash64(order_id, 'd-ride') % 17) AS ride_min,
        toStartOfMinute(left_shop_at) + toIntervalMinute(ride_min) + toIntervalSecond(1 + cityHash64(order_id, 'd-s2') % 57) AS handed,
        cityHash64(order_id, 'd-out') % 1000 AS o,
        multiIf(courier = 'Joris' AND left_shop_at >= '2026-05-20 00:00:00' AND o < 600, 'not_home',
                o < if(vehicle = 'van', 85, 60), 'not_home', o < 105, 'refused', o < 260, 'neighbour', 'delivered') AS out0
    FROM flora.orders
    WHERE status != 'C' AND cityHash64(order_id, 'd-has') % 100 < if(ordered_via = 'counter', 20, 85)
)
WHERE left_shop_at < '2026-05-21 16:20:00';
