-- A group of veterinary clinics: animals, visits, invoices. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS vet;

DROP TABLE IF EXISTS vet.animals;
CREATE TABLE vet.animals
(
    animal_id   UInt32,
    pet_name    String,
    species     LowCardinality(String) COMMENT 'dog, cat, rabbit, guinea pig, parrot or ferret',
    born_on     Nullable(Date) COMMENT 'null when the owner does not know',
    owner_id    UInt32,
    home_clinic LowCardinality(String) COMMENT 'clinic where the animal is registered',
    reg_on      Date COMMENT 'day of registration',
    insured     Bool,
    allergies   Array(LowCardinality(String)) COMMENT 'penicillin, chicken, latex; empty when none is known'
)
ENGINE = MergeTree ORDER BY animal_id;

INSERT INTO vet.animals
SELECT
    toUInt32(1000 + number) AS animal_id,
    ['Rex','Luna','Milo','Bella','Simba','Nala','Coco','Oscar','Daisy','Bruno','Pepper','Olive'][1 + cityHash64(number, 'a-name') % 12] AS pet_name,
    ['dog','cat','rabbit','guinea pig','parrot','ferret'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-spec') / 18446744073709551616.0, 1.9)))] AS species,
    if(cityHash64(number, 'a-nob') % 100 < 7, NULL, toNullable(toDate('2026-03-01') - toUInt32(floor(5200 * pow(cityHash64(number, 'a-born') / 18446744073709551616.0, 1.3))))) AS born_on,
    toUInt32(1 + floor(1700 * pow(cityHash64(number, 'a-own') / 18446744073709551616.0, 1.2))) AS owner_id,
    ['Ashford','Harbour','Northgate','Millbrook','Eastfield','Castle Hill'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-home') / 18446744073709551616.0, 1.3)))] AS home_clinic,
    toDate('2026-05-20') - toUInt32(floor(2200 * pow(cityHash64(number, 'a-reg') / 18446744073709551616.0, 1.5))) AS reg_on,
    cityHash64(number, 'a-ins') % 100 < 37 AS insured,
    multiIf(cityHash64(number, 'a-all') % 100 < 84, emptyArrayString(), cityHash64(number, 'a-all') % 100 < 91, ['penicillin'],
            cityHash64(number, 'a-all') % 100 < 96, ['chicken'], cityHash64(number, 'a-all') % 100 < 98, ['latex'], ['penicillin', 'latex']) AS allergies
FROM numbers(2600);

DROP TABLE IF EXISTS vet.visits;
CREATE TABLE vet.visits
(
    visit_id      UInt64,
    animal_id     UInt32,
    clinic        LowCardinality(String),
    checked_in_at DateTime('UTC') COMMENT 'arrival at the front desk',
    seen_at       Nullable(DateTime('UTC')) COMMENT 'start of the consultation, null when the animal was not seen',
    left_at       DateTime('UTC'),
    reason        LowCardinality(String) COMMENT 'checkup, vaccination, stomach, skin, injury, dental, surgery',
    triage        UInt8 COMMENT '1 = emergency, 2 = urgent, 3 = normal, 4 = routine',
    walk_in       Bool COMMENT 'came without an appointment',
    vet_name      LowCardinality(Nullable(String)) COMMENT 'null when the animal was not seen',
    weight_g      Nullable(UInt32) COMMENT 'weight in grams, null when not weighed',
    temp_c        Nullable(Float64) COMMENT 'body temperature',
    outcome       LowCardinality(String) COMMENT 'treated, referred (sent on to a specialist) or left_unseen (the owner gave up waiting)'
)
ENGINE = MergeTree ORDER BY (clinic, checked_in_at);

-- Northgate was closed on 2026-05-12 (burst pipe); owners walk out of Harbour on 2026-05-18 09:00-13:00; Dr Ferro refers most patients since 2026-05-20.
INSERT INTO vet.visits
SELECT visit_id, animal_id, clinic, checked_in_at,
       if(outcome = 'left_unseen', NULL, toNullable(checked_in_at + toIntervalMinute(wait_min))) AS seen_at,
       left_at, reason, triage, walk_in,
       if(outcome = 'left_unseen', NULL, toNullable(doctor)) AS vet_name,
       if(outcome = 'left_unseen' OR cityHash64(n, 'v-now') % 100 < 12, NULL,
          toNullable(toUInt32(floor(multiIf(species = 'dog', 14000, species = 'cat', 3000, species = 'rabbit', 1700, species = 'ferret', 900, species = 'guinea pig', 800, 350)
              * (0.4 + 2.2 * pow(cityHash64(n, 'v-kg') / 18446744073709551616.0, 2.5)))))) AS weight_g,
       if(outcome = 'left_unseen' OR cityHash64(n, 'v-not') % 100 < 30, NULL, toNullable(round(37.6 + (cityHash64(n, 'v-temp') % 25) / 10, 1))) AS temp_c,
       outcome
FROM
(
    SELECT
        number AS n,
        400000 + number AS visit_id,
        toUInt64(floor(2600 * pow(cityHash64(number, 'v-anim') / 18446744073709551616.0, 1.4))) AS a,
        toUInt32(1000 + a) AS animal_id,
        ['dog','cat','rabbit','guinea pig','parrot','ferret'][1 + toUInt8(floor(6 * pow(cityHash64(a, 'a-spec') / 18446744073709551616.0, 1.9)))] AS species,
        if(cityHash64(number, 'v-else') % 100 < 83,
           ['Ashford','Harbour','Northgate','Millbrook','Eastfield','Castle Hill'][1 + toUInt8(floor(6 * pow(cityHash64(a, 'a-home') / 18446744073709551616.0, 1.3)))],
           ['Ashford','Harbour','Northgate','Millbrook','Eastfield','Castle Hill'][1 + cityHash64(number, 'v-cl') % 6]) AS clinic,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(4 + toUInt32(floor(86390 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalSecond(1 + cityHash64(number, 'v-s') % 58) AS checked_in_at,
        ['checkup','vaccination','stomach','skin','injury','dental','surgery'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'v-reas') / 18446744073709551616.0, 1.25)))] AS reason,
        toUInt8(multiIf(reason = 'injury', [1,2,2,3][1 + cityHash64(number, 'v-tri') % 4],
                        reason = 'surgery', [1,2,3,3,3][1 + cityHash64(number, 'v-tri') % 5],
                        reason = 'stomach', [2,2,3,3,3,4][1 + cityHash64(number, 'v-tri') % 6],
                        [3,4,4][1 + cityHash64(number, 'v-tri') % 3])) AS triage,
        cityHash64(number, 'v-walk') % 100 < if(reason IN ('injury', 'stomach'), 66, 17) AS walk_in,
        ['Dr Hale','Dr Osei','Dr Lindqvist','Dr Ferro','Dr Yamada','Dr Brandt','Dr Koury'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'v-doc') / 18446744073709551616.0, 1.2)))] AS doctor,
        toUInt32(1 + floor(multiIf(triage = 1, 9, triage = 2, 28, triage = 3, 60, 85) * pow(cityHash64(number, 'v-wait') / 18446744073709551616.0, 1.5))) AS wait_min,
        toUInt32(6 + floor(multiIf(reason = 'surgery', 150, reason = 'dental', 70, 30) * pow(cityHash64(number, 'v-dur') / 18446744073709551616.0, 1.4))) AS dur_min,
        cityHash64(number, 'v-out') % 1000 AS r,
        multiIf(clinic = 'Harbour' AND checked_in_at >= '2026-05-18 09:00:00' AND checked_in_at < '2026-05-18 13:00:00' AND r < 600, 'left_unseen',
                r < if(walk_in, 85, 22), 'left_unseen',
                r >= 1000 - multiIf(doctor = 'Dr Ferro' AND checked_in_at >= '2026-05-20 00:00:00', 560, clinic = 'Eastfield', 140, reason IN ('surgery', 'injury'), 110, 60), 'referred',
                'treated') AS outcome,
        checked_in_at + toIntervalMinute(wait_min + if(outcome = 'left_unseen', 4, dur_min)) AS left_at
    FROM numbers(22000)
)
WHERE left_at < '2026-05-21 16:20:00'
  AND NOT (clinic = 'Northgate' AND toDate(checked_in_at) = '2026-05-12')
  AND NOT (toHour(checked_in_at) NOT BETWEEN 8 AND 19 AND cityHash64(n, 'v-night') % 9 != 0)
  AND NOT (toDayOfWeek(checked_in_at) = 7 AND cityHash64(n, 'v-sun') % 3 != 0);

