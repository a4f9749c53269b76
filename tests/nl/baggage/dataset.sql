-- Baggage handling of an airport: departing flights, the bags accepted for them, and the scans of the bags on the belts. 2026-04-06 to 2026-05-21 16:20 UTC.
CREATE DATABASE IF NOT EXISTS baggage;
DROP TABLE IF EXISTS baggage.flights;
DROP TABLE IF EXISTS baggage.bags;
DROP TABLE IF EXISTS baggage.scans;
CREATE TABLE baggage.flights
(
    flight_id UInt32 COMMENT 'one departure of one day',
    flight_no LowCardinality(String),
    scheduled_at DateTime('UTC') COMMENT 'scheduled departure',
    airline LowCardinality(String),
    destination LowCardinality(String) COMMENT 'IATA code of the airport flown to',
    terminal LowCardinality(String) COMMENT 'T1 or T2',
    delay_min Nullable(Int16) COMMENT 'departure delay in minutes, negative = early, NULL if the flight was cancelled',
    status LowCardinality(String) COMMENT 'departed or cancelled'
)
ENGINE = MergeTree ORDER BY (scheduled_at, flight_id);
CREATE TABLE baggage.bags
(
    bag_id UInt64 COMMENT 'number on the bag tag',
    accepted_at DateTime('UTC') COMMENT 'when the bag entered the system, at the desk or from the transfer belt',
    flight_id UInt32 COMMENT 'outbound flight',
    passenger_id UInt32 COMMENT 'owner',
    origin LowCardinality(String) COMMENT 'local = checked in here, transfer = arrived on another flight',
    cabin LowCardinality(String) COMMENT 'economy, business or first',
    weight_kg Decimal(6, 2),
    is_oversize UInt8 COMMENT '1 = does not fit the sorter',
    outcome LowCardinality(String) COMMENT 'loaded, short_shipped = missed its flight and follows later, lost = not found, offloaded = flight cancelled and bag returned',
    loaded_at Nullable(DateTime('UTC')) COMMENT 'when it was put into the hold, NULL unless loaded'
)
ENGINE = MergeTree ORDER BY (accepted_at, bag_id);
CREATE TABLE baggage.scans
(
    scan_id UInt64,
    scanned_at DateTime('UTC'),
    bag_id UInt64,
    station Enum8('checkin' = 1, 'xray' = 2, 'sorter' = 3, 'loading' = 4),
    belt LowCardinality(String) COMMENT 'B1 to B6',
    result LowCardinality(String) COMMENT 'ok, no_read = label could not be read, alarm = held by security',
    read_ms UInt16 COMMENT 'time the reader needed'
)
ENGINE = MergeTree ORDER BY (scanned_at, scan_id);
INSERT INTO baggage.flights
SELECT
    toUInt32(20000 + number) AS flight_id,
    ['NW101', 'NW105', 'NW220', 'CJ12', 'CJ18', 'CJ44', 'BF301', 'BF310', 'BF322', 'IB70', 'IB74', 'SL900', 'SL905', 'SL911'][number % 14 + 1] AS flight_no,
    toDateTime('2026-04-06 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 14)) + toIntervalMinute([385, 975, 560, 425, 730, 945, 610, 790, 1095, 665, 1150, 490, 860, 1215][number % 14 + 1]) AS scheduled_at,
    ['Northwind', 'Northwind', 'Northwind', 'Celtic Jet', 'Celtic Jet', 'Celtic Jet', 'Blue Fjord', 'Blue Fjord', 'Blue Fjord', 'Iberis', 'Iberis', 'Sunline', 'Sunline', 'Sunline'][number % 14 + 1] AS airline,
    ['LHR', 'LHR', 'CDG', 'EDI', 'MAN', 'BCN', 'KEF', 'OSL', 'CPH', 'MAD', 'LIS', 'AGP', 'PMI', 'LHR'][number % 14 + 1] AS destination,
    if(number % 14 < 6, 'T1', 'T2') AS terminal,
    if(cityHash64(number, 'cx') % 100 < 4, NULL, toInt16(multiIf(toDate(scheduled_at) = '2026-05-21', cityHash64(number, 'd0') % 4, cityHash64(number, 'dl') % 100 < 15, 25 + cityHash64(number, 'd1') % 100, toInt32(cityHash64(number, 'd2') % 22) - 4 + if(terminal = 'T2', 3, 0)))) AS delay_min,
    if(cityHash64(number, 'cx') % 100 < 4, 'cancelled', 'departed') AS status
FROM numbers(644)
WHERE toDateTime('2026-04-06 00:00:00', 'UTC') + toIntervalDay(intDiv(number, 14)) + toIntervalMinute([385, 975, 560, 425, 730, 945, 610, 790, 1095, 665, 1150, 490, 860, 1215][number % 14 + 1]) < '2026-05-21 16:20:00'
    AND (cityHash64(number, 'skip') % 100 >= 8 OR intDiv(number, 14) = 45)
    AND NOT (number % 14 = 6 AND intDiv(number, 14) IN (33, 34, 35));
INSERT INTO baggage.bags
SELECT
    toUInt64(flight_id) * 100 + k AS bag_id,
    scheduled_at - toIntervalSecond(2700 + cityHash64(bag_id, 'acc') % if(origin = 'transfer', 4200, 8400)) AS accepted_at,
    flight_id,
    toUInt32(300000 + intDiv(flight_id * 10 + intDiv(k * 2, 3), 1) % 4000) AS passenger_id,
    if(cityHash64(bag_id, 'orig') % 100 < if(terminal = 'T2', 34, 20), 'transfer', 'local') AS origin,
    ['economy', 'economy', 'economy', 'economy', 'economy', 'economy', 'business', 'business', 'economy', 'first'][cityHash64(bag_id, 'cab') % 10 + 1] AS cabin,
    toDecimal64((700 + cityHash64(bag_id, 'w1') % 900 + cityHash64(bag_id, 'w2') % 900 + if(cabin = 'economy', 0, 350) + if(cityHash64(bag_id, 'ov') % 100 < 4, 900, 0)) / 100, 2) AS weight_kg,
    toUInt8(cityHash64(bag_id, 'ov') % 100 < 4) AS is_oversize,
    multiIf(status = 'cancelled', 'offloaded', cityHash64(bag_id, 'lost') % 1000 < 17, 'lost', cityHash64(bag_id, 'short') % 1000 < if(origin = 'transfer', 95, 25), 'short_shipped', 'loaded') AS outcome,
    if(outcome = 'loaded', toDateTime(accepted_at + toIntervalSecond(900 + cityHash64(bag_id, 'ld') % (toUInt32(scheduled_at) - toUInt32(accepted_at) - 1400)), 'UTC'), NULL) AS loaded_at
FROM
(
    SELECT *, arrayJoin(range(2 + cityHash64(flight_id, 'n') % 6)) AS k
    FROM baggage.flights
);
-- the reader of belt B5 failed on Sunday 2026-05-17 between 08:00 and 15:00
INSERT INTO baggage.scans
SELECT
    bag_id * 10 + st AS scan_id,
    toDateTime(multiIf(st = 1, accepted_at + toIntervalSecond(20 + cityHash64(scan_id, 'a') % 60), st = 2, accepted_at + toIntervalSecond(180 + cityHash64(scan_id, 'b') % 240), st = 3, accepted_at + toIntervalSecond(480 + cityHash64(scan_id, 'c') % 360), assumeNotNull(loaded_at)), 'UTC') AS scanned_at,
    bag_id,
    ['checkin', 'xray', 'sorter', 'loading'][st] AS station,
    if(bad AND cityHash64(scan_id, 'mv') % 10 < 6, 'B5', concat('B', toString(cityHash64(bag_id, 'belt') % 6 + 1))) AS belt,
    multiIf(bad AND belt = 'B5' AND cityHash64(scan_id, 'nb') % 100 < 92, 'no_read', cityHash64(scan_id, 'nr') % 1000 < 25 + 6 * (cityHash64(bag_id, 'belt') % 6), 'no_read', st = 2 AND cityHash64(scan_id, 'al') % 100 < 9, 'alarm', 'ok') AS result,
    toUInt16(30 + cityHash64(scan_id, 'ms') % 120 + if(station = 'sorter', 40, 0) + if(cityHash64(scan_id, 'tail') % 50 = 0, 600, 0)) AS read_ms
FROM
(
    SELECT *, arrayJoin([1, 2, 3, 4]) AS st, accepted_at >= '2026-05-17 08:00:00' AND accepted_at < '2026-05-17 15:00:00' AS bad
    FROM baggage.bags
)
WHERE (st < 4 OR loaded_at IS NOT NULL) AND (cityHash64(bag_id, st, 'keep') % 100 < 58 OR bad);
