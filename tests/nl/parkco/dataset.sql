-- Car parks: what the barriers and pay stations report. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Planted: the barrier of lane 3 at OPERA fails again and again on 2026-05-20 14:00-17:00; HARBOUR declines most payments on 2026-05-21.
-- No time lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS parkco;

DROP TABLE IF EXISTS parkco.garages;
CREATE TABLE parkco.garages
(
    site_code LowCardinality(String),
    full_name String,
    town      LowCardinality(String),
    bays      UInt16 COMMENT 'parking spaces',
    max_h_cm  UInt16 COMMENT 'clearance, cm',
    opened_on Date,
    is_24h    UInt8
)
ENGINE = MergeTree ORDER BY site_code;

INSERT INTO parkco.garages
SELECT
    ['HARBOUR','MARKET','OPERA','NORTHSTN','AIRPORT','STADIUM'][number + 1],
    ['Harbour Point','Market Hall','Opera Square','North Station','Airport P3','Stadium West'][number + 1],
    ['Marseille','Lyon','Lyon','Lille','Marseille','Lille'][number + 1],
    [320, 210, 185, 260, 540, 400][number + 1],
    [210, 190, 190, 200, 230, 220][number + 1],
    toDate('1998-04-01') + toUInt16(cityHash64(number, 'g-open') % 9000),
    [1, 0, 1, 1, 1, 0][number + 1]
FROM numbers(6);

DROP TABLE IF EXISTS parkco.gate_log;
CREATE TABLE parkco.gate_log
(
    ts         DateTime64(3, 'UTC'),
    evt        LowCardinality(String) COMMENT 'entry, exit, payment, refused (barrier stayed shut: full or plate on a block list), fault (barrier defect)',
    site       LowCardinality(String) COMMENT 'garages.site_code',
    lane_no    UInt8 COMMENT '1 and 2 go in, 3 and 4 go out',
    ticket_id  Nullable(String) COMMENT 'one stay of one car, from entry to exit; null on refused and fault',
    car_key    Nullable(UInt32) COMMENT 'pseudonym of the number plate; null on fault',
    tariff     LowCardinality(Nullable(String)) COMMENT 'casual = pays per stay, season = monthly pass, staff; null on fault',
    is_ev      UInt8 COMMENT '1 = electric car',
    amount_eur Nullable(Decimal(8, 2)) COMMENT 'payments only',
    pay_via    LowCardinality(Nullable(String)) COMMENT 'payments only: card, app, coins',
    approved   Nullable(UInt8) COMMENT 'payments only: 1 = money taken, 0 = declined',
    stay_s     Nullable(UInt32) COMMENT 'exits only: seconds since the entry',
    plate_conf Nullable(Float32) COMMENT 'certainty of the plate camera, 0 to 1; null when it read nothing'
)
ENGINE = MergeTree ORDER BY (site, ts);

-- A stay is an entry, for casual parkers a payment (sometimes declined first), and an exit unless the car is still inside.
INSERT INTO parkco.gate_log
SELECT
    multiIf(pos = 0, t0, pos = 1, tpay - toIntervalSecond(60), pos = 2, tpay, t0 + toIntervalSecond(stay)) AS ts,
    ['entry','payment','payment','exit'][pos + 1], site, lane, ticket, car, tariff, is_ev,
    if(pos IN (1, 2), toNullable(amount), NULL),
    if(pos IN (1, 2), toNullable(if(pos = 1 AND via = 'coins', 'card', via)), NULL),
    if(pos IN (1, 2), toNullable(toUInt8(pos = 2)), NULL),
    if(pos = 3, toNullable(stay), NULL),
    if(pos IN (1, 2) OR cityHash64(s, pos, 'blind') % 100 < 4, NULL, toNullable(toFloat32(round(1 - 0.4 * pow(cityHash64(s, pos, 'conf') / 18446744073709551616.0, 2.5), 3))))
