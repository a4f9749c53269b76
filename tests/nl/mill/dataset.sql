-- Sawmill: logs, boards, machine stops. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. Work from 06:00 to 22:00, Saturdays until 14:00, no Sundays; closed on 2026-05-14.
CREATE DATABASE IF NOT EXISTS mill;

DROP TABLE IF EXISTS mill.logs;
CREATE TABLE mill.logs
(
    tag        String COMMENT 'bar code on the butt end',
    infeed_at  DateTime('UTC') COMMENT 'passed the infeed scanner',
    species    LowCardinality(String),
    supplier   LowCardinality(String),
    saw_line   LowCardinality(String) COMMENT 'A, B or C',
    top_dia_mm UInt16 COMMENT 'diameter at the thin end, under bark',
    len_cm     UInt16,
    vol_m3     Float64,
    verdict    LowCardinality(String) COMMENT 'sawn; metal = detector alarm, thrown out; rot = thrown out'
)
ENGINE = MergeTree ORDER BY infeed_at
COMMENT 'one row per log at the infeed';

-- Timmer & Sons delivers logs with metal in them since 2026-05-18.
INSERT INTO mill.logs
SELECT tag, infeed_at, species, supplier, saw_line, top_dia_mm, len_cm,
       round(0.7854 * pow((top_dia_mm + len_cm / 100 * 5) / 1000, 2) * len_cm / 100, 3) AS vol_m3, verdict
