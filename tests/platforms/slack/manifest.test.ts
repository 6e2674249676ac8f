import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { commandCards } from '../../../src/commands/index.ts';
import { installLink } from '../../../src/platforms/slack/index.ts';
import { say } from '../say.ts';

/** The limits of Slack's own schema for manifests, version 2, for the parts that ours has; strict, as that one is. */
const Manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2) }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4_000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\//u).min(2).max(32),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().min(1).max(1_000).optional(),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .min(1)
      .max(10),
    agent_view: z.strictObject({ agent_description: z.string().min(1).max(300) }).optional(),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string().max(50)).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string().max(50)).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

const text = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
const manifest = Manifest.parse(parse(text));

describe('the manifest', () => {
  it('asks for the least that works, and says what each permission buys', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual([
      'commands',
      'app_mentions:read',
      'chat:write',
      'im:history',
    ]);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_mention',
      'message.im',
    ]);
    for (const bought of [
      ...manifest.oauth_config.scopes.bot,
      ...manifest.settings.event_subscriptions.bot_events,
    ])
      expect(text).toMatch(new RegExp(`- ${bought} # \\S`, 'u'));
  });

  it('turns on what the bot needs: Home, direct messages, buttons, Socket Mode', () => {
    expect(manifest.features.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });

  it('has the commands of the list that have a slash here, in its words', () => {
    const expected = commandCards()
      .filter(({ slash }) => slash)
      .map(({ typed, description, hint }) => ({
        command: `/${typed}`,
        description,
        ...(hint !== undefined && { usage_hint: hint }),
        should_escape: false,
      }));
    expect(manifest.features.slash_commands).toEqual(expected);
  });

  it('has the search as a shortcut, called as the search calls itself', () => {
    const [search, ...others] = manifest.features.shortcuts.filter(({ type }) => type === 'global');
    expect(search).toMatchObject({ callback_id: 'search', name: say('search-heading') });
    expect(others).toEqual([]);
  });

  const picked = commandCards().filter(({ onMessage }) => onMessage !== undefined);
  it.skipIf(picked.length === 0)('has a shortcut for every command that can be picked on a message', () => {
    const shortcuts = manifest.features.shortcuts.filter(({ type }) => type === 'message');
    expect(shortcuts.map(({ name, callback_id }) => [callback_id, name])).toEqual(
      picked.map(({ name, onMessage }) => [name, onMessage]),
    );
  });

  it('becomes an agent’s when its marked lines are turned on', () => {
    const marked = text.split('\n').filter((line) => /^ *#~ /u.test(line));
    const agent = Manifest.parse(parse(text.replace(/^( *)#~ /gmu, '$1')));
    expect(marked).toHaveLength(3);
    expect(agent.features.agent_view?.agent_description).toMatch(/sourced facts/u);
    expect(agent.oauth_config.scopes.bot).toContain('assistant:write');
    expect(manifest.features.agent_view).toBeUndefined();
    expect(manifest.oauth_config.scopes.bot).not.toContain('assistant:write');
  });

  it('is the same in the install link, without its comments', () => {
    const yaml = new URL(installLink(commandCards())).searchParams.get('manifest_yaml') ?? '';
    expect(parse(yaml)).toEqual(manifest);
    expect(yaml).not.toContain('#');
  });

  it('has the commands in the install link as they are typed here', () => {
    const link = installLink(commandCards({ boycott: 'receipts', ask: 'boycott' }));
    const yaml = new URL(link).searchParams.get('manifest_yaml') ?? '';
    const { features } = Manifest.parse(parse(yaml));
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/receipts', '/boycott']);
    const [first, second] = features.slash_commands;
    const unnamed = manifest.features.slash_commands.map(({ command: _, ...rest }) => rest);
    expect([first, second]).toMatchObject(unnamed);
  });
});
