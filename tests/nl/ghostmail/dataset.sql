-- A mailing service: messages sent for clients, and bounces. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS ghostmail;
CREATE DATABASE ghostmail;

CREATE TABLE ghostmail.clients
(
    client_id     UInt32,
    company       String,
    tier          LowCardinality(String) COMMENT 'free, pro or enterprise',
    country       LowCardinality(String) COMMENT 'ISO two-letter code',
    client_since  Date,
    account_state LowCardinality(String) COMMENT 'active, on_hold or gone'
)
ENGINE = MergeTree ORDER BY client_id;

INSERT INTO ghostmail.clients
SELECT 11 + number,
       concat(['Tern','Otter','Lynx','Heron','Marten','Plover'][1 + number % 6], ' ',
              ['Tickets','Outdoor','Energy','Books','Travel','Optics','Garden','Music','Bikes','Pets'][1 + intDiv(number, 6)]),
       ['pro','free','enterprise'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-tier') / 18446744073709551616.0, 1.3)))],
       ['DE','FR','SE','US','JP'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'k-cty') / 18446744073709551616.0, 1.3)))],
       toDate('2026-03-20') - toUInt32(cityHash64(number, 'k-since') % 2100),
       multiIf(cityHash64(number, 'k-st') % 100 < 80, 'active', cityHash64(number, 'k-st') % 100 < 93, 'on_hold', 'gone')
FROM numbers(60);

CREATE TABLE ghostmail.messages
(
    msg_id       UInt64,
    sent_at      DateTime('UTC'),
    delivered_at Nullable(DateTime('UTC')),
    opened_at    Nullable(DateTime('UTC')),
    client_id    UInt32,
    template     LowCardinality(String),
    kind         LowCardinality(String) COMMENT 'newsletter, receipt, reminder or alert',
    rcpt_domain  LowCardinality(String) COMMENT 'domain of the recipient',
    outcome      LowCardinality(String) COMMENT 'delivered, deferred (still being tried) or bounced',
    size_kb      Float64,
    fee_ct       Decimal(8, 2) COMMENT 'price in euro cents, charged only for delivered messages'
)
ENGINE = MergeTree ORDER BY sent_at;

-- Nothing was sent on 2026-05-09. Clients 18, 33 and 47 went silent. Client 52 floods on 2026-05-21. Bounces explode on 2026-05-19 from 03:00 to 05:00.
INSERT INTO ghostmail.messages
SELECT msg_id, sent_at, delivered_at,
       if(delivered_at IS NOT NULL AND cityHash64(n, 'm-op') % 100 < multiIf(kind = 'newsletter', 24, kind = 'receipt', 61, kind = 'alert', 72, 43)
          AND delivered_at + toIntervalSecond(30 + cityHash64(n, 'm-op2') % 90000) < '2026-05-21 16:20:00', delivered_at + toIntervalSecond(30 + cityHash64(n, 'm-op2') % 90000), NULL),
       client_id, template, kind, rcpt_domain, outcome, size_kb, fee_ct
