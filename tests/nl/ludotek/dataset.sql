-- A toy library: loans, toys, members. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday). No event in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS ludotek;
CREATE DATABASE ludotek;

CREATE TABLE ludotek.toys
(
    toy_id    UInt32,
    title     String,
    kind      LowCardinality(String) COMMENT 'board game, puzzle, construction, ride-on, costume or instrument',
    min_age   UInt8 COMMENT 'youngest age in years',
    pieces    UInt16,
    bought_on Date,
    price_eur Decimal(8, 2) COMMENT 'what the toy cost us'
)
ENGINE = MergeTree ORDER BY toy_id;

INSERT INTO ludotek.toys
SELECT
    2000 + number,
    concat(['Wobbly','Tiny','Grand','Merry','Brave','Sleepy','Lunar','Rusty'][1 + cityHash64(number, 'y-adj') % 8], ' ',
           ['Castle','Harvest','Parade','Rocket','Bakery','Dragon','Circus','Harbourmaster','Forest'][1 + cityHash64(number, 'y-noun') % 9], ' ', toString(number)),
    ['board game','puzzle','construction','ride-on','costume','instrument'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'y-kind') / 18446744073709551616.0, 1.3)))] AS k,
    toUInt8(1 + cityHash64(number, 'y-age') % 10),
    toUInt16(multiIf(k = 'puzzle', 24 + cityHash64(number, 'y-pc') % 977, k IN ('board game', 'construction'), 20 + cityHash64(number, 'y-pc') % 200, 1 + cityHash64(number, 'y-pc') % 8)),
    toDate('2026-02-24') - toUInt32(floor(2200 * pow(cityHash64(number, 'y-buy') / 18446744073709551616.0, 2.1))),
    toDecimal64(round(6 + 9 * pow(1 - cityHash64(number, 'y-eur') / 18446744073709551616.0, -0.5), 2), 2)
FROM numbers(900);

CREATE TABLE ludotek.members
(
    member_no UInt32,
    town      LowCardinality(String),
    card      LowCardinality(String) COMMENT 'family, carer or school',
    joined_on Date,
    children  UInt8,
    blocked   UInt8 COMMENT '1 when the member may not borrow'
)
ENGINE = MergeTree ORDER BY member_no;

INSERT INTO ludotek.members
SELECT
    10001 + number,
    ['Elmsby','Norcroft','Wick Hollow','Tarnside','Pellow'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'm-town') / 18446744073709551616.0, 1.4)))],
    ['family','family','family','carer','school'][1 + cityHash64(number, 'm-card') % 5],
    toDate('2026-02-24') - toUInt32(floor(1900 * pow(cityHash64(number, 'm-join') / 18446744073709551616.0, 1.3))),
    toUInt8(1 + cityHash64(number, 'm-kids') % 4),
    toUInt8(cityHash64(number, 'm-blk') % 100 < 6)
FROM numbers(1600);

CREATE TABLE ludotek.loans
(
    loan_id        UInt64,
    toy_id         UInt32,
    member_no      UInt32,
    branch         LowCardinality(String),
    desk           LowCardinality(String) COMMENT 'where it was handed out: counter, kiosk or bus',
    taken_at       DateTime('UTC') COMMENT 'handed out',
    due_on         Date,
    returned_at    Nullable(DateTime('UTC')) COMMENT 'null as long as it is not back',
    state          LowCardinality(String) COMMENT 'out, back, lost or voided; a voided loan was undone at the desk and its fee paid back',
    fee_eur        Decimal(8, 2) COMMENT 'lending fee',
    late_fee_cents Nullable(UInt32) COMMENT 'charged for late returns, in euro cents; null when back in time',
    pieces_missing Nullable(UInt8) COMMENT 'counted on return',
    renewals       UInt8,
    booked_ahead   UInt8 COMMENT '1 if reserved online before'
)
ENGINE = MergeTree ORDER BY (branch, taken_at);

