import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lintData, tidied } from '../../../editor/lint/lint.ts';
import { addNew, formText } from '../../../editor/new/command.ts';
import { SCHEMAS } from '../../../editor/write/entries.ts';
import { dayOf } from '../../../src/core/dates.ts';
import { loadFacts } from '../../../src/facts/load.ts';
import { readYaml } from '../../../src/facts/yaml.ts';
import { dataFolder, fact, TODAY } from '../../facts/data-folder.ts';
import { runTool } from '../facts/run-tool.ts';

const make = (dir: string, ...args: string[]) => runTool(addNew, ['new', ...args], dir);

/** Writes behind the keys of a form, as somebody does who fills it in. */
function fillIn(file: string, told: Readonly<Record<string, string>>): void {
  let text = readFileSync(file, 'utf8');
  for (const [key, value] of Object.entries(told)) {
    const asked = new RegExp(`^( *(?:- )?)(?:#\\? )?${key}:.*(?:\\n +-$)?`, 'm');
    expect(text).toMatch(asked);
    text = text.replace(asked, `$1${key}: ${value}`);
  }
  writeFileSync(file, text);
}

const fields = (thing: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, JSON.stringify(value)]));

it.each(['facts', 'sources', 'entities', 'listings', 'pack'] as const)(
  'the form for %s can be read, asks for every key with what it is for, and leaves nothing behind',
  (kind) => {
    const form = formText(kind);
    expect(readYaml(form).ok).toBe(true);
    for (const key of Object.keys(SCHEMAS[kind].shape))
      expect(form).toMatch(new RegExp(`^ *#\\? .*\\n(?:- )? *(?:#\\? )?${key}:`, 'm'));
    expect(tidied(form)).not.toContain('#');
  },
);

it('a form for a new company says of each key what is left to write, and is a pack when it is filled in', async () => {
  const dir = dataFolder();
  const at = (name: string) => join(dir, 'packs/bolt', name);
  const { out } = await make(dir, 'pack', 'bolt', 'history');
  expect(out).toMatch(/pack\.yaml:\d+\n.*entities\.yaml:\d+\n.*sources\.yaml:\d+\n.*history\.yaml:\d+\n/);
  const empty = lintData(dir, TODAY).problems.map(({ where, message }) => `${where.split('/').at(-1)} ${message}`);
  for (const said of ['claim is empty', 'questions[0] is empty', 'cites[0].source is empty'])
    expect(empty).toContainEqual(expect.stringMatching(`^history\\.yaml:\\d+:\\d ${said.replace(/[[\].]/g, '\\$&')}`));
  const topics = '[{ id: history, titles: { en: History } }]';
  fillIn(at('pack.yaml'), { title: 'Bolt', scope: 'What is reported of Bolt.', topics });
  fillIn(at('entities.yaml'), { name: 'Bolt Inc', aliases: '[Bolt]', definedBy: 'bolt.founded-1950' });
  const archivedUrl = 'https://web.archive.org/web/2024/https://post.example.org/bolt';
  const read = { publisher: 'The Post', kind: 'press', url: 'https://post.example.org/bolt', archivedUrl };
  fillIn(at('sources.yaml'), { id: 'post-bolt', title: 'Bolt', ...read, read: 'whole', language: 'en' });
  const { cites: _, ...told } = fact({
    id: 'bolt.founded-1950',
    about: ['bolt'],
    claim: 'The Post reports that Bolt was founded in 1950.',
    questions: ['When was Bolt founded?', 'how old is bolt', 'bolt founding year'],
  });
  fillIn(at('facts/history.yaml'), { ...fields(told), source: 'post-bolt' });
  const { problems, fixed } = lintData(dir, dayOf(new Date()), { fix: true });
  expect(problems.filter(({ where }) => where.includes('/bolt/'))).toEqual([]);
  expect(fixed.map((file) => file.split('/').at(-1))).toContain('entities.yaml');
  expect(readFileSync(at('facts/history.yaml'), 'utf8')).not.toContain('#?');
  expect([...loadFacts(dir).base.facts.keys()]).toContain('bolt.founded-1950');
});

it('a form goes to the end of its file, after all that is there', async () => {
  const dir = dataFolder({ 'packs/acme/listings.yaml': '# nobody\n[]\n' });
  const file = join(dir, 'packs/acme/sources.yaml');
  const before = readFileSync(file, 'utf8');
  await make(dir, 'source', 'acme');
  expect(readFileSync(file, 'utf8')).toBe(`${before.trimEnd()}\n${formText('sources')}`);
  await make(dir, 'listing', 'acme');
  expect(readFileSync(join(dir, 'packs/acme/listings.yaml'), 'utf8')).toBe(`# nobody\n${formText('listings')}`);
  await make(dir, 'fact', 'acme');
  expect(readFileSync(join(dir, 'packs/acme/facts/history.yaml'), 'utf8')).toContain(formText('facts'));
});

it.each([
  [['fact', 'acmee'], 'There is no pack "acmee".'],
  [['fact', 'acme', 'Up Here'], 'Name one of its topics (history) or a new one.'],
  [['pack', 'acme', 'history'], 'There is a pack acme already.'],
  [['pack', '../acme', 'history'], 'Name the pack.'],
  [['pack', 'bolt'], 'Name its first topic.'],
])('refuses %j, and says what to type', (args, message) =>
  expect(make(dataFolder(), ...args)).rejects.toThrow(message),
);
