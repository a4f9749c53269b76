-- A trade-fair organiser: exhibitors, ticket sales, badge scans. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS fairground;

DROP TABLE IF EXISTS fairground.exhibitors;
CREATE TABLE fairground.exhibitors
(
    exhibitor_id UInt32,
    company      String,
    stand_no     String COMMENT 'hall and number of the stand, e.g. H3-117',
    stand_sqm    UInt16,
    ctry         LowCardinality(String) COMMENT 'home country of the company, ISO 3166 two-letter code',
    sector       LowCardinality(String),
    pkg          LowCardinality(String) COMMENT 'package booked: basic, plus or premium',
    signed_on    Date COMMENT 'day on which the contract was signed',
    has_scanner  Bool COMMENT 'rents a lead scanner; without one there are no stand scans'
)
ENGINE = MergeTree ORDER BY exhibitor_id;

INSERT INTO fairground.exhibitors
SELECT
    200 + number AS exhibitor_id,
    concat(['Nord','Alto','Vega','Kiro','Brisa','Delta','Orbis','Tavo','Lumen','Prado'][1 + cityHash64(number, 'x-name') % 10], ' ',
           ['Systems','Works','Group','Labs','Industries','Supply'][1 + cityHash64(number, 'x-last') % 6], ' ', toString(number)) AS company,
    concat(['H1','H2','H3','H4','H5','H6'][1 + toUInt8(floor(6 * pow(cityHash64(toUInt64(200 + number), 'x-hall') / 18446744073709551616.0, 1.4)))], '-', toString(100 + number)) AS stand_no,
    toUInt16(9 + 3 * floor(40 * pow(cityHash64(number, 'x-sqm') / 18446744073709551616.0, 2.4))) AS stand_sqm,
    ['DE','IT','FR','TR','CN','ES','PL'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'x-ctry') / 18446744073709551616.0, 1.5)))] AS ctry,
    ['packaging','robotics','lighting','foodtech','software','logistics'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'x-sect') / 18446744073709551616.0, 1.3)))] AS sector,
    ['basic','plus','premium'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'x-pack') / 18446744073709551616.0, 1.4)))] AS pkg,
    toDate('2026-03-20') - toUInt16(floor(420 * pow(cityHash64(number, 'x-sign') / 18446744073709551616.0, 1.5))) AS signed_on,
    cityHash64(number, 'x-scan') % 100 < 81 AS has_scanner
FROM numbers(260);

DROP TABLE IF EXISTS fairground.tickets;
CREATE TABLE fairground.tickets
(
    ticket_id    UInt64,
    visitor_id   UInt32,
    sold_at      DateTime('UTC'),
    fair         LowCardinality(String),
    tkt_type     LowCardinality(String) COMMENT 'day, full, student, vip',
    channel      LowCardinality(String) COMMENT 'web, app, partner, box_office',
    price_eur    Decimal(8, 2),
    state        LowCardinality(String) COMMENT 'paid, refunded or void; only paid tickets keep their money',
    promo        Nullable(String) COMMENT 'voucher code, null when none was used',
    visitor_ctry LowCardinality(String) COMMENT 'country of the visitor, ISO 3166 two-letter code',
    interests    Array(String) COMMENT 'ticked by the buyer in the order form'
)
ENGINE = MergeTree ORDER BY (fair, sold_at);

INSERT INTO fairground.tickets
SELECT
    ticket_id, visitor_id, sold_at, fair, tkt_type, channel,
    toDecimal64(round(multiIf(tkt_type = 'vip', 240.0, tkt_type = 'full', 95.0, tkt_type = 'student', 18.0, 42.0)
        * if(channel = 'box_office', 1.15, 1.0) * if(promo IS NULL, 1.0, 0.8) * (0.9 + cityHash64(n, 't-prc') % 21 / 100.0), 2), 2) AS price_eur,
    multiIf(s < if(channel = 'partner', 160, 65), 'refunded', s < if(tkt_type = 'student', 270, 210), 'void', 'paid') AS state,
    promo, visitor_ctry, interests
