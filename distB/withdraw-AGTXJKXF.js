import {
  withdrawalAccountColumns
} from "./chunk-UWSEQOKS.js";
import {
  onceConfirmed,
  yesHelp,
  yesOption
} from "./chunk-KK3RR2ZQ.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption,
  withAccount
} from "./chunk-VODRMAQZ.js";




import {
  printRows
} from "./chunk-54FVBYHE.js";





import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  given,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-WDPZHDGP.js";







import {
  causeOf
} from "./chunk-LYSEG24M.js";

// src/cli/withdraw.ts
import { concatMap, defer, EMPTY, tap, throwError } from "rxjs";
var help = `Sends an asset out, to an account that is registered with the venue; without an amount it lists these accounts.

Usage: rx-bitbank withdraw ASSET
       rx-bitbank withdraw ASSET AMOUNT ACCOUNT_UUID [options]

Options:
  --otp CODE             one-time password, if two-factor authentication is set up
  --sms CODE             code of a text message, if that is set up
${yesHelp}
${simHelp}
${accountHelp}

It is sent once and never repeated. The key needs the permission to withdraw.

Exit codes:
  0    the venue has accepted it; the accounts were listed
  1    it can't go on, and nothing was sent
  2    a wrong option, argument or key file
  3    rejected here, by a check or your no: nothing was sent
  4    refused by the venue
  6    unresolved: it may have been accepted; look at the venue's list of withdrawals before sending it again
  130  Ctrl-C: a sent withdrawal goes on

Examples:
  rx-bitbank withdraw btc
  rx-bitbank withdraw btc 0.05 3f1c8a52-0000-4000-8000-000000000000 --otp 123456
`;
var options = {
  otp: { type: "string" },
  sms: { type: "string" },
  ...yesOption,
  ...simOption,
  ...accountOptions
};
var codeOf = ({ error }) => {
  if (error.effect === "unknown") return exitCodes.unresolved;
  if (error._tag === "VenueError") return exitCodes.refused;
  return error._tag === "RequestError" ? exitCodes.rejectedHere : exitCodes.failed;
};
var lineOf = ({ uuid, asset, amount, fee, status, address, bankName }) => `${status}  ${amount ?? "?"} ${asset}  fee ${fee}  to ${address ?? bankName ?? "the account"}  withdrawal ${uuid}`;
var end = (event, json) => {
  switch (event.type) {
    case "Sent":
      return EMPTY;
    case "Done":
      if (json) printJson(event.value);
      else printLine(lineOf(event.value));
      return EMPTY;
    case "Failed":
      notice(causeOf(event.error));
      return throwError(() => exit(codeOf(event)));
  }
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  const [name, amount, uuid] = positionals;
  if (name === void 0) throw usageError("withdraw what? for example: rx-bitbank withdraw btc");
  refuseMore("withdraw", 3, positionals);
  if (amount !== void 0 && uuid === void 0)
    throw usageError(`withdraw to which account? rx-bitbank withdraw ${name} lists them`);
  const asset = name.toLowerCase();
  const request = amount === void 0 || uuid === void 0 ? null : { asset, amount, uuid, ...given({ otpToken: values.otp, smsToken: values.sms }) };
  return { asset, request, choice: values };
};
var withdrawCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { asset, request, choice } = parse(args);
    if (request === null) {
      return withAccount(
        choice,
        (client) => client.rest.withdrawalAccounts({ asset }).pipe(
          tap(
            (accounts) => printRows(withdrawalAccountColumns, accounts, {
              json: choice.json,
              none: `no account is registered for ${asset}`
            })
          )
        )
      );
    }
    const { amount, uuid } = request;
    return onceConfirmed(
      choice,
      `withdraw ${String(amount)} ${asset} to the account ${uuid}`,
      () => withAccount(
        choice,
        (client) => client.requestWithdrawal(request).pipe(concatMap((event) => end(event, choice.json)))
      )
    );
  })
};
export {
  withdrawCommand
};
//# sourceMappingURL=withdraw-AGTXJKXF.js.map