-- coldchain: a haulier of refrigerated goods: trips of its reefer trucks, readings of the temperature probes in the hold, and openings of the hold doors.
CREATE DATABASE IF NOT EXISTS coldchain;
DROP TABLE IF EXISTS coldchain.trips;
DROP TABLE IF EXISTS coldchain.readings;
DROP TABLE IF EXISTS coldchain.door_events;
CREATE TABLE coldchain.trips
(
    trip_id UInt32,
    truck LowCardinality(String),
    driver_code LowCardinality(String),
    origin LowCardinality(String) COMMENT 'depot where the trip starts',
    dest_country LowCardinality(String) COMMENT 'country of the receiver, ISO code',
    cargo Enum8('dairy' = 1, 'meat' = 2, 'ice_cream' = 3, 'vaccines' = 4, 'produce' = 5),
    setpoint_c Int8 COMMENT 'temperature ordered for the hold, degrees Celsius',
    departed_at DateTime('UTC'),
    arrived_at Nullable(DateTime('UTC')) COMMENT 'NULL while the truck is still on the road',
    distance_km UInt16 COMMENT 'planned route',
    load_kg UInt32,
    freight_eur Decimal(10, 2) COMMENT 'agreed price, invoiced only once the receiver has accepted the load',
    status Enum8('on_road' = 1, 'accepted' = 2, 'rejected' = 3) COMMENT 'rejected: the receiver refused the load, not paid'
)
ENGINE = MergeTree ORDER BY (departed_at, trip_id) COMMENT 'one row per trip with a load';
CREATE TABLE coldchain.readings
(
    read_at DateTime('UTC'),
    trip_id UInt32,
    probe Enum8('front' = 1, 'rear' = 2) COMMENT 'place of the probe in the hold',
    temp_c Nullable(Float32) COMMENT 'air temperature, NULL if the probe did not answer',
    unit_mode Enum8('cooling' = 1, 'idle' = 2, 'defrost' = 3) COMMENT 'what the refrigeration unit was doing',
    fuel_pct UInt8 COMMENT 'tank of the refrigeration unit'
)
ENGINE = MergeTree ORDER BY (trip_id, read_at) COMMENT 'every half hour during a trip';
CREATE TABLE coldchain.door_events
(
    event_id UInt32,
    trip_id UInt32,
    opened_at DateTime('UTC'),
    open_s UInt32 COMMENT 'how long the door stayed open, seconds',
    door Enum8('rear' = 1, 'side' = 2),
    place Enum8('depot' = 1, 'customer' = 2, 'roadside' = 3) COMMENT 'where the truck stood. roadside: neither at a depot nor at a customer',
    alarm UInt8 COMMENT '1 if the door alarm sounded'
)
ENGINE = MergeTree ORDER BY (opened_at, event_id) COMMENT 'one row per opening of a hold door';
INSERT INTO coldchain.trips
SELECT 3001 + n, concat('RF-', leftPad(toString(tr), 2, '0')), drv,
    ['Venlo', 'Ghent', 'Hamburg', 'Venlo'][1 + cityHash64(n, 'o') % 4],
    ['DE', 'FR', 'IT', 'PL', 'ES', 'FR', 'DE', 'IT'][1 + cityHash64(n, 'd') % 8],
    car, transform(car, ['dairy', 'meat', 'ice_cream', 'vaccines', 'produce'], [4, 1, -22, 5, 8], 0),
    dep, if(arr > '2026-05-21 16:20:00', NULL, arr),
    toUInt16(intDiv(dur, 60) * (62 + cityHash64(n, 'sp') % 16) / 60), 4000 + 10 * (cityHash64(n, 'kg') % 1800),
    toDecimal64(350 + intDiv(dur, 60) * 2 + cityHash64(n, 'eu') % 400 + (car = 'vaccines') * 600, 2) + toDecimal64(cityHash64(n, 'ct') % 4 * 0.25, 2),
    multiIf(arr > '2026-05-21 16:20:00', 'on_road', cityHash64(n, 'rj') % 1000 < 45 + 30 * (car = 'ice_cream') OR (tr = 17 AND dep >= '2026-05-09 00:00:00' AND cityHash64(n, 'rj') % 2 = 0), 'rejected', 'accepted')
