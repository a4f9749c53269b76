import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { Connection } from '@/api/types';
import { plainConnection } from '@/features/connections/connection.fixture';
import { StopRule } from './stop-rule';
import { StoppedNotice } from './stopped-notice';

const changes: unknown[] = [];

beforeEach(() => {
  changes.length = 0;
  rememberSession({ user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' });
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    changes.push(JSON.parse(String(init.body)));
    return Response.json(plainConnection);
  });
});

function show(connection: Connection = plainConnection, mayChange = true) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <StopRule connection={connection} mayChange={mayChange} />
    </QueryClientProvider>,
  );
}

const save = () => screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement;

describe('the share above which a connection stops', () => {
  it('is set by a button, and says before what it does', async () => {
    show();
    expect(save().disabled).toBe(true);
    await userEvent.selectOptions(screen.getByLabelText('When messages are rejected'), 'stop above a share');
    const share = screen.getByLabelText('Stop above (%)');
    await userEvent.clear(share);
    expect(save().disabled).toBe(true);
    expect(screen.getByText(/^Give a share above 0/)).toBeTruthy();
    await userEvent.type(share, '2.5');
    expect(screen.getByText(/With more than 2.5 % rejected among the last 1000 messages/)).toBeTruthy();
    await userEvent.click(save());
    expect(await screen.findByText(/^Saved/)).toBeTruthy();
    expect(changes).toEqual([{ stop_above: { share: 0.025, window: 1000 } }]);
  });

  it('is taken back', async () => {
    show({ ...plainConnection, stop_above: { share: 0.07, window: 500 } });
    expect((screen.getByLabelText('Stop above (%)') as HTMLInputElement).value).toBe('7');
    await userEvent.selectOptions(
      screen.getByLabelText('When messages are rejected'),
      'set them aside and go on',
    );
    await userEvent.click(save());
    await waitFor(() => expect(changes).toEqual([{ stop_above: { share: 0 } }]));
  });

  it('is a viewer’s to read', () => {
    show({ ...plainConnection, stop_above: { share: 0.07, window: 500 } }, false);
    expect((screen.getByLabelText('Stop above (%)') as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

it('a stopped connection says why, and how it goes on', async () => {
  const onLook = vi.fn();
  const onResume = vi.fn();
  const message = 'topic orders: 120 of the last 1000 messages did not fit; resume it';
  const connection = { ...plainConnection, last_error: { at: null, code: 'too_many_dead_letters', message } };
  render(<StoppedNotice connection={connection} busy={false} onLook={onLook} onResume={onResume} />);
  expect(screen.getByText(message)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Look at what was rejected' }));
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect([onLook, onResume].map((act) => act.mock.calls.length)).toEqual([1, 1]);
});
