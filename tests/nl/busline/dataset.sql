-- A long-distance coach company. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS busline;
CREATE DATABASE busline;

CREATE TABLE busline.lines
(
    line        String,
    from_city   LowCardinality(String),
    to_city     LowCardinality(String),
    to_country  LowCardinality(String) COMMENT 'ISO 3166 two-letter code of the destination',
    distance_km UInt16,
    is_night    UInt8 COMMENT '1 = overnight service',
    run_by      LowCardinality(String) COMMENT 'own = our coaches and drivers, sub = subcontractor'
)
ENGINE = MergeTree ORDER BY line;

INSERT INTO busline.lines
SELECT
    ['B10','B12','B15','B20','B24','B31','B36','N2','N5','N8'][number + 1],
    ['Munich','Vienna','Munich','Zurich','Vienna','Stuttgart','Zurich','Munich','Vienna','Stuttgart'][number + 1],
    ['Salzburg','Budapest','Verona','Milan','Brno','Strasbourg','Lyon','Rome','Zagreb','Paris'][number + 1],
    ['AT','HU','IT','IT','CZ','FR','FR','IT','HR','FR'][number + 1],
    [145,243,436,279,134,148,425,924,371,622][number + 1],
    toUInt8(number >= 7),
    ['own','own','sub','own','sub','own','sub','own','own','sub'][number + 1]
FROM numbers(10);

CREATE TABLE busline.departures
(
    departure_id  UInt32,
    line          LowCardinality(String),
    coach         LowCardinality(String) COMMENT 'fleet number of the vehicle',
    driver        LowCardinality(String),
    stand         UInt8,
    seats         UInt8 COMMENT 'seats of the coach',
    planned_at    DateTime('UTC') COMMENT 'time in the timetable',
    left_at       Nullable(DateTime('UTC')) COMMENT 'when it pulled out, null when cancelled or still boarding',
    state         LowCardinality(String) COMMENT 'left, cancelled, boarding',
    cancel_code   Nullable(String) COMMENT 'only on cancelled ones: DRV = no driver, VEH = coach broken down, WX = weather, LOW = too few bookings'
)
ENGINE = MergeTree ORDER BY (line, planned_at);

-- A storm cancels most departures on 2026-05-14.
INSERT INTO busline.departures
SELECT departure_id, line, coach, driver, stand, seats, planned_at, left_at, state,
       if(state != 'cancelled', NULL, toNullable(if(storm, 'WX', ['DRV','VEH','LOW','WX'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'd-code') / 18446744073709551616.0, 1.3)))])))
FROM
(
    SELECT
        number AS n,
        toUInt32(610000 + number) AS departure_id,
        ['B10','B12','N2','B15','B20','N8','B24','B31','N5','B36'][1 + toUInt8(floor(10 * pow(cityHash64(number, 'd-line') / 18446744073709551616.0, 1.15)))] AS line,
        concat('C', toString(201 + toUInt32(floor(28 * pow(cityHash64(number, 'd-coach') / 18446744073709551616.0, 1.3))))) AS coach,
        concat('drv-', leftPad(toString(1 + cityHash64(number, 'd-drv') % 45), 2, '0')) AS driver,
        toUInt8(1 + cityHash64(number, 'd-std') % 12) AS stand,
        toUInt8([49,53,57,81][1 + cityHash64(coach, 'd-seat') % 4]) AS seats,
        toDateTime(toDate('2026-05-21') - toUInt32(floor(63 * pow(cityHash64(number, 'd-day') / 18446744073709551616.0, 1.2))), 'UTC')
            + toIntervalHour(if(startsWith(line, 'N'), 20 + cityHash64(number, 'd-hn') % 4, 5 + cityHash64(number, 'd-h') % 17))
            + toIntervalMinute([5,15,25,40,50][1 + cityHash64(number, 'd-m') % 5]) AS planned_at,
        toDate(planned_at) = '2026-05-14' AND cityHash64(number, 'd-storm') % 10 < 7 AS storm,
        cityHash64(number, 'd-st') % 1000 < multiIf(line = 'B15', 95, line = 'N8', 110, 38) AS dropped,
        toUInt32(floor(multiIf(line IN ('N8', 'N2'), 9, line = 'B15', 7, 4) * (pow(1 - cityHash64(number, 'd-late') / 18446744073709551616.0, -0.55) - 0.8))) AS late_min,
        if(storm OR dropped OR planned_at >= '2026-05-21 15:45:00' OR planned_at + toIntervalMinute(late_min) >= '2026-05-21 16:20:00', NULL, toNullable(planned_at + toIntervalMinute(late_min))) AS left_at,
        multiIf(storm OR dropped, 'cancelled', left_at IS NULL, 'boarding', 'left') AS state
    FROM numbers(3000)
)
WHERE planned_at < '2026-05-21 16:20:00';

