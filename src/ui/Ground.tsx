import type { ReactNode } from 'react';
import type { Field } from '../plots/field.ts';

/** The landscape: one filled shape a level, mixed from the theme's two colours, its outline an isoline; undefined ground is hatched. */
export function Ground({ field: { bands, gap, curve } }: { field: Field }): ReactNode {
  const shapes = bands.map(({ height, path }, i) => (
    <path
      key={i}
      className="band"
      d={path}
      style={{ fill: `color-mix(in oklab, var(--field-high) ${Math.round(height * 100)}%, var(--field-low))` }}
    />
  ));
  return (
    <>
      {shapes}
      {curve && <path className="curve-ground" d={curve.area} />}
      {curve && <path className="curve-line" d={curve.line} />}
      {gap && <path className="gap" d={gap} />}
    </>
  );
}

/** The hatching of undefined ground, for the stage's definitions. */
export function Hatching(): ReactNode {
  return (
    <pattern id="stage-hatching" width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className="gap-ground" width={8} height={8} />
      <rect className="gap-line" width={1.2} height={8} />
    </pattern>
  );
}
