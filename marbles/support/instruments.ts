import type { Instrument } from '../../src/model/instrument';

/** The shape of `xrp_jpy`, with round limits. */
export const xrp: Instrument = {
  pair: 'xrp_jpy',
  baseAsset: 'xrp',
  quoteAsset: 'jpy',
  fees: {
    makerBase: '0',
    takerBase: '0',
    makerQuote: '-0.0002',
    takerQuote: '0.0012',
    marginOpenMakerQuote: '-0.0002',
    marginOpenTakerQuote: '0.0012',
    marginCloseMakerQuote: '-0.0002',
    marginCloseTakerQuote: '0.0012',
  },
  margin: {
    longInterest: '0.0004',
    shortInterest: '0.0004',
    currentIndividualRatio: '0.5',
    currentCompanyRatio: '0.5',
  },
  minAmount: '0.0001',
  limitMaxAmount: '1000000',
  marketMaxAmount: '500000',
  marketAllowanceRate: '0.2',
  priceDigits: 3,
  amountDigits: 4,
  enabled: true,
  stopped: {
    order: false,
    orderAndCancel: false,
    market: false,
    stop: false,
    stopLimit: false,
    marginLong: false,
    marginShort: false,
    buy: false,
    sell: false,
  },
};
