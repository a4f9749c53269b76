-- Electronics refurbisher: devices, bench tests, sales. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS regizmo;
CREATE DATABASE regizmo;

CREATE TABLE regizmo.devices
(
    device_id      UInt32,
    kind           LowCardinality(String),
    maker          LowCardinality(String),
    grade          LowCardinality(Nullable(String)) COMMENT 'cosmetic grade A, B, C or D; null until graded',
    storage_gb     Nullable(UInt16),
    supplier       LowCardinality(String),
    arrived_on     Date,
    bought_for_eur Decimal(10, 2) COMMENT 'what we paid the supplier'
)
ENGINE = MergeTree ORDER BY device_id;

INSERT INTO regizmo.devices
SELECT
    40000 + number AS device_id,
    ['phone','laptop','tablet','watch','console'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-kind') / 18446744073709551616.0, 1.5)))] AS kind,
    ['Nordvik','Halcyon','Juno','Tessera','Orbis'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-maker') / 18446744073709551616.0, 1.2)))],
    if(cityHash64(number, 'd-nog') % 100 < 7, NULL, ['B','A','C','D'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'd-grade') / 18446744073709551616.0, 1.4)))]),
    if(kind = 'watch', NULL, toNullable(toUInt16([64, 128, 128, 256, 512][1 + cityHash64(number, 'd-gb') % 5]))),
    ['Leasefair','Ringtrade','Curbside','Auctora'][1 + cityHash64(number, 'd-sup') % 4],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'd-arr') % 120),
    toDecimal64(round(multiIf(kind = 'laptop', 190, kind = 'phone', 95, kind = 'console', 80, kind = 'tablet', 70, 35) * (0.5 + cityHash64(number, 'd-buy') % 1000 / 900), 2), 2)
FROM numbers(2400);

CREATE TABLE regizmo.bench_tests
(
    test_id    UInt64,
    device_id  UInt32,
    started_at DateTime64(3, 'UTC'),
    station    LowCardinality(String) COMMENT 'test bench, T1 to T8',
    technician LowCardinality(String),
    probe      LowCardinality(String) COMMENT 'what is tested: battery, screen, camera, audio, radio',
    verdict    LowCardinality(String) COMMENT 'pass, fail or unclear',
    run_ms     UInt32,
    health_pct Nullable(Float32) COMMENT 'remaining battery capacity, only on battery tests',
    rerun      UInt8 COMMENT '1 when the same test was done before'
)
ENGINE = MergeTree ORDER BY (started_at, test_id);

-- Station T6 fails far too many devices on 2026-05-21 (a bad cable); nothing was tested on 2026-04-26.
INSERT INTO regizmo.bench_tests
SELECT test_id, device_id, started_at, station, technician, probe, verdict, run_ms,
       if(probe = 'battery', toNullable(toFloat32(if(verdict = 'fail', 52, 76) + cityHash64(n, 't-hp') % 240 / 10)), NULL) AS health_pct, rerun
FROM
(
    SELECT
        number AS n,
        5200000 + number AS test_id,
        toUInt32(40000 + cityHash64(number, 't-dev') % 2400) AS device_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 't-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 't-ms') % 57500) AS started_at,
        concat('T', toString(1 + toUInt8(floor(8 * pow(cityHash64(number, 't-sta') / 18446744073709551616.0, 1.1))))) AS station,
        ['Mirko','Aylin','Bram','Noor','Zdenka','Paulo'][1 + cityHash64(number, 't-tech') % 6] AS technician,
        ['battery','screen','camera','audio','radio'][1 + toUInt8(floor(5 * pow(cityHash64(number, 't-probe') / 18446744073709551616.0, 1.4)))] AS probe,
        cityHash64(number, 't-ver') % 1000 AS v,
        multiIf(station = 'T6' AND started_at >= '2026-05-21 00:00:00' AND v < 640, 'fail',
                v < multiIf(probe = 'battery', 190, probe = 'screen', 140, probe = 'radio', 60, 95), 'fail',
                v > 955, 'unclear', 'pass') AS verdict,
        toUInt32(floor(multiIf(probe = 'battery', 42000, probe = 'screen', 15000, 8000) * pow(1 - cityHash64(number, 't-run') / 18446744073709551616.0, -0.4))) AS run_ms,
        toUInt8(cityHash64(number, 't-re') % 100 < 14) AS rerun
    FROM numbers(8600)
)
WHERE toDate(started_at) != '2026-04-26'
  AND NOT (toHour(started_at) BETWEEN 0 AND 4 AND cityHash64(n, 't-night') % 5 != 0);

CREATE TABLE regizmo.sales
(
    sale_id         UInt64,
    device_id       UInt32,
    buyer_id        UInt32,
    sold_at         DateTime('UTC'),
    dispatched_at   Nullable(DateTime('UTC')),
    channel         LowCardinality(String) COMMENT 'webshop, marketplace, business or outlet',
    ship_to         LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    price_eur       Decimal(10, 2),
    sale_state      LowCardinality(String) COMMENT 'paid, refunded or cancelled; only paid sales keep their price',
    warranty_months UInt8
)
ENGINE = MergeTree ORDER BY (sold_at, sale_id);

-- Each device is sold at most once.
INSERT INTO regizmo.sales
SELECT sale_id, device_id, buyer_id, sold_at,
       if(sale_state = 'cancelled' OR disp >= '2026-05-21 16:20:00', NULL, toNullable(disp)) AS dispatched_at,
       channel, ship_to, price_eur, sale_state, warranty_months
FROM
(
    SELECT
        310000 + number AS sale_id,
        (number * 7 + 3) % 2400 AS d,
        toUInt32(40000 + d) AS device_id,
        toUInt32(6001 + floor(900 * pow(cityHash64(number, 's-buyer') / 18446744073709551616.0, 1.5))) AS buyer_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS sold_at,
        sold_at + toIntervalMinute(120 + cityHash64(number, 's-disp') % 2600) AS disp,
        ['webshop','marketplace','business','outlet'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        ['DE','AT','FR','NL','IT','DK'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-to') / 18446744073709551616.0, 1.4)))] AS ship_to,
        ['phone','laptop','tablet','watch','console'][1 + toUInt8(floor(5 * pow(cityHash64(d, 'd-kind') / 18446744073709551616.0, 1.5)))] AS k,
        toDecimal64(round(multiIf(k = 'laptop', 340, k = 'phone', 185, k = 'console', 150, k = 'tablet', 140, 75)
            * (0.6 + cityHash64(number, 's-price') % 100000 / 83000) * if(channel = 'business', 0.85, 1), 2), 2) AS price_eur,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(s < if(channel = 'marketplace', 125, 70), 'refunded', s < 180, 'cancelled', 'paid') AS sale_state,
        toUInt8([12, 12, 24, 6][1 + cityHash64(number, 's-war') % 4]) AS warranty_months
    FROM numbers(1900)
);
