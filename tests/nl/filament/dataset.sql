-- 3D-printing service: printers, orders and the log of print runs. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS filament;

DROP TABLE IF EXISTS filament.printers;
CREATE TABLE filament.printers
(
    printer_id   UInt16,
    nick         String COMMENT 'name on the label',
    model        LowCardinality(String),
    tech         LowCardinality(String) COMMENT 'fdm, sla or sls',
    site         LowCardinality(String),
    vol_l        Float32 COMMENT 'build volume in litres',
    installed_on Date,
    in_service   Bool
)
ENGINE = MergeTree ORDER BY printer_id;

INSERT INTO filament.printers
SELECT
    toUInt16(1 + number) AS printer_id,
    concat(['Otter','Heron','Badger','Gecko','Marten','Plover','Newt','Stoat'][1 + number % 8], '-', toString(1 + intDiv(number, 8))) AS nick,
    multiIf(number < 13, 'Forge M2', number < 22, 'Forge XL', number < 28, 'Lumen 8', number < 32, 'Lumen 12', 'Sinter One') AS model,
    multiIf(number < 22, 'fdm', number < 32, 'sla', 'sls') AS tech,
    ['Porto','Gdansk','Leuven','Tucson'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'f-site') / 18446744073709551616.0, 1.4)))] AS site,
    toFloat32(multiIf(number < 13, 15.6, number < 22, 64, number < 28, 4.5, number < 32, 9.2, 36)) AS vol_l,
    toDate('2026-05-18') - toUInt32(if(number >= 38, number - 38, 70 + cityHash64(number, 'f-inst') % 1100)) AS installed_on,
    number NOT IN (20, 31) AS in_service
FROM numbers(40);

DROP TABLE IF EXISTS filament.orders;
CREATE TABLE filament.orders
(
    order_no   UInt32,
    cust_id    UInt32,
    placed_at  DateTime('UTC'),
    shipped_at Nullable(DateTime('UTC')),
    material   LowCardinality(String) COMMENT 'pla, petg, abs, resin or nylon',
    parts      UInt16 COMMENT 'number of pieces ordered',
    price_eur  Decimal(10, 2) COMMENT 'price of the whole order',
    status     LowCardinality(String) COMMENT 'open, shipped, cancelled or refunded; cancelled and refunded orders bring no revenue',
    rush       Bool COMMENT 'express production for a surcharge',
    finish     Array(LowCardinality(String)) COMMENT 'extra finishing steps: sanding, painting, vapor, assembly; empty for none',
    ship_to    LowCardinality(String) COMMENT 'destination country, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY placed_at;

-- No order came in on 2026-04-25 and on 2026-05-09.
INSERT INTO filament.orders
SELECT order_no, cust_id, placed_at, if(status IN ('shipped', 'refunded'), toNullable(placed_at + toIntervalMinute(lead_min)), NULL) AS shipped_at,
       material, parts, price_eur, status, rush, finish, ship_to
FROM
(
    SELECT
        toUInt32(70000 + number) AS order_no,
        toUInt32(100 + floor(1500 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.9))) AS cust_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86380 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS placed_at,
        ['pla','petg','resin','nylon','abs'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-mat') / 18446744073709551616.0, 1.6)))] AS material,
        toUInt16(1 + floor(2 * pow(1 - cityHash64(number, 'o-parts') / 18446744073709551616.0, -0.5) - 1)) AS parts,
        cityHash64(number, 'o-rush') % 100 < multiIf(material = 'nylon', 31, material = 'resin', 9, 17) AS rush,
        arrayFilter(x -> cityHash64(number, x) % 100 < multiIf(x = 'sanding', 28, x = 'painting', 16, x = 'assembly', 9, 5), ['sanding', 'painting', 'vapor', 'assembly']) AS finish,
        ['DE','PT','FR','NO','IE','US','CH'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.35)))] AS ship_to,
        toDecimal64(round((6 + parts * multiIf(material = 'nylon', 21, material = 'resin', 26, material = 'abs', 11, 8.5) * (0.4 + cityHash64(number, 'o-pr') % 1000 / 400)
            + 14 * length(finish)) * if(rush, 1.4, 1), 2), 2) AS price_eur,
        toUInt32(if(rush, 600, 1500) + floor(6500 * pow(cityHash64(number, 'o-lead') / 18446744073709551616.0, 1.8))) AS lead_min,
        cityHash64(number, 'o-st') % 1000 AS r,
        multiIf(r < if(material = 'abs', 110, 62), 'cancelled', placed_at + toIntervalMinute(lead_min) >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'open', r > 962, 'refunded', 'shipped') AS status
    FROM numbers(4600)
)
WHERE toDate(placed_at) NOT IN ('2026-04-25', '2026-05-09');

DROP TABLE IF EXISTS filament.runlog;
CREATE TABLE filament.runlog
(
    at         DateTime64(3, 'UTC'),
    run_id     UInt64 COMMENT 'one print on one printer',
    printer_id UInt16,
    order_no   Nullable(UInt32) COMMENT 'null for calibration prints',
    ev         LowCardinality(String) COMMENT 'start, pause, fail or done; a run ends with fail or done',
    fault      LowCardinality(Nullable(String)) COMMENT 'clog, warping, runout or power; only on pause and fail events',
    grams      Nullable(Float64) COMMENT 'material used up by the run, only on done and fail events',
    took_s     Nullable(UInt32) COMMENT 'duration of the print in seconds, only on done events',
    fw         String COMMENT 'firmware version'
)
ENGINE = MergeTree ORDER BY (printer_id, at);

