-- Identity verification API: customers, checks and documents. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS verifane;
CREATE DATABASE verifane;

CREATE TABLE verifane.customers
(
    customer_id   UInt32,
    company       String,
    industry      LowCardinality(String),
    tier          LowCardinality(String) COMMENT 'starter, growth or enterprise',
    hq_country    LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    monthly_quota UInt32 COMMENT 'checks included per calendar month',
    is_live       UInt8 COMMENT '0 while the customer is still integrating',
    signed_on     Date
)
ENGINE = MergeTree ORDER BY customer_id;

INSERT INTO verifane.customers
SELECT
    1200 + number,
    concat(['Pikelot','Marrow','Quillon','Bexter','Sondra','Tarnhill','Ulvik','Ostrel'][1 + number % 8], ' ', ['Pay','Cars','Play','Market','Bank','Coin','Lend'][1 + intDiv(number, 8)]),
    ['fintech','car_rental','gaming','marketplace','fintech','crypto','fintech'][1 + intDiv(number, 8)],
    ['growth','enterprise','starter'][1 + cityHash64(number, 'k-tier') % 3],
    ['US','GB','DE','SG','BR'][1 + cityHash64(number, 'k-hq') % 5],
    [100, 250, 500, 1000][1 + cityHash64(number, 'k-q') % 4],
    toUInt8(number < 48),
    toDate('2026-03-01') - toUInt32(cityHash64(number, 'k-sig') % 900)
FROM numbers(51);

CREATE TABLE verifane.checks
(
    check_id       String,
    requested_at   DateTime64(3, 'UTC'),
    decided_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'null when there is no final verdict',
    customer_id    UInt32,
    applicant_id   UInt64 COMMENT 'the person who is verified; one person may be checked several times',
    method         LowCardinality(String) COMMENT 'document, selfie_match, database or video_call',
    region         LowCardinality(String),
    sdk_version    LowCardinality(String),
    verdict        LowCardinality(String) COMMENT 'approved, declined, review (waits for a human) or expired',
    decline_reason LowCardinality(Nullable(String)),
    risk_score     Nullable(UInt8) COMMENT '0 harmless to 100 certain fraud; null when not scored',
    latency_ms     UInt32 COMMENT 'answer time of the API',
    price_cents    UInt32 COMMENT 'US cents; only approved and declined checks are billed'
)
ENGINE = MergeTree ORDER BY (customer_id, requested_at);

-- No video call on 2026-05-08; eu-west is slow on 2026-05-20 13:00-15:00; customers 1211, 1224 and 1237 stopped in mid May.
INSERT INTO verifane.checks
SELECT check_id, requested_at,
       if(verdict IN ('approved', 'declined'), toNullable(requested_at + toIntervalSecond(decide_s)), NULL) AS decided_at,
       customer_id, applicant_id, method, region, sdk_version, verdict,
       if(verdict = 'declined', ['document_expired','face_mismatch','blurry_image','watchlist_hit','underage'][1 + toUInt8(floor(5 * pow(cityHash64(n, 'v-why') / 18446744073709551616.0, 1.3)))], NULL) AS decline_reason,
       if(method = 'database' AND cityHash64(n, 'v-nor') % 3 = 0 OR verdict = 'expired', NULL,
          toNullable(toUInt8(least(100, multiIf(verdict = 'declined', 48, verdict = 'review', 40, 4) + if(method = 'video_call', 6, 0) + floor(52 * pow(cityHash64(n, 'v-risk') / 18446744073709551616.0, if(verdict = 'approved', 2, 1))))))) AS risk_score,
       latency_ms, price_cents
