import { forEachName, type Assignment } from '../formula/expression.ts';

/** The slots of a rule: names, other than w and g, that are read before they are written, in the order of reading. */
export function slotsOf(lines: readonly Assignment[]): string[] {
  const written = new Set(lines.map(line => line.name));
  const ready = new Set(['w', 'g']);
  const slots = new Set<string>();
  for (const line of lines) {
    forEachName(line.expression, name => {
      if (written.has(name) && !ready.has(name)) slots.add(name);
    });
    ready.add(line.name);
  }
  return [...slots];
}
