-- Customer support desk. Clock: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS ticketwise;
CREATE DATABASE ticketwise;

CREATE TABLE ticketwise.agents
(
    agent_id   UInt16,
    agent_name String,
    team       LowCardinality(String),
    site       LowCardinality(String),
    shift      LowCardinality(String) COMMENT 'day or night',
    hired_on   Date
)
ENGINE = MergeTree ORDER BY agent_id;

INSERT INTO ticketwise.agents
SELECT
    101 + number,
    concat(['Aoife','Bram','Carmela','Dinesh','Elif','Femi','Greta','Hugo','Imani','Jonas','Katya','Liam'][1 + number % 12], ' ',
           ['Byrne','Okafor','Santos','Rao','Yilmaz','Adeyemi','Lind','Moreau','Kamau'][1 + cityHash64(number, 'ag-last') % 9]),
    ['Falcon','Otter','Heron','Lynx'][1 + cityHash64(number, 'ag-team') % 4],
    ['Dublin','Manila','Austin'][1 + cityHash64(number, 'ag-site') % 3],
    if(cityHash64(number, 'ag-shift') % 3 = 0, 'night', 'day'),
    toDate('2026-05-04') - toUInt32(cityHash64(number, 'ag-hire') % 2000)
FROM numbers(36);

CREATE TABLE ticketwise.tickets
(
    ticket_no     UInt32,
    opened_at     DateTime('UTC'),
    requester_id  UInt32 COMMENT 'the customer who wrote or called',
    plan          LowCardinality(String) COMMENT 'plan of the customer: free, team, business, enterprise',
    channel       LowCardinality(String) COMMENT 'email, chat, phone, form',
    topic         LowCardinality(String),
    prio          UInt8 COMMENT '1 = urgent, 2 = high, 3 = normal, 4 = low',
    agent_id      Nullable(UInt16) COMMENT 'null as long as nobody has picked the ticket up',
    state         LowCardinality(String) COMMENT 'open, waiting (for the customer), solved, spam',
    first_reply_s Nullable(UInt32) COMMENT 'seconds from opening to the first human reply',
    solved_at     Nullable(DateTime('UTC')),
    reopened      UInt8 COMMENT '1 = came back after it had been solved',
    csat          Nullable(UInt8) COMMENT 'survey after solving, 1 (bad) to 5 (great), null when not filled in'
)
ENGINE = MergeTree ORDER BY opened_at;

-- Billing tickets flood in on 2026-05-20 13:00 to 15:00 (number >= 9000); the phone line is dead on 2026-05-12.
INSERT INTO ticketwise.tickets
SELECT ticket_no, opened_at, requester_id, plan, channel, topic, prio, agent_id, state, first_reply_s, if(state = 'solved', toNullable(done_at), NULL), reopened,
       if(state = 'solved' AND cityHash64(n, 'tk-surv') % 100 < 40, toNullable(toUInt8(least(5, greatest(1, [5,5,5,4,4,4,3,2,1,5][1 + cityHash64(n, 'tk-csat') % 10] - if(channel = 'email' AND cityHash64(n, 'tk-cs2') % 3 = 0, 1, 0))))), NULL)
