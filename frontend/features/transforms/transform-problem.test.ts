import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { emptyTransforms, withChange, withStep } from './transform-form';
import { placeOfTransform } from './transform-problem';

const refused = (message: string, status = 400) => new Problem('invalid_request', message, status, 'req-1');

describe('placeOfTransform', () => {
  // As services/ingest/transforms, connection/transform_proto.cpp and the gateway write them.
  it.each([
    ['transform 2 (rename:ts=id): two fields cannot have this name; choose another', 1, 'to'],
    [
      'transform 1 (rename:a=_offset): the new name must be letters, digits and underscores, and none of Aurora’s own columns',
      0,
      'to',
    ],
    [
      'transform 1 (drop:a): the field is hashed by an earlier transform; leave one of the two out',
      0,
      'field',
    ],
    ['transform 1 (hash:a): the field is text afterwards; cast it to String or not at all', 0, 'field'],
    ['transform 2 (cast:a=Int8): the field is cast already; cast it once', 1, 'field'],
    ['transform 1: type Decimal(99) is not known; use one of ClickHouse', 0, 'type'],
    ['transform 4 (filter:a): in takes 1 to 1000 values', 3, 'values'],
    ['transform 4 (filter:a): exists takes no value; leave it out', 3, 'values'],
    ['transform 1 (redact:a): the text is longer than 1024 bytes; shorten it', 0, 'text'],
    ['transforms[1].to is missing', 1, 'to'],
    ['transforms[0].field is longer than 4096 bytes', 0, 'field'],
    ['transforms[0].kind must be one of drop, rename', 0, 'field'],
  ])('tells "%s" at its control', (message, index, place) => {
    expect(placeOfTransform(refused(message), emptyTransforms)).toMatchObject({ index, place });
  });

  it('leaves out what the row says already', () => {
    const message = 'transform 2 (rename:ts=id): two fields cannot have this name; choose another';
    expect(placeOfTransform(refused(message), emptyTransforms)?.message).toBe(
      'two fields cannot have this name; choose another',
    );
  });

  it('tells a new name that messages have already at the step that gives it', () => {
    const message =
      'offset 12 has a field buyer of its own, so that no other can be renamed to it; choose another name, or drop that field';
    const form = withChange(withStep(withStep(emptyTransforms, 'drop'), 'rename'), 2, { to: 'buyer ' });
    expect(placeOfTransform(refused(message, 409), form)).toEqual({ index: 1, place: 'to', message });
    expect(placeOfTransform(refused(message, 409), emptyTransforms)).toBeNull();
  });

  it('tells a short secret at the secret', () => {
    expect(
      placeOfTransform(refused('the secret of hashes is shorter than 16 bytes'), emptyTransforms)?.index,
    ).toBeNull();
    expect(
      placeOfTransform(refused('hash_salt is longer than 1024 bytes'), emptyTransforms)?.index,
    ).toBeNull();
  });

  it.each([
    null,
    refused('topic t does not exist'),
    refused('transform 1: the service is away', 503),
    refused('column a is filled from field b, which a transform drops; leave one of the two out'),
  ])('leaves %o to the page', (error) => {
    expect(placeOfTransform(error, emptyTransforms)).toBeNull();
  });
});
