import { concatMap, defer } from 'rxjs';
import type { OrderRequest } from '../model/order';
import { sides } from '../model/pair';
import { accountHelp, accountOptions, simHelp, simOption } from './account/client';
import { yesHelp, yesOption } from './account/confirm';
import { paperHelp, paperOptions } from './paper/paper';
import { readGuards } from './account/guards-file';
import { orderWaits } from './account/order-text';
import type { Placing } from './account/place-order';
import type { Command } from './common/command';
import { exitCodes } from './common/exit-codes';
import {
  type CliOptions,
  given,
  oneWordOf,
  parseOptions,
  refuseMore,
  refuseTogether,
  usageError,
} from './common/options';
import { parsePair } from './common/pair-argument';

const types = ['limit', 'market', 'stop', 'stop_limit'] as const;
const positionSides = ['long', 'short'] as const;

const help = `Places an order and prints its life, one line per transition, until it ends.

Usage: rx-bitbank order PAIR buy|sell AMOUNT [options]

Options:
  --type TYPE            ${types.join(', ')}; by default limit
  --price P              of a limit or stop_limit order, quote currency
  --trigger-price P      of a stop or stop_limit order, quote currency
  --post-only            a limit order that never takes
  --position-side SIDE   long or short: makes it a margin order
  --dry-run              sends nothing: prints the request, the amounts that it would lock and cost, and the verdict of
                         the pair's rules and the guards; exit code 0 if it would leave, 3 if not
  --guards FILE          JSON of the limits that the order must keep: {"maxNotional": 1000000, "maxDistance": 0.05}
${yesHelp}
  --wait STEP            accepted: until it rests at the venue; end: until it is filled or gone, by default
${simHelp}
${paperHelp}
${accountHelp}
  --public-url URL       where --dry-run, --guards and --paper read the market; by default https://public.bitbank.cc
  --stream-url URL       the stream of that market; by default wss://stream.bitbank.cc

Exit codes:
  0    filled; with --wait accepted, also resting at the venue
  1    it can't go on, and nothing was sent
  2    a wrong option, argument or key file
  3    rejected here, by the rules of the pair, the guards or your no: nothing was sent
  4    rejected by the venue
  5    cancelled by anybody, or expired
  6    unresolved: it may or may not have been placed; see rx-bitbank orders before sending it again
  130  Ctrl-C: the order itself lives on

Examples:
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --post-only --wait accepted
  rx-bitbank order btc_jpy buy 0.001 --price 9000000 --dry-run
  rx-bitbank order btc_jpy sell 0.001 --type market --yes --json
  rx-bitbank order btc_jpy sell 0.001 --type stop --trigger-price 8000000 --keys ~/.bitbank-keys
  rx-bitbank order btc_jpy buy 0.001 --type market --sim
  rx-bitbank order btc_jpy buy 0.001 --type market --paper
`;

const options = {
  type: { type: 'string', default: 'limit', values: types },
  price: { type: 'string' },
  'trigger-price': { type: 'string' },
  'post-only': { type: 'boolean' },
  'position-side': { type: 'string', values: positionSides },
  wait: { type: 'string', default: 'end', values: orderWaits },
  'dry-run': { type: 'boolean', default: false },
  guards: { type: 'string' },
  ...yesOption,
  ...simOption,
  ...paperOptions,
  ...accountOptions,
} as const satisfies CliOptions;

const parse = (args: readonly string[]): Placing => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [pair, side, amount] = positionals;
  if (pair === undefined || side === undefined || amount === undefined) {
    throw usageError('order what? for example: rx-bitbank order btc_jpy buy 0.001 --price 9000000');
  }
  refuseMore('order', 3, positionals);
  const positionSide = values['position-side'];
  const request: OrderRequest = {
    pair: parsePair(pair),
    side: oneWordOf('side', sides, side),
    type: oneWordOf('--type', types, values.type),
    amount,
    ...given({
      price: values.price,
      triggerPrice: values['trigger-price'],
      postOnly: values['post-only'],
      positionSide:
        positionSide === undefined ? undefined : oneWordOf('--position-side', positionSides, positionSide),
    }),
  };
  refuseTogether(values, [
    ['sim', 'public-url', 'stream-url'],
    ['paper', 'dry-run', 'guards'],
  ]);
  const guards = values.guards === undefined ? null : readGuards(values.guards);
  return { request, wait: oneWordOf('--wait', orderWaits, values.wait), guards, choice: values };
};

export const orderCommand: Command = {
  help,
  options,
  positions: ['pair', sides],
  interruptedCode: exitCodes.interrupted,
  run: (args) =>
    defer(() => {
      const placing = parse(args);
      return defer(() => import('./account/place-order')).pipe(
        concatMap(({ placeOrder }) => placeOrder(placing)),
      );
    }),
};
