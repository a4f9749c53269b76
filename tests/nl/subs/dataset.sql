-- Clock: 2026-05-21 16:20:00 UTC. No event lies in second 0 or 59 of a minute.
DROP DATABASE IF EXISTS subs;
CREATE DATABASE subs;

CREATE TABLE subs.accounts
(
    id String,
    name String,
    country String,
    plan String,
    status String,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY id;

INSERT INTO subs.accounts
SELECT
    concat('acc_', toString(1000 + number)),
    concat(['Alder','Birch','Cobalt','Delta','Ember','Falcon','Granite','Harbor','Indigo','Juniper','Kestrel','Lumen','Maple','Nimbus','Orchid'][1 + number % 15], ' ',
           ['Labs','Foods','Media','Travel','Health','Studio','Energy','Books','Motors','Games'][1 + intDiv(number, 15)]),
    ['US','DE','GB','FR','NL','ES'][1 + toUInt8(floor(6 * pow(cityHash64(number, 'a-ctry') / 18446744073709551616.0, 1.5)))],
    ['free','basic','pro','enterprise'][1 + toUInt8(floor(4 * pow(cityHash64(number, 'a-plan') / 18446744073709551616.0, 1.3)))],
    if(number >= 138, 'trial', ['active','active','active','active','active','cancelled'][1 + cityHash64(number, 'a-st') % 6]),
    toDateTime64('2026-05-20 12:00:00', 3, 'UTC') - toIntervalMinute(toUInt32(900000 * pow((149 - number) / 150, 1.7)) + cityHash64(number, 'a-min') % 1500) + toIntervalMillisecond(1000 + cityHash64(number, 'a-ms') % 50000)
FROM numbers(150);

CREATE TABLE subs.invoices
(
    id String,
    account_id String,
    amount Float64,
    status String,
    created_at DateTime64(3, 'UTC'),
    paid_at Nullable(DateTime64(3, 'UTC'))
)
ENGINE = MergeTree ORDER BY created_at;

-- Only accounts on a paid plan get invoices, and the newest have none yet.
INSERT INTO subs.invoices
SELECT concat('inv_', toString(50000 + n)), account_id, amount, status, created_at, if(status = 'paid', toNullable(pay), NULL)
FROM
(
    SELECT
        r.n AS n, a.id AS account_id,
        cityHash64(r.n, 'i-u') / 18446744073709551616.0 AS u,
        round(multiIf(a.plan = 'basic', 29 + 60 * u, a.plan = 'pro', 99 + 300 * u * u, 450 + 1900 * u * u * u), 2) AS amount,
        greatest(a.created_at, toDateTime64('2025-07-01 00:00:01', 3, 'UTC')) AS since,
        toDateTime64(toStartOfMinute(since + toIntervalSecond(toUInt32(dateDiff('second', since, toDateTime64('2026-05-21 16:10:00', 3, 'UTC')) * (cityHash64(r.n, 'i-t') / 18446744073709551616.0)))), 3, 'UTC')
            + toIntervalMillisecond(1000 + cityHash64(r.n, 'i-ms') % 50000) AS created_at,
        created_at + toIntervalMinute(30 + toUInt32(28000 * pow(cityHash64(r.n, 'i-pay') / 18446744073709551616.0, 2))) AS pay,
        cityHash64(r.n, 'i-st') % 100 AS s,
        multiIf(s < 5, 'void', s < 15, if(created_at < '2026-04-21', 'overdue', 'open'), pay >= '2026-05-21 16:18:00', 'open', 'paid') AS status
    FROM (SELECT number AS n, concat('acc_', toString(1000 + cityHash64(number, 'i-acc') % 134)) AS account_id FROM numbers(1900)) AS r
    INNER JOIN subs.accounts AS a ON a.id = r.account_id
    WHERE a.plan != 'free'
);

CREATE TABLE subs.usage
(
    id UInt64,
    account_id String,
    user_id UInt32,
    event String,
    duration UInt32,
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree ORDER BY created_at;

INSERT INTO subs.usage
SELECT id, account_id, user_id, event, duration, created_at FROM
(
    SELECT
        9000000 + r.n AS id, a.id AS account_id, a.created_at AS born,
        toUInt32(10 * (toUInt32(substring(a.id, 5)) - 1000) + 1 + floor(9 * pow(cityHash64(r.n, 'u-usr') / 18446744073709551616.0, 1.5))) AS user_id,
        ['login','upload','export','invite'][1 + toUInt8(floor(4 * pow(cityHash64(r.n, 'u-ev') / 18446744073709551616.0, 1.7)))] AS event,
        toUInt32(40 + floor(300 * pow(1 - cityHash64(r.n, 'u-du') / 18446744073709551616.0, -0.6))) AS duration,
        toDateTime64('2026-05-21 16:20:00', 3, 'UTC') - toIntervalMinute(1 + cityHash64(r.n, 'u-ts') % 43200) + toIntervalMillisecond(1000 + cityHash64(r.n, 'u-ms') % 50000) AS created_at
    FROM (SELECT number AS n, concat('acc_', toString(1000 + toUInt32(floor(146 * pow(cityHash64(number, 'u-acc') / 18446744073709551616.0, 1.2))))) AS account_id FROM numbers(4000)) AS r
    INNER JOIN subs.accounts AS a ON a.id = r.account_id
)
WHERE created_at > born;
