import { readFileSync } from 'node:fs';
import type { CommandCard, PlatformModule, PlatformTools } from '../../core/ports.ts';
import type { SlackPlatform } from './app.ts';
import { type Env, KEYS, readConfig } from './keys.ts';
import type { Seams } from './slack-client.ts';

export const slack: PlatformModule & {
  open(env: Env, tools: PlatformTools, seams?: Seams): Promise<SlackPlatform | undefined>;
} = {
  name: 'slack',
  keys: KEYS.map(({ form: _, ...key }) => key),
  nextStep(commands) {
    return [
      'Slack: make the app from its manifest, install it to your workspace, and set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.',
      installLink(commands),
    ].join('\n');
  },
  async open(env, tools, seams: Seams = {}) {
    const config = readConfig(env);
    if (!config) return undefined;
    const { createSlack } = await import('./app.ts');
    return createSlack(config, tools, seams);
  },
};

/** Seen from here, or from the one file that this is built into. */
const MANIFEST = import.meta.built ? '../manifest.yml' : '../../../manifest.yml';

/** Opens Slack's page for a new app with our manifest filled in, with the commands as they are typed here; comments are
    left out to keep the link short. */
export function installLink(commands: readonly CommandCard[]): string {
  const manifest = readFileSync(new URL(MANIFEST, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/u, ''))
    .map((line) => line.replace(/(?<=^ *- command: \/)\S+$/u, (name) => typedFor(name, commands)))
    .filter((line) => line.trim() !== '')
    .join('\n');
  return `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(manifest).replace(/'/gu, '%27')}`;
}

function typedFor(name: string, commands: readonly CommandCard[]): string {
  return commands.find((card) => card.name === name)?.typed ?? name;
}
