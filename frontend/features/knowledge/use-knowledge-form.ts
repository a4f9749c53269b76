'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type PlacedProblem, placeIn } from './placed-problem';

interface KnowledgeFormOptions<Place extends string, Kept> {
  /** Fields that a refusal may name. */
  places: readonly Place[];
  /** What is missing, told before anything is sent; null when it can be sent. */
  mistake: PlacedProblem<Place> | null;
  save: () => Promise<Kept>;
  /** The list that the saved one belongs to. */
  list: QueryKey;
  onSaved?: (kept: Kept) => void;
}

interface KnowledgeForm<Place extends string, Kept> {
  box: RefObject<HTMLFormElement | null>;
  submit: (event: FormEvent) => void;
  /** What is wrong at a field, as the form or the gateway says it. */
  problemAt: (place: Place) => string | undefined;
  /** A refusal that is about no field. */
  problem: Error | null;
  saving: boolean;
  kept: Kept | undefined;
  /** To be called at each change: what was refused holds until something is changed. */
  changed: () => void;
}

/** Sends what a person typed, and leads to the field that is missing or refused. */
export function useKnowledgeForm<Place extends string, Kept>(
  options: KnowledgeFormOptions<Place, Kept>,
): KnowledgeForm<Place, Kept> {
  const { places, mistake, save, list, onSaved } = options;
  const client = useQueryClient();
  const box = useRef<HTMLFormElement>(null);
  const [checked, setChecked] = useState(false);
  const { mutate, reset, error, data, isPending } = useMutation({
    mutationFn: save,
    onSuccess: (kept) => {
      void client.invalidateQueries({ queryKey: list });
      onSaved?.(kept);
    },
  });
  const refused = placeIn(error, places);
  const toMistake = () => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();

  // What has to be changed is where a person goes on, and is read out.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (error) toMistake();
  }, [error]);

  return {
    box,
    submit: (event) => {
      event.preventDefault();
      setChecked(true);
      // After the fields have been marked.
      if (mistake) setTimeout(toMistake);
      else mutate();
    },
    problemAt: (place) => {
      if (refused?.place === place) return refused.message;
      return checked && mistake?.place === place ? mistake.message : undefined;
    },
    problem: refused ? null : error,
    saving: isPending,
    kept: data,
    changed: () => {
      if (error) reset();
    },
  };
}
