import texts from './en.rejected.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of rejected messages. */
export function useRejectedTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
