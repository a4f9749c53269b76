-- Laundry and rental of workwear: scans of garments, repairs and the customers' sites. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Nothing lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS wovana;
CREATE DATABASE wovana;

CREATE TABLE wovana.sites
(
    site_id    UInt16,
    site_name  String,
    customer   LowCardinality(String),
    sector     LowCardinality(String) COMMENT 'food, health, metal, hotel or chemical',
    wearers    UInt16 COMMENT 'people with rented workwear',
    since      Date COMMENT 'start of the contract',
    key_acct   Bool COMMENT 'true for key accounts'
)
ENGINE = MergeTree ORDER BY site_id
COMMENT 'customer sites that garments are collected from and delivered to';

-- Site 123 has signed but sends nothing yet.
INSERT INTO wovana.sites
SELECT
    100 + number,
    ['Nordfisk Skagen','Nordfisk Esbjerg','Ringmetal Hall 1','Ringmetal Hall 2','Hotel Astrid','Hotel Borealis','St. Lucas Clinic','Clinique du Parc','Duvolac Dairy','Duvolac Depot','Chemora North','Chemora South',
     'Padaria Sol','Hospital da Ria','Ferro Douro','Pousada Azul','Gantoise Foundry','Leie Hospital','Maison Cordier','Cordier Bakery','Sylt Chem','Kattegat Steel','Vestby Care Home','Atelier Roubaix'][1 + number],
    ['Nordfisk','Nordfisk','Ringmetal','Ringmetal','Astrid Group','Astrid Group','St. Lucas','Parc Sante','Duvolac','Duvolac','Chemora','Chemora',
     'Padaria Sol','Ria','Ferro Douro','Azul','Gantoise','Leie','Cordier','Cordier','Sylt Chem','Kattegat','Vestby','Roubaix'][1 + number],
    ['food','food','metal','metal','hotel','hotel','health','health','food','food','chemical','chemical','food','health','metal','hotel','metal','health','hotel','food','chemical','metal','health','metal'][1 + number],
    12 + cityHash64(number, 'w-wear') % 240,
    toDate('2026-05-18') - toUInt32(floor(2600 * pow(cityHash64(number, 'w-since') / 18446744073709551616.0, 1.4))),
    cityHash64(number, 'w-key') % 4 = 0
FROM numbers(24);

CREATE TABLE wovana.scans
(
    scan_ts    DateTime64(3, 'UTC'),
    tag        String COMMENT 'chip sewn into one garment',
    garment    LowCardinality(String) COMMENT 'jacket, trousers, overall, coat, apron, hi_vis',
    evt        LowCardinality(String) COMMENT 'IN = soiled garment came in, WA = washed, OUT = delivered to the customer, LO = written off as lost',
    plant      LowCardinality(String),
    site_id    UInt16,
    machine    LowCardinality(Nullable(String)) COMMENT 'washing machine, only on WA',
    temp_c     Nullable(UInt8) COMMENT 'wash temperature in degrees, only on WA',
    cycle_s    Nullable(UInt32) COMMENT 'duration of the wash in seconds, only on WA',
    water_l    Nullable(Float64) COMMENT 'litres of water for this garment, only on WA',
    rewash     Bool COMMENT 'true when washed again because it was still dirty',
    charge_eur Nullable(Decimal(8, 2)) COMMENT 'replacement charge, only on LO'
)
ENGINE = MergeTree ORDER BY (plant, scan_ts)
COMMENT 'every read of a garment chip in the plants';

-- Each round of a garment: in, washed, sometimes washed again, then out or lost. Machine GE-3 is slow since 2026-05-20 06:00; Hotel Borealis (105) loses a lot in May,
-- Porto washes much twice on 2026-05-19; Lille stood still on 2026-05-14; sites 104 and 117 have fallen silent for long, 121 since 2026-05-16.
INSERT INTO wovana.scans
SELECT scan_ts, tag, garment, evt, plant, site_id,
       if(evt = 'WA', mach, NULL),
       if(evt = 'WA', toNullable(toUInt8(temp)), NULL),
       if(evt = 'WA', toNullable(toUInt32((1500 + 12 * temp + cityHash64(n, 's-cyc') % 1500) * if(mach = 'GE-3' AND scan_ts >= '2026-05-20 06:00:00', 2.7, 1) * multiIf(mach = 'PO-2', 1.22, mach = 'LI-4', 1.14, 1))), NULL),
       if(evt = 'WA', toNullable(round(multiIf(garment IN ('coat', 'overall'), 14, garment = 'apron', 5, 9) * (0.7 + cityHash64(n, 's-wat') % 700 / 1000), 2)), NULL),
       evt = 'WA' AND pos = 2,
       if(evt = 'LO', toNullable(toDecimal64(12 + cityHash64(tag, 's-val') % 6000 / 100, 2)), NULL)
