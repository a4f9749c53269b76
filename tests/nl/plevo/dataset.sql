-- Crowdfunding: campaigns, pledges and posts of the creators. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
DROP DATABASE IF EXISTS plevo;
CREATE DATABASE plevo;

CREATE TABLE plevo.campaigns
(
    campaign_id UInt32,
    title       String,
    category    LowCardinality(String),
    creator     String,
    goal_cents  UInt64 COMMENT 'funding goal in US cents',
    launch_dt   Date,
    end_dt      Date COMMENT 'last day on which pledges are taken',
    status      Enum8('live' = 1, 'funded' = 2, 'missed' = 3, 'halted' = 4) COMMENT 'live = running now, missed = ended below the goal, halted = stopped by us',
    staff_pick  Bool COMMENT 'featured on the front page'
)
ENGINE = MergeTree ORDER BY campaign_id COMMENT 'one row per campaign';

INSERT INTO plevo.campaigns
SELECT
    2001 + number,
    concat(['Brass','Quiet','Paper','Velvet','Hollow','Amber','Rusty','Tiny'][1 + number % 8], ' ',
           ['Lantern','Comet','Orchard','Harpoon','Kettle','Dominion'][1 + intDiv(number, 8)]),
    ['games','gadgets','film','music','comics','food'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-cat') / 18446744073709551616.0, 1.2)))],
    concat(['Noor','Elias','Hana','Pavel','Ruth','Kofi','Mina','Jonas'][1 + cityHash64(number, 'c-first') % 8], ' ',
           ['Berg','Okafor','Ishii','Duval','Petrov','Lind','Moreau','Castillo'][1 + cityHash64(number, 'c-last') % 8]),
    100000 * (2 + toUInt64(floor(180 * pow(cityHash64(number, 'c-goal') / 18446744073709551616.0, 2)))),
    if(number = 8, toDate('2026-04-02'), toDate('2026-05-13') - toUInt32(floor(85 * pow(cityHash64(number, 'c-start') / 18446744073709551616.0, 1.1)))) AS launch_dt,
    if(number = 8, toDate('2026-06-05'), launch_dt + toUInt32(35 + cityHash64(number, 'c-len') % 45)) AS end_dt,
    multiIf(number IN (19, 33), 'halted', end_dt >= '2026-05-21', 'live', cityHash64(number, 'c-won') % 3 = 0, 'missed', 'funded'),
    cityHash64(number, 'c-pick') % 100 < 25
FROM numbers(48);

CREATE TABLE plevo.pledges
(
    pledge_id    UInt64,
    campaign_id  UInt32,
    backer_id    UInt32,
    backer_cc    LowCardinality(String) COMMENT 'country of the backer, ISO 3166 two-letter code',
    pledged_at   DateTime('UTC'),
    tier         LowCardinality(String) COMMENT 'reward level',
    amount_cents UInt32 COMMENT 'US cents',
    fee_cents    Nullable(UInt32) COMMENT 'our commission in US cents, null unless the money was collected',
    tip_usd      Nullable(Decimal(8, 2)) COMMENT 'voluntary tip, null when the backer left none',
    pay_state    Enum8('collected' = 1, 'refunded' = 2, 'declined' = 3, 'withdrawn' = 4) COMMENT 'only collected pledges raise money, the others bring nothing',
    via          LowCardinality(String) COMMENT 'traffic source: nl = newsletter, soc = social media, srch = search, dir = direct',
    dev          Enum8('mobile' = 1, 'desktop' = 2, 'tablet' = 3) COMMENT 'device',
    anon         Bool COMMENT 'anonymous: the backer hides the name'
)
ENGINE = MergeTree ORDER BY (campaign_id, pledged_at) COMMENT 'pledges of the backers';

-- Brass Comet (2009) is live but silent since 2026-05-08 14:00. No pledge at all on 2026-05-06. Halted campaigns took pledges until 2026-05-13.
INSERT INTO plevo.pledges
SELECT pledge_id, p.campaign_id, backer_id, backer_cc, pledged_at, tier, amount_cents,
       if(pay_state = 'collected', toNullable(toUInt32(round(amount_cents * 0.05))), NULL) AS fee_cents,
       tip_usd, pay_state, via, dev, anon
FROM
(
    SELECT
        number AS n,
        900000 + number AS pledge_id,
        toUInt32(2001 + floor(48 * pow(cityHash64(number, 'p-camp') / 18446744073709551616.0, 1.5))) AS campaign_id,
        toUInt32(1 + floor(2600 * pow(cityHash64(number, 'p-backer') / 18446744073709551616.0, 1.6))) AS backer_id,
        ['US','DE','GB','FR','CA','JP','BR'][1 + toUInt8(floor(7 * pow(cityHash64(backer_id, 'p-cc') / 18446744073709551616.0, 1.3)))] AS backer_cc,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.4))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 57) AS pledged_at,
        1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-tier') / 18446744073709551616.0, 1.2))) AS t,
        ['standard','thanks','early bird','deluxe','collector'][t] AS tier,
        toUInt32([4500, 700, 3200, 9500, 17000][t] * (0.9 + cityHash64(number, 'p-amt') % 800 / 1000)
            * multiIf(backer_cc = 'DE', 1.15, backer_cc = 'BR', 0.8, 1.0)) AS amount_cents,
        if(cityHash64(number, 'p-tip') % 100 < 18, toNullable(toDecimal64((1 + cityHash64(number, 'p-tip2') % 12) * 0.5, 2)), NULL) AS tip_usd,
        cityHash64(number, 'p-st') % 1000 AS s,
        ['mobile','desktop','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-dev') / 18446744073709551616.0, 1.4)))] AS dev,
        multiIf(s < if(dev = 'mobile', 90, 55), 'declined', s >= 940, 'refunded', s >= 895, 'withdrawn', 'collected') AS pay_state,
        cityHash64(number, 'p-via') % 100 AS v,
        multiIf(v < 39, 'soc', v < 67, 'dir', v < 86, 'srch', 'nl') AS via,
        cityHash64(number, 'p-anon') % 100 < 17 AS anon
    FROM numbers(11500)
) AS p
INNER JOIN plevo.campaigns AS c ON p.campaign_id = c.campaign_id
WHERE toDate(pledged_at) >= c.launch_dt AND toDate(pledged_at) <= c.end_dt
  AND NOT (p.campaign_id = 2009 AND pledged_at >= '2026-05-08 14:00:00')
  AND NOT (c.status = 'halted' AND pledged_at >= '2026-05-13 00:00:00')
  AND toDate(pledged_at) != '2026-05-06'
  AND NOT (toHour(pledged_at) < 5 AND cityHash64(n, 'p-night') % 3 != 0);

