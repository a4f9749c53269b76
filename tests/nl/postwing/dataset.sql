-- E-mail marketing platform: what happened to each mail, and the campaigns. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS postwing;

DROP TABLE IF EXISTS postwing.cmpgn;
CREATE TABLE postwing.cmpgn
(
    cmpgn_id  UInt16,
    title     String,
    category  LowCardinality(String) COMMENT 'newsletter, promo, win_back, welcome, abandoned_cart',
    account   LowCardinality(String) COMMENT 'the customer of ours on whose behalf we send',
    is_flow   UInt8 COMMENT '1 = automated flow, 0 = one-off blast',
    made_on   Date COMMENT 'day the campaign was set up',
    state     LowCardinality(String) COMMENT 'as of now: running, paused, ended'
)
ENGINE = MergeTree ORDER BY cmpgn_id;

-- Campaigns 231 to 236 have not sent anything.
INSERT INTO postwing.cmpgn
SELECT
    201 + number AS cmpgn_id,
    concat(['Spring Picks','Friday Letter','We Miss You','Hello There','Left Behind','Early Access','Members Digest','Last Call','New Arrivals','Sunday Reads','Flash Hours','Come Back'][1 + number % 12], ' ', toString(1 + intDiv(number, 12))) AS title,
    ['promo','newsletter','win_back','welcome','abandoned_cart','promo','newsletter','promo','promo','newsletter','promo','win_back'][1 + number % 12] AS category,
    ['Brightpaws','Northpeak Outdoor','Velora','Tidewater Books','Kettle and Co'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-acc') / 18446744073709551616.0, 1.4)))] AS account,
    if(category IN ('welcome', 'abandoned_cart', 'win_back'), 1, 0) AS is_flow,
    toDate('2026-05-19') - toUInt32(60 + cityHash64(number, 'c-made') % 240) * (number < 30) - toUInt32(cityHash64(number, 'c-new') % 12) * (number >= 30) AS made_on,
    multiIf(number IN (31, 34), 'paused', number >= 30, 'running', cityHash64(number, 'c-st') % 100 < 62, 'running', cityHash64(number, 'c-st') % 100 < 80, 'paused', 'ended') AS state
FROM numbers(36);

DROP TABLE IF EXISTS postwing.mail_log;
CREATE TABLE postwing.mail_log
(
    ts            DateTime64(3, 'UTC'),
    msg_uid       String COMMENT 'one e-mail to one contact',
    contact_no    UInt32,
    cmpgn_id      UInt16 COMMENT 'see postwing.cmpgn',
    ev_type       LowCardinality(String) COMMENT 'sent, delivered, bounced, opened, clicked, purchased, unsubscribed, spam_report',
    mailbox       LowCardinality(String) COMMENT 'provider of the recipient mailbox',
    ctry          LowCardinality(String) COMMENT 'country of the contact, ISO 3166 two-letter code',
    vip           UInt8 COMMENT '1 = contact is on the VIP list',
    ab_arm        LowCardinality(Nullable(String)) COMMENT 'A or B; null = mail took no part in a split test',
    device        Enum8('none' = 0, 'phone' = 1, 'tablet' = 2, 'desktop' = 3) COMMENT 'where it was opened or clicked; none on all other events',
    bounce_kind   LowCardinality(Nullable(String)) COMMENT 'hard = address does not exist, soft = temporary; only on bounced',
    smtp_ms       Nullable(UInt32) COMMENT 'how long the receiving server took to accept the mail; only on delivered',
    link_slot     Nullable(UInt8) COMMENT 'position of the clicked link in the mail, 1 = topmost; only on clicked',
    order_val_usd Nullable(Decimal(9, 2)) COMMENT 'basket value; only on purchased'
)
ENGINE = MergeTree ORDER BY (cmpgn_id, ts);

-- One mail is sent, then delivered or bounced, perhaps opened (once or twice), clicked, and leads to a purchase, an unsubscription or a spam report.
-- No mail goes out on 2026-05-10. Nearly everything to yahoo bounces on 2026-05-20 from 10:00 to 14:00. Campaign 217 is reported as spam since 2026-05-18.
INSERT INTO postwing.mail_log
SELECT ts, msg_uid, contact_no, cmpgn_id, ev_type, mailbox, ctry, vip, ab_arm,
    if(ev_type IN ('opened', 'clicked'), dev, 'none') AS device,
    if(ev_type = 'bounced', bkind, NULL) AS bounce_kind,
    if(ev_type = 'delivered', toNullable(toUInt32(floor(multiIf(mailbox = 'corporate', 900, mailbox = 'outlook', 420, mailbox = 'icloud', 300, 210)
        * pow(1 - cityHash64(m, 'm-smtp') / 18446744073709551616.0, -0.5)))), NULL) AS smtp_ms,
    if(ev_type = 'clicked', toNullable(toUInt8(1 + floor(6 * pow(cityHash64(m, 'm-slot') / 18446744073709551616.0, 1.9)))), NULL) AS link_slot,
    if(ev_type = 'purchased', toNullable(toDecimal64(round(11 + 19 * multiIf(account_hint = 1, 1.8, account_hint = 2, 0.7, 1.0) * pow(1 - cityHash64(m, 'm-val') / 18446744073709551616.0, -0.55), 2), 2)), NULL) AS order_val_usd
FROM
(
    SELECT
        intDiv(number, 8) AS m,
        number % 8 AS pos,
        concat('e', lower(hex(cityHash64(m, 'm-uid')))) AS msg_uid,
        30000 + toUInt32(floor(1400 * pow(cityHash64(m, 'm-con') / 18446744073709551616.0, 1.3))) AS contact_no,
        toUInt16(201 + floor(30 * pow(cityHash64(m, 'm-cmp') / 18446744073709551616.0, 1.35))) AS cmpgn_id,
        cmpgn_id % 3 AS account_hint,
        ['gmail','outlook','yahoo','icloud','corporate','proton'][1 + toUInt8(floor(6 * pow(cityHash64(contact_no, 'm-box') / 18446744073709551616.0, 1.6)))] AS mailbox,
        ['US','GB','DE','CA','FR','MX','JP'][1 + toUInt8(floor(7 * pow(cityHash64(contact_no, 'm-ctry') / 18446744073709551616.0, 1.7)))] AS ctry,
        if(cityHash64(contact_no, 'm-vip') % 100 < 12, 1, 0) AS vip,
        multiIf(cityHash64(m, 'm-ab') % 100 < 50, NULL, cityHash64(m, 'm-ab') % 2 = 0, 'A', 'B') AS ab_arm,
        ['phone','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(m, 'm-dev') / 18446744073709551616.0, 1.7)))] AS dev,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(84900 * pow(cityHash64(m, 'm-ts') / 18446744073709551616.0, 1.35)))) AS t0,
        cityHash64(m, 'm-b') % 1000 < multiIf(mailbox = 'yahoo' AND t0 >= '2026-05-20 10:00:00' AND t0 < '2026-05-20 14:00:00', 850, mailbox = 'corporate', 75, 38) AS bnc,
        if(cityHash64(m, 'm-bk') % 100 < 36, 'hard', 'soft') AS bkind,
        NOT bnc AND cityHash64(m, 'm-o') % 1000 < multiIf(ab_arm = 'B', 560, mailbox = 'corporate', 300, 430) AS opn,
        opn AND cityHash64(m, 'm-c') % 1000 < if(vip = 1, 420, 270) AS clk,
        toUInt32(2 + floor(1900 * pow(cityHash64(m, 'm-od') / 18446744073709551616.0, 3))) AS open_min,
        multiIf(pos = 0, 'sent', pos = 1, if(bnc, 'bounced', 'delivered'), pos IN (2, 3), 'opened', pos = 4, 'clicked', pos = 5, 'purchased', pos = 6, 'unsubscribed', 'spam_report') AS ev_type,
        multiIf(pos < 2, 1,
                pos = 2, opn,
                pos = 3, opn AND cityHash64(m, 'm-o2') % 100 < 28,
                pos = 4, clk,
                pos = 5, clk AND cityHash64(m, 'm-p') % 100 < 34,
                pos = 6, opn AND cityHash64(m, 'm-u') % 1000 < 48,
                opn AND cityHash64(m, 'm-s') % 1000 < 17) AS kept,
        t0 + toIntervalMinute(multiIf(pos < 2, 0, pos = 2, open_min, pos = 3, open_min + 25 + cityHash64(m, 'm-o2d') % 900, pos = 4, open_min + 1, pos = 5, open_min + 4 + cityHash64(m, 'm-pd') % 70, open_min + 2))
           + toIntervalMillisecond(if(pos = 1, 21000, 1000) + cityHash64(m, pos, 'm-ms') % if(pos = 0, 19000, 37000)) AS ts
    FROM numbers(24000)
)
WHERE kept AND ts < '2026-05-21 16:20:00' AND toDate(t0) != '2026-05-10'
  AND NOT (toHour(t0) < 5 AND cityHash64(m, 'm-night') % 5 != 0);

-- The bounces at yahoo, beyond the usual mails.
INSERT INTO postwing.mail_log
SELECT toDateTime64('2026-05-20 10:00:00', 3, 'UTC') + toIntervalMinute(m * 3 + 1) + toIntervalMillisecond(if(pos = 0, 3000, 24000) + cityHash64(m, 'y-ms') % 9000),
    concat('e', lower(hex(cityHash64(m, 'y-uid')))), 30000 + toUInt32(cityHash64(m, 'y-con') % 1400), toUInt16(201 + cityHash64(m, 'y-cmp') % 12),
    if(pos = 0, 'sent', 'bounced'), 'yahoo', 'US', 0, NULL, 'none', if(pos = 0, NULL, 'soft'), NULL, NULL, NULL
FROM (SELECT intDiv(number, 2) AS m, number % 2 AS pos FROM numbers(150));

-- The spam reports against campaign 217.
INSERT INTO postwing.mail_log
SELECT toDateTime64('2026-05-18 09:00:00', 3, 'UTC') + toIntervalMinute(m * 137 + pos * pos * 12) + toIntervalMillisecond(if(pos = 1, 24000, 3000) + cityHash64(m, 's-ms') % 15000),
    concat('e', lower(hex(cityHash64(m, 's-uid')))), 30000 + toUInt32(cityHash64(m, 's-con') % 1400), 217,
    ['sent','delivered','spam_report'][1 + pos], 'gmail', 'GB', 0, NULL, 'none', NULL, if(pos = 1, toNullable(toUInt32(230 + m)), NULL), NULL, NULL
FROM (SELECT intDiv(number, 3) AS m, number % 3 AS pos FROM numbers(96));
