-- Ferry operator: sailings, tickets, ships. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS ferryline;
CREATE DATABASE ferryline;

CREATE TABLE ferryline.ships
(
    ship_id UInt8,
    name    String,
    kind    LowCardinality(String) COMMENT 'ropax, fastcat or hydrofoil',
    built   UInt16 COMMENT 'year',
    seats   UInt16,
    flag    LowCardinality(String) COMMENT 'country of registry, ISO code'
)
ENGINE = MergeTree ORDER BY ship_id;

INSERT INTO ferryline.ships
SELECT
    1 + number,
    ['Adria Star','Mare Nova','Galeb','Bura Jet','Tramontana','Sirena','Maestral','Vela Nada'][1 + number],
    ['ropax','ropax','fastcat','hydrofoil','ropax','fastcat','hydrofoil','ropax'][1 + number],
    [1998, 2007, 2015, 2019, 1989, 2021, 2012, 2003][1 + number],
    [1100, 850, 410, 190, 700, 380, 220, 960][1 + number],
    ['HR','IT','HR','HR','MT','IT','HR','CY'][1 + number]
FROM numbers(8);

CREATE TABLE ferryline.sailings
(
    sailing_id UInt32,
    ship_id    UInt8,
    from_port  LowCardinality(String),
    to_port    LowCardinality(String),
    sched_dep  DateTime('UTC') COMMENT 'departure by the timetable',
    status     LowCardinality(String) COMMENT 'sailed or called_off',
    off_code   LowCardinality(String) COMMENT 'why it was called off: WX weather, TE technical, CR crew missing. Empty when it sailed',
    late_s     Nullable(Int32) COMMENT 'seconds behind the timetable at cast-off, null when called off',
    on_board   UInt16 COMMENT 'people, counted at the gangway',
    fuel_l     Nullable(Float64) COMMENT 'marine diesel burnt on the crossing',
    wave_m     Float32
)
ENGINE = MergeTree ORDER BY sched_dep;

-- No sailing on 2026-05-06 (storm, timetable suspended). Mare Nova (ship 2) is very late on 2026-05-21.
INSERT INTO ferryline.sailings
SELECT sailing_id, ship_id, from_port, to_port, sched_dep,
    if(off_code = '', 'sailed', 'called_off') AS status, off_code,
    if(off_code = '', toNullable(toInt32(floor(2600 * pow(cityHash64(n, 'fs-l') / 18446744073709551616.0, multiIf(from_port = 'Ancona', 2.2, from_port = 'Vis', 3, 3.5)))) - 40
        + if(ship_id = 2 AND sched_dep >= '2026-05-21 00:00:00', 5400, 0)), NULL) AS late_s,
    if(off_code = '', toUInt16(round(cap * (0.15 + 0.8 * cityHash64(n, 'fs-b') / 18446744073709551616.0))), 0) AS on_board,
    if(off_code = '', toNullable(round(dist * multiIf(ship_id IN (4, 7), 11, ship_id IN (3, 6), 16, 34) * (0.9 + wave_m / 10) * (0.85 + (cityHash64(n, 'fs-f') % 300) / 1000), 1)), NULL) AS fuel_l,
    wave_m
FROM
(
    SELECT
        number AS n,
        20000 + number AS sailing_id,
        1 + toUInt8(floor(8 * pow(cityHash64(n, 'fs-ship') / 18446744073709551616.0, 1.1))) AS ship_id,
        [1100, 850, 410, 190, 700, 380, 220, 960][ship_id] AS cap,
        1 + toUInt8(floor(8 * pow(cityHash64(n, 'fs-rt') / 18446744073709551616.0, 1.3))) AS rt,
        ['Split','Hvar','Split','Vis','Split','Ancona','Dubrovnik','Hvar'][rt] AS from_port,
        ['Hvar','Split','Vis','Split','Ancona','Split','Hvar','Dubrovnik'][rt] AS to_port,
        [24, 24, 31, 31, 126, 126, 77, 77][rt] AS dist,
        toDateTime('2026-03-10 05:05:00', 'UTC') + toIntervalDay(intDiv(number, 36)) + toIntervalMinute(30 * (number % 36) + 5 * (cityHash64(n, 'fs-m') % 4)) AS sched_dep,
        toFloat32(round(0.2 + 3.2 * pow(cityHash64(toDate(sched_dep), 'fs-w') / 18446744073709551616.0, 2) + (cityHash64(n, 'fs-w2') % 8) / 10, 1)) AS wave_m,
        cityHash64(n, 'fs-c') % 1000 AS c,
        multiIf(wave_m > 2.2 AND c < 260, 'WX', c < 12, 'WX', c < 32, 'TE', c < 47, 'CR', '') AS off_code
    FROM numbers(2628)
)
WHERE sched_dep < '2026-05-21 16:20:00' AND toDate(sched_dep) != '2026-05-06';

