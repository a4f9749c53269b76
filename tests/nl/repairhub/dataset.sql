-- Phone and laptop repair shops. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS repairhub;
CREATE DATABASE repairhub;

CREATE TABLE repairhub.shops
(
    shop_code LowCardinality(String),
    shop_name String,
    town      LowCardinality(String),
    format    LowCardinality(String) COMMENT 'street = own shop, kiosk = stand in a mall, counter = desk inside a partner store',
    benches   UInt8 COMMENT 'number of workbenches',
    opened_on Date
)
ENGINE = MergeTree ORDER BY shop_code;

INSERT INTO repairhub.shops VALUES
('LDS1', 'Briggate', 'Leeds', 'street', 6, '2017-03-11'),
('MCR1', 'Piccadilly', 'Manchester', 'street', 7, '2018-09-01'),
('MCR2', 'Orchard Mall', 'Manchester', 'kiosk', 2, '2022-11-19'),
('SHF1', 'Meadow Arcade', 'Sheffield', 'kiosk', 3, '2021-05-22'),
('YRK1', 'Coney Street', 'York', 'street', 4, '2019-06-15'),
('HUL1', 'Paragon', 'Hull', 'counter', 2, '2024-02-03'),
('LIV1', 'Bold Street', 'Liverpool', 'street', 5, '2020-10-10'),
('NCL1', 'Grainger', 'Newcastle', 'counter', 2, '2025-04-26');

CREATE TABLE repairhub.jobs
(
    ticket_no    String,
    shop_code    LowCardinality(String),
    booked_in_at DateTime('UTC') COMMENT 'device handed over or parcel opened',
    ready_at     Nullable(DateTime('UTC')) COMMENT 'repaired and tested',
    collected_at Nullable(DateTime('UTC')),
    customer_id  UInt32,
    device       LowCardinality(String),
    brand        LowCardinality(String),
    fault        LowCardinality(String) COMMENT 'main fault at check-in. port = charging socket, liquid = water or another spill, board = mainboard',
    channel      LowCardinality(String) COMMENT 'W = walk-in, O = booked online, M = sent in by mail',
    state        LowCardinality(String) COMMENT 'waiting, parts = waiting for a part, bench = being repaired, ready, collected, declined = customer said no to the quote, scrap = beyond repair. Customers pay when they collect, only collected jobs are income',
    price_gbp    Decimal(8, 2) COMMENT 'quoted price with VAT, 0 for warranty repeats',
    warranty     UInt8 COMMENT '1 = repeat repair under our own warranty',
    tech_id      Nullable(UInt16) COMMENT 'null while nobody has taken the ticket',
    bench_min    Nullable(UInt16) COMMENT 'hands-on time at the bench'
)
ENGINE = MergeTree ORDER BY (shop_code, booked_in_at);

-- All shops are closed on 2026-05-04 (bank holiday) and only one in three jobs of other days comes in on a Sunday.
INSERT INTO repairhub.jobs
SELECT ticket_no, shop_code, booked_in_at,
       if(kind = 'repair' AND r < '2026-05-21 16:20:00', toNullable(r), NULL) AS ready_at,
       if(kind = 'repair' AND r < '2026-05-21 16:20:00' AND c < '2026-05-21 16:20:00', toNullable(c), NULL) AS collected_at,
       customer_id, device, brand, fault, channel,
       multiIf(kind != 'repair', kind,
               collected_at IS NOT NULL, 'collected',
               ready_at IS NOT NULL, 'ready',
               ['bench','parts','parts','waiting'][1 + cityHash64(n, 'j-open') % 4]) AS state,
       price_gbp, warranty,
       if(state = 'waiting', NULL, toNullable(toUInt16(10 * shop_idx + 1 + cityHash64(n, 'j-tech') % 3))) AS tech_id,
       if(ready_at IS NULL, NULL, toNullable(toUInt16(bench))) AS bench_min
