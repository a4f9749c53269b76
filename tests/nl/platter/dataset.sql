-- Orders of a food delivery service, its restaurants and couriers. Refunds at Bao House pile up on 2026-05-21 from 12:00 to 14:00; courier 17 has delivered nothing since 2026-05-18.
CREATE DATABASE IF NOT EXISTS platter;
DROP TABLE IF EXISTS platter.restaurants;
CREATE TABLE platter.restaurants (restaurant_id UInt16, restaurant_name String, cuisine LowCardinality(String), district LowCardinality(String), commission_pct Float32, opened_on Date, accepts_cash Bool) ENGINE = MergeTree ORDER BY restaurant_id;
INSERT INTO platter.restaurants SELECT 1 + number, if(number = 3, 'Bao House', concat(['Golden', 'Little', 'Old', 'Royal', 'Happy'][1 + number % 5], ' ', ['Wok', 'Trattoria', 'Taqueria', 'Curry', 'Grill'][1 + intDiv(number, 5) % 5], ' ', toString(number))), ['chinese', 'italian', 'mexican', 'indian', 'burgers'][1 + intDiv(number, 5) % 5], ['Riverside', 'Old Town', 'Docklands', 'Hillcrest'][1 + number % 4], 12 + number % 14, toDate('2026-04-30') - toUInt32(cityHash64(number, 'o') % 2500), cityHash64(number, 'c') % 3 = 0 FROM numbers(75);
DROP TABLE IF EXISTS platter.orders;
CREATE TABLE platter.orders
(
    order_id      UInt64,
    placed_at     DateTime('UTC'),
    picked_up_at  Nullable(DateTime('UTC')),
    delivered_at  Nullable(DateTime('UTC')),
    customer_id   UInt32,
    restaurant_id UInt16,
    courier_id    Nullable(UInt16) COMMENT 'null for orders that customers fetch themselves',
    status        LowCardinality(String) COMMENT 'delivered, cancelled, refunded or on_the_way; cancelled and refunded orders bring no money',
    channel       LowCardinality(String) COMMENT 'app, web or phone',
    items         UInt8 COMMENT 'dishes in the order',
    subtotal_usd  Decimal(8, 2),
    delivery_fee_usd Decimal(6, 2),
    tip_usd       Nullable(Decimal(6, 2)),
    total_usd     Decimal(8, 2),
    promo_code    LowCardinality(Nullable(String)),
    rating        Nullable(UInt8) COMMENT '1 to 5 stars',
    is_first_order Bool,
    distance_m    UInt32
)
ENGINE = MergeTree ORDER BY placed_at;
INSERT INTO platter.orders
SELECT number, at, if(st = 'cancelled', NULL, at + toIntervalMinute(8 + cityHash64(number, 'pu') % 25)), if(st IN ('cancelled', 'on_the_way'), NULL, at + toIntervalMinute(20 + cityHash64(number, 'dl') % 50)), 70000 + toUInt32(floor(5000 * pow(cityHash64(number, 'cu') / 18446744073709551616.0, 1.4))), re, if(cityHash64(number, 'f') % 12 = 0, NULL, if(cityHash64(number, 'co') % 60 = 17 AND at >= '2026-05-18', 18, cityHash64(number, 'co') % 60)), st,
    ['app', 'app', 'web', 'phone'][1 + cityHash64(number, 'ch') % 4], 1 + cityHash64(number, 'it') % 9, su, fe, if(cityHash64(number, 'tp') % 3 = 0, toDecimal64(1 + cityHash64(number, 'ta') % 9, 2), NULL), su + fe, if(cityHash64(number, 'pc') % 8 = 0, ['SPRING', 'LUNCH5', 'WELCOME'][1 + cityHash64(number, 'pn') % 3], NULL), if(cityHash64(number, 'ra') % 2 = 0, 1 + cityHash64(number, 'rv') % 5, NULL), cityHash64(number, 'fi') % 9 = 0, 200 + cityHash64(number, 'di') % 7000
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(30 + toUInt32(6000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at, 1 + toUInt16(floor(72 * pow(cityHash64(number, 'r') / 18446744073709551616.0, 1.3))) AS re, toDecimal64(8 + (cityHash64(number, 'su') % 6000) / 100, 2) AS su, toDecimal64((cityHash64(number, 'fe') % 6), 2) AS fe,
        multiIf(re = 4 AND at >= '2026-05-21 12:00:00' AND at < '2026-05-21 14:00:00' AND cityHash64(number, 'z') % 10 < 8, 'refunded', cityHash64(number, 's') % 100 < 5, 'cancelled', cityHash64(number, 's') % 100 < 8, 'refunded', at > '2026-05-21 15:40:00', 'on_the_way', 'delivered') AS st
    FROM numbers(45000)
);
