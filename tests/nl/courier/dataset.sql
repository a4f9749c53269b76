-- courier: a same-day courier. shipments = one row per booked parcel, stops = one row per visit of a rider to a door, riders = the fleet
CREATE DATABASE IF NOT EXISTS courier;
DROP TABLE IF EXISTS courier.shipments;
DROP TABLE IF EXISTS courier.stops;
DROP TABLE IF EXISTS courier.riders;
CREATE TABLE courier.riders
(
    rider_id UInt16,
    name String,
    vehicle LowCardinality(String) COMMENT 'bike, ebike, scooter, van',
    home_city LowCardinality(String),
    joined_on Date,
    contract LowCardinality(String) COMMENT 'employee or freelance'
) ENGINE = MergeTree ORDER BY rider_id;
CREATE TABLE courier.shipments
(
    id UInt64,
    booked_at DateTime('UTC'),
    picked_up_at Nullable(DateTime('UTC')),
    delivered_at Nullable(DateTime('UTC')),
    customer_id UInt32 COMMENT 'the sender',
    rider_id Nullable(UInt16) COMMENT 'null until a rider has taken the job',
    city LowCardinality(String),
    service LowCardinality(String) COMMENT 'express, sameday, evening',
    promised_min UInt16 COMMENT 'promised minutes from booking to delivery',
    weight_g UInt32,
    distance Float32 COMMENT 'km, pickup to drop-off',
    fee Decimal(8, 2) COMMENT 'euros, paid by the sender',
    status LowCardinality(String) COMMENT 'booked = waiting for a rider, on_road = picked up, delivered, bounced = could not be handed over, fee refunded, cancelled = called off by the sender, not charged',
    stars Nullable(UInt8) COMMENT 'rating by the recipient, 1 to 5, null when not rated'
) ENGINE = MergeTree ORDER BY booked_at;
CREATE TABLE courier.stops
(
    stop_id UInt64,
    shipment_id UInt64 COMMENT 'shipments.id',
    rider_id UInt16,
    arrived_at DateTime('UTC'),
    kind Enum8('pickup' = 1, 'dropoff' = 2),
    attempt UInt8,
    outcome LowCardinality(String) COMMENT 'ok, nobody_home, wrong_address, refused, closed (anything but ok means the stop failed)',
    dwell_s UInt32 COMMENT 'waiting time at the door',
    city LowCardinality(String)
) ENGINE = MergeTree ORDER BY arrived_at;
INSERT INTO courier.riders
SELECT toUInt16(101 + number),
    concat(['Ana','Bram','Chloe','Dirk','Elif','Femke','Goran','Hugo','Ines','Jonas','Karim','Lotte','Milan','Nora','Omar','Pia','Quinten','Rosa','Stijn','Tess'][number % 20 + 1], ' ',
           ['Peeters','Janssens','Maes','Yilmaz'][intDiv(number, 20) * 2 + number % 2 + 1]),
    ['bike','bike','ebike','ebike','scooter','van','van'][cityHash64(number, 'veh') % 7 + 1],
    ['Ghent','Antwerp','Brussels','Leuven'][number % 4 + 1],
    toDate('2023-02-01') + cityHash64(number, 'joi') % 1180,
    if(cityHash64(number, 'act') % 10 < 4, 'freelance', 'employee')
FROM numbers(40);
INSERT INTO courier.shipments
SELECT 50000 + n, t,
    if(st IN ('on_road', 'delivered', 'bounced'), pu, NULL),
    if(st = 'delivered', de, NULL),
    cust, if(st IN ('on_road', 'delivered', 'bounced'), rid, NULL), ci, sv,
    transform(sv, ['express','sameday','evening'], [90, 180, 210], 0),
    w, round(km, 1),
    toDecimal64(round(transform(sv, ['express','sameday','evening'], [9.5, 6.0, 7.0], 0) + km * 0.55 + if(w > 10000, 4, 0), 2), 2),
    st,
    if(st = 'delivered' AND cityHash64(n, 'ra') % 100 < 45, toUInt8([1,2,3,4,4,4,5,5,5,5,5][cityHash64(n, 'stars') % 11 + 1]), NULL)
