-- Ski resort on a glacier: lifts, pass sales and turnstile events. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS wintertal;

DROP TABLE IF EXISTS wintertal.lift_info;
CREATE TABLE wintertal.lift_info
(
    lift       LowCardinality(String),
    sector     LowCardinality(String),
    lift_type  LowCardinality(String) COMMENT 'gondola, chair, drag or carpet',
    cap_pph    UInt16 COMMENT 'capacity, persons per hour',
    top_m      UInt16 COMMENT 'altitude of the top station',
    in_service UInt8
)
ENGINE = MergeTree ORDER BY lift;

INSERT INTO wintertal.lift_info
SELECT
    ['Talblick','Sonnalm','Gletscher I','Hochjoch','Steinkar','Gletscher II','Rossegg','Nordgrat','Kinderland','Tristkopf'][number + 1],
    ['valley','sun side','glacier','glacier','ridge','glacier','sun side','ridge','valley','ridge'][number + 1],
    ['gondola','chair','drag','gondola','chair','drag','chair','chair','carpet','drag'][number + 1],
    toUInt16([2800, 2400, 1100, 2200, 1900, 900, 1600, 1500, 700, 600][number + 1]),
    toUInt16([1760, 2120, 3010, 3180, 2540, 3090, 2230, 2610, 1340, 2480][number + 1]),
    toUInt8(number != 9)
FROM numbers(10);

DROP TABLE IF EXISTS wintertal.pass_sales;
CREATE TABLE wintertal.pass_sales
(
    sale_id    UInt32,
    sold_at    DateTime('UTC'),
    pass_uid   String COMMENT 'number on the chip of the pass',
    pass_kind  LowCardinality(String) COMMENT 'halfday, day, multi (several days) or season',
    age_grp    LowCardinality(String) COMMENT 'A adult, Y youth, C child, S senior',
    channel    LowCardinality(String) COMMENT 'web, kiosk, desk (ticket office) or partner (hotels)',
    price_ct   UInt32 COMMENT 'price in euro cents',
    state      LowCardinality(String) COMMENT 'paid, refunded or void; money stays with us only when paid',
    buyer_ctry LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    valid_from Date,
    n_days     UInt8,
    promo_cd   Nullable(String) COMMENT 'null without a voucher'
)
ENGINE = MergeTree ORDER BY sold_at;

INSERT INTO wintertal.pass_sales
SELECT
    sale_id, sold_at, concat('WT-', leftPad(toString((sale_id * 7919) % 1000000), 6, '0')), pass_kind, age_grp, channel,
    toUInt32(10 * round(multiIf(pass_kind = 'day', 620, pass_kind = 'halfday', 430, pass_kind = 'season', 7400, 560 * n_days)
        * multiIf(age_grp = 'C', 0.5, age_grp = 'Y', 0.8, age_grp = 'S', 0.9, 1.0) * (0.85 + cityHash64(number, 's-dyn') % 7 / 20) * if(promo_cd IS NULL, 1, 0.9))),
    multiIf(st < if(channel = 'web', 60, 30), 'refunded', st < 85, 'void', 'paid'),
    ['AT','DE','NL','CZ','PL','IT','GB','DK'][1 + toUInt8(floor(8 * pow(cityHash64(number, 's-ctry') / 18446744073709551616.0, 1.6)))],
    toDate(sold_at) + if(channel IN ('desk', 'kiosk'), 0, cityHash64(number, 's-adv') % 4),
    n_days, promo_cd
FROM
(
    SELECT
        number,
        toUInt32(40000 + number) AS sale_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS sold_at,
        ['day','multi','halfday','season'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-kind') / 18446744073709551616.0, 1.6)))] AS pass_kind,
        ['A','C','Y','S'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-age') / 18446744073709551616.0, 1.5)))] AS age_grp,
        if(toHour(sold_at) < 7 OR toHour(sold_at) >= 19, if(cityHash64(number, 's-ch') % 5 = 0, 'partner', 'web'),
           ['desk','web','kiosk','partner'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.2)))]) AS channel,
        toUInt8(multiIf(pass_kind = 'multi', 2 + cityHash64(number, 's-days') % 5, pass_kind = 'season', 200, 1)) AS n_days,
        if(cityHash64(number, 's-promo') % 100 < 14, toNullable(['SPRING26','HOTEL10','CLUB'][1 + cityHash64(number, 's-promo2') % 3]), NULL) AS promo_cd,
        cityHash64(number, 's-state') % 1000 AS st
    FROM numbers(3600)
)
WHERE toHour(sold_at) >= 5 OR cityHash64(number, 's-night') % 4 = 0;

