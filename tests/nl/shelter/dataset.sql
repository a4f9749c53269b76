-- An animal shelter: who lives there, who was adopted, and the walks of its volunteers. Walks are many on 2026-05-09.
CREATE DATABASE IF NOT EXISTS shelter;
DROP TABLE IF EXISTS shelter.animals;
CREATE TABLE shelter.animals
(
    animal_id  UInt32,
    name       String,
    species    LowCardinality(String) COMMENT 'dog, cat or rabbit',
    breed      LowCardinality(String),
    arrived_at DateTime('UTC'),
    origin     LowCardinality(String) COMMENT 'stray, surrendered or transferred',
    sex        LowCardinality(String) COMMENT 'f or m',
    weight_kg  Float32,
    age_months UInt16,
    neutered   Bool,
    kennel     LowCardinality(String),
    chip       Nullable(String) COMMENT 'null when not chipped'
)
ENGINE = MergeTree ORDER BY arrived_at;
INSERT INTO shelter.animals SELECT number, concat(['Milo', 'Luna', 'Rocky', 'Bella', 'Oscar', 'Nala', 'Toby'][1 + number % 7], ' ', toString(intDiv(number, 7))), sp, multiIf(sp = 'dog', ['beagle', 'mixed', 'collie', 'boxer'][1 + cityHash64(number, 'b') % 4], sp = 'cat', ['siamese', 'tabby', 'persian'][1 + cityHash64(number, 'b') % 3], 'lop'), toDateTime('2026-05-21 15:40:00', 'UTC') - toIntervalSecond(toUInt32(31000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.4))), ['stray', 'stray', 'surrendered', 'transferred'][1 + cityHash64(number, 'o') % 4], ['f', 'm'][1 + cityHash64(number, 'x') % 2], toFloat32(multiIf(sp = 'dog', 6 + cityHash64(number, 'w') % 340 / 10, sp = 'cat', 2 + cityHash64(number, 'w') % 60 / 10, 1 + cityHash64(number, 'w') % 30 / 10)), 1 + cityHash64(number, 'm') % 150, cityHash64(number, 'n') % 3 != 0, ['north', 'garden', 'quarantine', 'annex'][1 + cityHash64(number, 'k') % 4], if(cityHash64(number, 'c') % 4 = 0, NULL, concat('C', toString(900000 + number)))
FROM (SELECT number, ['dog', 'dog', 'dog', 'cat', 'cat', 'rabbit'][1 + cityHash64(number, 's') % 6] AS sp FROM numbers(2600));
DROP TABLE IF EXISTS shelter.adoptions;
CREATE TABLE shelter.adoptions
(
    adoption_id UInt32,
    animal_id   UInt32,
    adopter_id  UInt32,
    adopted_at  DateTime('UTC'),
    fee_eur     Decimal(6, 2),
    home        LowCardinality(String) COMMENT 'flat, house or farm',
    city        LowCardinality(String),
    returned_at Nullable(DateTime('UTC')) COMMENT 'null unless the animal came back'
)
ENGINE = MergeTree ORDER BY adopted_at;
INSERT INTO shelter.adoptions SELECT number, toUInt32(cityHash64(number, 'an') % 2400), 5000 + cityHash64(number, 'ad') % 1300, at, toDecimal64([60., 80., 120., 150., 35.][1 + cityHash64(number, 'f') % 5], 2), ['flat', 'flat', 'house', 'farm'][1 + cityHash64(number, 'h') % 4], ['Graz', 'Linz', 'Wels', 'Steyr'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'ci') / 18446744073709551616.0, 1.4)))], if(cityHash64(number, 'r') % 9 = 0, least(at + toIntervalHour(10 + cityHash64(number, 'rr') % 900), toDateTime('2026-05-21 14:00:00', 'UTC')), NULL)
FROM (SELECT number, toDateTime('2026-05-21 13:30:00', 'UTC') - toIntervalSecond(toUInt32(29000000 * pow(cityHash64(number, 'at') / 18446744073709551616.0, 1.5))) AS at FROM numbers(1700));
DROP TABLE IF EXISTS shelter.walks;
CREATE TABLE shelter.walks
(
    walk_id    UInt32,
    animal_id  UInt32,
    volunteer  LowCardinality(String),
    started_at DateTime('UTC'),
    ended_at   DateTime('UTC'),
    distance_m UInt16,
    weather    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY started_at;
INSERT INTO shelter.walks SELECT number, toUInt32(cityHash64(number, 'an') % 2000), ['Petra', 'Juan', 'Wei', 'Sofia', 'Emil'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v') / 18446744073709551616.0, 1.3)))], at, at + toIntervalMinute(10 + cityHash64(number, 'd') % 80), toUInt16(400 + cityHash64(number, 'm') % 5200), ['sun', 'rain', 'cloud', 'snow'][1 + cityHash64(number, 'w') % 4]
FROM (SELECT number, if(number >= 8000, toDateTime('2026-05-09 07:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 40000), toDateTime('2026-05-21 14:30:00', 'UTC') - toIntervalSecond(toUInt32(17000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.3)))) AS at FROM numbers(8350));
