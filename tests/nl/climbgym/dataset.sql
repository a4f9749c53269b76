-- A climbing gym with three sites: visits, courses, equipment hire. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No check-in lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS climbgym;
CREATE DATABASE climbgym;

CREATE TABLE climbgym.courses
(
    course_code LowCardinality(String),
    title       String,
    discipline  LowCardinality(String),
    coach       LowCardinality(String),
    places      UInt8 COMMENT 'maximum number of participants per session',
    starts_on   Date
)
ENGINE = MergeTree ORDER BY course_code;

INSERT INTO climbgym.courses VALUES
('BLD1', 'First Moves', 'bouldering', 'Mira', 12, '2026-01-12'),
('BLD2', 'Slabs and Volumes', 'bouldering', 'Jonas', 10, '2026-02-02'),
('BLD3', 'Dynos', 'bouldering', 'Petra', 8, '2026-03-09'),
('LED1', 'Lead Basics', 'lead', 'Petra', 6, '2026-01-19'),
('LED2', 'Falling Safely', 'lead', 'Luc', 6, '2026-02-16'),
('TOP1', 'Belay Licence', 'top rope', 'Luc', 8, '2026-01-12'),
('TOP2', 'Rope Evenings', 'top rope', 'Mira', 8, '2026-03-02'),
('SPD1', 'Speed Wall', 'speed', 'Jonas', 4, '2026-02-23');

CREATE TABLE climbgym.visits
(
    visit_id       UInt32,
    checked_in_at  DateTime('UTC'),
    checked_out_at Nullable(DateTime('UTC')) COMMENT 'null while the guest is inside or when the gate missed the way out',
    guest_id       UInt32,
    site           LowCardinality(String),
    entry          LowCardinality(String) COMMENT 'D = day ticket, P = punch card, M = membership, C = course place, V = voucher',
    course_code    LowCardinality(Nullable(String)) COMMENT 'only for entry C',
    age_group      LowCardinality(String) COMMENT 'kid, teen, adult, senior',
    paid_eur       Decimal(8, 2) COMMENT 'taken at the desk, 0 for punch cards, memberships and vouchers',
    refunded       UInt8 COMMENT '1 = the desk gave the money back, the visit itself took place'
)
ENGINE = MergeTree ORDER BY (site, checked_in_at);

-- Northwall is closed on 2026-05-06. A school class storms Quarry on 2026-05-16 from 10 to 11. Guest 4417 lends the card around on 2026-05-21.
INSERT INTO climbgym.visits
SELECT visit_id, checked_in_at,
       if(cityHash64(n, 'v-gate') % 100 < 4 OR checked_in_at + toIntervalMinute(stay) >= '2026-05-21 16:20:00', NULL, checked_in_at + toIntervalMinute(stay) + toIntervalSecond(cityHash64(n, 'v-os') % 50)) AS checked_out_at,
       guest_id, site, entry,
       if(entry = 'C', ['BLD1','LED1','TOP1','BLD2','TOP2','LED2','BLD3','SPD1'][1 + toUInt8(floor(8 * pow(cityHash64(n, 'v-crs') / 18446744073709551616.0, 1.4)))], NULL) AS course_code,
       age_group,
       toDecimal64(multiIf(entry = 'D', multiIf(age_group = 'kid', 7.5, age_group = 'teen', 9.0, age_group = 'senior', 10.5, 13.0) + if(site = 'Dockside', 1.5, 0) - if(toHour(checked_in_at) < 15, 2, 0),
                           entry = 'C', 15 + cityHash64(n, 'v-cp') % 7 * 2.5, 0), 2) AS paid_eur,
       if(entry IN ('D', 'C') AND cityHash64(n, 'v-ref') % 100 < 5, 1, 0) AS refunded
