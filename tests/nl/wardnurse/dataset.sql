-- Nurse calls and shifts of a hospital. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS wardnurse;
CREATE DATABASE wardnurse;

CREATE TABLE wardnurse.wards
(
    ward      LowCardinality(String),
    ward_name String,
    site      LowCardinality(String),
    specialty LowCardinality(String),
    beds      UInt16 COMMENT 'beds set up',
    closed_beds UInt16 COMMENT 'of these, out of use for lack of staff'
)
ENGINE = MergeTree ORDER BY ward;

INSERT INTO wardnurse.wards VALUES
('A1', 'Acacia', 'Riverside', 'surgery', 28, 2), ('A2', 'Aspen', 'Riverside', 'surgery', 24, 0), ('B1', 'Birch', 'Riverside', 'geriatrics', 32, 4),
('B2', 'Beech', 'Riverside', 'geriatrics', 30, 3), ('C1', 'Cedar', 'Riverside', 'cardiology', 22, 0), ('C2', 'Cherry', 'Hilltop', 'cardiology', 18, 1),
('D1', 'Elder', 'Hilltop', 'maternity', 20, 0), ('D2', 'Hazel', 'Hilltop', 'paediatrics', 16, 2), ('E1', 'Juniper', 'Hilltop', 'oncology', 21, 1),
('E2', 'Rowan', 'Hilltop', 'neurology', 19, 0);

CREATE TABLE wardnurse.calls
(
    call_id     UInt32,
    pressed_at  DateTime('UTC') COMMENT 'patient presses the button',
    answered_at Nullable(DateTime('UTC')) COMMENT 'nurse is at the bed and switches the light off',
    ward        LowCardinality(String),
    bed         UInt16,
    origin      LowCardinality(String) COMMENT 'bedside, bathroom (pull cord), wristband',
    prio        UInt8 COMMENT '1 emergency, 2 urgent, 3 routine',
    reason      LowCardinality(String),
    outcome     LowCardinality(String) COMMENT 'answered, withdrawn (patient switched it off), missed (nobody came in 30 minutes), open',
    nurse_id    Nullable(UInt32),
    escalated   UInt8 COMMENT '1 = passed on to the charge nurse'
)
ENGINE = MergeTree ORDER BY (ward, pressed_at);

-- No call from D2 on 2026-05-13 (cable cut). C1 rings like mad on 2026-05-19 from 20:00 to 21:00.
INSERT INTO wardnurse.calls
SELECT 300000 + row_number() OVER (ORDER BY pressed_at, n),
       pressed_at, if(outcome = 'answered', toNullable(ans), NULL), ward, bed, origin, prio, reason, outcome,
       if(outcome = 'answered', toNullable(toUInt32(100 * w + 1 + toUInt32(floor(9 * pow(cityHash64(n, 'c-nu') / 18446744073709551616.0, 1.4))))), NULL),
       toUInt8(cityHash64(n, 'c-es') % 100 < multiIf(prio = 1, 30, prio = 2, 9, 2))
