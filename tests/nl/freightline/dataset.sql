-- Shipments of a haulier, its trucks and shippers. Late arrivals at the Gdansk depot pile up on 2026-05-19; truck T-07 has not driven since 2026-05-17.
CREATE DATABASE IF NOT EXISTS freightline;
DROP TABLE IF EXISTS freightline.shippers;
CREATE TABLE freightline.shippers (shipper_id UInt16, shipper_name String, sector LowCardinality(String), credit_limit_eur UInt32, since_date Date, key_account Bool) ENGINE = MergeTree ORDER BY shipper_id;
INSERT INTO freightline.shippers SELECT 1 + number, concat(['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'][1 + number % 6], ' ', ['Foods', 'Chem', 'Textiles', 'Steel', 'Paper'][1 + intDiv(number, 6) % 5], ' ', toString(number)), ['food', 'chemicals', 'textiles', 'metals', 'paper'][1 + intDiv(number, 6) % 5], 5000 * (1 + cityHash64(number, 'c') % 40), toDate('2026-04-20') - toUInt32(cityHash64(number, 's') % 3000), cityHash64(number, 'k') % 5 = 0 FROM numbers(90);
DROP TABLE IF EXISTS freightline.trucks;
CREATE TABLE freightline.trucks (truck_id String, make LowCardinality(String), payload_kg UInt32, euro_class UInt8, bought_on Date, is_refrigerated Bool) ENGINE = MergeTree ORDER BY truck_id;
INSERT INTO freightline.trucks SELECT concat('T-', leftPad(toString(number), 2, '0')), ['Scania', 'Volvo', 'MAN', 'DAF'][1 + number % 4], 8000 + 2000 * (number % 8), 4 + number % 3, toDate('2025-12-01') - toUInt32(cityHash64(number, 'b') % 3000), cityHash64(number, 'r') % 3 = 0 FROM numbers(45);
DROP TABLE IF EXISTS freightline.shipments;
CREATE TABLE freightline.shipments
(
    shipment_id   String,
    booked_at     DateTime('UTC'),
    loaded_at     Nullable(DateTime('UTC')),
    arrived_at    Nullable(DateTime('UTC')),
    shipper_id    UInt16,
    truck_id      String,
    from_depot    LowCardinality(String),
    to_depot      LowCardinality(String),
    cargo_type    LowCardinality(String) COMMENT 'general, bulk, hazardous or chilled',
    pallets       UInt8,
    gross_weight_kg UInt32,
    distance_km   UInt16,
    price_eur     Decimal(10, 2),
    diesel_l      Float32 COMMENT 'fuel used',
    status        LowCardinality(String) COMMENT 'booked, in_transit, delivered, returned or cancelled; cancelled and returned shipments are not charged',
    is_late       Bool,
    insured       Bool,
    complaint     LowCardinality(Nullable(String)) COMMENT 'damage, delay or missing_goods; null without a complaint'
)
ENGINE = MergeTree ORDER BY booked_at;
INSERT INTO freightline.shipments
SELECT concat('SH', leftPad(toString(number), 6, '0')), at, if(st IN ('booked', 'cancelled'), NULL, at + toIntervalMinute(60 + cityHash64(number, 'lo') % 2000)), if(st IN ('delivered', 'returned'), at + toIntervalMinute(2200 + cityHash64(number, 'ar') % 3000), NULL), 1 + toUInt16(floor(86 * pow(cityHash64(number, 'sh') / 18446744073709551616.0, 1.4))), concat('T-', leftPad(toString(if(cityHash64(number, 'tr') % 42 = 7 AND at >= '2026-05-17', 8, cityHash64(number, 'tr') % 42)), 2, '0')),
    fd, td, ['general', 'general', 'bulk', 'hazardous', 'chilled'][1 + cityHash64(number, 'cg') % 5], 1 + cityHash64(number, 'pl') % 33, 300 + cityHash64(number, 'gw') % 21000, 60 + cityHash64(number, 'km') % 1500, toDecimal64(120 + (cityHash64(number, 'pr') % 280000) / 100, 2), 20 + (cityHash64(number, 'di') % 4000) / 10, st,
    if(td = 'Gdansk' AND toDate(at) = '2026-05-19', cityHash64(number, 'x') % 10 < 9, cityHash64(number, 'x') % 100 < 11), cityHash64(number, 'in') % 4 > 0, if(cityHash64(number, 'co') % 30 = 0, ['damage', 'delay', 'missing_goods'][1 + cityHash64(number, 'cp') % 3], NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(90 + toUInt32(9500000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.1))) AS at, ['Gdansk', 'Lyon', 'Porto', 'Malmo', 'Ghent', 'Trieste'][1 + cityHash64(number, 'f') % 6] AS fd, ['Gdansk', 'Lyon', 'Porto', 'Malmo', 'Ghent', 'Trieste'][1 + (indexOf(['Gdansk', 'Lyon', 'Porto', 'Malmo', 'Ghent', 'Trieste'], fd) + cityHash64(number, 't') % 5) % 6] AS td,
        multiIf(cityHash64(number, 's') % 100 < 4, 'cancelled', cityHash64(number, 's') % 100 < 6, 'returned', at >= '2026-05-20', 'booked', at >= '2026-05-18', 'in_transit', 'delivered') AS st
    FROM numbers(30000)
);
