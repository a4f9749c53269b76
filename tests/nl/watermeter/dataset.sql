-- A municipal water utility: meters (one row per meter), readings (one row per reading, by radio or on foot) and leak_tickets (one row per reported leak). readings.meter_id and leak_tickets.meter_id join meters.meter_id. Rows are made from hashes of row numbers.
CREATE DATABASE IF NOT EXISTS watermeter;
DROP TABLE IF EXISTS watermeter.meters;
CREATE TABLE watermeter.meters
(
    meter_id String,
    district LowCardinality(String),
    cust_class LowCardinality(String) COMMENT 'RES = household, COM = shop or office, IND = industry, PUB = school, hospital or other public building',
    dn_mm UInt16 COMMENT 'nominal diameter',
    installed_on Date,
    link LowCardinality(String) COMMENT 'how it is read: lora or nbiot = by radio, manual = by a person on foot'
)
ENGINE = MergeTree ORDER BY meter_id;
INSERT INTO watermeter.meters
SELECT
    concat('WM-', leftPad(toString(number + 1), 4, '0')),
    ['Harbour', 'Harbour', 'Old Town', 'Northgate', 'Northgate', 'Northgate', 'Riverside', 'Riverside', 'Hillcrest'][cityHash64(number, 'dist') % 9 + 1],
    multiIf(cityHash64(number, 'cls') % 20 < 13, 'RES', cityHash64(number, 'cls') % 20 < 17, 'COM', cityHash64(number, 'cls') % 20 < 18, 'IND', 'PUB') AS c,
    multiIf(c = 'RES', if(cityHash64(number, 'dn') % 4 = 0, 20, 15), c = 'IND', 100, if(cityHash64(number, 'dn') % 2 = 0, 25, 50)),
    toDate('2024-11-30') - toIntervalDay(cityHash64(number, 'inst') % 7600),
    ['lora', 'lora', 'lora', 'nbiot', 'nbiot', 'manual'][cityHash64(number, 'link') % 6 + 1]
FROM numbers(260);
DROP TABLE IF EXISTS watermeter.readings;
CREATE TABLE watermeter.readings
(
    reading_id UInt64,
    read_at DateTime('UTC') COMMENT 'when the value was taken',
    received_at DateTime('UTC') COMMENT 'when it reached the head-end system',
    meter_id String,
    volume_l Nullable(UInt32) COMMENT 'litres used since the previous reading of this meter, null when quality is ERR',
    pressure Nullable(Float32) COMMENT 'bar, null when the meter has no sensor for it',
    battery_pct Nullable(UInt8) COMMENT 'null for meters read on foot',
    quality LowCardinality(String) COMMENT 'OK = measured, EST = estimated, ERR = device error'
)
ENGINE = MergeTree ORDER BY (read_at, reading_id);
INSERT INTO watermeter.readings
WITH
    cityHash64(number, 'm') % 252 AS m,
    toDateTime('2026-05-21 16:14:00', 'UTC') - toIntervalSecond(cityHash64(number, 't') % 4838400) AS t,
    cityHash64(m, 'cls') % 20 AS c,
    ['lora', 'lora', 'lora', 'nbiot', 'nbiot', 'manual'][cityHash64(m, 'link') % 6 + 1] AS lk,
    cityHash64(number, 'q') % 100 AS q,
    multiIf(lk = 'manual', if(q < 18, 'EST', 'OK'), q < 4, 'ERR', q < 9, 'EST', 'OK') AS ql,
    multiIf(c < 13, 250, c < 17, 900, c < 18, 6000, 2200) AS base
SELECT
    2000000 + number,
    t,
    least(t + toIntervalSecond(if(lk = 'lora', 4 + cityHash64(number, 'lag') % 90, if(lk = 'nbiot', 20 + cityHash64(number, 'lag') % 700, 1800 + cityHash64(number, 'lag') % 40000))), toDateTime('2026-05-21 16:19:00', 'UTC')),
    concat('WM-', leftPad(toString(m + 1), 4, '0')),
    if(ql = 'ERR', NULL, toUInt32(base * (0.5 + (cityHash64(number, 'vol') % 1000) / 700) * if(m = 76 AND t >= toDateTime('2026-05-12 00:00:00', 'UTC'), 220, 1))),
    if(lk = 'manual', NULL, round(3.4 + (cityHash64(number, 'pr') % 1000) / 600, 2)),
    if(lk = 'manual', NULL, toUInt8(greatest(6, 98 - cityHash64(m, 'bat') % 88))),
    ql
