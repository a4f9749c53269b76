-- Veterinary wholesaler: clinics, stock lots and order lines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS vetdist;

DROP TABLE IF EXISTS vetdist.clinics;
CREATE TABLE vetdist.clinics
(
    clinic_id     UInt32,
    clinic_name   String,
    practice_type LowCardinality(String) COMMENT 'small_animal, mixed, equine, farm or exotics',
    region        LowCardinality(String),
    acct_mgr      LowCardinality(String) COMMENT 'account manager on our side',
    acct_opened   Date,
    on_stop       UInt8 COMMENT '1 = credit stop, no new orders accepted'
)
ENGINE = MergeTree ORDER BY clinic_id;

INSERT INTO vetdist.clinics
SELECT
    200 + number AS clinic_id,
    concat(['Oakfield','Riverside','Millbrook','Hollybush','Castle','Abbey','Northgate','Greenway','Beacon','Tannery'][1 + cityHash64(number, 'k-a') % 10], ' ',
           ['Vets','Veterinary Centre','Animal Hospital','Farm Vets','Pet Clinic'][1 + cityHash64(number, 'k-b') % 5], ' ', toString(number + 1)),
    ['small_animal','mixed','farm','equine','exotics'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-type') / 18446744073709551616.0, 1.9)))],
    ['Devon','Norfolk','Cumbria','Kent','Fife','Powys'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-reg') / 18446744073709551616.0, 1.2)))],
    ['H. Aldous','P. Kaur','S. Brandt','J. Okoro','M. Lyle'][1 + cityHash64(number, 'k-mgr') % 5],
    toDate('2026-04-30') - toUInt32(floor(3600 * pow(cityHash64(number, 'k-open') / 18446744073709551616.0, 1.3))),
    cityHash64(number, 'k-stop') % 100 < 4
FROM numbers(400);

DROP TABLE IF EXISTS vetdist.lots;
CREATE TABLE vetdist.lots
(
    lot_no     String COMMENT 'batch number of the manufacturer',
    sku        LowCardinality(String),
    mfr        LowCardinality(String),
    depot      LowCardinality(String),
    cold_chain UInt8 COMMENT '1 = store at 2-8 C',
    recvd_on   Date,
    exp_date   Date,
    qty_recvd  UInt32,
    qty_onhand UInt32 COMMENT 'units left in the depot now'
)
ENGINE = MergeTree ORDER BY lot_no;

-- Twelve lots of each of 22 products; no lot expires on the first or last day of a month or within two days of the clock.
INSERT INTO vetdist.lots
SELECT lot_no, sku, mfr, depot, cold_chain, recvd_on, exp_date, qty_recvd,
       if(cityHash64(number, 'l-none') % 100 < 38, 0, toUInt32(floor(qty_recvd * 0.6 * cityHash64(number, 'l-left') / 18446744073709551616.0))) AS qty_onhand
FROM
(
    SELECT
        number,
        intDiv(number, 12) AS pr,
        concat('B', toString(24000 + number * 7)) AS lot_no,
        concat(['CVX','FTC','EQT','LG4','IBR','FLX','WCT','PSC','IVM','AMX','DOX','CEF','MLX','CPD','PPV','ISO','RCD','GWT','SYR','GLV','SUT','CAT'][1 + pr], '-', toString(100 + pr * 5)) AS sku,
        ['Halden Bio','Norvet','Pharmavale','Cordia','Linden Labs'][1 + cityHash64(pr, 'l-mfr') % 5] AS mfr,
        ['Swindon','Perth','Preston'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-dep') / 18446744073709551616.0, 1.5)))] AS depot,
        pr < 5 AS cold_chain,
        toDate('2026-02-14') - cityHash64(number, 'l-rec') % 120 AS recvd_on,
        toStartOfMonth(recvd_on + 165 + toUInt32(floor(720 * pow(cityHash64(number, 'l-exp') / 18446744073709551616.0, 1.4)))) + (2 + cityHash64(number, 'l-day') % 16) AS exp_date,
        100 * (1 + cityHash64(number, 'l-qty') % 20) AS qty_recvd
    FROM numbers(264)
);

DROP TABLE IF EXISTS vetdist.ord_lines;
CREATE TABLE vetdist.ord_lines
(
    line_id     UInt64,
    ord_no      String COMMENT 'an order has one to four lines',
    placed_at   DateTime('UTC'),
    clinic_id   UInt32,
    channel     LowCardinality(String) COMMENT 'web, phone, rep or edi',
    sku         LowCardinality(String),
    prod_name   LowCardinality(String),
    category    LowCardinality(String),
    lot_no      Nullable(String) COMMENT 'null until picked',
    qty         UInt32 COMMENT 'units',
    disc_pct    UInt8,
    net_gbp     Decimal(10, 2) COMMENT 'line value after discount, ex VAT',
    line_status LowCardinality(String) COMMENT 'open, backordered, shipped, cancelled, returned; only shipped lines are invoiced',
    shipped_at  Nullable(DateTime('UTC')),
    max_temp_c  Nullable(Float32) COMMENT 'highest logger reading on the way, vaccines only; null when there was no logger in the box'
)
ENGINE = MergeTree ORDER BY (placed_at, line_id);

-- Closed on 2026-05-04 (bank holiday). Lot B24042 comes back from the clinics.
INSERT INTO vetdist.ord_lines
SELECT line_id, ord_no, placed_at, clinic_id, channel, sku, prod_name, category,
       if(line_status IN ('shipped', 'returned'), toNullable(lot), NULL) AS lot_no,
       qty, disc_pct, toDecimal64(round(qty * price * (100 - disc_pct) / 100, 2), 2) AS net_gbp, line_status,
       if(line_status IN ('shipped', 'returned'), toNullable(out_at), NULL) AS shipped_at,
       if(line_status IN ('shipped', 'returned') AND category = 'vaccine' AND cityHash64(n, 'o-log') % 100 < 83,
          toNullable(toFloat32(if(cityHash64(n, 'o-hot') % 100 < 5, 8.2 + (cityHash64(n, 'o-t') % 60) / 10, 3.1 + (cityHash64(n, 'o-t') % 45) / 10))), NULL) AS max_temp_c
FROM
(
    SELECT
        number AS n,
        intDiv(number, 4) AS p,
        880000 + number AS line_id,
        concat('SO', toString(310000 + p)) AS ord_no,
        toDate('2026-05-21') - toUInt32(floor(92 * pow(cityHash64(p, 'o-day') / 18446744073709551616.0, 1.15))) AS day,
        toDateTime(day, 'UTC') + toIntervalMinute(390 + toUInt32(floor(780 * pow(cityHash64(p, 'o-min') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(1 + cityHash64(p, 'o-sec') % 58) AS placed_at,
        200 + toUInt32(floor(386 * pow(cityHash64(p, 'o-cl') / 18446744073709551616.0, 1.9))) AS clinic_id,
        ['web','phone','edi','rep'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'o-ch') / 18446744073709551616.0, 1.7)))] AS channel,
        toUInt8(floor(22 * pow(cityHash64(n, 'o-pr') / 18446744073709551616.0, 1.25))) AS pr,
        concat(['CVX','FTC','EQT','LG4','IBR','FLX','WCT','PSC','IVM','AMX','DOX','CEF','MLX','CPD','PPV','ISO','RCD','GWT','SYR','GLV','SUT','CAT'][1 + pr], '-', toString(100 + pr * 5)) AS sku,
        ['Canivax DHP','Felisure Tricat','Equitet','Leptoguard 4','Bovishield IBR','Fleanix Spot-On','Wormclear Tabs','Parastop Chew','Ivomax Pour-On','Amoxivet 250','Doxycare 100','Cefalor Inj','Meloxivet Susp','Carprodol 50','Propovet 10ml','Isorane 250ml','Renal Care Dry','Gastro Wet Tins','Syringes 5ml','Nitrile Gloves M','Sutures 3-0','Catheter 22G'][1 + pr] AS prod_name,
        multiIf(pr < 5, 'vaccine', pr < 9, 'antiparasitic', pr < 12, 'antibiotic', pr < 14, 'analgesic', pr < 16, 'anaesthetic', pr < 18, 'diet', 'consumable') AS category,
        [14.2, 16.9, 21.5, 12.4, 18.75, 9.6, 6.35, 11.1, 27.4, 7.9, 8.45, 19.3, 13.6, 10.2, 15.8, 42.0, 31.5, 22.9, 4.1, 5.6, 17.2, 3.4][1 + pr] AS price,
        concat('B', toString(24000 + (pr * 12 + cityHash64(n, 'o-lot') % 12) * 7)) AS lot,
        toUInt32(1 + floor(44 * pow(cityHash64(n, 'o-qty') / 18446744073709551616.0, 2.2))) AS qty,
        toUInt8([0, 0, 0, 5, 5, 10, 15][1 + cityHash64(clinic_id, 'o-disc') % 7]) AS disc_pct,
        placed_at + toIntervalMinute(95 + toUInt32(floor(4300 * pow(cityHash64(n, 'o-ship') / 18446744073709551616.0, if(channel = 'phone', 1.6, 2.3))))) AS out_at,
        cityHash64(n, 'o-st') % 1000 AS s,
        multiIf(s < 45, 'cancelled',
                s < if(day >= '2026-05-07', 150, 62), 'backordered',
                out_at >= '2026-05-21 16:20:00', 'open',
                cityHash64(n, 'o-ret') % 1000 < multiIf(lot = 'B24042', 620, category = 'diet', 55, category = 'consumable', 30, 17), 'returned',
                'shipped') AS line_status
    FROM numbers(28000)
)
WHERE n % 4 < 1 + cityHash64(p, 'o-len') % 4
  AND placed_at < '2026-05-21 16:20:00'
  AND day != '2026-05-04'
  AND NOT (toDayOfWeek(day) = 6 AND cityHash64(p, 'o-we') % 100 < 60)
  AND NOT (toDayOfWeek(day) = 7 AND cityHash64(p, 'o-we') % 100 < 80);
