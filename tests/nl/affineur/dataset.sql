-- Cheese wholesaler: pallets in the cold store and deliveries to clients. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS affineur;
CREATE DATABASE affineur;

CREATE TABLE affineur.clients
(
    client_id    UInt32,
    shop_name    String,
    kind         LowCardinality(String) COMMENT 'deli, restaurant, supermarket or hotel',
    town         LowCardinality(String),
    client_since Date
)
ENGINE = MergeTree ORDER BY client_id;

INSERT INTO affineur.clients
SELECT
    2000 + number,
    concat(['Maison','Chez','Halle','Cave','Comptoir','Table'][1 + cityHash64(number, 'c-a') % 6], ' ',
           ['Perrin','Vidal','Lorne','Basset','Quenot','Marchal','Duvet'][1 + cityHash64(number, 'c-b') % 7], ' ', toString(number)),
    ['deli','restaurant','supermarket','hotel'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-k') / 18446744073709551616.0, 1.3)))],
    ['Lyon','Annecy','Dijon','Grenoble','Nice','Geneva'][1 + cityHash64(number, 'c-t') % 6],
    toDate('2026-04-30') - toUInt32(cityHash64(number, 'c-s') % 2900)
FROM numbers(210);

CREATE TABLE affineur.pallets
(
    pallet_no   UInt32,
    cheese      LowCardinality(String),
    milk        LowCardinality(String) COMMENT 'cow, goat or sheep',
    origin      LowCardinality(String) COMMENT 'country of the dairy, ISO 3166 two-letter code',
    chamber     LowCardinality(String) COMMENT 'cold room, A to F',
    racked_at   DateTime('UTC') COMMENT 'when the pallet was put on its rack',
    net_kg      Decimal(8, 1),
    best_before Date,
    hold_state  LowCardinality(String) COMMENT 'free, reserved, or blocked by quality control'
)
ENGINE = MergeTree ORDER BY pallet_no;

INSERT INTO affineur.pallets
SELECT
    40000 + number,
    ['Comte','Brie','Gouda','Stilton','Taleggio','Crottin','Manchego','Roquefort'][k],
    ['cow','cow','cow','cow','cow','goat','sheep','sheep'][k],
    ['FR','FR','NL','GB','IT','FR','ES','FR'][k],
    ['A','B','C','D','E','F'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'p-ch') / 18446744073709551616.0, 1.2)))],
    toDateTime('2026-01-21 16:20:00', 'UTC') + toIntervalMinute(number * 144 + cityHash64(number, 'p-j') % 100) + toIntervalSecond(1 + cityHash64(number, 'p-js') % 58) AS r,
    toDecimal64(180 + cityHash64(number, 'p-kg') % 5200 / 10, 1),
    toDate(r) + 40 + toUInt16(cityHash64(number, 'p-bb') % 300),
    multiIf(cityHash64(number, 'p-h') % 100 < 7, 'blocked', cityHash64(number, 'p-h') % 100 < 30, 'reserved', 'free')
FROM (SELECT number, 1 + toUInt8(floor(8 * pow(cityHash64(number, 'p-k') / 18446744073709551616.0, 1.3))) AS k FROM numbers(1200));

CREATE TABLE affineur.deliveries
(
    delivery_id    UInt64,
    dispatched_at  DateTime('UTC'),
    handed_over_at Nullable(DateTime('UTC')) COMMENT 'null unless delivered',
    pallet_no      UInt32 COMMENT 'pallet that the goods were picked from',
    client_id      UInt32,
    van            LowCardinality(String),
    route          LowCardinality(String) COMMENT 'city, coast, alpine or valley',
    outcome        LowCardinality(String) COMMENT 'delivered, refused (turned away by the client at the door) or recalled (called back on the way); only delivered goods are invoiced',
    rush           UInt8 COMMENT '1 for a same-day order',
    wheels         UInt16,
    gross_kg       Float64,
    goods_eur      Decimal(10, 2) COMMENT 'value of the goods without tax',
    core_temp_c    Nullable(Float32) COMMENT 'cheese temperature probed at the client, degrees Celsius; null when nobody probed',
    ramp_wait_s    Nullable(UInt32) COMMENT 'wait at the client''s ramp'
)
ENGINE = MergeTree ORDER BY dispatched_at;

