-- An apple growers' cooperative: bins from the tree to the cold store to the buyer. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS russet;
CREATE DATABASE russet;

CREATE TABLE russet.growers
(
    grower_id UInt16,
    farm_name String,
    valley    LowCardinality(String),
    hectares  Float32,
    organic   UInt8 COMMENT '1 = certified',
    member_since Date
)
ENGINE = MergeTree ORDER BY grower_id;

INSERT INTO russet.growers
SELECT
    201 + number,
    concat(['Rietvlei','Bergsig','Kleinfontein','Morester','Appelkloof','Waterval'][1 + number % 6], ' ', toString(1 + intDiv(number, 6))),
    ['Ceres','Elgin','Langkloof','Villiersdorp'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-val') / 18446744073709551616.0, 1.2)))],
    round(4 + cityHash64(number, 'g-ha') % 760 / 10, 1),
    if(cityHash64(number, 'g-org') % 100 < 25, 1, 0),
    toDate('2025-11-01') - toUInt32(cityHash64(number, 'g-join') % 6000)
FROM numbers(48);

CREATE TABLE russet.buyers
(
    buyer_id     UInt16,
    buyer_name   String,
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    kind         LowCardinality(String) COMMENT 'retailer, wholesaler or processor',
    payment_days UInt8
)
ENGINE = MergeTree ORDER BY buyer_id;

INSERT INTO russet.buyers
SELECT
    31 + number,
    ['Greenleaf Stores','Harrow Fruit','Dunmore Market','Van der Meer Import','Polder Fresh','Gulf Harvest','Al Noor Trading','Lagos Produce','Sahel Foods','Straits Fruit','Penang Fresh','Delta Bazaar','Cape Juice Works','Karoo Grocers','Overberg Cider','Tafelberg Spar','Thames Orchard','Amstel Sap'][1 + number],
    ['GB','GB','GB','NL','NL','AE','AE','NG','NG','MY','MY','BD','ZA','ZA','ZA','ZA','GB','NL'][1 + number],
    ['retailer','wholesaler','retailer','wholesaler','retailer','wholesaler','wholesaler','wholesaler','retailer','wholesaler','retailer','wholesaler','processor','retailer','processor','retailer','wholesaler','processor'][1 + number],
    [30, 45, 60][1 + cityHash64(number, 'b-pay') % 3]
FROM numbers(18);

CREATE TABLE russet.bins
(
    bin_no        UInt64,
    picked_at     DateTime('UTC'),
    into_cold_at  Nullable(DateTime('UTC')) COMMENT 'when the bin entered the cold store; null while it waits in the yard',
    dispatched_at Nullable(DateTime('UTC')) COMMENT 'when it left for the buyer',
    grower_id     UInt16,
    buyer_id      Nullable(UInt16) COMMENT 'null until it is sold',
    crew          LowCardinality(String),
    picker        LowCardinality(String) COMMENT 'badge of the person who filled the bin',
    variety       LowCardinality(String),
    grade         LowCardinality(String) COMMENT 'class 1, class 2 or juice',
    hail_hit      UInt8 COMMENT '1 when the fruit shows hail damage',
    net_kg        Nullable(Float64) COMMENT 'null when the weighbridge was off',
    brix          Nullable(Float64) COMMENT 'sugar content in degrees; only sampled bins',
    room          UInt8 COMMENT 'cold room 1 to 6',
    bin_state     LowCardinality(String) COMMENT 'yard, stored, dispatched, rejected (sent back by the buyer), dumped (thrown away)',
    value_zar     Decimal(10, 2) COMMENT 'in rand; only dispatched bins are paid for, on the others it is an estimate'
)
ENGINE = MergeTree ORDER BY (picked_at, bin_no);

-- Nobody picked on 2026-05-14 (a storm). The weighbridge was off on 2026-05-18 from 09:00 to 12:00. Room 4 loses bins on 2026-05-21;
-- the badge P-013 fills far too many that day. Buyers 37 and 44 take nothing since the first days of May.
INSERT INTO russet.bins
SELECT
    bin_no, picked_at, if(cold < '2026-05-21 16:20:00', toNullable(cold), NULL) AS into_cold_at,
    if(gone, toNullable(leave), NULL) AS dispatched_at,
    grower_id, if(gone, toNullable(toUInt16(if(b IN (37, 44) AND leave >= '2026-05-05 00:00:00', b - 5, b))), NULL) AS buyer_id,
    ['Hill','River','Dawn','Ridge'][1 + cityHash64(badge, 'n-crew') % 4] AS crew,
    concat('P-', leftPad(toString(badge), 3, '0')) AS picker,
    variety, grade, hail_hit,
    if(cityHash64(n, 'n-scale') % 100 < 2 OR (picked_at >= '2026-05-18 09:00:00' AND picked_at < '2026-05-18 12:00:00'), NULL, toNullable(kg)) AS net_kg,
    if(cityHash64(n, 'n-samp') % 100 < 30, toNullable(round(multiIf(variety = 'Fuji', 14.6, variety = 'Golden Delicious', 13.1, variety = 'Granny Smith', 11.4, 12.6) + cityHash64(n, 'n-brix') % 300 / 100 - 1.5, 1)), NULL) AS brix,
    room,
    multiIf(s < if(room = 4 AND picked_at >= '2026-05-21 00:00:00', 520, 18), 'dumped',
            gone AND cityHash64(n, 'n-rej') % 1000 < multiIf(variety = 'Fuji', 120, variety = 'Royal Gala', 40, 65), 'rejected',
            gone, 'dispatched', cold < '2026-05-21 16:20:00', 'stored', 'yard') AS bin_state,
    toDecimal64(round(kg * multiIf(grade = 'class 1', 9.4, grade = 'class 2', 6.1, 1.7) * multiIf(variety = 'Pink Lady', 1.3, variety = 'Fuji', 1.1, 1.0), 2), 2) AS value_zar
FROM
(
    SELECT
        number AS n,
        510000 + number AS bin_no,
        toDateTime('2026-05-21 05:00:00', 'UTC') - toIntervalDay(toUInt32(floor(75 * pow(cityHash64(number, 'n-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(cityHash64(number, 'n-min') % 680) AS m,
        m + toIntervalSecond(1 + cityHash64(number, 'n-s1') % 20) AS picked_at,
        toUInt8(1 + cityHash64(number, 'n-room') % 6) AS room,
        m + toIntervalMinute(25 + 12 * room + toUInt32(floor(400 * pow(cityHash64(number, 'n-cold') / 18446744073709551616.0, 1.8)))) + toIntervalSecond(22 + cityHash64(number, 'n-s2') % 20) AS cold,
        toStartOfMinute(cold) + toIntervalHour(10 + toUInt32(floor(500 * pow(cityHash64(number, 'n-out') / 18446744073709551616.0, 1.6)))) + toIntervalSecond(43 + cityHash64(number, 'n-s3') % 15) AS leave,
        cityHash64(number, 'n-state') % 1000 AS s,
        leave < '2026-05-21 16:20:00' AND s >= 18 AS gone,
        201 + toUInt16(floor(48 * pow(cityHash64(number, 'n-grow') / 18446744073709551616.0, 1.8))) AS grower_id,
        31 + toUInt16(floor(18 * pow(cityHash64(number, 'n-buy') / 18446744073709551616.0, 1.2))) AS b,
        1 + toUInt16(floor(80 * pow(cityHash64(number, 'n-pick') / 18446744073709551616.0, 1.3))) AS badge,
        ['Royal Gala','Pink Lady','Golden Delicious','Granny Smith','Fuji'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'n-var') / 18446744073709551616.0, 1.3)))] AS variety,
        if(cityHash64(number, 'n-hail') % 100 < 9, 1, 0) AS hail_hit,
        ['class 1','class 1','class 1','class 2','class 2','juice'][1 + least(5, cityHash64(number, 'n-grade') % 6 + 2 * hail_hit)] AS grade,
        round(310 + multiIf(variety = 'Granny Smith', 25, variety = 'Fuji', 14, 0) + 90 * (cityHash64(number, 'n-kg1') % 1000 + cityHash64(number, 'n-kg2') % 1000) / 2000 + cityHash64(number, 'n-kg3') % 100 / 10, 1) AS kg
    FROM numbers(7000)
)
WHERE toDate(picked_at) != '2026-05-14' AND picked_at < '2026-05-21 16:20:00';

INSERT INTO russet.bins
SELECT
    519000 + number, toDateTime('2026-05-21 06:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-m') % 540) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 20),
    NULL, NULL, 204, NULL, ['Hill','River','Dawn','Ridge'][1 + cityHash64(toUInt16(13), 'n-crew') % 4], 'P-013', 'Royal Gala', 'class 1', 0,
    round(320 + cityHash64(number, 'x-kg') % 800 / 10, 1), NULL, toUInt8(1 + number % 6), 'yard', 3200
FROM numbers(70);
