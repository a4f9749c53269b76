-- A cider press house in Chile, harvest 2026. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS mosto;
CREATE DATABASE mosto;

CREATE TABLE mosto.deliveries
(
    ticket     UInt32 COMMENT 'number of the weighbridge ticket, one per trailer load',
    weighed_at DateTime('UTC'),
    grower     LowCardinality(String),
    valley     LowCardinality(String) COMMENT 'where the orchard lies',
    cultivar   LowCardinality(String) COMMENT 'apple variety',
    grade      UInt8 COMMENT '1 table fruit, 2 cider fruit, 3 windfalls',
    net_kg     UInt32,
    brix       Float64 COMMENT 'sugar of the sample in degrees Brix',
    state      LowCardinality(String) COMMENT 'accepted, docked (taken at a lower price) or turned_away (sent home, not paid)',
    value_clp  UInt32 COMMENT 'Chilean pesos for the load at the price of the day, due to the grower unless the load is turned away',
    unload_s   Nullable(UInt32) COMMENT 'seconds from the weighbridge to the empty trailer, null when turned away',
    run_no     Nullable(UInt32) COMMENT 'pressing run that took the load, null while it lies in the yard or when turned away'
)
ENGINE = MergeTree ORDER BY (weighed_at, ticket);

-- No delivery on 2026-05-01. Two growers are through with their harvest (last loads on 9 and 12 May).
-- Fundo Quillay is turned away again and again since 2026-05-18.
INSERT INTO mosto.deliveries
SELECT ticket, weighed_at, grower, valley, cultivar, grade, net_kg, brix, state, value_clp,
       if(state = 'turned_away', NULL, toNullable(toUInt32(260 + net_kg * 0.17 * (0.5 + cityHash64(n, 'm-unl') % 1000 / 900) * if(valley = 'Malleco', 1.3, 1)))) AS unload_s,
       if(state = 'turned_away' OR k > 240, NULL, toNullable(toUInt32(26001 + k))) AS run_no
FROM
(
    SELECT
        number AS n,
        toUInt32(50000 + number) AS ticket,
        toDateTime('2026-03-02 00:00:00', 'UTC') + toIntervalDay(cityHash64(number, 'm-day') % 81)
            + toIntervalMinute(330 + cityHash64(number, 'm-min') % 840) + toIntervalSecond(1 + cityHash64(number, 'm-sec') % 58) AS weighed_at,
        toUInt8(floor(20 * pow(cityHash64(number, 'm-gro') / 18446744073709551616.0, 1.3))) AS g,
        ['Santa Emilia','El Maiten','Fundo Quillay','Tres Esteros','Rio Claro','Don Anselmo','Pinares','La Higuera','Viejo Molino','Los Robles','Huertos del Lonco','Monte Alto','Las Brisas','San Fermin','Puente Negro','El Boldo','Casa Lagos','Piedra Azul','Los Coigues','La Quebrada'][1 + g] AS grower,
        ['Curico','Maule','Nuble','Malleco'][1 + (g * 7 + intDiv(g, 5)) % 4] AS valley,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-cul') / 18446744073709551616.0, 1.2))) AS c,
        ['Fuji','Granny Smith','Kingston Black','Dabinett','Braeburn','Limona'][c] AS cultivar,
        toUInt8([2,2,2,2,1,1,3,3,3,2][1 + cityHash64(number, 'm-gra') % 10]) AS grade,
        toUInt32(10 * floor(70 + 830 * pow(cityHash64(number, 'm-kg') / 18446744073709551616.0, 2.1))) AS net_kg,
        round([12.6, 11.4, 14.8, 13.9, 12.2, 13.1][c] - 0.7 * (grade = 3) + (cityHash64(number, 'm-brx') % 1000 / 1000 - 0.5) * 2.8, 1) AS brix,
        cityHash64(number, 'm-st') % 1000 AS s,
        multiIf(grower = 'Fundo Quillay' AND weighed_at >= '2026-05-18 00:00:00' AND s < 650, 'turned_away',
                s < multiIf(grade = 3, 95, cultivar = 'Braeburn', 80, 35), 'turned_away',
                s < multiIf(grade = 3, 330, 170), 'docked', 'accepted') AS state,
        toUInt32(round(net_kg * [128, 117, 214, 232, 122, 186][c] * [1.3, 1.0, 0.62][grade] * if(state = 'docked', 0.8, 1))) AS value_clp,
        intDiv(toUInt32(weighed_at) - toUInt32(toDateTime('2026-03-02 04:00:00', 'UTC')), 28800) + 1 + cityHash64(number, 'm-lag') % 3 AS k
    FROM numbers(3600)
)
WHERE weighed_at < '2026-05-21 16:20:00'
  AND toDate(weighed_at) != '2026-05-01'
  AND NOT (grower = 'Pinares' AND weighed_at >= '2026-05-09 20:00:00')
  AND NOT (grower = 'Las Brisas' AND weighed_at >= '2026-05-12 20:00:00');

