-- Small loans. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS lendly;
CREATE DATABASE lendly;

CREATE TABLE lendly.applications
(
    loan_no      UInt32 COMMENT 'number of the application, stays the number of the loan',
    applicant_id UInt32,
    applied_at   DateTime('UTC'),
    decided_at   Nullable(DateTime('UTC')) COMMENT 'null as long as nobody has decided',
    decision     LowCardinality(String) COMMENT 'A = approved, D = declined, W = withdrawn by the applicant, O = still open',
    asked_eur    UInt32,
    granted_eur  Nullable(UInt32) COMMENT 'only for approved ones',
    term_months  UInt8,
    purpose      LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    source       LowCardinality(String) COMMENT 'website, app, broker or branch',
    score        UInt16 COMMENT 'credit score on the day of the application, 300 (worst) to 850'
)
ENGINE = MergeTree ORDER BY applied_at;

INSERT INTO lendly.applications
SELECT loan_no, applicant_id, applied_at,
       if(d0 = 'O' OR dec >= '2026-05-21 16:20:00', NULL, toNullable(dec)) AS decided_at,
       if(dec >= '2026-05-21 16:20:00', 'O', d0) AS decision,
       asked_eur,
       if(decision = 'A', toNullable(toUInt32(50 * ceil(asked_eur * [1.0, 1.0, 0.9, 0.75][1 + cityHash64(n, 'a-cut') % 4] / 50))), NULL) AS granted_eur,
       term_months, purpose, country, source, score
FROM
(
    SELECT
        number AS n,
        toUInt32(20000 + number) AS loan_no,
        1 + toUInt32(floor(5200 * pow(cityHash64(number, 'a-who') / 18446744073709551616.0, 1.35))) AS applicant_id,
        toDateTime('2026-05-21 16:17:00', 'UTC') - toIntervalMinute(toUInt32(floor(216000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.1))))
            + toIntervalSecond(1 + cityHash64(number, 'a-s') % 57) AS applied_at,
        ['ES','PT','IT','GR','IE'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        ['website','app','broker','branch'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-src') / 18446744073709551616.0, 1.4)))] AS source,
        ['car repair','dentist','furniture','moving house','wedding','holiday','tuition'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'a-pur') / 18446744073709551616.0, 1.3)))] AS purpose,
        toUInt32(50 * (6 + floor(140 * pow(cityHash64(number, 'a-eur') / 18446744073709551616.0, 2.0)))) AS asked_eur,
        toUInt8([6, 12, 12, 18, 24, 36][1 + cityHash64(number, 'a-term') % 6]) AS term_months,
        toUInt16(300 + floor(550 * (cityHash64(number, 'a-sc1') % 1000 + cityHash64(number, 'a-sc2') % 1000) / 2000)) AS score,
        toUInt32(20 + floor(4200 * pow(cityHash64(number, 'a-dec') / 18446744073709551616.0, 2.0) * multiIf(source = 'branch', 0.6, country = 'GR', 1.5, country = 'IE', 0.7, 1.0))) AS dec_min,
        toStartOfMinute(applied_at) + toIntervalMinute(dec_min) + toIntervalSecond(1 + cityHash64(number, 'a-s2') % 57) AS dec,
        cityHash64(number, 'a-out') % 1000 AS o,
        multiIf(o < 12, 'O', o < 70, 'W', o < 70 + toUInt32((850 - score) * if(source = 'broker', 1.35, 1.0)), 'D', 'A') AS d0
    FROM numbers(7400)
)
WHERE NOT (toHour(applied_at) BETWEEN 0 AND 5 AND cityHash64(n, 'a-night') % 6 != 0);

CREATE TABLE lendly.payments
(
    payment_id    UInt64,
    loan_no       UInt32,
    paid_at       DateTime('UTC'),
    instalment_no UInt8,
    amount_cents  UInt32,
    method        LowCardinality(String) COMMENT 'direct_debit, card or transfer',
    state         LowCardinality(String) COMMENT 'settled, bounced (no cover on the account) or reversed (taken back by the bank). Only settled money is ours',
    days_late     Int16 COMMENT 'days after the due date, negative when paid early'
)
ENGINE = MergeTree ORDER BY paid_at;

-- Direct debits bounce in masses on 2026-05-15 between 06:00 and 09:00.
INSERT INTO lendly.payments
SELECT
    toUInt64(loan_no) * 10 + k AS payment_id, loan_no, paid_at, toUInt8(k) AS instalment_no,
    toUInt32(round(granted_eur * 100 * 1.06 / term_months)) AS amount_cents,
    method,
    multiIf(method = 'direct_debit' AND r < 95, 'bounced', method = 'card' AND r < 40, 'bounced', r < 125 AND r >= 95, 'reversed', 'settled') AS state,
    toInt16(off) AS days_late
