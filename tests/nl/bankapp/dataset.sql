-- bankapp: the app of an Irish retail bank: customers' accounts, everything that moves money (card payments, transfers, cash machines, direct debits) and sign-ins
CREATE DATABASE IF NOT EXISTS bankapp;
DROP TABLE IF EXISTS bankapp.accounts;
DROP TABLE IF EXISTS bankapp.transactions;
DROP TABLE IF EXISTS bankapp.logins;
CREATE TABLE bankapp.accounts
(
    account_id UInt32,
    customer_id UInt32 COMMENT 'holder, a customer may hold several accounts',
    product LowCardinality(String) COMMENT 'account type: current, savings, student, business',
    branch LowCardinality(String) COMMENT 'city of the home branch',
    opened_on Date,
    overdraft_limit_cents Nullable(UInt32) COMMENT 'null = no overdraft agreed'
)
ENGINE = MergeTree ORDER BY account_id;
CREATE TABLE bankapp.transactions
(
    txn_id UInt64,
    ts DateTime('UTC') COMMENT 'when the customer or the scheme started it',
    booked_at Nullable(DateTime('UTC')) COMMENT 'when it reached the ledger, null if it has not',
    account_id UInt32,
    kind LowCardinality(String) COMMENT 'card = card payment, transfer = outgoing transfer, atm = cash withdrawal, direct_debit',
    amount_cents UInt32 COMMENT 'euro cents',
    status LowCardinality(String) COMMENT 'booked = went through, pending = not settled yet, declined = refused, no money moved, reversed = booked and later given back',
    decline_code LowCardinality(String) COMMENT 'why declined: NSF = insufficient funds, LIM = over limit, FRD = suspected fraud, PIN = wrong PIN. Empty otherwise',
    merchant_category LowCardinality(String) COMMENT 'card payments only, empty otherwise',
    country LowCardinality(String) COMMENT 'ISO code of the country where it happened'
)
ENGINE = MergeTree ORDER BY (ts, txn_id);
CREATE TABLE bankapp.logins
(
    login_id UInt64,
    at DateTime('UTC'),
    customer_id UInt32,
    platform Enum8('ios' = 1, 'android' = 2, 'web' = 3),
    app_version LowCardinality(String) COMMENT 'empty on the web',
    method LowCardinality(String) COMMENT 'face, fingerprint, pin, password',
    result LowCardinality(String) COMMENT 'ok, or why the login failed: bad_secret, locked, timeout',
    duration_ms UInt32 COMMENT 'from tap to answer'
)
ENGINE = MergeTree ORDER BY (at, login_id);
INSERT INTO bankapp.accounts
SELECT
    20001 + number,
    5001 + if(number < 330, number, cityHash64(number, 'cu') % 330),
    multiIf(cityHash64(number, 'pr') % 100 < 52, 'current', cityHash64(number, 'pr') % 100 < 70, 'savings', cityHash64(number, 'pr') % 100 < 86, 'student', 'business'),
    ['Dublin', 'Dublin', 'Dublin', 'Cork', 'Cork', 'Galway', 'Limerick'][1 + cityHash64(number, 'br') % 7],
    toDate('2014-02-01') + cityHash64(number, 'op') % 4400,
    if(cityHash64(number, 'od') % 3 = 0, NULL, toNullable(toUInt32(50000 * (1 + cityHash64(number, 'ol') % 6))))
