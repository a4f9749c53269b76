-- A city's office for parking permits and fines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS curbdesk;
CREATE DATABASE curbdesk;

CREATE TABLE curbdesk.wardens
(
    badge     UInt16,
    full_name String,
    team      LowCardinality(String) COMMENT 'foot, bike or car patrol',
    contract  LowCardinality(String),
    hired_on  Date
)
ENGINE = MergeTree ORDER BY badge;

INSERT INTO curbdesk.wardens
SELECT
    101 + number,
    concat(['Nadia','Piotr','Helen','Samir','Ottilie','Declan','Ruth','Marcel'][1 + cityHash64(number, 'cw-f') % 8], ' ',
           ['Brandt','Okafor','Quinn','Lindner','Haddad','Moss','Falk','Zeller'][1 + cityHash64(number, 'cw-l') % 8], ' ', toString(number)),
    ['foot','bike','car'][1 + cityHash64(number, 'cw-t') % 3],
    if(cityHash64(number, 'cw-c') % 10 < 7, 'full-time', 'part-time'),
    toDate('2026-03-31') - toUInt32(cityHash64(number, 'cw-h') % 4000)
FROM numbers(42);

CREATE TABLE curbdesk.permits
(
    permit_no     UInt32,
    category      LowCardinality(String) COMMENT 'resident, business, visitor or carer',
    home_district LowCardinality(String),
    granted_on    Date,
    months_valid  UInt8,
    fee_eur       Decimal(8, 2),
    standing      LowCardinality(String) COMMENT 'valid, expired or revoked'
)
ENGINE = MergeTree ORDER BY permit_no;

INSERT INTO curbdesk.permits
SELECT permit_no, category, home_district, granted_on, months_valid, fee_eur, standing
FROM
(
    SELECT
        50000 + number AS permit_no,
        ['resident','business','visitor','carer'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'cp-cat') / 18446744073709551616.0, 1.7)))] AS category,
        ['Oldtown','Harbour','Northgate','Millfield','Riverside'][1 + cityHash64(number, 'cp-d') % 5] AS home_district,
        toDate('2026-02-27') - toUInt32(cityHash64(number, 'cp-g') % 700) AS granted_on,
        [6, 12, 24][1 + cityHash64(number, 'cp-m') % 3] AS months_valid,
        toDecimal64(months_valid * multiIf(category = 'business', 11.5, category = 'visitor', 7, category = 'carer', 1.5, 4.25), 2) AS fee_eur,
        multiIf(cityHash64(number, 'cp-s') % 100 < 9, 'revoked', granted_on + months_valid * 30 < '2026-05-21', 'expired', 'valid') AS standing
    FROM numbers(1800)
);

CREATE TABLE curbdesk.tickets
(
    ticket_no     String,
    issued_at     DateTime('UTC'),
    plate         String,
    plate_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    district      LowCardinality(String),
    offence       LowCardinality(String),
    fine_cents    UInt32 COMMENT 'euro cents',
    watched_s     UInt32 COMMENT 'seconds the car was watched before the ticket was written',
    badge         UInt16 COMMENT 'warden who wrote it',
    ticket_state  LowCardinality(String) COMMENT 'open, paid, appealed or waived; only paid ones bring money',
    settled_at    Nullable(DateTime('UTC')) COMMENT 'when the fine was paid',
    towed         UInt8,
    permit_no     Nullable(UInt32) COMMENT 'permit behind the windscreen, null if there was none'
)
ENGINE = MergeTree ORDER BY (district, issued_at);

-- Nothing was written on 2026-05-10 (the handhelds were down). Badge 117 is silent since 2026-05-15 18:00, badge 134 since 2026-05-12.
INSERT INTO curbdesk.tickets
SELECT ticket_no, issued_at, plate, plate_country, district, offence, fine_cents, watched_s, badge, ticket_state,
       if(ticket_state = 'paid', toNullable(pay), NULL) AS settled_at, towed, permit_no
