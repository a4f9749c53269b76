-- Job board: companies, postings and applications. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS hirewick;
CREATE DATABASE hirewick;

CREATE TABLE hirewick.companies
(
    company_id   UInt32,
    company_name String,
    sector       LowCardinality(String),
    headcount    UInt32 COMMENT 'employees, as the company declares them',
    hq_country   LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    plan_tier    LowCardinality(String) COMMENT 'subscription: free, starter, pro, enterprise',
    signed_up_on Date,
    is_verified  UInt8
)
ENGINE = MergeTree ORDER BY company_id;

INSERT INTO hirewick.companies
SELECT
    300 + number AS company_id,
    concat(['Alder','Brisk','Copperfield','Dune','Ember','Fathom','Gable','Harbour'][1 + number % 8], ' ',
           ['Works','Group','Partners','Labs','Services','Foods','Build','Care','Freight'][1 + intDiv(number, 8) % 9]) AS company_name,
    ['retail','software','healthcare','hospitality','logistics','construction'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'jc-sec') / 18446744073709551616.0, 1.2)))] AS sector,
    toUInt32(6 + floor(9 * pow(1 - cityHash64(number, 'jc-head') / 18446744073709551616.0, -1.1))) AS headcount,
    ['DE','PL','NL','ES','DK','IE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'jc-cc') / 18446744073709551616.0, 1.4)))] AS hq_country,
    ['free','starter','pro','enterprise'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'jc-plan') / 18446744073709551616.0, 1.3)))] AS plan_tier,
    toDate('2026-03-10') - toUInt32(cityHash64(number, 'jc-sign') % 1600) AS signed_up_on,
    toUInt8(cityHash64(number, 'jc-ver') % 100 < 78) AS is_verified
FROM numbers(72);

CREATE TABLE hirewick.postings
(
    posting_id     UInt32,
    company_id     UInt32,
    job_title      LowCardinality(String),
    workplace      LowCardinality(String) COMMENT 'onsite, hybrid or remote',
    contract       LowCardinality(String) COMMENT 'full_time, part_time, temp, internship',
    salary_max_eur Nullable(UInt32) COMMENT 'gross per year, top of the range; null when the ad names no pay',
    published_at   DateTime('UTC'),
    posting_state  LowCardinality(String) COMMENT 'live, paused, filled, expired'
)
ENGINE = MergeTree ORDER BY posting_id;

INSERT INTO hirewick.postings
SELECT
    2000 + number AS posting_id,
    toUInt32(300 + floor(72 * pow(cityHash64(number, 'jp-co') / 18446744073709551616.0, 1.5))) AS company_id,
    ['Warehouse Picker','Nurse','Line Cook','Backend Developer','Truck Driver','Shop Assistant','Electrician','Data Analyst','Receptionist','Site Manager'][1 + cityHash64(number, 'jp-title') % 10] AS job_title,
    ['onsite','hybrid','remote'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'jp-wp') / 18446744073709551616.0, 1.5)))] AS workplace,
    ['full_time','part_time','temp','internship'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'jp-con') / 18446744073709551616.0, 1.8)))] AS contract,
    if(cityHash64(number, 'jp-nopay') % 100 < 27, NULL, toNullable(toUInt32(24000 + 500 * (cityHash64(number, 'jp-pay') % 120)))) AS salary_max_eur,
    toDateTime('2026-05-21 09:00:00', 'UTC') - toIntervalMinute(toUInt32(floor(129600 * pow(cityHash64(number, 'jp-pub') / 18446744073709551616.0, 0.9)))) + toIntervalSecond(1 + cityHash64(number, 'jp-pubs') % 57) AS published_at,
    ['live','filled','expired','paused'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'jp-state') / 18446744073709551616.0, 2.0)))] AS posting_state
FROM numbers(430);

CREATE TABLE hirewick.applications
(
    application_id    UInt64,
    posting_id        UInt32,
    candidate_id      UInt32,
    submitted_at      DateTime64(3, 'UTC'),
    first_reply_at    Nullable(DateTime64(3, 'UTC')) COMMENT 'first answer of the employer, null while there is none',
    stage             LowCardinality(String) COMMENT 'where it stands now: received, screening, interview, offer, hired, rejected, withdrawn (by the candidate)',
    channel           LowCardinality(String) COMMENT 'search, email_alert, referral or widget (the form on partner sites)',
    device            LowCardinality(String) COMMENT 'mobile, desktop, tablet',
    candidate_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    match_score       Nullable(UInt8) COMMENT '0 to 100, null when the CV could not be read',
    easy_apply        UInt8 COMMENT '1 = sent with one click',
    cv_size_kb        UInt32,
    fee_eur           Decimal(8, 2) COMMENT 'charged to the company for this application; given back when it is voided',
    is_voided         UInt8 COMMENT '1 = spam or duplicate'
)
ENGINE = MergeTree ORDER BY (submitted_at, application_id);

