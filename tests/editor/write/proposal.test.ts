import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planChanges, writeChanges } from '../../../editor/write/changes.ts';
import { entryText, type Kind } from '../../../editor/write/entry-text.ts';
import { type NewEntry, openWorkspace, type Proposal, tryOut } from '../../../editor/write/proposal.ts';
import { pathName } from '../../../src/facts/yaml.ts';
import { dataFolder, entity, fact, pack, source, TODAY } from '../../facts/data-folder.ts';

const added = (kind: NewEntry['kind'], fields: object, of: Partial<NewEntry> = {}): NewEntry => ({
  kind,
  value: { ...fields },
  where: (path) => `${kind}: ${pathName(path)}`,
  ...of,
});
const SOURCE = added('sources', source({ id: 'post-anvils', url: 'https://post.example.org/anvils' }));
const FACT = added(
  'facts',
  fact({
    id: 'acme.b',
    claim: 'The Post says so.',
    questions: ['x?', 'y?', 'z?'],
    cites: [{ source: 'post-anvils' }],
  }),
  { topic: 'history' },
);
const blocks = (kind: Kind, ...list: object[]) => list.map((one) => entryText(kind, { ...one })).join('');
const written = () =>
  dataFolder({
    'packs/acme/pack.yaml': entryText('pack', pack()),
    'packs/acme/sources.yaml': blocks('sources', source()),
    'packs/acme/facts/history.yaml': blocks('facts', fact()),
  });

it('a proposal is held to schemas, loading and every rule in memory, each problem at its place', () => {
  const workspace = openWorkspace(written(), TODAY);
  const problems = (...entries: NewEntry[]) =>
    tryOut({ pack: 'acme', entries }, workspace)
      .filter(({ level }) => level === 'error')
      .map(({ where, message }) => `${where} ${message}`);
  expect(problems(SOURCE, FACT)).toEqual([]);
  expect(problems(FACT)).toEqual(['facts: cites[0].source no source is called post-anvils']);
  const bad = { ...FACT, value: { ...FACT.value, claim: 'So it is.', asOf: '2026-02-30' } };
  expect(problems(SOURCE, bad)).toContain('facts: asOf asOf is no day of the calendar');
  const unsaid = {
    ...FACT,
    value: { ...FACT.value, claim: 'So it is.', questions: ['When was Acme founded?', 'b', 'c'] },
  };
  expect(problems(SOURCE, unsaid)).toEqual([
    'facts: claim acme.b does not name who says so',
    'facts: questions[0] "When was Acme founded?" is already a question of acme.founded-1949',
  ]);
});

it('a proposal changes only the files that it has to, and is there when they are read again', () => {
  const dir = written();
  const topics = [...(pack()['topics'] as object[]), { id: 'money', titles: { en: 'Money, and more' } }];
  const proposal: Proposal = {
    pack: 'acme',
    head: { value: pack({ topics }), where: pathName },
    entries: [
      SOURCE,
      FACT,
      added('listings', {
        id: 'acme.l',
        company: 'acme',
        by: 'acme',
        grounds: { en: 'So.' },
        cites: [{ source: 'post-acme' }],
        asOf: TODAY,
      }),
    ],
  };
  const changes = planChanges(proposal, openWorkspace(dir, TODAY));
  const isNew = (name: string) => changes.find(({ file }) => file.endsWith(name))?.before === undefined;
  expect(changes.map(({ file }) => file.slice(`${dir}/packs/acme/`.length)).sort()).toEqual(
    'facts/history.yaml facts/money.yaml listings.yaml pack.yaml sources.yaml'.split(' '),
  );
  expect([isNew('money.yaml'), isNew('listings.yaml'), isNew('pack.yaml')]).toEqual([true, true, false]);
  writeChanges(changes);
  const { served } = openWorkspace(dir, TODAY);
  expect([...served.facts.keys()]).toEqual(['acme.b', 'acme.founded-1949']);
  expect([...served.packs.values()][0]?.topics.map(({ id }) => id)).toEqual(['history', 'money']);
  expect(served.listings.map(({ id }) => id)).toEqual(['acme.l']);
  expect(readFileSync(join(dir, 'packs/acme/listings.yaml'), 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/schema\/listings/,
  );
});

it('a proposal makes a whole new pack', () => {
  const dir = written();
  const head = { value: pack({ id: 'bolt', title: 'Bolt', company: 'bolt' }), where: pathName };
  const bolt = {
    ...FACT,
    value: { ...FACT.value, id: 'bolt.b', about: ['bolt'], cites: [{ source: 'post-acme' }] },
  };
  const entries = [added('entities', entity({ id: 'bolt', name: 'Bolt Inc', aliases: [], definedBy: 'bolt.b' })), bolt];
  const workspace = openWorkspace(dir, TODAY);
  expect(tryOut({ pack: 'bolt', head, entries }, workspace)).toEqual([]);
  expect(tryOut({ pack: 'bolt', entries }, workspace)).toMatchObject([{ message: 'there is no pack bolt' }]);
  writeChanges(planChanges({ pack: 'bolt', head, entries }, workspace));
  expect(openWorkspace(dir, TODAY).served.packs.size).toBe(2);
});

it('a proposal is written as a whole or not at all', () => {
  const dir = written();
  const workspace = openWorkspace(dir, TODAY);
  const changes = planChanges({ pack: 'acme', entries: [SOURCE, FACT] }, workspace);
  const sources = join(dir, 'packs/acme/sources.yaml');
  const before = readFileSync(sources, 'utf8');
  const blocked = [...changes, { file: join(dir, 'packs/acme/facts/history.yaml/x.yaml'), after: '' }];
  expect(() => writeChanges(blocked)).toThrow(/Nothing was written/);
  expect(readFileSync(sources, 'utf8')).toBe(before);
  expect(existsSync(`${sources}.new`)).toBe(false);
  writeFileSync(sources, `${before}# mine\n`);
  expect(() => writeChanges(changes)).toThrow(/changed by somebody else/);
});

it('a proposal is refused where a file would grow larger than may be read', () => {
  const workspace = openWorkspace(written(), TODAY);
  const value = { id: 'acme.f', claim: 'x y'.repeat(400_000) };
  expect(() => planChanges({ pack: 'acme', entries: [{ ...FACT, value }] }, workspace)).toThrow(
    /history\.yaml can not hold it: is larger than 1 MB/,
  );
});
