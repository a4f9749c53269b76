-- Street lighting of a city: lamps, faults with their repairs, energy readings. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS laterne;
CREATE DATABASE laterne;

CREATE TABLE laterne.lamps
(
    lamp_id      String,
    district     LowCardinality(String),
    tech         LowCardinality(String) COMMENT 'lamp technology: led, sodium, halide',
    watt         UInt16 COMMENT 'rated power',
    pole_m       Float32 COMMENT 'height of the pole in metres',
    cab          LowCardinality(String) COMMENT 'cabinet that feeds the lamp',
    dimmable     Bool,
    installed_on Date
)
ENGINE = MergeTree ORDER BY lamp_id
COMMENT 'inventory of street lamps';

INSERT INTO laterne.lamps
SELECT
    concat('L', leftPad(toString(number), 4, '0')),
    ['Old Town','Harbour','Northgate','Westpark','Millbrook'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-dist') / 18446744073709551616.0, 1.25)))],
    ['led','sodium','halide'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-tech') / 18446744073709551616.0, 1.3)))] AS t,
    multiIf(t = 'led', [24, 36, 52], t = 'sodium', [70, 100, 150], [70, 150, 250])[1 + cityHash64(number, 'l-watt') % 3],
    [4, 5, 6, 8, 10][1 + cityHash64(number, 'l-pole') % 5] + cityHash64(number, 'l-pole2') % 2 * 0.5,
    concat('C', leftPad(toString(1 + cityHash64(number, 'l-cab') % 10), 2, '0')),
    t = 'led' AND cityHash64(number, 'l-dim') % 100 < 62,
    if(t = 'led', toDate('2026-03-30') - cityHash64(number, 'l-inst') % 5300, toDate('2012-12-30') - cityHash64(number, 'l-inst') % 9000)
FROM numbers(1450);

CREATE TABLE laterne.faults
(
    fault_no    UInt32,
    lamp_id     String,
    district    LowCardinality(String),
    reported_at DateTime('UTC'),
    src         LowCardinality(String) COMMENT 'source of the report: app, hotline, patrol, sensor',
    fcode       LowCardinality(String) COMMENT 'F1 dark, F2 flickering, F3 burning by day, F4 pole damaged, F5 cable cut',
    prio        UInt8 COMMENT '1 urgent, 2 normal, 3 low',
    status      Enum8('open' = 1, 'assigned' = 2, 'fixed' = 3, 'dismissed' = 4) COMMENT 'open (no crew yet), assigned, fixed, dismissed (false report)',
    crew        LowCardinality(Nullable(String)) COMMENT 'repair crew, null as long as none is assigned',
    fixed_at    Nullable(DateTime('UTC')) COMMENT 'when the repair was finished',
    cost_cents  Nullable(UInt32) COMMENT 'cost of the repair in cents, only when fixed'
)
ENGINE = MergeTree ORDER BY (district, reported_at)
COMMENT 'fault reports and their repair';

-- Nobody reported anything on 2026-05-10. Crew Kestrel has repaired nothing since 2026-05-18 09:00.
INSERT INTO laterne.faults
SELECT fault_no, lamp_id, district, reported_at, src, fcode, prio, status,
       if(status IN ('open', 'dismissed'), NULL, toNullable(crew0)), if(status = 'fixed', toNullable(done), NULL),
       if(status = 'fixed', toNullable(toUInt32(2500 + 100 * floor(38 * multiIf(fcode = 'F4', 6.0, fcode = 'F5', 3.5, tech = 'halide', 1.7, tech = 'sodium', 1.3, 1.0)
           * pow(1 - cityHash64(i, 'f-cost') / 18446744073709551616.0, -0.42)))), NULL)
FROM
(
    SELECT
        g.number AS i,
        toUInt32(310000 + g.number) AS fault_no,
        l.lamp_id AS lamp_id, l.district AS district, l.tech AS tech,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(66 * 1440 * pow(cityHash64(i, 'f-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(i, 'f-s') % 58) AS reported_at,
        ['app','hotline','sensor','patrol'][1 + toUInt8(floor(4 * pow(cityHash64(i, 'f-src') / 18446744073709551616.0, 1.3)))] AS src,
        ['F1','F2','F3','F4','F5'][1 + toUInt8(floor(5 * pow(cityHash64(i, 'f-code') / 18446744073709551616.0, 1.7)))] AS fcode,
        toUInt8(multiIf(fcode IN ('F4', 'F5'), 1, cityHash64(i, 'f-prio') % 100 < 12, 1, cityHash64(i, 'f-prio') % 100 < 70, 2, 3)) AS prio,
        ['Heron','Bravo','Kestrel','Tanner'][1 + toUInt8(floor(4 * pow(cityHash64(i, 'f-crew') / 18446744073709551616.0, 1.2)))] AS crew0,
        reported_at + toIntervalMinute(toUInt32(floor((90 + 1440 * prio * 0.5) * multiIf(crew0 = 'Tanner', 1.6, crew0 = 'Bravo', 0.8, 1.0)
            * least(8, pow(1 - cityHash64(i, 'f-fix') / 18446744073709551616.0, -0.6))))) AS done,
        multiIf(cityHash64(i, 'f-dis') % 1000 < multiIf(src = 'app', 140, src = 'sensor', 25, src = 'hotline', 80, 10), 'dismissed',
                done < '2026-05-21 16:20:00' AND NOT (crew0 = 'Kestrel' AND done >= '2026-05-18 09:00:00') AND cityHash64(i, 'f-never') % 100 < 95, 'fixed',
                cityHash64(i, 'f-asg') % 100 < 55, 'assigned', 'open') AS status
    FROM (SELECT number, concat('L', leftPad(toString(toUInt32(floor(1450 * pow(cityHash64(number, 'f-lamp') / 18446744073709551616.0, 1.35)))), 4, '0')) AS lamp_id FROM numbers(5200)) AS g
    INNER JOIN laterne.lamps AS l ON g.lamp_id = l.lamp_id
)
WHERE toDate(reported_at) != '2026-05-10'
  AND NOT (toHour(reported_at) BETWEEN 2 AND 5 AND src != 'sensor' AND cityHash64(i, 'f-night') % 5 != 0);

-- A blackout in Harbour on 2026-05-19 from 20:00 to 22:00.
INSERT INTO laterne.faults
SELECT
    toUInt32(390000 + k.number), arrayElement(l.ids, 1 + cityHash64(k.number, 'k-lamp') % length(l.ids)), 'Harbour',
    toDateTime('2026-05-19 20:00:00', 'UTC') + toIntervalMinute(cityHash64(k.number, 'k-ts') % 120) + toIntervalSecond(1 + cityHash64(k.number, 'k-s') % 58),
    'sensor', 'F1', 1, if(k.number % 3 = 0, 'open', 'assigned'), if(k.number % 3 = 0, NULL, toNullable('Heron')), NULL, NULL
FROM numbers(105) AS k
CROSS JOIN (SELECT groupArray(lamp_id) AS ids FROM (SELECT lamp_id FROM laterne.lamps WHERE district = 'Harbour' ORDER BY lamp_id)) AS l;

CREATE TABLE laterne.energy
(
    read_at DateTime('UTC'),
    cab     LowCardinality(String) COMMENT 'cabinet, C01 to C10, each read once an hour',
    wh      UInt32 COMMENT 'energy used since the reading before, in watt-hours',
    volt    Nullable(Float32) COMMENT 'mains voltage, null when the probe failed'
)
ENGINE = MergeTree ORDER BY (cab, read_at)
COMMENT 'hourly energy readings of the cabinets';

-- Cabinet C07 burns by day on 2026-05-21, C03 sends nothing since 2026-05-21 09:00.
INSERT INTO laterne.energy
SELECT
    read_at, concat('C', leftPad(toString(c), 2, '0')) AS cab,
    toUInt32(floor([8200, 6100, 9100, 5400, 7300, 6800, 5900, 8800, 7700, 6400][c] * (0.92 + cityHash64(n, 'e-w') % 160 / 1000)
        * multiIf(c = 7 AND read_at >= '2026-05-21 06:00:00', 1.1, toHour(read_at) >= 20 OR toHour(read_at) < 5, 1.0, toHour(read_at) IN (5, 19), 0.45, 0.04))) AS wh,
    if(cityHash64(n, 'e-null') % 1000 < 17, NULL, toNullable(toFloat32(round(229.5 + (cityHash64(n, 'e-v') % 900) / 100 - 4.5, 1)))) AS volt
FROM
(
    SELECT number AS n, toUInt8(1 + number % 10) AS c,
        toDateTime('2026-04-11 00:04:00', 'UTC') + toIntervalHour(intDiv(number, 10)) + toIntervalSecond(1 + cityHash64(number, 'e-s') % 58) AS read_at
    FROM numbers(9840)
)
WHERE read_at < '2026-05-21 16:20:00' AND NOT (c = 3 AND read_at >= '2026-05-21 09:00:00');
