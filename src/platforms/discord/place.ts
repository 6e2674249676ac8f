import { type Fields, fieldsAt, idAt, isFields, textAt } from './fields.ts';
import type { Place } from './received.ts';

/** Bits of Discord's permissions (topics/permissions). */
const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  view: 1n << 10n,
  send: 1n << 11n,
  sendInThreads: 1n << 38n,
  /** To show others what an app says that only oneself has added. */
  useExternalApps: 1n << 50n,
};
const THREADS: readonly unknown[] = [10, 11, 12];
/** Values of an interaction's `context` (interactions/receiving-and-responding). */
const BOT_DM = 1;

/** What an interaction tells of where it was used. Pure, never throws. */
export function placeOf(event: Fields): Place {
  const guild = idAt(event, 'guild_id');
  const asker = bits(textAt(fieldsAt(event, 'member'), 'permissions'));
  const thread = THREADS.includes(fieldsAt(event, 'channel')['type']);
  const write = thread ? PERMISSION.sendInThreads : PERMISSION.send;
  // `0` names the server for which the bot was added; in a direct message with the bot it is 0 as well.
  const installed =
    guild !== undefined && textAt(fieldsAt(event, 'authorizing_integration_owners'), '0') === guild;
  // In a direct message there is no member, and nobody to ask for permission.
  const isServer = isFields(event['member']);
  return {
    channelId: idAt(event, 'channel_id') ?? idAt(fieldsAt(event, 'channel'), 'id'),
    kind: isServer ? 'server' : event['context'] === BOT_DM ? 'bot' : 'people',
    maySend: !isServer || has(asker, write),
    isMember: installed && has(bits(textAt(event, 'app_permissions')), PERMISSION.view | write),
    mayShow: !isServer || installed || has(asker, PERMISSION.useExternalApps),
    manages: has(asker, PERMISSION.manageGuild),
  };
}

/** Who administers a server may do everything. */
function has(granted: bigint, needed: bigint): boolean {
  return (granted & PERMISSION.administrator) !== 0n || (granted & needed) === needed;
}

/** Permission bits travel as a decimal string. */
function bits(text: string | undefined): bigint {
  return text !== undefined && /^\d{1,30}$/u.test(text) ? BigInt(text) : 0n;
}
