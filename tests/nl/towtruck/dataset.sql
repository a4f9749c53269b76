-- Roadside assistance in the west of Ireland: members, their calls for help, tows. Clock: 2026-05-21 16:20:00 UTC, a Thursday.
DROP DATABASE IF EXISTS towtruck;
CREATE DATABASE towtruck;

CREATE TABLE towtruck.members
(
    member_no   UInt32,
    full_name   String,
    cover       LowCardinality(String) COMMENT 'roadside, relay (tow to any garage) or europe',
    home_county LowCardinality(String),
    joined_on   Date,
    car_make    LowCardinality(String),
    fee_eur     Decimal(7, 2) COMMENT 'membership fee per year'
)
ENGINE = MergeTree ORDER BY member_no;

INSERT INTO towtruck.members
SELECT
    20000 + number,
    concat(['Aoife','Sean','Niamh','Padraig','Orla','Cian','Maeve','Declan','Sinead','Eoin'][1 + cityHash64(number, 'm-first') % 10], ' ',
           ['Byrne','Walsh','Gallagher','Moran','Keane','Duffy','Joyce','Burke','McHugh','Tierney'][1 + cityHash64(number, 'm-last') % 10]),
    ['roadside','relay','europe'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'm-cover') / 18446744073709551616.0, 1.4)))] AS cover,
    ['Galway','Mayo','Donegal','Clare','Kerry','Sligo'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'm-county') / 18446744073709551616.0, 1.2)))],
    toDate('2026-02-28') - toUInt32(floor(3200 * pow(cityHash64(number, 'm-join') / 18446744073709551616.0, 1.5))),
    ['Toyota','Volkswagen','Hyundai','Skoda','Ford','Nissan'][1 + cityHash64(number, 'm-car') % 6],
    toDecimal64(multiIf(cover = 'roadside', 89, cover = 'relay', 129, 189), 2)
FROM numbers(1500);

CREATE TABLE towtruck.calls
(
    call_no      UInt32,
    rang_at      DateTime('UTC'),
    member_no    Nullable(UInt32) COMMENT 'null when the caller is not a member',
    county       LowCardinality(String),
    trouble      LowCardinality(String) COMMENT 'BAT flat battery, TYR tyre, ENG engine, ACC accident, KEY keys lost or locked in, FUE no fuel or wrong fuel',
    motorway     UInt8 COMMENT '1 when stranded on a motorway',
    promised_min UInt16 COMMENT 'minutes until help arrives, as told to the caller',
    truck        LowCardinality(String) COMMENT 'empty when none was sent',
    arrived_at   Nullable(DateTime('UTC')),
    outcome      LowCardinality(String) COMMENT 'fixed (at the roadside), towed, gone (nobody there on arrival), cancelled (called off before arrival), waiting (help not there yet)',
    score        Nullable(UInt8) COMMENT 'answer to the text message afterwards, 1 (awful) to 5 (great)'
)
ENGINE = MergeTree ORDER BY rang_at;

-- A frosty morning in Donegal on 2026-05-19, 05:00 to 08:00: dozens of flat batteries. No call from Mayo on 2026-05-09 (phone mast down).
INSERT INTO towtruck.calls
SELECT call_no, rang_at, member_no, county, trouble, motorway, promised_min,
       if(outcome IN ('cancelled', 'waiting') AND cityHash64(n, 'c-sent') % 2 = 0, '', concat('T', leftPad(toString(1 + cityHash64(n, 'c-truck') % 22), 2, '0'))) AS truck,
       if(outcome IN ('cancelled', 'waiting'), NULL, toNullable(there)) AS arrived_at,
       outcome,
       if(outcome IN ('fixed', 'towed') AND cityHash64(n, 'c-answered') % 100 < 43,
          toNullable(toUInt8(greatest(1, [5,5,5,4,4,4,3,3,2,1][1 + cityHash64(n, 'c-score') % 10] - if(member_no IS NULL AND cityHash64(n, 'c-grump') % 3 = 0, 1, 0)))), NULL) AS score
