-- Charging of electric cars. Sessions at Elm Street end in faults on 2026-05-21 from 10:00 to 12:00; stations 41 and 42 are silent since 2026-05-20.
CREATE DATABASE IF NOT EXISTS charging;
DROP TABLE IF EXISTS charging.stations;
CREATE TABLE charging.stations
(
    station_id   UInt16,
    station_name LowCardinality(String),
    town         LowCardinality(String),
    operator     LowCardinality(String),
    max_kw       UInt16 COMMENT 'highest power in kW',
    opened_on    Date,
    in_service   Bool
)
ENGINE = MergeTree ORDER BY station_id;
INSERT INTO charging.stations
SELECT 1 + number, concat(['Elm Street', 'Station Square', 'North Mall', 'River Park', 'Old Dock', 'West Gate'][1 + number % 6], ' ', toString(1 + intDiv(number, 6))),
    ['Bergen', 'Tampere', 'Aarhus', 'Malmo'][1 + cityHash64(number, 'to') % 4], ['Voltra', 'Chargo', 'Nordwatt'][1 + cityHash64(number, 'op') % 3],
    [22, 50, 150, 300][1 + cityHash64(number, 'kw') % 4], toDate('2026-05-10') - toUInt32(cityHash64(number, 'on') % 1500), cityHash64(number, 'is') % 10 != 0
FROM numbers(48);
DROP TABLE IF EXISTS charging.sessions;
CREATE TABLE charging.sessions
(
    session_id     String,
    plugged_in_at  DateTime('UTC'),
    unplugged_at   Nullable(DateTime('UTC')) COMMENT 'null while the car is still connected',
    station_id     UInt16,
    plug           LowCardinality(String) COMMENT 'ccs, type2 or chademo',
    driver_card    Nullable(String) COMMENT 'null for those who pay without a card',
    energy_wh      UInt32 COMMENT 'energy delivered, in Wh',
    cost_eur       Float64,
    idle_minutes   UInt16 COMMENT 'minutes connected after the battery was full',
    end_reason     LowCardinality(String) COMMENT 'full, stopped_by_driver, fault or limit',
    soc_start      UInt8 COMMENT 'state of charge at the start in percent',
    soc_end        UInt8 COMMENT 'state of charge at the end in percent',
    is_roaming     Bool
)
ENGINE = MergeTree ORDER BY plugged_in_at;
INSERT INTO charging.sessions
SELECT concat('CS', leftPad(toString(number), 7, '0')), at, if(cityHash64(number, 'un') % 60 = 0, NULL, at + toIntervalMinute(8 + cityHash64(number, 'le') % 150) + 2), sid,
    ['ccs', 'type2', 'chademo'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'pl') / 18446744073709551616.0, 1.5)))],
    if(cityHash64(number, 'dc') % 5 = 0, NULL, concat('C-', toString(1000 + toUInt32(floor(4000 * pow(cityHash64(number, 'dr') / 18446744073709551616.0, 1.5)))))),
    2000 + cityHash64(number, 'wh') % 68000, round((2000 + cityHash64(number, 'wh') % 68000) * (0.25 + (cityHash64(number, 'pr') % 40) / 100) / 1000, 2), if(cityHash64(number, 'id') % 4 = 0, toUInt16(cityHash64(number, 'im') % 90), 0),
    why, 5 + cityHash64(number, 's0') % 55, 61 + cityHash64(number, 's1') % 40, cityHash64(number, 'rm') % 8 = 0
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at, toUInt16(1 + cityHash64(number, 'st') % 46) AS sid,
        multiIf(sid % 6 = 1 AND at >= '2026-05-21 10:00:00' AND at < '2026-05-21 12:00:00' AND cityHash64(number, 'x') % 100 < 85, 'fault', cityHash64(number, 'y') % 100 < 50, 'full', cityHash64(number, 'y') % 100 < 85, 'stopped_by_driver',
                cityHash64(number, 'y') % 100 < 90, 'fault', 'limit') AS why
    FROM numbers(40000)
)
WHERE NOT (sid IN (41, 42) AND at >= '2026-05-20 00:00:00');
