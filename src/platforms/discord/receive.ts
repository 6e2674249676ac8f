import type { Question } from '../../core/question.ts';
import { type Fields, fieldsAt, idAt, isFields, textAt } from './fields.ts';
import { receiveInteraction, workspaceOf } from './interaction.ts';
import type { Received, Receiving } from './received.ts';
import { typedWords } from './words.ts';

/** From one gateway dispatch, `{t, d}`. Undefined for what isn't ours: bots (our own messages too), webhooks, system
    messages, edits, messages that don't mention us, and whatever is malformed. Pure, never throws. */
export function receive(dispatch: unknown, by: Receiving): Received | undefined {
  if (!isFields(dispatch)) return undefined;
  const data = fieldsAt(dispatch, 'd');
  if (dispatch['t'] === 'INTERACTION_CREATE') return receiveInteraction(data, by);
  if (dispatch['t'] === 'MESSAGE_CREATE') return receiveMessage(data, by);
  return undefined;
}

/** Only a message that names the bot in its text counts. A reply to a card pings its author too, whether it asks
    anything or not: answering that would speak where nobody asked. */
function receiveMessage(event: Fields, by: Receiving): Received | undefined {
  const id = idAt(event, 'id');
  const channelId = idAt(event, 'channel_id');
  const author = fieldsAt(event, 'author');
  const asker = idAt(author, 'id');
  const content = textAt(event, 'content');
  if (!id || !channelId || !asker || content === undefined) return undefined;
  if (author['bot'] === true || author['system'] === true || isSet(event['webhook_id'])) return undefined;
  // 0 a message, 19 a reply; all others are the system's.
  if ((event['type'] ?? 0) !== 0 && event['type'] !== 19) return undefined;
  const direct = !isSet(event['guild_id']);
  const named = by.me !== undefined && (content.includes(`<@${by.me}>`) || content.includes(`<@!${by.me}>`));
  if (!direct && !named) return undefined;
  const question: Question = {
    command: 'ask',
    text: typedWords(content),
    id,
    workspace: workspaceOf(event),
    channel: channelId,
    asker: { id: asker, mayConfigure: false },
    askedAt: by.now,
  };
  return { kind: direct ? 'direct' : 'mention', question, reply: { channelId, messageId: id } };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