FROM
(
    SELECT
        number AS n,
        concat('ck_', lower(hex(cityHash64(number, 'v-id')))) AS check_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(3 + toUInt32(floor(100800 * pow(cityHash64(number, 'v-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'v-ms') % 57000) AS requested_at,
        1200 + toUInt32(floor(48 * pow(cityHash64(number, 'v-cus') / 18446744073709551616.0, 1.4))) AS customer_id,
        880000 + toUInt64(floor(4200 * pow(cityHash64(number, 'v-app') / 18446744073709551616.0, 1.5))) AS applicant_id,
        cityHash64(number, 'v-met') % 100 AS m,
        multiIf(m < 52, 'document', m < 76, 'selfie_match', m < 86, 'database', 'video_call') AS method,
        ['eu-west','us-east','ap-south'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-reg') / 18446744073709551616.0, 1.3)))] AS region,
        ['4.1.7','4.2.0','4.1.3'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'v-sdk') / 18446744073709551616.0, 1.4)))] AS sdk_version,
        cityHash64(number, 'v-ver') % 1000 AS roll,
        multiIf(roll < if(sdk_version = '4.1.3', 590, 690), 'approved', roll < 870, 'declined', roll < 945, 'review', 'expired') AS verdict,
        toUInt32(floor(multiIf(method = 'document', 900, method = 'selfie_match', 520, method = 'database', 260, 700)
            * multiIf(region = 'ap-south', 1.5, region = 'us-east', 0.85, 1.0)
            * if(region = 'eu-west' AND requested_at >= '2026-05-20 13:00:00' AND requested_at < '2026-05-20 15:00:00', 7, 1)
            * pow(1 - cityHash64(number, 'v-lat') / 18446744073709551616.0, -0.35))) AS latency_ms,
        if(method = 'video_call', 60 * (2 + cityHash64(number, 'v-call') % 24), 1 + intDiv(latency_ms, 1000)) AS decide_s,
        toUInt32(multiIf(method = 'document', 140, method = 'selfie_match', 85, method = 'database', 45, 520) + cityHash64(customer_id, 'v-pr') % 5 * 5) AS price_cents
    FROM numbers(7600)
)
WHERE NOT (method = 'video_call' AND toDate(requested_at) = '2026-05-08')
  AND NOT (customer_id = 1211 AND requested_at >= '2026-05-13 09:00:00')
  AND NOT (customer_id = 1224 AND requested_at >= '2026-05-15 18:00:00')
  AND NOT (customer_id = 1237 AND requested_at >= '2026-05-16 21:00:00')
  AND requested_at + toIntervalSecond(decide_s) < '2026-05-21 16:20:00';

CREATE TABLE verifane.documents
(
    document_id     UInt64,
    check_id        String,
    uploaded_at     DateTime('UTC'),
    doc_type        LowCardinality(String) COMMENT 'passport, id_card, driving_licence or residence_permit',
    issuing_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    file_kb         UInt32,
    blur            Float32 COMMENT '0 sharp to 1 unreadable',
    is_forged       UInt8,
    valid_until     Nullable(Date)
)
ENGINE = MergeTree ORDER BY uploaded_at;

-- Document and video checks have a document, a quarter of them a second one.
INSERT INTO verifane.documents
SELECT
    600000000 + (cityHash64(check_id, i, 'd-id') % 300000000) AS document_id,
    check_id,
    toDateTime(toStartOfMinute(requested_at), 'UTC') + toIntervalMinute(1 + i) + toIntervalSecond(1 + cityHash64(check_id, i, 'd-s') % 58) AS uploaded_at,
    ['id_card','passport','driving_licence','residence_permit'][1 + toUInt8(floor(4 * pow(cityHash64(check_id, 'd-type') / 18446744073709551616.0, 1.4)))] AS doc_type,
    ['PL','RO','BR','IN','IT','MX','PH'][1 + toUInt8(floor(7 * pow(cityHash64(check_id, 'd-ctry') / 18446744073709551616.0, 1.3)))] AS issuing_country,
    toUInt32(floor(240 * pow(1 - cityHash64(check_id, i, 'd-kb') / 18446744073709551616.0, -0.55))) AS file_kb,
    toFloat32(round(pow(cityHash64(check_id, i, 'd-blur') / 18446744073709551616.0, 2.5), 3)) AS blur,
    toUInt8(cityHash64(check_id, 'd-forge') % 1000 < if(issuing_country = 'RO', 130, 50) * if(verdict = 'declined', 2, 1)) AS is_forged,
    if(cityHash64(check_id, 'd-val') % 100 < 8, NULL, toNullable(toDate('2026-02-01') + toUInt32(cityHash64(check_id, 'd-val2') % 3000))) AS valid_until
FROM (SELECT *, arrayJoin([0, 1]) AS i FROM verifane.checks WHERE method IN ('document', 'video_call'))
WHERE (i = 0 OR cityHash64(check_id, 'd-two') % 4 = 0) AND uploaded_at < '2026-05-21 16:20:00';
