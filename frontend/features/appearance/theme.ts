export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'theme';
const changed = 'aurora:theme';

/**
 * Runs in the page's head before anything is painted: the person's theme, or the system's, also when either changes
 * later. Text, because it must not wait for a script file; its hash stands in the page's security policy.
 */
export const themeScript = `(()=>{const m=matchMedia('(prefers-color-scheme: dark)');const f=()=>{let t=null;try{t=localStorage.getItem('${storageKey}')}catch{}document.documentElement.dataset.theme=t==='light'||t==='dark'?t:m.matches?'dark':'light'};f();m.addEventListener('change',f);addEventListener('storage',f);addEventListener('${changed}',f)})()`;

export function chosenTheme(): Theme {
  const text = window.localStorage.getItem(storageKey);
  return text === 'light' || text === 'dark' ? text : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') window.localStorage.removeItem(storageKey);
  else window.localStorage.setItem(storageKey, theme);
  window.dispatchEvent(new Event(changed));
}

export function onThemeChange(notify: () => void): () => void {
  window.addEventListener('storage', notify);
  window.addEventListener(changed, notify);
  return () => {
    window.removeEventListener('storage', notify);
    window.removeEventListener(changed, notify);
  };
}
