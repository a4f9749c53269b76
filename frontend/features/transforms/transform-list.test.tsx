import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyTransforms, type TransformsForm, transformsBody } from './transform-form';
import { TransformList } from './transform-list';
import type { StepProblem } from './transform-problem';

let form: TransformsForm;

function Held({ problem, checked }: { problem: StepProblem | null; checked: boolean }) {
  const [held, setHeld] = useState(emptyTransforms);
  form = held;
  return (
    <TransformList form={held} onForm={setHeld} names={['email', 'ts']} problem={problem} checked={checked} />
  );
}

const show = (problem: StepProblem | null = null, checked = false) =>
  render(<Held problem={problem} checked={checked} />);

async function add(kind: string) {
  await userEvent.click(screen.getByRole('button', { name: 'Add a transform' }));
  await userEvent.click(screen.getByRole('menuitem', { name: new RegExp(`^${kind}`), hidden: true }));
}

const step = (name: string) => within(screen.getByRole('group', { name }));
const kinds = () => form.steps.map((one) => one.kind);

/** What is read out with a field. */
const noteOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';

beforeEach(() => {
  form = emptyTransforms;
});

describe('the list of transforms', () => {
  it('begins a new one in its field, with the topic’s fields to choose from', async () => {
    show();
    await add('Rename');
    const field = step('Transform 1: Rename').getByLabelText('Field') as HTMLInputElement;
    await waitFor(() => expect(document.activeElement).toBe(field));
    const names = [...(field.list?.options ?? [])].map((option) => option.value);
    expect(names).toEqual(['email', 'ts']);
    await userEvent.type(field, 'ts');
    await userEvent.type(step('Transform 1: Rename').getByLabelText('New name'), 'created_at');
    expect(transformsBody(form).transforms).toEqual([{ kind: 'rename', field: 'ts', to: 'created_at' }]);
  });

  it('asks a filter for as many values as its condition takes', async () => {
    show();
    await add('Filter');
    const filter = step('Transform 1: Filter');
    await userEvent.type(filter.getByLabelText('Field'), 'status');
    await userEvent.selectOptions(filter.getByLabelText('Condition'), 'is none of');
    await userEvent.type(filter.getByLabelText('Values, one a line'), 'draft{Enter}void');
    expect(transformsBody(form).transforms?.[0]?.values).toEqual(['draft', 'void']);
    await userEvent.selectOptions(filter.getByLabelText('Condition'), 'is there');
    expect(filter.queryByLabelText(/Value/)).toBeNull();
    expect(transformsBody(form).transforms?.[0]?.values).toEqual([]);
  });

  it('is put in order and shortened by keyboard, says so, and never loses the focus', async () => {
    show();
    for (const kind of ['Drop', 'Hash', 'Cast']) await add(kind);
    const up = screen.getByRole('button', { name: 'Move up transform 3' });
    up.focus();
    await userEvent.keyboard('{Enter}');
    expect(kinds()).toEqual(['drop', 'cast', 'hash']);
    expect(screen.getByText('Moved to place 2 of 3.')).toBeTruthy();
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Move up transform 2'),
    );
    await userEvent.keyboard('{Enter}{Enter}');
    // At the top it stays where it is.
    expect(kinds()).toEqual(['cast', 'drop', 'hash']);
    expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true');
    // Down it is the focused step itself that the document moves.
    screen.getByRole('button', { name: 'Move down transform 1' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(kinds()).toEqual(['drop', 'cast', 'hash']);
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down transform 2'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Move up transform 2' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove transform 3' }));
    expect(kinds()).toEqual(['cast', 'drop']);
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove transform 2'),
    );
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('{Enter}');
    expect(kinds()).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Add a transform'));
  });

  it('tells a refusal at its step and control', async () => {
    const { rerender } = show();
    await add('Drop');
    await add('Rename');
    rerender(
      <Held
        problem={{ index: 1, place: 'to', message: 'two fields cannot have this name' }}
        checked={false}
      />,
    );
    expect(noteOf(step('Transform 2: Rename').getByLabelText('New name'))).toMatch(/^two fields/);
    expect(step('Transform 1: Drop').getByLabelText('Field').getAttribute('aria-invalid')).toBeNull();
  });

  it('marks what is missing once it is to be sent, and asks for a secret only with hashes', async () => {
    const { rerender } = show();
    await add('Drop');
    expect(screen.queryByLabelText(/^Secret/)).toBeNull();
    await add('Hash');
    await userEvent.type(screen.getByLabelText(/^Secret/), 'short');
    rerender(<Held problem={null} checked />);
    expect(noteOf(step('Transform 1: Drop').getByLabelText('Field'))).toMatch(/^Name a field/);
    expect(noteOf(screen.getByLabelText(/^Secret/))).toMatch(/16 characters/);
  });
});
