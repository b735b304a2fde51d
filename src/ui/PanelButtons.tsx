import type { ReactNode } from 'react';

/** Under a text that changes a run: take it, or leave it. */
export function PanelButtons({
  disabled,
  onUse,
  onClose,
}: {
  disabled: boolean;
  onUse: () => void;
  onClose: () => void;
}): ReactNode {
  return (
    <div className="row">
      <button type="button" onClick={onUse} disabled={disabled}>
        Use it
      </button>
      <button type="button" className="link" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
