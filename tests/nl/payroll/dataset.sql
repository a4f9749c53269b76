-- A payroll provider: payslips and their corrections. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS payroll;
CREATE DATABASE payroll;

CREATE TABLE payroll.employers
(
    employer_id UInt32,
    employer    String COMMENT 'trading name',
    sector      LowCardinality(String),
    country     LowCardinality(String) COMMENT 'ISO two-letter code',
    package     LowCardinality(String) COMMENT 'lite, standard or full service',
    signed_on   Date,
    standing    LowCardinality(String) COMMENT 'live, paused or closed'
)
ENGINE = MergeTree ORDER BY employer_id;

INSERT INTO payroll.employers
SELECT
    301 + number,
    concat(['Alder','Bramble','Cobalt','Dunmore','Elver','Foxley','Garnet','Harrow','Ivory','Juniper'][1 + number % 10], ' ',
           ['Foods','Works','Care','Stores','Hotels','Build','Haulage','Dental','Press'][1 + intDiv(number, 10) % 9]),
    ['hospitality','retail','construction','care','logistics'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-sec') / 18446744073709551616.0, 1.2)))],
    ['IE','GB','NL','DK','PT'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'e-cty') / 18446744073709551616.0, 1.3)))],
    ['standard','lite','full'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'e-pkg') / 18446744073709551616.0, 1.3)))],
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'e-sgn') % 1900),
    multiIf(number IN (85, 88), 'closed', cityHash64(number, 'e-std') % 100 < 84, 'live', cityHash64(number, 'e-std') % 100 < 94, 'paused', 'closed')
FROM numbers(90);

CREATE TABLE payroll.payslips
(
    slip_id     UInt64,
    issued_at   DateTime('UTC'),
    opened_at   Nullable(DateTime('UTC')) COMMENT 'first time the worker looked at it, null when never',
    employer_id UInt32,
    worker_id   UInt32,
    pay_cycle   LowCardinality(String) COMMENT 'weekly, fortnightly or monthly',
    slip_status LowCardinality(String) COMMENT 'paid, held, returned (sent back by the bank) or void. Only paid slips moved money',
    gross_eur   Decimal(10, 2),
    tax_eur     Decimal(10, 2),
    net_eur     Decimal(10, 2),
    overtime_h  Nullable(Float64),
    channel     LowCardinality(String) COMMENT 'how the slip reaches the worker',
    calc_ms     UInt32 COMMENT 'time the engine took to calculate the slip'
)
ENGINE = MergeTree ORDER BY issued_at;

-- Three employers (366, 375, 381) stop on 2026-05-15. No payslip left on 2026-05-06 (engine down). On 2026-05-20 14:00 to 15:00 the bank sent back a heap of them.
INSERT INTO payroll.payslips
SELECT slip_id, issued_at,
       if(cityHash64(n, 's-op') % 100 < multiIf(channel = 'app', 78, channel = 'email', 55, 0) AND issued_at + toIntervalMinute(3 + cityHash64(n, 's-op2') % 2800) < '2026-05-21 16:20:00',
          toNullable(issued_at + toIntervalMinute(3 + cityHash64(n, 's-op2') % 2800)), NULL),
       employer_id, worker_id, pay_cycle, slip_status, gross_eur, tax_eur, gross_eur - tax_eur, overtime_h, channel, calc_ms
