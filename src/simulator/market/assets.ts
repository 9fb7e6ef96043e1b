/**
 * The assets of the venue. Names and networks are the documented ones. The network of each asset, the precision and the
 * withdrawal fees are not documented anywhere; the figures here are plausible.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/assets.md
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/networks.md
 */

import type { VenueAsset } from '../venue/index';

/** The fee of a yen withdrawal: `under` for amounts below the threshold, `over` from it on. */
const bankFee = { under: '550', over: '770', threshold: '30000' };

// One row per asset: precision, collateral ratio, then network=fee.
const table = `
jpy    4 1
btc    8 0.5 bitcoin=0.0006
xrp    6 0.5 ripple=0.1
ltc    8 0.5 litecoin=0.001
eth    8 0.5 ethereum=0.005 arbitrum=0.0004 op=0.0004
mona   8 0.5 monacoin=0.001
bcc    8 0.5 bitcoincash=0.001
xlm    7 0.5 stellar=0.01
qtum   8 0.5 qtum=0.01
bat    8 0.5 ethereum=25
omg    8 0.5 ethereum=12
xym    6 0.5 symbol=2
link   8 0.5 ethereum=0.7
mkr    8 0   ethereum=0.008
boba   8 0.5 ethereum=35
enj    8 0.5 ethereum=40
matic  8 0   ethereum=15 polygon=0.1
dot    8 0.5 polkadot=0.1
doge   8 0.5 dogecoin=5
astr   8 0.5 astar=0.1
ada    6 0.5 cardano=0.5
avax   8 0.5 avalanche=0.01
axs    8 0.5 ethereum=1.5
flr    8 0.5 flare=1
sand   8 0.5 ethereum=20
gala   8 0.5 ethereum=350
ape    8 0.5 ethereum=10
chz    8 0.5 ethereum=110
oas    8 0.5 oasys=1
mana   8 0.5 ethereum=20
grt    8 0.5 ethereum=55
rndr   8 0   ethereum=2
bnb    8 0.5 bsc=0.0005
dai    8 0.5 ethereum=6
op     8 0.5 op=0.5
arb    8 0.5 arbitrum=0.6
klay   8 0   ethereum=30
imx    8 0.5 ethereum=8
mask   8 0.5 ethereum=4
pol    8 0.5 ethereum=15 polygon=0.1
sol    8 0.5 solana=0.01
cyber  8 0.5 ethereum=3
render 8 0.5 solana=0.3
trx    6 0.5 tron=3
lpt    8 0.5 ethereum=1
atom   6 0.5 cosmos=0.02
sui    8 0.5 sui=0.05
sky    8 0.5 ethereum=110
`;

const assetOfRow = (row: string): VenueAsset => {
  const [asset = '', precision, collateralRatio = '', ...carriers] = row.split(/ +/);
  return {
    asset,
    precision: Number(precision),
    collateralRatio,
    networks: carriers.map((carrier) => {
      const [network = '', withdrawalFee = ''] = carrier.split('=');
      return { network, withdrawalFee, stopDeposit: false, stopWithdrawal: false };
    }),
    bankFee: asset === 'jpy' ? bankFee : null,
    stopDeposit: false,
    stopWithdrawal: false,
  };
};

/** All assets in the venue's order. */
export const assets: readonly VenueAsset[] = table.trim().split('\n').map(assetOfRow);

/** Makes the rules of an asset that is not in the table: it can't be transferred and does not count as margin. */
const unknownAsset = (asset: string, precision: number): VenueAsset => ({
  asset,
  precision,
  collateralRatio: '0',
  networks: [],
  bankFee: null,
  stopDeposit: true,
  stopWithdrawal: true,
});

const usualPrecision = 8;

/**
 * Returns all assets, including those that only appear in other pairs than the table's. A lot of a pair is a whole
 * number of units.
 */
export const assetsOf = (
  instruments: readonly {
    readonly baseAsset: string;
    readonly quoteAsset: string;
    readonly amountDigits: number;
  }[],
): readonly VenueAsset[] => {
  const byName = new Map(assets.map((asset) => [asset.asset, asset]));
  for (const { baseAsset, quoteAsset, amountDigits } of instruments) {
    const base = byName.get(baseAsset) ?? unknownAsset(baseAsset, usualPrecision);
    byName.set(baseAsset, amountDigits > base.precision ? { ...base, precision: amountDigits } : base);
    if (!byName.has(quoteAsset)) byName.set(quoteAsset, unknownAsset(quoteAsset, usualPrecision));
  }
  return [...byName.values()];
};
