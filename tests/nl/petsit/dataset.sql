-- A marketplace for pet sitters. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS petsit;
CREATE DATABASE petsit;

CREATE TABLE petsit.sitters
(
    sitter_id  UInt32,
    full_name  String,
    level      LowCardinality(String) COMMENT 'newbie, trusted or star',
    has_garden UInt8,
    state      LowCardinality(String) COMMENT 'A active, P paused, X removed',
    joined_on  Date
)
ENGINE = MergeTree ORDER BY sitter_id;

INSERT INTO petsit.sitters
SELECT
    2000 + number,
    concat(['Megan','Rhys','Harriet','Tom','Priya','Callum','Edith','Jonas'][1 + cityHash64(number, 's-first') % 8], ' ',
           ['Hughes','Barlow','Patel','Ashby','Frost','Kerr','Lindley','Moss','Oakes'][1 + cityHash64(number, 's-last') % 9], ' ', toString(number)),
    ['newbie','trusted','trusted','star'][1 + cityHash64(number, 's-level') % 4],
    toUInt8(cityHash64(number, 's-garden') % 5 < 2),
    ['A','A','A','A','A','A','A','P','P','X'][1 + cityHash64(number, 's-state') % 10],
    toDate('2026-05-15') - toUInt32(cityHash64(number, 's-join') % 1400)
FROM numbers(320);

