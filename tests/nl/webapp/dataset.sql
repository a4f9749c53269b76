-- Web site: page views, sessions, users. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
DROP DATABASE IF EXISTS webapp;
CREATE DATABASE webapp;

CREATE TABLE webapp.users
(
    id UInt64,
    name String,
    email String,
    country String,
    plan String,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO webapp.users
SELECT
    number + 1 AS id,
    concat(first, ' ', last) AS name,
    concat(lower(first), '.', lower(last), '@example.com') AS email,
    ['Germany','France','Spain','Poland','Italy'][1 + toUInt8(floor(5 * pow(cityHash64(number, 'w-country') / 18446744073709551616.0, 1.4)))] AS country,
    ['free','pro','team'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'w-plan') / 18446744073709551616.0, 1.6)))] AS plan,
    toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalSecond(3000 + (149 - number) * 90000 + cityHash64(number, 'w-created') % 60000) AS created_at
FROM
(
    SELECT number,
        ['Anna','Ben','Clara','David','Emma','Felix','Greta','Hugo','Ida','Jonas','Karla','Leo','Mia','Nils','Olga'][1 + number % 15] AS first,
        ['Berg','Costa','Dubois','Ferrari','Kowalski','Lang','Moreno','Novak','Rossi','Weber'][1 + intDiv(number, 15)] AS last
    FROM numbers(150)
);

CREATE TABLE webapp.sessions
(
    id UInt64,
    user_id Nullable(UInt64),
    device String,
    browser String,
    duration UInt32,
    started_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO webapp.sessions
SELECT
    row_number() OVER (ORDER BY started_at) AS id,
    user_id, device, browser, duration, started_at
FROM
(
    SELECT
        if(cityHash64(number, 'w-anon') % 100 < 14, NULL, toNullable(toUInt64(1 + floor(141 * pow(cityHash64(number, 'w-user') / 18446744073709551616.0, 1.5))))) AS user_id,
        ['desktop','mobile','tablet'][1 + toUInt8(floor(3 * pow(cityHash64(number, 'w-device') / 18446744073709551616.0, 1.7)))] AS device,
        ['Chrome','Safari','Firefox','Edge'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'w-browser') / 18446744073709551616.0, 1.6)))] AS browser,
        toUInt32(20 + floor(4000 * pow(cityHash64(number, 'w-dur') / 18446744073709551616.0, 2.2))) AS duration,
        toDateTime64('2026-05-21 16:18:00', 3, 'UTC') - toIntervalMillisecond(toUInt64(floor(5184000000.0 * pow(cityHash64(number, 'w-start') / 18446744073709551616.0, 1.4)))) AS started_at
    FROM numbers(1400)
);

CREATE TABLE webapp.page_views
(
    id UInt64,
    session_id UInt64,
    path String,
    status UInt16,
    load_time UInt32,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO webapp.page_views
SELECT
    row_number() OVER (ORDER BY created_at) AS id,
    session_id, path, status, load_time, created_at
FROM
(
    SELECT
        number AS n,
        1 + cityHash64(number, 'w-session') % 1400 AS session_id,
        1 + toUInt8(floor(9 * pow(cityHash64(number, 'w-path') / 18446744073709551616.0, 1.5))) AS p,
        ['/home','/products','/pricing','/search','/cart','/login','/blog','/checkout','/about'][p] AS path,
        multiIf(cityHash64(number, 'w-status') % 1000 < [15, 20, 10, 45, 25, 30, 12, 80, 10][p], 500,
                cityHash64(number, 'w-status') % 1000 < [45, 60, 40, 75, 50, 55, 110, 100, 40][p], 404, 200) AS status,
        toUInt32([300, 450, 250, 900, 500, 350, 280, 1200, 200][p] * (0.4 + 1.4 * pow(cityHash64(number, 'w-load') / 18446744073709551616.0, 2))) + cityHash64(number, 'w-load2') % 37 AS load_time,
        s.started_at + toIntervalMillisecond(cityHash64(number, 'w-off') % (1000 * toUInt64(s.duration))) AS created_at
    FROM numbers(3800) AS v
    INNER JOIN webapp.sessions AS s ON s.id = 1 + cityHash64(v.number, 'w-session') % 1400
)
WHERE created_at < '2026-05-21 16:20:00';
