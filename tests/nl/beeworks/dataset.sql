-- A cooperative of beekeepers: hives with sensors, their readings, the honey taken off. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS beeworks;
CREATE DATABASE beeworks;

CREATE TABLE beeworks.hives
(
    hive_id    String,
    apiary     LowCardinality(String),
    keeper     LowCardinality(String),
    box        LowCardinality(String) COMMENT 'L Langstroth, D Dadant, W Warre',
    queen_year UInt16 COMMENT 'year in which the queen hatched',
    colony     LowCardinality(String) COMMENT 'strong, weak or queenless',
    set_up_on  Date
)
ENGINE = MergeTree ORDER BY hive_id;

INSERT INTO beeworks.hives
SELECT
    concat('B-', leftPad(toString(number + 1), 3, '0')),
    ['Mill Meadow','Quarry Field','Old Orchard','Lime Avenue','Chapel Hill','Reed Pond'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-site') / 18446744073709551616.0, 1.2)))],
    ['Agnes','Bartek','Concha','Dario','Elke','Fintan','Greta','Hugo'][1 + cityHash64(number, 'b-keep') % 8],
    ['D','L','W'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-box') / 18446744073709551616.0, 1.4)))],
    toUInt16([2025,2025,2024,2024,2023,2022][1 + cityHash64(number, 'b-queen') % 6]),
    multiIf(cityHash64(number, 'b-col') % 100 < 70, 'strong', cityHash64(number, 'b-col') % 100 < 92, 'weak', 'queenless'),
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'b-set') % 1800)
FROM numbers(90);

CREATE TABLE beeworks.readings
(
    read_at      DateTime('UTC'),
    hive_id      String,
    brood_temp_c Nullable(Float64) COMMENT 'null when the probe is broken',
    humidity_pct Float64,
    weight_g     UInt32 COMMENT 'whole hive on its scale, grams',
    battery_mv   UInt16 COMMENT 'millivolts',
    alarm        LowCardinality(String) COMMENT 'none, swarm, robbery, tilt or hunger',
    fw           LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (hive_id, read_at);

-- Silent: B-014 since 15 May, B-039 since 17 May, B-071 since 18 May 06:00, B-052 since 19 May. It is damp since 20 May.
INSERT INTO beeworks.readings
SELECT read_at, hive_id, brood_temp_c, humidity_pct, weight_g, battery_mv, alarm, fw
FROM
(
    SELECT
        number AS n,
        cityHash64(number, 'r-hive') % 90 AS h,
        concat('B-', leftPad(toString(h + 1), 3, '0')) AS hive_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(75000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS read_at,
        if(cityHash64(number, 'r-no') % 100 < 3, NULL, toNullable(round(33.2 + cityHash64(number, 'r-temp') % 260 / 100, 2))) AS brood_temp_c,
        round(42 + cityHash64(number, 'r-hum') % 240 / 10 + if(read_at >= '2026-05-20 00:00:00', 11, 0) + 2 * (cityHash64(h, 'r-fw') % 3), 1) AS humidity_pct,
        toUInt32(24000 + cityHash64(h, 'r-kg') % 18000 + cityHash64(number, 'r-g') % 2500) AS weight_g,
        toUInt16(3180 + cityHash64(number, 'r-mv') % 800) AS battery_mv,
        cityHash64(number, 'r-al') % 1000 AS a,
        multiIf(a < if(read_at >= '2026-05-01 00:00:00', 55, 31), 'swarm', a < 95, 'robbery', a < 160, 'tilt', a < 185, 'hunger', 'none') AS alarm,
        ['2.9.0','3.0.2','2.8.1'][1 + cityHash64(h, 'r-fw') % 3] AS fw
    FROM numbers(8800)
)
WHERE NOT (hive_id = 'B-014' AND read_at >= '2026-05-15 10:00:00')
  AND NOT (hive_id = 'B-039' AND read_at >= '2026-05-17 22:00:00')
  AND NOT (hive_id = 'B-071' AND read_at >= '2026-05-18 06:00:00')
  AND NOT (hive_id = 'B-052' AND read_at >= '2026-05-19 12:00:00');

-- B-063 is being robbed today.
INSERT INTO beeworks.readings
SELECT
    toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalMinute(number * 10) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 57),
    'B-063', 35.9, 66.5, toUInt32(31000 - number * 260), 3620, 'robbery', ['2.9.0','3.0.2','2.8.1'][1 + cityHash64(toUInt64(62), 'r-fw') % 3]
FROM numbers(38);

CREATE TABLE beeworks.harvests
(
    lot_id    UInt32 COMMENT 'one box of combs taken off a hive',
    taken_at  DateTime('UTC'),
    hive_id   String,
    honey     LowCardinality(String),
    net_g     UInt32 COMMENT 'honey after spinning, grams',
    water_pct Float64,
    lot_state LowCardinality(String) COMMENT 'accepted, waiting (for the lab) or rejected. Only accepted lots are paid to the keeper',
    value_eur Decimal(10, 2) COMMENT 'at the price of the day'
)
ENGINE = MergeTree ORDER BY taken_at;

-- It rained on 6 and 7 May and nobody opened a hive.
INSERT INTO beeworks.harvests
SELECT lot_id, taken_at, hive_id, honey, net_g, water_pct, lot_state, value_eur
FROM
(
    SELECT
        52000 + number AS lot_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(58 * pow(cityHash64(number, 'y-day') / 18446744073709551616.0, 1.25))))
            + toIntervalMinute(420 + cityHash64(number, 'y-min') % 690)
            + toIntervalSecond(1 + cityHash64(number, 'y-s') % 57) AS taken_at,
        concat('B-', leftPad(toString(1 + toUInt32(floor(90 * pow(cityHash64(number, 'y-hive') / 18446744073709551616.0, 1.4)))), 3, '0')) AS hive_id,
        ['rapeseed','acacia','dandelion','fruit blossom','forest'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'y-kind') / 18446744073709551616.0, 1.3)))] AS honey,
        toUInt32((5200 + cityHash64(number, 'y-g') % 9800) * multiIf(honey = 'rapeseed', 1.35, honey = 'forest', 0.7, honey = 'acacia', 1.1, 1.0)) AS net_g,
        round(15.4 + cityHash64(number, 'y-w') % 36 / 10 + if(honey = 'dandelion', 0.7, 0) - if(honey = 'forest', 0.6, 0), 1) AS water_pct,
        cityHash64(number, 'y-st') % 100 AS s,
        multiIf(s < multiIf(water_pct > 18, 38, honey = 'forest', 11, 5), 'rejected', taken_at >= '2026-05-18 00:00:00' AND s >= 72, 'waiting', s >= 97, 'waiting', 'accepted') AS lot_state,
        toDecimal64(round(net_g / 1000 * multiIf(honey = 'forest', 9.8, honey = 'acacia', 8.6, honey = 'dandelion', 7.1, honey = 'rapeseed', 4.4, 6.2)
            * (0.95 + cityHash64(number, 'y-p') % 10 / 100), 2), 2) AS value_eur
    FROM numbers(2700)
)
WHERE taken_at < '2026-05-21 16:20:00'
  AND toDate(taken_at) NOT IN ('2026-05-06', '2026-05-07');