FROM numbers(5600)
WHERE NOT (m % 37 = 5 AND t > toDateTime('2026-05-08 10:00:00', 'UTC'));
INSERT INTO watermeter.readings
WITH (SELECT groupArray(meter_id) FROM (SELECT meter_id FROM watermeter.meters WHERE district = 'Harbour' AND link != 'manual' AND meter_id < 'WM-0253' ORDER BY meter_id)) AS hs
SELECT
    2100000 + number,
    toDateTime('2026-05-16 02:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'pt') % 10800) AS t,
    t + toIntervalSecond(5 + cityHash64(number, 'pl') % 80),
    hs[cityHash64(number, 'pm') % length(hs) + 1],
    120 + cityHash64(number, 'pv') % 200,
    round(0.6 + (cityHash64(number, 'pp') % 100) / 200, 2),
    70,
    'OK'
FROM numbers(90);
DROP TABLE IF EXISTS watermeter.leak_tickets;
CREATE TABLE watermeter.leak_tickets
(
    ticket_id UInt32,
    opened_at DateTime('UTC'),
    closed_at Nullable(DateTime('UTC')) COMMENT 'null while the ticket is not closed',
    meter_id String COMMENT 'nearest meter',
    prio UInt8 COMMENT '1 = emergency, 2 = urgent, 3 = normal, 4 = can wait',
    source LowCardinality(String) COMMENT 'phone, web, sensor or crew: who told us',
    status LowCardinality(String) COMMENT 'open = waiting for a crew, dispatched = crew is working on it, fixed = repaired and closed, false_alarm = closed, there was no leak',
    cost_eur Nullable(Decimal(9, 2)) COMMENT 'repair bill, only for fixed',
    lost_m3 Nullable(Float64) COMMENT 'estimated water lost, only for fixed'
)
ENGINE = MergeTree ORDER BY (opened_at, ticket_id);
INSERT INTO watermeter.leak_tickets
WITH
    toDateTime('2026-05-21 15:55:00', 'UTC') - toIntervalSecond(cityHash64(number, 'ot') % 4752000) AS t,
    multiIf(cityHash64(number, 'pri') % 20 < 2, 1, cityHash64(number, 'pri') % 20 < 7, 2, cityHash64(number, 'pri') % 20 < 15, 3, 4) AS p,
    ['phone', 'phone', 'phone', 'web', 'web', 'sensor', 'sensor', 'crew'][cityHash64(number, 'src') % 8 + 1] AS src,
    t + toIntervalSecond(intDiv((3600 + cityHash64(number, 'cl') % 400000) * p, if(src = 'sensor', 5, 3))) AS cl,
    cl < toDateTime('2026-05-21 16:00:00', 'UTC') AND cityHash64(number, 'stuck') % 30 != 0 AS done,
    done AND cityHash64(number, 'fa') % 100 < multiIf(src = 'sensor', 32, src = 'web', 20, src = 'phone', 12, 4) AS fa,
    done AND NOT fa AS fx
SELECT
    7000 + number,
    t,
    if(done, cl, NULL),
    concat('WM-', leftPad(toString(cityHash64(number, 'tm') % 260 + 1), 4, '0')),
    p,
    src,
    multiIf(fa, 'false_alarm', fx, 'fixed', cityHash64(number, 'dsp') % 2 = 0, 'dispatched', 'open'),
    if(fx, toDecimal64(80 + (cityHash64(number, 'cost34') % 90000) / 100 * (3.2 - 0.3 * p) + (cityHash64(number, 'cents') % 100) / 100, 2), NULL),
    if(fx, round(0.5 + (cityHash64(number, 'lost') % 4000) / 100 * (5 - p), 1), NULL)
FROM numbers(720);
