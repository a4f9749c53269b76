-- Landings of fish, the boats and the sea. On 2026-05-20 most landings at Esbjerg are withdrawn; the wind at West-3 jumps on 2026-05-19 from 02:00 to 06:00; South-4 stops reading on 2026-05-21 at 05:00.
CREATE DATABASE IF NOT EXISTS fishery;
DROP TABLE IF EXISTS fishery.vessels;
CREATE TABLE fishery.vessels (vessel_id UInt32, vessel_name String, home_port LowCardinality(String), gear LowCardinality(String) COMMENT 'trawl, longline, gillnet or pots', length_m Float32, built_year UInt16, licence_valid Bool) ENGINE = MergeTree ORDER BY vessel_id;
INSERT INTO fishery.vessels SELECT 700 + number, concat(['Sea', 'North', 'Morning', 'Silver', 'Brave'][1 + number % 5], ' ', ['Star', 'Gull', 'Hope', 'Wave'][1 + intDiv(number, 5) % 4], ' ', toString(number)), ['Esbjerg', 'Peterhead', 'Bergen', 'Vigo'][1 + cityHash64(number, 'h') % 4], ['trawl', 'trawl', 'longline', 'gillnet', 'pots'][1 + cityHash64(number, 'g') % 5], 9 + (cityHash64(number, 'l') % 330) / 10, 1962 + cityHash64(number, 'b') % 60, cityHash64(number, 'v') % 6 > 0 FROM numbers(130);
DROP TABLE IF EXISTS fishery.landings;
CREATE TABLE fishery.landings
(
    landing_id   String,
    sailed_at    DateTime('UTC') COMMENT 'left port for the trip',
    landed_at    DateTime('UTC') COMMENT 'catch landed and weighed',
    vessel_id    UInt32,
    port         LowCardinality(String),
    species      LowCardinality(String),
    weight_kg    Float64,
    price_per_kg_eur Decimal(6, 2),
    sale_eur     Decimal(10, 2) COMMENT 'weight times price; 0 when withdrawn',
    grade        LowCardinality(String) COMMENT 'A, B or C',
    outcome      LowCardinality(String) COMMENT 'auctioned, direct or withdrawn',
    buyer        Nullable(String) COMMENT 'null when nobody bought it',
    inspected    Bool
)
ENGINE = MergeTree ORDER BY landed_at;
INSERT INTO fishery.landings
SELECT concat('L', leftPad(toString(number), 6, '0')), at - toIntervalHour(8 + cityHash64(number, 't') % 120), at, 700 + toUInt32(floor(122 * pow(cityHash64(number, 'v') / 18446744073709551616.0, 1.3))), pt, ['cod', 'haddock', 'mackerel', 'herring', 'plaice', 'crab', 'hake'][1 + toUInt8(floor(7 * pow(cityHash64(number, 's') / 18446744073709551616.0, 1.4)))], kg, pr, if(oc = 'withdrawn', toDecimal64(0, 2), toDecimal64(kg * toFloat64(pr), 2)), ['A', 'A', 'B', 'C'][1 + cityHash64(number, 'g') % 4], oc, if(oc = 'withdrawn', NULL, ['Nordfisk', 'Marlin Foods', 'Blue Table', 'Kaj & Co', 'Oceanic', 'Petit Port', 'Halden'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'bu') / 18446744073709551616.0, 1.3)))]), cityHash64(number, 'i') % (if(pt = 'Bergen', 3, 6)) = 0
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(9000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at, ['Esbjerg', 'Esbjerg', 'Peterhead', 'Bergen', 'Vigo'][1 + cityHash64(number, 'p') % 5] AS pt,
        round(40 + 3800 * pow(cityHash64(number, 'k') / 18446744073709551616.0, 2.2), 1) AS kg, toDecimal64(1.2 + (cityHash64(number, 'pr') % 900) / 100, 2) AS pr,
        multiIf(pt = 'Esbjerg' AND at >= '2026-05-20' AND at < '2026-05-21' AND cityHash64(number, 'z') % 10 < 9, 'withdrawn', cityHash64(number, 'y') % 100 < 78, 'auctioned', cityHash64(number, 'y') % 100 < 93, 'direct', 'withdrawn') AS oc
    FROM numbers(9000)
);
DROP TABLE IF EXISTS fishery.sea_readings;
CREATE TABLE fishery.sea_readings (read_at DateTime('UTC'), buoy LowCardinality(String), wave_height_m Float32, water_temp_c Float32, wind_speed_kn Float32) ENGINE = MergeTree ORDER BY (buoy, read_at);
INSERT INTO fishery.sea_readings
SELECT at, b, round(0.4 + 3.2 * pow(cityHash64(number, 'w') / 18446744073709551616.0, 1.5), 2), round(8 + (cityHash64(number, 't') % 400) / 100, 2), round(6 + (cityHash64(number, 'k') % 180) / 10 + if(b = 'West-3' AND at >= '2026-05-19 02:00:00' AND at < '2026-05-19 06:00:00', 75, 0), 1)
FROM (SELECT number, toDateTime('2026-05-21 16:15:00', 'UTC') - toIntervalMinute(10 * intDiv(number, 5)) AS at, ['North-1', 'North-2', 'East-1', 'West-3', 'South-4'][1 + number % 5] AS b FROM numbers(30000))
WHERE NOT (b = 'South-4' AND at >= '2026-05-21 05:00:00');