CREATE TABLE busline.scans
(
    scan_id      UInt64,
    departure_id UInt32,
    scanned_at   DateTime('UTC'),
    ticket_no    String,
    reader       LowCardinality(String) COMMENT 'hand reader at the coach door',
    result       UInt8 COMMENT '0 = accepted, 1 = already used, 2 = wrong coach, 3 = expired, 4 = unreadable',
    ticket_kind  LowCardinality(String),
    sold_by      LowCardinality(String) COMMENT 'app, web, counter, agent',
    fare_cents   UInt32 COMMENT 'euro cents, earned only when the ticket was accepted',
    bags         Nullable(UInt8) COMMENT 'pieces in the hold, null when nobody counted'
)
ENGINE = MergeTree ORDER BY (scanned_at, scan_id);

-- No scans on 2026-05-07 (server down). Reader R-14 calls tickets unreadable since 2026-05-19. Readers R-03 and R-19 are silent on the last day.
INSERT INTO busline.scans
SELECT scan_id, departure_id, scanned_at, ticket_no, reader, result, ticket_kind, sold_by, fare_cents, bags
FROM
(
    SELECT
        toUInt64(departure_id) * 16 + k AS scan_id, departure_id,
        toStartOfMinute(ifNull(left_at, planned_at)) - toIntervalMinute(1 + cityHash64(scan_id, 'x-min') % 22) + toIntervalSecond(1 + cityHash64(scan_id, 'x-sec') % 57) AS scanned_at,
        concat('TK', leftPad(toString(cityHash64(scan_id, 'x-tk') % 9000000), 7, '0')) AS ticket_no,
        concat('R-', leftPad(toString(1 + cityHash64(departure_id, k % 3, 'x-rd') % 22), 2, '0')) AS reader,
        cityHash64(scan_id, 'x-res') % 1000 AS s,
        toUInt8(multiIf(reader = 'R-14' AND scanned_at >= '2026-05-19 00:00:00' AND s < 620, 4,
            s < 28, 1, s < 52, 2, s < 70, 3, s < 84, 4, 0)) AS result,
        ['single','return','pass','group'][1 + toUInt8(floor(4 * pow(cityHash64(scan_id, 'x-kind') / 18446744073709551616.0, 1.5)))] AS ticket_kind,
        ['app','web','counter','agent'][1 + toUInt8(floor(4 * pow(cityHash64(scan_id, 'x-sold') / 18446744073709551616.0, 1.5)))] AS sold_by,
        toUInt32(50 * round((900 + multiIf(line = 'N2', 4900, line = 'N8', 3600, line IN ('B15', 'B36'), 2300, line IN ('B20', 'N5'), 1700, 800) * (0.6 + cityHash64(scan_id, 'x-fare') % 90 / 100)) * if(ticket_kind = 'group', 0.7, 1.0) / 50)) AS fare_cents,
        if(cityHash64(scan_id, 'x-nob') % 100 < 6, NULL, toNullable(toUInt8([0,1,1,1,2,1,0,2,3][1 + cityHash64(scan_id, 'x-bag') % 9]))) AS bags
    FROM busline.departures
    ARRAY JOIN range(2 + toUInt32(cityHash64(departure_id, 'x-n') % 9)) AS k
    WHERE state != 'cancelled'
)
WHERE scanned_at < '2026-05-21 16:20:00'
  AND toDate(scanned_at) != '2026-05-07'
  AND NOT (reader = 'R-03' AND scanned_at >= '2026-05-20 19:00:00')
  AND NOT (reader = 'R-19' AND scanned_at >= '2026-05-21 08:00:00');
