import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { surfaces } from '../surfaces/index.ts';
import { surfaceKinds, type Surface, type SurfaceKind } from '../surfaces/surface.ts';
import { setSurface } from './actions.ts';
import { Thumbnail } from './Thumbnail.tsx';

const kinds = Object.entries(surfaceKinds) as [SurfaceKind, string][];
const GAP = 6; // pixels between the button and the panel, and round the panel
const COLUMNS = 6;

/** The surface that is shown, and behind it all others by kind; arrow keys go from card to card. */
export function SurfacePicker({ surface }: { surface: Surface }): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = (): void => {
    const { left, right, top, bottom } = button.current!.getBoundingClientRect();
    const { style, offsetWidth, offsetHeight } = panel.current!;
    const beside = right + 2 * GAP + offsetWidth <= innerWidth;
    style.left = `${beside ? right + GAP : Math.max(GAP, Math.min(left, innerWidth - offsetWidth - GAP))}px`;
    style.top = `${Math.max(GAP, Math.min(beside ? top : bottom + GAP, innerHeight - offsetHeight - GAP))}px`;
    panel.current!.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  };
  const pick = (entry: Surface): void => {
    if (entry.name !== surface.name) setSurface(entry);
    panel.current?.hidePopover();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="shown-surface"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={`Landscape: ${surface.title}`}
        title={`${surfaces.length} landscapes`}
      >
        <Thumbnail surface={surface} />
        <span>
          <strong>{surface.title}</strong>
          {surfaceKinds[surface.kind]}
        </span>
        <span aria-hidden="true">▾</span>
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Landscapes"
        className="catalogue"
        onBeforeToggle={event => setOpen(event.newState === 'open')}
        onToggle={event => event.newState === 'open' && place()}
        onKeyDown={walk}
      >
        {open && <Own shown={surface} done={() => panel.current?.hidePopover()} />}
        {open &&
          kinds.map(([kind, title]) => (
            <Kind
              key={kind}
              title={title}
              entries={surfaces.filter(entry => entry.kind === kind)}
              shown={surface}
              pick={pick}
            />
          ))}
      </div>
    </>
  );
}

interface KindProps {
  readonly title: string;
  readonly entries: readonly Surface[];
  readonly shown: Surface;
  readonly pick: (entry: Surface) => void;
}

function Kind({ title, entries, shown, pick }: KindProps): ReactNode {
  const id = useId();
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby={id} style={{ gridColumn: `span ${Math.min(COLUMNS, entries.length)}` }}>
      <h3 id={id}>{title}</h3>
      <div className="cards">
        {entries.map(entry => (
          <button
            key={entry.name}
            type="button"
            className="card"
            aria-pressed={entry.name === shown.name}
            title={entry.sentence}
            onClick={() => pick(entry)}
          >
            <Thumbnail surface={entry} />
            <span>{entry.title}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** The way to a formula of one's own. */
function Own({ shown, done }: { shown: Surface; done: () => void }): ReactNode {
  return (
    <section className="own">
      <button
        type="button"
        className="card wide"
        aria-pressed={shown.kind === 'typed'}
        onClick={async () => {
          done();
          if (shown.kind !== 'typed') (await import('./formulaActions.ts')).openFormula();
        }}
      >
        <i>f</i> Type a formula
      </button>
    </section>
  );
}

/** Arrow keys: to the next card that way; up and down to the nearest one of the row above or below. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.card')];
  const here = cards.indexOf(document.activeElement as HTMLElement);
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const row = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (here < 0 || (side === undefined && row === undefined)) return;
  event.preventDefault();
  if (side !== undefined) return cards[here + side]?.focus();
  const boxes = cards.map(card => card.getBoundingClientRect());
  const from = boxes[here]!;
  const beyond = boxes.filter(({ top }) => (top - from.top) * row! > 1);
  const nearest = Math.min(...beyond.map(({ top }) => Math.abs(top - from.top)));
  const reached = beyond.filter(({ top }) => Math.abs(top - from.top) < nearest + 1);
  const closest = reached.toSorted((a, b) => Math.abs(a.left - from.left) - Math.abs(b.left - from.left))[0];
  if (closest) cards[boxes.indexOf(closest)]!.focus();
}