FROM numbers(400);
INSERT INTO bankapp.transactions
SELECT
    700001 + n, t, if(st IN ('booked', 'reversed'), toNullable(least(t + toUInt32(60 + cityHash64(n, 'bk') % 90000), toDateTime('2026-05-21 16:19:59', 'UTC') - toUInt32(cityHash64(n, 'bk') % 50))), NULL),
    acc, k, amt, st,
    if(st != 'declined', '', multiIf(k = 'atm' AND cityHash64(n, 'dc') % 10 < 4, 'PIN', cityHash64(n, 'dc') % 10 < 5, 'NSF', cityHash64(n, 'dc') % 10 < 8, 'LIM', 'FRD')),
    if(k != 'card', '', multiIf(m < 34, 'groceries', m < 55, 'online', m < 72, 'restaurants', m < 85, 'fuel', m < 94, 'pharmacy', 'travel')),
    if(k IN ('card', 'atm'), multiIf(c < 68, 'IE', c < 82, 'GB', c < 90, 'ES', c < 96, 'FR', 'US'), 'IE')
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-04-07 00:00:00', 'UTC') + toUInt32(86400 * (cityHash64(n, 'd') % 45) + 3600 * if(cityHash64(n, 'ni') % 12 = 0, cityHash64(n, 'h3') % 7, 7 + (cityHash64(n, 'h1') % 9) + (cityHash64(n, 'h2') % 9)) + cityHash64(n, 's') % 3600) AS t,
        toUInt32(20001 + intDiv((cityHash64(n, 'a') % 400) * (40 + cityHash64(n, 'a2') % 61), 100)) AS acc,
        cityHash64(n, 'kk') % 100 AS kp,
        multiIf(kp < 58, 'card', kp < 78, 'transfer', kp < 90, 'atm', 'direct_debit') AS k,
        cityHash64(n, 'm') % 100 AS m,
        cityHash64(n, 'c') % 100 AS c,
        toUInt32(multiIf(
            k = 'card', 300 + (cityHash64(n, 'am') % 9000) * (1 + (cityHash64(n, 'am2') % 20 = 0) * 6),
            k = 'transfer', 1000 + (cityHash64(n, 'am') % 60000) * (1 + cityHash64(n, 'am2') % 5),
            k = 'atm', 2000 * (1 + cityHash64(n, 'am') % 20),
            900 + cityHash64(n, 'am') % 18000)) AS amt,
        cityHash64(n, 'st') % 100 AS sp,
        multiIf(sp < if(k = 'atm', 12, if(k = 'card', 7 + (c >= 82) * 5, 4)), 'declined', sp < 15, 'reversed', t >= toDateTime('2026-05-15 00:00:00', 'UTC') AND sp < 48, 'pending', 'booked') AS st
    FROM numbers(4800)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
INSERT INTO bankapp.transactions
SELECT
    790001 + number,
    toDateTime('2026-05-14 02:05:00', 'UTC') + cityHash64(number, 'fs') % 6300,
    NULL,
    20001 + cityHash64(number, 'fa') % 60,
    'card',
    9900 + cityHash64(number, 'fm') % 300,
    'declined',
    'FRD',
    'online',
    'US'
FROM numbers(150);
INSERT INTO bankapp.logins
SELECT
    n + 1, t, cust, p,
    if(p = 'web', '', if(t > toDateTime('2026-05-06 09:00:00', 'UTC') AND cityHash64(n, 'v') % 4 > 0, '6.2.0', if(cityHash64(n, 'v2') % 5 = 0, '6.0.9', '6.1.4'))),
    multiIf(p = 'web', if(cityHash64(n, 'me') % 5 = 0, 'pin', 'password'), cityHash64(n, 'me') % 100 < if(p = 'ios', 62, 15), 'face', cityHash64(n, 'me') % 100 < if(p = 'ios', 70, 66), 'fingerprint', cityHash64(n, 'me') % 100 < 90, 'pin', 'password'),
    multiIf(cityHash64(n, 're') % 100 < 90, 'ok', cityHash64(n, 're') % 100 < 96, 'bad_secret', cityHash64(n, 're') % 100 < 97, 'locked', 'timeout'),
    180 + cityHash64(n, 'du') % 700 + (p = 'android') * 160 + (p = 'web') * 400 + (cityHash64(n, 'du2') % 15 = 0) * (500 + cityHash64(n, 'du3') % 4000)
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-04-07 00:00:00', 'UTC') + toUInt32(86400 * (cityHash64(n, 'ld') % 45) + 3600 * if(cityHash64(n, 'ln') % 10 = 0, cityHash64(n, 'l3') % 7, 6 + (cityHash64(n, 'l1') % 9) + (cityHash64(n, 'l2') % 10)) + cityHash64(n, 'ls') % 3600) AS t,
        toUInt32(5001 + cityHash64(n, 'lc') % 330) AS cust,
        multiIf(cityHash64(n, 'pl') % 100 < 40, 'ios', cityHash64(n, 'pl') % 100 < 82, 'android', 'web') AS p
    FROM numbers(3600)
)
WHERE t < toDateTime('2026-05-21 16:20:00', 'UTC');
INSERT INTO bankapp.logins
SELECT
    90001 + number,
    toDateTime('2026-05-19 13:05:00', 'UTC') + cityHash64(number, 'xs') % 6600,
    5001 + cityHash64(number, 'xc') % 330,
    'android',
    '6.2.0',
    if(cityHash64(number, 'xm') % 3 = 0, 'pin', 'fingerprint'),
    'timeout',
    9000 + cityHash64(number, 'xd') % 1500
FROM numbers(240);
