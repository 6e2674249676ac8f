import type { Call, Question } from '../../core/question.ts';
import { shorten } from '../../core/text.ts';
import { changeOf } from './home-settings.ts';
import type { PressPayload } from './payload.ts';
import { readPress } from './press.ts';
import { ASKED, inThread, type Place, questionOf, type Received, type Self } from './received.ts';

/** What a pressed button or a changed control asks for; undefined for a button that leads to a page. */
export function fromPress(payload: PressPayload, self: Self): Received | undefined {
  const [action] = payload.actions;
  if (!action || action.url !== undefined || action.action_id.startsWith('open-')) return undefined;
  const id = payload.trigger_id;
  const place = placeOf(payload);
  const asked = (call: Call, as = id): Question => {
    const channel = payload.channel?.id ?? payload.container?.channel_id;
    const team = payload.team?.id ?? payload.user.team_id;
    return questionOf({ id: as, team, user: payload.user.id, channel }, call, self);
  };
  const change = payload.view?.type === 'home' ? changeOf(action) : undefined;
  if (change !== undefined) return { kind: 'home', question: asked({ command: 'help', text: '' }), change };
  if (action.action_id === ASKED) {
    const text = action.selected_option?.value;
    if (text === undefined) return undefined;
    return { kind: 'ask', question: asked({ command: 'ask', text }), place, replace: false };
  }
  const press = readPress(action.value ?? '');
  if (!press) return { kind: 'expired', id, place };
  if (!('call' in press)) {
    return press.kind === 'cancel'
      ? { kind: 'cancel', id, place }
      : { kind: 'search', question: asked({ command: 'ask', text: '' }), trigger: id };
  }
  const language = press.language === undefined ? {} : { language: press.language };
  const { name, username } = payload.user;
  const poster = name || username;
  const from = { place, ...(poster && { poster: shorten(poster, 200) }) };
  switch (press.kind) {
    case 'preview':
      return { kind: 'preview', question: { ...asked(press.call), ...language }, ...from };
    case 'post':
    case 'insist': {
      // One preview is posted once, however often its button is pressed before it goes.
      const once = `${press.kind}:${payload.container?.message_ts ?? id}`;
      return { kind: press.kind, question: { ...asked(press.call, once), ...language }, ...from };
    }
    case 'ask':
    case 'pick':
      return {
        kind: 'ask',
        question: { ...asked(press.call), ...language },
        place,
        replace: press.kind === 'pick' && payload.container?.is_ephemeral === true,
      };
  }
}

function placeOf({ view, trigger_id: trigger, container, message }: PressPayload): Place {
  if (view) return view.type === 'modal' ? { kind: 'modal', view: view.id } : { kind: 'opening', trigger };
  const root = container?.message_ts ?? message?.ts;
  return { kind: 'response', ...inThread(container?.thread_ts ?? message?.thread_ts, root) };
}
