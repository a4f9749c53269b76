-- Animal clinics: animals, visits, invoices. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS vetcare;
CREATE DATABASE vetcare;

CREATE TABLE vetcare.animals
(
    animal_id     UInt32,
    animal_name   String,
    species       LowCardinality(String),
    sex           LowCardinality(String) COMMENT 'm = male, f = female',
    born_on       Date,
    owner_name    String,
    chip_no       Nullable(String) COMMENT 'number of the implanted chip, null when the animal has none',
    is_insured    UInt8 COMMENT '1 = the owner has insurance for the animal, 0 = no insurance',
    registered_at DateTime('UTC') COMMENT 'when the file of the animal was opened'
)
ENGINE = MergeTree ORDER BY animal_id
COMMENT 'Patients of the clinics, one row each';

INSERT INTO vetcare.animals
SELECT
    toUInt32(2001 + number) AS animal_id,
    ['Balu','Mia','Rocky','Luna','Tommy','Nala','Simba','Coco','Bella','Max','Kira','Momo','Paula','Oskar','Lilly','Felix'][1 + cityHash64(number, 'a-name') % 16] AS animal_name,
    ['dog','cat','rabbit','parrot','hamster'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-sp') / 18446744073709551616.0, 1.8)))] AS species,
    ['m','f'][1 + cityHash64(number, 'a-sex') % 2] AS sex,
    toDate(registered_at) - toUInt32(40 + floor(multiIf(species = 'dog', 4300, species = 'cat', 5100, species = 'parrot', 7000, species = 'rabbit', 2200, 600) * pow(cityHash64(number, 'a-born') / 18446744073709551616.0, 1.3))) AS born_on,
    concat(['Adam','Berta','Carl','Dora','Emil','Frida','Georg','Helga','Ivan','Julia'][1 + cityHash64(number, 'a-of') % 10], ' ', ['Koch','Lang','Maier','Neumann','Oswald','Pohl','Richter','Sommer','Thiel','Vogt'][1 + cityHash64(number, 'a-ol') % 10]) AS owner_name,
    if(cityHash64(number, 'a-chip') % 100 < if(species IN ('dog', 'cat'), 81, 12), toNullable(concat('9760', leftPad(toString(cityHash64(number, 'a-chip2') % 10000000000), 11, '0'))), NULL) AS chip_no,
    toUInt8(cityHash64(number, 'a-ins') % 100 < 34) AS is_insured,
    toDateTime('2026-05-21 00:00:00', 'UTC')
        - toIntervalDay(if(number >= 600, cityHash64(number, 'a-reg') % 70, 101 + cityHash64(number, 'a-reg') % 1200))
        + toIntervalMinute(490 + cityHash64(number, 'a-regm') % 470) + toIntervalSecond(1 + cityHash64(number, 'a-regs') % 58) AS registered_at
FROM numbers(660);

CREATE TABLE vetcare.visits
(
    visit_id      UInt32,
    animal_id     UInt32,
    clinic        LowCardinality(String),
    vet           LowCardinality(String),
    reason        LowCardinality(String),
    booked_at     DateTime('UTC') COMMENT 'when the appointment was made',
    arrived_at    Nullable(DateTime('UTC')) COMMENT 'when the animal came in, null when it did not',
    left_at       Nullable(DateTime('UTC')),
    visit_status  LowCardinality(String) COMMENT 'done, in_progress, no_show or cancelled',
    triage        UInt8 COMMENT '1 = can wait, 2 = soon, 3 = urgent, 4 = life at risk',
    wait_min      Nullable(UInt16) COMMENT 'minutes in the waiting room',
    weight_kg     Nullable(Float64),
    temperature_c Nullable(Float64)
)
ENGINE = MergeTree ORDER BY (booked_at, visit_id)
COMMENT 'Appointments and emergencies, one row each';

INSERT INTO vetcare.visits
SELECT visit_id, animal_id, clinic, vet, reason, booked_at,
       if(came, toNullable(arr), NULL), if(visit_status = 'done', toNullable(lef), NULL), visit_status, triage,
       if(came, toNullable(wt), NULL) AS wait_min,
       if(came, toNullable(round(multiIf(species = 'dog', 6 + cityHash64(animal_id, 'v-kg') % 320 / 10, species = 'cat', 2.6 + cityHash64(animal_id, 'v-kg') % 42 / 10, species = 'rabbit', 1.2 + cityHash64(animal_id, 'v-kg') % 20 / 10, 0.1 + cityHash64(animal_id, 'v-kg') % 9 / 20) + cityHash64(n, 'v-kg2') % 40 / 100, 2)), NULL) AS weight_kg,
       if(came AND cityHash64(n, 'v-tc') % 100 < 80, toNullable(round(37.6 + cityHash64(n, 'v-tc2') % 18 / 10 + if(triage >= 3, 0.7, 0), 1)), NULL) AS temperature_c
FROM
(
    SELECT
        number AS n,
        toUInt32(60001 + number) AS visit_id,
        toUInt32(2001 + floor(645 * pow(cityHash64(number, 'v-an') / 18446744073709551616.0, 1.4))) AS animal_id,
        ['Harbour','Oakfield','Mill Lane'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-cl') / 18446744073709551616.0, 1.4)))] AS clinic,
        if(clinic = 'Harbour', ['Dr Abel','Dr Brandt','Dr Cruz'], if(clinic = 'Oakfield', ['Dr Dietz','Dr Ebner','Dr Dietz'], ['Dr Falk','Dr Gupta','Dr Falk']))[1 + cityHash64(number, 'v-vt9') % 3] AS vet,
        ['checkup','vaccination','dental','surgery','emergency'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'v-rs') / 18446744073709551616.0, 1.4)))] AS reason,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(98 * pow(cityHash64(number, 'v-day') / 18446744073709551616.0, 1.15))))
            + toIntervalMinute(485 + cityHash64(number, 'v-min') % 600) + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58) AS arr,
        arr - toIntervalMinute(if(reason = 'emergency', 15 + cityHash64(number, 'v-bk') % 50, 700 + cityHash64(number, 'v-bk') % 11000)) AS booked_at,
        toUInt8(multiIf(reason = 'emergency', 3 + (cityHash64(number, 'v-tg') % 3 = 0), reason IN ('surgery', 'dental'), 1 + cityHash64(number, 'v-tg') % 3, 1 + (cityHash64(number, 'v-tg') % 5 = 0))) AS triage,
        toUInt16(multiIf(clinic = 'Harbour', 9, clinic = 'Oakfield', 14, 6) * pow(1 - cityHash64(number, 'v-w') / 18446744073709551616.0, -0.45) / if(triage >= 3, 4, 1)) AS wt,
        arr + toIntervalMinute(wt + multiIf(reason = 'surgery', 90, reason = 'dental', 45, reason = 'emergency', 50, 12) + cityHash64(number, 'v-ln') % 20) AS lef,
        cityHash64(number, 'v-st') % 1000 AS s,
        multiIf(reason != 'emergency' AND s < 60, 'cancelled',
                reason != 'emergency' AND s < multiIf(clinic = 'Mill Lane', 150, clinic = 'Oakfield', 95, 115), 'no_show',
                lef >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'in_progress', 'done') AS visit_status,
        visit_status IN ('done', 'in_progress') AS came
    FROM numbers(2900)
) AS v
INNER JOIN (SELECT animal_id, species, registered_at FROM vetcare.animals) AS a USING (animal_id)
WHERE arr < toDateTime('2026-05-21 16:19:00', 'UTC') AND booked_at > registered_at AND (toDayOfWeek(arr) != 7 OR reason = 'emergency');

