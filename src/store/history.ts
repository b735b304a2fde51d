/** The one file that touches the address bar. */

interface Entry {
  /** Tells entries of this visit from those of an earlier one, whose edits are no longer in memory. */
  readonly visit: number;
  readonly index: number;
}

export interface AddressBar {
  readonly hash: () => string;
  /** The address without its hash, for links that are copied. */
  readonly base: () => string;
  /** A word of the address's query, such as `?backend=loops`. */
  readonly query: (name: string) => string | null;
  /** Writes the hash, soon; `index` is the edit it belongs to. A new index becomes a new entry for the Back button. */
  write(hash: string, index: number): void;
  /** Makes the entry that is shown the first edit, 0, with this hash. */
  claim(hash: string): void;
  /** Moves through the entries; false where there are none, as in a sandboxed frame. */
  go(delta: number): boolean;
  /** `index` is null where the entry is not of this visit: then the hash alone counts. */
  listen(onMove: (index: number | null, hash: string) => void): () => void;
}

const WRITE_AFTER_MS = 120; // browsers refuse more than some twenty writes a second

export function createAddressBar(): AddressBar {
  const visit = performance.timeOrigin;
  let written = -1;
  let works = true;
  let pending: { hash: string; index: number } | undefined;
  /** Where the moves asked for lead, as long as the browser is on its way: it drops a move that comes while it makes another. */
  let wanted: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (!pending) return;
    const { hash, index } = pending;
    pending = undefined;
    const entry: Entry = { visit, index };
    try {
      const address = hash === '' ? location.pathname + location.search : `#${hash}`;
      if (written < 0 || written === index) history.replaceState(entry, '', address);
      else history.pushState(entry, '', address);
      written = index;
    } catch {
      works = false; // a sandboxed document may not; undo goes on in memory
    }
  }

  return {
    hash: () => location.hash,
    base: () => location.href.replace(/#.*/, ''),
    query: name => new URLSearchParams(location.search).get(name),
    write(hash, index) {
      if (pending && pending.index !== index) flush();
      pending = { hash, index };
      clearTimeout(timer);
      if (written === index) timer = setTimeout(flush, WRITE_AFTER_MS);
      else flush();
    },
    claim(hash) {
      written = -1;
      pending = { hash, index: 0 };
      flush();
    },
    go(delta) {
      flush();
      if (!works) return false;
      if (wanted === undefined) history.go(delta);
      wanted = (wanted ?? written) + delta;
      return true;
    },
    listen(onMove) {
      const moved = (event: PopStateEvent): void => {
        const entry = event.state as Entry | null;
        const mine = entry?.visit === visit;
        clearTimeout(timer);
        pending = undefined; // it was of the entry that has been left
        if (mine) written = entry.index;
        if (mine && wanted !== undefined && wanted !== entry.index) return history.go(wanted - entry.index);
        wanted = undefined;
        onMove(mine ? entry.index : null, location.hash);
      };
      addEventListener('popstate', moved);
      addEventListener('pagehide', flush);
      return () => {
        removeEventListener('popstate', moved);
        removeEventListener('pagehide', flush);
      };
    },
  };
}
