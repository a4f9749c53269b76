-- Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS clinic2;
CREATE DATABASE clinic2;

CREATE TABLE clinic2.doctors
(
    id UInt32,
    name String,
    specialty String,
    level String,
    experience UInt8,
    active Bool,
    created_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO clinic2.doctors
SELECT
    number + 1 AS id,
    ['Alice Moreau','Bruno Keller','Clara Novak','David Okafor','Elena Petrova','Farid Haddad','Greta Lindholm','Hugo Martins','Irene Costa','Jonas Weber','Keiko Tanaka','Leo Fischer','Marta Rossi','Nils Berg','Olga Sokolova','Paul Dubois','Rita Mendes','Samir Khan'][number + 1] AS name,
    ['cardiology','dermatology','pediatrics','orthopedics','neurology','cardiology','pediatrics','dermatology','pediatrics','orthopedics','neurology','pediatrics','cardiology','orthopedics','dermatology','pediatrics','neurology','cardiology'][number + 1] AS specialty,
    ['junior','senior','head'][1 + cityHash64(number, 'd-level') % 3] AS level,
    2 + cityHash64(number, 'd-exp') % 30 AS experience,
    number NOT IN (7, 15) AS active,
    toDateTime('2021-01-04 08:00:00', 'UTC') + toIntervalDay(cityHash64(number, 'd-at') % 1900) AS created_at
FROM numbers(18);

CREATE TABLE clinic2.patients
(
    id UInt32,
    name String,
    gender String,
    age UInt8,
    city String,
    insurance String,
    created_at DateTime('UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO clinic2.patients
SELECT
    number + 1 AS id,
    concat(['Anna','Ben','Carla','Daniel','Eva','Felix','Gina','Henry','Ida','Jack','Kate','Liam','Mia','Noah','Olivia','Peter','Rosa','Simon','Tina','Victor'][1 + number % 20], ' ',
           ['Adams','Brown','Clark','Diaz','Evans','Ford','Gray','Hughes','Ivanov','Jensen','King','Lopez','Meyer'][1 + intDiv(number, 20)]) AS name,
    if(number % 2 = 0, 'female', 'male') AS gender,
    1 + toUInt8(floor(92 * pow(cityHash64(number, 'p-age') / 18446744073709551616.0, 0.9))) AS age,
    ['Lisbon','Porto','Braga','Faro','Coimbra'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-city') / 18446744073709551616.0, 1.6)))] AS city,
    ['public','private','none'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-ins') / 18446744073709551616.0, 1.5)))] AS insurance,
    toDateTime('2024-01-02 09:00:00', 'UTC') + toIntervalMinute(cityHash64(number, 'p-at') % 1240000) AS created_at
FROM numbers(240);

CREATE TABLE clinic2.appointments
(
    id UInt64,
    patient_id UInt32,
    doctor_id UInt32,
    type String,
    status String,
    duration UInt16,
    price Float64,
    room String,
    online Bool,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY (created_at, id);

INSERT INTO clinic2.appointments
SELECT
    row_number() OVER (ORDER BY ts) + 1000 AS id,
    -- patients 229 to 240 have no appointments
    1 + toUInt32(floor(228 * pow(cityHash64(number, 'a-pat') / 18446744073709551616.0, 1.5))) AS patient_id,
    -- doctors 17 and 18 have no appointments
    1 + toUInt32(floor(16 * pow(cityHash64(number, 'a-doc') / 18446744073709551616.0, 1.25))) AS doctor_id,
    k AS type,
    multiIf(ts > toDateTime64('2026-05-19 00:00:00', 3, 'UTC') AND cityHash64(number, 'a-bk') % 100 < 40, 'booked',
            r < 70 - doctor_id, 'completed', r < 86 - doctor_id, 'cancelled', r < 94, 'no_show', 'completed') AS status,
    15 * (1 + cityHash64(number, 'a-dur') % 3) + if(k = 'surgery', 60, 0) AS duration,
    round(multiIf(k = 'surgery', 260 + u * 700, k = 'checkup', 40 + u * 60, k = 'vaccination', 15 + u * 30, k = 'emergency', 90 + u * 240, 25 + u * 45), 2) AS price,
    concat('R', toString(1 + toUInt8(floor(9 * pow(cityHash64(number, 'a-room') / 18446744073709551616.0, 1.3))))) AS room,
    k NOT IN ('surgery', 'vaccination', 'emergency') AND cityHash64(number, 'a-on') % 100 < 22 AS online,
    ts AS created_at
FROM
(
    SELECT
        number,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMillisecond(20000 + toUInt64(floor(6700000000 * pow(cityHash64(number, 'a-ts') / 18446744073709551616.0, 1.2)))) AS ts,
        ['checkup','followup','vaccination','emergency','surgery'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'a-type') / 18446744073709551616.0, 1.5)))] AS k,
        cityHash64(number, 'a-roll') % 100 AS r,
        cityHash64(number, 'a-price') / 18446744073709551616.0 AS u
    FROM numbers(2600)
);
