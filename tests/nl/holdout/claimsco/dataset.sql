-- Claims desk of a car insurer: claims, payouts, assessors. Clock: 2026-05-21 16:20:00 UTC, a Thursday.
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS claimsco;
CREATE DATABASE claimsco;

CREATE TABLE claimsco.assessors
(
    assessor_id UInt16,
    full_name   String,
    team        LowCardinality(String) COMMENT 'motor A, motor B, special',
    grade       LowCardinality(String) COMMENT 'junior, senior, lead',
    external    UInt8 COMMENT '1 for freelance assessors, 0 for our own staff',
    hired_on    Date
)
ENGINE = MergeTree ORDER BY assessor_id;

INSERT INTO claimsco.assessors
SELECT
    300 + number,
    concat(['Dana','Hector','Priya','Owen','Renee','Carl','Mai','Tess'][1 + cityHash64(number, 'a-f') % 8], ' ',
           ['Albright','Benitez','Chandra','Dorsey','Ellis','Fuentes','Grady','Huang','Ivers','Jarvis','Keller','Lowe','Munoz','Nash','Ortega','Pruitt','Quinn','Ross','Sato','Teague','Upton','Vega','Wills','Yates','Zeller','Abbot'][1 + number]),
    ['motor A','motor B','special'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-team') / 18446744073709551616.0, 1.4)))],
    ['junior','senior','lead'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-gr') / 18446744073709551616.0, 1.2)))],
    toUInt8(cityHash64(number, 'a-ext') % 4 = 0),
    toDate('2026-04-01') - toUInt32(cityHash64(number, 'a-h') % 3200)
FROM numbers(26);

CREATE TABLE claimsco.claims
(
    claim_no          UInt32,
    policy_no         String,
    loss_date         Date COMMENT 'day of the accident or damage',
    reported_at       DateTime('UTC') COMMENT 'when the claim reached the desk',
    closed_at         Nullable(DateTime('UTC')) COMMENT 'null while open',
    channel           LowCardinality(String) COMMENT 'phone, app, web, broker',
    state             LowCardinality(String) COMMENT 'US state where it happened, two letters',
    peril             LowCardinality(String) COMMENT 'collision, glass, hail, theft, animal, vandalism',
    make              LowCardinality(String),
    at_fault          UInt8 COMMENT '1 if our driver was at fault',
    status            LowCardinality(String) COMMENT 'O open, S settled, D denied, W withdrawn by the customer',
    assessor_id       Nullable(UInt16) COMMENT 'null until an assessor is assigned',
    reserve_usd       Decimal(12, 2),
    first_contact_min Nullable(UInt32) COMMENT 'minutes until the customer was first called back',
    fraud_check       UInt8 COMMENT '0 none, 1 suspected, 2 confirmed'
)
ENGINE = MergeTree ORDER BY (reported_at, claim_no);

-- The app was down on 2026-05-06: no claim came in by it.
INSERT INTO claimsco.claims
SELECT claim_no, policy_no, loss_date, reported_at, if(open, NULL, toNullable(fin)) AS closed_at, channel, state, peril, make, at_fault,
       multiIf(open, 'O', r < if(peril = 'theft', 230, if(peril = 'glass', 40, 120)), 'D', r > 925, 'W', 'S') AS status,
       if(open AND cityHash64(n, 'c-noas') % 100 < 17, NULL, toNullable(toUInt16(300 + toUInt16(floor(26 * pow(cityHash64(n, 'c-as') / 18446744073709551616.0, 1.25)))))) AS assessor_id,
       reserve_usd, first_contact_min,
       toUInt8(multiIf(cityHash64(n, 'c-fr') % 1000 < if(peril = 'theft', 30, 8), 2, cityHash64(n, 'c-fr') % 1000 < if(peril = 'theft', 110, 35), 1, 0)) AS fraud_check
FROM
(
    SELECT
        number AS n,
        toUInt32(500000 + number) AS claim_no,
        concat('P', leftPad(toString(1 + toUInt32(floor(7000 * pow(cityHash64(number, 'c-pol') / 18446744073709551616.0, 1.35)))), 6, '0')) AS policy_no,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(200000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.1))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58) AS reported_at,
        toDate(reported_at - toIntervalHour(toUInt32(floor(260 * pow(cityHash64(number, 'c-loss') / 18446744073709551616.0, 2.6))))) AS loss_date,
        ['phone','app','web','broker'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        ['TX','OH','GA','AZ','OR','NV'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-st') / 18446744073709551616.0, 1.35)))] AS state,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-pe') / 18446744073709551616.0, 1.5))) AS p,
        ['collision','glass','theft','animal','vandalism','hail'][p] AS peril,
        ['Toyota','Ford','Honda','Chevrolet','Nissan','Hyundai','Subaru','Tesla'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'c-mk') / 18446744073709551616.0, 1.3)))] AS make,
        toUInt8(peril = 'collision' AND cityHash64(number, 'c-af') % 100 < 54) AS at_fault,
        toDecimal64(10 * round(least(9000, [210,35,420,120,80,160][p] * pow(1 - cityHash64(number, 'c-rs') / 18446744073709551616.0, -0.45))), 2) AS reserve_usd,
        if(cityHash64(number, 'c-nofc') % 100 < 6, NULL, toNullable(toUInt32(least(5000, if(channel = 'phone', 8, if(channel = 'broker', 95, 40)) * pow(1 - cityHash64(number, 'c-fc') / 18446744073709551616.0, -0.8))))) AS first_contact_min,
        toDateTime(toStartOfMinute(reported_at + toIntervalMinute(700 + toUInt32(floor(60000 * pow(cityHash64(number, 'c-cl') / 18446744073709551616.0, 1.5))))), 'UTC')
            + toIntervalSecond(1 + cityHash64(number, 'c-cs') % 58) AS fin,
        fin >= '2026-05-21 16:20:00' OR cityHash64(number, 'c-long') % 100 < 4 AS open,
        cityHash64(number, 'c-r') % 1000 AS r
    FROM numbers(7200)
)
WHERE reported_at < '2026-05-21 16:20:00' AND NOT (channel = 'app' AND toDate(reported_at) = '2026-05-06')
  AND NOT (toHour(reported_at) BETWEEN 2 AND 10 AND cityHash64(n, 'c-night') % 5 != 0);