FROM
(
    SELECT
        number AS n,
        number >= 9000 AS burst,
        if(burst, 5, 1 + toUInt8(floor(10 * pow(cityHash64(number, 'c-w') / 18446744073709551616.0, 1.15)))) AS w,
        ['A1','A2','B1','B2','C1','C2','D1','D2','E1','E2'][w] AS ward,
        toUInt16(1 + floor([28,24,32,30,22,18,20,16,21,19][w] * pow(cityHash64(number, 'c-b') / 18446744073709551616.0, 1.4))) AS bed,
        if(burst, toDateTime('2026-05-19 20:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'c-bm') % 59),
           toDateTime('2026-05-21 16:20:00', 'UTC') - toIntervalMinute(1 + toUInt32(floor(71600 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.1)))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 57) AS pressed_at,
        ['bedside','bathroom','wristband'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'c-o') / 18446744073709551616.0, 1.8)))] AS origin,
        multiIf(cityHash64(number, 'c-p') % 100 < 8, 1, cityHash64(number, 'c-p') % 100 < 35, 2, 3) AS prio,
        multiIf(prio = 1, ['fall','breathing','chest pain'][1 + cityHash64(number, 'c-r1') % 3],
                prio = 2, ['pain','drip','toilet','nausea'][1 + cityHash64(number, 'c-r2') % 4],
                ['toilet','water','question','pillow','toilet'][1 + cityHash64(number, 'c-r3') % 5]) AS reason,
        pressed_at + toIntervalSecond(least(1750, toUInt32(floor(multiIf(prio = 1, 18, prio = 2, 55, 110) * (1 + if(w IN (3, 4), 0.5, 0)) * pow(1 - cityHash64(number, 'c-a') / 18446744073709551616.0, -0.62))))) AS ans,
        cityHash64(number, 'c-oc') % 1000 AS r,
        multiIf(r < if(prio = 1, 10, 80), 'withdrawn', prio > 1 AND r < if(w = 3, 240, 130) AND pressed_at < '2026-05-21 15:50:00', 'missed', ans >= '2026-05-21 16:20:00' OR (prio = 3 AND pressed_at >= '2026-05-21 16:08:00'), 'open', 'answered') AS outcome
    FROM numbers(9130)
)
WHERE NOT (ward = 'D2' AND toDate(pressed_at) = '2026-05-13');

CREATE TABLE wardnurse.shifts
(
    shift_id     UInt32,
    ward         LowCardinality(String),
    nurse_id     UInt32,
    kind         LowCardinality(String) COMMENT 'E early, L late, N night',
    began_at     DateTime('UTC'),
    ended_at     Nullable(DateTime('UTC')),
    status       LowCardinality(String) COMMENT 'worked, running, sick (the nurse did not come, costs nothing)',
    agency       UInt8 COMMENT '1 = hired from an agency, 0 = own staff',
    overtime_min Nullable(UInt16) COMMENT 'null when there was none',
    cost_eur     Decimal(10, 2)
)
ENGINE = MergeTree ORDER BY began_at;

INSERT INTO wardnurse.shifts
SELECT 60000 + number, ward,
       if(agency = 1, 9000 + cityHash64(number, 'h-an') % 40, 100 * w + 1 + slot * 3 + cityHash64(intDiv(number, 3), 'h-n') % 3),
       kind, began, if(status = 'worked', toNullable(fin), NULL), status, agency, if(status = 'worked', ot, NULL),
       multiIf(status = 'sick', 0, toDecimal64(round((if(agency = 1, 415, 240) + if(kind = 'N', 60, 0) + ifNull(ot, 0) * 0.65) * (0.9 + cityHash64(number, 'h-c') % 200 / 1000), 2), 2))
FROM
(
    SELECT number, intDiv(number, 90) AS d, 1 + intDiv(number, 9) % 10 AS w, intDiv(number, 3) % 3 AS k, number % 3 AS slot,
        ['A1','A2','B1','B2','C1','C2','D1','D2','E1','E2'][w] AS ward,
        ['E','L','N'][k + 1] AS kind,
        toDateTime('2026-03-25 00:00:00', 'UTC') + toIntervalDay(d) + toIntervalHour(6 + 8 * k) + toIntervalMinute(cityHash64(number, 'h-m') % 12) + toIntervalSecond(1 + cityHash64(number, 'h-s') % 57) AS began,
        toUInt8(cityHash64(number, 'h-ag') % 100 < if(kind = 'N', 20, 9)) AS agency,
        if(cityHash64(number, 'h-ot') % 100 < 30, toNullable(toUInt16(5 + floor(pow(cityHash64(number, 'h-otm') / 18446744073709551616.0, 2) * if(kind = 'L', 150, 100)))), NULL) AS ot,
        began + toIntervalMinute(482 + ifNull(ot, 0)) AS fin,
        multiIf(cityHash64(number, 'h-si') % 100 < 5, 'sick', fin >= '2026-05-21 16:20:00', 'running', 'worked') AS status
    FROM numbers(5220)
)
WHERE began < '2026-05-21 16:20:00';
