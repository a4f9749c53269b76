-- Day care and grooming for dogs. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS dogdaycare;
CREATE DATABASE dogdaycare;

CREATE TABLE dogdaycare.dogs
(
    dog_id    UInt32,
    dog_name  String,
    breed     LowCardinality(String),
    size      LowCardinality(String) COMMENT 'S, M, L or XL',
    owner_id  UInt32,
    plan      LowCardinality(String) COMMENT 'drop_in, pack10 or monthly',
    joined_on Date COMMENT 'first registered with us'
)
ENGINE = MergeTree ORDER BY dog_id;

INSERT INTO dogdaycare.dogs
SELECT 2000 + number,
    ['Bella','Max','Luna','Rocky','Milo','Nala','Oscar','Ruby','Bruno','Daisy','Teddy','Pepper'][1 + cityHash64(number, 'g-name') % 12],
    ['Labrador','Beagle','Poodle','Dachshund','Great Dane','Collie','Terrier','Spitz'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'g-breed') / 18446744073709551616.0, 1.4)))] AS b,
    multiIf(b IN ('Dachshund', 'Spitz'), 'S', b IN ('Beagle', 'Terrier'), 'M', b = 'Great Dane', 'XL', b = 'Poodle', ['S','M','L'][1 + cityHash64(number, 'g-size') % 3], ['L','L','M','XL'][1 + cityHash64(number, 'g-size') % 4]),
    100 + toUInt32(cityHash64(number, 'g-own') % 520),
    ['drop_in','pack10','monthly'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'g-plan') / 18446744073709551616.0, 1.3)))],
    toDate('2026-02-20') - toUInt32(floor(1300 * pow(cityHash64(number, 'g-join') / 18446744073709551616.0, 1.5)))
FROM numbers(900);

CREATE TABLE dogdaycare.stays
(
    stay_id         UInt64,
    dog_id          UInt32,
    site            LowCardinality(String),
    booked_for      DateTime('UTC') COMMENT 'start of the booked day',
    checked_in_at   Nullable(DateTime('UTC')),
    checked_out_at  Nullable(DateTime('UTC')) COMMENT 'null while the dog is still with us',
    status          LowCardinality(String) COMMENT 'attended, no_show or cancelled. Only attended days are charged',
    channel         LowCardinality(String),
    fee_cents       UInt32 COMMENT 'day fee, euro cents',
    late_pickup_min Nullable(UInt16) COMMENT 'minutes past closing time, null when fetched in time',
    incident        LowCardinality(Nullable(String)) COMMENT 'B bite, L limp, T upset stomach, E escape attempt, null when nothing happened'
)
ENGINE = MergeTree ORDER BY (site, booked_for);

-- Oakfield takes no dogs on 2026-05-12 (burst pipe).
INSERT INTO dogdaycare.stays
SELECT stay_id, dog_id, site, booked_for,
    if(status = 'attended', toNullable(booked_for + toIntervalSecond(60 * (n % 23) + 3)), NULL),
    if(status = 'attended' AND out_at < '2026-05-21 16:20:00', toNullable(out_at), NULL) AS checked_out_at,
    status, channel, fee_cents,
    if(checked_out_at IS NOT NULL AND cityHash64(n, 's-late') % 100 < 14 AND day < '2026-05-21', toNullable(toUInt16(2 + floor(6 * pow(1 - cityHash64(n, 's-lm') / 18446744073709551616.0, -0.55)))), NULL),
    if(status = 'attended' AND cityHash64(n, 's-inc') % 100 < 9, ['B','L','T','T','E','B','L'][1 + cityHash64(n, 's-inck') % 7], NULL)
