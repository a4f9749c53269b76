-- Car sharing by the minute: cars, trips and the alerts of the boxes in the cars. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS motor;

DROP TABLE IF EXISTS motor.cars;
CREATE TABLE motor.cars
(
    car_id      UInt32,
    plate       String,
    model       LowCardinality(String),
    drivetrain  LowCardinality(String) COMMENT 'petrol, hybrid or electric',
    home_zone   LowCardinality(String),
    fleet_since Date COMMENT 'first day in the fleet',
    state       LowCardinality(String) COMMENT 'in_service, workshop or retired',
    child_seat  Bool
)
ENGINE = MergeTree ORDER BY car_id;

INSERT INTO motor.cars
SELECT
    1000 + number AS car_id,
    concat('KX ', toString(2000 + number * 37)) AS plate,
    ['Corsa','Zoe','Fabia','Yaris','Kangoo'][m] AS model,
    ['petrol','electric','petrol','hybrid','electric'][m] AS drivetrain,
    ['Altstadt','Bahnhof','Hafen','Messe','Nordend','Airport'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-zone') / 18446744073709551616.0, 1.3)))] AS home_zone,
    toDate('2026-04-30') - toUInt32(floor(1600 * pow(cityHash64(number, 'c-since') / 18446744073709551616.0, 1.4))) AS fleet_since,
    multiIf(cityHash64(number, 'c-state') % 100 < 82, 'in_service', cityHash64(number, 'c-state') % 100 < 94, 'workshop', 'retired') AS state,
    cityHash64(number, 'c-seat') % 100 < 22 AS child_seat
FROM (SELECT number, 1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-model') / 18446744073709551616.0, 1.4))) AS m FROM numbers(160));

DROP TABLE IF EXISTS motor.trips;
CREATE TABLE motor.trips
(
    trip_no     UInt64,
    car_id      UInt32,
    member_id   UInt32,
    zone_start  LowCardinality(String) COMMENT 'where the car stood when it was reserved',
    zone_end    Nullable(String) COMMENT 'where it was left; null if it never moved or is still on the road',
    reserved_at DateTime('UTC'),
    unlocked_at Nullable(DateTime('UTC')),
    locked_at   Nullable(DateTime('UTC')) COMMENT 'end of the rental',
    tariff      LowCardinality(String) COMMENT 'minute, hour or day',
    trip_status LowCardinality(String) COMMENT 'finished, running, expired (reservation lapsed, car never unlocked) or voided (refunded afterwards); only finished trips keep their charge',
    dist_m      Nullable(UInt32) COMMENT 'distance driven in metres',
    charge_ct   UInt32 COMMENT 'charge in euro cents; 0 for expired and running trips',
    clean_mark  Nullable(UInt8) COMMENT 'how clean the member found the car, 1 (filthy) to 5'
)
ENGINE = MergeTree ORDER BY (reserved_at, trip_no);

INSERT INTO motor.trips
SELECT
    4100000 + n AS trip_no,
    1000 + toUInt32(floor(160 * pow(cityHash64(n, 't-car') / 18446744073709551616.0, 1.3))) AS car_id,
    1 + toUInt32(floor(2600 * pow(cityHash64(n, 't-mem') / 18446744073709551616.0, 1.5))) AS member_id,
    zone_start,
    if(trip_status IN ('finished', 'voided'), toNullable(['Bahnhof','Altstadt','Airport','Nordend','Hafen','Messe'][1 + toUInt8(floor(6 * pow(cityHash64(n, 't-ze') / 18446744073709551616.0, 1.5)))]), NULL) AS zone_end,
    reserved_at,
    if(trip_status = 'expired', NULL, toNullable(unlock0)) AS unlocked_at,
    if(trip_status IN ('finished', 'voided'), toNullable(lock0), NULL) AS locked_at,
    tariff,
    trip_status,
    if(trip_status IN ('finished', 'voided'), toNullable(toUInt32(300 + dur_min * (90 + cityHash64(n, 't-dm') % 420) / if(tariff = 'day', 5, if(tariff = 'hour', 2, 1)) + cityHash64(n, 't-dm2') % 900)), NULL) AS dist_m,
    if(trip_status IN ('finished', 'voided'),
       toUInt32(multiIf(tariff = 'minute', 100 + dur_min * if(zone_start = 'Airport', 36, 29), tariff = 'hour', 350 + 890 * intDiv(dur_min + 59, 60), 5900 * intDiv(dur_min + 1439, 1440) + 700)), 0) AS charge_ct,
    if(trip_status = 'finished' AND cityHash64(n, 't-rated') % 100 < 47, toNullable(toUInt8([5,4,4,5,3,5,2,4,1,4][1 + cityHash64(n, 't-mark') % 10])), NULL) AS clean_mark
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93600 * pow(cityHash64(number, 't-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 't-s') % 58) AS reserved_at,
        ['Bahnhof','Altstadt','Hafen','Airport','Messe','Nordend'][1 + toUInt8(floor(6 * pow(cityHash64(number, 't-zs') / 18446744073709551616.0, 1.4)))] AS zone_start,
        ['minute','hour','day'][1 + toUInt8(floor(3 * pow(cityHash64(number, 't-tar') / 18446744073709551616.0, 2.3)))] AS tariff,
        toUInt32(multiIf(tariff = 'minute', 5 + floor(75 * pow(cityHash64(number, 't-dur') / 18446744073709551616.0, 2)),
                         tariff = 'hour', 55 + floor(360 * pow(cityHash64(number, 't-dur') / 18446744073709551616.0, 1.7)),
                         500 + floor(2500 * pow(cityHash64(number, 't-dur') / 18446744073709551616.0, 1.8)))) AS dur_min,
        toStartOfMinute(reserved_at) + toIntervalMinute(1 + cityHash64(number, 't-w') % 14) + toIntervalSecond(1 + cityHash64(number, 't-us') % 58) AS unlock0,
        toStartOfMinute(unlock0) + toIntervalMinute(dur_min) + toIntervalSecond(1 + cityHash64(number, 't-ls') % 58) AS lock0,
        cityHash64(number, 't-st') % 1000 AS s,
        multiIf(s < multiIf(tariff = 'day', 60, zone_start = 'Messe', 190, 110), 'expired',
                lock0 >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'running',
                s > if(zone_start = 'Airport', 920, 965), 'voided', 'finished') AS trip_status
    FROM numbers(9600)
)
WHERE NOT (toHour(reserved_at) BETWEEN 1 AND 5 AND cityHash64(n, 't-night') % 4 != 0)
  AND unlock0 < toDateTime('2026-05-21 16:20:00', 'UTC');

DROP TABLE IF EXISTS motor.alerts;
CREATE TABLE motor.alerts
(
    alert_id  UInt64,
    raised_at DateTime64(3, 'UTC'),
    car_id    UInt32,
    kind      LowCardinality(String) COMMENT 'low_battery, door_open, harsh_brake, tyre_pressure, geofence or offline',
    sev       LowCardinality(String) COMMENT 'severity: info, warn or critical',
    box_fw    LowCardinality(String) COMMENT 'firmware of the telematics box',
    soc_pct   Nullable(UInt8) COMMENT 'charge of the battery in percent, sent with low_battery and offline',
    speed_kmh Nullable(Float32),
    ack_s     Nullable(UInt32) COMMENT 'seconds until the control room acknowledged the alert; null when nobody did'
)
ENGINE = MergeTree ORDER BY (raised_at, car_id);

-- Boxes with firmware 3.7.1 drop off the network since 2026-05-20 12:00; the door sensor of car 1077 goes mad on 2026-05-21.
INSERT INTO motor.alerts
SELECT 81000000 + n, raised_at, car_id, kind,
       multiIf(cityHash64(n, 'a-sev') % 100 < if(kind IN ('low_battery', 'offline'), 26, 9), 'critical', cityHash64(n, 'a-sev') % 100 < 55, 'warn', 'info') AS sev,
       box_fw,
       multiIf(kind = 'low_battery', toNullable(toUInt8(2 + cityHash64(n, 'a-soc') % 19)), kind = 'offline', toNullable(toUInt8(3 + cityHash64(n, 'a-soc') % 60)), NULL) AS soc_pct,
       if(kind IN ('harsh_brake', 'geofence'), toNullable(toFloat32(8 + cityHash64(n, 'a-v') % 1200 / 10)), NULL) AS speed_kmh,
       if(cityHash64(n, 'a-noack') % 100 < 17, NULL,
          toNullable(toUInt32(floor(if(sev = 'critical', 14, if(sev = 'warn', 45, 160)) * pow(1 - cityHash64(n, 'a-ack') / 18446744073709551616.0, -0.7))))) AS ack_s
FROM
(
    SELECT number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93600 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'a-ms') % 57000) AS raised_at,
        1000 + toUInt32(floor(160 * pow(cityHash64(number, 'a-car') / 18446744073709551616.0, 1.15))) AS car_id,
        ['3.6.4','3.7.0','3.7.1','3.5.9'][1 + toUInt8(floor(4 * pow(cityHash64(car_id, 'a-fw') / 18446744073709551616.0, 1.2)))] AS box_fw,
        ['harsh_brake','tyre_pressure','low_battery','door_open','offline','geofence'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-kind') / 18446744073709551616.0, 1.3)))] AS kind
    FROM numbers(8600)
);

INSERT INTO motor.alerts
SELECT 82000000 + number, toDateTime64('2026-05-20 12:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'b-ts') % 1695) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
       car_id, 'offline', if(cityHash64(number, 'b-sev') % 3 = 0, 'critical', 'warn'), '3.7.1', toNullable(toUInt8(3 + cityHash64(number, 'b-soc') % 60)), NULL, toNullable(toUInt32(20 + cityHash64(number, 'b-ack') % 300))
FROM
(
    SELECT number, 1000 + cityHash64(number, 'b-car') % 160 AS car_id FROM numbers(1100)
)
WHERE ['3.6.4','3.7.0','3.7.1','3.5.9'][1 + toUInt8(floor(4 * pow(cityHash64(toUInt32(car_id), 'a-fw') / 18446744073709551616.0, 1.2)))] = '3.7.1';

INSERT INTO motor.alerts
SELECT 83000000 + number, toDateTime64('2026-05-21 00:00:00', 3, 'UTC') + toIntervalMinute(6 + number * 7) + toIntervalMillisecond(1000 + cityHash64(number, 'd-ms') % 57000),
       1077, 'door_open', 'info', ['3.6.4','3.7.0','3.7.1','3.5.9'][1 + toUInt8(floor(4 * pow(cityHash64(toUInt32(1077), 'a-fw') / 18446744073709551616.0, 1.2)))], NULL, NULL, NULL
FROM numbers(138);