FROM
(
    SELECT n, t, pu, de, cust, ci, sv, km, w,
        toUInt16(101 + indexOf(['Ghent','Antwerp','Brussels','Leuven'], ci) - 1 + 4 * (cityHash64(n, 'rid') % 10)) AS rid,
        cityHash64(n, 'st') % 100 + if(ci = 'Leuven', 3, 0) AS s,
        multiIf(s < 6, 'cancelled', s >= 94 OR (ci = 'Antwerp' AND toDate(t) = '2026-05-12'), if(de + 3600 < toDateTime('2026-05-21 16:20:00', 'UTC'), 'bounced', if(pu < toDateTime('2026-05-21 16:20:00', 'UTC'), 'on_road', 'booked')),
                de < toDateTime('2026-05-21 16:20:00', 'UTC'), 'delivered', pu < toDateTime('2026-05-21 16:20:00', 'UTC'), 'on_road', 'booked') AS st
    FROM
    (
        SELECT number AS n,
            if(n < 3000 OR n >= 3110, toDateTime('2026-04-08 00:00:00', 'UTC') + multiIf(n >= 3145, 43, n >= 3110, 34, cityHash64(n, 'day') % 44) * 86400
              + [7,8,8,9,9,9,10,10,10,11,11,11,12,12,13,13,14,14,14,15,15,16,16,17,17,18,19,20][cityHash64(n, 'hour') % 28 + 1] * 3600 + cityHash64(n, 'sec') % 3600,
              toDateTime('2026-05-19 12:10:00', 'UTC') + cityHash64(n, 'rush') % 1500) AS t,
            if(n >= 3110 AND n < 3145, 'Antwerp', ['Ghent','Ghent','Ghent','Antwerp','Antwerp','Antwerp','Antwerp','Brussels','Brussels','Brussels','Brussels','Brussels','Leuven'][cityHash64(n, 'city') % 13 + 1]) AS ci,
            ['express','express','sameday','sameday','sameday','evening'][cityHash64(n, 'svc') % 6 + 1] AS sv,
            toUInt32(2001 + floor(pow((cityHash64(n, 'cust') % 1000000) / 1000000, 2.2) * 320)) AS cust,
            toUInt32(200 + pow((cityHash64(n, 'wt') % 1000000) / 1000000, 3) * 28000) AS w,
            0.8 + pow((cityHash64(n, 'km') % 100000) / 100000, 1.5) * 21 AS km,
            t + 240 + cityHash64(n, 'pu') % if(sv = 'express', 1500, 5400) AS pu,
            pu + toUInt32(300 + km * 150) + cityHash64(n, 'de') % if(sv = 'express', 2400, 7200) AS de
        FROM numbers(3195)
    )
    WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC')
);
INSERT INTO courier.stops
SELECT id * 10 + if(a.1 = 'dropoff', 4, 0) + a.3, id, assumeNotNull(rider_id), a.2, a.1, a.3, a.4, a.5, city
FROM
(
    SELECT id, rider_id, city, assumeNotNull(picked_up_at) AS p, assumeNotNull(delivered_at) AS d,
        status = 'bounced' OR (status = 'delivered' AND cityHash64(id, 'second') % 15 = 0) AS missed,
        cityHash64(id, 'late') % 22 = 0 AS shut,
        city = 'Antwerp' AND toDate(booked_at) = '2026-05-12' AS bad,
        arrayConcat(
          if(shut, [('pickup', p - 200, toUInt8(1), 'closed', toUInt32(60 + cityHash64(id, 'dw0') % 100))], []),
          [('pickup', p, toUInt8(if(shut, 2, 1)), 'ok', toUInt32(40 + cityHash64(id, 'dw1') % 560))],
          if(missed, [('dropoff', p + 290, toUInt8(1), if(bad, 'wrong_address', ['nobody_home','nobody_home','nobody_home','wrong_address','refused','closed'][cityHash64(id, 'why') % 6 + 1]), toUInt32(60 + cityHash64(id, 'dw3') % 540))], []),
          if(status = 'bounced', [('dropoff', p + 3300, toUInt8(2), if(bad, 'wrong_address', ['nobody_home','nobody_home','wrong_address','refused'][cityHash64(id, 'why2') % 4 + 1]), toUInt32(60 + cityHash64(id, 'dw5') % 540))], []),
          if(status = 'delivered', [('dropoff', d, toUInt8(if(missed, 2, 1)), 'ok', toUInt32(30 + cityHash64(id, 'dw4') % 300))], [])
        ) AS l
    FROM courier.shipments WHERE status IN ('on_road', 'delivered', 'bounced')
)
ARRAY JOIN l AS a;
