-- Online shop for contact lenses and glasses, with eye tests in its stores. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row begins in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS optika;
CREATE DATABASE optika;

CREATE TABLE optika.catalog
(
    sku          String,
    title        String COMMENT 'product name',
    brand        LowCardinality(String),
    kind         LowCardinality(String) COMMENT 'DL daily lenses, ML monthly lenses, FR glasses, SG sunglasses, CR care solution',
    list_cents   UInt32 COMMENT 'list price of one piece in euro cents',
    launched     Date,
    discontinued Bool COMMENT 'no longer made, sold while stocks last'
)
ENGINE = MergeTree ORDER BY sku COMMENT 'products of the shop';

INSERT INTO optika.catalog VALUES
('AQ-D30',  'Aqualis Day 30',       'Aqualis',  'DL', 1990, '2021-03-01', false),
('AQ-D90',  'Aqualis Day 90',       'Aqualis',  'DL', 4990, '2021-03-01', false),
('AQ-M6',   'Aqualis Month 6',      'Aqualis',  'ML', 2790, '2020-09-15', false),
('OC-D30',  'Ocelle Fresh 30',      'Ocelle',   'DL', 1690, '2022-05-10', false),
('OC-M3',   'Ocelle Soft 3',        'Ocelle',   'ML', 1490, '2019-02-01', true),
('OC-M6T',  'Ocelle Toric 6',       'Ocelle',   'ML', 3690, '2023-01-20', false),
('TI-FR1',  'Tindari Round',        'Tindari',  'FR', 14900, '2024-02-12', false),
('TI-FR2',  'Tindari Pilot',        'Tindari',  'FR', 17900, '2024-02-12', false),
('NO-FR7',  'Norrsken Thin',        'Norrsken', 'FR', 22900, '2023-08-01', false),
('NO-FR9',  'Norrsken Reader',      'Norrsken', 'FR', 9900,  '2020-04-06', true),
('TI-SG1',  'Tindari Lido',         'Tindari',  'SG', 12900, '2025-04-01', false),
('NO-SG4',  'Norrsken Glare',       'Norrsken', 'SG', 18900, '2025-04-01', false),
('AQ-CR1',  'Aqualis Rinse 360',    'Aqualis',  'CR', 890,  '2018-06-01', false),
('PU-CR2',  'Purelle Duo Pack',     'Purelle',  'CR', 1590, '2022-11-11', false),
('PU-D30',  'Purelle Breeze 30',    'Purelle',  'DL', 1890, '2026-04-20', false);

CREATE TABLE optika.orders
(
    order_no   UInt64,
    placed_at  DateTime64(3, 'UTC'),
    shipped_at Nullable(DateTime64(3, 'UTC')) COMMENT 'handed to the parcel service, null if it has not left',
    cust_no    UInt32 COMMENT 'customer account',
    sku        LowCardinality(String),
    qty        UInt8 COMMENT 'boxes or pieces',
    amt_eur    Decimal(10, 2) COMMENT 'order value incl. VAT',
    pay_by     Enum8('card' = 1, 'paypal' = 2, 'klarna' = 3, 'invoice' = 4) COMMENT 'payment method',
    ost        LowCardinality(String) COMMENT 'order state: O open, S shipped, R returned and refunded, X cancelled before shipping',
    ctry       LowCardinality(String) COMMENT 'country of the customer, ISO 3166 two-letter code',
    src        LowCardinality(String) COMMENT 'where it was ordered: web, app or store',
    sph        Nullable(Decimal(4, 2)) COMMENT 'sphere of the right eye in dioptres, negative when short-sighted, null when no prescription is needed',
    voucher    LowCardinality(Nullable(String)) COMMENT 'voucher code redeemed',
    is_sub     Bool COMMENT 'repeat delivery of a lens subscription'
)
ENGINE = MergeTree ORDER BY (placed_at, order_no) COMMENT 'orders, one product each';

-- The shop was down on 2026-05-09: no order all day. Voucher LENS4U leaks on 2026-05-20 08:00.
INSERT INTO optika.orders
SELECT order_no, placed_at, if(ost IN ('S', 'R'), toNullable(ship_ts), NULL), cust_no, sku, qty, amt_eur, pay_by, ost, ctry, src, sph, voucher, is_sub
FROM
(
    SELECT
        number AS n,
        toUInt64(20600000 + number) AS order_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(89000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 56000) AS placed_at,
        toUInt32(30000 + floor(5200 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.3))) AS cust_no,
        1 + toUInt8(floor(15 * pow(cityHash64(number, 'o-sku') / 18446744073709551616.0, 1.15))) AS k0,
        if(k0 = 15 AND placed_at < '2026-04-20 06:00:00', 4, k0) AS k,
        ['AQ-D30','OC-D30','AQ-D90','AQ-M6','TI-FR1','OC-M6T','AQ-CR1','NO-FR7','TI-SG1','OC-M3','PU-CR2','TI-FR2','NO-SG4','NO-FR9','PU-D30'][k] AS sku,
        ['DL','DL','DL','ML','FR','ML','CR','FR','SG','ML','CR','FR','SG','FR','DL'][k] AS kind,
        [1990,1690,4990,2790,14900,3690,890,22900,12900,1490,1590,17900,18900,9900,1890][k] AS cents,
        toUInt8(if(kind IN ('FR', 'SG'), if(cityHash64(number, 'o-q') % 12 = 0, 2, 1), 1 + cityHash64(number, 'o-q') % 6)) AS qty,
        if(cityHash64(number, 'o-vou') % 100 < 13, toNullable(['HELLO10','HELLO10','SPRING5','SPRING5','EYES15','HELLO10','EYES15','LENS4U'][1 + cityHash64(number, 'o-vou2') % 8]), NULL) AS voucher,
        toDecimal64(round(cents * qty * if(kind = 'FR', 1 + (cityHash64(number, 'o-opt') % 5) * 0.15, 1) * if(voucher IS NULL, 1, 0.9) / 100, 2), 2) AS amt_eur,
        ['card','paypal','klarna','invoice'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-pay') / 18446744073709551616.0, 1.4)))] AS pay_by,
        ['DE','BE','NL','FR','LU'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.5)))] AS ctry,
        ['web','app','store'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-src') / 18446744073709551616.0, 1.4)))] AS src,
        if(kind IN ('SG', 'CR'), NULL, toNullable(toDecimal64(-6 + 0.25 * (cityHash64(number, 'o-sph') % 41), 2))) AS sph,
        kind IN ('DL', 'ML', 'CR') AND cityHash64(number, 'o-sub') % 100 < 34 AS is_sub,
        placed_at + toIntervalSecond(11000 + toUInt32(floor(190000 * pow(cityHash64(number, 'o-ship') / 18446744073709551616.0, if(pay_by = 'invoice', 1.1, 2.1))))) AS ship_ts,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < 65, 'X',
                ship_ts >= '2026-05-21 16:20:00', 'O',
                placed_at < '2026-05-17 12:00:00' AND s < 65 + multiIf(ctry = 'DE', 150, ctry = 'LU', 40, 85) + if(kind = 'FR', 60, 0), 'R',
                'S') AS ost
    FROM numbers(8400)
)
WHERE toDate(placed_at) != '2026-05-09'
  AND NOT (toHour(placed_at) < 6 AND cityHash64(n, 'o-night') % 5 != 0);

