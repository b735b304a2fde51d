import { surfaceOf } from '../experiment/landscape.ts';
import { asTyped, keptParameters, withText } from '../experiment/typedFormula.ts';
import { typedStart } from '../experiment/typedStart.ts';
import { withOption } from '../optimizers/options.ts';
import { edit, notify } from '../store/experiment.ts';
import { setView, useView } from '../store/view.ts';
import type { Surface } from '../surfaces/surface.ts';
import { TYPED, typedSurface, usualParameter, type TypedFormula } from '../surfaces/typedSurface.ts';
import { setSurface } from './actions.ts';

/** What the box holds when it is opened without a formula. */
const EXAMPLE = { text: 'x^4 - 2x^2 + 20y^2 + a x y' };
const ASPECT = 0.72; // of a domain that is taken from the view

/** A box with an example in it. */
export function openFormula(): void {
  setSurface(typedSurface(EXAMPLE), { formula: EXAMPLE });
}

/** The surface's own text in the box; nothing moves. */
export function editCopy(surface: Surface): void {
  const formula = asTyped(surface);
  edit(experiment => ({ ...experiment, surface: TYPED, formula }));
  notify([`This is your own copy of ${surface.title} now. Undo takes you back.`]);
}

/** A sound text in place of the formula's. A start and rates that nobody chose suit the new one, and so does a start where nothing would be seen. */
export function typeFormula(text: string): void {
  edit(experiment => {
    const before = surfaceOf(experiment);
    const formula = withText(experiment.formula, text);
    const surface = typedSurface(formula);
    const parameters = keptParameters(formula, experiment.parameters);
    const untouched = experiment.runs.every(({ config }) => config.learning_rate === before.learningRate);
    return {
      ...experiment,
      surface: TYPED,
      formula,
      parameters,
      start: typedStart(experiment.start, before, surface, parameters),
      runs: untouched
        ? experiment.runs.map(run => ({
            ...run,
            config: withOption(run.config, 'learning_rate', surface.learningRate),
          }))
        : experiment.runs,
    };
  }, 'formula');
}

const editFormula = (change: (formula: TypedFormula) => TypedFormula, gesture = ''): void =>
  edit(experiment => {
    if (!experiment.formula) return experiment;
    const formula = change(experiment.formula);
    return { ...experiment, formula, parameters: keptParameters(formula, experiment.parameters) };
  }, gesture);

/** A value for one of the formula's names; a slider that it is beyond grows to hold it. */
export function setTypedParameter(name: string, value: number): void {
  edit(experiment => {
    const { formula } = experiment;
    const [min, max] = formula?.ranges?.[name] ?? [usualParameter.min, usualParameter.max];
    const held = formula && value >= min && value <= max;
    const ranges = { ...formula?.ranges, [name]: [Math.min(min, value), Math.max(max, value)] as const };
    return {
      ...experiment,
      ...(formula && !held && { formula: { ...formula, ranges } }),
      parameters: { ...experiment.parameters, [name]: value },
    };
  }, `surface ${name}`);
}

export function setRange(name: string, range: readonly [number, number]): void {
  editFormula(formula => ({ ...formula, ranges: { ...formula.ranges, [name]: range } }), `range ${name}`);
}

/** The part of the plane that is shown at first; found from the formula if none is given. */
export function setDomain(domain: Surface['domain'] | undefined): void {
  editFormula(({ text, ranges }) => ({ text, ...(ranges && { ranges }), ...(domain && { domain }) }), 'domain');
  setView(null);
}

/** What the stage shows now becomes the domain. */
export function takeView(): void {
  const { view } = useView.getState();
  if (!view) return;
  const round = (value: number): number => Number(value.toPrecision(3));
  const [halfX, halfY] = [view.width / 2, (view.width / 2) * ASPECT];
  setDomain([
    [round(view.x - halfX), round(view.x + halfX)],
    [round(view.y - halfY), round(view.y + halfY)],
  ]);
}
