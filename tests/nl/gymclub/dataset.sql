-- Check-ins, classes and members of a chain of gyms. Cancellations at the Harbour studio pile up on 2026-05-20 from 16:00 to 19:00; nobody booked on 2026-05-09.
CREATE DATABASE IF NOT EXISTS gymclub;
DROP TABLE IF EXISTS gymclub.members;
CREATE TABLE gymclub.members (member_id UInt32, member_name String, membership LowCardinality(String) COMMENT 'basic, plus or unlimited', joined_at DateTime('UTC'), left_at Nullable(DateTime('UTC')) COMMENT 'null for current members', birth_year UInt16, home_studio LowCardinality(String), newsletter Bool) ENGINE = MergeTree ORDER BY member_id;
INSERT INTO gymclub.members SELECT 300 + number, concat(['Ivo', 'Jana', 'Kit', 'Lea', 'Max'][1 + number % 5], ' ', ['Stone', 'Reed', 'Vale', 'Hart'][1 + intDiv(number, 5) % 4], ' ', toString(number)), ['basic', 'basic', 'plus', 'unlimited'][1 + cityHash64(number, 'm') % 4], toDateTime('2026-05-20 12:00:00', 'UTC') - toIntervalSecond(cityHash64(number, 'j') % 60000000) AS j, if(cityHash64(number, 'l') % 7 = 0, least(j + toIntervalDay(20 + cityHash64(number, 'ld') % 300), toDateTime('2026-05-21 09:00:00', 'UTC')), NULL), 1950 + cityHash64(number, 'b') % 57, ['Harbour', 'Uptown', 'Parkside'][1 + cityHash64(number, 'h') % 3], cityHash64(number, 'n') % 3 = 0 FROM numbers(1100);
DROP TABLE IF EXISTS gymclub.bookings;
CREATE TABLE gymclub.bookings
(
    booking_id   String,
    booked_at    DateTime('UTC'),
    starts_at    DateTime('UTC') COMMENT 'start of the class',
    member_id    UInt32,
    studio       LowCardinality(String),
    class_type   LowCardinality(String) COMMENT 'yoga, spinning, boxing, pilates or hiit',
    coach        LowCardinality(String),
    state        LowCardinality(String) COMMENT 'attended, cancelled, no_show or waitlisted',
    price_eur    Decimal(6, 2),
    calories     UInt16 COMMENT 'burned, as the watch says',
    heart_rate_bpm Nullable(UInt8) COMMENT 'average heart rate',
    duration_min UInt8,
    paid_online  Bool,
    feedback_score Nullable(UInt8) COMMENT '1 to 10'
)
ENGINE = MergeTree ORDER BY booked_at;
INSERT INTO gymclub.bookings
SELECT concat('G', leftPad(toString(number), 6, '0')), at, at + toIntervalHour(1 + cityHash64(number, 's') % 60), 300 + toUInt32(floor(1080 * pow(cityHash64(number, 'm') / 18446744073709551616.0, 1.4))), sd, ['yoga', 'spinning', 'boxing', 'pilates', 'hiit'][1 + cityHash64(number, 'c') % 5], ['Rhea', 'Otto', 'Sami', 'Nils', 'Tess', 'Umar'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'co') / 18446744073709551616.0, 1.3)))], st, toDecimal64(6 + (cityHash64(number, 'p') % 1800) / 100, 2), if(st = 'attended', 120 + cityHash64(number, 'k') % 700, 0), if(st = 'attended' AND cityHash64(number, 'hr') % 3 > 0, 90 + cityHash64(number, 'hb') % 90, NULL), [30, 45, 60, 75][1 + cityHash64(number, 'd') % 4], cityHash64(number, 'o') % 4 > 0, if(cityHash64(number, 'f') % 3 = 0, 1 + cityHash64(number, 'fs') % 10, NULL)
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(50 + toUInt32(7000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.15))) AS at, ['Harbour', 'Uptown', 'Uptown', 'Parkside'][1 + cityHash64(number, 'sd') % 4] AS sd,
        multiIf(sd = 'Harbour' AND at >= '2026-05-20 16:00:00' AND at < '2026-05-20 19:00:00' AND cityHash64(number, 'z') % 10 < 8, 'cancelled', cityHash64(number, 'y') % 100 < 74, 'attended', cityHash64(number, 'y') % 100 < 86, 'cancelled', cityHash64(number, 'y') % 100 < 94, 'no_show', 'waitlisted') AS st
    FROM numbers(28000)
)
WHERE toDate(at) != '2026-05-09';
