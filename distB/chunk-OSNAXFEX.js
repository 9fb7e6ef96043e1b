import {
  isUsageError,
  usageError
} from "./chunk-WDPZHDGP.js";

// src/cli/common/file-error.ts
var reasons = {
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied"
};
var fileError = (path, error) => {
  const { code = "", message } = error;
  return usageError(`${path}: ${reasons[code] ?? message}`);
};
var orFileError = (path, act) => {
  try {
    return act();
  } catch (error) {
    throw isUsageError(error) ? error : fileError(path, error);
  }
};

export {
  orFileError
};
//# sourceMappingURL=chunk-OSNAXFEX.js.map