-- Chat support for other firms: conversations, the agents who answer, the clients who pay. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS chatterly;
CREATE DATABASE chatterly;

CREATE TABLE chatterly.clients
(
    client_id   UInt16,
    client_name String,
    industry    LowCardinality(String),
    contract    LowCardinality(String) COMMENT 'bronze, silver or gold',
    sla_s       UInt16 COMMENT 'agreed longest wait for the first reply, in seconds',
    signed_on   Date
)
ENGINE = MergeTree ORDER BY client_id;

INSERT INTO chatterly.clients
SELECT
    11 + number,
    ['Nimbus Bank','Fernway Shoes','Tidal Airlines','Kettle & Co','Brightpath Energy','Loomi Toys','Orbit Mobile','Saffron Eats','Quayside Hotels','Vello Bikes','Hearth Insurance','Pixel Pantry'][1 + number],
    ['banking','fashion','travel','household','energy','toys','telecom','food','travel','sport','insurance','food'][1 + number],
    ['gold','silver','gold','bronze','silver','bronze','gold','silver','bronze','bronze','silver','silver'][1 + number],
    [45, 90, 60, 180, 120, 180, 60, 90, 120, 180, 120, 90][1 + number],
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'k-sign') % 1400)
FROM numbers(12);

CREATE TABLE chatterly.agents
(
    agent_id   UInt32,
    agent_name String,
    site       LowCardinality(String),
    tier       LowCardinality(String) COMMENT 'junior, senior or lead',
    hired_on   Date,
    employment LowCardinality(String) COMMENT 'active, on_leave or left'
)
ENGINE = MergeTree ORDER BY agent_id;

