-- Stage-lighting rental house: items, hires, returns. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS gobolux;
CREATE DATABASE gobolux;

CREATE TABLE gobolux.items
(
    item_id      UInt16,
    model        String,
    family       LowCardinality(String) COMMENT 'wash, spot, profile, strobe, hazer or dimmer',
    maker        LowCardinality(String),
    acquired_on  Date,
    day_rate_gbp Decimal(8, 2),
    mass_kg      Float32,
    fleet_state  LowCardinality(String) COMMENT 'ready, workshop or retired'
)
ENGINE = MergeTree ORDER BY item_id;

INSERT INTO gobolux.items
SELECT
    100 + number,
    concat(['Corvid','Lumen','Halcyon','Vesper','Quasar'][1 + cityHash64(number, 'i-mod') % 5], ' ', toString(100 * (1 + cityHash64(number, 'i-mod2') % 9))),
    ['wash','spot','profile','strobe','hazer','dimmer'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'i-fam') / 18446744073709551616.0, 1.3)))] AS family,
    ['Brandt','Ostara','Kolmio','Tessel'][1 + cityHash64(number, 'i-mk') % 4],
    toDate('2026-05-01') - toUInt32(floor(2600 * pow(cityHash64(number, 'i-acq') / 18446744073709551616.0, 1.3))),
    toDecimal64(multiIf(family = 'wash', 24, family = 'spot', 38, family = 'profile', 19, family = 'strobe', 14, family = 'hazer', 29, 11) + cityHash64(number, 'i-rate') % 1200 / 100, 2),
    round(5 + cityHash64(number, 'i-kg') % 330 / 10, 1),
    multiIf(cityHash64(number, 'i-st') % 100 < 86, 'ready', cityHash64(number, 'i-st') % 100 < 95, 'workshop', 'retired')
FROM numbers(260);

CREATE TABLE gobolux.hires
(
    hire_id       UInt32,
    booked_at     DateTime64(3, 'UTC'),
    collected_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'null until the item leaves the warehouse',
    item_id       UInt16,
    client        LowCardinality(String),
    town          LowCardinality(String) COMMENT 'where the show plays',
    booked_via    LowCardinality(String) COMMENT 'web, phone, counter or broker',
    out_days      UInt8 COMMENT 'agreed length of the hire',
    hire_state    LowCardinality(String) COMMENT 'confirmed, cancelled or no_show; only confirmed hires are charged',
    fee_gbp       Decimal(10, 2),
    deposit_pence Nullable(UInt32) COMMENT 'null when no deposit was asked',
    insured       UInt8,
    with_operator UInt8 COMMENT '1 when one of our technicians goes along',
    bench_secs    Nullable(UInt32) COMMENT 'preparation on the test bench before collection'
)
ENGINE = MergeTree ORDER BY (town, booked_at);

-- Nothing was booked on 2026-05-04 (bank holiday).
INSERT INTO gobolux.hires
SELECT hire_id, booked_at,
       if(out_at < '2026-05-21 16:20:00' AND hire_state = 'confirmed', toNullable(out_at), NULL) AS collected_at,
       item_id, client, town, booked_via, out_days, hire_state,
       toDecimal64(round(toFloat64(i.day_rate_gbp) * out_days * if(insured = 1, 1.08, 1) + if(with_operator = 1, 120 * out_days, 0), 2), 2),
       if(cityHash64(n, 'h-dep') % 100 < 35, NULL, toNullable(toUInt32(500 * (4 + cityHash64(n, 'h-dep2') % 60)))),
       insured, with_operator,
       if(collected_at IS NULL, NULL, toNullable(toUInt32(floor(multiIf(booked_via = 'counter', 240, booked_via = 'broker', 520, booked_via = 'phone', 410, 330) * pow(1 - cityHash64(n, 'h-bench') / 18446744073709551616.0, -0.38)))))