-- More trailers of Fundo Quillay in the week from 2026-05-18, most of them sent home.
INSERT INTO mosto.deliveries
SELECT
    59000 + number,
    toDateTime('2026-05-18 00:00:00', 'UTC') + toIntervalDay(number % 4) + toIntervalMinute(340 + cityHash64(number, 'q-min') % 600) + toIntervalSecond(1 + cityHash64(number, 'q-sec') % 58) AS weighed_at,
    'Fundo Quillay', 'Nuble', ['Fuji','Braeburn'][1 + number % 2], 3, toUInt32(1400 + 10 * (cityHash64(number, 'q-kg') % 520)) AS net_kg,
    round(11 + cityHash64(number, 'q-brx') % 20 / 10, 1), 'turned_away', toUInt32(net_kg * 77), NULL, NULL
FROM numbers(13);

CREATE TABLE mosto.runs
(
    run_no       UInt32,
    started_at   DateTime('UTC'),
    press        LowCardinality(String) COMMENT 'H1 is the old hydraulic press, B1 and B2 are belt presses',
    press_master LowCardinality(String) COMMENT 'who was in charge',
    press_min    UInt16 COMMENT 'from the first apple to the last drop',
    juice_l      UInt32,
    style        LowCardinality(String) COMMENT 'what the juice becomes: dry, semi, sweet or must',
    yeast        LowCardinality(String) COMMENT 'W wild, C cultured, N none (must is not fermented)',
    broken_off   UInt8 COMMENT '1 = stopped early by a fault, the juice so far was kept'
)
ENGINE = MergeTree ORDER BY run_no;

INSERT INTO mosto.runs
SELECT
    run_no,
    toDateTime('2026-03-02 04:00:00', 'UTC') + toIntervalHour(8 * (run_no - 26001)) + toIntervalMinute(cityHash64(run_no, 'r-min') % 90) + toIntervalSecond(1 + cityHash64(run_no, 'r-sec') % 58) AS started_at,
    ['B1','B2','H1'][1 + toUInt8(floor(3 * pow(cityHash64(run_no, 'r-prs') / 18446744073709551616.0, 1.2)))] AS press,
    ['Rosario','Benito','Ximena','Teo'][1 + cityHash64(run_no, 'r-who') % 4] AS press_master,
    toUInt16(if(press = 'H1', 230, 150) + cityHash64(run_no, 'r-dur') % 140 - 60 * broken_off) AS press_min,
    toUInt32(round(kg * multiIf(press = 'H1', 0.57, press = 'B1', 0.66, 0.63) * (0.92 + cityHash64(run_no, 'r-yld') % 100 / 700) * if(broken_off = 1, 0.55, 1))) AS juice_l,
    ['dry','semi','sweet','must'][1 + toUInt8(floor(4 * pow(cityHash64(run_no, 'r-sty') / 18446744073709551616.0, 1.3)))] AS style,
    multiIf(style = 'must', 'N', cityHash64(run_no, 'r-yea') % 100 < 38, 'W', 'C') AS yeast,
    toUInt8(cityHash64(run_no, 'r-bro') % 100 < multiIf(press = 'B2', 19, press = 'B1', 7, 4)) AS broken_off
FROM (SELECT assumeNotNull(d.run_no) AS run_no, sum(d.net_kg) AS kg FROM mosto.deliveries AS d WHERE isNotNull(d.run_no) GROUP BY d.run_no);

