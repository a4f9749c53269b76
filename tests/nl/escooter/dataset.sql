-- Shared e-scooters: rides, battery swaps, vehicles. Clock: 2026-05-21 16:20:00 UTC (a Thursday), nothing later.
-- No event lies in second 0 or 59 of a minute.
-- Planted: rides in Antwerp abort en masse on 2026-05-19 17:00-19:00, no battery swap at all on 2026-05-10,
-- crew K7 is silent since 13:05 and K3 since 14:02 on 2026-05-21, K5 only since 14:50.
DROP DATABASE IF EXISTS escooter;
CREATE DATABASE escooter;

CREATE TABLE escooter.vehicles
(
    vehicle_id       UInt32,
    model            LowCardinality(String),
    state            LowCardinality(String) COMMENT 'S = on the street, W = in the workshop, L = lost, R = retired',
    in_service_since Date,
    odometer_km      UInt32,
    top_speed_kmh    Nullable(UInt8) COMMENT 'null when the limiter is not set'
)
ENGINE = MergeTree ORDER BY vehicle_id;

INSERT INTO escooter.vehicles
SELECT
    2000 + number,
    ['Kestrel 2','Lark','Kestrel 3','Heron X'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'v-model') / 18446744073709551616.0, 1.4)))],
    multiIf(cityHash64(number, 'v-state') % 100 < 82, 'S', cityHash64(number, 'v-state') % 100 < 93, 'W', cityHash64(number, 'v-state') % 100 < 96, 'L', 'R'),
    toDate('2026-04-30') - toUInt32(cityHash64(number, 'v-since') % 1100),
    toUInt32(150 + cityHash64(number, 'v-odo') % 9000),
    if(cityHash64(number, 'v-top0') % 100 < 5, NULL, toNullable(toUInt8([20, 20, 22, 25][1 + cityHash64(number, 'v-top') % 4])))
FROM numbers(420);

CREATE TABLE escooter.rides
(
    ride_id           UInt64,
    rider_id          UInt32,
    vehicle_id        UInt32,
    city              LowCardinality(String),
    plan              LowCardinality(String),
    unlocked_at       DateTime64(3, 'UTC'),
    locked_at         Nullable(DateTime64(3, 'UTC')) COMMENT 'null when the ride was aborted',
    ride_state        LowCardinality(String) COMMENT 'completed, aborted (scooter did not start), refunded or unpaid, only completed rides keep their price',
    price_eur         Decimal(10, 2),
    distance_m        UInt32,
    battery_start_pct UInt8 COMMENT 'charge at unlock',
    stars             Nullable(UInt8) COMMENT 'rating by the rider, 1 to 5'
)
ENGINE = MergeTree ORDER BY (city, unlocked_at);

INSERT INTO escooter.rides
SELECT ride_id, rider_id, vehicle_id, city, plan, unlocked_at,
       if(ride_state = 'aborted', NULL, toNullable(unlocked_at + toIntervalSecond(60 * ride_min + 7))) AS locked_at,
       ride_state, price_eur, distance_m, battery_start_pct,
       if(ride_state = 'completed' AND cityHash64(n, 'r-rated') % 100 < 40, toNullable(toUInt8([5,5,5,4,4,4,3,2,1,5][1 + cityHash64(n, 'r-stars') % 10])), NULL) AS stars
