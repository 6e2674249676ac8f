import { mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import { type BaseSource, defaultsFor, fileSource, openBase } from '../../src/boot/base.ts';
import { BotError } from '../../src/core/errors.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { packId } from '../../src/facts/schema/values.ts';
import { createLog } from '../../src/ops/log.ts';
import { openStore } from '../../src/store/index.ts';
import { knowledge, question } from '../base.ts';
import { dataFolder, fact, otherFact, pack } from '../facts/data-folder.ts';
import { botOf } from '../posting/corrected.ts';

const HISTORY = 'packs/acme/facts/history.yaml';

/** Read in this very process: what would end it would end the test. */
function hereSource(dir: string): BaseSource {
  const load = async () => {
    const { base, languages } = loadFacts(dir);
    return assemble({ base, languages });
  };
  return { paths: [join(dir, 'packs'), join(dir, 'languages')], folder: `${dir}/`, load, reload: load };
}

/** A bot that answers from a watched folder. */
async function watched({ source = hereSource, accept = () => {}, files = {} }: Partial<Watched> = {}) {
  const dir = dataFolder(files);
  const base = await openBase(source(dir), accept, () => new Date());
  const announced: string[] = [];
  const logged: string[] = [];
  const log = createLog('info', { write: (line) => logged.push(line) });
  const watching = base.watch({ log, announce: (line) => announced.push(line) }, 50);
  onTestFinished(() => watching.stop());
  const bot = botOf(openStore('memory:', DEFAULT_SETTINGS), undefined, base.current);
  return {
    dir,
    base,
    announced,
    logged,
    /** What it answers about a fact, `acme.founded-1949` when left out. */
    outcome: async (id = 'acme.founded-1949') => (await bot.answer(question('fact', id))).outcome,
    suggests: (typed: string) => bot.suggest({ command: 'ask', text: typed }, 'console:test', 5),
    /** Writes a file, and waits for the next line to the operator. */
    async change(name: string, content: unknown): Promise<string> {
      const before = announced.length;
      mkdirSync(join(dir, dirname(name)), { recursive: true });
      writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
      await vi.waitFor(() => expect(announced).toHaveLength(before + 1), { timeout: 50_000, interval: 10 });
      return announced.at(-1) ?? '';
    },
  };
}

interface Watched {
  source(dir: string): BaseSource;
  accept(): void;
  files: Parameters<typeof dataFolder>[0];
}

describe('a watched base', () => {
  it('answers and suggests from what was added, and from what was mended', async () => {
    const { change, outcome, suggests, base, logged } = await watched();
    expect(await outcome('acme.makes-anvils')).not.toBe('answered');
    expect(await change(HISTORY, [fact(), otherFact()])).toBe('The facts have changed: I answer from 2 facts now.');
    expect(await outcome('acme.makes-anvils')).toBe('answered');
    expect(await suggests('what does ac')).toContain('What does Acme make?');
    expect(await change(HISTORY, [fact({ claim: 7 }), otherFact()])).toMatch(
      /^The changed facts are refused: packs\/acme\/facts\/history\.yaml:1:\d+ .*from the 2 facts from before\.$/,
    );
    expect(base.isRefused()).toBe(true);
    expect(await outcome('acme.makes-anvils')).toBe('answered');
    expect(await change(HISTORY, [fact(), otherFact()])).toBe('The facts are mended: I answer from 2 facts now.');
    expect(base.isRefused()).toBe(false);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'facts taken over', count: 2, mended: false },
      { event: 'facts refused', code: 'bad_data', place: expect.stringMatching(/^packs\/acme\/facts\//) },
      { event: 'facts taken over', count: 2, mended: true },
    ]);
  });

  it('says once what is wrong, however often the file is saved', async () => {
    const { change, announced, dir } = await watched();
    await change(HISTORY, '- a\n');
    for (const text of ['- a # saved\n', '- a # saved again\n']) {
      writeFileSync(join(dir, HISTORY), text);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(announced).toHaveLength(1);
    expect(await change(HISTORY, '- [\n')).toMatch(/refused/);
  });

  it('names the file that was broken, not those that miss what it held', async () => {
    const { change, dir } = await watched();
    const sources = 'packs/acme/sources.yaml';
    const broken = `${readFileSync(join(dir, sources), 'utf8')}\n- id: [\n`;
    expect(await change(sources, broken)).toMatch(
      /refused: packs\/acme\/sources\.yaml:\d+:\d+ .*and \d+ more: npm run lint:data/,
    );
  });

  it('refuses a folder that is gone, and keeps the cursor of the operator where it is', async () => {
    const { change, dir, outcome } = await watched();
    const forged = pack({ '\u001b[2Jx\nforged': 1 });
    expect(await change('packs/acme/pack.yaml', forged)).not.toMatch(/\p{Cc}/u);
    rmSync(join(dir, 'packs'), { recursive: true });
    expect(await change('languages/README', '')).toMatch(/There is no pack below/);
    expect(await outcome()).toBe('answered');
  });

  it.each([
    [8, /^The facts have changed: I answer from 8 facts now\.$/],
    [7, /refused: More than a fifth of the 10 facts or of their packs is gone\./],
  ])('of ten facts that become %i', async (left, says) => {
    const ten = Array.from({ length: 10 }, (_, at) => fact({ id: `acme.f${at}`, questions: [`Question ${at}?`] }));
    const files = {
      [HISTORY]: ten,
      'packs/acme/entities.yaml': [{ id: 'acme', kind: 'company', name: 'Acme' }],
    };
    const { change } = await watched({ files });
    expect(await change(HISTORY, ten.slice(0, left))).toMatch(says);
  });

  it('is refused when it vanishes file by file, or with its packs, and that is said once', async () => {
    let left = 10;
    const [norvane, ...others] = [...knowledge.facts.packs];
    if (!norvane) throw new Error('there is a pack');
    const packs = Array.from({ length: 10 }, (_, at) => [`${norvane[0]}${at}`, norvane[1]] as const);
    const made = async () => {
      const kept = new Map([...packs.slice(0, left), ...others].map(([id, one]) => [packId.parse(id), one]));
      return { ...knowledge, facts: { ...knowledge.facts, packs: kept } };
    };
    const source = (dir: string) => ({ ...hereSource(dir), load: made, reload: made });
    const { change, dir, base, announced, logged } = await watched({ source });
    left = 9;
    expect(await change(HISTORY, [fact(), otherFact()])).toMatch(/^The facts have changed/);
    left = 7;
    expect(await change(HISTORY, [fact()])).toMatch(/refused: More than a fifth/);
    left = 1;
    writeFileSync(join(dir, HISTORY), '[]');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(announced).toHaveLength(2);
    expect(logged.join('').match(/facts refused/g)).toHaveLength(1);
    expect([base.isRefused(), base.current().facts.packs.size]).toEqual([true, 9 + others.length]);
  });

  it('refuses one that is not what was configured, at the start and later', async () => {
    const wrong = new BotError('bad_config', 'PACKS names a pack that I do not have.', 'Set it.');
    const accept = vi.fn();
    const { change } = await watched({ accept });
    accept.mockImplementation(() => {
      throw wrong;
    });
    expect(await change(HISTORY, [fact(), otherFact()])).toMatch(/refused: PACKS names a pack .* Set it\./);
    await expect(openBase(hereSource(dataFolder()), accept, () => new Date())).rejects.toBe(wrong);
  });
});

describe('sources of a base', () => {
  it('a compiled file is taken over when it was written again, and the last one is kept while it is missing', async () => {
    const compiled = (dir: string) => join(dir, 'compiled');
    const { dir, change, announced, outcome } = await watched({
      source(folder) {
        writeFileSync(compiled(folder), '1');
        return fileSource(compiled(folder), async () => {
          readFileSync(compiled(folder));
          return hereSource(folder).load();
        });
      },
    });
    unlinkSync(compiled(dir));
    await vi.waitFor(() => expect(announced).toHaveLength(1), { timeout: 20_000 });
    expect(announced[0]).toMatch(/^The changed facts are refused: The facts could not be read \(ENOENT\)\./);
    expect(await outcome()).toBe('answered');
    writeFileSync(join(dir, HISTORY), JSON.stringify([fact(), otherFact()]));
    await change('compiled', '2');
    expect(await outcome('acme.makes-anvils')).toBe('answered');
  });
});

describe('defaultsFor', () => {
  it('takes a language and packs that the base holds', () => {
    expect(defaultsFor({ language: 'es', packs: ['norvane'] }, knowledge)).toMatchObject({
      language: 'es',
      packs: ['norvane'],
    });
    expect(defaultsFor({ language: 'en', packs: 'all' }, knowledge).packs).toBe('all');
  });

  it('refuses others, all at once, and says which there are', () => {
    const wrong = () => defaultsFor({ language: 'tlh', packs: ['norvane', 'acme'] }, knowledge);
    expect(wrong).toThrow(/^BOT_LANGUAGE .*\ben\b.*\nPACKS .*\bnorvane\b/);
  });
});
