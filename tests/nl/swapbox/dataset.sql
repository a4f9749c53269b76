-- Parcel lockers and battery swaps for scooters: stations, parcels, swaps. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS swapbox;

DROP TABLE IF EXISTS swapbox.stations;
CREATE TABLE swapbox.stations
(
    station_id   UInt16,
    station_name String,
    city         LowCardinality(String),
    kind         LowCardinality(String) COMMENT 'locker (parcels only), swap (batteries only) or both',
    site         LowCardinality(String) COMMENT 'supermarket, fuel, rail or street',
    bays         UInt8,
    indoors      Bool,
    opened_on    Date
)
ENGINE = MergeTree ORDER BY station_id;

INSERT INTO swapbox.stations
SELECT
    toUInt16(101 + number) AS station_id,
    concat(['Lyon','Porto','Lyon','Seville','Porto','Gdansk','Lyon','Malmo','Porto','Tallinn','Seville','Lyon','Gdansk'][1 + number % 13], ' ', ['North','Harbour','Market','Old Town','Ring'][1 + cityHash64(number, 's-name') % 5], ' ', toString(101 + number)) AS station_name,
    ['Lyon','Porto','Lyon','Seville','Porto','Gdansk','Lyon','Malmo','Porto','Tallinn','Seville','Lyon','Gdansk'][1 + number % 13] AS city,
    ['locker','locker','swap','swap','both'][1 + number % 5] AS kind,
    ['supermarket','fuel','street','rail'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-site') / 18446744073709551616.0, 1.4)))] AS site,
    toUInt8(6 + 2 * (cityHash64(number, 's-bays') % 22)) AS bays,
    cityHash64(number, 's-in') % 100 < 42 AS indoors,
    toDate('2026-03-10') - toUInt32(floor(1300 * pow(cityHash64(number, 's-open') / 18446744073709551616.0, 1.4))) AS opened_on
FROM numbers(180);

DROP TABLE IF EXISTS swapbox.parcels;
CREATE TABLE swapbox.parcels
(
    parcel_no    String,
    loaded_at    DateTime('UTC') COMMENT 'the courier puts the parcel into a bay',
    collected_at Nullable(DateTime('UTC')) COMMENT 'the recipient takes it out; null if that has not happened',
    station_id   UInt16,
    bay_size     LowCardinality(String) COMMENT 'S, M, L or XL',
    courier      LowCardinality(String),
    recipient_id UInt32,
    parcel_state LowCardinality(String) COMMENT 'waiting (in its bay), collected, or returned to the sender (nobody came for 3 days)',
    weight_g     Nullable(UInt32) COMMENT 'grams; null when the courier sent no weight',
    cod_eur      Nullable(Decimal(8, 2)) COMMENT 'cash on delivery; null for prepaid parcels'
)
ENGINE = MergeTree ORDER BY (station_id, loaded_at);

-- Courier Kite loads nothing since 2026-05-16. Few parcels on Sundays.
INSERT INTO swapbox.parcels
SELECT parcel_no, loaded_at,
       if(parcel_state = 'collected', toNullable(loaded_at + toIntervalMinute(d)), NULL) AS collected_at,
       station_id, bay_size, courier, recipient_id, parcel_state, weight_g, cod_eur
FROM
(
    SELECT
        number AS n,
        concat('SB', leftPad(toString(700000 + number), 8, '0')) AS parcel_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 57) AS loaded_at,
        toUInt32(floor(108 * pow(cityHash64(number, 'p-stn') / 18446744073709551616.0, 1.4))) AS k,
        toUInt16(101 + 5 * intDiv(k, 3) + [0, 1, 4][1 + k % 3]) AS station_id,
        ['M','S','L','XL'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-size') / 18446744073709551616.0, 1.5)))] AS bay_size,
        ['Norpost','Ekspres','Kite','Baltpak'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-cour') / 18446744073709551616.0, 1.4)))] AS courier,
        1 + toUInt32(floor(5000 * pow(cityHash64(number, 'p-rec') / 18446744073709551616.0, 1.4))) AS recipient_id,
        toUInt32(least(100000.0, floor(multiIf(bay_size = 'XL', 420, bay_size = 'L', 330, bay_size = 'M', 260, 200) * pow(1 - cityHash64(number, 'p-wait') / 18446744073709551616.0, -1) - 180))) AS d,
        multiIf(d <= 4320 AND loaded_at + toIntervalMinute(d) < toDateTime('2026-05-21 16:20:00', 'UTC'), 'collected',
                d > 4320 AND loaded_at + toIntervalMinute(4320) < toDateTime('2026-05-21 16:20:00', 'UTC'), 'returned',
                'waiting') AS parcel_state,
        if(cityHash64(number, 'p-now') % 1000 < 30, NULL,
           toNullable(toUInt32(least(60000.0, floor(multiIf(bay_size = 'XL', 6000, bay_size = 'L', 3200, bay_size = 'M', 1500, 600) * pow(1 - cityHash64(number, 'p-kg') / 18446744073709551616.0, -0.2) * (0.7 + cityHash64(number, 'p-kg2') % 600 / 1000)))))) AS weight_g,
        if(cityHash64(number, 'p-cod') % 100 < 14, toNullable(toDecimal64(5 + cityHash64(number, 'p-eur') % 9000 / 100, 2)), NULL) AS cod_eur
    FROM numbers(9500)
)
WHERE NOT (courier = 'Kite' AND loaded_at >= toDateTime('2026-05-16 00:00:00', 'UTC'))
  AND NOT (toDayOfWeek(loaded_at) = 7 AND cityHash64(n, 'p-sun') % 3 != 0);

DROP TABLE IF EXISTS swapbox.swaps;
CREATE TABLE swapbox.swaps
(
    swap_id       UInt64,
    swapped_at    DateTime64(3, 'UTC'),
    station_id    UInt16,
    city          LowCardinality(String),
    rider_id      UInt32,
    scooter_model LowCardinality(String),
    tariff        LowCardinality(String) COMMENT 'payg, monthly or fleet',
    soc_in        UInt8 COMMENT 'charge of the battery handed in, percent',
    soc_out       Nullable(UInt8) COMMENT 'charge of the battery handed out, percent; null when the swap failed',
    dur_ms        UInt32 COMMENT 'time from the tap on the screen to the end of the swap',
    result        LowCardinality(String) COMMENT 'ok, jammed, no_battery or payment_declined; all but ok are failed swaps, and only ok ones are charged',
    price_ct      UInt16 COMMENT 'price in euro cents'
)
ENGINE = MergeTree ORDER BY (city, swapped_at);

INSERT INTO swapbox.swaps
SELECT swap_id, swapped_at, e.station_id, s.city, rider_id, scooter_model, tariff, soc_in,
       if(result = 'ok', toNullable(toUInt8(100 - toUInt32(floor(22 * pow(cityHash64(n, 'w-out') / 18446744073709551616.0, 2))))), NULL) AS soc_out,
       dur_ms, result, price_ct
FROM
(
    SELECT
        number AS n,
        5000000 + number AS swap_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms') % 57000) AS swapped_at,
        toUInt32(floor(108 * pow(cityHash64(number, 'w-stn') / 18446744073709551616.0, 2.2))) AS k,
        toUInt16(101 + 5 * intDiv(k, 3) + [2, 3, 4][1 + k % 3]) AS station_id,
        1 + toUInt32(floor(3000 * pow(cityHash64(number, 'w-rider') / 18446744073709551616.0, 1.6))) AS rider_id,
        ['Volta 2','Pico','Volta 3','Cargo E'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-model') / 18446744073709551616.0, 1.4)))] AS scooter_model,
        ['payg','monthly','fleet'][1 + cityHash64(rider_id, 'w-tar') % 3] AS tariff,
        toUInt8(3 + toUInt32(floor(60 * pow(cityHash64(number, 'w-in') / 18446744073709551616.0, 1.8)))) AS soc_in,
        toUInt32(floor(11000 * if(scooter_model = 'Cargo E', 1.5, 1.0) * pow(1 - cityHash64(number, 'w-dur') / 18446744073709551616.0, -0.4))) AS dur_ms,
        cityHash64(number, 'w-res') % 1000 AS r,
        multiIf(r < if(scooter_model = 'Pico', 34, 15), 'jammed', r < 65, 'no_battery', r < 90, 'payment_declined', 'ok') AS result,
        toUInt16(multiIf(tariff = 'payg', 249 + 50 * (cityHash64(number, 'w-eur') % 3), tariff = 'fleet', 180, 0)) AS price_ct
    FROM numbers(17000)
) AS e
INNER JOIN swapbox.stations AS s ON e.station_id = s.station_id
WHERE NOT (toHour(swapped_at) BETWEEN 1 AND 5 AND cityHash64(n, 'w-night') % 4 != 0);

-- Porto runs out of charged batteries on 2026-05-20, 07:00 to 09:00 (stations 105, 115 and 128).
INSERT INTO swapbox.swaps
SELECT
    5900000 + number, toDateTime64('2026-05-20 07:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000),
    toUInt16([105, 115, 128][1 + number % 3]), 'Porto', toUInt32(1 + cityHash64(number, 'x-rider') % 3000), 'Volta 2', ['payg','fleet'][1 + number % 2],
    toUInt8(4 + number % 20), NULL, toUInt32(9000 + cityHash64(number, 'x-dur') % 9000), 'no_battery', toUInt16(if(number % 2 = 0, 249, 180))
FROM numbers(96);

-- The bays of station 118 jam on 2026-05-21.
INSERT INTO swapbox.swaps
SELECT
    5950000 + number, toDateTime64('2026-05-21 06:00:00', 3, 'UTC') + toIntervalMinute(9 * number) + toIntervalMillisecond(1000 + cityHash64(number, 'y-ms') % 57000),
    toUInt16(118), 'Porto', toUInt32(1 + cityHash64(number, 'y-rider') % 3000), ['Volta 2','Volta 3','Pico'][1 + number % 3], 'payg',
    toUInt8(5 + number % 25), NULL, toUInt32(30000 + cityHash64(number, 'y-dur') % 30000), 'jammed', toUInt16(249)
FROM numbers(66);
