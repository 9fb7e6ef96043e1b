import { configError } from '../../model/errors';
import { isPlainDecimal, toUnits } from '../../model/decimal';
import { hidden, maybe } from '../../options/codecs';
import { optionsOf, resolveOptions } from '../../options/options';
import { dictionary } from '../../parsing/combinators';
import { Flag, NonEmptyText, same } from '../../parsing/primitives';
import type { UserId, Venue, VenueAsset, VenueWithdrawalAccount } from '../venue/index';
import type { ApiCredentials } from './auth';
import type { RateLimits } from './rate-limit';
import { venueRateLimits } from './rate-limit';

/** The description of a user of the simulated venue. */
export interface AccountSpec extends ApiCredentials {
  /** The balances at the start: plain decimals by asset, such as `{ jpy: '1000000', btc: '0.5' }`. */
  readonly balances?: Readonly<Record<string, string>>;
  /** `true` if the user may trade on margin. Default: `true`. */
  readonly margin?: boolean;
  /** Calls per second; `Infinity` for no limit. Default: 10 QUERY, 6 UPDATE. */
  readonly rateLimits?: Partial<RateLimits>;
}

export interface UserAccount extends ApiCredentials {
  readonly user: UserId;
  /** The user's channel of the private stream. */
  readonly channel: string;
  readonly rateLimits: RateLimits;
}

export interface Accounts {
  readonly open: (spec: AccountSpec) => UserAccount;
  readonly byKey: (apiKey: string) => UserAccount | undefined;
  readonly byUser: (user: UserId) => UserAccount | undefined;
  readonly all: () => readonly UserAccount[];
}

/** The account of examples and tools that need no account of their own. */
export const demoAccount = {
  apiKey: 'demo-key',
  apiSecret: 'demo-secret',
  balances: { jpy: '10000000', btc: '1', eth: '10', xrp: '10000' },
} as const satisfies AccountSpec;

const Balance = same(
  'a plain decimal in a text, zero or more',
  (input): input is string => typeof input === 'string' && isPlainDecimal(input) && !input.startsWith('-'),
);
const Limit = maybe(
  same('a number, zero or more', (input): input is number => typeof input === 'number' && input >= 0),
);

const AccountOptions = optionsOf<AccountSpec>({
  apiKey: NonEmptyText,
  apiSecret: hidden(NonEmptyText),
  balances: maybe(dictionary('amounts by asset', Balance)),
  margin: maybe(Flag),
  rateLimits: maybe(optionsOf<Partial<RateLimits>>({ QUERY: Limit, UPDATE: Limit })),
});

/** The tags or memos of assets that need one in addition to the address. */
const destinationTags: Readonly<Record<string, number | string>> = {
  xrp: 1_001,
  xlm: '1001',
  xym: '1001',
  atom: '1001',
};

/** Returns the destinations of a user's withdrawals of an asset: one address per network, or one bank account. */
const withdrawalAccountsOf = (
  { asset, networks }: VenueAsset,
  nextId: (length: number) => string,
): VenueWithdrawalAccount[] =>
  asset === 'jpy'
    ? [
        {
          type: 'bank',
          uuid: uuidOf(nextId),
          asset,
          label: 'simulated bank',
          bankName: 'Simulated Bank',
          branchName: 'Main Branch',
          accountType: 'ordinary',
          accountNumber: '0000000',
          accountOwner: 'SIMULATION',
        },
      ]
    : networks.map(({ network }) => ({
        type: 'crypto',
        uuid: uuidOf(nextId),
        asset,
        label: `simulated ${network} wallet`,
        network,
        address: `sim${nextId(32)}`,
        destinationTag: destinationTags[asset] ?? null,
      }));

const uuidOf = (nextId: (length: number) => string): string => {
  const hex = Array.from(nextId(32), (letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
};

/** Creates the accounts. `nextId` makes an id of `length` characters. */
export const createAccounts = (venue: Venue, nextId: (length: number) => string): Accounts => {
  const keys = new Map<string, UserAccount>();
  const users = new Map<UserId, UserAccount>();

  const creditsOf = ({ balances = {} }: AccountSpec) =>
    Object.entries(balances).map(([asset, amount]) => {
      const rule = venue.assetRules().find((known) => known.asset === asset);
      if (!rule) throw configError('account.balances', 'assets of the venue', asset);
      return { asset, amount: toUnits(amount, rule.precision) };
    });

  return {
    open: (asked) => {
      const spec = resolveOptions(AccountOptions, asked, [], 'account');
      if (keys.has(spec.apiKey)) throw configError('account.apiKey', 'an unused key', 'a used one');
      const credits = creditsOf(spec);
      const account: UserAccount = {
        apiKey: spec.apiKey,
        apiSecret: spec.apiSecret,
        user: venue.openAccount({ class: 'user', margin: spec.margin ?? true }),
        channel: nextId(32),
        rateLimits: { ...venueRateLimits, ...spec.rateLimits },
      };
      for (const { asset, amount } of credits) venue.credit(account.user, asset, amount);
      venue.addOriginator(account.user, { label: 'simulated originator', status: 'CONFIRMED' });
      for (const withdrawalAccount of venue
        .assetRules()
        .flatMap((rule) => withdrawalAccountsOf(rule, nextId))) {
        venue.addWithdrawalAccount(account.user, withdrawalAccount);
      }
      keys.set(account.apiKey, account);
      users.set(account.user, account);
      return account;
    },
    byKey: (apiKey) => keys.get(apiKey),
    byUser: (user) => users.get(user),
    all: () => [...keys.values()],
  };
};
