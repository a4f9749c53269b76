-- A food bank network: sites, donations taken in, hand-outs to households. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS pantry;

DROP TABLE IF EXISTS pantry.sites;
CREATE TABLE pantry.sites
(
    site_id     UInt16,
    site_name   String,
    region      LowCardinality(String),
    site_type   LowCardinality(String) COMMENT 'hub, pantry, school or mobile (a van with fixed stops)',
    opened_on   Date,
    has_freezer UInt8 COMMENT '1 = walk-in or chest freezer on the premises',
    capacity_kg UInt32
)
ENGINE = MergeTree ORDER BY site_id
COMMENT 'Places where goods are taken in and handed out';

INSERT INTO pantry.sites
SELECT
    11 + number AS site_id,
    ['Mill Lane','Dockside','St Brigid Hall','Quarry Road','Elm Park','Old Tannery','Beacon Hill','Ferry Street','Kingsway','Ash Grove',
     'Corn Exchange','Weaver Court','Holm Farm','Station Yard','Lantern House','Brook End','Priory School','Gorse Van','Tide Van','Castle Mount'][1 + number],
    ['Harbour','Harbour','Central','Uplands','Central','Valley','Uplands','Harbour','Central','Valley',
     'Central','Valley','Uplands','Eastside','Eastside','Valley','Eastside','Uplands','Harbour','Central'][1 + number],
    ['hub','pantry','pantry','pantry','hub','pantry','pantry','pantry','hub','pantry',
     'pantry','pantry','pantry','hub','pantry','school','school','mobile','mobile','school'][1 + number],
    toDate('2025-11-30') - toUInt32(floor(3900 * pow(cityHash64(number, 's-open') / 18446744073709551616.0, 1.4))),
    [1,0,1,0,1,0,0,1,1,0,1,0,0,1,1,0,0,0,1,0][1 + number],
    [24000,6000,5000,3500,30000,4200,2800,5600,21000,3900,6100,4400,2500,18000,4700,1500,1200,900,1100,1600][1 + number]
FROM numbers(20);

DROP TABLE IF EXISTS pantry.donations;
CREATE TABLE pantry.donations
(
    donation_id   UInt64,
    rcvd_at       DateTime('UTC') COMMENT 'when the goods arrived at the door',
    site_id       UInt16,
    donor         LowCardinality(String),
    donor_type    LowCardinality(String) COMMENT 'supermarket, wholesaler, farm, bakery, workplace',
    food_cat      LowCardinality(String),
    wt_kg         Float64,
    best_before   Nullable(Date) COMMENT 'null for goods that carry no date',
    intake_status LowCardinality(String) COMMENT 'accepted, rejected, quarantined, pending',
    reject_reason LowCardinality(Nullable(String)) COMMENT 'temperature, damaged, out of date, recall; only for rejected goods',
    est_val_gbp   Nullable(Decimal(10, 2)) COMMENT 'estimated shelf value, where somebody estimated it'
)
ENGINE = MergeTree ORDER BY (site_id, rcvd_at);

-- Nothing was logged on 2026-05-12. On 2026-05-20 Greenacre Growers arrive with a broken cooling unit.
INSERT INTO pantry.donations
SELECT donation_id, rcvd_at, site_id, donor, donor_type, food_cat, wt_kg, best_before, intake_status,
       if(intake_status = 'rejected', ['out of date','damaged','temperature','damaged','recall','out of date'][1 + cityHash64(n, 'd-why') % 6], NULL) AS reject_reason,
       if(cityHash64(n, 'd-noval') % 100 < 22, NULL, toDecimal64(round(wt_kg * multiIf(food_cat = 'dairy', 3.1, food_cat = 'frozen', 4.2, food_cat = 'baby food', 6.5, food_cat = 'toiletries', 5.4, 1.9) * (0.8 + cityHash64(n, 'd-val') % 400 / 1000), 2), 2)) AS est_val_gbp
