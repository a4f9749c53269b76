-- Telemedicine: consultations, prescriptions, physicians. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS telmed;
CREATE DATABASE telmed;

CREATE TABLE telmed.physicians
(
    phys_id     UInt16,
    full_name   String,
    specialty   LowCardinality(String),
    licensed_in LowCardinality(String) COMMENT 'country of the medical licence, ISO 3166 two-letter code',
    joined_on   Date,
    is_active   Bool
)
ENGINE = MergeTree ORDER BY phys_id
COMMENT 'doctors who hold consultations';

-- 145 and 146 are new and have seen nobody yet.
INSERT INTO telmed.physicians
SELECT
    101 + number,
    concat('Dr. ', ['Anna','Pieter','Lucia','Jonas','Marta','Declan','Elif','Bruno'][1 + number % 8], ' ',
           ['Keller','Visser','Moreno','Huber','Ricci','Byrne','Aydin','Lang','Serra','Wolff'][1 + (number % 8 + intDiv(number, 8)) % 10]),
    ['general medicine','dermatology','psychiatry','pediatrics','orthopedics'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'tm-spec') / 18446744073709551616.0, 1.3)))],
    ['DE','AT','NL','ES','IT','IE'][1 + cityHash64(number, 'tm-lic') % 6],
    if(number >= 44, toDate('2026-05-18'), toDate('2026-03-10') - toUInt32(cityHash64(number, 'tm-join') % 1400)),
    number NOT IN (7, 22, 38)
FROM numbers(46);

CREATE TABLE telmed.consults
(
    consult_id  UInt64,
    opened_at   DateTime('UTC') COMMENT 'when the patient opened the consultation and entered the virtual waiting room',
    patient_id  UInt32,
    phys_id     UInt16 COMMENT 'doctor, see physicians',
    channel     Enum8('video' = 1, 'phone' = 2, 'chat' = 3),
    reason_cd   LowCardinality(String) COMMENT 'reason of the visit: SKN skin, RSP cough and cold, MSK back and joints, MNT mental health, GI stomach, FUP check-up',
    state       LowCardinality(String) COMMENT 'completed, no_show, cancelled_patient, cancelled_doctor or dropped (the call broke off). Only completed consultations are charged',
    wait_sec    Nullable(UInt32) COMMENT 'time in the waiting room, null when no call came about',
    call_secs   Nullable(UInt32) COMMENT 'length of the call',
    fee_cents   UInt32 COMMENT 'consultation fee, euro cents',
    payer       LowCardinality(String) COMMENT 'statutory, private or self (the patient pays)',
    country     LowCardinality(String) COMMENT 'where the patient is, ISO 3166 two-letter code',
    app_os      LowCardinality(String) COMMENT 'platform of the patient app: ios, android or web',
    first_visit Bool,
    rating      Nullable(UInt8) COMMENT 'stars given by the patient, 1 to 5'
)
ENGINE = MergeTree ORDER BY (opened_at, consult_id)
COMMENT 'one row per consultation';

