-- A grain terminal: trucks bring grain to the silos, belts pour it into ships. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS grainport;
CREATE DATABASE grainport;

CREATE TABLE grainport.silos
(
    silo_no    UInt8,
    nickname   String,
    material   LowCardinality(String),
    capacity_t UInt32 COMMENT 'tonnes',
    built_year UInt16,
    aerated    UInt8 COMMENT '1 = has fans'
)
ENGINE = MergeTree ORDER BY silo_no;

INSERT INTO grainport.silos VALUES
(1, 'Old Marta', 'concrete', 6000, 1962, 0), (2, 'Twin A', 'concrete', 4500, 1974, 0), (3, 'Twin B', 'concrete', 4500, 1974, 1),
(4, 'Long Tom', 'steel', 8000, 1991, 1), (5, 'Pepper', 'steel', 2500, 1998, 1), (6, 'Salt', 'steel', 2500, 1998, 1),
(7, 'Riverside', 'concrete', 7000, 1983, 0), (8, 'Big Blue', 'steel', 12000, 2011, 1), (9, 'Lighthouse', 'steel', 9000, 2016, 1);

CREATE TABLE grainport.trucks
(
    ticket       UInt32 COMMENT 'weighbridge ticket, one per truckload',
    gate_in_at   DateTime('UTC'),
    tipped_at    Nullable(DateTime('UTC')) COMMENT 'null when not tipped (yet)',
    haulier      LowCardinality(String),
    grain        LowCardinality(String) COMMENT 'WHT wheat, BAR barley, MAZ maize, RPS rapeseed, OAT oats',
    silo_no      UInt8 COMMENT 'silo assigned at the gate',
    net_kg       UInt32,
    moisture_pct Nullable(Float64) COMMENT 'null when the sample was lost',
    verdict      LowCardinality(String) COMMENT 'A = taken at full price, D = taken with a price deduction, R = turned away',
    price_eur    Decimal(10, 2) COMMENT 'for the whole load, not paid when turned away'
)
ENGINE = MergeTree ORDER BY (grain, gate_in_at);

-- Steppe Cargo is turned away en masse on 2026-05-21. Silo 9 gets nothing from 2026-05-17 noon (inspection).
INSERT INTO grainport.trucks
SELECT ticket, gate_in_at,
       if(verdict = 'R' OR gate_in_at + toIntervalMinute(wait) >= '2026-05-21 16:20:00', NULL, gate_in_at + toIntervalMinute(wait) + toIntervalSecond(cityHash64(ticket, 't-ws') % 55)) AS tipped_at,
       haulier, grain, silo_no, net_kg, moisture_pct, verdict,
       toDecimal64(round(net_kg / 1000 * (multiIf(grain = 'WHT', 205, grain = 'BAR', 182, grain = 'MAZ', 191, grain = 'RPS', 462, 214) + cityHash64(ticket, 't-pr') % 12) * if(verdict = 'D', 0.93, 1), 2), 2) AS price_eur
FROM
(
    SELECT
        500100 + number AS ticket,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(84 * pow(cityHash64(number, 't-day') / 18446744073709551616.0, 1.1))))
            + toIntervalHour([5,6,6,7,7,7,8,8,9,9,10,10,11,12,13,13,14,15,15,16,17,18,19,20][1 + cityHash64(number, 't-hr') % 24])
            + toIntervalMinute(cityHash64(number, 't-mi') % 60) + toIntervalSecond(1 + cityHash64(number, 't-se') % 58) AS gate_in_at,
        ['Kvarn','Dolna Agro','Steppe Cargo','Fieldway','Hollis & Sons','Brenner'][1 + toUInt8(floor(6 * pow(cityHash64(number, 't-ha') / 18446744073709551616.0, 1.3)))] AS haulier,
        ['WHT','MAZ','BAR','RPS','OAT'][1 + toUInt8(floor(5 * pow(cityHash64(number, 't-gr') / 18446744073709551616.0, 1.5)))] AS grain,
        toUInt8(1 + cityHash64(number, 't-si') % 9) AS silo_no,
        toUInt32(18000 + floor(11500 * pow(cityHash64(number, 't-kg') / 18446744073709551616.0, 0.6))) AS net_kg,
        if(cityHash64(number, 't-lost') % 1000 < 31, NULL, toNullable(round(if(grain = 'RPS', 6, 10) + if(grain = 'MAZ', 3, 0) + 8 * pow(cityHash64(number, 't-mo') / 18446744073709551616.0, 1.8), 1))) AS moisture_pct,
        multiIf(haulier = 'Steppe Cargo' AND gate_in_at >= '2026-05-21 00:00:00' AND cityHash64(number, 't-ve') % 100 < 75, 'R',
                cityHash64(number, 't-ve') % 100 < if(moisture_pct > 15, 16, 4), 'R', cityHash64(number, 't-ve') % 100 < if(moisture_pct > 14, 45, 14), 'D', 'A') AS verdict,
        toUInt32(9 + floor(multiIf(grain = 'RPS', 85, grain = 'OAT', 40, 60) * pow(cityHash64(number, 't-wa') / 18446744073709551616.0, 1.6))) AS wait
    FROM numbers(7600)
)
WHERE gate_in_at < '2026-05-21 16:20:00' AND NOT (silo_no = 9 AND gate_in_at >= '2026-05-17 12:00:00');

