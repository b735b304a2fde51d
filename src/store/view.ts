import { create } from 'zustand';
import type { FigureName } from '../experiment/link.ts';

type Theme = 'system' | 'light' | 'dark';

/** The part of the plane on the stage: its middle and how many units its width spans. Null shows the surface's domain. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface ViewState {
  readonly theme: Theme;
  /** Large type and thick lines, for a room. */
  readonly projector: boolean;
  readonly view: View | null;
  /** The run whose arrows and lines are shown. */
  readonly selected: number;
  /** The part of the rule under the pointer, lit wherever it is drawn. */
  readonly lit: string | null;
  /** Whether Nesterov runs are drawn at θ = w − momentum · velocity instead of the stored w. */
  readonly theta: boolean;
  readonly helpOpen: boolean;
  /** What takes the place of the landscape on the stage; it is part of the link. */
  readonly show: FigureName | null;
  /** The point of the plane under the pointer, while basins are shown. */
  readonly pointed: readonly [x: number, y: number] | null;
}

export const useView = create<ViewState>(() => ({
  theme: 'system',
  projector: false,
  view: null,
  selected: 1,
  lit: null,
  theta: false,
  helpOpen: false,
  show: null,
  pointed: null,
}));

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function nextTheme(): void {
  useView.setState(({ theme }) => ({ theme: themes[(themes.indexOf(theme) + 1) % themes.length]! }));
}

export const setView = (view: View | null): void => useView.setState({ view });
export const select = (run: number): void => useView.setState({ selected: run });
export const point = (pointed: ViewState['pointed']): void => useView.setState({ pointed });
export const light = (part: string | null): void => useView.setState({ lit: part });
export const toggleTheta = (): void => useView.setState(({ theta }) => ({ theta: !theta }));
export const setHelp = (helpOpen: boolean): void => useView.setState({ helpOpen });
export const toggleProjector = (): void => useView.setState(({ projector }) => ({ projector: !projector }));
