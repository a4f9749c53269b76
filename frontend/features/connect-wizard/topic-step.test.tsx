import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import { emptyForm } from './broker-form';
import { emptyTopic } from './draft';
import { TopicStep } from './topic-step';

const previews: unknown[] = [];
let answer: () => Response;

beforeEach(() => {
  previews.length = 0;
  rememberSession({ user: 'a', role: 'admin', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' });
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => {
    previews.push(JSON.parse(String(init.body)));
    return answer();
  });
});

const refused = (status: number, code: string, detail: string) => () =>
  new Response(JSON.stringify({ code, detail, status, request_id: 'req-1' }), { status });

function Held({ onPreview }: { onPreview: () => void }) {
  const [chosen, setChosen] = useState(emptyTopic);
  return (
    <TopicStep
      form={{ ...emptyForm, brokers: 'k:9092' }}
      topics={[
        { name: 'orders', partitions: 2 },
        { name: 'orders.eu', partitions: 1 },
      ]}
      chosen={chosen}
      onChosen={setChosen}
      onBack={() => undefined}
      onPreview={onPreview}
    />
  );
}

function show() {
  const onPreview = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Held onPreview={onPreview} />
    </QueryClientProvider>,
  );
  return onPreview;
}

/** What is read out with a field. */
function noteOf(field: HTMLElement): string {
  return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
}

const lookInside = () => userEvent.click(screen.getByRole('button', { name: 'Look inside' }));

describe('the topic step', () => {
  it('asks for plain JSON without a word on the format', async () => {
    answer = () => new Response('{}', { status: 200 });
    const onPreview = show();
    await userEvent.click(screen.getByRole('radio', { name: /^orders ?2/ }));
    await lookInside();
    await waitFor(() => expect(onPreview).toHaveBeenCalled());
    expect(previews).toEqual([
      { brokers: 'k:9092', security: { protocol: 'plaintext' }, topic: 'orders', start: 'earliest' },
    ]);
  });

  it('asks for several topics by name, and wants their table first', async () => {
    answer = () => new Response('{}', { status: 200 });
    const onPreview = show();
    await userEvent.selectOptions(screen.getByLabelText('Read'), 'several topics');
    await userEvent.click(screen.getByRole('checkbox', { name: /^orders\.eu/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /^orders ?2/ }));
    await lookInside();
    expect(noteOf(screen.getByLabelText('Into the table'))).toMatch(/^Name database and table/);
    expect(previews).toEqual([]);
    await userEvent.type(screen.getByLabelText('Into the table'), 'shop.orders');
    await lookInside();
    await waitFor(() => expect(onPreview).toHaveBeenCalled());
    expect(previews).toMatchObject([{ topics: ['orders', 'orders.eu'], table: 'shop.orders' }]);
    expect(previews[0]).not.toHaveProperty('topic');
  });

  it('tells what is wrong with a pattern at the pattern', async () => {
    const words =
      'topic pattern "*x" is no regular expression: no argument for repetition operator: *; write .*';
    answer = refused(400, 'invalid_argument', words);
    show();
    await userEvent.selectOptions(screen.getByLabelText('Read'), 'all topics that match a pattern');
    await userEvent.type(screen.getByLabelText('Pattern'), 'orders');
    expect(screen.getByText('Matches now: orders')).toBeTruthy();
    await userEvent.clear(screen.getByLabelText('Pattern'));
    await userEvent.type(screen.getByLabelText('Pattern'), '*x');
    await userEvent.type(screen.getByLabelText('Into the table'), 'shop.orders');
    await lookInside();
    await waitFor(() => expect(noteOf(screen.getByLabelText('Pattern'))).toBe(words));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(previews).toMatchObject([{ topic_pattern: '*x' }]);
  });

  it('sends nothing while the registry is missing, and goes to its field', async () => {
    show();
    await userEvent.click(screen.getByRole('radio', { name: /^orders ?2/ }));
    await userEvent.selectOptions(screen.getByLabelText('Format of messages'), 'avro');
    await lookInside();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('URL')));
    expect(noteOf(screen.getByLabelText('URL'))).toMatch(/^Give the registry’s URL/);
    expect(previews).toEqual([]);
  });

  it('tells what the registry refuses at the field that has to change, until it is changed', async () => {
    answer = refused(
      409,
      'registry_refused',
      'schema registry http://r:1 refuses the user and password (401)',
    );
    show();
    await userEvent.click(screen.getByRole('radio', { name: /^orders ?2/ }));
    await userEvent.selectOptions(screen.getByLabelText('Format of messages'), 'protobuf');
    await userEvent.type(screen.getByLabelText('URL'), 'http://r:1');
    await userEvent.type(screen.getByLabelText('User'), 'me');
    await lookInside();
    const password = screen.getByLabelText('Password');
    await waitFor(() => expect(document.activeElement).toBe(password));
    expect(noteOf(password)).toContain('refuses the user and password');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.type(password, 'x');
    expect(noteOf(password)).toBe('');
  });

  it('tells a partition that is not there at the offsets', async () => {
    const words = 'topic orders, partition 7: the topic has no such partition; it has 2, counted from 0';
    answer = refused(400, 'invalid_request', words);
    show();
    await userEvent.click(screen.getByRole('radio', { name: /^orders ?2/ }));
    await userEvent.selectOptions(screen.getByLabelText('Start at'), 'offsets');
    await userEvent.type(screen.getByLabelText('Offsets'), '7:1');
    await lookInside();
    const offsets = screen.getByLabelText('Offsets');
    await waitFor(() => expect(noteOf(offsets)).toBe(words));
    expect(previews).toMatchObject([{ start: '7:1' }]);
  });

  it('leaves what is about no field to the notice, with its request id', async () => {
    answer = refused(503, 'unavailable', 'schema inference does not answer');
    show();
    await userEvent.click(screen.getByRole('radio', { name: /^orders ?2/ }));
    await lookInside();
    expect((await screen.findByRole('alert')).textContent).toMatch(/does not answer.*req-1/s);
  });
});
