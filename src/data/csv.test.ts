import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, type Table } from './csv.ts';

const tableOf = (text: string): Table => {
  const result = readCsv(text);
  if ('error' in result) throw new Error(result.error);
  return result;
};
const namesAndValues = (text: string): Record<string, readonly number[]> =>
  Object.fromEntries(tableOf(text).columns.map(({ name, values }) => [name, values]));
const TEN = Array.from({ length: 10 }, (_, row) => `${row},${row * row}`).join('\n');

describe('a well-formed text', () => {
  const plain = { a: [1, 2, 3], b: [4.5, -5, 0.6] };
  test.each([
    ['commas', 'a,b\n1,4.5\n2,-5\n3,.6'],
    ['semicolons and decimal commas', 'a;b\n1;4,5\n2;-5\n3;,6\n'],
    ['semicolons and decimal points', 'a;b\n1;4.5\n2;-5\n3;.6\n'],
    ['tabs and decimal commas', 'a\tb\n1\t4,5\n2\t-5\n3\t0,6\n'],
    ['Windows line ends and a byte order mark', '\uFEFFa,b\r\n1,4.5\r\n2,-5\r\n3,0.6\r\n'],
    ['old Macintosh line ends', 'a,b\r1,4.5\r2,-5\r3,0.6\r'],
    ['blank lines', '\n\na,b\n\n1,4.5\n  \n2,-5\n,\n3,0.6\n\n'],
    ['blanks round the cells', ' a , b \n 1 , 4.5 \n 2 , -5 \n 3 , 0.6 '],
    ['quotes', '"a","b"\n"1","4.5"\n"2", "-5"\n3,0.6'],
    ['a delimiter at the end of each row', 'a,b,\n1,4.5,\n2,-5,\n3,0.6,\n'],
    ['a delimiter at the end of each row, but not of the header', 'a,b\n1,4.5,\n2,-5,\n3,0.6,\n'],
    ['exponents and typographic minus signs', 'a,b\n1e0,45E-1\n2,−5\n+3,6e-1'],
  ])('with %s', (_, text) => expect(namesAndValues(text)).toEqual(plain));

  test('without a header has numbered columns', () => {
    expect(namesAndValues('1,2\n3,4\n5,6')).toEqual({ 'column 1': [1, 3, 5], 'column 2': [2, 4, 6] });
  });

  test('with a year for a name has a header', () => {
    expect(namesAndValues('height,2019\n1,2\n3,4\n5,7')).toEqual({ height: [1, 3, 5], '2019': [2, 4, 7] });
  });

  test('has quotes, delimiters and line breaks within quoted cells', () => {
    expect(namesAndValues('"say ""a""","b,\nc"\n1,2\n3,4\n5,6')).toEqual({ 'say "a"': [1, 3, 5], 'b, c': [2, 4, 6] });
  });

  test('has different names, whatever its header', () => {
    expect(tableOf('a,a,,a\n1,2,3,4\n1,2,3,4\n1,2,3,4').columns.map(({ name }) => name)).toEqual([
      'a',
      'a (2)',
      'column 3',
      'a (3)',
    ]);
  });

  test('has classes in the order of their appearance', () => {
    for (const header of ['u,species\n', ''])
      expect(tableOf(`${header}1,Chinstrap\n2,Adelie\n3,Chinstrap`).columns[1]).toEqual({
        name: header ? 'species' : 'column 2',
        values: [0, 1, 0],
        classes: ['Chinstrap', 'Adelie'],
      });
  });
});

