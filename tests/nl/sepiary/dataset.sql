-- A workshop that scans old photographs which customers send in by the box. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sepiary;
CREATE DATABASE sepiary;

CREATE TABLE sepiary.operators
(
    op_id      UInt8,
    op_name    String,
    shift      LowCardinality(String) COMMENT 'early or late',
    trained_on Date
)
ENGINE = MergeTree ORDER BY op_id;

INSERT INTO sepiary.operators
SELECT
    toUInt8(1 + number) AS op_id,
    ['Agnes','Bjarne','Clara','Dorte','Emil','Frida','Gustav','Hilde','Ivar','Jette','Knut','Liv'][1 + number] AS op_name,
    if(cityHash64(number, 'sp-shift') % 2 = 0, 'early', 'late') AS shift,
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'sp-train') % 1500) AS trained_on
FROM numbers(12);

CREATE TABLE sepiary.boxes
(
    box_no      UInt32,
    customer_id UInt32,
    country     LowCardinality(String) COMMENT 'of the customer, ISO 3166 two-letter code',
    arrived_at  DateTime('UTC'),
    service     LowCardinality(String) COMMENT 'basic, restored or express',
    price_eur   Decimal(10, 2),
    payment     LowCardinality(String) COMMENT 'paid, pending or refunded; income is what is paid',
    weight_g    UInt32
)
ENGINE = MergeTree ORDER BY box_no;

-- Eight boxes a day; every ninth or so waits in the cellar and is never scanned.
INSERT INTO sepiary.boxes
SELECT
    20000 + number AS box_no,
    600 + toUInt32(floor(330 * pow(cityHash64(number, 'sp-cust') / 18446744073709551616.0, 1.3))) AS customer_id,
    ['DE','DK','NO','SE','CH'][1 + toUInt8(floor(5 * pow(cityHash64(customer_id, 'sp-ctry') / 18446744073709551616.0, 1.2)))] AS country,
    toDateTime('2026-03-07 08:00:00', 'UTC') + toIntervalDay(intDiv(number, 8)) + toIntervalHour(number % 8)
        + toIntervalMinute(cityHash64(number, 'sp-amin') % 60) + toIntervalSecond(1 + cityHash64(number, 'sp-asec') % 58) AS arrived_at,
    ['basic','restored','express'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'sp-serv') / 18446744073709551616.0, 1.4)))] AS service,
    toDecimal64(round((25 + cityHash64(number, 'sp-price') % 9000 / 100) * multiIf(service = 'restored', 2.4, service = 'express', 1.6, 1.0), 2), 2) AS price_eur,
    multiIf(cityHash64(number, 'sp-pay') % 100 < 84, 'paid', cityHash64(number, 'sp-pay') % 100 < 93, 'pending', 'refunded') AS payment,
    toUInt32(300 + cityHash64(number, 'sp-g') % 9000) AS weight_g
FROM numbers(608);

CREATE TABLE sepiary.scans
(
    scan_id     UInt64,
    scanned_at  DateTime64(3, 'UTC'),
    box_no      UInt32,
    op_id       UInt8,
    machine     LowCardinality(String),
    medium      LowCardinality(String) COMMENT 'print, slide, negative or glass_plate',
    dpi         UInt16,
    took_ms     UInt32,
    file_mb     Float64 COMMENT 'size of the finished file',
    outcome     LowCardinality(String) COMMENT 'ok, rescan (picture has to be scanned again) or torn',
    decade      Nullable(UInt16) COMMENT 'when the picture was taken, e.g. 1950; null if nobody can tell',
    has_faces   UInt8
)
ENGINE = MergeTree ORDER BY scanned_at;

-- No scan on 2026-05-09 (power cut). Machine K-4 on 2026-05-20 needs many rescans. Operator 7 is very slow on 2026-05-21.
-- K-6 is silent since 13:05 and K-2 since 15:10 on 2026-05-21.
INSERT INTO sepiary.scans
SELECT scan_id, scanned_at, box_no, op_id, machine, medium, dpi, took_ms, file_mb, outcome,
       if(cityHash64(n, 'sp-undated') % 100 < 23, NULL, toNullable(toUInt16(1900 + 10 * floor(9 * pow(cityHash64(n, 'sp-dec') / 18446744073709551616.0, 0.6))))) AS decade,
       toUInt8(cityHash64(n, 'sp-faces') % 100 < 61) AS has_faces
FROM
(
    SELECT
        number AS n,
        5100000 + number AS scan_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(87840 * pow(cityHash64(number, 'sp-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'sp-ms') % 57900) AS scanned_at,
        toUInt32(20000 + 8 * (dateDiff('day', toDate('2026-03-07'), toDate(scanned_at)) - 1 - cityHash64(number, 'sp-lag') % 6) + cityHash64(number, 'sp-slot') % 8) AS box_no,
        toUInt8(1 + floor(12 * pow(cityHash64(number, 'sp-op') / 18446744073709551616.0, 1.2))) AS op_id,
        concat('K-', toString(1 + toUInt8(floor(6 * pow(cityHash64(number, 'sp-mach') / 18446744073709551616.0, 1.2))))) AS machine,
        ['print','slide','negative','glass_plate'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'sp-med') / 18446744073709551616.0, 1.5)))] AS medium,
        toUInt16([600, 1200, 2400, 4800][1 + toUInt8(floor(4 * pow(cityHash64(number, 'sp-dpi') / 18446744073709551616.0, if(medium = 'print', 1.9, 1.0))))]) AS dpi,
        toUInt32(floor(multiIf(medium = 'print', 5200, medium = 'slide', 9100, medium = 'negative', 11800, 16400) * pow(1 - cityHash64(number, 'sp-ms2') / 18446744073709551616.0, -0.35)
            * if(op_id = 7 AND scanned_at >= '2026-05-21 00:00:00', 4.2, 1.0))) AS took_ms,
        round(dpi / 100 * (0.4 + cityHash64(number, 'sp-mb') % 1000 / 700) * multiIf(medium = 'print', 1.5, medium = 'glass_plate', 2.6, 0.8), 2) AS file_mb,
        cityHash64(number, 'sp-out') % 1000 AS o,
        multiIf(o < multiIf(machine = 'K-4' AND toDate(scanned_at) = '2026-05-20', 520, medium = 'negative', 85, medium = 'slide', 60, 42), 'rescan', o >= 982, 'torn', 'ok') AS outcome
    FROM numbers(13500)
)
WHERE cityHash64(n, 'sp-keep') % 100 < [0,0,0,0,0,0,40,80,100,100,100,95,60,95,100,100,95,80,70,60,45,20,0,0][1 + toHour(scanned_at)] * if(toDayOfWeek(scanned_at) = 7, 0.3, 1)
  AND toDate(scanned_at) != '2026-05-09'
  AND cityHash64(box_no, 'sp-cellar') % 9 != 0
  AND NOT (machine = 'K-6' AND scanned_at >= '2026-05-21 13:05:00')
  AND NOT (machine = 'K-2' AND scanned_at >= '2026-05-21 15:10:00');
