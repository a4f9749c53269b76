import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { QuestionBox } from './question-box';

const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });

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
  return (
    <QueryClientProvider client={client}>
      <QuestionBox
        text={text}
        onText={setText}
        onSubmit={onSubmit}
        onCancel={onCancel}
        busy={busy}
        mark={null}
      />
    </QueryClientProvider>
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

  it('becomes an SQL editor that runs on Ctrl Enter only', async () => {
    const onSubmit = vi.fn();
    render(<Box onSubmit={onSubmit} />);
    fireEvent.change(screen.getByLabelText('Question or SQL'), { target: { value: 'SELECT 1' } });
    expect(screen.getByRole('button', { name: 'Run SQL' })).toBeTruthy();
    await waitFor(() => expect(document.querySelector('textarea')).toBeNull());
    const editor = screen.getByRole('textbox', { name: 'Question or SQL' });
    expect(editor.textContent).toBe('SELECT 1');
    fireEvent.keyDown(editor, { key: 'Enter', code: 'Enter' });
    expect(onSubmit).not.toHaveBeenCalled();
    fireEvent.keyDown(editor, { key: 'Enter', code: 'Enter', ctrlKey: true });
    expect(onSubmit).toHaveBeenCalledOnce();
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
