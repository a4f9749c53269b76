import later from './en.later.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof later;

/** The same for the parts of the catalogue that only parts loaded later need: they weigh on no page's first load. */
export function useLaterTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, later[namespace]);
}
