-- Car-ferry terminal: vehicles at the check-in booths, routes and booths. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS linkspan;
CREATE DATABASE linkspan;

CREATE TABLE linkspan.routes
(
    route_code   LowCardinality(String),
    far_port     LowCardinality(String) COMMENT 'port on the other side',
    far_country  LowCardinality(String) COMMENT 'ISO 3166 two-letter code of the far port',
    vessel       String,
    crossing_min UInt16 COMMENT 'scheduled time at sea in minutes',
    lane_metres  UInt16 COMMENT 'metres of car deck',
    overnight    UInt8 COMMENT '1 when cabins are compulsory'
)
ENGINE = MergeTree ORDER BY route_code;

INSERT INTO linkspan.routes VALUES
('CHB', 'Cherbourg', 'FR', 'Manx Heron', 1020, 1850, 1),
('RSL', 'Rosslare', 'IE', 'Grey Gannet', 215, 1400, 0),
('SDR', 'Santander', 'ES', 'Casilda', 1740, 2300, 1),
('BIO', 'Bilbao', 'ES', 'Casilda', 1680, 2300, 1),
('ROF', 'Roscoff', 'FR', 'Manx Heron', 870, 1850, 1);

CREATE TABLE linkspan.booths
(
    booth          UInt8,
    staffing       LowCardinality(String) COMMENT 'clerk, or kiosk where drivers serve themselves',
    yard_side      LowCardinality(String) COMMENT 'north or south',
    takes_freight  UInt8,
    commissioned_on Date
)
ENGINE = MergeTree ORDER BY booth;

INSERT INTO linkspan.booths VALUES
(1, 'clerk', 'north', 1, '2011-03-14'),
(2, 'clerk', 'north', 1, '2011-03-14'),
(3, 'clerk', 'north', 0, '2015-06-01'),
(4, 'clerk', 'south', 0, '2015-06-01'),
(5, 'clerk', 'south', 1, '2019-09-09'),
(6, 'kiosk', 'south', 0, '2024-02-20'),
(7, 'kiosk', 'south', 0, '2024-02-20'),
(8, 'kiosk', 'north', 0, '2025-11-03');

CREATE TABLE linkspan.checkins
(
    booking_ref   String,
    customer_no   UInt32,
    arrived_at    DateTime64(3, 'UTC') COMMENT 'vehicle pulls up at the booth',
    loaded_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'vehicle drives up the ramp onto the ferry',
    route_code    LowCardinality(String),
    booth         UInt8,
    lane          Nullable(UInt8) COMMENT 'marshalling lane; null when turned away',
    vehicle_kind  LowCardinality(String) COMMENT 'car, van, motorhome, motorcycle, lorry or coach',
    has_trailer   UInt8 COMMENT '1 with a trailer or caravan',
    length_cm     UInt16 COMMENT 'measured at the booth, trailer included',
    pax           UInt8 COMMENT 'people in the vehicle, driver included',
    plate_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    plate_conf    Nullable(Float32) COMMENT 'confidence of the number plate camera, 0 to 1; null when it read nothing',
    booth_secs    UInt32 COMMENT 'how long the vehicle stood at the booth',
    outcome       LowCardinality(String) COMMENT 'boarded, queued (still in the lanes), bumped (left behind, no deck space) or turned_away',
    fare_eur      Decimal(8, 2) COMMENT 'income only for boarded vehicles; bumped and turned-away ones are paid back'
)
ENGINE = MergeTree ORDER BY (arrived_at, booking_ref);

-- The terminal was shut on 2026-05-08 (a storm); booth 5 is very slow on 2026-05-21.
INSERT INTO linkspan.checkins
SELECT booking_ref, customer_no, arrived_at,
       if(outcome = 'boarded', arrived_at + toIntervalMinute(wait_min), NULL) AS loaded_at,
       route_code, booth, lane, vehicle_kind, has_trailer, length_cm, pax, plate_country, plate_conf, booth_secs, outcome, fare_eur
