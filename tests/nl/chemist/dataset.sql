-- Pharmacy chain: branches, dispensed and sold lines, shelf stock. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No line lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS chemist;

DROP TABLE IF EXISTS chemist.stores;
CREATE TABLE chemist.stores
(
    store_id   UInt16,
    store_name String,
    town       LowCardinality(String),
    region     LowCardinality(String),
    fmt        LowCardinality(String) COMMENT 'format: high_street, health_centre, retail_park or 24h',
    opened     Date
)
ENGINE = MergeTree ORDER BY store_id;

INSERT INTO chemist.stores
SELECT
    11 + number,
    ['Quayside','Marlow Bridge','Castle Gate','Minster Yard','Orchard Way','Station Approach','Abbey Lane','Kingfisher Park','Mill Race','St Brigid','Canal Wharf','Fairfield','Bell Tower','Heath Road','Victoria Arcade','Old Brewery','Northgate','Riverside Walk','Priory Court','Lime Tree'][1 + number],
    ['Tynemouth','Marlow','Lincoln','York','Hereford','Crewe','York','Tynemouth','Kendal','Lincoln','Crewe','Truro','Hereford','Marlow','Truro','Kendal','York','Crewe','Exeter','Exeter'][1 + number],
    ['North','South','East','North','West','West','North','North','North','East','West','South West','West','South','South West','North','North','West','South West','South West'][1 + number],
    ['retail_park','high_street','high_street','health_centre','high_street','24h','high_street','retail_park','health_centre','high_street','high_street','health_centre','high_street','high_street','retail_park','high_street','24h','high_street','health_centre','high_street'][1 + number],
    toDate('2025-11-30') - toUInt32(cityHash64(number, 's-open') % 7000)
FROM numbers(20);

DROP TABLE IF EXISTS chemist.disp;
CREATE TABLE chemist.disp
(
    line_id    UInt64,
    disp_ts    DateTime('UTC'),
    store_id   UInt16,
    patient_id Nullable(UInt32) COMMENT 'null for anonymous counter sales',
    item       LowCardinality(String),
    cat        LowCardinality(String),
    rx         UInt8 COMMENT '1 = on prescription, 0 = over the counter',
    cd         UInt8 COMMENT 'controlled drug, 1 or 0',
    packs      UInt8,
    amt_gbp    Decimal(8, 2) COMMENT 'value of the whole line',
    payer      LowCardinality(String) COMMENT 'nhs, insurer or self',
    st         LowCardinality(String) COMMENT 'ok, returned or voided; only ok lines keep their money',
    wait_s     Nullable(UInt32) COMMENT 'from hand-in to hand-out, prescriptions only',
    rph        String COMMENT 'initials of the pharmacist on duty'
)
ENGINE = MergeTree ORDER BY (store_id, disp_ts)
COMMENT 'One row per item dispensed or sold';

-- High-street branches are closed on Sundays; all but the 24h ones at night; Quayside was refitted on 2026-05-05 and 2026-05-06.
INSERT INTO chemist.disp
SELECT line_id, disp_ts, store_id, patient_id, item, cat, rx, cd, packs, amt_gbp, payer, st, wait_s, rph
FROM
(
    SELECT
        number AS n, 5000000 + number AS line_id,
        11 + toUInt16(floor(20 * pow(cityHash64(number, 'd-store') / 18446744073709551616.0, 1.5))) AS store_id,
        ['retail_park','high_street','high_street','health_centre','high_street','24h','high_street','retail_park','health_centre','high_street','high_street','health_centre','high_street','high_street','retail_park','high_street','24h','high_street','health_centre','high_street'][store_id - 10] AS fmt,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'd-s') % 58) AS disp_ts,
        1 + toUInt8(floor(20 * pow(cityHash64(number, 'd-item') / 18446744073709551616.0, 1.25))) AS i,
        ['Paracetamol 500mg','Atorvastatin 20mg','Ibuprofen 200mg','Metformin 500mg','Cetirizine 10mg','Omeprazole 20mg','Ramipril 5mg','Amoxicillin 500mg','Salbutamol inhaler','Bisoprolol 2.5mg','Amoxicillin 250mg','Emollient cream','Loratadine 10mg','Codeine 30mg','Insulin glargine','Doxycycline 100mg','Hydrocortisone 1%','Zopiclone 7.5mg','Morphine 10mg','Metformin 850mg'][i] AS item,
        ['pain','heart','pain','diabetes','allergy','stomach','heart','antibiotic','breathing','heart','antibiotic','skin','allergy','pain','diabetes','antibiotic','skin','sleep','pain','diabetes'][i] AS cat,
        toUInt8([0,1,0,1,0,1,1,1,1,1,1,0,0,1,1,1,0,1,1,1][i]) AS rx,
        toUInt8([0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,1,1,0][i]) AS cd,
        toUInt8([1,1,1,1,1,2,2,3,4][1 + cityHash64(number, 'd-packs') % 9]) AS packs,
        toDecimal64(round(packs * [1.15,3.4,1.9,2.85,2.6,3.1,2.75,3.95,6.4,2.45,3.2,7.9,3.3,9.2,38.5,5.6,4.45,11.3,16.8,4.1][i] * (0.85 + cityHash64(store_id, 'd-px') % 30 / 100), 2), 2) AS amt_gbp,
        if(rx = 1, toNullable(20000 + toUInt32(floor(4200 * pow(cityHash64(number, 'd-pat') / 18446744073709551616.0, 1.9)))),
           if(cityHash64(number, 'd-anon') % 100 < 78, NULL, toNullable(20000 + toUInt32(floor(4200 * pow(cityHash64(number, 'd-pat') / 18446744073709551616.0, 1.9)))))) AS patient_id,
        if(rx = 0, 'self', ['nhs','nhs','nhs','nhs','nhs','nhs','insurer','insurer','self'][1 + cityHash64(number, 'd-pay') % 9]) AS payer,
        cityHash64(number, 'd-st') % 1000 AS r,
        multiIf(r < if(fmt = '24h', 48, 21), 'voided', r < if(rx = 0, 68, 55), 'returned', 'ok') AS st,
        if(rx = 1 AND cityHash64(number, 'd-nw') % 100 >= 4, toNullable(toUInt32(60 + least(5400, 170 * pow(1 - cityHash64(number, 'd-w') / 18446744073709551616.0, -0.6) * if(toHour(disp_ts) IN (9, 12, 16, 17), 1.6, 1) * if(fmt = 'health_centre', 1.4, 1)))), NULL) AS wait_s,
        ['AK','BT','CO','DM','ER','FS','GH','JL','MP','NW'][1 + (store_id * 3 + cityHash64(toDate(disp_ts), store_id, 'd-rph') % 3) % 10] AS rph
    FROM numbers(21000)
)
WHERE (fmt = '24h' OR (toHour(disp_ts) >= 8 AND toHour(disp_ts) < 21))
  AND NOT (fmt = 'high_street' AND toDayOfWeek(disp_ts) = 7)
  AND NOT (fmt = '24h' AND toHour(disp_ts) < 7 AND cityHash64(n, 'd-night') % 5 != 0)
  AND NOT (store_id = 11 AND toDate(disp_ts) IN ('2026-05-05', '2026-05-06'));

