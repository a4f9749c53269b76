-- payproc: a card payment processor, its merchants, the card transactions it handled and the chargebacks on them (about 7,000 rows, 6 April to 21 May 2026)
CREATE DATABASE IF NOT EXISTS payproc;
DROP TABLE IF EXISTS payproc.txns;
DROP TABLE IF EXISTS payproc.merchants;
DROP TABLE IF EXISTS payproc.chargebacks;
CREATE TABLE payproc.merchants
(
    merchant_id UInt32,
    trading_name String,
    category LowCardinality(String),
    country FixedString(2) COMMENT 'where the merchant is registered',
    signed_on Date,
    state Enum8('live' = 1, 'suspended' = 2, 'closed' = 3)
) ENGINE = MergeTree ORDER BY merchant_id;
CREATE TABLE payproc.txns
(
    txn_id UInt64,
    created_at DateTime COMMENT 'authorisation request received, UTC',
    settled_at Nullable(DateTime) COMMENT 'paid out to the merchant, NULL = not paid out',
    merchant_id UInt32,
    amt UInt32 COMMENT 'amount in euro cents',
    fee_cents UInt32 COMMENT 'what we earn on it, 0 unless approved',
    brand LowCardinality(String) COMMENT 'card scheme',
    entry_mode Enum8('chip' = 1, 'contactless' = 2, 'ecom' = 3, 'moto' = 4) COMMENT 'ecom = online, moto = mail or telephone order',
    status Enum8('approved' = 1, 'declined' = 2, 'refunded' = 3) COMMENT 'refunded = approved at first, money later given back in full',
    resp_code LowCardinality(String) COMMENT 'answer of the issuer: 00 ok, 05 do not honour, 14 invalid card number, 51 insufficient funds, 54 expired card, 91 issuer unavailable',
    card_token UInt64 COMMENT 'stands for one card',
    issuer_cc FixedString(2) COMMENT 'country of the bank that issued the card',
    auth_ms UInt32,
    risk_score Nullable(UInt8) COMMENT '0 to 100, high is bad, NULL = not scored'
) ENGINE = MergeTree ORDER BY (merchant_id, created_at);
CREATE TABLE payproc.chargebacks
(
    case_id UInt32,
    txn_id UInt64,
    opened_at DateTime,
    reason LowCardinality(String),
    disputed_cents UInt32,
    state Enum8('open' = 1, 'won' = 2, 'lost' = 3, 'accepted' = 4) COMMENT 'won = decided for the merchant, lost = decided for the cardholder, accepted = merchant did not contest',
    closed_at Nullable(DateTime)
) ENGINE = MergeTree ORDER BY case_id;
INSERT INTO payproc.merchants
WITH ['Alder Books','Bento Corner','Casa Verde','Dockside Fuel','Elm Pharmacy','Ferro Bikes','Glow Cosmetics','Harbour Hotel','Inkwell Print','Juniper Cafe','Kite Travel','Lumen Lighting','Moss Garden','Northpole Toys','Orbit Fuel','Pepper Grill','Pixel Parlour','Quarry Outdoor','Riva Hotel','Sable Shoes','Tern Airways','Umbra Optics','Vela Pharmacy','Willow Kids','Xeno Games','Yarrow Tea','Zinc Hardware','Atlas Fuel','Birch Furniture','Cobalt Electronics','Dune Travel','Ember Grill','Fjord Fish','Gusto Pizza','Hazel Bakery','Iris Flowers'] AS n,
     ['retail','restaurant','retail','fuel','pharmacy','retail','retail','hotel','services','restaurant','travel','retail','retail','retail','fuel','restaurant','digital goods','retail','hotel','retail','travel','retail','pharmacy','retail','digital goods','retail','retail','fuel','retail','retail','travel','restaurant','restaurant','restaurant','restaurant','retail'] AS c
SELECT 1001 + number, n[number + 1], c[number + 1], ['DE','FR','ES','IT','PT','NL','DE','FR'][cityHash64(number, 'mc') % 8 + 1],
    toDate('2026-03-20') - cityHash64(number, 'so') % 1500,
    multiIf(number IN (12, 25), 'suspended', number IN (7, 33), 'closed', 'live')
