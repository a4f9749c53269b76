-- Dental laboratory. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
-- Planted: emax cases come back as remakes in masses since 2026-05-18, no parcel sent on 2026-05-14 (Ascension Day).
DROP DATABASE IF EXISTS dentalab;
CREATE DATABASE dentalab;

CREATE TABLE dentalab.practices
(
    practice_id     UInt32,
    practice_name   String,
    town            LowCardinality(String),
    country         LowCardinality(String),
    price_group     LowCardinality(String) COMMENT 'A list price, B five percent off, C dental chains',
    account_manager LowCardinality(String),
    payment_block   UInt8 COMMENT '1: invoices overdue, blocked by accounting',
    client_since    Date
)
ENGINE = MergeTree ORDER BY practice_id;

INSERT INTO dentalab.practices
SELECT
    3000 + number,
    concat('Praxis Dr. ', ['Gruber','Huber','Keller','Rossi','Moser','Vogel','Steiner','Brunner','Lang','Frei','Conti','Wolf'][1 + number % 12], ' ', toString(1 + intDiv(number, 12))),
    multiIf(c < 45, ['Graz','Linz','Wels','Salzburg'], c < 75, ['Passau','Munich','Regensburg','Landshut'], c < 90, ['Zurich','Chur','St. Gallen','Basel'], ['Bolzano','Trento','Udine','Verona'])[1 + cityHash64(number, 'p-town') % 4],
    multiIf(c < 45, 'AT', c < 75, 'DE', c < 90, 'CH', 'IT'),
    ['A','A','A','B','B','C'][1 + cityHash64(number, 'p-pg') % 6],
    ['Birgit','Hannes','Selma'][1 + cityHash64(number, 'p-am') % 3],
    cityHash64(number, 'p-bl') % 100 < 9,
    toDate('2026-02-20') - toUInt32(cityHash64(number, 'p-since') % 4000)
FROM (SELECT number, cityHash64(number, 'p-ctry') % 100 AS c FROM numbers(140));

CREATE TABLE dentalab.cases
(
    case_no     UInt32,
    received_at DateTime('UTC'),
    practice_id UInt32,
    kind        LowCardinality(String) COMMENT 'CRN crown, BRG bridge, INL inlay, VEN veneer, DEN denture, SPL night guard',
    material    LowCardinality(String) COMMENT 'zirconia, emax (glass ceramic), pfm (porcelain on metal), gold or acrylic',
    units       UInt8 COMMENT 'teeth made',
    shade       LowCardinality(String),
    impression  LowCardinality(String) COMMENT 'scan: intraoral scan file, tray: impression in silicone sent to us',
    technician  LowCardinality(String),
    remake_code LowCardinality(String) COMMENT 'empty for a first make, else why it is made again: FIT does not fit, SHD wrong shade, BRK broke',
    status      LowCardinality(String) COMMENT 'in_work, waiting (question to the dentist), finished or cancelled, only finished cases are invoiced',
    due_on      Date,
    finished_at Nullable(DateTime('UTC')) COMMENT 'passed the final check',
    price_eur   Decimal(10, 2) COMMENT 'remakes are free of charge'
)
ENGINE = MergeTree ORDER BY case_no;

