-- Invoicing service for small firms: accounts, their invoices, attempts to pay these. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS billing;

DROP TABLE IF EXISTS billing.accounts;
CREATE TABLE billing.accounts
(
    account_id  UInt32,
    firm        String,
    trade       LowCardinality(String),
    country     LowCardinality(String) COMMENT 'where the firm is registered, ISO 3166 two-letter code',
    plan        LowCardinality(String) COMMENT 'free, solo, team or agency',
    signup_date Date,
    acct_status LowCardinality(String) COMMENT 'active, paused or blocked',
    seats       UInt8,
    auto_remind Bool COMMENT 'true: overdue invoices are chased automatically',
    tags        Array(String) COMMENT 'set by support: vip, beta, late_payer, reseller'
)
ENGINE = MergeTree ORDER BY account_id;

-- The accounts from 2700 on have no invoice yet.
INSERT INTO billing.accounts
SELECT
    2000 + number AS account_id,
    concat(['Berger','Rossi','Dupont','Visser','Byrne','Jensen','Keller','Moreau','Conti','Bakker'][1 + cityHash64(number, 'a-name') % 10], ' ',
           ['Plumbing','Design','Catering','Tutoring','Cleaning','Photography'][tr], ' ', toString(number)) AS firm,
    ['plumbing','design','catering','tutoring','cleaning','photography'][tr] AS trade,
    ['DE','FR','IT','NL','IE','DK'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-ctry') / 18446744073709551616.0, 1.4)))] AS country,
    ['solo','free','team','agency'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-plan') / 18446744073709551616.0, 1.5)))] AS plan,
    toDate('2026-05-20') - toUInt32(floor(1400 * pow(cityHash64(number, 'a-sign') / 18446744073709551616.0, 1.2))) AS signup_date,
    multiIf(cityHash64(number, 'a-st') % 100 < 86, 'active', cityHash64(number, 'a-st') % 100 < 95, 'paused', 'blocked') AS acct_status,
    multiIf(plan = 'agency', 5 + cityHash64(number, 'a-seat') % 20, plan = 'team', 2 + cityHash64(number, 'a-seat') % 5, 1) AS seats,
    CAST(cityHash64(number, 'a-rem') % 100 < 38 AS Bool) AS auto_remind,
    arrayFilter(t -> cityHash64(number, t) % 100 < 14, ['vip','beta','late_payer','reseller']) AS tags
FROM
(
    SELECT number, 1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-trade') / 18446744073709551616.0, 1.3))) AS tr
    FROM numbers(760)
);

DROP TABLE IF EXISTS billing.invoices;
CREATE TABLE billing.invoices
(
    invoice_no String,
    account_id UInt32 COMMENT 'the firm that issued it',
    client     String COMMENT 'who has to pay it',
    issued_at  DateTime('UTC'),
    due_date   Date COMMENT 'an open invoice is overdue from the day after this one',
    paid_at    Nullable(DateTime('UTC')),
    inv_state  LowCardinality(String) COMMENT 'open, paid or void; a void invoice was withdrawn and nobody owes it',
    gross_eur  Decimal(12, 2),
    vat_eur    Decimal(12, 2) COMMENT 'VAT contained in gross_eur',
    line_cnt   UInt16 COMMENT 'lines on the invoice',
    reminders  UInt8 COMMENT 'reminders sent so far'
)
ENGINE = MergeTree ORDER BY (account_id, issued_at);

-- An invoice is paid once its last attempt in pay_attempts is approved; void when that payment was refunded, or when it was withdrawn before any attempt.
INSERT INTO billing.invoices
SELECT
    concat('INV-', toString(100000 + i)) AS invoice_no,
    2000 + a AS account_id,
    concat(['Holm','Orsini','Lefevre','Brandt','Quinn','Sauer','Dekker','Marchetti'][1 + cityHash64(i, 'i-cl1') % 8], ' ',
           ['Bakery','Garage','Studio','Hotel','Dental'][1 + cityHash64(i, 'i-cl2') % 5], ' ',
           toString(1 + toUInt32(floor(40 * pow(cityHash64(i, 'i-cl3') / 18446744073709551616.0, 1.7))))) AS client,
    toDateTime(base, 'UTC') + toIntervalSecond(1 + cityHash64(i, 'i-sec') % 58) AS issued_at,
    toDate(base) + [14, 30, 7, 30, 21][1 + cityHash64(i, 'i-due') % 5] AS due_date,
    if(fate = 'pays' AND last_try < toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), toNullable(toDateTime(last_try, 'UTC')), NULL) AS paid_at,
    multiIf(fate = 'void' OR (fate = 'refund' AND last_try < toDateTime64('2026-05-21 16:20:00', 3, 'UTC')), 'void',
            fate = 'pays' AND last_try < toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'paid',
            'open') AS inv_state,
    toDecimal64(cents, 2) / 100 AS gross_eur,
    toDecimal64(intDiv(cents * 19, 119), 2) / 100 AS vat_eur,
    1 + toUInt16(floor(14 * pow(cityHash64(i, 'i-lines') / 18446744073709551616.0, 2.2))) AS line_cnt,
    if(inv_state = 'open' AND due_date < '2026-05-21', 1 + cityHash64(i, 'i-rem') % 3, if(cityHash64(i, 'i-rem') % 100 < 12, 1, 0)) AS reminders
FROM
(
    SELECT
        number AS i,
        toUInt64(floor(700 * pow(cityHash64(number, 'b-acc') / 18446744073709551616.0, 1.8))) AS a,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(144000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.2)))) AS base,
        toDate('2026-05-20') - toUInt32(floor(1400 * pow(cityHash64(a, 'a-sign') / 18446744073709551616.0, 1.2))) AS signup,
        cityHash64(number, 'b-fate') % 1000 AS f,
        multiIf(f < 40, 'void', f < 75, 'refund', f < 200, 'never', 'pays') AS fate,
        ['card','sepa_debit','paypal','bank_link'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-meth') / 18446744073709551616.0, 1.5)))] AS method,
        cityHash64(number, 'b-nf') % 100 AS g,
        multiIf(method = 'card', multiIf(g < 62, 0, g < 86, 1, 2), method = 'sepa_debit', multiIf(g < 84, 0, g < 95, 1, 2), multiIf(g < 75, 0, g < 92, 1, 2)) AS n_fail,
        1 + toUInt32(floor(43000 * pow(cityHash64(number, 'b-delay') / 18446744073709551616.0, 3))) AS delay_min,
        45 + cityHash64(number, 'b-gap') % 2800 AS gap_min,
        base + toIntervalMinute(delay_min + n_fail * gap_min)
             + toIntervalMillisecond(1000 + cityHash64(toUInt64(3 * number + n_fail), 'b-ms') % 58000) AS last_try,
        toUInt64(floor(7000 * [1, 1, 1, 2, 4][1 + cityHash64(a, 'b-size') % 5] * pow(1 - cityHash64(number, 'b-amt') / 18446744073709551616.0, -0.7))) AS cents
    FROM numbers(12000)
)
WHERE toDate(base) >= signup;

