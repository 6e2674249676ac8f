import { z } from 'zod';
import type { IsoDate } from '../../src/core/fact.ts';
import { nearest, type Problem } from '../../src/facts/problems.ts';
import type { Entry } from '../../src/facts/read.ts';
import { isoDate, plainText, slug } from '../../src/facts/schema/values.ts';
import type { Finding, Rule } from './rule.ts';

export const exceptionSchema = z.strictObject({
  rule: slug,
  where: z.string().min(1).max(64),
  reason: plainText(300),
  until: isoDate,
});

/** Findings without those that an exception names; an exception that is outdated, that nothing needs or whose rule there
    is not, is a problem itself: so the list can only shrink. */
export function applyExceptions(
  all: readonly Finding[],
  exceptions: readonly Entry<z.output<typeof exceptionSchema>>[],
  rules: readonly Rule[],
  today: IsoDate,
): Problem[] {
  const keyOf = (one: Finding) => `${one.rule?.name} ${one.about}`;
  const needed = new Set(all.map(keyOf));
  const excused = new Set<string>();
  const names = rules.map(({ name }) => name);
  const useless = exceptions.flatMap(({ value: { rule, where: about, until }, where }): Problem[] => {
    const fail = (message: string, tip: string): Problem[] => [{ level: 'error', where: where(), message, tip }];
    if (!names.includes(rule)) {
      const meant = nearest(rule, names);
      const tip = meant ? `Did you mean ${meant}?` : `Write rule: and one of ${names.join(', ')}.`;
      return fail(`there is no rule ${rule}`, tip);
    }
    if (until < today) {
      const tip =
        'Mend what it excused and take it out, or write a later until: and in reason: why it needs more time.';
      return fail(`this exception ended on ${until}`, tip);
    }
    excused.add(`${rule} ${about}`);
    const isNeeded = needed.has(`${rule} ${about}`);
    return isNeeded ? [] : fail(`${rule} has nothing against ${about}`, 'Take the exception out.');
  });
  return [...all.filter((one) => !excused.has(keyOf(one))), ...useless];
}
