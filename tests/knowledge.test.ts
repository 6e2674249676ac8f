import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadEvaluation } from '../editor/evaluation/questions.ts';
import { assemble } from '../src/assemble.ts';
import { compileTo } from '../src/boot/compile.ts';
import { knowledgeIn, readSnapshot } from '../src/boot/snapshot.ts';
import type { Knowledge } from '../src/core/bot.ts';
import { understand } from '../src/core/understand.ts';
import { digestOfData } from '../src/facts/digest.ts';
import { type Loaded, loadFacts } from '../src/facts/load.ts';
import { openBuilt } from '../src/knowledge.ts';
import { dataFolder, fact, otherFact, pack } from './facts/data-folder.ts';

const DATA = fileURLToPath(new URL('../data', import.meta.url));

/** A base as it is made of its texts, and as it comes out of a compiled file. */
function bothWays(source: Loaded): readonly [fresh: Knowledge, read: Knowledge] {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'base.bin');
  compileTo(file, { data: '', code: '', made: 0 }, source);
  const snapshot = readSnapshot(file);
  if (typeof snapshot === 'string') throw new Error(snapshot);
  return [assemble(source.base, source.languages), knowledgeIn(snapshot)];
}

/** All that retrieval tells of a text. */
function told({ facts, languages, retriever }: Knowledge, text: string): unknown {
  const { lexicon } = retriever;
  const query = understand(text, languages, lexicon, new Set(facts.packs.keys()));
  const words = text.toLowerCase().split(/\W+/);
  return {
    query: { ...query, language: query.language.tag },
    found: retriever.search(query, 10).map(({ fact, ...match }) => ({ ...match, fact: fact.id })),
    suggested: (['questions', 'companies', 'ids'] as const).map((among) => [
      retriever.suggest(text, among, 8, 'en'),
      retriever.suggest(text.slice(0, 5), among, 8, 'es'),
    ]),
    words: words.map((word) =>
      languages.map((language) => [
        lexicon.stem(word, language),
        lexicon.knows(word, language),
        lexicon.isOrdinary(word, language),
        lexicon.mend(word, language, word.length % 2 === 0),
        lexicon.isProper(word),
        lexicon.named(word),
      ]),
    ),
  };
}

describe('a compiled base', () => {
  it('answers all that the real base answers, from the same texts', () => {
    const source = loadFacts(DATA);
    const [fresh, read] = bothWays(source);
    const { inScope, outOfScope, nearTraps } = loadEvaluation(DATA, source.base);
    const asked = [...[...inScope.values()].flat(), ...outOfScope, ...nearTraps];
    const some = asked.filter((_, at) => at % Math.ceil(asked.length / 24) === 0);
    expect(some.length).toBeGreaterThan(15);
    for (const { question } of some) expect(told(read, question)).toEqual(told(fresh, question));
    for (const id of [...source.base.facts.keys()].filter((_, at) => at % 40 === 0)) {
      expect(read.retriever.neighbours(id, 10)).toEqual(fresh.retriever.neighbours(id, 10));
    }
    expect(read.retriever.lexicon.longestName).toBe(fresh.retriever.lexicon.longestName);
  });

  it('answers the same for any small base, whatever is asked', () => {
    const word = fc.constantFrom('anvil', 'anvils', 'founded', 'Toledo', 'Acme', 'post', 'when', 'año', '7');
    const said = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(said, { minLength: 2, maxLength: 16 }), said, (questions, asked) => {
        const half = Math.ceil(questions.length / 2);
        const dir = dataFolder({
          'packs/acme/facts/history.yaml': [
            fact({ questions: questions.slice(0, half) }),
            otherFact({ questions: questions.slice(half) }),
          ],
        });
        const [fresh, read] = bothWays(loadFacts(dir));
        for (const text of ['', asked, `${asked}x`, ...questions]) {
          expect(told(read, text)).toEqual(told(fresh, text));
        }
      }),
      { numRuns: 8 },
    );
  });
});

describe('a built bot', () => {
  function built() {
    const dataDir = dataFolder();
    const folder = mkdtempSync(join(tmpdir(), 'built-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const builtBase = join(folder, 'base.bin');
    const made = Date.now() + 1_000;
    compileTo(builtBase, { data: digestOfData(dataDir), code: '', made }, loadFacts(dataDir));
    const lines: string[] = [];
    const open = (env = {}) => openBuilt({ builtBase, dataDir, env }, (line) => lines.push(line));
    return { dataDir, builtBase, open, lines };
  }

  it('opens what was built, and says nothing when nothing has changed', () => {
    const { open, lines } = built();
    expect(open().facts.facts.size).toBe(1);
    expect(lines).toEqual([]);
  });

  it('says in one line that the facts have changed, and serves what was built', () => {
    const { dataDir, open, lines } = built();
    const file = join(dataDir, 'packs/acme/pack.yaml');
    const later = new Date(Date.now() + 60_000);
    utimesSync(file, later, later);
    open();
    expect(lines).toEqual([]);
    writeFileSync(file, JSON.stringify(pack({ title: 'Changed' })));
    utimesSync(file, later, later);
    expect([...open().facts.packs.values()][0]?.title).toBe('Acme');
    expect(lines).toEqual([expect.stringMatching(/^The facts have changed .* npm run build /)]);
  });

  it('says so when it is told to look at other facts, and needs none', () => {
    const { builtBase, open, lines, dataDir } = built();
    const other = dataFolder({ 'packs/acme/pack.yaml': pack({ title: 'Other' }) });
    openBuilt({ builtBase, dataDir: other, env: { DATA_DIR: other } }, (line) => lines.push(line));
    expect(lines).toHaveLength(1);
    rmSync(dataDir, { recursive: true });
    expect(open().facts.facts.size).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it('refuses a base that is missing or damaged, and says what to do', () => {
    const { builtBase, open } = built();
    const whole = readFileSync(builtBase);
    for (const junk of [whole.subarray(0, 5_000), Buffer.from('{}')]) {
      writeFileSync(builtBase, junk);
      expect(open).toThrow(
        expect.objectContaining({
          code: 'bad_data',
          hint: expect.stringMatching(/^Run npm run build;/),
          message: expect.stringContaining('is damaged'),
        }),
      );
    }
    rmSync(builtBase);
    expect(open).toThrow(
      expect.objectContaining({ code: 'bad_data', hint: expect.stringMatching(/^Run npm run build;/) }),
    );
  });
});
