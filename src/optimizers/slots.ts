import { forEachName, type Expression } from '../formula/expression.ts';
import type { ParsedLine } from './lines.ts';

/** Names that no rule line owns: they come from the step. */
export const reserved: ReadonlySet<string> = new Set(['w', 'g', 'step', 'iterations', 'learning_rate']);

/** A slot and, where it is declared, its first value. */
export interface SlotDeclaration {
  readonly name: string;
  readonly initial: Expression | undefined;
}

/** The slots of a rule: declared, or read before they are written, in the order of reading. */
export function slotsOf(lines: readonly ParsedLine[]): SlotDeclaration[] {
  const written = new Set(lines.filter(line => !line.declares).map(line => line.name));
  const ready = new Set(reserved);
  const slots = new Map<string, Expression | undefined>();
  for (const line of lines) {
    if (line.declares) {
      slots.set(line.name, line.expression);
      continue;
    }
    forEachName(line.expression, name => {
      if (written.has(name) && !ready.has(name) && !slots.has(name)) slots.set(name, undefined);
    });
    ready.add(line.name);
  }
  return [...slots].map(([name, initial]) => ({ name, initial }));
}
