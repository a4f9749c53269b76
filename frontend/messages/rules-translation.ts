import texts from './en.rules.json';
import { type Translate, translator } from './translator';

type Catalogue = typeof texts;

/** The same for the texts of transforms and of stopping: they come with the parts that show them. */
export function useRulesTranslations<N extends keyof Catalogue>(namespace: N): Translate<Catalogue[N]> {
  return translator<Catalogue[N]>(namespace, texts[namespace]);
}
