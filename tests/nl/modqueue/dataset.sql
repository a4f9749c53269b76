-- Content moderation of a social network: reports, decisions, appeals. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS modqueue;

DROP TABLE IF EXISTS modqueue.reports;
CREATE TABLE modqueue.reports
(
    report_id   UInt64,
    reported_at DateTime64(3, 'UTC'),
    post_id     UInt64,
    author_id   UInt32 COMMENT 'user who wrote the post',
    reporter_id Nullable(UInt32) COMMENT 'user who reported it; null when the classifier did',
    via         LowCardinality(String) COMMENT 'user, classifier, trusted_flagger',
    reason      LowCardinality(String) COMMENT 'spam, scam, hate, nudity, violence, self_harm',
    surface     LowCardinality(String) COMMENT 'feed, comment, dm, live, profile',
    lang        LowCardinality(String) COMMENT 'language of the post: en English, es Spanish, pt Portuguese, de German, id Indonesian',
    prio        UInt8 COMMENT '1 urgent, 2 normal, 3 low',
    clf_score   Nullable(Float64) COMMENT 'score of the classifier, 0 to 1; null unless via is classifier'
)
ENGINE = MergeTree ORDER BY (reason, reported_at);

-- No report at all on 2026-05-10 (the intake was down); scams on live streams surge on 2026-05-19 21:00-23:00; user 31337 reports without end on 2026-05-21.
INSERT INTO modqueue.reports
SELECT
    report_id, reported_at, post_id, toUInt32(1 + cityHash64(post_id, 'r-auth') % 3000) AS author_id,
    if(via = 'classifier', NULL, toNullable(toUInt32(1 + floor(6000 * pow(cityHash64(n, 'r-user') / 18446744073709551616.0, 1.6))))) AS reporter_id,
    via, reason, surface, lang,
    multiIf(reason = 'self_harm' OR (reason = 'violence' AND p < 50) OR p < 8, 1, p < 70, 2, 3) AS prio,
    if(via = 'classifier', toNullable(round(0.5 + 0.5 * pow(cityHash64(n, 'r-scor') / 18446744073709551616.0, 0.6), 3)), NULL) AS clf_score
