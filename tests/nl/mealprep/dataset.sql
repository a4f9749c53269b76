-- Meal boxes by subscription. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS mealprep;
CREATE DATABASE mealprep;

CREATE TABLE mealprep.subscribers
(
    subscriber_id UInt32,
    signed_up_on  Date,
    us_state      LowCardinality(String) COMMENT 'two-letter code',
    channel       LowCardinality(String) COMMENT 'how they found us: podcast, friend, search, tv',
    household     UInt8 COMMENT 'people at the table',
    paused        UInt8 COMMENT '1 = subscription on hold'
)
ENGINE = MergeTree ORDER BY subscriber_id;

INSERT INTO mealprep.subscribers
SELECT
    20001 + number,
    toDate('2026-05-15') - toUInt16(floor(900 * pow(cityHash64(number, 's-on') / 18446744073709551616.0, 1.4))),
    ['CO','NV','UT','AZ','NM','ID'][1 + toUInt8(floor(6 * pow(cityHash64(number, 's-st') / 18446744073709551616.0, 1.3)))],
    ['podcast','search','friend','tv'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-ch') / 18446744073709551616.0, 1.4)))],
    1 + cityHash64(number, 's-hh') % 5,
    cityHash64(number, 's-pa') % 100 < 12
FROM numbers(1600);

CREATE TABLE mealprep.boxes
(
    packed_at      DateTime('UTC') COMMENT 'left the packing line',
    box_id         String,
    subscriber_id  UInt32,
    kitchen        LowCardinality(String),
    plan           LowCardinality(String) COMMENT 'classic, veggie, family, lowcarb',
    meals          UInt8,
    price_usd      Decimal(10, 2) COMMENT 'price on the invoice',
    promo_code     Nullable(String) COMMENT 'null without a promotion',
    carrier        LowCardinality(String),
    state          LowCardinality(String) COMMENT 'delivered, transit, refused (at the door), lost, recalled. Customers pay for delivered boxes only',
    handed_over_at Nullable(DateTime('UTC')) COMMENT 'on the doorstep, delivered boxes only',
    delay_min      Nullable(Int32) COMMENT 'minutes after the end of the promised slot, negative when early',
    doorstep_c     Nullable(Float64) COMMENT 'logger temperature at hand-over',
    stars          Nullable(UInt8) COMMENT '1 to 5, null if the customer did not rate'
)
ENGINE = MergeTree ORDER BY (packed_at, box_id);

-- Nothing is packed on 2026-05-10. Carrier Quickcrate is late.
INSERT INTO mealprep.boxes
SELECT packed_at, box_id, subscriber_id, kitchen, plan, meals, price_usd, promo_code, carrier, state, handed_over_at, delay_min, doorstep_c, stars
FROM
(
    SELECT
        concat('BX-', toString(510000 + number)) AS box_id,
        20001 + toUInt32(floor(1600 * pow(cityHash64(number, 'b-sub') / 18446744073709551616.0, 1.5))) AS subscriber_id,
        toDateTime('2026-03-18 00:00:00', 'UTC')
            + toIntervalDay(cityHash64(number, 'b-day') % 65)
            + toIntervalSecond(14400 + toUInt32(floor(50400 * pow(cityHash64(number, 'b-sec') / 18446744073709551616.0, 1.4)))) AS packed_at,
        ['Denver','Reno','Tempe','Provo'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-kit') / 18446744073709551616.0, 1.35)))] AS kitchen,
        ['classic','family','veggie','lowcarb'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'b-plan') / 18446744073709551616.0, 1.4)))] AS plan,
        [3, 4, 5, 7][1 + cityHash64(number, 'b-meals') % 4] AS meals,
        toDecimal64(round(meals * multiIf(plan = 'family', 19.9, plan = 'lowcarb', 13.4, plan = 'veggie', 10.9, 11.8) * (0.85 + cityHash64(number, 'b-pr') % 300 / 1000), 2), 2) AS price_usd,
        if(cityHash64(number, 'b-pro') % 100 < 68, NULL,
           ['SPRING15','WELCOME','FRIEND10','PODCAST20','COMEBACK'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'b-code') / 18446744073709551616.0, 1.5)))]) AS promo_code,
        ['Haulway','Quickcrate','Dashpost'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'b-car') / 18446744073709551616.0, 1.2)))] AS carrier,
        cityHash64(number, 'b-out') % 1000 AS o,
        toInt32(floor(-45 + multiIf(carrier = 'Quickcrate', 62, carrier = 'Dashpost', 48, 34) * (pow(1 - cityHash64(number, 'b-late') / 18446744073709551616.0, -0.5) - 0.3))) AS dl,
        packed_at + toIntervalMinute(1100 + cityHash64(number, 'b-hop') % 900 + least(dl, 600)) AS ho,
        multiIf(o >= 980, 'recalled',
                ho >= toDateTime('2026-05-21 16:20:00', 'UTC'), 'transit',
                o < multiIf(plan = 'lowcarb', 85, plan = 'veggie', 30, plan = 'family', 48, 60), 'refused',
                o < 115, 'lost', 'delivered') AS state,
        if(state = 'delivered', toNullable(ho), NULL) AS handed_over_at,
        if(state = 'delivered', toNullable(dl), NULL) AS delay_min,
        if(state = 'delivered', toNullable(round(2.5 + if(kitchen = 'Reno', 2, 0) + cityHash64(number, 'b-c') % 600 / 100, 1)), NULL) AS doorstep_c,
        if(state = 'delivered' AND cityHash64(number, 'b-rt') % 100 < 57, toNullable(toUInt8(5 - toUInt8(floor(5 * pow(cityHash64(number, 'b-star') / 18446744073709551616.0, 2.2))))), NULL) AS stars
    FROM numbers(8200)
)
WHERE packed_at < '2026-05-21 16:20:00' AND toDate(packed_at) != '2026-05-10';

