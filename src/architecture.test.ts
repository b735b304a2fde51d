import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

/** What each room may import, besides itself. Types count like code. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  formula: [],
  surfaces: ['formula', 'data'],
  optimizers: ['formula'],
  data: [],
  experiment: ['formula', 'surfaces', 'optimizers', 'data'],
  simulation: ['formula', 'surfaces', 'optimizers', 'experiment'],
  plots: ['formula', 'experiment'],
  store: ['formula', 'surfaces', 'optimizers', 'data', 'experiment', 'simulation'],
  ui: ['formula', 'surfaces', 'optimizers', 'data', 'experiment', 'simulation', 'plots', 'store'],
  workers: ['simulation', 'plots'],
  entries: ['formula', 'surfaces', 'optimizers', 'data', 'experiment', 'simulation', 'plots', 'store', 'ui'],
};
/** Rooms without the DOM, a clock, chance or a console. */
const pure = ['formula', 'surfaces', 'optimizers', 'data', 'experiment'];
/** What each package is for; any other must first be given a place here. */
const packages: Readonly<Record<string, readonly string[]>> = {
  comlink: ['simulation', 'workers'],
  d3: ['plots'],
  react: ['ui', 'entries'],
  'react-dom': ['ui', 'entries'],
  zustand: ['store'],
  'node:fs': ['entries'],
};

interface Node {
  readonly type: string;
  readonly name?: unknown;
  readonly object?: Node;
  readonly property?: Node;
  readonly callee?: Node;
}

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly nodes: readonly Node[];
  /** Names that stand for themselves: not `a.name` and not `{ name: … }`. */
  readonly names: ReadonlySet<string>;
}

const root = new URL('..', import.meta.url).pathname;
const paths = ['src', 'workers'].flatMap(folder =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map(path => `${folder}/${path}`),
);
const textOf = (path: string): string => readFileSync(root + path, 'utf8');
const linesOf = (path: string): number => textOf(path).trimEnd().split('\n').length;
/** What only tests read: recordings and the code that plays them. Nothing else may import it (below). */
const forTests = (path: string): boolean => path.endsWith('.test.ts') || /\/(facts|goldens|testing)\//.test(path);
const files = paths.filter(path => /\.tsx?$/.test(path) && !forTests(path)).map(read);

function read(path: string): SourceFile {
  const { program, module, errors } = parseSync(path, textOf(path));
  expect(errors).toEqual([]);
  const [folder, room] = path.split('/') as [string, string];
  const nodes: Node[] = [];
  const names = new Set<string>();
  collect(program, nodes, names);
  return {
    path,
    room: folder === 'workers' ? 'workers' : path.split('/').length === 2 ? 'entries' : room,
    lines: linesOf(path),
    imports: [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) => entries.flatMap(entry => entry.moduleRequest?.value ?? [])),
      ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => textOf(path).slice(start + 1, end - 1)),
    ],
    nodes,
    names,
  };
}

function collect(value: unknown, nodes: Node[], names: Set<string>, asName = true): void {
  if (Array.isArray(value)) for (const item of value) collect(item, nodes, names);
  else if (typeof value === 'object' && value !== null && 'type' in value) {
    const node = value as Node & { readonly computed?: boolean };
    nodes.push(node);
    if (node.type.endsWith('Identifier') && asName) names.add(String(node.name));
    for (const [key, child] of Object.entries(node))
      collect(child, nodes, names, node.computed === true || (key !== 'property' && key !== 'key'));
  }
}

const pathsWhere = (holds: (file: SourceFile) => boolean): string[] => files.filter(holds).map(({ path }) => path);
const creates = (file: SourceFile, name: string): boolean =>
  file.nodes.some(({ type, callee }) => type === 'NewExpression' && callee?.name === name);
const roomOf = (path: string): string => (path.startsWith('workers/') ? 'workers' : (path.split('/')[1] ?? ''));

