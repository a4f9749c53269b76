-- Vertical farm: tray harvests and climate chambers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS stratagreen;
CREATE DATABASE stratagreen;

CREATE TABLE stratagreen.chambers
(
    chamber_id      UInt16,
    code            String,
    site            LowCardinality(String),
    country         LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    light_recipe    LowCardinality(String) COMMENT 'broad, red_heavy or blue_boost',
    tiers           UInt8,
    commissioned_on Date,
    mothballed      UInt8 COMMENT '1 = taken out of use, 0 = growing'
)
ENGINE = MergeTree ORDER BY chamber_id;

INSERT INTO stratagreen.chambers
SELECT
    1 + number AS chamber_id,
    concat('K', leftPad(toString(1 + number), 2, '0')) AS code,
    ['Malmo','Leipzig','Porto','Gdansk'][1 + number % 4] AS site,
    ['SE','DE','PT','PL'][1 + number % 4] AS country,
    ['broad','red_heavy','blue_boost'][1 + cityHash64(number, 'c-light') % 3] AS light_recipe,
    toUInt8(4 + cityHash64(number, 'c-tiers') % 6) AS tiers,
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'c-comm') % 1700) AS commissioned_on,
    chamber_id IN (6, 21) AS mothballed
FROM numbers(24);

CREATE TABLE stratagreen.harvests
(
    harvest_id   UInt64,
    cut_at       DateTime64(3, 'UTC'),
    tray_code    String COMMENT 'trays are washed and used again',
    chamber_id   UInt16,
    crop         LowCardinality(String),
    grow_days    UInt8 COMMENT 'days from sowing to cutting',
    robot_cut    UInt8 COMMENT '1 = cut by the robot arm, 0 = by hand',
    net_weight_g Nullable(UInt32) COMMENT 'null when the scale was offline',
    grade        LowCardinality(String) COMMENT 'A, B or C, judged at the packing table',
    disposition  LowCardinality(String) COMMENT 'sold, donated or composted',
    buyer        LowCardinality(String) COMMENT 'for whom the tray was grown',
    sale_eur     Decimal(9, 2) COMMENT 'price agreed with the buyer, earned only by sold trays',
    handling_s   UInt32 COMMENT 'time from the cut to the cold store'
)
ENGINE = MergeTree ORDER BY (chamber_id, cut_at);

-- Nothing was cut on 2026-05-10. Chamber 9 is still since 2026-05-20 02:00, chambers 6 and 21 are out of use since 2026-05-02.
INSERT INTO stratagreen.harvests
SELECT harvest_id, cut_at, tray_code, chamber_id, crop, grow_days, robot_cut, net_weight_g, grade, disposition, buyer, sale_eur, handling_s
FROM
(
    SELECT
        number AS n,
        410000 + number AS harvest_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'h-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'h-ms') % 57000) AS cut_at,
        concat('T-', leftPad(toString(1 + cityHash64(number, 'h-tray') % 1900), 4, '0')) AS tray_code,
        toUInt16(1 + cityHash64(number, 'h-ch') % 24) AS chamber_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'h-crop') / 18446744073709551616.0, 1.4))) AS c,
        ['lettuce','basil','rocket','pak choi','mizuna','chives'][c] AS crop,
        toUInt8([32, 27, 21, 30, 19, 38][c] + cityHash64(number, 'h-days') % 8) AS grow_days,
        toUInt8(cityHash64(number, 'h-arm') % 100 < 58) AS robot_cut,
        toUInt32([2400, 900, 1100, 2200, 1000, 600][c] * (0.6 + cityHash64(number, 'h-kg') % 10000 / 11000)) AS g,
        if(cityHash64(number, 'h-off') % 1000 < 17, NULL, toNullable(g)) AS net_weight_g,
        ['A','A','A','A','A','A','B','B','B','C'][1 + cityHash64(number, 'h-grade') % 10] AS grade,
        multiIf(cityHash64(number, 'h-disp') % 1000 < if(crop = 'chives', 110, 55), 'composted',
                cityHash64(number, 'h-disp') % 1000 < if(grade = 'C', 420, 150), 'donated', 'sold') AS disposition,
        ['Halden Foods','Nordkok','Casa Verde','Bistro Union','Freshline','Oda Market','Kantine 12'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'h-buy') / 18446744073709551616.0, 1.3)))] AS buyer,
        toDecimal64(round(g / 1000 * [7.5, 21, 16, 9, 15, 26][c] * multiIf(grade = 'A', 1.0, grade = 'B', 0.8, 0.55), 2), 2) AS sale_eur,
        toUInt32(floor((if(robot_cut = 1, 95, 160) + if(grade = 'C', 60, 0)) * pow(1 - cityHash64(number, 'h-hand') / 18446744073709551616.0, -0.45))) AS handling_s
    FROM numbers(8000)
)
WHERE toDate(cut_at) != '2026-05-10'
  AND NOT (toHour(cut_at) < 5 AND cityHash64(n, 'h-night') % 3 != 0)
  AND NOT (chamber_id = 9 AND cut_at >= '2026-05-20 02:00:00')
  AND NOT (chamber_id IN (6, 21) AND cut_at >= '2026-05-02 00:00:00');

-- Mould in chamber 17 on 2026-05-21.
INSERT INTO stratagreen.harvests
SELECT
    490000 + number, toDateTime64('2026-05-21 05:10:00', 3, 'UTC') + toIntervalMinute(number * 21) + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000),
    concat('T-', leftPad(toString(1 + cityHash64(number, 'm-tray') % 1900), 4, '0')), 17, 'lettuce', toUInt8(32 + number % 8), toUInt8(number % 2),
    toNullable(toUInt32(1500 + cityHash64(number, 'm-g') % 1600)), 'C', 'composted', 'Nordkok', toDecimal64(9 + number % 5, 2), toUInt32(110 + cityHash64(number, 'm-s') % 300)
FROM numbers(31);
