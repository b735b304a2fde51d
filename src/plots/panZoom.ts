import { panBy, zoomAt, type Centre, type Frame } from './frame.ts';

/** A controller of one node's pointers and wheel. */
export interface PanZoom {
  update(frame: Frame): void;
  destroy(): void;
}

const WHEEL_SPEED = 0.0016;
const KEY_PAN = 40; // pixels

/** Wheel and pinch zoom, dragging the ground moves it, arrow keys and + − do the same on the node reached by keyboard. */
export function createPanZoom(node: Element, onView: (view: Centre) => void): PanZoom {
  let frame: Frame | undefined;
  const pointers = new Map<number, readonly [number, number]>();
  const stop = new AbortController();
  const place = (event: MouseEvent): readonly [number, number] => {
    const box = node.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function listen<K extends keyof HTMLElementEventMap>(type: K, handle: (event: HTMLElementEventMap[K]) => void): void {
    node.addEventListener(type, handle as EventListener, { signal: stop.signal, passive: false });
  }

  listen('wheel', event => {
    if (!frame) return;
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    const speed = event.ctrlKey ? 6 * WHEEL_SPEED : WHEEL_SPEED; // a pinch on a touchpad arrives as ctrl + wheel
    onView(zoomAt(frame, Math.exp(-pixels * speed), ...place(event)));
  });
  listen('pointerdown', event => {
    if (event.button !== 0 || (event.target as Element).closest('[data-drag]')) return;
    node.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
  });
  listen('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before || !frame) return;
    const now = place(event);
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    pointers.set(event.pointerId, now);
    if (!other) return onView(panBy(frame, now[0] - before[0], now[1] - before[1]));
    const spread = (point: readonly [number, number]): number => Math.hypot(point[0] - other[0], point[1] - other[1]);
    const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2] as const;
    onView(zoomAt(frame, spread(now) / Math.max(1, spread(before)), ...middle));
  });
  const release = (event: PointerEvent): void => void pointers.delete(event.pointerId);
  listen('pointerup', release);
  listen('pointercancel', release);
  listen('keydown', event => {
    if (!frame || event.target !== node || !node.matches(':focus-visible')) return;
    const view = keyView(event.key, frame);
    if (!view) return;
    event.preventDefault();
    event.stopPropagation();
    onView(view);
  });

  return {
    update: next => void (frame = next),
    destroy: () => stop.abort(),
  };
}

function keyView(key: string, frame: Frame): Centre | undefined {
  const middle = [frame.width / 2, frame.height / 2] as const;
  switch (key) {
    case 'ArrowLeft':
      return panBy(frame, KEY_PAN, 0);
    case 'ArrowRight':
      return panBy(frame, -KEY_PAN, 0);
    case 'ArrowUp':
      return panBy(frame, 0, KEY_PAN);
    case 'ArrowDown':
      return panBy(frame, 0, -KEY_PAN);
    case '+':
    case '=':
      return zoomAt(frame, 1.25, ...middle);
    case '-':
      return zoomAt(frame, 0.8, ...middle);
    default:
      return undefined;
  }
}
