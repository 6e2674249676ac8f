import type { IsoDate } from '../../src/core/fact.ts';
import { nearest } from '../../src/facts/nearest.ts';
import type { Problem } from '../../src/facts/problems.ts';
import type { Entry } from '../../src/facts/read.ts';
import type { ExceptionEntry } from './exception-schema.ts';
import type { Finding, Rule } from './rule.ts';

/** Findings without those that an exception names; an exception that is outdated, that nothing needs or whose rule there
    is not, is a problem itself: so the list can only shrink. */
export function applyExceptions(
  found: readonly { readonly rule: Rule; readonly finding: Finding }[],
  exceptions: readonly Entry<ExceptionEntry>[],
  rules: readonly Rule[],
  today: IsoDate,
): Problem[] {
  const keyOf = (rule: string, about: string) => `${rule} ${about}`;
  const current = exceptions.filter(({ value }) => value.until >= today);
  const excused = new Set(current.map(({ value }) => keyOf(value.rule, value.where)));
  const needed = new Set(found.map(({ rule, finding }) => keyOf(rule.name, finding.about)));
  const left = found
    .filter(({ rule, finding }) => !excused.has(keyOf(rule.name, finding.about)))
    .map(({ rule, finding: { about: _, ...problem } }): Problem => ({ ...problem, rule }));
  const useless = exceptions.flatMap(({ value, where }): Problem[] => {
    const fail = (message: string, tip: string): Problem[] => [
      { level: 'error', where: where(), message, tip },
    ];
    if (!rules.some(({ name }) => name === value.rule)) {
      return fail(`there is no rule ${value.rule}`, ruleTip(value.rule, rules));
    }
    if (value.until < today) {
      return fail(
        `this exception ended on ${value.until}`,
        'Mend what it excused and take it out, or write a later until: and in reason: why it needs more time.',
      );
    }
    if (needed.has(keyOf(value.rule, value.where))) return [];
    return fail(`${value.rule} has nothing against ${value.where}`, 'Take the exception out.');
  });
  return [...left, ...useless];
}

function ruleTip(typed: string, rules: readonly Rule[]): string {
  const names = rules.map(({ name }) => name);
  const meant = nearest(typed, names);
  return meant ? `Did you mean ${meant}?` : `Write rule: and one of ${names.join(', ')}.`;
}
