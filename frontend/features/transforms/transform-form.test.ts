import { describe, expect, it } from 'vitest';
import {
  areSame,
  emptyTransforms,
  fieldNames,
  hasMistake,
  type StepForm,
  type StepKind,
  saltIsShort,
  stepKindNames,
  stepMistake,
  type TransformsForm,
  transformsBody,
  withChange,
  withMoved,
  withoutStep,
  withStep,
} from './transform-form';

const formOf = (...steps: (Partial<StepForm> & { kind: StepKind })[]): TransformsForm =>
  steps.reduce((form, step) => {
    const longer = withStep(form, step.kind);
    return withChange(longer, longer.steps.at(-1)?.id ?? 0, step);
  }, emptyTransforms);

const kinds = (form: TransformsForm) => form.steps.map((step) => step.kind);

describe('transformsBody', () => {
  it('is empty without steps, so that plain connections send no word of it', () => {
    expect(transformsBody({ steps: [], salt: 'left over from a step that is gone' })).toEqual({});
  });

  it('sends of each step what its kind asks for, in order', () => {
    const form = formOf(
      { kind: 'filter', field: ' status ', operator: 'in', values: 'paid\n\n void ' },
      { kind: 'filter', field: 'id', operator: '>=', values: '10' },
      { kind: 'filter', field: 'id', operator: 'exists', values: 'typed before' },
      { kind: 'drop', field: 'password', to: 'x' },
      { kind: 'rename', field: 'ts', to: 'created_at' },
      { kind: 'cast', field: 'amount', type: 'Decimal(18, 2)' },
      { kind: 'redact', field: 'card' },
      { kind: 'redact', field: 'pin', text: '***' },
      { kind: 'hash', field: 'email' },
      { kind: 'deduplicate', field: 'typed before', by: ' order_id, shop ,', within: ' 10m ' },
    );
    expect(transformsBody(form).transforms).toEqual([
      { kind: 'filter', field: 'status', operator: 'in', values: ['paid', 'void'] },
      { kind: 'filter', field: 'id', operator: '>=', values: ['10'] },
      { kind: 'filter', field: 'id', operator: 'exists', values: [] },
      { kind: 'drop', field: 'password' },
      { kind: 'rename', field: 'ts', to: 'created_at' },
      { kind: 'cast', field: 'amount', type: 'Decimal(18, 2)' },
      { kind: 'redact', field: 'card' },
      { kind: 'redact', field: 'pin', text: '***' },
      { kind: 'hash', field: 'email' },
      { kind: 'deduplicate', by: ['order_id', 'shop'], within: '10m' },
    ]);
  });

  it('sends the secret only where something is hashed', () => {
    const salt = 'sixteen letters!';
    expect(transformsBody({ ...formOf({ kind: 'hash', field: 'a' }), salt }).hash_salt).toBe(salt);
    expect(transformsBody({ ...formOf({ kind: 'drop', field: 'a' }), salt })).not.toHaveProperty('hash_salt');
  });
});

describe('the list', () => {
  const form = formOf({ kind: 'drop' }, { kind: 'hash' }, { kind: 'cast' });
  const [first, second, third] = form.steps.map((step) => step.id) as [number, number, number];

  it('moves a step by one place and never out of the list', () => {
    expect(kinds(withMoved(form, third, -1))).toEqual(['drop', 'cast', 'hash']);
    expect(kinds(withMoved(form, first, 1))).toEqual(['hash', 'drop', 'cast']);
    expect(withMoved(form, first, -1)).toBe(form);
    expect(withMoved(form, third, 1)).toBe(form);
  });

  it('gives a new step an id that no other has, also after one was removed', () => {
    const shorter = withoutStep(form, second);
    expect(kinds(shorter)).toEqual(['drop', 'cast']);
    const ids = withStep(shorter, 'drop').steps.map((step) => step.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same when it does the same', () => {
    expect(areSame(form, withMoved(form, first, 1))).toBe(false);
    expect(areSame(form, withChange(form, first, { to: 'is not asked for' }))).toBe(true);
  });
});

describe('stepMistake', () => {
  const [step] = formOf({ kind: 'drop', field: 'a' }).steps as [StepForm];
  it.each([
    [{ field: ' ' }, 'field'],
    [{ kind: 'rename', to: 'created at' }, 'to'],
    [{ kind: 'rename', to: '1st' }, 'to'],
    [{ kind: 'cast' }, 'type'],
    [{ kind: 'filter', operator: 'not in', values: '\n' }, 'values'],
    [{ kind: 'deduplicate', by: ' , ' }, 'by'],
    [{ kind: 'deduplicate', by: 'id', within: 'an hour' }, 'within'],
    [{ kind: 'deduplicate', by: 'id', within: '' }, 'within'],
  ] as const)('finds %o', (change, place) => {
    expect(stepMistake({ ...step, ...change })?.place).toBe(place);
  });

  it.each([
    { kind: 'rename', to: 'created_at' },
    { kind: 'filter', operator: '=', values: '' },
    { kind: 'filter', operator: 'exists' },
    { kind: 'redact' },
    { kind: 'deduplicate', field: '', by: 'id', within: '1h30m' },
  ] as const)('lets %o through', (change) => {
    expect(stepMistake({ ...step, ...change })).toBeNull();
  });

  it('minds the secret of hashes only where something is hashed', () => {
    expect(saltIsShort({ ...formOf({ kind: 'hash', field: 'a' }), salt: 'short' })).toBe(true);
    expect(hasMistake({ ...formOf({ kind: 'drop', field: 'a' }), salt: 'short' })).toBe(false);
    expect(hasMistake(formOf({ kind: 'hash', field: 'a' }))).toBe(false);
  });
});

it('offers each field of the topic as a step writes it', () => {
  const fields = [
    { name: 'id', type: 'Int64', path: ['id'] },
    { name: 'customer_a_b', type: 'String', path: ['customer', 'a.b'] },
    { name: '_offset', type: 'Int64', path: [] },
  ];
  expect(fieldNames({ database: 'd', table: 't', fields })).toEqual(['id', 'customer.a\\.b']);
  expect(fieldNames(null)).toEqual([]);
});

it('knows each kind', () => {
  expect(stepKindNames).toEqual(['drop', 'rename', 'cast', 'filter', 'redact', 'hash', 'deduplicate']);
});
