-- A chain of car-repair workshops: jobs, parts used, time log of the bays. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS carshop;

DROP TABLE IF EXISTS carshop.jobs;
CREATE TABLE carshop.jobs
(
    job_id         UInt32,
    shop           LowCardinality(String) COMMENT 'workshop, named after its town',
    cust_id        UInt32,
    plate          String COMMENT 'registration plate of the car',
    make           LowCardinality(String),
    model_yr       UInt16,
    odo_km         UInt32,
    fleet          Bool COMMENT 'true for company cars under a fleet contract',
    kind           LowCardinality(String) COMMENT 'service, tyres, brakes, inspection, electrics or bodywork',
    extras         Array(LowCardinality(String)) COMMENT 'booked extras: courtesy_car, wash, pickup',
    booked_at      DateTime('UTC') COMMENT 'when the customer made the booking',
    brought_in_at  Nullable(DateTime('UTC')) COMMENT 'when the car came in, null when it has not come',
    handed_back_at Nullable(DateTime('UTC')),
    job_status     LowCardinality(String) COMMENT 'booked, in_shop, handed_back, cancelled or no_show; only jobs handed back are billed',
    bill_eur       Decimal(10, 2) COMMENT 'labour and parts, as quoted at the booking',
    csat           Nullable(UInt8) COMMENT 'satisfaction of the customer, 1 to 5'
)
ENGINE = MergeTree ORDER BY (shop, booked_at);

-- Malmo took no booking on 2026-05-13; workshops take in no cars on Sundays.
INSERT INTO carshop.jobs
SELECT job_id, shop, cust_id, plate, make, model_yr, odo_km, fleet, kind, extras, booked_at,
       if(st IN ('in_shop', 'handed_back'), toNullable(in_at), NULL),
       if(st = 'handed_back', toNullable(back_at), NULL),
       st, bill_eur,
       if(st = 'handed_back' AND cityHash64(p, 'g-rated') % 100 < 47, toNullable(toUInt8([5,5,4,5,4,3,4,5,2,1][1 + cityHash64(p, 'g-csat') % 10])), NULL)
