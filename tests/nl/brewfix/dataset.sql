-- Coffee machines: registered machines, workshop repairs, orders of spare parts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS brewfix;

DROP TABLE IF EXISTS brewfix.machines;
CREATE TABLE brewfix.machines
(
    serial_no      String COMMENT 'number on the type plate',
    model          LowCardinality(String),
    built_on       Date,
    sold_on        Date,
    country        LowCardinality(String) COMMENT 'where the machine was sold, ISO 3166 two-letter code',
    business_use   Bool COMMENT 'true for cafes and offices, false for households',
    warranty_until Date COMMENT 'last day of the warranty'
)
ENGINE = MergeTree ORDER BY serial_no;

INSERT INTO brewfix.machines
SELECT serial_no, model, sold_on - toUInt32(20 + cityHash64(n, 'm-built') % 200) AS built_on, sold_on, country, business_use,
       sold_on + if(business_use, 365, 730) AS warranty_until
FROM
(
    SELECT
        number AS n,
        concat('BF', leftPad(toString(40000 + number), 8, '0')) AS serial_no,
        ['Velluto S','Classico','Barista Pro','Velluto XL'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-model') / 18446744073709551616.0, 1.4)))] AS model,
        toDate('2026-02-12') - toUInt32(floor(1500 * pow(cityHash64(number, 'm-sold') / 18446744073709551616.0, 1.3))) AS sold_on,
        ['DE','IT','AT','PL','FR','DK'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        cityHash64(number, 'm-biz') % 100 < if(model = 'Barista Pro', 70, 18) AS business_use
    FROM numbers(5000)
);

DROP TABLE IF EXISTS brewfix.repairs;
CREATE TABLE brewfix.repairs
(
    ticket       UInt32,
    opened_at    DateTime('UTC'),
    closed_at    Nullable(DateTime('UTC')) COMMENT 'null while the machine is still in the workshop',
    serial_no    String,
    workshop     LowCardinality(String),
    fault        LowCardinality(String) COMMENT 'what the customer reported: limescale, grinder, leak, pump, heater or display',
    wty          Bool COMMENT 'repair covered by the warranty, free for the customer',
    outcome      LowCardinality(String) COMMENT 'open, repaired, replaced or sent_back (unrepaired)',
    parts_fitted Array(String) COMMENT 'spare parts built in',
    bench_min    Nullable(UInt16) COMMENT 'technician time in minutes; null while open',
    charge_eur   Nullable(Decimal(10, 2)) COMMENT 'billed to the customer on closing; null under warranty and while open',
    csat         Nullable(UInt8) COMMENT 'customer satisfaction, 1 to 10; null when the customer gave none'
)
ENGINE = MergeTree ORDER BY (workshop, opened_at);

-- Rows from 5200 on: a bad batch of seals, many leaks since Monday 2026-05-18. Zadar is slow.
INSERT INTO brewfix.repairs
SELECT ticket, opened_at, closed_at, serial_no, workshop, fault, wty, outcome,
       if(outcome = 'repaired',
          arrayFilter(x -> x != '', [multiIf(fault = 'grinder', 'Grinder burrs', fault = 'leak', 'Gasket set', fault = 'pump', 'Pump 15 bar', fault = 'limescale', 'Descaler', fault = 'heater', 'Brew unit', ''),
                                     if(fault != 'leak' AND cityHash64(n, 'r-seal') % 5 = 0, 'Gasket set', ''),
                                     if(cityHash64(n, 'r-wf') % 7 = 0, 'Water filter', '')]),
          emptyArrayString()) AS parts_fitted,
       if(outcome = 'open', NULL, toNullable(toUInt16(mins))) AS bench_min,
       if(outcome = 'open' OR wty, NULL, toNullable(toDecimal64(round(24 + 0.95 * mins + 0.1 * (cityHash64(n, 'r-eur') % 700), 2), 2))) AS charge_eur,
       if(outcome = 'open' OR cityHash64(n, 'r-ans') % 100 < 45, NULL,
          toNullable(toUInt8(if(workshop = 'Zadar', [3,5,6,7,8,2,9,4,6,10], [10,9,9,8,8,10,7,6,3,1])[1 + cityHash64(n, 'r-csat') % 10]))) AS csat
FROM
(
    SELECT
        e.n AS n, e.ticket AS ticket, e.opened_at AS opened_at, e.serial_no AS serial_no, e.workshop AS workshop, e.fault AS fault, e.mins AS mins,
        if(e.done_at < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(e.done_at), NULL) AS closed_at,
        toDate(e.opened_at) <= m.warranty_until AND e.fault != 'limescale' AS wty,
        multiIf(e.done_at >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'open', cityHash64(e.n, 'r-out') % 100 < 82, 'repaired', cityHash64(e.n, 'r-out') % 100 < 91, 'replaced', 'sent_back') AS outcome
    FROM
    (
        SELECT
            number AS n,
            toUInt32(310000 + number) AS ticket,
            toDateTime('2026-05-21 16:20:00', 'UTC')
                - toIntervalMinute(if(number >= 5200, toUInt32(2 + cityHash64(number, 'r-bad') % 5200),
                                      toUInt32(2 + floor(129600 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.25)))))
                + toIntervalSecond(1 + cityHash64(number, 'r-s') % 57) AS opened_at,
            concat('BF', leftPad(toString(40000 + toUInt32(floor(5000 * pow(cityHash64(number, 'r-ser') / 18446744073709551616.0, 1.5)))), 8, '0')) AS serial_no,
            ['Bremen','Parma','Gdynia','Zadar'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'r-shop') / 18446744073709551616.0, 1.4)))] AS workshop,
            if(number >= 5200, 'leak',
               ['limescale','grinder','pump','leak','heater','display'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'r-fault') / 18446744073709551616.0, 1.3)))]) AS fault,
            least(900, toUInt32(floor(multiIf(fault = 'heater', 1.6, fault = 'limescale', 0.7, workshop = 'Gdynia', 1.2, 1.0) * (12 + 28 * pow(1 - cityHash64(number, 'r-min') / 18446744073709551616.0, -0.45))))) AS mins,
            opened_at + toIntervalMinute(toUInt32(least(200000.0, floor(60 * multiIf(workshop = 'Zadar', 2.2, workshop = 'Bremen', 0.8, 1.0) * 60 * pow(1 - cityHash64(number, 'r-dur') / 18446744073709551616.0, -0.5)))) + cityHash64(number, 'r-dm') % 60) AS done_at
        FROM numbers(5380)
    ) AS e
    INNER JOIN brewfix.machines AS m ON e.serial_no = m.serial_no
);

