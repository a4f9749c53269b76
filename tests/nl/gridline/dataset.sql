-- Meter and outage desk of a regional electricity network. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS gridline;

DROP TABLE IF EXISTS gridline.meters;
CREATE TABLE gridline.meters
(
    mtr_no    String COMMENT 'number on the plate',
    mtr_type  LowCardinality(String) COMMENT 'smart, amr or legacy; legacy ones cannot send anything',
    feeder    LowCardinality(String),
    district  LowCardinality(String),
    premise   LowCardinality(String) COMMENT 'home, shop, farm, factory or public',
    phases    UInt8,
    tariff    LowCardinality(String),
    inst_dt   Date COMMENT 'installation date',
    last_cal  Nullable(Date) COMMENT 'last calibration, null if never done',
    st        LowCardinality(String) COMMENT 'live, faulty or removed'
)
ENGINE = MergeTree ORDER BY mtr_no;

INSERT INTO gridline.meters
SELECT
    concat('M-', toString(100000 + number)) AS mtr_no,
    ['smart','amr','legacy'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-type') / 18446744073709551616.0, 1.7)))] AS mtr_type,
    concat('FD-', toString(10 * d + 1 + cityHash64(number, 'm-fd') % 4)) AS feeder,
    ['Aldwick','Brenmoor','Castle Rigg','Dunholme','Eastferry','Fallowdale','Gorsey'][d] AS district,
    ['home','home','home','home','shop','shop','farm','factory','public'][1 + cityHash64(number, 'm-prem') % 9] AS premise,
    if(premise IN ('factory', 'public') OR cityHash64(number, 'm-ph') % 10 = 0, 3, 1) AS phases,
    multiIf(premise != 'home', 'business', cityHash64(number, 'm-tar') % 10 < 6, 'flat', cityHash64(number, 'm-tar') % 10 < 9, 'night', 'ev') AS tariff,
    toDate('2026-04-30') - toUInt32(floor(if(mtr_type = 'legacy', 3300, 0) + 4400 * pow(cityHash64(number, 'm-inst') / 18446744073709551616.0, 1.2))) AS inst_dt,
    if(cityHash64(number, 'm-cal') % 100 < 38, NULL, toNullable(inst_dt + toUInt32(cityHash64(number, 'm-cal2') % (1 + dateDiff('day', inst_dt, toDate('2026-05-01')))))) AS last_cal,
    multiIf(cityHash64(number, 'm-st') % 100 < 93, 'live', cityHash64(number, 'm-st') % 100 < 97, 'removed', 'faulty') AS st
FROM
(
    SELECT number, 1 + toUInt8(floor(7 * pow(cityHash64(number, 'm-d') / 18446744073709551616.0, 1.4))) AS d
    FROM numbers(2600)
);

DROP TABLE IF EXISTS gridline.svc_tickets;
CREATE TABLE gridline.svc_tickets
(
    tkt_id    UInt32,
    opened_at DateTime('UTC'),
    ack_at    Nullable(DateTime('UTC')) COMMENT 'first time an agent took it',
    closed_at Nullable(DateTime('UTC')),
    cust_id   UInt32,
    mtr_no    Nullable(String) COMMENT 'null when the caller could not read the plate',
    district  LowCardinality(String),
    cat       LowCardinality(String) COMMENT 'outage, billing, voltage, no_read, tamper, swap',
    prio      LowCardinality(String) COMMENT 'P1 (urgent) to P4',
    chan      LowCardinality(String),
    status    LowCardinality(String) COMMENT 'open, in_progress, resolved, void. void = duplicate or opened by mistake',
    crew      LowCardinality(Nullable(String)) COMMENT 'field crew that was sent out, null = handled from the desk',
    hold_s    Nullable(UInt16) COMMENT 'time on hold, phone only',
    csat      Nullable(UInt8) COMMENT 'answer to the survey, 1 to 5'
)
ENGINE = MergeTree ORDER BY opened_at;

-- Storm at Brenmoor on 2026-05-19 02:00-05:00 (second insert). The web portal was down all of 2026-05-10.
INSERT INTO gridline.svc_tickets
SELECT tkt_id, opened_at, ack_at, closed_at, cust_id, mtr_no, district, cat, prio, chan, status, crew, hold_s, csat
FROM
(
    SELECT
        t.n AS n, 400000 + n AS tkt_id, m.district AS district,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(110000 * pow(cityHash64(n, 'k-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(n, 'k-s') % 58) AS opened_at,
        20000 + toUInt32(t.mi * 3 + cityHash64(n, 'k-cust') % 2) AS cust_id,
        if(cityHash64(n, 'k-nom') % 100 < 17, NULL, toNullable(m.mtr_no)) AS mtr_no,
        ['billing','outage','no_read','voltage','swap','tamper'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'k-cat') / 18446744073709551616.0, 1.5)))] AS cat,
        cityHash64(n, 'k-pr') % 100 AS pr,
        multiIf(cat = 'outage', multiIf(pr < 35, 'P1', pr < 75, 'P2', 'P3'),
                cat = 'voltage', multiIf(pr < 12, 'P1', pr < 50, 'P2', 'P3'),
                cat = 'billing', multiIf(pr < 10, 'P2', pr < 60, 'P3', 'P4'),
                multiIf(pr < 20, 'P2', pr < 65, 'P3', 'P4')) AS prio,
        ['phone','web','app','sms'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'k-ch') / 18446744073709551616.0, 1.6)))] AS chan,
        toUInt32(1 + floor(multiIf(prio = 'P1', 6, prio = 'P2', 22, prio = 'P3', 75, 160) * pow(1 - cityHash64(n, 'k-ack') / 18446744073709551616.0, -0.5))) AS ack_min,
        toUInt32(5 + floor(multiIf(district = 'Gorsey', 1.9, district = 'Castle Rigg', 1.3, 1.0) * multiIf(prio = 'P1', 95, prio = 'P2', 240, prio = 'P3', 700, 1500) * (0.3 + cityHash64(n, 'k-fix') % 1700 / 1000))) AS fix_min,
        cityHash64(n, 'k-void') % 1000 < multiIf(chan = 'app', 95, chan = 'sms', 150, chan = 'web', 60, 28) AS is_void,
        opened_at + toIntervalMinute(ack_min) AS a_at,
        a_at + toIntervalMinute(fix_min) AS c_at,
        if(a_at < '2026-05-21 16:20:00', toNullable(a_at), NULL) AS ack_at,
        if(c_at < '2026-05-21 16:20:00' AND cityHash64(n, 'k-stuck') % 100 > 1, toNullable(c_at), NULL) AS closed_at,
        multiIf(closed_at IS NOT NULL, if(is_void, 'void', 'resolved'), ack_at IS NULL, 'open', 'in_progress') AS status,
        if(ack_at IS NOT NULL AND status != 'void' AND cityHash64(n, 'k-crew0') % 100 < multiIf(cat = 'swap', 96, cat = 'outage', 58, cat = 'tamper', 70, cat = 'voltage', 49, cat = 'no_read', 33, 4),
           toNullable(concat('K', toString(1 + toUInt8(floor(9 * pow(cityHash64(n, 'k-crew') / 18446744073709551616.0, 1.2)))))), NULL) AS crew,
        if(chan = 'phone' AND cityHash64(n, 'k-h0') % 100 > 2, toNullable(toUInt16(least(3400, floor(multiIf(toHour(opened_at) BETWEEN 8 AND 10, 95, toHour(opened_at) BETWEEN 17 AND 19, 70, 34) * pow(1 - cityHash64(n, 'k-hold') / 18446744073709551616.0, -0.55))))), NULL) AS hold_s,
        if(status = 'resolved' AND cityHash64(n, 'k-cs0') % 100 < 37, toNullable(toUInt8(if(chan = 'phone', [5,4,4,3,3,2,1,5,4,2], [5,5,5,4,4,4,3,2,1,5])[1 + cityHash64(n, 'k-cs') % 10])), NULL) AS csat
    FROM (SELECT number AS n, toUInt32(floor(2600 * pow(cityHash64(number, 'k-m') / 18446744073709551616.0, 1.2))) AS mi FROM numbers(16500)) AS t
    INNER JOIN (SELECT toUInt32(substring(mtr_no, 3)) - 100000 AS mi, mtr_no, district FROM gridline.meters) AS m ON t.mi = m.mi
)
WHERE NOT (chan = 'web' AND toDate(opened_at) = '2026-05-10')
  AND NOT (toHour(opened_at) < 6 AND chan != 'app' AND cityHash64(n, 'k-night') % 5 != 0);

