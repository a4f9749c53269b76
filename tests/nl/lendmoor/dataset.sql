-- Peer-to-peer loan marketplace: lenders, loans, attempts to take instalments. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS lendmoor;
CREATE DATABASE lendmoor;

CREATE TABLE lendmoor.lenders
(
    lender_id   UInt16,
    lender_name String,
    kind        LowCardinality(String) COMMENT 'private, fund or credit_union',
    auto_invest UInt8 COMMENT '1 = bids are placed by the robot',
    signed_up   Date
)
ENGINE = MergeTree ORDER BY lender_id;

INSERT INTO lendmoor.lenders
SELECT
    100 + number,
    concat(['Alder','Bexley','Corvid','Dunmore','Elsted','Foxhall','Garner','Hythe'][1 + cityHash64(number, 'l-a') % 8], ' ',
           ['Capital','Savings','Holdings','Trust','Partners'][1 + cityHash64(number, 'l-b') % 5], ' ', toString(number)),
    ['private','fund','credit_union'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-kind') / 18446744073709551616.0, 1.5)))],
    toUInt8(cityHash64(number, 'l-auto') % 100 < 42),
    toDate('2024-02-15') - toUInt32(cityHash64(number, 'l-on') % 1400)
FROM numbers(135);

CREATE TABLE lendmoor.loans
(
    loan_ref      UInt32,
    lender_id     UInt16 COMMENT 'who funded it',
    borrower_id   UInt32,
    country       LowCardinality(String) COMMENT 'of the borrower, ISO 3166 two-letter code',
    purpose       LowCardinality(String),
    grade         LowCardinality(String) COMMENT 'risk grade, A is the safest, E the riskiest',
    principal_eur Decimal(12, 2),
    apr_pct       Float32 COMMENT 'interest a year',
    term_months   UInt8,
    opened_on     Date,
    state         LowCardinality(String) COMMENT 'current, late, repaid or written_off'
)
ENGINE = MergeTree ORDER BY loan_ref;

INSERT INTO lendmoor.loans
SELECT
    20000 + number AS loan_ref,
    100 + toUInt16(floor(116 * pow(cityHash64(number, 'o-lender') / 18446744073709551616.0, 1.7))),
    1000 + toUInt32(cityHash64(number, 'o-bor') % 420),
    ['IE','NL','ES','LV','IT'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-ctry') / 18446744073709551616.0, 1.3)))],
    ['car','home_repair','debt_merge','wedding','solar'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'o-purp') / 18446744073709551616.0, 1.3)))],
    ['A','B','C','D','E'][1 + cityHash64(number, 'o-grade') % 5 AS g],
    toDecimal64(round(900 + 2600 * pow(1 - cityHash64(number, 'o-eur') / 18446744073709551616.0, -0.55), 2), 2),
    toFloat32(round(4.2 + 2.6 * g + cityHash64(number, 'o-apr') % 190 / 100, 2)),
    [12, 24, 36, 60][1 + cityHash64(number, 'o-term') % 4],
    toDate('2026-02-27') - toUInt32(floor(700 * pow(cityHash64(number, 'o-on') / 18446744073709551616.0, 1.3))),
    multiIf(cityHash64(number, 'o-st') % 100 < 68, 'current', cityHash64(number, 'o-st') % 100 < 80, 'late', cityHash64(number, 'o-st') % 100 < 91, 'repaid', 'written_off')
FROM numbers(650);

CREATE TABLE lendmoor.instalment_attempts
(
    attempt_id    UInt64,
    loan_ref      UInt32,
    instalment_no UInt16,
    attempted_at  DateTime64(3, 'UTC'),
    settled_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'when the money reached us, null if it has not',
    method        LowCardinality(String) COMMENT 'direct_debit, card or open_banking',
    outcome       LowCardinality(String) COMMENT 'paid, pending, bounced or disputed; only paid ones brought money in',
    bounce_code   LowCardinality(Nullable(String)) COMMENT 'R01 not enough funds, R02 account closed, R03 mandate withdrawn; only on bounced attempts',
    due_eur       Decimal(10, 2) COMMENT 'the instalment asked for',
    late_fee_eur  Nullable(Decimal(8, 2)) COMMENT 'penalty charged on top, null when on time',
    days_late     UInt16,
    gateway_ms    UInt32 COMMENT 'answer time of the payment gateway',
    is_retry      UInt8 COMMENT '1 when an earlier attempt for the same instalment failed'
)
ENGINE = MergeTree ORDER BY (attempted_at, attempt_id);