FROM
(
    SELECT
        number AS p,
        toUInt32(40000 + p) AS job_id,
        ['Tampere','Aarhus','Malmo','Bergen','Gdynia'][1 + toUInt8(floor(5 * pow(cityHash64(p, 'g-shop') / 18446744073709551616.0, 1.4)))] AS shop,
        ['service','tyres','brakes','inspection','electrics','bodywork'][1 + toUInt8(floor(6 * pow(cityHash64(p, 'g-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(p, 'g-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(p, 'g-sec') % 50) AS booked_at,
        toStartOfDay(booked_at) + toIntervalDay(1 + toUInt8(floor(7 * pow(cityHash64(p, 'g-lead') / 18446744073709551616.0, 1.8)))) AS day0,
        day0 + toIntervalDay(if(toDayOfWeek(day0) = 7, 1, 0)) + toIntervalMinute(420 + cityHash64(p, 'g-in') % 480)
            + toIntervalSecond(1 + cityHash64(p, 'g-insec') % 58) AS in_at,
        toUInt32(4 + cityHash64(p, 'g-wait') % 70) AS wait_min,
        toUInt32(floor(multiIf(kind = 'service', 70, kind = 'tyres', 34, kind = 'brakes', 85, kind = 'inspection', 28, kind = 'electrics', 105, 230)
            * multiIf(shop = 'Gdynia', 1.25, shop = 'Aarhus', 0.9, 1.0) * (0.55 + 0.35 * pow(1 - cityHash64(p, 'g-work') / 18446744073709551616.0, -0.35)))) AS work_min,
        cityHash64(p, 'g-pause') % 100 < 34 AS paused,
        if(paused, toUInt32(9 + cityHash64(p, 'g-pmin') % 110), toUInt32(0)) AS pause_min,
        in_at + toIntervalMinute(wait_min + work_min + pause_min + 12 + cityHash64(p, 'g-back') % 300) AS back_at,
        cityHash64(p, 'g-st') % 1000 AS s,
        multiIf(s < if(shop = 'Gdynia', 130, 60), 'cancelled',
                in_at >= '2026-05-21 16:20:00', 'booked',
                s >= if(shop = 'Bergen', 905, 965), 'no_show',
                back_at < '2026-05-21 16:20:00', 'handed_back', 'in_shop') AS st,
        NOT (shop = 'Malmo' AND toDate(booked_at) = '2026-05-13')
            AND NOT (toHour(booked_at) < 6 AND cityHash64(p, 'g-night') % 5 != 0) AS kept_job,
        toUInt32(3000 + floor(3500 * pow(cityHash64(p, 'g-cust') / 18446744073709551616.0, 1.3))) AS cust_id,
        concat(['KR','BX','TL','VO'][1 + cityHash64(cust_id, 'g-pl') % 4], '-', toString(10000 + cust_id)) AS plate,
        ['Skoda','Volvo','Toyota','Ford','Renault','Tesla'][1 + toUInt8(floor(6 * pow(cityHash64(cust_id, 'g-make') / 18446744073709551616.0, 2.2)))] AS make,
        toUInt16(2025 - floor(17 * pow(cityHash64(cust_id, 'g-yr') / 18446744073709551616.0, 1.4))) AS model_yr,
        toUInt32((2026 - model_yr) * (6000 + cityHash64(cust_id, 'g-odo') % 21000) + cityHash64(p, 'g-odo2') % 900) AS odo_km,
        cityHash64(cust_id, 'g-fleet') % 100 < 24 AS fleet,
        arrayFilter((x, w) -> cityHash64(p, x) % 100 < w, ['courtesy_car','wash','pickup'], [24, 37, 8]) AS extras,
        toDecimal64(round((38 + work_min * 1.35 + multiIf(kind = 'bodywork', 620, kind = 'tyres', 190, kind = 'brakes', 160, kind = 'electrics', 140, kind = 'service', 85, 0)
            * pow(1 - cityHash64(p, 'g-parts') / 18446744073709551616.0, -0.4)) * multiIf(shop = 'Bergen', 1.4, shop = 'Gdynia', 0.6, 1.0) * if(fleet, 0.88, 1.0), 2), 2) AS bill_eur
    FROM numbers(6600)
)
WHERE kept_job;

DROP TABLE IF EXISTS carshop.parts;
CREATE TABLE carshop.parts
(
    line_no       UInt32,
    job_id        UInt32,
    part_name     LowCardinality(String),
    supplier      LowCardinality(String),
    qty           UInt8 COMMENT 'pieces (litres for oil)',
    unit_cost_eur Decimal(8, 2) COMMENT 'what we paid for one piece',
    oem           Bool COMMENT 'true for original parts of the car maker',
    delay_days    Nullable(UInt8) COMMENT 'days waited for the delivery, null when the part was in stock',
    fitted_at     DateTime('UTC')
)
ENGINE = MergeTree ORDER BY (job_id, line_no);

-- Up to three lines a job, none for inspections.
INSERT INTO carshop.parts
SELECT line_no, 40000 + p, part_name, supplier, qty, unit_cost_eur, oem, delay_days, fitted_at
FROM
(
    SELECT
        intDiv(number, 3) AS p,
        number % 3 AS pos,
        toUInt32(700000 + number) AS line_no,
        ['Tampere','Aarhus','Malmo','Bergen','Gdynia'][1 + toUInt8(floor(5 * pow(cityHash64(p, 'g-shop') / 18446744073709551616.0, 1.4)))] AS shop,
        ['service','tyres','brakes','inspection','electrics','bodywork'][1 + toUInt8(floor(6 * pow(cityHash64(p, 'g-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(p, 'g-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(p, 'g-sec') % 50) AS booked_at,
        toStartOfDay(booked_at) + toIntervalDay(1 + toUInt8(floor(7 * pow(cityHash64(p, 'g-lead') / 18446744073709551616.0, 1.8)))) AS day0,
        day0 + toIntervalDay(if(toDayOfWeek(day0) = 7, 1, 0)) + toIntervalMinute(420 + cityHash64(p, 'g-in') % 480)
            + toIntervalSecond(1 + cityHash64(p, 'g-insec') % 58) AS in_at,
        toUInt32(4 + cityHash64(p, 'g-wait') % 70) AS wait_min,
        toUInt32(floor(multiIf(kind = 'service', 70, kind = 'tyres', 34, kind = 'brakes', 85, kind = 'inspection', 28, kind = 'electrics', 105, 230)
            * multiIf(shop = 'Gdynia', 1.25, shop = 'Aarhus', 0.9, 1.0) * (0.55 + 0.35 * pow(1 - cityHash64(p, 'g-work') / 18446744073709551616.0, -0.35)))) AS work_min,
        cityHash64(p, 'g-pause') % 100 < 34 AS paused,
        if(paused, toUInt32(9 + cityHash64(p, 'g-pmin') % 110), toUInt32(0)) AS pause_min,
        in_at + toIntervalMinute(wait_min + work_min + pause_min + 12 + cityHash64(p, 'g-back') % 300) AS back_at,
        cityHash64(p, 'g-st') % 1000 AS s,
        multiIf(s < if(shop = 'Gdynia', 130, 60), 'cancelled',
                in_at >= '2026-05-21 16:20:00', 'booked',
                s >= if(shop = 'Bergen', 905, 965), 'no_show',
                back_at < '2026-05-21 16:20:00', 'handed_back', 'in_shop') AS st,
        NOT (shop = 'Malmo' AND toDate(booked_at) = '2026-05-13')
            AND NOT (toHour(booked_at) < 6 AND cityHash64(p, 'g-night') % 5 != 0) AS kept_job,
        multiIf(kind = 'service', ['engine oil','oil filter','air filter'][pos + 1],
                kind = 'tyres', ['tyre','valve','wheel bolt'][pos + 1],
                kind = 'brakes', ['brake pads','brake disc','brake fluid'][pos + 1],
                kind = 'electrics', ['battery','alternator','headlamp bulb'][pos + 1],
                ['bumper','door panel','paint'][pos + 1]) AS part_name,
        ['Nordparts','Autoline','Bremax','Teilehof'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-sup') / 18446744073709551616.0, 1.6)))] AS supplier,
        toUInt8(multiIf(part_name = 'engine oil', 4 + cityHash64(number, 'g-qty') % 4, part_name IN ('tyre', 'valve'), [4,4,2,2,1][1 + cityHash64(number, 'g-qty') % 5],
                part_name = 'brake disc', 2, part_name IN ('wheel bolt', 'headlamp bulb', 'brake pads'), 1 + cityHash64(number, 'g-qty') % 4, 1)) AS qty,
        cityHash64(number, 'g-oem') % 100 < multiIf(supplier = 'Nordparts', 58, supplier = 'Bremax', 12, 31) AS oem,
        toDecimal64(round(multiIf(part_name = 'tyre', 71, part_name = 'bumper', 240, part_name = 'door panel', 310, part_name = 'battery', 96, part_name = 'alternator', 185,
            part_name = 'brake disc', 54, part_name = 'brake pads', 29, part_name = 'paint', 66, part_name = 'engine oil', 8, 6)
            * (0.7 + cityHash64(number, 'g-cost') % 700 / 1000) * if(oem, 1.5, 1.0), 2), 2) AS unit_cost_eur,
        if(cityHash64(number, 'g-del') % 100 < multiIf(supplier = 'Teilehof', 40, 13), toNullable(toUInt8(1 + floor(9 * pow(cityHash64(number, 'g-days') / 18446744073709551616.0, 2)))), NULL) AS delay_days,
        in_at + toIntervalMinute(wait_min + intDiv(work_min * (pos + 1), 4)) AS fitted_at,
        cityHash64(number, 'g-line') % 100 < [94, 58, 27][pos + 1] AS kept_line
    FROM numbers(19800)
)
WHERE kept_job AND kept_line AND kind != 'inspection' AND st IN ('in_shop', 'handed_back') AND fitted_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS carshop.bay_log;
CREATE TABLE carshop.bay_log
(
    logged_at DateTime64(3, 'UTC'),
    shop      LowCardinality(String),
    bay       UInt8 COMMENT 'number of the bay within the shop',
    mech      LowCardinality(String) COMMENT 'mechanic code',
    job_id    Nullable(UInt32) COMMENT 'null when the bay was empty',
    act       LowCardinality(String) COMMENT 'start, pause, resume, finish or lift_fault',
    pause_for LowCardinality(Nullable(String)) COMMENT 'parts, approval, tool or break; only on pause',
    work_s    Nullable(UInt32) COMMENT 'seconds worked on the job without pauses, only on finish'
)
ENGINE = MergeTree ORDER BY (shop, logged_at);

INSERT INTO carshop.bay_log
SELECT logged_at, shop, bay, mech, toNullable(toUInt32(40000 + p)), act,
       if(act = 'pause', ['parts','approval','break','tool'][1 + toUInt8(floor(4 * pow(cityHash64(p, 'g-why') / 18446744073709551616.0, 1.7)))], NULL),
       if(act = 'finish', toNullable(toUInt32(work_min * 60)), NULL)
FROM
(
    SELECT
        intDiv(number, 5) AS p,
        number % 5 AS pos,
        ['Tampere','Aarhus','Malmo','Bergen','Gdynia'][1 + toUInt8(floor(5 * pow(cityHash64(p, 'g-shop') / 18446744073709551616.0, 1.4)))] AS shop,
        ['service','tyres','brakes','inspection','electrics','bodywork'][1 + toUInt8(floor(6 * pow(cityHash64(p, 'g-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(p, 'g-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(p, 'g-sec') % 50) AS booked_at,
        toStartOfDay(booked_at) + toIntervalDay(1 + toUInt8(floor(7 * pow(cityHash64(p, 'g-lead') / 18446744073709551616.0, 1.8)))) AS day0,
        day0 + toIntervalDay(if(toDayOfWeek(day0) = 7, 1, 0)) + toIntervalMinute(420 + cityHash64(p, 'g-in') % 480)
            + toIntervalSecond(1 + cityHash64(p, 'g-insec') % 58) AS in_at,
        toUInt32(4 + cityHash64(p, 'g-wait') % 70) AS wait_min,
        toUInt32(floor(multiIf(kind = 'service', 70, kind = 'tyres', 34, kind = 'brakes', 85, kind = 'inspection', 28, kind = 'electrics', 105, 230)
            * multiIf(shop = 'Gdynia', 1.25, shop = 'Aarhus', 0.9, 1.0) * (0.55 + 0.35 * pow(1 - cityHash64(p, 'g-work') / 18446744073709551616.0, -0.35)))) AS work_min,
        cityHash64(p, 'g-pause') % 100 < 34 AS paused,
        if(paused, toUInt32(9 + cityHash64(p, 'g-pmin') % 110), toUInt32(0)) AS pause_min,
        in_at + toIntervalMinute(wait_min + work_min + pause_min + 12 + cityHash64(p, 'g-back') % 300) AS back_at,
        cityHash64(p, 'g-st') % 1000 AS s,
        multiIf(s < if(shop = 'Gdynia', 130, 60), 'cancelled',
                in_at >= '2026-05-21 16:20:00', 'booked',
                s >= if(shop = 'Bergen', 905, 965), 'no_show',
                back_at < '2026-05-21 16:20:00', 'handed_back', 'in_shop') AS st,
        NOT (shop = 'Malmo' AND toDate(booked_at) = '2026-05-13')
            AND NOT (toHour(booked_at) < 6 AND cityHash64(p, 'g-night') % 5 != 0) AS kept_job,
        ['start','pause','resume','finish','lift_fault'][pos + 1] AS act,
        toUInt8(1 + cityHash64(p, 'g-bay') % 6) AS bay,
        concat(upper(substring(shop, 1, 2)), '-', leftPad(toString(1 + toUInt8(floor(11 * pow(cityHash64(p, 'g-mech') / 18446744073709551616.0, 1.7)))), 2, '0')) AS mech,
        toDateTime64(in_at, 3, 'UTC')
            + toIntervalMinute(wait_min + multiIf(pos = 0, 0, pos = 1, intDiv(work_min, 2), pos = 2, intDiv(work_min, 2) + pause_min, pos = 3, work_min + pause_min, intDiv(work_min, 3)))
            + toIntervalMillisecond(cityHash64(number, 'g-ms') % 990) AS logged_at,
        multiIf(pos IN (0, 3), 1, pos IN (1, 2), paused, cityHash64(p, 'g-fault') % 1000 < 45) AS kept_act
    FROM numbers(33000)
)
WHERE kept_job AND kept_act AND st IN ('in_shop', 'handed_back') AND logged_at < '2026-05-21 16:20:00';

-- The lift of bay 3 at Aarhus is broken on 2026-05-20 from 9:00 to 13:00.
INSERT INTO carshop.bay_log
SELECT
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(number * 5 + cityHash64(number, 'f-min') % 5) + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 58000),
    'Aarhus', 3, 'AA-04', NULL, 'lift_fault', NULL, NULL
FROM numbers(48);
