import { useId, useMemo, useRef, type ReactNode } from 'react';
import { dashes } from '../plots/marks.ts';
import { predictionPath, residualPath, scatterDots, scatterFrame, type ScatterFrame } from '../plots/scatter.ts';
import { useView } from '../store/view.ts';
import { DataTable } from './DataTable.tsx';
import { brief } from './numbers.ts';
import { useSize } from './useSize.ts';

export type Predict = (u: number) => number;

interface Props {
  /** What the data are called. */
  readonly name: string;
  /** Input and target of each row, in their units. */
  readonly u: readonly number[];
  readonly t: readonly number[];
  readonly uName: string;
  readonly tName: string;
  /** The model in the same units; of two classes, the probability of the second. */
  readonly prediction: Predict;
  /** Whose prediction it is, for its colour. */
  readonly run?: number;
  readonly others?: readonly { readonly run: number; readonly prediction: Predict }[];
  /** Rows that the current gradient is the mean of. */
  readonly batch?: readonly number[];
  /** Where t is 0 or 1: what they are called. */
  readonly classes?: readonly [zero: string, one: string];
  readonly residuals?: boolean;
  /** Predictions that the picture should have room for. */
  readonly predicted?: readonly number[];
  /** Whether the prediction is the chance of the second class. */
  readonly chance?: boolean;
}

/** The samples with the line that is fitted to them now. */
export function DataPlot(props: Props): ReactNode {
  const { name, u, t, uName, prediction, run = 0, others = [], batch, classes, predicted, residuals = false } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const scale = useView(state => (state.projector ? 1.6 : 1));
  const frame = useMemo(
    () => scatterFrame(u, t, width, height, { scale, ...(classes && { classes }), ...(predicted && { predicted }) }),
    [u, t, width, height, scale, classes, predicted],
  );
  const { left, right, top, bottom } = frame.plot;
  return (
    <figure className="data-plot" aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{name}</strong>
        <span>{rowsText(u.length, batch)}</span>
      </figcaption>
      <div className="picture" ref={box}>
        {width > 0 && height > 0 && (
          <svg width={width} height={height} role="img" aria-label={sentence(props, frame)}>
            <Grid frame={frame} scale={scale} />
            <clipPath id={`${id}-clip`}>
              <rect x={left} y={top - 4} width={right - left + 4} height={bottom - top + 8} />
            </clipPath>
            <g clipPath={`url(#${id}-clip)`}>
              <DotLayer className="dots" u={u} t={t} frame={frame} />
              {residuals && (
                <path className="residuals" d={residualPath(u, t, prediction, frame, batch ?? spread(u.length))} />
              )}
              {batch && <DotLayer className="dots batch" u={u} t={t} frame={frame} rows={batch} />}
              {[...others, { run, prediction }].map(line => (
                <path
                  key={line.run}
                  className={`line run-${line.run}`}
                  d={predictionPath(line.prediction, frame)}
                  strokeDasharray={dashes[line.run]}
                />
              ))}
            </g>
            <Names frame={frame} uName={uName} tName={targetName(props)} scale={scale} />
          </svg>
        )}
      </div>
      <DataTable {...props} />
    </figure>
  );
}

const MOST_RESIDUALS = 400;

/** Rows evenly apart, as many as can be told apart. */
const spread = (rows: number): number[] => {
  const every = Math.max(1, Math.ceil(rows / MOST_RESIDUALS));
  return Array.from({ length: Math.ceil(rows / every) }, (_, i) => i * every);
};

const rowsText = (rows: number, batch: Props['batch']): string =>
  batch ? `${batch.length} of ${rows.toLocaleString('en-US')} rows` : `${rows.toLocaleString('en-US')} rows`;

const targetName = ({ classes, chance, tName }: Props): string =>
  classes ? (chance ? `probability of ${classes[1]}` : `p, where ${classes[1]} is 1`) : tName;

function sentence(props: Props, frame: ScatterFrame): string {
  const { name, u, uName, tName, prediction, batch } = props;
  const target = targetName(props);
  const [from, to] = frame.inputs.map(input => `${brief(prediction(input), 3)} at ${brief(input, 3)}`);
  const marked = batch ? `, ${batch.length} of them in the batch` : '';
  return (
    `${name}: ${u.length.toLocaleString('en-US')} rows of ${uName} and ${tName}${marked}. ` +
    `The line for ${target} goes from ${from} to ${to}; the table below has the numbers.`
  );
}

const RING = 2; // pixels

interface DotsProps {
  readonly className: string;
  readonly u: readonly number[];
  readonly t: readonly number[];
  readonly frame: ScatterFrame;
  readonly rows?: readonly number[];
}

function DotLayer({ className, u, t, frame, rows }: DotsProps): ReactNode {
  const dots = useMemo(() => scatterDots(u, t, frame, rows, rows ? RING : 0), [u, t, frame, rows]);
  return (
    <g className={className}>
      {dots.map(({ diameter, path }) => (
        <path key={diameter} d={path} strokeWidth={diameter} />
      ))}
    </g>
  );
}

interface AxesProps {
  readonly frame: ScatterFrame;
  readonly scale: number;
}

function Grid({ frame: { plot, xTicks, yTicks }, scale }: AxesProps): ReactNode {
  return (
    <g className="grid">
      {yTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(0 ${at.toFixed(1)})`}>
          <path d={`M${plot.left} 0H${plot.right}`} />
          <text x={plot.left - 6} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {xTicks.map(({ at, text }) => (
        <text key={text} x={at} y={plot.bottom + 15 * scale} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}

interface NamesProps extends AxesProps {
  readonly uName: string;
  readonly tName: string;
}

/** What the axes are, readable over what is drawn. */
function Names({ frame: { plot, ofClasses }, uName, tName, scale }: NamesProps): ReactNode {
  return (
    <g className="names">
      <text x={plot.right} y={plot.bottom - 6 * scale} textAnchor="end">
        {uName}
      </text>
      <text x={plot.left + 6} y={plot.top + (ofClasses ? 26 : 9) * scale}>
        {tName}
      </text>
    </g>
  );
}
