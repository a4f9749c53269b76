-- A dog-grooming franchise. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS shampooch;
CREATE DATABASE shampooch;

CREATE TABLE shampooch.salons
(
    salon     LowCardinality(String),
    run_by    LowCardinality(String) COMMENT 'franchisee or head office',
    opened_on Date,
    tables    UInt8 COMMENT 'grooming tables in the salon'
)
ENGINE = MergeTree ORDER BY salon;

INSERT INTO shampooch.salons
SELECT ['Truro','Ripon','Ely','Perth','Durham','Cardigan'][1 + number],
       ['franchisee','head office','franchisee','head office','franchisee','franchisee'][1 + number],
       toDate('2026-02-01') - toUInt32(90 + cityHash64(number, 'sh-open') % 2600),
       toUInt8(3 + cityHash64(number, 'sh-tab') % 5)
FROM numbers(6);

CREATE TABLE shampooch.dogs
(
    dog_id     UInt32,
    call_name  String,
    breed      LowCardinality(String),
    coat       LowCardinality(String) COMMENT 'short, double, curly, wire or long',
    weight_kg  Float32,
    born_on    Nullable(Date) COMMENT 'null for rescues of unknown age',
    owner_id   UInt32,
    vaccinated UInt8 COMMENT '1 = papers seen'
)
ENGINE = MergeTree ORDER BY dog_id;

INSERT INTO shampooch.dogs
SELECT dog_id, call_name, breed, coat, weight_kg, born_on, owner_id, vaccinated
FROM
(
    SELECT
        number AS n,
        40000 + number AS dog_id,
        ['Biscuit','Otto','Luna','Mabel','Rex','Poppy','Ziggy','Fern','Bruno','Dot'][1 + cityHash64(n, 'dg-name') % 10] AS call_name,
        1 + toUInt8(floor(8 * pow(cityHash64(n, 'dg-breed') / 18446744073709551616.0, 1.3))) AS b,
        ['cockapoo','labrador','border terrier','poodle','shih tzu','husky','whippet','schnauzer'][b] AS breed,
        ['curly','short','wire','curly','long','double','short','wire'][b] AS coat,
        toFloat32(round([11, 30, 7, 22, 6, 25, 13, 17][b] * (0.75 + cityHash64(n, 'dg-kg') % 600 / 1000), 1)) AS weight_kg,
        if(cityHash64(n, 'dg-resc') % 100 < 9, NULL, toNullable(toDate('2026-02-10') - toUInt32(cityHash64(n, 'dg-born') % 4600))) AS born_on,
        toUInt32(8000 + cityHash64(n, 'dg-own') % 1100) AS owner_id,
        toUInt8(cityHash64(n, 'dg-vac') % 100 < 88) AS vaccinated
    FROM numbers(1400)
);

CREATE TABLE shampooch.visits
(
    visit_id      UInt64,
    starts_at     DateTime('UTC') COMMENT 'start of the appointment',
    collected_at  Nullable(DateTime('UTC')) COMMENT 'when the owner fetched the dog',
    salon         LowCardinality(String),
    dog_id        UInt32,
    groomer       LowCardinality(String),
    service       LowCardinality(String) COMMENT 'bath, full groom, nail trim, hand strip, puppy intro',
    channel       LowCardinality(String) COMMENT 'how it was booked: app, phone, website, walk-in',
    state         LowCardinality(String) COMMENT 'done, cancelled, no_show or refunded; only done visits keep their money',
    price_gbp     Decimal(8, 2) COMMENT 'without the tip',
    tip_gbp       Nullable(Decimal(8, 2)) COMMENT 'null when there was none',
    table_minutes Nullable(UInt16) COMMENT 'time on the grooming table; null when the dog was not groomed',
    matted        UInt8 COMMENT '1 = coat was matted on arrival'
)
ENGINE = MergeTree ORDER BY (salon, starts_at);

-- Nobody works on 2026-05-04 (bank holiday); dogs do not turn up at Truro on 2026-05-21; Perth is fullest on Saturdays.
INSERT INTO shampooch.visits
SELECT visit_id, starts_at,
       if(state IN ('done', 'refunded'), toNullable(starts_at + toIntervalMinute(mins + gap)), NULL) AS collected_at,
       salon, dog_id, groomer, service, channel, state, price_gbp,
       if(state = 'done' AND cityHash64(n, 'vs-tip') % 100 < 34, toNullable(toDecimal64(1 + cityHash64(n, 'vs-tip2') % 16 / 2, 2)), NULL) AS tip_gbp,
       if(state IN ('done', 'refunded'), toNullable(toUInt16(mins)), NULL) AS table_minutes,
       matted
