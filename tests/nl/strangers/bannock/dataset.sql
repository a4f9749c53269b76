-- A bakery chain: batches out of the ovens of four bakehouses, for the orders of its shops. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS bannock;
CREATE DATABASE bannock;

CREATE TABLE bannock.ovens
(
    oven_code       LowCardinality(String),
    maker           LowCardinality(String),
    fuel            LowCardinality(String) COMMENT 'gas, electric or pellet',
    decks           UInt8,
    commissioned_on Date,
    in_service      UInt8 COMMENT '0 = taken out of use'
)
ENGINE = MergeTree ORDER BY oven_code;

INSERT INTO bannock.ovens
SELECT
    concat(['D','L','P','A'][1 + number % 4], '-', leftPad(toString(1 + intDiv(number, 4)), 2, '0')),
    ['Wachtel','Bongard','Polin'][1 + cityHash64(number, 'o-mk') % 3],
    ['gas','electric','pellet','electric','gas'][1 + cityHash64(number, 'o-fuel') % 5],
    toUInt8(3 + cityHash64(number, 'o-deck') % 4),
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'o-day') % 3600),
    if(number >= 20, 0, 1)
FROM numbers(22);

CREATE TABLE bannock.shops
(
    shop_no   UInt16,
    shop_name String,
    format    LowCardinality(String) COMMENT 'high street, station, mall or kiosk',
    country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    opened_on Date,
    seats     UInt16
)
ENGINE = MergeTree ORDER BY shop_no;

INSERT INTO bannock.shops
SELECT
    toUInt16(101 + number),
    concat(['Old Mill','Harbour','Corner','Garden','Tower','Market','Bridge'][1 + cityHash64(number, 's-a') % 7], ' ', ['Loaf','Oven','Crumb','Crust'][1 + cityHash64(number, 's-b') % 4], ' ', toString(number + 1)),
    ['high street','station','mall','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-f') / 18446744073709551616.0, 1.4)))],
    ['NL','FR','PT','DK'][1 + cityHash64(number, 's-c') % 4],
    toDate('2026-04-20') - toUInt32(cityHash64(number, 's-day') % 4200),
    if(cityHash64(number, 's-seat') % 3 = 0, 0, toUInt16(8 + cityHash64(number, 's-seat2') % 50))
FROM numbers(85);

CREATE TABLE bannock.batches
(
    batch_id    UInt64,
    bakehouse   LowCardinality(String),
    oven_code   LowCardinality(String),
    shop_no     Nullable(UInt16) COMMENT 'shop whose order the batch fills; null when it goes to the freezer',
    product     LowCardinality(String),
    loaded_at   DateTime64(3, 'UTC') COMMENT 'trays pushed into the oven',
    out_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'trays taken out; null when the bake was aborted',
    result      LowCardinality(String) COMMENT 'good, burnt, underbaked or aborted; only good batches are billed to the shop',
    pieces      UInt16,
    core_temp_c Nullable(Float32) COMMENT 'crumb temperature when taken out; null when the probe gave none',
    energy_wh   UInt32,
    price_eur   Decimal(10, 2) COMMENT 'what the shop pays when the batch is good; 0 for the freezer',
    night_crew  UInt8 COMMENT '1 = baked by the night crew'
)
ENGINE = MergeTree ORDER BY (bakehouse, loaded_at);

-- Bakes take three minutes longer since 2026-05-01. Porto baked nothing on 2026-05-10 (a power cut); oven L-04 burns most of its batches on 2026-05-21.
INSERT INTO bannock.batches
SELECT batch_id, bakehouse, oven_code, shop_no, product, loaded_at,
       if(result = 'aborted', NULL, toNullable(toDateTime64(toStartOfMinute(loaded_at), 3, 'UTC') + toIntervalMinute(bake_min) + toIntervalMillisecond(1000 + cityHash64(n, 'b-ms2') % 57000))) AS out_at,
       result, pieces,
       if(result = 'aborted' OR cityHash64(n, 'b-probe') % 100 < 6, NULL,
          toNullable(toFloat32(round(multiIf(result = 'burnt', 99, result = 'underbaked', 88, 94.5) + (cityHash64(n, 'b-temp') % 80) / 10 - 4, 1)))) AS core_temp_c,
       toUInt32(900 + bake_min * (110 + cityHash64(oven, 'b-oven-e') % 90) + cityHash64(n, 'b-en') % 700) AS energy_wh,
       if(shop_no IS NULL, toDecimal64(0, 2), toDecimal64(round(pieces * [3.1, 1.05, 1.2, 1.6, 2.8, 2.2][p] * (0.9 + (cityHash64(n, 'b-pr') % 200) / 1000), 2), 2)) AS price_eur,
       toUInt8(toHour(loaded_at) >= 21 OR toHour(loaded_at) < 5) AS night_crew
FROM
(
    SELECT
        number AS n,
        410000 + number AS batch_id,
        toUInt8(floor(20 * pow(cityHash64(number, 'b-oven') / 18446744073709551616.0, 1.15))) AS oven,
        ['Delft','Lyon','Porto','Aarhus'][1 + oven % 4] AS bakehouse,
        concat(['D','L','P','A'][1 + oven % 4], '-', leftPad(toString(1 + intDiv(oven, 4)), 2, '0')) AS oven_code,
        if(cityHash64(number, 'b-frz') % 100 < 9, NULL, toNullable(toUInt16(101 + floor(83 * pow(cityHash64(number, 'b-shop') / 18446744073709551616.0, 1.5))))) AS shop_no,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-prod') / 18446744073709551616.0, 1.3))) AS p,
        ['sourdough','baguette','croissant','cinnamon roll','rye loaf','focaccia'][p] AS product,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(87000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000) AS loaded_at,
        cityHash64(number, 'b-res') % 1000 AS r,
        multiIf(oven_code = 'L-04' AND loaded_at >= '2026-05-21 00:00:00' AND r < 850, 'burnt',
                r < if(product = 'croissant', 95, 45), 'burnt',
                r < if(product = 'rye loaf', 210, 125), 'underbaked',
                r < 245, if(r < 215, 'good', 'aborted'), 'good') AS result,
        toUInt16(30 + cityHash64(number, 'b-pcs') % 190) AS pieces,
        toUInt32([38, 22, 17, 21, 52, 26][p] + cityHash64(number, 'b-min') % 9 + if(loaded_at >= '2026-05-01', 3, 0)) AS bake_min
    FROM numbers(9900)
)
WHERE NOT (bakehouse = 'Porto' AND toDate(loaded_at) = '2026-05-10')
  AND NOT (toHour(loaded_at) BETWEEN 11 AND 18 AND cityHash64(n, 'b-day') % 5 < 3)
  AND loaded_at + toIntervalMinute(bake_min + 2) < '2026-05-21 16:20:00';
