-- Call recording of a call centre: calls, agents, surveys after the call. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS parloo;
CREATE DATABASE parloo;

CREATE TABLE parloo.agents
(
    agent_id  UInt32,
    full_name String,
    team      LowCardinality(String),
    site      LowCardinality(String),
    contract  LowCardinality(String) COMMENT 'F full time, P part time, T temp from an agency',
    hired_on  Date
)
ENGINE = MergeTree ORDER BY agent_id;

INSERT INTO parloo.agents
SELECT
    201 + number,
    concat(['Aoife','Rui','Ioana','Sean','Marta','Andrei','Niamh','Tiago','Elena','Conor'][1 + number % 10], ' ',
           ['Byrne','Santos','Popescu','Walsh','Ferreira','Ionescu','Murphy','Alves','Dumitru'][1 + intDiv(number, 10)]),
    ['Falcon','Heron','Kestrel','Osprey'][1 + cityHash64(number, 'a-team') % 4],
    ['Dublin','Porto','Cluj'][1 + cityHash64(number, 'a-site') % 3],
    multiIf(cityHash64(number, 'a-con') % 100 < 62, 'F', cityHash64(number, 'a-con') % 100 < 78, 'P', 'T'),
    toDate('2026-04-20') - toUInt32(floor(2000 * pow(cityHash64(number, 'a-hire') / 18446744073709551616.0, 1.6)))
FROM numbers(90);

CREATE TABLE parloo.calls
(
    call_id      UInt64,
    started_at   DateTime64(3, 'UTC'),
    direction    LowCardinality(String) COMMENT 'in = the customer rang us, out = we rang the customer',
    queue        LowCardinality(String),
    customer_no  UInt32,
    country      LowCardinality(String),
    agent_id     Nullable(UInt32) COMMENT 'null when nobody took the call',
    result       LowCardinality(String) COMMENT 'ANS answered, ABN caller abandoned while waiting, VM left a voicemail, NA customer did not pick up our call',
    wait_ms      Nullable(UInt32) COMMENT 'time in the queue, null on outgoing calls',
    talk_s       Nullable(UInt32) COMMENT 'conversation, null when there was none',
    goodwill_eur Nullable(Decimal(8, 2)) COMMENT 'credit promised to the customer during the call',
    recorder     LowCardinality(String),
    rec_state    UInt8 COMMENT '0 nothing recorded, 1 stored, 2 upload failed, 3 erased on request',
    rec_kb       Nullable(UInt32)
)
ENGINE = MergeTree ORDER BY (started_at, call_id);

-- The switchboard was off on 2026-05-01. Recorder rec-c fails to upload since 2026-05-21 07:00.
INSERT INTO parloo.calls
SELECT call_id, started_at, direction, queue, customer_no, country, agent_id, result, wait_ms, talk_s, goodwill_eur, recorder, rec_state,
       if(rec_state = 1, toNullable(toUInt32(assumeNotNull(talk_s) * 4 + 12)), NULL) AS rec_kb
