const home = '/query';

/** Where to go after sign-in: only a path of this app, never another origin. */
export function returnPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? '';
  const safe = /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith('/sign-in');
  return safe ? next : home;
}

/** The sign-in page's address that leads back to where the person is now. */
export function signInPath(location: { pathname: string; search: string }): string {
  const here = location.pathname + location.search;
  return here === home || here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** The one-time token of a sign-in link; it stands in the fragment, which no server sees. */
export function linkToken(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('t');
  return token === null || token === '' ? null : token;
}
