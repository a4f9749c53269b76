-- A marina: berths, stays of boats, electricity at the pier. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS caravel;
CREATE DATABASE caravel;

CREATE TABLE caravel.berths
(
    berth        String COMMENT 'painted on the pontoon, letter of the pier and number',
    pier         LowCardinality(String),
    mooring      LowCardinality(String) COMMENT 'finger, buoy or quay',
    max_length_m Float32,
    depth_dm     UInt16 COMMENT 'at low water, decimetres',
    socket_amps  UInt8 COMMENT 'rating of the shore power socket, 16, 32 or 63',
    rate_cents   UInt32 COMMENT 'list price for one night'
)
ENGINE = MergeTree ORDER BY berth;

INSERT INTO caravel.berths
SELECT
    concat(['T','L','N','B','Y'][1 + intDiv(number, 28)], leftPad(toString(1 + number % 28), 2, '0')) AS berth,
    ['Town','Lagoon','North','Breakwater','Yard'][1 + intDiv(number, 28)] AS pier,
    ['finger','finger','finger','quay','buoy'][1 + cityHash64(number, 'b-moor') % 5],
    [8, 10, 12, 14, 18, 24][1 + cityHash64(number, 'b-len') % 6],
    18 + cityHash64(number, 'b-dep') % 30,
    [16, 16, 16, 32, 32, 63][1 + cityHash64(number, 'b-amp') % 6],
    1800 + 100 * (cityHash64(number, 'b-rate') % 40)
FROM numbers(140);

CREATE TABLE caravel.stays
(
    stay_id    UInt64,
    boat_id    UInt32 COMMENT 'the same boat keeps its number on every visit',
    boat_name  String,
    hull       LowCardinality(String) COMMENT 'sail, motor, cat (catamaran) or rib',
    flag       LowCardinality(String) COMMENT 'country of registry, ISO 3166 two-letter code',
    length_m   Float64 COMMENT 'length over all',
    persons    UInt8,
    berth      String,
    booked_via LowCardinality(String) COMMENT 'app, phone, vhf or walk_up',
    arrived_at DateTime('UTC'),
    left_at    Nullable(DateTime('UTC')) COMMENT 'null while the boat is still in its berth',
    dues_eur   Decimal(10, 2) COMMENT 'berth dues for the whole stay',
    dues_state LowCardinality(String) COMMENT 'paid, open, waived or refunded, only paid dues are income'
)
ENGINE = MergeTree ORDER BY (arrived_at, stay_id);

-- The harbour was closed on 2026-05-12 (storm).
INSERT INTO caravel.stays
SELECT stay_id, boat_id, boat_name, hull, flag, length_m, persons, berth, booked_via, arrived_at,
       if(arrived_at + toIntervalMinute(dur_min) < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(arrived_at + toIntervalMinute(dur_min)), NULL) AS left_at,
       toDecimal64(round(greatest(1, ceil(dur_min / 1440)) * (7 + 2.1 * length_m) * if(hull = 'cat', 1.5, 1), 2), 2) AS dues_eur,
       multiIf(left_at IS NULL, ['open','open','open','paid'][1 + s % 4], s < 820, 'paid', s < 920, 'open', s < 965, 'waived', 'refunded') AS dues_state