CREATE TABLE mealprep.tickets
(
    opened_at     DateTime('UTC'),
    ticket_id     String,
    box_id        String,
    subscriber_id UInt32,
    kitchen       LowCardinality(String),
    reason        LowCardinality(String) COMMENT 'MI missing ingredient, LT late, SP spoiled food, WB wrong box, DM damaged packaging',
    credit_usd    Float64 COMMENT 'given back to the customer, 0 when turned down',
    closed_at     Nullable(DateTime('UTC'))
)
ENGINE = MergeTree ORDER BY opened_at;

INSERT INTO mealprep.tickets
SELECT
    assumeNotNull(handed_over_at) + toIntervalMinute(20 + cityHash64(box_id, 't-w') % 1300) AS opened_at,
    concat('TK', toString(cityHash64(box_id, 't-id') % 90000000 + 10000000)),
    box_id, subscriber_id, kitchen,
    ['MI','LT','DM','SP','WB'][1 + toUInt8(floor(5 * pow(cityHash64(box_id, 't-re') / 18446744073709551616.0, 1.3)))],
    if(cityHash64(box_id, 't-no') % 100 < 25, 0, 5 * (1 + cityHash64(box_id, 't-cr') % 8)) AS credit_usd,
    if(cityHash64(box_id, 't-op') % 100 < 10 OR opened_at + toIntervalMinute(10 + cityHash64(box_id, 't-cl') % 2000) >= toDateTime('2026-05-21 16:20:00', 'UTC'), NULL,
       opened_at + toIntervalMinute(10 + cityHash64(box_id, 't-cl') % 2000)) AS c
FROM mealprep.boxes
WHERE state = 'delivered' AND cityHash64(box_id, 't-has') % 1000 < 210 AND opened_at < '2026-05-21 14:50:00';

-- A cooling truck failed: spoiled boxes of the Reno kitchen on 2026-05-20 from 11:00 to 14:00.
INSERT INTO mealprep.tickets
SELECT
    toDateTime('2026-05-20 11:00:00', 'UTC') + toIntervalSecond(cityHash64(box_id, 'z-s') % 10800),
    concat('TK', toString(cityHash64(box_id, 'z-id') % 90000000 + 10000000)),
    box_id, subscriber_id, kitchen, 'SP', 5 * (3 + cityHash64(box_id, 'z-cr') % 6), NULL
FROM mealprep.boxes
WHERE state = 'delivered' AND kitchen = 'Reno' AND handed_over_at >= '2026-05-18 00:00:00' AND handed_over_at < '2026-05-20 10:00:00';