describe('imports', () => {
  const edges = files.flatMap(({ path, room, imports }) =>
    imports.map(request => {
      const target = posix.join(posix.dirname(path), request);
      return { path, room, request, to: request.startsWith('.') ? roomOf(target) : undefined };
    }),
  );

  test('every room is known', () => {
    expect([...new Set(files.map(({ room }) => room))].toSorted()).toEqual(Object.keys(mayImport).toSorted());
  });

  test('run downwards only', () => {
    const wrong = edges.filter(({ room, to }) => to !== undefined && to !== room && !mayImport[room]!.includes(to));
    expect(wrong).toEqual([]);
  });

  test('make no circle of rooms', () => {
    const reach = (room: string, seen: readonly string[]): void => {
      expect(seen, [...seen, room].join(' → ')).not.toContain(room);
      const next = edges.filter(edge => edge.room === room && edge.to !== undefined && edge.to !== room);
      for (const to of new Set(next.map(edge => edge.to!))) reach(to, [...seen, room]);
    };
    for (const room of Object.keys(mayImport)) reach(room, []);
  });

  test('take each package only where it belongs', () => {
    const wrong = edges.filter(({ room, request, to }) => {
      const name = request.split('/')[0]!;
      return to === undefined && !packages[name]?.includes(room);
    });
    expect(wrong).toEqual([]);
  });

  test('lead to nothing that is only for tests', () => {
    const wrong = edges.filter(({ path, request }) => forTests(posix.join(posix.dirname(path), request)));
    expect(wrong).toEqual([]);
  });

  test('name a file, by a literal', () => {
    const wrong = edges.filter(({ request, to }) => to !== undefined && !/\.(tsx?|css)$/.test(request));
    expect(wrong).toEqual([]);
  });
});

describe('what a room may touch', () => {
  const forbidden =
    /^(window|self|globalThis|document|navigator|location|history|fetch|localStorage|sessionStorage|Worker|Element|HTML\w+|SVG\w+|requestAnimationFrame|setTimeout|setInterval|queueMicrotask|crypto|Date|performance|console|process|Intl)$/;

  test('the pure rooms have no DOM, clock, chance or console', () => {
    const found = files.flatMap(({ path, room, names }) =>
      pure.includes(room) ? [...names].filter(name => forbidden.test(name)).map(name => `${path}: ${name}`) : [],
    );
    expect(found).toEqual([]);
  });

  test('nothing calls Math.random', () => {
    const calls = ({ nodes }: SourceFile): boolean =>
      nodes.some(({ object, property }) => object?.name === 'Math' && property?.name === 'random');
    expect(pathsWhere(calls)).toEqual([]);
  });

  test('the address bar is touched in one file of store/', () => {
    expect(pathsWhere(({ names }) => names.has('history') || names.has('location'))).toEqual(['src/store/history.ts']);
  });

  test('the GPU is asked for in simulation/gpu/device.ts', () => {
    const asks = ({ nodes }: SourceFile): boolean =>
      nodes.some(({ object, property }) => object?.name === 'navigator' && property?.name === 'gpu');
    expect(pathsWhere(asks)).toEqual(['src/simulation/gpu/device.ts']);
  });

  test('workers are made in simulation/spawn.ts, code in simulation/loops.ts and kernel.ts', () => {
    expect(pathsWhere(file => creates(file, 'Worker'))).toEqual(['src/simulation/spawn.ts']);
    expect(pathsWhere(({ names }) => names.has('Function'))).toEqual([
      'src/simulation/kernel.ts',
      'src/simulation/loops.ts',
    ]);
  });

  test('nothing says any, eval or innerHTML, and nothing is exported as default', () => {
    const types = new Set(['TSAnyKeyword', 'ExportDefaultDeclaration']);
    const words = /^(eval|innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)$/;
    expect(
      pathsWhere(({ nodes }) => nodes.some(({ type, name }) => types.has(type) || words.test(String(name)))),
    ).toEqual([]);
  });
});

describe('size', () => {
  test('no file is over 300 lines, no component over 200', () => {
    const long = paths.filter(
      path => /\.(tsx?|css)$/.test(path) && linesOf(path) > (path.endsWith('.tsx') ? 200 : 300),
    );
    expect(long).toEqual([]);
  });

  test('the median file of src has at most 90 lines', () => {
    const sizes = files.filter(({ path }) => path.startsWith('src/')).map(({ lines }) => lines);
    expect(sizes.toSorted((a, b) => a - b)[sizes.length >> 1]).toBeLessThanOrEqual(90);
  });
});
