-- A centre where people sit language exams. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS lingvora;
CREATE DATABASE lingvora;

CREATE TABLE lingvora.exams
(
    exam_code       LowCardinality(String),
    language        LowCardinality(String),
    level           LowCardinality(String) COMMENT 'CEFR: A2, B1, B2, C1',
    minutes_allowed UInt16,
    has_oral        UInt8 COMMENT '1 if there is a speaking part'
)
ENGINE = MergeTree ORDER BY exam_code;

INSERT INTO lingvora.exams
SELECT
    concat(['EN','DE','FR','ES','IT','PT'][1 + intDiv(number, 4)], '-', ['A2','B1','B2','C1'][1 + number % 4]),
    ['English','German','French','Spanish','Italian','Portuguese'][1 + intDiv(number, 4)],
    ['A2','B1','B2','C1'][1 + number % 4],
    [90, 135, 180, 215][1 + number % 4],
    number % 4 != 0
FROM numbers(24);

CREATE TABLE lingvora.candidates
(
    candidate_id  UInt32,
    full_name     String,
    nationality   LowCardinality(String) COMMENT 'passport, ISO 3166 two-letter code',
    birth_year    UInt16,
    registered_on Date,
    sponsor       LowCardinality(String) COMMENT 'who pays: self, employer or school'
)
ENGINE = MergeTree ORDER BY candidate_id;

