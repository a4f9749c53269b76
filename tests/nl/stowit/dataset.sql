-- Self-storage units and moving vans. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS stowit;

DROP TABLE IF EXISTS stowit.sites;
CREATE TABLE stowit.sites
(
    site_id    UInt16,
    site_name  String,
    city       LowCardinality(String),
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    opened_on  Date,
    units      UInt16 COMMENT 'storage units in the building',
    access_24h Bool
)
ENGINE = MergeTree ORDER BY site_id;

INSERT INTO stowit.sites
SELECT
    toUInt16(11 + number) AS site_id,
    ['Dockside','Northgate','Canal Street','Old Mill','Harbour Yard','Station Loop','Westfield','Tannery','Ringway','Birch Lane','Quayhouse','Sunfield'][1 + number] AS site_name,
    ['Antwerp','Rotterdam','Utrecht','Lyon','Hamburg','Rotterdam','Bremen','Lille','Lyon','Gdansk','Malmo','Leipzig'][1 + number] AS city,
    ['BE','NL','NL','FR','DE','NL','DE','FR','FR','PL','SE','DE'][1 + number] AS country,
    toDate(['2014-03-10','2015-09-01','2016-05-17','2017-02-06','2017-10-23','2018-06-04','2019-04-15','2020-09-14','2021-03-29','2022-08-08','2023-11-06','2025-10-13'][1 + number]) AS opened_on,
    toUInt16([420,610,280,350,500,330,240,190,260,310,220,150][1 + number]) AS units,
    [1,1,0,0,1,0,0,0,1,0,1,0][1 + number] AS access_24h
FROM numbers(12);

DROP TABLE IF EXISTS stowit.contracts;
CREATE TABLE stowit.contracts
(
    contract_no String,
    cust_id     UInt32,
    site_id     UInt16,
    size_m2     UInt8 COMMENT 'floor area of the unit',
    climate     Bool COMMENT 'climate-controlled unit',
    rent_eur    Decimal(8, 2) COMMENT 'rent per month',
    pay_method  LowCardinality(String),
    start_date  Date,
    end_date    Nullable(Date) COMMENT 'null while the contract is running'
)
ENGINE = MergeTree ORDER BY contract_no;

INSERT INTO stowit.contracts
SELECT
    concat('C-', toString(104000 + n)) AS contract_no, cust_id, site_id, size_m2, climate,
    toDecimal64(round(size_m2 * per_m2 * if(climate, 1.35, 1.0), 2), 2) AS rent_eur,
    pay_method, start_date,
    if(cityHash64(n, 'k-end') % 100 < 52 AND end0 < toDate('2026-05-21'), toNullable(end0), NULL) AS end_date
FROM
(
    SELECT
        n, cust_id, site_id, size_m2, climate, pay_method, start_date,
        multiIf(site_id IN (11, 12, 15), 17.5, site_id IN (14, 19), 15.0, site_id = 20, 9.5, 13.0) * (0.9 + cityHash64(n, 'k-rate') % 200 / 1000) * (1.25 - size_m2 / 60.0) AS per_m2,
        addDays(start_date, 14 + toInt32(floor(700 * pow(cityHash64(n, 'k-len') / 18446744073709551616.0, 1.6)))) AS end0
    FROM
    (
        SELECT
            number AS n,
            toUInt32(20001 + floor(1900 * pow(cityHash64(number, 'k-cust') / 18446744073709551616.0, 1.5))) AS cust_id,
            toUInt16(11 + floor(12 * pow(cityHash64(number, 'k-site') / 18446744073709551616.0, 1.4))) AS site_id,
            toUInt8([5,3,2,8,12,20][toUInt8(1 + floor(6 * pow(cityHash64(number, 'k-m2') / 18446744073709551616.0, 1.4)))]) AS size_m2,
            cityHash64(number, 'k-clim') % 100 < 24 AS climate,
            ['direct debit','card','transfer'][toUInt8(1 + floor(3 * pow(cityHash64(number, 'k-pay') / 18446744073709551616.0, 1.7)))] AS pay_method,
            addDays(toDate('2026-05-20'), -toInt32(floor(1500 * pow(cityHash64(number, 'k-start') / 18446744073709551616.0, 1.5)))) AS start_date
        FROM numbers(2400)
    )
);

DROP TABLE IF EXISTS stowit.van_hires;
CREATE TABLE stowit.van_hires
(
    hire_id      UInt32,
    booked_at    DateTime('UTC'),
    picked_up_at Nullable(DateTime('UTC')) COMMENT 'keys handed over; null before that',
    returned_at  Nullable(DateTime('UTC')) COMMENT 'null until the van is back',
    site_id      UInt16,
    cust_id      UInt32,
    plate        LowCardinality(String) COMMENT 'licence plate, one per van',
    van_class    LowCardinality(String) COMMENT 'small, medium, luton, flatbed',
    channel      LowCardinality(String) COMMENT 'how it was booked: web, app, phone, counter',
    st           LowCardinality(String) COMMENT 'status: booked, out, returned, cancelled, no_show; only returned hires are charged',
    km           Nullable(UInt16) COMMENT 'driven kilometres, known at return',
    fee_eur      Decimal(8, 2),
    extras       Array(String) COMMENT 'any of blankets, trolley, straps, satnav',
    dmg          Bool COMMENT 'damage found at return'
)
ENGINE = MergeTree ORDER BY (booked_at, hire_id);

