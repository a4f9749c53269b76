-- A host of webinars. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS podiumcast;
CREATE DATABASE podiumcast;

CREATE TABLE podiumcast.organisers
(
    organiser_id UInt16,
    org_name     String,
    tier         LowCardinality(String) COMMENT 'contract: starter, team or enterprise',
    hq_country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    signed_on    Date
)
ENGINE = MergeTree ORDER BY organiser_id;

INSERT INTO podiumcast.organisers
SELECT 100 + number,
       concat(['Larkfield','Quorum','Brightloom','Tessera','Nordhaven','Piloto','Umbra','Castellan'][1 + number % 8], ' ', ['Academy','Labs','Health','Finance','Institute'][1 + intDiv(number, 8)]),
       ['starter','team','enterprise'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'og-tier') / 18446744073709551616.0, 1.2)))],
       ['DE','BR','CA','IN','IE','JP'][1 + cityHash64(number, 'og-hq') % 6],
       toDate('2026-03-01') - toUInt32(cityHash64(number, 'og-sign') % 1500)
FROM numbers(40);

CREATE TABLE podiumcast.sessions
(
    session_id   UInt32,
    title        String,
    topic        LowCardinality(String),
    organiser_id UInt16,
    starts_at    DateTime('UTC'),
    planned_min  UInt16 COMMENT 'planned length',
    language     LowCardinality(String),
    recorded     UInt8,
    seats        UInt16
)
ENGINE = MergeTree ORDER BY session_id;

INSERT INTO podiumcast.sessions
SELECT session_id, title, topic, organiser_id, starts_at, planned_min, language, recorded, seats
FROM
(
    SELECT
        number AS n,
        9000 + n AS session_id,
        ['security','data','hr','marketing','health','law'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'ss-top') / 18446744073709551616.0, 1.3)))] AS topic,
        concat(['Intro to ','Deep dive: ','Live Q&A on ','What is new in '][1 + cityHash64(n, 'ss-t') % 4], topic, ' #', toString(n)) AS title,
        toUInt16(100 + floor(40 * pow(cityHash64(n, 'ss-og') / 18446744073709551616.0, 1.5))) AS organiser_id,
        toDateTime('2026-05-21 00:00:30', 'UTC') - toIntervalDay(intDiv(n, 6)) + toIntervalMinute(multiIf(n = 0, 870, n = 1, 915, n = 2, 960, n = 3, 540, n = 4, 620, n = 5, 695, 420 + 15 * (cityHash64(n, 'ss-st') % 52))) AS starts_at,
        toUInt16([30,45,60,60,75,90][1 + cityHash64(n, 'ss-len') % 6] + if(cityHash64(n, 'ss-xl') % 40 = 0, 5 * (cityHash64(n, 'ss-xl2') % 20), 0)) AS planned_min,
        ['English','German','Portuguese','Japanese'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'ss-lang') / 18446744073709551616.0, 1.8)))] AS language,
        toUInt8(cityHash64(n, 'ss-rec') % 10 < 7) AS recorded,
        toUInt16(50 * (1 + cityHash64(n, 'ss-seat') % 10)) AS seats
    FROM numbers(360)
)
WHERE starts_at < '2026-05-21 16:19:00';

CREATE TABLE podiumcast.actions
(
    event_id       UInt64,
    happened_at    DateTime64(3, 'UTC'),
    session_id     UInt32,
    attendee_id    UInt32,
    action         LowCardinality(String) COMMENT 'registered, joined, asked (a question to the speaker), polled (a vote in a poll), dropped (connection lost), left',
    device         LowCardinality(String) COMMENT 'laptop, phone, tablet or room system',
    country        LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    latency_ms     Nullable(UInt32) COMMENT 'player round trip, measured when joining',
    minutes_stayed Nullable(Float32) COMMENT 'only when leaving',
    ticket_cents   UInt32 COMMENT 'euro cents, only on registered; 0 when free',
    ticket_state   LowCardinality(String) COMMENT 'paid, free or refunded, empty on other actions; refunded tickets bring no money'
)
ENGINE = MergeTree ORDER BY (happened_at, event_id);

