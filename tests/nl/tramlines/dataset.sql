-- Chain of tennis halls: visits, halls and courses. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tramlines;

CREATE DATABASE tramlines;

CREATE TABLE tramlines.halls
(
    hall       LowCardinality(String),
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    surface    LowCardinality(String) COMMENT 'clay, carpet or hard',
    courts     UInt8,
    opened_on  Date,
    has_bar    UInt8
)
ENGINE = MergeTree ORDER BY hall;

INSERT INTO tramlines.halls VALUES
('Tilburg', 'NL', 'clay', 10, '2011-09-03', 1),
('Odense', 'DK', 'hard', 8, '2014-02-15', 1),
('Namur', 'BE', 'clay', 8, '2016-10-01', 0),
('Gdansk', 'PL', 'carpet', 6, '2018-05-12', 1),
('Lund', 'SE', 'hard', 6, '2019-11-23', 0),
('Aveiro', 'PT', 'clay', 5, '2022-03-19', 1),
('Basel', 'CH', 'carpet', 4, '2024-08-31', 0);

CREATE TABLE tramlines.courses
(
    course_id  UInt16,
    title      String,
    coach      LowCardinality(String),
    level      LowCardinality(String) COMMENT 'novice, improver, advanced or junior',
    seats      UInt8,
    starts_on  Date
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO tramlines.courses
SELECT
    200 + number,
    concat(['Serve','Backhand','Volley','Footwork','Doubles','Match play'][1 + cityHash64(number, 'k-title') % 6], ' clinic ', toString(number + 1)),
    ['Maud Vries','Jens Holm','Petra Zielinska','Rui Tavares','Elin Berg','Luc Marchal','Nora Frei','Bo Lindqvist'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'k-coach') / 18446744073709551616.0, 1.2)))],
    ['novice','improver','advanced','junior'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-lev') / 18446744073709551616.0, 1.2)))],
    4 + cityHash64(number, 'k-seat') % 9,
    toDate('2026-01-05') + 7 * (cityHash64(number, 'k-st') % 12)
FROM numbers(44);

CREATE TABLE tramlines.visits
(
    visit_id     UInt64,
    begun_at     DateTime64(3, 'UTC'),
    hall         LowCardinality(String),
    court        UInt8 COMMENT 'number of the court within the hall',
    member_id    UInt32,
    course_id    Nullable(UInt16) COMMENT 'null for free play',
    tariff       LowCardinality(String),
    visit_state  LowCardinality(String) COMMENT 'played, missed or called_off; called_off visits are paid back, missed ones keep their price',
    price_eur    Decimal(8, 2),
    paid_by      LowCardinality(String),
    racket_hired UInt8 COMMENT '1 when a racket was lent at the desk',
    court_min    Nullable(UInt16) COMMENT 'minutes on court, null unless played',
    gate_ms      Nullable(UInt32) COMMENT 'time the entrance gate took to open, null when nobody came through'
)
ENGINE = MergeTree ORDER BY (hall, begun_at);

-- Lund was shut on 2026-05-09 (burst pipe); the gates in Namur crawl on 2026-05-20 17:00-19:00; member 4077 lends his card to half the town since 2026-05-18.
INSERT INTO tramlines.visits
SELECT visit_id, begun_at, hall, court, member_id, course_id, tariff, visit_state, price_eur, paid_by,
       toUInt8(visit_state = 'played' AND cityHash64(n, 'v-rack') % 100 < if(hall = 'Odense', 34, 17)) AS racket_hired,
       if(visit_state = 'played', toNullable(toUInt16(25 + floor(40 * pow(1 - cityHash64(n, 'v-min') / 18446744073709551616.0, -0.4)))), NULL) AS court_min,
       if(visit_state = 'played' AND cityHash64(n, 'v-gnul') % 100 < 97,
          toNullable(toUInt32(floor((420 + 45 * court + cityHash64(hall, 'v-gh') % 300) * pow(1 - cityHash64(n, 'v-gate') / 18446744073709551616.0, -0.25)
              * if(hall = 'Namur' AND begun_at >= '2026-05-20 17:00:00' AND begun_at < '2026-05-20 19:00:00', 11, 1)))), NULL) AS gate_ms
FROM
(
    SELECT
        number AS n,
        610000 + number AS visit_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(72000 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.5))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'v-ms') % 57000) AS begun_at,
        ['Tilburg','Odense','Namur','Gdansk','Lund','Aveiro','Basel'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'v-hall') / 18446744073709551616.0, 1.3)))] AS hall,
        toUInt8(1 + floor(multiIf(hall = 'Tilburg', 10, hall IN ('Odense', 'Namur'), 8, hall IN ('Gdansk', 'Lund'), 6, hall = 'Aveiro', 5, 4) * pow(cityHash64(number, 'v-court') / 18446744073709551616.0, 1.3))) AS court,
        1000 + toUInt32(floor(2600 * pow(cityHash64(number, 'v-mem') / 18446744073709551616.0, 1.7))) AS member_id,
        if(cityHash64(number, 'v-free') % 100 < 56, NULL, toNullable(toUInt16(200 + floor(44 * pow(cityHash64(number, 'v-crs') / 18446744073709551616.0, 1.2))))) AS course_id,
        ['peak','offpeak','student','guest'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-tar') / 18446744073709551616.0, 1.3)))] AS tariff,
        cityHash64(number, 'v-st') % 1000 AS s,
        multiIf(s < if(hall = 'Basel', 160, 75), 'called_off', s < 235 AND s >= 160, 'missed', 'played') AS visit_state,
        toDecimal64(round((9 + cityHash64(number, 'v-pr') % 1400 / 100) * multiIf(tariff = 'peak', 1.6, tariff = 'student', 0.7, tariff = 'guest', 1.9, 1.0) * multiIf(hall = 'Basel', 2.1, hall = 'Odense', 1.5, hall = 'Gdansk', 0.7, 1.0) + if(course_id IS NULL, 0, 12), 2), 2) AS price_eur,
        ['app','card','voucher','cash'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-pay') / 18446744073709551616.0, 1.4)))] AS paid_by
    FROM numbers(8200)
)
WHERE NOT (hall = 'Lund' AND toDate(begun_at) = '2026-05-09')
  AND NOT (toHour(begun_at) < 6 AND cityHash64(n, 'v-night') % 8 != 0);

-- The crowd at the Namur gates, and the lent card.
INSERT INTO tramlines.visits
SELECT 690000 + number,
    toDateTime64('2026-05-20 17:00:00', 3, 'UTC') + toIntervalMinute(number * 3) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    'Namur', 1 + number % 8, 1000 + cityHash64(number, 'x-mem') % 2600, NULL, 'peak', 'played', toDecimal64(18 + number % 7, 2), 'app', 0, 60, 6000 + cityHash64(number, 'x-g') % 5000
FROM numbers(40);

INSERT INTO tramlines.visits
SELECT 695000 + number,
    toDateTime64('2026-05-18 07:00:00', 3, 'UTC') + toIntervalMinute(number * 97) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000),
    'Gdansk', 1 + number % 6, 4077, NULL, 'offpeak', 'played', toDecimal64(9 + number % 5, 2), 'card', 0, 50, 700 + cityHash64(number, 'y-g') % 300
FROM numbers(48);
