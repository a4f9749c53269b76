-- Warehouse robots that pick orders. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS picbay;
CREATE DATABASE picbay;

CREATE TABLE picbay.bots
(
    bot_id    UInt16,
    callsign  String COMMENT 'name painted on the robot',
    model     LowCardinality(String),
    fw        LowCardinality(String) COMMENT 'firmware version',
    payload_g UInt32 COMMENT 'rated load in grams',
    comm_dt   Date COMMENT 'day of commissioning',
    state     Enum8('active' = 1, 'maint' = 2, 'parked' = 3) COMMENT 'maint = in maintenance',
    leased    Bool COMMENT 'false when we own it'
)
ENGINE = MergeTree ORDER BY bot_id COMMENT 'the robots, one row each';

-- 101 to 140. Robots 139 and 140 never got a task.
INSERT INTO picbay.bots
SELECT
    toUInt16(101 + number),
    concat(['Otter','Badger','Lynx','Marten','Stoat','Finch'][1 + cityHash64(number, 'b-name') % 6], '-', toString(101 + number)),
    ['ST-200','ST-300','Mule','Hauler'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-model') / 18446744073709551616.0, 1.3)))] AS model,
    ['4.3.0','4.2.1','4.1.7'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-fw') / 18446744073709551616.0, 1.4)))],
    multiIf(model = 'ST-200', 8000, model = 'ST-300', 12000, model = 'Mule', 20000, 35000),
    toDate('2026-03-10') - toUInt32(floor(1100 * pow(cityHash64(number, 'b-comm') / 18446744073709551616.0, 1.3))),
    multiIf(cityHash64(number, 'b-st') % 100 < 80, 'active', cityHash64(number, 'b-st') % 100 < 92, 'maint', 'parked'),
    cityHash64(number, 'b-lease') % 100 < 30
FROM numbers(40);

CREATE TABLE picbay.tasks
(
    task_id     UInt64,
    order_no    String COMMENT 'customer order, one or several tasks each',
    bot_id      UInt16,
    site        LowCardinality(String),
    zone        LowCardinality(String) COMMENT 'AMB = ambient, CHL = chilled, FRZ = frozen, HAZ = hazardous goods',
    assigned_at DateTime64(3, 'UTC') COMMENT 'the robot gets the task',
    finished_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null when aborted',
    result      Enum8('picked' = 1, 'short' = 2, 'dropped' = 3, 'aborted' = 4) COMMENT 'picked = brought to the packing station, short = bin was empty, dropped = fell on the way, aborted = robot gave up',
    units       UInt8 COMMENT 'number of units to pick',
    load_g      Nullable(UInt32) COMMENT 'weight on the gripper in grams, null when its scale failed',
    dist_m      Float64 COMMENT 'metres driven',
    grip_ms     UInt32 COMMENT 'time needed to grip the item',
    batt_pct    UInt8 COMMENT 'battery level at assignment, percent',
    express     Bool
)
ENGINE = MergeTree ORDER BY (site, assigned_at) COMMENT 'pick tasks of the robots';

-- Robot 117 is silent since 2026-05-18 11:00. Robot 123 grips slowly on 2026-05-21. Lille has no task on 2026-05-14, nobody has one on 2026-05-10.
INSERT INTO picbay.tasks
SELECT task_id, order_no, bot_id, site, zone, assigned_at,
       if(result = 'aborted', NULL, toNullable(assigned_at + toIntervalMillisecond(dur_ms))) AS finished_at,
       result, units, load_g, dist_m, grip_ms, batt_pct, express
FROM
(
    SELECT
        number AS n,
        500000 + number AS task_id,
        concat('W-', toString(70000 + intDiv(number, 3))) AS order_no,
        toUInt16(101 + cityHash64(number, 'k-bot') % 38) AS bot_id,
        ['Rotterdam','Leipzig','Zaragoza','Lille'][1 + toUInt8(floor(4 * pow(cityHash64(bot_id, 'k-site') / 18446744073709551616.0, 1.2)))] AS site,
        ['AMB','CHL','FRZ','HAZ'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-zone') / 18446744073709551616.0, 1.5)))] AS zone,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'k-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'k-ms') % 57000) AS assigned_at,
        toUInt8(5 + floor(96 * pow(cityHash64(number, 'k-bat') / 18446744073709551616.0, 0.8))) AS batt_pct,
        cityHash64(number, 'k-res') % 1000 AS s,
        multiIf(s < if(batt_pct < 20, 170, 30), 'aborted', s >= 955, 'short', s >= if(zone = 'HAZ', 890, 920), 'dropped', 'picked') AS result,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'k-units') / 18446744073709551616.0, if(zone = 'AMB', 1.6, 2.4)))) AS units,
        if(cityHash64(number, 'k-scale') % 100 < 3, NULL,
           toNullable(toUInt32(least(30000, 280 * pow(1 - cityHash64(number, 'k-load') / 18446744073709551616.0, -0.7))))) AS load_g,
        round(9 + 24 * pow(1 - cityHash64(number, 'k-dist') / 18446744073709551616.0, -0.45), 1) AS dist_m,
        toUInt32(if(bot_id = 123 AND assigned_at >= '2026-05-21 00:00:00', 4.5, 1.0)
            * multiIf(zone = 'FRZ', 1.5, zone = 'HAZ', 1.8, 1.0) * multiIf(site = 'Leipzig', 0.8, site = 'Lille', 1.25, 1.0)
            * (700 + cityHash64(number, 'k-grip') % 1600)) AS grip_ms,
        grip_ms + toUInt32(dist_m * 900) + 15000 + cityHash64(number, 'k-wait') % 240000 AS dur_ms,
        cityHash64(number, 'k-exp') % 100 < if(result = 'short', 34, 21) AS express
    FROM numbers(9000)
)
WHERE NOT (bot_id = 117 AND assigned_at >= '2026-05-18 11:00:00')
  AND NOT (site = 'Lille' AND toDate(assigned_at) = '2026-05-14')
  AND toDate(assigned_at) != '2026-05-10'
  AND NOT (toHour(assigned_at) < 4 AND cityHash64(n, 'k-night') % 3 != 0)
  AND (result = 'aborted' OR assigned_at + toIntervalMillisecond(dur_ms) < '2026-05-21 16:20:00');

