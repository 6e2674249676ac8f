import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { AuthorizeResult, InstallationQuery, InstallationStore } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { BotError } from '../../core/errors.ts';
import type { Store } from '../../core/ports.ts';
import type { WorkspaceId } from '../../core/question.ts';
import type { SlackTools } from './deliver.ts';
import type { Identity } from './receive.ts';

/** What is kept of an installation: the bot's own token and ids, and nothing about who installed it. */
const kept = z.object({
  team: z.object({ id: z.string() }).optional(),
  enterprise: z.object({ id: z.string() }).optional(),
  isEnterpriseInstall: z.boolean().default(false),
  bot: z.object({ token: z.string(), scopes: z.array(z.string()), id: z.string(), userId: z.string() }),
});

/** Bolt's interface over the store: a sealed token for each workspace or organisation. `keys`: 32 bytes each; the first
    seals, all of them open, and what an older one opened is sealed anew. */
export function createInstalls(store: Store, keys: readonly Buffer[]): InstallationStore {
  return {
    async storeInstallation(installation) {
      const at = placeOf(installation.isEnterpriseInstall, installation.enterprise?.id, installation.team?.id);
      await store.saveInstall(at, seal(JSON.stringify(kept.parse(installation)), at, keys));
    },
    async fetchInstallation({ isEnterpriseInstall, enterpriseId, teamId }: InstallationQuery<boolean>) {
      const at = placeOf(isEnterpriseInstall, enterpriseId, teamId);
      const sealed = await store.install(at);
      const opened = sealed === undefined ? undefined : unseal(sealed, at, keys);
      if (opened === undefined) throw new BotError('bad_config', 'Slack: not installed here.', 'Install it.');
      if (opened.old) await store.saveInstall(at, seal(opened.text, at, keys));
      const { team, enterprise, ...rest } = kept.parse(JSON.parse(opened.text));
      return { ...rest, team, enterprise, user: { id: '', token: undefined, scopes: undefined } };
    },
    async deleteInstallation({ isEnterpriseInstall, enterpriseId, teamId }) {
      await store.dropInstall(placeOf(isEnterpriseInstall, enterpriseId, teamId));
    },
  };
}

/** The installation of an organisation is its own, whichever of its workspaces asks. */
function placeOf(whole: boolean | undefined, enterprise?: string, team?: string): WorkspaceId {
  return `slack:${(whole ? enterprise : team) ?? 'unknown'}`;
}

const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);

/** AES-256-GCM, bound to the place: what was sealed for one workspace opens for no other. */
function seal(text: string, place: string, [key = Buffer.alloc(0)]: readonly Buffer[]): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), body].map((one) => one.toString('base64url'));
  return ['1', nameOf(key), ...parts].join('.');
}

/** Undefined for what none of the keys opens, or was changed, or belongs elsewhere. */
function unseal(
  sealed: string,
  place: string,
  keys: readonly Buffer[],
): { readonly text: string; readonly old: boolean } | undefined {
  const [version, name, ...parts] = sealed.split('.');
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
  const key = keys.find((one) => nameOf(one) === name);
  if (version !== '1' || !key || !iv || tag?.length !== 16 || !body) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place)).setAuthTag(tag);
    return { text: `${cipher.update(body, undefined, 'utf8')}${cipher.final('utf8')}`, old: key !== keys[0] };
  } catch {
    return undefined;
  }
}

/** With whose token an event is answered. */
export interface Tenants {
  /** `found`: what Bolt found out about the event's workspace. */
  ofEvent(found: Partial<AuthorizeResult>): SlackTools;
  /** Of a workspace that nobody wrote from just now; undefined where the bot is not installed any more. */
  of(workspace: WorkspaceId): Promise<SlackTools | undefined>;
}

/** Every workspace that installed the bot, each with its own token: what is answered to one is sent with no other's.
    `admins`: `T…:U…`, since a member's id means somebody else in another workspace. */
export function manyTenants(
  installs: InstallationStore,
  admins: readonly string[],
  make: (identity: Identity) => SlackTools,
): Tenants {
  const known = new LRUCache<string, SlackTools>({ max: 1_000 });
  const ofEvent = ({ botToken = '', botId, botUserId, teamId }: Partial<AuthorizeResult>): SlackTools => {
    const key = `${teamId} ${botToken}`;
    const ids = { ...(botId && { botId }), ...(botUserId && { botUserId }), ...(teamId && { team: teamId }) };
    const own = admins.filter((one) => one.startsWith(`${teamId}:`)).map((one) => one.slice(one.indexOf(':') + 1));
    const made = known.get(key) ?? make({ botToken, ...ids, agent: false, admins: new Set(own) });
    known.set(key, made);
    return made;
  };
  return {
    ofEvent,
    async of(workspace) {
      const teamId = workspace.replace(/^slack:/u, '');
      try {
        const query = { teamId, enterpriseId: undefined, isEnterpriseInstall: false };
        const { bot } = await installs.fetchInstallation(query);
        return bot && ofEvent({ botToken: bot.token, botId: bot.id, botUserId: bot.userId, teamId });
      } catch {
        return undefined;
      }
    },
  };
}
