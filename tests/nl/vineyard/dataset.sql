-- A winery: blocks of vines, what was picked, the customers and their orders. Private orders jump on 2026-05-16.
CREATE DATABASE IF NOT EXISTS vineyard;
DROP TABLE IF EXISTS vineyard.blocks;
CREATE TABLE vineyard.blocks (block_id UInt16, block_name String, grape LowCardinality(String), exposure LowCardinality(String), planted_on Date, area_ha Float32, irrigated Bool) ENGINE = MergeTree ORDER BY block_id;
INSERT INTO vineyard.blocks SELECT number, concat(['Hill', 'Creek', 'Chapel', 'Gate'][1 + number % 4], ' ', toString(1 + intDiv(number, 4))), ['riesling', 'syrah', 'merlot', 'gamay'][1 + cityHash64(number, 'g') % 4], ['south', 'west', 'east'][1 + cityHash64(number, 's') % 3], toDate('2020-03-01') - cityHash64(number, 'p') % 11000, toFloat32(0.4 + (cityHash64(number, 'a') % 45) / 10), cityHash64(number, 'i') % 2 = 0 FROM numbers(22);
DROP TABLE IF EXISTS vineyard.pickings;
CREATE TABLE vineyard.pickings (picking_id UInt32, picked_at DateTime('UTC'), block_id UInt16, crew LowCardinality(String), weight_kg Float32, sugar_brix Float32, damaged_percent Float32, by_machine Bool) ENGINE = MergeTree ORDER BY picked_at;
INSERT INTO vineyard.pickings SELECT number, toDateTime('2025-10-20 17:00:00', 'UTC') - toIntervalSecond(cityHash64(number, 'a') % 4300000), cityHash64(number, 'b') % 20, ['Alves', 'Bruno', 'Costa', 'Dias'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c') / 18446744073709551616.0, 1.3)))], toFloat32(40 + cityHash64(number, 'w') % 900), toFloat32(17 + (cityHash64(number, 's') % 90) / 10), toFloat32((cityHash64(number, 'd') % 120) / 10), cityHash64(number, 'm') % 3 = 0 FROM numbers(2400);
DROP TABLE IF EXISTS vineyard.customers;
CREATE TABLE vineyard.customers (customer_id UInt32, customer_name String, kind LowCardinality(String) COMMENT 'restaurant, retailer or private', country LowCardinality(String) COMMENT 'two-letter code', since Date, newsletter Bool) ENGINE = MergeTree ORDER BY customer_id;
INSERT INTO vineyard.customers SELECT 8000 + number, concat('Client ', toString(number)), ['restaurant', 'retailer', 'private', 'private', 'private'][1 + cityHash64(number, 'k') % 5], ['PT', 'ES', 'DE', 'DE', 'CH', 'US'][1 + cityHash64(number, 'c') % 6], toDate('2026-05-10') - cityHash64(number, 's') % 2500, cityHash64(number, 'n') % 3 != 0 FROM numbers(700);
DROP TABLE IF EXISTS vineyard.orders;
CREATE TABLE vineyard.orders
(
    order_no     String,
    placed_at    DateTime('UTC'),
    delivered_at Nullable(DateTime('UTC')) COMMENT 'null until it arrives',
    customer_id  UInt32,
    wine         LowCardinality(String),
    vintage      UInt16,
    bottles      UInt16,
    amount_eur   Decimal(9, 2),
    discount_percent UInt8,
    carrier      LowCardinality(String),
    status       LowCardinality(String) COMMENT 'open, delivered, cancelled or returned'
)
ENGINE = MergeTree ORDER BY placed_at;
INSERT INTO vineyard.orders
SELECT concat('W', leftPad(toString(number), 6, '0')), at, if(st IN ('delivered', 'returned'), least(at + toIntervalHour(20 + cityHash64(number, 'd') % 160), toDateTime('2026-05-21 15:00:00', 'UTC')), NULL), cu, ['Old Vines', 'Rose', 'Estate White', 'Reserve', 'Pet Nat'][k], 2019 + cityHash64(number, 'v') % 6, b, toDecimal64(b * [14.5, 9., 11., 38., 16.][k], 2), [0, 0, 0, 5, 10, 20][1 + cityHash64(number, 'di') % 6], ['Kestrel', 'Rapid', 'Nordpost'][1 + cityHash64(number, 'ca') % 3], st
FROM
(
    SELECT number, if(number >= 7000, toDateTime('2026-05-16 08:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 40000), toDateTime('2026-05-21 16:15:00', 'UTC') - toIntervalSecond(toUInt32(28000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.5)))) AS at, 8000 + toUInt32(floor(680 * pow(cityHash64(number, 'cu') / 18446744073709551616.0, 1.4))) AS cu, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'k') / 18446744073709551616.0, 1.2))) AS k, 1 + cityHash64(number, 'b') % 48 AS b,
        ['open', 'delivered', 'delivered', 'delivered', 'delivered', 'delivered', 'cancelled', 'returned', 'delivered'][1 + cityHash64(number, 's') % 9] AS st
    FROM numbers(7140)
);
