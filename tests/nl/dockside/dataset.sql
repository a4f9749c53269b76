-- Harbour cranes: cranes, vessel calls and crane moves. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS dockside;
CREATE DATABASE dockside;

CREATE TABLE dockside.cranes
(
    crane_id        String,
    crane_kind      LowCardinality(String) COMMENT 'sts = ship-to-shore, rtg = yard gantry on tyres, mhc = mobile harbour crane',
    maker           LowCardinality(String),
    max_load_t      UInt16,
    commissioned_on Date,
    condition       LowCardinality(String) COMMENT 'working, limited or out_of_service'
)
ENGINE = MergeTree ORDER BY crane_id;

INSERT INTO dockside.cranes
SELECT
    concat('C', leftPad(toString(number + 1), 2, '0')),
    ['sts','rtg','sts','mhc','rtg'][1 + cityHash64(number, 'cr-kind') % 5] AS kind,
    ['Konrad','Liebmann','Paceline','Zhenfa'][1 + cityHash64(number, 'cr-make') % 4],
    multiIf(kind = 'sts', 65, kind = 'mhc', 104, 41),
    toDate('2025-11-01') - toUInt32(cityHash64(number, 'cr-com') % 5200),
    multiIf(number IN (10, 22), 'out_of_service', cityHash64(number, 'cr-cond') % 100 < 14, 'limited', 'working')
FROM numbers(28);

CREATE TABLE dockside.vessel_calls
(
    call_id      UInt32,
    vessel       LowCardinality(String),
    line         LowCardinality(String) COMMENT 'shipping line',
    flag         LowCardinality(String) COMMENT 'ISO 3166 two-letter code of the flag state',
    length_m     UInt16,
    terminal     LowCardinality(String),
    arrived_at   DateTime('UTC') COMMENT 'at the pilot station',
    berthed_at   Nullable(DateTime('UTC')),
    sailed_at    Nullable(DateTime('UTC')),
    call_status  LowCardinality(String) COMMENT 'anchored, alongside, sailed, or diverted to another port; only sailed calls are invoiced',
    port_fee_eur Decimal(12, 2)
)
ENGINE = MergeTree ORDER BY (terminal, arrived_at);

INSERT INTO dockside.vessel_calls
SELECT call_id, vessel, line, flag, length_m, terminal, arrived_at,
       if(call_status IN ('alongside', 'sailed'), toNullable(b), NULL),
       if(call_status = 'sailed', toNullable(z), NULL),
       call_status, port_fee_eur
