-- A water utility: pump stations, hourly pump readings, leaks. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
DROP DATABASE IF EXISTS watergrid;
CREATE DATABASE watergrid;

CREATE TABLE watergrid.stations
(
    station_id   String,
    district     LowCardinality(String),
    pump_make    LowCardinality(String) COMMENT 'manufacturer of the pumps',
    elevation_m  UInt16,
    commissioned Date,
    in_service   UInt8 COMMENT '1 = feeds the grid, 0 = standby'
)
ENGINE = MergeTree ORDER BY station_id;

INSERT INTO watergrid.stations
SELECT concat('PS', leftPad(toString(number + 1), 2, '0')),
    ['Harbour','Old Town','Hillside','Millbrook','Eastfield'][1 + number % 5],
    ['Halden','Norvik','Brixx'][1 + cityHash64(number, 's-make') % 3],
    4 + cityHash64(number, 's-el') % 210,
    toDate('1988-05-01') + cityHash64(number, 's-com') % 12800,
    if(number IN (5, 13, 20), 0, 1)
FROM numbers(24);

CREATE TABLE watergrid.pump_readings
(
    read_at      DateTime('UTC'),
    station_id   LowCardinality(String),
    pump_no      UInt8,
    state        UInt8 COMMENT '0 stopped, 1 running, 2 tripped, 3 maintenance',
    flow_lps     Float64 COMMENT 'litres per second, 0 unless running',
    pressure_bar Float64,
    motor_c      Nullable(Float64) COMMENT 'motor temperature, null when the probe is broken',
    power_kw     Float64
)
ENGINE = MergeTree ORDER BY (station_id, read_at);

-- One reading per station and hour. PS11 is silent since 2026-05-21 09:00.
INSERT INTO watergrid.pump_readings
SELECT read_at, station_id, pump_no, state,
    if(state = 1, round(18 + cityHash64(station_id, 'r-f') % 40 + cityHash64(n, 'r-f2') % 900 / 100, 2), 0) AS flow_lps,
    round(2.4 + cityHash64(station_id, 'r-p') % 30 / 10 + cityHash64(n, 'r-p2') % 80 / 100 - if(state = 1, 0, 0.7), 2) AS pressure_bar,
    if(cityHash64(n, 'r-m0') % 100 < 3, NULL, toNullable(round(38 + cityHash64(station_id, 'r-m1') % 12 + cityHash64(n, 'r-m') % 200 / 10 + if(state = 2, 22, 0), 1))) AS motor_c,
    if(state = 1, round(11 + flow_lps * 0.8 + cityHash64(n, 'r-k') % 50 / 10, 1), 0.4) AS power_kw
FROM
(
    SELECT
        number AS n,
        concat('PS', leftPad(toString(number % 24 + 1), 2, '0')) AS station_id,
        toDateTime('2026-05-06 00:00:00', 'UTC') + toIntervalHour(intDiv(number, 24)) + toIntervalMinute(cityHash64(n, 'r-min') % 60) + toIntervalSecond(1 + cityHash64(n, 'r-s') % 58) AS read_at,
        toUInt8(1 + cityHash64(n, 'r-no') % 3) AS pump_no,
        cityHash64(n, 'r-st') % 1000 AS r,
        toUInt8(multiIf(r < if(station_id IN ('PS03', 'PS16'), 110, 45), 2, r < 140, 3, r < 260 OR station_id IN ('PS06', 'PS14', 'PS21'), 0, 1)) AS state
    FROM numbers(9264)
)
WHERE read_at < '2026-05-21 16:20:00' AND NOT (station_id = 'PS11' AND read_at >= '2026-05-21 09:00:00');

CREATE TABLE watergrid.leaks
(
    leak_id         UInt32,
    reported_at     DateTime('UTC'),
    station_id      LowCardinality(String) COMMENT 'pump station that feeds the pipe',
    pipe            LowCardinality(String) COMMENT 'CI cast iron, ST steel, PE plastic, AC asbestos cement',
    severity        UInt8 COMMENT '1 drip, 2 seep, 3 jet, 4 burst main',
    found_by        LowCardinality(String) COMMENT 'caller, sensor or patrol',
    status          LowCardinality(String) COMMENT 'new, crew_sent, repaired, false_alarm',
    lost_m3         Nullable(Float64) COMMENT 'water lost, estimate, null for false alarms',
    fixed_at        Nullable(DateTime('UTC')) COMMENT 'only repaired leaks',
    repair_cost_eur Nullable(Decimal(10, 2))
)
ENGINE = MergeTree ORDER BY reported_at;

-- No leak on 2026-05-04 (hotline and sensors moved). A burst near PS07 on 2026-05-18 02:00 to 04:00.
INSERT INTO watergrid.leaks
SELECT leak_id, reported_at, station_id, pipe, severity, found_by, status,
    if(status = 'false_alarm', NULL, toNullable(round(severity * severity * (0.4 + 1.9 * pow(1 - cityHash64(n, 'k-l') / 18446744073709551616.0, -0.35)), 1))),
    if(status = 'repaired', toNullable(fix), NULL),
    if(status = 'repaired', toNullable(toDecimal64(round(90 + 170 * severity * pow(1 - cityHash64(n, 'k-c') / 18446744073709551616.0, -0.4), 2), 2)), NULL)
FROM
(
    SELECT
        number AS n,
        81000 + n AS leak_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + toUInt32(floor(100000 * pow(cityHash64(n, 'k-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(n, 'k-s') % 58) AS reported_at,
        concat('PS', leftPad(toString(1 + toUInt8(floor(24 * pow(cityHash64(n, 'k-st') / 18446744073709551616.0, 1.35)))), 2, '0')) AS station_id,
        ['PE','CI','ST','AC'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'k-p') / 18446744073709551616.0, 1.4)))] AS pipe,
        toUInt8(1 + floor(4 * pow(cityHash64(n, 'k-sev') / 18446744073709551616.0, 1.7))) AS severity,
        ['caller','sensor','patrol'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'k-f') / 18446744073709551616.0, 1.3)))] AS found_by,
        reported_at + toIntervalSecond(1800 + toUInt32(multiIf(pipe = 'AC', 52000, pipe = 'CI', 41000, pipe = 'ST', 30000, 22000) / severity * pow(1 - cityHash64(n, 'k-fx') / 18446744073709551616.0, -0.5))) AS fix,
        cityHash64(n, 'k-r') % 1000 AS r,
        multiIf(r < multiIf(found_by = 'sensor', 190, found_by = 'caller', 110, 30), 'false_alarm', fix < '2026-05-21 16:19:00' AND r < 960, 'repaired', r % 2 = 0, 'crew_sent', 'new') AS status
    FROM numbers(4500)
)
WHERE toDate(reported_at) != '2026-05-04';

INSERT INTO watergrid.leaks
SELECT 86000 + number, toDateTime('2026-05-18 02:00:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58),
    'PS07', 'CI', toUInt8(3 + number % 2), if(number % 3 = 0, 'sensor', 'caller'), 'crew_sent', round(20 + number % 13, 1), NULL, NULL
FROM numbers(55);
