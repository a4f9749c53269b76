-- railops: a regional passenger railway. railops.train_runs has a row for each train of the timetable, railops.station_calls a row for each booked stop of a train, railops.incidents the control room's log of disruptions.
CREATE DATABASE IF NOT EXISTS railops;

DROP TABLE IF EXISTS railops.train_runs;

CREATE TABLE railops.train_runs
(
    run_id UInt32,
    headcode LowCardinality(String) COMMENT 'public number of the train, the same every day',
    line LowCardinality(String) COMMENT 'N1 = Northern main line, C2 = Coast line, V3 = Valley line, A4 = Airport shuttle, E5 = Eastern branch',
    operator LowCardinality(String),
    stock LowCardinality(String) COMMENT 'type of rolling stock',
    planned_dep DateTime('UTC'),
    outcome Enum8('ran' = 1, 'part_cancelled' = 2, 'cancelled' = 3) COMMENT 'ran = the whole way, part_cancelled = turned back early, cancelled = did not run at all',
    cars UInt8 COMMENT 'number of coaches',
    seats UInt16,
    energy_kwh Nullable(Float64) COMMENT 'traction energy of the run, NULL for cancelled trains and diesel units'
)
ENGINE = MergeTree ORDER BY planned_dep;

INSERT INTO railops.train_runs
WITH
    ['N1', 'N1', 'N1', 'C2', 'C2', 'V3', 'A4', 'A4', 'A4', 'E5'] AS lines,
    [5, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 11, 12, 13, 14, 15, 15, 16, 16, 16, 17, 17, 17, 18, 18, 19, 20, 21, 22] AS hours
SELECT
    40001 + number AS run_id,
    concat(toString(1 + cityHash64(slot, 'hc') % 2), substring(ln, 1, 1), leftPad(toString(slot), 2, '0')) AS headcode,
    ln,
    multiIf(ln = 'C2', 'Coastway', ln = 'A4', 'SkyConnect', 'Meridian Rail'),
    st,
    dep,
    toInt8(multiIf(cityHash64(number, 'out') % 1000 < if(ln = 'V3', 95, 30), 3, cityHash64(number, 'out') % 1000 < if(ln = 'V3', 140, 55), 2, 1)) AS oc,
    cr,
    cr * 68,
    if(oc = 3 OR st = 'DMU-3', NULL, round(cr * (90 + cityHash64(number, 'kwh') % 70) * if(oc = 2, 0.5, 1) / 1.7, 1))
FROM
(
    SELECT
        number,
        number % 36 AS slot,
        lines[1 + slot % 10] AS ln,
        toDateTime('2026-04-16 00:00:00', 'UTC') + 86400 * intDiv(number, 36) + 3600 * hours[1 + (slot * 7) % 30] + 60 * (cityHash64(slot, 'min') % 58) AS dep,
        multiIf(ln = 'V3' OR ln = 'E5', 'DMU-3', ln = 'N1', ['EMU-8', 'EMU-8', 'IC-10'][1 + cityHash64(number, 'stk') % 3], 'EMU-4') AS st,
        multiIf(st = 'DMU-3', 3, st = 'EMU-8', 8, st = 'IC-10', 10, 4) AS cr
    FROM numbers(1296)
)
WHERE dep <= toDateTime('2026-05-21 14:00:00', 'UTC');

DROP TABLE IF EXISTS railops.station_calls;

CREATE TABLE railops.station_calls
(
    call_id UInt64,
    run_id UInt32,
    stop_no UInt8 COMMENT 'order of the stop within the run, from 1',
    station LowCardinality(String),
    booked_arr DateTime('UTC') COMMENT 'arrival in the timetable',
    actual_arr Nullable(DateTime('UTC')) COMMENT 'NULL when the train did not call',
    late_s Nullable(Int32) COMMENT 'actual minus booked arrival, negative when early, NULL when the train did not call. Less than 300 is on time',
    dwell_s Nullable(UInt16) COMMENT 'how long the train stood in the station',
    boarded Nullable(UInt16) COMMENT 'passengers getting on, from the door counters',
    track LowCardinality(String) COMMENT 'platform track used'
)
ENGINE = MergeTree ORDER BY booked_arr;

INSERT INTO railops.station_calls
SELECT
    toUInt64(run_id) * 10 + stop_no,
    run_id,
    stop_no,
    stn,
    booked,
    if(missed, NULL, booked + late),
    if(missed, NULL, late),
    if(missed, NULL, dw),
    if(missed OR cityHash64(run_id, stop_no, 'nocount') % 100 < 3, NULL, toUInt16(4 + cityHash64(run_id, stop_no, 'brd') % 60 + if(toHour(booked) IN (7, 8, 16, 17), 70, 0) + if(stn = 'Central', 40, 0))),
    toString(1 + cityHash64(stn, headcode, 'trk') % 6)