FROM
(
    SELECT number AS n, 1 + number % 24 AS tr,
        concat('D', leftPad(toString(1 + cityHash64(n, 'drv') % 18), 2, '0')) AS drv,
        ['dairy', 'dairy', 'meat', 'ice_cream', 'vaccines', 'produce', 'meat', 'ice_cream'][1 + cityHash64(n, 'cg') % 8] AS c0,
        if(c0 = 'vaccines' AND drv IN ('D05', 'D11'), 'produce', c0) AS car,
        toDateTime('2026-04-07 00:00:00', 'UTC') + number * 10700 + cityHash64(n, 'dep') % 9000 AS dep,
        180 * 60 + cityHash64(n, 'dur') % (520 * 60) AS dur, dep + dur AS arr
    FROM numbers(360)
);
INSERT INTO coldchain.readings
SELECT at, trip_id, if(k % 2 = 0, 'front', 'rear') AS pr,
    if(cityHash64(trip_id, k, 'nul') % 1000 < if(k % 2 = 0, 15, 42), NULL,
       round(setpoint_c + (toInt32(cityHash64(trip_id, k, 't') % 240) - 110) / 100 + if(md = 'defrost', 1.8, 0) + if(cityHash64(trip_id, k, 'spk') % 1000 < 18, 8.5, 0)
         + if(truck = 'RF-17' AND departed_at >= '2026-05-09 00:00:00', 6.5 + least(k, 8) * 0.5, 0), 2)),
    md, greatest(12, 96 - 3 * k - cityHash64(trip_id, 'fu') % 22)
FROM
(
    SELECT trip_id, truck, setpoint_c, departed_at, arrayJoin(range(24)) AS k, departed_at + 600 + k * 1800 AS at,
        ['cooling', 'cooling', 'cooling', 'idle', 'idle', 'cooling', 'cooling', 'idle', 'cooling', 'defrost'][1 + cityHash64(trip_id, k, 'md') % 10] AS md
    FROM coldchain.trips
    WHERE at <= ifNull(arrived_at, toDateTime('2026-05-21 16:20:00', 'UTC'))
);
INSERT INTO coldchain.door_events
SELECT 90001 + rowNumberInAllBlocks(), trip_id, at, sec, dr, pl, pl = 'roadside' AND (sec > 600 OR cityHash64(at, trip_id, 'al') % 5 = 0)
FROM
(
    SELECT * FROM
    (
    SELECT trip_id, at, dr, pl, sec FROM
    (
        SELECT trip_id, arrayJoin(range(1 + cityHash64(trip_id, 'nd') % 5)) AS k, cityHash64(trip_id, k, 'e') AS h,
            if(k = 0, departed_at + 120 + h % 900, departed_at + 1800 + (h % 100) * intDiv(dateDiff('second', departed_at, ifNull(arrived_at, departed_at + 14000)) - 2000, 100)) AS at,
            if(cityHash64(trip_id, k, 'dr') % 10 < 7, 'rear', 'side') AS dr,
            multiIf(k = 0, 'depot', h % 100 > 70, 'customer', h % 7 < 4, 'roadside', 'customer') AS pl,
            multiIf(pl = 'depot', 240 + intDiv(h, 7) % 1300, pl = 'customer', 300 + intDiv(h, 7) % 2300, intDiv(h, 11) % 10 = 0, 900 + intDiv(h, 7) % 1500, 20 + intDiv(h, 7) % 700) AS sec
        FROM coldchain.trips
    )
    WHERE at <= '2026-05-21 16:00:00'
    UNION ALL
    SELECT trip_id, toDateTime('2026-05-16 02:03:00', 'UTC') + 90 * number + cityHash64(trip_id, number, 'x') % 80 AS at, 'rear' AS dr, 'roadside' AS pl, 12 + cityHash64(trip_id, number, 'y') % 60 AS sec
    FROM (SELECT trip_id, departed_at, arrived_at FROM coldchain.trips WHERE departed_at < '2026-05-16 02:00:00' AND arrived_at > '2026-05-16 03:00:00') AS t CROSS JOIN numbers(34) AS n
    )
    ORDER BY at, trip_id, sec
);
