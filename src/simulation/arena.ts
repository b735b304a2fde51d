/** Arrays that one piece of work after the other uses: fresh ones cost page faults, and collections in other threads. */
export interface Arena {
  /** An array of this length; what is in it is left from earlier. */
  floats(length: number): Float32Array;
}

const idle: Float32Array[][] = [];

/** Runs work with an arena of its own, whose arrays are another's once it is done. */
export async function withArena<T>(work: (arena: Arena) => Promise<T>): Promise<T> {
  const arrays = idle.pop() ?? [];
  let used = 0;
  try {
    return await work({
      floats(length) {
        const place = used++;
        const kept = arrays[place];
        const array = kept && kept.length >= length ? kept : (arrays[place] = new Float32Array(length));
        return array.subarray(0, length);
      },
    });
  } finally {
    idle.push(arrays);
  }
}
