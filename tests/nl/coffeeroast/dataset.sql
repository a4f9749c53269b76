-- Coffee roastery with cafes. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
-- All cafes closed on 2026-05-01, Canal Kiosk (9) closed since 2026-05-18, Station Square (5) very slow on 2026-05-21,
-- machine R2 scraps batches since 2026-05-20 09:00.
DROP DATABASE IF EXISTS coffeeroast;
CREATE DATABASE coffeeroast;

CREATE TABLE coffeeroast.cafes
(
    cafe_id   UInt16,
    cafe_name String,
    city      LowCardinality(String),
    kind      LowCardinality(String) COMMENT 'sit-in, kiosk or drive-through',
    seats     UInt16,
    opened_on Date
)
ENGINE = MergeTree ORDER BY cafe_id;

INSERT INTO coffeeroast.cafes VALUES
 (1, 'Harbour Corner', 'Antwerp', 'sit-in', 42, '2018-03-12'), (2, 'Old Mill', 'Ghent', 'sit-in', 36, '2019-09-02'), (3, 'Ring Road', 'Antwerp', 'drive-through', 0, '2021-05-17'),
 (4, 'Market Hall', 'Leuven', 'kiosk', 6, '2020-06-22'), (5, 'Station Square', 'Ghent', 'sit-in', 28, '2022-01-10'), (6, 'Library Steps', 'Leuven', 'sit-in', 54, '2017-11-06'),
 (7, 'Dock Seven', 'Antwerp', 'kiosk', 4, '2023-04-03'), (8, 'Bell Tower', 'Bruges', 'sit-in', 31, '2024-02-19'), (9, 'Canal Kiosk', 'Bruges', 'kiosk', 0, '2024-07-01'),
 (10, 'South Gate', 'Ghent', 'drive-through', 0, '2025-03-24');

CREATE TABLE coffeeroast.sales
(
    sale_id    UInt64 COMMENT 'one row per item rung up at a till',
    cafe_id    UInt16,
    sold_at    DateTime('UTC'),
    item       LowCardinality(String),
    milk       LowCardinality(String) COMMENT 'whole, oat, soy or none',
    amount_eur Decimal(8, 2),
    state      LowCardinality(String) COMMENT 'P = paid, V = voided, C = on the house - only P brings money in',
    pay_method LowCardinality(String),
    wait_s     Nullable(UInt16) COMMENT 'from order to handover, null for bags of beans',
    loyalty_no Nullable(UInt32) COMMENT 'null when no loyalty card was shown'
)
ENGINE = MergeTree ORDER BY (cafe_id, sold_at);

INSERT INTO coffeeroast.sales
SELECT sale_id, cafe_id, sold_at, item, milk, amount_eur, state, pay_method, wait_s, loyalty_no
FROM
(
    SELECT
        number AS n,
        3100000 + number AS sale_id,
        toUInt16([1,6,2,5,8,3,10,4,7,9][1 + toUInt8(floor(10 * pow(cityHash64(number, 's-cafe') / 18446744073709551616.0, 1.3)))]) AS cafe_id,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.3))))
            + toIntervalHour([7,8,8,8,9,9,10,10,11,12,12,13,14,14,15,15,16,17,18,19][1 + cityHash64(number, 's-h') % 20])
            + toIntervalMinute(cityHash64(number, 's-min') % 60) + toIntervalSecond(1 + cityHash64(number, 's-s') % 57) AS sold_at,
        1 + toUInt8(floor(7 * pow(cityHash64(number, 's-item') / 18446744073709551616.0, 1.4))) AS i,
        ['cappuccino','espresso','flat white','iced latte','filter coffee','beans 250g','beans 1kg'][i] AS item,
        multiIf(item IN ('espresso', 'filter coffee', 'beans 250g', 'beans 1kg'), 'none', ['whole','whole','whole','oat','oat','soy'][1 + cityHash64(number, 's-milk') % 6]) AS milk,
        toDecimal64([4.1, 2.8, 4.4, 5.2, 3.5, 9.9, 34.0][i] + if(milk IN ('oat', 'soy'), 0.5, 0), 2) AS amount_eur,
        multiIf(cityHash64(number, 's-st') % 100 < 5, 'V', cityHash64(number, 's-st') % 100 < 9, 'C', 'P') AS state,
        ['card','cash','app'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-pay') / 18446744073709551616.0, 1.5)))] AS pay_method,
        if(i >= 6, NULL, toNullable(toUInt16((40 + [60, 15, 70, 90, 30, 0, 0][i] + 220 * pow(cityHash64(number, 's-wait') / 18446744073709551616.0, 2.5)) * multiIf(cafe_id = 5 AND sold_at >= '2026-05-21 00:00:00', 4, cafe_id IN (4, 7, 9), 0.8, 1)))) AS wait_s,
        if(cityHash64(number, 's-loy0') % 100 < 37, toNullable(toUInt32(60000 + floor(1100 * pow(cityHash64(number, 's-loy') / 18446744073709551616.0, 1.3)))), NULL) AS loyalty_no
    FROM numbers(12000)
)
WHERE sold_at < '2026-05-21 16:20:00' AND toDate(sold_at) != '2026-05-01' AND NOT (cafe_id = 9 AND sold_at >= '2026-05-18 00:00:00');

