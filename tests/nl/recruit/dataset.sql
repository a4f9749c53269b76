-- Job openings of a company, the applications for them and the interviews held. The careers page gets a wave of applications on 2026-05-19.
CREATE DATABASE IF NOT EXISTS recruit;
DROP TABLE IF EXISTS recruit.jobs;
CREATE TABLE recruit.jobs (job_id UInt32, title String, department LowCardinality(String), location LowCardinality(String), seniority LowCardinality(String) COMMENT 'junior, mid or senior', opened_on Date, salary_max_eur UInt32 COMMENT 'most that is paid in a year', remote_ok Bool) ENGINE = MergeTree ORDER BY job_id;
INSERT INTO recruit.jobs SELECT 100 + number, concat(['Data Engineer', 'Account Manager', 'Controller', 'Support Agent', 'Brand Manager', 'Backend Developer'][1 + number % 6], ' ', toString(1 + intDiv(number, 6))), ['Engineering', 'Sales', 'Finance', 'Support', 'Marketing', 'Engineering'][1 + number % 6], ['Berlin', 'Madrid', 'Warsaw', 'Lisbon'][1 + cityHash64(number, 'l') % 4], ['junior', 'mid', 'senior'][1 + cityHash64(number, 's') % 3], toDate('2026-05-18') - cityHash64(number, 'o') % 300, 38000 + 1000 * (cityHash64(number, 'm') % 60), cityHash64(number, 'r') % 3 = 0 FROM numbers(60);
DROP TABLE IF EXISTS recruit.applications;
CREATE TABLE recruit.applications
(
    application_id      String,
    applied_at          DateTime('UTC'),
    decided_at          Nullable(DateTime('UTC')) COMMENT 'null while undecided',
    job_id              UInt32,
    candidate_id        UInt32,
    source              LowCardinality(String) COMMENT 'how the candidate found us: referral, linkedin, careers page or agency',
    stage               LowCardinality(String) COMMENT 'screening, interview, offer, hired, rejected or withdrawn',
    expected_salary_eur UInt32 COMMENT 'a year',
    experience_years    UInt8
)
ENGINE = MergeTree ORDER BY applied_at;
INSERT INTO recruit.applications
SELECT concat('A', leftPad(toString(number), 6, '0')), at, if(st IN ('hired', 'rejected', 'withdrawn'), least(at + toIntervalHour(5 + cityHash64(number, 'd') % 900), toDateTime('2026-05-21 16:00:00', 'UTC')), NULL), 100 + toUInt32(floor(58 * pow(cityHash64(number, 'j') / 18446744073709551616.0, 1.4))), 5000 + cityHash64(number, 'c') % 4200, if(number >= 6000, 'careers page', ['referral', 'linkedin', 'linkedin', 'careers page', 'agency'][1 + cityHash64(number, 'so') % 5]), st, 30000 + 500 * (cityHash64(number, 'e') % 140), cityHash64(number, 'x') % 21
FROM
(
    SELECT number, if(number >= 6000, toDateTime('2026-05-19 07:00:00', 'UTC') + toIntervalSecond(cityHash64(number, 'a') % 40000), toDateTime('2026-05-21 16:19:00', 'UTC') - toIntervalSecond(toUInt32(14000000 * pow(cityHash64(number, 'a') / 18446744073709551616.0, 1.25)))) AS at,
        ['screening', 'interview', 'offer', 'hired', 'rejected', 'rejected', 'rejected', 'withdrawn'][1 + cityHash64(number, 'st') % 8] AS st
    FROM numbers(6130)
);
DROP TABLE IF EXISTS recruit.interviews;
CREATE TABLE recruit.interviews (interview_id UInt32, held_at DateTime('UTC'), application_id String, interviewer LowCardinality(String), kind LowCardinality(String) COMMENT 'phone, technical or onsite', duration_min UInt16, score Nullable(UInt8) COMMENT '1 to 10, null until the feedback is in', no_show Bool COMMENT 'the candidate did not come') ENGINE = MergeTree ORDER BY held_at;
INSERT INTO recruit.interviews SELECT number, toDateTime('2026-05-21 16:00:00', 'UTC') - toIntervalSecond(toUInt32(12000000 * pow(cityHash64(number, 'h') / 18446744073709551616.0, 1.2))), concat('A', leftPad(toString(cityHash64(number, 'a') % 6000), 6, '0')), ['Nadia', 'Tomas', 'Ines', 'Pawel', 'Greta', 'Olu', 'Mei'][1 + toUInt8(floor(7 * pow(cityHash64(number, 'i') / 18446744073709551616.0, 1.3)))], ['phone', 'phone', 'technical', 'onsite'][1 + cityHash64(number, 'k') % 4], 15 + cityHash64(number, 'd') % 90, if(cityHash64(number, 'n') % 11 = 0 OR cityHash64(number, 'f') % 9 = 0, NULL, toUInt8(1 + cityHash64(number, 's') % 10)), cityHash64(number, 'n') % 11 = 0 FROM numbers(3200);
