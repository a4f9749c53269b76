-- A toll road: its gantries, what passes below them, and what goes wrong. Unpaid passages jump on 2026-05-12.
CREATE DATABASE IF NOT EXISTS tollroad;
DROP TABLE IF EXISTS tollroad.gantries;
CREATE TABLE tollroad.gantries (gantry_id UInt16, label String, road LowCardinality(String), direction LowCardinality(String), lanes UInt8, position_km Float32, opened_on Date) ENGINE = MergeTree ORDER BY gantry_id;
INSERT INTO tollroad.gantries SELECT number, concat('G', leftPad(toString(number), 2, '0')), ['A7', 'A22', 'E40'][1 + cityHash64(number, 'r') % 3], ['northbound', 'southbound'][1 + number % 2], 2 + cityHash64(number, 'l') % 4, toFloat32(cityHash64(number, 'k') % 1800 / 10), toDate('2026-04-20') - cityHash64(number, 'o') % 2400 FROM numbers(28);
DROP TABLE IF EXISTS tollroad.passages;
CREATE TABLE tollroad.passages
(
    passage_id    UInt32,
    passed_at     DateTime('UTC'),
    gantry_id     UInt16,
    vehicle_class LowCardinality(String) COMMENT 'car, van, truck or motorcycle',
    axles         UInt8,
    country       LowCardinality(String) COMMENT 'where the plate is from, two-letter code',
    account_id    Nullable(UInt32) COMMENT 'null for vehicles without an account',
    speed_kmh     Float32,
    toll_eur      Decimal(6, 2),
    paid_by       LowCardinality(String) COMMENT 'tag, plate or app',
    result        LowCardinality(String) COMMENT 'paid, unpaid, exempt or disputed'
)
ENGINE = MergeTree ORDER BY passed_at;
INSERT INTO tollroad.passages SELECT number, at, toUInt16(floor(26 * pow(cityHash64(number, 'g') / 18446744073709551616.0, 1.3))), vc, multiIf(vc = 'truck', 3 + cityHash64(number, 'ax') % 4, 2), ['IT', 'IT', 'AT', 'DE', 'SI', 'HR', 'PL'][1 + cityHash64(number, 'co') % 7], if(cityHash64(number, 'ac') % 3 = 0, NULL, toUInt32(20000 + cityHash64(number, 'aid') % 2500)), toFloat32(60 + cityHash64(number, 'sp') % 900 / 10), toDecimal64(multiIf(vc = 'truck', 7.4, vc = 'van', 4.1, vc = 'motorcycle', 1.3, 2.6) + cityHash64(number, 't') % 300 / 100, 2), ['tag', 'tag', 'plate', 'app'][1 + cityHash64(number, 'p') % 4], if(number >= 24000, 'unpaid', ['paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'unpaid', 'exempt', 'disputed'][1 + cityHash64(number, 'r') % 10])
FROM (SELECT number, ['car', 'car', 'car', 'van', 'truck', 'truck', 'motorcycle'][1 + cityHash64(number, 'v') % 7] AS vc, if(number >= 24000, toDateTime('2026-05-12 00:10:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 80000), toDateTime('2026-05-21 16:18:00', 'UTC') - toIntervalSecond(toUInt32(15000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.5)))) AS at FROM numbers(24400));
DROP TABLE IF EXISTS tollroad.incidents;
CREATE TABLE tollroad.incidents
(
    incident_id  UInt32,
    reported_at  DateTime('UTC'),
    cleared_at   Nullable(DateTime('UTC')) COMMENT 'null until the road is free again',
    gantry_id    UInt16,
    kind         LowCardinality(String) COMMENT 'crash, breakdown, debris or roadworks',
    severity     UInt8 COMMENT '1 (minor) to 5',
    lanes_closed UInt8,
    injured      UInt8 COMMENT 'people'
)
ENGINE = MergeTree ORDER BY reported_at;
INSERT INTO tollroad.incidents SELECT number, at, if(number % 17 = 0, NULL, least(at + toIntervalMinute(8 + cityHash64(number, 'c') % 300), toDateTime('2026-05-21 16:10:00', 'UTC'))), cityHash64(number, 'g') % 25, ['crash', 'breakdown', 'breakdown', 'debris', 'roadworks'][1 + cityHash64(number, 'k') % 5], 1 + cityHash64(number, 's') % 5, cityHash64(number, 'l') % 4, if(cityHash64(number, 'i') % 6 = 0, 1 + cityHash64(number, 'ii') % 3, 0)
FROM (SELECT number, toDateTime('2026-05-21 15:50:00', 'UTC') - toIntervalSecond(toUInt32(20000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.4))) AS at FROM numbers(1500));
