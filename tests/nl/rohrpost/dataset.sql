-- Pneumatic tubes of a hospital: stations, capsules and what they carry. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No dispatch lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS rohrpost;
CREATE DATABASE rohrpost;

CREATE TABLE rohrpost.stations
(
    station_no UInt16,
    label      String,
    building   LowCardinality(String),
    floor      Int8,
    kind       LowCardinality(String) COMMENT 'ward, theatre, emergency or outpatient'
)
ENGINE = MergeTree ORDER BY station_no;

INSERT INTO rohrpost.stations
SELECT
    101 + number,
    concat(['Oncology','Surgery','Maternity','Cardiology','Paediatrics','Urology','Intensive Care','Geriatrics'][1 + cityHash64(number, 's-l') % 8], ' ', toString(1 + number)),
    ['Main','North','Annex'][1 + cityHash64(number, 's-b') % 3],
    toInt8(cityHash64(number, 's-f') % 7) - 1,
    ['ward','ward','theatre','emergency','outpatient'][1 + cityHash64(number, 's-k') % 5]
FROM numbers(36);

CREATE TABLE rohrpost.capsules
(
    capsule_tag String COMMENT 'radio tag in the lid',
    model       LowCardinality(String) COMMENT 'standard, wide or leakproof',
    bought_on   Date
)
ENGINE = MergeTree ORDER BY capsule_tag;

INSERT INTO rohrpost.capsules
SELECT
    concat('K-', leftPad(toString(1 + number), 3, '0')),
    ['standard','wide','leakproof'][1 + cityHash64(number, 'k-m') % 3],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'k-b') % 1400)
FROM numbers(90);

CREATE TABLE rohrpost.dispatches
(
    dispatch_id   UInt64,
    dispatched_at DateTime64(3, 'UTC'),
    arrived_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'null when it did not arrive anywhere',
    station_no    UInt16 COMMENT 'station that sent it',
    destination   LowCardinality(String),
    tube_line     LowCardinality(String),
    capsule_tag   String,
    content       LowCardinality(String) COMMENT 'blood, urine, tissue, swab or medication',
    priority      LowCardinality(String) COMMENT 'routine, urgent or stat (at once)',
    result        LowCardinality(String) COMMENT 'delivered, diverted (arrived at a wrong station), jammed or called_back',
    travel_ms     Nullable(UInt32) COMMENT 'only for what arrived',
    peak_g        Nullable(Float32) COMMENT 'strongest shock on the way; null when the sensor was off',
    temp_c        Nullable(Float32),
    leaked        UInt8 COMMENT '1 = liquid was found in the capsule'
)
ENGINE = MergeTree ORDER BY (tube_line, dispatched_at);

-- The green line stood still on 2026-05-13; the blue line jams on 2026-05-20 09:00-11:00 (second insert);
-- capsules K-007, K-052 and K-081 are gone since 2026-05-02, 2026-05-08 and 2026-05-14.
INSERT INTO rohrpost.dispatches
SELECT
    5500000 + n, dispatched_at,
    if(result IN ('delivered', 'diverted'), toNullable(dispatched_at + toIntervalMillisecond(ms)), NULL),
    station_no, destination, tube_line, capsule_tag, content, priority, result,
    if(result IN ('delivered', 'diverted'), toNullable(ms), NULL),
    if(cityHash64(n, 'd-goff') % 100 < 6, NULL, toNullable(toFloat32(round(2.1 * multiIf(tube_line = 'red', 1.3, tube_line = 'yellow', 0.8, 1.0) * pow(1 - cityHash64(n, 'd-g') / 18446744073709551616.0, -0.35), 3)))),
    if(cityHash64(n, 'd-toff') % 100 < 9, NULL, toNullable(toFloat32(round(multiIf(content = 'blood', 6, content = 'medication', 18, content = 'tissue', 9, 15) + (cityHash64(n, 'd-t') % 1000) / multiIf(content = 'blood', 400, content = 'tissue', 250, 140), 2)))),
    toUInt8(content != 'medication' AND cityHash64(n, 'd-lk') % 1000 < if(model_roll = 0, 60, 22))
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(72000 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'd-ms') % 57000) AS dispatched_at,
        toUInt16(101 + floor(36 * pow(cityHash64(number, 'd-stn') / 18446744073709551616.0, 1.5))) AS station_no,
        ['chemistry','haematology','microbiology','pathology','blood bank','pharmacy'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'd-dst') / 18446744073709551616.0, 1.3)))] AS destination,
        ['red','blue','green','yellow'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'd-line') / 18446744073709551616.0, 1.2)))] AS tube_line,
        concat('K-', leftPad(toString(1 + cityHash64(number, 'd-cap') % 90), 3, '0')) AS capsule_tag,
        cityHash64(capsule_tag, 'd-mr') % 4 AS model_roll,
        ['blood','urine','swab','medication','tissue'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'd-cont') / 18446744073709551616.0, 1.5)))] AS content,
        ['routine','urgent','stat'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'd-prio') / 18446744073709551616.0, 1.6)))] AS priority,
        cityHash64(number, 'd-res') % 1000 AS r,
        multiIf(r < multiIf(tube_line = 'yellow', 55, tube_line = 'red', 38, 24), 'jammed', r < 95, 'diverted', r < 120, 'called_back', 'delivered') AS result,
        toUInt32(multiIf(priority = 'stat', 70000, priority = 'urgent', 95000, 140000) * pow(1 - cityHash64(number, 'd-tr') / 18446744073709551616.0, -0.4) * (0.5 + cityHash64(number, 'd-tr2') % 1000 / 1000)) AS ms
    FROM numbers(8000)
)
WHERE dispatched_at + toIntervalMillisecond(ms) < '2026-05-21 16:20:00'
  AND NOT (tube_line = 'green' AND toDate(dispatched_at) = '2026-05-13')
  AND NOT (toDayOfWeek(dispatched_at) = 7 AND cityHash64(n, 'd-sun') % 100 < 55)
  AND NOT (toHour(dispatched_at) BETWEEN 0 AND 4 AND cityHash64(n, 'd-night') % 3 != 0)
  AND NOT (capsule_tag = 'K-007' AND dispatched_at >= '2026-05-02 00:00:00')
  AND NOT (capsule_tag = 'K-052' AND dispatched_at >= '2026-05-08 00:00:00')
  AND NOT (capsule_tag = 'K-081' AND dispatched_at >= '2026-05-14 00:00:00');

INSERT INTO rohrpost.dispatches
SELECT
    5600000 + number,
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'j-ms') % 57000),
    NULL, toUInt16(101 + cityHash64(number, 'j-s') % 36), 'chemistry', 'blue', concat('K-', leftPad(toString(10 + cityHash64(number, 'j-c') % 40), 3, '0')),
    'blood', 'routine', 'jammed', NULL, toNullable(toFloat32(2 + (cityHash64(number, 'j-g') % 300) / 100)), NULL, 0
FROM numbers(80);