-- The one euro invoice on which account 2317 has cards tried out.
INSERT INTO billing.invoices
SELECT 'INV-190001', 2317, 'Walk-in', toDateTime('2026-05-21 02:41:07', 'UTC'), toDate('2026-06-04'), NULL, 'open', toDecimal64(1, 2), toDecimal64(0, 2), 1, 0
FROM numbers(1);

DROP TABLE IF EXISTS billing.pay_attempts;
CREATE TABLE billing.pay_attempts
(
    attempt_id UInt64,
    tried_at   DateTime64(3, 'UTC'),
    invoice_no String,
    account_id UInt32 COMMENT 'the firm that gets the money',
    method     LowCardinality(String) COMMENT 'card, sepa_debit, paypal or bank_link',
    gateway    LowCardinality(String),
    outcome    LowCardinality(String) COMMENT 'approved, declined (the bank said no), failed (technical) or refunded (went through, money given back later)',
    fail_code  LowCardinality(Nullable(String)) COMMENT 'only on declined and failed attempts',
    amt_cents  UInt32 COMMENT 'amount in euro cents',
    resp_ms    Nullable(UInt32) COMMENT 'answer time of the gateway, null when it never answered'
)
ENGINE = MergeTree ORDER BY (tried_at, attempt_id);

-- Up to two attempts fail before an invoice is paid. Kassa is down on 2026-05-20 09:00-11:00; cards are tried out on account 2317 on 2026-05-21.
INSERT INTO billing.pay_attempts
SELECT
    400000 + number AS attempt_id,
    tried_at,
    concat('INV-', toString(100000 + i)) AS invoice_no,
    2000 + a AS account_id,
    method,
    gateway,
    outcome,
    multiIf(outcome = 'failed', toNullable(['timeout','gateway_error'][1 + toUInt8(floor(2 * pow(r, 1.3)))]),
            outcome = 'declined' AND method = 'card', toNullable(['insufficient_funds','expired_card','limit_exceeded'][1 + toUInt8(floor(3 * pow(r, 1.6)))]),
            outcome = 'declined' AND method = 'sepa_debit', toNullable(['account_closed','insufficient_funds','no_mandate'][1 + toUInt8(floor(3 * pow(r, 1.9)))]),
            outcome = 'declined', toNullable(['cancelled_by_payer','insufficient_funds','limit_exceeded'][1 + toUInt8(floor(3 * pow(r, 1.2)))]),
            NULL) AS fail_code,
    toUInt32(cents) AS amt_cents,
    if(ifNull(fail_code, '') = 'timeout', NULL,
       toNullable(toUInt32(floor(150 * multiIf(gateway = 'Kassa', 2.1, gateway = 'Paylane', 0.7, 1.0) * multiIf(method = 'bank_link', 1.8, method = 'card', 0.8, 1.0)
           * pow(1 - cityHash64(number, 'p-resp') / 18446744073709551616.0, -0.5))))) AS resp_ms