INSERT INTO gridline.svc_tickets
SELECT
    430000 + i, o, o + toIntervalMinute(4 + cityHash64(i, 's-a') % 30), o + toIntervalMinute(150 + cityHash64(i, 's-c') % 400),
    90000 + i, if(i % 6 = 0, NULL, toNullable(mtr_no)), 'Brenmoor', 'outage', if(cityHash64(i, 's-p') % 3 = 0, 'P1', 'P2'), ['phone','app','sms'][1 + cityHash64(i, 's-ch') % 3] AS ch,
    if(cityHash64(i, 's-v') % 5 = 0, 'void', 'resolved'), if(cityHash64(i, 's-v') % 5 != 0 AND i % 2 = 0, toNullable('K2'), NULL), if(ch = 'phone', toNullable(toUInt16(200 + cityHash64(i, 's-h') % 900)), NULL), NULL
FROM
(
    SELECT mtr_no, rowNumberInAllBlocks() AS i,
           toDateTime('2026-05-19 02:00:00', 'UTC') + toIntervalMinute(cityHash64(mtr_no, 's-ts') % 178) + toIntervalSecond(1 + cityHash64(mtr_no, 's-s') % 58) AS o
    FROM (SELECT mtr_no FROM gridline.meters WHERE district = 'Brenmoor' ORDER BY mtr_no LIMIT 170)
);

