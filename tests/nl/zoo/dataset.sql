-- A zoo: tickets, animals and their feedings. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
CREATE DATABASE IF NOT EXISTS zoo;

DROP TABLE IF EXISTS zoo.animals;
CREATE TABLE zoo.animals
(
    animal_id  UInt16,
    name       String,
    species    LowCardinality(String),
    house      LowCardinality(String),
    sex        LowCardinality(String) COMMENT 'f, m, u = unknown',
    born_on    Nullable(Date) COMMENT 'null for animals caught in the wild or confiscated',
    arrived_on Date,
    standing   LowCardinality(String) COMMENT 'on_show, backstage, quarantine'
)
ENGINE = MergeTree ORDER BY animal_id;

INSERT INTO zoo.animals
SELECT
    1 + number AS animal_id,
    concat(['Baako','Mirta','Odin','Suri','Pepper','Juno','Tarek','Lotte','Kuma','Zola','Fiete','Nala'][1 + number % 12], if(number < 12, '', concat(' ', ['II','III','IV','V','VI','VII','VIII','IX','X','XI','XII'][intDiv(number, 12)]))) AS name,
    ['gorilla','orangutan','lion','giraffe','zebra','meerkat','penguin','sea lion','polar bear','flamingo','macaw','snowy owl','python','iguana','tortoise','goat','pony','otter'][t] AS species,
    ['Ape House','Ape House','Savanna','Savanna','Savanna','Savanna','Polar Shore','Polar Shore','Polar Shore','Aviary','Aviary','Aviary','Reptile Hall','Reptile Hall','Reptile Hall','Farmyard','Farmyard','Polar Shore'][t] AS house,
    ['f','m','f','m','u'][1 + cityHash64(number, 'a-sex') % 5] AS sex,
    if(cityHash64(number, 'a-wild') % 100 < 17, NULL, toNullable(toDate('2026-03-10') - toUInt32(40 + floor(8000 * pow(cityHash64(number, 'a-born') / 18446744073709551616.0, 1.3))))) AS born_on,
    toDate('2026-05-06') - toUInt32(floor(if(born_on IS NULL, 3000, least(3000, toUInt32(toDate('2026-05-06') - assumeNotNull(born_on)))) * (cityHash64(number, 'a-arr') / 18446744073709551616.0))) AS arrived_on,
    multiIf(cityHash64(number, 'a-st') % 100 < 82, 'on_show', cityHash64(number, 'a-st') % 100 < 94, 'backstage', 'quarantine') AS standing
FROM (SELECT number, if(number = 0, 1, 1 + toUInt8(floor(18 * (cityHash64(number, 'a-sp') / 18446744073709551616.0)))) AS t FROM numbers(132));

DROP TABLE IF EXISTS zoo.feedings;
CREATE TABLE zoo.feedings
(
    fed_at    DateTime('UTC'),
    animal_id UInt16,
    keeper    LowCardinality(String),
    feed      LowCardinality(String),
    purpose   LowCardinality(String) COMMENT 'routine, training, medicated',
    offered_g UInt32 COMMENT 'grams put out',
    left_g    Nullable(UInt32) COMMENT 'grams weighed back an hour later, null if nobody weighed'
)
ENGINE = MergeTree ORDER BY (animal_id, fed_at)
COMMENT 'one row per feeding of one animal';

