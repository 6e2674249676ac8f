import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { dollarsIn, natureIn } from '../../../editor/new/ask-context.ts';
import { asked, fromDraft } from '../../../editor/new/command.ts';
import { openWorkspace } from '../../../editor/write/workspace.ts';
import { dataFolder, TODAY } from '../../facts/data-folder.ts';

const SOURCES = [
  '# schema',
  '- id: post-acme # the first',
  '  title: Acme turns 75',
  '  publisher: The Toledo Post',
  '  kind: press',
  '  url: https://post.example.org/acme',
  '  accessed: 2026-11-22',
  '  read: whole',
  '  language: en',
  '',
].join('\n');

const folder = () => dataFolder({ 'packs/acme/sources.yaml': SOURCES });

/** Answers each prompt as it appears: what to wait for, and which keys to press. */
async function run(
  dir: string,
  script: readonly (readonly [prompt: string, keys: string])[],
): Promise<boolean> {
  const input = new PassThrough();
  const left = [...script];
  let seen = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      seen += String(chunk);
      const next = left[0];
      if (next && seen.includes(next[0])) {
        left.shift();
        seen = '';
        setImmediate(() => input.write(next[1]));
      }
      done();
    },
  });
  return asked('source', {}, openWorkspace(dir, TODAY), { input, output }, join(dir, 'kept.json'));
}

const ENTER = '\r';
const UNTIL_LAST = [
  ['Into which pack', ENTER],
  ['the address of the document', `https://post.example.org/anvils${ENTER}`],
  ['its title', `Anvils: a report${ENTER}`],
  ['Who published it', `The Toledo Post${ENTER}`],
  ['Who wrote it', ENTER],
  ['What sort of witness', ENTER],
  ['something at stake', ENTER],
  ['When was it published', `2024-03${ENTER}`],
  ['How much of it', ENTER],
  ['In which language', ENTER],
] as const;

it('writes what somebody answers at a terminal, and touches nothing else of the file', async () => {
  const dir = folder();
  const done = await run(dir, [...UNTIL_LAST, ['short name of its own', ENTER], ['Write it?', ENTER]]);
  expect(done).toBe(true);
  const text = readFileSync(join(dir, 'packs/acme/sources.yaml'), 'utf8');
  expect(text.startsWith(SOURCES)).toBe(true);
  expect(text).toContain('- id: toledo-post-anvils-report\n  title: "Anvils: a report"\n');
});

it('goes back one question, and further, and keeps what was answered before', async () => {
  const dir = folder();
  const [pack, address, title, ...rest] = UNTIL_LAST;
  const done = await run(dir, [
    pack,
    address,
    ['its title', `Anvil: a repost${ENTER}`],
    ['Who published it', `<${ENTER}`],
    ['its title', `<${ENTER}`],
    address,
    title,
    ...rest,
    ['short name of its own', ENTER],
    ['Write it?', ENTER],
  ]);
  expect(done).toBe(true);
  const text = readFileSync(join(dir, 'packs/acme/sources.yaml'), 'utf8');
  expect(text).toContain('  title: "Anvils: a report"\n');
  expect(text).not.toContain('repost');
});

it('writes nothing when somebody stops, and says so', async () => {
  const dir = folder();
  expect(await run(dir, [...UNTIL_LAST, ['short name of its own', '\u0003']])).toBe(false);
  expect(readFileSync(join(dir, 'packs/acme/sources.yaml'), 'utf8')).toBe(SOURCES);
  expect(readFileSync(join(dir, 'kept.json'), 'utf8')).toContain('Anvils: a report');
});

const DRAFT = [
  'pack: bolt',
  'newPack:',
  '  id: bolt',
  '  title: Bolt',
  '  scope: What is reported about Bolt.',
  '  company: bolt',
  '  languages: [en]',
  '  readTo: 2026-11-22',
  '  licence: CC-BY-4.0',
  '  maintainers: [Editors]',
  '  topics: [{ id: history, titles: { en: History } }]',
  'entities:',
  '  - { id: bolt, kind: company, name: Bolt Inc, definedBy: bolt.founded }',
  'facts:',
  '  - topic: history',
  '    id: bolt.founded',
  '    kind: report',
  '    about: [bolt]',
  '    claim: The Toledo Post reports that Bolt was founded in 1950.',
  '    questions: [When was Bolt founded?, how old is bolt, bolt founding year]',
  '    cites: [{ source: post-acme }]',
  '    asOf: 2024-12-31',
  '    reviewBy: 2028-12-31',
  '',
].join('\n');

it('writes a new pack from a draft, and nothing when a rule is against it', async () => {
  const dir = folder();
  const file = join(dir, 'draft.yaml');
  const facts = join(dir, 'packs/bolt/facts/history.yaml');
  writeFileSync(file, DRAFT.replace('The Toledo Post reports that ', ''));
  expect(await fromDraft(file, {}, openWorkspace(dir, TODAY))).toBe(false);
  expect(existsSync(facts)).toBe(false);
  writeFileSync(file, DRAFT);
  expect(await fromDraft(file, {}, openWorkspace(dir, TODAY))).toBe(true);
  expect(openWorkspace(dir, TODAY).served.facts.size).toBe(2);
  writeFileSync(file, 'pack: bolt\nfacs: []\n');
  await expect(fromDraft(file, {}, openWorkspace(dir, TODAY))).rejects.toThrow(/nothing here is called facs/);
});

it.each([
  ['By the minutes the agreement may not exceed $2,400,000 in total.', 'ceiling', 2_400_000],
  ['The Courier reports that the county has so far paid Halvard $612,000.', 'paid', 612_000],
  ['The Post reports that of up to $3 million, $1 million was paid.', undefined, 3_000_000],
  ['The Post reports a contract of $40 million.', undefined, 40_000_000],
])('proposes what a sum is only where the words leave no doubt: %s', (claim, nature, usd) => {
  expect(natureIn(claim)).toBe(nature);
  expect(dollarsIn(claim)).toBe(usd);
});
