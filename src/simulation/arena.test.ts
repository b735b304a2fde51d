import { expect, test } from 'vitest';
import { withArena } from './arena.ts';

test('work that is done leaves its arrays to the next, which may need longer ones', async () => {
  const first = await withArena(arena => Promise.resolve([arena.floats(8), arena.floats(4)] as const));
  const second = await withArena(arena => Promise.resolve([arena.floats(6), arena.floats(5)] as const));
  expect(second.map(({ length }) => length)).toEqual([6, 5]);
  expect(second[0].buffer).toBe(first[0].buffer);
  expect(second[1].buffer).not.toBe(first[1].buffer);
});

test('work at the same time has arrays of its own, and so does work after one that failed', async () => {
  const [a, b] = await Promise.all(
    [1, 2].map(value =>
      withArena(async arena => {
        const own = arena.floats(3).fill(value);
        await Promise.resolve();
        return [...own];
      }),
    ),
  );
  expect([a, b]).toEqual([
    [1, 1, 1],
    [2, 2, 2],
  ]);
  await expect(withArena(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await withArena(arena => Promise.resolve(expect(arena.floats(2)).toHaveLength(2)));
});
