import {
  orFileError
} from "./chunk-OSNAXFEX.js";
import {
  usageError
} from "./chunk-WDPZHDGP.js";

// src/cli/account/keys.ts
import { spawnSync } from "child_process";
import { closeSync, fstatSync, openSync, readFileSync } from "fs";
var names = ["BITBANK_API_KEY", "BITBANK_API_SECRET"];
var assignment = /^(?:export\s+)?(BITBANK_API_KEY|BITBANK_API_SECRET)\s*=\s*(["']?)([\x21-\x7e]+?)\2$/;
var bare = /^([\x21-\x3c\x3e-\x7e]+)\s+([\x21-\x3c\x3e-\x7e]+)$/;
var unlockTime = 12e4;
var keysFromCommand = (command) => {
  const { status, signal, stdout } = spawnSync("/bin/sh", ["-c", command], {
    encoding: "utf8",
    stdio: ["inherit", "pipe", "inherit"],
    timeout: unlockTime,
    maxBuffer: 1e5
  });
  if (status !== 0)
    throw usageError(`--keys-command: it ended with ${signal ?? `exit code ${status ?? "unknown"}`}`);
  const [, key, secret] = bare.exec(stdout.trim()) ?? [];
  return key === void 0 || secret === void 0 ? parseKeys("--keys-command", stdout) : { BITBANK_API_KEY: key, BITBANK_API_SECRET: secret };
};
var parseKeys = (path, text) => {
  const found = /* @__PURE__ */ new Map();
  text.split("\n").forEach((raw, index) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return;
    const [, name, , value] = assignment.exec(line) ?? [];
    if (name === void 0 || value === void 0) {
      throw usageError(`${path}:${index + 1}: expected ${names.join("=\u2026 or ")}=\u2026, got something else`);
    }
    found.set(name, value);
  });
  const valueOf = (name) => {
    const value = found.get(name);
    if (value === void 0) throw usageError(`${path}: holds no ${name}`);
    return value;
  };
  return {
    BITBANK_API_KEY: valueOf("BITBANK_API_KEY"),
    BITBANK_API_SECRET: valueOf("BITBANK_API_SECRET")
  };
};
var readKeys = (path) => orFileError(path, () => {
  const file = openSync(path, "r");
  try {
    const mode = fstatSync(file).mode & 511;
    if ((mode & 127) !== 0) {
      throw usageError(`${path}: must have mode 600, has ${mode.toString(8)}: chmod 600 it`);
    }
    return parseKeys(path, readFileSync(file, "utf8"));
  } finally {
    closeSync(file);
  }
});
var givenKeys = ({ keys: path, "keys-command": command }) => path !== void 0 ? readKeys(path) : command !== void 0 ? keysFromCommand(command) : void 0;
var withKeys = (environment, source) => {
  const keys = { ...environment, ...givenKeys(source) };
  const missing = names.find((name) => (keys[name] ?? "") === "");
  if (missing !== void 0) {
    throw usageError(
      `no ${missing}: set ${names.join(" and ")}, or give --keys FILE or --keys-command COMMAND`
    );
  }
  return keys;
};

export {
  withKeys
};
//# sourceMappingURL=chunk-4HAZHR24.js.map