FROM
(
    SELECT
        number,
        intDiv(number, 3) AS i,
        number % 3 AS pos,
        toUInt64(floor(700 * pow(cityHash64(i, 'b-acc') / 18446744073709551616.0, 1.8))) AS a,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(144000 * pow(cityHash64(i, 'b-ts') / 18446744073709551616.0, 1.2)))) AS base,
        toDate('2026-05-20') - toUInt32(floor(1400 * pow(cityHash64(a, 'a-sign') / 18446744073709551616.0, 1.2))) AS signup,
        cityHash64(i, 'b-fate') % 1000 AS f,
        multiIf(f < 40, 'void', f < 75, 'refund', f < 200, 'never', 'pays') AS fate,
        ['card','sepa_debit','paypal','bank_link'][1 + toUInt8(floor(4 * pow(cityHash64(i, 'b-meth') / 18446744073709551616.0, 1.5)))] AS method,
        cityHash64(i, 'b-nf') % 100 AS g,
        multiIf(method = 'card', multiIf(g < 62, 0, g < 86, 1, 2), method = 'sepa_debit', multiIf(g < 84, 0, g < 95, 1, 2), multiIf(g < 75, 0, g < 92, 1, 2)) AS n_fail,
        1 + toUInt32(floor(43000 * pow(cityHash64(i, 'b-delay') / 18446744073709551616.0, 3))) AS delay_min,
        45 + cityHash64(i, 'b-gap') % 2800 AS gap_min,
        base + toIntervalMinute(delay_min + pos * gap_min)
             + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 58000) AS tried_at,
        toUInt64(floor(7000 * [1, 1, 1, 2, 4][1 + cityHash64(a, 'b-size') % 5] * pow(1 - cityHash64(i, 'b-amt') / 18446744073709551616.0, -0.7))) AS cents,
        ['Nordpay','Paylane','Kassa'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-gate') / 18446744073709551616.0, 1.3)))] AS gateway,
        cityHash64(number, 'p-code') / 18446744073709551616.0 AS r,
        multiIf(pos = n_fail AND fate = 'refund', 'refunded',
                pos = n_fail, 'approved',
                cityHash64(number, 'p-tech') % 100 < multiIf(gateway = 'Kassa', 45, gateway = 'Paylane', 15, 25), 'failed',
                'declined') AS outcome
    FROM numbers(36000)
)
WHERE toDate(base) >= signup
  AND fate != 'void'
  AND (pos < n_fail OR (pos = n_fail AND fate IN ('pays', 'refund')))
  AND tried_at < toDateTime64('2026-05-21 16:20:00', 3, 'UTC');

-- Kassa is down: failed debits beyond the usual.
INSERT INTO billing.pay_attempts
SELECT
    900000 + n, toDateTime64('2026-05-20 09:00:00', 3, 'UTC') + toIntervalMinute(n % 120) + toIntervalMillisecond(1000 + cityHash64(n, 'o-ms') % 58000),
    concat('INV-', toString(100000 + i)), 2000 + a, 'sepa_debit', 'Kassa', 'failed', 'gateway_error', toUInt32(4000 + cityHash64(n, 'o-amt') % 60000),
    toNullable(toUInt32(2500 + cityHash64(n, 'o-resp') % 3000))
FROM
(
    SELECT
        number AS n,
        toUInt64(cityHash64(number, 'o-inv') % 12000) AS i,
        toUInt64(floor(700 * pow(cityHash64(i, 'b-acc') / 18446744073709551616.0, 1.8))) AS a
    FROM numbers(118)
);

-- Cards tried out on account 2317.
INSERT INTO billing.pay_attempts
SELECT
    950000 + number, toDateTime64('2026-05-21 03:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'q-ts') % 720) + toIntervalMillisecond(1000 + cityHash64(number, 'q-ms') % 58000),
    'INV-190001', 2317, 'card', 'Paylane', 'declined', ['expired_card','limit_exceeded'][1 + cityHash64(number, 'q-code') % 2], 100, toNullable(toUInt32(90 + cityHash64(number, 'q-resp') % 200))
FROM numbers(130);
