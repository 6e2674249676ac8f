import type { PlatformModule } from '../core/ports.ts';
import { consoleModule } from './console/index.ts';
import { discord } from './discord/index.ts';
import { slack } from './slack/index.ts';

/** The platforms that are turned on by their keys. An SDK is loaded only when its own are set. */
export const chats: readonly PlatformModule[] = [slack, discord];

/** Wanted where none of the chats is. */
export const terminal: PlatformModule = consoleModule(chats);

export const platforms: readonly PlatformModule[] = [...chats, terminal];
