-- Compliance e-learning: learners, what they are assigned, and their attempts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS quillmark;
CREATE DATABASE quillmark;

CREATE TABLE quillmark.learners
(
    learner_id       UInt32,
    display_name     String,
    department       LowCardinality(String),
    site_country     LowCardinality(String) COMMENT 'where the person works, ISO 3166 two-letter code',
    hired_on         Date,
    is_contractor    UInt8 COMMENT '1 = contractor, 0 = employee',
    employment_state LowCardinality(String) COMMENT 'active, on_leave or exited'
)
ENGINE = MergeTree ORDER BY learner_id;

INSERT INTO quillmark.learners
SELECT
    2000 + number,
    concat(['Greta','Pavel','Noor','Ilse','Bruno','Kasia','Femke','Dario','Orla'][1 + cityHash64(number, 'l-f') % 9], ' ',
           ['Brandt','Zielinski','Haddad','Visser','Conti','Kowal','Doyle','Ferri'][1 + cityHash64(number, 'l-l') % 8], ' ', toString(number)),
    ['Warehouse','Retail','Kitchen','Finance','Field Service'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-d') / 18446744073709551616.0, 1.3)))],
    ['DE','PL','IT','NL','IE'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-c') / 18446744073709551616.0, 1.2)))],
    toDate('2026-04-30') - toUInt32(floor(2200 * pow(cityHash64(number, 'l-h') / 18446744073709551616.0, 1.5))),
    toUInt8(cityHash64(number, 'l-k') % 100 < 22),
    multiIf(cityHash64(number, 'l-e') % 100 < 88, 'active', cityHash64(number, 'l-e') % 100 < 94, 'on_leave', 'exited')
FROM numbers(420);

CREATE TABLE quillmark.assignments
(
    assignment_id UInt64,
    learner_id    UInt32,
    course        LowCardinality(String),
    assigned_at   DateTime('UTC'),
    due_on        Date,
    mandatory     UInt8 COMMENT '1 = required by law or by the insurer',
    waived        UInt8 COMMENT '1 = excused, nothing left to do'
)
ENGINE = MergeTree ORDER BY assignment_id;

INSERT INTO quillmark.assignments
SELECT
    40000 + number,
    2000 + toUInt32(cityHash64(number, 'a-l') % 410),
    ['Data Privacy','Phishing Basics','Fire Drill','Ladder Safety','Anti-Bribery','Trade Sanctions','Food Hygiene','Lone Working'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'a-c') / 18446744073709551616.0, 1.3)))],
    toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(90 + toUInt32(floor(190000 * pow(cityHash64(number, 'a-t') / 18446744073709551616.0, 0.9)))) + toIntervalSecond(1 + cityHash64(number, 'a-s') % 58) AS at,
    toDate(at) + [14, 21, 30][1 + cityHash64(number, 'a-d') % 3],
    toUInt8(cityHash64(number, 'a-m') % 100 < 64),
    toUInt8(cityHash64(number, 'a-w') % 100 < 5)
FROM numbers(2700);

CREATE TABLE quillmark.attempts
(
    attempt_id        UInt64,
    assignment_id     UInt64,
    learner_id        UInt32,
    course            LowCardinality(String),
    opened_at         DateTime64(3, 'UTC'),
    submitted_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'null for abandoned attempts and those still open',
    outcome           LowCardinality(String) COMMENT 'passed, failed, abandoned, voided (by the proctor) or open',
    score_pct         Nullable(Decimal(5, 1)) COMMENT '0 to 100; only passed and failed attempts have one',
    active_s          UInt32 COMMENT 'time spent in the course player, seconds',
    device            LowCardinality(String),
    browser           LowCardinality(String),
    proctored         UInt8,
    proctor_fee_cents UInt32 COMMENT 'euro cents, 0 without a proctor; voided attempts are not billed'
)
ENGINE = MergeTree ORDER BY (opened_at, attempt_id);

-- Ladder Safety is failed by nearly everyone since 2026-05-20 08:00 (a broken quiz); no attempt was opened on 2026-05-10 (maintenance).
INSERT INTO quillmark.attempts
SELECT attempt_id, assignment_id, learner_id, course, opened_at,
       if(outcome IN ('passed', 'failed', 'voided'), toNullable(ended), NULL) AS submitted_at,
       outcome,
       multiIf(outcome = 'passed', toNullable(toDecimal64(70 + cityHash64(n, 't-sc') % 301 / 10, 1)),
               outcome = 'failed', toNullable(toDecimal64(12 + cityHash64(n, 't-sc') % 580 / 10, 1)), NULL) AS score_pct,
       active_s, device, browser, proctored,
       if(proctored, toUInt32(multiIf(course IN ('Anti-Bribery', 'Trade Sanctions'), 2450, course = 'Food Hygiene', 1875, 1290)), 0) AS proctor_fee_cents
FROM
(
    SELECT
        number AS n,
        810000 + number AS attempt_id,
        toUInt64(floor(2700 * pow(cityHash64(number, 't-a') / 18446744073709551616.0, 1.25))) AS a,
        40000 + a AS assignment_id,
        2000 + toUInt32(cityHash64(a, 'a-l') % 410) AS learner_id,
        ['Data Privacy','Phishing Basics','Fire Drill','Ladder Safety','Anti-Bribery','Trade Sanctions','Food Hygiene','Lone Working'][1 + toUInt8(floor(8 * pow(cityHash64(a, 'a-c') / 18446744073709551616.0, 1.3)))] AS course,
        90 + toUInt32(floor(190000 * pow(cityHash64(a, 'a-t') / 18446744073709551616.0, 0.9))) AS age_min,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor((least(age_min, 88000) - 3) * pow(cityHash64(number, 't-t') / 18446744073709551616.0, 1.15)))) AS base,
        base + toIntervalMillisecond(1000 + cityHash64(number, 't-ms') % 58000) AS opened_at,
        toUInt32(4 + floor(48 * pow(cityHash64(number, 't-dur') / 18446744073709551616.0, 1.6))) AS dur_min,
        base + toIntervalMinute(dur_min) + toIntervalMillisecond(1000 + cityHash64(number, 't-ms2') % 58000) AS ended,
        ['desktop','mobile','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 't-dev') / 18446744073709551616.0, 1.5)))] AS device,
        toUInt32(floor(dur_min * 60 * (0.5 + cityHash64(number, 't-act') % 450 / 1000) * if(device = 'mobile', 0.8, 1))) AS active_s,
        ['Chrome','Edge','Safari','Firefox'][1 + toUInt8(floor(4 * pow(cityHash64(number, 't-br') / 18446744073709551616.0, 1.4)))] AS browser,
        toUInt8(cityHash64(number, 't-pr') % 100 < 34) AS proctored,
        cityHash64(number, 't-o') % 1000 AS r,
        multiIf(ended >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC'), 'open',
                course = 'Ladder Safety' AND opened_at >= '2026-05-20 08:00:00' AND r < 850, 'failed',
                r < multiIf(course = 'Trade Sanctions', 290, course = 'Fire Drill', 95, 190), 'failed',
                r < 390, 'abandoned',
                proctored AND r < 460, 'voided',
                'passed') AS outcome
    FROM numbers(7600)
)
WHERE toDate(opened_at) != '2026-05-10'
  AND NOT (toHour(opened_at) < 6 AND cityHash64(n, 't-night') % 5 < 3);
