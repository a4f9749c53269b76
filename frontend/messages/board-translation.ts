import texts from './en.board.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of boards: the other pages do not load them. */
export function useBoardTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
