import { mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import { type BaseSource, fileSource, openBase, textSource } from '../../src/boot/base.ts';
import { openSource } from '../../src/boot/compile.ts';
import { commands } from '../../src/commands/index.ts';
import { createBot } from '../../src/core/bot.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { createLog } from '../../src/ops/log.ts';
import { openStore } from '../../src/store/index.ts';
import { question } from '../base.ts';
import { dataFolder, fact, otherFact, pack } from '../facts/data-folder.ts';

const HISTORY = 'packs/acme/facts/history.yaml';

/** Read in this very process: what would end it would end the test. */
function hereSource(dir: string): BaseSource {
  const load = async () => {
    const { base, languages } = loadFacts(dir);
    return assemble(base, languages);
  };
  return { paths: [join(dir, 'packs'), join(dir, 'languages')], folder: `${dir}/`, load, reload: load };
}

/** A bot that answers from a watched folder. */
async function watched(source: (dir: string) => BaseSource = hereSource) {
  const dir = dataFolder();
  const base = await openBase(
    source(dir),
    () => undefined,
    () => new Date(),
  );
  const announced: string[] = [];
  const logged: string[] = [];
  const log = createLog('info', { write: (line) => logged.push(line) });
  const watching = base.watch({ log, announce: (line) => announced.push(line) }, { quiet: 40, look: 200 });
  onTestFinished(() => watching.stop());
  const bot = createBot({
    knowledge: base.current,
    commands,
    store: openStore('memory:', DEFAULT_SETTINGS),
    report: () => undefined,
    now: () => new Date(),
    defaults: DEFAULT_SETTINGS,
  });
  return {
    dir,
    base,
    announced,
    logged,
    /** What it answers about a fact, `acme.founded-1949` when left out. */
    outcome: async (id = 'acme.founded-1949') => (await bot.answer(question('fact', id))).outcome,
    suggests: (typed: string) => bot.suggest({ command: 'ask', text: typed }, 'console:test', 5),
    write(name: string, content: unknown) {
      mkdirSync(join(dir, dirname(name)), { recursive: true });
      writeFileSync(
        join(dir, name),
        typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
      );
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 50_000; waited += 10) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came true: ${String(isSo)}`);
}

const laughs = [
  'a0: &a0 ha',
  ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
];
const indented = Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`);

/** Texts that a parser of YAML, or who reads what it gives, falls over; and what each is refused for. */
const BOMBS: readonly (readonly [name: string, text: string | Uint8Array, why: RegExp])[] = [
  ['a billion laughs', laughs.join('\n'), /anchor/],
  ['an alias of itself', '&a [*a]', /anchor/],
  ['brackets in brackets', '['.repeat(2_048), /brackets/],
  ['braces in braces', '{a: '.repeat(2_048), /brackets/],
  ['keys in keys on one line', `${'a: '.repeat(5_000)}b`, /colons/],
  ['blocks in blocks', indented.join('\n'), /indented/],
  ['lists in lists', '- '.repeat(10_000), /dashes/],
  ['a scalar of a megabyte', `- id: ${'a'.repeat(1_000_001)}`, /larger than 1 MB/],
  ['a line of half a megabyte', `- id: ${'a'.repeat(500_000)}`, /history\.yaml:1:3 /],
  ['a file of megabytes', '- id: a\n'.repeat(400_000), /larger than 1 MB/],
  ['keys without number', Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'), /too much/],
  ['a merge key', '- <<: {id: acme.x}\n', /history\.yaml:1:3 /],
  ['a tag that is code', "- id: !!js/function 'function () { process.exit(1) }'\n", /tag/],
  ['a key twice', '- id: acme.x\n  id: acme.y\n', /history\.yaml:2:3 /],
  ['documents without number', '---\na\n'.repeat(10_000), /second document/],
  ['a directive', '%YAML 1.1\n---\n- a\n', /%/],
  ['tabs', '- id:\tacme.x\n', /tab/],
  ['control characters', '- id: "a\u0000\u001b[2J"\n', /nobody can see/],
  ['what is not UTF-8', new Uint8Array([0x2d, 0x20, 0xff, 0xfe, 0x0a]), /UTF-8/],
  ['a key that is a prototype', '- __proto__: {polluted: true}\n', /history\.yaml:1:3 /],
];

describe('a watched base', () => {
  it.each(BOMBS)('refuses %s, and answers on', async (_, text, why) => {
    const { write, announced, outcome, base } = await watched();
    write(HISTORY, text);
    await until(() => announced.length === 1);
    expect(announced[0]).toMatch(
      /^The changed facts are refused: packs\/acme\/facts\/history\.yaml:\d+:\d+ /,
    );
    expect(announced[0]).toMatch(why);
    expect(announced[0]).toMatch(/ I go on answering from the 1 fact from before\.$/);
    expect(announced[0]?.length).toBeLessThan(400);
    expect(base.isRefused()).toBe(true);
    expect(await outcome()).toBe('answered');
  });

  it('takes the same nested brackets twice, which the parser itself does not survive', async () => {
    const { write, announced, outcome, logged } = await watched();
    write(HISTORY, '['.repeat(2_048));
    await until(() => announced.length === 1);
    write(HISTORY, `${'['.repeat(2_048)} `);
    write('languages/en.yaml', '['.repeat(2_048));
    await until(() => announced.length === 2);
    expect(logged).toHaveLength(2);
    expect(await outcome()).toBe('answered');
  });

  it('answers and suggests from what was added, and from what was mended', async () => {
    const { write, announced, outcome, suggests, base, logged } = await watched();
    expect(await outcome('acme.makes-anvils')).not.toBe('answered');
    write(HISTORY, [fact(), otherFact()]);
    await until(() => announced.length === 1);
    expect(announced).toEqual(['The facts have changed: I answer from 2 facts now.']);
    expect(await outcome('acme.makes-anvils')).toBe('answered');
    expect(await suggests('what does ac')).toContain('What does Acme make?');
    write(HISTORY, [fact({ claim: 7 }), otherFact()]);
    await until(() => announced.length === 2);
    expect(announced[1]).toMatch(/history\.yaml:1:\d+ .*from the 2 facts from before/);
    write(HISTORY, [fact(), otherFact()]);
    await until(() => announced.length === 3);
    expect(announced[2]).toBe('The facts are mended: I answer from 2 facts now.');
    expect(base.isRefused()).toBe(false);
    const lines: unknown[] = logged.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { event: 'facts taken over', count: 2, mended: false },
      { event: 'facts refused', code: 'bad_data', place: expect.stringMatching(/^packs\/acme\/facts\//) },
      { event: 'facts taken over', count: 2, mended: true },
    ]);
  });

  it('names the file that was broken, not those that miss what stood in it', async () => {
    const { write, announced, dir } = await watched();
    const sources = 'packs/acme/sources.yaml';
    write(sources, `${readFileSync(join(dir, sources), 'utf8')}\n- id: [\n`);
    await until(() => announced.length === 1);
    expect(announced[0]).toMatch(
      /refused: packs\/acme\/sources\.yaml:\d+:\d+ .*and \d+ more: npm run lint:data/,
    );
  });

  it('refuses a file that is gone, cut off in the middle, or that nobody reads', async () => {
    const { write, announced, dir, outcome } = await watched();
    const text = readFileSync(join(dir, HISTORY), 'utf8');
    write(HISTORY, text.slice(0, text.length / 2));
    await until(() => announced.length === 1);
    write(HISTORY, text);
    await until(() => announced.length === 2);
    unlinkSync(join(dir, 'packs/acme/entities.yaml'));
    await until(() => announced.length === 3);
    expect(announced[2]).toMatch(/packs\/acme\/entities\.yaml:1:1 is missing/);
    write('packs/acme/facts/UPPER.yml', '[]');
    rmSync(join(dir, 'packs'), { recursive: true });
    await until(() => announced.length === 4);
    expect(announced[3]).toMatch(/There is no pack below/);
    expect(await outcome()).toBe('answered');
  });

  it('keeps the cursor of the operator where it is', async () => {
    const { write, announced } = await watched();
    write('packs/acme/pack.yaml', pack({ title: 'a', '\u001b[2Jx\nforged': 1 }));
    await until(() => announced.length === 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
    expect(announced[0]).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('textSource', () => {
  it('reads changed texts in a process of their own', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'cache-'));
    onTestFinished(() => rmSync(cache, { recursive: true }));
    const { write, announced, outcome } = await watched((dir) =>
      textSource(dir, cache, () => openSource(dir, cache)),
    );
    write(HISTORY, [fact(), otherFact()]);
    await until(() => announced.length === 1);
    expect(announced).toEqual(['The facts have changed: I answer from 2 facts now.']);
    expect(await outcome('acme.makes-anvils')).toBe('answered');
    write(HISTORY, '['.repeat(2_048));
    await until(() => announced.length === 2);
    expect(announced[1]).toMatch(/packs\/acme\/facts\/history\.yaml:1:\d+ .*brackets/);
    expect(await outcome('acme.makes-anvils')).toBe('answered');
  });
});

describe('fileSource', () => {
  it('takes over one file that was compiled anew, and keeps the last one while it is missing', async () => {
    const compiled = (dir: string) => join(dir, 'compiled');
    const { dir, announced, outcome } = await watched((folder) => {
      const { load } = hereSource(folder);
      writeFileSync(compiled(folder), '1');
      return fileSource(compiled(folder), async () => {
        readFileSync(compiled(folder));
        return load();
      });
    });
    unlinkSync(compiled(dir));
    await until(() => announced.length === 1);
    expect(announced[0]).toMatch(/^The changed facts are refused: The facts could not be read \(ENOENT\)\./);
    expect(await outcome()).toBe('answered');
    writeFileSync(join(dir, HISTORY), JSON.stringify([fact(), otherFact()]));
    writeFileSync(compiled(dir), '2');
    await until(() => announced.length === 2);
    expect(await outcome('acme.makes-anvils')).toBe('answered');
  });
});

describe('openBase', () => {
  it('refuses a base that is not what was configured', async () => {
    const refused = new Error('no such pack');
    const opening = openBase(
      hereSource(dataFolder()),
      () => {
        throw refused;
      },
      () => new Date(),
    );
    await expect(opening).rejects.toBe(refused);
  });
});