-- The leaked voucher.
INSERT INTO optika.orders
SELECT
    toUInt64(20990000 + number),
    toDateTime64('2026-05-20 08:00:00', 3, 'UTC') + toIntervalMinute(3 + cityHash64(number, 'l-ts') % 1900) + toIntervalMillisecond(1000 + cityHash64(number, 'l-ms') % 56000),
    NULL, 30000 + cityHash64(number, 'l-cust') % 5200, 'AQ-D90', 1, 24.95, ['card','paypal'][1 + number % 2], 'O', ['DE','NL','BE'][1 + number % 3], 'web',
    toDecimal64(-6 + 0.25 * (cityHash64(number, 'l-sph') % 41), 2), 'LENS4U', false
FROM numbers(95);

CREATE TABLE optika.eyetests
(
    test_id  UInt32,
    began_at DateTime('UTC') COMMENT 'start of the appointment',
    store    LowCardinality(String) COMMENT 'town of the store',
    optician LowCardinality(String) COMMENT 'who does the test',
    cust_no  Nullable(UInt32) COMMENT 'customer account, null for walk-ins',
    outcome  Enum8('new_rx' = 1, 'same_rx' = 2, 'referred' = 3, 'missed' = 4) COMMENT 'new_rx = new prescription, same_rx = prescription unchanged, referred = sent on to an eye doctor, missed = did not come',
    dur_s    Nullable(UInt16) COMMENT 'length of the test in seconds, null when missed',
    iop_mmhg Nullable(Float32) COMMENT 'eye pressure in mmHg, null when not measured'
)
ENGINE = MergeTree ORDER BY (store, began_at) COMMENT 'eye test appointments in the stores';

-- Closed on Sundays.
INSERT INTO optika.eyetests
SELECT test_id, began_at, store, optician, if(cityHash64(n, 'e-walk') % 100 < 22, NULL, toNullable(toUInt32(30000 + cityHash64(n, 'e-cust') % 5200))),
       outcome, if(outcome = 'missed', NULL, toNullable(toUInt16(dur))), if(outcome = 'missed' OR cityHash64(n, 'e-noiop') % 100 < 18, NULL, toNullable(toFloat32(iop)))
FROM
(
    SELECT
        number AS n,
        toUInt32(70000 + number) AS test_id,
        toDateTime('2026-05-21 09:00:00', 'UTC') - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 'e-day') / 18446744073709551616.0, 1.1))))
            + toIntervalMinute(cityHash64(number, 'e-min') % 530) + toIntervalSecond(1 + cityHash64(number, 'e-sec') % 58) AS began_at,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-store') / 18446744073709551616.0, 1.25))) AS st,
        ['Gent','Aachen','Breda','Lille','Trier'][st] AS store,
        if(cityHash64(number, 'e-opt') % 100 < 64,
           ['Lotte Claes','Jonas Weber','Femke Visser','Hugo Marchand','Nadia Brandt'],
           ['Bram Maes','Selin Kaya','Daan Mulder','Claire Fontaine','Paul Hoff'])[st] AS optician,
        600 + toUInt32(floor(1700 * pow(cityHash64(number, 'e-dur') / 18446744073709551616.0, 1.5))) AS dur,
        round(multiIf(store = 'Breda', 11.4, store = 'Lille', 9.6, 10.5) + 14 * pow(cityHash64(number, 'e-iop') / 18446744073709551616.0, 1.5), 1) AS iop,
        cityHash64(number, 'e-out') % 1000 AS s,
        multiIf(s < if(store = 'Trier', 140, 80), 'missed', iop > 21 AND s < 520, 'referred', s < 165, 'referred', s < if(store = 'Gent', 610, 540), 'new_rx', 'same_rx') AS outcome
    FROM numbers(3000)
)
WHERE toDayOfWeek(began_at) != 7 AND began_at + toIntervalSecond(dur) < '2026-05-21 16:20:00';
