import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { emptyFormat } from './format-form';
import { placeOfProblem } from './format-problem';

const problem = (code: string, message: string, status = 400) => new Problem(code, message, status, 'req-1');

describe('placeOfProblem', () => {
  const away =
    'schema registry http://r:1 cannot be reached: connection refused; check the URL and that it runs';
  it.each([
    [problem('registry_unreachable', away, 503), 'url'],
    [
      problem(
        'registry_unreachable',
        'schema registry https://r cannot be reached: certificate verify failed',
        503,
      ),
      'ca',
    ],
    [
      problem('registry_error', 'schema registry http://r gives no schema for schema id 3 (HTTP 404)', 503),
      'url',
    ],
    [
      problem('registry_refused', 'schema registry http://r refuses calls without a user (401)', 409),
      'username',
    ],
    [problem('invalid_request', 'schema registry: registry is not an address'), 'url'],
    [
      problem('invalid_request', 'format avro needs the URL of a schema registry, e.g. http://registry:8081'),
      'url',
    ],
    [
      problem('invalid_request', 'format csv: delimiter and quote must be two different ASCII characters'),
      'delimiter',
    ],
    [problem('invalid_request', 'format csv: column at is named twice; rename one'), 'columns'],
    [
      problem('invalid_request', 'topic t: no message can be read as avro, the first one is not framed'),
      'kind',
    ],
    [problem('invalid_request', 'topic t, partition 7: the topic has no such partition; it has 2'), 'start'],
    [
      problem('invalid_request', 'topic t, partition 0: offset 9 is not there to start at; it holds 0 to 5'),
      'start',
    ],
  ])('tells %o at its field', (thrown, place) => {
    expect(placeOfProblem(thrown, emptyFormat)).toEqual({ place, message: thrown.message });
  });

  it('tells a refused password at the password', () => {
    const thrown = problem(
      'registry_refused',
      'schema registry http://r refuses the user and password (401)',
      409,
    );
    expect(placeOfProblem(thrown, { ...emptyFormat, registryUser: 'u' })?.place).toBe('password');
  });

  it.each([
    null,
    problem('unavailable', 'schema inference does not answer', 503),
    problem('invalid_request', 'topic t does not exist'),
    new Error('schema registry'),
  ])('leaves %o to the page', (thrown) => {
    expect(placeOfProblem(thrown, emptyFormat)).toBeNull();
  });
});
