-- Parcel lockers: stations, parcels put in and fetched, messages of the boxes. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS lockerly;
CREATE DATABASE lockerly;

CREATE TABLE lockerly.stations
(
    station_code LowCardinality(String),
    street       String,
    town         LowCardinality(String),
    host         LowCardinality(String) COMMENT 'kind of site it stands on: SM supermarket, PS petrol station, RS railway station, HB housing block',
    doors        UInt16 COMMENT 'number of compartments',
    opened_on    Date,
    indoor       UInt8,
    state        LowCardinality(String) COMMENT 'live, maintenance or closed'
)
ENGINE = MergeTree ORDER BY station_code;

INSERT INTO lockerly.stations
SELECT
    concat('LK-', leftPad(toString(number + 1), 2, '0')),
    concat(['Kerkstraat','Stationsweg','Molenlaan','Parkweg','Nieuwe Markt','Havenkade'][1 + cityHash64(number, 'l-str') % 6], ' ', toString(1 + cityHash64(number, 'l-no') % 140)),
    ['Utrecht','Breda','Zwolle','Leuven','Aachen'][1 + number % 5],
    ['SM','PS','RS','HB'][1 + intDiv(number, 5) % 4],
    40 + 12 * (cityHash64(number, 'l-doors') % 8),
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'l-open') % 1300),
    toUInt8(cityHash64(number, 'l-in') % 3 = 0),
    multiIf(number IN (3, 12, 21), 'maintenance', number = 28, 'closed', 'live')
FROM numbers(30);

CREATE TABLE lockerly.shipments
(
    shp_id       UInt64,
    station_code LowCardinality(String),
    courier      LowCardinality(String),
    size         LowCardinality(String) COMMENT 'compartment: S, M, L or XL',
    weight_g     Nullable(UInt32) COMMENT 'null if the courier did not weigh it',
    recipient_id UInt32,
    dropped_at   DateTime('UTC') COMMENT 'the courier closed the door',
    collected_at Nullable(DateTime('UTC')) COMMENT 'the recipient fetched it',
    outcome      LowCardinality(String) COMMENT 'waiting (still in the locker), collected, or expired (not fetched within 72 hours, went back to the sender)',
    unlock_by    LowCardinality(Nullable(String)) COMMENT 'how the recipient opened the door: pin, app or qr',
    fee_ct       UInt32 COMMENT 'what the courier owes us for the compartment, euro cent',
    bill_state   LowCardinality(String) COMMENT 'billed, waived or credited; only billed fees are income'
)
ENGINE = MergeTree ORDER BY (dropped_at, shp_id);

-- No courier came on 2026-05-05 (a holiday). Station LK-29 is closed and takes nothing.
INSERT INTO lockerly.shipments
SELECT shp_id, station_code, courier, size, weight_g, recipient_id, dropped_at,
       if(outcome = 'collected', toNullable(fetch_at), NULL) AS collected_at,
       outcome,
       if(outcome = 'collected', ['pin','app','app','qr','pin','app'][1 + cityHash64(n, 's-unl') % 6], NULL) AS unlock_by,
       fee_ct, bill_state
