import type { ReactNode } from 'react';
import type { Band } from '../plots/field.ts';

/** The landscape: one filled shape a level, mixed from the theme's two colours, its outline an isoline. */
export function Ground({ bands }: { bands: readonly Band[] }): ReactNode {
  return bands.map(({ height, path }, i) => (
    <path
      key={i}
      className="band"
      d={path}
      style={{ fill: `color-mix(in oklab, var(--field-high) ${Math.round(height * 100)}%, var(--field-low))` }}
    />
  ));
}
