-- Car sharing: vehicles and rentals. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS kerb;

DROP TABLE IF EXISTS kerb.vehicles;
CREATE TABLE kerb.vehicles
(
    veh_id       UInt32,
    plate        String,
    model        LowCardinality(String),
    drive        LowCardinality(String) COMMENT 'ev, hybrid or petrol',
    home_city    LowCardinality(String),
    in_fleet_since Date,
    ops_status   LowCardinality(String) COMMENT 'in_service, workshop or retired',
    odo_km       UInt32
)
ENGINE = MergeTree ORDER BY veh_id;

INSERT INTO kerb.vehicles
SELECT
    1000 + number AS veh_id,
    concat(['AN','BR','LE','UT','AR'][c], '-', char(65 + cityHash64(number, 'v-p1') % 26), char(65 + cityHash64(number, 'v-p2') % 26), '-', toString(1000 + number)) AS plate,
    ['Zoe','e-208','Yaris','Fabia','Clio','ID.3','Polo','Corsa'][m] AS model,
    ['ev','ev','hybrid','petrol','petrol','ev','petrol','petrol'][m] AS drive,
    ['Antwerp','Bremen','Leipzig','Utrecht','Aarhus'][c] AS home_city,
    toDate('2026-03-05') - toUInt32(floor(1400 * pow(cityHash64(number, 'v-since') / 18446744073709551616.0, 1.3))) AS in_fleet_since,
    multiIf(cityHash64(number, 'v-ops') % 100 < 87, 'in_service', cityHash64(number, 'v-ops') % 100 < 95, 'workshop', 'retired') AS ops_status,
    3000 + toUInt32((toDate('2026-05-21') - in_fleet_since) * (30 + cityHash64(number, 'v-odo') % 25)) AS odo_km
FROM
(
    SELECT number,
           1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-city') / 18446744073709551616.0, 1.35))) AS c,
           1 + toUInt8(floor(8 * pow(cityHash64(number, 'v-mod') / 18446744073709551616.0, 1.2))) AS m
    FROM numbers(320)
);

DROP TABLE IF EXISTS kerb.rentals;
CREATE TABLE kerb.rentals
(
    rental_id    UInt64,
    member_id    UInt32,
    veh_id       UInt32,
    city         LowCardinality(String),
    tariff       LowCardinality(String) COMMENT 'minute, hour, day',
    booked_at    DateTime('UTC'),
    started_at   Nullable(DateTime('UTC')) COMMENT 'doors opened',
    ended_at     Nullable(DateTime('UTC')),
    rstate       LowCardinality(String) COMMENT 'booked, running, finished, cancelled, no_show, unlock_fail; only finished rentals are charged',
    bay_from     LowCardinality(String),
    bay_to       Nullable(String),
    dist_km      Nullable(Float64),
    charge_cents UInt32 COMMENT 'EUR cents incl. VAT',
    promo        Nullable(String) COMMENT 'voucher code',
    soc_end      Nullable(UInt8) COMMENT 'state of charge at return in percent, EVs only',
    dmg          UInt8 COMMENT '1 = member reported damage at return',
    rating       Nullable(UInt8) COMMENT '1 to 5'
)
ENGINE = MergeTree ORDER BY (city, booked_at);

-- No booking in Aarhus on 2026-05-09 (a storm). Doors in Leipzig do not open on 2026-05-15 between 17:00 and 20:00; car 1217 fails all through May.
INSERT INTO kerb.rentals
SELECT rental_id, member_id, veh_id, city, tariff, booked_at,
       if(rstate IN ('finished', 'running'), toNullable(st), NULL) AS started_at,
       if(rstate = 'finished', toNullable(en), NULL) AS ended_at,
       rstate, bay_from,
       if(rstate = 'finished', toNullable(if(cityHash64(n, 'r-ow') % 100 < multiIf(city = 'Bremen', 38, city = 'Aarhus', 12, 24), concat(upper(substring(city, 1, 3)), '-', leftPad(toString(1 + (b + cityHash64(n, 'r-b2') % 12) % 14), 2, '0')), bay_from)), NULL) AS bay_to,
       if(rstate = 'finished', toNullable(km), NULL) AS dist_km,
       if(rstate = 'finished', toUInt32(round(if(promo IS NULL, 1, 0.8) * (100 * 0.19 * km + multiIf(tariff = 'minute', 24 * mins, tariff = 'hour', 550 * ceil(mins / 60), 4900 * ceil(mins / 1440))))), 0) AS charge_cents,
       promo,
       if(rstate = 'finished' AND is_ev AND cityHash64(n, 'r-nosoc') % 100 < 97, toNullable(toUInt8(6 + toUInt8(floor(90 * pow(cityHash64(n, 'r-soc') / 18446744073709551616.0, 0.8))))), NULL) AS soc_end,
       rstate = 'finished' AND cityHash64(n, 'r-dmg') % 1000 < 34 AS dmg,
       if(rstate = 'finished' AND cityHash64(n, 'r-rated') % 100 < 46, toNullable(toUInt8(if(m = 4 AND cityHash64(n, 'r-low') % 3 = 0, 2, [5,5,5,4,4,4,3,5,2,1][1 + cityHash64(n, 'r-star') % 10]))), NULL) AS rating
