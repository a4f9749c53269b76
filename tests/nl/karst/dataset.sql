-- A toll tunnel: passages, vehicles, incidents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. Closed for works on 2026-05-10; crawling traffic on 2026-05-19 16:00 to 18:00;
-- the barrier of lane 4 stays up on 2026-05-21, so that many do not pay there; lane 6 shut since 14:50 that day.
DROP DATABASE IF EXISTS karst;
CREATE DATABASE karst;

CREATE TABLE karst.vehicles
(
    vehicle_id    UInt32,
    plate         String,
    kind          LowCardinality(String) COMMENT 'car, van, lorry, coach, motorcycle',
    axles         UInt8,
    registered_in LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    electric      UInt8 COMMENT '1 = battery only',
    tag_since     Nullable(Date) COMMENT 'when the owner signed up for a tag, null without one'
)
ENGINE = MergeTree ORDER BY vehicle_id;

INSERT INTO karst.vehicles
SELECT
    40000 + number,
    concat(char(65 + cityHash64(number, 'p1') % 26), char(65 + cityHash64(number, 'p2') % 26), '-', leftPad(toString(1000 + number), 5, '0')),
    ['car','lorry','van','coach','motorcycle'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-kind') / 18446744073709551616.0, 1.9)))] AS kind,
    multiIf(kind = 'lorry', 3 + cityHash64(number, 'k-ax') % 3, kind = 'coach', 3, 2),
    ['AT','SI','IT','PL','HR','HU'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'k-ctry') / 18446744073709551616.0, 1.5)))],
    toUInt8(kind != 'lorry' AND cityHash64(number, 'k-el') % 100 < 18),
    if(cityHash64(number, 'k-tag') % 100 < 55, toNullable(toDate('2026-03-01') - toUInt32(cityHash64(number, 'k-since') % 1100)), NULL)
FROM numbers(2200);

CREATE TABLE karst.passages
(
    passage_id  UInt64,
    passed_at   DateTime64(3, 'UTC') COMMENT 'at the toll lane',
    vehicle_id  UInt32,
    heading     LowCardinality(String) COMMENT 'N northbound, S southbound',
    lane        UInt8,
    paid_by     LowCardinality(String) COMMENT 'tag, card, cash, invoice (sent home by plate number)',
    toll_cents  UInt32 COMMENT 'toll due, euro cents',
    settlement  LowCardinality(String) COMMENT 'paid, unpaid, waived, refunded. Only paid tolls are income',
    transit_sec Nullable(UInt16) COMMENT 'portal to portal, null when the exit camera did not see the vehicle',
    gross_kg    Nullable(UInt32) COMMENT 'weighbridge under the lane, null when it did not settle in time'
)
ENGINE = MergeTree ORDER BY passed_at;

INSERT INTO karst.passages
SELECT p.passage_id, p.passed_at, p.vehicle_id, p.heading, p.lane, p.paid_by,
       toUInt32(multiIf(v.kind = 'lorry', 1150 + 220 * (v.axles - 3), v.kind = 'coach', 980, v.kind = 'van', 620, v.kind = 'motorcycle', 240, 460) + if(p.paid_by = 'tag', 0, 90)) AS toll_cents,
       p.settlement, p.transit_sec,
       if(cityHash64(p.n, 'g-null') % 100 < 6, NULL,
          toNullable(toUInt32(multiIf(v.kind = 'lorry', 9000, v.kind = 'coach', 11000, v.kind = 'van', 1900, v.kind = 'motorcycle', 190, 1100) * (1 + 1.6 * pow(cityHash64(p.n, 'g-kg') / 18446744073709551616.0, 2))))) AS gross_kg
FROM
(
    SELECT
        number AS n,
        5000000 + number AS passage_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(79000 * pow(cityHash64(number, 'g-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'g-ms') % 57000) AS passed_at,
        40000 + toUInt32(floor(2100 * pow(cityHash64(number, 'g-veh') / 18446744073709551616.0, 1.5))) AS vehicle_id,
        if(cityHash64(number, 'g-dir') % 100 < 54, 'S', 'N') AS heading,
        toUInt8(1 + floor(6 * pow(cityHash64(number, 'g-lane') / 18446744073709551616.0, 1.15))) AS lane,
        ['tag','card','cash','invoice'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'g-pay') / 18446744073709551616.0, 1.6)))] AS paid_by,
        cityHash64(number, 'g-st') % 1000 AS s,
        multiIf(lane = 4 AND passed_at >= '2026-05-21 00:00:00' AND s < 480, 'unpaid',
                s < 40, 'unpaid', s < 65, 'waived', s < 88, 'refunded', 'paid') AS settlement,
        if(cityHash64(number, 'g-cam') % 100 < 5, NULL,
           toNullable(toUInt16((95 + 190 * pow(cityHash64(number, 'g-tr') / 18446744073709551616.0, 2.5)) * if(passed_at >= '2026-05-19 16:00:00' AND passed_at < '2026-05-19 18:00:00', 4.5, 1)))) AS transit_sec
    FROM numbers(7200)
    WHERE toDate(passed_at) != '2026-05-10'
      AND NOT (lane = 6 AND passed_at >= '2026-05-21 14:50:00')
      AND NOT (toHour(passed_at) BETWEEN 0 AND 4 AND cityHash64(number, 'g-night') % 3 != 0)
) AS p
INNER JOIN karst.vehicles AS v ON p.vehicle_id = v.vehicle_id;

CREATE TABLE karst.incidents
(
    incident_id UInt32,
    raised_at   DateTime('UTC'),
    cleared_at  Nullable(DateTime('UTC')) COMMENT 'null while it is open',
    tube        LowCardinality(String) COMMENT 'east or west',
    type        LowCardinality(String) COMMENT 'breakdown, collision, smoke, debris, overheight',
    severity    UInt8 COMMENT '1 minor to 4 tube closed',
    vehicle_id  Nullable(UInt32) COMMENT 'null when no vehicle was identified'
)
ENGINE = MergeTree ORDER BY raised_at;

INSERT INTO karst.incidents
SELECT
    31000 + number,
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(4 + toUInt32(floor(78000 * pow(cityHash64(number, 'i-ts') / 18446744073709551616.0, 1.2)))) + toIntervalSecond(1 + cityHash64(number, 'i-s') % 57) AS raised,
    if(raised + toIntervalMinute(mins) >= '2026-05-21 16:20:00' OR cityHash64(number, 'i-open') % 1000 < 22, NULL, toNullable(raised + toIntervalMinute(mins))),
    if(cityHash64(number, 'i-tube') % 5 < 3, 'east', 'west'),
    ['breakdown','debris','collision','overheight','smoke'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'i-ty') / 18446744073709551616.0, 1.4)))] AS ty,
    toUInt8(1 + floor(4 * pow(cityHash64(number, 'i-sev') / 18446744073709551616.0, 1.8))),
    if(ty = 'debris', NULL, toNullable(40000 + toUInt32(floor(2100 * pow(cityHash64(number, 'i-veh') / 18446744073709551616.0, 1.2)))))
FROM (SELECT number, toUInt32(multiIf(cityHash64(number, 'i-ty') % 2 = 0, 6, 11) + floor(70 * pow(cityHash64(number, 'i-min') / 18446744073709551616.0, 2))) AS mins FROM numbers(640))
WHERE toDate(raised) != '2026-05-10';