FROM
(
    SELECT
        number AS n,
        61000000 + number AS msg_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(77000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'm-sec') % 58) AS sent_at,
        11 + toUInt32(floor(60 * pow(cityHash64(number, 'm-cl') / 18446744073709551616.0, 1.2))) AS client_id,
        ['spring-sale','order-ok','welcome','cart-left','invoice','password','survey','win-back'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'm-tpl') / 18446744073709551616.0, 1.4)))] AS template,
        ['newsletter','receipt','reminder','alert'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        ['gmail.com','outlook.com','yahoo.com','icloud.com','proton.me','gmx.net'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-dom') / 18446744073709551616.0, 1.5)))] AS rcpt_domain,
        cityHash64(number, 'm-out') % 1000 AS o,
        multiIf(o < multiIf(rcpt_domain = 'yahoo.com', 110, rcpt_domain = 'proton.me', 40, 70), 'bounced', o < 150, 'deferred', 'delivered') AS outcome,
        toUInt32(round(multiIf(kind = 'alert', 61, kind = 'receipt', 87, kind = 'reminder', 134, 178) * pow(1 - cityHash64(number, 'm-lat') / 18446744073709551616.0, -0.5))) AS lat,
        if(outcome = 'delivered', toNullable(sent_at + toIntervalSecond(lat)), NULL) AS delivered_at,
        round(multiIf(kind = 'newsletter', 85, kind = 'receipt', 31, kind = 'reminder', 22, 9) * pow(1 - cityHash64(number, 'm-kb') / 18446744073709551616.0, -0.45), 1) AS size_kb,
        toDecimal64(multiIf(kind = 'newsletter', 0.12, kind = 'alert', 0.45, 0.25) + (cityHash64(number, 'm-fee') % 9) / 100, 2) AS fee_ct
    FROM numbers(17000)
)
WHERE (delivered_at IS NULL OR delivered_at < '2026-05-21 16:20:00')
  AND toDate(sent_at) != '2026-05-09'
  AND NOT (client_id = 18 AND sent_at >= '2026-05-15 09:00:00')
  AND NOT (client_id = 33 AND sent_at >= '2026-05-17 20:00:00')
  AND NOT (client_id = 47 AND sent_at >= '2026-05-02 00:00:00');

INSERT INTO ghostmail.messages
SELECT 61090000 + number,
       toDateTime('2026-05-21 08:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'f-ts') % 480) + toIntervalSecond(1 + cityHash64(number, 'f-sec') % 58) AS s,
       s + toIntervalSecond(134 + cityHash64(number, 'f-lat') % 220), NULL, 52, 'win-back', 'reminder', ['gmail.com','outlook.com','gmx.net'][1 + cityHash64(number, 'f-dom') % 3],
       'delivered', round(18 + (cityHash64(number, 'f-kb') % 300) / 10, 1), toDecimal64(0.25, 2)
FROM numbers(420);

INSERT INTO ghostmail.messages
SELECT 61095000 + number,
       toDateTime('2026-05-19 03:00:00', 'UTC') + toIntervalMinute(number % 119) + toIntervalSecond(1 + cityHash64(number, 'g-sec') % 40),
       NULL, NULL, 11 + toUInt32(number % 7), 'spring-sale', 'newsletter', 'outlook.com', 'bounced', round(70 + (cityHash64(number, 'g-kb') % 500) / 10, 1), toDecimal64(0.12, 2)
FROM numbers(260);

CREATE TABLE ghostmail.bounces
(
    bounced_at   DateTime('UTC'),
    msg_id       UInt64,
    client_id    UInt32,
    bounce_class LowCardinality(String) COMMENT 'H hard (no such mailbox), S soft (mailbox full or busy), B blocked as spam',
    smtp_code    UInt16 COMMENT 'reply of the other server',
    tries        UInt8
)
ENGINE = MergeTree ORDER BY bounced_at;

INSERT INTO ghostmail.bounces
SELECT least(sent_at + toIntervalSecond(1 + cityHash64(msg_id, 'b-s') % 15), toDateTime('2026-05-21 16:19:50', 'UTC')), msg_id, client_id,
       if(msg_id >= 61095000, 'B', ['H','S','B'][1 + toUInt8(floor(3 * pow(cityHash64(msg_id, 'b-cl') / 18446744073709551616.0, 1.3)))]) AS cl,
       multiIf(cl = 'H', [550, 550, 551, 553][1 + cityHash64(msg_id, 'b-code') % 4], cl = 'S', [450, 452, 421][1 + cityHash64(msg_id, 'b-code') % 3], [554, 550, 571][1 + cityHash64(msg_id, 'b-code') % 3]),
       1 + cityHash64(msg_id, 'b-try') % if(cl = 'S', 6, 2)
FROM ghostmail.messages WHERE outcome = 'bounced';