FROM
(
    SELECT
        number AS n,
        200000 + number AS visit_id,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(90 * pow(cityHash64(number, 'v-day') / 18446744073709551616.0, 1.15))))
            + toIntervalHour(if(cityHash64(number, 'v-en') % 12 IN (9, 10) AND cityHash64(number, 'v-cs') % 8 = 0, 19, [7,8,9,9,10,10,11,12,13,14,15,16,16,17,17,17,18,18,18,18,19,19,19,20,20,21][1 + cityHash64(number, 'v-hr') % 26]))
            + toIntervalMinute(cityHash64(number, 'v-mi') % 60) + toIntervalSecond(1 + cityHash64(number, 'v-se') % 58) AS checked_in_at,
        1 + toUInt32(floor(2600 * pow(cityHash64(number, 'v-gu') / 18446744073709551616.0, 1.5))) AS guest_id,
        ['Northwall','Dockside','Quarry'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-si') / 18446744073709551616.0, 1.3)))] AS site,
        ['M','M','M','M','D','D','D','P','P','C','C','V'][1 + cityHash64(number, 'v-en') % 12] AS entry,
        ['adult','adult','adult','adult','adult','teen','teen','kid','senior'][1 + cityHash64(number, 'v-ag') % 9] AS age_group,
        toUInt32(30 + floor(multiIf(age_group = 'kid', 70, age_group = 'senior', 90, 130) * pow(cityHash64(number, 'v-st') / 18446744073709551616.0, if(site = 'Quarry', 0.7, 1.1)))) AS stay
    FROM numbers(9800)
)
WHERE checked_in_at < '2026-05-21 16:20:00' AND NOT (site = 'Northwall' AND toDate(checked_in_at) = '2026-05-06');

INSERT INTO climbgym.visits
SELECT 210000 + number, toDateTime('2026-05-16 10:00:00', 'UTC') + toIntervalMinute(number % 58) + toIntervalSecond(1 + cityHash64(number, 's-se') % 58) AS t,
       t + toIntervalMinute(60 + cityHash64(number, 's-st') % 50), 5000 + number, 'Quarry', 'V', NULL, if(number % 12 = 0, 'adult', 'kid'), 0, 0
FROM numbers(116);

INSERT INTO climbgym.visits
SELECT 211000 + number, toDateTime('2026-05-21 08:05:00', 'UTC') + toIntervalMinute(number * 29) + toIntervalSecond(1 + cityHash64(number, 'l-se') % 58),
       NULL, 4417, 'Dockside', 'M', NULL, 'adult', 0, 0
FROM numbers(16);

CREATE TABLE climbgym.hires
(
    hire_id       UInt32,
    out_at        DateTime('UTC'),
    back_at       Nullable(DateTime('UTC')),
    visit_id      UInt32,
    site          LowCardinality(String),
    item          LowCardinality(String),
    size_eu       Nullable(Float32) COMMENT 'shoes only',
    fee_cents     UInt32 COMMENT 'list fee in euro cents',
    charge        LowCardinality(String) COMMENT 'paid, waived or refunded - the fee was kept only when paid',
    came_back     LowCardinality(Nullable(String)) COMMENT 'state on return: fine, worn or broken'
)
ENGINE = MergeTree ORDER BY (site, out_at);

-- The hire counter of all sites was shut on 2026-05-11.
INSERT INTO climbgym.hires
SELECT hire_id, out_at, back_at, visit_id, site, item,
       if(item = 'shoes', toNullable(toFloat32(if(age_group = 'kid', 30, 36) + cityHash64(hire_id, 'h-sz') % 20 * 0.5)), NULL),
       multiIf(item = 'shoes', 450, item = 'harness', 350, item = 'rope', 600, item = 'helmet', 200, item = 'chalk bag', 150, 500) - if(entry = 'M', 50, 0),
       ['paid','paid','paid','paid','paid','paid','paid','paid','paid','paid','paid','paid','waived','waived','refunded'][1 + cityHash64(hire_id, 'h-ch') % 15],
       if(back_at IS NULL, NULL, multiIf(cityHash64(hire_id, 'h-cb') % 1000 < if(item IN ('rope', 'helmet'), 70, 25), 'broken', cityHash64(hire_id, 'h-cb') % 1000 < 220, 'worn', 'fine'))
FROM
(
    SELECT visit_id * 10 + k AS hire_id, visit_id, site, entry, age_group,
           checked_in_at + toIntervalMinute(2 + cityHash64(hire_id, 'h-o') % 8) AS out_at,
           ['shoes','shoes','shoes','shoes','harness','harness','chalk bag','chalk bag','rope','helmet','crash pad'][1 + cityHash64(hire_id, 'h-it') % 11] AS item,
           coalesce(checked_out_at, checked_in_at + toIntervalMinute(95)) - toIntervalMinute(cityHash64(hire_id, 'h-b') % 9) AS b,
           if(b >= '2026-05-21 16:20:00' OR b <= out_at OR cityHash64(hire_id, 'h-lost') % 100 < 2, NULL, b) AS back_at
    FROM climbgym.visits ARRAY JOIN if(cityHash64(visit_id, 'h-n') % 100 < 45, if(cityHash64(visit_id, 'h-m') % 10 < 3, [1, 2], [1]), []) AS k
    WHERE visit_id < 211000
)
WHERE out_at < '2026-05-21 16:20:00' AND toDate(out_at) != '2026-05-11';
