import { z } from 'zod';
import type { IsoDate } from '../../src/core/fact.ts';
import { nearest, type Problem } from '../../src/facts/problems.ts';
import type { Entry } from '../../src/facts/read.ts';
import { isoDate, plainText, slug } from '../../src/facts/schema/values.ts';
import type { Finding, Rule } from './rule.ts';

/** One entry of exceptions.yaml. */
export const exceptionSchema = z.strictObject({
  rule: slug,
  where: z.string().min(1).max(64),
  reason: plainText(300),
  until: isoDate,
});
type ExceptionEntry = z.output<typeof exceptionSchema>;

/** Findings without those that an exception names; an exception that is outdated, that nothing needs or whose rule there
    is not, is a problem itself: so the list can only shrink. */
export function applyExceptions(
  all: readonly Finding[],
  exceptions: readonly Entry<ExceptionEntry>[],
  rules: readonly Rule[],
  today: IsoDate,
): Problem[] {
  const keyOf = (rule: string, about: string) => `${rule} ${about}`;
  const current = exceptions.filter(({ value }) => value.until >= today);
  const excused = new Set(current.map(({ value }) => keyOf(value.rule, value.where)));
  const found = all.map((one) => ({ one, key: keyOf(one.rule?.name ?? '', one.about) }));
  const needed = new Set(found.map(({ key }) => key));
  const useless = exceptions.flatMap(({ value, where }): Problem[] => {
    const fail = (message: string, tip: string): Problem[] => [{ level: 'error', where: where(), message, tip }];
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
  return [...found.flatMap(({ one, key }) => (excused.has(key) ? [] : [one])), ...useless];
}

function ruleTip(typed: string, rules: readonly Rule[]): string {
  const names = rules.map(({ name }) => name);
  const meant = nearest(typed, names);
  return meant ? `Did you mean ${meant}?` : `Write rule: and one of ${names.join(', ')}.`;
}
