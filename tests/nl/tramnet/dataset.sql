-- Trams of a town: departures at stops and ticket checks. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS tramnet;
CREATE DATABASE tramnet;

CREATE TABLE tramnet.stops
(
    stop_id   UInt16,
    stop_name String,
    district  LowCardinality(String),
    zone      UInt8 COMMENT 'fare zone, 1 is the centre, 3 the outskirts',
    step_free UInt8 COMMENT '1 if wheelchairs get on without a step',
    opened_on Date
)
ENGINE = MergeTree ORDER BY stop_id;

INSERT INTO tramnet.stops
SELECT
    101 + number,
    ['Harbour Gate','Old Market','Mill Bridge','Central Station','University','Hospital North','Brewery','Stadium','Fairground','Linden Square','Castle Hill','Gasworks','Canal Street','Depot South','Airport','Observatory','Tannery','Ring Road'][1 + number],
    ['Harbour','Centre','Centre','Centre','Northend','Northend','Harbour','Eastfield','Eastfield','Centre','Centre','Harbour','Eastfield','Southside','Southside','Northend','Southside','Eastfield'][1 + number],
    [2,1,1,1,2,3,2,2,3,1,1,3,2,2,3,3,2,3][1 + number],
    if(cityHash64(number, 's-free') % 3 = 0, 0, 1),
    toDate('1998-05-01') + toUInt32(cityHash64(number, 's-open') % 9000)
FROM numbers(18);

CREATE TABLE tramnet.departures
(
    dep_id     UInt64,
    planned_at DateTime('UTC') COMMENT 'departure by the timetable',
    left_at    Nullable(DateTime('UTC')) COMMENT 'when it really left, null if it never came',
    line       LowCardinality(String) COMMENT 'line as on the display, N2 is the night line',
    car        UInt16 COMMENT 'number painted on the tram',
    stop_id    UInt16,
    state      LowCardinality(String) COMMENT 'R = ran, S = ran but was turned short of the terminus, C = cancelled',
    delay_s    Nullable(Int32) COMMENT 'left_at minus planned_at, negative when it left early',
    boarded    Nullable(UInt16) COMMENT 'passengers who got on, from the door counters',
    cause      LowCardinality(String) COMMENT 'noted by control for late or cancelled ones: TRAF cars in the way, DOOR door fault, CREW no driver, WORK track works, empty if nothing was noted'
)
ENGINE = MergeTree ORDER BY (line, planned_at);

-- Nothing ran on 2026-05-08 (a strike). Line 5 is stuck on 2026-05-19 from 15:00 to 18:00. Car 2417 has door faults since 2026-05-18.
INSERT INTO tramnet.departures
SELECT dep_id, planned_at,
       if(delay_s IS NULL, NULL, planned_at + toIntervalSecond(assumeNotNull(delay_s))) AS left_at,
       line, car, stop_id, state, delay_s, boarded, cause
