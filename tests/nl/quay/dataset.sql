-- Container terminal: ship calls and crane moves. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No lift lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS quay;

DROP TABLE IF EXISTS quay.vessel_calls;
CREATE TABLE quay.vessel_calls
(
    call_ref       String,
    ship_name      LowCardinality(String),
    imo            UInt32 COMMENT 'IMO number, one per ship',
    line_cd        LowCardinality(String) COMMENT 'shipping line that operates the ship',
    flag_cc        LowCardinality(String) COMMENT 'flag state, ISO 3166 two-letter code',
    loa_m          UInt16 COMMENT 'length over all',
    berth          LowCardinality(String),
    eta            DateTime('UTC') COMMENT 'announced arrival',
    ata            Nullable(DateTime('UTC')) COMMENT 'all fast alongside; null while the ship has not come',
    atd            Nullable(DateTime('UTC')) COMMENT 'last line let go; null until the ship sails',
    call_state     Enum8('EXP' = 1, 'ALG' = 2, 'DEP' = 3, 'CXL' = 4) COMMENT 'EXP due but not here yet, ALG alongside, DEP sailed, CXL called off by the line',
    pilot_wait_min Nullable(UInt16) COMMENT 'null when the master is exempt from pilotage',
    dues_usd       Decimal(12, 2) COMMENT 'port dues; billed for sailed calls only, an estimate for the others'
)
ENGINE = MergeTree ORDER BY call_ref;

INSERT INTO quay.vessel_calls
SELECT call_ref, ship_name, imo, line_cd, flag_cc, loa_m, berth,
       came - toIntervalMinute(late) AS eta,
       if(st IN ('EXP', 'CXL'), NULL, toNullable(came)) AS ata,
       if(st = 'DEP', toNullable(came + toIntervalMinute(stay)), NULL) AS atd,
       st,
       if(cityHash64(ship_name, 'q-exempt') % 5 = 0 OR st IN ('EXP', 'CXL'), NULL, toNullable(toUInt16(5 + floor(170 * pow(cityHash64(k, 'q-pilot') / 18446744073709551616.0, 3))))) AS pilot_wait_min,
       toDecimal64(round(2200 + loa_m * 41.5 + stay * 3.15 + cityHash64(k, 'q-due') % 90000 / 100, 2), 2) AS dues_usd
FROM
(
    SELECT
        number AS k,
        concat('C26-', leftPad(toString(400 + number), 4, '0')) AS call_ref,
        1 + toUInt8(floor(34 * pow(cityHash64(number, 'q-ship') / 18446744073709551616.0, 1.4))) AS s,
        concat(['Arctic','Baltic','Coral','Delta','Ember','Fjord','Garnet'][1 + s % 7], ' ', ['Pioneer','Lantern','Heron','Mistral','Voyager'][1 + s % 5]) AS ship_name,
        9300000 + s * 4177 AS imo,
        ['Halvorsen','Tidemark','Corrado','Anping','Bluewake'][1 + toUInt8(floor(5 * pow(cityHash64(s, 'q-line') / 18446744073709551616.0, 1.5)))] AS line_cd,
        ['LR','PA','MT','SG','DK','GR'][1 + cityHash64(s, 'q-flag') % 6] AS flag_cc,
        toUInt16(140 + cityHash64(s, 'q-loa') % 225) AS loa_m,
        ['N1','N2','S1','S2'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'q-berth') / 18446744073709551616.0, 1.3)))] AS berth,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(80 + toUInt32(floor(81000 * pow(cityHash64(number, 'q-ata2') / 18446744073709551616.0, 1.25)))) + toIntervalSecond(11) AS came,
        toInt32(floor(900 * pow(cityHash64(number, 'q-late') / 18446744073709551616.0, 2.5))) - 75 AS late,
        toUInt32(480 + cityHash64(number, 'q-stay') % 1800) AS stay,
        multiIf(cityHash64(number, 'q-cxl') % 100 < 6, 'CXL',
                came >= '2026-05-20 08:00:00' AND cityHash64(number, 'q-exp') % 100 < 35, 'EXP',
                came + toIntervalMinute(stay) >= '2026-05-21 16:20:00', 'ALG', 'DEP') AS st
    FROM numbers(290)
);

DROP TABLE IF EXISTS quay.crane_moves;
CREATE TABLE quay.crane_moves
(
    mv_id     UInt64,
    lift_ts   DateTime('UTC') COMMENT 'spreader locked on',
    call_ref  String,
    crane_cd  LowCardinality(String) COMMENT 'ship-to-shore crane',
    drv_badge LowCardinality(String) COMMENT 'crane driver',
    shift_cd  FixedString(1) COMMENT 'E early 06-14, L late 14-22, N night 22-06',
    mv_type   LowCardinality(String) COMMENT 'DISCH ship to shore, LOAD shore to ship, RESTOW within the ship, HATCH hatch cover (no box)',
    box_no    Nullable(String) COMMENT 'container number; null for hatch covers',
    len_ft    Nullable(UInt8) COMMENT 'container length; null for hatch covers',
    gross_t   Nullable(Decimal(6, 2)) COMMENT 'metric tons; null when the load cell gave no reading and for hatch covers',
    reefer    UInt8 COMMENT '1 = refrigerated container',
    imdg      Nullable(UInt8) COMMENT 'dangerous goods class 1 to 9; null = harmless',
    cycle_s   Nullable(UInt32) COMMENT 'lock on to set down; null for aborted lifts',
    outcome   LowCardinality(String) COMMENT 'OK, RETRY = done at the second attempt, ABORT = given up, the box stayed where it was'
)
ENGINE = MergeTree ORDER BY (crane_cd, lift_ts);

