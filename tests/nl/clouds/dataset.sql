-- A small cloud: virtual machines, invoices, customers. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS clouds;
CREATE DATABASE clouds;

CREATE TABLE clouds.customers
(
    customer_id   UInt32,
    company       String,
    plan          LowCardinality(String) COMMENT 'starter, team or business',
    country       LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    account_state LowCardinality(String) COMMENT 'active, frozen (does not pay) or closed',
    sales_rep     LowCardinality(String),
    signed_up_on  Date
)
ENGINE = MergeTree ORDER BY customer_id
COMMENT 'Companies with an account';

INSERT INTO clouds.customers
SELECT
    n,
    concat(['Alder','Brook','Cobalt','Delta','Ember','Fjord','Garnet','Harbor','Iris','Juniper','Kelp','Lantern'][1 + number % 12], ' ',
           ['Labs','Foods','Media','Games','Bank','Health','Travel','Robotics','Books','Energy'][1 + intDiv(number, 12)]),
    ['starter','team','business'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'c-plan') / 18446744073709551616.0, 1.2)))],
    ['DE','US','GB','SE','JP','BR'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'c-ctry') / 18446744073709551616.0, 1.3)))],
    multiIf(cityHash64(n, 'c-st') % 100 < 84, 'active', cityHash64(n, 'c-st') % 100 < 93, 'frozen', 'closed'),
    ['Pia','Omar','Kenji'][1 + cityHash64(n, 'c-rep') % 3],
    toDate('2025-12-31') - toUInt32(cityHash64(n, 'c-sign') % 1400)
FROM (SELECT number, toUInt32(201 + number) AS n FROM numbers(120));

CREATE TABLE clouds.vms
(
    vm_id              String,
    customer_id        UInt32,
    region             LowCardinality(String),
    size               LowCardinality(String) COMMENT 'small, medium, large or xlarge',
    vcpus              UInt8,
    memory_gb          UInt16,
    disk_gb            UInt16,
    os                 LowCardinality(String),
    vm_state           LowCardinality(String) COMMENT 'pending, running, stopped, failed (never booted) or deleted',
    boot_ms            Nullable(UInt32) COMMENT 'from start to first answer, null when the machine never booted',
    hourly_price_cents Decimal(8, 2) COMMENT 'US cents per hour while running',
    created_at         DateTime('UTC') COMMENT 'when the customer asked for the machine',
    started_at         Nullable(DateTime('UTC')),
    deleted_at         Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY created_at
COMMENT 'Virtual machines with their present state, one row per machine';

-- Customers with an id that leaves 5 when divided by 15 never have a machine.
INSERT INTO clouds.vms
SELECT vm_id, customer_id, region, size, vcpus, memory_gb, disk_gb, os,
       multiIf(st > '2026-05-21 16:19:00', 'pending', s < 5 + if(size = 'xlarge', 9, 0), 'failed', s < 62 AND del < '2026-05-21 16:19:00', 'deleted', s < 76, 'stopped', 'running') AS vm_state,
       if(vm_state IN ('pending','failed'), NULL, toNullable(toUInt32(multiIf(os = 'windows', 31000, os = 'debian', 9000, 12000) * if(region = 'ap-south', 1.5, 1) * (0.6 + pow(cityHash64(n, 'm-boot') / 18446744073709551616.0, 3) * 3)))) AS boot_ms,
       toDecimal64(vcpus * 1.85 + memory_gb * 0.4 + disk_gb * 0.01, 2) AS hourly_price_cents,
       created_at,
       if(vm_state = 'pending', NULL, toNullable(st)) AS started_at,
       if(vm_state = 'deleted', toNullable(del), NULL) AS deleted_at
FROM
(
    SELECT
        number AS n,
        concat('vm-', toString(50001 + n)) AS vm_id,
        201 + toUInt32(floor(120 * pow(cityHash64(n, 'm-cust') / 18446744073709551616.0, 1.4))) AS customer_id,
        ['eu-west','us-east','ap-south','sa-east'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'm-reg') / 18446744073709551616.0, 1.4)))] AS region,
        1 + toUInt8(floor(4 * pow(cityHash64(n, 'm-size') / 18446744073709551616.0, 1.3))) AS z,
        ['small','medium','large','xlarge'][z] AS size,
        toUInt8([1,2,8,16][z]) AS vcpus,
        toUInt16([2,8,32,64][z] * [1,1,2][1 + cityHash64(n, 'm-mem') % 3]) AS memory_gb,
        toUInt16([20,50,100,500][1 + cityHash64(n, 'm-disk') % 4]) AS disk_gb,
        ['ubuntu','debian','windows'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'm-os') / 18446744073709551616.0, 1.3)))] AS os,
        cityHash64(n, 'm-st') % 100 AS s,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(3 + (2799 - n) * 50 + cityHash64(n, 'm-ts') % 45 - if(n % 7 = 0, 45, 0) * (n < 2790)) + toIntervalSecond(1 + cityHash64(n, 'm-s') % 58) AS created_at,
        created_at + toIntervalMinute(1 + cityHash64(n, 'm-q') % if(cityHash64(n, 'm-q2') % 4 = 0, 400, 15)) AS st,
        st + toIntervalMinute(30 + cityHash64(n, 'm-del') % 30000) AS del
    FROM numbers(2800)
)
WHERE customer_id % 15 != 5 AND NOT (toDate(created_at) BETWEEN '2026-05-11' AND '2026-05-17' AND cityHash64(n, 'm-thin') % 3 = 0);

