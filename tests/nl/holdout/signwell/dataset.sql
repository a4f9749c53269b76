-- A firm of notaries in three towns. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS signwell;
CREATE DATABASE signwell;

CREATE TABLE signwell.notaries
(
    notary_id UInt16,
    full_name String,
    role      LowCardinality(String) COMMENT 'partner, associate or deputy',
    home_town LowCardinality(String) COMMENT 'town of the office where the notary has a desk',
    joined_on Date
)
ENGINE = MergeTree ORDER BY notary_id;

INSERT INTO signwell.notaries
SELECT
    11 + number,
    ['Clara Whitlock','Edmund Price','Judith Amory','Simon Castell','Nadia Farrow','Hugh Lindley','Petra Voss','Gareth Moon','Isabel Crane','Owen Tarrant','Beatrice Holt','Marcus Dean','Leila Sandford','Ruth Pickering'][1 + number],
    ['partner','associate','partner','associate','deputy','partner','associate','deputy','associate','partner','associate','deputy','associate','deputy'][1 + number],
    ['Harwick','Millbrook','Stanton','Harwick','Harwick','Millbrook','Stanton','Millbrook','Harwick','Stanton','Millbrook','Stanton','Harwick','Millbrook'][1 + number],
    toDate('2008-01-10') + toUInt32(cityHash64(number, 'n-join') % 6500)
FROM numbers(14);

CREATE TABLE signwell.appointments
(
    appt_id           UInt32,
    starts_at         DateTime('UTC') COMMENT 'agreed start of the appointment',
    client_id         UInt32,
    notary_id         UInt16,
    town              LowCardinality(String) COMMENT 'office where the appointment takes place',
    matter            LowCardinality(String) COMMENT 'what the client comes for: will, house_sale, mortgage, power_of_attorney, certified_copy, marriage_contract',
    booked_via        LowCardinality(String) COMMENT 'phone, web (our online calendar) or counter',
    booked_days_ahead UInt16,
    status            LowCardinality(String) COMMENT 'K = kept, C = cancelled beforehand, M = missed, the client did not turn up',
    waited_min        Nullable(UInt16) COMMENT 'minutes in the waiting room, empty unless the appointment was kept',
    length_min        Nullable(UInt16)
)
ENGINE = MergeTree ORDER BY (town, starts_at);

-- Weekdays only. On 2026-05-13 most clients miss their appointment at Millbrook (the bridge was closed).
INSERT INTO signwell.appointments
SELECT appt_id, starts_at, client_id, 11 + ni, town, matter, booked_via, booked_days_ahead, status,
       if(status = 'K', toNullable(toUInt16(multiIf(town = 'Harwick', 4, town = 'Millbrook', 9, 6) + floor(26 * pow(cityHash64(n, 'a-wait') / 18446744073709551616.0, 2)))), NULL),
       if(status = 'K', toNullable(toUInt16(10 + 5 * (cityHash64(n, 'a-len') % 12) + if(matter IN ('house_sale', 'marriage_contract'), 20, 0))), NULL)
FROM
(
    SELECT
        number AS n,
        400000 + number AS appt_id,
        toUInt32(floor(74 * pow(cityHash64(number, 'a-day') / 18446744073709551616.0, 0.9))) AS k,
        toDateTime('2026-02-09 08:30:00', 'UTC') + toIntervalDay(7 * intDiv(k, 5) + k % 5) + toIntervalMinute(15 * (cityHash64(number, 'a-slot') % 37)) AS starts_at,
        20000 + toUInt32(floor(1500 * pow(cityHash64(number, 'a-client') / 18446744073709551616.0, 1.5))) AS client_id,
        toUInt16(floor(14 * pow(cityHash64(number, 'a-not') / 18446744073709551616.0, 1.2))) AS ni,
        if(cityHash64(number, 'a-away') % 100 < 12,
           ['Harwick','Millbrook','Stanton'][1 + cityHash64(number, 'a-town') % 3],
           ['Harwick','Millbrook','Stanton','Harwick','Harwick','Millbrook','Stanton','Millbrook','Harwick','Stanton','Millbrook','Stanton','Harwick','Millbrook'][1 + ni]) AS town,
        ['certified_copy','power_of_attorney','house_sale','will','mortgage','marriage_contract'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-mat') / 18446744073709551616.0, 1.3)))] AS matter,
        ['phone','web','counter'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'a-via') / 18446744073709551616.0, 1.4)))] AS booked_via,
        toUInt16(floor(30 * pow(cityHash64(number, 'a-ahead') / 18446744073709551616.0, 1.8))) AS booked_days_ahead,
        cityHash64(number, 'a-st') % 1000 AS s,
        multiIf(town = 'Millbrook' AND toDate(starts_at) = '2026-05-13' AND s < 720, 'M',
                s < if(booked_via = 'web', 150, 80), 'M', s < 240, 'C', 'K') AS status
    FROM numbers(4400)
)
WHERE starts_at < '2026-05-21 16:20:00';

