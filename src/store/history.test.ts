import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAddressBar } from './history.ts';

/** A browser's history: it moves later, and drops a move that comes while it makes another. */
function fakeHistory() {
  const entries: { state: unknown; address: string }[] = [{ state: null, address: '' }];
  let at = 0;
  let moving = false;
  let tell: (event: { state: unknown }) => void = () => {};
  vi.stubGlobal('addEventListener', (type: string, listener: typeof tell) => {
    if (type === 'popstate') tell = listener;
  });
  vi.stubGlobal('location', {
    get hash() {
      return entries[at]!.address;
    },
    href: 'https://example.org/',
    pathname: '/',
    search: '',
  });
  vi.stubGlobal('history', {
    replaceState: (state: unknown, _: string, address: string) => void (entries[at] = { state, address }),
    pushState: (state: unknown, _: string, address: string) => void entries.splice(++at, Infinity, { state, address }),
    go(delta: number) {
      if (moving) return;
      moving = true;
      setTimeout(() => {
        moving = false;
        at += delta;
        tell({ state: entries[at]!.state });
      }, 10);
    },
  });
  return () => entries[at]!.address;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('moves in quick succession all count, and are told once, where they lead', () => {
  const address = fakeHistory();
  const bar = createAddressBar();
  const moves: (number | null)[] = [];
  bar.listen(index => void moves.push(index));
  bar.claim('a');
  bar.write('b', 1);
  bar.write('c', 2);
  bar.write('d', 3);
  bar.go(-1);
  bar.go(-1);
  bar.go(-1);
  bar.go(1);
  vi.runAllTimers();
  expect(moves).toEqual([1]);
  expect(address()).toBe('#b');
  bar.go(1);
  vi.runAllTimers();
  expect(moves).toEqual([1, 2]);
});
