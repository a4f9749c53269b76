-- Satellite internet: terminals, their telemetry and outages. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS satlink;
CREATE DATABASE satlink;

CREATE TABLE satlink.terminals
(
    terminal_id     String,
    customer_id     UInt32 COMMENT 'one customer may have several terminals',
    plan            LowCardinality(String) COMMENT 'RES residential, BIZ business, MAR maritime, ROAM mobile',
    monthly_fee_usd Decimal(8, 2),
    country         LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    hw_rev          LowCardinality(String),
    activated_on    Date,
    account_status  LowCardinality(String) COMMENT 'active, suspended (unpaid) or closed. Only active accounts are billed'
)
ENGINE = MergeTree ORDER BY terminal_id;

INSERT INTO satlink.terminals
SELECT
    concat('UT-', toString(1001 + number)),
    20000 + cityHash64(number, 's-cust') % 170,
    multiIf(cityHash64(number, 's-plan') % 100 < 50, 'RES', cityHash64(number, 's-plan') % 100 < 72, 'BIZ', cityHash64(number, 's-plan') % 100 < 90, 'ROAM', 'MAR') AS p,
    toDecimal64(multiIf(p = 'RES', 65, p = 'BIZ', 180, p = 'ROAM', 95, 420) + [0, 0, 10, 25][1 + cityHash64(number, 's-fee') % 4], 2),
    ['NO','IT','AU','CL','KE'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-ctry') / 18446744073709551616.0, 1.2)))],
    ['r3','r4','r2'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-hw') / 18446744073709551616.0, 1.3)))],
    toDate('2026-03-01') - toUInt32(floor(1150 * pow(cityHash64(number, 's-act') / 18446744073709551616.0, 1.3))),
    multiIf(cityHash64(number, 's-acct') % 100 < 85, 'active', cityHash64(number, 's-acct') % 100 < 94, 'suspended', 'closed')
FROM numbers(260);

CREATE TABLE satlink.telemetry
(
    report_id   UInt64,
    reported_at DateTime64(3, 'UTC'),
    terminal_id String,
    gateway     LowCardinality(String) COMMENT 'ground station that carried the traffic',
    down_mbps   Float64,
    up_mbps     Float64,
    latency_ms  Nullable(Float64) COMMENT 'round trip to the gateway, null while there is no link',
    loss_pct    Float64 COMMENT 'packets lost, 0 to 100',
    snr_db      Nullable(Float64),
    dish_temp_c Float64,
    link_state  LowCardinality(String) COMMENT 'UP, DEG degraded, SRCH searching for a satellite, STOW stowed',
    alarm       UInt8 COMMENT '0 none, 1 obstruction, 2 overheating, 3 motor fault, 4 power dip',
    fw          LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (gateway, reported_at);

-- Firmware 4.8.0 (from 2026-05-11 on) loses packets. No telemetry on 2026-05-10 (the collector was down). Closed accounts send nothing.
INSERT INTO satlink.telemetry
SELECT 8100000 + n, reported_at, concat('UT-', toString(1001 + t)), gateway,
       round(if(link_state IN ('SRCH', 'STOW'), 0, speed * if(link_state = 'DEG', 0.2, 1)), 1) AS down_mbps,
       round(down_mbps * (0.08 + cityHash64(n, 'm-up') % 100 / 1000), 1),
       if(link_state IN ('SRCH', 'STOW'), NULL, toNullable(round(transform(gateway, ['Tromso','Fucino','Perth','Santiago','Longonot'], [29, 24, 35, 38, 43], 30) + 11 * pow(1 - cityHash64(n, 'm-lat') / 18446744073709551616.0, -0.35), 1))),
       round(least(70, if(fw = '4.8.0', 7, 1) * 0.3 * pow(1 - cityHash64(n, 'm-loss') / 18446744073709551616.0, -0.4)), 2),
       if(link_state IN ('SRCH', 'STOW'), NULL, toNullable(round(5.5 + cityHash64(n, 'm-snr') % 70 / 10 - if(link_state = 'DEG', 3, 0), 1))),
       round(14 + 33 * (cityHash64(n, 'm-temp') / 18446744073709551616.0) + if(alarm = 2, 24, 0), 1),
       link_state, alarm, fw
FROM
(
    SELECT
        number AS n,
        toUInt64(cityHash64(number, 'm-term') % 260) AS t,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(43000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57900) AS reported_at,
        ['Tromso','Fucino','Perth','Santiago','Longonot'][1 + if(cityHash64(number, 'm-gw') % 100 < 86,
            toUInt8(floor(5 * pow(cityHash64(t, 's-ctry') / 18446744073709551616.0, 1.2))), toUInt8(cityHash64(number, 'm-gw2') % 5))] AS gateway,
        multiIf(cityHash64(t, 's-plan') % 100 < 50, 120, cityHash64(t, 's-plan') % 100 < 72, 185, cityHash64(t, 's-plan') % 100 < 90, 75, 105)
            * (0.15 + 1.1 * (cityHash64(number, 'm-spd') / 18446744073709551616.0)) AS speed,
        cityHash64(number, 'm-st') % 100 AS s,
        multiIf(s < 2, 'STOW', s < 6, 'SRCH', s < if(gateway = 'Santiago', 24, 13), 'DEG', 'UP') AS link_state,
        cityHash64(number, 'm-al') % 1000 AS a,
        multiIf(a < 60, 1, a < 95, 2, a < 112, 3, a < 130, 4, 0) AS alarm,
        if(reported_at >= '2026-05-11 06:00:00', ['4.7.3','4.8.0','4.7.1'], ['4.7.3','4.7.3','4.7.1'])[1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-fw') / 18446744073709551616.0, 1.3)))] AS fw
    FROM numbers(9000)
)
WHERE toDate(reported_at) != '2026-05-10' AND cityHash64(t, 's-acct') % 100 < 94
  AND NOT (t % 23 = 5 AND reported_at >= toDateTime64('2026-05-18 04:00:00', 3, 'UTC') - toIntervalHour(t % 40));

CREATE TABLE satlink.outages
(
    outage_id     UInt64,
    terminal_id   String,
    began_at      DateTime('UTC'),
    ended_at      Nullable(DateTime('UTC')) COMMENT 'null while the outage is open',
    duration_s    Nullable(UInt32),
    cause         LowCardinality(String),
    severity      UInt8 COMMENT '1 total loss, 2 partial, 3 brief flap',
    credit_usd    Nullable(Decimal(8, 2)) COMMENT 'service credit that the customer asked for',
    credit_status LowCardinality(Nullable(String)) COMMENT 'paid, pending or denied, null when no credit was asked for'
)
ENGINE = MergeTree ORDER BY began_at;

-- A gateway failure on 2026-05-19 from 21:00 to 23:00 takes many terminals down.
INSERT INTO satlink.outages
SELECT 510000 + n, concat('UT-', toString(1001 + t)), began_at,
       if(open, NULL, toNullable(began_at + toIntervalSecond(dur))), if(open, NULL, toNullable(dur)),
       cause, severity,
       if(asked, toNullable(toDecimal64(2 + 0.5 * (cityHash64(n, 'o-cr') % 60) + if(severity = 1, 12, 0), 2)), NULL),
       if(asked, toNullable(multiIf(cityHash64(n, 'o-cs') % 100 < 58, 'paid', cityHash64(n, 'o-cs') % 100 < 80, 'pending', 'denied')), NULL)
FROM
(
    SELECT
        number AS n,
        toUInt64(floor(260 * pow(cityHash64(number, 'o-term') / 18446744073709551616.0, 1.9))) AS t,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(108000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS began_at,
        ['obstruction','weather','power','handover','gateway'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-cause') / 18446744073709551616.0, 1.4)))] AS cause,
        toUInt8([3,3,2,2,1,3,2,1][1 + cityHash64(number, 'o-sev') % 8]) AS severity,
        toUInt32(least(170000, floor(multiIf(cause = 'handover', 25, cause = 'power', 900, cause = 'weather', 600, cause = 'gateway', 420, 150) * pow(1 - cityHash64(number, 'o-dur') / 18446744073709551616.0, -0.7)))) AS dur,
        (began_at + toIntervalSecond(dur) >= '2026-05-21 16:20:00') OR (began_at >= '2026-05-19 08:00:00' AND cityHash64(number, 'o-open') % 100 < 11) AS open,
        cityHash64(number, 'o-ask') % 100 < if(severity = 3, 12, 42) AS asked
    FROM numbers(2600)
)
WHERE cityHash64(t, 's-acct') % 100 < 94;

INSERT INTO satlink.outages
SELECT 590000 + number, concat('UT-', toString(1001 + cityHash64(number, 'k-term') % 230)),
       toDateTime('2026-05-19 21:00:00', 'UTC') + toIntervalMinute(number % 115) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS b,
       toNullable(b + toIntervalSecond(toUInt32(900 + cityHash64(number, 'k-dur') % 6000))), toNullable(toUInt32(900 + cityHash64(number, 'k-dur') % 6000)),
       'gateway', toUInt8(1 + cityHash64(number, 'k-sev') % 2), NULL, NULL
FROM numbers(120)
WHERE cityHash64(toUInt64(cityHash64(number, 'k-term') % 230), 's-acct') % 100 < 94;
