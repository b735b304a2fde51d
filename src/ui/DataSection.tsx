import { useState, type ReactNode } from 'react';
import { dataObjection, dataSetOf, firstColumns, usualColumns } from '../experiment/dataChoice.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { dataSets } from '../data/sets/index.ts';
import { isOwnId, ownSets } from '../data/own.ts';
import { rowsOf, type DataSet } from '../data/dataSet.ts';
import { useExperiment } from '../store/experiment.ts';
import { adoptTable, setData } from './dataActions.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { DataDrop } from './DataDrop.tsx';

/** Which columns of which data the loss is the mean over. */
export function DataSection(): ReactNode {
  const data = useExperiment(experiment => experiment.data)!;
  const surface = useExperiment(surfaceOf);
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  const set = dataSetOf(data.set)!;
  const choose = (next: typeof data): void => {
    const reason = dataObjection(surface, next);
    setFault(reason);
    if (reason === undefined) setData(next);
  };
  const fitting = [...ownSets(), ...dataSets].filter(each => usualColumns(surface, each) !== undefined);
  return (
    <>
      <h2>Data</h2>
      <div className="data-choice">
        <label className="choice">
          <span>set</span>
          <select
            value={set.id}
            onChange={event => choose(usualColumns(surface, dataSetOf(event.currentTarget.value)!)!)}
          >
            {fitting.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <ColumnChoice
          columns={set.columns}
          input={data.input}
          target={data.target}
          onChange={columns => choose({ set: set.id, ...columns })}
        />
        {fault !== undefined && (
          <p className="reason" role="alert">
            {fault}
          </p>
        )}
        <Source set={set} />
        {open ? (
          <DataDrop
            {...(isOwnId(set.id) && { current: set })}
            objection={table => dataObjection(surface, firstColumns(table), table)}
            onData={table => {
              adoptTable(table);
              setFault(undefined);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        ) : (
          <button type="button" className="link" onClick={() => setOpen(true)}>
            Use a table of your own
          </button>
        )}
      </div>
    </>
  );
}

function Source({ set }: { set: DataSet }): ReactNode {
  return (
    <>
      {set.sentence && <p className="sentence">{set.sentence}</p>}
      {isOwnId(set.id) ? (
        <p className="sentence">It stays on this machine: a link doesn’t include it.</p>
      ) : (
        <details className="notes">
          <summary>{rowsOf(set).toLocaleString('en-US')} rows · source</summary>
          <p>{set.source}.</p>
          <p>Licence: {set.licence}.</p>
        </details>
      )}
    </>
  );
}
