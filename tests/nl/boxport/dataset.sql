-- Container terminal: vessel calls, container moves, truck visits. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS boxport;

DROP TABLE IF EXISTS boxport.vessel_calls;
CREATE TABLE boxport.vessel_calls
(
    call_id    UInt32,
    vessel     LowCardinality(String),
    line       LowCardinality(String) COMMENT 'shipping line that runs the service',
    berth      Nullable(String),
    eta        DateTime('UTC'),
    ata        Nullable(DateTime('UTC')) COMMENT 'first line ashore, null while at anchor or when the call was omitted',
    atd        Nullable(DateTime('UTC')) COMMENT 'last line, null until sailed',
    moves_plan UInt16 COMMENT 'quay moves in the stowage plan',
    status     LowCardinality(String) COMMENT 'sailed, alongside, at_anchor, omitted'
)
ENGINE = MergeTree ORDER BY call_id
COMMENT 'one row per port call of a ship';

INSERT INTO boxport.vessel_calls
SELECT
    4000 + k AS call_id,
    ['MV Halcyon','Baltic Heron','Sunda Pearl','Norvik Saga','Cape Amber','Orient Linnet','Rhea Star','Nordstrand','Isla Verde','Tasman Crest','Lagoon Trader','Polar Wren','Kestrel Bay','Jade Meridian','Corvina'][1 + (k * 7) % 15] AS vessel,
    ['Norvik','Sunda Line','Baltica','Meridian'][1 + toUInt8(floor(4 * pow(cityHash64((k * 7) % 15, 'q-line') / 18446744073709551616.0, 1.3)))] AS line,
    if(status IN ('omitted', 'at_anchor'), NULL, toNullable(concat('B', toString(1 + k % 4)))) AS berth,
    eta,
    if(status IN ('omitted', 'at_anchor'), NULL, toNullable(eta + toIntervalMinute(wait_min))) AS ata,
    if(status = 'sailed', toNullable(eta + toIntervalMinute(wait_min + 600 + cityHash64(k, 'q-stay') % 1100)), NULL) AS atd,
    toUInt16(round(8200 * (pow((129 - least(k, 128)) / 128.0, 0.68) - pow((128 - least(k, 128)) / 128.0, 0.68)) * (0.88 + cityHash64(k, 'q-plan') % 25 / 100))) AS moves_plan,
    status
FROM
(
    SELECT
        number + 1 AS k,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute((131 - k) * 690) + toIntervalMinute(cityHash64(k, 'q-eta') % 300) + toIntervalSecond(1 + cityHash64(k, 'q-etas') % 58) AS eta,
        multiIf(k >= 129, 'at_anchor', k >= 125, 'alongside', cityHash64(k, 'q-omit') % 100 < 5, 'omitted', 'sailed') AS status,
        if(k >= 125, 35 + cityHash64(k, 'q-wait') % 260,
           toUInt32(30 + floor(1100 * pow(cityHash64(k, 'q-wait') / 18446744073709551616.0, 2.6)))) AS wait_min
    FROM numbers(130)
);

DROP TABLE IF EXISTS boxport.moves;
CREATE TABLE boxport.moves
(
    moved_at DateTime('UTC'),
    move_no  UInt64,
    cntr     String COMMENT 'container number',
    kind     LowCardinality(String) COMMENT 'DSCH discharge from ship, LOAD load on ship, GIN gate in, GOUT gate out, SHFT reshuffle inside the yard',
    che      LowCardinality(String) COMMENT 'container handling equipment: QCnn quay crane, RTGnn yard crane, RSnn reach stacker',
    blk      LowCardinality(String) COMMENT 'yard block',
    call_id  Nullable(UInt32) COMMENT 'vessel call, only DSCH and LOAD',
    line     LowCardinality(String),
    len_ft   UInt8 COMMENT 'length in feet: 20, 40 or 45; a 20 is 1 TEU, the longer ones are 2 TEU',
    fe       LowCardinality(String) COMMENT 'F full, E empty',
    wt_kg    Nullable(UInt32) COMMENT 'gross weight, null if not weighed',
    reefer   UInt8,
    imdg     Nullable(String) COMMENT 'class of dangerous goods, null for harmless cargo',
    cycle_s  UInt16 COMMENT 'cycle time of the machine for this move'
)
ENGINE = MergeTree ORDER BY (moved_at, move_no);