FROM
(
    SELECT
        number AS n,
        concat('PF', leftPad(toString(420000 + number), 7, '0')) AS ticket_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(100000 * pow(cityHash64(number, 'ct-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'ct-s') % 58) AS issued_at,
        toUInt32(floor(4200 * pow(cityHash64(number, 'ct-car') / 18446744073709551616.0, 1.6))) AS car,
        concat(['KX','RM','TD','LB'][1 + cityHash64(car, 'ct-p1') % 4], '-', toString(1000 + car)) AS plate,
        ['AT','DE','HU','SK','IT'][1 + toUInt8(floor(5 * pow(cityHash64(car, 'ct-pc') / 18446744073709551616.0, 1.8)))] AS plate_country,
        ['Oldtown','Harbour','Northgate','Millfield','Riverside'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'ct-d') / 18446744073709551616.0, 1.3)))] AS district,
        ['no_permit','expired_meter','double_parked','disabled_bay','fire_lane'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'ct-o') / 18446744073709551616.0, 1.45)))] AS offence,
        toUInt32(multiIf(offence = 'no_permit', 4500, offence = 'expired_meter', 2800, offence = 'double_parked', 6500, offence = 'disabled_bay', 11000, 13000)
            + 500 * (cityHash64(number, 'ct-f') % 9) + if(district = 'Oldtown', 1000, 0)) AS fine_cents,
        toUInt32(45 + floor(900 * pow(cityHash64(number, 'ct-w') / 18446744073709551616.0, 1.5) * multiIf(offence = 'double_parked', 1.2, offence = 'expired_meter', 0.8, offence = 'fire_lane', 0.5, 1.0))) AS watched_s,
        toUInt16(101 + cityHash64(number, 'ct-b') % 42) AS badge,
        issued_at + toIntervalMinute(30 + toUInt32(floor(40000 * pow(cityHash64(number, 'ct-pay') / 18446744073709551616.0, 2)))) AS pay,
        cityHash64(number, 'ct-st') % 1000 AS s,
        multiIf(s < if(district = 'Northgate', 150, 95), 'appealed', s < 200, 'waived', s < 840 AND pay < '2026-05-21 16:20:00', 'paid', 'open') AS ticket_state,
        toUInt8(cityHash64(number, 'ct-tow') % 100 < multiIf(offence = 'fire_lane', 55, offence = 'double_parked', 20, offence = 'disabled_bay', 30, 4)) AS towed,
        if(offence != 'no_permit' AND cityHash64(number, 'ct-per') % 100 < 45, toNullable(50000 + toUInt32(cityHash64(car, 'ct-per2') % 1800)), NULL) AS permit_no
    FROM numbers(7400)
)
WHERE toDate(issued_at) != '2026-05-10'
  AND NOT (badge = 117 AND issued_at >= '2026-05-15 18:00:00')
  AND NOT (badge = 134 AND issued_at >= '2026-05-12 00:00:00')
  AND NOT (toHour(issued_at) < 6 AND cityHash64(n, 'ct-night') % 6 != 0);

-- Fire lanes of Oldtown on 2026-05-19 from 13:00 to 15:00 (a march).
INSERT INTO curbdesk.tickets
SELECT
    concat('PF', leftPad(toString(470000 + number), 7, '0')), toDateTime('2026-05-19 13:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'cx-s') % 58),
    concat('ZW-', toString(1000 + number)), 'AT', 'Oldtown', 'fire_lane', 14000, 60 + cityHash64(number, 'cx-w') % 200, 102 + cityHash64(number, 'cx-b') % 12, 'open', NULL, number % 2, NULL
FROM numbers(130);

-- Badge 126 writes tickets like a machine on 2026-05-21.
INSERT INTO curbdesk.tickets
SELECT
    concat('PF', leftPad(toString(480000 + number), 7, '0')), toDateTime('2026-05-21 07:30:00', 'UTC') + toIntervalMinute(cityHash64(number, 'cy-m') % 500) + toIntervalSecond(1 + cityHash64(number, 'cy-s') % 58),
    concat('KX-', toString(1000 + cityHash64(number, 'cy-p') % 4200)), 'AT', 'Millfield', 'expired_meter', 3000, 50 + cityHash64(number, 'cy-w') % 90, 126, 'open', NULL, 0, NULL
FROM numbers(95);