test.each([
  ['a text where a number stands', 'x,weight\n1,2\n3,abc\n5,6\n7,8', "line 3: 'abc' in column weight is no number"],
  ['an empty cell', 'x,weight\n1,2\n3,\n5,6\n7,8', 'line 3: column weight is empty'],
  ['NA', 'x,weight\n1,2\nNA,4\n5,6\n7,8', 'line 3: column x is empty'],
  ['a class that is missing', 'x,k\n1,a\n3,\n5,b\n7,a', 'line 3: column k is empty'],
  ['infinity', 'x,weight\n1,2\n3,Infinity\n5,6\n7,8', "line 3: 'Infinity' in column weight is no number"],
  ['more than a double holds', 'x,weight\n1,2\n3,1e999\n5,6\n7,8', 'line 3: 1e999 in column weight is too large'],
  ['hexadecimal digits', 'x,weight\n1,2\n3,0x1F\n5,6\n7,8', "line 3: '0x1F' in column weight is no number"],
  ['a unit', 'x,weight\n1,2\n3,4 kg\n5,6\n7,8', "line 3: '4 kg' in column weight is no number"],
  ['money', 'x,weight\n1,2\n3,$4\n5,6\n7,8', "line 3: '$4' in column weight is no number"],
  ['a percentage', 'x,weight\n1,2\n3,4%\n5,6\n7,8', "line 3: '4%' in column weight is no number"],
  ['thousands', 'x,weight\n1,2\n3,"4,000"\n5,6\n7,8', "line 3: '4,000' in column weight is no number"],
  ['two points', 'x,weight\n1,2\n3,4.0.0\n5,6\n7,8', "line 3: '4.0.0' in column weight is no number"],
  ['a date', 'x,weight\n1,2\n3,2024-01-02\n5,6\n7,8', "line 3: '2024-01-02' in column weight is no number"],
  ['a point among commas', 'x;w\n1;2,5\n3;4.5\n5;6,5\n7;8,5', "line 3: '4.5' in column w is no number with a decimal comma"], // prettier-ignore
  ['a comma among points', 'x;w\n1;2.5\n3;4,5\n5;6.5\n7;8.5', "line 3: '4,5' in column w is no number"],
  ['a long text', `x,w\n1,2\n3,${'z'.repeat(99)}\n5,6\n7,8`, `line 3: '${'z'.repeat(20)}…' in column w is no number`],
  ['a cell too few', 'x,weight\n1,2\n3\n5,6\n7,8', 'line 3: 1 cell, not 2'],
  ['a cell too many', 'x,weight\n1,2\n3,4,5\n5,6\n7,8', 'line 3: 3 cells, not 2'],
  ['a title over the header', 'Weights of 2024\nx,weight\n1,2\n3,4\n5,6', 'line 1: 1 cell, not 2'],
  ['a row of another delimiter', 'x,weight\n1,2\n3;4\n5,6\n7,8', 'line 3: 1 cell, not 2'],
  ['an open quote', 'x,weight\n1,2\n3,"4\n5,6\n7,8', 'line 3: a quote opens and never closes'],
  ['text after a quote', 'x,weight\n1,2\n"3"4,5\n5,6\n7,8', "line 3: '4' follows a closed quote"],
  ['a line break in a quoted cell', 'x,weight\n1,2\n"3\n3",4\n5,6\n7,8', "line 3: '3 3' in column x is no number"],
  ['a bad row after a cell of two lines', '"x\n1",w\n1,2\n\n3,abc\n5,6\n7,8', "line 5: 'abc' in column w is no number"],
])('a row is left out for %s', (_, text, sentence) => {
  const { badRows, rows, columns } = tableOf(text);
  expect(badRows).toEqual([sentence]);
  expect(rows).toBe(3);
  for (const { values } of columns) expect(values).toHaveLength(3);
});

test.each([
  ['nothing', '', 'There is nothing in it.'],
  ['blanks', ' \n\t\r\n', 'There is nothing in it.'],
  ['delimiters alone', ',,\n,,\n', 'This is one column; a comma, a semicolon or a tab parts an input from a target.'],
  ['one column', 'a\n1\n2\n3', 'This is one column; a comma, a semicolon or a tab parts an input from a target.'],
  ['prose', 'It was a dark night.', 'This is one column; a comma, a semicolon or a tab parts an input from a target.'],
  ['columns apart by blanks', '1 2\n3 4\n', 'This is one column; a comma, a semicolon or a tab parts an input from a target.'], // prettier-ignore
  ['a spreadsheet’s own format', 'PK\u0003\u0004\0\0,\n', 'This is no text; save the table as CSV.'],
  ['over a megabyte', '1,2\n'.repeat(300_000), 'This has 1.20 million characters; 1 million can be read.'],
  ['a header alone', 'a,b\n', 'No row can be read; a fit needs 3.'],
  ['two rows', 'a,b\n1,2\n3,4', 'Only 2 rows can be read; a fit needs 3.'],
  ['one good row of three', 'a,b\n1,2\n3,\n,4', 'Only 1 row can be read; a fit needs 3. The first that can’t: line 3: column b is empty.'], // prettier-ignore
  ['rows of all lengths', '1,2\n1\n2\n3,4\n5,6,7', 'Only 2 rows can be read; a fit needs 3. The first that can’t: line 2: 1 cell, not 2.'], // prettier-ignore
  ['texts alone', 'a,b\nc,d\ne,f\ng,h', 'No column holds numbers; a fit needs an input and a target. Column a holds 3 texts, not two classes. Column b holds 3 texts, not two classes.'], // prettier-ignore
  ['one column of numbers', 'a,b\n1,x\n2,y\n3,z', 'Only column a holds numbers; a fit needs an input and a target. Column b holds 3 texts, not two classes.'], // prettier-ignore
  ['two columns of classes', 'a,b\nx,p\ny,q\nx,q', 'No column holds numbers; a fit needs an input and a target.'],
  ['a column of one text', 'a,b\n1,x\n2,x\n3,x', 'Only column a holds numbers; a fit needs an input and a target. Column b holds one text, not two classes.'], // prettier-ignore
  ['an empty column', 'a,b\n1,\n2,\n3,\n4,5', 'Only column a holds numbers; a fit needs an input and a target. Column b is mostly empty.'], // prettier-ignore
])('nothing can be used of %s', (_, text, error) => expect(readCsv(text)).toEqual({ error }));

