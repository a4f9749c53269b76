-- Translation agency: jobs (one document into one language each) and the freelancers who do them. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No job arrives in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS tralingo;
CREATE DATABASE tralingo;

CREATE TABLE tralingo.freelancers
(
    fl_id         UInt32,
    full_name     String,
    home          LowCardinality(String) COMMENT 'country of residence, ISO 3166 two-letter code',
    mother_tongue LowCardinality(String) COMMENT 'de German, en English, es Spanish, fi Finnish, fr French, ja Japanese, pl Polish',
    grade         Enum8('junior' = 1, 'senior' = 2, 'sworn' = 3) COMMENT 'sworn: may certify documents for courts',
    joined_on     Date,
    active        Bool
)
ENGINE = MergeTree ORDER BY fl_id
COMMENT 'translators we work with, one row each';

INSERT INTO tralingo.freelancers
SELECT
    100 + number AS fl_id,
    concat(['Aino', 'Bruno', 'Clara', 'Dorota', 'Emil', 'Fumiko', 'Greta', 'Hugo', 'Irena', 'Jules'][1 + cityHash64(number, 'r-fn') % 10], ' ',
           ['Adler', 'Baran', 'Cortes', 'Dubois', 'Ito', 'Keller', 'Laine', 'Morris', 'Salo', 'Vega'][1 + cityHash64(number, 'r-ln') % 10], ' ', toString(number)),
    ['DE', 'FR', 'ES', 'FI', 'JP', 'PL', 'GB', 'US'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'r-home') / 18446744073709551616.0, 1.2)))],
    ['de', 'fr', 'es', 'fi', 'ja', 'pl', 'en'][1 + cityHash64(number, 'r-mt') % 7],
    ['junior', 'senior', 'senior', 'sworn'][1 + cityHash64(number, 'r-gr') % 4],
    toDate('2026-05-10') - toUInt32(cityHash64(number, 'r-jo') % 3200),
    cityHash64(number, 'r-ac') % 100 < 88
FROM numbers(220);

CREATE TABLE tralingo.jobs
(
    job_ref   String,
    recv_at   DateTime64(3, 'UTC') COMMENT 'document arrived from the client',
    due_at    DateTime('UTC') COMMENT 'deadline promised to the client',
    sent_at   Nullable(DateTime64(3, 'UTC')) COMMENT 'finished translation went to the client',
    client    LowCardinality(String),
    src       LowCardinality(String) COMMENT 'source language, same codes as tgt',
    tgt       LowCardinality(String) COMMENT 'target language: de German, en English, es Spanish, fi Finnish, fr French, ja Japanese, pl Polish',
    doc_kind  Enum8('contract' = 1, 'manual' = 2, 'patent' = 3, 'website' = 4, 'certificate' = 5) COMMENT 'type of document',
    svc       LowCardinality(String) COMMENT 'service: TR translation only, TEP with editing and proofreading, MTPE post-edited machine output',
    rush      Bool COMMENT 'express job',
    words     UInt32 COMMENT 'length of the document',
    status    Enum8('open' = 1, 'delivered' = 2, 'rejected' = 3, 'cancelled' = 4) COMMENT 'rejected: the client did not accept the translation; only delivered jobs are invoiced and paid',
    fl_id     Nullable(UInt32) COMMENT 'freelancer who took the job, null while nobody has',
    price_eur Decimal(10, 2) COMMENT 'price to the client, invoiced for delivered jobs only',
    fee_eur   Decimal(10, 2) COMMENT 'fee of the freelancer, paid for delivered jobs only',
    editor_ms Nullable(UInt64) COMMENT 'time the document was open in the editor; null before it is finished',
    qa_score  Nullable(UInt8) COMMENT 'result of the review, 0 to 100; null without a review'
)
ENGINE = MergeTree ORDER BY (recv_at, job_ref)
COMMENT 'one document into one language';

