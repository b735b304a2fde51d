import { useSyncExternalStore } from 'react';
import { useView } from '../store/view.ts';

const query = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');
const listen = (changed: () => void): (() => void) => {
  const list = query();
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
};

/** Whether the page is dark, for what is painted rather than styled. */
export function useDark(): boolean {
  const system = useSyncExternalStore(listen, () => query().matches);
  const theme = useView(state => state.theme);
  return theme === 'system' ? system : theme === 'dark';
}