CREATE TABLE coffeeroast.roasts
(
    batch_no    String,
    roasted_at  DateTime('UTC') COMMENT 'when the beans went into the drum',
    machine     LowCardinality(String),
    bean_origin LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    roast_level LowCardinality(String),
    green_g     UInt32 COMMENT 'raw beans going in',
    roasted_g   UInt32 COMMENT 'roasted beans coming out',
    roast_s     UInt16 COMMENT 'time in the drum',
    end_temp_c  Float32,
    qc          LowCardinality(String) COMMENT 'verdict of quality control: pass, rework or scrap'
)
ENGINE = MergeTree ORDER BY roasted_at;

INSERT INTO coffeeroast.roasts
SELECT batch_no, roasted_at, machine, bean_origin, roast_level, green_g, roasted_g, roast_s, end_temp_c, qc
FROM
(
    SELECT
        concat('RB', toString(40000 + number)) AS batch_no,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(60 * pow(cityHash64(number, 'r-day') / 18446744073709551616.0, 1.15))))
            + toIntervalHour(6 + cityHash64(number, 'r-h') % 12) + toIntervalMinute(cityHash64(number, 'r-min') % 60) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS roasted_at,
        ['R1','R2','R3','R4'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-mac') / 18446744073709551616.0, 1.2)))] AS machine,
        ['CO','ET','BR','GT','KE'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-org') / 18446744073709551616.0, 1.2)))] AS bean_origin,
        ['medium','light','dark'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-lvl') / 18446744073709551616.0, 1.3)))] AS roast_level,
        toUInt32(9000 + cityHash64(number, 'r-g') % 6001) AS green_g,
        toUInt32(green_g * (multiIf(roast_level = 'light', 0.88, roast_level = 'medium', 0.855, 0.82) + (cityHash64(number, 'r-l') % 300) / 10000 - 0.015)) AS roasted_g,
        toUInt16(multiIf(roast_level = 'light', 560, roast_level = 'medium', 660, 770) + multiIf(machine = 'R1', 0, machine = 'R2', 35, machine = 'R3', 75, 110) + cityHash64(number, 'r-t') % 120) AS roast_s,
        toFloat32(multiIf(roast_level = 'light', 205, roast_level = 'medium', 215, 226) + (cityHash64(number, 'r-c') % 60) / 10) AS end_temp_c,
        multiIf(machine = 'R2' AND roasted_at >= '2026-05-20 09:00:00' AND cityHash64(number, 'r-q') % 1000 < 550, 'scrap',
                cityHash64(number, 'r-q') % 1000 < multiIf(machine = 'R4', 55, 32), 'scrap', cityHash64(number, 'r-q') % 1000 < 120, 'rework', 'pass') AS qc
    FROM numbers(3600)
)
WHERE roasted_at < '2026-05-21 16:00:00';