-- The owners who gave up at Harbour, beyond the usual visits.
INSERT INTO vet.visits
SELECT
    490000 + number, toUInt32(1000 + cityHash64(number, 'w-anim') % 2600), 'Harbour',
    toDateTime('2026-05-18 09:00:00', 'UTC') + toIntervalMinute(5 * number) + toIntervalSecond(1 + cityHash64(number, 'w-s') % 58) AS t,
    NULL, t + toIntervalMinute(25 + cityHash64(number, 'w-wait') % 60), 'stomach', 3, true, NULL, NULL, NULL, 'left_unseen'
FROM numbers(48);

DROP TABLE IF EXISTS vet.invoices;
CREATE TABLE vet.invoices
(
    invoice_no String,
    visit_id   UInt64,
    issued_at  DateTime('UTC'),
    amt_eur    Decimal(10, 2) COMMENT 'total with VAT',
    items      Array(LowCardinality(String)) COMMENT 'services billed: consult, vaccine, xray, bloods, meds, dental, surgery',
    status     LowCardinality(String) COMMENT 'paid, open, refunded or void; only paid invoices are revenue',
    paid_at    Nullable(DateTime('UTC')) COMMENT 'null unless paid',
    method     LowCardinality(Nullable(String)) COMMENT 'card, cash, transfer or insurer; null unless paid'
)
ENGINE = MergeTree ORDER BY (issued_at, invoice_no);