-- Cards are declined in a row on 2026-05-19, 21:00 to 22:30, beyond the usual pledges.
INSERT INTO plevo.pledges
SELECT
    990000 + number, [2002, 2005, 2007][1 + cityHash64(number, 'y-camp') % 3], toUInt32(1 + cityHash64(number, 'y-backer') % 2600) AS backer_id,
    ['US','DE','GB','FR','CA','JP','BR'][1 + toUInt8(floor(7 * pow(cityHash64(backer_id, 'p-cc') / 18446744073709551616.0, 1.3)))],
    toDateTime('2026-05-19 21:00:00', 'UTC') + toIntervalMinute(number % 90) + toIntervalSecond(1 + cityHash64(number, 'y-s') % 57),
    'standard', 4100 + cityHash64(number, 'y-amt') % 3000, NULL, NULL, 'declined', 'soc', 'mobile', false
FROM numbers(90);

CREATE TABLE plevo.posts
(
    post_id     UInt32,
    campaign_id UInt32,
    posted_at   DateTime('UTC'),
    kind        Enum8('news' = 1, 'delay' = 2, 'shipping' = 3) COMMENT 'what the post announces',
    likes       UInt32
)
ENGINE = MergeTree ORDER BY posted_at COMMENT 'updates that creators post to their backers';

INSERT INTO plevo.posts
SELECT 3000 + number, 2001 + cityHash64(number, 'o-camp') % 48,
    toDateTime('2026-05-21 16:20:00', 'UTC')
        - toIntervalMinute(1 + toUInt32(floor(86390 * pow(cityHash64(number, 'o-ts') / 18446744073709551616.0, 1.3))))
        + toIntervalSecond(1 + cityHash64(number, 'o-s') % 57),
    ['news','delay','shipping'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'o-kind') / 18446744073709551616.0, 1.4)))],
    toUInt32(3 + 9 * pow(1 - cityHash64(number, 'o-likes') / 18446744073709551616.0, -0.7))
FROM numbers(520);
