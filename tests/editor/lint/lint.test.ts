import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lintData, tidied } from '../../../editor/lint/lint.ts';
import { dataFolder, type Files, fact, otherFact, source, TODAY } from '../../facts/data-folder.ts';

const ARCHIVED = source({ archivedUrl: 'https://web.archive.org/web/2024/https://post.example.org/acme' });
const CLEAN: Files = { 'packs/acme/sources.yaml': [ARCHIVED] };
const UNATTRIBUTED: Files = {
  ...CLEAN,
  'packs/acme/facts/history.yaml': [fact({ claim: 'Acme was founded in 1949.' })],
};

const lint = (files: Files) => lintData(dataFolder(files), TODAY).problems;
const EXCEPTION = { rule: 'claims-are-plain', where: 'acme.founded-1949', reason: 'Nobody disputes it.' };
const excused = (fields: Record<string, unknown>) => ({
  'exceptions.yaml': [{ ...EXCEPTION, until: '2027-01-01', ...fields }],
});

it('lintData has nothing to say about sound data', () => expect(lint(CLEAN)).toEqual([]));

it('lintData says file, line, what, what to do, and which rule asks and why', () => {
  const [problem, ...others] = lint(UNATTRIBUTED);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ level: 'error', message: 'acme.founded-1949 does not name who says so' });
  expect(problem?.where).toMatch(/packs\/acme\/facts\/history\.yaml:1:\d+$/);
  expect(problem?.tip).toContain('Write who says so');
  expect(problem?.rule?.name).toBe('claims-are-plain');
  expect(problem?.rule?.why).toContain('witness');
});

it('lintData runs no rules on facts that do not load', () => {
  const facts = [fact({ claim: 'Acme was founded in 1949.', about: ['none'] })];
  expect(lint({ ...CLEAN, 'packs/acme/facts/history.yaml': facts }).map(({ message }) => message)).toEqual([
    'no entity is called none',
  ]);
});

it('lintData puts errors first and keeps warnings', () => {
  const { 'packs/acme/sources.yaml': _, ...unarchived } = UNATTRIBUTED;
  expect(lint(unarchived).map(({ level, rule }) => [level, rule?.name])).toEqual([
    ['error', 'claims-are-plain'],
    ['warning', 'urls-are-archived'],
  ]);
});

it('lintData says what is wrong with the evaluation, and runs the rules all the same', () => {
  const bad = [{ question: 'q', language: 'en', expects: ['acme.none'], split: 'tune' }];
  expect(lint({ ...UNATTRIBUTED, 'packs/acme/evaluation.yaml': bad }).map(({ message }) => message)).toEqual([
    'no fact is called acme.none',
    'acme.founded-1949 does not name who says so',
  ]);
});

it('exceptions excuses what it names', () => expect(lint({ ...UNATTRIBUTED, ...excused({}) })).toEqual([]));

it('exceptions excuses until its last day, and not after', () => {
  expect(lint({ ...UNATTRIBUTED, ...excused({ until: TODAY }) })).toEqual([]);
  expect(lint({ ...UNATTRIBUTED, ...excused({ until: '2026-11-21' }) }).map(({ message }) => message)).toEqual([
    'this exception ended on 2026-11-21',
    'acme.founded-1949 does not name who says so',
  ]);
});

it.each([
  [{}, CLEAN, 'claims-are-plain has nothing against acme.founded-1949'],
  [{ where: 'acme.other' }, CLEAN, 'claims-are-plain has nothing against acme.other'],
  [{ rule: 'claims-are-brief' }, CLEAN, 'there is no rule claims-are-brief'],
])('exceptions that nothing needs is an error: %j', (fields, files, message) => {
  expect(lint({ ...files, ...excused(fields) })).toMatchObject([
    { level: 'error', message, where: expect.stringMatching(/exceptions\.yaml:1:\d+$/) },
  ]);
});

const UNORDERED = `# yaml-language-server: $schema=../../../schema/facts.schema.json

# Written in Toledo.
- id: acme.b   
  claim: >-
    Two lines
    of one claim.

# About the first.
# In two lines.
- kind: report # first
  id: acme.a
- id: acme.c`;

const ORDERED = `# yaml-language-server: $schema=../../../schema/facts.schema.json

# About the first.
# In two lines.
- kind: report # first
  id: acme.a
# Written in Toledo.
- id: acme.b
  claim: >-
    Two lines
    of one claim.

- id: acme.c
`;

it('lint --fix orders entries, keeps comments with the entry below them, trims lines', () => {
  expect(tidied(UNORDERED)).toBe(ORDERED);
  expect(tidied(ORDERED)).toBe(ORDERED);
});

it('lint --fix keeps the line for the editor at the top when no blank line follows it', () =>
  expect(tidied('# $schema=a\n- id: b\n- id: a\n')).toBe('# $schema=a\n- id: a\n- id: b\n'));

it.each(['- id: b\n- id: [', '- id: b\n  claim: "two  \n    lines"\n- &a id: a\n'])(
  'leaves %j alone, which it can not read',
  (text) => expect(tidied(text)).toBe(text),
);

it('lint --fix mends what the rule about order finds', () => {
  const block = Object.entries(otherFact()).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const history = `- ${block.join('\n  ')}\n- ${JSON.stringify(fact())}\n`;
  const plain = dataFolder({ ...CLEAN, 'packs/acme/facts/history.yaml': history });
  expect(lintData(plain, TODAY).problems).toMatchObject([{ rule: { name: 'ids-are-stable' } }]);
  const { problems, fixed } = lintData(plain, TODAY, { fix: true });
  expect(problems).toEqual([]);
  expect(fixed).toContain(`${plain}/packs/acme/facts/history.yaml`);
  expect(readFileSync(`${plain}/packs/acme/facts/history.yaml`, 'utf8')).toMatch(/^- \{"id":"acme\.founded-1949"/);
  expect(lintData(plain, TODAY, { fix: true }).fixed).toEqual([]);
});