CREATE TABLE clouds.invoices
(
    invoice_id     String,
    customer_id    UInt32,
    amount_cents   UInt32 COMMENT 'US cents, without tax',
    tax_cents      UInt32,
    invoice_status LowCardinality(String) COMMENT 'open, overdue, paid or void - only paid invoices are income',
    pay_method     LowCardinality(Nullable(String)) COMMENT 'card, transfer or debit, null until paid',
    reminders_sent UInt8,
    issued_at      DateTime('UTC'),
    paid_at        Nullable(DateTime('UTC')) COMMENT 'when the money arrived, null until then'
)
ENGINE = MergeTree ORDER BY issued_at
COMMENT 'Invoices to customers, written whenever a prepaid block is used up';

INSERT INTO clouds.invoices
SELECT invoice_id, customer_id, amount_cents, toUInt32(round(amount_cents * 0.19)) AS tax_cents,
       multiIf(s < 3, 'void', s < if(customer_id % 4 = 1, 26, 9) AND issued_at < '2026-05-07 00:00:00', 'overdue', pay > '2026-05-21 16:19:00', 'open', 'paid') AS invoice_status,
       if(invoice_status = 'paid', toNullable(['card','transfer','debit'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'i-meth') / 18446744073709551616.0, 1.4)))]), NULL) AS pay_method,
       toUInt8(if(invoice_status = 'overdue', 1 + cityHash64(n, 'i-rem') % 3, 0)) AS reminders_sent,
       issued_at,
       if(invoice_status = 'paid', toNullable(pay), NULL) AS paid_at
FROM
(
    SELECT
        number AS n,
        concat('INV-', toString(20001 + n)) AS invoice_id,
        201 + toUInt32(floor(120 * pow(cityHash64(n, 'i-cust') / 18446744073709551616.0, 1.3))) AS customer_id,
        toUInt32(4000 + floor(9000 * pow(1 - cityHash64(n, 'i-amt') / 18446744073709551616.0, -0.7))) AS amount_cents,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(9 + (1499 - n) * 100 + cityHash64(n, 'i-ts') % 90) + toIntervalSecond(1 + cityHash64(n, 'i-s') % 58) AS issued_at,
        issued_at + toIntervalMinute(60 + floor(20000 * pow(cityHash64(n, 'i-pay') / 18446744073709551616.0, 1.5))) AS pay,
        cityHash64(n, 'i-st') % 100 AS s
    FROM numbers(1500)
);
