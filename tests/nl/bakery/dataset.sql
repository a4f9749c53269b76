-- Batches of an industrial bakery and their recipes. Oven 4 burns batches on 2026-05-20 from 3:00 to 6:00; nothing was baked on 2026-05-03.
CREATE DATABASE IF NOT EXISTS bakery;
DROP TABLE IF EXISTS bakery.recipes;
CREATE TABLE bakery.recipes
(
    recipe_id    UInt16,
    recipe_name  LowCardinality(String),
    flour        LowCardinality(String) COMMENT 'wheat, rye, spelt or mixed',
    is_vegan     Bool,
    introduced_on Date
)
ENGINE = MergeTree ORDER BY recipe_id;
INSERT INTO bakery.recipes SELECT 1 + number, concat(['Farmer', 'Sunday', 'Harvest', 'Midnight'][1 + number % 4], ' ', ['Loaf', 'Roll', 'Baguette', 'Bun', 'Braid', 'Ring'][1 + intDiv(number, 4)]),
    ['wheat', 'rye', 'spelt', 'mixed'][1 + cityHash64(number, 'f') % 4], cityHash64(number, 'v') % 3 > 0, toDate('2026-04-20') - toUInt32(cityHash64(number, 'i') % 1200) FROM numbers(24);
DROP TABLE IF EXISTS bakery.batches;
CREATE TABLE bakery.batches
(
    batch_id      String,
    started_at    DateTime('UTC'),
    finished_at   Nullable(DateTime('UTC')) COMMENT 'null while the batch is in the oven',
    recipe_id     UInt16,
    oven          UInt8,
    shift         LowCardinality(String) COMMENT 'early, late or night',
    pieces        UInt32 COMMENT 'pieces baked',
    rejects       UInt16 COMMENT 'pieces thrown away',
    weight_g      UInt32 COMMENT 'dough used, in grams',
    core_temp_c   Float32,
    verdict       LowCardinality(String) COMMENT 'good, burnt, underbaked or misshapen',
    baker         LowCardinality(String)
)
ENGINE = MergeTree ORDER BY started_at;
INSERT INTO bakery.batches
SELECT concat('B', leftPad(toString(number), 6, '0')), at, if(cityHash64(number, 'fi') % 90 = 0, NULL, at + toIntervalMinute(18 + cityHash64(number, 'mi') % 50) + 2), 1 + cityHash64(number, 're') % 23, ov,
    multiIf(toHour(at) < 6, 'night', toHour(at) < 14, 'early', toHour(at) < 22, 'late', 'night'), 40 + cityHash64(number, 'pi') % 400, cityHash64(number, 'rj') % 12, 20000 + cityHash64(number, 'wg') % 90000,
    90 + (cityHash64(number, 'ct') % 120) / 10, verd, ['Tilda', 'Ruben', 'Selma', 'Anton', 'Yusuf'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'bk') / 18446744073709551616.0, 1.3)))]
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.1))) AS at, toUInt8(1 + cityHash64(number, 'ov') % 6) AS ov,
        multiIf(ov = 4 AND at >= '2026-05-20 03:00:00' AND at < '2026-05-20 06:00:00', 'burnt', cityHash64(number, 'y') % 100 < 88, 'good', cityHash64(number, 'y') % 100 < 92, 'burnt', cityHash64(number, 'y') % 100 < 97, 'underbaked', 'misshapen') AS verd
    FROM numbers(30000)
)
WHERE toDate(at) != '2026-05-03';
