-- Intercity buses. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59.
DROP DATABASE IF EXISTS busline;
CREATE DATABASE busline;

CREATE TABLE busline.routes
(
    route_id   UInt16,
    line_code  String COMMENT 'as printed on the bus, e.g. X04',
    origin     LowCardinality(String),
    destination LowCardinality(String),
    line_type  LowCardinality(String) COMMENT 'day, night or express',
    length_km  UInt16,
    partner    LowCardinality(String) COMMENT 'company that drives the line for us',
    opened_on  Date
)
ENGINE = MergeTree ORDER BY route_id;

INSERT INTO busline.routes
SELECT 11 + number, concat('X', leftPad(toString(number + 1), 2, '0')),
    ['Lyon','Turin','Basel','Munich','Prague','Vienna'][1 + number % 6],
    ['Geneva','Milan','Zagreb','Berlin','Krakow','Budapest','Nice'][1 + cityHash64(number, 'r-to') % 7],
    ['day','express','night','day','day'][1 + number % 5],
    180 + number * 23 + cityHash64(number, 'r-km') % 60,
    ['Alpina Tours','Rapidbus','Kessler','Danube Coach'][1 + cityHash64(number, 'r-part') % 4],
    toDate('2026-02-01') - toUInt32(cityHash64(number, 'r-open') % 2400)
FROM numbers(18);

CREATE TABLE busline.departures
(
    departure_id UInt64,
    route_id     UInt16,
    coach        String COMMENT 'fleet number of the vehicle',
    planned_at   DateTime64(3, 'UTC') COMMENT 'departure by the timetable',
    left_at      Nullable(DateTime64(3, 'UTC')),
    arrived_at   Nullable(DateTime64(3, 'UTC')),
    state        LowCardinality(String) COMMENT 'running, arrived or cancelled',
    late_min     Nullable(Int32) COMMENT 'minutes behind the timetable when leaving, null when cancelled',
    seats        UInt8,
    boarded      Nullable(UInt8) COMMENT 'passengers on board when leaving'
)
ENGINE = MergeTree ORDER BY planned_at;

-- Strike on 2026-05-09: nothing leaves. Coach K-117 is late nearly always in May.
INSERT INTO busline.departures
SELECT 300000 + n, route_id, coach, planned_at,
    if(canc, NULL, planned_at + toIntervalMinute(late)),
    if(canc OR planned_at + toIntervalMinute(late + ride) >= '2026-05-21 16:20:00', NULL, planned_at + toIntervalMinute(late + ride)),
    multiIf(canc, 'cancelled', planned_at + toIntervalMinute(late + ride) >= '2026-05-21 16:20:00', 'running', 'arrived'),
    if(canc, NULL, toNullable(toInt32(late))), seats,
    if(canc, NULL, toNullable(toUInt8(floor(seats * (0.25 + 0.75 * pow(cityHash64(n, 'd-load') / 18446744073709551616.0, 0.8))))))
FROM
(
    SELECT number AS n,
        toUInt16(11 + cityHash64(number, 'd-route') % 18) AS route_id,
        concat('K-', toString(101 + toUInt32(floor(40 * pow(cityHash64(number, 'd-coach') / 18446744073709551616.0, 1.2))))) AS coach,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93600 * pow(cityHash64(number, 'd-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(20) AS planned_at,
        if(coach = 'K-117' AND planned_at >= '2026-05-01', 45 + cityHash64(number, 'd-lt2') % 60,
           toUInt32(floor(4 * pow(1 - cityHash64(number, 'd-late') / 18446744073709551616.0, -0.62)) - 4)) AS late0,
        least(late0, 170) AS late,
        toUInt32((180 + (route_id - 11) * 23) * 0.8 + cityHash64(number, 'd-ride') % 70) AS ride,
        cityHash64(number, 'd-canc') % 1000 < 52 AS canc,
        toUInt8([49, 53, 57, 78][1 + cityHash64(coach, 'd-seats') % 4]) AS seats
    FROM numbers(6000)
)
WHERE toDate(planned_at) != '2026-05-09' AND planned_at + toIntervalMinute(late) < '2026-05-21 16:20:00';

CREATE TABLE busline.ticket_sales
(
    ticket_id    UInt64,
    sold_at      DateTime64(3, 'UTC'),
    route_id     UInt16,
    buyer_id     UInt32,
    channel      LowCardinality(String) COMMENT 'web, app, counter or driver',
    fare_class   LowCardinality(String) COMMENT 'A = adult, S = student, C = child, P = pensioner',
    price_cents  UInt32 COMMENT 'in euro cents',
    ticket_state LowCardinality(String) COMMENT 'valid, refunded or void - only valid tickets keep their money',
    bags         UInt8
)
ENGINE = MergeTree ORDER BY sold_at;

INSERT INTO busline.ticket_sales
SELECT 5000000 + number,
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
        - toIntervalMinute(1 + toUInt32(floor(93600 * pow(cityHash64(number, 't-ts') / 18446744073709551616.0, 1.25))))
        + toIntervalMillisecond(1000 + cityHash64(number, 't-ms') % 57000) AS sold_at,
    toUInt16(11 + toUInt8(floor(18 * pow(cityHash64(number, 't-route') / 18446744073709551616.0, 1.2)))) AS route_id,
    20000 + toUInt32(floor(3500 * pow(cityHash64(number, 't-buyer') / 18446744073709551616.0, 1.5))),
    ['web','app','counter','driver'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-chan') / 18446744073709551616.0, 1.5)))] AS channel,
    ['A','S','P','C'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-cls') / 18446744073709551616.0, 1.6)))] AS fare_class,
    toUInt32(intDiv((900 + (route_id - 11) * 140 + cityHash64(number, 't-price') % 2200) * multiIf(fare_class = 'C', 50, fare_class = 'S', 75, fare_class = 'P', 80, 100), 100)),
    multiIf(cityHash64(number, 't-st') % 1000 < multiIf(channel = 'app', 95, channel = 'web', 70, channel = 'counter', 40, 15), 'refunded', cityHash64(number, 't-st') % 1000 >= 975, 'void', 'valid'),
    toUInt8([0, 1, 1, 1, 2, 3][1 + cityHash64(number, 't-bags') % 6])
FROM numbers(9000);
-- Everybody asks for their money back on 2026-05-20 11:00 to 13:00 (a double booking of the same seats).
INSERT INTO busline.ticket_sales
SELECT 5900000 + number,
    toDateTime64('2026-05-20 11:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'u-ms') % 57000),
    14, 20000 + toUInt32(cityHash64(number, 'u-b') % 3500), 'web', 'A', 1990, 'refunded', 1
FROM numbers(110);