FROM
(
    SELECT
        number AS n,
        toUInt32(410000 + number) AS hire_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'h-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'h-ms') % 57000) AS booked_at,
        toDateTime64(toStartOfMinute(booked_at), 3, 'UTC') + toIntervalMinute(60 + cityHash64(number, 'h-col') % 4600)
            + toIntervalMillisecond(1000 + cityHash64(number, 'h-colms') % 57000) AS out_at,
        toUInt16(100 + toUInt16(floor(260 * pow(cityHash64(number, 'h-item') / 18446744073709551616.0, 1.2)))) AS item_id,
        ['Redcurtain','Pollard Live','Northgate Arts','Sable Tours','Big Attic','Merrow Opera','Tin Whistle','Foxglove Events','Harbour Stage','Kestrel Sound','Plumline','Old Mill Theatre','Brightwater','Ravel Dance','Cobalt Shows','Hexham Players'][1 + toUInt8(floor(16 * pow(cityHash64(number, 'h-cli') / 18446744073709551616.0, 1.5)))] AS client,
        ['Leeds','Cardiff','Glasgow','Bristol','Norwich','Belfast'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'h-town') / 18446744073709551616.0, 1.3)))] AS town,
        ['web','phone','counter','broker'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h-via') / 18446744073709551616.0, 1.4)))] AS booked_via,
        toUInt8(1 + floor(8 * pow(cityHash64(number, 'h-days') / 18446744073709551616.0, 1.8))) AS out_days,
        cityHash64(number, 'h-st') % 1000 AS s,
        multiIf(s < multiIf(booked_via = 'phone', 130, booked_via = 'broker', 60, 90), 'cancelled', s < 165, 'no_show', 'confirmed') AS hire_state,
        toUInt8(cityHash64(number, 'h-ins') % 100 < 58) AS insured,
        toUInt8(cityHash64(number, 'h-op') % 100 < 17) AS with_operator
    FROM numbers(6000)
) AS h
INNER JOIN gobolux.items AS i USING (item_id)
WHERE toDate(booked_at) != '2026-05-04';

-- The card gateway broke on Monday 2026-05-18 from 13:00 to 15:00: web bookings were cancelled, one after the other.
INSERT INTO gobolux.hires
SELECT 490000 + number,
       toDateTime64('2026-05-18 13:00:00', 3, 'UTC') + toIntervalMinute((number * 3) % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
       NULL, 100 + cityHash64(number, 'x-item') % 260, ['Plumline','Ravel Dance','Tin Whistle','Big Attic'][1 + cityHash64(number, 'x-cli') % 4],
       ['Leeds','Cardiff','Glasgow','Bristol','Norwich','Belfast'][1 + cityHash64(number, 'x-town') % 6], 'web', 1 + cityHash64(number, 'x-d') % 4, 'cancelled',
       toDecimal64(30 + cityHash64(number, 'x-fee') % 9000 / 100, 2), NULL, cityHash64(number, 'x-ins') % 2, 0, NULL
FROM numbers(80);

CREATE TABLE gobolux.returns
(
    hire_id         UInt32,
    returned_at     DateTime('UTC'),
    condition_grade LowCardinality(String) COMMENT 'A as it left, B dirty, C damaged, D written off',
    overdue_min     UInt32 COMMENT 'after the agreed time; 0 when it was on time',
    repair_gbp      Nullable(Decimal(8, 2)) COMMENT 'null when nothing had to be repaired',
    inspector       LowCardinality(String)
)
ENGINE = MergeTree ORDER BY returned_at;

INSERT INTO gobolux.returns
SELECT hire_id, returned_at, condition_grade,
       if(late, late_min, 0) AS overdue_min,
       if(condition_grade = 'C', toNullable(toDecimal64(8 + cityHash64(hire_id, 'r-cost') % 14000 / 100, 2)), NULL),
       ['Mossop','Adeyemi','Lindqvist','Farrow','Okada'][1 + toUInt8(floor(5 * pow(cityHash64(hire_id, 'r-insp') / 18446744073709551616.0, 1.3)))]
FROM
(
    SELECT hire_id,
        cityHash64(hire_id, 'r-late') % 100 < multiIf(town = 'Belfast', 34, town = 'Norwich', 25, 17) AS late,
        toUInt32(floor(15 * pow(1 - cityHash64(hire_id, 'r-lm') / 18446744073709551616.0, -0.9))) % 5000 AS late_min,
        toDateTime(toStartOfMinute(assumeNotNull(collected_at)), 'UTC') + toIntervalMinute(1440 * out_days)
            + if(late, toIntervalMinute(late_min), toIntervalMinute(-toInt32(cityHash64(hire_id, 'r-early') % 400)))
            + toIntervalSecond(1 + cityHash64(hire_id, 'r-s') % 58) AS returned_at,
        cityHash64(hire_id, 'r-g') % 100 AS g,
        multiIf(g < 66, 'A', g < 83, 'B', g < 98, 'C', 'D') AS condition_grade
    FROM gobolux.hires
    WHERE collected_at IS NOT NULL
)
WHERE returned_at < '2026-05-21 16:20:00';