-- Nothing came in on 2026-05-14 (a holiday); client Brightmoor is silent since 2026-05-09; Finnish translations received since 2026-05-18 are mostly rejected.
INSERT INTO tralingo.jobs
SELECT job_ref, recv_at, due_at, if(status IN ('delivered', 'rejected'), sent, NULL), client, src, tgt, doc_kind, svc, rush, words, status,
       multiIf(status = 'open' AND cityHash64(n, 'r-nofl') % 100 < 35, NULL, status = 'cancelled' AND cityHash64(n, 'r-nofl') % 100 < 55, NULL,
               toNullable(100 + toUInt32(floor(205 * pow(cityHash64(n, 'r-fl') / 18446744073709551616.0, 1.5))))),
       price_eur,
       toDecimal64(round(toFloat64(price_eur) * (0.42 + cityHash64(n, 'r-fee') % 200 / 1000), 2), 2),
       if(status IN ('delivered', 'rejected'), toNullable(toUInt64(floor(words * multiIf(svc = 'TEP', 2300, svc = 'MTPE', 800, 1600) * (0.6 + cityHash64(n, 'r-ed') % 1000 / 1000)))), NULL),
       if(status IN ('delivered', 'rejected') AND cityHash64(n, 'r-rev') % 100 < 46,
          toNullable(toUInt8(floor(100 - 34 * pow(cityHash64(n, 'r-qa') / 18446744073709551616.0, 1.7) - if(svc = 'MTPE', 7, 0) - if(rush, 4, 0) - if(status = 'rejected', 21, 0)))), NULL)
FROM
(
    SELECT
        number AS n,
        concat('J26-', leftPad(toString(1200 + number * 2), 6, '0')) AS job_ref,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(110000 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.2))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS recv_at,
        ['Helvex', 'Norgas', 'Pellman', 'Auricon', 'Dentaria', 'Tessera', 'Wexford Legal', 'Kaminari', 'Ostrava Steel', 'Linden Bank', 'Corvid', 'Brightmoor', 'Satomi', 'Velora', 'Quintal', 'Ruhrtek', 'Maison Bleue', 'Zephyr Air', 'Imprint', 'Solvay Labs']
            [1 + toUInt8(floor(20 * pow(cityHash64(number, 'r-cl') / 18446744073709551616.0, 1.35)))] AS client,
        1 + toUInt8(floor(7 * pow(cityHash64(number, 'r-tgt') / 18446744073709551616.0, 1.3))) AS ti,
        ['de', 'en', 'fr', 'es', 'fi', 'pl', 'ja'] AS langs,
        langs[ti] AS tgt,
        langs[1 + (ti + toUInt8(floor(6 * pow(cityHash64(number, 'r-src') / 18446744073709551616.0, 1.5)))) % 7] AS src,
        ['manual', 'contract', 'website', 'patent', 'certificate'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-dk') / 18446744073709551616.0, 1.3)))] AS doc_kind,
        ['TR', 'TEP', 'MTPE'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-svc') / 18446744073709551616.0, 1.2)))] AS svc,
        cityHash64(number, 'r-rush') % 100 < 24 AS rush,
        toUInt32(floor(multiIf(doc_kind = 'certificate', 150, doc_kind = 'manual', 900, doc_kind = 'patent', 1100, 420) * pow(1 - cityHash64(number, 'r-w') / 18446744073709551616.0, -0.55))) AS words,
        toDateTime(recv_at + toIntervalHour(if(rush, 24, 48 + intDiv(words, 80))), 'UTC') AS due_at,
        recv_at + toIntervalMinute(if(rush, 120, 420) + toUInt32(floor(if(rush, 1300, 4200) * pow(cityHash64(number, 'r-dur') / 18446744073709551616.0, 1.4)))) + toIntervalSecond(7) AS sent,
        cityHash64(number, 'r-st') % 1000 AS s,
        multiIf(s < 45, 'cancelled', sent >= '2026-05-21 16:19:00', 'open', s < multiIf(tgt = 'fi' AND recv_at >= '2026-05-18 00:00:00', 760, svc = 'MTPE', 125, 85), 'rejected', 'delivered') AS status,
        toDecimal64(round(12 + words * multiIf(svc = 'TEP', 0.16, svc = 'MTPE', 0.06, 0.11) * if(rush, 1.4, 1) * if(tgt = 'ja', 1.5, 1) * (0.9 + cityHash64(number, 'r-pr') % 200 / 1000), 2), 2) AS price_eur
    FROM numbers(8500)
)
WHERE toDate(recv_at) != '2026-05-14'
  AND NOT (client = 'Brightmoor' AND recv_at >= '2026-05-09 00:00:00')
  AND NOT (toDayOfWeek(recv_at) IN (6, 7) AND cityHash64(n, 'r-we') % 3 != 0)
  AND NOT (toHour(recv_at) NOT BETWEEN 6 AND 18 AND cityHash64(n, 'r-ni') % 4 != 0);