-- The cooling of van V-07 fails from 2026-05-20 05:00; clients turn deliveries away in droves on 2026-05-19 10:00-12:00; nothing went out on 2026-05-14.
INSERT INTO affineur.deliveries
SELECT
    delivery_id, dispatched_at, if(outcome = 'delivered', dispatched_at + toIntervalMinute(drive), NULL),
    40000 + toUInt32(greatest(0, intDiv(dateDiff('minute', toDateTime('2026-01-21 16:20:00', 'UTC'), dispatched_at), 144) - 5 - toInt64(cityHash64(n, 'e-pal') % 300))),
    client_id, van, route, outcome, rush, wheels, gross_kg,
    toDecimal64(round(gross_kg * (7.5 + cityHash64(n, 'e-eur') % 1700 / 100), 2), 2),
    if(outcome = 'recalled' OR cityHash64(n, 'e-np') % 100 < 9, NULL,
       toNullable(toFloat32(round(if(van = 'V-07' AND dispatched_at >= '2026-05-20 05:00:00', 10.5, 2.2)
           + cityHash64(n, 'e-tc') % 470 / 100 + if(cityHash64(n, 'e-tw') % 100 < 4, 3.4, 0), 1)))),
    if(outcome = 'recalled', NULL, toNullable(toUInt32(floor(90 * pow(1 - cityHash64(n, 'e-w') / 18446744073709551616.0, if(route = 'coast', -0.75, -0.55))))))
FROM
(
    SELECT
        number AS n,
        880000 + number AS delivery_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'e-ts') / 18446744073709551616.0, 1.45))))
            + toIntervalSecond(1 + cityHash64(number, 'e-s') % 58) AS dispatched_at,
        2000 + toUInt32(floor(205 * pow(cityHash64(number, 'e-cl') / 18446744073709551616.0, 1.5))) AS client_id,
        concat('V-', leftPad(toString(1 + toUInt8(floor(12 * pow(cityHash64(number, 'e-van') / 18446744073709551616.0, 1.2)))), 2, '0')) AS van,
        ['city','coast','alpine','valley'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-rt') / 18446744073709551616.0, 1.3)))] AS route,
        cityHash64(number, 'e-o') % 1000 AS o,
        multiIf(o < if(route = 'alpine', 95, 55), 'refused', o < 130, 'recalled', 'delivered') AS outcome,
        toUInt8(cityHash64(number, 'e-r') % 100 < 27) AS rush,
        toUInt16(2 + floor(14 * pow(1 - cityHash64(number, 'e-wh') / 18446744073709551616.0, -0.35))) AS wheels,
        round(wheels * (2.1 + cityHash64(number, 'e-kg') % 600 / 100), 1) AS gross_kg,
        toUInt32(multiIf(route = 'city', 14, route = 'coast', 55, route = 'alpine', 80, 35) + cityHash64(number, 'e-d') % 70) AS drive
    FROM numbers(7200)
)
WHERE NOT (toHour(dispatched_at) NOT BETWEEN 4 AND 19 AND cityHash64(n, 'e-night') % 10 != 0)
  AND toDate(dispatched_at) != '2026-05-14'
  AND (outcome != 'delivered' OR dispatched_at + toIntervalMinute(drive) < '2026-05-21 16:20:00')
  AND NOT (outcome = 'delivered' AND toDate(dispatched_at + toIntervalMinute(drive)) = '2026-05-14');

-- The refusals of that Tuesday, beyond the usual ones.
INSERT INTO affineur.deliveries
SELECT
    889000 + number, toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-m') % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58) AS t, NULL,
    41000 + toUInt32(cityHash64(number, 'x-p') % 150), 2000 + toUInt32(cityHash64(number, 'x-c') % 205), concat('V-', leftPad(toString(1 + cityHash64(number, 'x-v') % 12), 2, '0')),
    ['city','coast','alpine','valley'][1 + cityHash64(number, 'x-r') % 4], 'refused', toUInt8(cityHash64(number, 'x-ru') % 4 = 0), toUInt16(6 + cityHash64(number, 'x-w') % 20) AS w,
    round(w * (2.1 + cityHash64(number, 'x-kg') % 600 / 100), 1) AS kg, toDecimal64(round(kg * 14.2, 2), 2), toFloat32(3 + cityHash64(number, 'x-t') % 30 / 10), toUInt32(100 + cityHash64(number, 'x-rw') % 900)
FROM numbers(85);
