-- SMS and e-mail sending for other firms. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS sendrook;
CREATE DATABASE sendrook;

CREATE TABLE sendrook.senders
(
    sender_id     UInt32,
    firm          String,
    industry      LowCardinality(String),
    plan          LowCardinality(String) COMMENT 'starter, growth or scale',
    verified      UInt8 COMMENT '1 when we have checked who is behind it',
    registered_on Date
)
ENGINE = MergeTree ORDER BY sender_id;

INSERT INTO sendrook.senders
SELECT
    4300 + number,
    concat(['Alder','Birch','Cobalt','Dapper','Ember','Falcon','Garnet','Harbor','Indigo','Juniper'][1 + cityHash64(number, 's-f1') % 10], ' ',
           ['Bank','Clinics','Outfitters','Freight','Tickets','Insurance','Foods','Travel'][1 + cityHash64(number, 's-f2') % 8], ' ', toString(number)),
    ['retail','banking','healthcare','travel','logistics'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-ind') / 18446744073709551616.0, 1.3)))],
    ['starter','growth','scale'][1 + cityHash64(number, 's-plan') % 3],
    toUInt8(cityHash64(number, 's-ver') % 100 < 78),
    toDate('2026-03-10') - toUInt32(floor(1400 * pow(cityHash64(number, 's-reg') / 18446744073709551616.0, 1.5)))
FROM numbers(140);

CREATE TABLE sendrook.messages
(
    message_id    UInt64,
    sender_id     UInt32,
    recipient_id  UInt32,
    submitted_at  DateTime64(3, 'UTC'),
    delivered_at  Nullable(DateTime64(3, 'UTC')),
    channel       LowCardinality(String) COMMENT 'sms or email',
    kind          LowCardinality(String) COMMENT 'otp (one-time password), alert, receipt or newsletter',
    dest_country  LowCardinality(String) COMMENT 'country of the recipient, ISO 3166 two-letter code',
    route         LowCardinality(String) COMMENT 'operator or mail relay that we hand over to',
    state         LowCardinality(String) COMMENT 'delivered, bounced, expired or queued; only delivered messages are charged',
    bounce_reason Nullable(String) COMMENT 'hard: no such number or address; soft: phone off or mailbox full; blocked: refused by the operator. Null unless bounced',
    parts         UInt8 COMMENT 'pieces that a long message was cut into',
    handoff_ms    UInt32 COMMENT 'from submission until the route took it',
    charge_eur    Decimal(10, 4) COMMENT 'price by the list, kept only when delivered',
    opened        UInt8 COMMENT 'e-mail only, 1 when the recipient opened it'
)
ENGINE = MergeTree ORDER BY (submitted_at, message_id);

-- Nothing was sent on 2026-05-10 (outage); bluewire bounces in bulk on 2026-05-19 09:00 to 11:00; sender 4417 floods us on 2026-05-21 from 11:00; every seventh sender is silent since 2026-05-16.
INSERT INTO sendrook.messages
SELECT 52000000 + n, sender_id, recipient_id, submitted_at,
       if(state = 'delivered', submitted_at + toIntervalMillisecond(wait_ms + multiIf(toSecond(submitted_at + toIntervalMillisecond(wait_ms)) = 0, 1000, toSecond(submitted_at + toIntervalMillisecond(wait_ms)) = 59, 2000, 0)), NULL),
       channel, kind, dest_country, route, state,
       if(state = 'bounced', ['hard','soft','blocked','soft'][1 + cityHash64(n, 'm-why') % 4], NULL),
       parts, handoff_ms, charge_eur,
       toUInt8(channel = 'email' AND state = 'delivered' AND cityHash64(n, 'm-open') % 100 < multiIf(kind = 'newsletter', 24, kind = 'receipt', 61, 45))
FROM
(
    SELECT
        number AS n,
        4300 + toUInt32(floor(138 * pow(cityHash64(number, 'm-snd') / 18446744073709551616.0, 1.7))) AS sender_id,
        1 + toUInt32(floor(2500 * pow(cityHash64(number, 'm-rcp') / 18446744073709551616.0, 2.0))) AS recipient_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'm-ts') / 18446744073709551616.0, 1.6))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'm-ms') % 57000) AS submitted_at,
        if(cityHash64(number, 'm-ch') % 100 < 58, 'sms', 'email') AS channel,
        ['otp','alert','receipt','newsletter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-kind') / 18446744073709551616.0, 1.2)))] AS kind,
        ['DE','ES','PL','IT','SE','MX'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-cty') / 18446744073709551616.0, 1.4)))] AS dest_country,
        ['bluewire','northtel','pelican','quartz'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'm-rt') / 18446744073709551616.0, 1.3)))] AS route,
        cityHash64(number, 'm-st') % 1000 AS s,
        multiIf(submitted_at > '2026-05-21 16:12:00', 'queued', s < multiIf(route = 'pelican', 130, dest_country = 'ES', 120, 75), 'bounced', s < 165, 'expired', 'delivered') AS state,
        toUInt8([1,1,1,1,2,2,3,4][1 + cityHash64(number, 'm-prt') % 8]) AS parts,
        toUInt32(floor(multiIf(route = 'quartz', 1500, route = 'pelican', 700, 450) * pow(1 - cityHash64(number, 'm-ho') / 18446744073709551616.0, -0.45))) AS handoff_ms,
        toUInt32(least(handoff_ms, 60000) + 800 + floor(multiIf(kind = 'otp', 2500, kind = 'alert', 5200, kind = 'receipt', 9000, 21000) * pow(1 - cityHash64(number, 'm-dl') / 18446744073709551616.0, -0.35))) AS wait_ms,
        toDecimal64(round(parts * if(channel = 'sms', 0.041, 0.0031) * multiIf(dest_country = 'MX', 1.6, dest_country = 'PL', 0.7, 1.0), 4), 4) AS charge_eur
    FROM numbers(6600)
)
WHERE toDate(submitted_at) != '2026-05-10' AND wait_ms < 400000
  AND NOT (sender_id % 7 = 3 AND submitted_at >= '2026-05-16 12:00:00');

INSERT INTO sendrook.messages
SELECT 52900000 + number, 4300 + cityHash64(number, 'b-snd') % 60, 1 + cityHash64(number, 'b-rcp') % 2500,
    toDateTime64('2026-05-19 09:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57000),
    NULL, 'sms', ['otp','alert'][1 + number % 2], 'DE', 'bluewire', 'bounced', 'blocked', 1, 420 + cityHash64(number, 'b-ho') % 300, toDecimal64(0.041, 4), 0
FROM numbers(140)
WHERE (4300 + cityHash64(number, 'b-snd') % 60) % 7 != 3;

INSERT INTO sendrook.messages
SELECT 52950000 + number, 4417, 1 + cityHash64(number, 'f-rcp') % 2500,
    toDateTime64('2026-05-21 11:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'f-min') % 300) + toIntervalMillisecond(1000 + cityHash64(number, 'f-ms') % 57000) AS ts,
    if(toSecond(ts) > 40, ts + toIntervalSecond(30), ts + toIntervalSecond(12)), 'sms', 'newsletter', 'SE', 'northtel', 'delivered', NULL, 1, 380 + cityHash64(number, 'f-ho') % 300, toDecimal64(0.041, 4), 0
FROM numbers(150);
