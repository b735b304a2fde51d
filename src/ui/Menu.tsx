import { useId, useRef, type ReactNode } from 'react';

/** A button with a list of actions under it; the browser closes it on Escape and on a click outside. */
interface Props {
  readonly label: ReactNode;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Menu({ label, title, className = 'menu-button', children }: Props): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = (): void => {
    const { left, bottom } = button.current!.getBoundingClientRect();
    const style = list.current!.style;
    style.top = `${bottom + 6}px`;
    style.left = `${Math.max(8, Math.min(left, innerWidth - list.current!.offsetWidth - 8))}px`;
  };
  return (
    <>
      <button ref={button} type="button" className={className} popoverTarget={id} title={title} aria-haspopup="true">
        {label} <span aria-hidden="true">▾</span>
      </button>
      {/* A click on any entry closes the list; keys reach the entries themselves, which are buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        ref={list}
        id={id}
        popover="auto"
        className="menu"
        onToggle={event => event.newState === 'open' && place()}
        onClick={event => (event.target as Element).closest('button') && list.current?.hidePopover()}
      >
        {children}
      </div>
    </>
  );
}
