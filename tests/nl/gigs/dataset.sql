-- Freelance marketplace: freelancers, their bids and their payouts. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
CREATE DATABASE IF NOT EXISTS gigs;

DROP TABLE IF EXISTS gigs.talent;
CREATE TABLE gigs.talent
(
    fl_id       UInt32 COMMENT 'freelancer',
    handle      String,
    skill       LowCardinality(String) COMMENT 'design, dev, writing, translation, video or data',
    country     LowCardinality(String) COMMENT 'where the freelancer lives, ISO 3166 two-letter code',
    tier        LowCardinality(String) COMMENT 'new, rising or star',
    hourly_usd  Nullable(Decimal(8, 2)) COMMENT 'null for those who only take fixed-price work',
    langs       Array(LowCardinality(String)) COMMENT 'languages spoken, ISO 639-1 codes',
    is_verified Bool,
    signed_up   Date
)
ENGINE = MergeTree ORDER BY fl_id;

INSERT INTO gigs.talent
SELECT
    2000 + number AS fl_id,
    concat(['ink','pixel','lime','brisk','north','velvet','copper','quiet','amber','swift'][1 + cityHash64(number, 'g-h1') % 10],
           ['fox','crow','reed','moth','hare','lynx','wren','pike'][1 + cityHash64(number, 'g-h2') % 8], toString(number)) AS handle,
    ['dev','design','writing','translation','data','video'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'g-skill') / 18446744073709551616.0, 1.5)))] AS skill,
    ['UA','IN','GB','BR','KE','DE','PH','CA'][1 + toUInt8(floor(8 * pow(cityHash64(number, 'g-ctry') / 18446744073709551616.0, 1.3)))] AS country,
    multiIf(cityHash64(number, 'g-tier') % 100 < 52, 'new', cityHash64(number, 'g-tier') % 100 < 85, 'rising', 'star') AS tier,
    if(cityHash64(number, 'g-noh') % 100 < 14, NULL,
       toNullable(toDecimal64(5 * floor((3 + 11 * pow(cityHash64(number, 'g-hr') / 18446744073709551616.0, 1.8)) * multiIf(tier = 'star', 1.7, tier = 'rising', 1.2, 0.9)), 2))) AS hourly_usd,
    arrayDistinct(arrayConcat(if(cityHash64(number, 'g-en') % 100 < 88, ['en'], []),
        [['uk','hi','en','pt','sw','de','tl','fr'][indexOf(['UA','IN','GB','BR','KE','DE','PH','CA'], country)]],
        if(cityHash64(number, 'g-l2') % 100 < 45, [['de','fr','es','pl','it'][1 + cityHash64(number, 'g-l3') % 5]], []))) AS langs,
    cityHash64(number, 'g-ver') % 100 < multiIf(tier = 'star', 93, tier = 'rising', 71, 38) AS is_verified,
    toDate('2026-05-20') - toUInt32(floor(900 * pow(cityHash64(number, 'g-join') / 18446744073709551616.0, 1.6))) AS signed_up
FROM numbers(620);

DROP TABLE IF EXISTS gigs.bids;
CREATE TABLE gigs.bids
(
    bid_id     UInt64,
    proj_id    UInt32,
    category   LowCardinality(String) COMMENT 'category of the project: web, mobile, branding, copy, video or data',
    fl_id      UInt32 COMMENT 'who bids',
    placed_at  DateTime64(3, 'UTC'),
    amount_usd Decimal(10, 2) COMMENT 'price offered for the whole project',
    eta_days   UInt16 COMMENT 'days of work offered',
    outcome    LowCardinality(String) COMMENT 'pending, shortlisted, won, lost or withdrawn',
    reply_s    Nullable(UInt32) COMMENT 'seconds until the first answer of the client, null when the client never answered',
    via        LowCardinality(String) COMMENT 'how the freelancer found the project: search, invite or digest (the e-mail)',
    boosted    Bool COMMENT 'shown first for an extra fee'
)
ENGINE = MergeTree ORDER BY (category, placed_at);

