import type { ReactNode } from 'react';
import type { Surface } from '../surfaces/surface.ts';
import { Ground } from './Ground.tsx';
import { thumbnailSize, useThumbnail } from './useThumbnail.ts';

/** A surface in small, drawn from its formula. */
export function Thumbnail({ surface }: { surface: Surface }): ReactNode {
  const field = useThumbnail(surface);
  return (
    <svg className="thumbnail" viewBox={`0 0 ${thumbnailSize.width} ${thumbnailSize.height}`} aria-hidden="true">
      {field && <Ground field={field} />}
    </svg>
  );
}