-- Two rounds a day; reptiles get theirs every fourth day or so. Baako (animal 1) leaves nearly everything since 2026-05-19;
-- animal 58 was not fed since 2026-05-18; the Aviary has no record on 2026-05-06.
INSERT INTO zoo.feedings
SELECT fed_at, animal_id, keeper, feed, purpose, offered_g, left_g
FROM
(
    SELECT
        number AS n,
        intDiv(number, 264) AS d,
        1 + intDiv(number % 264, 2) AS aid,
        number % 2 AS slot,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(d)
            + toIntervalHour(if(slot = 0, 7, 12) + toUInt32(floor(5 * pow(cityHash64(number, 'f-h') / 18446744073709551616.0, 1.2))))
            + toIntervalMinute(cityHash64(number, 'f-m') % 60) + toIntervalSecond(1 + cityHash64(number, 'f-s') % 58) AS fed_at,
        ['Ursula','Benedikt','Chiara','Yusuf','Matteo','Hanne','Piet'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'f-k') / 18446744073709551616.0, 1.35)))] AS keeper,
        multiIf(cityHash64(number, 'f-p') % 100 < 84, 'routine', cityHash64(number, 'f-p') % 100 < 95, 'training', 'medicated') AS purpose
    FROM numbers(15840)
) AS x
INNER JOIN
(
    SELECT animal_id, species, house,
        transform(species, ['gorilla','orangutan','lion','giraffe','zebra','meerkat','penguin','sea lion','polar bear','flamingo','macaw','snowy owl','python','iguana','tortoise','goat','pony','otter'],
            [4200,3600,6100,14500,5200,160,540,3900,7600,310,190,240,900,260,420,1700,4300,820], 500) AS base
    FROM zoo.animals
) AS a ON a.animal_id = x.aid
ARRAY JOIN
    [multiIf(species IN ('lion','polar bear') , if(cityHash64(n, 'f-f') % 5 = 0, 'horse', 'beef'), species IN ('penguin','sea lion','otter'), if(cityHash64(n, 'f-f') % 3 = 0, 'squid', 'herring'),
             species IN ('snowy owl','python','meerkat'), if(cityHash64(n, 'f-f') % 4 = 0, 'crickets', 'mice'), species IN ('gorilla','orangutan','macaw','iguana','tortoise'), if(cityHash64(n, 'f-f') % 3 = 0, 'fruit', 'greens'),
             species = 'flamingo', 'pellets', if(cityHash64(n, 'f-f') % 4 = 0, 'carrots', 'hay'))] AS feed,
    [toUInt32(base * (0.6 + cityHash64(n, 'f-g') % 800 / 1000) * if(purpose = 'training', 0.25, 1))] AS offered_g,
    [if(cityHash64(n, 'f-nw') % 100 < 21, NULL,
        toNullable(toUInt32(if(aid = 1 AND fed_at >= '2026-05-19 00:00:00', 0.88 + cityHash64(n, 'f-l') % 100 / 1000, 0.4 * pow(cityHash64(n, 'f-l') / 18446744073709551616.0, 2.5)) * base * (0.6 + cityHash64(n, 'f-g') % 800 / 1000) * if(purpose = 'training', 0.25, 1))))] AS left_g
WHERE fed_at < '2026-05-21 16:20:00'
  AND (cityHash64(n, 'f-skip') % 100 < 95 OR aid = 1)
  AND NOT (house = 'Reptile Hall' AND (cityHash64(d, aid, 'f-rep') % 4 != 0 OR slot = 1))
  AND NOT (house = 'Aviary' AND toDate(fed_at) = '2026-05-06')
  AND NOT (aid = 58 AND fed_at >= '2026-05-18 00:00:00');

DROP TABLE IF EXISTS zoo.tickets;
CREATE TABLE zoo.tickets
(
    sold_at     DateTime('UTC'),
    ticket_no   String,
    channel     LowCardinality(String),
    tkt_type    LowCardinality(String) COMMENT 'adult, child, senior, family, school',
    pax         UInt8 COMMENT 'persons the ticket admits',
    price_eur   Decimal(8, 2),
    state       LowCardinality(String) COMMENT 'used, open (not yet come), refunded, void; money of refunded and void tickets was given back',
    entered_at  Nullable(DateTime('UTC')) COMMENT 'passed the gate, null until then',
    gate        LowCardinality(Nullable(String)),
    member_id   Nullable(UInt32) COMMENT 'annual-pass holder or web account, null at the till',
    home_ctry   LowCardinality(Nullable(String)) COMMENT 'two-letter country of the buyer, only web and app',
    smiley      Nullable(UInt8) COMMENT 'exit terminal: 1 angry to 4 delighted'
)
ENGINE = MergeTree ORDER BY (sold_at, ticket_no);

-- The River gate was shut on 2026-05-16; a storm brought refunds on 2026-05-17 13:00-15:00; the member 31337 buys up tickets on 2026-05-21.
INSERT INTO zoo.tickets
SELECT sold_at, ticket_no, channel, tkt_type, pax, price_eur, state,
       if(state = 'used', toNullable(ent), NULL) AS entered_at,
       if(state = 'used', toNullable(g), NULL) AS gate,
       if(channel = 'till', NULL, toNullable(1 + toUInt32(floor(6500 * pow(cityHash64(n, 'k-mem') / 18446744073709551616.0, 1.7))))) AS member_id,
       if(channel IN ('web', 'app') AND cityHash64(n, 'k-noc') % 100 < 93, toNullable(['DE','NL','BE','FR','PL','DK','AT'][1 + toUInt8(floor(7 * pow(cityHash64(n, 'k-ctry') / 18446744073709551616.0, 1.9)))]), NULL) AS home_ctry,
       if(state = 'used' AND cityHash64(n, 'k-sm') % 100 < 38 AND ent < '2026-05-21 14:00:00', toNullable(toUInt8(if(g = 'River', [4,4,3,3,2,2,1,1,3,2], [4,4,4,3,3,2,1,4,3,4])[1 + cityHash64(n, 'k-smv') % 10])), NULL) AS smiley