CREATE TABLE ferryline.tickets
(
    ticket_no  UInt64,
    sailing_id UInt32,
    booker_id  UInt32,
    sold_at    DateTime('UTC'),
    channel    LowCardinality(String),
    cabin      LowCardinality(String) COMMENT 'deck, lounge or berth',
    vehicle    LowCardinality(String) COMMENT 'taken along: none, bicycle, motorbike, car, camper',
    fare_eur   Decimal(9, 2),
    state      LowCardinality(String) COMMENT 'boarded, no_show, refunded, declined. We keep the fare of no-shows, refunded and declined tickets bring nothing',
    home       LowCardinality(String) COMMENT 'country of the booker, ISO code'
)
ENGINE = MergeTree ORDER BY sold_at;

-- Card payments on the web are declined in masses on 2026-05-19 from 10:00 to 12:00. No kiosk sold anything on 2026-05-16.
INSERT INTO ferryline.tickets
SELECT 8800000 + n, sailing_id, booker_id, sold_at, channel, cabin, vehicle, fare_eur,
    multiIf(st < 35, 'declined', status = 'called_off' OR st < 85, 'refunded', st < if(cabin = 'deck', 165, 125), 'no_show', 'boarded') AS state, home
FROM
(
    SELECT
        t.n AS n, t.sid AS sailing_id, s.status AS status,
        1 + toUInt32(floor(2500 * pow(cityHash64(n, 'ft-b') / 18446744073709551616.0, 1.7))) AS booker_id,
        s.sched_dep - toIntervalMinute(6 + toUInt32(floor(8600 * pow(cityHash64(n, 'ft-t') / 18446744073709551616.0, 4)))) + toIntervalSecond(1 + cityHash64(n, 'ft-s') % 58) AS sold_at,
        ['web','kiosk','app','agent'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'ft-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        ['deck','lounge','berth'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'ft-ca') / 18446744073709551616.0, 1.6)))] AS cabin,
        ['none','none','car','bicycle','camper','motorbike'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'ft-v') / 18446744073709551616.0, 1.5)))] AS vehicle,
        toDecimal64(round((multiIf(s.to_port = 'Ancona' OR s.from_port = 'Ancona', 42, s.to_port = 'Dubrovnik' OR s.from_port = 'Dubrovnik', 27, 14)
            * multiIf(cabin = 'berth', 2.1, cabin = 'lounge', 1.4, 1)
            + multiIf(vehicle = 'car', 38, vehicle = 'camper', 71, vehicle = 'motorbike', 17, vehicle = 'bicycle', 5, 0)) * (0.8 + (cityHash64(n, 'ft-f') % 400) / 1000), 2), 2) AS fare_eur,
        ['HR','IT','DE','AT','SI','GB'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'ft-h') / 18446744073709551616.0, 1.5)))] AS home,
        cityHash64(n, 'ft-st') % 1000 AS st
    FROM (SELECT number AS n, toUInt32(20000 + 2612 - floor(2600 * pow(cityHash64(number, 'ft-sa') / 18446744073709551616.0, 1.25))) AS sid FROM numbers(7600)) AS t
    INNER JOIN ferryline.sailings AS s ON s.sailing_id = t.sid
)
WHERE NOT (channel = 'kiosk' AND toDate(sold_at) = '2026-05-16');

INSERT INTO ferryline.tickets
SELECT
    8890000 + number, 22560 + number % 40, 1 + cityHash64(number, 'fd-b') % 2500,
    toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + cityHash64(number, 'fd-s') % 58),
    'web', 'deck', 'none', toDecimal64(12 + number % 9, 2), 'declined', ['HR','IT','DE'][1 + number % 3]
FROM numbers(60);
