import { expect, it } from 'vitest';
import { idsAreStable } from '../../../../editor/lint/rules/ids-are-stable.ts';
import { fact, findingsOf, messagesOf, otherFact, pack } from '../../../facts/data-folder.ts';

const FILE = 'packs/acme/facts/history.yaml';
const CORRECTION = {
  on: '2026-01-01',
  was: 'Acme was founded in 1948.',
  why: 'The Post corrected its report.',
};

it('lets facts pass that stand in the order of their ids', () => {
  expect(messagesOf(idsAreStable, { [FILE]: [fact(), otherFact()] })).toEqual([]);
});

it('finds an id that is out of order, and says which command mends it', () => {
  const [finding] = findingsOf(idsAreStable, { [FILE]: [otherFact(), fact()] });
  expect(finding?.message).toBe('acme.founded-1949 stands after an id that follows it in the alphabet');
  expect(finding?.tip).toContain('--fix');
  expect(finding?.where).toMatch(/history\.yaml:1:/);
});

it('finds a retired id that is in use again', () => {
  const retired = (id: string) => ({ 'packs/acme/pack.yaml': pack({ retired: [id] }) });
  expect(messagesOf(idsAreStable, retired('acme.founded-1949'))).toEqual([
    'the retired id acme.founded-1949 is in use again',
  ]);
  expect(messagesOf(idsAreStable, retired('acme.founded-1948'))).toEqual([]);
});

it('finds a withdrawn fact that does not say why', () => {
  expect(messagesOf(idsAreStable, { [FILE]: [fact({ status: 'withdrawn' })] })).toEqual([
    'acme.founded-1949 is withdrawn and does not say why',
  ]);
  expect(
    messagesOf(idsAreStable, { [FILE]: [fact({ status: 'withdrawn', corrections: [CORRECTION] })] }),
  ).toEqual([]);
});
