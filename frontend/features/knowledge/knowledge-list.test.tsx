import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { KnowledgeList, KnowledgeRow } from './knowledge-list';

interface Word {
  id: string;
  said: string;
  means: string;
}

const words = (count: number): Word[] =>
  Array.from({ length: count }, (_none, index) => ({
    id: `w-${index}`,
    said: `Word ${index}`,
    means: index === 3 ? 'Refund' : 'total',
  }));

function show(data: Word[], call = async (_word: Word): Promise<unknown> => undefined) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <KnowledgeList
        read={{ data, error: null, refetch: vi.fn() }}
        list={['words']}
        texts={{
          intro: 'What words mean.',
          search: 'Find a word',
          noneFound: (text) => `No word has “${text}”.`,
          emptyTitle: 'No word yet',
          emptyBody: 'Say one.',
        }}
        wordsOf={({ said, means }) => [said, means]}
        removal={{
          call,
          label: ({ said }) => `Remove ${said}`,
          title: ({ said }) => `Remove ${said}?`,
          body: () => 'It is gone for good.',
          confirm: 'Remove word',
        }}
        row={({ said }, remove) => (
          <KnowledgeRow title={said} actions={remove}>
            <p>means something</p>
          </KnowledgeRow>
        )}
      />
    </QueryClientProvider>,
  );
}

describe('KnowledgeList', () => {
  it('finds by any of the words, whatever the case', async () => {
    show(words(8));
    const field = screen.getByRole('searchbox', { name: 'Find a word' });
    await userEvent.type(field, ' REFUND ');
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Word 3']);
    await userEvent.clear(field);
    expect(screen.getAllByRole('heading')).toHaveLength(8);
    await userEvent.type(field, 'nothing');
    expect(screen.getByText('No word has “nothing”.')).toBeTruthy();
    expect(screen.queryByText('No word yet')).toBeNull();
  });

  it('has no search where looking is quicker', () => {
    show(words(7));
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('keeps the question open when a removal is refused, and forgets the refusal when it is closed', async () => {
    show(words(2), async () => {
      throw new Problem('unavailable', 'The query engine is starting; try again.', 503, null);
    });
    await userEvent.click(screen.getByRole('button', { name: 'Remove Word 1' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove word' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Remove Word 1?' }));
    expect(await dialog.findByText('The query engine is starting; try again.')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Keep it' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Remove Word 0' }));
    expect(screen.queryByText('The query engine is starting; try again.')).toBeNull();
  });
});