describe('a table', () => {
  test('leaves out columns that are no use, and says so', () => {
    const { columns, unused, badRows } = tableOf('n,name,a,b\n1,Ann,1,\n2,Bob,2,\n3,Cid,3,\n4,Dan,4,5');
    expect(columns.map(({ name }) => name)).toEqual(['n', 'a']);
    expect(unused).toEqual(['Column name holds 4 texts, not two classes.', 'Column b is mostly empty.']);
    expect(badRows).toEqual([]);
  });

  test('reads forty columns', () => {
    const row = Array.from({ length: 50 }, (_, column) => column).join(',');
    const { columns, unused } = tableOf([row, row, row].join('\n'));
    expect(columns).toHaveLength(40);
    expect(unused).toEqual(['Only the first 40 of 50 columns are read.']);
  });

  test('lists ten bad rows and counts the others', () => {
    const { badRows, rows } = tableOf(`u,t\n${TEN}\n${TEN}\n${TEN}\n${'1,bad\n'.repeat(12)}`);
    expect(rows).toBe(30);
    expect(badRows).toHaveLength(11);
    expect(badRows[0]).toBe("line 32: 'bad' in column t is no number");
    expect(badRows.at(-1)).toBe('and 2 more');
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom('1', '2.5', '3,5', ',', ';', '\t', '\n', '\r\n', '"', '""', ' ', 'a', 'NA', '-', '\uFEFF', '−', 'e9'); // prettier-ignore
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 80 }).map(list => list.join('')),
  );

  test('is a table of finite columns, or a sentence', () => {
    fc.assert(
      fc.property(texts, text => {
        const result = readCsv(text);
        if ('error' in result) {
          expect(result.error).toMatch(/^[A-Z].*\.$/s);
          return;
        }
        expect(result.columns.length).toBeGreaterThanOrEqual(2);
        expect(result.rows).toBeGreaterThanOrEqual(3);
        for (const { values } of result.columns) {
          expect(values).toHaveLength(result.rows);
          expect(values.every(Number.isFinite)).toBe(true);
        }
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  test.each([['"'], ['","'], ['"\n'], ['""'], ['a"'], [',"'], ['"""'], [' "'], ['\t;,']])(
    'of a million characters %j is read within a second',
    piece => {
      const start = performance.now();
      readCsv(piece.repeat(Math.floor(1e6 / piece.length)));
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );

  test('of numbers is those numbers again', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const rows = fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 40 });
    const format = fc.constantFrom([',', '.'], [';', '.'], [';', ','], ['\t', '.'], ['\t', ',']);
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(rows, format, ends, fc.boolean(), (values, [delimiter, mark], end, header) => {
        const lines = values.map(row => row.map(value => String(value).replace('.', mark)).join(delimiter));
        const { columns, badRows } = tableOf([...(header ? [`u${delimiter}t`] : []), ...lines].join(end));
        expect(badRows).toEqual([]);
        expect(columns.map(column => column.values)).toEqual([0, 1].map(at => values.map(row => row[at]! + 0)));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
