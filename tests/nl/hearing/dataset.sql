-- A chain of hearing clinics: appointments and hearing-aid orders. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- Appointments begin at 10, 25, 40 or 55 past the hour; no order lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS hearing;

DROP TABLE IF EXISTS hearing.clinics;
CREATE TABLE hearing.clinics
(
    clinic_id   UInt16,
    clinic_name String,
    region      LowCardinality(String),
    booths      UInt8 COMMENT 'sound-proof test booths',
    opened_on   Date,
    franchise   UInt8 COMMENT '1 = run by a franchisee, 0 = our own'
)
ENGINE = MergeTree ORDER BY clinic_id;

INSERT INTO hearing.clinics
SELECT
    11 + number,
    ['Harrogate','Whitby','Kendal','Morpeth','Leith','Oban','Penarth','Tenby','Ludlow','Malvern','Truro','Lewes'][number + 1],
    ['North','North','North','North','Scotland','Scotland','Wales','Wales','Midlands','Midlands','South','South'][number + 1],
    [4,2,2,2,3,1,2,1,2,2,2,3][number + 1],
    toDate('2024-09-02') - toUInt32(cityHash64(number, 'c-open') % 4200),
    [0,1,0,0,0,1,0,1,1,0,1,0][number + 1]
FROM numbers(12);

DROP TABLE IF EXISTS hearing.appts;
CREATE TABLE hearing.appts
(
    appt_id     UInt32,
    clinic_id   UInt16,
    patient_id  UInt32,
    audiologist LowCardinality(String),
    appt_at     DateTime('UTC') COMMENT 'start of the appointment',
    lead_days   UInt16 COMMENT 'days between booking and appointment',
    kind        LowCardinality(String) COMMENT 'hearing_test, fitting, follow_up, wax_removal, repair, tinnitus',
    dur_min     UInt16,
    state       LowCardinality(String) COMMENT 'attended, dna (did not attend), cancelled, rescheduled',
    source      LowCardinality(String) COMMENT 'gp, self, optician, recall',
    fee_gbp     Decimal(8, 2) COMMENT 'quoted fee, 0 when free; only paid when attended',
    pta_l_db    Nullable(Float32) COMMENT 'pure-tone average of the left ear, dB HL; attended hearing tests only',
    pta_r_db    Nullable(Float32) COMMENT 'pure-tone average of the right ear, dB HL'
)
ENGINE = MergeTree ORDER BY (clinic_id, appt_at);

-- Closed on Sundays, Good Friday, Easter Monday and on 2026-05-04 (bank holiday). Whitby has many no-shows; people cancel most on Fridays.
INSERT INTO hearing.appts
SELECT appt_id, clinic_id, patient_id, audiologist, appt_at, lead_days, kind, dur_min, state, source, fee_gbp,
       if(tested, toNullable(toFloat32(l)), NULL) AS pta_l_db,
       if(tested, toNullable(toFloat32(round(greatest(2, l - 9 + cityHash64(n, 'a-r') % 190 / 10), 1))), NULL) AS pta_r_db
