-- The public swimming pools of a city: visits, courses, incidents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS baths;

DROP TABLE IF EXISTS baths.courses;
CREATE TABLE baths.courses
(
    course_id UInt32,
    title     String,
    kind      LowCardinality(String) COMMENT 'beginners, aqua_fit, baby, lanes or diving',
    pool      LowCardinality(String),
    coach     String,
    starts_on Date COMMENT 'first session; the programme reaches into August 2026',
    sessions  UInt8,
    places    UInt16,
    booked    UInt16 COMMENT 'places taken; as many as places when the course is full',
    price_eur Decimal(10, 2),
    cancelled Bool COMMENT 'true when the course was called off'
)
ENGINE = MergeTree ORDER BY course_id;

INSERT INTO baths.courses
SELECT
    300 + number AS course_id,
    concat(['Beginners','Aqua fit','Baby swimming','Lane training','Diving'][k], ' ', toString(100 + number)) AS title,
    ['beginners','aqua_fit','baby','lanes','diving'][k] AS kind,
    ['Harbour','Lakeview','Old Mill','Linden','Westend','Northside'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-pool') / 18446744073709551616.0, 1.2)))] AS pool,
    ['Petra Lang','Ivo Kern','Nadia Fell','Tom Auer','Greta Holt','Sami Rauch','Lea Brandl'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'c-coach') / 18446744073709551616.0, 1.4)))] AS coach,
    toDate('2026-01-05') + toUInt32(floor(220 * (cityHash64(number, 'c-start') / 18446744073709551616.0))) AS starts_on,
    [8, 10, 10, 12][1 + cityHash64(number, 'c-sess') % 4] AS sessions,
    [8, 10, 12, 16, 20][1 + cityHash64(number, 'c-places') % 5] AS places,
    toUInt16(least(places, floor(places * (0.2 + 1.1 * pow(cityHash64(number, 'c-book') / 18446744073709551616.0, if(kind = 'diving', 1.8, 0.7)))))) AS booked,
    toDecimal64([60, 75, 90, 110, 180][k] + 5 * (cityHash64(number, 'c-price') % 6), 2) AS price_eur,
    CAST(cityHash64(number, 'c-off') % 100 < if(kind = 'diving', 25, 9) AS Bool) AS cancelled
FROM
(
    SELECT number, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-kind') / 18446744073709551616.0, 1.3))) AS k
    FROM numbers(260)
);

DROP TABLE IF EXISTS baths.visits;
CREATE TABLE baths.visits
(
    visit_id   UInt64,
    entered_at DateTime('UTC'),
    left_at    Nullable(DateTime('UTC')) COMMENT 'null while the guest is still inside, or when the exit gate missed the guest',
    pool       LowCardinality(String),
    ticket     LowCardinality(String) COMMENT 'single, evening, ten_card, season or school',
    fee_eur    Decimal(10, 2) COMMENT 'paid at the till for this entry; 0 with ten_card, season and school',
    refunded   Bool COMMENT 'true when the fee was given back',
    card_no    Nullable(UInt32) COMMENT 'member card; null for guests without one',
    age_grp    LowCardinality(String) COMMENT 'child, teen, adult or senior',
    course_id  Nullable(UInt32) COMMENT 'the course for which the guest came; null for free swimming'
)
ENGINE = MergeTree ORDER BY (pool, entered_at);

-- Pools open from 6 to 22. Westend was shut on 2026-05-06 and 2026-05-07; card 3117 is passed around on 2026-05-21.
INSERT INTO baths.visits
SELECT
    8000000 + n AS visit_id,
    entered_at,
    if(leaves < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(n, 'v-gate') % 100 >= 3, toNullable(leaves), NULL) AS left_at,
    pool,
    ticket,
    toDecimal64(multiIf(ticket = 'evening', 3.5, ticket != 'single', 0.0, age_grp = 'child', 2.5, age_grp = 'teen', 4.0, age_grp = 'senior', 4.5, pool = 'Lakeview', 8.0, 6.0), 2) AS fee_eur,
    CAST(ticket IN ('single', 'evening') AND cityHash64(n, 'v-ref') % 100 < 5 AS Bool) AS refunded,
    if(has_card, toNullable(1000 + toUInt32(floor(2500 * pow(cityHash64(n, 'v-card') / 18446744073709551616.0, 1.5)))), NULL) AS card_no,
    age_grp,
    if(on_course, toNullable(toUInt32(300 + c)), NULL) AS course_id
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(75 * pow(cityHash64(number, 'v-day') / 18446744073709551616.0, 1.3))))
            + toIntervalMinute(360 + toUInt32(floor(959 * (0.45 * pow(cityHash64(number, 'v-m1') / 18446744073709551616.0, 1.3) + 0.55 * (cityHash64(number, 'v-m2') / 18446744073709551616.0)))))
            + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58) AS entered_at,
        toUInt64(floor(200 * pow(cityHash64(number, 'v-crs') / 18446744073709551616.0, 1.4))) AS c,
        1 + toUInt8(floor(5 * pow(cityHash64(c, 'c-kind') / 18446744073709551616.0, 1.3))) AS k,
        cityHash64(number, 'v-isc') % 100 < 34
            AND toDate('2026-01-05') + toUInt32(floor(220 * (cityHash64(c, 'c-start') / 18446744073709551616.0))) <= toDate(entered_at)
            AND cityHash64(c, 'c-off') % 100 >= if(k = 5, 25, 9) AS on_course,
        ['Harbour','Lakeview','Old Mill','Linden','Westend','Northside'][1 + toUInt8(floor(6 * pow(
            if(on_course, cityHash64(c, 'c-pool'), cityHash64(number, 'v-pool')) / 18446744073709551616.0, if(on_course, 1.2, 1.4))))] AS pool,
        ['adult','child','teen','senior'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-age') / 18446744073709551616.0, 1.4)))] AS age_grp,
        cityHash64(number, 'v-hc') % 100 < 52 AS has_card,
        cityHash64(number, 'v-tick') % 100 AS r,
        multiIf(has_card AND r < if(age_grp = 'senior', 65, if(pool = 'Old Mill', 50, 34)), 'season',
                has_card AND r < 72, 'ten_card',
                toHour(entered_at) >= 17 AND r < 90, 'evening',
                NOT has_card AND age_grp IN ('child', 'teen') AND toDayOfWeek(entered_at) < 6 AND toHour(entered_at) < 14 AND r < 60, 'school',
                'single') AS ticket,
        entered_at + toIntervalMinute(25 + if(pool = 'Lakeview', 35, 0) + if(pool = 'Linden', 14, 0)
            + toUInt32(floor(150 * pow(cityHash64(number, 'v-stay') / 18446744073709551616.0, 1.7)))) AS leaves
    FROM numbers(19000)
)
WHERE entered_at < toDateTime('2026-05-21 16:20:00', 'UTC')
  AND NOT (pool = 'Westend' AND toDate(entered_at) IN (toDate('2026-05-06'), toDate('2026-05-07')))
  AND NOT (toDayOfWeek(entered_at) = 1 AND cityHash64(n, 'v-mon') % 100 < 35)
  AND NOT (toDayOfWeek(entered_at) = 7 AND toHour(entered_at) >= 17 AND cityHash64(n, 'v-sun') % 100 < 45);