DROP TABLE IF EXISTS wintertal.gate_log;
CREATE TABLE wintertal.gate_log
(
    evt_ts       DateTime64(3, 'UTC'),
    lift         LowCardinality(String),
    gate         UInt8,
    pass_uid     String,
    pass_kind    LowCardinality(String),
    type         Enum8('entry' = 1, 'denied' = 2, 'manual' = 3) COMMENT 'entry: gate opened; denied: gate stayed shut; manual: attendant opened it by hand',
    deny_cd      Nullable(UInt8) COMMENT '1 expired, 2 wrong area, 3 photo mismatch, 4 blocked, 5 unreadable; null unless denied',
    wait_s       Nullable(UInt16) COMMENT 'time in the queue, null when the camera lost the guest',
    air_temp_dc  Nullable(Int16) COMMENT 'air temperature in tenths of a degree Celsius',
    first_of_day UInt8 COMMENT '1 = first scan of the pass on that day',
    reader_fw    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (lift, evt_ts);

-- Hochjoch stands still on 2026-05-13; Sonnalm queues explode on 2026-05-21; the readers of Steinkar fail on 2026-05-19 10:00-11:30 (numbers from 13900).
INSERT INTO wintertal.gate_log
SELECT evt_ts, lift, toUInt8(1 + cityHash64(n, 'g-gate') % if(lift IN ('Talblick', 'Hochjoch', 'Sonnalm'), 6, 3)) AS gate, pass_uid, pass_kind, type,
       if(type = 'denied', toNullable(toUInt8(multiIf(burst, 5, state != 'paid', 4, [1, 2, 5, 1, 3][1 + toUInt8(floor(5 * pow(cityHash64(n, 'g-dc') / 18446744073709551616.0, 1.3)))]))), NULL),
       if(cityHash64(n, 'g-now') % 100 < 6, NULL, toNullable(toUInt16(least(3000, floor(
           multiIf(lift = 'Talblick', 150, lift = 'Sonnalm', if(evt_ts >= '2026-05-21 00:00:00', 640, 120), lift = 'Hochjoch', 190, lift = 'Kinderland', 25, 70)
           * (0.3 + pow(1 - cityHash64(n, 'g-wait') / 18446744073709551616.0, -0.35) - 0.5)))))),
       if(cityHash64(n, 'g-notmp') % 100 < 3, NULL, toNullable(toInt16(multiIf(lift LIKE 'Gletscher%', -45, lift = 'Hochjoch', -55, lift IN ('Talblick', 'Kinderland'), 75, 15)
           + cityHash64(toDate(evt_ts), 'g-day') % 90 - 45 + 6 * (toHour(evt_ts) - 11) + cityHash64(n, 'g-tmp') % 20 - 10))),
       toUInt8(row_number() OVER (PARTITION BY pass_uid, toDate(evt_ts) ORDER BY evt_ts, n) = 1),
       if(lift IN ('Steinkar', 'Rossegg'), '3.1', if(cityHash64(lift, gate, 'g-fw') % 4 = 0, '3.1', '3.0'))
FROM
(
    SELECT
        e.n AS n, e.burst AS burst, s.pass_uid AS pass_uid, s.pass_kind AS pass_kind, s.state AS state, s.sold_at AS sold_at,
        e.lift AS lift,
        toDateTime64(if(e.burst, '2026-05-19 10:00:00', concat(toString(if(s.pass_kind = 'season', toDate('2026-05-21') - e.back, s.valid_from + cityHash64(e.n, 'g-d') % s.n_days)), ' 08:00:00')), 3, 'UTC')
            + toIntervalMinute(if(e.burst, cityHash64(e.n, 'g-bm') % 90, e.minute)) + toIntervalMillisecond(1000 + cityHash64(e.n, 'g-ms') % 57000) AS evt_ts,
        multiIf(e.burst OR s.state != 'paid', 'denied', e.r < multiIf(s.pass_kind = 'halfday', 55, e.lift = 'Nordgrat', 60, 26), 'denied', e.r < 50 + 20, 'manual', 'entry') AS type
    FROM
    (
        SELECT
            number AS n,
            number >= 13900 AS burst,
            toUInt32(40000 + floor(3600 * (cityHash64(number, 'g-pass') / 18446744073709551616.0))) AS sale_id,
            toUInt32(floor(42 * pow(cityHash64(number, 'g-back') / 18446744073709551616.0, 1.5))) AS back,
            toUInt32(floor(500 * pow(cityHash64(number, 'g-m1') / 18446744073709551616.0, 1.15))) AS minute,
            if(burst, 'Steinkar', ['Talblick','Sonnalm','Gletscher I','Hochjoch','Steinkar','Gletscher II','Rossegg','Nordgrat','Kinderland'][1 + toUInt8(floor(9 * pow(cityHash64(number, 'g-lift') / 18446744073709551616.0, 1.5)))]) AS lift,
            cityHash64(number, 'g-type') % 1000 AS r
        FROM numbers(13990)
    ) AS e
    INNER JOIN wintertal.pass_sales AS s ON s.sale_id = e.sale_id
)
WHERE evt_ts < '2026-05-21 16:20:00' AND evt_ts > sold_at
  AND (state = 'paid' OR burst OR cityHash64(n, 'g-ref') % 6 = 0)
  AND NOT (lift = 'Hochjoch' AND toDate(evt_ts) = '2026-05-13');
