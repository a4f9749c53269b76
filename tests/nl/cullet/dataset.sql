-- A plant that sorts and recycles glass: batches, lines, suppliers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS cullet;
CREATE DATABASE cullet;

CREATE TABLE cullet.sort_lines
(
    line_code  LowCardinality(String),
    hall       LowCardinality(String),
    maker      String,
    built_year UInt16,
    optical    UInt8 COMMENT '1 if the line sorts with cameras'
)
ENGINE = MergeTree ORDER BY line_code;

INSERT INTO cullet.sort_lines VALUES
    ('L1', 'East', 'Krieger', 2011, 0), ('L2', 'East', 'Krieger', 2014, 1), ('L3', 'East', 'Binderex', 2018, 1),
    ('L4', 'West', 'Binderex', 2019, 1), ('L5', 'West', 'Sortima', 2008, 0), ('L6', 'West', 'Sortima', 2023, 1);

CREATE TABLE cullet.suppliers
(
    supplier_id    UInt32,
    supplier_name  String,
    sector         LowCardinality(String) COMMENT 'municipal, bottler, glazier or scrapyard',
    country        LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    contract_until Nullable(Date) COMMENT 'null: delivers without a contract'
)
ENGINE = MergeTree ORDER BY supplier_id;

INSERT INTO cullet.suppliers
SELECT
    301 + number,
    concat(['Vandenberg','Ostholm','Kessler','Marchal','Brinkhof','Lindqvist','Petrak'][1 + cityHash64(number, 'u-a') % 7], ' ', ['Glas','Recyclers','Depot','Union','Works'][1 + cityHash64(number, 'u-b') % 5], ' ', toString(number)),
    ['municipal','bottler','glazier','scrapyard'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'u-sec') / 18446744073709551616.0, 1.2)))],
    ['DE','NL','DK','BE','PL'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'u-cty') / 18446744073709551616.0, 1.3)))],
    if(cityHash64(number, 'u-con') % 4 = 0, NULL, toNullable(toDate('2026-01-31') + toUInt32(cityHash64(number, 'u-end') % 900)))
FROM numbers(70);

CREATE TABLE cullet.batches
(
    batch_no     UInt64,
    line_code    LowCardinality(String),
    supplier_id  UInt32,
    started_at   DateTime64(3, 'UTC'),
    finished_at  Nullable(DateTime64(3, 'UTC')),
    crew         LowCardinality(String) COMMENT 'early, late or night shift',
    colour       LowCardinality(String),
    input_kg     Float64 COMMENT 'glass put on the belt',
    reject_kg    Float64 COMMENT 'sorted out and thrown away',
    main_reject  LowCardinality(String) COMMENT 'what most of the reject consists of: ceramics, metal, plastic, stone or paper',
    moisture_pct Nullable(Float32) COMMENT 'null when the probe failed',
    stop_secs    UInt32 COMMENT 'time the belt stood still during the batch',
    outcome      LowCardinality(String) COMMENT 'running, sold, stored, returned or landfilled; only sold batches are paid',
    price_eur    Decimal(10, 2) COMMENT 'worth of the batch at the day price'
)
ENGINE = MergeTree ORDER BY (line_code, started_at);

-- No batch at all on 2026-05-09 (power cut); line L2 starts nothing from 2026-05-21 05:30 on; L4 throws out seven times the usual from 2026-05-20 10:00 to 2026-05-21 04:00.
INSERT INTO cullet.batches
SELECT batch_no, line_code, supplier_id, started_at,
       if(done, toNullable(ended), NULL) AS finished_at,
       multiIf(toHour(started_at) >= 6 AND toHour(started_at) < 14, 'early', toHour(started_at) >= 14 AND toHour(started_at) < 22, 'late', 'night') AS crew,
       colour, input_kg,
       round(input_kg * least(0.6, share * if(line_code = 'L4' AND started_at >= '2026-05-20 10:00:00' AND started_at < '2026-05-21 04:00:00', 7, 1)), 1) AS reject_kg,
       if(line_code = 'L4' AND started_at >= '2026-05-20 10:00:00' AND started_at < '2026-05-21 04:00:00', 'metal',
          ['ceramics','plastic','metal','stone','paper'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'b-rej') / 18446744073709551616.0, 1.4)))]) AS main_reject,
       if(cityHash64(n, 'b-probe') % 100 < 5, NULL, toNullable(toFloat32(round(1.1 + if(colour = 'mixed', 1.4, 0) + 3 * pow(cityHash64(n, 'b-wet') / 18446744073709551616.0, 2.2), 2)))) AS moisture_pct,
       stop_secs,
       multiIf(NOT done, 'running', o < 610, 'sold', o < 840, 'stored', o < 900, 'returned', 'landfilled') AS outcome,
       toDecimal64(round(input_kg * (1 - share) * multiIf(colour = 'clear', 0.071, colour = 'green', 0.048, colour = 'amber', 0.055, 0.021), 2), 2) AS price_eur
FROM
(
    SELECT
        number AS n,
        880000 + number AS batch_no,
        ['L1','L3','L4','L2','L6','L5'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-line') / 18446744073709551616.0, 1.2)))] AS line_code,
        toUInt32(301 + floor(70 * pow(cityHash64(number, 'b-sup') / 18446744073709551616.0, 1.5))) AS supplier_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(116000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 55000) AS started_at,
        started_at + toIntervalSecond(60 * (35 + cityHash64(number, 'b-dur') % 110) + intDiv(stop_secs, 60) * 60 + 2) AS ended,
        ended < '2026-05-21 16:20:00' AS done,
        ['green','clear','mixed','amber'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-col') / 18446744073709551616.0, 1.3)))] AS colour,
        round(2200 + 1500 * pow(1 - cityHash64(number, 'b-kg') / 18446744073709551616.0, -0.45), 0) AS input_kg,
        0.015 + multiIf(colour = 'mixed', 0.035, colour = 'amber', 0.012, 0) + if(line_code IN ('L1', 'L5'), 0.012, 0) + 0.04 * pow(cityHash64(number, 'b-sh') / 18446744073709551616.0, 2) AS share,
        toUInt32(if(cityHash64(number, 'b-st0') % 10 < 3, 0, floor(45 * pow(1 - cityHash64(number, 'b-stop') / 18446744073709551616.0, if(line_code = 'L5', -0.95, -0.75))))) AS stop_raw,
        least(stop_raw, 5400) AS stop_secs,
        cityHash64(number, 'b-out') % 1000 AS o
    FROM numbers(6400)
)
WHERE started_at < '2026-05-21 16:20:00' AND toDate(started_at) != '2026-05-09'
  AND NOT (line_code = 'L2' AND started_at >= '2026-05-21 05:30:00');
