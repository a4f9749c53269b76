-- Refrigerated warehouses: temperature readings, pallet moves, chambers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Chilled chamber K03 gets far too warm on 2026-05-20 01:00-13:00. No pallet moves on 2026-05-14 (holiday). K08 is silent since 11:05, K14 since 13:40 today.
DROP DATABASE IF EXISTS coldstore;
CREATE DATABASE coldstore;

CREATE TABLE coldstore.chambers
(
    chamber_id       String,
    site             LowCardinality(String),
    kind             LowCardinality(String) COMMENT 'CH chilled, FR frozen, DF deep freeze',
    setpoint_c       Int8,
    capacity_pallets UInt16,
    refrigerant      LowCardinality(String) COMMENT 'NH3 (ammonia), CO2 or R449A',
    in_service_since Date
)
ENGINE = MergeTree ORDER BY chamber_id;

INSERT INTO coldstore.chambers
SELECT
    concat('K', leftPad(toString(number + 1), 2, '0')),
    ['Rotterdam','Gdynia','Trieste','Cork'][1 + number % 4],
    ['FR','CH','CH','DF','FR','FR','DF','CH','FR','DF','FR','CH','CH','FR','DF','FR'][number + 1],
    [-20, 3, 4, -28, -20, -18, -28, 2, -20, -26, -18, 4, 3, -20, -28, -18][number + 1],
    300 + 20 * (cityHash64(number, 'cc-cap') % 40),
    ['NH3','NH3','CO2','R449A','NH3','CO2','CO2','R449A','NH3','NH3','CO2','CO2','R449A','NH3','NH3','R449A'][number + 1],
    toDate('2025-12-01') - toUInt32(cityHash64(number, 'cc-since') % 5000)
FROM numbers(16);

CREATE TABLE coldstore.temps
(
    read_at    DateTime('UTC'),
    chamber_id LowCardinality(String),
    air_dc     Nullable(Int16) COMMENT 'air temperature in tenths of a degree Celsius, null when the probe failed',
    rh_pct     Nullable(UInt8) COMMENT 'relative humidity',
    door_open  UInt8 COMMENT '1 when the door stood open at that moment',
    defrost    UInt8 COMMENT '1 during a defrost cycle',
    qc         LowCardinality(String) COMMENT 'ok, suspect or failed'
)
ENGINE = MergeTree ORDER BY (chamber_id, read_at);

INSERT INTO coldstore.temps
SELECT read_at, chamber_id, if(qc = 'failed', NULL, toNullable(toInt16(dc))), if(cityHash64(number, 'ct-norh') % 100 < 5, NULL, toNullable(toUInt8(70 + cityHash64(number, 'ct-rh') % 26))), door_open, defrost, qc
FROM
(
    SELECT
        number,
        number % 16 AS c,
        concat('K', leftPad(toString(c + 1), 2, '0')) AS chamber_id,
        toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalHour(intDiv(number, 16)) + toIntervalMinute(cityHash64(number, 'ct-min') % 60) + toIntervalSecond(1 + cityHash64(number, 'ct-sec') % 57) AS read_at,
        toUInt8(cityHash64(number, 'ct-door') % 100 < if(toHour(read_at) BETWEEN 6 AND 19, 17, 6)) AS door_open,
        toUInt8(cityHash64(number, 'ct-def') % 100 < 8) AS defrost,
        multiIf(cityHash64(number, 'ct-qc') % 1000 < 22, 'failed', cityHash64(number, 'ct-qc') % 1000 < 60, 'suspect', 'ok') AS qc,
        10 * [-20, 3, 4, -28, -20, -18, -28, 2, -20, -26, -18, 4, 3, -20, -28, -18][c + 1]
            + (cityHash64(number, 'ct-a') % 17) + (cityHash64(number, 'ct-b') % 15) - 15 + door_open * (12 + cityHash64(number, 'ct-c') % 25) + defrost * (15 + cityHash64(number, 'ct-d') % 20)
            + if(chamber_id = 'K03' AND read_at >= '2026-05-20 01:00:00' AND read_at < '2026-05-20 13:00:00', 150, 0) AS dc
    FROM numbers(13500)
)
WHERE read_at < '2026-05-21 16:20:00'
  AND NOT (chamber_id = 'K08' AND read_at >= '2026-05-21 11:05:00')
  AND NOT (chamber_id = 'K14' AND read_at >= '2026-05-21 13:40:00');

CREATE TABLE coldstore.moves
(
    move_id    UInt64,
    moved_at   DateTime('UTC'),
    chamber_id LowCardinality(String),
    pallet_no  String,
    direction  LowCardinality(String) COMMENT 'I = into the chamber, O = out of it, R = restacked inside',
    client     LowCardinality(String),
    goods      LowCardinality(String),
    gross_kg   Float32,
    forklift   LowCardinality(String),
    handling_s UInt16,
    fee_eur    Decimal(10, 2) COMMENT 'handling fee',
    state      LowCardinality(String) COMMENT 'done, aborted or disputed. Only done moves are invoiced'
)
ENGINE = MergeTree ORDER BY (moved_at, move_id);

INSERT INTO coldstore.moves
SELECT
    8100000 + n, moved_at, chamber_id, pallet_no, direction, client, goods, gross_kg, forklift, handling_s,
    toDecimal64(round(multiIf(direction = 'I', 6.4, direction = 'O', 7.1, 3.2) + gross_kg * multiIf(client = 'Polar Pharma', 0.02, client = 'Gelato Sud', 0.009, 0.006), 2), 2),
    multiIf(cityHash64(n, 'cm-st') % 1000 < 55, 'aborted', cityHash64(n, 'cm-st') % 1000 < 90, 'disputed', 'done')
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(76000 * pow(cityHash64(number, 'cm-t') / 18446744073709551616.0, 1.25)))) + toIntervalSecond(1 + cityHash64(number, 'cm-s') % 57) AS moved_at,
        concat('K', leftPad(toString(1 + toUInt8(floor(16 * pow(cityHash64(number, 'cm-ch') / 18446744073709551616.0, 1.15)))), 2, '0')) AS chamber_id,
        concat('P', toString(300000 + toUInt32(floor(3400 * pow(cityHash64(number, 'cm-pal') / 18446744073709551616.0, 1.1))))) AS pallet_no,
        ['I','O','R'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'cm-dir') / 18446744073709551616.0, 1.5)))] AS direction,
        ['Nordfisk','Gelato Sud','Berry Bros','Polar Pharma','Halal Prime','Mercato'][1 + toUInt8(floor(6 * pow(cityHash64(pallet_no, 'cm-cli') / 18446744073709551616.0, 1.4)))] AS client,
        multiIf(client = 'Nordfisk', 'fish', client = 'Gelato Sud', 'ice cream', client = 'Berry Bros', 'berries', client = 'Polar Pharma', 'vaccines', client = 'Halal Prime', 'meat', ['fish','meat','ice cream'][1 + cityHash64(pallet_no, 'cm-g') % 3]) AS goods,
        toFloat32(round(240 + 900 * pow(cityHash64(pallet_no, 'cm-kg') / 18446744073709551616.0, 0.9), 1)) AS gross_kg,
        concat('FL-', toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 'cm-fl') / 18446744073709551616.0, 1.3))))) AS forklift,
        toUInt16(floor(70 * pow(1 - cityHash64(number, 'cm-h') / 18446744073709551616.0, -0.5) * if(direction = 'R', 0.7, 1))) AS handling_s
    FROM numbers(7000)
)
WHERE moved_at < '2026-05-21 16:20:00' AND toDate(moved_at) != '2026-05-14';