-- Nobody gets into a session on 2026-05-10 (maintenance); connections break on 2026-05-19 from 14:00 to 15:30.
INSERT INTO podiumcast.actions
SELECT event_id, happened_at, session_id, attendee_id, action, device, country,
       if(action = 'joined', toNullable(toUInt32(floor(90 * multiIf(device = 'phone', 1.7, device = 'tablet', 1.4, device = 'laptop', 1.0, 0.8) * pow(1 - cityHash64(k, 'ac-lat') / 18446744073709551616.0, -0.75)))), NULL) AS latency_ms,
       if(action = 'left', toNullable(toFloat32(stay)), NULL) AS minutes_stayed,
       if(action = 'registered', cents, 0) AS ticket_cents,
       multiIf(action != 'registered', '', cents = 0, 'free', cityHash64(a, 'ac-ref') % 100 < if(country = 'IN', 17, 9), 'refunded', 'paid') AS ticket_state
FROM
(
    SELECT
        number AS k,
        intDiv(number, 6) AS a,
        number % 6 AS pos,
        70000000 + k AS event_id,
        toUInt32(floor(360 * pow(cityHash64(a, 'ac-ses') / 18446744073709551616.0, 1.25))) AS n,
        9000 + n AS session_id,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC') - toIntervalDay(intDiv(n, 6)) + toIntervalMinute(multiIf(n = 0, 870, n = 1, 915, n = 2, 960, n = 3, 540, n = 4, 620, n = 5, 695, 420 + 15 * (cityHash64(n, 'ss-st') % 52))) AS s0,
        toUInt32(20000 + floor(2600 * pow(cityHash64(a, 'ac-att') / 18446744073709551616.0, 1.35))) AS attendee_id,
        ['laptop','phone','tablet','room system'][1 + toUInt8(floor(4 * pow(cityHash64(a, 'ac-dev') / 18446744073709551616.0, 1.5)))] AS device,
        ['DE','BR','IN','CA','JP','IE','NG'][1 + toUInt8(floor(7 * pow(cityHash64(attendee_id, 'ac-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        5 + cityHash64(a, 'ac-stay') % 70 AS stay,
        cityHash64(a, 'ac-late') % 12 AS late,
        multiIf(cityHash64(n, 'ac-free') % 100 < 38, 0, 500 * (2 + cityHash64(n, 'ac-prc') % 12)) AS cents,
        ['registered','joined','asked','polled','dropped','left'][1 + pos] AS action,
        s0 + toIntervalMinute(multiIf(pos = 0, -toInt64(30 + floor(11000 * pow(cityHash64(a, 'ac-reg') / 18446744073709551616.0, 1.8))),
                                      pos = 1, toInt64(late),
                                      pos = 5, toInt64(late + stay),
                                      toInt64(late + 1 + cityHash64(k, 'ac-mid') % stay)))
           + toIntervalMillisecond(1000 + cityHash64(k, 'ac-ms') % 57000) AS happened_at,
        cityHash64(k, 'ac-roll') % 1000 AS r,
        cityHash64(a, 'ac-show') % 100 < 64 AS shows,
        multiIf(pos = 0, 1, NOT shows OR s0 >= '2026-05-21 16:20:00' OR n % 47 = 11, 0, pos = 1, 1, pos = 2, r < 290, pos = 3, r < 410, pos = 4, r < if(device = 'phone', 120, 55), r < 940) AS kept
    FROM numbers(17400)
)
WHERE kept AND happened_at < '2026-05-21 16:19:00'
  AND NOT (pos > 0 AND toDate(s0) = '2026-05-10');

INSERT INTO podiumcast.actions
SELECT 79000000 + number, toDateTime64('2026-05-19 14:00:00', 3, 'UTC') + toIntervalMinute(cityHash64(number, 'ax-m') % 90) + toIntervalMillisecond(1000 + cityHash64(number, 'ax-ms') % 57000),
       9012 + number % 6, toUInt32(20000 + cityHash64(number, 'ax-att') % 2600), 'dropped', ['laptop','phone','laptop','tablet'][1 + number % 4],
       ['DE','BR','IN','CA','JP','IE','NG'][1 + toUInt8(floor(7 * pow(cityHash64(20000 + cityHash64(number, 'ax-att') % 2600, 'ac-ctry') / 18446744073709551616.0, 1.4)))], NULL, NULL, 0, ''
FROM numbers(130);
