-- Network of weighbridges for gravel trucks: weighings, trucks and bridges. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS gravelweigh;

CREATE DATABASE gravelweigh;

CREATE TABLE gravelweigh.bridges
(
    bridge        LowCardinality(String),
    district      LowCardinality(String),
    capacity_t    UInt16 COMMENT 'largest weight the scale can take, tonnes',
    installed_on  Date,
    calibrated_on Nullable(Date),
    unmanned      UInt8
)
ENGINE = MergeTree ORDER BY bridge;

INSERT INTO gravelweigh.bridges
SELECT
    concat('WB-', leftPad(toString(number + 1), 2, '0')),
    ['Moravia','Tatra','Danube'][1 + number % 3],
    [50, 60, 80][1 + cityHash64(number, 'b-cap') % 3],
    toDate('2009-03-01') + cityHash64(number, 'b-inst') % 5500,
    if(number = 7, NULL, toNullable(toDate('2025-06-01') + cityHash64(number, 'b-cal') % 340)),
    toUInt8(number IN (3, 7))
FROM numbers(9);

CREATE TABLE gravelweigh.trucks
(
    plate         String,
    haulier       LowCardinality(String),
    axles         UInt8,
    max_gross_kg  UInt32,
    registered_in LowCardinality(String) COMMENT 'country, ISO 3166 two-letter code',
    first_seen    Date
)
ENGINE = MergeTree ORDER BY plate;

INSERT INTO gravelweigh.trucks
SELECT
    concat('T', leftPad(toString(number * 37 % 9973), 4, '0'), ['KA','BR','ZL'][1 + cityHash64(number, 'u-sfx') % 3]),
    ['Kamenolom','Rovina Haul','Sand & Sons','Vltava Trans','Orlik','Pebble Line'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'u-hau') / 18446744073709551616.0, 1.3)))],
    3 + cityHash64(number, 'u-ax') % 3,
    [26000, 32000, 40000][1 + cityHash64(number, 'u-ax') % 3],
    ['CZ','SK','AT','PL','HU'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'u-reg') / 18446744073709551616.0, 1.5)))],
    toDate('2026-03-28') - toUInt32(floor(1200 * pow(cityHash64(number, 'u-seen') / 18446744073709551616.0, 1.5)))
FROM numbers(420);

CREATE TABLE gravelweigh.weighings
(
    ticket_no   UInt64,
    weighed_at  DateTime('UTC'),
    bridge      LowCardinality(String),
    plate       String,
    direction   LowCardinality(String) COMMENT 'inbound or outbound',
    material    LowCardinality(String),
    gross_kg    UInt32,
    load_kg     Nullable(UInt32) COMMENT 'gross less the empty truck, null when the empty weight is not on file',
    verdict     LowCardinality(String) COMMENT 'ok, overload or void; a void ticket is not charged',
    fee_cents   UInt32 COMMENT 'price of the weighing in euro cents',
    settle_ms   UInt32 COMMENT 'time until the reading stood still',
    typed_in    UInt8 COMMENT '1 when the weight was entered by hand',
    clerk       Nullable(String) COMMENT 'null at night and on unmanned scales'
)
ENGINE = MergeTree ORDER BY (bridge, weighed_at);

-- The network was down on 2026-05-14; WB-06 is silent since 13:40 and WB-09 since 15:02 on 2026-05-21; on that day most weights at WB-03 are typed in.
INSERT INTO gravelweigh.weighings
SELECT ticket_no, weighed_at, bridge, plate, direction, material, gross_kg,
       if(cityHash64(n, 'w-tare') % 100 < 4, NULL, toNullable(toUInt32(gross_kg - tare))) AS load_kg,
       verdict, fee_cents, settle_ms,
       toUInt8(cityHash64(n, 'w-hand') % 100 < if(bridge = 'WB-03' AND weighed_at >= '2026-05-21 00:00:00', 72, 6)) AS typed_in,
       if(toHour(weighed_at) < 6 OR bridge IN ('WB-04', 'WB-08'), NULL, toNullable(['Alois','Berta','Cyril','Dana','Emil'][1 + cityHash64(n, 'w-clerk') % 5])) AS clerk
FROM
(
    SELECT
        number AS n,
        88000 + number AS ticket_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(77000 * pow(cityHash64(number, 'w-ts') / 18446744073709551616.0, 1.45))))
            + toIntervalSecond(1 + cityHash64(number, 'w-sec') % 58) AS weighed_at,
        concat('WB-', leftPad(toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 'w-br') / 18446744073709551616.0, 1.15)))), 2, '0')) AS bridge,
        toUInt32(floor(420 * pow(cityHash64(number, 'w-trk') / 18446744073709551616.0, 1.5))) AS k,
        concat('T', leftPad(toString(k * 37 % 9973), 4, '0'), ['KA','BR','ZL'][1 + cityHash64(toUInt64(k), 'u-sfx') % 3]) AS plate,
        if(cityHash64(number, 'w-dir') % 100 < 41, 'inbound', 'outbound') AS direction,
        ['gravel','sand','crushed stone','ballast','topsoil'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'w-mat') / 18446744073709551616.0, 1.35)))] AS material,
        toUInt32(9000 + cityHash64(number, 'w-emp') % 5000) AS tare,
        tare + toUInt32((4000 + cityHash64(number, 'w-load') % 26000) * multiIf(material = 'topsoil', 0.7, material = 'ballast', 1.15, 1.0) * if(direction = 'inbound', 0.9, 1.0)) AS gross_kg,
        cityHash64(number, 'w-ver') % 1000 AS s,
        multiIf(s < 55, 'void', gross_kg > 38000 OR s < if(bridge = 'WB-05', 170, 95), 'overload', 'ok') AS verdict,
        toUInt32(650 + 50 * (cityHash64(number, 'w-fee') % 12) + if(direction = 'inbound', 0, 120)) AS fee_cents,
        toUInt32(floor((1500 + cityHash64(bridge, 'w-sb') % 1800) * pow(1 - cityHash64(number, 'w-set') / 18446744073709551616.0, -0.35))) AS settle_ms
    FROM numbers(8300)
)
WHERE toDate(weighed_at) != '2026-05-14'
  AND NOT (toDayOfWeek(weighed_at) = 7 AND cityHash64(n, 'w-sun') % 3 != 0)
  AND NOT (toHour(weighed_at) < 5 AND cityHash64(n, 'w-night') % 4 != 0)
  AND NOT (bridge = 'WB-06' AND weighed_at >= '2026-05-21 13:40:00')
  AND NOT (bridge = 'WB-09' AND weighed_at >= '2026-05-21 15:02:00');
