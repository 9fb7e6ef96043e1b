import type { Observable } from 'rxjs';
import type { ExecutionClient, WriteEvent } from '../../src/execution/index';
import { causeOf } from '../../src/model/tagged';
import type { Controls } from '../../src/simulator/index';
import type { Random } from '../../src/simulator/market/random';
import type { Record } from '../storm/orders/record';

/** A call that moves money out, or says whose money came in, and all that it told. */
export interface TransferCall {
  readonly id: string;
  readonly path: string;
  /** Of a withdrawal: no other call asks for as much. */
  readonly amount: string | null;
  readonly events: WriteEvent<unknown>[];
  error: unknown;
  isOver: boolean;
}

export interface Transfers {
  readonly calls: readonly TransferCall[];
  /** Amounts of the account's withdrawals, as the venue has them. */
  readonly withdrawn: readonly string[];
}

const withdrawing = '/v1/user/request_withdrawal';
const confirming = '/v1/user/confirm_deposits_all';

/** Withdraws and confirms, through whatever happens. */
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
      const amount = `0.${String(between(1, 9))}${String(calls.length + 1).padStart(4, '0')}`;
      const withdraw = () => exec.requestWithdrawal({ asset: 'btc', uuid: account, amount }, { id });
      follow({ id, path: withdrawing, amount }, withdraw());
      // Who asks again by the same id asks for nothing new.
      setTimeout(() => withdraw().subscribe({ error: () => undefined }), between(10, 2_000));
    },
    deposit: (): void => {
      venue.deposit(user, { asset: 'btc', amount: 1_000_000n, awaitsOriginator: true });
      follow(
        { id: `${apiKey}-d`, path: confirming, amount: null },
        exec.confirmAllDeposits({ originatorUuid: originator }),
      );
    },
    all: (): Transfers => ({
      calls,
      withdrawn: venue
        .withdrawals(user, { asset: 'btc' })
        .map(({ amount }) => (Number(amount) / 1e8).toFixed(8)),
    }),
  };
};

/** Each call had one effect at most, and says of it what is so. */
export const transferViolations = (
  { calls, withdrawn }: Transfers,
  { apiKey, journal, sent }: Record,
): readonly string[] => {
  const effects = new Map<string, Set<string>>();
  for (const entry of journal) {
    if (entry.type !== 'request' || entry.apiKey !== apiKey || entry.call === null) continue;
    if (entry.admitted && entry.code === null)
      effects.set(entry.path, (effects.get(entry.path) ?? new Set()).add(entry.call));
  }
  const violations: string[] = [];
  for (const { id, path, amount, events, isOver, error } of calls) {
    const last = events.at(-1);
    if (!isOver) violations.push(`${id}: left open`);
    if (error !== null) violations.push(`${id}: errored: ${causeOf(error)}`);
    if (amount === null) continue;
    const bodies = sent.filter((one) => one.path === path && one.body.includes(`"amount":"${amount}"`));
    const digests = bodies.filter(({ digest }) => effects.get(path)?.has(digest) === true);
    const times = withdrawn.filter((one) => Number(one) === Number(amount)).length;
    if (digests.length > 1) violations.push(`${id}: ${digests.length} of its requests moved money`);
    if (bodies.length > 1) violations.push(`${id}: it was sent ${bodies.length} times`);
    if (last?.type === 'Done' && times === 0) violations.push(`${id}: Done, but there is no withdrawal`);
    if (last?.type === 'Failed' && 'effect' in last.error && last.error.effect === 'none' && times > 0)
      violations.push(`${id}: ${last.error.message}, but it was withdrawn`);
  }
  return violations;
};
