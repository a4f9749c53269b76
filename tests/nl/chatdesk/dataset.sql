-- Customer chats with a bot and human agents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute. No chat at all on 2026-05-08 (widget outage), login chats spike on 2026-05-19 14:00-16:00.
DROP DATABASE IF EXISTS chatdesk;
CREATE DATABASE chatdesk;

CREATE TABLE chatdesk.agents
(
    agent_id   UInt32,
    agent_name String,
    team       LowCardinality(String),
    site       LowCardinality(String) COMMENT 'office the agent works from',
    shift      LowCardinality(String) COMMENT 'E early, L late, N night',
    started_on Date
)
ENGINE = MergeTree ORDER BY agent_id;

INSERT INTO chatdesk.agents
SELECT
    210 + number,
    concat(['Ana','Piotr','Grace','Luis','Mei','Jonas','Aisha','Tom'][1 + cityHash64(number, 'a-first') % 8], ' ',
           ['Santos','Kowal','Reyes','Brandt','Lim','Okoro','Walsh','Ferrer','Dietz'][1 + cityHash64(number, 'a-last') % 9], ' ', toString(number + 1)),
    ['Orders','Billing','Tech','Onboarding'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-team') / 18446744073709551616.0, 1.3)))],
    ['Manila','Krakow','Porto'][1 + cityHash64(number, 'a-site') % 3],
    ['E','L','N'][1 + cityHash64(number, 'a-shift') % 3],
    toDate('2026-03-10') - toUInt32(floor(1400 * pow(cityHash64(number, 'a-start') / 18446744073709551616.0, 1.5)))
FROM numbers(48);

CREATE TABLE chatdesk.conversations
(
    conv_id       UInt64,
    opened_at     DateTime('UTC'),
    closed_at     Nullable(DateTime('UTC')) COMMENT 'null while the conversation is still open',
    customer_id   UInt32,
    channel       LowCardinality(String) COMMENT 'web, whatsapp, app or email',
    topic         LowCardinality(String),
    country       LowCardinality(String) COMMENT 'ISO 3166 two-letter code of the customer',
    priority      UInt8 COMMENT '1 urgent, 2 normal, 3 low',
    agent_id      Nullable(UInt32) COMMENT 'null when the bot handled the conversation alone',
    first_reply_s Nullable(UInt32) COMMENT 'seconds until the first reply of a human agent, null without one',
    state         LowCardinality(String) COMMENT 'open, resolved, abandoned (the customer left) or spam',
    csat          Nullable(UInt8) COMMENT 'stars given by the customer, 1 to 5, null when not rated',
    credit_usd    Nullable(Decimal(8, 2)) COMMENT 'goodwill credit asked for by the agent',
    credit_state  LowCardinality(String) COMMENT 'none, granted, rejected or reversed. Only granted credit costs us money'
)
ENGINE = MergeTree ORDER BY (opened_at, conv_id);

INSERT INTO chatdesk.conversations
SELECT conv_id, opened_at, if(state = 'open', NULL, toNullable(ends_at)), customer_id, channel, topic, country, priority,
    if(bot, NULL, toNullable(210 + toUInt32(floor(46 * pow(cityHash64(n, 'c-agent') / 18446744073709551616.0, 1.9))))) AS agent_id,
    if(bot OR (state IN ('abandoned', 'spam') AND cityHash64(n, 'c-norep') % 3 != 0) OR opened_at + toIntervalSecond(48 * dur) >= '2026-05-21 16:20:00', NULL,
       toNullable(toUInt32(least(dur * 48.0 - cityHash64(n, 'c-frt3') % 90, 25 + floor(multiIf(topic = 'invoice', 110, topic = 'refund', 85, topic = 'login', 45, 65) * pow(1 - cityHash64(n, 'c-frt') / 18446744073709551616.0, -0.7)) + cityHash64(n, 'c-frt2') % 17)))) AS first_reply_s,
    state,
    if(state = 'resolved' AND cityHash64(n, 'c-rated') % 100 < 46,
       toNullable(toUInt8(greatest(1, [5,5,5,4,4,4,3,2,1,1][1 + cityHash64(n, 'c-stars') % 10] - if(cityHash64(n, 'c-mood') % 100 < multiIf(channel = 'email', 45, channel = 'whatsapp', 10, agent_id % 4 = 1, 40, opened_at >= '2026-05-18', 30, 20), 1, 0)))), NULL) AS csat,
    if(bot OR state != 'resolved' OR cityHash64(n, 'c-cr') % 100 >= if(topic IN ('refund', 'delivery'), 40, 9), NULL,
       toNullable(toDecimal64(5 + 2.5 * (cityHash64(n, 'c-amt') % 11), 2))) AS credit_usd,
    if(credit_usd IS NULL, 'none', ['granted','granted','granted','granted','rejected','reversed'][1 + cityHash64(n, 'c-crs') % 6])
FROM
(
    SELECT
        number AS n,
        81000 + number AS conv_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(2 + toUInt32(floor(88000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58) AS opened_at,
        1500 + toUInt32(floor(3000 * pow(cityHash64(number, 'c-cust') / 18446744073709551616.0, 1.5))) AS customer_id,
        ['web','app','whatsapp','email'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-chan') / 18446744073709551616.0, 1.3)))] AS channel,
        ['delivery','refund','login','invoice','plan_change','other'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-top') / 18446744073709551616.0, 1.4)))] AS topic,
        ['DE','FR','GB','PL','US','BR'][1 + toUInt8(floor(6 * pow(cityHash64(customer_id, 'c-ctry') / 18446744073709551616.0, 1.3)))] AS country,
        toUInt8([1,2,2,2,2,3,3][1 + cityHash64(number, 'c-prio') % 7]) AS priority,
        cityHash64(number, 'c-bot') % 100 < multiIf(topic = 'login', 52, topic = 'refund', 20, 36) AS bot,
        toUInt32(3 + floor(9 * pow(1 - cityHash64(number, 'c-dur') / 18446744073709551616.0, -0.5))) AS dur,
        opened_at + toIntervalSecond(60 * dur) AS ends_at,
        cityHash64(number, 'c-st') % 1000 AS s,
        multiIf(s < 12 OR ends_at >= '2026-05-21 16:20:00', 'open', s < 45, 'spam',
                s < multiIf(channel = 'email', 110, channel = 'whatsapp', 280, channel = 'app', 170, 220), 'abandoned', 'resolved') AS state
    FROM numbers(5200)
)
WHERE toDate(opened_at) != '2026-05-08';

-- The login spike: nobody could sign in, most gave up.
INSERT INTO chatdesk.conversations
SELECT
    88000 + number,
    toDateTime('2026-05-19 14:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58) AS o,
    o + toIntervalMinute(4 + cityHash64(number, 'x-d') % 25),
    1500 + toUInt32(cityHash64(number, 'x-cust') % 3000) AS customer_id,
    ['web','app'][1 + cityHash64(number, 'x-ch') % 2], 'login',
    ['DE','FR','GB','PL','US','BR'][1 + toUInt8(floor(6 * pow(cityHash64(customer_id, 'c-ctry') / 18446744073709551616.0, 1.3)))],
    2, NULL, NULL, if(cityHash64(number, 'x-st') % 3 = 0, 'resolved', 'abandoned'), NULL, NULL, 'none'
FROM numbers(130);

CREATE TABLE chatdesk.messages
(
    msg_id      UInt64,
    conv_id     UInt64,
    sent_at     DateTime('UTC'),
    author      LowCardinality(String) COMMENT 'customer, bot or agent',
    chars       UInt16 COMMENT 'length of the text',
    attachments UInt8,
    sentiment   Nullable(Float32) COMMENT 'minus 1 very angry to 1 very happy, only on customer messages'
)
ENGINE = MergeTree ORDER BY (sent_at, msg_id);

INSERT INTO chatdesk.messages
SELECT
    conv_id * 10 + pos,
    conv_id,
    opened_at + toIntervalMinute(pos * (1 + cityHash64(conv_id, 'm-gap') % 2)) AS sent_at,
    multiIf(pos = 0, 'customer', pos = 1, 'bot', pos = 2, 'customer', pos = 3 AND agent_id IS NOT NULL, 'agent', pos = 3, 'bot', cityHash64(conv_id, pos, 'm-who') % 2 = 0, 'customer', agent_id IS NOT NULL, 'agent', 'bot') AS author,
    toUInt16(multiIf(author = 'bot', 90, author = 'agent', 60, 12) + floor(30 * pow(1 - cityHash64(conv_id, pos, 'm-len') / 18446744073709551616.0, -0.45))),
    toUInt8(if(author = 'customer' AND cityHash64(conv_id, pos, 'm-att') % 100 < 12, 1 + cityHash64(conv_id, pos, 'm-att2') % 2, 0)),
    if(author = 'customer', toNullable(toFloat32(round((cityHash64(conv_id, pos, 'm-sen') % 2000) / 1000.0 - 1, 2))), NULL)
FROM (SELECT * FROM chatdesk.conversations) AS c
ARRAY JOIN range(toUInt64(2 + cityHash64(conv_id, 'm-n') % 5)) AS pos
WHERE sent_at < least(toDateTime('2026-05-21 16:20:00', 'UTC'), ifNull(closed_at, toDateTime('2026-05-21 16:20:00', 'UTC')))
  AND toDate(sent_at) != '2026-05-08';
