import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { QuestionBox } from './question-box';

function Box({
  onSubmit,
  onCancel = () => undefined,
  busy = false,
}: {
  onSubmit: (text: string) => void;
  onCancel?: () => void;
  busy?: boolean;
}) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  return (
    <QuestionBox
      text={text}
      onText={setText}
      onSubmit={onSubmit}
      onCancel={onCancel}
      busy={busy}
      inputRef={input}
    />
  );
}

describe('QuestionBox', () => {
  it('asks on Enter and breaks the line on Shift Enter', async () => {
    const onSubmit = vi.fn();
    render(<Box onSubmit={onSubmit} />);
    await userEvent.type(
      screen.getByLabelText('Question or SQL'),
      'How many{Shift>}{Enter}{/Shift}orders?{Enter}',
    );
    expect(onSubmit).toHaveBeenCalledExactlyOnceWith('How many\norders?');
  });

  it('runs SQL on Ctrl Enter only', async () => {
    const onSubmit = vi.fn();
    render(<Box onSubmit={onSubmit} />);
    const box = screen.getByLabelText('Question or SQL');
    await userEvent.type(box, 'SELECT 1{Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Run SQL' })).toBeTruthy();
    await userEvent.type(box, '{Control>}{Enter}{/Control}');
    expect(onSubmit).toHaveBeenCalledExactlyOnceWith('SELECT 1');
  });

  it('asks nothing when empty', async () => {
    const onSubmit = vi.fn();
    render(<Box onSubmit={onSubmit} />);
    await userEvent.type(screen.getByLabelText('Question or SQL'), '  {Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('is reached by the slash key and left alone by it inside a field', async () => {
    render(<Box onSubmit={() => undefined} />);
    const box = screen.getByLabelText<HTMLTextAreaElement>('Question or SQL');
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(box);
    await userEvent.keyboard('a/b');
    expect(box.value).toBe('a/b');
  });

  it('cancels by Escape while busy', async () => {
    const onCancel = vi.fn();
    render(<Box onSubmit={() => undefined} onCancel={onCancel} busy />);
    await userEvent.type(screen.getByLabelText('Question or SQL'), '{Escape}');
    expect(onCancel).toHaveBeenCalledOnce();
  });
});
