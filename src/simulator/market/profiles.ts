/** How each simulated market trades unless told otherwise: plausible levels, not quotations. */
import type { Pair } from '../../model/pair';

export interface MarketProfile {
  /** About where the price stands at the start, quote currency. */
  readonly price: number;
  /** Standard deviation of a day's return: 0.03 is 3 %. */
  readonly volatility: number;
  /** What changes hands in a day, quote currency. */
  readonly turnover: number;
}

// One row a pair with jpy: price, daily volatility in %, daily turnover in millions of yen.
const table = `
btc    13640000  2.4 1300
xrp         412  3.4 1100
eth      486000  3.2  520
sol       27300  3.9  190
dot         575  4.0   18
doge       29.4  4.4   95
ltc       14900  3.5   21
bcc       81500  3.4   16
mona       21.8  3.1    9
xlm        54.2  3.9   60
qtum        371  4.0    5
bat        26.5  4.3    8
omg        28.8  4.6    4
xym        1.62  4.8    9
link       3180  4.0   26
mkr      247000  3.9    0
boba       12.7  5.0    2
enj       10.40  4.9    4
astr       3.42  5.0   22
ada       117.5  4.1   64
avax       4270  4.2   14
axs         338  4.8    3
flr        3.31  5.1   19
sand       41.6  4.6    9
gala       2.38  5.2   11
chz        5.94  4.8    7
ape        83.7  4.9    3
oas        1.87  5.0    5
mana       44.1  4.6    5
grt       13.20  4.8    6
rndr        551  4.9    0
bnb      131500  2.9   12
dai       151.6  0.7    3
op        104.5  5.0    6
arb        71.3  4.9    6
klay       18.6  4.0    3
imx       102.8  4.9    4
mask      182.4  5.2    4
pol        34.9  4.6    8
cyber       247  5.4    2
render      552  4.9    7
trx       50.15  2.4   17
lpt         931  5.2    3
atom        648  4.2    6
sui         487  4.8   31
sky       10.24  4.3    4
matic      34.9  4.6    0
`;

const rows = table
  .trim()
  .split('\n')
  .map((row) => row.split(/ +/))
  .map(([asset = '', price, volatility, millions]) => ({
    asset,
    price: Number(price),
    volatility: Number(volatility) / 100,
    turnover: Number(millions) * 1e6,
  }));

const btcPrice = rows.find(({ asset }) => asset === 'btc')?.price ?? 1;

/** By pair. Every pair with btc is suspended, so that its price is only the last one there was. */
export const marketProfiles: ReadonlyMap<Pair, MarketProfile> = new Map(
  rows.flatMap(({ asset, ...profile }): [Pair, MarketProfile][] => [
    [`${asset}_jpy`, profile],
    [`${asset}_btc`, { ...profile, price: profile.price / btcPrice, turnover: 0 }],
  ]),
);