-- Nobody could bid on 2026-05-10 (an outage); nobody bids before the day after signing up.
INSERT INTO gigs.bids
SELECT bid_id, proj_id, category, fl_id, placed_at, amount_usd, eta_days, outcome, reply_s, via, boosted
FROM
(
    SELECT
        number AS n,
        5100000 + number AS bid_id,
        30000 + toUInt32(floor(3200 * pow(cityHash64(number, 'b-proj') / 18446744073709551616.0, 1.2))) AS proj_id,
        ['web','branding','copy','mobile','video','data'][1 + toUInt8(floor(6 * pow(cityHash64(proj_id, 'b-cat') / 18446744073709551616.0, 1.4)))] AS category,
        toUInt32(floor(590 * pow(cityHash64(number, 'b-fl') / 18446744073709551616.0, 1.7))) AS f,
        2000 + f AS fl_id,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'b-ts') / 18446744073709551616.0, 1.35))))
            + toIntervalMillisecond(1000 + cityHash64(number, 'b-ms') % 57900) AS placed_at,
        toDate('2026-05-20') - toUInt32(floor(900 * pow(cityHash64(f, 'g-join') / 18446744073709551616.0, 1.6))) AS signed_up,
        toDecimal64(round(multiIf(category = 'mobile', 900, category = 'web', 520, category = 'data', 610, category = 'video', 340, category = 'branding', 260, 90)
            * pow(1 - cityHash64(number, 'b-amt') / 18446744073709551616.0, -0.55), 2), 2) AS amount_usd,
        toUInt16(1 + floor(multiIf(cityHash64(f, 'g-tier') % 100 < 52, 21, cityHash64(f, 'g-tier') % 100 < 85, 27, 34) * pow(cityHash64(number, 'b-eta') / 18446744073709551616.0, 1.9))) AS eta_days,
        ['search','digest','invite'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-via') / 18446744073709551616.0, 1.5)))] AS via,
        cityHash64(number, 'b-boost') % 100 < if(category = 'mobile', 24, 13) AS boosted,
        cityHash64(number, 'b-out') % 1000 AS r,
        dateDiff('hour', placed_at, toDateTime64('2026-05-21 16:20:00', 3, 'UTC')) AS age_h,
        multiIf(r < 60, 'withdrawn',
                r < 60 + multiIf(via = 'invite', 210, boosted, 130, category = 'copy', 115, 70) AND age_h > 20, 'won',
                age_h > 20 + cityHash64(number, 'b-dec') % 300, 'lost',
                r > 870, 'shortlisted',
                'pending') AS outcome,
        toUInt32(30 + floor(multiIf(category = 'video', 5200, category = 'web', 2100, category = 'copy', 1300, 3300) * pow(1 - cityHash64(number, 'b-rep') / 18446744073709551616.0, -0.7))) AS rs,
        if(outcome NOT IN ('won', 'shortlisted') AND cityHash64(number, 'b-norep') % 100 < if(boosted, 38, 52) OR placed_at + toIntervalSecond(rs) >= toDateTime64('2026-05-21 16:20:00', 3, 'UTC'),
           NULL, toNullable(rs)) AS reply_s
    FROM numbers(17000)
)
WHERE toDate(placed_at) != '2026-05-10' AND placed_at >= toDateTime64(signed_up + 1, 3, 'UTC');

-- One freelancer lets a robot bid today.
INSERT INTO gigs.bids
SELECT 5190000 + number, 30000 + toUInt32(cityHash64(number, 's-proj') % 3200),
       ['web','branding','copy','mobile','video','data'][1 + toUInt8(floor(6 * pow(cityHash64(30000 + toUInt32(cityHash64(number, 's-proj') % 3200), 'b-cat') / 18446744073709551616.0, 1.4)))],
       2313, toDateTime64('2026-05-21 10:30:00', 3, 'UTC') + toIntervalMinute(number * 2) + toIntervalMillisecond(1000 + cityHash64(number, 's-ms') % 57900),
       toDecimal64(99 + number % 7, 2), 1, 'pending', NULL, 'search', false
FROM numbers(165);

DROP TABLE IF EXISTS gigs.payouts;
CREATE TABLE gigs.payouts
(
    payout_id    UInt64,
    proj_id      UInt32,
    fl_id        UInt32 COMMENT 'who is paid',
    requested_at DateTime('UTC'),
    settled_at   Nullable(DateTime('UTC')) COMMENT 'when the money arrived, only on settled payouts',
    net_usd      Decimal(10, 2) COMMENT 'what the freelancer receives',
    fee_usd      Decimal(10, 2) COMMENT 'our commission, on top of net_usd',
    rail         LowCardinality(String) COMMENT 'bank, wallet or card',
    state        LowCardinality(String) COMMENT 'settled, pending, failed or reversed; only settled payouts moved money and earned the commission'
)
ENGINE = MergeTree ORDER BY requested_at;

INSERT INTO gigs.payouts
SELECT payout_id, proj_id, fl_id, requested_at, if(state = 'settled', toNullable(requested_at + toIntervalMinute(wait_min)), NULL) AS settled_at, net_usd, fee_usd, rail, state
FROM
(
    SELECT
        810000 + number AS payout_id,
        30000 + toUInt32(cityHash64(number, 'p-proj') % 3200) AS proj_id,
        2000 + toUInt32(floor(560 * pow(cityHash64(number, 'p-fl') / 18446744073709551616.0, 2.3))) AS fl_id,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.25))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS requested_at,
        ['bank','wallet','card'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-rail') / 18446744073709551616.0, 1.5)))] AS rail,
        toUInt32(multiIf(rail = 'bank', 300, rail = 'wallet', 4, 25) + floor(multiIf(rail = 'bank', 3600, rail = 'wallet', 90, 500) * pow(cityHash64(number, 'p-wait') / 18446744073709551616.0, 2))) AS wait_min,
        toDecimal64(round(110 * pow(1 - cityHash64(number, 'p-net') / 18446744073709551616.0, -0.6), 2), 2) AS net_usd,
        toDecimal64(round(toFloat64(net_usd) * [0.05, 0.1, 0.1, 0.15, 0.2][1 + cityHash64(fl_id, 'p-fee') % 5], 2), 2) AS fee_usd,
        cityHash64(number, 'p-st') % 1000 AS r,
        multiIf(r < if(rail = 'card', 75, 32), 'failed', r < 130, 'reversed', requested_at + toIntervalMinute(wait_min) >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'pending', 'settled') AS state
    FROM numbers(5200)
);

-- The card processor is down on 2026-05-20 from 13:00 to 17:00.
INSERT INTO gigs.payouts
SELECT 880000 + number, 30000 + toUInt32(cityHash64(number, 'q-proj') % 3200), 2000 + toUInt32(cityHash64(number, 'q-fl') % 400),
       toDateTime('2026-05-20 13:00:00', 'UTC') + toIntervalMinute(number * 3) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58),
       NULL, toDecimal64(120 + cityHash64(number, 'q-net') % 900, 2), toDecimal64(12 + cityHash64(number, 'q-fee') % 70, 2), 'card', 'failed'
FROM numbers(80);