FROM
(
    SELECT
        loan_no, k, assumeNotNull(granted_eur) AS granted_eur, term_months,
        toInt32(-3 + floor(16 * pow(cityHash64(loan_no, k, 'p-off') / 18446744073709551616.0, 2.2))) AS off,
        toStartOfDay(assumeNotNull(decided_at)) + toIntervalDay(30 * k + off) + toIntervalMinute(360 + cityHash64(loan_no, k, 'p-min') % 1020) + toIntervalSecond(1 + cityHash64(loan_no, k, 'p-s') % 57) AS paid_at,
        cityHash64(loan_no, k, 'p-r') % 1000 AS r,
        ['direct_debit','card','transfer'][1 + toUInt8(floor(3 * pow(cityHash64(loan_no, 'p-met') / 18446744073709551616.0, 1.5)))] AS method
    FROM lendly.applications
    ARRAY JOIN [1, 2, 3, 4, 5] AS k
    WHERE decision = 'A' AND cityHash64(loan_no, 'p-bad') % 100 >= 6 AND NOT (k > 1 AND cityHash64(loan_no, k, 'p-skip') % 100 < 7)
)
WHERE paid_at < '2026-05-21 16:20:00';

INSERT INTO lendly.payments
SELECT
    900000 + number, loan_no, toDateTime('2026-05-15 06:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-min') % 180) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 57),
    toUInt8(2), toUInt32(round(assumeNotNull(granted_eur) * 100 * 1.06 / term_months)), 'direct_debit', 'bounced', toInt16(0)
FROM (SELECT loan_no, granted_eur, term_months, row_number() OVER (ORDER BY cityHash64(loan_no, 'x-pick')) AS number FROM lendly.applications WHERE decision = 'A' AND applied_at < '2026-04-10')
WHERE number <= 160;

CREATE TABLE lendly.reminders
(
    reminder_id UInt32,
    loan_no     UInt32,
    sent_at     DateTime('UTC'),
    channel     LowCardinality(String) COMMENT 'email, sms, letter or call',
    step        UInt8 COMMENT '1 = friendly note, 2 = second notice, 3 = last warning',
    answered_at Nullable(DateTime('UTC')) COMMENT 'when the borrower got back to us, null if never',
    cost_cents  UInt16
)
ENGINE = MergeTree ORDER BY sent_at;

-- The gateway for text messages is down on 2026-05-12 and 2026-05-13.
INSERT INTO lendly.reminders
SELECT reminder_id, loan_no, sent_at, channel, toUInt8(step) AS step,
       if(cityHash64(reminder_id, 'r-ans') % 100 < multiIf(channel = 'call', 55, channel = 'sms', 37, channel = 'letter', 18, 26) AND ans < '2026-05-21 16:20:00', toNullable(ans), NULL) AS answered_at,
       toUInt16(multiIf(channel = 'email', 0, channel = 'sms', 8, channel = 'letter', 145, 260)) AS cost_cents
FROM
(
    SELECT
        toUInt32(loan_no * 20 + k * 3 + step) AS reminder_id,
        loan_no, step,
        toStartOfDay(assumeNotNull(decided_at)) + toIntervalDay(30 * k - 2 + 5 * step) + toIntervalMinute(450 + cityHash64(loan_no, k, step, 'r-min') % 690) + toIntervalSecond(1 + cityHash64(loan_no, k, step, 'r-s') % 57) AS sent_at,
        toStartOfMinute(sent_at) + toIntervalMinute(5 + cityHash64(loan_no, k, step, 'r-am') % 2900) + toIntervalSecond(1 + cityHash64(loan_no, k, step, 'r-as') % 57) AS ans,
        ['email','sms','letter','call'][1 + toUInt8(floor(4 * pow(cityHash64(loan_no, k, step, 'r-ch') / 18446744073709551616.0, if(step = 3, 0.8, 1.5))))] AS channel
    FROM lendly.applications
    ARRAY JOIN [1, 2, 3, 4, 5] AS k
    ARRAY JOIN [1, 2, 3] AS step
    WHERE decision = 'A'
      AND cityHash64(loan_no, k, 'r-has') % 100 < multiIf(step = 1, 42, step = 2, 20, 9)
)
WHERE sent_at < '2026-05-21 16:20:00'
  AND NOT (channel = 'sms' AND sent_at >= '2026-05-12' AND sent_at < '2026-05-14');
