import type { AuthorizeResult, InstallationStore } from '@slack/bolt';
import type { WorkspaceId } from '../../core/question.ts';
import type { SlackTools } from './deliver.ts';
import type { Identity } from './receive.ts';

/** With whose token an event is answered. */
export interface Tenants {
  /** `found`: what Bolt found out about the event's workspace. */
  ofEvent(found: Partial<AuthorizeResult>): SlackTools;
  /** Of a workspace that nobody wrote from just now; undefined where the bot is not installed any more. */
  of(workspace: WorkspaceId): Promise<SlackTools | undefined>;
}

/** The one workspace whose token is set. */
export const oneTenant = (tools: SlackTools): Tenants => ({ ofEvent: () => tools, of: async () => tools });

/** Tenants whose tools are kept at most; the oldest go first. */
const KEPT = 1_000;

/** Every workspace that installed the bot, each with its own token: what is answered to one is sent with no other's. `admins`:
    `T…:U…`, since a member's id means somebody else in another workspace. */
export function manyTenants(
  installs: InstallationStore,
  admins: readonly string[],
  make: (identity: Identity) => SlackTools,
): Tenants {
  const known = new Map<string, SlackTools>();
  const toolsFor = ({ botToken = '', botId, botUserId, teamId }: Partial<AuthorizeResult>): SlackTools => {
    const key = `${teamId} ${botToken}`;
    const made =
      known.get(key) ??
      make({
        botToken,
        ...(botId && { botId }),
        ...(botUserId && { botUserId }),
        ...(teamId && { team: teamId }),
        agent: false,
        admins: new Set(admins.flatMap((one) => (one.startsWith(`${teamId}:`) ? one.slice(one.indexOf(':') + 1) : []))),
      });
    known.set(key, made);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return made;
  };
  return {
    ofEvent: toolsFor,
    async of(workspace) {
      const teamId = workspace.replace(/^slack:/u, '');
      try {
        const query = { teamId, enterpriseId: undefined, isEnterpriseInstall: false };
        const { bot } = await installs.fetchInstallation(query);
        return bot && toolsFor({ botToken: bot.token, botId: bot.id, botUserId: bot.userId, teamId });
      } catch {
        return undefined;
      }
    },
  };
}