DROP TABLE IF EXISTS gridline.mtr_evt;
CREATE TABLE gridline.mtr_evt
(
    evt_ts  DateTime('UTC'),
    mtr_no  String,
    code    LowCardinality(String) COMMENT 'LG last gasp (supply lost), PR power restored, COM comms lost, TMP cover opened, LV low voltage',
    volt    Nullable(Float32) COMMENT 'RMS voltage, LV only',
    rssi    Int16 COMMENT 'dBm'
)
ENGINE = MergeTree ORDER BY (mtr_no, evt_ts)
COMMENT 'alarms pushed by smart and amr meters';

INSERT INTO gridline.mtr_evt
SELECT evt_ts, mtr_no, code, if(code = 'LV', toNullable(toFloat32(round(178 + cityHash64(n, 'e-v') % 2800 / 100, 1))), NULL), toInt16(-60 - toInt32(cityHash64(n, 'e-r') % 55))
FROM
(
    SELECT
        t.n AS n, m.mtr_no AS mtr_no, m.district AS district,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(90000 * pow(cityHash64(n, 'e-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(n, 'e-s') % 58) AS evt_ts,
        ['COM','LG','PR','LV','TMP'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'e-c') / 18446744073709551616.0, 1.4)))] AS code
    FROM (SELECT number AS n, toUInt32(floor(2600 * pow(cityHash64(number, 'e-m') / 18446744073709551616.0, 1.3))) AS mi FROM numbers(13000)) AS t
    INNER JOIN (SELECT toUInt32(substring(mtr_no, 3)) - 100000 AS mi, mtr_no, district FROM gridline.meters WHERE mtr_type != 'legacy' AND st != 'removed') AS m ON t.mi = m.mi
);

-- The storm as the meters saw it.
INSERT INTO gridline.mtr_evt
SELECT toDateTime('2026-05-19 02:00:00', 'UTC') + toIntervalMinute(cityHash64(mtr_no, 'x-ts') % 175) + toIntervalSecond(1 + cityHash64(mtr_no, 'x-s') % 58), mtr_no, 'LG', NULL, -88
FROM (SELECT mtr_no FROM gridline.meters WHERE feeder IN ('FD-22', 'FD-23') AND mtr_type != 'legacy' AND st != 'removed' ORDER BY mtr_no LIMIT 140);

-- One meter with a loose antenna.
INSERT INTO gridline.mtr_evt
SELECT toDateTime('2026-05-21 00:00:00', 'UTC') + toIntervalMinute(10 + cityHash64(number, 'y-ts') % 950) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58), (SELECT min(mtr_no) FROM gridline.meters WHERE mtr_type = 'smart' AND st = 'live' AND mtr_no >= 'M-101777'), 'COM', NULL, -112
FROM numbers(210);