-- No application on 2026-05-10 (site down for a move of servers); spam through the widget on 2026-05-19 13:00-15:00 was voided.
INSERT INTO hirewick.applications
SELECT application_id, posting_id, candidate_id, submitted_at,
       if(reply < '2026-05-21 16:20:00' AND cityHash64(n, 'ja-norep') % 100 < 71, toNullable(reply), NULL) AS first_reply_at,
       if(first_reply_at IS NULL, if(st = 7, 'withdrawn', 'received'), ['screening','rejected','interview','rejected','offer','hired','withdrawn'][st]) AS stage,
       channel, device, candidate_country, match_score, easy_apply, cv_size_kb, fee_eur, is_voided
FROM
(
    SELECT
        number AS n,
        880000 + number AS application_id,
        2000 + toUInt32(floor(424 * pow(cityHash64(number, 'ja-post') / 18446744073709551616.0, 1.7))) AS posting_id,
        40000 + toUInt32(floor(2600 * pow(cityHash64(number, 'ja-cand') / 18446744073709551616.0, 1.6))) AS candidate_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'ja-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'ja-ms') % 57000) AS submitted_at,
        1 + toUInt8(floor(7 * pow(cityHash64(number, 'ja-st') / 18446744073709551616.0, 1.2))) AS st,
        ['search','email_alert','widget','referral'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'ja-ch') / 18446744073709551616.0, 1.4)))] AS channel,
        ['mobile','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'ja-dev') / 18446744073709551616.0, 1.6)))] AS device,
        submitted_at + toIntervalMinute(20 + toUInt32(floor(multiIf(channel = 'referral', 260, channel = 'search', 700, channel = 'email_alert', 900, 1300)
            * pow(1 - cityHash64(number, 'ja-rep') / 18446744073709551616.0, -0.55)))) AS reply,
        ['DE','PL','ES','PT','NL','RO','IE'][1 + toUInt8(floor(7 * pow(cityHash64(candidate_id, 'ja-cc') / 18446744073709551616.0, 1.4)))] AS candidate_country,
        if(cityHash64(number, 'ja-noms') % 100 < 6, NULL, toNullable(toUInt8(18 + floor(80 * pow(cityHash64(number, 'ja-mscore') / 18446744073709551616.0, 0.7))))) AS match_score,
        toUInt8(cityHash64(number, 'ja-easy') % 100 < if(device = 'mobile', 58, 24)) AS easy_apply,
        toUInt32(40 + floor(90 * pow(1 - cityHash64(number, 'ja-kb') / 18446744073709551616.0, -0.8))) AS cv_size_kb,
        toDecimal64([0.90, 1.20, 1.75, 2.40, 3.10][1 + cityHash64(posting_id, 'ja-fee') % 5] + (cityHash64(number, 'ja-fee2') % 40) / 100, 2) AS fee_eur,
        toUInt8(cityHash64(number, 'ja-void') % 1000 < multiIf(channel = 'widget', 90, channel = 'referral', 15, 35)) AS is_voided
    FROM numbers(7400)
) AS a
INNER JOIN (SELECT posting_id AS pid, published_at FROM hirewick.postings) AS p ON a.posting_id = p.pid
WHERE submitted_at > published_at
  AND toDate(submitted_at) != '2026-05-10'
  AND NOT (toHour(submitted_at) BETWEEN 1 AND 5 AND cityHash64(n, 'ja-night') % 4 != 0);

-- The spam.
INSERT INTO hirewick.applications
SELECT 889000 + number, arrayElement((SELECT groupArray(posting_id) FROM (SELECT posting_id FROM hirewick.postings WHERE published_at < '2026-05-01 00:00:00' ORDER BY posting_id)), 1 + cityHash64(number, 'js-p') % 100), 49000 + toUInt32(cityHash64(number, 'js-c') % 60),
       toDateTime64('2026-05-19 13:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'js-ms') % 57000),
       NULL, 'received', 'widget', 'desktop', 'RO', NULL, 0, 12, toDecimal64(1.20, 2), 1
FROM numbers(140);