FROM
(
    SELECT
        intDiv(number, 4) AS s,
        number % 4 AS pos,
        concat('T', toString(640000 + s)) AS ticket,
        ['HARBOUR','MARKET','OPERA','NORTHSTN','AIRPORT','STADIUM'][1 + toUInt8(floor(6 * pow(cityHash64(s, 'site') / 18446744073709551616.0, 1.3)))] AS site,
        toUInt8(if(pos = 3, 3 + cityHash64(s, 'laneout') % 2, 1 + toUInt8(cityHash64(s, 'lanein') % 100 < if(site = 'NORTHSTN', 68, 40)))) AS lane,
        1 + toUInt32(floor(1300 * pow(cityHash64(s, 'car') / 18446744073709551616.0, 1.4))) AS car,
        multiIf(cityHash64(car, 'tar') % 100 < 22, 'season', cityHash64(car, 'tar') % 100 < 28, 'staff', 'casual') AS tariff,
        toUInt8(cityHash64(car, 'ev') % 100 < 17) AS is_ev,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(2 + toUInt32(floor(72000 * pow(cityHash64(s, 'in') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(s, 'ms') % 49000) AS e0,
        if(toHour(e0) < 6 AND cityHash64(s, 'night') % 5 != 0, e0 + toIntervalHour(if(site IN ('OPERA', 'STADIUM'), 14, 7)), e0) AS t0,
        toUInt32(60 * (12 + floor(multiIf(site = 'AIRPORT', 3000, site = 'STADIUM', 330, site = 'NORTHSTN', 700, site = 'OPERA', 300, 420)
            * if(tariff = 'casual', 0.7, 1.2) * pow(cityHash64(s, 'stay') / 18446744073709551616.0, 1.8))) + cityHash64(s, 'sx') % 8) AS stay,
        t0 + toIntervalSecond(stay) - toIntervalMinute(2 + cityHash64(s, 'walk') % 7) AS tpay,
        toDecimal64(0.5 * ceil(multiIf(site = 'OPERA', 4.2, site = 'MARKET', 3.4, site = 'AIRPORT', 2.1, site = 'STADIUM', 2.0, 2.8) * stay / 3600 / 0.5), 2) AS amount,
        ['card','app','coins'][1 + toUInt8(floor(3 * pow(cityHash64(s, 'via') / 18446744073709551616.0, 1.4)))] AS via
    FROM numbers(10400)
)
WHERE ts < '2026-05-21 16:20:00'
  AND (pos IN (0, 3) OR tariff = 'casual')
  AND NOT (pos = 1 AND cityHash64(s, 'decl') % 100 >= multiIf(site = 'HARBOUR' AND ts >= '2026-05-21 00:00:00', 88, ts >= '2026-05-21 00:00:00', 2, via = 'app', 4, via = 'card', 8, 3));

INSERT INTO parkco.gate_log
SELECT
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(2 + toUInt32(floor(72000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.2)))) + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 55000),
    'refused', ['MARKET','OPERA','STADIUM','HARBOUR'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-site') / 18446744073709551616.0, 1.4)))], toUInt8(1 + cityHash64(number, 'r-lane') % 2),
    NULL, toNullable(toUInt32(1 + cityHash64(number, 'r-car') % 1300)), if(cityHash64(number, 'r-car') % 1300 % 9 = 0, 'season', 'casual'), toUInt8(cityHash64(toUInt32(1 + cityHash64(number, 'r-car') % 1300), 'ev') % 100 < 17),
    NULL, NULL, NULL, NULL, toNullable(toFloat32(round(1 - 0.5 * pow(cityHash64(number, 'r-conf') / 18446744073709551616.0, 2), 3)))
FROM numbers(190);

INSERT INTO parkco.gate_log
SELECT
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(2 + toUInt32(floor(72000 * (cityHash64(number, 'f-ts') / 18446744073709551616.0)))) + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 55000),
    'fault', ['AIRPORT','NORTHSTN','HARBOUR','STADIUM','OPERA','MARKET'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'f-site') / 18446744073709551616.0, 1.3)))], toUInt8(1 + cityHash64(number, 'f-lane') % 4),
    NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL
FROM numbers(150);

INSERT INTO parkco.gate_log
SELECT
    toDateTime64('2026-05-20 14:00:00', 3, 'UTC') + toIntervalMinute(4 + number * 3) + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 55000),
    'fault', 'OPERA', 3, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL
FROM numbers(56);
