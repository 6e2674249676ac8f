import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DOORS, type Door } from './doors.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const TOP_FOLDERS = ['src', 'data', 'tests', 'editor', 'site', 'bench'];
/** Folders that tools demand by name. */
const TOOL_FOLDERS = ['.ci', '.github', '.vscode', '.devcontainer'];
const LINES = 300;

interface File {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

function tracked(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  });
  return listed.toString().split('\0').filter(Boolean);
}

const codeFiles = (): File[] => filesNamed(/^(src|editor|site|bench|tests)\/.*\.ts$/);
const isProgram = ({ path }: File): boolean => !path.startsWith('tests/');

function filesNamed(names: RegExp): File[] {
  return tracked()
    .filter((path) => names.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(ROOT, path), 'utf8') }];
      } catch {
        return [];
      }
    });
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}])\/\/.*$/gm, '$1');

/** Every module that a file names: `import`, `import type`, `export … from`, `import()`, `require()`, `typeof import()`.
    An import of something that is no literal is `?`: nobody can check it. */
function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const literal = /\b(?:from|import|require|(?:require|meta)\.resolve)\s*\(?\s*(['"`])([\w@.:/-]+)\1/g;
  const computed = /\b(?:import|require)\(\s*(?:[^'"`\s)]|`[^`]*\$\{)/g;
  return [
    ...[...code.matchAll(literal)].map((match) => match[2] ?? ''),
    ...[...code.matchAll(computed)].map(() => '?'),
  ];
}

/** The entry of the table that a file belongs to: the longest that its path begins with. */
function roomOf(path: string): string | undefined {
  if (path.startsWith('tests/')) return 'tests';
  return Object.keys(DOORS)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const targetOf = (name: string, path: string): string => posix.normalize(posix.join(dirname(path), name));

function doorProblems(files: readonly File[]): string[] {
  return files.filter(isProgram).flatMap(({ path, text }) => {
    const room = roomOf(path);
    const door = room === undefined ? undefined : DOORS[room];
    if (!door) return [`${path} is in no room of the table of doors`];
    return importsOf(text)
      .filter((name) => !isOpen(name, path, room, door))
      .map((name) => `${path} imports ${name}`);
  });
}

function isOpen(name: string, path: string, room: string | undefined, door: Door): boolean {
  if (name.startsWith('.')) {
    const target = targetOf(name, path);
    const other = roomOf(target);
    return other === room || door.rooms.some((one) => (one.endsWith('/') ? target.startsWith(one) : other === one));
  }
  return door.packages.some((one) =>
    /[:/]$/.test(one) ? name.startsWith(one) : name === one || name.startsWith(`${one}/`),
  );
}

/** Files that reach themselves through what they import. Types count: who reads one file of a circle has to read all. */
function circleProblems(files: readonly File[]): string[] {
  const imports = new Map(files.map(({ path, text }) => [path, importsOf(text).map((name) => targetOf(name, path))]));
  return [...imports.keys()].filter((path) => {
    const reached = new Set(imports.get(path));
    for (const one of reached) for (const next of imports.get(one) ?? []) reached.add(next);
    return reached.has(path);
  });
}

function lengthProblems(files: readonly File[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines > LINES ? [`${path} has ${lines} lines`] : [];
  });
}

function nameProblems(paths: readonly string[]): string[] {
  return paths.filter((path) => /(^|\/)(utils?|helpers?|types?|common|misc)(\.[a-z.]+)?(\/|$)/i.test(path));
}

function rootProblems(paths: readonly string[]): string[] {
  const folders = new Set(paths.flatMap((path) => (path.includes('/') ? [path.split('/')[0] ?? ''] : [])));
  return [...folders].filter((folder) => ![...TOP_FOLDERS, ...TOOL_FOLDERS].includes(folder));
}

function environmentProblems(files: readonly File[]): string[] {
  const reads =
    /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*\[\s*['"`]env|\benv\b[^;{}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process/;
  return files
    .filter(
      ({ path, text }) =>
        /^(src|editor|site)\//.test(path) && path !== 'src/config.ts' && reads.test(withoutComments(text)),
    )
    .map(({ path }) => path);
}

/** Put together here, so that this file does not hold what it refuses. */
const REFUSED = [['as', 'any'].join(' '), ['.only', ''].join('(')];
const REFUSED_COMMENT = ['@ts', 'ignore'].join('-');

function wordProblems(files: readonly File[]): string[] {
  return files.flatMap(({ path, text }) => {
    const code = ` ${withoutComments(text)}`;
    const found = REFUSED.filter((word) => code.split(word).some((after, index) => index > 0 && !/^\w/.test(after)));
    return [...found, ...(text.includes(REFUSED_COMMENT) ? [REFUSED_COMMENT] : [])].map((word) => `${path}: ${word}`);
  });
}

/** An event of the log is a literal: a text that is put together could hold a question. */
function logProblems(files: readonly File[]): string[] {
  return files
    .filter(
      ({ path, text }) =>
        /^(src|editor|site)\//.test(path) && /\blog\s*\.\s*(?:info|warn|error)\(\s*(?!')\S/.test(text),
    )
    .map(({ path }) => path);
}

const file = (path: string, text: string): File => ({ path, text });

it('doors are kept', () => {
  const files = codeFiles();
  expect(files.length).toBeGreaterThan(50);
  expect(doorProblems(files)).toEqual([]);
});

it.each([
  ['core → a package', 'src/core/a.ts', "import { z } from 'zod';"],
  ['core → node', 'src/core/a.ts', "const fs = await import('node:fs');"],
  ['core → a room', 'src/core/a.ts', "import type { X } from '../facts/load.ts';"],
  ['core → slack, re-exported', 'src/core/a.ts', "export { slack } from '../platforms/slack/index.ts';"],
  ['core → main', 'src/core/a.ts', "import '../main.ts';"],
  ['a command → retrieval', 'src/commands/a/b.ts', "import { x } from '../../retrieval/rank.ts';"],
  ['discord → slack', 'src/platforms/discord/a.ts', "export * from '../slack/limits.ts';"],
  ['discord → the list', 'src/platforms/discord/a.ts', "import { platforms } from '../index.ts';"],
  ['slack → config', 'src/platforms/slack/a.ts', "import { readConfig } from '../../config.ts';"],
  ['console → a package', 'src/platforms/console/a.ts', "let x: typeof import('zod');"],
  ['store → pino', 'src/store/a.ts', "const pino = require('pino');"],
  ['a look-alike package', 'src/retrieval/a.ts', "import Fuse from 'fuse.js-extra';"],
  ['ops → whatever it likes', 'src/ops/a.ts', 'await import(name);'],
  ['over several lines', 'src/store/a.ts', "import {\n  a,\n} from\n  '../ops/log.ts';"],
  ['a new room', 'src/other/a.ts', 'export const a = 1;'],
  ['config → pino', 'src/config.ts', "import pino from 'pino';"],
  ['the bot → an editor’s tool', 'src/main.ts', "import type { A } from '../editor/lint/rule.ts';"],
  ['the bot → the site', 'src/boot/a.ts', "import { a } from '../../site/frame.ts';"],
  ['the bot → a benchmark', 'src/knowledge.ts', "import { a } from '../bench/figures.ts';"],
  ['a tool → a test', 'editor/lint/a.ts', "import { a } from '../../tests/base.ts';"],
])('doors refuse %s', (_, path, text) => expect(doorProblems([file(path, text)])).toHaveLength(1));

it.each([
  ['src/core/a.ts', "import { b } from './b.ts';"],
  ['src/facts/rules/a.ts', "import { z } from 'zod';\nimport { b } from '../load.ts';\nimport 'node:fs';"],
  ['src/platforms/slack/a.ts', "import { App } from '@slack/bolt';\nimport type { A } from '../../core/answer.ts';"],
  ['src/platforms/index.ts', "import { slack } from './slack/index.ts';"],
  ['src/main.ts', "import { slack } from './platforms/slack/index.ts';"],
  ['src/core/a.ts', "// import { z } from 'zod';\n/* import 'pino'; */"],
])('doors let %s through', (path, text) => expect(doorProblems([file(path, text)])).toEqual([]));

describe('files', () => {
  it('import each other in no circle', () => {
    expect(circleProblems(codeFiles())).toEqual([]);
    const circle = [
      file('src/a.ts', "import type { B } from './core/b.ts';"),
      file('src/core/b.ts', "export { c } from './c.ts';"),
      file('src/core/c.ts', "const a = await import('../a.ts');"),
    ];
    const outside = [file('src/d.ts', "import './a.ts';"), file('src/e.ts', '')];
    expect(circleProblems([...circle, ...outside])).toEqual(circle.map(({ path }) => path));
    expect(circleProblems([...circle.slice(1), ...outside])).toEqual([]);
  });

  it(`have ${LINES} lines at most`, () => {
    expect(lengthProblems(filesNamed(/^(src|editor|site|bench|tests)\/.*\.(ts|css|js)$/))).toEqual([]);
    expect(lengthProblems([file('src/a.ts', 'x\n'.repeat(LINES + 1))])).toEqual([`src/a.ts has ${LINES + 1} lines`]);
    expect(lengthProblems([file('src/a.ts', 'x\n'.repeat(LINES))])).toEqual([]);
  });

  it('say by their names what they are', () => {
    expect(nameProblems(tracked())).toEqual([]);
    const bad = 'src/utils.ts src/core/types.ts src/helpers/a.ts tests/misc.test.ts src/facts/common.ts'.split(' ');
    expect(nameProblems([...bad, 'src/core/question.ts', 'src/commons.ts'])).toEqual(bad);
  });

  it('are in folders of the top level that the map names', () => {
    expect(rootProblems(tracked())).toEqual([]);
    expect(rootProblems(['docs/a.md', 'src/a.ts', '.ci/run', 'README.md', '.idea/x'])).toEqual(['docs', '.idea']);
  });
});

it('code reads the environment in config.ts only', () => {
  expect(environmentProblems(codeFiles())).toEqual([]);
  const bad = [
    'const a = process.env.HOME;',
    "const a = process['env'];",
    "import { env } from 'node:process';",
    'const { env } = process;',
    'const a = process?.env;',
  ].map((text) => file('src/core/a.ts', text));
  for (const one of bad) expect(environmentProblems([one])).toEqual(['src/core/a.ts']);
  expect(environmentProblems([file('src/config.ts', 'process.env'), file('src/a.ts', '// process.env')])).toEqual([]);
});

it('code silences neither the compiler nor the other tests', () => {
  expect(wordProblems(codeFiles())).toEqual([]);
  const bad = [`x ${REFUSED[0]};`, `it${REFUSED[1]}'a test', () => {});`, `// ${REFUSED_COMMENT}`];
  for (const text of bad) expect(wordProblems([file('tests/a.ts', text)])).toHaveLength(1);
  expect(wordProblems([file('tests/a.ts', `// as long ${REFUSED[0]}body\n`)])).toEqual([]);
});

it('code names the events of its log by literals', () => {
  expect(logProblems(codeFiles())).toEqual([]);
  for (const text of [
    'log.info(question.text)',
    ['tools.log.warn(`asked $', '{text}`)'].join(''),
    'this.log.error(\n  event)',
  ]) {
    expect(logProblems([file('src/core/a.ts', text)])).toEqual(['src/core/a.ts']);
  }
  expect(logProblems([file('src/core/a.ts', "log.info('question answered', fields)")])).toEqual([]);
});
