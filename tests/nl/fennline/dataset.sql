-- Regional rail: ticket inspections and fines. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS fennline;
CREATE DATABASE fennline;

CREATE TABLE fennline.inspectors
(
    inspector_no UInt16,
    full_name    String,
    depot        LowCardinality(String) COMMENT 'where the shift begins and ends',
    contract     LowCardinality(String) COMMENT 'staff, agency or trainee',
    hired_on     Date
)
ENGINE = MergeTree ORDER BY inspector_no;

INSERT INTO fennline.inspectors
SELECT
    toUInt16(110 + number),
    concat(['Hanne','Piet','Greta','Ruben','Silke','Joost','Mirjam','Arne'][1 + cityHash64(number, 'i-first') % 8], ' ',
           ['Visscher','Brandt','Holm','Aalders','Reuter','Dekker'][1 + cityHash64(number, 'i-last') % 6], ' ', toString(number)),
    ['Oldmere','Brackwater','Tollen'][1 + cityHash64(number, 'i-dep') % 3],
    ['staff','staff','staff','agency','trainee'][1 + cityHash64(number, 'i-con') % 5],
    toDate('2026-04-30') - toUInt32(floor(3600 * pow(cityHash64(number, 'i-hire') / 18446744073709551616.0, 1.5)))
FROM numbers(26);

CREATE TABLE fennline.routes
(
    code        LowCardinality(String),
    title       String,
    region      LowCardinality(String),
    length_km   Float32,
    electrified UInt8
)
ENGINE = MergeTree ORDER BY code;

INSERT INTO fennline.routes VALUES
    ('R1', 'Oldmere - Brackwater', 'coast', 61.4, 1),
    ('R2', 'Oldmere - Tollen', 'valley', 44.0, 1),
    ('R4', 'Tollen - Kirnach', 'upland', 83.7, 0),
    ('R7', 'Brackwater - Sandhook', 'coast', 29.2, 0),
    ('R9', 'Oldmere - Auwald', 'valley', 37.5, 1);

CREATE TABLE fennline.checks
(
    check_id      UInt64,
    checked_at    DateTime('UTC'),
    inspector_no  UInt16,
    line          LowCardinality(String) COMMENT 'routes.code',
    train_no      UInt32,
    coach_class   UInt8 COMMENT '1 = first class, 2 = second class',
    ticket_kind   LowCardinality(String) COMMENT 'single, day_pass, monthly, student; none = travelling without a ticket',
    passenger_ref Nullable(UInt32) COMMENT 'the traveller, pseudonym; null when no identity was taken',
    verdict       LowCardinality(String) COMMENT 'valid, warned, fined, waived; waived = a fine dropped afterwards, its money is not collected',
    penalty_eur   Nullable(Decimal(8, 2)) COMMENT 'amount of the fine; only when fined or waived',
    paid_on_train UInt8 COMMENT '1 = the fine was settled on the spot',
    handling_s    UInt16 COMMENT 'time spent on this check',
    reader        LowCardinality(String) COMMENT 'handheld device of the inspector'
)
ENGINE = MergeTree ORDER BY (line, checked_at);

-- Strike: no check at all on 2026-05-08. R7 has a wave of fines on 2026-05-20 17:00-19:00. Reader K03 is broken since 2026-05-17.
INSERT INTO fennline.checks
SELECT check_id, checked_at, inspector_no, line, train_no, coach_class, ticket_kind, passenger_ref, verdict,
       if(verdict IN ('fined', 'waived'),
          toNullable(toDecimal64((round([60, 60, 60, 80, 100][1 + cityHash64(n, 'c-pen') % 5] * if(coach_class = 1, 1.5, 1)) * 100 + cityHash64(n, 'c-pen2') % 900) / 100, 2)), NULL) AS penalty_eur,
       toUInt8(verdict = 'fined' AND cityHash64(n, 'c-spot') % 100 < 38) AS paid_on_train,
       toUInt16(4 + floor(multiIf(verdict = 'valid', 9, verdict = 'warned', 60, 170) * if(line = 'R4', 1.4, 1) * pow(1 - cityHash64(n, 'c-hand') / 18446744073709551616.0, -0.35))) AS handling_s,
       reader
FROM
(
    SELECT
        number AS n,
        300000 + number AS check_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(100000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 58) AS checked_at,
        toUInt16(110 + floor(25 * pow(cityHash64(number, 'c-insp') / 18446744073709551616.0, 1.5))) AS inspector_no,
        ['R1','R2','R9','R4','R7'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'c-line') / 18446744073709551616.0, 1.3)))] AS line,
        toUInt32(4100 + cityHash64(number, 'c-train') % 180) AS train_no,
        toUInt8(if(cityHash64(number, 'c-class') % 100 < 18, 1, 2)) AS coach_class,
        cityHash64(number, 'c-kind') % 100 AS k,
        multiIf(k < 35, 'single', k < 50, 'day_pass', k < 79, 'monthly', k < 90, 'student', 'none') AS ticket_kind,
        if(cityHash64(number, 'c-anon') % 100 < 30, NULL, toNullable(toUInt32(50000 + floor(4000 * pow(cityHash64(number, 'c-pax') / 18446744073709551616.0, 1.4))))) AS passenger_ref,
        cityHash64(number, 'c-verd') % 100 AS v,
        multiIf(ticket_kind = 'none', multiIf(v < 68, 'fined', v < 82, 'waived', 'warned'),
                ticket_kind = 'student', multiIf(v < 8, 'fined', v < 11, 'waived', v < 30, 'warned', 'valid'),
                ticket_kind = 'single', multiIf(v < 6, 'fined', v < 7, 'waived', v < 15, 'warned', 'valid'),
                multiIf(v < 2, 'fined', v < 6, 'warned', 'valid')) AS verdict,
        concat('K', leftPad(toString(1 + toUInt8(floor(12 * pow(cityHash64(number, 'c-read') / 18446744073709551616.0, 1.2)))), 2, '0')) AS reader
    FROM numbers(8000)
)
WHERE toDate(checked_at) != '2026-05-08'
  AND NOT (toHour(checked_at) BETWEEN 1 AND 4)
  AND NOT (toHour(checked_at) IN (0, 5, 22, 23) AND cityHash64(n, 'c-late') % 3 != 0)
  AND NOT (toDayOfWeek(checked_at) = 7 AND cityHash64(n, 'c-sun') % 2 = 0)
  AND NOT (reader = 'K03' AND checked_at >= '2026-05-17 00:00:00');

-- The wave of fines on R7 (a concert at Sandhook).
INSERT INTO fennline.checks
SELECT
    390000 + number,
    toDateTime('2026-05-20 17:00:00', 'UTC') + toIntervalMinute(intDiv(number * 120, 66)) + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58),
    toUInt16(112 + cityHash64(number, 'w-insp') % 9), 'R7', 4290, toUInt8(if(cityHash64(number, 'w-class') % 10 = 0, 1, 2)), 'none',
    if(cityHash64(number, 'w-anon') % 4 = 0, NULL, toNullable(toUInt32(60000 + number))), 'fined', toNullable(toDecimal64(60 + (cityHash64(number, 'w-pen') % 900) / 100, 2)),
    toUInt8(cityHash64(number, 'w-spot') % 100 < 20), toUInt16(60 + cityHash64(number, 'w-hand') % 90), concat('K0', toString(5 + number % 4))
FROM numbers(66);