CREATE TABLE petsit.bookings
(
    booking_ref String,
    created_at  DateTime('UTC') COMMENT 'when the owner sent the request',
    owner_id    UInt32,
    sitter_id   UInt32,
    town        LowCardinality(String),
    pet         LowCardinality(String),
    service     LowCardinality(String) COMMENT 'walk, drop_in, overnight or daycare',
    outcome     LowCardinality(String) COMMENT 'open, done, declined, cancelled_by_owner, cancelled_by_sitter. Money is kept only when done',
    price_pence UInt32 COMMENT 'what the owner is charged, in pence',
    lead_hours  UInt16 COMMENT 'notice given: hours from the request to the agreed start',
    reply_secs  Nullable(UInt32) COMMENT 'time until the sitter answered, null without an answer',
    voucher     LowCardinality(String) COMMENT 'empty when none was used',
    platform    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY created_at;

-- No bookings at all on 2026-05-08 (outage).
INSERT INTO petsit.bookings
SELECT concat('B-', toString(410000 + n)), created_at, owner_id, sitter_id, town, pet, service, outcome, price_pence, lead_hours, reply_secs, voucher, platform
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'b-s') % 57) AS created_at,
        70000 + toUInt32(floor(2600 * pow(cityHash64(number, 'b-owner') / 18446744073709551616.0, 1.5))) AS owner_id,
        2000 + toUInt32(floor(320 * pow(cityHash64(number, 'b-sitter') / 18446744073709551616.0, 2.1))) AS sitter_id,
        ['Bath','Norwich','Exeter','York','Chester','Durham'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-town') / 18446744073709551616.0, 1.25)))] AS town,
        ['dog','cat','rabbit','parrot'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-pet') / 18446744073709551616.0, 1.9)))] AS pet,
        ['walk','drop_in','overnight','daycare'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-svc') / 18446744073709551616.0, 1.3)))] AS service,
        cityHash64(number, 'b-out') % 1000 AS o,
        multiIf(created_at >= '2026-05-20 00:00:00' AND cityHash64(number, 'b-open') % 100 < 25, 'open',
                o < 60, 'open', o < multiIf(service = 'overnight', 210, service = 'walk', 130, 165), 'declined',
                o < 255, 'cancelled_by_owner', o < multiIf(service = 'daycare', 330, 290), 'cancelled_by_sitter', 'done') AS outcome,
        toUInt32(multiIf(service = 'walk', 900, service = 'drop_in', 1300, service = 'daycare', 2600, 4200)
            * (0.7 + cityHash64(number, 'b-price') % 1200 / 1000) * if(town = 'Bath', 1.25, 1)) AS price_pence,
        toUInt16(2 + floor(500 * pow(cityHash64(number, 'b-lead') / 18446744073709551616.0, 2.6))) AS lead_hours,
        if(outcome = 'open' OR cityHash64(number, 'b-norep') % 25 = 0, NULL,
           toNullable(toUInt32(floor(multiIf(service = 'overnight', 900, service = 'walk', 300, 520) * pow(1 - cityHash64(number, 'b-rep') / 18446744073709551616.0, -0.7))))) AS reply_secs,
        ['','','','','','SPRING10','PAWS5','FRIEND20'][1 + cityHash64(number, 'b-vou') % 8] AS voucher,
        ['ios','android','web'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-plat') / 18446744073709551616.0, 1.2)))] AS platform
    FROM numbers(6500)
)
WHERE toDate(created_at) != '2026-05-08'
  AND NOT (toHour(created_at) BETWEEN 1 AND 5 AND cityHash64(n, 'b-night') % 5 != 0)
  AND NOT (toDayOfWeek(created_at) = 7 AND cityHash64(n, 'b-sun') % 3 = 0);

-- A flood in York: sitters call off on the evening of 2026-05-20.
INSERT INTO petsit.bookings
SELECT concat('B-', toString(490000 + number)), toDateTime('2026-05-20 18:00:00', 'UTC') + toIntervalMinute(number * 3) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 57),
    70000 + toUInt32(cityHash64(number, 'y-owner') % 2600), 2000 + toUInt32(cityHash64(number, 'y-sit') % 90), 'York',
    ['dog','dog','cat'][1 + cityHash64(number, 'y-pet') % 3], ['walk','drop_in'][1 + cityHash64(number, 'y-svc') % 2], 'cancelled_by_sitter',
    toUInt32(900 + cityHash64(number, 'y-price') % 900), toUInt16(1 + cityHash64(number, 'y-lead') % 20), toUInt32(100 + cityHash64(number, 'y-rep') % 900), '', 'ios'
FROM numbers(55);

CREATE TABLE petsit.visit_log
(
    entry_id  UInt64,
    logged_at DateTime64(3, 'UTC'),
    sitter_id UInt32,
    action    LowCardinality(String) COMMENT 'arrived, fed, photo, left, incident',
    late_secs Nullable(Int32) COMMENT 'on arrived only: seconds behind the agreed time, negative = early',
    severity  Nullable(UInt8) COMMENT 'on incident only: 1 minor, 2 vet needed, 3 emergency',
    app_build LowCardinality(String)
)
ENGINE = MergeTree ORDER BY logged_at;

INSERT INTO petsit.visit_log
SELECT 800000 + n, logged_at, sitter_id, action,
    if(action = 'arrived', toNullable(toInt32(floor(240 * pow(1 - cityHash64(n, 'l-late') / 18446744073709551616.0, -0.6))) - 420), NULL),
    if(action = 'incident', toNullable([1,1,1,1,2,2,3][1 + cityHash64(n, 'l-sev') % 7]), NULL),
    ['5.2','5.2','5.1','4.9'][1 + cityHash64(n, 'l-app') % 4]
FROM
(
    SELECT number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93000 * pow(cityHash64(number, 'l-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'l-ms') % 57000) AS logged_at,
        2000 + toUInt32(floor(320 * pow(cityHash64(number, 'l-sit') / 18446744073709551616.0, 2.1))) AS sitter_id,
        cityHash64(number, 'l-act') % 100 AS a,
        multiIf(a < 31, 'arrived', a < 48, 'fed', a < 66, 'photo', a < 96, 'left', 'incident') AS action
    FROM numbers(8000)
)
WHERE NOT (toHour(logged_at) BETWEEN 0 AND 4 AND cityHash64(n, 'l-night') % 6 != 0);
