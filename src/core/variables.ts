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

/** What is wrong with the form of an address; undefined when a store can be opened by it. It may hold a password. */
export function storeUrlFault(url: string): string | undefined {
  if (url === 'memory:' || /^file:(?!\/\/[^/])./.test(url)) return undefined;
  const ways = 'must be "memory:", "file:" and a path, or "postgres://user:password@host/database"';
  if (/^postgres(ql)?:\/\//.test(url))
    return URL.canParse(url)
      ? undefined
      : 'can’t be read as an address: in the user and the password write special characters as in links, / as %2F, @ as %40, # as %23';
  if (/^postgres/.test(url)) return 'must begin with "postgres://", and nothing else stands before the “://”';
  if (/^[a-z0-9+]+:/i.test(url)) return `names a kind of store that I do not have: it ${ways}`;
  return `${ways}: a path alone needs "file:" before it`;
}

export function isCorrectionsUrl(link: string): boolean {
  if (!link.includes('{fact}') || !URL.canParse(link)) return false;
  const url = new URL(link);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && !/[\s<>|]/.test(link);
}

export function isSiteUrl(link: string): boolean {
  if (link.length > 120 || !URL.canParse(link)) return false;
  const url = new URL(link);
  const bare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && bare && !/[\s<>|?#]/.test(link);
}
