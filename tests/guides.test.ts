import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerText } from '../editor/ask.ts';
import { askLocally, localBot } from '../editor/local-bot.ts';
import { CORE_KEYS } from '../src/config.ts';
import { platforms } from '../src/platforms/index.ts';
import { realKnowledge } from './real-knowledge.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  .toString()
  .split('\n')
  .filter((path) => existsSync(join(ROOT, path)));

const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
const variables = [...CORE_KEYS, ...platforms.flatMap(({ keys }) => keys)].map(({ name }) => name);
/** Everything that says which commands and options there are. */
const tools = files
  .filter((path) => /^(editor|site)\/.*\.ts$/.test(path))
  .map(read)
  .join('\n');

const found = (text: string, what: RegExp): string[] => [...text.matchAll(what)].map(([, one = '']) => one);
const anchors = (text: string): string[] =>
  found(text, /^##+ (.+)$/gm).map((words) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}0-9 -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(
  files.filter((path) => /^(?!CORRECTIONS|bench\/|data\/packs\/).*\.md$|^\.github\/workflows\//.test(path)),
)('%s', (path) => {
  const text = read(path);

  it('links only to what is there', () => {
    for (const link of found(text, /\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      expect(existsSync(join(ROOT, target)), link).toBe(true);
      if (anchor !== undefined) expect(anchors(read(target)), link).toContain(anchor);
    }
  });

  it('names only scripts, commands, options and variables that there are', () => {
    for (const name of found(text, /npm run (?:--silent )?([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(name);
    for (const name of found(text, /(?:npm test --|vitest run) (tests\/[\w./-]+\w)/g))
      expect(existsSync(join(ROOT, name)), name).toBe(true);
    for (const name of found(text, /npm run (?:--silent )?facts -- ([a-z]+)/g))
      expect(tools).toMatch(new RegExp(`command\\(['\`]${name}`));
    const typed = found(text, /npm run (?:--silent )?(?:facts|ask|eval|site|doctor|fit|feedback) -- ([^`\n]*)/g);
    const options = typed.flatMap((words) => found(words, /(--[a-z][a-z-]+)/g)).filter((option) => option !== '--help');
    expect(options.filter((option) => !new RegExp(`'${option}[' ]`).test(tools))).toEqual([]);
    if (path.startsWith('src/ops/'))
      for (const name of found(text, /^([A-Z][A-Z_]+)\s?=/gm)) expect(variables).toContain(name);
  });
});

it.each(['src/README.md', 'editor/README.md'])('%s names only files and folders that there are', (path) => {
  const named = found(read(path), /`([\w./-]+(?:\.(?:ts|md|yaml|json)|\/))`/g).filter(
    (name) => name !== 'pages/' && name !== 'dist/',
  );
  const missing = named.filter(
    (name) => !files.some((file) => `/${file}`.includes(name.endsWith('/') ? `/${name}` : `/${name}`)),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(missing).toEqual([]);
});

it('README.md gives the size of the base, and answers as the bot gives them', async () => {
  const knowledge = await realKnowledge();
  const { facts, sources } = knowledge.facts;
  const spanish = [...facts.values()].filter(({ wordings }) => wordings.has('es')).length;
  const readme = read('README.md');
  expect(readme).toContain(`${facts.size} facts from ${sources.size} sources`);
  expect(readme).toContain(`${spanish} facts are worded in Spanish`);
  const asked = [...readme.matchAll(/^\$ npm run --silent ask -- "(.+)"\n([^`]+)\n```$/gm)];
  expect(asked.length).toBeGreaterThan(1);
  for (const [, question = '', shown = ''] of asked) {
    const answer = await askLocally(localBot(knowledge), question.replaceAll('\\', ''), 'en');
    const lines = answerText(answer, knowledge).split('\n');
    expect(lines).toEqual(expect.arrayContaining(shown.split('\n').filter((line) => line !== '…')));
  }
});
