-- Translation of documents bought by the word: jobs and translators. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS lingotto;
CREATE DATABASE lingotto;

CREATE TABLE lingotto.translators
(
    translator_id UInt32,
    pen_name      String,
    native_tongue LowCardinality(String),
    lives_in      LowCardinality(String) COMMENT 'ISO 3166 two-letter country code',
    tier          LowCardinality(String) COMMENT 'junior, senior or sworn (may certify documents)',
    signed_on     Date COMMENT 'first day under contract',
    is_paused     UInt8 COMMENT '1 = takes no new jobs at the moment'
)
ENGINE = MergeTree ORDER BY translator_id;

INSERT INTO lingotto.translators
SELECT
    2000 + number AS translator_id,
    concat(['Elke','Mateus','Yuki','Aylin','Piotr','Noor','Jonas','Hana','Bruno','Sunmi'][1 + cityHash64(number, 'lt-first') % 10], ' ',
           ['Vries','Almeida','Mori','Demir','Zielinski','Bakker','Weber','Kimura','Prado','Han'][1 + cityHash64(number, 'lt-last') % 10], ' ', toString(number)),
    ['Polish','Japanese','Portuguese','Dutch','Korean','Turkish'][1 + cityHash64(number, 'lt-nat') % 6],
    ['PL','BR','NL','JP','TR','KR','ES'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'lt-ctry') / 18446744073709551616.0, 1.3)))],
    ['junior','senior','sworn'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'lt-tier') / 18446744073709551616.0, 1.4)))],
    toDate('2026-05-18') - toUInt32(floor(2200 * pow(cityHash64(number, 'lt-sign') / 18446744073709551616.0, 1.4))),
    toUInt8(cityHash64(number, 'lt-pause') % 100 < 12)
FROM numbers(260);

CREATE TABLE lingotto.jobs
(
    job_id           UInt64,
    placed_at        DateTime64(3, 'UTC'),
    accepted_at      Nullable(DateTime64(3, 'UTC')),
    delivered_at     Nullable(DateTime64(3, 'UTC')),
    customer_id      UInt32,
    customer_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    desk             LowCardinality(String) COMMENT 'office that handles the job',
    translator_id    Nullable(UInt32) COMMENT 'null when nobody took the job',
    src_lang         LowCardinality(String),
    tgt_lang         LowCardinality(String),
    doc_kind         LowCardinality(String),
    words            UInt32 COMMENT 'counted in the source text',
    cents_per_word   Decimal(6, 2) COMMENT 'US cents, before the rush surcharge',
    price_usd        Decimal(10, 2) COMMENT 'whole job; billed only when the job is delivered',
    rush             UInt8 COMMENT '1 = promised within a day, at a surcharge',
    job_state        LowCardinality(String) COMMENT 'queued, working, delivered, withdrawn (by the customer) or refunded (delivered, but the money went back)',
    mark             Nullable(UInt8) COMMENT 'quality mark by the customer, 1 to 10'
)
ENGINE = MergeTree ORDER BY (desk, placed_at);

-- No order came in on 2026-05-14 (a public holiday); Tuesdays are the strongest; jobs placed at Halifax since 2026-05-19 are refunded en masse.
INSERT INTO lingotto.jobs
SELECT job_id, placed_at,
       if(job_state = 'queued' OR (job_state = 'withdrawn' AND lost), NULL, acc) AS accepted_at,
       if(job_state IN ('delivered', 'refunded'), done, NULL) AS delivered_at,
       customer_id, customer_country, desk,
       if(job_state = 'queued' OR (job_state = 'withdrawn' AND lost), NULL,
          toNullable(2000 + toUInt32(floor(252 * pow(cityHash64(n, 'lj-tr') / 18446744073709551616.0, 1.5))))) AS translator_id,
       src_lang, tgt_lang, doc_kind, words, cents_per_word, price_usd, rush, job_state,
       if(job_state IN ('delivered', 'refunded') AND cityHash64(n, 'lj-rated') % 100 < 61,
          toNullable(toUInt8(if(job_state = 'refunded', 1 + cityHash64(n, 'lj-mk') % 4, [10,9,9,8,8,8,7,7,6,5][1 + cityHash64(n, 'lj-mk') % 10] - if(doc_kind = 'patent' AND cityHash64(n, 'lj-mk2') % 2 = 0, 2, 0)))), NULL) AS mark