-- Closed for stocktaking on 2026-05-07; Mill Lane lends almost nothing on 2026-05-21; loans voided in masses at the Harbour kiosk on 2026-05-19 14:00-16:00.
INSERT INTO ludotek.loans
SELECT loan_id, toy_id, member_no, branch, desk, taken_at, due_on,
       if(back, toNullable(r_at), NULL) AS returned_at,
       multiIf(voided, 'voided', back, 'back', lost, 'lost', 'out') AS state,
       fee_eur,
       if(back AND toDate(r_at) > due_on, toNullable(toUInt32(40 * (toDate(r_at) - due_on))), NULL) AS late_fee_cents,
       if(back AND cityHash64(n, 'l-cnt') % 100 < 88, toNullable(toUInt8(if(cityHash64(n, 'l-mis') % 100 < 72, 0, floor(pow(1 - cityHash64(n, 'l-mis2') / 18446744073709551616.0, -0.8))))), NULL) AS pieces_missing,
       renewals,
       toUInt8(cityHash64(n, 'l-book') % 100 < 34) AS booked_ahead
FROM
(
    SELECT
        number AS n,
        40000 + number AS loan_id,
        toUInt32(2000 + floor(900 * pow(cityHash64(number, 'l-toy') / 18446744073709551616.0, 2.6))) AS toy_id,
        toUInt32(10001 + floor(1600 * pow(cityHash64(number, 'l-mem') / 18446744073709551616.0, 1.5))) AS member_no,
        ['Tramway','Harbour','Mill Lane','Orchard','Old Mint'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'l-br') / 18446744073709551616.0, 1.15)))] AS branch,
        ['counter','kiosk','bus'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'l-desk') / 18446744073709551616.0, 1.5)))] AS desk,
        toDate('2026-05-21') - toUInt32(floor(84 * pow(cityHash64(number, 'l-day') / 18446744073709551616.0, 1.25))) AS d,
        toDateTime(d, 'UTC') + toIntervalSecond(3600 * (7 + cityHash64(number, 'l-h') % 14) + 60 * (cityHash64(number, 'l-m') % 60) + 1 + cityHash64(number, 'l-s') % 57) AS taken_at,
        toUInt8([0,0,0,0,0,1,1,2,0,3][1 + cityHash64(number, 'l-ren') % 10]) AS renewals,
        d + 14 + 7 * renewals AS due_on,
        toDateTime(d, 'UTC') + toIntervalDay(1 + toUInt32(floor((15 + 9 * renewals) * pow(cityHash64(number, 'l-keep') / 18446744073709551616.0, 0.7) * if(desk = 'bus', 1.3, if(desk = 'kiosk', 0.8, 1)))))
            + toIntervalSecond(3600 * (7 + cityHash64(number, 'l-rh') % 14) + 60 * (cityHash64(number, 'l-rm') % 60) + 1 + cityHash64(number, 'l-rs') % 57) AS r_at,
        cityHash64(number, 'l-void') % 1000 < if(desk = 'kiosk', 62, 35) AS voided,
        cityHash64(number, 'l-lost') % 1000 < 28 AND d < '2026-05-12' AND NOT voided AS lost,
        r_at < '2026-05-21 16:20:00' AND NOT lost AND NOT voided AND toDate(r_at) != '2026-05-07' AS back,
        toDecimal64([0.5, 1.0, 1.5, 2.0, 3.5][1 + cityHash64(toy_id, 'l-fee') % 5] + if(desk = 'bus', 0.4, 0), 2) AS fee_eur
    FROM numbers(7600)
)
WHERE taken_at < '2026-05-21 16:20:00' AND toDate(taken_at) != '2026-05-07'
  AND NOT (toDayOfWeek(taken_at) = 7 AND cityHash64(n, 'l-sun') % 10 < 6)
  AND NOT (toDayOfWeek(taken_at) IN (2, 3, 5) AND cityHash64(n, 'l-wk') % 10 < 3)
  AND NOT (branch = 'Mill Lane' AND taken_at >= '2026-05-21 00:00:00' AND cityHash64(n, 'l-mill') % 12 != 0);

INSERT INTO ludotek.loans
SELECT 60000 + number, toUInt32(2000 + cityHash64(number, 'x-toy') % 700), toUInt32(10001 + cityHash64(number, 'x-mem') % 1600), 'Harbour', 'kiosk',
       toDateTime('2026-05-19 14:00:00', 'UTC') + toIntervalSecond(60 * (cityHash64(number, 'x-m') % 120) + 1 + cityHash64(number, 'x-s') % 57),
       toDate('2026-06-02'), NULL, 'voided', toDecimal64(1.5, 2), NULL, NULL, 0, 0
FROM numbers(55);
