import type { SchedulerLike } from 'rxjs';
import { createMessageLink, type PrivateMessage } from './message-link';
import type { FaultRegistry } from '../faults/registry';
import type { AccountEvent, UserId, Venue, VenueEvent } from '../venue/index';
import type { UserAccount, Accounts } from './accounts';
import type { AuditLog } from './audit-log';
import type { Rules } from './rules';
import { privateMessages } from './private-messages';
import type { PubNubOrigin } from './pubnub-origin';

export interface PrivateStreamOptions {
  readonly venue: Venue;
  readonly accounts: Accounts;
  readonly pubnub: PubNubOrigin;
  readonly faults: FaultRegistry;
  readonly journal: AuditLog;
  readonly rules: Rules;
  readonly wall: SchedulerLike;
  /** Returns the delay of the next messages after the reply, ms. */
  readonly newsDelay: () => number;
}

const publicTypes: readonly VenueEvent['type'][] = [
  'trade',
  'level',
  'circuit-break',
  'pair-status',
  'unproven',
];
const isPrivate = (event: VenueEvent): event is AccountEvent => !publicTypes.includes(event.type);

const record = (journal: AuditLog, apiKey: string, event: AccountEvent): void => {
  if (event.type === 'order') journal.write({ type: 'order', apiKey, order: event.order });
  if (event.type === 'fill') journal.write({ type: 'trade', apiKey, fill: event.fill });
  if (event.type === 'asset') journal.write({ type: 'balance', apiKey, balance: event.balance });
};

/**
 * Passes every event to its user: to the audit log immediately, and to the user's channel after the reply to the
 * command that caused it.
 */
export const connectPrivateStream = (options: PrivateStreamOptions): void => {
  const { venue, accounts, pubnub, faults, journal, rules, wall, newsDelay } = options;
  const links = new Map<UserId, (message: PrivateMessage) => void>();
  const pending = new Map<UserAccount, AccountEvent[]>();

  const linkTo = ({ user, apiKey, channel }: UserAccount) => {
    const known = links.get(user);
    if (known) return known;
    const publish = (message: PrivateMessage) => pubnub.publish(channel, message);
    const link = createMessageLink(faults, wall, apiKey, publish, () => pubnub.expireTokens(channel));
    links.set(user, link);
    return link;
  };
  const publishPending = () => {
    const due = [...pending];
    pending.clear();
    for (const [account, events] of due) privateMessages(rules, events).forEach(linkTo(account));
  };

  venue.events$.subscribe((event) => {
    if (!isPrivate(event)) return;
    const account = accounts.byUser(event.user);
    if (!account) return;
    record(journal, account.apiKey, event);
    if (pending.size === 0) wall.schedule(publishPending, newsDelay());
    const events = pending.get(account) ?? [];
    pending.set(account, events);
    events.push(event);
  });
};
