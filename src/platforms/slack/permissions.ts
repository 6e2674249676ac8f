/** One permission of the bot's token, as manifest.yml asks for it. */
export interface Permission {
  readonly scope: string;
  /** What people can't do without it. */
  readonly without: string;
  /** Whether the bot is whole without it, for those who took it out on purpose. */
  readonly optional?: true;
}

/** Those of manifest.yml and no others; a test compares them. */
export const PERMISSIONS: readonly Permission[] = [
  { scope: 'commands', without: 'there are no slash commands, no shortcuts and no buttons' },
  { scope: 'app_mentions:read', without: 'a mention in a channel gets no answer' },
  { scope: 'chat:write', without: 'nothing can be answered in a thread or posted into a channel' },
  { scope: 'im:history', without: 'a direct message gets no answer', optional: true },
];

/** What the lines marked `#~` in manifest.yml add. */
export const AGENT_PERMISSIONS: readonly string[] = ['assistant:write'];

/** Slack writes its scopes so; anything else is not repeated. */
const FORM = /^[a-z_.-]{1,40}(?::[a-z_.-]{1,40}){0,2}$/u;

export interface Granted {
  readonly missing: readonly Permission[];
  /** Granted, and used by nothing here. */
  readonly needless: readonly string[];
}

/** Compares `x-oauth-scopes` with what the bot needs. */
export function compareScopes(header: string): Granted {
  const granted = new Set(header.split(',').map((scope) => scope.trim()));
  const known = new Set([...PERMISSIONS.map(({ scope }) => scope), ...AGENT_PERMISSIONS]);
  return {
    missing: PERMISSIONS.filter(({ scope }) => !granted.has(scope)),
    needless: [...granted].filter((scope) => FORM.test(scope) && !known.has(scope)).sort(),
  };
}
