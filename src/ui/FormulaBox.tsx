import { useId, useState, type ReactNode } from 'react';
import { usualText } from '../experiment/typedFormula.ts';
import { readFormula, type FormulaProblem } from '../surfaces/typed.ts';
import { typeFormula } from './formulaActions.ts';

/** The formula's text. What is typed is drawn as soon as it is sound; until then the last sound one stays. */
export function FormulaBox({ text }: { text: string }): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; of: string } | null>(null);
  const shown = draft?.of === text ? draft.text : text;
  const { problem } = readFormula(shown);
  const type = (next: string): void => {
    const sound = readFormula(next).problem === undefined;
    setDraft({ text: next, of: sound ? usualText(next) : text });
    if (sound) typeFormula(next);
  };
  return (
    <div className="formula-box">
      <label htmlFor={id}>
        The formula, over <i>x</i>, <i>y</i> and names of your own
      </label>
      <div className="sheet">
        <Marked text={shown} problem={problem} />
        <textarea
          id={id}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={shown}
          rows={1}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={event => type(event.currentTarget.value)}
          onKeyDown={event => event.key === 'Escape' && setDraft(null)}
        />
      </div>
      <p id={`${id}-problem`} className="reason" aria-live="polite">
        {problem && `${placeOf(shown, problem)}: ${problem.message}`}
      </p>
    </div>
  );
}

const isOneLine = (text: string): boolean => !/[\n;]/.test(text.trim());

const placeOf = (text: string, { line, at }: FormulaProblem): string =>
  isOneLine(text) ? `Character ${at + 1}` : `Line ${line + 1}, character ${at + 1}`;

/** The same text behind the box, to mark the character that is wrong; it also gives the box its height. */
function Marked({ text, problem }: { text: string; problem: FormulaProblem | undefined }): ReactNode {
  if (!problem) return <pre aria-hidden="true">{`${text} `}</pre>;
  const lines = text.split(/[\n;]/);
  const before = lines.slice(0, problem.line).reduce((length, line) => length + line.length + 1, 0);
  const place = before + Math.min(problem.at, lines[problem.line]?.length ?? 0);
  const wrong = text[place];
  const visible = wrong !== undefined && wrong !== '\n' && wrong !== ';';
  return (
    <pre aria-hidden="true">
      {text.slice(0, place)}
      <mark>{visible ? wrong : ' '}</mark>
      {`${text.slice(visible ? place + 1 : place)} `}
    </pre>
  );
}
