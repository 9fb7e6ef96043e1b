// src/simulator/market/instruments.ts
var table = `
btc_jpy    0 4 0.0001     1000     10
xrp_jpy    3 4 0.0001 40000000 400000
eth_jpy    0 4 0.0001    10000    100
sol_jpy    1 4 0.0001     2000     20
dot_jpy    3 4 0.0001   200000   2000
doge_jpy   3 4 0.0001 20000000 200000
ltc_jpy    1 4 0.0001    20000    200
bcc_jpy    0 4 0.0001     3000     30
mona_jpy   3 4 0.0001   200000   2000
xlm_jpy    3 4 0.0001 30000000 300000
qtum_jpy   3 4 0.0001   900000   9000
bat_jpy    3 4 0.0001  7000000  70000
omg_jpy    3 4 0.0001  2000000  20000
xym_jpy    3 4 0.0001  7000000  70000
link_jpy   3 4 0.0001   300000   3000
mkr_jpy    0 4 0.0001     1000     10 S
boba_jpy   3 4 0.0001   900000   9000
enj_jpy    3 4 0.0001  4000000  40000
astr_jpy   3 4 0.0001  6000000  60000
ada_jpy    3 4 0.0001  2000000  20000
avax_jpy   3 4 0.0001     9000     90
axs_jpy    3 4 0.0001     9000     90
flr_jpy    3 4 0.0001 20000000 200000
sand_jpy   3 4 0.0001  1000000  10000
gala_jpy   3 4 0.0001  9000000  90000
chz_jpy    3 4 0.0001  3000000  30000
ape_jpy    3 4 0.0001    90000    900
oas_jpy    3 4 0.0001  3000000  30000
mana_jpy   3 4 0.0001   600000   6000
grt_jpy    3 4 0.0001  3000000  30000
rndr_jpy   3 4 0.0001   200000   2000 S
bnb_jpy    0 4 0.0001     2000     20
dai_jpy    3 4 0.0001   300000   3000
op_jpy     3 4 0.0001   200000   2000
arb_jpy    3 4 0.0001   300000   3000
klay_jpy   4 4 0.0001  1000000  10000
imx_jpy    3 4 0.0001   200000   2000
mask_jpy   3 4 0.0001    90000    900
pol_jpy    3 4 0.0001  3000000  30000
cyber_jpy  2 4 0.0001    40000    400
render_jpy 3 4 0.0001   200000   2000
trx_jpy    4 4 0.0001  2000000  20000
lpt_jpy    2 4 0.0001    40000    400
atom_jpy   3 4 0.0001    80000    800
sui_jpy    3 8 0.0001    90000    900
sky_jpy    4 8 0.0001  5000000  50000
xrp_btc    8 4 0.0001  5000000  10000 S
eth_btc    8 4 0.0001     1000     20 S
ltc_btc    8 4 0.0001     1000     50 S
bcc_btc    8 4 0.0001     1000     10 S
mona_btc   8 4 0.001   1000000     20 S
xlm_btc    8 4 0.0001  1000000  10000 S
qtum_btc   8 4 0.0001   100000   5000 S
bat_btc    8 4 0.0001   100000  10000 S
omg_btc    8 4 0.0001   100000   1000 S
xym_btc    8 4 0.0001   100000  10000 S
link_btc   8 4 0.0001    10000    100 S
mkr_btc    8 4 0.0001      300      1 S
boba_btc   8 4 0.0001    60000    600 S
enj_btc    8 4 0.0001    40000    400 S
matic_btc  8 4 0.0001   100000   1000 S
matic_jpy  3 4 0.0001  3000000  30000 S
`;
var marginRatios = {
  btc_jpy: ["0.5", "0.0818"],
  xrp_jpy: ["0.5", "0.1613"],
  eth_jpy: ["0.5", "0.1195"],
  sol_jpy: ["0.5", "0.5"],
  doge_jpy: ["0.5", "0.5"]
};
var interestPerDay = "0.0004";
var instrumentOfRow = (row) => {
  const [
    pair = "",
    priceDigits,
    amountDigits,
    minAmount = "",
    limitMaxAmount = "",
    marketMaxAmount = "",
    flag
  ] = row.split(/ +/);
  const [baseAsset = "", quoteAsset = ""] = pair.split("_");
  const [maker, taker] = pair === "btc_jpy" ? ["0", "0.001"] : ["-0.0002", "0.0012"];
  const ratios = marginRatios[pair];
  const suspended = flag === "S";
  const marketAllowanceRate = pair === "btc_jpy" ? "0.2" : "0.3";
  return {
    pair,
    baseAsset,
    quoteAsset,
    fees: {
      makerBase: "0",
      takerBase: "0",
      makerQuote: maker,
      takerQuote: taker,
      marginOpenMakerQuote: ratios ? maker : null,
      marginOpenTakerQuote: ratios ? taker : null,
      marginCloseMakerQuote: ratios ? maker : null,
      marginCloseTakerQuote: ratios ? taker : null
    },
    margin: ratios ? {
      longInterest: interestPerDay,
      shortInterest: interestPerDay,
      currentIndividualRatio: ratios[0],
      currentCompanyRatio: ratios[1]
    } : null,
    minAmount,
    limitMaxAmount,
    marketMaxAmount,
    marketAllowanceRate,
    marketInCircuitBreakAllowanceRate: marketAllowanceRate,
    priceDigits: Number(priceDigits),
    amountDigits: Number(amountDigits),
    enabled: true,
    stopped: {
      order: suspended,
      orderAndCancel: false,
      market: suspended,
      stop: suspended,
      stopLimit: suspended,
      marginLong: suspended,
      marginShort: suspended,
      buy: suspended,
      sell: suspended
    }
  };
};
var instruments = table.trim().split("\n").map(instrumentOfRow);

export {
  instruments
};
//# sourceMappingURL=chunk-EAFMNFIR.js.map