/* Forms of values of environment variables. Pure. */

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

/** Whether a value is certainly a token of Slack or Discord, by its form: then it is in the wrong line. */
export function isToken(value: string): boolean {
  return (
    /^["']?(?:Bot |Bearer )?(?:xox[a-z]|xapp)[-.]/iu.test(value) ||
    /^["']?(?:Bot )?[\w-]{17,}\.[\w-]{6,}\.[\w-]{20,}/u.test(value)
  );
}