DROP TABLE IF EXISTS brewfix.part_orders;
CREATE TABLE brewfix.part_orders
(
    order_no    UInt64,
    ordered_at  DateTime64(3, 'UTC'),
    shipped_at  Nullable(DateTime64(3, 'UTC')) COMMENT 'when the parcel left the warehouse; null if it has not',
    cust_id     UInt32 COMMENT 'customer',
    part        LowCardinality(String) COMMENT 'spare part, one per order',
    fits_model  LowCardinality(String),
    qty         UInt16 COMMENT 'pieces',
    net_eur     Decimal(10, 2) COMMENT 'value of the whole order without VAT',
    channel     LowCardinality(String) COMMENT 'web, phone, dealer or marketplace',
    ship_to     LowCardinality(String) COMMENT 'country of delivery, ISO 3166 two-letter code',
    order_state LowCardinality(String) COMMENT 'open (paid, not yet shipped), shipped, cancelled or refunded; cancelled and refunded orders bring in no money'
)
ENGINE = MergeTree ORDER BY (channel, ordered_at);

-- The marketplace was disconnected on 2026-05-14.
INSERT INTO brewfix.part_orders
SELECT order_no, ordered_at,
       if(order_state IN ('shipped', 'refunded'), toNullable(out_at), NULL) AS shipped_at,
       cust_id, part, fits_model, qty, net_eur, channel, ship_to, order_state
FROM
(
    SELECT
        number AS n,
        8000000 + number AS order_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 50000) AS ordered_at,
        ordered_at + toIntervalMinute(120 + toUInt32(floor(420 * pow(1 - cityHash64(number, 'o-ship') / 18446744073709551616.0, -0.5)))) + toIntervalSecond(7) AS out_at,
        1 + toUInt32(floor(4000 * pow(cityHash64(number, 'o-cust') / 18446744073709551616.0, 1.7))) AS cust_id,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'o-part') / 18446744073709551616.0, 1.3))) AS p,
        ['Water filter','Descaler','Gasket set','Brew unit','Milk frother','Grinder burrs','Drip tray','Pump 15 bar'][p] AS part,
        ['Velluto S','Classico','Barista Pro','Velluto XL'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-fit') / 18446744073709551616.0, 1.3)))] AS fits_model,
        toUInt16(least(40.0, floor(1.5 * pow(1 - cityHash64(number, 'o-qty') / 18446744073709551616.0, -0.45)))) AS qty,
        ['web','phone','dealer','marketplace'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        toDecimal64(round([12.9, 9.5, 7.8, 89.0, 34.5, 41.0, 19.9, 46.0][p] * qty * if(channel = 'dealer', 0.8, 1.0) * (1 - 0.05 * (cityHash64(number, 'o-disc') % 4)), 2), 2) AS net_eur,
        ['DE','IT','AT','PL','FR','DK'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.4)))] AS ship_to,
        cityHash64(number, 'o-st') % 1000 AS r,
        multiIf(r < 60, 'cancelled',
                out_at >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'open',
                r < if(channel = 'marketplace', 155, 95), 'refunded',
                'shipped') AS order_state
    FROM numbers(14000)
)
WHERE NOT (channel = 'marketplace' AND toDate(ordered_at) = '2026-05-14');