FROM
(
    SELECT
        30000 + number AS call_id,
        toUInt32(floor(160 * pow(cityHash64(number, 'vc-v') / 18446744073709551616.0, 1.4))) AS v,
        concat(['Amber','Baltic','Cobalt','Distant','Eager','Fair','Golden','Humble','Iron','Jade','Kindly','Lunar','Marble','Noble','Opal','Proud'][1 + v % 16], ' ',
               ['Bay','Crest','Drifter','Gull','Heron','Light','Spirit','Tide','Voyager','Wind'][1 + intDiv(v, 16)]) AS vessel,
        1 + toUInt8(cityHash64(v, 'vc-line') % 4) AS l,
        ['Helios','Norsea','Tasman','Calder'][l] AS line,
        ['PA','LR','MH','DK','SG','GR','MT'][1 + toUInt8(floor(7 * pow(cityHash64(v, 'vc-flag') / 18446744073709551616.0, 1.3)))] AS flag,
        toUInt16(120 + cityHash64(v, 'vc-len') % 270) AS length_m,
        ['Eastmole','Westquay','Northpier','Basin 4'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'vc-term') / 18446744073709551616.0, 1.2)))] AS terminal,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(100800 * pow(cityHash64(number, 'vc-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'vc-s') % 57) AS arrived_at,
        arrived_at + toIntervalMinute(25 + toUInt32(floor([300, 520, 760, 410][l] * pow(cityHash64(number, 'vc-wait') / 18446744073709551616.0, 1.2)))) AS b,
        b + toIntervalMinute(500 + cityHash64(number, 'vc-stay') % 1300) AS z,
        multiIf(cityHash64(number, 'vc-div') % 1000 < 45, 'diverted', b >= '2026-05-21 16:20:00', 'anchored', z >= '2026-05-21 16:20:00', 'alongside', 'sailed') AS call_status,
        toDecimal64(round(900 + length_m * (11 + cityHash64(number, 'vc-fee') % 900 / 100), 2), 2) AS port_fee_eur
    FROM numbers(2600)
);

CREATE TABLE dockside.moves
(
    move_id     UInt64,
    moved_at    DateTime64(3, 'UTC'),
    crane_id    String,
    call_id     UInt32,
    terminal    LowCardinality(String),
    move_type   LowCardinality(String) COMMENT 'load, discharge, restow or hatch',
    size_ft     UInt8 COMMENT 'container length',
    reefer      UInt8,
    weight_kg   Nullable(UInt32) COMMENT 'null when the load cell gave nothing',
    cycle_s     UInt16,
    result      LowCardinality(String) COMMENT 'done, aborted or damaged',
    operator_id UInt16
)
ENGINE = MergeTree ORDER BY (terminal, moved_at);

-- Nothing moves at Basin 4 on 2026-05-10. Crane C16 aborts a lot on 2026-05-21. C11 stands still since 2026-05-17, C23 and C05 since 2026-05-19.
INSERT INTO dockside.moves
SELECT move_id, moved_at, crane_id, call_id, terminal, move_type, size_ft, reefer, weight_kg, cycle_s, result, operator_id
FROM
(
    SELECT
        n, c.call_id AS call_id, c.terminal AS terminal,
        5500000 + n AS move_id,
        toDateTime64(toStartOfMinute(assumeNotNull(c.berthed_at)), 3, 'UTC') + toIntervalMinute(6 + cityHash64(n, 'mv-t') % 1100)
            + toIntervalMillisecond(1000 + cityHash64(n, 'mv-ms') % 57000) AS moved_at,
        indexOf(['Eastmole','Westquay','Northpier','Basin 4'], terminal) AS t,
        concat('C', leftPad(toString(7 * (t - 1) + 1 + toUInt8(floor(7 * pow(cityHash64(n, 'mv-crane') / 18446744073709551616.0, 1.25)))), 2, '0')) AS crane_id,
        ['discharge','load','restow','hatch'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'mv-type') / 18446744073709551616.0, 1.7)))] AS move_type,
        [40, 40, 40, 20, 20, 45][1 + cityHash64(n, 'mv-ft') % 6] AS size_ft,
        toUInt8(move_type != 'hatch' AND cityHash64(n, 'mv-reef') % 100 < 22) AS reefer,
        if(cityHash64(n, 'mv-cell') % 1000 < 17, NULL, toNullable(toUInt32(3800 + if(size_ft = 20, 18000, 27000) * pow(cityHash64(n, 'mv-kg') / 18446744073709551616.0, 0.8)))) AS weight_kg,
        toUInt16(floor([78, 92, 70, 105][t] * (0.9 + 0.5 * pow(1 - cityHash64(n, 'mv-cyc') / 18446744073709551616.0, -0.25)))) AS cycle_s,
        cityHash64(n, 'mv-res') % 1000 AS r,
        multiIf(r < [34, 52, 41, 70][t], 'aborted', r > 990, 'damaged', 'done') AS result,
        toUInt16(100 + cityHash64(n, 'mv-op') % 60) AS operator_id,
        c.sailed_at AS sailed_at
    FROM (SELECT number AS n, toUInt32(30000 + number % 2600) AS call_id FROM numbers(15600)) AS x
    INNER JOIN dockside.vessel_calls AS c ON x.call_id = c.call_id
    WHERE c.berthed_at IS NOT NULL
)
WHERE moved_at < '2026-05-21 16:20:00' AND (sailed_at IS NULL OR moved_at < sailed_at)
  AND NOT (terminal = 'Basin 4' AND toDate(moved_at) = '2026-05-10')
  AND NOT (crane_id = 'C11' AND moved_at >= '2026-05-17 10:00:00')
  AND NOT (crane_id = 'C23' AND moved_at >= '2026-05-19 05:00:00')
  AND NOT (crane_id = 'C05' AND moved_at >= '2026-05-19 22:00:00');

-- The aborted lifts of C16, beyond the usual moves.
INSERT INTO dockside.moves
SELECT
    5590000 + number,
    toDateTime64('2026-05-21 07:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'ab-t') % 520) + toIntervalMillisecond(1000 + cityHash64(number, 'ab-ms') % 57000),
    'C16', (SELECT max(call_id) FROM dockside.vessel_calls WHERE terminal = 'Northpier' AND call_status = 'alongside' AND berthed_at < '2026-05-21 07:00:00'), 'Northpier', 'load', 40, 0,
    toNullable(toUInt32(9000 + cityHash64(number, 'ab-kg') % 17000)), toUInt16(60 + cityHash64(number, 'ab-cyc') % 90), 'aborted', toUInt16(100 + cityHash64(number, 'ab-op') % 60)
FROM numbers(42);
