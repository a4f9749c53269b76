-- Online pharmacy that delivers prescriptions. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No order lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS galenic;
CREATE DATABASE galenic;

CREATE TABLE galenic.branches
(
    branch       LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    opened_on    Date,
    pharmacists  UInt8,
    has_locker   UInt8 COMMENT '1 = parcels can be collected at night'
)
ENGINE = MergeTree ORDER BY branch;

INSERT INTO galenic.branches
SELECT
    ['Utrecht','Aarhus','Namur','Galway','Odense','Leiden','Limerick','Arlon'][1 + number],
    ['NL','DK','BE','IE','DK','NL','IE','BE'][1 + number],
    toDate('2019-03-01') + toUInt32(cityHash64(number, 'b-open') % 2300),
    toUInt8(2 + cityHash64(number, 'b-ph') % 7),
    toUInt8(cityHash64(number, 'b-lock') % 2)
FROM numbers(8);

CREATE TABLE galenic.medicines
(
    item_code      LowCardinality(String),
    med_name       String,
    family         LowCardinality(String) COMMENT 'painkiller, antibiotic, insulin, statin, antihistamine or inhaler',
    maker          LowCardinality(String),
    fridge         UInt8 COMMENT '1 = must be kept in the fridge, 2 to 8 degrees',
    list_price_eur Decimal(8, 2) COMMENT 'per pack'
)
ENGINE = MergeTree ORDER BY item_code;

INSERT INTO galenic.medicines
SELECT
    concat('RX', leftPad(toString(101 + number), 4, '0')),
    ['Dolanex','Cefirol','Glucara','Lipovex','Histalon','Airelo','Algoprim','Amoxid','Insuvent','Statinor','Pollenox','Bronchil',
     'Nurolan','Zithrel','Lantora','Corvast','Ceteral','Salbuta','Migralex','Penivor','Novaglin','Rosulin','Lorafen','Spirex'][1 + number],
    ['painkiller','antibiotic','insulin','statin','antihistamine','inhaler'][1 + number % 6],
    ['Brandt','Osler','Vidal','Ostrava Pharma'][1 + cityHash64(number, 'm-maker') % 4],
    toUInt8(number % 6 = 2 OR number IN (7, 19)),
    toDecimal64(3 + cityHash64(number, 'm-price') % 4600 / 100, 2)
FROM numbers(24);

CREATE TABLE galenic.rx_orders
(
    order_no      UInt64,
    placed_at     DateTime64(3, 'UTC'),
    checked_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'when the pharmacist released the prescription or turned it down',
    patient_id    UInt32,
    item_code     LowCardinality(String),
    branch        LowCardinality(String),
    channel       LowCardinality(String),
    repeat_rx     UInt8 COMMENT '1 = repeat prescription, 0 = first issue',
    packs         UInt8,
    charge_eur    Decimal(10, 2) COMMENT 'share of the patient for the whole order; given back or never taken unless delivered',
    discount_code Nullable(String),
    state         LowCardinality(String) COMMENT 'waiting, on_the_way, delivered, returned (nobody at the door), rejected (by the pharmacist) or cancelled (by the patient)',
    courier       LowCardinality(String),
    transit_min   Nullable(UInt16) COMMENT 'minutes from the branch to the door, only for delivered orders'
)
ENGINE = MergeTree ORDER BY (branch, placed_at);

-- The shop was down on 2026-05-10. Kestrel brings back every other parcel since 2026-05-20 00:00.
INSERT INTO galenic.rx_orders
SELECT order_no, placed_at, if(state = 'waiting' OR (state = 'cancelled' AND s % 2 = 0), NULL, toNullable(released)), patient_id, item_code, branch, channel,
       repeat_rx, packs, charge_eur, discount_code, state, courier, if(state = 'delivered', toNullable(transit), NULL)
FROM
(
    SELECT
        number AS n,
        640000 + number AS order_no,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(104000 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000) AS placed_at,
        placed_at + toIntervalMinute(4 + cityHash64(number, 'o-chk') % 100) AS released,
        1 + toUInt32(floor(2600 * pow(cityHash64(number, 'o-pat') / 18446744073709551616.0, 1.5))) AS patient_id,
        1 + toUInt8(floor(24 * pow(cityHash64(number, 'o-item') / 18446744073709551616.0, 1.3))) AS i,
        concat('RX', leftPad(toString(100 + i), 4, '0')) AS item_code,
        ['Utrecht','Aarhus','Namur','Galway','Odense','Leiden','Limerick','Arlon'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'o-br') / 18446744073709551616.0, 1.4)))] AS branch,
        ['app','web','phone'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt8(cityHash64(number, 'o-rep') % 100 < 42) AS repeat_rx,
        toUInt8([1,1,1,1,2,2,3,4][1 + cityHash64(number, 'o-pk') % 8]) AS packs,
        toDecimal64(round(packs * (3.1 + cityHash64(i, 'o-pr') % 1700 / 100) * (0.6 + cityHash64(number, 'o-sh') % 700 / 1000), 2), 2) AS charge_eur,
        if(cityHash64(number, 'o-dc') % 100 < 17, toNullable(['SPRING5','WELCOME','FAMILY'][1 + cityHash64(number, 'o-dc2') % 3]), NULL) AS discount_code,
        ['Pelikaan','Kestrel','Tern Express','Velopost'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'o-cou') / 18446744073709551616.0, 1.2)))] AS courier,
        toUInt16(25 + floor(multiIf(courier = 'Velopost', 45, courier = 'Tern Express', 90, courier = 'Kestrel', 70, 60) * pow(1 - cityHash64(number, 'o-tr') / 18446744073709551616.0, -0.45))) AS transit,
        cityHash64(number, 'o-st') % 1000 AS s,
        multiIf(s < multiIf(channel = 'phone', 40, channel = 'web', 85, 65), 'cancelled',
                released >= '2026-05-21 16:20:00', 'waiting',
                s < 150, 'rejected',
                s < if(courier = 'Kestrel' AND placed_at >= '2026-05-20 00:00:00', 560, 185), 'returned',
                released + toIntervalMinute(transit) >= '2026-05-21 16:20:00', 'on_the_way',
                'delivered') AS state
    FROM numbers(7200)
)
WHERE toDate(placed_at) != '2026-05-10'
  AND NOT (toHour(placed_at) BETWEEN 0 AND 5 AND cityHash64(n, 'o-night') % 5 != 0)
  AND NOT (toDayOfWeek(placed_at) >= 6 AND cityHash64(n, 'o-we') % 3 = 0);

-- Aarhus rejects one prescription after another on 2026-05-20 from 13:00 to 16:00.
INSERT INTO galenic.rx_orders
SELECT
    690000 + number,
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'x-ts') % 180) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000) AS p,
    toNullable(p + toIntervalMinute(1)),
    1 + toUInt32(cityHash64(number, 'x-pat') % 2600), concat('RX', leftPad(toString(101 + cityHash64(number, 'x-it') % 24), 4, '0')), 'Aarhus', 'app', 0, 1,
    toDecimal64(5 + cityHash64(number, 'x-pr') % 1500 / 100, 2), NULL, 'rejected', 'Pelikaan', NULL
FROM numbers(70);
