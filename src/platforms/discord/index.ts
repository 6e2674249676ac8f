import { BotError } from '../../core/errors.ts';
import type { PlatformModule } from '../../core/ports.ts';
import { ABOUT, KEYS, PORTAL, readKeys } from './keys.ts';

/** Of this process, however often it was opened: Discord counts them by token. */
const logins: number[] = [];

export const discord: PlatformModule = {
  name: 'discord',
  keys: [
    { name: KEYS.token, secret: true, about: ABOUT.token },
    { name: KEYS.application, about: ABOUT.application },
  ],

  nextStep() {
    return [
      `Discord: make an application at ${PORTAL}, open Bot, press Reset Token and put the token into ${KEYS.token}.`,
      'It needs no privileged intent. Once it runs, it prints the link that invites it to a server.',
    ].join('\n');
  },

  async open(env, tools) {
    const { wanted, faults, token, applicationId } = readKeys(env);
    if (!wanted) return undefined;
    if (faults.length > 0 || token === undefined) {
      throw new BotError(
        'bad_config',
        faults.map(({ says, about }) => `${says} ${about}`).join('\n'),
        `Copy both from ${PORTAL}; a token has three parts with dots.`,
      );
    }
    // discord.js is loaded only where Discord is wanted.
    const { createDiscord } = await import('./app.ts');
    return createDiscord({ token, logins, ...(applicationId && { applicationId }) }, tools);
  },
};
