/** One thing that was looked at. Neither text holds a token, or a part of one. */
export interface Outcome {
  /** A fixed name for programs, such as `slack-permissions`; the same at every run. */
  readonly check: string;
  /** `skipped`: nobody could look, and `says` says why. */
  readonly result: 'ok' | 'warning' | 'problem' | 'skipped';
  /** One line for people: what was found, with a full stop. */
  readonly says: string;
  readonly todo?: string;
}

const outcome =
  (result: Outcome['result']) =>
  (check: string, says: string, todo?: string): Outcome => ({ check, result, says, ...(todo && { todo }) });
export const ok = outcome('ok');
export const warning = outcome('warning');
export const problem = outcome('problem');
export const skipped = outcome('skipped');

type Fault = { readonly says: string; readonly about: string };

export function variablesOf(check: string, faults: readonly Fault[]): readonly Outcome[] {
  if (faults.length === 0) return [ok(check, 'The variables have the right form.')];
  return faults.map(({ says, about }) => problem(check, says, about));
}

type Host = 'slack.com' | 'discord.com';

/** A platform's answer, or why there was none that means anything: nothing is known of a token then. */
export type Reply =
  | { readonly status: number; readonly headers: Headers; readonly body: unknown }
  | { readonly trouble: Outcome };

/** Sends a request to one of `host`'s addresses: once, and to no other address. Never rejects. */
export type Ask = (host: Host, method: 'GET' | 'POST', url: string, headers: Record<string, string>) => Promise<Reply>;

/** `patience`: milliseconds that an answer may take. */
export function openNetwork(patience = 10_000): Ask {
  return async (host, method, url, sent) => {
    try {
      const asked = { method, headers: { ...sent, connection: 'close' }, signal: AbortSignal.timeout(patience) };
      // A redirect is no answer: it would carry the token elsewhere.
      const response = await fetch(url, { ...asked, redirect: 'manual' });
      const { status, headers } = response;
      const body: unknown = await response.json().catch(() => undefined);
      const speaks = typeof body === 'object' && body !== null && status !== 429 && status < 500;
      return speaks ? { status, headers, body } : { trouble: inTrouble(host, String(status)) };
    } catch (error) {
      return { trouble: unreached(host, error) };
    }
  };
}

/** The platform is busy or broken, or what answered is not the platform. */
export function inTrouble(host: Host, said: string): Outcome {
  const page = { 'slack.com': 'https://slack-status.com', 'discord.com': 'https://discordstatus.com' }[host];
  const todo = `Try again in a few minutes, and look at ${page}; a proxy or a login page may be in between.`;
  return warning('', `${host} gave no answer that says anything (${said}).`, todo);
}

/** Only names and codes of what `fetch` throws are looked at, since the rest can hold what was sent. */
export function unreached(host: Host, error: unknown): Outcome {
  const codes: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    codes.push('code' in at && typeof at.code === 'string' ? at.code : at.name);
  const todo =
    'Check that this machine is online and its clock right, and that a firewall lets it out to port 443. A network that opens encrypted traffic needs its certificate in NODE_EXTRA_CA_CERTS, one that lets nothing out but by a proxy the proxy in HTTPS_PROXY.';
  return problem('', `Could not reach ${host} (${codes.at(-1) ?? 'unknown'}).`, todo);
}
