-- A support desk. Clock: 2026-05-21 16:20:00 UTC.
DROP DATABASE IF EXISTS support;
CREATE DATABASE support;

CREATE TABLE support.agents
(
    id Int64,
    name String,
    team String,
    country String,
    active Bool
) ENGINE = MergeTree ORDER BY id;

INSERT INTO support.agents
SELECT
    number + 1,
    ['Alice','Bruno','Chen','Diana','Emil','Farah','Greta','Hugo','Ines','Jonas','Kira','Leo','Mona','Nils','Olga','Pavel'][number + 1],
    ['billing','technical','sales','technical','billing','technical','sales','billing','technical','technical','billing','sales','technical','billing','sales','technical'][number + 1],
    ['US','PT','US','IT','SE','IN','SE','PT','IT','IN','US','IN','US','SE','IT','IN'][number + 1],
    number NOT IN (4, 11, 14)
FROM numbers(16);

CREATE TABLE support.tickets
(
    id Int64,
    created_at DateTime64(3, 'UTC'),
    user_id Int64,
    agent_id Nullable(Int64),
    subject String,
    status String,
    priority String,
    channel String,
    country String,
    closed_at Nullable(DateTime64(3, 'UTC')),
    rating Nullable(Int64)
) ENGINE = MergeTree ORDER BY id;

-- Agents 12 and 15 have no tickets.
INSERT INTO support.tickets
SELECT
    id, created_at, user_id, agent_id, subject, status, priority, channel, country, closed_at,
    if(status = 'closed' AND cityHash64(id, 'k-rated') % 5 < 3, toNullable(greatest(1, 5 - toInt64(floor((3 + assumeNotNull(agent_id) % 4 * 0.6) * pow(cityHash64(id, 'k-rating') / 18446744073709551616.0, 2))))), NULL)
FROM
(
    SELECT
        20001 + number AS id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond((1500 - number) * 2100 - cityHash64(number, 'k-t') % 2000) + toIntervalMillisecond(cityHash64(number, 'k-ms') % 1000) AS created_at,
        501 + toInt64(floor(700 * pow(cityHash64(number, 'k-user') / 18446744073709551616.0, 1.7))) AS user_id,
        ['Cannot log in','Wrong invoice','Refund','App crashes','Change address','Slow page','Password reset','Upgrade plan'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'k-subj') / 18446744073709551616.0, 1.3)))] AS subject,
        ['email','chat','phone','web'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-chan') / 18446744073709551616.0, 1.5)))] AS channel,
        ['normal','low','high','urgent'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-prio') / 18446744073709551616.0, 1.6)))] AS priority,
        ['US','IT','IN','PT','SE','CA'][1 + toUInt8(floor(6 * pow(cityHash64(user_id, 'k-country') / 18446744073709551616.0, 1.4)))] AS country,
        created_at + toIntervalMinute(6 + toUInt32(floor(if(priority = 'urgent', 500, 2400) * pow(cityHash64(number, 'k-dur') / 18446744073709551616.0, 2.3)))) + toIntervalSecond(cityHash64(number, 'k-sec') % 60) AS done,
        multiIf(done >= '2026-05-21 16:15:00', if(cityHash64(number, 'k-st') % 3 = 0, 'pending', 'open'), cityHash64(number, 'k-st') % 25 = 0, 'open', cityHash64(number, 'k-st') % 25 = 1, 'pending', 'closed') AS status,
        if(status = 'open' AND cityHash64(number, 'k-free') % 2 = 0, NULL, toNullable([1,2,3,4,5,6,7,8,9,10,11,13,14,16][1 + toUInt8(floor(14 * pow(cityHash64(number, 'k-agent') / 18446744073709551616.0, 1.3)))])) AS agent_id,
        if(status = 'closed', toNullable(done), NULL) AS closed_at
    FROM numbers(1500)
);

CREATE TABLE support.messages
(
    id Int64,
    created_at DateTime64(3, 'UTC'),
    ticket_id Int64,
    sender String,
    type String,
    length Int64
) ENGINE = MergeTree ORDER BY id;

INSERT INTO support.messages
SELECT
    700001 + rowNumberInAllBlocks(), created_at, ticket_id, sender, type, length
FROM
(
    SELECT
        k.id AS ticket_id,
        k.created_at + toIntervalSecond(20 + pos * (60 + cityHash64(k.id, pos, 'm-gap') % 2400)) + toIntervalMillisecond(cityHash64(k.id, pos, 'm-ms') % 1000) AS created_at,
        multiIf(pos = 0, 'user', isNull(k.agent_id) OR (pos = 1 AND cityHash64(k.id, 'm-bot') % 3 = 0), 'bot', pos % 2 = 1, 'agent', 'user') AS sender,
        ['text','text','text','text','image','file'][1 + cityHash64(k.id, pos, 'm-type') % 6] AS type,
        if(type = 'text', 10 + toInt64(floor(1200 * pow(cityHash64(k.id, pos, 'm-len') / 18446744073709551616.0, 3))), 0) AS length
    FROM support.tickets AS k
    ARRAY JOIN range(cityHash64(k.id, 'm-n') % 6) AS pos
    WHERE cityHash64(k.id, 'm-none') % 40 != 0 AND NOT (cityHash64(k.id, 'm-n') % 6 = 0)
    ORDER BY created_at
)
WHERE created_at < '2026-05-21 16:20:00';
