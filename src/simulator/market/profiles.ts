/** The default character of each simulated market: plausible levels, not quotations. */
import type { Pair } from '../../model/pair';

export interface MarketProfile {
  /** The approximate price at the start, in the quote currency. */
  readonly price: number;
  /** The standard deviation of a day's return: 0.03 is 3 %. */
  readonly volatility: number;
  /** The turnover of a day, in the quote currency. */
  readonly turnover: number;
  /** The sector. Pairs of one sector move together, in addition to moving with the whole market. */
  readonly sector: string;
  /** The share of the variance of its returns that comes from the whole market, 0 to 1. */
  readonly marketShare: number;
  /** The share of the variance that comes from its sector. The rest belongs to the pair alone. */
  readonly sectorShare: number;
}

// Each row is a pair with jpy: price, daily volatility in %, daily turnover in millions of yen, sector.
const table = `
btc    13640000  2.4 1300  leader
xrp         412  3.4 1100  coins
eth      486000  3.2  520  leader
sol       27300  3.9  190  platforms
dot         575  4.0   18  platforms
doge       29.4  4.4   95  coins
ltc       14900  3.5   21  coins
bcc       81500  3.4   16  coins
mona       21.8  3.1    9  coins
xlm        54.2  3.9   60  coins
qtum        371  4.0    5  platforms
bat        26.5  4.3    8  finance
omg        28.8  4.6    4  layers
xym        1.62  4.8    9  platforms
link       3180  4.0   26  finance
mkr      247000  3.9    0  finance
boba       12.7  5.0    2  layers
enj       10.40  4.9    4  games
astr       3.42  5.0   22  platforms
ada       117.5  4.1   64  platforms
avax       4270  4.2   14  platforms
axs         338  4.8    3  games
flr        3.31  5.1   19  platforms
sand       41.6  4.6    9  games
gala       2.38  5.2   11  games
chz        5.94  4.8    7  games
ape        83.7  4.9    3  games
oas        1.87  5.0    5  games
mana       44.1  4.6    5  games
grt       13.20  4.8    6  finance
rndr        551  4.9    0  finance
bnb      131500  2.9   12  coins
dai       151.6  0.7    3  dollar
op        104.5  5.0    6  layers
arb        71.3  4.9    6  layers
klay       18.6  4.0    3  platforms
imx       102.8  4.9    4  layers
mask      182.4  5.2    4  finance
pol        34.9  4.6    8  layers
cyber       247  5.4    2  layers
render      552  4.9    7  finance
trx       50.15  2.4   17  coins
lpt         931  5.2    3  platforms
atom        648  4.2    6  platforms
sui         487  4.8   31  platforms
sky       10.24  4.3    4  finance
matic      34.9  4.6    0  layers
`;

/**
 * Returns the shares of a coin. The larger a coin, the closer it follows the market: BTC and ETH correlate by 0.9,
 * other large coins with BTC by 0.8, and small ones with each other by 0.5, after public figures of such pairs. A coin
 * that follows the dollar follows neither.
 */
const sharesOf = (millions: number, sector: string): Pick<MarketProfile, 'marketShare' | 'sectorShare'> => {
  if (sector === 'dollar') return { marketShare: 0, sectorShare: 0 };
  if (sector === 'leader') return { marketShare: 0.87, sectorShare: 0 };
  if (millions >= 50) return { marketShare: 0.68, sectorShare: 0.1 };
  return { marketShare: millions >= 10 ? 0.5 : 0.38, sectorShare: 0.12 };
};

const rows = table
  .trim()
  .split('\n')
  .map((row) => row.split(/ +/))
  .map(([asset = '', price, volatility, millions, sector = '']) => ({
    asset,
    price: Number(price),
    volatility: Number(volatility) / 100,
    turnover: Number(millions) * 1e6,
    sector,
    ...sharesOf(Number(millions), sector),
  }));

const btcPrice = rows.find(({ asset }) => asset === 'btc')?.price ?? 1;

/** The profiles by pair. Every pair with btc is suspended, so that its price is the last price before that. */
export const marketProfiles: ReadonlyMap<Pair, MarketProfile> = new Map(
  rows.flatMap(({ asset, ...profile }): [Pair, MarketProfile][] => [
    [`${asset}_jpy`, profile],
    [`${asset}_btc`, { ...profile, price: profile.price / btcPrice, turnover: 0 }],
  ]),
);
