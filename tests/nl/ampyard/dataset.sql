-- A depot that charges electric buses of several operators. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS ampyard;
CREATE DATABASE ampyard;

CREATE TABLE ampyard.chargers
(
    charger      LowCardinality(String),
    maker        LowCardinality(String),
    rated_kw     UInt16,
    zone         LowCardinality(String) COMMENT 'north, hall or canopy',
    commissioned Date
)
ENGINE = MergeTree ORDER BY charger;

INSERT INTO ampyard.chargers
SELECT
    concat('C-', leftPad(toString(1 + number), 2, '0')),
    ['Kemphald','Ostervolt','Zapine'][1 + cityHash64(number, 'c-mk') % 3],
    [60, 150, 150, 300][1 + cityHash64(number, 'c-kw') % 4],
    ['north','hall','canopy'][1 + cityHash64(number, 'c-zn') % 3],
    toDate('2026-02-28') - toUInt32(cityHash64(number, 'c-dt') % 1400)
FROM numbers(16);

CREATE TABLE ampyard.buses
(
    bus_no          String,
    operator        LowCardinality(String),
    model           LowCardinality(String),
    battery_kwh     UInt16 COMMENT 'usable capacity',
    entered_service Date,
    duty            LowCardinality(String) COMMENT 'active, reserve or workshop'
)
ENGINE = MergeTree ORDER BY bus_no;