FROM
(
    SELECT
        number AS n,
        intDiv(number, 4) AS p,
        number % 4 AS pos,
        toUInt32(floor(1900 * pow(cityHash64(p, 's-tag') / 18446744073709551616.0, 1.9))) AS g,
        concat('E2', leftPad(toString(700000 + g * 7), 8, '0')) AS tag,
        ['jacket','trousers','overall','coat','apron','hi_vis'][1 + toUInt8(floor(6 * pow(cityHash64(g, 's-gar') / 18446744073709551616.0, 1.3)))] AS garment,
        toUInt16(100 + cityHash64(g, 's-site') % 23) AS site_id,
        ['Aalborg','Aalborg','Gent','Gent','Aalborg','Aalborg','Gent','Lille','Lille','Lille','Gent','Lille','Porto','Porto','Porto','Porto','Gent','Gent','Lille','Lille','Aalborg','Aalborg','Porto'][1 + site_id - 100] AS plant,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(4 + toUInt32(floor(86390 * pow(cityHash64(p, 's-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(multiIf(pos = 0, 0, pos = 1, 40 + cityHash64(p, 's-g1') % 500, pos = 2, 560 + cityHash64(p, 's-g2') % 200, 800 + cityHash64(p, 's-g3') % 1700))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS scan_ts,
        concat(multiIf(plant = 'Aalborg', 'AA-', plant = 'Gent', 'GE-', plant = 'Lille', 'LI-', 'PO-'), toString(1 + cityHash64(number, 's-mach') % 4)) AS mach,
        [40, 60, 60, 75, 85, 90][1 + cityHash64(p, 's-temp') % 6] AS temp,
        multiIf(pos = 0, 'IN', pos IN (1, 2), 'WA',
                cityHash64(p, 's-lost') % 1000 < if(site_id = 105 AND scan_ts >= '2026-05-01 00:00:00', 320, 45), 'LO', 'OUT') AS evt
    FROM numbers(13200)
)
WHERE scan_ts < '2026-05-21 16:20:00'
  AND NOT (pos = 2 AND cityHash64(p, 's-re') % 100 >= multiIf(plant = 'Porto' AND toDate(scan_ts) = '2026-05-19', 70, plant = 'Lille', 12, 7))
  AND NOT (pos = 3 AND cityHash64(p, 's-noout') % 100 < 4)
  AND NOT (plant = 'Lille' AND toDate(scan_ts) = '2026-05-14')
  AND NOT (site_id = 121 AND scan_ts >= '2026-05-16 09:00:00')
  AND NOT (site_id = 117 AND scan_ts >= '2026-05-09 00:00:00')
  AND NOT (site_id = 104 AND scan_ts >= '2026-05-11 12:00:00');

CREATE TABLE wovana.repairs
(
    repair_id UInt32,
    done_at   DateTime('UTC'),
    tag       String COMMENT 'chip of the garment',
    site_id   UInt16,
    fix       LowCardinality(String) COMMENT 'what was done: zip, button, seam, patch or reflector',
    tailor    LowCardinality(String),
    work_s    UInt32 COMMENT 'working time in seconds',
    fee_cents UInt32 COMMENT 'price of the repair, euro cents',
    billed    Bool COMMENT 'false when done free of charge'
)
ENGINE = MergeTree ORDER BY done_at
COMMENT 'repairs in the sewing rooms';

INSERT INTO wovana.repairs
SELECT
    30000 + number,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(5 + toUInt32(floor(86300 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25))))
        + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS done_at,
    concat('E2', leftPad(toString(700000 + g * 7), 8, '0')),
    toUInt16(100 + cityHash64(g, 's-site') % 23),
    ['seam','zip','button','patch','reflector'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-fix') / 18446744073709551616.0, 1.4)))] AS fix,
    ['Ewa','Rosa','Lars','Fatima','Joao'][1 + cityHash64(number, 'r-tail') % 5],
    toUInt32(multiIf(fix = 'button', 180, fix = 'zip', 900, fix = 'seam', 480, fix = 'patch', 720, 400) * (0.6 + cityHash64(number, 'r-work') % 1000 / 1000)),
    toUInt32(multiIf(fix = 'button', 190, fix = 'zip', 1150, fix = 'seam', 420, fix = 'patch', 680, 390) + cityHash64(number, 'r-fee') % 160),
    cityHash64(number, 'r-bill') % 100 < 78
FROM (SELECT number, toUInt32(floor(1900 * pow(cityHash64(number, 'r-tag') / 18446744073709551616.0, 1.9))) AS g FROM numbers(2400));
