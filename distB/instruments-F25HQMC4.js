import {
  instruments
} from "./chunk-EAFMNFIR.js";
export {
  instruments
};
//# sourceMappingURL=instruments-F25HQMC4.js.map