FROM
(
    SELECT
        run_id,
        headcode,
        stop_no,
        stns[stop_no] AS stn,
        planned_dep + stop_no * 660 + cityHash64(headcode, stop_no, 'leg') % 240 AS booked,
        outcome = 'cancelled' OR (outcome = 'part_cancelled' AND stop_no >= 4) AS missed,
        toInt32(toInt32(cityHash64(run_id, stop_no, 'late') % 180) - 60 + toInt32(pow((cityHash64(run_id, 'runlate') % 1000) / 1000, 5) * 1100) + if(line = 'V3', 90, 0)
            + if(line = 'N1' AND booked >= '2026-05-13 06:30:00' AND booked < '2026-05-13 11:00:00', 2400 + toInt32(cityHash64(run_id, 'jam') % 900), 0)) AS late,
        toUInt16(30 + cityHash64(run_id, stop_no, 'dwell') % 70 + if(stn = 'Central', 60, 0) + if(stn = 'Fernhill' AND toDate(booked) = '2026-05-19', 540, 0)) AS dw
    FROM
    (
        SELECT
            *,
            multiIf(line = 'N1', ['Central', 'Harrow Junction', 'Millbrook', 'Ashdown', 'Northgate'],
                    line = 'C2', ['Central', 'Fernhill', 'Seaview', 'Port Calder', 'Whitesands'],
                    line = 'V3', ['Central', 'Harrow Junction', 'Dale Cross', 'Stonebridge', 'Upper Vale'],
                    line = 'A4', ['Central', 'Fernhill', 'Exhibition', 'Terminal 1', 'Terminal 2'],
                    ['Central', 'Millbrook', 'Eastfield', 'Rowan Park', 'Thornbury']) AS stns,
            arrayJoin([1, 2, 3, 4, 5]) AS stop_no
        FROM railops.train_runs
    )
);

DROP TABLE IF EXISTS railops.incidents;

CREATE TABLE railops.incidents
(
    incident_id UInt32,
    opened_at DateTime('UTC'),
    cleared_at Nullable(DateTime('UTC')) COMMENT 'NULL while still open',
    line LowCardinality(String) COMMENT 'codes as in train_runs',
    station Nullable(String) COMMENT 'NULL when between stations',
    cause LowCardinality(String) COMMENT 'signal, points, trespass, train_fault, weather, crew',
    severity UInt8 COMMENT '1 = minor, 2 = moderate, 3 = major, 4 = critical',
    lost_min UInt32 COMMENT 'minutes of delay to all trains attributed to the incident'
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO railops.incidents
WITH
    ['N1', 'N1', 'N1', 'C2', 'C2', 'V3', 'V3', 'A4', 'A4', 'E5'] AS lines,
    ['signal', 'signal', 'points', 'trespass', 'train_fault', 'train_fault', 'train_fault', 'weather', 'crew', 'crew'] AS causes
SELECT
    9001 + number,
    at,
    if(at > '2026-05-20 00:00:00' AND cityHash64(number, 'open') % 100 < 40, NULL, at + 60 * least(12 + sv * 25 + cityHash64(number, 'dur') % 90, intDiv(toUInt32(toDateTime('2026-05-21 16:18:00', 'UTC')) - toUInt32(at), 60))),
    if(big, 'N1', lines[1 + cityHash64(number, 'line') % 10]) AS ln,
    multiIf(big, 'Harrow Junction', cityHash64(number, 'hasst') % 100 < 35, NULL,
        multiIf(ln = 'N1', ['Central', 'Harrow Junction', 'Millbrook', 'Ashdown', 'Northgate'],
                ln = 'C2', ['Central', 'Fernhill', 'Seaview', 'Port Calder', 'Whitesands'],
                ln = 'V3', ['Central', 'Harrow Junction', 'Dale Cross', 'Stonebridge', 'Upper Vale'],
                ln = 'A4', ['Central', 'Fernhill', 'Exhibition', 'Terminal 1', 'Terminal 2'],
                ['Central', 'Millbrook', 'Eastfield', 'Rowan Park', 'Thornbury'])[1 + cityHash64(number, 'stn') % 5]),
    if(big, 'signal', causes[1 + cityHash64(number, 'cause') % 10]),
    toUInt8(sv),
    toUInt32(if(big, 640, 0) + sv * sv * 6 + cityHash64(number, 'lost') % 25)
FROM
(
    SELECT
        number,
        number = 259 AS big,
        if(big, toDateTime('2026-05-13 06:24:00', 'UTC'), toDateTime('2026-05-21 15:40:00', 'UTC') - toUInt32(cityHash64(number, 'at') % (35 * 86400))) AS at,
        if(big, 4, [1, 1, 1, 1, 2, 2, 2, 3, 3, 4][1 + cityHash64(number, 'sev') % 10]) AS sv
    FROM numbers(260)
);