FROM
(
    SELECT
        number AS n,
        5500000 + number AS call_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(80600 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.1))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'c-ms') % 57000) AS started_at,
        if(cityHash64(number, 'c-dir') % 100 < 76, 'in', 'out') AS direction,
        ['billing','general','orders','outage','cancellation'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-q') / 18446744073709551616.0, 1.3)))] AS queue,
        10001 + toUInt32(floor(2600 * pow(cityHash64(number, 'c-cust') / 18446744073709551616.0, 1.6))) AS customer_no,
        ['IE','GB','PT','RO','ES'][1 + toUInt8(floor(5 * pow(cityHash64(customer_no, 'c-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        cityHash64(number, 'c-res') % 1000 AS r,
        multiIf(direction = 'out', if(r < 290, 'NA', 'ANS'),
                (toHour(started_at) >= 20 OR toHour(started_at) < 7) AND r < 450, 'VM',
                r < 25, 'VM',
                r < multiIf(queue = 'cancellation', 260, queue = 'billing', 190, queue = 'orders', 95, 140), 'ABN',
                'ANS') AS result,
        if(result IN ('ABN', 'VM'), NULL, toNullable(201 + toUInt32(floor(90 * pow(cityHash64(number, 'c-ag') / 18446744073709551616.0, 1.4))))) AS agent_id,
        if(direction = 'out', NULL,
           toNullable(toUInt32(least(900000, floor(multiIf(result = 'ABN', 95000, queue = 'billing', 19000, queue = 'orders', 9000, queue = 'cancellation', 26000, 14000)
               * pow(1 - cityHash64(number, 'c-wait') / 18446744073709551616.0, -0.65)))))) AS wait_ms,
        if(result = 'ANS', toNullable(toUInt32(20 + floor(multiIf(direction = 'out', 70, queue = 'billing', 160, queue = 'orders', 120, queue = 'cancellation', 260, 190)
               * pow(1 - cityHash64(number, 'c-talk') / 18446744073709551616.0, -0.45)))), NULL) AS talk_s,
        if(result = 'ANS' AND cityHash64(number, 'c-gw') % 100 < 15, toNullable(toDecimal64([5, 10, 10, 15, 20, 25, 40][1 + cityHash64(number, 'c-gw2') % 7], 2)), NULL) AS goodwill_eur,
        ['rec-a','rec-b','rec-c','rec-d'][1 + cityHash64(number, 'c-rec') % 4] AS recorder,
        cityHash64(number, 'c-rs') % 1000 AS rs,
        multiIf(result != 'ANS', 0,
                recorder = 'rec-c' AND started_at >= '2026-05-21 07:00:00' AND rs < 620, 2,
                rs < 85, 0, rs < 108, 2, rs < 122, 3, 1) AS rec_state
    FROM numbers(14500)
)
WHERE toDate(started_at) != '2026-05-01'
  AND NOT ((toHour(started_at) >= 22 OR toHour(started_at) < 7) AND cityHash64(n, 'c-night') % 8 != 0)
  AND NOT (toDayOfWeek(started_at) >= 6 AND cityHash64(n, 'c-wend') % 100 < 60)
  AND started_at + toIntervalSecond(ifNull(talk_s, 0)) < '2026-05-21 16:19:00';

-- A cable was cut: the outage queue is flooded on 2026-05-19 from 13:00 to 15:00.
INSERT INTO parloo.calls
SELECT
    5590000 + number, toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'o-ts') % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000),
    'in', 'outage', 13001 + number, ['IE','IE','IE','GB'][1 + cityHash64(number, 'o-ctry') % 4],
    if(result = 'ANS', toNullable(201 + toUInt32(cityHash64(number, 'o-ag') % 90)), NULL),
    if(cityHash64(number, 'o-res') % 100 < 45, 'ABN', 'ANS') AS result,
    toNullable(toUInt32(90000 + cityHash64(number, 'o-wait') % 400000)),
    if(result = 'ANS', toNullable(toUInt32(40 + cityHash64(number, 'o-talk') % 200)), NULL) AS talk,
    NULL, ['rec-a','rec-b','rec-c','rec-d'][1 + cityHash64(number, 'o-rec') % 4],
    if(result = 'ANS', 1, 0), if(result = 'ANS', toNullable(toUInt32(assumeNotNull(talk) * 4 + 12)), NULL)
FROM numbers(170);

CREATE TABLE parloo.surveys
(
    survey_id   UInt64,
    call_id     UInt64,
    agent_id    UInt32,
    channel     LowCardinality(String) COMMENT 'sms, email or ivr',
    sent_at     DateTime64(3, 'UTC'),
    answered_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null when the customer has not answered',
    csat        Nullable(UInt8) COMMENT 'satisfaction, 1 very bad to 5 very good',
    solved      Nullable(UInt8) COMMENT '1 when the customer says that the problem is solved, 0 when not'
)
ENGINE = MergeTree ORDER BY (sent_at, survey_id);

INSERT INTO parloo.surveys
SELECT survey_id, call_id, agent_id, channel, sent_at, answered_at,
       if(answered_at IS NULL, NULL, toNullable(toUInt8(greatest(1, [5,5,4,5,4,3,4,2,1,5][1 + cityHash64(call_id, 'v-cs') % 10] - if(cityHash64(agent_id, 'v-bad') % 4 = 0, 1, 0))))) AS csat,
       if(answered_at IS NULL, NULL, toNullable(toUInt8(cityHash64(call_id, 'v-sol') % 100 < 71))) AS solved
FROM
(
    SELECT
        880000 + call_id - 5500000 AS survey_id, call_id, assumeNotNull(agent_id) AS agent_id,
        ['sms','email','ivr'][1 + toUInt8(floor(3 * pow(cityHash64(call_id, 'v-ch') / 18446744073709551616.0, 1.3)))] AS channel,
        toDateTime64(toStartOfMinute(started_at) + toIntervalSecond(60 * intDiv(assumeNotNull(talk_s), 60) + 60 * (3 + cityHash64(call_id, 'v-sent') % 20) + 5 + cityHash64(call_id, 'v-sec') % 50), 3, 'UTC') AS sent_at,
        sent_at + toIntervalMinute(1 + toUInt32(floor(300 * pow(cityHash64(call_id, 'v-an') / 18446744073709551616.0, 2.5)))) AS a,
        if(cityHash64(call_id, 'v-yes') % 100 < multiIf(channel = 'ivr', 62, channel = 'sms', 44, 27) AND a < '2026-05-21 16:20:00', toNullable(a), NULL) AS answered_at
    FROM parloo.calls
    WHERE result = 'ANS' AND cityHash64(call_id, 'v-pick') % 100 < 50
)
WHERE sent_at < '2026-05-21 16:20:00';