-- Quay crane QC02 is slow since 2026-05-21 02:00.
INSERT INTO boxport.moves
SELECT
    moved_at, move_no, cntr, kind, che, blk, call_id, line, len_ft, fe,
    if(cityHash64(n, 'm-now') % 1000 < 35, NULL, toNullable(toUInt32(if(fe = 'E', if(len_ft = 20, 2230, 3750) + cityHash64(n, 'm-kg') % 420, 6000 + floor(if(len_ft = 20, 19000, 26500) * pow(cityHash64(n, 'm-kg') / 18446744073709551616.0, 0.7)) + cityHash64(n, 'm-kg2') % 97)))),
    reefer,
    if(fe = 'F' AND cityHash64(n, 'm-dg') % 1000 < 62, toNullable(['3','9','8','2.1','4.1','6.1'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'm-dgc') / 18446744073709551616.0, 1.5)))]), NULL),
    toUInt16((if(che = 'QC02' AND moved_at >= '2026-05-21 02:00:00', 340, 0) + 70 + floor(80 * pow(1 - cityHash64(n, 'm-cyc') / 18446744073709551616.0, -0.28))) )
FROM
(
    SELECT
        n, 880000 + n AS move_no,
        concat(['NVKU','SDLU','BLTU','MRDU','TGHU'][1 + cityHash64(c, 'm-own') % 5], leftPad(toString(100000 + cityHash64(c, 'm-cno') % 899999), 7, '4')) AS cntr,
        kind, call_id, line,
        concat('QC', leftPad(toString(1 + 2 * (toUInt8(substring(bth, 2, 1)) - 1) + cityHash64(n, 'm-qc') % 2), 2, '0')) AS che,
        ['A','B','C','D','E','F','G'][1 + toUInt8(floor(7 * pow(cityHash64(n, 'm-blk') / 18446744073709551616.0, 1.3)))] AS blk,
        [40,20,40,45][1 + toUInt8(floor(4 * pow(cityHash64(c, 'm-len') / 18446744073709551616.0, 1.4)))] AS len_ft,
        if(cityHash64(n, 'm-fe') % 100 < if(kind = 'LOAD', 33, 17), 'E', 'F') AS fe,
        toUInt8(cityHash64(c, 'm-reef') % 100 < 9) AS reefer,
        toStartOfMinute(start) + toIntervalMinute(25 + toUInt32(floor(stay_min * (if(kind = 'DSCH', 0.02, 0.3) + 0.66 * cityHash64(n, 'm-ts') / 18446744073709551616.0)))) + toIntervalSecond(1 + cityHash64(n, 'm-sec') % 58) AS moved_at
    FROM
    (
        SELECT number AS n, cityHash64(number, 'm-cntr') % 7000 AS c,
               if(cityHash64(number, 'm-kind') % 100 < 54, 'DSCH', 'LOAD') AS kind,
               toUInt32(4128 - floor(128 * pow(cityHash64(number, 'm-call') / 18446744073709551616.0, 1.47))) AS cid
        FROM numbers(8200)
    ) AS x
    INNER JOIN
    (
        SELECT call_id, line, assumeNotNull(berth) AS bth, assumeNotNull(ata) AS start, dateDiff('minute', start, ifNull(atd, toDateTime('2026-05-21 16:16:00', 'UTC'))) - 30 AS stay_min
        FROM boxport.vessel_calls WHERE ata IS NOT NULL
    ) AS v ON x.cid = v.call_id
);