FROM
(
    SELECT
        number AS n,
        600000 + number AS visit_id,
        toUInt32(floor(60 * pow(cityHash64(n, 'vs-day') / 18446744073709551616.0, 1.25))) AS d,
        toDateTime('2026-05-21 08:00:00', 'UTC') - toIntervalDay(d)
            + toIntervalMinute(cityHash64(n, 'vs-min') % 590) + toIntervalSecond(1 + cityHash64(n, 'vs-sec') % 58) AS starts_at,
        ['Ripon','Truro','Durham','Ely','Perth','Cardigan'][1 + toUInt8(floor(6 * pow(cityHash64(n, 'vs-salon') / 18446744073709551616.0, 1.25)))] AS salon,
        toUInt32(40000 + floor(1400 * pow(cityHash64(n, 'vs-dog') / 18446744073709551616.0, 1.3))) AS dog_id,
        concat(['Pippa','Gwen','Hamish','Saoirse','Alf'][1 + cityHash64(n, 'vs-grm') % 5], ' ', substring(salon, 1, 1)) AS groomer,
        1 + toUInt8(floor(5 * pow(cityHash64(n, 'vs-svc') / 18446744073709551616.0, 1.35))) AS s,
        ['bath','full groom','nail trim','hand strip','puppy intro'][s] AS service,
        ['app','phone','website','walk-in'][1 + toUInt8(floor(4 * pow(cityHash64(n, 'vs-chan') / 18446744073709551616.0, 1.2)))] AS channel,
        cityHash64(n, 'vs-st') % 1000 AS r,
        multiIf(r < 85, 'cancelled', r < 85 + multiIf(channel = 'phone', 75, channel = 'walk-in', 5, 40), 'no_show', r < 180, 'refunded', 'done') AS state0,
        if(state0 = 'refunded' AND r >= 160, 'done', state0) AS state,
        toDecimal64(round([28, 55, 12, 72, 20][s] * (0.8 + cityHash64(n, 'vs-prc') % 600 / 1000) * multiIf(salon = 'Ely', 1.2, salon = 'Cardigan', 0.85, 1.0), 2), 2) AS price_gbp,
        toUInt32(round([35, 80, 12, 105, 25][s] * (0.7 + cityHash64(n, 'vs-tm') % 700 / 1000))) AS mins,
        5 + cityHash64(n, 'vs-gap') % 50 AS gap,
        toUInt8(cityHash64(n, 'vs-mat') % 100 < 14) AS matted
    FROM numbers(8200)
)
WHERE starts_at < '2026-05-21 16:19:00'
  AND toDate(starts_at) != '2026-05-04'
  AND (state IN ('cancelled', 'no_show') OR starts_at + toIntervalMinute(mins + gap) < '2026-05-21 16:19:00')
  AND NOT (salon = 'Perth' AND toDayOfWeek(starts_at) IN (1, 2, 3) AND cityHash64(n, 'vs-perth') % 3 = 0);

INSERT INTO shampooch.visits
SELECT 690000 + number, toDateTime('2026-05-16 08:00:00', 'UTC') - toIntervalDay(7 * (number % 7)) + toIntervalMinute(cityHash64(number, 'sx-min') % 580) + toIntervalSecond(1 + cityHash64(number, 'sx-s') % 58),
       NULL, 'Perth', toUInt32(40000 + cityHash64(number, 'sx-dog') % 1400), concat(['Gwen','Alf'][1 + number % 2], ' P'), 'bath', 'app', 'cancelled',
       toDecimal64(26 + number % 7, 2), NULL, NULL, 0
FROM numbers(70);

INSERT INTO shampooch.visits
SELECT 695000 + number, toDateTime('2026-05-21 08:10:00', 'UTC') + toIntervalMinute(cityHash64(number, 'st-min') % 470) + toIntervalSecond(1 + cityHash64(number, 'st-s') % 58),
       NULL, 'Truro', toUInt32(40000 + cityHash64(number, 'st-dog') % 1400), concat(['Pippa','Gwen','Hamish'][1 + number % 3], ' T'), ['bath','full groom','nail trim'][1 + number % 3], ['app','website','phone'][1 + cityHash64(number, 'st-ch') % 3], 'no_show',
       toDecimal64([27, 54, 12][1 + number % 3], 2), NULL, NULL, 0
FROM numbers(34);
