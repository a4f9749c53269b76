-- Support desk: tickets, replies, agents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS tickets; CREATE DATABASE tickets;

CREATE TABLE tickets.agents
(
    agent_id          UInt32,
    full_name         String,
    team              LowCardinality(String) COMMENT 'frontline, technical, billing or escalations',
    site_city         LowCardinality(String),
    hired_on          Date,
    employment_status LowCardinality(String) COMMENT 'active, on_leave or left'
)
ENGINE = MergeTree ORDER BY agent_id COMMENT 'One row per support agent, also those who left';

INSERT INTO tickets.agents
SELECT 201 + number,
    concat(['Anna','Bruno','Chen','Dalia','Emil','Farah','Goran','Hana'][1 + number % 8], ' ', ['Keller','Okafor','Santos','Lind','Moreau'][1 + intDiv(number, 8)]),
    ['frontline','technical','billing','escalations'][1 + toUInt8(floor(4 * pow((cityHash64(number, 'a-team') / 18446744073709551616.0), 1.3)))],
    ['Dublin','Porto','Manila'][1 + toUInt8(floor(3 * pow((cityHash64(number, 'a-site') / 18446744073709551616.0), 1.1)))],
    toDate('2026-05-01') - toUInt32(cityHash64(number, 'a-hired') % 2200),
    multiIf(cityHash64(number, 'a-emp') % 100 < 80, 'active', cityHash64(number, 'a-emp') % 100 < 90, 'on_leave', 'left')
FROM numbers(40);

CREATE TABLE tickets.support_tickets
(
    ticket_id         UInt64,
    customer_id       UInt32,
    assigned_agent_id Nullable(UInt32) COMMENT 'agents.agent_id, null until somebody takes the ticket',
    opened_at         DateTime('UTC') COMMENT 'when the customer opened the ticket',
    first_response_at Nullable(DateTime('UTC')) COMMENT 'first reply of an agent',
    resolved_at       Nullable(DateTime('UTC')) COMMENT 'null while the ticket is open or pending',
    ticket_status     LowCardinality(String) COMMENT 'open, pending (waits for the customer), solved or closed',
    priority          UInt8 COMMENT '1 = urgent, 2 = high, 3 = normal, 4 = low',
    channel           LowCardinality(String) COMMENT 'email, chat, phone or web',
    product_area      LowCardinality(String),
    country_code      LowCardinality(String) COMMENT 'country of the customer, ISO 3166 two-letter code',
    first_response_s  Nullable(UInt32) COMMENT 'seconds from opened_at to first_response_at',
    csat_score        Nullable(UInt8) COMMENT 'customer satisfaction, 1 (bad) to 5 (good), null when not rated',
    refund_cents      UInt32
)
ENGINE = MergeTree ORDER BY opened_at COMMENT 'One row per support ticket with its latest state';

INSERT INTO tickets.support_tickets
SELECT ticket_id, customer_id, assigned_agent_id, opened_at, first_response_at,
    if(ticket_status IN ('solved', 'closed'), toNullable(res), NULL),
    ticket_status, priority, channel, product_area, country_code,
    if(first_response_at IS NULL, NULL, toNullable(toUInt32(first_response_at - opened_at))),
    if(ticket_status IN ('solved', 'closed') AND cityHash64(n, 't-rated') % 100 < 55, toNullable(toUInt8([5,5,4,4,4,3,2,1,5,3][1 + cityHash64(n, 't-csat') % 10])), NULL),
    if(ticket_status IN ('solved', 'closed') AND product_area = 'invoices' AND cityHash64(n, 't-ref') % 100 < 40, 500 + toUInt32(cityHash64(n, 't-refc') % 9000), 0)
