import { editDistance } from './core/spelling.ts';

/** Names that begin like this are likely meant for the bot. */
const OURS = /^(?:SLACK|DISCORD|BOT|COMMAND)_/u;

/** A sentence on each variable of `set` that the bot does not read but was probably meant to. `known`: the names that are
    read. `inFile`: the names in `.env`, which is the bot's own file, so that a misspelt prefix counts there too; elsewhere
    other programs have their own. Pure. */
export function unknownVariables(
  set: readonly string[],
  known: readonly string[],
  inFile: readonly string[],
): readonly string[] {
  return set.flatMap((name) => {
    if (known.includes(name)) return [];
    const meant = meantBy(name, known);
    const isOurs = inFile.includes(name)
      ? OURS.test(name) || meant.length > 0
      : /^(?:SLACK|DISCORD)_/u.test(name) || known.some((one) => editDistance(name.toUpperCase(), one, 1) <= 1);
    // A name is the operator's own, and may hold anything: only what looks like a name is repeated.
    const shown = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/u.test(name) ? name : 'A variable';
    const hint = meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : '';
    return isOurs ? [`${shown} is set, and nothing reads it.${hint}`] : [];
  });
}

/** At most two known names: misspelt, without their beginning, or of the same beginning and another word. */
function meantBy(name: string, known: readonly string[]): readonly string[] {
  const upper = name.toUpperCase();
  const near = known.filter((one) => editDistance(upper, one, 2) <= 2 || one.endsWith(`_${upper}`));
  if (near.length > 0) return near.slice(0, 2);
  const [first, ...words] = upper.split('_');
  const shared = known.map((one) => {
    const [start, ...own] = one.split('_');
    return start === first ? own.filter((word) => words.includes(word)).length : 0;
  });
  const most = Math.max(0, ...shared);
  return most < 1 ? [] : known.filter((_, at) => shared[at] === most).slice(0, 2);
}