FROM
(
    SELECT
        number AS n,
        410000 + number AS donation_id,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(140 * pow(cityHash64(number, 'd-day') / 18446744073709551616.0, 1.25))), 'UTC')
            + toIntervalMinute(390 + toUInt32(floor(660 * pow(cityHash64(number, 'd-min') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'd-sec') % 58) AS rcvd_at,
        11 + toUInt16(floor(20 * pow(cityHash64(number, 'd-site') / 18446744073709551616.0, 1.35))) AS site_id,
        1 + toUInt8(floor(16 * pow(cityHash64(number, 'd-donor') / 18446744073709551616.0, 1.5))) AS di,
        ['Pennymart','Corner Basket','Greenacre Growers','Halden Cash & Carry','Loaf & Ladle','Foxley Orchard','Superfare','Marlow Dairy Farm','Bakehouse 9','City Hall Staff',
         'Tully Wholesale','Northfield Farm','Rye Brothers','Ironworks Canteen','Daily Grocer','Fenland Potatoes'][di] AS donor,
        ['supermarket','supermarket','farm','wholesaler','bakery','farm','supermarket','farm','bakery','workplace',
         'wholesaler','farm','bakery','workplace','supermarket','farm'][di] AS donor_type,
        cityHash64(number, 'd-cat') % 100 AS c,
        multiIf(donor_type = 'bakery', 'bread', donor = 'Marlow Dairy Farm', 'dairy', donor_type = 'farm', 'fresh produce',
                c < 34, 'tins', c < 55, 'dry goods', c < 67, 'fresh produce', c < 77, 'dairy', c < 86, 'frozen', c < 93, 'toiletries', 'baby food') AS food_cat,
        round(multiIf(donor_type = 'wholesaler', 62, donor_type = 'farm', 85, donor_type = 'supermarket', 31, donor_type = 'bakery', 12, 9)
              * pow(1 - cityHash64(number, 'd-kg') / 18446744073709551616.0, -0.48), 1) AS wt_kg,
        if(food_cat IN ('toiletries', 'fresh produce') OR cityHash64(number, 'd-nobb') % 100 < 6, NULL,
           toNullable(toDate(rcvd_at) + toInt32(multiIf(food_cat = 'bread', 1, food_cat = 'dairy', 6, 120)) - toInt32(2) + toInt32(cityHash64(number, 'd-bb') % multiIf(food_cat = 'bread', 4, food_cat = 'dairy', 12, 400)))) AS best_before,
        cityHash64(number, 'd-st') % 1000 AS s,
        multiIf(donor = 'Greenacre Growers' AND toDate(rcvd_at) = '2026-05-20' AND s < 880, 'rejected',
                s < multiIf(food_cat = 'fresh produce', 105, food_cat = 'dairy', 88, food_cat = 'bread', 60, 31), 'rejected',
                s < 118, 'quarantined', rcvd_at >= '2026-05-20 12:00:00' AND s < 330, 'pending', 'accepted') AS intake_status
    FROM numbers(9000)
)
WHERE rcvd_at < '2026-05-21 16:20:00'
  AND toDate(rcvd_at) != '2026-05-12'
  AND NOT (toDayOfWeek(rcvd_at) = 7 AND cityHash64(n, 'd-sun') % 5 != 0);

DROP TABLE IF EXISTS pantry.handouts;
CREATE TABLE pantry.handouts
(
    handout_id  UInt64,
    visit_at    DateTime('UTC'),
    site_id     UInt16,
    hh_id       UInt32 COMMENT 'household',
    hh_size     UInt8 COMMENT 'persons in the household',
    kids        UInt8 COMMENT 'of them under 16',
    parcel_type LowCardinality(String) COMMENT 'standard, family, emergency, no-cook',
    diet        LowCardinality(String),
    ref_src     LowCardinality(Nullable(String)) COMMENT 'who sent the household to us; null = came by themselves',
    outcome     LowCardinality(String) COMMENT 'collected, delivered, no_show (booked, did not turn up), turned_away',
    kg_out      Nullable(Float64) COMMENT 'weight of the food given, null when none was',
    queue_min   Nullable(UInt16) COMMENT 'minutes in the queue; only who came to the counter'
)
ENGINE = MergeTree ORDER BY (visit_at, handout_id);

-- Household 3307 collects several times a day in May. Quarry Road is flooded: nothing since 11 May.
INSERT INTO pantry.handouts
SELECT handout_id, visit_at, site_id, hh_id, hh_size, kids, parcel_type, diet, ref_src, outcome,
       if(outcome IN ('collected', 'delivered'), round(multiIf(parcel_type = 'family', 11, parcel_type = 'emergency', 5.5, parcel_type = 'no-cook', 4.2, 7)
           * (0.75 + hh_size * 0.11) * (0.8 + cityHash64(n, 'h-kg') % 400 / 1000), 1), NULL) AS kg_out,
       if(outcome IN ('collected', 'turned_away'), toNullable(toUInt16(2 + floor(7 * multiIf(parcel_type = 'emergency', 0.6, parcel_type = 'family', 1.5, 1.0) * pow(1 - cityHash64(n, 'h-q') / 18446744073709551616.0, -0.45)))), NULL) AS queue_min
FROM
(
    SELECT
        number AS n,
        9000000 + number AS handout_id,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(141 * pow(cityHash64(number, 'h-day') / 18446744073709551616.0, 1.3))), 'UTC')
            + toIntervalMinute(545 + toUInt32(floor(560 * pow(cityHash64(number, 'h-min') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'h-sec') % 58) AS visit_at,
        11 + toUInt16(floor(20 * pow(cityHash64(number, 'h-site') / 18446744073709551616.0, 1.15))) AS site_id,
        1000 + toUInt32(floor(5200 * pow(cityHash64(number, 'h-hh') / 18446744073709551616.0, 1.5))) AS hh_id,
        [1,1,2,2,3,3,4,4,5,6,7,8][1 + cityHash64(hh_id, 'h-size') % 12] AS hh_size,
        toUInt8(if(hh_size < 2, 0, cityHash64(hh_id, 'h-kids') % hh_size)) AS kids,
        multiIf(cityHash64(number, 'h-em') % 100 < 13, 'emergency', cityHash64(number, 'h-em') % 100 < 19, 'no-cook', hh_size >= 4, 'family', 'standard') AS parcel_type,
        ['none','none','none','none','halal','vegetarian','none','gluten-free','none','halal'][1 + cityHash64(hh_id, 'h-diet') % 10] AS diet,
        [NULL,'council','school','GP','council','social worker',NULL][1 + cityHash64(hh_id, 'h-ref') % 7] AS ref_src,
        cityHash64(number, 'h-out') % 1000 AS o,
        multiIf(o < multiIf(parcel_type = 'emergency', 45, parcel_type = 'no-cook', 160, 92), 'no_show',
                o < multiIf(site_id IN (18, 27), 215, 185), 'turned_away', o < 330, 'delivered', 'collected') AS outcome
    FROM numbers(15500)
)
WHERE visit_at < '2026-05-21 16:20:00'
  AND hh_id != 3307
  AND NOT (toDayOfWeek(visit_at) = 7 AND site_id < 26)
  AND NOT (site_id = 14 AND visit_at >= '2026-05-11 15:00:00');

INSERT INTO pantry.handouts
SELECT 9800000 + number,
       toDateTime('2026-05-01 10:00:00', 'UTC') + toIntervalDay(number % 20) + toIntervalMinute(95 * intDiv(number, 20) + cityHash64(number, 'x-m') % 60) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
       11 + toUInt16(number % 3), 3307, 2, 0, 'standard', 'none', NULL, 'collected', round(6 + cityHash64(number, 'x-k') % 30 / 10, 1), toUInt16(4 + number % 9)
FROM numbers(78);