FROM
(
    SELECT
        number AS n,
        800000 + number AS dep_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(73400 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(6 * (1 + cityHash64(number, 'd-sec') % 9)) AS planned_at,
        toHour(planned_at) AS h,
        toUInt8(if(h < 5, 6, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-line') / 18446744073709551616.0, 1.2))))) AS li,
        ['5','1','9','3','12','N2'][li] AS line,
        toUInt16(2401 + toUInt32(cityHash64(number, 'd-car') % 36)) AS car,
        toUInt16(101 + (3 * li + cityHash64(number, 'd-stop') % 8) % 18) AS stop_id,
        line = '5' AND planned_at >= '2026-05-19 15:00:00' AND planned_at < '2026-05-19 18:00:00' AS stuck,
        cityHash64(number, 'd-st') % 1000 AS s,
        multiIf(stuck, if(s < 40, 'C', 'R'), s < multiIf(line = '12', 130, line = '3', 45, 28), 'C', s >= 960, 'S', 'R') AS state,
        car = 2417 AND planned_at >= '2026-05-18 00:00:00' AND cityHash64(number, 'd-bad') % 4 != 0 AS bad,
        if(state = 'C', NULL, toNullable(toInt32(least(2600, round(-75 + 75 * multiIf(line = '9', 1.5, line = 'N2', 0.7, 1.0) * pow(1 - cityHash64(number, 'd-del') / 18446744073709551616.0, -0.55)))
            + if(stuck, 900 + cityHash64(number, 'd-stk') % 700, 0) + if(bad, 240 + cityHash64(number, 'd-bad2') % 200, 0)))) AS delay_s,
        if(state = 'C' OR cityHash64(number, 'd-nob') % 100 < 3, NULL,
           toNullable(toUInt16(greatest(0, least(120, floor(multiIf(h IN (7, 8, 16, 17), 16, h < 5, 3, 8) * (1.4 - 0.15 * li) * pow(1 - cityHash64(number, 'd-pax') / 18446744073709551616.0, -0.35) - 2)))))) AS boarded,
        multiIf(stuck, 'TRAF', bad, 'DOOR',
                state = 'C', ['CREW','WORK','DOOR','CREW',''][1 + cityHash64(number, 'd-cc') % 5],
                assumeNotNull(delay_s) > 240, ['TRAF','TRAF','DOOR','WORK','','TRAF'][1 + cityHash64(number, 'd-cd') % 6], '') AS cause
    FROM numbers(10500)
)
WHERE toDate(planned_at) != '2026-05-08'
  AND NOT (h < 5 AND cityHash64(n, 'd-night') % 5 != 0)
  AND (delay_s IS NULL OR planned_at + toIntervalSecond(assumeNotNull(delay_s)) < '2026-05-21 16:19:58');

-- More of the stuck line and of the faulty car.
INSERT INTO tramnet.departures
SELECT 890000 + number, p, p + toIntervalSecond(d), '5', toUInt16(2401 + cityHash64(number, 'e-car') % 36), toUInt16(101 + (3 + cityHash64(number, 'e-stop') % 8) % 18), 'R', d, toUInt16(20 + cityHash64(number, 'e-pax') % 40), 'TRAF'
FROM (SELECT number, toDateTime('2026-05-19 15:00:00', 'UTC') + toIntervalMinute(4 * number) + toIntervalSecond(18) AS p, toInt32(1000 + cityHash64(number, 'e-d') % 800) AS d FROM numbers(45));

INSERT INTO tramnet.departures
SELECT 895000 + number, p, p + toIntervalSecond(d), ['1','9','3'][1 + number % 3], 2417, toUInt16(101 + cityHash64(number, 'g-stop') % 18), 'R', d, toUInt16(4 + cityHash64(number, 'g-pax') % 12), 'DOOR'
FROM (SELECT number, toDateTime('2026-05-18 06:00:00', 'UTC') + toIntervalMinute(24 * 60 * (number % 4) + 36 * intDiv(number, 4)) + toIntervalSecond(24) AS p, toInt32(280 + cityHash64(number, 'g-d') % 500) AS d FROM numbers(56));

CREATE TABLE tramnet.checks
(
    check_id   UInt64,
    checked_at DateTime('UTC'),
    inspector  LowCardinality(String) COMMENT 'badge',
    line       LowCardinality(String),
    stop_id    UInt16 COMMENT 'stop where the passenger was checked',
    ticket     LowCardinality(String) COMMENT 'single, day, month, pupil or none',
    result     LowCardinality(String) COMMENT 'OK = valid ticket, NT = no ticket, EX = expired, WZ = wrong zone',
    fine_eur   Nullable(Decimal(8, 2)) COMMENT 'null when no fine was written',
    fine_state LowCardinality(String) COMMENT 'paid, open or waived, empty without a fine. Only paid ones are income'
)
ENGINE = MergeTree ORDER BY checked_at;

-- Badge K-06 is silent since 2026-05-18 19:00, K-13 since 2026-05-16 12:00.
INSERT INTO tramnet.checks
SELECT check_id, checked_at, inspector, line, stop_id, ticket, result, fine_eur,
       if(fine_eur IS NULL, '', ['paid','open','paid','waived','paid','open','paid','paid'][1 + cityHash64(n, 'c-fs') % 8]) AS fine_state
FROM
(
    SELECT
        number AS n,
        50000 + number AS check_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(73400 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'c-sec') % 58) AS checked_at,
        toHour(checked_at) AS h,
        concat('K-', leftPad(toString(1 + toUInt8(floor(16 * pow(cityHash64(number, 'c-in') / 18446744073709551616.0, 1.3)))), 2, '0')) AS inspector,
        toUInt8(if(h < 5, 6, 1 + cityHash64(number, 'c-line') % 5)) AS li,
        ['5','1','9','3','12','N2'][li] AS line,
        toUInt16(101 + (3 * li + cityHash64(number, 'c-stop') % 8) % 18) AS stop_id,
        cityHash64(number, 'c-res') % 1000 AS s,
        multiIf(s < if(line = 'N2', 190, if(line = '3', 95, 62)), 'NT', s < 225 AND s >= 195, 'EX', s < 245 AND s >= 225, 'WZ', 'OK') AS result,
        if(result = 'NT', 'none', ['month','single','day','month','pupil','month','single'][1 + cityHash64(number, 'c-tk') % 7]) AS ticket,
        if(result = 'OK' OR cityHash64(number, 'c-warn') % 100 < 14, NULL,
           toNullable(toDecimal64(multiIf(result = 'NT', 70, result = 'EX', 45, 30), 2))) AS fine_eur
    FROM numbers(8000)
)
WHERE NOT (h < 5 AND cityHash64(n, 'c-night') % 6 != 0)
  AND toDate(checked_at) != '2026-05-08'
  AND NOT (inspector = 'K-06' AND checked_at >= '2026-05-18 19:00:00')
  AND NOT (inspector = 'K-13' AND checked_at >= '2026-05-16 12:00:00');
