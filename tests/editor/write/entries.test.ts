import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryText, insertEntries } from '../../../editor/write/entries.ts';
import { findTree } from '../../../src/facts/tree.ts';
import { readYaml } from '../../../src/facts/yaml.ts';
import { fact } from '../../facts/data-folder.ts';

const value = (text: string): unknown => {
  const read = readYaml(text);
  if (!read.ok) throw new Error(`no YAML: ${text}\n${JSON.stringify(read.faults)}`);
  return read.value;
};

/** What plain text may hold: words with every sign that means something in YAML. */
const words = fc
  .array(
    fc.constantFrom(
      ...'a Acme $5 2018 [x] {y} *z &k !t % @p ? | > true null ~ : , “so” é 1e3 --- ...'.split(' '),
      ...['- x', 'a: b', '# c', '"q"', "it's"],
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(' '));

describe('an entry as text', () => {
  it('says what it was made from, whatever its texts hold', () => {
    fc.assert(
      fc.property(words, words, fc.array(words, { minLength: 1, maxLength: 4 }), (claim, locator, questions) => {
        const made = {
          ...fact({ claim, caveat: locator, questions, reply: { noneFound: '2026-11-22' } }),
          cites: [{ source: 's', locator, quote: claim }],
          corrections: [{ on: '2026-01-02', was: claim, why: locator }],
        };
        expect(value(entryText('facts', made))).toEqual([made]);
        const named = { id: 'a', kind: 'company', name: claim, aliases: questions };
        expect(value(entryText('entities', named))).toEqual([named]);
        const listed = { id: 'a.b', grounds: { en: claim, es: locator }, since: '2024-03' };
        expect(value(entryText('listings', listed))).toEqual([listed]);
      }),
      { numRuns: 200 },
    );
  });

  it('has its keys in their order, and none that equals its default', () => {
    const source = { published: '2018', title: '2018', originatesFrom: [], id: 's' };
    expect(entryText('sources', source)).toBe('- id: s\n  title: "2018"\n  published: "2018"\n');
  });
});

const entry = (id: string) => ({ id, text: `- id: ${id}\n  n: 1\n` });
const FILE = '# schema\n# about it\n- id: a.b # why\n  n: 1\n\n# above c\n- id: a.d\n  n: 1\n';
const ordered = (text: string, id: string) => insertEntries(text, [entry(id)], 'facts/x.yaml', true);

describe('a new entry', () => {
  it.each([
    ['a.a', 2],
    ['a.c', 5],
    ['a.e', 8],
  ])('%s goes where the alphabet wants it, and touches nothing else', (id, line) => {
    const lines = FILE.split('\n');
    expect(ordered(FILE, id)).toBe([...lines.slice(0, line), `- id: ${id}`, '  n: 1', ...lines.slice(line)].join('\n'));
  });

  it('goes to the end of a file that has no order, or no line end', () => {
    expect(insertEntries(FILE, [entry('a.a')], 'f')).toBe(`${FILE}- id: a.a\n  n: 1\n`);
    expect(ordered('- id: a.b', 'a.c')).toBe('- id: a.b\n- id: a.c\n  n: 1\n');
  });

  it.each(['', '# only a comment\n', '[]\n', '# about\n[]\n', '# about\n\n[]'])('fills an empty file %j', (text) => {
    expect(value(ordered(text, 'a.a'))).toEqual([{ id: 'a.a', n: 1 }]);
    expect(ordered(text, 'a.a')).toContain(text.includes('#') ? text.split('\n')[0] : '- id');
  });

  it.each(['[{"id": "a.b"}]', 'a: 1\n', '- id: a.b\n   n: 1\n  m: 2\n', '- &a b\n'])('is refused by %j', (text) => {
    expect(() => ordered(text, 'a.a')).toThrow(/facts\/x\.yaml is not written/);
  });

  it('could have been put into every file of the real base', () => {
    for (const { facts, wordings } of findTree(fileURLToPath(new URL('../../../data', import.meta.url))).packs) {
      for (const { file } of [...facts, ...wordings]) {
        const text = readFileSync(file, 'utf8');
        const both = insertEntries(text, [entry('a.a'), entry('zz.z')], file, true);
        expect(both.replace(entry('a.a').text, '')).toBe(`${text}${entry('zz.z').text}`);
      }
    }
  });

  it('is refused where the file would grow larger than may be read', () => {
    const large = { id: 'a.a', text: `- id: a.a\n  claim: ${'x y'.repeat(400_000)}\n` };
    expect(() => insertEntries(FILE, [large], 'facts/x.yaml')).toThrow(/x\.yaml can not hold it: is larger than 1 MB/);
  });
});
