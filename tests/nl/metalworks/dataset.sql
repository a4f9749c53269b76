-- A metal shop: runs of the machines and their stoppages. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS metalworks;
CREATE DATABASE metalworks;

CREATE TABLE metalworks.machines
(
    machine      String,
    kind         LowCardinality(String) COMMENT 'lathe, mill, press, laser or saw',
    hall         UInt8,
    maker        LowCardinality(String),
    installed_on Date,
    rate_eur_h   Decimal(8, 2) COMMENT 'what an hour on it is charged at'
)
ENGINE = MergeTree ORDER BY machine;

INSERT INTO metalworks.machines
SELECT
    ['LT-1','LT-2','LT-3','LT-4','ML-1','ML-2','ML-3','PR-1','PR-2','PR-3','LS-1','LS-2','SW-1','SW-2'][1 + number],
    ['lathe','lathe','lathe','lathe','mill','mill','mill','press','press','press','laser','laser','saw','saw'][1 + number],
    [1,1,2,2,1,1,2,3,3,3,2,3,1,3][1 + number],
    ['Hartner','Oskovic','Hartner','Bellamy','Bellamy','Oskovic','Oskovic','Trautner','Trautner','Bellamy','Lumacut','Lumacut','Hartner','Trautner'][1 + number],
    toDate('2009-02-01') + toUInt32(cityHash64(number, 'm-in') % 6000),
    toDecimal64([62,62,68,74,81,81,95,58,58,66,120,135,34,34][1 + number], 2)
FROM numbers(14);

CREATE TABLE metalworks.runs
(
    run_id     UInt64,
    machine    String,
    started_at DateTime('UTC'),
    ended_at   DateTime('UTC'),
    shift      UInt8 COMMENT '1 early 06-14 h, 2 late 14-22 h, 3 night 22-06 h',
    operator   UInt16 COMMENT 'clock card number',
    part_no    LowCardinality(String),
    material   LowCardinality(String) COMMENT 'S235 and S355 mild steel, 1.4301 stainless, ALMG3 aluminium, CUZN39 brass',
    good_pcs   UInt32,
    scrap_pcs  UInt32 COMMENT 'thrown away, not part of good_pcs',
    scrap_code LowCardinality(String) COMMENT 'main reason: BUR burr, DIM out of dimension, CRK crack, SUR surface, empty without scrap',
    aborted    UInt8 COMMENT '1 if the run was broken off',
    stock_kg   Float64 COMMENT 'bar or sheet fed in'
)
ENGINE = MergeTree ORDER BY (machine, started_at);

-- Nothing runs on the holidays 2026-05-01 and 2026-05-14. Press PR-3 makes cracks on the late shift of 2026-05-20.
INSERT INTO metalworks.runs
SELECT run_id, machine, started_at, ended_at, shift, operator, part_no, material, good_pcs, scrap_pcs,
       if(scrap_pcs = 0, '', if(ill, 'CRK', ['BUR','DIM','DIM','SUR','CRK','BUR','DIM'][1 + cityHash64(n, 'r-sc') % 7])) AS scrap_code,
       aborted, stock_kg