FROM
(
    SELECT number AS n,
        300000 + number AS stay_id,
        toDate('2026-05-21') - toUInt32(floor(82 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.15))) AS day,
        2000 + toUInt32(floor(900 * pow(cityHash64(number, 's-dog') / 18446744073709551616.0, 1.6))) AS dog_id,
        ['Harbour','Mill Lane','Oakfield','Station Road'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-site') / 18446744073709551616.0, 1.3)))] AS site,
        toDateTime(day, 'UTC') + toIntervalMinute(395 + cityHash64(number, 's-min') % 230) + toIntervalSecond(5 + cityHash64(number, 's-sec') % 50) AS booked_for,
        toDateTime(day, 'UTC') + toIntervalMinute(890 + cityHash64(number, 's-out') % 290) + toIntervalSecond(5 + cityHash64(number, 's-osec') % 50) AS out_at,
        ['app','phone','desk'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(s < if(channel = 'app', 85, 40), 'no_show', s < 190, 'cancelled', 'attended') AS status,
        toUInt32(multiIf(site = 'Harbour', 3200, site = 'Mill Lane', 2800, site = 'Oakfield', 2600, 2400) + 100 * (cityHash64(number, 's-fee') % 9)) AS fee_cents
    FROM numbers(7200)
)
WHERE NOT (toDayOfWeek(day) >= 6 AND n % 3 = 0) AND NOT (site = 'Oakfield' AND day = '2026-05-12');

CREATE TABLE dogdaycare.grooms
(
    groom_id     UInt64,
    dog_id       UInt32,
    site         LowCardinality(String),
    groomer      LowCardinality(String),
    service      LowCardinality(String) COMMENT 'wash, trim, nails, deshed, full (wash and trim together)',
    started_at   DateTime('UTC'),
    duration_min UInt16,
    price_cents  UInt32 COMMENT 'euro cents',
    tip_cents    Nullable(UInt32),
    payment      LowCardinality(String) COMMENT 'paid, refunded or waived. Only paid ones are takings',
    stars        Nullable(UInt8) COMMENT 'rating by the owner, 1 to 5'
)
ENGINE = MergeTree ORDER BY (started_at, groom_id);

-- No grooming at all on 2026-05-06 (no hot water). Pavel has to refund most of what he did on 2026-05-20.
INSERT INTO dogdaycare.grooms
SELECT groom_id, dog_id, site, groomer, service, started_at, duration_min, price_cents,
    if(payment = 'paid' AND cityHash64(n, 'r-tip') % 100 < 38, toNullable(toUInt32(100 + 10 * (cityHash64(n, 'r-tipv') % 90))), NULL),
    payment,
    if(cityHash64(n, 'r-rated') % 100 < 55, toNullable(toUInt8([5,5,4,5,4,3,5,2,1,4][1 + cityHash64(n, 'r-star') % 10])), NULL)
FROM
(
    SELECT number AS n,
        810000 + number AS groom_id,
        toDate('2026-05-21') - toUInt32(floor(82 * pow(cityHash64(number, 'r-day') / 18446744073709551616.0, 1.2))) AS day,
        2000 + toUInt32(floor(900 * pow(cityHash64(number, 'r-dog') / 18446744073709551616.0, 1.9))) AS dog_id,
        ['Harbour','Oakfield','Mill Lane'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-site') / 18446744073709551616.0, 1.2)))] AS site,
        ['Agnes','Pavel','Yusuf','Carla','Tove','Ben'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'r-who') / 18446744073709551616.0, 1.25)))] AS groomer,
        ['wash','trim','full','nails','deshed'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-srv') / 18446744073709551616.0, 1.3)))] AS service,
        toDateTime(day, 'UTC') + toIntervalMinute(480 + cityHash64(number, 'r-min') % 590) + toIntervalSecond(5 + cityHash64(number, 'r-sec') % 50) AS started_at,
        toUInt16(multiIf(service = 'wash', 22, service = 'trim', 35, service = 'full', 58, service = 'nails', 8, 30) + floor(7 * pow(1 - cityHash64(number, 'r-dur') / 18446744073709551616.0, -0.4))) AS duration_min,
        toUInt32(multiIf(service = 'wash', 2400, service = 'trim', 3900, service = 'full', 5900, service = 'nails', 1200, 3300) + 50 * (cityHash64(number, 'r-pr') % 31)) AS price_cents,
        cityHash64(number, 'r-pay') % 1000 AS p,
        multiIf(groomer = 'Pavel' AND day = '2026-05-20' AND p < 750, 'refunded',
                p < 28 + 9 * (cityHash64(groomer) % 4), 'refunded', p < 95, 'waived', 'paid') AS payment
    FROM numbers(6500)
)
WHERE day != '2026-05-06' AND cityHash64(dog_id, 'r-home') % 6 != 0 AND NOT (toDayOfWeek(day) = 7 AND n % 2 = 0) AND started_at + toIntervalMinute(if(service = 'nails', 6, 9)) < '2026-05-21 16:20:00';