FROM numbers(36);
INSERT INTO payproc.txns
WITH
    cityHash64(number, 'day') % 46 AS d,
    [9,10,11,12,12,13,13,14,15,16,17,17,18,18,19,19,20,20,21,8,7,22,23,0] AS hrs,
    toDateTime('2026-05-21 00:00:00', 'UTC') - d * 86400 + hrs[cityHash64(number, 'hr') % 24 + 1] * 3600 + cityHash64(number, 'sec') % 3600 AS t,
    1001 + toUInt32(floor(36 * pow(cityHash64(number, 'mer') % 10000 / 10000, 1.5))) AS m,
    m IN (1011, 1021, 1031) AS trav,
    m IN (1017, 1025) AS digi,
    multiIf(digi, 'ecom', ['chip','chip','chip','contactless','contactless','contactless','contactless','ecom','ecom','moto'][if(trav, 7 + cityHash64(number, 'em') % 3, cityHash64(number, 'em') % 10) + 1]) AS e,
    ['visa','visa','visa','visa','mastercard','mastercard','mastercard','amex','maestro','maestro'][cityHash64(number, 'br') % 10 + 1] AS b,
    cityHash64(number, 'dc') % 1000 AS dc,
    (b = 'maestro' AND toDate(t) = '2026-05-17' AND toHour(t) >= 15 AND toHour(t) < 19) AS iss,
    multiIf(iss, '91', dc < 22 + if(e = 'ecom', 40, 0), '05', dc < 95, '51', dc < 115, '54', dc < 121, '14', dc < 128, '91', '00') AS rc,
    multiIf(rc != '00', 'declined', cityHash64(number, 'rf') % 100 < 4 + if(trav, 6, 0), 'refunded', 'approved') AS sst,
    toUInt32(multiIf(trav, 9000, m IN (1008, 1019), 11000, m IN (1004, 1015, 1028), 3500, 900) * (0.5 + 12 * pow(cityHash64(number, 'am') % 10000 / 10000, 3))) + cityHash64(number, 'am2') % 100 AS cents
SELECT
    900000 + number, t,
    if(sst = 'approved' AND t + 86400 * (1 + cityHash64(number, 'se') % 3) < '2026-05-21 06:00:00', toStartOfDay(t) + 86400 * (1 + cityHash64(number, 'se') % 3) + 21600, NULL),
    m, cents, if(sst = 'approved', toUInt32(10 + cents * if(b = 'amex', 0.024, 0.012)), 0),
    b, e, sst, rc,
    cityHash64(cityHash64(number, 'card') % 2600, 'tok') % 1000000000000,
    ['DE','DE','FR','FR','ES','IT','PT','NL','GB','US'][cityHash64(cityHash64(number, 'card') % 2600, 'icc') % 10 + 1],
    toUInt32(90 + cityHash64(number, 'ms') % 300 + if(e = 'ecom', 250, 0) + if(cityHash64(number, 'ms2') % 30 = 0, 1800, 0) + if(rc = '91', 8000, 0)),
    if(e IN ('ecom', 'moto'), toUInt8(100 * pow(cityHash64(number, 'rs') % 1000 / 1000, 2)), NULL)
FROM numbers(6200)
WHERE t < '2026-05-21 16:20:00' AND m NOT IN (1013, 1034) AND NOT (m = 1008 AND t >= '2026-05-02 00:00:00');
INSERT INTO payproc.txns
SELECT 980000 + number, toDateTime('2026-05-12 02:05:00', 'UTC') + cityHash64(number, 'ct') % 2900, NULL, 1017, 100 + cityHash64(number, 'ca') % 200,
    if(number % 16 = 0, 12, 0), 'visa', 'ecom', if(number % 16 = 0, 'approved', 'declined'), multiIf(number % 16 = 0, '00', number % 3 = 0, '05', '14'),
    7000000000000 + number, 'US', 300 + cityHash64(number, 'cm') % 200, 85 + cityHash64(number, 'cr') % 15
FROM numbers(380);
INSERT INTO payproc.txns
SELECT 990000 + number, toDateTime('2026-05-17 15:10:00', 'UTC') + cityHash64(number, 'it') % 12600, NULL, 1001 + cityHash64(number, 'im') % 7, 800 + cityHash64(number, 'ia') % 6000,
    0, 'maestro', if(number % 3 = 0, 'chip', 'contactless'), 'declined', '91', cityHash64(cityHash64(number, 'icard') % 2600, 'tok') % 1000000000000, 'NL', 8100 + cityHash64(number, 'ims') % 400, NULL
FROM numbers(90);
INSERT INTO payproc.chargebacks
WITH
    t.created_at + 86400 + cityHash64(t.txn_id, 'cbd') % 1728000 AS o,
    o + 259200 + cityHash64(t.txn_id, 'cbc') % 864000 AS c,
    cityHash64(t.txn_id, 'cbs') % 10 AS s
SELECT
    30000 + row_number() OVER (ORDER BY o, t.txn_id), t.txn_id, o,
    if(t.entry_mode IN ('ecom', 'moto'), ['fraud','fraud','fraud','not_received','not_as_described','credit_not_processed'][cityHash64(t.txn_id, 'cbr') % 6 + 1],
       ['duplicate','not_as_described','fraud','credit_not_processed'][cityHash64(t.txn_id, 'cbr') % 4 + 1]),
    if(cityHash64(t.txn_id, 'cbp') % 8 = 0, intDiv(t.amt, 2), t.amt),
    multiIf(c >= '2026-05-21 16:20:00', 'open', s < 4, 'won', s < 8, 'lost', 'accepted'),
    if(c >= '2026-05-21 16:20:00', NULL, c)
FROM payproc.txns AS t
WHERE t.status = 'approved' AND t.txn_id < 980000
  AND cityHash64(t.txn_id, 'cb') % 1000 < multiIf(t.entry_mode = 'ecom', 110, t.entry_mode = 'moto', 90, 20) + if(t.brand = 'amex', 30, 0)
  AND o < '2026-05-21 16:20:00';