INSERT INTO vet.invoices
SELECT invoice_no, visit_id, issued_at, amt_eur, items, status,
       if(status = 'paid', toNullable(pay_at), NULL) AS paid_at,
       if(status = 'paid', toNullable(pay_by), NULL) AS method
FROM
(
    SELECT
        concat('INV-26', toString(visit_id)) AS invoice_no,
        visit_id,
        left_at + toIntervalMinute(1 + cityHash64(visit_id, 'i-desk') % 9) AS issued_at,
        toDecimal64(round(multiIf(reason = 'surgery', 340, reason = 'dental', 180, reason = 'injury', 130, reason = 'vaccination', 48, reason = 'checkup', 55, 80)
            * if(clinic = 'Castle Hill', 1.5, 1.0) * (0.2 + 0.7 * pow(1 - cityHash64(visit_id, 'i-amt') / 18446744073709551616.0, -0.4)), 2), 2) AS amt_eur,
        arrayConcat(['consult'],
            if(reason = 'vaccination', ['vaccine'], emptyArrayString()),
            if(cityHash64(visit_id, 'i-x') % 100 < if(reason = 'injury', 58, 6), ['xray'], emptyArrayString()),
            if(cityHash64(visit_id, 'i-b') % 100 < if(reason = 'stomach', 44, 9), ['bloods'], emptyArrayString()),
            if(cityHash64(visit_id, 'i-m') % 100 < 38, ['meds'], emptyArrayString()),
            if(reason IN ('dental', 'surgery'), [toString(reason)], emptyArrayString())) AS items,
        cityHash64(visit_id, 'i-st') % 1000 AS s,
        if(cityHash64(visit_id, 'i-now') % 100 < 63, 1 + cityHash64(visit_id, 'i-min') % 7,
           3 + toUInt32(floor(42000 * pow(cityHash64(visit_id, 'i-late') / 18446744073709551616.0, 1.3)))) AS delay_min,
        issued_at + toIntervalMinute(delay_min) AS pay_at,
        multiIf(s < 22, 'void', s < 61, 'refunded', s < 950 AND pay_at < '2026-05-21 16:20:00', 'paid', 'open') AS status,
        ['card','insurer','transfer','cash'][1 + toUInt8(floor(4 * pow(cityHash64(visit_id, 'i-pay') / 18446744073709551616.0, 1.5)))] AS pay_by
    FROM vet.visits
    WHERE outcome != 'left_unseen' AND cityHash64(visit_id, 'i-any') % 100 < 94
)
WHERE issued_at < '2026-05-21 16:20:00';