FROM
(
    SELECT
        number AS n,
        310000 + number AS ride_id,
        1 + toUInt32(floor(2600 * pow(cityHash64(number, 'r-rider') / 18446744073709551616.0, 1.5))) AS rider_id,
        2000 + toUInt32(floor(400 * pow(cityHash64(number, 'r-veh') / 18446744073709551616.0, 1.3))) AS vehicle_id,
        ['Porto','Antwerp','Lyon','Malmo','Gdansk'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-city') / 18446744073709551616.0, 1.3)))] AS city,
        ['payg','monthly','day_pass'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-plan') / 18446744073709551616.0, 1.4)))] AS plan,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 50000) AS unlocked_at,
        cityHash64(number, 'r-st') % 1000 AS s,
        multiIf(s < multiIf(city = 'Gdansk', 115, city = 'Lyon', 45, 70), 'aborted', s < 165, 'refunded', s < 205, 'unpaid', 'completed') AS ride_state,
        if(ride_state = 'aborted', toUInt32(cityHash64(number, 'r-m0') % 40),
           toUInt32(350 + floor(multiIf(plan = 'day_pass', 1500, plan = 'monthly', 900, 1100) * pow(1 - cityHash64(number, 'r-m') / 18446744073709551616.0, -0.45)))) AS distance_m,
        toUInt32(2 + floor(distance_m / 230)) AS ride_min,
        toDecimal64(round(multiIf(plan = 'payg', 1.0, plan = 'monthly', 0.3, 0.5) * multiIf(city = 'Antwerp', 1.2, city = 'Malmo', 1.5, city = 'Gdansk', 0.7, 1.0)
            + multiIf(plan = 'payg', 0.21, plan = 'monthly', 0.12, 0.09) * ride_min, 2), 2) AS price_eur,
        toUInt8(16 + cityHash64(number, 'r-batt') % 84) AS battery_start_pct
    FROM numbers(9000)
)
WHERE NOT (toHour(unlocked_at) BETWEEN 1 AND 4 AND cityHash64(n, 'r-night') % 5 != 0)
  AND (ride_state = 'aborted' OR unlocked_at + toIntervalSecond(60 * ride_min + 7) < '2026-05-21 16:20:00');

-- The aborted rides in Antwerp, beyond the usual ones.
INSERT INTO escooter.rides
SELECT
    390000 + number, 1 + toUInt32(cityHash64(number, 'a-rider') % 2600), 2000 + toUInt32(cityHash64(number, 'a-veh') % 400), 'Antwerp',
    ['payg','monthly','day_pass'][1 + cityHash64(number, 'a-plan') % 3],
    toDateTime64('2026-05-19 17:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'a-ms') % 57000),
    NULL, 'aborted', toDecimal64(1.2, 2), toUInt32(cityHash64(number, 'a-m') % 40), toUInt8(16 + cityHash64(number, 'a-batt') % 84), NULL
FROM numbers(84);

CREATE TABLE escooter.battery_swaps
(
    swap_id           UInt64,
    swapped_at        DateTime('UTC'),
    vehicle_id        UInt32,
    city              LowCardinality(String),
    crew              LowCardinality(String) COMMENT 'van of the field team, several swaps an hour while on shift',
    reason            LowCardinality(String) COMMENT 'low, planned or fault',
    charge_before_pct UInt8,
    charge_after_pct  Nullable(UInt8) COMMENT 'null when the new pack did not report',
    took_s            UInt16 COMMENT 'from opening to closing the battery bay'
)
ENGINE = MergeTree ORDER BY swapped_at;

INSERT INTO escooter.battery_swaps
SELECT swap_id, swapped_at, vehicle_id, city, crew, reason, charge_before_pct, charge_after_pct, took_s
FROM
(
    SELECT
        number AS n,
        50000 + number AS swap_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(72000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.45))))
            + toIntervalSecond(1 + cityHash64(number, 's-s') % 58) AS swapped_at,
        2000 + toUInt32(floor(400 * pow(cityHash64(number, 's-veh') / 18446744073709551616.0, 1.2))) AS vehicle_id,
        ['Porto','Antwerp','Lyon','Malmo','Gdansk'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-city') / 18446744073709551616.0, 1.2)))] AS city,
        concat('K', toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 's-crew') / 18446744073709551616.0, 1.15))))) AS home_crew,
        if(home_crew = 'K1' AND toDate(swapped_at) = '2026-05-20' AND cityHash64(number, 's-lend') % 2 = 0, 'K4', home_crew) AS crew,
        ['low','planned','fault'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-why') / 18446744073709551616.0, 1.8)))] AS reason,
        toUInt8(multiIf(reason = 'low', cityHash64(number, 's-b1') % 20, reason = 'planned', 15 + cityHash64(number, 's-b1') % 40, cityHash64(number, 's-b1') % 70)) AS charge_before_pct,
        if(cityHash64(number, 's-a0') % 100 < 3, NULL, toNullable(toUInt8(88 + cityHash64(number, 's-a') % 13))) AS charge_after_pct,
        toUInt16(40 + floor(45 * pow(1 - cityHash64(number, 's-took') / 18446744073709551616.0, -0.6))) AS took_s
    FROM numbers(5000)
)
WHERE toDate(swapped_at) != '2026-05-10'
  AND NOT (crew = 'K7' AND swapped_at >= '2026-05-21 13:05:00')
  AND NOT (crew = 'K3' AND swapped_at >= '2026-05-21 14:02:00')
  AND NOT (crew = 'K5' AND swapped_at >= '2026-05-21 14:50:00');
