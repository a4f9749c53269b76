-- A payment gateway between web shops and acquirers. Clock: 2026-05-21 16:20:00 UTC.
DROP DATABASE IF EXISTS paygate;
CREATE DATABASE paygate;

CREATE TABLE paygate.merchants
(
    merchant_id  UInt32,
    trading_name String,
    sector       LowCardinality(String),
    country      LowCardinality(String) COMMENT 'ISO two-letter code of the registered office',
    risk_band    LowCardinality(String) COMMENT 'A = lowest risk ... D = highest risk',
    live_since   Date COMMENT 'first day with real payments',
    account_mgr  LowCardinality(String) COMMENT 'account manager on our side'
)
ENGINE = MergeTree ORDER BY merchant_id;

INSERT INTO paygate.merchants
SELECT
    1001 + number,
    ['Velo Depot','Nordlicht Reisen','Casa Verde','PixelPort','Teehaus Lund','Gravel and Co','Mondo Shoes','Sky Tickets','Apotheke Vita','Kinderwelt','Bergfest Events','Luma Lights','Fjord Outdoor','Ristorante Online','GameCrate','Petit Jardin','Hotel Aurelio','Drone Barn','Sole Market','Farmacia Sud','Kayak King','Bistro Box','Tune Tickets','Oak and Linen','Pawfect Pets','Zoom Tyres'][number + 1],
    ['retail','travel','retail','digital','food','retail','retail','tickets','health','retail','tickets','retail','retail','food','digital','retail','travel','digital','food','health','travel','food','tickets','retail','retail','retail'][number + 1],
    ['DE','DE','ES','NL','SE','NL','IT','FR','DE','AT','AT','PL','NO','IT','PL','FR','IT','NL','ES','IT','SE','FR','NL','SE','ES','DE'][number + 1],
    ['A','B','A','D','A','B','B','C','A','A','C','B','A','B','D','A','B','C','A','B','B','C','D','A','B','B'][number + 1],
    toDate('2021-03-01') + cityHash64(number, 'pm-live') % 1800,
    ['Hanna','Milos','Chiara','Teun'][1 + cityHash64(number, 'pm-mgr') % 4]
FROM numbers(26);

CREATE TABLE paygate.payments
(
    payment_id   String,
    created_at   DateTime64(3, 'UTC'),
    merchant_id  UInt32,
    customer_ref String,
    amount_cents UInt32 COMMENT 'euro cents',
    method       LowCardinality(String) COMMENT 'card, sepa (direct debit), wallet',
    scheme       LowCardinality(String) COMMENT 'visa, mastercard, amex, empty when not a card',
    acquirer     LowCardinality(String),
    status       LowCardinality(String) COMMENT 'approved, declined (by the bank), error (technical failure), abandoned (customer left)',
    decline_code LowCardinality(String) COMMENT 'only when declined: 05 do not honour, 51 insufficient funds, 54 expired card, 59 suspected fraud',
    three_ds     UInt8 COMMENT '1 = customer was challenged with 3-D Secure',
    resp_ms      Nullable(UInt32) COMMENT 'response time of the acquirer, null if it never answered'
)
ENGINE = MergeTree ORDER BY (created_at, payment_id);

-- Orbis fails from 09:40 to 11:10 on 2026-05-21, no payments at all on 2026-04-26 (migration), merchants 1013 and 1018 went silent.
INSERT INTO paygate.payments
SELECT payment_id, created_at, merchant_id, customer_ref, amount_cents, method, scheme, acquirer, status,
    if(status = 'declined', if(method = 'card', ['05','51','51','54','59','05','51'], ['51','51','05','59'])[1 + cityHash64(number, 'pp-code') % if(method = 'card', 7, 4)], '') AS decline_code,
    three_ds,
    if(status = 'error' AND cityHash64(number, 'pp-noresp') % 10 < 7, NULL, toNullable(toUInt32(110 + floor(if(acquirer = 'delta', 230, if(acquirer = 'north', 140, 180)) * pow(1 - cityHash64(number, 'pp-ms') / 18446744073709551616.0, -0.45))))) AS resp_ms
