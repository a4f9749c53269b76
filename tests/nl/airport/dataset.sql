-- Airport: security screenings, turnarounds at the gates, airlines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS airport;
CREATE DATABASE airport;

CREATE TABLE airport.airlines
(
    airline_code   LowCardinality(String),
    airline_name   String,
    segment        LowCardinality(String) COMMENT 'network, lowcost, charter or regional',
    alliance       LowCardinality(Nullable(String)),
    home_country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    contract_until Date
)
ENGINE = MergeTree ORDER BY airline_code;

INSERT INTO airport.airlines
SELECT
    ['KD','NQ','VZ','OX','HJ','WQ','RJ','XB','ZK'][1 + number],
    ['Kestrel Air','Norlinq','Vela Airways','Oxana Jet','Heron Express','Westquay','Royal Jura','Bluebird Hop','Sunfish'][1 + number],
    ['network','lowcost','network','lowcost','regional','regional','network','regional','charter'][1 + number],
    ['Polar', NULL, 'Meridian', NULL, 'Polar', NULL, 'Polar', 'Meridian', NULL][1 + number],
    ['IE','SE','PT','PL','IE','GB','CH','NO','DE'][1 + number],
    toDate('2026-12-31') + toUInt32(cityHash64(number, 'al-c') % 4 * 365)
FROM numbers(9);

CREATE TABLE airport.turnarounds
(
    turn_id      UInt64,
    flight_no    String,
    airline_code LowCardinality(String),
    gate         LowCardinality(String),
    aircraft     LowCardinality(String),
    on_block_at  DateTime('UTC') COMMENT 'plane parked at the gate',
    off_block_at Nullable(DateTime('UTC')) COMMENT 'plane pushed back',
    dest_country LowCardinality(String) COMMENT 'where it goes next, ISO 3166 two-letter code',
    pax          UInt16 COMMENT 'passengers on board at departure',
    delay_min    Nullable(Int32) COMMENT 'departure delay, below zero = early',
    delay_code   LowCardinality(Nullable(String)) COMMENT 'W weather, T technical, C crew, L late arrival. Null up to 15 minutes',
    fee_eur      Decimal(10, 2) COMMENT 'handling fee, due only when departed',
    turn_status  LowCardinality(String) COMMENT 'at_gate, departed or cancelled'
)
ENGINE = MergeTree ORDER BY (on_block_at, turn_id);

INSERT INTO airport.turnarounds
SELECT turn_id, flight_no, airline_code, gate, aircraft, on_block_at,
       if(turn_status = 'departed', toNullable(off0), NULL) AS off_block_at,
       dest_country,
       if(turn_status = 'departed', pax0, 0) AS pax,
       if(turn_status = 'departed', toNullable(delay0), NULL) AS delay_min,
       if(turn_status = 'departed' AND delay0 > 15, toNullable(['L','T','C','W'][1 + toUInt8(floor(4 * pow(cityHash64(n, 't-code') / 18446744073709551616.0, 1.5)))]), NULL) AS delay_code,
       fee_eur, turn_status
FROM
(
    SELECT
        number AS n,
        51000 + number AS turn_id,
        1 + toUInt8(floor(9 * pow(cityHash64(number, 't-al') / 18446744073709551616.0, 1.4))) AS a,
        ['KD','NQ','VZ','OX','HJ','WQ','RJ','XB','ZK'][a] AS airline_code,
        concat(airline_code, toString(100 * a + cityHash64(number, 't-fl') % 60)) AS flight_no,
        concat(['A','B'][1 + toUInt8(cityHash64(number, 't-pier') % 100 < 59)], toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 't-gate') / 18446744073709551616.0, 1.2))))) AS gate,
        1 + if(a IN (5, 6, 8), 3 + cityHash64(number, 't-ac') % 2, cityHash64(number, 't-ac') % 3) AS c,
        ['A320','B738','A333','E195','AT76'][c] AS aircraft,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86390 * pow(cityHash64(number, 't-ts') / 18446744073709551616.0, 1.1))))
            + toIntervalSecond(1 + cityHash64(number, 't-sec') % 58) AS on_block_at,
        ['ES','GB','GR','FR','IT','TR','NO'][1 + toUInt8(floor(7 * pow(cityHash64(number, 't-dst') / 18446744073709551616.0, 1.3)))] AS dest_country,
        toUInt16([168, 174, 290, 104, 66][c] * (0.55 + cityHash64(number, 't-pax') % 450 / 1000)) AS pax0,
        toInt32(floor(-7 + 14 * pow(1 - cityHash64(number, 't-del') / 18446744073709551616.0, -0.5) * if(a = 4, 1.3, 1.0) - 7)) AS delay0,
        on_block_at + toIntervalMinute([42, 40, 85, 35, 28][c] + cityHash64(number, 't-gr') % 12 + greatest(delay0, 0)) AS off0,
        toDecimal64(round([640, 655, 1480, 410, 285][c] * (0.9 + cityHash64(number, 't-fee') % 400 / 1000), 2), 2) AS fee_eur,
        multiIf(cityHash64(number, 't-st') % 1000 < 38, 'cancelled', off0 >= '2026-05-21 16:20:00', 'at_gate', 'departed') AS turn_status
    FROM numbers(6200)
)
WHERE NOT (toHour(on_block_at) < 5 AND cityHash64(n, 't-night') % 6 != 0);

