-- Time tracking for shift workers: staff, shifts and the events of the time clocks. Frozen now: 2026-05-21 16:20:00 UTC (a Thursday).
-- No row lies in second 0 or 59 of a minute, so that an inclusive and an exclusive window edge agree.
CREATE DATABASE IF NOT EXISTS punch;

DROP TABLE IF EXISTS punch.staff;
CREATE TABLE punch.staff
(
    emp_id     UInt32,
    full_name  String,
    home_site  LowCardinality(String),
    role       LowCardinality(String) COMMENT 'picker, packer, loader, cleaner or guard',
    contract   LowCardinality(String) COMMENT 'permanent, temp or student',
    hourly_eur Decimal(6, 2) COMMENT 'gross hourly rate',
    hired_on   Date,
    left_on    Nullable(Date) COMMENT 'last day with us; null for everyone still here'
)
ENGINE = MergeTree ORDER BY emp_id;

INSERT INTO punch.staff
SELECT
    200 + number AS emp_id,
    concat(['Maud','Yanis','Elin','Karim','Josee','Pavel','Nadia','Theo','Rosa','Idris','Lena','Hugo','Salma'][1 + number % 13], ' ',
           ['Petit','Garnier','Novak','Benali','Roche','Dubois','Kone','Weber','Silva','Morel'][1 + intDiv(number, 13)]) AS full_name,
    ['Lille','Nantes','Metz','Brest'][1 + toUInt8(floor(4 * pow(cityHash64(number, 's-site') / 18446744073709551616.0, 1.3)))] AS home_site,
    ['picker','packer','loader','cleaner','guard'][1 + toUInt8(floor(5 * pow(cityHash64(number, 's-role') / 18446744073709551616.0, 1.5)))] AS role,
    ['permanent','temp','student'][1 + toUInt8(floor(3 * pow(cityHash64(number, 's-con') / 18446744073709551616.0, 1.6)))] AS contract,
    toDecimal64(round(multiIf(contract = 'permanent', 14.2, contract = 'temp', 13.1, 12.0) + cityHash64(number, 's-rate') % 460 / 100, 2), 2) AS hourly_eur,
    toDate('2026-05-04') - toUInt32(floor(2400 * pow(cityHash64(number, 's-hire') / 18446744073709551616.0, 1.8))) AS hired_on,
    if(cityHash64(number, 's-left') % 100 < 14 AND hired_on < '2026-03-01', toNullable(toDate('2026-04-08') + toUInt32(cityHash64(number, 's-left2') % 38)), NULL) AS left_on
FROM numbers(130);

DROP TABLE IF EXISTS punch.shifts;
CREATE TABLE punch.shifts
(
    shift_id   UInt64,
    emp_id     UInt32,
    site       LowCardinality(String),
    day        Date COMMENT 'the day on which the shift begins',
    kind       LowCardinality(String) COMMENT 'early (6 to 14), late (14 to 22) or night (22 to 6)',
    started_at Nullable(DateTime('UTC')) COMMENT 'null for no-shows',
    ended_at   Nullable(DateTime('UTC')) COMMENT 'null for no-shows and while the shift runs',
    break_min  UInt16,
    net_min    Nullable(UInt16) COMMENT 'minutes worked without the break; null like ended_at',
    ot_min     Nullable(UInt16) COMMENT 'overtime in minutes, part of net_min',
    status     LowCardinality(String) COMMENT 'approved, pending, rejected or no_show; only approved shifts are paid',
    wage_eur   Decimal(8, 2) COMMENT 'gross wage of the shift, paid once it is approved; 0 for no-shows and running shifts'
)
ENGINE = MergeTree ORDER BY (day, site, shift_id);