FROM
(
    SELECT
        number AS n,
        300000 + 11200 - number AS run_id,
        toUInt8(1 + number % 14) AS mi,
        intDiv(number, 14) AS k,
        ['LT-1','LT-2','LT-3','LT-4','ML-1','ML-2','ML-3','PR-1','PR-2','PR-3','LS-1','LS-2','SW-1','SW-2'][mi] AS machine,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(100 * (k + 1)) + toIntervalMinute(cityHash64(mi, 'r-ph') % 40 + cityHash64(number, 'r-off') % 30)
            + toIntervalSecond(1 + cityHash64(number, 'r-s1') % 58) AS started_at,
        started_at + toIntervalMinute(12 + toUInt32(floor(46 * pow(cityHash64(number, 'r-len') / 18446744073709551616.0, 0.8)))) AS e0,
        e0 - toIntervalSecond(toSecond(e0)) + toIntervalSecond(1 + cityHash64(number, 'r-s2') % 58) AS ended_at,
        multiIf(toHour(started_at) BETWEEN 6 AND 13, 1, toHour(started_at) BETWEEN 14 AND 21, 2, 3) AS shift,
        toUInt16(200 + 15 * shift + cityHash64(number, 'r-op') % 15) AS operator,
        toUInt8(1 + toUInt8(floor(22 * pow(cityHash64(number, 'r-part') / 18446744073709551616.0, 1.4)))) AS pi,
        concat(['BK','FL','SH','PL'][1 + pi % 4], '-', toString(4100 + 7 * pi)) AS part_no,
        ['S235','S355','1.4301','ALMG3','CUZN39'][1 + toUInt8(floor(5 * pow(cityHash64(pi, 'r-mat') / 18446744073709551616.0, 1.2)))] AS material,
        machine = 'PR-3' AND started_at >= '2026-05-20 14:00:00' AND started_at < '2026-05-20 22:00:00' AS ill,
        toUInt8(cityHash64(number, 'r-ab') % 100 < multiIf(machine = 'LT-3', 9, machine = 'LS-1', 6, 3)) AS aborted,
        toUInt32(floor(multiIf(mi BETWEEN 8 AND 10, 420, mi BETWEEN 11 AND 12, 160, mi >= 13, 90, 60) * (0.4 + cityHash64(number, 'r-pcs') % 1000 / 900) * if(aborted = 1, 0.4, 1))) AS pcs,
        toUInt32(floor(pcs * if(ill, 0.42, least(0.14, 0.011 * multiIf(shift = 3, 1.7, shift = 2, 1.2, 1) * if(material = '1.4301', 1.8, 1) * pow(1 - cityHash64(number, 'r-scr') / 18446744073709551616.0, -0.6))))) AS scrap_pcs,
        pcs - scrap_pcs AS good_pcs,
        round(pcs * (0.15 + pi * 0.04) * 1.1, 1) AS stock_kg
    FROM numbers(11200)
)
WHERE cityHash64(n, 'r-skip') % 100 >= 12
  AND toDate(started_at) NOT IN ('2026-05-01', '2026-05-14') AND toDate(ended_at) NOT IN ('2026-05-01', '2026-05-14')
  AND ended_at < '2026-05-21 16:19:58';

CREATE TABLE metalworks.stoppages
(
    stop_no    UInt64,
    machine    String,
    stopped_at DateTime('UTC'),
    idle_s     Nullable(UInt32) COMMENT 'how long it stood, null while it still stands',
    code       LowCardinality(String) COMMENT 'TL tool change or breakage, MT waiting for material, EL electrics, SU set-up, CL cleaning',
    planned    UInt8 COMMENT '1 = in the plan, 0 = not',
    shift      UInt8 COMMENT 'as in runs'
)
ENGINE = MergeTree ORDER BY (machine, stopped_at);

INSERT INTO metalworks.stoppages
SELECT stop_no, machine, stopped_at, if(stop_no = 71003 OR stopped_at + toIntervalSecond(len) >= '2026-05-21 16:20:00', NULL, toNullable(len)) AS idle_s, code, planned, shift
FROM
(
    SELECT
        number AS n,
        71000 + number AS stop_no,
        ['LT-1','LT-2','LT-3','LT-4','ML-1','ML-2','ML-3','PR-1','PR-2','PR-3','LS-1','LS-2','SW-1','SW-2'][1 + toUInt8(floor(14 * pow(cityHash64(number, 'x-m') / 18446744073709551616.0, 1.15)))] AS machine,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(71900 * pow(cityHash64(number, 'x-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58) AS stopped_at,
        ['TL','SU','MT','CL','TL','EL','SU','MT'][1 + cityHash64(number, 'x-c') % 8] AS code,
        toUInt8(multiIf(code = 'CL', cityHash64(number, 'x-p') % 10 < 9, code = 'SU', cityHash64(number, 'x-p') % 10 < 8, code = 'TL', cityHash64(number, 'x-p') % 10 < 3, 0)) AS planned,
        multiIf(toHour(stopped_at) BETWEEN 6 AND 13, 1, toHour(stopped_at) BETWEEN 14 AND 21, 2, 3) AS shift,
        toUInt32(least(21000, floor(multiIf(code = 'EL', 700, code = 'MT', 420, code = 'SU', 600, code = 'TL', 260, 300) * pow(1 - cityHash64(number, 'x-len') / 18446744073709551616.0, -0.6)))) AS len
    FROM numbers(4200)
)
WHERE toDate(stopped_at) NOT IN ('2026-05-01', '2026-05-14') AND n != 4124;
