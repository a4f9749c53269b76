-- A content delivery network: sampled requests, customer sites, edge locations. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No request lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS edvara;
CREATE DATABASE edvara;

CREATE TABLE edvara.pops
(
    pop       LowCardinality(String) COMMENT 'code of the edge location',
    city      String,
    continent LowCardinality(String),
    gbps      UInt16 COMMENT 'uplink capacity',
    opened_on Date
)
ENGINE = MergeTree ORDER BY pop
COMMENT 'edge locations';

INSERT INTO edvara.pops VALUES
('FRA', 'Frankfurt', 'Europe', 800, '2019-03-01'), ('AMS', 'Amsterdam', 'Europe', 600, '2019-06-15'), ('WAW', 'Warsaw', 'Europe', 200, '2022-02-10'),
('IAD', 'Ashburn', 'North America', 800, '2019-09-01'), ('SIN', 'Singapore', 'Asia', 400, '2020-11-20'), ('NRT', 'Tokyo', 'Asia', 400, '2021-04-05'),
('GRU', 'Sao Paulo', 'South America', 100, '2023-08-14'), ('JNB', 'Johannesburg', 'Africa', 60, '2024-10-01');

CREATE TABLE edvara.sites
(
    site_id      UInt32,
    domain       String,
    customer     LowCardinality(String) COMMENT 'company that owns the site; some own several',
    plan         Enum8('free' = 0, 'pro' = 1, 'enterprise' = 2) COMMENT 'contract of the site',
    waf_on       Bool COMMENT 'web application firewall switched on',
    onboarded_on Date
)
ENGINE = MergeTree ORDER BY site_id
COMMENT 'customer sites';

INSERT INTO edvara.sites
SELECT
    3001 + number,
    concat(['shop','news','img','play','api','www'][1 + number % 6], '.', ['kestrel','moorland','brightly','oakfin','tallow','zephyrine','quillon','harrowby','pinemark'][1 + number % 9], ['.com','.net','.io'][1 + cityHash64(number, 's-tld') % 3]),
    ['Kestrel Media','Moorland Foods','Brightly','Oakfin Bank','Tallow Games','Zephyrine Air','Quillon Press','Harrowby','Pinemark'][1 + number % 9],
    multiIf(number % 9 IN (0, 3, 5), 'enterprise', number % 9 IN (1, 2, 4, 6), 'pro', 'free'),
    cityHash64(number, 's-waf') % 3 != 0,
    toDate('2026-04-20') - toUInt32(cityHash64(number, 's-on') % 1900)
FROM numbers(24);

CREATE TABLE edvara.reqs
(
    ts        DateTime64(3, 'UTC') COMMENT 'when the request arrived at the edge',
    req_id    UInt64,
    pop       LowCardinality(String) COMMENT 'edge location that answered',
    site_id   UInt32,
    client_ip IPv4,
    cc        LowCardinality(String) COMMENT 'country of the client, ISO 3166 two-letter code',
    proto     Enum8('http/1.1' = 1, 'h2' = 2, 'h3' = 3) COMMENT 'protocol',
    ctype     LowCardinality(String) COMMENT 'content type: image, script, html, video or json',
    sc        UInt16 COMMENT 'HTTP status code',
    cache     Enum8('HIT' = 1, 'MISS' = 2, 'EXPIRED' = 3, 'BYPASS' = 4) COMMENT 'cache verdict: HIT = answered from the cache, MISS = not in the cache, EXPIRED = in the cache but too old, BYPASS = not cacheable',
    bytes_out UInt64 COMMENT 'size of the response in bytes',
    ttfb_ms   UInt32 COMMENT 'time to first byte',
    origin_ms Nullable(UInt32) COMMENT 'time the origin server of the customer took, null when the cache answered',
    is_bot    Bool
)
ENGINE = MergeTree ORDER BY (pop, ts)
COMMENT 'sample of the requests at the edge, one row each';

-- The log of 2026-05-06 was lost; JNB is silent since 2026-05-18 09:00; WAW answers 502 and 503 on 2026-05-21 from 11:00 to 13:00.
INSERT INTO edvara.reqs
SELECT ts, req_id, pop, site_id, client_ip, cc, proto, ctype, sc, cache, bytes_out,
       toUInt32(if(cache = 'HIT', 0, assumeNotNull(origin_ms)) + floor(4 + multiIf(pop = 'GRU', 22, pop = 'SIN', 14, 8) * multiIf(ctype = 'video', 1.5, 1.0) * multiIf(proto = 'h3', 0.7, proto = 'h2', 1.0, 1.6) * pow(1 - cityHash64(n, 'r-ttfb') / 18446744073709551616.0, -0.55))) AS ttfb_ms,
       origin_ms, is_bot
