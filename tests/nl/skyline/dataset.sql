-- Flights, airlines and aircraft. On 2026-05-19 from 6:00 to 10:00 most departures of Koru Air are cancelled by weather; Pelican Jet has no flight after 2026-05-19.
CREATE DATABASE IF NOT EXISTS skyline;
DROP TABLE IF EXISTS skyline.airlines;
CREATE TABLE skyline.airlines
(
    airline_code LowCardinality(String),
    airline_name String,
    alliance     LowCardinality(Nullable(String)) COMMENT 'null when it belongs to none',
    home_country LowCardinality(String) COMMENT 'two-letter code',
    founded_year UInt16
)
ENGINE = MergeTree ORDER BY airline_code;
INSERT INTO skyline.airlines VALUES ('KO', 'Koru Air', 'Meridian', 'NZ', 1947), ('PJ', 'Pelican Jet', NULL, 'ES', 2004), ('NB', 'Nordbird', 'Meridian', 'SE', 1961), ('SZ', 'Suzuran Airways', 'Skyring', 'JP', 1978), ('LX', 'Luxor Wings', 'Skyring', 'EG', 1989), ('GB', 'Greybridge', NULL, 'GB', 2011);
DROP TABLE IF EXISTS skyline.aircraft;
CREATE TABLE skyline.aircraft
(
    aircraft_id  String,
    model        LowCardinality(String),
    manufacturer LowCardinality(String),
    seats        UInt16,
    delivered_on Date
)
ENGINE = MergeTree ORDER BY aircraft_id;
INSERT INTO skyline.aircraft SELECT concat('AC-', leftPad(toString(number), 3, '0')), ['A320', 'A350', 'B737', 'B787', 'E190'][1 + number % 5], ['Airbus', 'Airbus', 'Boeing', 'Boeing', 'Embraer'][1 + number % 5], [180, 320, 172, 290, 100][1 + number % 5], toDate('2026-01-10') - toUInt32(cityHash64(number, 'd') % 7000) FROM numbers(60);
DROP TABLE IF EXISTS skyline.flights;
CREATE TABLE skyline.flights
(
    flight_id          String,
    flight_number      String,
    airline_code       LowCardinality(String),
    aircraft_id        String,
    origin             LowCardinality(String) COMMENT 'airport code',
    destination        LowCardinality(String) COMMENT 'airport code',
    departs_at         DateTime('UTC') COMMENT 'planned departure',
    took_off_at        Nullable(DateTime('UTC')) COMMENT 'null when the flight was cancelled',
    landed_at          Nullable(DateTime('UTC')),
    state              LowCardinality(String) COMMENT 'landed, cancelled or diverted',
    delay_min          Int32 COMMENT 'departure delay in minutes',
    passengers         UInt16,
    bags               UInt16 COMMENT 'bags checked in',
    distance_km        UInt32,
    fuel_kg            UInt32 COMMENT 'fuel burned',
    is_international   Bool,
    cause              LowCardinality(Nullable(String)) COMMENT 'why it was cancelled: weather, technical, crew or strike'
)
ENGINE = MergeTree ORDER BY departs_at;
INSERT INTO skyline.flights
SELECT concat('F', leftPad(toString(number), 6, '0')), concat(al, toString(100 + cityHash64(number, 'fn') % 300)), al, concat('AC-', leftPad(toString(cityHash64(number, 'ac') % 58), 3, '0')), o,
    ['OSL', 'ARN', 'MAD', 'AKL', 'HND', 'CAI', 'LHR', 'CDG'][1 + (indexOf(['OSL', 'ARN', 'MAD', 'AKL', 'HND', 'CAI', 'LHR', 'CDG'], o) + cityHash64(number, 'de') % 7) % 8], at,
    if(st = 'cancelled', NULL, at + toIntervalMinute(dl)), if(st = 'cancelled', NULL, at + toIntervalMinute(dl + 60 + dist / 13)), st, if(st = 'cancelled', 0, dl), if(st = 'cancelled', 0, 40 + cityHash64(number, 'pa') % 230), if(st = 'cancelled', 0, 10 + cityHash64(number, 'ba') % 250), dist,
    if(st = 'cancelled', 0, toUInt32(dist * (2 + cityHash64(number, 'fu') % 300 / 100))), cityHash64(number, 'in') % 10 < 6, if(st = 'cancelled', if(al = 'KO' AND at >= '2026-05-19', 'weather', ['weather', 'technical', 'crew', 'strike'][1 + cityHash64(number, 'ca') % 4]), NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(30 + toUInt32(7776000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at, ['KO', 'PJ', 'NB', 'SZ', 'LX', 'GB', 'NB', 'SZ'][1 + cityHash64(number, 'al') % 8] AS al,
        ['OSL', 'ARN', 'MAD', 'AKL', 'HND', 'CAI', 'LHR', 'CDG'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'or') / 18446744073709551616.0, 1.4)))] AS o, 300 + toUInt32(9000 * pow(cityHash64(number, 'di') / 18446744073709551616.0, 2)) AS dist,
        toInt32(-5 + 120 * pow(cityHash64(number, 'dl') / 18446744073709551616.0, 3)) AS dl,
        multiIf(al = 'KO' AND at >= '2026-05-19 06:00:00' AND at < '2026-05-19 10:00:00' AND cityHash64(number, 'w') % 10 < 8, 'cancelled', cityHash64(number, 's') % 100 < 3, 'cancelled', cityHash64(number, 's') % 100 < 5, 'diverted', 'landed') AS st
    FROM numbers(40000)
)
WHERE NOT (al = 'PJ' AND at >= '2026-05-20');