FROM
(
    SELECT
        number AS n,
        40000 + number AS ticket_no,
        if(n >= 9000,
           toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(cityHash64(n, 'sp-ts') % 120),
           toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(2 + toUInt32(floor(86300 * pow(cityHash64(n, 'tk-ts') / 18446744073709551616.0, 1.3)))))
           + toIntervalSecond(1 + cityHash64(n, 'tk-s') % 58) AS opened_at,
        2000 + toUInt32(floor(5200 * pow(cityHash64(n, 'tk-req') / 18446744073709551616.0, 1.7))) AS requester_id,
        ['free','team','business','enterprise'][1 + toUInt8(floor(4 * pow(cityHash64(requester_id, 'tk-plan') / 18446744073709551616.0, 1.4)))] AS plan,
        ['email','chat','phone','form'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'tk-chan') / 18446744073709551616.0, 1.4)))] AS channel,
        if(n >= 9000, 'billing', ['login','billing','bug report','how-to','integration','cancellation'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'tk-top') / 18446744073709551616.0, 1.35)))]) AS topic,
        toUInt8([1,2,2,3,3,3,3,3,4,4][1 + cityHash64(n, 'tk-prio') % 10]) AS prio,
        multiIf(channel = 'phone', 5 + cityHash64(n, 'tk-fr') % 110, channel = 'chat', 15 + cityHash64(n, 'tk-fr') % 420, toUInt64(floor(900 * prio * pow(1 - cityHash64(n, 'tk-fr') / 18446744073709551616.0, -0.5)))) AS reply_s,
        opened_at + toIntervalSecond(reply_s + 1) + toIntervalMinute(15 + toUInt32(floor(3800 * pow(cityHash64(n, 'tk-dur') / 18446744073709551616.0, 2)))) AS done_raw,
        done_raw - toIntervalSecond(toSecond(done_raw)) + toIntervalSecond(1 + cityHash64(n, 'tk-ds') % 58) AS done_at,
        multiIf(cityHash64(n, 'tk-spam') % 100 < 7, 'spam',
                done_at < toDateTime('2026-05-21 16:19:00', 'UTC') AND cityHash64(n, 'tk-solv') % 100 < 93, 'solved',
                cityHash64(n, 'tk-wait') % 100 < 40 AND opened_at + toIntervalSecond(reply_s) < toDateTime('2026-05-21 16:20:00', 'UTC'), 'waiting', 'open') AS state,
        state = 'spam' OR (state = 'open' AND (cityHash64(n, 'tk-un') % 100 < 30 OR opened_at + toIntervalSecond(reply_s) >= toDateTime('2026-05-21 16:20:00', 'UTC'))) AS nobody,
        if(nobody, NULL, toNullable(toUInt16(101 + floor(36 * pow(cityHash64(n, 'tk-ag') / 18446744073709551616.0, 1.2))))) AS agent_id,
        if(nobody OR opened_at + toIntervalSecond(reply_s) >= toDateTime('2026-05-21 16:20:00', 'UTC'), NULL, toNullable(toUInt32(reply_s))) AS first_reply_s,
        toUInt8(state = 'solved' AND cityHash64(n, 'tk-re') % 100 < multiIf(channel = 'phone', 6, channel = 'chat', 9, 14)) AS reopened
    FROM numbers(9110)
)
WHERE NOT (channel = 'phone' AND toDate(opened_at) = '2026-05-12');

CREATE TABLE ticketwise.credits
(
    credit_id    UInt32,
    ticket_no    UInt32,
    granted_at   DateTime('UTC'),
    amount_cents UInt32 COMMENT 'US cents',
    reason       LowCardinality(String) COMMENT 'outage, overcharge, late_reply, goodwill',
    status       LowCardinality(String) COMMENT 'paid, declined or reversed. only paid credits cost us money'
)
ENGINE = MergeTree ORDER BY granted_at;

INSERT INTO ticketwise.credits
SELECT 800000 + ticket_no, ticket_no, at - toIntervalSecond(toSecond(at)) + toIntervalSecond(1 + cityHash64(ticket_no, 'cr-s') % 58) AS granted_at,
       100 * toUInt32(floor(5 * pow(1 - cityHash64(ticket_no, 'cr-amt') / 18446744073709551616.0, -0.7))) + 50 * (cityHash64(ticket_no, 'cr-c') % 2),
       ['outage','overcharge','late_reply','goodwill'][1 + toUInt8(floor(4 * pow(cityHash64(ticket_no, 'cr-why') / 18446744073709551616.0, 0.8)))],
       multiIf(cityHash64(ticket_no, 'cr-st') % 100 < 70, 'paid', cityHash64(ticket_no, 'cr-st') % 100 < 88, 'declined', 'reversed')
FROM (SELECT ticket_no, opened_at + toIntervalMinute(10 + cityHash64(ticket_no, 'cr-d') % 1500) AS at FROM ticketwise.tickets WHERE state != 'spam' AND cityHash64(ticket_no, 'cr-has') % 100 < 25)
WHERE at < toDateTime('2026-05-21 16:19:00', 'UTC');