CREATE TABLE grainport.pours
(
    pour_id      UInt32 COMMENT 'one belt run from one silo into one ship',
    started_at   DateTime('UTC'),
    ended_at     Nullable(DateTime('UTC')),
    vessel       LowCardinality(String),
    berth        LowCardinality(String),
    silo_no      UInt8,
    tonnes       Float64,
    bound_for    LowCardinality(String) COMMENT 'country of destination, ISO 3166 two-letter code',
    state        LowCardinality(String) COMMENT 'done, running, aborted'
)
ENGINE = MergeTree ORDER BY (berth, started_at);

-- No pour on 2026-05-10 (storm). On 2026-05-19 from 02 to 04 the belt of berth N2 trips again and again.
INSERT INTO grainport.pours
SELECT pour_id, started_at, if(started_at + toIntervalMinute(mins) >= '2026-05-21 16:20:00', NULL, started_at + toIntervalMinute(mins)) AS ended_at,
       vessel, berth, silo_no, round(mins * (4 + cityHash64(pour_id, 'p-rate') % 40 / 10), 1) AS tonnes,
       bound_for, multiIf(ended_at IS NULL, 'running', cityHash64(pour_id, 'p-st') % 100 < 7, 'aborted', 'done') AS state
FROM
(
    SELECT
        88000 + number AS pour_id,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(84 * (cityHash64(number, 'p-day') / 18446744073709551616.0))))
            + toIntervalMinute(cityHash64(number, 'p-mi') % 1440) + toIntervalSecond(1 + cityHash64(number, 'p-se') % 58) AS started_at,
        toUInt8(floor(14 * pow(cityHash64(number, 'p-ve') / 18446744073709551616.0, 1.3))) AS v,
        ['Alma Tern','Baltic Wren','Corvus','Delphine','Ebba','Fair Isle','Gudrun','Halcyon','Ister','Juno Bay','Kestrel','Lady Anne','Morrow','Nordlys'][1 + v] AS vessel,
        ['N1','N2','S1'][1 + cityHash64(number, 'p-be') % 3] AS berth,
        toUInt8(1 + cityHash64(number, 'p-si') % 9) AS silo_no,
        toUInt32(15 + floor(110 * pow(cityHash64(number, 'p-mn') / 18446744073709551616.0, 1.7))) AS mins,
        ['EG','MA','ES','NL','TN','EG','MA'][1 + cityHash64(v, toUInt32(toDayOfYear(started_at) / 9), 'p-co') % 7] AS bound_for
    FROM numbers(3000)
)
WHERE started_at < '2026-05-21 16:20:00' AND toDate(started_at) != '2026-05-10' AND NOT (vessel = 'Nordlys' AND toMonth(started_at) = 4);

INSERT INTO grainport.pours
SELECT 92000 + number, toDateTime('2026-05-19 02:00:00', 'UTC') + toIntervalMinute(number * 4) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58) AS t, t + toIntervalMinute(2),
       'Halcyon', 'N2', 4, round(2 + cityHash64(number, 'q-t') % 60 / 10, 1), 'ES', 'aborted'
FROM numbers(29);

-- Still pouring at the clock.
INSERT INTO grainport.pours VALUES
(92101, '2026-05-21 15:31:22', NULL, 'Corvus', 'N1', 8, 231.4, 'EG', 'running'),
(92102, '2026-05-21 16:04:47', NULL, 'Juno Bay', 'S1', 2, 66.9, 'NL', 'running');