CREATE TABLE airport.screenings
(
    screened_at  DateTime64(3, 'UTC'),
    pass_id      UInt64 COMMENT 'boarding pass, one per passenger',
    airline_code LowCardinality(String),
    terminal     LowCardinality(String),
    lane         LowCardinality(String) COMMENT 'security lane',
    queue_s      UInt32 COMMENT 'time in the queue before the lane',
    outcome      LowCardinality(String) COMMENT 'CLR clear, BAG bag searched, PAT pat-down, REF turned away',
    fast_track   UInt8,
    trays        UInt8,
    liquids_ml   Nullable(UInt32) COMMENT 'liquids taken away'
)
ENGINE = MergeTree ORDER BY (terminal, screened_at);

-- Terminal T1 is closed on 2026-05-06. Bags are searched in masses at T2 on 2026-05-18 from 5:00 to 7:00. Lane T2-6 is silent since 15:04 on 2026-05-21, T1-4 since 15:41.
INSERT INTO airport.screenings
SELECT screened_at, pass_id, airline_code, terminal, lane, queue_s, outcome, fast_track, trays, liquids_ml
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + if(number < 9000, toUInt32(floor(43200 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.25))), cityHash64(number, 's-ts') % 200))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 58000) AS screened_at,
        if(cityHash64(number, 's-again') % 100 < 5 AND number > 0, 30400000 + cityHash64(number, 's-old') % number, 30400000 + number) AS pass_id,
        ['KD','NQ','VZ','OX','HJ','WQ','RJ','XB','ZK'][1 + toUInt8(floor(9 * pow(cityHash64(number, 's-al') / 18446744073709551616.0, 1.5)))] AS airline_code,
        ['T1','T2'][1 + toUInt8(cityHash64(number, 's-term') % 100 < 58)] AS terminal,
        concat(terminal, '-', toString(1 + toUInt8(floor(if(terminal = 'T1', 4, 6) * pow(cityHash64(number, 's-lane') / 18446744073709551616.0, 1.15))))) AS lane,
        toUInt8(cityHash64(number, 's-ft') % 100 < 17) AS fast_track,
        toUInt32(floor((25 + if(terminal = 'T2', 900, 620) * pow(cityHash64(number, 's-q') / 18446744073709551616.0, 1.7)) * if(fast_track, 0.35, 1.0) * if(toHour(screened_at) BETWEEN 5 AND 8, 1.6, 1.0) * if(screened_at >= '2026-05-21', 1.35, 1.0))) AS queue_s,
        cityHash64(number, 's-out') % 1000 AS r,
        multiIf(r < if(lane = 'T2-3', 42, 17), 'REF', r < if(fast_track, 90, 150), 'BAG', r < 225, 'PAT', 'CLR') AS outcome,
        toUInt8(1 + cityHash64(number, 's-tray') % 4) AS trays,
        if(cityHash64(number, 's-liq0') % 100 < 9, toNullable(toUInt32(110 + 10 * (cityHash64(number, 's-liq') % 140))), NULL) AS liquids_ml
    FROM numbers(9700)
)
WHERE NOT (terminal = 'T1' AND toDate(screened_at) = '2026-05-06')
  AND NOT (toHour(screened_at) < 4 AND cityHash64(n, 's-night') % 5 != 0)
  AND NOT (lane = 'T2-6' AND screened_at >= '2026-05-21 15:04:00')
  AND NOT (lane = 'T1-4' AND screened_at >= '2026-05-21 15:41:00');

INSERT INTO airport.screenings
SELECT
    toDateTime64('2026-05-18 05:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 58000),
    30500000 + number, ['KD','NQ','VZ'][1 + cityHash64(number, 'y-al') % 3], 'T2', concat('T2-', toString(1 + cityHash64(number, 'y-lane') % 6)),
    500 + cityHash64(number, 'y-q') % 900, 'BAG', 0, 2, NULL
FROM numbers(150);