-- Each run starts, some pause, then it fails or is done unless it is still printing. Printer 14 fails a lot since 2026-05-20 06:00;
-- printer 9 is silent since 2026-05-20 04:00, printer 27 since 2026-05-18; printers 39 and 40 have not printed yet.
INSERT INTO filament.runlog
SELECT at, run_id, printer_id, order_no, ev, fault, grams, took_s, fw
FROM
(
    SELECT
        intDiv(number, 3) AS q,
        number % 3 AS pos,
        q % 4600 AS o,
        toUInt64(9000000 + q) AS run_id,
        cityHash64(q, 'r-cal') % 100 < 5 AS calib,
        if(calib, NULL, toNullable(toUInt32(70000 + o))) AS order_no,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86380 * pow(cityHash64(o, 'o-ts') / 18446744073709551616.0, 1.2)))) AS placed_min,
        ['pla','petg','resin','nylon','abs'][1 + toUInt8(floor(5 * pow(cityHash64(o, 'o-mat') / 18446744073709551616.0, 1.6)))] AS material,
        cityHash64(o, 'o-st') % 1000 < if(material = 'abs', 110, 62) AS cancelled,
        toUInt16(multiIf(material = 'resin', 23 + floor(10 * pow(cityHash64(q, 'r-prn') / 18446744073709551616.0, 1.4)),
                         material = 'nylon', 33 + floor(6 * pow(cityHash64(q, 'r-prn') / 18446744073709551616.0, 1.3)),
                         1 + floor(22 * pow(cityHash64(q, 'r-prn') / 18446744073709551616.0, 1.3)))) AS printer_id,
        placed_min + toIntervalMinute(12 + cityHash64(q, 'r-dly') % 1500) AS start_min,
        toUInt32(25 + floor(multiIf(material = 'nylon', 120, material = 'resin', 55, 85) * pow(1 - cityHash64(q, 'r-dur') / 18446744073709551616.0, -0.5))) AS dur_min,
        cityHash64(q, 'r-fail') % 1000 < multiIf(printer_id = 14 AND start_min >= '2026-05-20 06:00:00', 700, printer_id = 3, 120, material = 'abs', 150, 65) AS failed,
        toUInt32(1 + cityHash64(q, 'r-cut') % 95) AS cut_pct,
        multiIf(pos = 0, 0, pos = 1, 1 + toUInt32(floor(0.4 * least(dur_min, if(failed, dur_min * cut_pct / 100, dur_min)))), if(failed, 2 + toUInt32(floor(dur_min * cut_pct / 100)), dur_min)) AS off_min,
        toDateTime64(start_min, 3, 'UTC') + toIntervalMinute(off_min) + toIntervalMillisecond(1000 + (cityHash64(q, 'r-ms') % 40000) + pos * 8900) AS at,
        multiIf(pos = 0, 'start', pos = 1, 'pause', failed, 'fail', 'done') AS ev,
        if(ev IN ('pause', 'fail'), ['clog','warping','runout','power'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-flt') / 18446744073709551616.0, if(ev = 'fail', 1.7, 0.8))))], NULL) AS fault,
        if(pos = 2, toNullable(round((4 + dur_min * (0.2 + cityHash64(q, 'r-g') % 1000 / 2200)) * if(failed, cut_pct / 100, 1), 1)), NULL) AS grams,
        if(ev = 'done', toNullable(toUInt32(off_min * 60 + 17)), NULL) AS took_s,
        if(start_min >= '2026-05-12 00:00:00' AND printer_id % 3 != 0, '3.4.0', if(printer_id % 5 = 0, '3.2.8', '3.3.1')) AS fw,
        pos != 1 OR cityHash64(q, 'r-pause') % 1000 < if(printer_id % 7 = 2, 330, 140) AS kept
    FROM numbers(21600)
)
WHERE kept AND at < toDateTime64('2026-05-21 16:20:00', 3, 'UTC') AND NOT (cancelled AND NOT calib AND cityHash64(o, 'r-canc') % 10 < 8)
  AND toDate(placed_min) NOT IN ('2026-04-25', '2026-05-09')
  AND NOT (printer_id = 9 AND at >= '2026-05-20 04:00:00')
  AND NOT (printer_id = 27 AND at >= '2026-05-18 00:00:00');

-- Printer 14 is tried again and again.
INSERT INTO filament.runlog
SELECT toDateTime64('2026-05-20 07:00:00', 3, 'UTC') + toIntervalMinute(q * 46 + pos * 19) + toIntervalMillisecond(1000 + (cityHash64(q, 'x-ms') % 40000) + pos * 8900),
       9900000 + q, 14, NULL, if(pos = 0, 'start', 'fail'), if(pos = 0, NULL, ['clog','clog','warping','runout'][1 + cityHash64(q, 'x-f') % 4]),
       if(pos = 0, NULL, toNullable(round(2 + cityHash64(q, 'x-g') % 90 / 10, 1))), NULL, '3.4.0'
FROM (SELECT intDiv(number, 2) AS q, number % 2 AS pos FROM numbers(84));