FROM
(
    SELECT number AS n, 10000 + number AS ticket_id,
        4000 + toUInt32(floor(900 * pow((cityHash64(number, 't-cust') / 18446744073709551616.0), 1.4))) AS customer_id,
        toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(64000 * pow((cityHash64(number, 't-open') / 18446744073709551616.0), 1.2)))) + toIntervalSecond(1 + cityHash64(number, 't-open-s') % 57) AS opened_at,
        [3,3,4,3,2,3,4,2,1,3][1 + cityHash64(number, 't-prio') % 10] AS priority,
        ['email','chat','web','phone'][1 + toUInt8(floor(4 * pow((cityHash64(number, 't-chan') / 18446744073709551616.0), 1.4)))] AS channel,
        ['login','invoices','mobile app','shipping','api'][1 + toUInt8(floor(5 * pow((cityHash64(number, 't-area') / 18446744073709551616.0), 1.25)))] AS product_area,
        ['US','DE','GB','FR','BR','JP'][1 + toUInt8(floor(6 * pow((cityHash64(number, 't-ctry') / 18446744073709551616.0), 1.5)))] AS country_code,
        opened_at + toIntervalSecond(toUInt32(floor(240 * priority * pow(1 - (cityHash64(number, 't-fr') / 18446744073709551616.0), -0.6)))) AS fr,
        fr + toIntervalSecond(1800 + toUInt32(floor(150000 * pow((cityHash64(number, 't-res') / 18446744073709551616.0), 1.5)))) AS res,
        if(fr < toDateTime('2026-05-21 16:20:00', 'UTC'), toNullable(fr), NULL) AS first_response_at,
        if(first_response_at IS NULL, NULL, toNullable(201 + toUInt32(floor(36 * pow((cityHash64(number, 't-ag') / 18446744073709551616.0), 1.3))))) AS assigned_agent_id,
        multiIf(res >= toDateTime('2026-05-21 16:20:00', 'UTC'), if(cityHash64(number, 't-st') % 3 = 0, 'pending', 'open'), cityHash64(number, 't-st') % 100 < 5, 'open', cityHash64(number, 't-st') % 100 < 12, 'pending', cityHash64(number, 't-st') % 100 < 60, 'solved', 'closed') AS ticket_status
    FROM numbers(2400)
);

CREATE TABLE tickets.replies
(
    reply_id    UInt64,
    ticket_id   UInt64 COMMENT 'support_tickets.ticket_id',
    agent_id    Nullable(UInt32) COMMENT 'agents.agent_id, null for customers and bots',
    author_type LowCardinality(String) COMMENT 'agent, customer or bot',
    sent_at     DateTime('UTC') COMMENT 'when the author sent the reply',
    stored_at   DateTime('UTC') COMMENT 'when the reply reached this table',
    body_chars  UInt32,
    handle_s    Nullable(UInt32) COMMENT 'seconds the agent worked on the reply'
)
ENGINE = MergeTree ORDER BY sent_at COMMENT 'Every message in a ticket after the first one';

INSERT INTO tickets.replies
SELECT 700000 + n, t.ticket_id, if(author_type = 'agent', toNullable(agent), NULL), author_type, sent_at, sent_at + toIntervalSecond(1 + cityHash64(n, 'r-st') % 2), chars,
    if(author_type = 'agent', toNullable(toUInt32(40 + chars / 4 + cityHash64(n, 'r-h') % 300)), NULL)
FROM
(
    SELECT number AS n, toUInt64(10000 + cityHash64(number, 'r-t') % 2400) AS ticket_id,
        ['agent','customer','bot'][1 + toUInt8(floor(3 * pow((cityHash64(number, 'r-auth') / 18446744073709551616.0), 1.6)))] AS author_type,
        toUInt32(201 + floor(34 * pow((cityHash64(number, 'r-ag') / 18446744073709551616.0), 1.4))) AS agent,
        toUInt32(20 + floor(110 * pow(1 - (cityHash64(number, 'r-ch') / 18446744073709551616.0), -0.7))) AS chars
    FROM numbers(4000)
) AS r
INNER JOIN (SELECT ticket_id, opened_at FROM tickets.support_tickets) AS t ON r.ticket_id = t.ticket_id
WHERE (t.opened_at + toIntervalSecond(120 + cityHash64(n, 'r-d') % 90000) AS sent_at) < toDateTime('2026-05-21 16:20:00', 'UTC') - 60;
