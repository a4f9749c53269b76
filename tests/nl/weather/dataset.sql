-- Clock: 2026-05-21 16:20:00 UTC. One measurement of each metric every three hours.
DROP DATABASE IF EXISTS weather;
CREATE DATABASE weather;

CREATE TABLE weather.stations
(
    id UInt32,
    name String,
    country String,
    altitude Int32,
    status String
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO weather.stations VALUES
(1, 'Lisbon', 'PT', 77, 'active'),
(2, 'Porto', 'PT', 93, 'active'),
(3, 'Madrid', 'ES', 667, 'active'),
(4, 'Zurich', 'CH', 556, 'active'),
(5, 'Davos', 'CH', 1594, 'active'),
(6, 'Oslo', 'NO', 94, 'active'),
(7, 'Bergen', 'NO', 12, 'offline'),
(8, 'Athens', 'GR', 107, 'active'),
(9, 'Rome', 'IT', 51, 'active'),
(10, 'Vienna', 'AT', 198, 'active'),
(11, 'Malaga', 'ES', 7, 'offline'),
(12, 'Obergurgl', 'AT', 1942, 'planned');

CREATE TABLE weather.measurements
(
    station_id UInt32,
    metric String,
    value Float64,
    time DateTime('UTC')
)
ENGINE = MergeTree ORDER BY (station_id, metric, time);

-- Bergen falls silent on 2026-05-18.
INSERT INTO weather.measurements
SELECT station_id, metric, value, time FROM
(
    SELECT
        toUInt32(1 + number % 10) AS station_id,
        intDiv(number, 10) % 4 AS k,
        intDiv(number, 40) AS step,
        ['temperature','humidity','wind','rain'][1 + k] AS metric,
        toDateTime('2026-05-21 15:00:05', 'UTC') - toIntervalHour(3 * step) + toIntervalMinute(station_id) AS time,
        cityHash64(number, 'm-v') / 18446744073709551616.0 AS u,
        cos((toHour(time) - 14) * 3.14159265 / 12) AS day,
        if(time >= '2026-05-18', 2.1, 0) AS warm,
        multiIf(k = 0, round([19.5, 17, 22.5, 14, 7.5, 11, 10, 24, 20.5, 16][station_id] + 6 * day + warm + 4 * (u - 0.5), 2),
                k = 1, round(least(99, [68, 76, 45, 66, 61, 70, 84, 48, 62, 60][station_id] - 12 * day + 16 * (u - 0.5)), 2),
                k = 2, round(1 + [4.2, 4.6, 3.1, 2.4, 3.6, 3.3, 6.1, 4.4, 2.9, 4.9][station_id] * pow(1 - u, -0.35) - 1 + 0.8 * day, 2),
                round(if(cityHash64(intDiv(step, 3), station_id, 'm-wet') % 100 < [18, 28, 8, 34, 36, 30, 60, 5, 15, 27][station_id], 6 * u * u + 0.1, 0), 2)) AS value
    FROM numbers(4000)
)
WHERE NOT (station_id = 7 AND time >= '2026-05-18 10:00:00')
  AND cityHash64(station_id, metric, step, 'm-lost') % 40 != 0;