FROM
(
    SELECT
        number AS n,
        880000 + number AS shp_id,
        concat('LK-', leftPad(toString(1 + toUInt8(floor(28 * pow(cityHash64(number, 's-st6') / 18446744073709551616.0, 1.7)))), 2, '0')) AS station_code,
        ['PostNed','Fasto','GreenMile','DPX'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-cou') / 18446744073709551616.0, 1.4)))] AS courier,
        ['S','M','L','XL'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-size') / 18446744073709551616.0, 1.3)))] AS size,
        if(cityHash64(number, 's-now') % 100 < 7, NULL,
           toNullable(toUInt32(floor(multiIf(size = 'S', 300, size = 'M', 1100, size = 'L', 3200, 7000) * multiIf(courier = 'DPX', 1.5, courier = 'Fasto', 0.85, 1.0)
               * pow(1 - cityHash64(number, 's-kg') / 18446744073709551616.0, -0.45))))) AS weight_g,
        20000 + toUInt32(floor(2600 * pow(cityHash64(number, 's-rec') / 18446744073709551616.0, 1.5))) AS recipient_id,
        toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalMinute(toUInt32(cityHash64(number, 's-ts') % 86400)) + toIntervalSecond(1 + cityHash64(number, 's-sec') % 57) AS dropped_at,
        dropped_at + toIntervalMinute(15 + toUInt32(floor(4200 * pow(cityHash64(number, 's-wait') / 18446744073709551616.0, if(size IN ('S', 'M'), 2.6, 1.9))))) AS fetch_at,
        cityHash64(number, 's-exp') % 1000 < multiIf(courier = 'GreenMile', 150, courier = 'DPX', 60, 95) AS lazy,
        multiIf(lazy AND dropped_at + toIntervalHour(72) < toDateTime('2026-05-21 16:20:00', 'UTC'), 'expired',
                lazy OR fetch_at >= toDateTime('2026-05-21 16:19:00', 'UTC'), 'waiting', 'collected') AS outcome,
        multiIf(size = 'S', 35, size = 'M', 55, size = 'L', 90, 140) + 5 * (cityHash64(number, 's-fee') % 4) AS fee_ct,
        ['billed','billed','billed','billed','billed','billed','billed','waived','waived','credited'][1 + cityHash64(number, 's-bill') % 10] AS bill_state
    FROM numbers(8200)
)
WHERE toDate(dropped_at) != '2026-05-05'
  AND NOT (toHour(dropped_at) < 6 AND cityHash64(n, 's-night') % 8 != 0);

CREATE TABLE lockerly.box_log
(
    logged_at    DateTime('UTC'),
    station_code LowCardinality(String),
    kind         LowCardinality(String) COMMENT 'heartbeat, door_jam, offline, tamper, low_power',
    door_no      Nullable(UInt16),
    severity     UInt8 COMMENT '1 info, 2 warning, 3 error, 4 critical',
    battery_mv   Nullable(UInt16) COMMENT 'only in heartbeats',
    firmware     String
)
ENGINE = MergeTree ORDER BY (station_code, logged_at);

-- A heartbeat every six hours. LK-11 is mute since 2026-05-18 22:00, LK-24 since 2026-05-20 09:00, the closed LK-29 since 2026-05-02.
INSERT INTO lockerly.box_log
SELECT logged_at, station_code, 'heartbeat', NULL, 1, toNullable(toUInt16(11600 + cityHash64(n, 'b-mv') % 1300)), firmware
FROM
(
    SELECT
        number AS n,
        1 + number % 30 AS s,
        concat('LK-', leftPad(toString(s), 2, '0')) AS station_code,
        toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalHour(6 * intDiv(number, 30)) - toIntervalMinute(cityHash64(s, 'b-off') % 170) + toIntervalSecond(1 + cityHash64(number, 'b-sec') % 57) AS logged_at,
        ['3.2.1','3.2.0','3.1.7'][1 + cityHash64(s, 'b-fw') % 3] AS firmware
    FROM numbers(5400)
)
WHERE NOT (s = 11 AND logged_at >= '2026-05-18 22:00:00')
  AND NOT (s = 24 AND logged_at >= '2026-05-20 09:00:00')
  AND NOT (s = 29 AND logged_at >= '2026-05-02 00:00:00');

INSERT INTO lockerly.box_log
SELECT logged_at, station_code, kind, door_no, severity, NULL, firmware
FROM
(
    SELECT
        number AS n,
        1 + cityHash64(number, 'e-st') % 30 AS s,
        concat('LK-', leftPad(toString(s), 2, '0')) AS station_code,
        toDateTime('2026-05-21 16:15:00', 'UTC') - toIntervalMinute(toUInt32(cityHash64(number, 'e-ts') % 64800)) + toIntervalSecond(1 + cityHash64(number, 'e-sec') % 57) AS logged_at,
        ['door_jam','offline','tamper','low_power'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'e-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        if(kind IN ('door_jam', 'tamper'), toNullable(toUInt16(1 + cityHash64(number, 'e-door') % 40)), NULL) AS door_no,
        toUInt8(multiIf(kind = 'door_jam', 2 + (cityHash64(number, 'e-sev') % 5 = 0), kind = 'offline', 3 + (cityHash64(number, 'e-sev') % 4 = 0), kind = 'tamper', 3 + cityHash64(number, 'e-sev') % 2, 2)) AS severity,
        ['3.2.1','3.2.0','3.1.7'][1 + cityHash64(s, 'b-fw') % 3] AS firmware
    FROM numbers(1500)
)
WHERE NOT (s = 11 AND logged_at >= '2026-05-18 22:00:00')
  AND NOT (s = 24 AND logged_at >= '2026-05-20 09:00:00')
  AND NOT (s = 29 AND logged_at >= '2026-05-02 00:00:00');

-- The doors of LK-07 jam one after the other on 2026-05-20 from 13:00 to 15:00.
INSERT INTO lockerly.box_log
SELECT toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(3 * number) + toIntervalSecond(1 + cityHash64(number, 'j-sec') % 57), 'LK-07', 'door_jam',
       toNullable(toUInt16(1 + cityHash64(number, 'j-door') % 40)), toUInt8(2 + cityHash64(number, 'j-sev') % 2), NULL, ['3.2.1','3.2.0','3.1.7'][1 + cityHash64(toUInt64(7), 'b-fw') % 3]
FROM numbers(40);
