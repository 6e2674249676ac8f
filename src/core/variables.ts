import { distance } from './spelling.ts';

/* Names of environment variables that nobody reads, and values that are no settings. Pure. */

/** A variable that is set and that no room reads. */
export interface Stranger {
  readonly name: string;
  /** The known names that may have been meant; empty when none is near. */
  readonly meant: readonly string[];
}

/** What begins so is likely meant for the bot. */
const OURS = /^(?:SLACK|DISCORD|BOT|COMMAND)_/u;

/** Of the names that are set, those that the bot does not read but was probably meant to. `inFile`: the names that stand
    in `.env`, which is the bot's own, so that a misspelt prefix counts too; elsewhere other programs have their own. */
export function strangers(
  set: readonly string[],
  known: readonly string[],
  inFile: readonly string[],
): readonly Stranger[] {
  const read = new Set(known);
  return set.flatMap((name) => {
    if (read.has(name)) return [];
    const upper = name.toUpperCase();
    if (!inFile.includes(name)) {
      const ours = /^(?:SLACK|DISCORD)_/u.test(name) || known.some((one) => distance(upper, one, 1) <= 1);
      return ours ? [{ name, meant: meantBy(name, known) }] : [];
    }
    const meant = meantBy(name, known);
    return OURS.test(name) || meant.length > 0 ? [{ name, meant }] : [];
  });
}

/** One sentence on it. A name is the operator's own, and may hold anything: only what looks like a name is repeated. */
export function sayStranger({ name, meant }: Stranger): string {
  const shown = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/u.test(name) ? name : 'A variable';
  return `${shown} is set, and nothing reads it.${meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : ''}`;
}

function meantBy(name: string, known: readonly string[]): readonly string[] {
  const upper = name.toUpperCase();
  const near = known.filter((one) => distance(upper, one, 2) <= 2 || one.endsWith(`_${upper}`));
  if (near.length > 0) return near.slice(0, 2);
  const words = new Set(upper.split('_'));
  const shared = known.map((one) => {
    const own = one.split('_');
    return own[0] === upper.split('_')[0] ? own.filter((word) => words.has(word)).length : 0;
  });
  const most = Math.max(0, ...shared);
  return most < 2 ? [] : known.filter((_, at) => shared[at] === most).slice(0, 2);
}

/** What is wrong with the way a value is written, whatever it should be; undefined when nothing is. What Docker's
    `--env-file` reads keeps quotation marks that `.env` would lose. */
export function wrapping(value: string): string | undefined {
  if (/^["'“”‘’`]|["'“”‘’`]$/u.test(value)) return 'has quotation marks around it: take them off';
  if (/^<.*>$/su.test(value)) return 'has < and > around it: take them off';
  if (/^(?:export\s+)?[A-Z][A-Z_]+\s*=/u.test(value))
    return 'holds the name of a variable and “=” once more: leave only what follows it';
  if (/…|\.\.\./u.test(value)) return 'is only an example, or was cut: put the whole of your own in';
  return undefined;
}

/** Whether a value is certainly a key to something, by its form: then it stands in the wrong line. */
export function isToken(value: string): boolean {
  return (
    /^["']?(?:Bot |Bearer )?(?:xox[a-z]|xapp)[-.]/iu.test(value) ||
    /^["']?(?:Bot )?[\w-]{17,}\.[\w-]{6,}\.[\w-]{20,}/u.test(value)
  );
}