FROM
(
    SELECT
        number AS n,
        concat('LK', toString(410000 + number)) AS booking_ref,
        20000 + toUInt32(floor(3200 * pow(cityHash64(number, 'k-cust') / 18446744073709551616.0, 1.5))) AS customer_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(90000 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.6))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms') % 57000) AS arrived_at,
        ['CHB','RSL','SDR','ROF','BIO'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-route') / 18446744073709551616.0, 1.3)))] AS route_code,
        toUInt8(1 + floor(8 * pow(cityHash64(number, 'k-booth') / 18446744073709551616.0, 1.2))) AS booth,
        ['car','lorry','van','motorhome','motorcycle','coach'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-kind') / 18446744073709551616.0, 1.5)))] AS vehicle_kind,
        toUInt8(cityHash64(number, 'k-trail') % 100 < multiIf(vehicle_kind = 'lorry', 60, vehicle_kind = 'car', 17, vehicle_kind = 'van', 11, 0)) AS has_trailer,
        toUInt16(multiIf(vehicle_kind = 'lorry', 780, vehicle_kind = 'coach', 1020, vehicle_kind = 'motorhome', 560, vehicle_kind = 'van', 480, vehicle_kind = 'motorcycle', 190, 370)
            + cityHash64(number, 'k-len') % multiIf(vehicle_kind = 'lorry', 370, vehicle_kind = 'coach', 330, vehicle_kind = 'motorhome', 430, vehicle_kind = 'motorcycle', 60, 190)
            + has_trailer * (310 + cityHash64(number, 'k-len2') % 460)) AS length_cm,
        toUInt8(multiIf(vehicle_kind = 'coach', 14 + cityHash64(number, 'k-pax') % 40, vehicle_kind = 'lorry', 1 + cityHash64(number, 'k-pax') % 2, vehicle_kind = 'motorcycle', 1 + cityHash64(number, 'k-pax') % 2, 1 + cityHash64(number, 'k-pax') % 5)) AS pax,
        ['GB','FR','IE','ES','DE','NL','PL'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'k-ctry') / 18446744073709551616.0, 1.6)))] AS plate_country,
        if(cityHash64(number, 'k-nocam') % 1000 < 47, NULL, toNullable(toFloat32(round(1 - 0.6 * pow(cityHash64(number, 'k-conf') / 18446744073709551616.0, 4), 3)))) AS plate_conf,
        toUInt32((25 + floor(60 * pow(1 - cityHash64(number, 'k-secs') / 18446744073709551616.0, -0.35)))
            * if(booth >= 6, 1.3, 1) * if(booth = 5 AND arrived_at >= '2026-05-21 00:00:00', 6, 1)) AS booth_secs,
        toUInt32(20 + floor(multiIf(route_code = 'RSL', 60, route_code = 'SDR', 140, route_code = 'BIO', 120, 95) * (cityHash64(number, 'k-wait') / 18446744073709551616.0))) AS wait_min,
        cityHash64(number, 'k-out') % 1000 AS s,
        multiIf(s < if(vehicle_kind = 'motorhome', 110, 30), 'turned_away',
                s < multiIf(vehicle_kind = 'lorry', 190, vehicle_kind = 'motorhome', 160, vehicle_kind = 'coach', 40, vehicle_kind = 'motorcycle', 38, 75), 'bumped',
                arrived_at + toIntervalMinute(wait_min) >= '2026-05-21 16:20:00', 'queued', 'boarded') AS outcome,
        if(outcome = 'turned_away', NULL, toNullable(toUInt8(if(vehicle_kind = 'lorry', 9, 1) + cityHash64(number, 'k-lane') % 8))) AS lane,
        toDecimal64(round((22 + length_cm * 0.11 + pax * 6.5) * multiIf(route_code = 'RSL', 0.8, route_code IN ('SDR', 'BIO'), 2.1, 1.3)
            * (0.85 + cityHash64(number, 'k-fare') % 300 / 1000), 2), 2) AS fare_eur
    FROM numbers(7000)
)
WHERE toDate(arrived_at) != '2026-05-08'
  AND NOT (toHour(arrived_at) BETWEEN 0 AND 4 AND cityHash64(n, 'k-night') % 4 != 0);

-- Rosslare leaves a whole car deck behind on 2026-05-19, 13:00 to 15:00.
INSERT INTO linkspan.checkins
SELECT
    concat('LK', toString(490000 + number)), 20000 + cityHash64(number, 'b-cust') % 3200,
    toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number * 17 % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
    NULL, 'RSL', 1 + cityHash64(number, 'b-booth') % 8, 1 + cityHash64(number, 'b-lane') % 8, 'car', 0, 380 + cityHash64(number, 'b-len') % 160,
    1 + cityHash64(number, 'b-pax') % 5, 'IE', 0.97, 40 + cityHash64(number, 'b-secs') % 60, 'bumped', toDecimal64(70 + cityHash64(number, 'b-fare') % 50, 2)
FROM numbers(64);