-- A hailstorm over Texas on Saturday 2026-05-16, 18:00 to 21:00.
INSERT INTO claimsco.claims
SELECT
    toUInt32(540000 + number), concat('P', leftPad(toString(7001 + cityHash64(number, 'h-p') % 900), 6, '0')), toDate('2026-05-16'),
    toDateTime('2026-05-16 18:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'h-m') % 180) + toIntervalSecond(1 + cityHash64(number, 'h-s') % 58),
    NULL, ['app','phone','web'][1 + cityHash64(number, 'h-c') % 3], 'TX', 'hail', ['Toyota','Ford','Chevrolet','Honda'][1 + cityHash64(number, 'h-mk') % 4], 0, 'O',
    if(cityHash64(number, 'h-as') % 3 = 0, NULL, toNullable(toUInt16(300 + cityHash64(number, 'h-a') % 26))),
    toDecimal64(10 * (90 + cityHash64(number, 'h-r') % 500), 2), toNullable(toUInt32(60 + cityHash64(number, 'h-fc') % 1400)), 0
FROM numbers(130);

CREATE TABLE claimsco.payouts
(
    payout_id    UInt32,
    claim_no     UInt32,
    paid_at      DateTime('UTC'),
    payee        LowCardinality(String) COMMENT 'customer, garage, third_party',
    purpose      LowCardinality(String) COMMENT 'repair, total_loss, rental_car, legal',
    amount_cents UInt32 COMMENT 'US cents',
    method       LowCardinality(String) COMMENT 'ach, check, card',
    status       LowCardinality(String) COMMENT 'paid, stopped by us before it left, returned by the bank. Only paid ones cost us money'
)
ENGINE = MergeTree ORDER BY paid_at;

-- One or two payouts for a settled claim. The bank took none on 2026-05-11.
INSERT INTO claimsco.payouts
SELECT toUInt32(900000 + 2 * (claim_no - 500000) + part), claim_no, paid_at, payee, purpose, amount_cents, method, status
FROM
(
    SELECT
        claim_no, part,
        toDateTime(toStartOfMinute(closed_at + toIntervalMinute(15 + cityHash64(claim_no, part, 'p-t') % 5000)), 'UTC') + toIntervalSecond(1 + cityHash64(claim_no, part, 'p-s') % 58) AS paid_at,
        ['garage','customer','third_party'][1 + toUInt8(floor(3 * pow(cityHash64(claim_no, part, 'p-pay') / 18446744073709551616.0, 1.3)))] AS payee,
        multiIf(part = 1, ['rental_car','legal'][1 + toUInt8(cityHash64(claim_no, 'p-pu1') % 5 = 0)], reserve_usd > 9000, 'total_loss', 'repair') AS purpose,
        toUInt32(if(part = 1, 9000 + cityHash64(claim_no, 'p-am1') % 140000, toFloat64(reserve_usd) * (55 + cityHash64(claim_no, 'p-am') % 60))) AS amount_cents,
        ['ach','check','card'][1 + toUInt8(floor(3 * pow(cityHash64(claim_no, part, 'p-me') / 18446744073709551616.0, 1.7)))] AS method,
        multiIf(cityHash64(claim_no, part, 'p-st') % 1000 < 28, 'stopped', cityHash64(claim_no, part, 'p-st') % 1000 < 67, 'returned', 'paid') AS status
    FROM (SELECT claim_no, assumeNotNull(closed_at) AS closed_at, reserve_usd FROM claimsco.claims WHERE status = 'S') AS c
    ARRAY JOIN [0, 1] AS part
    WHERE part = 0 OR cityHash64(claim_no, 'p-two') % 100 < 35
)
WHERE paid_at < '2026-05-21 16:20:00' AND toDate(paid_at) != '2026-05-11';