INSERT INTO punch.shifts
SELECT
    600000 + n AS shift_id, emp_id,
    if(cityHash64(n, 'h-away') % 100 < 7, ['Lille','Nantes','Metz','Brest'][1 + cityHash64(n, 'h-away2') % 4], home_site) AS site,
    day, kind,
    if(noshow, NULL, toNullable(start0)) AS started_at,
    if(noshow OR running, NULL, toNullable(end0)) AS ended_at,
    if(noshow, 0, brk) AS break_min,
    if(noshow OR running, NULL, toNullable(toUInt16(dateDiff('minute', start0, end0) - brk))) AS net_min,
    if(noshow OR running, NULL, toNullable(ot)) AS ot_min,
    multiIf(noshow, 'no_show', running OR day >= '2026-05-21', 'pending', day >= '2026-05-18' AND cityHash64(n, 'h-pend') % 100 < 45, 'pending',
            cityHash64(n, 'h-rej') % 100 < if(contract = 'temp', 7, 3), 'rejected', 'approved') AS status,
    if(noshow OR running, toDecimal64(0, 2),
       toDecimal64(round((dateDiff('minute', start0, end0) - brk) / 60 * toFloat64(hourly_eur) * if(kind = 'night', 1.25, 1.0), 2), 2)) AS wage_eur
FROM
(
    SELECT
        g.n AS n, g.day AS day, s.emp_id AS emp_id, s.home_site AS home_site, s.contract AS contract, s.hourly_eur AS hourly_eur,
        ['early','late','night'][1 + toUInt8(floor(3 * pow(cityHash64(n, 'h-kind') / 18446744073709551616.0, 1.4)))] AS kind,
        toDateTime(day, 'UTC') + toIntervalHour(multiIf(kind = 'early', 6, kind = 'late', 14, 22))
            + toIntervalMinute(toInt32(cityHash64(n, 'h-j') % 14) - 11 + if(cityHash64(n, 'h-late') % 100 < if(contract = 'student', 21, 8), 4 + toInt32(cityHash64(n, 'h-j2') % 40), 0))
            + toIntervalSecond(1 + cityHash64(n, 'h-s') % 58) AS start0,
        toUInt16(if(cityHash64(n, 'h-ot') % 100 < 31, 5 + floor(14 * pow(1 - cityHash64(n, 'h-ot2') / 18446744073709551616.0, -0.6)), 0)) AS ot1,
        least(ot1, toUInt16(210)) AS ot,
        toUInt16(20 + 5 * (cityHash64(n, 'h-brk') % 6)) AS brk,
        toDateTime(day, 'UTC') + toIntervalHour(multiIf(kind = 'early', 14, kind = 'late', 22, 30)) + toIntervalMinute(ot + cityHash64(n, 'h-e') % 4)
            + toIntervalSecond(1 + cityHash64(n, 'h-es') % 58) AS end0,
        end0 >= toDateTime('2026-05-21 16:20:00', 'UTC') AS running,
        cityHash64(n, 'h-ns') % 1000 < multiIf(contract = 'student', 95, s.home_site = 'Metz', 60, 28) AS noshow
    FROM (SELECT number AS n, toUInt32(200 + number % 130) AS e, toDate('2026-03-23') + toUInt32(intDiv(number, 130)) AS day FROM numbers(7800)) AS g
    INNER JOIN punch.staff AS s ON g.e = s.emp_id
    WHERE g.day >= s.hired_on AND (s.left_on IS NULL OR g.day <= s.left_on)
      AND cityHash64(g.n, 'h-keep') % 100 < multiIf(toDayOfWeek(g.day) >= 6, 27, s.contract = 'student', 34, 61)
)
WHERE start0 < toDateTime('2026-05-21 16:20:00', 'UTC') AND (NOT noshow OR kind != 'night' OR day < '2026-05-21');

DROP TABLE IF EXISTS punch.clockings;
CREATE TABLE punch.clockings
(
    at       DateTime('UTC'),
    emp_id   UInt32,
    shift_id Nullable(UInt64),
    site     LowCardinality(String),
    terminal LowCardinality(String),
    event    LowCardinality(String) COMMENT 'in, break_start, break_end or out',
    method   LowCardinality(String) COMMENT 'badge, pin, face or app',
    ok       Bool COMMENT 'false when the terminal turned the person away',
    resp_ms  UInt32 COMMENT 'time the terminal took to answer',
    flags    Array(LowCardinality(String)) COMMENT 'late, manual'
)
ENGINE = MergeTree ORDER BY (site, at);