-- Pollen: a run on cetirizine on Tuesday 2026-05-19. A broken till at Marlow Bridge voids line after line on 2026-05-20, 13:00 to 14:00.
INSERT INTO chemist.disp
SELECT
    6000000 + number, toDateTime('2026-05-19 08:05:00', 'UTC') + toIntervalMinute(cityHash64(number, 'p-ts') % 690) + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58),
    11 + toUInt16(cityHash64(number, 'p-store') % 20), NULL, 'Cetirizine 10mg', 'allergy', 0, 0, toUInt8(1 + cityHash64(number, 'p-packs') % 2),
    toDecimal64(2.6 * (1 + cityHash64(number, 'p-packs') % 2), 2), 'self', 'ok', NULL, 'FS'
FROM numbers(130);

INSERT INTO chemist.disp
SELECT
    6100000 + number, toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute((number * 7) % 60) + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58),
    12, NULL, 'Ibuprofen 200mg', 'pain', 0, 0, 1, toDecimal64(1.9, 2), 'self', 'voided', NULL, 'GH'
FROM numbers(38);

DROP TABLE IF EXISTS chemist.stock;
CREATE TABLE chemist.stock
(
    store_id   UInt16,
    item       LowCardinality(String),
    on_hand    UInt16 COMMENT 'packs on the shelf at the last count',
    reorder_pt UInt16 COMMENT 'order when fewer packs than this are left',
    exp_date   Date COMMENT 'use-by date of the oldest batch',
    counted_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY (store_id, item)
COMMENT 'Latest shelf count, one row per branch and item';

INSERT INTO chemist.stock
SELECT
    11 + intDiv(number, 20) AS store_id,
    ['Paracetamol 500mg','Atorvastatin 20mg','Ibuprofen 200mg','Metformin 500mg','Cetirizine 10mg','Omeprazole 20mg','Ramipril 5mg','Amoxicillin 500mg','Salbutamol inhaler','Bisoprolol 2.5mg','Amoxicillin 250mg','Emollient cream','Loratadine 10mg','Codeine 30mg','Insulin glargine','Doxycycline 100mg','Hydrocortisone 1%','Zopiclone 7.5mg','Morphine 10mg','Metformin 850mg'][1 + number % 20] AS item,
    if(cityHash64(number, 'k-out') % 100 < 9, 0, toUInt16(1 + floor(90 * pow(cityHash64(number, 'k-oh') / 18446744073709551616.0, 1.8)))) AS on_hand,
    toUInt16([6, 8, 10, 12, 15][1 + cityHash64(number, 'k-ro') % 5]) AS reorder_pt,
    toDate('2026-05-27') + toUInt32(floor(700 * pow(cityHash64(number, 'k-exp') / 18446744073709551616.0, 1.3))) AS exp_date,
    toDateTime('2026-05-21 05:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'k-c') % 150) - toIntervalDay(cityHash64(number, 'k-d') % 6) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS counted_at
FROM numbers(400)
WHERE cityHash64(number, 'k-gone') % 100 >= 5;
