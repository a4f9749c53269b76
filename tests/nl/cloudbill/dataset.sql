-- Hosting: usage of virtual machines and invoices. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS cloudbill;
CREATE DATABASE cloudbill;

CREATE TABLE cloudbill.accounts
(
    account_id   UInt32,
    company      String,
    plan         LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    reseller     UInt8 COMMENT '1 = buys for customers of its own',
    signed_up_on Date
)
ENGINE = MergeTree ORDER BY account_id;

INSERT INTO cloudbill.accounts
SELECT 5000 + number,
    concat(['Quartz','Fernhill','Ostrava','Delphi','Marlin','Juniper','Halcyon','Tundra'][1 + cityHash64(number, 'a-n1') % 8], ' ',
           ['Software','Labs','Retail','Logistics','Games','Media'][1 + cityHash64(number, 'a-n2') % 6], ' ', toString(number)),
    ['starter','pro','enterprise'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-plan') / 18446744073709551616.0, 1.3)))],
    ['DE','US','FR','NL','SG','BR'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-ctry') / 18446744073709551616.0, 1.4)))],
    toUInt8(cityHash64(number, 'a-res') % 6 = 0),
    toDate('2026-05-10') - toUInt32(cityHash64(number, 'a-join') % 1800)
FROM numbers(240);

CREATE TABLE cloudbill.vm_usage
(
    read_at    DateTime('UTC') COMMENT 'time of the meter reading',
    vm         String,
    account_id UInt32,
    zone       LowCardinality(String) COMMENT 'data centre: fra-1 Frankfurt, ams-2 Amsterdam, sin-1 Singapore, nyc-3 New York',
    flavor     LowCardinality(String) COMMENT 'nano, small, large or gpu',
    os         LowCardinality(String),
    vm_state   LowCardinality(String) COMMENT 'running, stopped or crashed at the reading',
    cpu_pct    Nullable(Float32) COMMENT '0 to 100, null unless running',
    mem_gb     Float32,
    egress_mb  UInt32 COMMENT 'outbound traffic since the reading before'
)
ENGINE = MergeTree ORDER BY read_at;

-- The meter was down on 2026-05-10.
INSERT INTO cloudbill.vm_usage
SELECT read_at, concat('vm-', leftPad(toString(v), 4, '0')), 5000 + toUInt32(cityHash64(v, 'u-acc') % 200),
    ['fra-1','ams-2','sin-1','nyc-3'][1 + cityHash64(v, 'u-zone') % 4] AS z, flavor,
    if(cityHash64(v, 'u-os') % 10 < 7, 'linux', 'windows') AS o, st,
    if(st = 'running', toNullable(toFloat32(round(least(100, multiIf(flavor = 'gpu', 21, flavor = 'large', 15, 9) * pow(1 - cityHash64(n, 'u-cpu') / 18446744073709551616.0, -0.35) * if(o = 'windows', 1.3, 1)), 2))), NULL),
    multiIf(flavor = 'nano', 1, flavor = 'small', 4, flavor = 'large', 32, 96) * (0.3 + cityHash64(n, 'u-mem') % 600 / 1000),
    if(st = 'running', toUInt32(floor(multiIf(flavor = 'nano', 40, flavor = 'small', 150, 420) * pow(1 - cityHash64(n, 'u-egr') / 18446744073709551616.0, -0.6))), 0)
FROM
(
    SELECT number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(64000 * pow(cityHash64(number, 'u-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalSecond(1 + cityHash64(number, 'u-s') % 57) AS read_at,
        1 + toUInt32(floor(300 * pow(cityHash64(number, 'u-vm') / 18446744073709551616.0, 1.2))) AS v,
        ['nano','small','large','gpu'][1 + toUInt8(floor(4 * pow(cityHash64(v, 'u-flav') / 18446744073709551616.0, 1.2)))] AS flavor,
        cityHash64(number, 'u-st') % 1000 AS s,
        multiIf(s < if(flavor = 'gpu', 70, 28), 'crashed', s < 150, 'stopped', 'running') AS st
    FROM numbers(8000)
)
WHERE toDate(read_at) != '2026-05-10';

-- A cooling failure in Singapore on 2026-05-19 from 09:00 to 11:00.
INSERT INTO cloudbill.vm_usage
SELECT toDateTime('2026-05-19 09:00:00', 'UTC') + toIntervalMinute(number * 2) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 57),
    concat('vm-', leftPad(toString(301 + number % 25), 4, '0')), 5000 + toUInt32(cityHash64(number % 25, 'k-acc') % 200), 'sin-1',
    ['small','large'][1 + (number % 25) % 2], 'linux', 'crashed', NULL, 2 + number % 5, 0
FROM numbers(60);

-- One machine pushes out very much since the morning of 2026-05-21.
INSERT INTO cloudbill.vm_usage
SELECT toDateTime('2026-05-21 08:00:00', 'UTC') + toIntervalMinute(number * 12) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 57),
    'vm-0333', 5042, 'nyc-3', 'small', 'linux', 'running', 8.5 + number % 10, 3.5, toUInt32(21000 + cityHash64(number, 'x-e') % 9000)
FROM numbers(41);

CREATE TABLE cloudbill.invoices
(
    invoice_no String,
    issued_at  DateTime('UTC'),
    account_id UInt32,
    kind       LowCardinality(String) COMMENT 'subscription, overage or credits',
    total_usd  Decimal(12, 2),
    status     LowCardinality(String) COMMENT 'P paid, O open, L late, V void, R refunded. Only paid ones are revenue',
    paid_at    Nullable(DateTime('UTC')),
    pay_method LowCardinality(String),
    reminders  UInt8 COMMENT 'reminders sent so far, 3 at most'
)
ENGINE = MergeTree ORDER BY issued_at;

INSERT INTO cloudbill.invoices
SELECT concat('INV-', toString(20000 + n)), issued_at, account_id, kind, total_usd,
    multiIf(s < 70, 'V', s < 130, 'R', pay < '2026-05-21 16:20:00' AND s < 840, 'P', issued_at < '2026-05-07 00:00:00', 'L', 'O') AS st,
    if(st IN ('P', 'R'), toNullable(least(pay, toDateTime('2026-05-21 16:18:30', 'UTC'))), NULL),
    ['card','wire','paypal'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'i-meth') / 18446744073709551616.0, 1.4)))],
    toUInt8(multiIf(st = 'L', 1 + cityHash64(n, 'i-rem') % 3, st IN ('P', 'R') AND cityHash64(n, 'i-rem2') % 6 = 0, 1 + cityHash64(n, 'i-rem3') % 3, 0))
FROM
(
    SELECT number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(200000 * pow(cityHash64(number, 'i-ts') / 18446744073709551616.0, 1.15))))
            + toIntervalSecond(1 + cityHash64(number, 'i-s') % 57) AS issued_at,
        5000 + toUInt32(floor(240 * pow(cityHash64(number, 'i-acc') / 18446744073709551616.0, 1.3))) AS account_id,
        ['subscription','overage','credits'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'i-kind') / 18446744073709551616.0, 1.5)))] AS kind,
        cityHash64(number, 'i-st') % 1000 AS s,
        issued_at + toIntervalMinute(20 + toUInt32(floor(18000 * pow(cityHash64(number, 'i-pay') / 18446744073709551616.0, 2.5)))) AS pay,
        toDecimal64(round(multiIf(kind = 'subscription', 120, kind = 'overage', 60, 200) * pow(1 - cityHash64(number, 'i-amt') / 18446744073709551616.0, -0.75), 2), 2) AS total_usd
    FROM numbers(3600)
);