-- Brest hears almost nothing from its people on 2026-05-21 (network fault); somebody tries PINs at Metz on 2026-05-19
-- from 22:00 to 23:00.
INSERT INTO punch.clockings
SELECT at, emp_id, shift_id, site, terminal, event, method, ok, resp_ms, flags
FROM
(
    SELECT
        sh.emp_id AS emp_id, toNullable(sh.shift_id) AS shift_id, sh.site AS site, pos,
        assumeNotNull(sh.started_at) AS st,
        cityHash64(sh.shift_id, pos) AS k,
        toStartOfMinute(st) + toIntervalMinute(95 + cityHash64(sh.shift_id, 'p-b') % 200) AS b0,
        multiIf(pos = 0, st,
                pos = 1, b0 + toIntervalSecond(1 + k % 58),
                pos = 2, b0 + toIntervalMinute(sh.break_min) + toIntervalSecond(1 + k % 58),
                pos = 3, coalesce(sh.ended_at, toDateTime('2027-01-01 00:00:00', 'UTC')),
                toStartOfMinute(st) - toIntervalMinute(1) + toIntervalSecond(1 + k % 58)) AS at,
        ['in','break_start','break_end','out','in'][pos + 1] AS event,
        pos < 4 AS ok,
        multiIf(site = 'Lille', ['T-01','T-02','T-03','T-04'][1 + toUInt8(floor(4 * pow(cityHash64(k, 'p-t') / 18446744073709551616.0, 1.4)))],
                site = 'Nantes', ['T-05','T-06','T-07'][1 + toUInt8(floor(3 * pow(cityHash64(k, 'p-t') / 18446744073709551616.0, 1.2)))],
                site = 'Metz', ['T-08','T-09','T-10'][1 + cityHash64(k, 'p-t') % 3],
                ['T-11','T-12'][1 + cityHash64(k, 'p-t') % 2]) AS terminal,
        ['badge','pin','app','face'][1 + toUInt8(floor(4 * pow(cityHash64(k, 'p-m') / 18446744073709551616.0, 1.7)))] AS method,
        toUInt32(floor((multiIf(terminal = 'T-09', 260, terminal = 'T-03', 210, 120) + multiIf(method = 'face', 420, method = 'app', 150, 0))
            * pow(1 - cityHash64(k, 'p-r') / 18446744073709551616.0, -0.35))) AS resp_ms,
        arrayConcat(if(event = 'in' AND ok AND dateDiff('minute', toDateTime(sh.day, 'UTC') + toIntervalHour(multiIf(sh.kind = 'early', 6, sh.kind = 'late', 14, 22)), st) >= 3, ['late'], []),
                    if(cityHash64(k, 'p-man') % 100 < 6, ['manual'], [])) AS flags
    FROM punch.shifts AS sh
    ARRAY JOIN [0, 1, 2, 3, 4] AS pos
    WHERE sh.started_at IS NOT NULL AND (pos != 4 OR cityHash64(sh.shift_id, 'p-rej') % 100 < if(sh.kind = 'night', 38, 19))
      AND NOT (pos IN (1, 2) AND cityHash64(sh.shift_id, 'p-nob') % 100 < 12)
)
WHERE at < toDateTime('2026-05-21 16:20:00', 'UTC')
  AND NOT (site = 'Brest' AND at >= toDateTime('2026-05-21 00:00:00', 'UTC') AND cityHash64(k, 'p-drop') % 12 != 0);

INSERT INTO punch.clockings
WITH (SELECT arraySort(groupArray(emp_id)) FROM punch.staff WHERE home_site = 'Metz' AND left_on IS NULL) AS staff_ids
SELECT toDateTime('2026-05-19 22:01:00', 'UTC') + toIntervalMinute(number % 57) + toIntervalSecond(1 + cityHash64(number, 'q-s') % 58),
       staff_ids[1 + cityHash64(number, 'q-e') % length(staff_ids)], NULL, 'Metz', ['T-08','T-10'][1 + number % 2], 'in', 'pin', false, toUInt32(100 + cityHash64(number, 'q-r') % 90), []
FROM numbers(74);