-- Moves at the gate and inside the yard. Yard crane RTG09 does nothing since 2026-05-20 14:00, RS03 since 22:00 of that day.
INSERT INTO boxport.moves
SELECT
    moved_at, move_no, cntr, kind, che, blk, NULL, line, len_ft, fe,
    if(cityHash64(n, 'y-now') % 1000 < 45, NULL, toNullable(toUInt32(if(fe = 'E', if(len_ft = 20, 2230, 3750) + cityHash64(n, 'y-kg') % 420, 6000 + floor(if(len_ft = 20, 19000, 26500) * pow(cityHash64(n, 'y-kg') / 18446744073709551616.0, 0.7)) + cityHash64(n, 'y-kg2') % 97)))),
    reefer,
    if(fe = 'F' AND cityHash64(n, 'y-dg') % 1000 < 55, toNullable(['3','9','8','2.1','4.1','6.1'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'y-dgc') / 18446744073709551616.0, 1.5)))]), NULL),
    toUInt16(110 + floor(60 * pow(1 - cityHash64(n, 'y-cyc') / 18446744073709551616.0, -0.33)))
FROM
(
    SELECT
        number AS n, 895000 + number AS move_no, cityHash64(number, 'y-cntr') % 7000 AS c,
        concat(['NVKU','SDLU','BLTU','MRDU','TGHU'][1 + cityHash64(c, 'm-own') % 5], leftPad(toString(100000 + cityHash64(c, 'm-cno') % 899999), 7, '4')) AS cntr,
        ['GOUT','GIN','SHFT'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'y-kind') / 18446744073709551616.0, 1.25)))] AS kind,
        if(cityHash64(number, 'y-rs') % 100 < 18, concat('RS0', toString(1 + cityHash64(number, 'y-rsn') % 4)), concat('RTG', leftPad(toString(1 + cityHash64(number, 'y-rtg') % 12), 2, '0'))) AS che,
        ['A','B','C','D','E','F','G'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'y-blk') / 18446744073709551616.0, if(kind = 'SHFT', 0.7, 1.2))))] AS blk,
        ['Norvik','Sunda Line','Baltica','Meridian','Others'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'y-line') / 18446744073709551616.0, 1.4)))] AS line,
        [40,20,40,45][1 + toUInt8(floor(4 * pow(cityHash64(c, 'm-len') / 18446744073709551616.0, 1.4)))] AS len_ft,
        if(cityHash64(number, 'y-fe') % 100 < if(kind = 'GIN', 38, 21), 'E', 'F') AS fe,
        toUInt8(cityHash64(c, 'm-reef') % 100 < 9) AS reefer,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(88000 * pow(cityHash64(number, 'y-ts') / 18446744073709551616.0, 1.3)))) + toIntervalSecond(1 + cityHash64(number, 'y-sec') % 58) AS moved_at
    FROM numbers(6800)
)
WHERE NOT (kind IN ('GIN', 'GOUT') AND (toDate(moved_at) = '2026-05-01' OR toHour(moved_at) < 5 AND cityHash64(n, 'y-night') % 5 != 0))
  AND NOT (che = 'RTG09' AND moved_at >= '2026-05-20 14:00:00')
  AND NOT (che = 'RS03' AND moved_at >= '2026-05-20 22:00:00');

DROP TABLE IF EXISTS boxport.gate_visits;
CREATE TABLE boxport.gate_visits
(
    visit_id   UInt64,
    plate      String,
    haulier    LowCardinality(String) COMMENT 'trucking company',
    lane       UInt8,
    job        LowCardinality(String) COMMENT 'drop, collect or dual (both in one visit)',
    booked_for Nullable(DateTime('UTC')) COMMENT 'start of the booked slot, null for trucks without a booking',
    arrived_at DateTime('UTC'),
    left_at    Nullable(DateTime('UTC')) COMMENT 'null while the truck is still inside',
    result     LowCardinality(String) COMMENT 'served, turned_away, inside',
    reason     Nullable(String) COMMENT 'why it was turned away'
)
ENGINE = MergeTree ORDER BY (arrived_at, visit_id);

