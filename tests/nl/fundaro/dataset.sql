-- Crowdfunding: campaigns and the pledges of their backers. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS fundaro;
CREATE DATABASE fundaro;

CREATE TABLE fundaro.campaigns
(
    campaign_id UInt32,
    headline    String,
    category    LowCardinality(String),
    founder     String,
    goal_eur    Decimal(12, 2) COMMENT 'what the founder asks for',
    opened_on   Date,
    stage       LowCardinality(String) COMMENT 'live, funded, missed or taken_down'
)
ENGINE = MergeTree ORDER BY campaign_id;

INSERT INTO fundaro.campaigns
SELECT
    2100 + number,
    concat(['Tiny','Solar','Midnight','Pocket','Wooden','Electric','Silent','Northern'][1 + cityHash64(number, 'c-a') % 8], ' ',
           ['Orchard','Piano','Kettle','Lantern','Atlas','Robot','Theatre','Loom'][1 + cityHash64(number, 'c-b') % 8], ' ', toString(1 + number)),
    ['board games','gadgets','music','film','food','books'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-cat') / 18446744073709551616.0, 1.3)))],
    concat(['Ada','Noor','Jonas','Freya','Luca','Maja','Emil','Zofia'][1 + cityHash64(number, 'c-f') % 8], ' ', ['Berg','Rossi','Dahl','Kowal','Moreau','Lind'][1 + cityHash64(number, 'c-l') % 6]),
    toDecimal64(500 * (4 + cityHash64(number, 'c-goal') % 90), 2),
    toDate('2026-03-20') - toUInt32(cityHash64(number, 'c-open') % 80),
    multiIf(cityHash64(number, 'c-st') % 100 < 62, 'live', cityHash64(number, 'c-st') % 100 < 80, 'funded', cityHash64(number, 'c-st') % 100 < 94, 'missed', 'taken_down')
FROM numbers(160);

CREATE TABLE fundaro.pledges
(
    pledge_id      UInt64,
    pledged_at     DateTime('UTC'),
    campaign_id    UInt32,
    backer_id      UInt32,
    backer_country LowCardinality(String) COMMENT 'ISO 3166 two-letter code',
    amount_eur     Decimal(10, 2) COMMENT 'without the tip',
    tip_eur        Nullable(Decimal(8, 2)) COMMENT 'voluntary extra for running the site, null when the backer gave none',
    state          LowCardinality(String) COMMENT 'collected, pending, bounced (the bank refused) or withdrawn (by the backer); only collected pledges count as money raised',
    reward_tier    LowCardinality(String) COMMENT 'none, early_bird, standard or deluxe',
    pay_method     LowCardinality(String),
    came_from      LowCardinality(String) COMMENT 'what led the backer to the campaign page',
    is_anonymous   UInt8 COMMENT '1 = the name is hidden on the page',
    checkout_s     UInt16 COMMENT 'seconds from opening the pledge form to confirming'
)
ENGINE = MergeTree ORDER BY (pledged_at, pledge_id);

-- The site was down all of 2026-05-06; sepa pledges bounce in masses on 2026-05-18 13:00-15:00 (second insert).
INSERT INTO fundaro.pledges
SELECT
    840000 + n, pledged_at, campaign_id, backer_id, backer_country, amount_eur,
    if(cityHash64(n, 'p-tip') % 100 < 27, toNullable(toDecimal64(round(toFloat64(amount_eur) * 0.03 * (1 + cityHash64(n, 'p-tip2') % 4), 2), 2)), NULL),
    state, reward_tier, pay_method, came_from, is_anonymous, checkout_s
FROM
(
    SELECT
        number AS n,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(86400 * pow(cityHash64(number, 'p-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'p-s') % 58) AS pledged_at,
        2100 + toUInt32(floor(155 * pow(cityHash64(number, 'p-camp') / 18446744073709551616.0, 1.9))) AS campaign_id,
        30000 + toUInt32(floor(2600 * pow(cityHash64(number, 'p-back') / 18446744073709551616.0, 1.7))) AS backer_id,
        ['DE','FR','AT','DK','IT','PL','SE','NZ'][1 + toUInt8(floor(8 * pow(cityHash64(backer_id, 'p-ctry') / 18446744073709551616.0, 1.5)))] AS backer_country,
        ['standard','early_bird','none','deluxe'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'p-tier') / 18446744073709551616.0, 1.3)))] AS reward_tier,
        ['card','wallet','sepa'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'p-pay') / 18446744073709551616.0, 1.4)))] AS pay_method,
        toDecimal64(round(multiIf(reward_tier = 'deluxe', 160, reward_tier = 'standard', 45, reward_tier = 'early_bird', 32, 8)
            * pow(1 - cityHash64(number, 'p-amt') / 18446744073709551616.0, -0.45), 2), 2) AS amount_eur,
        cityHash64(number, 'p-st') % 1000 AS s,
        multiIf(s < multiIf(pay_method = 'sepa', 110, pay_method = 'card', 55, 25), 'bounced', s < 180, 'withdrawn',
                s < if(pledged_at >= '2026-05-19 00:00:00', 420, 205), 'pending', 'collected') AS state,
        ['social','newsletter','search','direct','podcast'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'p-src') / 18446744073709551616.0, 1.4)))] AS came_from,
        toUInt8(cityHash64(number, 'p-anon') % 100 < 18) AS is_anonymous,
        toUInt16(18 + floor(multiIf(pay_method = 'sepa', 95, pay_method = 'card', 60, 30) * pow(1 - cityHash64(number, 'p-chk') / 18446744073709551616.0, -0.4)
            * (0.4 + cityHash64(number, 'p-chk2') % 1000 / 900))) AS checkout_s
    FROM numbers(7600)
)
WHERE toDate(pledged_at) != '2026-05-06'
  AND NOT (toHour(pledged_at) BETWEEN 1 AND 5 AND cityHash64(n, 'p-night') % 5 != 0);

INSERT INTO fundaro.pledges
SELECT
    860000 + number,
    toDateTime('2026-05-18 13:00:00', 'UTC') + toIntervalMinute(number % 120) + toIntervalSecond(1 + cityHash64(number, 'x-s') % 58),
    2100 + toUInt32(cityHash64(number, 'x-c') % 120), 30000 + toUInt32(cityHash64(number, 'x-b') % 2600), 'DE',
    toDecimal64(15 + cityHash64(number, 'x-a') % 70, 2), NULL, 'bounced', 'standard', 'sepa', 'direct', 0, toUInt16(70 + cityHash64(number, 'x-k') % 90)
FROM numbers(110);