INSERT INTO lingvora.candidates
SELECT
    41000 + number,
    concat(['Aylin','Bruno','Chidi','Daria','Emre','Farah','Goran','Hana','Iker','Joana'][1 + cityHash64(number, 'k-first') % 10], ' ',
           ['Alves','Bondar','Celik','Duarte','Eze','Fischer','Gupta','Horvat','Ito','Jansen'][1 + cityHash64(number, 'k-last') % 10], ' ', toString(number)),
    ['TR','BR','UA','IN','NG','JP','PT','CH'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'k-nat') / 18446744073709551616.0, 1.4)))],
    1958 + toUInt16(floor(50 * pow(cityHash64(number, 'k-born') / 18446744073709551616.0, 0.6))),
    toDate('2026-03-15') - toUInt32(floor(1100 * pow(cityHash64(number, 'k-reg') / 18446744073709551616.0, 1.5))),
    ['self','employer','school'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-sp') / 18446744073709551616.0, 1.5)))]
FROM numbers(2600);

CREATE TABLE lingvora.sittings
(
    sitting_id   UInt64,
    candidate_id UInt32,
    exam_code    LowCardinality(String),
    room         LowCardinality(String),
    seat_no      UInt8,
    invigilator  LowCardinality(String),
    started_at   DateTime64(3, 'UTC') COMMENT 'when the paper was opened; the booked slot if nobody turned up',
    handed_in_at Nullable(DateTime64(3, 'UTC')) COMMENT 'null for absent and withdrawn',
    outcome      LowCardinality(String) COMMENT 'passed, failed, absent, withdrawn, voided (cheating) or aborted (equipment broke down); withdrawn and aborted sittings get their fee back',
    score_pct    Nullable(Decimal(4, 1)) COMMENT '0 to 100, only on passed and failed',
    fee_chf      Decimal(8, 2),
    is_resit     UInt8,
    oral_wait_s  Nullable(UInt32) COMMENT 'time in the queue for the speaking part, null without one'
)
ENGINE = MergeTree ORDER BY (room, started_at);

-- Nobody sits an exam on 2026-05-08 (a burst pipe). The computers of Lab 2 break down on 2026-05-20 13:00-16:00. ES-C1 has leaked: many are voided since 2026-05-18. Saturdays are the busiest.
INSERT INTO lingvora.sittings
SELECT sitting_id, candidate_id, exam_code, room, seat_no, invigilator, started_at,
       if(outcome IN ('absent', 'withdrawn'), NULL, toNullable(started_at + toIntervalMinute(took_min))) AS handed_in_at,
       outcome,
       multiIf(outcome = 'passed', toNullable(toDecimal64(60 + cityHash64(n, 's-sc') % 390 / 10, 1)),
               outcome = 'failed', toNullable(toDecimal64(18 + cityHash64(n, 's-sc') % 419 / 10, 1)), NULL) AS score_pct,
       fee_chf, is_resit,
       if(lv != 1 AND outcome IN ('passed', 'failed'), toNullable(toUInt32(floor(95 * if(room = 'Annex', 1.6, 1.0) * pow(1 - cityHash64(n, 's-oral') / 18446744073709551616.0, -0.55)))), NULL) AS oral_wait_s
FROM
(
    SELECT
        number AS n,
        880000 + number AS sitting_id,
        41000 + toUInt32(floor(2500 * pow(cityHash64(number, 's-cand') / 18446744073709551616.0, 1.3))) AS candidate_id,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 's-lang') / 18446744073709551616.0, 1.4))) AS lg,
        toUInt8([1, 2, 2, 3, 3, 3, 4, 4][1 + cityHash64(number, 's-lev') % 8]) AS lv,
        concat(['EN','DE','FR','ES','IT','PT'][lg], '-', ['A2','B1','B2','C1'][lv]) AS exam_code,
        ['Aula','Lab 1','Lab 2','Annex','Attic'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-room') / 18446744073709551616.0, 1.3)))] AS room,
        toUInt8(1 + cityHash64(number, 's-seat') % if(room = 'Aula', 60, 24)) AS seat_no,
        ['Brandt','Moreau','Okafor','Keller','Lindqvist','Yilmaz'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-inv') / 18446744073709551616.0, 1.3)))] AS invigilator,
        toDateTime64('2026-05-21 00:00:00', 3, 'UTC')
            - toIntervalDay(toUInt32(floor(62 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 1.25))))
            + toIntervalMinute(450 + toUInt32(floor(780 * pow(cityHash64(number, 's-min') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57000) AS started_at,
        cityHash64(number, 's-out') % 1000 AS s,
        multiIf(room = 'Lab 2' AND started_at >= '2026-05-20 13:00:00' AND started_at < '2026-05-20 16:00:00' AND s < 700, 'aborted',
                exam_code = 'ES-C1' AND started_at >= '2026-05-18 00:00:00' AND s < 450, 'voided',
                s < 55, 'withdrawn', s < 120, 'absent', s < 138, 'aborted', s < 160, 'voided',
                s < if(lv = 4, 520, if(lv = 1, 330, 420)), 'failed', 'passed') AS outcome,
        toUInt32(floor([90, 135, 180, 215][lv] * (0.55 + cityHash64(number, 's-took') % 450 / 1000))) AS took_min,
        toDecimal64([95, 140, 190, 260][lv] + if(lg > 3, 15, 0) - if(cityHash64(number, 's-disc') % 9 = 0, 22.5, 0), 2) AS fee_chf,
        toUInt8(cityHash64(number, 's-re') % 100 < 23) AS is_resit
    FROM numbers(8000)
)
WHERE started_at < '2026-05-21 16:20:00'
  AND toDate(started_at) != '2026-05-08'
  AND NOT (toDayOfWeek(started_at) != 6 AND cityHash64(n, 's-thin') % 4 = 0)
  AND (outcome IN ('absent', 'withdrawn') OR started_at + toIntervalMinute(took_min) < '2026-05-21 16:20:00');

-- More of the breakdown in Lab 2.
INSERT INTO lingvora.sittings
SELECT
    889000 + number, 41000 + cityHash64(number, 'x-cand') % 2500, 'EN-B2', 'Lab 2', 1 + number % 24, 'Okafor',
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(number * 5) + toIntervalMillisecond(1000 + cityHash64(number, 'x-ms') % 57000) AS t,
    toNullable(t + toIntervalMinute(12 + number % 20)), 'aborted', NULL, toDecimal64(190, 2), 0, NULL
FROM numbers(35);