-- No consultation on 2026-05-10 (platform down). Calls of physician 117 break off since 2026-05-18. 108, 123 and 139 left on 2026-04-24,
-- 131 has been silent since 2026-05-14 although active.
INSERT INTO telmed.consults
SELECT consult_id, opened_at, patient_id, phys_id, channel, reason_cd, state, wait_sec, call_secs, fee_cents, payer, country, app_os, first_visit, rating
FROM
(
    SELECT
        number AS n,
        410000 + number AS consult_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(93000 * pow(cityHash64(number, 'tm-ts') / 18446744073709551616.0, 1.55))))
            + toIntervalSecond(1 + cityHash64(number, 'tm-s') % 58) AS opened_at,
        1 + toUInt32(floor(3200 * pow(cityHash64(number, 'tm-pat') / 18446744073709551616.0, 1.3))) AS patient_id,
        toUInt16(101 + floor(44 * pow(cityHash64(number, 'tm-phys') / 18446744073709551616.0, 1.15))) AS phys_id,
        ['video','phone','chat'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'tm-chan') / 18446744073709551616.0, 1.8)))] AS channel,
        ['RSP','SKN','MSK','MNT','FUP','GI'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'tm-rsn') / 18446744073709551616.0, 1.3)))] AS reason_cd,
        ['DE','NL','ES','AT','IT','IE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'tm-ctry') / 18446744073709551616.0, 1.4)))] AS country,
        ['ios','android','web'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'tm-os') / 18446744073709551616.0, 1.3)))] AS app_os,
        ['statutory','private','self'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'tm-pay') / 18446744073709551616.0, 1.6)))] AS payer,
        cityHash64(number, 'tm-st') % 1000 AS s,
        multiIf(phys_id = 117 AND opened_at >= '2026-05-18 00:00:00' AND s < 620, 'dropped',
                s < 80, 'no_show', s < 130, 'cancelled_patient', s < 152, 'cancelled_doctor',
                s < 152 + multiIf(app_os = 'android', 70, app_os = 'web', 48, 26), 'dropped', 'completed') AS state,
        if(state IN ('completed', 'dropped'),
           toNullable(toUInt32(least(7000, 9 + floor(70 * multiIf(reason_cd = 'MNT', 4.2, reason_cd = 'SKN', 2.4, reason_cd = 'FUP', 1.1, 1.8)
               * multiIf(country = 'IE', 1.6, country = 'ES', 1.3, country = 'AT', 0.8, 1.0) * pow(1 - cityHash64(number, 'tm-wait') / 18446744073709551616.0, -0.62))))), NULL) AS wait_sec,
        multiIf(state = 'completed', toNullable(toUInt32(150 + floor(multiIf(channel = 'video', 1300, channel = 'phone', 900, 1700) * pow(cityHash64(number, 'tm-len') / 18446744073709551616.0, 1.4)))),
                state = 'dropped', toNullable(toUInt32(15 + cityHash64(number, 'tm-len') % 280)), NULL) AS call_secs,
        toUInt32(multiIf(channel = 'video', 4900, channel = 'phone', 3600, 1950) * multiIf(payer = 'private', 1.3, payer = 'self', 1.1, 1.0)
            + 150 * (cityHash64(number, 'tm-fee') % 7) + if(reason_cd = 'MNT', 2200, 0)) AS fee_cents,
        cityHash64(number, 'tm-fv') % 100 < 34 AS first_visit,
        if(state = 'completed' AND cityHash64(number, 'tm-rat') % 100 < 57, toNullable(toUInt8([5,5,4,5,4,3,2,1,5,4][1 + cityHash64(number, 'tm-star') % 10])), NULL) AS rating
    FROM numbers(9600)
)
WHERE toDate(opened_at) != '2026-05-10'
  AND NOT ((toHour(opened_at) >= 23 OR toHour(opened_at) < 6) AND cityHash64(n, 'tm-night') % 10 < 7)
  AND NOT (phys_id IN (108, 123, 139) AND opened_at >= '2026-04-24 00:00:00')
  AND NOT (phys_id = 131 AND opened_at >= '2026-05-14 05:00:00');

CREATE TABLE telmed.scripts
(
    rx_id       String,
    consult_id  UInt64 COMMENT 'consultation in which the prescription was written',
    issued_at   DateTime('UTC'),
    drug        LowCardinality(String),
    drug_class  LowCardinality(String),
    days_supply UInt8,
    rx_state    Enum8('issued' = 1, 'redeemed' = 2, 'expired' = 3, 'revoked' = 4) COMMENT 'issued (still open), redeemed at a pharmacy, expired or revoked by the doctor',
    price_cents UInt32 COMMENT 'pharmacy price of the pack, euro cents',
    pharmacy_id Nullable(UInt32) COMMENT 'null until redeemed'
)
ENGINE = MergeTree ORDER BY (issued_at, rx_id)
COMMENT 'electronic prescriptions (scripts)';

INSERT INTO telmed.scripts
SELECT
    concat('RX', toString(880000 + 2 * (consult_id - 410000) + k)) AS rx_id,
    consult_id,
    toStartOfMinute(opened_at + toIntervalSecond(assumeNotNull(wait_sec) + assumeNotNull(call_secs) + 60)) + toIntervalSecond(1 + cityHash64(consult_id, k, 'rx-s') % 58) AS issued_at,
    ['ibuprofen','amoxicillin','cetirizine','sertraline','omeprazole','doxycycline','codeine','hydrocortisone','salbutamol','tramadol'][d] AS drug,
    ['painkiller','antibiotic','antihistamine','antidepressant','antacid','antibiotic','opioid','steroid','inhaler','opioid'][d] AS drug_class,
    [7, 10, 14, 20, 30][1 + cityHash64(consult_id, k, 'rx-days') % 5] AS days_supply,
    multiIf(r < 60, 'redeemed', r < 80, 'issued', r < 90, 'expired', 'revoked') AS rx_state,
    toUInt32([520, 1240, 690, 1880, 940, 1490, 1130, 830, 2350, 1620][d] * (0.6 + cityHash64(consult_id, k, 'rx-price') % 1000 / 900)) AS price_cents,
    if(rx_state = 'redeemed', toNullable(toUInt32(3000 + cityHash64(consult_id, 'rx-pharm') % 140)), NULL) AS pharmacy_id
FROM
(
    SELECT consult_id, opened_at, wait_sec, call_secs, k,
        1 + toUInt8(floor(10 * pow(cityHash64(consult_id, k, 'rx-drug') / 18446744073709551616.0, 1.35))) AS d,
        cityHash64(consult_id, k, 'rx-st') % 100 AS r
    FROM telmed.consults ARRAY JOIN [0, 1] AS k
    WHERE state = 'completed' AND cityHash64(consult_id, k, 'rx-has') % 100 < if(k = 0, 46, 11)
)
WHERE issued_at < '2026-05-21 16:20:00';