FROM
(
    SELECT
        number AS n,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(43100 * pow(cityHash64(number, 'r-ts') / 18446744073709551616.0, 1.6))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'r-ms') % 57000) AS ts,
        cityHash64(number, 'r-id') % 1000000000000 AS req_id,
        1 + toUInt8(floor(8 * pow(cityHash64(number, 'r-pop') / 18446744073709551616.0, 1.35))) AS p,
        ['FRA','IAD','AMS','SIN','GRU','NRT','WAW','JNB'][p] AS pop,
        3001 + toUInt32(floor(24 * pow(cityHash64(number, 'r-site') / 18446744073709551616.0, 1.5))) AS site_id,
        toUInt32(floor(1800 * pow(cityHash64(number, 'r-cl') / 18446744073709551616.0, 1.5))) AS cl,
        toIPv4(toUInt32(167772160 + p * 65536 + cl * 7)) AS client_ip,
        [['DE','DE','AT','CH'],['US','US','US','CA'],['NL','GB','GB','BE'],['SG','ID','ID','MY'],['BR','BR','BR','AR'],['JP','JP','KR','JP'],['PL','PL','CZ','DE'],['ZA','ZA','KE','ZA']][p][1 + cityHash64(cl, p, 'r-cc') % 4] AS cc,
        cityHash64(cl, p, 'r-bot') % 100 < 14 AS is_bot,
        ['h2','h3','http/1.1'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'r-proto') / 18446744073709551616.0, if(is_bot, 0.7, 1.6))))] AS proto,
        ['image','script','html','json','video'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'r-ct') / 18446744073709551616.0, 1.3)))] AS ctype,
        cityHash64(number, 'r-sc') % 1000 AS s,
        toUInt16(multiIf(s < if(ctype = 'json', 70, 14), [500, 502, 503, 504][1 + cityHash64(number, 'r-5') % 4],
                         s < 90, if(is_bot AND ctype = 'html', 404, [404, 403, 404][1 + cityHash64(number, 'r-4') % 3]),
                         s < 140 AND ctype != 'json', 304, is_bot AND ctype = 'html' AND s < 260, 404, 200)) AS sc,
        cityHash64(number, 'r-cache') % 1000 AS k,
        multiIf(sc >= 500, if(k < 500, 'MISS', 'BYPASS'),
                ctype = 'json', multiIf(k < 640, 'BYPASS', k < 820, 'HIT', 'MISS'),
                ctype = 'html', multiIf(k < 430, 'HIT', k < 700, 'MISS', k < 850, 'EXPIRED', 'BYPASS'),
                multiIf(k < if(pop IN ('GRU', 'WAW'), 690, 840), 'HIT', k < 930, 'MISS', 'EXPIRED')) AS cache,
        if(sc = 304 OR sc >= 400, toUInt64(180 + cityHash64(number, 'r-small') % 900),
           toUInt64(floor(multiIf(ctype = 'video', 900000, ctype = 'image', 42000, ctype = 'script', 26000, ctype = 'html', 15000, 2400) * pow(1 - cityHash64(number, 'r-by') / 18446744073709551616.0, -0.5)))) AS bytes_out,
        if(cache = 'HIT', NULL, toNullable(toUInt32(floor(if(pop IN ('GRU', 'SIN'), 210, 75) * pow(1 - cityHash64(number, 'r-or') / 18446744073709551616.0, -0.7))))) AS origin_ms
    FROM numbers(9600)
)
WHERE toDate(ts) != '2026-05-06'
  AND NOT (pop = 'JNB' AND ts >= '2026-05-18 09:00:00');

-- The outage at WAW.
INSERT INTO edvara.reqs
SELECT
    toDateTime64('2026-05-21 11:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1000 + cityHash64(number, 'o-ms') % 57000),
    cityHash64(number, 'o-id') % 1000000000000, 'WAW', 3001 + cityHash64(number, 'o-site') % 24, toIPv4(toUInt32(167772160 + 7 * 65536 + 7 * (cityHash64(number, 'o-cl') % 1800))), 'PL', 'h2',
    ['image','script','html','json'][1 + cityHash64(number, 'o-ct') % 4], [502, 503][1 + cityHash64(number, 'o-sc') % 2], 'MISS', 420, 900 + cityHash64(number, 'o-t') % 700, toNullable(toUInt32(880 + cityHash64(number, 'o-t') % 700)), false
FROM numbers(100);