FROM
(
    SELECT
        number AS n,
        5400000 + number AS slip_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(79000 * pow(cityHash64(number, 's-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 's-sec') % 58) AS issued_at,
        301 + toUInt32(floor(84 * pow(cityHash64(number, 's-emp') / 18446744073709551616.0, 1.3))) AS employer_id,
        20000 + toUInt32(floor(4200 * pow(cityHash64(number, 's-wrk') / 18446744073709551616.0, 1.3))) AS worker_id,
        ['monthly','weekly','fortnightly'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-cyc') / 18446744073709551616.0, 1.4)))] AS pay_cycle,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(s < 52, 'held', s < 70, 'returned', s < 95, 'void', 'paid') AS slip_status,
        toDecimal64(round(multiIf(pay_cycle = 'monthly', 2150, pay_cycle = 'fortnightly', 1040, 520) * pow(1 - cityHash64(number, 's-gr') / 18446744073709551616.0, -0.3), 2), 2) AS gross_eur,
        toDecimal64(round(toFloat64(gross_eur) * (0.14 + (cityHash64(number, 's-tx') % 170) / 1000), 2), 2) AS tax_eur,
        if(cityHash64(number, 's-ot') % 100 < 70, NULL, toNullable(0.5 * (1 + cityHash64(number, 's-ot2') % 24))) AS overtime_h,
        ['app','email','post'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        toUInt32(round(multiIf(pay_cycle = 'monthly', 140, pay_cycle = 'fortnightly', 95, 60) * pow(1 - cityHash64(number, 's-ms') / 18446744073709551616.0, -0.5))) AS calc_ms
    FROM numbers(13000)
)
WHERE toDate(issued_at) != '2026-05-06'
  AND NOT (employer_id IN (366, 375, 381) AND issued_at >= '2026-05-15 12:00:00');

INSERT INTO payroll.payslips
SELECT 5490000 + number,
       toDateTime('2026-05-20 14:00:00', 'UTC') + toIntervalMinute(number % 60) + toIntervalSecond(1 + cityHash64(number, 'x-sec') % 58),
       NULL, 301 + toUInt32(cityHash64(number, 'x-emp') % 60), 20000 + toUInt32(cityHash64(number, 'x-wrk') % 4200), 'monthly', 'returned',
       toDecimal64(1900 + cityHash64(number, 'x-gr') % 900, 2) AS g, toDecimal64(380 + cityHash64(number, 'x-tx') % 90, 2) AS t, g - t, NULL, 'email',
       toUInt32(130 + cityHash64(number, 'x-ms') % 200)
FROM numbers(110);

CREATE TABLE payroll.corrections
(
    correction_id UInt64,
    raised_at     DateTime('UTC'),
    settled_at    Nullable(DateTime('UTC')),
    slip_id       UInt64 COMMENT 'the payslip that was wrong',
    employer_id   UInt32,
    reason        LowCardinality(String) COMMENT 'OT = overtime missing, TX = wrong tax code, HR = wrong hours, LV = leave not counted, BK = wrong bank details',
    amount_eur    Decimal(10, 2) COMMENT 'size of the correction, never negative',
    verdict       LowCardinality(String) COMMENT 'accepted, rejected, or open while nobody has decided'
)
ENGINE = MergeTree ORDER BY raised_at;

INSERT INTO payroll.corrections
SELECT correction_id, raised_at, if(verdict = 'open', NULL, toNullable(raised_at + toIntervalMinute(20 + cityHash64(n, 'c-set') % 500))), slip_id, employer_id, reason, amount_eur, verdict
FROM
(
    SELECT
        number AS n,
        880000 + number AS correction_id,
        cityHash64(number, 'c-slip') % 13000 AS p,
        5400000 + p AS slip_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(79000 * pow(cityHash64(p, 's-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(p, 's-sec') % 58) AS issued_at,
        issued_at + toIntervalMinute(15 + cityHash64(number, 'c-gap') % 3900) AS raised_at,
        301 + toUInt32(floor(84 * pow(cityHash64(p, 's-emp') / 18446744073709551616.0, 1.3))) AS employer_id,
        ['HR','OT','TX','LV','BK'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-rsn') / 18446744073709551616.0, 1.4)))] AS reason,
        toDecimal64(round(28 * pow(1 - cityHash64(number, 'c-amt') / 18446744073709551616.0, -0.55), 2), 2) AS amount_eur,
        cityHash64(number, 'c-vd') % 100 AS v,
        multiIf(raised_at >= '2026-05-20 22:00:00' OR v < 6, 'open', v < multiIf(reason = 'OT', 36, reason = 'LV', 28, 16), 'rejected', 'accepted') AS verdict
    FROM numbers(2900)
)
WHERE raised_at < '2026-05-21 16:20:00' AND toDate(issued_at) != '2026-05-06'
  AND NOT (employer_id IN (366, 375, 381) AND issued_at >= '2026-05-15 12:00:00');
