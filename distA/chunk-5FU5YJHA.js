// src/files/lock.ts
import { randomUUID } from "crypto";
import { readFileSync, rmSync } from "fs";
import { link, readdir, readFile, readlink, rm, stat, utimes, writeFile } from "fs/promises";
import { hostname } from "os";
import { basename, dirname } from "path";
var silence = 15e3;
var beat = 3e3;
var takeLock = async (file) => {
  const self = {
    id: randomUUID(),
    pid: process.pid,
    started: await startOf(process.pid),
    machine: await thisMachine()
  };
  const own = `${file}.lock-${self.id}`;
  await writeFile(own, JSON.stringify(self), { flag: "wx", mode: 384 });
  try {
    for (; ; ) {
      const last = Math.max(0, ...await numbersOf(file));
      const owner = last === 0 ? null : await readOwner(lockPath(file, last));
      if (owner !== null && await isAlive(owner, lockPath(file, last), self, own))
        return { _tag: "Refused", owner: `process ${owner.pid} on ${owner.machine}` };
      const path = lockPath(file, last + 1);
      if (!await tryLink(own, path)) continue;
      const isNext = Math.max(...await numbersOf(file)) === last + 1;
      if (isNext && (owner === null || (await readOwner(lockPath(file, last)))?.id === owner.id)) {
        await removeBefore(file, last + 1);
        return { _tag: "Held", lock: hold(path, self) };
      }
      removeOwn(path, self);
    }
  } finally {
    await rm(own, { force: true });
  }
};
var hold = (path, self) => {
  let lastBeat = performance.now();
  const touch = async () => {
    const now = /* @__PURE__ */ new Date();
    await utimes(path, now, now);
    lastBeat = performance.now();
  };
  const timer = setInterval(() => void touch().catch(() => void 0), beat);
  timer.unref();
  return {
    isHeld: async () => performance.now() - lastBeat < silence / 2 || (await readOwner(path))?.id === self.id,
    release: () => {
      clearInterval(timer);
      removeOwn(path, self);
    }
  };
};
var removeOwn = (path, self) => {
  if (ownerIn(() => readFileSync(path, "utf8"))?.id === self.id) rmSync(path, { force: true });
};
var lockPath = (file, number) => `${file}.lock${number}`;
var numbersOf = async (file) => {
  const start = `${basename(file)}.lock`;
  const names = await readdir(dirname(file));
  return names.filter((name) => name.startsWith(start) && /^[1-9]\d*$/.test(name.slice(start.length))).map((name) => Number(name.slice(start.length)));
};
var removeBefore = async (file, number) => {
  const older = (await numbersOf(file)).filter((one) => one < number);
  await Promise.all(older.map((one) => rm(lockPath(file, one), { force: true })));
};
var tryLink = async (from, to) => {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
};
var ownerIn = (read) => {
  try {
    return JSON.parse(read());
  } catch {
    return null;
  }
};
var readOwner = async (path) => {
  const text = await readFile(path, "utf8").catch(() => "");
  return ownerIn(() => text);
};
var isAlive = async (owner, path, self, reference) => {
  if (owner.machine === self.machine) {
    if (owner.started !== null) return await startOf(owner.pid) === owner.started;
    if (!hasProcess(owner.pid)) return false;
  }
  const [touched, now] = await Promise.all([stat(path), stat(reference)]).catch(() => [null, null]);
  return touched !== null && now !== null && now.mtimeMs - touched.mtimeMs < silence;
};
var hasProcess = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};
var readLine = (path) => readFile(path, "utf8").then(
  (text) => text.trim(),
  () => null
);
var startOf = async (pid) => {
  const line = await readLine(`/proc/${pid}/stat`);
  const [state, ...fields] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  const isDead = state === void 0 || state === "Z" || state === "X";
  return isDead ? null : fields[18] ?? null;
};
var thisMachine = async () => {
  const boot = await readLine("/proc/sys/kernel/random/boot_id");
  const container = await readlink("/proc/self/ns/pid").catch(() => null);
  return [hostname(), boot, container].filter((part) => part !== null).join(" ");
};

export {
  takeLock
};
//# sourceMappingURL=chunk-5FU5YJHA.js.map