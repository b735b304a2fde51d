const counts = new Map<string, number>();

/** `sgd`, `sgd_1`, …: what Keras calls an object that was given no name. */
export function autoName(prefix: string): string {
  const count = counts.get(prefix) ?? 0;
  counts.set(prefix, count + 1);
  return count === 0 ? prefix : `${prefix}_${count}`;
}

/** Starts counting anew, as keras.utils.clear_session() does. */
export function clearSession(): void {
  counts.clear();
}

/** SGD → sgd, RMSprop → rm_sprop: a class name in Keras's snake case. */
export function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
