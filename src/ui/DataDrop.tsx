import { useId, useMemo, useState, type DragEvent, type ReactNode } from 'react';
import { readCsv, type Table } from '../data/csv.ts';
import type { DataSet } from '../data/dataSet.ts';
import { ownTable } from '../data/own.ts';
import { samplesOf } from '../data/samples.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { PanelButtons } from './PanelButtons.tsx';
import { tableFile } from './tableFile.ts';

interface Props {
  /** What is fitted now, if it came from here. */
  readonly current?: DataSet | undefined;
  /** Why a table can't be used here. */
  readonly objection?: (set: DataSet) => string | undefined;
  readonly onData: (set: DataSet) => void;
  readonly onClose: () => void;
}

const SHOWN = 20_000; // characters; boxes of text take seconds over more
/** A table of one's own: typed, pasted, dropped or chosen; says what of it can't be read, and asks which columns to fit. */
export function DataDrop({ current, objection = () => undefined, onData, onClose }: Props): ReactNode {
  const id = useId();
  const [text, setText] = useState('');
  const [name, setName] = useState(PASTED);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string>();
  const [choice, setChoice] = useState<Choice>({});
  const long = text.length > SHOWN;
  const result = useMemo(() => (text.trim() === '' ? undefined : readCsv(text)), [text]);
  const table = result && !('error' in result) ? result : undefined;
  const columns = table && chosen(table, choice);
  const set = columns && ownTable(name, table, [columns.input, columns.target]);
  const samples = set && samplesOf(set);
  const broken = [result, samples].flatMap(each => (each && 'error' in each ? [each.error] : []))[0];
  const error = fault ?? broken ?? (set && objection(set));

  const take = (next: string, from: string): void => {
    setText(next);
    setName(from);
    setChoice({});
    setFault(undefined);
  };
  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = await tableFile(file);
    if ('error' in read) setFault(read.error);
    else take(read.text, read.name);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void open(file);
    else take(event.dataTransfer.getData('text/plain'), PASTED);
  };

  return (
    // What can be dropped can be chosen and pasted, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="paste data-drop"
      role="group"
      aria-label="Your data"
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={`${id}-text`}>A table as CSV: a column each for input and target</label>
      <textarea
        id={`${id}-text`}
        rows={5}
        spellCheck={false}
        placeholder={long ? `${name}: too long to be shown here` : 'hours,score\n1.5,52\n2,58\n…'}
        value={long ? '' : text}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-says`}
        onChange={event => take(event.currentTarget.value, PASTED)}
        onPaste={event => {
          const pasted = event.clipboardData.getData('text/plain');
          if (pasted.length <= SHOWN) return;
          event.preventDefault();
          take(pasted, PASTED);
        }}
        onKeyDown={event => event.key === 'Escape' && onClose()}
      />
      <label className="file">
        <span>or drop a file here, or </span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          aria-label="Choose a file"
          onChange={event => {
            void open(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <div id={`${id}-says`}>
        {error !== undefined && (
          <p className="reason" role="alert">
            {error}
          </p>
        )}
        {table && <Findings table={table} name={name} />}
      </div>
      {table && <ColumnChoice columns={table.columns} {...chosen(table, choice)} onChange={setChoice} />}
      <p className="sentence">
        {current && `In use: ${current.name}. `}
        Stays on this machine; a link doesn’t include it.
      </p>
      <PanelButtons disabled={!set || error !== undefined} onUse={() => set && onData(set)} onClose={onClose} />
    </div>
  );
}

const PASTED = 'Pasted table';

interface Choice {
  readonly input?: string;
  readonly target?: string;
}

/** The columns as chosen; else the first two of numbers, or of a number and a class. */
function chosen({ columns }: Table, { input, target }: Choice): Required<Choice> {
  const numbers = columns.filter(({ classes }) => !classes);
  const first = input ?? numbers[0]!.name;
  const others = [...numbers, ...columns].filter(({ name }) => name !== first);
  return { input: first, target: target ?? others[0]!.name };
}

/** What was read, and what was not. */
function Findings({ table: { rows, columns, badRows, unused }, name }: { table: Table; name: string }): ReactNode {
  return (
    <>
      <p role="status">
        {name}: {rows.toLocaleString('en-US')} rows of {columns.length} columns
        {badRows.length > 0 && ', without'}
      </p>
      {badRows.length + unused.length > 0 && (
        <ul className="reason">
          {[...badRows, ...unused].map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}