FROM
(
    SELECT
        number AS n,
        500000 + number AS rental_id,
        1 + toUInt32(floor(3800 * pow(cityHash64(n, 'r-mem') / 18446744073709551616.0, 1.5))) AS member_id,
        toUInt32(floor(312 * pow(cityHash64(n, 'r-veh') / 18446744073709551616.0, 1.2))) AS v,
        1000 + v AS veh_id,
        1 + toUInt8(floor(8 * pow(cityHash64(toUInt64(v), 'v-mod') / 18446744073709551616.0, 1.2))) AS m,
        m IN (1, 2, 6) AS is_ev,
        ['Antwerp','Bremen','Leipzig','Utrecht','Aarhus'][1 + toUInt8(floor(5 * pow(cityHash64(toUInt64(if(cityHash64(n, 'r-away') % 100 < 6, n, v)), 'v-city') / 18446744073709551616.0, 1.35)))] AS city,
        ['minute','hour','day'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'r-tar') / 18446744073709551616.0, 1.5)))] AS tariff,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(108000 * pow(cityHash64(n, 'r-ts') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(1 + cityHash64(n, 'r-s') % 58) AS booked_at,
        toUInt32(2 + floor(420 * pow(cityHash64(n, 'r-lead') / 18446744073709551616.0, 3.2))) AS lead_min,
        toUInt32(multiIf(tariff = 'minute', 8 + floor(95 * pow(cityHash64(n, 'r-len') / 18446744073709551616.0, 1.8)),
                         tariff = 'hour', 55 + floor(420 * pow(cityHash64(n, 'r-len') / 18446744073709551616.0, 1.6)),
                         600 + floor(2600 * pow(cityHash64(n, 'r-len') / 18446744073709551616.0, 1.4)))) AS mins,
        round(1.5 + 0.13 * mins * (0.4 + cityHash64(n, 'r-km') % 1000 / 800) * multiIf(is_ev, 0.82, m = 3, 1.0, 1.12) * if(tariff = 'day', 0.6, 1), 1) AS km,
        booked_at + toIntervalMinute(lead_min) AS st,
        st + toIntervalMinute(mins) AS en,
        cityHash64(n, 'r-b1') % 14 AS b,
        concat(upper(substring(city, 1, 3)), '-', leftPad(toString(1 + b), 2, '0')) AS bay_from,
        if(cityHash64(n, 'r-promo') % 100 < 11, toNullable(['SPRING26','HELLO5','RAILPASS'][1 + cityHash64(n, 'r-pc') % 3]), NULL) AS promo,
        cityHash64(n, 'r-st') % 1000 AS s,
        multiIf(s < if(tariff = 'day', 150, 85), 'cancelled', s < 175, 'no_show', s < 187, 'unlock_fail',
                st >= '2026-05-21 16:20:00', 'booked', en >= '2026-05-21 16:20:00', 'running', 'finished') AS rstate
    FROM numbers(17000)
)
WHERE NOT (city = 'Aarhus' AND toDate(booked_at) = '2026-05-09')
  AND NOT (toHour(booked_at) < 6 AND cityHash64(n, 'r-night') % 4 != 0);

INSERT INTO kerb.rentals
SELECT 590000 + number, 1 + cityHash64(number, 'x-mem') % 3800, 1000 + cityHash64(number, 'x-veh') % 300, 'Leipzig', ['minute','hour'][1 + number % 2],
       toDateTime('2026-05-15 17:00:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
       NULL, NULL, 'unlock_fail', concat('LEI-', leftPad(toString(1 + cityHash64(number, 'x-b') % 14), 2, '0')), NULL, NULL, 0, NULL, NULL, 0, NULL
FROM numbers(90);

INSERT INTO kerb.rentals
SELECT 595000 + number, 1 + cityHash64(number, 'y-mem') % 3800, 1217, 'Leipzig', 'minute',
       toDateTime('2026-05-02 08:00:00', 'UTC') + toIntervalMinute(number * 800) + toIntervalMinute(cityHash64(number, 'y-m') % 300) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58),
       NULL, NULL, 'unlock_fail', 'LEI-05', NULL, NULL, 0, NULL, NULL, 0, NULL
FROM numbers(34);
