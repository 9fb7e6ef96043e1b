import type { Observable } from 'rxjs';
import type { ExecutionClient, WriteEvent } from '../../src/execution/index';
import { causeOf } from '../../src/model/tagged';
import type { Controls } from '../../src/simulator/index';
import type { Random } from '../../src/simulator/market/random';
import type { Record } from '../storm/orders/record';

/** A call that moves money out, or confirms the origin of incoming money, with all of its events. */
export interface TransferCall {
  readonly id: string;
  readonly path: string;
  /** The part of its body that no other call has: the amount of a withdrawal, a deposit, or all deposits. */
  readonly about: string;
  /** The deposit that waits for a confirmation. */
  readonly deposit: string | null;
  readonly events: WriteEvent<unknown>[];
  error: unknown;
  isOver: boolean;
}

export interface Transfers {
  readonly calls: readonly TransferCall[];
  /** Amounts of the account's withdrawals at the venue. */
  readonly withdrawn: readonly string[];
  /** Deposits that still wait for a confirmation. */
  readonly waiting: readonly string[];
}

const withdrawing = '/v1/user/request_withdrawal';
const confirming = '/v1/user/confirm_deposits';
const confirmingAll = '/v1/user/confirm_deposits_all';

/** Withdraws and confirms, whatever happens. */
export const watchTransfers = (
  exec: ExecutionClient,
  venue: Controls['venue'],
  user: number,
  apiKey: string,
) => {
  const calls: TransferCall[] = [];
  const account = venue.withdrawalAccounts(user, 'btc')[0]?.uuid ?? '';
  const originator = venue.addOriginator(user, { label: 'self', status: 'CONFIRMED' }).uuid;

  const follow = (
    call: Omit<TransferCall, 'events' | 'error' | 'isOver'>,
    events$: Observable<WriteEvent<unknown>>,
  ): void => {
    const followed: TransferCall = { ...call, events: [], error: null, isOver: false };
    calls.push(followed);
    events$.subscribe({
      next: (event) => followed.events.push(event),
      error: (error: unknown) => {
        followed.error = error;
        followed.isOver = true;
      },
      complete: () => (followed.isOver = true),
    });
  };

  return {
    withdraw: ({ between }: Random): void => {
      const id = `${apiKey}-w${calls.length}`;
      const amount = `0.${String(between(1, 9))}${String(calls.length + 1).padStart(4, '0')}1`;
      const withdraw = () => exec.requestWithdrawal({ asset: 'btc', uuid: account, amount }, { id });
      follow({ id, path: withdrawing, about: `"amount":"${amount}"`, deposit: null }, withdraw());
      // A repeated call with the same id asks for nothing new.
      setTimeout(() => withdraw().subscribe({ error: () => undefined }), between(10, 2_000));
    },
    confirm: (): void => {
      const { uuid } = venue.deposit(user, { asset: 'btc', amount: 1_000_000n, awaitsOriginator: true });
      follow(
        { id: `${apiKey}-d${calls.length}`, path: confirming, about: uuid, deposit: uuid },
        exec.confirmDeposits([{ uuid, originatorUuid: originator }]),
      );
    },
    confirmAll: (): void => {
      const { uuid } = venue.deposit(user, { asset: 'btc', amount: 1_000_000n, awaitsOriginator: true });
      follow(
        { id: `${apiKey}-all`, path: confirmingAll, about: originator, deposit: uuid },
        exec.confirmAllDeposits({ originatorUuid: originator }),
      );
    },
    all: (): Transfers => ({
      calls,
      withdrawn: venue
        .withdrawals(user, { asset: 'btc' })
        .map(({ amount }) => (Number(amount) / 1e8).toFixed(8)),
      waiting: venue.unconfirmedDeposits(user).map(({ uuid }) => uuid),
    }),
  };
};

/** Each call had at most one effect, and its reports are true. */
export const transferViolations = (
  { calls, withdrawn, waiting }: Transfers,
  { apiKey, journal, sent }: Record,
): readonly string[] => {
  const effects = new Map<string, Set<string>>();
  for (const entry of journal) {
    if (entry.type !== 'request' || entry.apiKey !== apiKey || entry.call === null) continue;
    if (entry.admitted && entry.code === null)
      effects.set(entry.path, (effects.get(entry.path) ?? new Set()).add(entry.call));
  }
  const violations: string[] = [];
  const areAllConfirmed = effects.has(confirmingAll);
  for (const { id, path, about, deposit, events, isOver, error } of calls) {
    const last = events.at(-1);
    if (!isOver) violations.push(`${id}: left open`);
    if (error !== null) violations.push(`${id}: errored: ${causeOf(error)}`);
    const bodies = sent.filter((one) => one.path === path && one.body.includes(about));
    const digests = bodies.filter(({ digest }) => effects.get(path)?.has(digest) === true);
    if (digests.length > 1) violations.push(`${id}: ${digests.length} of its requests had an effect`);
    if (bodies.length > 1) violations.push(`${id}: it was sent ${bodies.length} times`);
    const times = withdrawn.filter((one) => about === `"amount":"${one.replace(/0+$/, '')}"`).length;
    const isDone = deposit === null ? times > 0 : !waiting.includes(deposit);
    if (last?.type === 'Done' && !isDone) violations.push(`${id}: Done, but the venue has nothing of it`);
    const isDenied = last?.type === 'Failed' && 'effect' in last.error && last.error.effect === 'none';
    if (isDenied && isDone && (deposit === null || !areAllConfirmed))
      violations.push(`${id}: ${last.error.message}, but it was done`);
  }
  return violations;
};