CREATE TABLE vetcare.invoices
(
    invoice_id     UInt32,
    visit_id       UInt32,
    issued_at      DateTime('UTC'),
    due_days       UInt8 COMMENT 'days the owner has to pay, counted from the issue',
    paid_at        Nullable(DateTime('UTC')) COMMENT 'null while nothing has been paid',
    status         LowCardinality(String) COMMENT 'open, paid, overdue or void, a void invoice was a mistake and nobody owes it',
    total_cents    UInt32 COMMENT 'amount in euro cents, with VAT',
    vat_cents      UInt32,
    payment_method LowCardinality(Nullable(String)) COMMENT 'card, cash, transfer or insurance, null until paid'
)
ENGINE = MergeTree ORDER BY (issued_at, invoice_id)
COMMENT 'Invoices to the owners, at most one for a visit';

INSERT INTO vetcare.invoices
SELECT invoice_id, visit_id, issued_at, due_days, if(status = 'paid', toNullable(pd), NULL), status, total_cents, toUInt32(total_cents * 19 / 119),
       if(status = 'paid', toNullable(meth), NULL)
FROM
(
    SELECT
        toUInt64(visit_id - 60001) AS n,
        toUInt32(810000 + n) AS invoice_id, visit_id,
        assumeNotNull(left_at) + toIntervalMinute(3 + if(cityHash64(n, 'i-late') % 4 = 0, cityHash64(n, 'i-is') % 3000, cityHash64(n, 'i-is') % 20)) AS issued_at,
        toUInt8([14, 14, 30][1 + cityHash64(n, 'i-due') % 3]) AS due_days,
        ['card','cash','transfer','insurance'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'i-m') / 18446744073709551616.0, 1.3)))] AS meth,
        issued_at + toIntervalMinute(if(meth IN ('card', 'cash'), 1 + cityHash64(n, 'i-p') % 15, 1500 + cityHash64(n, 'i-p') % 30000)) AS pd,
        multiIf(cityHash64(n, 'i-v') % 100 < 3, 'void',
                pd < toDateTime('2026-05-21 16:20:00', 'UTC') AND cityHash64(n, 'i-np') % 100 >= 12, 'paid',
                issued_at + toIntervalDay(due_days) < toDateTime('2026-05-21 16:20:00', 'UTC'), 'overdue', 'open') AS status,
        toUInt32(multiIf(reason = 'surgery', 31000, reason = 'dental', 14500, reason = 'emergency', 17500, reason = 'vaccination', 5200, 4300) * (0.7 + cityHash64(n, 'i-t') % 900 / 1000)) AS total_cents
    FROM vetcare.visits
    WHERE visit_status = 'done' AND cityHash64(visit_id, 'i-no') % 1000 >= 42
)
WHERE issued_at < toDateTime('2026-05-21 16:19:00', 'UTC');