-- No attempt at all on 2026-05-10 (migration of the gateway); open banking bounces en masse on 2026-05-20 13:00-15:00.
INSERT INTO lendmoor.instalment_attempts
SELECT attempt_id, loan_ref, instalment_no, attempted_at,
       if(outcome = 'paid', toNullable(would_settle), NULL) AS settled_at,
       method, outcome,
       if(outcome = 'bounced', ['R01','R01','R01','R02','R03','R01','R02','R01'][1 + cityHash64(n, 'i-code') % 8], NULL) AS bounce_code,
       due_eur,
       if(days_late > 0, toNullable(toDecimal64(4 + least(days_late, 30) * 0.75, 2)), NULL) AS late_fee_eur,
       days_late, gateway_ms, is_retry
FROM
(
    SELECT
        a.n AS n, 5100000 + a.n AS attempt_id, a.loan_ref AS loan_ref, a.attempted_at AS attempted_at, a.method AS method, a.is_retry AS is_retry,
        toUInt16(1 + dateDiff('month', o.opened_on, toDate(a.attempted_at))) AS instalment_no,
        toDecimal64(round(toFloat64(o.principal_eur) * (1 + o.apr_pct / 100 * o.term_months / 24) / o.term_months, 2), 2) AS due_eur,
        if(a.is_retry = 1 OR cityHash64(a.n, 'i-late0') % 100 < 9, toUInt16(1 + floor(3 * pow(1 - cityHash64(a.n, 'i-late') / 18446744073709551616.0, -0.5))), 0) AS days_late,
        toUInt32(multiIf(a.method = 'open_banking', 620, a.method = 'card', 340, 210) * (0.6 + 0.5 * pow(1 - cityHash64(a.n, 'i-ms') / 18446744073709551616.0, -0.35))) AS gateway_ms,
        a.attempted_at + toIntervalMinute(multiIf(a.method = 'direct_debit', 1500 + cityHash64(a.n, 'i-set') % 2800, a.method = 'card', 40 + cityHash64(a.n, 'i-set') % 700, 1 + cityHash64(a.n, 'i-set') % 9)) AS would_settle,
        multiIf(a.s < multiIf(a.method = 'direct_debit', 95, a.method = 'card', 62, 38) + if(o.grade IN ('D', 'E'), 45, 0), 'bounced',
                a.s > 966, 'disputed',
                would_settle >= '2026-05-21 16:19:00', 'pending', 'paid') AS outcome
    FROM
    (
        SELECT
            number AS n,
            toUInt32(20000 + floor(650 * pow(cityHash64(number, 'i-loan') / 18446744073709551616.0, 1.15))) AS loan_ref,
            toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
                - toIntervalMinute(1 + toUInt32(floor(80 * 1440 * pow(cityHash64(number, 'i-ts') / 18446744073709551616.0, 1.4))))
                + toIntervalMillisecond(1000 + cityHash64(number, 'i-mil') % 57000) AS attempted_at,
            ['direct_debit','card','open_banking'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'i-meth') / 18446744073709551616.0, 1.3)))] AS method,
            toUInt8(cityHash64(number, 'i-retry') % 100 < 14) AS is_retry,
            cityHash64(number, 'i-out') % 1000 AS s
        FROM numbers(7400)
    ) AS a
    INNER JOIN lendmoor.loans AS o ON a.loan_ref = o.loan_ref
)
WHERE toDate(attempted_at) != '2026-05-10'
  AND NOT (toHour(attempted_at) < 5 AND cityHash64(n, 'i-night') % 5 != 0);

-- The bounces of open banking, beyond the usual attempts.
INSERT INTO lendmoor.instalment_attempts
SELECT
    5190000 + number, toUInt32(20000 + cityHash64(number, 'j-loan') % 650), 3 + cityHash64(number, 'j-no') % 6,
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'j-min') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'j-mil') % 57000),
    NULL, 'open_banking', 'bounced', 'R03', toDecimal64(60 + cityHash64(number, 'j-eur') % 30000 / 100, 2), NULL, 0, 1900 + cityHash64(number, 'j-ms') % 900, 0
FROM numbers(75);