FROM
(
    SELECT
        number AS n,
        880000 + number AS job_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(84000 * pow(cityHash64(number, 'lj-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'lj-ms') % 50000) AS placed_at,
        100 + toUInt32(floor(1400 * pow(cityHash64(number, 'lj-cust') / 18446744073709551616.0, 1.7))) AS customer_id,
        ['US','CA','DE','FR','GB','CH','AU'][1 + toUInt8(floor(7 * pow(cityHash64(customer_id, 'lj-ctry') / 18446744073709551616.0, 1.3)))] AS customer_country,
        ['Porto','Riga','Halifax','Penang'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'lj-desk') / 18446744073709551616.0, 1.3)))] AS desk,
        ['English','German','French','Spanish'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'lj-src') / 18446744073709551616.0, 1.6)))] AS src_lang,
        ['Portuguese','Polish','Japanese','Dutch','Turkish','Korean'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'lj-tgt') / 18446744073709551616.0, 1.3)))] AS tgt_lang,
        ['contract','website','manual','leaflet','patent'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'lj-kind') / 18446744073709551616.0, 1.2)))] AS doc_kind,
        toUInt32(120 + floor(multiIf(doc_kind = 'patent', 1500, doc_kind = 'manual', 1900, doc_kind = 'contract', 900, doc_kind = 'website', 650, 160)
            * pow(1 - cityHash64(number, 'lj-w') / 18446744073709551616.0, -0.48))) AS words,
        toUInt8(cityHash64(number, 'lj-rush') % 100 < if(doc_kind = 'leaflet', 44, 24)) AS rush,
        toDecimal64(multiIf(tgt_lang IN ('Japanese', 'Korean'), 17, tgt_lang = 'Dutch', 14, 11) + cityHash64(number, 'lj-cpw') % 600 / 100 + if(doc_kind = 'patent', 4, 0), 2) AS cents_per_word,
        toDecimal64(round(words * toFloat64(cents_per_word) / 100 * if(rush = 1, 1.35, 1), 2), 2) AS price_usd,
        toUInt32(4 + floor(700 * pow(cityHash64(number, 'lj-acc') / 18446744073709551616.0, 2.2) * if(rush = 1, 0.4, 1))) AS acc_min,
        toUInt32(40 + floor(words / 3.5 * (0.6 + cityHash64(number, 'lj-work') % 1000 / 800) * if(rush = 1, 0.55, 1))) AS work_min,
        placed_at + toIntervalSecond(60 * acc_min + 2) AS acc,
        placed_at + toIntervalSecond(60 * (acc_min + work_min) + 5) AS done,
        cityHash64(number, 'lj-lost') % 100 < 65 AS lost,
        cityHash64(number, 'lj-st') % 1000 AS s,
        multiIf(s < if(desk = 'Penang', 165, 115) AND acc < '2026-05-21 16:20:00', 'withdrawn',
                acc >= '2026-05-21 16:20:00', 'queued',
                done >= '2026-05-21 16:20:00', 'working',
                s > if(desk = 'Halifax' AND placed_at >= '2026-05-19', 580, 968), 'refunded',
                'delivered') AS job_state
    FROM numbers(9400)
)
WHERE toDate(placed_at) != '2026-05-14'
  AND NOT (toDayOfWeek(placed_at) != 2 AND cityHash64(n, 'lj-wd') % 100 < 18)
  AND NOT (toDayOfWeek(placed_at) IN (6, 7) AND cityHash64(n, 'lj-we') % 100 < 40);
