-- A chain of car washes: sites, memberships, visits. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No visit lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS wash;

DROP TABLE IF EXISTS wash.sites;
CREATE TABLE wash.sites
(
    site     String,
    town     LowCardinality(String),
    state    LowCardinality(String) COMMENT 'US state, two-letter code',
    fmt      LowCardinality(String) COMMENT 'tunnel, in-bay or self-serve',
    bays     UInt8,
    free_vac Bool COMMENT 'free vacuum stations',
    opened   Date
)
ENGINE = MergeTree ORDER BY site;

INSERT INTO wash.sites
SELECT
    ['Harbor Road','Mill Street','Airport Loop','Riverside','Cedar Crossing','Stadium','Fifth & Pine','Old Depot','Summit Plaza','Lakeview','Market Square','Quarry Lane','Orchard Hill','Northgate'][1 + number],
    ['Toledo','Akron','Pittsburgh','Flint','Dayton','Erie','Lexington','Lansing','Louisville','Akron','Pittsburgh','Flint','Lexington','Erie'][1 + number],
    ['OH','OH','PA','MI','OH','PA','KY','MI','KY','OH','PA','MI','KY','PA'][1 + number],
    ['tunnel','in-bay','tunnel','tunnel','self-serve','tunnel','in-bay','in-bay','tunnel','self-serve','in-bay','self-serve','in-bay','tunnel'][1 + number],
    toUInt8([3, 4, 2, 2, 6, 2, 3, 2, 2, 5, 2, 4, 2, 3][1 + number]),
    cityHash64(number, 's-vacuum') % 3 != 0,
    if(number = 13, toDate('2026-05-11'), toDate('2025-09-01') - toUInt32(cityHash64(number, 's-open') % 3200))
FROM numbers(14);

DROP TABLE IF EXISTS wash.members;
CREATE TABLE wash.members
(
    member_id UInt32,
    plate     String,
    tier      LowCardinality(String) COMMENT 'silver, gold, platinum or fleet',
    fee_usd   Decimal(8, 2) COMMENT 'monthly fee',
    home_site LowCardinality(String) COMMENT 'where they signed up, sites.site',
    signup_dt Date,
    cancel_dt Nullable(Date) COMMENT 'null while the membership runs',
    src       LowCardinality(String) COMMENT 'app, attendant, web or kiosk'
)
ENGINE = MergeTree ORDER BY member_id;

INSERT INTO wash.members
SELECT
    toUInt32(20000 + number),
    substring(hex(cityHash64(number, 'm-plate')), 1, 7),
    ['silver','gold','platinum','fleet'][ti],
    toDecimal64(['19.99','29.99','39.99','89.00'][ti], 2),
    ['Harbor Road','Mill Street','Airport Loop','Riverside','Cedar Crossing','Stadium','Fifth & Pine','Old Depot','Summit Plaza','Lakeview','Market Square','Quarry Lane','Orchard Hill'][1 + toUInt8(floor(13 * pow(cityHash64(number, 'm-home') / 18446744073709551616.0, 1.5)))],
    su,
    if(gone, toNullable(cd), NULL),
    ['app','attendant','web','kiosk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-source') / 18446744073709551616.0, 1.3)))]
FROM
(
    SELECT
        number,
        1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-tier') / 18446744073709551616.0, 1.4))) AS ti,
        toDate('2026-05-19') - toUInt32(floor(1100 * pow(cityHash64(number, 'm-join') / 18446744073709551616.0, 1.4))) AS su,
        (cityHash64(number, 'm-gone') % 100 < 18 AND number != 411) AS gone,
        su + toUInt32(floor((toDate('2026-05-20') - su) * (cityHash64(number, 'm-cancel') / 18446744073709551616.0))) AS cd
    FROM numbers(1600)
);

DROP TABLE IF EXISTS wash.visits;
CREATE TABLE wash.visits
(
    visit_id    UInt64,
    site        LowCardinality(String) COMMENT 'sites.site',
    member_id   Nullable(UInt32) COMMENT 'null for a walk-in, who has no membership',
    arrived_at  DateTime('UTC'),
    finished_at Nullable(DateTime('UTC')) COMMENT 'null when the vehicle left unwashed',
    queue_sec   UInt32 COMMENT 'time in line before the wash',
    pkg         LowCardinality(String) COMMENT 'wash package: express, shine, works or ceramic',
    addons      Array(String) COMMENT 'extras: tire_shine, wax, interior, air_freshener; may be empty',
    vehicle     LowCardinality(String) COMMENT 'sedan, suv, pickup, van or motorcycle',
    outcome     LowCardinality(String) COMMENT 'washed, refunded, left_queue or equipment_stop; only washed visits keep their money',
    paid_usd    Decimal(8, 2) COMMENT 'sale price at the kiosk; 0 for members, whose fee covers the wash',
    water_l     Nullable(Float32) COMMENT 'litres of fresh water; null when no water ran or the meter was silent',
    score       Nullable(UInt8) COMMENT 'rating by the customer, 1 to 5'
)
ENGINE = MergeTree ORDER BY (site, arrived_at);

