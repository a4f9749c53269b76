import { asProblem } from '@/api/problem';

export interface PlacedProblem<Place extends string> {
  place: Place;
  /** What is wrong and the remedy, as the gateway said it. */
  message: string;
}

/** The field that a refusal names at its beginning ("definition: ..."); null where it is about no field of the form. */
export function placeIn<Place extends string>(
  error: unknown,
  places: readonly Place[],
): PlacedProblem<Place> | null {
  if (!error) return null;
  const { message, status } = asProblem(error);
  if (status < 400 || status >= 500) return null;
  const found = /^(\w+): (.+)$/s.exec(message);
  const place = places.find((one) => one === found?.[1]);
  return place && found?.[2] ? { place, message: found[2] } : null;
}