-- Card 3117, at every pool.
INSERT INTO baths.visits
SELECT
    8900000 + number, toDateTime('2026-05-21 06:00:00', 'UTC') + toIntervalMinute(5 + cityHash64(number, 'w-ts') % 600) + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58),
    NULL, ['Harbour','Lakeview','Old Mill','Linden','Westend','Northside'][1 + cityHash64(number, 'w-pool') % 6], 'season', toDecimal64(0, 2), CAST(0 AS Bool), toNullable(toUInt32(3117)), 'adult', NULL
FROM numbers(46);

DROP TABLE IF EXISTS baths.incidents;
CREATE TABLE baths.incidents
(
    incident_id UInt32,
    happened_at DateTime('UTC'),
    pool        LowCardinality(String),
    category    LowCardinality(String) COMMENT 'first_aid, technical, vandalism, water_quality or rescue',
    severity    UInt8 COMMENT '1 (trifle) to 5 (grave)',
    resp_s      Nullable(UInt32) COMMENT 'response time: seconds until staff were on the spot; null when nobody had to go',
    evacuated   Bool COMMENT 'true when the basin was cleared of swimmers',
    resolved_at Nullable(DateTime('UTC')) COMMENT 'null while the incident is still open',
    areas       Array(String) COMMENT 'where it was: slide, deck, deep_end, showers, sauna'
)
ENGINE = MergeTree ORDER BY (happened_at, incident_id);

-- Few incidents on Tuesdays; Northside is slow to respond.
INSERT INTO baths.incidents
SELECT
    50000 + n AS incident_id,
    happened_at,
    pool,
    category,
    severity,
    if(cityHash64(n, 'n-nobody') % 100 < if(category IN ('technical', 'vandalism'), 30, 6), NULL,
       toNullable(toUInt32(floor(32 * multiIf(pool = 'Northside', 2.2, pool = 'Linden', 1.6, pool = 'Westend', 1.25, 1.0) * multiIf(category = 'rescue', 0.6, category = 'technical', 2.5, category = 'vandalism', 3.2, 1.0)
           * pow(1 - cityHash64(n, 'n-resp') / 18446744073709551616.0, -0.4))))) AS resp_s,
    CAST((severity >= 4 AND cityHash64(n, 'n-evac') % 100 < 62) OR (severity = 3 AND cityHash64(n, 'n-evac') % 100 < 18) AS Bool) AS evacuated,
    if(ends < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(n, 'n-open') % 100 >= 3, toNullable(ends), NULL) AS resolved_at,
    if(empty(found), ['deck'], found) AS areas
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 00:00:00', 'UTC')
            - toIntervalDay(toUInt32(floor(75 * pow(cityHash64(number, 'n-day') / 18446744073709551616.0, 1.25))))
            + toIntervalMinute(360 + toUInt32(floor(959 * pow(cityHash64(number, 'n-min') / 18446744073709551616.0, 0.9))))
            + toIntervalSecond(1 + cityHash64(number, 'n-s') % 58) AS happened_at,
        ['Lakeview','Harbour','Northside','Linden','Old Mill','Westend'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'n-pool') / 18446744073709551616.0, 1.3)))] AS pool,
        ['first_aid','technical','vandalism','water_quality','rescue'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'n-cat') / 18446744073709551616.0, 1.4)))] AS category,
        toUInt8([1, 1, 1, 2, 2, 2, 3, 3, 4, 5][1 + cityHash64(number, 'n-sev') % 10]) AS severity,
        happened_at + toIntervalMinute(6 + toUInt32(floor(420 * pow(cityHash64(number, 'n-end') / 18446744073709551616.0, 2.5)))) AS ends,
        arrayFilter(x -> cityHash64(number, x) % 100 < 27, ['slide','deck','deep_end','showers','sauna']) AS found
    FROM numbers(1800)
)
WHERE happened_at < toDateTime('2026-05-21 16:20:00', 'UTC')
  AND NOT (toDayOfWeek(happened_at) = 2 AND cityHash64(n, 'n-tue') % 100 < 45);
