/** In a worker: which of its calls are to end, by the tickets of pool.ts. */
export interface Tickets {
  cancel(ticket: number): void;
  /** Runs a call; `pause`, awaited between slices of work, lets messages in and is false once the call is to end. */
  run<Answer>(ticket: number, call: (pause: () => Promise<boolean>) => Promise<Answer>): Promise<Answer>;
}

const BEAT_MS = 150;
const BREATH_MS = 10; // of work between two of them

/** `beat` is called every so often while calls run, to say that this worker is not hung. */
export function createTickets(beat: () => void): Tickets {
  const running = new Set<number>();
  let heart: ReturnType<typeof setInterval> | undefined;
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.addEventListener('message', () => waiting.shift()?.());
  channel.port1.start();
  let latest = performance.now();
  /** A turn of the event loop, without the 4 ms that nested timeouts cost. */
  const breathe = async (): Promise<void> => {
    if (performance.now() - latest < BREATH_MS) return;
    await new Promise<void>(resolve => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
    latest = performance.now();
  };

  return {
    cancel: ticket => void running.delete(ticket),
    async run(ticket, call) {
      running.add(ticket);
      heart ??= setInterval(beat, BEAT_MS);
      try {
        return await call(async () => {
          await breathe();
          return running.has(ticket);
        });
      } finally {
        running.delete(ticket);
        if (running.size === 0) {
          clearInterval(heart);
          heart = undefined;
        }
      }
    },
  };
}
