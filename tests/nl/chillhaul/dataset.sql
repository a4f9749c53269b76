-- Refrigerated vans and their temperature loggers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS chillhaul;
CREATE DATABASE chillhaul;

CREATE TABLE chillhaul.vans
(
    van_id        UInt16,
    plate         String,
    depot         LowCardinality(String),
    depot_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    cooler_brand  LowCardinality(String),
    hold_m3       Float32,
    bought_on     Date,
    fleet_state   LowCardinality(String) COMMENT 'in_service, workshop or retired'
)
ENGINE = MergeTree ORDER BY van_id;

INSERT INTO chillhaul.vans
SELECT
    toUInt16(301 + number) AS van_id,
    concat(['KV','RT','ZL'][1 + cityHash64(number, 'v-pl') % 3], '-', toString(1000 + cityHash64(number, 'v-plate') % 9000)),
    ['Porto','Ghent','Malmo','Trieste','Gdynia'][1 + cityHash64(number, 'v-dep') % 5] AS depot,
    ['PT','BE','SE','IT','PL'][1 + cityHash64(number, 'v-dep') % 5],
    ['Thermik','Polarix','Nordkyl'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-brand') / 18446744073709551616.0, 1.4)))],
    toFloat32(8 + cityHash64(number, 'v-m3') % 14),
    toDate('2026-04-20') - toUInt32(cityHash64(number, 'v-buy') % 2600),
    multiIf(number >= 46, 'retired', cityHash64(number, 'v-st') % 100 < 85, 'in_service', 'workshop')
FROM numbers(50);

CREATE TABLE chillhaul.readings
(
    reading_id   UInt64,
    logged_at    DateTime64(3, 'UTC'),
    van_id       UInt16,
    zone         LowCardinality(String) COMMENT 'part of the cargo hold: freezer, chiller or ambient',
    cargo        LowCardinality(Nullable(String)) COMMENT 'goods on board; null when the zone is empty',
    air_c        Nullable(Float32) COMMENT 'air temperature, degrees Celsius; null when the probe did not answer',
    setpoint_c   Int8,
    excursion    UInt8 COMMENT '1 when the air is warmer than the goods allow',
    compressor   LowCardinality(String) COMMENT 'running, idle, defrost or fault',
    door_open_s  Nullable(UInt32) COMMENT 'seconds the door had been open; null while it is shut',
    driven_km    Decimal(7, 2) COMMENT 'distance since the reading before',
    battery_mv   UInt16 COMMENT 'battery of the logger'
)
ENGINE = MergeTree ORDER BY (van_id, logged_at);

-- No reading on 2026-05-10 (the gateway was down); compressors fail everywhere on 2026-05-18 13:00-15:00; van 333 is far too warm on 2026-05-21
-- from 05:00; vans 308, 341 and 326 are silent since 2026-05-19 09:00, 2026-05-17 20:00 and 2026-05-20 11:00.
INSERT INTO chillhaul.readings
SELECT reading_id, logged_at, van_id, zone,
       if(cityHash64(n, 'r-empty') % 100 < 22, NULL, toNullable(goods)) AS cargo,
       if(cityHash64(n, 'r-probe') % 100 < 2, NULL, toNullable(t)) AS air_c,
       setpoint_c, toUInt8(ifNull(air_c > setpoint_c + 6, 0)) AS excursion, compressor,
       if(cityHash64(n, 'r-door') % 100 < 19, toNullable(toUInt32(20 + floor(45 * pow(1 - cityHash64(n, 'r-doors') / 18446744073709551616.0, -0.8)))), NULL) AS door_open_s,
       toDecimal64(round(18 * pow(cityHash64(n, 'r-km') / 18446744073709551616.0, 1.9), 2), 2) AS driven_km,
       toUInt16(3350 + cityHash64(n, 'r-mv') % 780) AS battery_mv
FROM
(
    SELECT
        number AS n,
        880000 + number AS reading_id,
        toUInt16(multiIf(number >= 7260, 333, 301 + toUInt16(floor(46 * pow(cityHash64(number, 'r-van') / 18446744073709551616.0, 1.15))))) AS van_id,
        multiIf(number >= 7260, toDateTime64('2026-05-21 00:00:00', 3, 'UTC') + toIntervalMinute(1 + (number - 7260) * 19),
                number >= 7200, toDateTime64('2026-05-18 13:00:00', 3, 'UTC') + toIntervalMinute((number - 7200) * 2),
                toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.45)))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS logged_at,
        ['chiller','freezer','ambient'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-zone') / 18446744073709551616.0, 1.3)))] AS zone,
        multiIf(zone = 'freezer', ['ice cream','fish','meat'], zone = 'chiller', ['dairy','fish','vaccines'], ['flowers','flowers','bakery'])[1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-goods') / 18446744073709551616.0, 1.2)))] AS goods,
        toInt8(multiIf(zone = 'freezer', -20, zone = 'chiller', 3, 14)) AS setpoint_c,
        van_id = 333 AND logged_at >= '2026-05-21 05:00:00' AS hot,
        toFloat32(round(setpoint_c - 2 + 3.4 * pow(1 - cityHash64(number, 'r-air') / 18446744073709551616.0, -0.3) - 2 + if(hot, 27, 0), 1)) AS t,
        cityHash64(number, 'r-cmp') % 1000 AS c,
        multiIf(logged_at >= '2026-05-18 13:00:00' AND logged_at < '2026-05-18 15:00:00' AND c < 750, 'fault',
                c < 60, 'fault', c < 145, 'defrost', c < 380, 'idle', 'running') AS compressor
    FROM numbers(7310)
)
WHERE toDate(logged_at) != '2026-05-10'
  AND NOT (van_id = 308 AND logged_at >= '2026-05-19 09:00:00')
  AND NOT (van_id = 341 AND logged_at >= '2026-05-17 20:00:00')
  AND NOT (van_id = 326 AND logged_at >= '2026-05-20 11:00:00')
  AND NOT (toHour(logged_at) IN (0, 1, 2, 3) AND n < 7200 AND cityHash64(n, 'r-night') % 5 != 0);
