import type { ReactNode } from 'react';

interface Props<T extends string | number> {
  /** The id of what names the group. */
  readonly of: string;
  readonly choices: readonly T[];
  readonly chosen: T;
  /** What a choice is called, if not what it is. */
  readonly nameOf?: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
  readonly children: (choice: T) => ReactNode;
}

/** One of a few, side by side. */
export function Choice<T extends string | number>(props: Props<T>): ReactNode {
  const { of, choices, chosen, nameOf = String, onChoose, children } = props;
  return (
    <div className="segments" role="group" aria-labelledby={of}>
      {choices.map(choice => (
        <button
          key={choice}
          type="button"
          aria-pressed={choice === chosen}
          aria-label={nameOf(choice)}
          title={nameOf(choice)}
          onClick={() => onChoose(choice)}
        >
          {children(choice)}
        </button>
      ))}
    </div>
  );
}