FROM
(
    SELECT
        number AS n,
        48000 + number AS stay_id,
        toUInt32(floor(900 * pow(cityHash64(number, 's-boat') / 18446744073709551616.0, 1.5))) AS b,
        100 + b AS boat_id,
        concat(['Sea','Blue','Lady','Wind','Salty','Nordic','Little','Grey','Golden','Silver','Wild','Happy','Old','Polar','Lucky'][1 + b % 15], ' ',
               ['Breeze','Heron','Marie','Dancer','Dog','Star','Otter','Pearl','Gull','Fox','Spray','Tern','Rover','Seal','Wave'][1 + intDiv(b, 15) % 15],
               ['',' II',' III',' IV'][1 + intDiv(b, 225)]) AS boat_name,
        ['sail','motor','cat','rib'][1 + toUInt8(floor(4 * pow(cityHash64(b, 's-hull') / 18446744073709551616.0, 1.7)))] AS hull,
        ['NL','DE','GB','DK','FR','SE','NO','PL'][1 + toUInt8(floor(8 * pow(cityHash64(b, 's-flag') / 18446744073709551616.0, 1.5)))] AS flag,
        round(multiIf(hull = 'rib', 5, hull = 'cat', 10, hull = 'motor', 7.5, 8) + 9 * pow(cityHash64(b, 's-len') / 18446744073709551616.0, 1.6), 1) AS length_m,
        toUInt8(1 + cityHash64(number, 's-pers') % if(hull = 'rib', 3, 6)) AS persons,
        toUInt32(floor(140 * pow(cityHash64(number, 's-berth') / 18446744073709551616.0, 1.3))) AS k,
        concat(['T','L','N','B','Y'][1 + intDiv(k, 28)], leftPad(toString(1 + k % 28), 2, '0')) AS berth,
        ['app','phone','vhf','walk_up'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-via') / 18446744073709551616.0, 1.4)))] AS booked_via,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(4 + toUInt32(floor(86200 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 57) AS arrived_at,
        toUInt32(90 + floor(multiIf(hull = 'rib', 260, hull = 'motor', 620, hull = 'cat', 950, 760) * pow(1 - cityHash64(number, 's-dur') / 18446744073709551616.0, -0.5))) AS dur_min,
        cityHash64(number, 's-due') % 1000 AS s
    FROM numbers(7500)
)
WHERE toDate(arrived_at) != '2026-05-12'
  AND NOT ((toHour(arrived_at) >= 22 OR toHour(arrived_at) < 6) AND cityHash64(n, 's-night') % 5 != 0)
  AND NOT (toDayOfWeek(arrived_at) < 6 AND cityHash64(n, 's-wday') % 100 < 35);

-- Regatta: a fleet of sailing boats comes in on 2026-05-16 between 13:00 and 15:00, its dues are waived.
INSERT INTO caravel.stays
SELECT
    57000 + number, 2000 + number, concat('Regatta ', toString(101 + number)), 'sail',
    ['NL','DE','DK','SE'][1 + cityHash64(number, 'r-flag') % 4], round(9 + cityHash64(number, 'r-len') % 40 / 10, 1), toUInt8(4 + cityHash64(number, 'r-pers') % 4),
    concat('B', leftPad(toString(1 + number % 28), 2, '0')), 'phone',
    toDateTime('2026-05-16 13:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'r-ts') % 120) + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS arrived_at,
    toNullable(toDateTime('2026-05-17 15:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'r-left') % 200) + toIntervalSecond(7)),
    toDecimal64(40, 2), 'waived'
FROM numbers(75);

CREATE TABLE caravel.power
(
    logged_at    DateTime64(3, 'UTC'),
    pillar       LowCardinality(String) COMMENT 'electricity pillar on the pier, P01 to P35, feeds four berths',
    berth        String,
    event        LowCardinality(String) COMMENT 'plug_in, plug_out, reading (of the meter) or trip (the breaker went off)',
    kwh          Nullable(Float64) COMMENT 'drawn since the reading before, only on readings',
    peak_ma      Nullable(UInt32) COMMENT 'highest current, milliamperes',
    tariff       LowCardinality(String) COMMENT 'D day, N night (22:00 to 6:00), S staff boat, not charged',
    charge_cents UInt32
)
ENGINE = MergeTree ORDER BY (pillar, logged_at);

-- The meter server was down on 2026-05-06.
INSERT INTO caravel.power
SELECT logged_at, pillar, berth, event, kwh, peak_ma, tariff,
       if(kwh IS NULL OR tariff = 'S', 0, toUInt32(round(assumeNotNull(kwh) * if(tariff = 'N', 31, 42)))) AS charge_cents
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(66000 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'p-ms') % 57000) AS logged_at,
        toUInt32(floor(140 * pow(cityHash64(number, 'p-berth') / 18446744073709551616.0, 1.35))) AS k,
        concat('P', leftPad(toString(1 + intDiv(k, 4)), 2, '0')) AS pillar,
        concat(['T','L','N','B','Y'][1 + intDiv(k, 28)], leftPad(toString(1 + k % 28), 2, '0')) AS berth,
        cityHash64(number, 'p-ev') % 1000 AS r,
        multiIf(r < 740, 'reading', r < 860, 'plug_in', r < 970, 'plug_out', 'trip') AS event,
        if(event = 'reading', toNullable(round(0.3 + 5.5 * pow(cityHash64(number, 'p-kwh') / 18446744073709551616.0, 1.8) * (1 + cityHash64(intDiv(k, 4), 'p-load') % 50 / 100), 2)), NULL) AS kwh,
        multiIf(event = 'reading', toNullable(toUInt32(1500 + floor(14400 * pow(cityHash64(number, 'p-ma') / 18446744073709551616.0, 1.4)))),
                event = 'trip', toNullable(toUInt32(16000 + cityHash64(number, 'p-ma') % 9000)), NULL) AS peak_ma,
        multiIf(cityHash64(k, 'p-staff') % 100 < 9, 'S', toHour(logged_at) >= 22 OR toHour(logged_at) < 6, 'N', 'D') AS tariff
    FROM numbers(9500)
)
WHERE toDate(logged_at) != '2026-05-06';

-- Water in pillar P17: its breakers trip again and again since 2026-05-20 09:00.
INSERT INTO caravel.power
SELECT
    toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'w-ts') % 1875) + toIntervalMillisecond(1000 + cityHash64(number, 'w-ms') % 57000) AS logged_at,
    'P17', concat('N', leftPad(toString(9 + number % 4), 2, '0')), 'trip', NULL, toNullable(toUInt32(17000 + cityHash64(number, 'w-ma') % 9000)),
    if(toHour(logged_at) >= 22 OR toHour(logged_at) < 6, 'N', 'D'), 0
FROM numbers(95);