FROM
(
    SELECT number,
        concat('pay_', toString(300000 + number)) AS payment_id,
        if(number >= 7000,
           toDateTime64('2026-05-21 09:40:00', 3, 'UTC') + toIntervalSecond(cityHash64(number, 'pp-spk') % 5400),
           toDateTime64('2026-05-21 16:19:30', 3, 'UTC') - toIntervalSecond(toUInt32(floor(5100000 * pow(cityHash64(number, 'pp-ts') / 18446744073709551616.0, 1.6)))))
           + toIntervalMillisecond(cityHash64(number, 'pp-mls') % 1000) AS created_at,
        1001 + toUInt32(floor(26 * pow(cityHash64(number, 'pp-mer') / 18446744073709551616.0, 1.25))) AS merchant_id,
        concat('c', toString(20000 + toUInt32(floor(2200 * pow(cityHash64(number, 'pp-cus') / 18446744073709551616.0, 1.4))))) AS customer_ref,
        toUInt32(400 + floor(1900 * pow(1 - cityHash64(number, 'pp-amt') / 18446744073709551616.0, -0.75))) AS amount_cents,
        ['card','wallet','card','sepa','card'][1 + cityHash64(number, 'pp-met') % 5] AS method,
        if(method = 'card', ['visa','mastercard','visa','amex','mastercard','visa'][1 + cityHash64(number, 'pp-sch') % 6], '') AS scheme,
        if(number >= 7000, 'orbis', ['north','delta','north','orbis'][1 + cityHash64(number, 'pp-acq') % 4]) AS acquirer,
        method != 'sepa' AND cityHash64(number, 'pp-3ds') % 100 < if(amount_cents > 20000, 78, 30) AS three_ds,
        cityHash64(number, 'pp-st') % 1000 AS r,
        multiIf(acquirer = 'orbis' AND created_at >= '2026-05-21 09:40:00' AND created_at < '2026-05-21 11:10:00' AND r < 800, 'error',
                r < 14, 'error',
                r < if(scheme = 'amex', 210, if(method = 'sepa', 90, 135)), 'declined',
                r < 240 AND three_ds = 1, 'abandoned',
                'approved') AS status
    FROM numbers(7150)
)
WHERE toDate(created_at) != '2026-04-26'
  AND NOT (merchant_id = 1013 AND created_at >= '2026-05-12 10:00:00')
  AND NOT (merchant_id = 1018 AND created_at >= '2026-05-15 09:00:00');

CREATE TABLE paygate.refunds
(
    refund_id    UInt32,
    payment_id   String,
    merchant_id  UInt32,
    requested_at DateTime('UTC'),
    settled_at   Nullable(DateTime('UTC')) COMMENT 'when the money went back, only for settled refunds',
    amount_cents UInt32 COMMENT 'euro cents, at most the amount of the payment',
    reason       LowCardinality(String) COMMENT 'RET goods returned, NRC never received, DUP charged twice, CXL order cancelled',
    state        LowCardinality(String) COMMENT 'open, settled, rejected'
)
ENGINE = MergeTree ORDER BY (requested_at, refund_id);

-- Merchant 1023 is flooded on Tuesday 2026-05-19.
INSERT INTO paygate.refunds
SELECT refund_id, payment_id, merchant_id, requested_at,
    if(state = 'settled', toNullable(requested_at + lag_s), NULL) AS settled_at,
    amount_cents, reason, state
FROM
(
    SELECT
        toUInt32(substring(payment_id, 5)) AS n,
        80000 + n - 300000 AS refund_id,
        payment_id, merchant_id,
        merchant_id = 1023 AND cityHash64(n, 'pr-flood') % 10 < 7 AND created_at < '2026-05-19' AS flood,
        toDateTime(if(flood, toDateTime('2026-05-19 07:00:00', 'UTC') + toIntervalSecond(cityHash64(n, 'pr-ft') % 43200),
           toDateTime(created_at, 'UTC') + toIntervalSecond(3600 + toUInt32(floor(900000 * pow(cityHash64(n, 'pr-ts') / 18446744073709551616.0, 1.5))))), 'UTC') AS requested_at,
        toUInt32(floor(amount_cents * if(cityHash64(n, 'pr-part') % 4 = 0, 0.5, 1))) AS amount_cents,
        if(flood, 'CXL', ['RET','RET','NRC','CXL','DUP','RET'][1 + cityHash64(n, 'pr-why') % 6]) AS reason,
        3600 + toUInt32(floor(200000 * pow(cityHash64(n, 'pr-lag') / 18446744073709551616.0, 1.3))) AS lag_s,
        multiIf(cityHash64(n, 'pr-rej') % 100 < if(reason = 'NRC', 25, 9), 'rejected', requested_at + lag_s < toDateTime('2026-05-21 16:20:00', 'UTC'), 'settled', 'open') AS state,
        status AS pstatus
    FROM paygate.payments
    WHERE status = 'approved' AND (cityHash64(n, 'pr-pick') % 100 < 30 OR flood)
)
WHERE requested_at < toDateTime('2026-05-21 16:20:00', 'UTC');
