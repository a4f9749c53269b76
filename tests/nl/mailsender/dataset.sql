-- E-mail campaigns: messages, what recipients did with them, customer accounts. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS mailsender;
CREATE DATABASE mailsender;

CREATE TABLE mailsender.accounts
(
    account_id UInt32,
    company    String,
    plan       LowCardinality(String) COMMENT 'payg (pay as you go), starter, growth or scale',
    country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    opened_on  Date COMMENT 'day the account was opened',
    standing   LowCardinality(String) COMMENT 'A active, S suspended, C closed'
)
ENGINE = MergeTree ORDER BY account_id;

INSERT INTO mailsender.accounts
SELECT
    101 + number,
    concat(['Blue','North','Silver','Maple','Rapid','Urban','Prime','Lunar','Cedar','Amber'][1 + cityHash64(number, 'ac-1') % 10], ' ',
           ['Bikes','Foods','Travel','Books','Dental','Garden','Toys','Fitness','Optics','Pets'][1 + cityHash64(number, 'ac-2') % 10], ' ', toString(number + 1)),
    ['payg','starter','growth','scale'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'ac-p') / 18446744073709551616.0, 1.3)))],
    ['DE','FR','US','GB','NL','IT','SE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'ac-c') / 18446744073709551616.0, 1.2)))],
    toDate('2026-05-12') - toUInt32(floor(1600 * pow(cityHash64(number, 'ac-o') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'ac-s') % 100 < 80, 'A', cityHash64(number, 'ac-s') % 100 < 93, 'S', 'C')
FROM numbers(240);

CREATE TABLE mailsender.messages
(
    msg_id      UInt64,
    queued_at   DateTime('UTC') COMMENT 'when the customer handed the message to us',
    account_id  UInt32,
    campaign    String,
    kind        LowCardinality(String) COMMENT 'newsletter, promo, receipt or reset (password reset)',
    rcpt_id     UInt32 COMMENT 'recipient',
    mx          LowCardinality(String) COMMENT 'mail provider of the recipient',
    relay       LowCardinality(String) COMMENT 'our server that sent it',
    outcome     LowCardinality(String) COMMENT 'delivered, soft_bounce (mailbox full or provider busy), hard_bounce (no such address) or suppressed (address on the block list, never sent)',
    delivery_ms Nullable(UInt32) COMMENT 'from queue to acceptance by the provider, null unless delivered',
    size_kb     UInt32,
    price_cents Decimal(8, 2) COMMENT 'US cents, only delivered messages are billed'
)
ENGINE = MergeTree ORDER BY (account_id, queued_at);

-- Nothing queued on 2026-05-06. Relay out-4 bounces most messages on 2026-05-21 from 09:00 to 12:00.
INSERT INTO mailsender.messages
SELECT
    msg_id, queued_at, account_id, campaign, kind, rcpt_id, mx, relay, outcome,
    if(outcome = 'delivered', toNullable(toUInt32(floor(400 * multiIf(relay = 'out-2', 1.6, relay = 'out-5', 0.7, 1.0) * multiIf(kind = 'newsletter', 2.2, kind = 'promo', 1.7, 1.0)
        * pow(1 - cityHash64(n, 'm-ms') / 18446744073709551616.0, -0.8)))), NULL) AS delivery_ms,
    toUInt32(floor(multiIf(kind = 'newsletter', 70, kind = 'promo', 110, kind = 'receipt', 24, 9) * (0.5 + 1.6 * cityHash64(n, 'm-kb') / 18446744073709551616.0))) AS size_kb,
    toDecimal64(multiIf(kind = 'newsletter', 0.8, kind = 'promo', 1.1, kind = 'receipt', 1.6, 2.0) + (cityHash64(n, 'm-pr') % 40) / 100, 2) AS price_cents
FROM
(
    SELECT
        number AS n,
        50000000 + number AS msg_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(72000 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'm-s') % 58) AS queued_at,
        101 + toUInt32(floor(230 * pow(cityHash64(number, 'm-acc') / 18446744073709551616.0, 1.8))) AS account_id,
        concat('C-', toString(account_id * 10 + cityHash64(number, 'm-camp') % 3)) AS campaign,
        ['newsletter','promo','receipt','reset'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        1 + toUInt32(floor(3000 * pow(cityHash64(number, 'm-rcpt') / 18446744073709551616.0, 1.5))) AS rcpt_id,
        ['gmail','outlook','yahoo','icloud','gmx'][1 + toUInt8(floor(5 * pow(cityHash64(rcpt_id, 'm-mx') / 18446744073709551616.0, 1.5)))] AS mx,
        concat('out-', toString(1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-rel') / 18446744073709551616.0, 1.2))))) AS relay,
        cityHash64(number, 'm-out') % 1000 AS r,
        multiIf(relay = 'out-4' AND queued_at >= '2026-05-21 09:00:00' AND queued_at < '2026-05-21 12:00:00' AND r < 850, 'soft_bounce',
                r < if(mx = 'yahoo', 70, 40), 'soft_bounce',
                r < if(kind = 'promo', 120, 95), 'hard_bounce',
                r < 140, 'suppressed', 'delivered') AS outcome
    FROM numbers(9000)
)
WHERE toDate(queued_at) != '2026-05-06';

INSERT INTO mailsender.messages
SELECT
    59000000 + number,
    toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'x-m') % 178) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    101 + cityHash64(number, 'x-a') % 230, concat('C-', toString((101 + cityHash64(number, 'x-a') % 230) * 10)), 'newsletter',
    1 + cityHash64(number, 'x-r') % 3000,
    ['gmail','outlook','yahoo','icloud','gmx'][1 + toUInt8(floor(5 * pow(cityHash64(toUInt32(1 + cityHash64(number, 'x-r') % 3000), 'm-mx') / 18446744073709551616.0, 1.5)))],
    'out-4', 'soft_bounce', NULL, 40 + cityHash64(number, 'x-k') % 90, toDecimal64(0.9, 2)
FROM numbers(60);

CREATE TABLE mailsender.engagement
(
    happened_at DateTime('UTC'),
    msg_id      UInt64,
    account_id  UInt32,
    action      LowCardinality(String) COMMENT 'open, click, unsubscribe or spam_report',
    device      LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (happened_at, msg_id);

INSERT INTO mailsender.engagement
SELECT happened_at, msg_id, account_id, action, device
FROM
(
    SELECT
        msg_id, account_id, a AS action,
        queued_at + toIntervalSecond(60 + multiIf(a = 'open', 0, 40) + toUInt32(floor(160000 * pow(cityHash64(msg_id, 'e-d') / 18446744073709551616.0, 4)))) AS happened_at,
        ['mobile','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(msg_id, 'e-dev') / 18446744073709551616.0, 1.5)))] AS device,
        cityHash64(msg_id, 'e-o') % 1000 AS o,
        multiIf(a = 'open', o < if(kind = 'promo', 300, 430),
                a = 'click', o < if(device = 'desktop', 130, 90),
                a = 'unsubscribe', o < 300 AND kind IN ('newsletter', 'promo') AND cityHash64(msg_id, 'e-u') % 100 < 7,
                o < 300 AND cityHash64(msg_id, 'e-x') % 100 < 4) AS kept
    FROM mailsender.messages
    ARRAY JOIN ['open','click','unsubscribe','spam_report'] AS a
    WHERE outcome = 'delivered'
)
WHERE kept AND happened_at < '2026-05-21 16:19:00';