FROM
(
    SELECT
        number AS n,
        concat('R-', toString(210000 + number)) AS ticket_no,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'j-shop') / 18446744073709551616.0, 1.35))) AS shop_idx,
        ['MCR1','LDS1','LIV1','YRK1','SHF1','MCR2','NCL1','HUL1'][shop_idx] AS shop_code,
        toDate('2026-05-21') - toUInt32(floor(96 * pow(cityHash64(number, 'j-day') / 18446744073709551616.0, 1.2))) AS day,
        toDateTime(day, 'UTC') + toIntervalMinute(540 + cityHash64(number, 'j-min') % 600) + toIntervalSecond(1 + cityHash64(number, 'j-sec') % 58) AS booked_in_at,
        1 + toUInt32(floor(2600 * pow(cityHash64(number, 'j-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        ['phone','laptop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-dev') / 18446744073709551616.0, 1.7)))] AS device,
        cityHash64(number, 'j-brand') % 100 AS b,
        multiIf(device = 'phone', multiIf(b < 41, 'Apple', b < 73, 'Samsung', b < 88, 'Google', 'Xiaomi'),
                device = 'laptop', multiIf(b < 22, 'Apple', b < 55, 'Lenovo', b < 80, 'Dell', 'HP'),
                multiIf(b < 58, 'Apple', b < 90, 'Samsung', 'Lenovo')) AS brand,
        cityHash64(number, 'j-fault') % 100 AS f,
        if(device = 'laptop',
           multiIf(f < 24, 'keyboard', f < 44, 'battery', f < 62, 'screen', f < 76, 'liquid', f < 87, 'board', f < 93, 'port', 'software'),
           multiIf(f < 43, 'screen', f < 66, 'battery', f < 78, 'port', f < 86, 'liquid', f < 93, 'camera', f < 96, 'board', 'software')) AS fault,
        ['W','O','M'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'j-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(number, 'j-kind') % 1000 AS s,
        multiIf(s < multiIf(device = 'laptop', 165, device = 'tablet', 110, 70), 'declined',
                s >= if(fault IN ('liquid', 'board'), 880, 985), 'scrap', 'repair') AS kind,
        if(kind = 'repair' AND cityHash64(number, 'j-war') % 100 < 6, 1, 0) AS warranty,
        multiIf(fault = 'screen', 95, fault = 'battery', 58, fault = 'port', 52, fault = 'liquid', 110, fault = 'keyboard', 88, fault = 'camera', 72, fault = 'board', 165, 38)
            * multiIf(device = 'laptop', 1.55, device = 'tablet', 1.15, 1.0) * if(brand = 'Apple', 1.3, 1.0) AS base,
        if(warranty = 1, toDecimal64(0, 2), toDecimal64(round(base * (0.75 + cityHash64(number, 'j-price') % 700 / 1000), 2), 2)) AS price_gbp,
        12 + floor(base / 4 + 18 * pow(1 - cityHash64(number, 'j-bench') / 18446744073709551616.0, -0.5)) AS bench,
        toUInt32(floor(9 * pow(cityHash64(number, 'j-lead') / 18446744073709551616.0, if(device = 'laptop', 1.5, 2.9)))) AS lead,
        if(lead = 0, booked_in_at + toIntervalMinute(bench + 15 + cityHash64(number, 'j-q') % 120),
           toDateTime(day + lead + if(day + lead = '2026-05-04', 1, 0), 'UTC') + toIntervalMinute(550 + cityHash64(number, 'j-rm') % 560) + toIntervalSecond(1 + cityHash64(number, 'j-rs') % 58)) AS r,
        toUInt32(floor(6 * pow(cityHash64(number, 'j-late') / 18446744073709551616.0, 2.0))) AS late,
        if(late = 0, r + toIntervalMinute(6 + cityHash64(number, 'j-cq') % 55),
           toDateTime(toDate(r) + late + if(toDate(r) + late = '2026-05-04', 1, 0), 'UTC') + toIntervalMinute(545 + cityHash64(number, 'j-cm') % 590) + toIntervalSecond(1 + cityHash64(number, 'j-cs') % 58)) AS c
    FROM numbers(6200)
)
WHERE booked_in_at < '2026-05-21 16:19:00'
  AND day != '2026-05-04'
  AND NOT (toDayOfWeek(day) = 7 AND cityHash64(n, 'j-sun') % 3 != 0);

-- A burst pipe in Sheffield: wet devices queue up on Tuesday 2026-05-12 from 11:00 to 14:00.
INSERT INTO repairhub.jobs
SELECT concat('R-', toString(218000 + number)), 'SHF1',
       toDateTime('2026-05-12 11:00:00', 'UTC') + toIntervalMinute(number * 179 / 64) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58),
       toDateTime('2026-05-15 09:00:00', 'UTC') + toIntervalMinute(number * 7) + toIntervalSecond(1 + cityHash64(number, 'x-rs') % 58),
       toDateTime('2026-05-18 09:00:00', 'UTC') + toIntervalMinute(number * 8) + toIntervalSecond(1 + cityHash64(number, 'x-cs') % 58),
       1 + cityHash64(number, 'x-cust') % 2600,
       ['phone','phone','tablet'][1 + cityHash64(number, 'x-dev') % 3], ['Apple','Samsung'][1 + cityHash64(number, 'x-br') % 2],
       'liquid', 'W', 'collected', toDecimal64(84 + cityHash64(number, 'x-p') % 90, 2), 0, 51 + cityHash64(number, 'x-t') % 3, 40 + cityHash64(number, 'x-b') % 60
FROM numbers(64);

CREATE TABLE repairhub.parts_used
(
    used_at    DateTime('UTC'),
    ticket_no  String,
    part_kind  LowCardinality(String),
    grade      LowCardinality(String) COMMENT 'O = original, C = compatible, R = pulled from a donor device',
    supplier   LowCardinality(String),
    outcome    LowCardinality(String) COMMENT 'fitted, doa = dead on arrival, wrong = did not match the device',
    cost_pence UInt32
)
ENGINE = MergeTree ORDER BY used_at;

-- One fitted part for each repaired job, before it sometimes a bad one. Voltix delivers dead parts since 2026-05-18.
INSERT INTO repairhub.parts_used
SELECT ready_at - toIntervalMinute(if(step = 2, 7, 19)) AS used_at, ticket_no, part_kind, grade, supplier,
       multiIf(step = 2, 'fitted', bad < dead, 'doa', 'wrong') AS outcome,
       toUInt32(multiIf(part_kind = 'screen', 3900, part_kind = 'battery', 1650, part_kind = 'port', 700, part_kind = 'keyboard', 2800, part_kind = 'camera', 2100, 5600)
           * multiIf(grade = 'O', 1.6, grade = 'R', 0.7, 1.0) * (0.8 + cityHash64(ticket_no, 'p-cost') % 400 / 1000)) AS cost_pence
FROM
(
    SELECT assumeNotNull(ready_at) AS ready_at, ticket_no, step,
           multiIf(fault = 'liquid', if(cityHash64(ticket_no, 'p-liq') % 2 = 0, 'battery', 'board'), fault) AS part_kind,
           ['C','O','R'][1 + toUInt8(floor(3 * pow(cityHash64(ticket_no, 'p-grade') / 18446744073709551616.0, 1.4)))] AS grade,
           ['Partsco','MobiSource','Voltix','Gadget Grade'][1 + toUInt8(floor(4 * pow(cityHash64(ticket_no, step, 'p-sup') / 18446744073709551616.0, 1.3)))] AS supplier,
           cityHash64(ticket_no, 'p-bad') % 1000 AS bad,
           multiIf(supplier = 'Voltix' AND ready_at >= '2026-05-18 00:00:00', if(part_kind = 'battery', 640, 380), supplier = 'Gadget Grade', 95, 70) AS dead
    FROM (SELECT *, arrayJoin([1, 2]) AS step FROM repairhub.jobs WHERE ready_at IS NOT NULL AND fault != 'software')
)
WHERE step = 2 OR bad < dead + 35;