-- The drops in Zaragoza on 2026-05-20, 09:00 to 11:00, beyond the usual tasks.
INSERT INTO picbay.tasks
WITH (SELECT arraySort(groupUniqArray(bot_id)) FROM picbay.tasks WHERE site = 'Zaragoza' AND bot_id != 117) AS ids_bot
SELECT
    590000 + number, concat('W-', toString(79000 + number)),
    ids_bot[1 + cityHash64(number, 'x-bot') % length(ids_bot)],
    'Zaragoza', 'FRZ',
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute((number * 2) % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000) AS at,
    toNullable(at + toIntervalSecond(61 + cityHash64(number, 'x-dur') % 200)), 'dropped', 1 + cityHash64(number, 'x-u') % 3,
    toNullable(toUInt32(300 + cityHash64(number, 'x-g') % 1500)), round(20 + cityHash64(number, 'x-d') % 600 / 10, 1), 1100 + cityHash64(number, 'x-grip') % 2000,
    25 + cityHash64(number, 'x-bat') % 70, false
FROM numbers(55);

CREATE TABLE picbay.faults
(
    raised_at DateTime('UTC'),
    bot_id    UInt16,
    code      LowCardinality(String) COMMENT 'E11 = lidar dirty, E20 = gripper jam, E34 = wheel slip, E47 = wifi lost',
    down_s    Nullable(UInt32) COMMENT 'seconds out of work, null while the fault is open'
)
ENGINE = MergeTree ORDER BY raised_at COMMENT 'faults that robots reported';

INSERT INTO picbay.faults
SELECT
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'f-ts') / 18446744073709551616.0, 1.4))))
        + toIntervalSecond(1 + cityHash64(number, 'f-s') % 57) AS raised_at,
    toUInt16(101 + cityHash64(number, 'f-bot') % 38),
    ['E20','E47','E34','E11'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-code') / 18446744073709551616.0, 1.3)))],
    if(raised_at >= '2026-05-21 06:00:00' AND cityHash64(number, 'f-open') % 4 = 0, NULL,
       toNullable(toUInt32(60 + least(40000, 150 * pow(1 - cityHash64(number, 'f-down') / 18446744073709551616.0, -0.8)))))
FROM numbers(700);