-- All sites are open from 7 to 21. Equipment at Airport Loop stops all the time on 2026-05-20 from 13:00 to 15:00;
-- membership 20411 is passed around a whole taxi stand since 2026-05-18.
INSERT INTO wash.visits
SELECT visit_id, site, member_id, arrived_at,
       if(outcome IN ('washed', 'refunded'), toNullable(done), NULL) AS finished_at,
       queue_sec, pkg, addons, vehicle, outcome,
       if(member_id IS NOT NULL, toDecimal64(0, 2),
          toDecimal64(multiIf(pkg = 'express', 9, pkg = 'shine', 14, pkg = 'works', 19, 27) + if(vehicle IN ('pickup', 'van'), 3, 0) + 3.5 * length(addons), 2)) AS paid_usd,
       if(outcome = 'left_queue' OR cityHash64(n, 'v-meter') % 100 < 3, NULL,
          toNullable(toFloat32(round(multiIf(pkg = 'express', 85, pkg = 'shine', 115, pkg = 'works', 150, 170) * if(outcome = 'equipment_stop', 0.4, 1.0)
              * multiIf(vehicle = 'motorcycle', 0.4, vehicle IN ('pickup', 'van'), 1.3, 1.0) * (0.7 + 0.6 * (cityHash64(n, 'v-water') / 18446744073709551616.0)), 1)))) AS water_l,
       if(outcome = 'washed' AND cityHash64(n, 'v-rated') % 100 < 27, toNullable(toUInt8([5,5,4,5,3,4,2,1,5,4][1 + cityHash64(n, 'v-score') % 10])), NULL) AS score
FROM
(
    SELECT
        number AS n,
        4100000 + number AS visit_id,
        ['Harbor Road','Mill Street','Airport Loop','Riverside','Cedar Crossing','Stadium','Fifth & Pine','Old Depot','Summit Plaza','Lakeview','Market Square','Quarry Lane','Orchard Hill','Northgate'][1 + toUInt8(floor(14 * pow(cityHash64(number, 'v-site') / 18446744073709551616.0, 1.5)))] AS site,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'v-when') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'v-sec') % 58) AS arrived_at,
        toUInt32(floor(1600 * pow(cityHash64(number, 'v-member') / 18446744073709551616.0, 1.25))) AS m,
        toDate('2026-05-19') - toUInt32(floor(1100 * pow(cityHash64(toUInt64(m), 'm-join') / 18446744073709551616.0, 1.4))) AS su,
        (cityHash64(toUInt64(m), 'm-gone') % 100 < 18 AND m != 411) AS gone,
        su + toUInt32(floor((toDate('2026-05-20') - su) * (cityHash64(toUInt64(m), 'm-cancel') / 18446744073709551616.0))) AS cd,
        if(cityHash64(number, 'v-kind') % 100 < 50 AND toDate(arrived_at) >= su AND NOT (gone AND toDate(arrived_at) >= cd), toNullable(toUInt32(20000 + m)), NULL) AS member_id,
        ['sedan','suv','pickup','van','motorcycle'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-vehicle') / 18446744073709551616.0, 1.5)))] AS vehicle,
        ['express','shine','works','ceramic'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-pkg') / 18446744073709551616.0, 1.3)))] AS pkg,
        arrayFilter((a, k) -> cityHash64(number, a) % 100 < k, ['tire_shine','wax','interior','air_freshener'], [24, 11, 8, 5]) AS addons,
        toUInt32(least(5000.0, floor(40 + 260 * (pow(1 - cityHash64(number, 'v-queue') / 18446744073709551616.0, -0.5) - 1)
            * multiIf(site = 'Cedar Crossing', 1.6, site = 'Harbor Road', 1.25, 0.9) * multiIf(toDayOfWeek(arrived_at) = 6, 1.7, toDayOfWeek(arrived_at) = 7, 1.3, 1.0)
            * multiIf(vehicle = 'van', 1.35, vehicle = 'pickup', 1.15, vehicle = 'motorcycle', 0.6, 1.0)))) AS queue_sec,
        cityHash64(number, 'v-outcome') % 1000 AS r,
        multiIf(r < if(site = 'Airport Loop' AND arrived_at >= '2026-05-20 13:00:00' AND arrived_at < '2026-05-20 15:00:00', 750, 18), 'equipment_stop',
                r < if(queue_sec > 600, 220, 60), 'left_queue',
                r > 960, 'refunded',
                'washed') AS outcome,
        arrived_at + toIntervalMinute(intDiv(queue_sec, 60) + 3 + cityHash64(number, 'v-wash') % 5) AS done
    FROM numbers(34000)
)
WHERE toHour(arrived_at) BETWEEN 7 AND 20
  AND (toDayOfWeek(arrived_at) >= 6 OR cityHash64(n, 'v-weekday') % 100 < 72)
  AND NOT (site = 'Northgate' AND arrived_at < '2026-05-11 00:00:00')
  AND (outcome NOT IN ('washed', 'refunded') OR done < '2026-05-21 16:20:00');

-- The stops at Airport Loop, beyond the usual visits.
INSERT INTO wash.visits
SELECT
    4200000 + number, 'Airport Loop', NULL,
    toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(3 * number) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58),
    NULL, toUInt32(90 + cityHash64(number, 'x-queue') % 700), 'shine', emptyArrayString(), 'suv', 'equipment_stop', toDecimal64(14, 2), toFloat32(40 + number % 9), NULL
FROM numbers(40);

-- One membership, many vehicles.
INSERT INTO wash.visits
SELECT visit_id, site, toNullable(toUInt32(20411)), arrived_at, toNullable(arrived_at + toIntervalMinute(9)), queue_sec, 'works', emptyArrayString(), 'sedan', 'washed', toDecimal64(0, 2), toNullable(toFloat32(144)), NULL
FROM
(
    SELECT
        4300000 + number AS visit_id,
        ['Harbor Road','Mill Street'][1 + number % 2] AS site,
        toDateTime('2026-05-18 07:30:00', 'UTC') + toIntervalDay(intDiv(number, 14)) + toIntervalMinute(36 * (number % 14)) + toIntervalSecond(1 + cityHash64(number, 'y-sec') % 58) AS arrived_at,
        toUInt32(60 + cityHash64(number, 'y-queue') % 300) AS queue_sec
    FROM numbers(56)
);
