import texts from './en.replay.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of replays of ranges. */
export function useReplayTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
