-- Support tickets. Tickets about billing jump on 2026-05-20 from 14:00 to 16:00.
CREATE DATABASE IF NOT EXISTS helpdesk;
DROP TABLE IF EXISTS helpdesk.tickets;
CREATE TABLE helpdesk.tickets
(
    ticket_id      UInt64,
    opened_at      DateTime('UTC'),
    first_reply_at Nullable(DateTime('UTC')),
    resolved_at    Nullable(DateTime('UTC')),
    customer_id    UInt32,
    agent          LowCardinality(String),
    channel        LowCardinality(String),
    priority       LowCardinality(String) COMMENT 'low, normal, high, urgent',
    topic          LowCardinality(String),
    status         LowCardinality(String) COMMENT 'open, pending, resolved or closed',
    csat           Nullable(UInt8) COMMENT 'satisfaction of the customer, 1 to 5',
    is_reopened    Bool
)
ENGINE = MergeTree ORDER BY opened_at;
INSERT INTO helpdesk.tickets
SELECT 1 + number, at, if(st = 'open', NULL, at + toIntervalMinute(2 + cityHash64(number, 'r') % 200)), if(st IN ('resolved', 'closed'), at + toIntervalMinute(210 + cityHash64(number, 'z') % 4000), NULL),
    1 + toUInt32(floor(5000 * pow(cityHash64(number, 'c') / 18446744073709551616.0, 1.4))), ['Maya', 'Noel', 'Oscar', 'Priya', 'Quinn'][1 + cityHash64(number, 'a') % 5],
    ['email', 'chat', 'phone', 'twitter'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'h') / 18446744073709551616.0, 1.5)))], ['low', 'normal', 'high', 'urgent'][1 + cityHash64(number, 'p') % 4],
    about, st, if(st = 'closed' AND cityHash64(number, 's') % 3 = 0, toUInt8(1 + cityHash64(number, 'q') % 5), NULL), cityHash64(number, 'o') % 12 = 0
FROM
(
    SELECT number, toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalSecond(40 + toUInt32(5184000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.2))) AS at,
        ['billing', 'login', 'delivery', 'bug', 'other'][1 + cityHash64(number, 't') % 5] AS about, ['open', 'pending', 'resolved', 'closed', 'closed'][1 + cityHash64(number, 'st') % 5] AS st
    FROM numbers(30000)
    UNION ALL
    SELECT 700000 + number, toDateTime('2026-05-20 14:00:00', 'UTC') + toIntervalSecond(number * 18), 'billing', 'open' FROM numbers(400)
);
