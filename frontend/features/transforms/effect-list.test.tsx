import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { TopicMessage, TopicPreview } from '@/api/types';
import { EffectList } from './effect-list';

const message = (offset: number, more: Partial<TopicMessage>): TopicMessage => ({
  partition: 0,
  offset,
  timestamp: null,
  key: '',
  value: `{"id":${offset},"email":"a@b.c"}`,
  encoding: 'text',
  value_bytes: 20,
  tombstone: false,
  ...more,
});

const preview = (messages: TopicMessage[]) =>
  ({ messages, sampled: 1000, filtered: 38, duplicates: 2 }) as unknown as TopicPreview;

describe('the effect on real messages', () => {
  it('tells in words what becomes of each message', () => {
    render(
      <EffectList
        preview={preview([
          message(1, { transformed: '{"id":1,"email":"9f3"}' }),
          message(2, { filtered: true }),
          message(3, { transformed: '{"id":3,"email":"a@b.c"}' }),
          message(4, { value: 'garbage' }),
          message(5, { transformed: '', duplicate: true }),
        ])}
      />,
    );
    expect(screen.getByRole('status').textContent).toContain('40 messages are left out of 1,000 looked at.');
    const [changed, leftOut, same, broken, again] = screen
      .getAllByRole('listitem')
      .map((item) => item.textContent);
    expect(changed).toMatch(/1 change.*email.*"a@b\.c" becomes "9f3"/s);
    expect(leftOut).toContain('left out');
    expect(same).toContain('unchanged');
    expect(broken).toContain('no row');
    expect(again).toContain('left out');
  });

  it('shows a few first, and all when asked to', async () => {
    const many = Array.from({ length: 20 }, (_none, offset) => message(offset, { filtered: true }));
    render(<EffectList preview={preview(many)} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(screen.getByRole('button', { name: 'Show all 20' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
  });
});