INSERT INTO dentalab.cases
SELECT
    toUInt32(46000 + row_number() OVER (ORDER BY received_at, n)), received_at, practice_id, kind, material, units, shade, impression, technician, remake_code,
    multiIf(canc, 'cancelled', fin < toDateTime('2026-05-21 16:20:00', 'UTC'), 'finished', cityHash64(n, 'c-wait') % 100 < 15, 'waiting', 'in_work') AS status,
    toDate(received_at) + toUInt16(ceil(base)) + 2,
    if(status = 'finished', toNullable(fin), NULL),
    if(remake_code != '', toDecimal64(0, 2), toDecimal64(units * unit_price + cityHash64(n, 'c-extra') % 40 + (cityHash64(n, 'c-ct') % 100) / 100, 2))
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(86400 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.1))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 57) AS received_at,
        3000 + toUInt32(floor(140 * pow(cityHash64(number, 'c-prac') / 18446744073709551616.0, 1.25))) AS practice_id,
        ['CRN','BRG','VEN','SPL','INL','DEN'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-kind') / 18446744073709551616.0, 1.6)))] AS kind,
        cityHash64(number, 'c-mat') % 100 AS m,
        multiIf(kind IN ('DEN', 'SPL'), 'acrylic', kind = 'VEN', 'emax', kind = 'INL', if(m < 75, 'emax', 'gold'),
                kind = 'BRG', if(m < 70, 'zirconia', 'pfm'), multiIf(m < 56, 'zirconia', m < 78, 'emax', m < 95, 'pfm', 'gold')) AS material,
        toUInt8(multiIf(kind = 'BRG', 3 + floor(5 * pow(cityHash64(number, 'c-un') / 18446744073709551616.0, 2.5)), kind = 'DEN', 8 + cityHash64(number, 'c-un') % 7,
                kind = 'SPL', 1, 1 + floor(4 * pow(cityHash64(number, 'c-un') / 18446744073709551616.0, 3)))) AS units,
        ['A2','A3','A1','A3.5','B2','B1','C2','D2'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'c-sh') / 18446744073709551616.0, 1.5)))] AS shade,
        if(cityHash64(practice_id, 'c-imp') % 100 < 50, if(cityHash64(number, 'c-imp2') % 100 < 85, 'scan', 'tray'), if(cityHash64(number, 'c-imp2') % 100 < 20, 'scan', 'tray')) AS impression,
        ['Erika','Goran','Ilse','Jakob','Mirela','Tanja','Viktor'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'c-tech') / 18446744073709551616.0, 1.2)))] AS technician,
        cityHash64(number, 'c-rm') % 1000 AS r,
        multiIf(material = 'emax' AND received_at >= '2026-05-18 00:00:00' AND r < 420, ['BRK','BRK','BRK','SHD'][1 + cityHash64(number, 'c-rm2') % 4],
                r < multiIf(material = 'zirconia', 45, material = 'pfm', 80, material = 'acrylic', 30, material = 'gold', 55, 65), ['FIT','SHD','BRK','FIT','SHD'][1 + cityHash64(number, 'c-rm2') % 5], '') AS remake_code,
        multiIf(kind = 'CRN', 4, kind = 'BRG', 6, kind = 'VEN', 5, kind = 'INL', 3.2, kind = 'DEN', 9, 2) AS base,
        base * (0.55 + 0.8 * cityHash64(number, 'c-dur') / 18446744073709551616.0) AS days,
        received_at + toIntervalMinute(toUInt32(days * 1440)) AS fin0,
        toStartOfMinute(if(toHour(fin0) < 7, fin0 + toIntervalHour(7), if(toHour(fin0) >= 19, fin0 - toIntervalHour(5), fin0))) + toIntervalSecond(1 + cityHash64(number, 'c-fs') % 57) AS fin,
        cityHash64(number, 'c-canc') % 100 < 5 AS canc,
        multiIf(material = 'gold', 310, material = 'zirconia', 168, material = 'emax', 182, material = 'pfm', 139, kind = 'DEN', 54, 95) AS unit_price
    FROM numbers(6500)
)
WHERE NOT (toDayOfWeek(received_at) >= 6 AND cityHash64(n, 'c-we') % 3 != 0)
  AND NOT ((toHour(received_at) >= 20 OR toHour(received_at) < 6) AND cityHash64(n, 'c-night') % 6 != 0)
  AND NOT (practice_id IN (3031, 3058, 3077, 3094, 3120) AND received_at >= '2026-04-16 00:00:00');

CREATE TABLE dentalab.shipments
(
    parcel_id    String,
    case_no      UInt32,
    practice_id  UInt32,
    sent_at      DateTime('UTC'),
    carrier      LowCardinality(String) COMMENT 'own_van is our driver',
    cost_eur     Decimal(8, 2),
    weight_g     UInt32,
    express      UInt8,
    state        LowCardinality(String) COMMENT 'on_way, delivered, lost, refused (by the practice)',
    delivered_at Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY sent_at;

INSERT INTO dentalab.shipments
SELECT
    concat('DL', toString(700000 + case_no)), case_no, practice_id, sent_at, carrier,
    toDecimal64(round(multiIf(carrier = 'own_van', 3.2, carrier = 'post', 4.9, carrier = 'dpd', 6.4, 11.5) * (0.8 + cityHash64(case_no, 'h-cost') % 1000 / 1600) + if(express, 6.5, 0), 2), 2),
    weight_g, express,
    multiIf(h < 12, 'lost', dlv >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'on_way', h < 35, 'refused', 'delivered') AS state,
    if(state = 'delivered', toNullable(dlv), NULL)
FROM
(
    SELECT
        case_no, practice_id,
        toStartOfMinute(assumeNotNull(finished_at)) + toIntervalMinute(20 + cityHash64(case_no, 'h-ts') % 200) + toIntervalSecond(1 + cityHash64(case_no, 'h-s') % 57) AS sent_at,
        ['own_van','dpd','post','medlog'][1 + toUInt8(floor(4 * pow(cityHash64(case_no, 'h-car') / 18446744073709551616.0, 1.2)))] AS carrier,
        toUInt32(80 + units * 15 + cityHash64(case_no, 'h-w') % 300) AS weight_g,
        cityHash64(case_no, 'h-ex') % 100 < 12 AS express,
        cityHash64(case_no, 'h-st') % 1000 AS h,
        sent_at + toIntervalMinute(multiIf(carrier = 'own_van', 90, express, 900, 1300) + cityHash64(case_no, 'h-dl') % multiIf(carrier = 'own_van', 300, express, 500, 1900)) AS dlv
    FROM dentalab.cases
    WHERE status = 'finished'
)
WHERE sent_at < toDateTime('2026-05-21 16:20:00', 'UTC') AND toDate(sent_at) != '2026-05-14';