FROM
(
    SELECT
        number AS n,
        concat('Z26-', leftPad(toString(41000 + number), 6, '0')) AS ticket_no,
        toUInt32(floor(62 * (cityHash64(number, 'k-day') / 18446744073709551616.0))) AS d,
        toDateTime('2026-05-21 00:00:00', 'UTC') - toIntervalDay(d) AS day0,
        ['till','web','app','agency'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-ch') / 18446744073709551616.0, 1.5)))] AS channel,
        day0 + toIntervalHour(if(channel = 'till', [9,9,10,10,10,11,11,12,13,14,15,16], [7,8,9,11,13,15,17,18,19,20,21,22])[1 + cityHash64(number, 'k-h') % 12])
             + toIntervalMinute(cityHash64(number, 'k-m') % 60) + toIntervalSecond(1 + cityHash64(number, 'k-s') % 58) AS sold_at,
        if(channel = 'till', toStartOfMinute(sold_at) + toIntervalMinute(2 + cityHash64(number, 'k-w') % 25),
           day0 + toIntervalDay(1 + toUInt32(floor(9 * pow(cityHash64(number, 'k-w') / 18446744073709551616.0, 2.2)))) + toIntervalHour([9,10,10,11,11,12,13,14][1 + cityHash64(number, 'k-eh') % 8]) + toIntervalMinute(cityHash64(number, 'k-em') % 60))
             + toIntervalSecond(1 + cityHash64(number, 'k-es') % 58) AS ent,
        multiIf(channel = 'agency' AND cityHash64(number, 'k-t') % 100 < 55, 'school', ['adult','child','family','senior'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'k-t2') / 18446744073709551616.0, 1.4)))]) AS tkt_type,
        toUInt8(multiIf(tkt_type = 'family', 3 + cityHash64(number, 'k-pax') % 3, tkt_type = 'school', 12 + cityHash64(number, 'k-pax') % 19, 1)) AS pax,
        toDecimal64(multiIf(tkt_type = 'adult', 24.5, tkt_type = 'child', 13.0, tkt_type = 'senior', 18.5, tkt_type = 'family', 62.0, pax * 8.0) * if(channel IN ('web', 'app'), 0.92, 1) * if(toDayOfWeek(sold_at) >= 6, 1.1, 1), 2) AS price_eur,
        ['Main','River','North'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'k-g') / 18446744073709551616.0, 1.5)))] AS g0,
        if(g0 = 'River' AND toDate(ent) = '2026-05-16', 'Main', g0) AS g,
        cityHash64(number, 'k-st') % 1000 AS s,
        multiIf(s < if(channel = 'agency', 95, 42), 'refunded', s < 58, 'void', ent >= '2026-05-21 16:20:00', 'open', s < 110 AND channel != 'till', 'open', 'used') AS state
    FROM numbers(16000)
)
WHERE sold_at < '2026-05-21 16:20:00'
  AND (toDayOfWeek(sold_at) IN (6, 7) OR cityHash64(n, 'k-wk') % 100 < 72);

INSERT INTO zoo.tickets
SELECT toDateTime('2026-05-17 13:00:00', 'UTC') + toIntervalMinute(1 + number) + toIntervalSecond(2 + number % 50), concat('Z26-', leftPad(toString(90000 + number), 6, '0')), 'till', 'adult', 1, toDecimal64(26.95, 2), 'refunded', NULL, NULL, NULL, NULL, NULL
FROM numbers(115);

INSERT INTO zoo.tickets
SELECT toDateTime('2026-05-21 09:00:00', 'UTC') + toIntervalMinute(1 + number * 3) + toIntervalSecond(2 + number % 50), concat('Z26-', leftPad(toString(95000 + number), 6, '0')), 'app', 'adult', 1, toDecimal64(22.54, 2), 'open', NULL, NULL, 31337, 'NL', NULL
FROM numbers(140);