-- Closed on 2026-05-01. The gate system fails on 2026-05-19 from 10:00 to 12:00.
INSERT INTO boxport.gate_visits
SELECT
    52000 + n, plate, haulier, lane, job, booked_for, arrived_at,
    if(result = 'inside', NULL, toNullable(gone)),
    result,
    if(result = 'turned_away', toNullable(if(broken, 'system down', ['no booking','wrong papers','seal damage','unsafe load'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'g-why') / 18446744073709551616.0, 1.5)))])), NULL)
FROM
(
    SELECT
        number AS n,
        toUInt32(floor(900 * pow(cityHash64(number, 'g-truck') / 18446744073709551616.0, 1.5))) AS t,
        concat(['WX','KT','DL','PZ'][1 + cityHash64(t, 'g-pl') % 4], ' ', leftPad(toString(t * 11 + 103), 5, '0')) AS plate,
        ['Delgado Trans','Roadlink','Vermeer Cargo','Hinterland Express','Kuo Brothers','Quick Box','Portside Haulage'][1 + toUInt8(floor(7 * pow(cityHash64(t, 'g-haul') / 18446744073709551616.0, 1.35)))] AS haulier,
        toUInt8(1 + cityHash64(number, 'g-lane') % 6) AS lane,
        ['collect','drop','dual'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'g-job') / 18446744073709551616.0, 1.3)))] AS job,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(72000 * pow(cityHash64(number, 'g-ts') / 18446744073709551616.0, 1.25)))) AS am,
        am + toIntervalSecond(1 + cityHash64(number, 'g-sec') % 58) AS arrived_at,
        toStartOfInterval(am, toIntervalMinute(30)) - toIntervalMinute(30 * (cityHash64(number, 'g-slot') % 4)) + toIntervalMinute(30) AS slot,
        if(cityHash64(number, 'g-book') % 100 < if(haulier = 'Quick Box', 38, 12) OR slot >= '2026-05-21 16:20:00', NULL, toNullable(slot)) AS booked_for,
        arrived_at >= '2026-05-19 10:00:00' AND arrived_at < '2026-05-19 12:00:00' AS broken,
        cityHash64(number, 'g-res') % 1000 < multiIf(broken, 720, booked_for IS NULL, 190, lane = 5, 75, 35) AS away,
        am + toIntervalMinute(if(away, 3 + cityHash64(number, 'g-out') % 12, toUInt32(14 + floor(17 * pow(1 - cityHash64(number, 'g-out') / 18446744073709551616.0, -0.5)))))
           + toIntervalSecond(1 + cityHash64(number, 'g-sec2') % 58) AS gone,
        multiIf(gone >= '2026-05-21 16:19:00', 'inside', away, 'turned_away', 'served') AS result
    FROM numbers(7200)
)
WHERE toDate(arrived_at) != '2026-05-01'
  AND NOT (toHour(arrived_at) < 5 AND cityHash64(n, 'g-night') % 5 != 0)
  AND NOT (toDayOfWeek(arrived_at) = 7 AND cityHash64(n, 'g-sun') % 3 != 0);

-- The queue during the failure.
INSERT INTO boxport.gate_visits
SELECT
    60000 + number, concat('ZR ', leftPad(toString(20000 + number * 13), 5, '0')), ['Delgado Trans','Roadlink','Vermeer Cargo','Kuo Brothers'][1 + number % 4], 1 + number % 6, 'collect', NULL,
    toDateTime('2026-05-19 10:00:00', 'UTC') + toIntervalMinute(3 + number * 2) + toIntervalSecond(1 + cityHash64(number, 'z-sec') % 58) AS arrived_at,
    toNullable(arrived_at + toIntervalMinute(6 + number % 5)), 'turned_away', 'system down'
FROM numbers(56);