FROM
(
    SELECT
        number AS n,
        300000 + number AS call_no,
        toDateTime('2026-05-21 16:20:00', 'UTC')
            - toIntervalMinute(1 + toUInt32(floor(108000 * pow(cityHash64(number, 'c-ts') / 18446744073709551616.0, 1.3))))
            + toIntervalSecond(1 + cityHash64(number, 'c-s') % 57) AS rang_at,
        if(cityHash64(number, 'c-guest') % 100 < 23, NULL,
           toNullable(20000 + toUInt32(floor(1500 * pow(cityHash64(number, 'c-mem') / 18446744073709551616.0, 1.5))))) AS member_no,
        ['Galway','Mayo','Donegal','Clare','Kerry','Sligo'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-county') / 18446744073709551616.0, 1.3)))] AS county,
        ['BAT','TYR','ENG','ACC','KEY','FUE'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'c-trouble') / 18446744073709551616.0, 1.5)))] AS trouble,
        toUInt8(cityHash64(number, 'c-mway') % 100 < 24) AS motorway,
        toUInt16([30,45,45,60,60,90][1 + cityHash64(number, 'c-prom') % 6]) AS promised_min,
        rang_at + toIntervalSecond(60 * toUInt32(9 + floor(95 * pow(cityHash64(number, 'c-wait') / 18446744073709551616.0, 1.7) * multiIf(trouble = 'ACC', 0.6, trouble = 'KEY', 1.3, 1.0))) + cityHash64(number, 'c-ws') % 60) AS there,
        cityHash64(number, 'c-out') % 1000 AS o,
        multiIf(there >= '2026-05-21 16:19:00', if(o < 80, 'cancelled', 'waiting'),
                o < 80, 'cancelled', o < 115, 'gone',
                o < multiIf(trouble = 'BAT', if(county = 'Clare', 780, 880), trouble = 'TYR', 800, trouble = 'KEY', 850, trouble = 'FUE', 760, trouble = 'ENG', 430, 160), 'fixed', 'towed') AS outcome
    FROM numbers(7600)
)
WHERE NOT (toHour(rang_at) < 6 AND cityHash64(n, 'c-night') % 5 < 3)
  AND NOT (county = 'Mayo' AND toDate(rang_at) = '2026-05-09');

INSERT INTO towtruck.calls
SELECT 309000 + number,
       toDateTime('2026-05-19 05:00:00', 'UTC') + toIntervalMinute(number * 3 + cityHash64(number, 'f-m') % 3) + toIntervalSecond(1 + cityHash64(number, 'f-s') % 57) AS r,
       if(number % 6 = 0, NULL, toNullable(20000 + toUInt32(cityHash64(number, 'f-mem') % 1500))), 'Donegal', 'BAT', 0, 60,
       concat('T', leftPad(toString(1 + cityHash64(number, 'f-truck') % 22), 2, '0')),
       toNullable(r + toIntervalSecond(1500 + cityHash64(number, 'f-wait') % 5400)), if(number % 9 = 4, 'towed', 'fixed'), NULL
FROM numbers(60);

CREATE TABLE towtruck.tows
(
    tow_no     UInt32,
    call_no    UInt32,
    hooked_at  DateTime('UTC') COMMENT 'when the vehicle was on the hook',
    truck      LowCardinality(String),
    garage     LowCardinality(String) COMMENT 'where the vehicle was taken',
    tow_km     Float64,
    charge_eur Decimal(9, 2) COMMENT 'price by the book',
    settled    LowCardinality(String) COMMENT 'paid (money came in), covered (by the membership, no money) or void (waived, no money)'
)
ENGINE = MergeTree ORDER BY hooked_at;

INSERT INTO towtruck.tows
SELECT 580000 + call_no, call_no, hooked, truck, garage, km, charge, settled
FROM
(
    SELECT call_no, truck, county,
        assumeNotNull(arrived_at) + toIntervalMinute(8 + cityHash64(call_no, 'h-hook') % 35) AS t0,
        toDateTime(toStartOfMinute(t0), 'UTC') + toIntervalSecond(1 + cityHash64(call_no, 'h-s') % 57) AS hooked,
        ['Corrib Motors','Burke Autos','Atlantic Garage','Shannon Repairs','Hill Street Cars','Lough Motors','Quay Autos'][1 + toUInt8(floor(7 * pow(cityHash64(call_no, 'h-gar') / 18446744073709551616.0, 1.4)))] AS garage,
        round(3 + 9 * pow(1 - cityHash64(call_no, 'h-km') / 18446744073709551616.0, -0.55), 1) AS km,
        toDecimal64(round(65 + 2.4 * km + if(motorway = 1, 30, 0), 2), 2) AS charge,
        cityHash64(call_no, 'h-set') % 100 AS s,
        if(member_no IS NULL, if(s < 88, 'paid', 'void'), multiIf(s < 72, 'covered', s < 94, 'paid', 'void')) AS settled
    FROM towtruck.calls
    WHERE outcome = 'towed'
)
WHERE hooked < '2026-05-21 16:20:00';