INSERT INTO ampyard.buses
SELECT
    concat('B', toString(201 + number)),
    ['Metroline','Harbour Transit','Vale Coaches','Northbus'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-op') / 18446744073709551616.0, 1.4)))],
    ['Solano 12','Solano 18','Urbix E','Midi Volt'][1 + cityHash64(number, 'b-mod') % 4] AS model,
    multiIf(model = 'Solano 18', 520, model = 'Solano 12', 380, model = 'Urbix E', 310, 170),
    toDate('2026-03-10') - toUInt32(floor(1900 * pow(cityHash64(number, 'b-dt') / 18446744073709551616.0, 1.3))),
    multiIf(cityHash64(number, 'b-du') % 100 < 80, 'active', cityHash64(number, 'b-du') % 100 < 92, 'reserve', 'workshop')
FROM numbers(90);

CREATE TABLE ampyard.charges
(
    charge_id     UInt64,
    bus_no        String,
    charger       LowCardinality(String),
    plugged_in_at DateTime('UTC'),
    unplugged_at  Nullable(DateTime('UTC')) COMMENT 'null while the bus is still plugged in',
    ended_by      LowCardinality(String) COMMENT 'full, departure (the bus had to leave), trip (the breaker went), fault (charger error) or running',
    soc_in_pct    UInt8 COMMENT 'state of charge of the battery at plug-in',
    energy_kwh    Nullable(Float64) COMMENT 'null while running',
    peak_kw       Float32,
    queue_sec     UInt32 COMMENT 'how long the bus waited for a free charger',
    tariff        LowCardinality(String),
    preheated     UInt8 COMMENT '1 if the cabin was heated from the grid',
    billed_eur    Nullable(Decimal(10, 2)) COMMENT 'null while running',
    bill_state    LowCardinality(String) COMMENT 'paid, open, waived, disputed or none (still running); only paid and open bills are income'
)
ENGINE = MergeTree ORDER BY (charger, plugged_in_at);

-- No charge on 2026-05-10 (work on the grid). C-07 trips again and again on 2026-05-19 22:00 to 2026-05-20 01:00. C-05 is silent since 2026-05-20 21:00, C-09 since
-- 2026-05-21 06:30. C-13 and C-16 were never used. The queue is long at C-11.
INSERT INTO ampyard.charges
SELECT charge_id, bus_no, charger, plugged_in_at,
       if(running, NULL, toNullable(plugged_in_at + toIntervalMinute(took_min))) AS unplugged_at,
       if(running, 'running', ended) AS ended_by,
       soc_in_pct,
       if(running, NULL, toNullable(kwh)) AS energy_kwh,
       peak_kw, queue_sec, tariff, preheated,
       if(running, NULL, toNullable(toDecimal64(round(kwh * multiIf(tariff = 'peak', 0.41, tariff = 'solar', 0.19, 0.27) + 1.5, 2), 2))) AS billed_eur,
       if(running, 'none', ['paid','paid','paid','paid','paid','paid','open','open','waived','disputed'][1 + cityHash64(n, 'p-bill') % 10]) AS bill_state
FROM
(
    SELECT
        number AS n,
        5200000 + number AS charge_id,
        toUInt32(floor(90 * pow(cityHash64(number, 'p-bus') / 18446744073709551616.0, 1.25))) AS b,
        concat('B', toString(201 + b)) AS bus_no,
        concat('C-', leftPad(toString([1,2,3,4,5,6,7,8,9,10,11,12,14,15][1 + toUInt8(floor(14 * pow(cityHash64(number, 'p-chg') / 18446744073709551616.0, 1.1)))]), 2, '0')) AS charger,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(88000 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS plugged_in_at,
        cityHash64(number, 'p-end') % 1000 AS e,
        multiIf(e < 22, 'trip', e < 75, 'fault', e < 390, 'departure', 'full') AS ended,
        toUInt32(18 + floor(multiIf(ended IN ('trip', 'fault'), 40, ended = 'departure', 110, 190) * (0.2 + cityHash64(number, 'p-took') % 800 / 1000))) AS took_min,
        plugged_in_at + toIntervalMinute(took_min) >= toDateTime('2026-05-21 16:20:00', 'UTC') AS running,
        toUInt8(4 + floor(66 * pow(cityHash64(number, 'p-soc') / 18446744073709551616.0, 1.3))) AS soc_in_pct,
        multiIf(cityHash64(b, 'b-mod') % 4 = 0, 380, cityHash64(b, 'b-mod') % 4 = 1, 520, cityHash64(b, 'b-mod') % 4 = 2, 310, 170) AS cap,
        round(cap * if(ended = 'full', (100 - soc_in_pct) / 100, (100 - soc_in_pct) / 100 * (0.1 + cityHash64(number, 'p-part') % 700 / 1000)), 3) AS kwh,
        toFloat32(round(32 + 255 * pow(cityHash64(number, 'p-pk') / 18446744073709551616.0, 1.9), 1)) AS peak_kw,
        toUInt32(floor(210 * if(charger = 'C-11', 3.4, 1.0) * (pow(1 - 0.995 * (cityHash64(number, 'p-q') / 18446744073709551616.0), -0.5) - 0.9))) AS queue_sec,
        multiIf(toHour(plugged_in_at) BETWEEN 10 AND 15 AND cityHash64(number, 'p-sol') % 100 < 55, 'solar', toHour(plugged_in_at) BETWEEN 6 AND 21, 'peak', 'offpeak') AS tariff,
        toUInt8(cityHash64(number, 'p-pre') % 100 < if(toHour(plugged_in_at) < 8, 38, 12)) AS preheated
    FROM numbers(7000)
)
WHERE plugged_in_at < '2026-05-21 16:20:00'
  AND toDate(plugged_in_at) != '2026-05-10'
  AND NOT (charger = 'C-05' AND plugged_in_at >= '2026-05-20 21:00:00')
  AND NOT (charger = 'C-09' AND plugged_in_at >= '2026-05-21 06:30:00');

-- The trips of C-07.
INSERT INTO ampyard.charges
SELECT
    5290000 + number, concat('B', toString(201 + cityHash64(number, 'y-bus') % 90)), 'C-07',
    toDateTime('2026-05-19 22:00:00', 'UTC') + toIntervalMinute(number * 4) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 58) AS t,
    toNullable(t + toIntervalMinute(2 + number % 3)), 'trip', 9 + number % 40, toNullable(round(0.4 + number % 11 / 10, 3)), 44.5, 60 + number % 200,
    'offpeak', 0, toNullable(toDecimal64(1.8, 2)), 'waived'
FROM numbers(45);
