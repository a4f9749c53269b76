-- Exchange for advertising in podcasts: bids, the spots they would air, the shows. Clock: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS castbourse;
CREATE DATABASE castbourse;

CREATE TABLE castbourse.shows
(
    show_id          UInt32,
    title            String,
    topic            LowCardinality(String),
    launched_on      Date,
    weekly_listeners UInt32,
    explicit         UInt8 COMMENT '1 = strong language'
)
ENGINE = MergeTree ORDER BY show_id;

INSERT INTO castbourse.shows
SELECT 100 + number,
    concat(['Quiet','Second','Broken','Velvet','Northern','Honest','Lost','Tiny'][1 + number % 8], ' ', ['Signals','Kitchens','Ledgers','Rivers','Alibis','Engines','Witnesses','Gardens'][1 + intDiv(number, 8) % 8]),
    ['true crime','business','comedy','history','science'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'sh-topic') / 18446744073709551616.0, 1.3)))],
    toDate('2026-04-20') - toUInt32(cityHash64(number, 'sh-launch') % 2200),
    1500 + toUInt32(floor(2000 * pow(1 - cityHash64(number, 'sh-lis') / 18446744073709551616.0, -0.7))),
    toUInt8(cityHash64(number, 'sh-exp') % 100 < 30)
FROM numbers(64);

CREATE TABLE castbourse.spots
(
    spot_id     UInt32,
    advertiser  String,
    sector      LowCardinality(String),
    length_sec  UInt8,
    approved_on Nullable(Date) COMMENT 'null while the spot is still in review'
)
ENGINE = MergeTree ORDER BY spot_id;

INSERT INTO castbourse.spots
SELECT 300 + number,
    ['Lumenbank','Farefox','Crateful','Ringo Mobile','Pixelforge','Nestwell','Hopline','Brightpan'][1 + cityHash64(number, 'sp-adv') % 8],
    ['banking','travel','meal kits','telecom','games','furniture','travel','meal kits'][1 + cityHash64(number, 'sp-adv') % 8],
    [15, 30, 30, 60][1 + cityHash64(number, 'sp-len') % 4],
    if(cityHash64(number, 'sp-rev') % 100 < 12, NULL, toNullable(toDate('2026-03-01') - toUInt32(cityHash64(number, 'sp-app') % 400)))
FROM numbers(150);

CREATE TABLE castbourse.bids
(
    bid_id     UInt64,
    placed_at  DateTime64(3, 'UTC'),
    spot_id    UInt32,
    show_id    UInt32,
    slot       LowCardinality(String) COMMENT 'pre-roll, mid-roll or post-roll',
    app        LowCardinality(String) COMMENT 'player app that offered the slot',
    country    LowCardinality(String) COMMENT 'where the listener is, ISO 3166 two-letter code',
    outcome    LowCardinality(String) COMMENT 'won, lost, expired or rejected; only won bids are charged',
    charge_usd Decimal(10, 2) COMMENT 'what the advertiser pays if the bid wins',
    listens    Nullable(UInt32) COMMENT 'plays delivered, only for won bids',
    latency_ms UInt32,
    host_read  UInt8 COMMENT '1 = the host reads the ad aloud'
)
ENGINE = MergeTree ORDER BY (app, placed_at);

-- The exchange was down on 2026-05-07. Bids are rejected in masses on 2026-05-20 from 13:00 to 15:00.
INSERT INTO castbourse.bids
SELECT bid_id, placed_at, spot_id, show_id, slot, app, country, outcome, charge_usd,
    if(outcome = 'won', toNullable(toUInt32(200 + floor(toFloat64(charge_usd) * (18 + cityHash64(n, 'b-lis') % 25)))), NULL), latency_ms, host_read
FROM
(
    SELECT number AS n, 52000000 + number AS bid_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + toUInt32(floor(92000 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1100 + cityHash64(number, 'b-ms') % 56000) AS placed_at,
        300 + toUInt32(floor(150 * pow(cityHash64(number, 'b-spot') / 18446744073709551616.0, 1.4))) AS spot_id,
        100 + toUInt32(floor(64 * pow(cityHash64(number, 'b-show') / 18446744073709551616.0, 1.5))) AS show_id,
        ['mid-roll','pre-roll','post-roll'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-slot') / 18446744073709551616.0, 1.4)))] AS slot,
        ['Podhive','Overtone','Earwig','Murmur','Tapedeck','Lilt'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'b-app') / 18446744073709551616.0, 1.4)))] AS app,
        ['US','DE','BR','MX','JP','NO','IE'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'b-ctry') / 18446744073709551616.0, 1.3)))] AS country,
        cityHash64(number, 'b-out') % 1000 AS r,
        multiIf(placed_at >= '2026-05-20 13:00:00' AND placed_at < '2026-05-20 15:00:00' AND r < 800, 'rejected',
            r < 60, 'rejected', r < 150, 'expired', r < multiIf(slot = 'mid-roll', 520, slot = 'pre-roll', 610, 700), 'lost', 'won') AS outcome,
        toDecimal64(round(14 * multiIf(slot = 'mid-roll', 1.7, slot = 'pre-roll', 1.2, 0.8) * multiIf(country = 'NO', 1.8, country = 'BR', 0.6, 1.0) * pow(1 - cityHash64(number, 'b-usd') / 18446744073709551616.0, -0.45), 2), 2) AS charge_usd,
        toUInt32(floor(90 * multiIf(app = 'Earwig', 1.6, app = 'Lilt', 0.7, 1.0) * pow(1 - cityHash64(number, 'b-lat') / 18446744073709551616.0, -0.55))) AS latency_ms,
        toUInt8(cityHash64(number, 'b-host') % 100 < 35) AS host_read
    FROM numbers(6500)
)
WHERE toDate(placed_at) != '2026-05-07';

INSERT INTO castbourse.bids
SELECT 52900000 + number,
    toDateTime64('2026-05-20 13:00:00', 3, 'UTC') + toIntervalMinute(number % 120) + toIntervalMillisecond(1100 + cityHash64(number, 'r-ms') % 56000),
    300 + toUInt32(cityHash64(number, 'r-spot') % 150), 100 + toUInt32(cityHash64(number, 'r-show') % 64), 'mid-roll', ['Podhive','Overtone'][1 + cityHash64(number, 'r-app') % 2], 'US',
    'rejected', toDecimal64(20 + number % 17, 2), NULL, toUInt32(80 + cityHash64(number, 'r-lat') % 120), 0
FROM numbers(75);