FROM
(
    SELECT
        number AS n,
        concat('T', leftPad(toString(310000 + number * 3), 7, '0')) AS tag,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(51 * pow(cityHash64(number, 'm-day') / 18446744073709551616.0, 1.2))))
            + toIntervalMinute(360 + cityHash64(number, 'm-min') % 955)
            + toIntervalSecond(1 + cityHash64(number, 'm-sec') % 58) AS infeed_at,
        ['State Forest','Hollberg Estate','Nordby Coop','Timmer & Sons','Vasa Timber'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-sup') / 18446744073709551616.0, 1.35)))] AS supplier,
        if(supplier = 'Nordby Coop', ['spruce','pine','spruce','pine'], ['spruce','pine','larch','oak'])[1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-spc') / 18446744073709551616.0, 1.9)))] AS species,
        ['A','B','C'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-line') / 18446744073709551616.0, 1.25)))] AS saw_line,
        toUInt16(least(720, floor(140 + if(supplier = 'Hollberg Estate', 38, if(supplier = 'Vasa Timber', 15, 0)) + 95 * pow(1 - cityHash64(number, 'm-dia') / 18446744073709551616.0, -0.33)))) AS top_dia_mm,
        [310, 370, 430, 490, 550, 610][1 + cityHash64(number, 'm-len') % 6] AS len_cm,
        cityHash64(number, 'm-ver') % 1000 AS v,
        multiIf(v < if(supplier = 'Timmer & Sons' AND infeed_at >= '2026-05-18 00:00:00', 230, 14), 'metal', v >= 970, 'rot', 'sawn') AS verdict
    FROM numbers(8600)
)
WHERE infeed_at < '2026-05-21 16:20:00' AND infeed_at >= '2026-04-01 00:00:00'
  AND toDayOfWeek(infeed_at) != 7
  AND NOT (toDayOfWeek(infeed_at) = 6 AND toHour(infeed_at) >= 14)
  AND toDate(infeed_at) != '2026-05-14';

DROP TABLE IF EXISTS mill.boards;
CREATE TABLE mill.boards
(
    board_id  UInt64,
    log_tag   String COMMENT 'logs.tag the board was cut from',
    graded_at DateTime('UTC'),
    grader    LowCardinality(String) COMMENT 'cam1, cam2 or hand',
    grade     LowCardinality(String) COMMENT 'A, B, C or reject (chipped, brings nothing)',
    thick_mm  UInt8,
    width_mm  UInt16,
    mc_pct    Nullable(Float32) COMMENT 'moisture content in percent, null when the meter missed the board',
    value_eur Decimal(10, 2)
)
ENGINE = MergeTree ORDER BY graded_at;

-- On 2026-05-20 from 13:00 to 16:00 nearly everything is rejected.
INSERT INTO mill.boards
SELECT board_id, log_tag, graded_at, grader, grade, thick_mm, width_mm, mc_pct,
       if(grade = 'reject', toDecimal64(0, 2), toDecimal64(round(thick_mm * width_mm * len_cm / 10000 * 0.032 * multiIf(grade = 'A', 1.6, grade = 'B', 1.1, 0.7) * multiIf(species = 'oak', 3.2, species = 'larch', 1.5, 1), 2), 2)) AS value_eur
FROM
(
    SELECT
        (toUInt64(substring(tag, 2)) * 10 + k) AS board_id,
        tag AS log_tag, species, len_cm,
        toStartOfMinute(infeed_at) + toIntervalMinute(3 + cityHash64(tag, 'm-saw') % 18 + k) + toIntervalSecond(1 + cityHash64(tag, k, 'm-bs') % 58) AS graded_at,
        ['cam1','cam2','hand'][1 + toUInt8(floor(3 * pow(cityHash64(tag, k, 'm-cam') / 18446744073709551616.0, 1.6)))] AS grader,
        cityHash64(tag, k, 'm-grade') % 1000 AS g,
        multiIf(graded_at >= '2026-05-20 13:00:00' AND graded_at < '2026-05-20 16:00:00', 850,
                saw_line = 'C', 118, saw_line = 'B', 70, 52) + if(grader = 'hand', 25, 0) AS rj,
        multiIf(g < rj, 'reject', g < rj + 380, 'B', g < rj + 610, 'C', 'A') AS grade,
        [19, 25, 32, 50][1 + cityHash64(tag, k, 'm-th') % 4] AS thick_mm,
        [100, 125, 150, 175, 200, 225][1 + toUInt8(floor(6 * pow(cityHash64(tag, k, 'm-wd') / 18446744073709551616.0, 1.3)))] AS width_mm,
        if(cityHash64(tag, k, 'm-mcn') % 100 < 4, NULL,
           toNullable(toFloat32(round(multiIf(species = 'oak', 13.5, species = 'larch', 15, species = 'pine', 16.5, 17.5) + 9 * (pow(cityHash64(tag, k, 'm-mc') / 18446744073709551616.0, 2)) - cityHash64(tag, 'm-mc2') % 30 / 10, 1)))) AS mc_pct
    FROM (SELECT tag, infeed_at, species, saw_line, len_cm, arrayJoin(range(2 + cityHash64(tag, 'm-nb') % 3 + (top_dia_mm > 330))) AS k FROM mill.logs WHERE verdict = 'sawn')
)
WHERE graded_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS mill.stops;
CREATE TABLE mill.stops
(
    stop_no  UInt32,
    machine  LowCardinality(String),
    from_ts  DateTime('UTC'),
    to_ts    Nullable(DateTime('UTC')) COMMENT 'null = still standing',
    reason   LowCardinality(String),
    planned  UInt8 COMMENT '1 for planned maintenance',
    shift    LowCardinality(String) COMMENT 'early 6-14, late 14-22'
)
ENGINE = MergeTree ORDER BY from_ts;

-- The trimmer jams all day long on 2026-05-21. Two machines still stand.
INSERT INTO mill.stops
SELECT stop_no, machine, from_ts,
       if(stand, NULL, toNullable(from_ts + toIntervalMinute(mins))) AS to_ts,
       reason, reason IN ('blade change', 'cleaning') AS planned, if(toHour(from_ts) < 14, 'early', 'late') AS shift
FROM
(
    SELECT
        number AS n, toUInt32(40000 + number) AS stop_no,
        ['bandsaw 1','debarker','edger','bandsaw 2','trimmer','stacker','planer','kiln 1','kiln 2'][1 + toUInt8(floor(9 * pow(cityHash64(number, 's-mach') / 18446744073709551616.0, 1.7)))] AS machine,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(51 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.1))))
            + toIntervalMinute(362 + cityHash64(number, 's-min') % 950)
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 58) AS from_ts,
        if(startsWith(machine, 'kiln'), ['sensor','electric','cleaning','sensor','sensor','electric'],
           if(startsWith(machine, 'bandsaw'), ['jam','blade change','blade break','jam','sensor','no logs'], ['jam','jam','hydraulics','sensor','cleaning','electric']))[1 + toUInt8(floor(6 * pow(cityHash64(number, 's-rsn') / 18446744073709551616.0, 1.3)))] AS reason,
        toUInt32(least(230, 1 + floor(multiIf(reason = 'jam', 2.5, reason = 'cleaning', 12, reason = 'blade change', 15, 6) * multiIf(machine = 'debarker', 1.5, machine = 'planer', 2.1, machine = 'stacker', 0.8, 1)
            * pow(1 - cityHash64(number, 's-dur') / 18446744073709551616.0, -0.6)))) AS mins,
        0 AS stand
    FROM numbers(4000)
)
WHERE from_ts + toIntervalMinute(mins) < '2026-05-21 16:20:00' AND from_ts >= '2026-04-01 00:00:00'
  AND toDayOfWeek(from_ts) != 7
  AND NOT (toDayOfWeek(from_ts) = 6 AND toHour(from_ts) >= 14)
  AND toDate(from_ts) != '2026-05-14'
  AND NOT (toDate(from_ts) = '2026-05-21' AND machine IN ('kiln 1', 'stacker'));

INSERT INTO mill.stops
SELECT toUInt32(48000 + number), 'trimmer',
       toDateTime('2026-05-21 07:00:00', 'UTC') + toIntervalMinute(number * 8) + toIntervalSecond(1 + cityHash64(number, 'tj-s') % 58) AS f,
       f + toIntervalMinute(1 + cityHash64(number, 'tj-m') % 5), 'jam', 0, if(toHour(f) < 14, 'early', 'late')
FROM numbers(66);

INSERT INTO mill.stops
SELECT toUInt32(48900 + number), ['edger','kiln 2'][1 + number], toDateTime('2026-05-21 14:42:00', 'UTC') + toIntervalMinute(number * 51) + toIntervalSecond(17 + number), NULL, ['hydraulics','electric'][1 + number], 0, 'late'
FROM numbers(2);