CREATE TABLE mosto.sales
(
    sale_id    UInt64,
    sold_at    DateTime('UTC'),
    channel    LowCardinality(String) COMMENT 'shop (at the press house), web, bar (pubs and restaurants) or export',
    buyer_id   Nullable(UInt32) COMMENT 'customer account, null for walk-in customers of the shop',
    country    LowCardinality(String) COMMENT 'where the bottles go, ISO 3166 two-letter code',
    run_no     UInt32 COMMENT 'pressing run in the bottle, as printed on the label',
    size_cl    UInt16 COMMENT 'bottle size in centilitres',
    bottles    UInt16,
    amount_clp UInt32 COMMENT 'Chilean pesos, tax included',
    pay_state  LowCardinality(String) COMMENT 'paid, refunded or voided (rung up by mistake)'
)
ENGINE = MergeTree ORDER BY (sold_at, sale_id);

INSERT INTO mosto.sales
SELECT sale_id, sold_at, channel, buyer_id, country, run_no, size_cl, bottles, amount_clp, pay_state
FROM
(
    SELECT
        number AS n,
        toUInt64(800000 + number) AS sale_id,
        cityHash64(number, 's-chn') % 100 AS ch,
        multiIf(ch < 44, 'shop', ch < 70, 'web', ch < 89, 'bar', 'export') AS channel,
        toDateTime('2026-03-12 00:00:00', 'UTC') + toIntervalDay(cityHash64(number, 's-day') % 71)
            + toIntervalMinute(if(channel = 'web', cityHash64(number, 's-min') % 1440, 540 + cityHash64(number, 's-min') % 780))
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 58) AS sold_at,
        if(channel = 'shop' AND cityHash64(number, 's-wlk') % 100 < 70, NULL,
           toNullable(toUInt32(multiIf(channel = 'export', 9000, channel = 'bar', 7000, 1000)
               + floor(multiIf(channel = 'export', 40, channel = 'bar', 120, 900) * pow(cityHash64(number, 's-buy') / 18446744073709551616.0, 1.4))))) AS buyer_id,
        multiIf(channel = 'export', ['AR','UY','PE','BR','US'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-ctr') / 18446744073709551616.0, 1.2)))],
                channel = 'web' AND cityHash64(number, 's-ctw') % 100 < 9, ['AR','PE'][1 + cityHash64(number, 's-ct2') % 2], 'CL') AS country,
        toUInt32(26003 + greatest(0, toInt32(intDiv(toUInt32(sold_at) - toUInt32(toDateTime('2026-03-02 04:00:00', 'UTC')), 28800)) - 18 - toInt32(cityHash64(number, 's-run') % 80))) AS run_no,
        toUInt16([75,75,75,33,33,150][1 + cityHash64(number, 's-siz') % 6]) AS size_cl,
        toUInt16(multiIf(channel = 'shop', 1 + cityHash64(number, 's-btl') % 6, channel = 'web', 3 * (1 + cityHash64(number, 's-btl') % 8),
                         channel = 'bar', 12 * (1 + cityHash64(number, 's-btl') % 5), 60 * (1 + cityHash64(number, 's-btl') % 9))) AS bottles,
        toUInt32(bottles * multiIf(size_cl = 33, 1890, size_cl = 75, 3950, 7400) * multiIf(channel = 'bar', 0.8, channel = 'export', 0.7, 1)) AS amount_clp,
        cityHash64(number, 's-pay') % 100 AS p,
        multiIf(p < if(channel = 'export', 15, 5), 'refunded', p > 96, 'voided', 'paid') AS pay_state
    FROM numbers(5200)
)
WHERE sold_at < '2026-05-21 16:20:00' AND run_no IN (SELECT run_no FROM mosto.runs);

-- A newspaper writes about the house: the web shop is overrun on 2026-05-08 from 18:00 to 21:00.
INSERT INTO mosto.sales
SELECT
    809000 + number,
    toDateTime('2026-05-08 18:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 180) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58),
    'web', toNullable(toUInt32(2000 + number)), 'CL', toUInt32(26100 + cityHash64(number, 'x-run') % 70), 75,
    toUInt16(3 * (1 + cityHash64(number, 'x-btl') % 3)) AS bottles, toUInt32(bottles * 3950), 'paid'
FROM numbers(170);
