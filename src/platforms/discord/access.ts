import { PermissionFlagsBits as MAY, PermissionsBitField } from 'discord.js';
import { type Fields, fieldsAt, idAt, isFields, textAt } from './payload.ts';

/** What may be done in the channel of an interaction, all of it read from the event: nothing is looked up. */
export interface ChannelAccess {
  readonly channelId: string | undefined;
  /** `bot`: a direct message with the bot, where nobody else reads. `people`: any other direct or group message. */
  readonly kind: 'server' | 'bot' | 'people';
  /** Whether the asker could write in this channel without us. */
  readonly maySend: boolean;
  /** Whether the server has the bot, and it may read and write in this channel: then it can post as itself. */
  readonly isMember: boolean;
  /** Whether others see what goes through a response: a server may keep that from apps that only the asker added. */
  readonly mayShow: boolean;
  readonly manages: boolean;
}

const THREADS: readonly unknown[] = [10, 11, 12];
/** Values of an interaction's `context` (interactions/receiving-and-responding). */
const BOT_DM = 1;

export function accessOf(event: Fields): ChannelAccess {
  const guild = idAt(event, 'guild_id');
  const asker = granted(fieldsAt(event, 'member'), 'permissions');
  const thread = THREADS.includes(fieldsAt(event, 'channel')['type']);
  const write = thread ? MAY.SendMessagesInThreads : MAY.SendMessages;
  // `0` names the server for which the bot was added; in a direct message with the bot it is 0 as well.
  const installed = guild !== undefined && textAt(fieldsAt(event, 'authorizing_integration_owners'), '0') === guild;
  // In a direct message there is no member, and nobody to ask for permission.
  const isServer = isFields(event['member']);
  return {
    channelId: idAt(event, 'channel_id') ?? idAt(fieldsAt(event, 'channel'), 'id'),
    kind: isServer ? 'server' : event['context'] === BOT_DM ? 'bot' : 'people',
    maySend: !isServer || asker.has(write),
    isMember: installed && granted(event, 'app_permissions').has([MAY.ViewChannel, write]),
    // To show others what an app says that only oneself has added is a right of its own.
    mayShow: !isServer || installed || asker.has(MAY.UseExternalApps),
    manages: asker.has(MAY.ManageGuild),
  };
}

/** Permission bits travel as a decimal string. */
function granted(fields: Fields, key: string): PermissionsBitField {
  const text = textAt(fields, key) ?? '';
  return new PermissionsBitField(/^\d{1,30}$/u.test(text) ? BigInt(text) : 0n);
}