-- Storm: no lift on 2026-05-10. QC3 aborts a lot since 2026-05-19; QC6 crawls on 2026-05-20 13:00-18:00; QC8 is out since 2026-05-19 21:00.
INSERT INTO quay.crane_moves
SELECT
    5100000 + n AS mv_id, lift_ts, call_ref, crane_cd,
    concat('D', toString(201 + toUInt32(floor(22 * pow(cityHash64(n, 'm-drv') / 18446744073709551616.0, 1.8))))) AS drv_badge,
    multiIf(toHour(lift_ts) >= 6 AND toHour(lift_ts) < 14, 'E', toHour(lift_ts) >= 14 AND toHour(lift_ts) < 22, 'L', 'N') AS shift_cd,
    mv_type,
    if(mv_type = 'HATCH', NULL, toNullable(concat(['HLVU','TDMU','CRDU','ANPU'][1 + cityHash64(n, 'm-own') % 4], toString(1000000 + n * 487 % 8999999)))) AS box_no,
    if(mv_type = 'HATCH', NULL, toNullable(toUInt8(multiIf(h_len < 37, 20, h_len < 93, 40, 45)))) AS len_ft,
    if(mv_type = 'HATCH' OR cityHash64(n, 'm-cell') % 100 < 8, NULL, toNullable(toDecimal64(round(3.8 + 27.5 * pow(cityHash64(n, 'm-wt') / 18446744073709551616.0, 0.9), 2), 2))) AS gross_t,
    toUInt8(mv_type != 'HATCH' AND cityHash64(n, 'm-rf') % 100 < 14) AS reefer,
    if(mv_type != 'HATCH' AND cityHash64(n, 'm-dg') % 100 < 6, toNullable(toUInt8([3,3,3,8,9,9,2,4][1 + cityHash64(n, 'm-dgc') % 8])), NULL) AS imdg,
    if(outcome = 'ABORT', NULL, toNullable(toUInt32(floor((64 + 38 * pow(1 - cityHash64(n, 'm-cyc') / 18446744073709551616.0, -0.38))
        * multiIf(mv_type = 'HATCH', 2.1, mv_type = 'RESTOW', 1.3, mv_type = 'LOAD', 1.1, 1.0)
        * multiIf(crane_cd = 'QC7', 1.15, crane_cd = 'QC6' AND lift_ts >= '2026-05-20 13:00:00' AND lift_ts < '2026-05-20 18:00:00', 3.6, 1.0))))) AS cycle_s,
    outcome
FROM
(
    SELECT
        m.n AS n, c.call_ref AS call_ref,
        toStartOfMinute(assumeNotNull(c.ata)) + toIntervalMinute(25 + toUInt32(floor((480 + cityHash64(m.k, 'q-stay') % 1800 - 50) * (cityHash64(m.n, 'm-ts') / 18446744073709551616.0)))) + toIntervalSecond(1 + cityHash64(m.n, 'm-s') % 58) AS lift_ts,
        concat('QC', toString(1 + toUInt8(floor(9 * pow(cityHash64(m.n, 'm-crane') / 18446744073709551616.0, 1.2))))) AS crane_cd,
        cityHash64(m.n, 'm-len') % 100 AS h_len,
        cityHash64(m.n, 'm-type') % 100 AS h_type,
        multiIf(h_type < 47, 'DISCH', h_type < 85, 'LOAD', h_type < 94, 'RESTOW', 'HATCH') AS mv_type,
        cityHash64(m.n, 'm-out') % 1000 AS h_out,
        multiIf(h_out < if(crane_cd = 'QC3' AND lift_ts >= '2026-05-19 00:00:00', 330, 22), 'ABORT', h_out > 944, 'RETRY', 'OK') AS outcome
    FROM (SELECT number AS n, cityHash64(number, 'm-call') % 290 AS k, concat('C26-', leftPad(toString(400 + k), 4, '0')) AS ref FROM numbers(8300)) AS m
    INNER JOIN quay.vessel_calls AS c ON c.call_ref = m.ref
    WHERE c.ata IS NOT NULL
)
WHERE lift_ts < '2026-05-21 16:19:00'
  AND toDate(lift_ts) != '2026-05-10'
  AND NOT (crane_cd = 'QC8' AND lift_ts >= '2026-05-19 21:00:00');

-- QC6 on its bad afternoon, beyond the usual moves.
INSERT INTO quay.crane_moves
SELECT
    5190000 + number, toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(2 + number * 9) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    (SELECT max(call_ref) FROM quay.vessel_calls WHERE ata < '2026-05-20 12:00:00' AND (atd > '2026-05-20 18:30:00' OR call_state = 'ALG')), 'QC6', 'D209',
    if(number * 9 + 2 < 60, 'E', 'L'), 'DISCH', concat('ANPU', toString(9990000 + number)), 40, toDecimal64(14 + number % 9, 2), 0, NULL,
    toUInt32(350 + cityHash64(number, 'x-cyc') % 160), 'OK'
FROM numbers(32);
