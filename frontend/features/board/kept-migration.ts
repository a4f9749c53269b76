import type { Board } from '@/api/types';
import { createBoard } from '@/api/workspace';
import { fromKept } from './board-content';
import { keptKey, parseKept } from './kept-answers';

/**
 * Answers that an earlier version kept in this browser become a board of the gateway. Taken out of the storage first, so
 * that two tabs do not make two boards, and put back when the board cannot be made. Null where there were none.
 */
export async function moveKeptAnswers(
  title: string,
  storage: Storage = window.localStorage,
): Promise<Board | null> {
  const text = storage.getItem(keptKey);
  const kept = parseKept(text);
  if (text === null || kept.length === 0) return null;
  storage.removeItem(keptKey);
  try {
    return await createBoard(fromKept(title, kept));
  } catch (thrown) {
    storage.setItem(keptKey, text);
    throw thrown;
  }
}