FROM
(
    SELECT
        number AS n,
        toUInt32(300000 + number) AS appt_id,
        toUInt32(20000 + toUInt32(floor(5200 * pow(cityHash64(number, 'a-pat') / 18446744073709551616.0, 1.3)))) AS patient_id,
        toUInt16(11 + if(cityHash64(number, 'a-else') % 100 < 6, cityHash64(number, 'a-cl') % 12,
                         toUInt32(floor(12 * pow(cityHash64(patient_id, 'pat-home') / 18446744073709551616.0, 1.25))))) AS clinic_id,
        concat(['R. Hale','S. Okafor','J. Pym','M. Tranter','K. Bose','E. Lund','D. Fairley','N. Quayle','P. Adair','T. Voss','G. Mistry','L. Carne',
                'H. Drummond','B. Ivory','C. Nairn','F. Weir','A. Pell','O. Sharma','I. Brock','V. Teague','W. Cole','Y. Dass','Z. Hopper','U. Lang'][1 + 2 * (clinic_id - 11) + if(cityHash64(number, 'a-aud') % 100 < 58, 0, 1)]) AS audiologist,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(140 * pow(cityHash64(number, 'a-d') / 18446744073709551616.0, 1.08))))
            + toIntervalMinute(550 + 15 * (cityHash64(number, 'a-m') % 33)) AS appt_at,
        toUInt16(floor(3 * pow(1 - cityHash64(number, 'a-lead') / 18446744073709551616.0, -0.7))) % 90 AS lead_days,
        ['hearing_test','follow_up','wax_removal','fitting','repair','tinnitus'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        toUInt16(multiIf(kind = 'hearing_test', 45, kind = 'fitting', 60, kind = 'tinnitus', 60, kind = 'wax_removal', 30, 20) + 5 * (cityHash64(number, 'a-dur') % 4)) AS dur_min,
        cityHash64(number, 'a-st') % 1000 AS s,
        multiIf(s < multiIf(clinic_id = 12, 170, clinic_id = 13, 95, 62), 'dna', s < if(toDayOfWeek(appt_at) = 5, 310, 235) AND s >= 180, 'cancelled', s >= 965, 'rescheduled', 'attended') AS state,
        ['self','gp','recall','optician'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-src') / 18446744073709551616.0, 1.4)))] AS source,
        toDecimal64(multiIf(kind = 'wax_removal', if(cityHash64(number, 'a-both') % 3 = 0, 45, 70), kind = 'repair', 20 + 5 * (cityHash64(number, 'a-fee') % 6), kind = 'tinnitus', 95,
                            kind = 'hearing_test', if(source = 'self', 30, 0), 0), 2) AS fee_gbp,
        round(8 + 84 * pow(cityHash64(number, 'a-l') / 18446744073709551616.0, 1.7), 1) AS l,
        kind = 'hearing_test' AND state = 'attended' AND cityHash64(number, 'a-nop') % 100 >= 3 AS tested
    FROM numbers(12500)
)
WHERE appt_at < '2026-05-21 16:20:00'
  AND toDayOfWeek(appt_at) != 7
  AND toDate(appt_at) NOT IN ('2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04')
  AND NOT (toDayOfWeek(appt_at) = 6 AND (cityHash64(n, 'a-sat') % 100 < 55 OR toHour(appt_at) >= 13));

DROP TABLE IF EXISTS hearing.device_orders;
CREATE TABLE hearing.device_orders
(
    order_no     UInt32,
    ordered_at   DateTime('UTC'),
    patient_id   UInt32,
    clinic_id    UInt16,
    brand        LowCardinality(String),
    model        LowCardinality(String),
    style        LowCardinality(String) COMMENT 'BTE, RIC, ITE or CIC',
    ear          LowCardinality(String) COMMENT 'L, R or B (both)',
    amt_p        UInt32 COMMENT 'invoice total in pence',
    payer        LowCardinality(String),
    order_status LowCardinality(String) COMMENT 'awaiting (paid, not fitted yet), fitted, returned (within the trial, refunded), cancelled (never charged)',
    fitted_on    Nullable(Date),
    returned_on  Nullable(Date)
)
ENGINE = MergeTree ORDER BY ordered_at
COMMENT 'hearing-aid orders, one row per invoice';

-- The Corvo Lite comes back far more often than any other model.
INSERT INTO hearing.device_orders
SELECT order_no, ordered_at, patient_id, clinic_id, brand, model, style, ear, amt_p, payer,
       multiIf(x < 45, 'cancelled', fit > '2026-05-20', 'awaiting', back AND ret <= '2026-05-20', 'returned', 'fitted') AS order_status,
       if(order_status IN ('fitted', 'returned'), toNullable(fit), NULL) AS fitted_on,
       if(order_status = 'returned', toNullable(ret), NULL) AS returned_on
FROM
(
    SELECT
        number AS n,
        toUInt32(71000 + number) AS order_no,
        toUInt32(20000 + cityHash64(number, 'o-pat') % 5200) AS patient_id,
        toUInt16(11 + toUInt32(floor(12 * pow(cityHash64(patient_id, 'pat-home') / 18446744073709551616.0, 1.25)))) AS clinic_id,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(toUInt32(floor(140 * pow(cityHash64(number, 'o-d') / 18446744073709551616.0, 0.95))))
            + toIntervalMinute(545 + cityHash64(number, 'o-m') % 480) + toIntervalSecond(1 + cityHash64(number, 'o-s') % 58) AS ordered_at,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'o-mod') / 18446744073709551616.0, 1.3))) AS mi,
        ['Auralis','Sonnet','Corvo','Sonnet','Auralis','Corvo','Bexley','Bexley'][mi] AS brand,
        ['Auralis Duo','Sonnet 5','Corvo Air','Sonnet 3','Auralis Pico','Corvo Lite','Bexley One','Bexley Power'][mi] AS model,
        ['RIC','RIC','ITE','BTE','CIC','ITE','BTE','BTE'][mi] AS style,
        ['B','B','B','L','R'][1 + cityHash64(number, 'o-ear') % 5] AS ear,
        ['private','insurance','nhs'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-pay') / 18446744073709551616.0, 1.5)))] AS payer,
        toUInt32(round([134900,118900,98900,74900,156900,52900,44900,61900][mi] * if(ear = 'B', 1.85, 1.0) * multiIf(payer = 'nhs', 0.55, payer = 'insurance', 0.88, 1.0)
            * (0.9 + cityHash64(number, 'o-disc') % 1000 / 5000))) AS amt_p,
        toDate(ordered_at) + toUInt32(multiIf(brand = 'Bexley', 4, brand = 'Sonnet', 9, brand = 'Corvo', 14, 7) + floor(12 * pow(cityHash64(number, 'o-fit') / 18446744073709551616.0, 1.5))) AS fit,
        fit + toUInt32(6 + cityHash64(number, 'o-ret') % 40) AS ret,
        cityHash64(number, 'o-x') % 1000 AS x,
        cityHash64(number, 'o-back') % 1000 < if(model = 'Corvo Lite', 400, 75) AS back
    FROM numbers(4400)
)
WHERE ordered_at < '2026-05-21 16:20:00' AND toDayOfWeek(ordered_at) != 7
  AND toDate(ordered_at) NOT IN ('2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04');