-- No booking at all on 2026-05-10 (the booking system was down). Birch Lane (20) takes no hire since 2026-05-12, Sunfield (22) has no vans.
INSERT INTO stowit.van_hires
SELECT
    hire_id, booked_at,
    if(st IN ('out', 'returned'), toNullable(pick0), NULL) AS picked_up_at,
    if(st = 'returned', toNullable(ret0), NULL) AS returned_at,
    site_id, cust_id, plate, van_class, channel, st,
    if(st = 'returned', toNullable(toUInt16(km0)), NULL) AS km,
    toDecimal64(round(multiIf(van_class = 'luton', 39.0, van_class = 'medium', 27.0, van_class = 'flatbed', 33.0, 19.0) + 0.04 * dur + 0.28 * km0, 2), 2) AS fee_eur,
    extras,
    st = 'returned' AND cityHash64(n, 'v-dmg') % 1000 < multiIf(van_class = 'luton', 58, van_class = 'flatbed', 41, 24) AS dmg
FROM
(
    SELECT
        n, hire_id, booked_at, pick0, ret0, dur, km0, site_id, cust_id, plate, van_class, channel, extras,
        multiIf(r < if(channel = 'app', 160, 105), 'cancelled',
                pick0 >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'booked',
                r > multiIf(channel = 'phone', 880, channel = 'counter', 985, 945), 'no_show',
                ret0 >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'out',
                'returned') AS st
    FROM
    (
        SELECT
            n, hire_id, booked_at, pick0, addMinutes(pick0, dur) AS ret0, dur, km0, site_id, cust_id, plate, van_class, channel, r, extras
        FROM
        (
            SELECT
                n, hire_id, booked_at, site_id, cust_id, channel, r, extras,
                concat('SV-', toString(301 + van)) AS plate,
                ['small','medium','medium','luton','small','luton','medium','small','flatbed','small'][1 + van % 10] AS van_class,
                addMinutes(booked_at, 20 + toInt32(floor(4300 * pow(cityHash64(n, 'v-lead') / 18446744073709551616.0, 2.2)))) AS pick0,
                toInt32(95 + floor(if(van % 10 IN (3, 5), 2100, 1250) * pow(cityHash64(n, 'v-dur') / 18446744073709551616.0, 2.0))) AS dur,
                toInt32(floor(9 + 14 * pow(1 - cityHash64(n, 'v-km') / 18446744073709551616.0, -0.55))) AS km0
            FROM
            (
                SELECT
                    number AS n,
                    toUInt32(500000 + number) AS hire_id,
                    addSeconds(addMinutes(toDateTime('2026-05-21 16:20:00', 'UTC'),
                        -toInt32(1 + floor(86000 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.35)))), 1 + cityHash64(number, 'v-sec') % 58) AS booked_at,
                    toUInt16(11 + floor(11 * pow(cityHash64(number, 'v-site') / 18446744073709551616.0, 1.35))) AS site_id,
                    toUInt32(20001 + floor(4200 * pow(cityHash64(number, 'v-cust') / 18446744073709551616.0, 1.6))) AS cust_id,
                    toInt32(floor(60 * pow(cityHash64(number, 'v-van') / 18446744073709551616.0, 1.3))) AS van,
                    ['web','app','phone','counter'][toUInt8(1 + floor(4 * pow(cityHash64(number, 'v-ch') / 18446744073709551616.0, 1.5)))] AS channel,
                    toInt32(cityHash64(number, 'v-roll') % 1000) AS r,
                    multiIf(cityHash64(number, 'v-extra') % 100 < 46, emptyArrayString(),
                            cityHash64(number, 'v-extra') % 100 < 60, ['blankets'],
                            cityHash64(number, 'v-extra') % 100 < 72, ['trolley'],
                            cityHash64(number, 'v-extra') % 100 < 82, ['blankets','trolley'],
                            cityHash64(number, 'v-extra') % 100 < 89, ['straps'],
                            cityHash64(number, 'v-extra') % 100 < 95, ['blankets','straps','trolley'],
                            ['satnav']) AS extras
                FROM numbers(10500)
            )
        )
    )
)
WHERE toDate(booked_at) != toDate('2026-05-10')
  AND NOT (site_id = 20 AND booked_at >= toDateTime('2026-05-12 00:00:00', 'UTC'))
  AND NOT (toHour(booked_at) BETWEEN 1 AND 5 AND cityHash64(n, 'v-night') % 6 != 0);

-- Van SV-318 keeps coming back damaged this month.
INSERT INTO stowit.van_hires
SELECT
    toUInt32(590000 + number) AS hire_id,
    addMinutes(ret0, -toInt32(900 + cityHash64(number, 'z-lead') % 1500)) AS booked_at,
    toNullable(addMinutes(ret0, -toInt32(200 + cityHash64(number, 'z-dur') % 600))) AS picked_up_at,
    toNullable(ret0) AS returned_at,
    toUInt16(12 + cityHash64(number, 'z-site') % 5) AS site_id,
    toUInt32(20001 + cityHash64(number, 'z-cust') % 4200) AS cust_id,
    'SV-318' AS plate, 'small' AS van_class, 'web' AS channel, 'returned' AS st,
    toNullable(toUInt16(20 + cityHash64(number, 'z-km') % 60)) AS km,
    toDecimal64(32 + cityHash64(number, 'z-fee') % 25, 2) AS fee_eur,
    ['straps'] AS extras, 1 AS dmg
FROM
(
    SELECT number, addSeconds(addMinutes(toDateTime('2026-05-13 09:00:00', 'UTC'), toInt32(number * 460)), 1 + cityHash64(number, 'z-sec') % 58) AS ret0
    FROM numbers(25)
);
