'use client';

import { useSyncExternalStore } from 'react';
import type { ChartKind } from '@/features/chart';

/** An answer that a person kept: what was asked, so that it can be asked again. */
export interface KeptAnswer {
  id: string;
  asked: string;
  title: string;
  /** The person's own choice of chart; null leaves it to the data. */
  kind: ChartKind | null;
}

const storageKey = 'aurora.board';
const kKeptMax = 24;
const kinds: readonly string[] = ['number', 'card', 'line', 'bar', 'table'];

function isKept(value: unknown): value is KeptAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { id, asked, title, kind } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof asked === 'string' &&
    typeof title === 'string' &&
    (kind === null || (typeof kind === 'string' && kinds.includes(kind)))
  );
}

/** What the browser's storage holds; anything that this version did not write is left out. */
export function parseKept(text: string | null): KeptAnswer[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isKept).slice(0, kKeptMax) : [];
  } catch {
    return [];
  }
}

const none: KeptAnswer[] = [];
const listeners = new Set<() => void>();
let cache: { text: string | null; kept: KeptAnswer[] } = { text: null, kept: none };

function read(): KeptAnswer[] {
  const text = window.localStorage.getItem(storageKey);
  if (text !== cache.text) cache = { text, kept: parseKept(text) };
  return cache.kept;
}

function write(kept: KeptAnswer[]): void {
  window.localStorage.setItem(storageKey, JSON.stringify(kept));
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  // Another tab of this browser may keep answers too.
  window.addEventListener('storage', notify);
  return () => {
    listeners.delete(notify);
    window.removeEventListener('storage', notify);
  };
}

/** Newest first; the oldest make room above the maximum. */
export function keepAnswer(answer: Omit<KeptAnswer, 'id'>): void {
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  write([{ id, ...answer }, ...read()].slice(0, kKeptMax));
}

export function removeKept(id: string): void {
  write(read().filter((kept) => kept.id !== id));
}

export function useKeptAnswers(): KeptAnswer[] {
  return useSyncExternalStore(subscribe, read, () => none);
}
