import { describe, expect, it } from 'vitest';
import { linkToken, returnPath, signInPath } from './return-path';

describe('returnPath', () => {
  it('goes back to the page that was asked for', () => {
    expect(returnPath('?next=%2Fconnect%2Fconnection%3Fid%3Dc-1')).toBe('/connect/connection?id=c-1');
  });

  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '',
  ])('never leaves the app: %s', (next) => {
    expect(returnPath(`?next=${encodeURIComponent(next)}`)).toBe('/query');
  });
});

describe('signInPath', () => {
  it('remembers the page with its parameters', () => {
    const path = signInPath({ pathname: '/connect', search: '?a=1' });
    expect(returnPath(path.slice('/sign-in'.length))).toBe('/connect?a=1');
  });

  it('is bare for the home page', () => {
    expect(signInPath({ pathname: '/', search: '' })).toBe('/sign-in');
  });
});

describe('linkToken', () => {
  it('reads the fragment', () => {
    expect(linkToken('#t=abc-123_x')).toBe('abc-123_x');
    expect(linkToken('')).toBeNull();
    expect(linkToken('#t=')).toBeNull();
  });
});
