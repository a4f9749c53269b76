-- A city's waste collection: bins, truck rounds, pick-ups. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS waste;

DROP TABLE IF EXISTS waste.bins;
CREATE TABLE waste.bins
(
    bin_id     UInt32,
    district   LowCardinality(String),
    stream     LowCardinality(String) COMMENT 'what goes into the bin: residual, paper, organic, plastic or glass',
    cap_l      UInt16 COMMENT 'capacity in litres',
    customer   LowCardinality(String) COMMENT 'household, business or public',
    has_sensor Bool COMMENT 'true when the bin reports its fill level',
    placed_on  Date
)
ENGINE = MergeTree ORDER BY bin_id;

INSERT INTO waste.bins
SELECT
    toUInt32(10000 + number) AS bin_id,
    ['Old Town','Riverside','Northgate','Docklands','Hillcrest','Westfield'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-dist') / 18446744073709551616.0, 1.5)))] AS district,
    ['residual','paper','organic','plastic','glass'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-str') / 18446744073709551616.0, 1.4)))] AS stream,
    [120, 240, 660, 1100][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-cap') / 18446744073709551616.0, 1.4)))] AS cap_l,
    ['household','business','public'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-cust') / 18446744073709551616.0, 1.5)))] AS customer,
    cityHash64(number, 'b-sens') % 100 < 35 AS has_sensor,
    toDate('2026-03-20') - toUInt32(floor(3200 * pow(cityHash64(number, 'b-plc') / 18446744073709551616.0, 1.3))) AS placed_on
FROM numbers(1400);

DROP TABLE IF EXISTS waste.rounds;
CREATE TABLE waste.rounds
(
    round_id   UInt32,
    truck      LowCardinality(String),
    depot      LowCardinality(String) COMMENT 'yard the truck starts from',
    drive      LowCardinality(String) COMMENT 'diesel, cng or electric',
    crew_size  UInt8,
    started_at DateTime('UTC'),
    ended_at   Nullable(DateTime('UTC')) COMMENT 'null while the round is under way',
    state      LowCardinality(String) COMMENT 'finished, aborted or under_way',
    dist_km    Float64,
    fuel_l     Nullable(Decimal(7, 2)) COMMENT 'litres of fuel used; null for electric trucks and while under way'
)
ENGINE = MergeTree ORDER BY (truck, started_at);

-- 14 trucks, at most one round a day each: T-01 to T-09 in the morning, the others after noon. Few rounds on Sundays, none on 2026-05-01 (a holiday).
INSERT INTO waste.rounds
SELECT round_id, truck, depot, drive, crew_size, started_at,
       if(state = 'under_way', NULL, toNullable(planned_end)) AS ended_at,
       state, dist_km,
       if(drive = 'electric' OR state = 'under_way', NULL, toNullable(toDecimal64(round(dist_km * (0.28 + cityHash64(n, 'r-fuel') % 300 / 1000), 2), 2))) AS fuel_l
FROM
(
    SELECT
        number AS n,
        toUInt8(number % 14) AS ti,
        intDiv(number, 14) AS di,
        toUInt32(50000 + number) AS round_id,
        concat('T-', leftPad(toString(1 + ti), 2, '0')) AS truck,
        multiIf(ti < 7, 'Quarry Road', ti < 11, 'Eastgate', 'Pier Street') AS depot,
        multiIf(ti IN (2, 7, 11), 'electric', ti IN (4, 9), 'cng', 'diesel') AS drive,
        toUInt8(if(cityHash64(number, 'r-crew') % 100 < 40, 3, 2)) AS crew_size,
        toDateTime('2026-03-22 00:00:00', 'UTC') + toIntervalDay(di)
            + toIntervalMinute(if(ti < 9, 310 + cityHash64(number, 'r-st') % 50, 740 + cityHash64(number, 'r-st') % 70))
            + toIntervalSecond(1 + cityHash64(number, 'r-sec') % 58) AS started_at,
        10 + (ti * 5) % 8 + cityHash64(number, 'r-n') % 8 AS stops,
        9 + cityHash64(number, 'r-gap') % 8 AS gap_min,
        di < 60 AND cityHash64(number, 'r-ab') % 1000 < 40 AS aborted,
        started_at + toIntervalMinute(if(aborted, 10 + 8 * gap_min, 25 + stops * gap_min + cityHash64(number, 'r-end') % 20)) AS planned_end,
        multiIf(aborted, 'aborted', planned_end >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'under_way', 'finished') AS state,
        round(18 + 45 * pow(cityHash64(number, 'r-km') / 18446744073709551616.0, 1.5), 1) AS dist_km
    FROM numbers(854)
)
WHERE NOT (di = 40)
  AND NOT (toDayOfWeek(started_at) = 7 AND ti >= 3)
  AND NOT (ti >= 3 AND di < 60 AND cityHash64(n, 'r-off') % 100 < 6);

DROP TABLE IF EXISTS waste.pickups;
CREATE TABLE waste.pickups
(
    pickup_id UInt64,
    round_id  UInt32,
    truck     LowCardinality(String),
    bin_id    UInt32,
    picked_at DateTime64(3, 'UTC'),
    outcome   LowCardinality(String) COMMENT 'emptied, not_out (bin was not at the kerb), blocked (no access) or contaminated (wrong contents, left full)',
    net_kg    Nullable(Decimal(8, 2)) COMMENT 'weight taken; null when the bin was not emptied or the scale did not answer',
    fill_pct  Nullable(UInt8) COMMENT 'fill level before the pick-up in percent, null without a sensor reading',
    lift_ms   Nullable(UInt32) COMMENT 'duration of the lift, null when nothing was lifted',
    fee_eur   Decimal(8, 2) COMMENT 'list price of the visit; charged only when the bin was emptied',
    crew_tags Array(LowCardinality(String)) COMMENT 'remarks of the crew: overfull, lid_broken, bulky_beside, graffiti'
)
ENGINE = MergeTree ORDER BY (truck, picked_at);

-- Docklands is hardly accessible on 2026-05-19; T-12 lifts far too slowly on 2026-05-21; the scale of T-06 is dead on 2026-05-21. Bins 11360 and up are never visited.
INSERT INTO waste.pickups
SELECT pickup_id, round_id, truck, bin_id, picked_at, outcome,
       if(outcome = 'emptied' AND cityHash64(n, 'p-scale') % 1000 >= 15 AND NOT (truck = 'T-06' AND picked_at >= '2026-05-21 00:00:00'),
          toNullable(toDecimal64(round(cap_l * multiIf(stream = 'glass', 0.27, stream = 'organic', 0.22, stream = 'paper', 0.06, stream = 'plastic', 0.03, 0.11)
              * (0.3 + 0.9 * pow(cityHash64(n, 'p-kg') / 18446744073709551616.0, 0.8)), 2), 2)), NULL) AS net_kg,
       if(has_sensor AND cityHash64(n, 'p-fs') % 100 >= 4, toNullable(toUInt8(least(100, 22 + cityHash64(n, 'p-fill') % 86))), NULL) AS fill_pct,
       if(outcome = 'emptied',
          toNullable(toUInt32(floor(7000 * pow(1 - cityHash64(n, 'p-lift') / 18446744073709551616.0, -0.25) * if(truck = 'T-12' AND picked_at >= '2026-05-21 00:00:00', 3.6, 1.0)))), NULL) AS lift_ms,
       toDecimal64(round(cap_l * multiIf(customer = 'business', 0.035, customer = 'public', 0.009, 0.018), 2), 2) AS fee_eur,
       multiIf(tag < 5, ['overfull'], tag < 8, ['lid_broken'], tag < 11, ['overfull', 'bulky_beside'], tag < 13, ['graffiti'], emptyArrayString()) AS crew_tags
FROM
(
    SELECT
        s.n AS n, s.k AS k, 900000 + s.n AS pickup_id, r.round_id AS round_id, r.truck AS truck, r.state AS state, b.bin_id AS bin_id,
        b.cap_l AS cap_l, b.stream AS stream, b.customer AS customer, b.has_sensor AS has_sensor,
        10 + ((s.rn % 14) * 5) % 8 + cityHash64(s.rn, 'r-n') % 8 AS stops,
        9 + cityHash64(s.rn, 'r-gap') % 8 AS gap_min,
        toDateTime64(toStartOfMinute(r.started_at), 3, 'UTC')
            + toIntervalMinute(10 + s.k * gap_min + cityHash64(s.n, 'p-jit') % 6)
            + toIntervalMillisecond(1000 + cityHash64(s.n, 'p-ms') % 57000) AS picked_at,
        cityHash64(s.n, 'p-tag') % 100 AS tag,
        cityHash64(s.n, 'p-out') % 1000 AS o,
        multiIf(b.district = 'Docklands' AND toDate(picked_at) = '2026-05-19' AND o < 700, 'blocked',
                o < 60, 'not_out', o < 100, 'blocked',
                o < multiIf(b.stream = 'organic', 210, b.stream = 'plastic', 165, 120) + if(r.truck = 'T-08', 70, 0), 'contaminated',
                'emptied') AS outcome
    FROM
    (
        SELECT number AS n, intDiv(number, 24) AS rn, number % 24 AS k, toUInt32(50000 + intDiv(number, 24)) AS round_id,
               toUInt32(10000 + floor(1360 * pow(cityHash64(number, 'p-bin') / 18446744073709551616.0, 1.3))) AS bin_id
        FROM numbers(20496)
    ) AS s
    INNER JOIN waste.rounds AS r ON s.round_id = r.round_id
    INNER JOIN waste.bins AS b ON s.bin_id = b.bin_id
)
WHERE k < if(state = 'aborted', 8, stops) AND picked_at < '2026-05-21 16:20:00';

-- One bin is emptied again and again: six times a day from Monday to Wednesday.
INSERT INTO waste.pickups
SELECT
    990000 + number, toUInt32(50000 + (57 + number % 3) * 14 + 2), 'T-03', 10417,
    toDateTime64('2026-05-18 06:05:00', 3, 'UTC') + toIntervalDay(number % 3) + toIntervalMinute(12 * intDiv(number, 3)) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    'emptied', toDecimal64(round(4 + cityHash64(number, 'x-kg') % 900 / 100, 2), 2), NULL, toUInt32(8000 + cityHash64(number, 'x-lift') % 3000), toDecimal64(4.32, 2), emptyArrayString()
FROM numbers(18);