FROM
(
    SELECT
        number AS n,
        880000 + number AS ticket_id,
        toUInt32(1 + number % 5600) AS visitor_id,
        addSeconds(toDateTime('2026-05-21 16:20:00', 'UTC'),
            1 + cityHash64(number, 't-sec') % 58 - 60 * (2 + toUInt32(floor(86300 * pow(cityHash64(number, 't-when') / 18446744073709551616.0, 1.5))))) AS sold_at,
        ['Packtec','Lumina','AgriNord','Casa Viva'][1 + toUInt8(floor(4 * pow(cityHash64(toUInt64(1 + number % 5600), 'v-fair') / 18446744073709551616.0, 1.4)))] AS fair,
        ['day','full','student','vip'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-type') / 18446744073709551616.0, 1.6)))] AS tkt_type,
        ['web','app','partner','box_office'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        cityHash64(number, 't-stat') % 1000 AS s,
        if(cityHash64(number, 't-prom') % 100 < 23, ['SPRING10','EARLY26','PRESS','CLUB'][1 + cityHash64(number, 't-code') % 4], NULL) AS promo,
        ['DE','NL','AT','IT','CH','FR','BE','CZ'][1 + toUInt8(floor(8 * pow(cityHash64(1 + number % 5600, 'v-ctry') / 18446744073709551616.0, 1.8)))] AS visitor_ctry,
        splitByChar(',', ['automation','automation,energy','design','energy','design,retail','retail,automation,food','food'][1 + cityHash64(number, 't-int') % 7]) AS interests
    FROM numbers(7000)
)
WHERE NOT (toHour(sold_at) < 7 AND cityHash64(n, 't-nite') % 4 != 0);

DROP TABLE IF EXISTS fairground.badge_scans;
CREATE TABLE fairground.badge_scans
(
    scan_id      UInt64,
    scanned_at   DateTime64(3, 'UTC'),
    visitor_id   UInt32,
    exhibitor_id Nullable(UInt32) COMMENT 'whose stand; null unless scan_kind is stand',
    scan_kind    LowCardinality(String) COMMENT 'gate_in, gate_out, stand, talk',
    fair         LowCardinality(String),
    hall         LowCardinality(String) COMMENT 'H1 to H6',
    reader       LowCardinality(String) COMMENT 'device that sent the scan; each sends several scans an hour when it works',
    dwell_s      Nullable(UInt32) COMMENT 'time the visitor spent at the stand, in seconds; only stand scans',
    lead_grade   LowCardinality(Nullable(String)) COMMENT 'A hot, B warm, C cold lead, set by the staff of the stand; null when no lead was taken'
)
ENGINE = MergeTree ORDER BY (fair, scanned_at);

-- Reader R-03 is silent since 2026-05-21 11:10, R-12 since 14:52; reader R-14 sends hundreds of scans on 2026-05-21.
INSERT INTO fairground.badge_scans
SELECT
    5100000 + n AS scan_id, scanned_at, visitor_id,
    if(scan_kind = 'stand', toNullable(ex), NULL) AS exhibitor_id,
    scan_kind, fair,
    ['H1','H2','H3','H4','H5','H6'][1 + toUInt8(floor(6 * pow(if(scan_kind = 'stand', cityHash64(toUInt64(ex), 'x-hall') / 18446744073709551616.0, cityHash64(n, 's-hall') / 18446744073709551616.0), 1.4)))] AS hall,
    reader,
    if(scan_kind = 'stand', toNullable(toUInt32(floor(150 * pow(1 - cityHash64(n, 's-dwel') / 18446744073709551616.0, -0.62)))), NULL) AS dwell_s,
    if(scan_kind = 'stand' AND cityHash64(n, 's-lead') % 100 < 58, ['C','B','A'][1 + toUInt8(floor(3 * pow(cityHash64(n, 's-grad') / 18446744073709551616.0, 1.5)))], NULL) AS lead_grade
FROM
(
    SELECT
        number AS n,
        addMilliseconds(toDateTime64('2026-05-21 16:20:00', 3, 'UTC'),
            1000 + cityHash64(number, 's-msec') % 57000 - 60000 * (1 + toUInt32(floor(86300 * pow(cityHash64(number, 's-when') / 18446744073709551616.0, 1.75))))) AS scanned_at,
        toUInt32(1 + floor(4300 * pow(cityHash64(number, 's-vis') / 18446744073709551616.0, 1.7))) AS visitor_id,
        toUInt32(200 + floor(258 * pow(cityHash64(number, 's-exh') / 18446744073709551616.0, 1.8))) AS ex,
        ['stand','gate_in','gate_out','talk'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-kind') / 18446744073709551616.0, 1.6)))] AS scan_kind,
        ['Packtec','Lumina','AgriNord','Casa Viva'][1 + toUInt8(floor(4 * pow(cityHash64(toUInt64(1 + floor(4300 * pow(cityHash64(number, 's-vis') / 18446744073709551616.0, 1.7))), 'v-fair') / 18446744073709551616.0, 1.4)))] AS fair,
        concat('R-', leftPad(toString(1 + cityHash64(number, 's-read') % 15), 2, '0')) AS reader
    FROM numbers(19000)
)
WHERE NOT (toHour(scanned_at) < 7 AND cityHash64(n, 's-nite') % 6 != 0)
  AND NOT (scan_kind = 'stand' AND cityHash64(toUInt64(ex - 200), 'x-scan') % 100 >= 81)
  AND NOT (reader = 'R-03' AND scanned_at >= '2026-05-21 11:10:00')
  AND NOT (reader = 'R-12' AND scanned_at >= '2026-05-21 14:52:00');

-- The reader that does not stop.
INSERT INTO fairground.badge_scans
SELECT
    5900000 + number,
    addMilliseconds(toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 1000 + cityHash64(number, 'z-msec') % 57000 - 60000 * (3 + cityHash64(number, 'z-when') % 480)),
    toUInt32(1 + cityHash64(number, 'z-vis') % 900), NULL, 'talk', 'AgriNord', 'H2', 'R-14', NULL, NULL
FROM numbers(420);
