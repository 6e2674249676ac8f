import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entity, problemsOf, SECOND_PACK } from './data-folder.ts';
import { filesInShort, fixtureTable, madeFiles } from './made-files.ts';

const said = z.union([z.string(), z.array(z.string())]);
const CASES = fixtureTable('refusals', z.array(filesInShort.extend({ says: said })));
const SOURCES = 'packs/acme/sources.yaml';

describe('what loading refuses', () => {
  it.each(CASES.map(({ says, ...short }) => ({ says: [says].flat(), short })))('$says', ({ says, short }) => {
    const found = problemsOf(madeFiles(short));
    for (const one of says) expect(found).toContainEqual(expect.stringMatching(new RegExp(one, 'u')));
  });

  it.each<[RegExp, string | Uint8Array]>([
    [/is not UTF-8 text/, new Uint8Array([0x2d, 0x20, 0xff])],
    [/is larger than 1 MB/, `# ${'x'.repeat(1_000_000)}`],
    [/sources\.yaml:1:33 more than 32 brackets/, '['.repeat(3000)],
  ])('a file that says %s', (message, text) => {
    expect(problemsOf({ [SOURCES]: text })).toContainEqual(expect.stringMatching(message));
  });

  it('an entity that two packs describe in two ways', () => {
    const bolt = { id: 'bolt', kind: 'brand', name: 'Bolt', aliases: [] };
    expect(problemsOf({ ...SECOND_PACK, 'packs/acme/entities.yaml': [entity(), entity(bolt)] })).toEqual([
      expect.stringMatching(/bolt has another kind at .*: brand → Write kind: brand here/),
      expect.stringMatching(/bolt has another name at .*: Bolt → Write name: Bolt here/),
    ]);
  });
});
