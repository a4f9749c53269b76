-- Clock: 2026-05-21 16:20:00 UTC. No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS taxi;
CREATE DATABASE taxi;

CREATE TABLE taxi.drivers
(
    id UInt32,
    name String,
    car String,
    status String,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO taxi.drivers
SELECT
    100 + number,
    concat(['Anna','Ben','Carla','David','Elif','Farid','Greta','Hugo','Irina','Jonas'][1 + number % 10], ' ',
           ['Berger','Klein','Moreau','Novak','Rossi','Yilmaz'][1 + intDiv(number, 10)]),
    ['sedan','sedan','van','suv','electric'][1 + cityHash64(number, 'd-car') % 5],
    multiIf(number % 19 = 7, 'suspended', number % 13 = 5, 'inactive', 'active'),
    toDateTime64('2026-04-01 10:00:00', 3, 'UTC') - toIntervalMinute(cityHash64(number, 'd-cr') % 900000) + toIntervalMillisecond(1000 + cityHash64(number, 'd-ms') % 50000)
FROM numbers(60);

CREATE TABLE taxi.rides
(
    id UInt64,
    user_id UInt32,
    driver_id Nullable(UInt32),
    city String,
    status String,
    price Float64,
    distance Float64,
    duration Nullable(UInt32),
    rating Nullable(UInt8),
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY created_at;

INSERT INTO taxi.rides
SELECT id, user_id, driver_id, city, status, price, distance,
       if(status = 'completed', toNullable(minutes), NULL) AS duration,
       if(status = 'completed' AND cityHash64(n, 'r-rated') % 10 < 6, toNullable(toUInt8([5,5,5,4,4,3,2,1,5,4][1 + cityHash64(n, 'r-stars') % 10])), NULL) AS rating,
       created_at
FROM
(
    SELECT
        number AS n,
        100000 + number AS id,
        1 + toUInt32(floor(900 * pow(cityHash64(number, 'r-user') / 18446744073709551616.0, 1.6))) AS user_id,
        ['Berlin','Hamburg','Munich','Cologne','Dresden'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-city') / 18446744073709551616.0, 1.4)))] AS city,
        cityHash64(number, 'r-st') % 100 AS s,
        multiIf(s < 14, 'cancelled', s < 19, 'no_show', 'completed') AS status,
        if(status = 'cancelled' AND cityHash64(number, 'r-nodrv') % 2 = 0, NULL, toNullable(100 + toUInt32(floor(56 * pow(cityHash64(number, 'r-drv2') / 18446744073709551616.0, 1.4))))) AS driver_id,
        round(0.7 + 3.2 * pow(1 - cityHash64(number, 'r-km') / 18446744073709551616.0, -0.45), 2) AS distance,
        round((3.9 + 2.1 * distance) * (0.9 + (cityHash64(number, 'r-pr') % 400) / 1000), 2) AS price,
        toUInt32(3 + floor(distance * 2.2) + cityHash64(number, 'r-min') % 9) AS minutes,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(57600 * pow(cityHash64(3499 - number, 'r-x') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 50000) AS created_at
    FROM numbers(3500)
)
WHERE (status != 'completed' OR created_at + toIntervalMinute(minutes + 2) < '2026-05-21 16:20:00')
  AND NOT (toHour(created_at) BETWEEN 1 AND 4 AND cityHash64(n, 'r-night') % 3 != 0);

CREATE TABLE taxi.payments
(
    id UInt64,
    ride_id UInt64,
    amount Float64,
    method String,
    status String,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY created_at;

INSERT INTO taxi.payments
SELECT
    500000 + id % 100000, id, price,
    ['card','cash','wallet'][1 + toUInt8(floor(3 * pow(cityHash64(id, 'p-m') / 18446744073709551616.0, 1.5)))],
    multiIf(cityHash64(id, 'p-st') % 100 < 6, 'failed', cityHash64(id, 'p-st') % 100 < 9, 'refunded', 'paid'),
    toDateTime64(toStartOfMinute(created_at) + toIntervalMinute(assumeNotNull(duration)), 3, 'UTC') + toIntervalMillisecond(3000 + cityHash64(id, 'p-ms') % 50000)
FROM taxi.rides
WHERE status = 'completed' AND cityHash64(id, 'p-has') % 40 != 0;