FROM
(
    SELECT
        number AS n,
        3300000 + number AS report_id,
        addMilliseconds(toDateTime64('2026-05-21 16:20:00', 3, 'UTC'),
            1000 + cityHash64(number, 'r-msec') % 57000 - 60000 * (1 + toUInt32(floor(86300 * pow(cityHash64(number, 'r-when') / 18446744073709551616.0, 1.35))))) AS reported_at,
        toUInt64(70000 + floor(9000 * pow(cityHash64(number, 'r-post') / 18446744073709551616.0, 2.2))) AS post_id,
        ['user','classifier','trusted_flagger'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-via') / 18446744073709551616.0, 1.9)))] AS via,
        ['spam','hate','scam','nudity','violence','self_harm'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'r-reas') / 18446744073709551616.0, 1.5)))] AS reason,
        ['feed','comment','dm','profile','live'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-surf') / 18446744073709551616.0, 1.5)))] AS surface,
        ['en','es','pt','de','id'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-lang') / 18446744073709551616.0, 1.4)))] AS lang,
        cityHash64(number, 'r-prio') % 100 AS p
    FROM numbers(16000)
)
WHERE toDate(reported_at) != '2026-05-10';

-- The surge of scams, beyond the usual reports.
INSERT INTO modqueue.reports
SELECT
    3800000 + number,
    addMilliseconds(toDateTime64('2026-05-19 21:00:00', 3, 'UTC'), 1000 + cityHash64(number, 'q-msec') % 57000 + 60000 * (number % 120)),
    toUInt64(91000 + number % 23), toUInt32(1 + cityHash64(number % 23, 'q-auth') % 3000), toNullable(toUInt32(1 + cityHash64(number, 'q-user') % 6000)), 'user', 'scam', 'live',
    ['en','id'][1 + cityHash64(number, 'q-lang') % 2], 2, NULL
FROM numbers(150);

-- The user who reports without end.
INSERT INTO modqueue.reports
SELECT
    3850000 + number,
    addMilliseconds(toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 1000 + cityHash64(number, 'y-msec') % 57000 - 60000 * (4 + cityHash64(number, 'y-when') % 600)),
    toUInt64(70000 + cityHash64(number, 'y-post') % 9000), toUInt32(1 + cityHash64(number, 'y-auth') % 3000), toNullable(toUInt32(31337)), 'user', 'hate', 'comment', 'es', 3, NULL
FROM numbers(290);

DROP TABLE IF EXISTS modqueue.decisions;
CREATE TABLE modqueue.decisions
(
    decision_id  UInt64,
    report_id    UInt64 COMMENT 'one decision at most for a report',
    decided_at   DateTime('UTC'),
    moderator_id Nullable(UInt16) COMMENT 'null when a rule decided',
    is_auto      Bool COMMENT 'decided by a rule, without a moderator',
    site         LowCardinality(Nullable(String)) COMMENT 'office of the moderator: Dublin, Manila, Lodz or Recife; null when a rule decided',
    outcome      LowCardinality(String) COMMENT 'keep, remove, restrict, escalate',
    handle_s     UInt32 COMMENT 'time spent on the case, in seconds'
)
ENGINE = MergeTree ORDER BY decided_at;

INSERT INTO modqueue.decisions
SELECT
    report_id + 6000000 AS decision_id, report_id, decided_at,
    if(by_rule, NULL, toNullable(m)) AS moderator_id,
    by_rule AS is_auto,
    if(by_rule, NULL, ['Manila','Dublin','Lodz','Recife'][1 + cityHash64(m, 'd-site') % 4]) AS site,
    outcome,
    if(by_rule, 1, toUInt32(floor(multiIf(outcome = 'escalate', 160, outcome = 'restrict', 75, outcome = 'remove', 48, 35)
        * if(cityHash64(m, 'd-site') % 4 = 1, 1.5, 1.0) * pow(1 - cityHash64(report_id, 'd-hand') / 18446744073709551616.0, -0.5)))) AS handle_s
FROM
(
    SELECT
        report_id,
        addSeconds(toDateTime(toStartOfMinute(reported_at)),
            1 + cityHash64(report_id, 'd-sec') % 58 + 60 * (1 + toUInt32(floor(multiIf(prio = 1, 90, prio = 2, 420, 1500) * pow(1 - cityHash64(report_id, 'd-wait') / 18446744073709551616.0, -0.4) - multiIf(prio = 1, 85, prio = 2, 390, 1400))))) AS decided_at,
        cityHash64(report_id, 'd-auto') % 100 < if(via = 'classifier', 45, 9) AS by_rule,
        toUInt16(40 + floor(46 * pow(cityHash64(report_id, 'd-mod') / 18446744073709551616.0, 1.7))) AS m,
        multiIf(cityHash64(report_id, 'd-outc') % 100 < multiIf(reason = 'spam', 52, reason = 'hate', 38, reason = 'scam', 63, reason = 'nudity', 57, 30), 'remove',
                cityHash64(report_id, 'd-outc') % 100 < 71, 'keep', cityHash64(report_id, 'd-outc') % 100 < 91, 'restrict', 'escalate') AS outcome
    FROM modqueue.reports
    WHERE cityHash64(report_id, 'd-has') % 100 < 93
)
WHERE decided_at < '2026-05-21 16:20:00';

DROP TABLE IF EXISTS modqueue.appeals;
CREATE TABLE modqueue.appeals
(
    appeal_id   UInt64,
    decision_id UInt64,
    filed_at    DateTime('UTC'),
    closed_at   Nullable(DateTime('UTC')) COMMENT 'null while the appeal is open',
    verdict     LowCardinality(Nullable(String)) COMMENT 'upheld: the decision stands; overturned: it was wrong; null while the appeal is open',
    user_ctry   LowCardinality(String) COMMENT 'country of the user who appeals, ISO 3166 two-letter code'
)
ENGINE = MergeTree ORDER BY filed_at;

INSERT INTO modqueue.appeals
SELECT
    appeal_id, decision_id, filed_at,
    if(is_open, NULL, toNullable(c)) AS closed_at,
    if(is_open, NULL, if(cityHash64(decision_id, 'a-verd') % 100 < if(outcome = 'restrict', 37, 21), 'overturned', 'upheld')) AS verdict,
    user_ctry
FROM
(
    SELECT *, (c >= '2026-05-21 16:20:00' OR cityHash64(decision_id, 'a-open') % 100 < 6) AS is_open
    FROM
    (
        SELECT
            decision_id + 1000 AS appeal_id, decision_id, outcome,
            addSeconds(toStartOfMinute(decided_at), 1 + cityHash64(decision_id, 'a-sec') % 58 + 60 * (5 + toUInt32(floor(4000 * pow(cityHash64(decision_id, 'a-wait') / 18446744073709551616.0, 2.2))))) AS filed_at,
            addSeconds(toStartOfMinute(decided_at), 1 + cityHash64(decision_id, 'a-sec2') % 58 + 60 * (10 + toUInt32(floor(4000 * pow(cityHash64(decision_id, 'a-wait') / 18446744073709551616.0, 2.2)) + floor(6500 * pow(cityHash64(decision_id, 'a-clos') / 18446744073709551616.0, 1.4))))) AS c,
            ['US','BR','IN','DE','MX','ID','PT'][1 + toUInt8(floor(7 * pow(cityHash64(decision_id, 'a-ctry') / 18446744073709551616.0, 1.5)))] AS user_ctry
        FROM modqueue.decisions
        WHERE outcome IN ('remove', 'restrict') AND cityHash64(decision_id, 'a-has') % 100 < 34
    )
    WHERE filed_at < '2026-05-21 16:20:00'
);