INSERT INTO chatterly.agents
SELECT
    3100 + number,
    concat(['Maricel','Nino','Valeria','Jakub','Aline','Rogelio','Tamar','Santiago'][1 + cityHash64(number, 'a-first') % 8], ' ',
           ['Dizon','Beridze','Restrepo','Zielinski','Uwase','Bautista','Lomidze','Arango'][1 + cityHash64(number, 'a-last') % 8], ' ', toString(number)),
    ['Cebu','Medellin','Tbilisi','Gdansk','Kigali'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-site') / 18446744073709551616.0, 1.3)))],
    ['junior','senior','lead'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-tier') / 18446744073709551616.0, 1.7)))],
    toDate('2026-05-01') - toUInt32(floor(1200 * pow(cityHash64(number, 'a-hired') / 18446744073709551616.0, 1.5))),
    multiIf(cityHash64(number, 'a-emp') % 100 < 86, 'active', cityHash64(number, 'a-emp') % 100 < 94, 'on_leave', 'left')
FROM numbers(70);

CREATE TABLE chatterly.convos
(
    convo_id       UInt64,
    opened_at      DateTime64(3, 'UTC'),
    first_reply_at Nullable(DateTime64(3, 'UTC')),
    closed_at      Nullable(DateTime64(3, 'UTC')),
    client_id      UInt16,
    agent_id       Nullable(UInt32) COMMENT 'null when nobody took the chat',
    visitor_id     UInt32,
    country        LowCardinality(String) COMMENT 'of the visitor, ISO 3166 two-letter code',
    channel        LowCardinality(String),
    topic          LowCardinality(String),
    outcome        LowCardinality(String) COMMENT 'resolved, escalated, abandoned (the visitor left unanswered), spam; open while the chat goes on',
    wait_ms        Nullable(UInt32) COMMENT 'from opening to the first reply; null when there was none',
    messages       UInt16,
    bot_first      UInt8 COMMENT '1 when the bot greeted the visitor before a person did',
    csat           Nullable(UInt8) COMMENT 'survey score after the chat, 1 to 5; null when not filled in',
    charge_usd     Decimal(8, 2) COMMENT 'fee to the client; only resolved and escalated chats are billed'
)
ENGINE = MergeTree ORDER BY (opened_at, convo_id);

-- No chat on 2026-05-10 (platform down all day). Login chats of Nimbus Bank explode on 2026-05-20 13:00 to 15:00.
INSERT INTO chatterly.convos
SELECT
    convo_id, opened_at,
    if(answered, opened_min + toIntervalMinute(k) + toIntervalMillisecond(r_ms), NULL) AS first_reply_at,
    if(outcome = 'open', NULL, end_at) AS closed_at,
    client_id, if(answered, toNullable(3100 + toUInt32(floor(68 * pow(cityHash64(n, 'c-agent') / 18446744073709551616.0, 1.3)))), NULL) AS agent_id,
    visitor_id, country, channel, topic, outcome,
    if(answered, toNullable(toUInt32(60000 * k + r_ms - o_ms)), NULL) AS wait_ms,
    toUInt16(if(outcome IN ('abandoned', 'spam'), 1 + cityHash64(n, 'c-msg') % 3, 3 + floor(5 * pow(1 - cityHash64(n, 'c-msg') / 18446744073709551616.0, -0.6)))) AS messages,
    if(cityHash64(n, 'c-bot') % 100 < 38, 1, 0) AS bot_first,
    if(outcome IN ('resolved', 'escalated') AND cityHash64(n, 'c-filled') % 100 < 55,
       toNullable(toUInt8(if(outcome = 'escalated', [1,2,3,4,1,2,5,3,4,2], [5,5,4,5,4,3,5,2,1,4])[1 + cityHash64(n, 'c-csat') % 10])), NULL) AS csat,
    toDecimal64(round(1.2 + 0.11 * messages + cityHash64(n, 'c-fee') % 260 / 100, 2), 2) AS charge_usd
FROM
(
    SELECT
        number AS n,
        880000 + number AS convo_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(89000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.4)))) AS opened_min,
        1000 + cityHash64(number, 'c-oms') % 20000 AS o_ms,
        22000 + cityHash64(number, 'c-rms') % 20000 AS r_ms,
        opened_min + toIntervalMillisecond(o_ms) AS opened_at,
        11 + toUInt16(floor(12 * pow(cityHash64(number, 'c-client') / 18446744073709551616.0, 1.3))) AS client_id,
        1 + toUInt32(floor(4200 * pow(cityHash64(number, 'c-visitor') / 18446744073709551616.0, 1.4))) AS visitor_id,
        ['US','BR','MX','GB','DE','PH','FR','CO'][1 + toUInt8(floor(8 * pow(cityHash64(visitor_id, 'c-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        ['web','whatsapp','in_app','messenger'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'c-chan') / 18446744073709551616.0, 1.4)))] AS channel,
        ['delivery','billing','returns','login','warranty','other'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-topic') / 18446744073709551616.0, 1.3)))] AS topic,
        toUInt32(floor(multiIf(topic = 'warranty', 5.0, topic = 'billing', 3.6, topic = 'returns', 2.4, 1.3) * multiIf(channel = 'messenger', 1.6, channel = 'web', 0.8, 1.0)
            * (pow(1 - cityHash64(number, 'c-wait') / 18446744073709551616.0, -0.45) - 0.75))) AS k,
        cityHash64(number, 'c-out') % 1000 AS o,
        opened_min + toIntervalMinute(k + 1 + toUInt32(floor(16 * pow(cityHash64(number, 'c-talk') / 18446744073709551616.0, 1.6)))) + toIntervalMillisecond(43000 + cityHash64(number, 'c-ems') % 15000) AS end_at,
        multiIf(end_at >= '2026-05-21 16:20:00', 'open',
                o < multiIf(country = 'PH', 90, country = 'BR', 60, country = 'MX', 40, 20), 'spam',
                o < multiIf(channel = 'messenger', 290, channel = 'whatsapp', 130, 190), 'abandoned',
                o < if(topic = 'warranty', 420, 300), 'escalated', 'resolved') AS outcome,
        outcome NOT IN ('abandoned', 'spam') AND opened_min + toIntervalMinute(k) + toIntervalMillisecond(r_ms) < '2026-05-21 16:20:00' AS answered
    FROM numbers(7000)
)
WHERE toDate(opened_at) != '2026-05-10'
  AND NOT (toHour(opened_at) BETWEEN 1 AND 5 AND cityHash64(n, 'c-night') % 3 != 0);

INSERT INTO chatterly.convos
SELECT
    889000 + number,
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 20000) AS o,
    NULL, toStartOfMinute(o) + toIntervalMinute(2 + number % 5) + toIntervalMillisecond(43000 + cityHash64(number, 's-e') % 15000),
    11, NULL, 1 + cityHash64(number, 's-vis') % 4200, ['US','GB','DE'][1 + cityHash64(number, 's-c') % 3], 'in_app', 'login', 'abandoned', NULL, 1 + number % 3, 1, NULL, 1.5
FROM numbers(140);
