import { describe, expect, it } from 'vitest';
import type { Part } from '@/api/types';
import { modelState } from './model-state';

const partOf = (details: Part['details'], name = 'query-engine'): Part => ({
  name,
  state: 'up',
  version: '1',
  address: 'x:1',
  uptime_s: 1,
  details,
});

describe('the state of the language model', () => {
  it('is read out of what the query engine says of itself', () => {
    const details = {
      tables: 'ready',
      model: 'sql-model',
      model_endpoint: 'http://127.0.0.1:11434/v1',
      model_use: 'always',
      model_state: 'fails',
      model_values: 'shop.orders.state',
      model_spent_today: '0.42',
      model_budget_per_day: '5',
    };
    expect(modelState({ parts: [partOf({ model: 'words' }, 'embedding'), partOf(details)] })).toEqual({
      name: 'sql-model',
      endpoint: 'http://127.0.0.1:11434/v1',
      use: 'always',
      state: 'fails',
      values: 'shop.orders.state',
      spent: '0.42',
      budget: '5',
    });
  });

  it('has no values and no budget where none are set', () => {
    const details = {
      model: 'm',
      model_endpoint: 'http://x',
      model_values: 'none',
      model_budget_per_day: 'none',
    };
    expect(modelState({ parts: [partOf(details)] })).toMatchObject({
      values: null,
      budget: null,
      spent: '0',
    });
  });

  it('is the built-in parser, or not known', () => {
    expect(modelState({ parts: [partOf({ model: 'embedded' })] })).toBe('embedded');
    expect(modelState({ parts: [partOf({ state: 'does not answer' })] })).toBeNull();
    expect(modelState({ parts: [] })).toBeNull();
  });
});
