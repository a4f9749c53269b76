-- Pallet pooling: load movements, depots, customers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS palloop;
CREATE DATABASE palloop;

CREATE TABLE palloop.depots
(
    depot           String,
    country         LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    run_by          LowCardinality(String) COMMENT 'own or franchise',
    storage_pallets UInt32 COMMENT 'how many pallets fit in the yard',
    opened_on       Date
)
ENGINE = MergeTree ORDER BY depot;

INSERT INTO palloop.depots
SELECT
    ['Breda','Kassel','Lodz','Lille','Halle','Brescia','Tarragona','Daventry'][number + 1],
    ['NL','DE','PL','FR','DE','IT','ES','GB'][number + 1],
    ['own','own','franchise','own','franchise','franchise','own','franchise'][number + 1],
    toUInt32(12000 + 500 * (cityHash64(number, 'dp-cap') % 60)),
    toDate('2009-03-02') + toUInt32(cityHash64(number, 'dp-open') % 5200)
FROM numbers(8);

CREATE TABLE palloop.customers
(
    customer_id      UInt32,
    trade_name       String,
    sector           LowCardinality(String),
    account_manager  LowCardinality(String),
    account_state    LowCardinality(String) COMMENT 'open, on_hold or closed',
    credit_limit_eur Decimal(12, 2),
    signed_on        Date
)
ENGINE = MergeTree ORDER BY customer_id;

INSERT INTO palloop.customers
SELECT
    2100 + number,
    concat(['Alder','Bruno','Cobalt','Delft','Elwood','Ferro','Granary','Holm','Isar','Jura'][1 + cityHash64(number, 'cu-a') % 10], ' ',
           ['Foods','Brewing','Supply','Farms','Retail','Pharma','Beverages','Gardens'][1 + cityHash64(number, 'cu-b') % 8], ' ', toString(100 + number)),
    ['grocery','brewery','garden','pharma','automotive'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'cu-sec') / 18446744073709551616.0, 1.4)))],
    ['Petra Lind','Joao Reis','Hanna Vogt','Mick Doyle'][1 + cityHash64(number, 'cu-am') % 4],
    multiIf(cityHash64(number, 'cu-st') % 100 < 82, 'open', cityHash64(number, 'cu-st') % 100 < 93, 'on_hold', 'closed'),
    toDecimal64(5000 * (1 + cityHash64(number, 'cu-cr') % 30), 2),
    toDate('2026-04-30') - toUInt32(cityHash64(number, 'cu-sig') % 3000)
FROM numbers(240);

CREATE TABLE palloop.movements
(
    movement_id    UInt64,
    booked_at      DateTime64(3, 'UTC'),
    delivered_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'null while under way, and for cancelled or lost loads',
    depot          LowCardinality(String),
    customer_id    Nullable(UInt32) COMMENT 'null for transfers',
    kind           LowCardinality(String) COMMENT 'issue (depot to customer), return (customer to depot), transfer (depot to depot)',
    pallet_type    LowCardinality(String) COMMENT 'euro, half, quarter, uk',
    pallets        UInt16 COMMENT 'pallets on the load',
    broken_pallets Nullable(UInt16) COMMENT 'pallets found broken at delivery; null when nobody counted',
    haulier        LowCardinality(String),
    gate_min       Nullable(UInt16) COMMENT 'time the truck spent at the gate, in minutes',
    state          LowCardinality(String) COMMENT 'in_transit, delivered, cancelled or lost',
    is_express     UInt8 COMMENT '1 for express loads',
    fee_eur        Decimal(10, 2) COMMENT 'hire fee; earned only by delivered loads, transfers have none'
)
ENGINE = MergeTree ORDER BY (depot, booked_at);

-- Nothing was booked on 2026-05-05 (system down). Loads carried by Kestrel arrive badly broken since 2026-05-20.
INSERT INTO palloop.movements
SELECT movement_id, booked_at,
       if(state = 'delivered', toNullable(due_at), NULL) AS delivered_at,
       depot, if(kind = 'transfer', NULL, toNullable(cust)) AS customer_id, kind, pallet_type, pallets,
       if(state = 'delivered' AND cityHash64(n, 'm-cnt') % 100 < 84,
          toNullable(toUInt16(floor(pallets * if(haulier = 'Kestrel' AND due_at >= '2026-05-20 00:00:00', 0.24 + 0.2 * u_br, 0.055 * u_br)))), NULL) AS broken_pallets,
       haulier,
       if(state = 'cancelled' OR cityHash64(n, 'm-clk') % 100 < 6, NULL,
          toNullable(toUInt16(8 + floor(multiIf(haulier = 'Tiralo', 64, haulier = 'Ostra', 26, haulier = 'Kestrel', 40, 34) * (0.3 + 1.9 * pow(cityHash64(n, 'm-gate') / 18446744073709551616.0, 1.7)))))) AS gate_min,
       state, is_express,
       if(kind = 'transfer', toDecimal64(0, 2),
          toDecimal64(round(pallets * multiIf(pallet_type = 'uk', 2.15, pallet_type = 'half', 1.1, pallet_type = 'quarter', 0.7, 1.65) * if(is_express, 1.4, 1.0), 2), 2)) AS fee_eur
FROM
(
    SELECT
        number AS n,
        880000 + number AS movement_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(92000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000) AS booked_at,
        toDateTime64(toStartOfMinute(booked_at), 3, 'UTC')
            + toIntervalMinute(95 + toUInt32(floor(2300 * pow(cityHash64(number, 'm-lead') / 18446744073709551616.0, 2.1))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms2') % 57000) AS due_at,
        ['Breda','Kassel','Lodz','Lille','Halle','Brescia','Tarragona','Daventry'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'm-dep') / 18446744073709551616.0, 1.3)))] AS depot,
        2100 + toUInt32(floor(236 * pow(cityHash64(number, 'm-cus') / 18446744073709551616.0, 1.5))) AS cust,
        multiIf(cityHash64(number, 'm-kind') % 100 < 52, 'issue', cityHash64(number, 'm-kind') % 100 < 89, 'return', 'transfer') AS kind,
        ['euro','half','quarter','uk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-typ') / 18446744073709551616.0, 1.6)))] AS pallet_type,
        toUInt16(18 + floor(540 * pow(cityHash64(number, 'm-qty') / 18446744073709551616.0, 1.6))) AS pallets,
        ['Norrbahn','Kestrel','Van Loon','Ostra','Tiralo'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-hau') / 18446744073709551616.0, 1.2)))] AS haulier,
        toUInt8(cityHash64(number, 'm-exp') % 100 < if(toDayOfWeek(booked_at) = 5, 34, 15)) AS is_express,
        cityHash64(number, 'm-br') / 18446744073709551616.0 AS u_br,
        cityHash64(number, 'm-st') % 1000 AS s,
        multiIf(s < if(depot = 'Lodz', 150, 65), 'cancelled', s > 972, 'lost', due_at < '2026-05-21 16:20:00', 'delivered', 'in_transit') AS state
    FROM numbers(9000)
)
WHERE toDate(booked_at) != '2026-05-05'
  AND NOT ((toHour(booked_at) >= 22 OR toHour(booked_at) < 5) AND cityHash64(n, 'm-ngt') % 5 != 0);