CREATE TABLE signwell.signings
(
    signing_id UInt32,
    signed_at  DateTime('UTC'),
    client_id  UInt32,
    notary_id  UInt16,
    town       LowCardinality(String),
    doc_type   LowCardinality(String) COMMENT 'will, house_sale, mortgage, power_of_attorney, certified_copy, marriage_contract',
    pages      UInt16,
    witnesses  UInt8,
    apostille  UInt8 COMMENT '1 = with an apostille for use abroad, 0 = without',
    fee_cents  UInt32 COMMENT 'our fee for the document, in euro cents',
    fee_status LowCardinality(String) COMMENT 'P = paid, O = open, the client still owes it, W = waived, R = given back to the client. Only P is money we keep'
)
ENGINE = MergeTree ORDER BY (town, signed_at);

-- No signings at Stanton on 2026-05-12 and 2026-05-13 (the office moved).
INSERT INTO signwell.signings
SELECT signing_id, signed_at, client_id, 11 + ni, town, doc_type, pages, witnesses, apostille, fee_cents, fee_status
FROM
(
    SELECT
        700000 + number AS signing_id,
        toUInt32(floor(74 * pow(cityHash64(number, 's-day') / 18446744073709551616.0, 0.85))) AS k,
        toDateTime('2026-02-09 08:45:00', 'UTC') + toIntervalDay(7 * intDiv(k, 5) + k % 5) + toIntervalMinute(cityHash64(number, 's-min') % 540) + toIntervalSecond(1 + cityHash64(number, 's-sec') % 58) AS signed_at,
        20000 + toUInt32(floor(1800 * pow(cityHash64(number, 's-client') / 18446744073709551616.0, 1.3))) AS client_id,
        toUInt16(floor(14 * pow(cityHash64(number, 's-not') / 18446744073709551616.0, 1.3))) AS ni,
        if(cityHash64(number, 's-away') % 100 < 10,
           ['Harwick','Millbrook','Stanton'][1 + cityHash64(number, 's-town') % 3],
           ['Harwick','Millbrook','Stanton','Harwick','Harwick','Millbrook','Stanton','Millbrook','Harwick','Stanton','Millbrook','Stanton','Harwick','Millbrook'][1 + ni]) AS town,
        1 + toUInt8(floor(6 * pow(cityHash64(number, 's-doc') / 18446744073709551616.0, 1.3))) AS t,
        ['certified_copy','power_of_attorney','house_sale','will','mortgage','marriage_contract'][t] AS doc_type,
        toUInt16([1, 2, 14, 5, 18, 8][t] + cityHash64(number, 's-pages') % [3, 4, 16, 9, 20, 8][t]) AS pages,
        toUInt8(if(doc_type IN ('will', 'marriage_contract'), 2 + (cityHash64(number, 's-wit') % 10 < 4) + (cityHash64(number, 's-wit') % 10 < 1), cityHash64(number, 's-wit') % 2)) AS witnesses,
        toUInt8(cityHash64(number, 's-apo') % 100 < 13) AS apostille,
        toUInt32([2500, 8500, 72000, 24000, 66000, 38000][t] * (0.7 + cityHash64(number, 's-fee') % 800 / 1000)) AS fee_cents,
        cityHash64(number, 's-st') % 1000 AS s,
        multiIf(s < 90, 'O', s < 125, 'W', s < 150, 'R', 'P') AS fee_status
    FROM numbers(5200)
)
WHERE signed_at < '2026-05-21 16:20:00' AND NOT (town = 'Stanton' AND toDate(signed_at) IN ('2026-05-12', '2026-05-13'));
